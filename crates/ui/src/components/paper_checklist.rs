//! The papers of a procedure as a checklist that can be filled with the number keys.
//!
//! What is not ticked is missing: the same list serves acceptance and the slip that guides
//! the applicant, so that one visit gives the full list (khoản 1 Điều 16 QĐ 1722/2019).

use maud::{Markup, html};

use super::field;
use crate::Lang;

/// One paper of the checklist.
#[derive(Debug, Clone, Copy, Default)]
pub struct PaperRow<'a> {
    /// The code of the paper in its procedure; part of the input names.
    pub code: &'a str,
    /// The name of the paper.
    pub name: &'a str,
    /// When the paper is asked for, if not always.
    pub condition: Option<&'a str>,
    /// How many originals the procedure asks for.
    pub originals_asked: u16,
    /// How many copies the procedure asks for.
    pub copies_asked: u16,
    /// How many originals were handed in.
    pub originals: u16,
    /// How many copies were handed in.
    pub copies: u16,
    /// Whether it is there.
    pub present: bool,
    /// Where its form can be downloaded.
    pub form_href: Option<&'a str>,
    /// The fault of this row.
    pub error: Option<&'a str>,
}

/// The whole checklist.
#[derive(Debug, Clone, Copy, Default)]
pub struct PaperChecklist<'a> {
    /// The id of the table; rows are `{id}-1`, `{id}-2`, ….
    pub id: &'a str,
    /// The caption.
    pub caption: &'a str,
    /// The papers in the order of the procedure.
    pub rows: &'a [PaperRow<'a>],
}

/// Renders the checklist.
///
/// Inputs are named `paper.{code}`, `originals.{code}` and `copies.{code}`.
#[must_use]
pub fn paper_checklist(lang: Lang, list: &PaperChecklist<'_>) -> Markup {
    let have = list.rows.iter().filter(|row| row.present).count();
    let count = lang.tf("checklist-count", &[("have", have.into()), ("total", list.rows.len().into())]);
    html! {
        div class="mc-checklist" data-checklist {
            table class="mc-table mc-table--checklist" id=(list.id) {
                caption { (list.caption) }
                thead {
                    tr {
                        th scope="col" { (lang.t("checklist-have")) }
                        th scope="col" { (lang.t("checklist-paper")) }
                        th class="mc-number" scope="col" { (lang.t("checklist-originals")) }
                        th class="mc-number" scope="col" { (lang.t("checklist-copies")) }
                    }
                }
                tbody {
                    @for (i, row) in list.rows.iter().enumerate() {
                        (paper_row(lang, list.id, i.saturating_add(1), row))
                    }
                }
            }
            p class="mc-checklist__foot" {
                span data-checklist-count data-template=(count_template(lang)) { (count) }
                span class="mc-checklist__keys" data-needs-js hidden { (lang.t("checklist-keys")) }
            }
        }
    }
}

fn paper_row(lang: Lang, list: &str, number: usize, row: &PaperRow<'_>) -> Markup {
    let id = format!("{list}-{number}");
    let key = (number <= 9).then(|| number.to_string());
    html! {
        tr class=[row.error.map(|_| "mc-row--error")] {
            td class="mc-tick" {
                div class="govuk-checkboxes govuk-checkboxes--small" {
                    div class="govuk-checkboxes__item" {
                        input class="govuk-checkboxes__input" type="checkbox" id=(id)
                            name={ "paper." (row.code) } value="1" checked[row.present] data-key=[key.as_deref()]
                            aria-describedby=[row.error.map(|_| field::error_id(&id))];
                        label class="govuk-label govuk-checkboxes__label" for=(id) {
                            @if let Some(key) = &key { kbd { (key) } }
                            span class="govuk-visually-hidden" { (lang.t("checklist-have")) ": " (row.name) }
                        }
                    }
                }
            }
            td {
                span class="mc-paper__name" { (row.name) }
                @if let Some(condition) = row.condition {
                    span class="mc-paper__aside" { (lang.tf("checklist-condition", &[("condition", condition.into())])) }
                }
                @if let Some(href) = row.form_href {
                    a class="govuk-link mc-paper__aside" href=(href) { (lang.t("checklist-form")) }
                }
                (field::hint_and_error(lang, &id, None, row.error))
            }
            td class="mc-number" data-label=(lang.t("checklist-originals")) {
                (quantity(&format!("{id}-chinh"), &format!("originals.{}", row.code), &lang.t("checklist-originals"), row.name, row.originals, row.originals_asked))
            }
            td class="mc-number" data-label=(lang.t("checklist-copies")) {
                (quantity(&format!("{id}-sao"), &format!("copies.{}", row.code), &lang.t("checklist-copies"), row.name, row.copies, row.copies_asked))
            }
        }
    }
}

/// A small number beside what is asked for; a dash where nothing is asked.
fn quantity(id: &str, name: &str, what: &str, paper: &str, given: u16, asked: u16) -> Markup {
    html! {
        @if asked == 0 && given == 0 { span class="mc-muted" { "–" } } @else {
            input class="govuk-input mc-quantity" type="text" inputmode="numeric" id=(id) name=(name)
                value=(given) maxlength="3" data-asked=(asked) aria-label={ (what) ": " (paper) };
            span class="mc-asked" { "/" (asked) }
        }
    }
}

/// The sentence under the list with places that the script fills while one ticks.
fn count_template(lang: Lang) -> String {
    lang.tf("checklist-count", &[("have", "{have}".into()), ("total", "{total}".into())])
}

/// Every look of the checklist.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let rows = [
        PaperRow {
            code: "TP1",
            name: "Đơn đề nghị cấp giấy phép xây dựng",
            originals_asked: 1,
            originals: 1,
            present: true,
            form_href: Some("/mau/tp1.docx"),
            ..PaperRow::default()
        },
        PaperRow {
            code: "TP2",
            name: "Giấy tờ về quyền sử dụng đất",
            copies_asked: 1,
            error: Some("Cần 1 bản sao"),
            ..PaperRow::default()
        },
        PaperRow {
            code: "TP3",
            name: "Bản vẽ thiết kế",
            originals_asked: 2,
            condition: Some("công trình cấp III trở lên"),
            ..PaperRow::default()
        },
    ];
    let list = PaperChecklist { id: "vi-du-giay-to", caption: "Thành phần hồ sơ", rows: &rows };
    vec![("one present, one faulty, one on a condition", paper_checklist(Lang::Vi, &list))]
}
