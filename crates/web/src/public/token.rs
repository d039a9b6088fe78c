//! `GET /t/{token}`: the page behind the QR of the receipt. The token cannot be guessed, so it shows
//! the applicant's progress; names and numbers of people stay on the papers.

use app::CommandError;
use app::dossier::{readers, view};
use axum::extract::{Path, State};
use axum::response::Response;

use super::paper;
use super::progress::Sheet;
use crate::{FailedPage, Frame, Section, Visitor, Web, url};

/// The progress.
///
/// # Errors
///
/// [`FailedPage::not_found`] when no dossier has this token.
pub async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, FailedPage> {
    let base = url::token(&token);
    let looked = move |app: &app::App| -> Result<_, CommandError> {
        let view = view::open_by_token(app, &token)?;
        let readers = readers::of(app, &view)?;
        Ok((view, readers))
    };
    let (view, readers) = web.blocking(looked).await??;
    let title = visitor.lang.t("progress-title");
    let sheet =
        Sheet { lang: visitor.lang, view: &view, title: &title, base: &base, readers: &readers, acts: &[] };
    let body = sheet.draw();
    Ok(Frame::public(&web, &visitor, &title, Section::Track).show(&body))
}

/// `GET /t/{token}/giay-to/{kind}.pdf`: a paper that was given to the applicant.
///
/// # Errors
///
/// [`FailedPage::not_found`] when there is no such dossier or paper.
pub async fn paper(
    State(web): State<Web>,
    Path((token, file)): Path<(String, String)>,
) -> Result<Response, FailedPage> {
    web.blocking(move |app| {
        let view = view::open_by_token(app, &token)?;
        paper::answer(app, &view, &file)
    })
    .await?
}
