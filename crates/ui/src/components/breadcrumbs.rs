//! Where a page stands, from the front page down to the one above it.

use maud::{Markup, html};

use crate::Lang;

/// Renders the trail of words and addresses; the page itself is its heading and not in the trail.
#[must_use]
pub fn breadcrumbs(lang: Lang, trail: &[(&str, &str)]) -> Markup {
    html! {
        nav class="govuk-breadcrumbs" aria-label=(lang.t("nav-breadcrumbs")) {
            ol class="govuk-breadcrumbs__list" {
                @for (words, href) in trail {
                    li class="govuk-breadcrumbs__list-item" {
                        a class="govuk-breadcrumbs__link" href=(href) { (words) }
                    }
                }
            }
        }
    }
}

/// Every look of the trail.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    vec![("two steps", breadcrumbs(Lang::Vi, &[("Trang chủ", "/"), ("Thủ tục hành chính", "/thu-tuc")]))]
}
