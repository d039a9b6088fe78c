//! All errors of a form in one place, above it, each leading to its input.
//!
//! The box takes the focus when the page opens, so that nobody has to look for what went wrong.

use maud::{Markup, html};

use crate::Lang;

/// One fault of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldError<'a> {
    /// The id of the faulty input; `None` when the fault belongs to the whole form.
    pub field: Option<&'a str>,
    /// The same words as beside the input.
    pub message: &'a str,
}

impl<'a> FieldError<'a> {
    /// A fault of the input `field`.
    #[must_use]
    pub const fn at(field: &'a str, message: &'a str) -> Self {
        Self { field: Some(field), message }
    }

    /// A fault of the form as a whole.
    #[must_use]
    pub const fn form(message: &'a str) -> Self {
        Self { field: None, message }
    }
}

/// The message for the input `field`, to be shown beside it.
#[must_use]
pub fn error_for<'a>(errors: &[FieldError<'a>], field: &str) -> Option<&'a str> {
    errors.iter().find(|error| error.field == Some(field)).map(|error| error.message)
}

/// Renders the summary; call it only with errors.
#[must_use]
pub fn error_summary(lang: Lang, errors: &[FieldError<'_>]) -> Markup {
    html! {
        div class="govuk-error-summary" id="co-loi" tabindex="-1" autofocus data-focus {
            div role="alert" {
                h2 class="govuk-error-summary__title" { (lang.t("error-heading")) }
                div class="govuk-error-summary__body" {
                    ul class="govuk-list govuk-error-summary__list" {
                        @for error in errors {
                            li {
                                @if let Some(field) = error.field {
                                    a href={ "#" (field) } { (error.message) }
                                } @else { (error.message) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Every look of the summary.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let one = [FieldError::at("vi-du-ho-ten", "Nhập họ và tên")];
    let many = [
        FieldError::at("vi-du-dien-thoai", "Số điện thoại có 10 chữ số, bắt đầu bằng 0"),
        FieldError::form("Trang này mở đã lâu. Tải lại trang và gửi lại."),
    ];
    vec![
        ("one error", error_summary(Lang::Vi, &one)),
        ("errors of inputs and form", error_summary(Lang::Vi, &many)),
    ]
}
