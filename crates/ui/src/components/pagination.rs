//! Next and previous page of a list that is paged by key, not by number.

use maud::{Markup, html};

use crate::{Lang, icon};

/// Renders the links; nothing when there is only one page.
#[must_use]
pub fn pagination(lang: Lang, previous: Option<&str>, next: Option<&str>) -> Markup {
    html! {
        @if previous.is_some() || next.is_some() {
            nav class="mc-pages" aria-label=(lang.t("pagination")) {
                @if let Some(href) = previous {
                    a class="mc-pages__link" href=(href) rel="prev" { (icon("arrow-left")) (lang.t("previous-page")) }
                }
                @if let Some(href) = next {
                    a class="mc-pages__link" href=(href) rel="next" { (lang.t("next-page")) (icon("arrow-right")) }
                }
            }
        }
    }
}

/// Every look of the links.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    vec![
        ("first page", pagination(Lang::Vi, None, Some("?cursor=b"))),
        ("in the middle", pagination(Lang::Vi, Some("?cursor=a"), Some("?cursor=c"))),
    ]
}
