//! What stands where a list has nothing to show: why, and what to do next.

use maud::{Markup, html};

use crate::icon;

/// Renders the words; `link` is what to do next, as words and address.
#[must_use]
pub fn empty_state(title: &str, words: &str, link: Option<(&str, &str)>) -> Markup {
    html! {
        div class="mc-empty" {
            (icon("inbox"))
            p class="mc-empty__title" { (title) }
            @if !words.is_empty() { p { (words) } }
            @if let Some((words, href)) = link { p { a class="govuk-link" href=(href) { (words) } } }
        }
    }
}

/// Every look of the empty state.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    vec![
        ("good news", empty_state("Không có hồ sơ quá hạn", "", None)),
        (
            "nothing found",
            empty_state(
                "Không tìm thấy hồ sơ",
                "Kiểm tra lại mã in trên giấy hẹn.",
                Some(("Tìm lại", "/tra-cuu")),
            ),
        ),
    ]
}
