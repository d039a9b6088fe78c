//! What every input shares: label, hint, inline error, and the ids that bind them.

use maud::{Markup, html};

use crate::Lang;

/// The id of the hint of the input `id`.
pub(super) fn hint_id(id: &str) -> String {
    format!("{id}-goi-y")
}

/// The id of the inline error of the input `id`.
pub(super) fn error_id(id: &str) -> String {
    format!("{id}-loi")
}

/// The value of `aria-describedby`, or nothing when there is nothing to describe with.
pub(super) fn described_by(id: &str, hint: Option<&str>, error: Option<&str>) -> Option<String> {
    let ids: Vec<String> =
        [hint.map(|_| hint_id(id)), error.map(|_| error_id(id))].into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The class of the group around an input.
pub(super) fn group_class(error: Option<&str>) -> &'static str {
    if error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" }
}

/// The label of one input; says “không bắt buộc” where that holds, since most inputs are required.
pub(super) fn label(lang: Lang, id: &str, text: &str, optional: bool) -> Markup {
    html! {
        label class="govuk-label" for=(id) {
            (text)
            @if optional { " " span class="mc-optional" { "(" (lang.t("optional")) ")" } }
        }
    }
}

/// The hint and the inline error under a label.
pub(super) fn hint_and_error(lang: Lang, id: &str, hint: Option<&str>, error: Option<&str>) -> Markup {
    html! {
        @if let Some(hint) = hint { div class="govuk-hint" id=(hint_id(id)) { (hint) } }
        @if let Some(error) = error {
            p class="govuk-error-message" id=(error_id(id)) {
                span class="govuk-visually-hidden" { (lang.t("error-inline-prefix")) " " }
                (error)
            }
        }
    }
}
