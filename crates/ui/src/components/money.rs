//! An amount of whole đồng.

use maud::{Markup, html};

use crate::{Lang, format};

/// Renders the amount as `75.000 ₫`; nothing to pay is said in words.
#[must_use]
pub fn money(lang: Lang, amount: i64) -> Markup {
    html! {
        @if amount == 0 { span class="mc-money" { (lang.t("money-free")) } }
        @else { span class="mc-money" { (format::dong(lang, amount)) } }
    }
}

/// Every look of the amount.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    vec![("an amount", money(Lang::Vi, 1_234_567)), ("nothing to pay", money(Lang::Vi, 0))]
}
