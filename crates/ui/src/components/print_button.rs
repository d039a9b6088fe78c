//! A button that prints the page; it appears where the script runs, since the browser can print anyway.

use maud::{Markup, html};

use crate::{Lang, icon};

/// Renders the button.
#[must_use]
pub fn print_button(lang: Lang) -> Markup {
    html! {
        button class="govuk-button govuk-button--secondary" type="button" data-print data-needs-js hidden {
            (icon("printer")) (lang.t("print-page"))
        }
    }
}

/// Every look of the button.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    vec![("print", print_button(Lang::Vi))]
}
