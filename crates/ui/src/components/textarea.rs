//! Several lines of text: reasons, notes, opinions.

use maud::{Markup, html};

use super::field;
use crate::Lang;

/// One text area with its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Textarea<'a> {
    /// The id, which errors lead to.
    pub id: &'a str,
    /// The name in the form.
    pub name: &'a str,
    /// The label.
    pub label: &'a str,
    /// Help that stays visible.
    pub hint: Option<&'a str>,
    /// What was typed before.
    pub value: &'a str,
    /// The fault, in the words of the summary.
    pub error: Option<&'a str>,
    /// Height in lines; 0 takes 4.
    pub rows: u8,
    /// The most characters the server takes.
    pub max_length: Option<u16>,
    /// Whether it may stay empty.
    pub optional: bool,
    /// Keeps unsent text in this browser tab under this key, until it is sent.
    ///
    /// Only for text about the work itself. Never for anything that names or describes a
    /// person: the text outlives the page on a shared computer.
    pub draft: Option<&'a str>,
}

/// Renders label, hint, error and text area.
#[must_use]
pub fn textarea(lang: Lang, area: &Textarea<'_>) -> Markup {
    let rows = if area.rows == 0 { 4 } else { area.rows };
    let class = if area.error.is_some() { "govuk-textarea govuk-textarea--error" } else { "govuk-textarea" };
    html! {
        div class=(field::group_class(area.error)) {
            (field::label(lang, area.id, area.label, area.optional))
            (field::hint_and_error(lang, area.id, area.hint, area.error))
            textarea class=(class) id=(area.id) name=(area.name) rows=(rows) maxlength=[area.max_length]
                data-draft=[area.draft] data-draft-note=[area.draft.map(|_| lang.t("draft-restored"))]
                aria-describedby=[field::described_by(area.id, area.hint, area.error)]
                aria-invalid=[area.error.map(|_| "true")]
                aria-required=[(!area.optional).then_some("true")] {
                // A newline right after the tag is dropped by browsers; this one protects the text's own.
                "\n" (area.value)
            }
        }
    }
}

/// Every look of the text area.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let reason = Textarea {
        id: "vi-du-ly-do",
        name: "reason",
        label: "Lý do từ chối",
        hint: Some("Lý do được in trên phiếu từ chối."),
        error: Some("Nhập lý do từ chối"),
        ..Textarea::default()
    };
    let note = Textarea {
        id: "vi-du-ghi-chu",
        name: "note",
        label: "Ghi chú",
        value: "Bản vẽ thiếu trang 2.",
        optional: true,
        rows: 2,
        draft: Some("vi-du"),
        ..Textarea::default()
    };
    vec![
        ("required, with an error", textarea(Lang::Vi, &reason)),
        ("optional, kept as a draft", textarea(Lang::Vi, &note)),
    ]
}
