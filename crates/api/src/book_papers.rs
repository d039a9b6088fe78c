//! `GET /api/v1/…/{id}/paper.pdf`: the papers of the books, each under the address of its entry.

use app::App;
use app::books::settlement::last_over;
use app::papers::{self, Paper, books};
use axum::extract::State;
use axum::response::Response;

use crate::Api;
use crate::download::{PDF, attachment};
use crate::extract::{Named as Reference, Params, Signed};
use crate::problem::Problem;
use crate::responses::ReadFailures;

/// Prints what `make` builds, where blocking is allowed.
async fn printed<F>(api: &Api, name: &str, make: F) -> Result<Response, Problem>
where
    F: FnOnce(&App) -> Result<Paper, app::CommandError> + Send + 'static,
{
    let bytes = api
        .blocking(move |app| {
            let paper = make(app)?;
            papers::print(&paper).map_err(|error| Problem::internal(&error))
        })
        .await??;
    Ok(attachment(PDF, name, bytes))
}

/// A minute of the post as PDF
#[utoipa::path(
    get, path = "/api/v1/post-minutes/{id}/paper.pdf", tag = "sổ sách", operation_id = "post-minute-paper",
    summary = "Biên bản giao nhận hồ sơ với bưu điện, dạng PDF",
    params(("id" = String, Path, description = "Id of the minute.")),
    responses((status = 200, description = "The minute; 404 until both sides signed.", content_type = "application/pdf", body = [u8]), ReadFailures),
)]
pub async fn minute(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(id): Reference,
    params: Params,
) -> Result<Response, Problem> {
    params.finish()?;
    printed(&api, "post-minute.pdf", move |app| books::minute(app, &caller, &id)).await
}

/// A sheet of guidance as PDF
#[utoipa::path(
    get, path = "/api/v1/guidances/{id}/paper.pdf", tag = "sổ sách", operation_id = "guidance-paper",
    summary = "Phiếu hướng dẫn, dạng PDF",
    params(("id" = String, Path, description = "Id of the guidance.")),
    responses((status = 200, description = "The sheet; that it was read is journaled.", content_type = "application/pdf", body = [u8]), ReadFailures),
)]
pub async fn guidance(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(id): Reference,
    params: Params,
) -> Result<Response, Problem> {
    params.finish()?;
    let paper = books::guidance(&api.app, &caller, &id).await?;
    printed(&api, "guidance-sheet.pdf", move |_| Ok(paper)).await
}

/// An urging letter as PDF
#[utoipa::path(
    get, path = "/api/v1/urging-letters/{id}/paper.pdf", tag = "sổ sách", operation_id = "urging-letter-paper",
    summary = "Văn bản đôn đốc, dạng PDF",
    params(("id" = String, Path, description = "Id of the letter.")),
    responses((status = 200, description = "The letter.", content_type = "application/pdf", body = [u8]), ReadFailures),
)]
pub async fn letter(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(id): Reference,
    params: Params,
) -> Result<Response, Problem> {
    params.finish()?;
    printed(&api, "urging-letter.pdf", move |app| books::letter(app, &caller, &id)).await
}

/// A closing of a till as PDF
#[utoipa::path(
    get, path = "/api/v1/cash-closings/{id}/paper.pdf", tag = "sổ sách", operation_id = "cash-closing-paper",
    summary = "Biên bản chốt quỹ, dạng PDF",
    params(("id" = String, Path, description = "Id of the closing.")),
    responses((status = 200, description = "The closing.", content_type = "application/pdf", body = [u8]), ReadFailures),
)]
pub async fn closing(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(id): Reference,
    params: Params,
) -> Result<Response, Problem> {
    params.finish()?;
    printed(&api, "cash-closing.pdf", move |app| books::closing(app, &caller, &id)).await
}

/// The settlement of a quarter as PDF
#[utoipa::path(
    get, path = "/api/v1/settlement.pdf", tag = "sổ sách", operation_id = "settlement-paper",
    summary = "Bảng quyết toán phí, lệ phí của một quý, dạng PDF",
    params(
        ("year" = Option<i16>, Query, description = "Year; without it that of the last quarter that is over."),
        ("quarter" = Option<u8>, Query, description = "1 to 4; without it the last one that is over."),
    ),
    responses((status = 200, description = "The settlement; 404 while the quarter runs.", content_type = "application/pdf", body = [u8]), ReadFailures),
)]
pub async fn settlement(
    State(api): State<Api>,
    Signed(caller): Signed,
    mut params: Params,
) -> Result<Response, Problem> {
    let year = |text: &str| text.parse::<i16>().ok().filter(|year| (2000..=2099).contains(year));
    let year = params.read("year", year, "Năm từ 2000 đến 2099.", "A year from 2000 to 2099.");
    let quarter = |text: &str| text.parse::<u8>().ok().filter(|number| (1..=4).contains(number));
    let quarter = params.read("quarter", quarter, "Quý từ 1 đến 4.", "A quarter from 1 to 4.");
    params.finish()?;
    let last = last_over(api.app.store.now().date());
    let (year, quarter) = (year.unwrap_or(last.0), quarter.unwrap_or(last.1));
    let name = format!("settlement-{year}-{quarter}.pdf");
    printed(&api, &name, move |app| books::settlement(app, &caller, year, quarter)).await
}
