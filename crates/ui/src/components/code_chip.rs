//! A dossier code in letters that cannot be mistaken, with a button that copies it.

use maud::{Markup, html};

use crate::{Lang, icon};

/// Renders the code; the button appears where the script runs.
#[must_use]
pub fn code_chip(lang: Lang, code: &str) -> Markup {
    html! {
        span class="mc-code" {
            code { (code) }
            button class="mc-quiet-button" type="button" data-copy=(code) data-copied=(lang.t("copied"))
                data-needs-js hidden { (icon("copy")) span aria-live="polite" { (lang.t("copy")) }
                span class="govuk-visually-hidden" { " " (code) } }
        }
    }
}

/// Every look of the chip.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    vec![("a dossier code", code_chip(Lang::Vi, "000.00.19.H36-261123-0042"))]
}
