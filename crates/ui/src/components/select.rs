//! One choice among many, from a list the server drew.

use maud::{Markup, html};

use super::field;
use crate::Lang;

/// One choice of a list, of radios or of checkboxes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choice<'a> {
    /// The value in the form.
    pub value: &'a str,
    /// The words.
    pub label: &'a str,
    /// More words under the label; lists do not show them.
    pub hint: Option<&'a str>,
}

/// A drop-down list with its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Select<'a> {
    /// The id, which errors lead to.
    pub id: &'a str,
    /// The name in the form.
    pub name: &'a str,
    /// The label.
    pub label: &'a str,
    /// Help that stays visible.
    pub hint: Option<&'a str>,
    /// The choices, in the order in which people look for them.
    pub choices: &'a [Choice<'a>],
    /// The chosen value; anything else shows the empty choice.
    pub value: &'a str,
    /// The fault, in the words of the summary.
    pub error: Option<&'a str>,
    /// Whether it may stay unchosen.
    pub optional: bool,
}

/// Renders label, hint, error and list.
#[must_use]
pub fn select(lang: Lang, list: &Select<'_>) -> Markup {
    let class = if list.error.is_some() { "govuk-select govuk-select--error" } else { "govuk-select" };
    let chosen = list.choices.iter().any(|choice| choice.value == list.value);
    html! {
        div class=(field::group_class(list.error)) {
            (field::label(lang, list.id, list.label, list.optional))
            (field::hint_and_error(lang, list.id, list.hint, list.error))
            select class=(class) id=(list.id) name=(list.name)
                aria-describedby=[field::described_by(list.id, list.hint, list.error)]
                aria-invalid=[list.error.map(|_| "true")] {
                @if list.optional || !chosen {
                    option value="" selected[!chosen] { (lang.t("select-placeholder")) }
                }
                @for choice in list.choices {
                    option value=(choice.value) selected[choice.value == list.value] { (choice.label) }
                }
            }
        }
    }
}

/// Every look of the list.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let choices = [
        Choice { value: "xd", label: "Xây dựng", hint: None },
        Choice { value: "dd", label: "Đất đai", hint: None },
        Choice { value: "ht", label: "Hộ tịch", hint: None },
    ];
    let plain = Select {
        id: "vi-du-linh-vuc",
        name: "field",
        label: "Lĩnh vực",
        choices: &choices,
        value: "dd",
        ..Select::default()
    };
    let faulty = Select {
        id: "vi-du-linh-vuc-loi",
        value: "",
        error: Some("Chọn lĩnh vực"),
        hint: Some("Lĩnh vực in trên bảng niêm yết."),
        ..plain
    };
    vec![("chosen", select(Lang::Vi, &plain)), ("not chosen, with an error", select(Lang::Vi, &faulty))]
}
