//! The papers of the books as PDF, each beside the page of its entry.

use app::papers::books;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use domain::dossier::event::Slip;
use domain::ids::UnitId;

use super::settlement;
use crate::{FailedPage, Signed, Web, guard, pdf};

/// `GET /buu-chinh/{id}/bien-ban.pdf`: the minute.
///
/// # Errors
///
/// As its page; 404 until both sides signed.
pub async fn minute(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, FailedPage> {
    pdf::printed(&web, "bien-ban-giao-nhan", move |app| books::minute(app, &signed.caller, &id)).await
}

/// `GET /buu-chinh/giao/danh-sach.pdf?quay=&so=&nam=`: the results that went to the post under one number.
///
/// # Errors
///
/// 404 for a list that is not there, or of a desk that is not the visitor's.
pub async fn list(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let query = guard::query(&uri);
    let desk = UnitId::new(query.get("quay")).map_err(|_| FailedPage::not_found())?;
    let (Some(year), Some(number)) = (query.number("nam"), query.number("so")) else {
        return Err(FailedPage::not_found());
    };
    let slip = Slip { year, number };
    let name = format!("giao-buu-dien-{year}-{number}");
    pdf::printed(&web, &name, move |app| books::list(app, &signed.caller, &desk, &slip)).await
}

/// `GET /huong-dan/{id}/phieu.pdf`: what was said, and what the procedure asks for.
///
/// # Errors
///
/// As its page.
pub async fn guidance(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, FailedPage> {
    let paper = books::guidance(&web.app, &signed.caller, &id).await?;
    pdf::printed(&web, "huong-dan", move |_| Ok(paper)).await
}

/// `GET /don-doc/{id}/van-ban.pdf`: the letter.
///
/// # Errors
///
/// As its page.
pub async fn letter(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, FailedPage> {
    pdf::printed(&web, "van-ban-don-doc", move |app| books::letter(app, &signed.caller, &id)).await
}

/// `GET /thu-ngan/{id}/bien-ban.pdf`: the closing.
///
/// # Errors
///
/// As its page.
pub async fn closing(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, FailedPage> {
    pdf::printed(&web, "bien-ban-chot-quy", move |app| books::closing(app, &signed.caller, &id)).await
}

/// `GET /thu-ngan/quyet-toan/bang.pdf?quy=&nam=`: the settlement of a quarter.
///
/// # Errors
///
/// As its page; 404 while the quarter runs.
pub async fn quarter(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let (year, quarter, ..) =
        settlement::wanted(&guard::query(&uri), signed.day()).ok_or_else(FailedPage::not_found)?;
    let name = format!("quyet-toan-{year}-quy-{quarter}");
    pdf::printed(&web, &name, move |app| books::settlement(app, &signed.caller, year, quarter)).await
}
