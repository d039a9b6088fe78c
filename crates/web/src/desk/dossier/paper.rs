//! `GET /ho-so/{ref}/giay/{kind}.pdf`: a paper that an act of this dossier has made.

use app::papers;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::name;
use crate::{FailedPage, Signed, Web};

/// The paper as PDF.
///
/// # Errors
///
/// 404 when no act has made such a paper.
pub async fn show(
    State(web): State<Web>,
    signed: Signed,
    Path((reference, file)): Path<(String, String)>,
) -> Result<Response, FailedPage> {
    let kind = file.strip_suffix(".pdf").ok_or_else(FailedPage::not_found)?.to_owned();
    let opened = super::open(&web, &signed, &reference).await?;
    let shown = format!("inline; filename=\"{}-{kind}.pdf\"", name(&opened));
    let bytes = web
        .blocking(move |app| {
            let paper = papers::build(app, &opened, &kind)?;
            papers::print(&paper).map_err(|error| FailedPage::internal(&error))
        })
        .await??;
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_DISPOSITION, shown),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
