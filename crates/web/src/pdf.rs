//! PDF that the browser shows itself.

use app::papers;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use ui::Lang;
use ui::components::{Button, ButtonKind, button};

use crate::{FailedPage, Web};

/// The media type.
const PDF: &str = "application/pdf";

/// An answer that is a PDF of this name; it is not kept by anything on the way.
#[must_use]
pub fn inline(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, PDF.to_owned()),
        (CONTENT_DISPOSITION, format!("inline; filename=\"{name}.pdf\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// Prints what `make` builds, where blocking is allowed.
///
/// # Errors
///
/// As `make`, and 500 when the printing engine fails.
pub async fn printed<F>(web: &Web, name: &str, make: F) -> Result<Response, FailedPage>
where
    F: FnOnce(&app::App) -> Result<papers::Paper, app::CommandError> + Send + 'static,
{
    let bytes = web
        .blocking(move |app| {
            let paper = make(app)?;
            papers::print(&paper).map_err(|error| FailedPage::internal(&error))
        })
        .await??;
    Ok(inline(name, bytes))
}

/// The link to a paper beside its page.
#[must_use]
pub fn link(lang: Lang, href: &str) -> Markup {
    button(&Button {
        label: &lang.t("print-pdf"),
        kind: ButtonKind::Secondary,
        icon: Some("printer"),
        href: Some(href),
        ..Button::default()
    })
}
