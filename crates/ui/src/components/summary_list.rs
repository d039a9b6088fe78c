//! Facts as rows of name and value: a dossier, a procedure, answers to check.

use maud::{Markup, html};

/// One row.
#[derive(Debug, Clone)]
pub struct SummaryRow<'a> {
    /// What it is.
    pub key: String,
    /// The value; markup, so that it may hold a tag, a chip or several lines.
    pub value: Markup,
    /// What can be done about it: words, what they are about (for the ear), address.
    pub action: Option<(&'a str, &'a str, &'a str)>,
}

impl SummaryRow<'_> {
    /// A row of plain text.
    #[must_use]
    pub fn text(key: impl Into<String>, value: &str) -> Self {
        Self { key: key.into(), value: html! { (value) }, action: None }
    }

    /// A row of markup.
    #[must_use]
    pub fn of(key: impl Into<String>, value: Markup) -> Self {
        Self { key: key.into(), value, action: None }
    }
}

/// Renders the rows.
#[must_use]
pub fn summary_list(rows: &[SummaryRow<'_>]) -> Markup {
    html! {
        dl class="govuk-summary-list" {
            @for row in rows {
                div class={ "govuk-summary-list__row" @if row.action.is_none() { " govuk-summary-list__row--no-actions" } } {
                    dt class="govuk-summary-list__key" { (row.key) }
                    dd class="govuk-summary-list__value" { (row.value) }
                    @if let Some((words, about, href)) = row.action {
                        dd class="govuk-summary-list__actions" {
                            a class="govuk-link" href=(href) {
                                (words) span class="govuk-visually-hidden" { " " (about) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Every look of the list.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let plain = [
        SummaryRow::text("Thủ tục", "Cấp giấy phép xây dựng nhà ở riêng lẻ"),
        SummaryRow::text("Người nộp", "Nguyễn Văn A"),
        SummaryRow::of("Trạng thái", super::tag(super::TagTone::Info, "Đang giải quyết")),
    ];
    let change = [SummaryRow {
        action: Some(("Thay đổi", "số điện thoại", "/sua")),
        ..SummaryRow::text("Điện thoại", "0263 3 822 000")
    }];
    vec![("facts", summary_list(&plain)), ("with an action", summary_list(&change))]
}
