//! `GET /ho-so/{ref}/giay/{kind}.pdf`: a paper that an act of this dossier has made.

use app::papers;
use axum::extract::{Path, State};
use axum::response::Response;

use super::name;
use crate::{FailedPage, Signed, Web, pdf};

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
    let shown = format!("{}-{kind}", name(&opened));
    pdf::printed(&web, &shown, move |app| papers::build(app, &opened, &kind)).await
}
