//! `GET /api/v1/register.pdf` and `.xlsx`: the tracking register (form 06) of a desk and year.

use app::register;
use axum::extract::State;
use axum::response::Response;
use domain::ids::UnitId;

use crate::Api;
use crate::download::{PDF, XLSX, attachment};
use crate::extract::{Params, Signed};
use crate::problem::Problem;
use crate::responses::ReadFailures;

/// Which register.
struct Wanted {
    desk: Option<UnitId>,
    year: i16,
    volume: u16,
}

fn wanted(api: &Api, mut params: Params) -> Result<Wanted, Problem> {
    let year = |text: &str| text.parse::<i16>().ok().filter(|year| (2000..=2099).contains(year));
    let volume = |text: &str| text.parse::<u16>().ok().filter(|volume| (1..=999).contains(volume));
    let desk = params.unit("desk");
    let year = params.read("year", year, "Năm từ 2000 đến 2099.", "A year from 2000 to 2099.");
    let volume = params.read("volume", volume, "Quyển từ 1 đến 999.", "A volume from 1 to 999.");
    params.finish()?;
    Ok(Wanted { desk, year: year.unwrap_or_else(|| api.app.store.now().year()), volume: volume.unwrap_or(1) })
}

/// The register as PDF
#[utoipa::path(
    get, path = "/api/v1/register.pdf", tag = "sổ theo dõi", operation_id = "register-pdf",
    summary = "Sổ theo dõi hồ sơ (mẫu 06), dạng PDF",
    params(
        ("desk" = Option<String>, Query, description = "Id of the desk; without it the caller's own."),
        ("year" = Option<i16>, Query, description = "Year; without it this year."),
        ("volume" = Option<u16>, Query, description = "Volume; without it the first."),
    ),
    responses((status = 200, description = "The volume.", content_type = "application/pdf", body = [u8]), ReadFailures),
)]
pub async fn pdf(
    State(api): State<Api>,
    Signed(caller): Signed,
    params: Params,
) -> Result<Response, Problem> {
    let Wanted { desk, year, volume } = wanted(&api, params)?;
    let register = register::volume(&api.app, &caller, desk, year, volume).await?;
    let made = api.blocking(move |_| register::pdf(register).map_err(|error| Problem::internal(&error)));
    let bytes = made.await??;
    Ok(attachment(PDF, &format!("so-theo-doi-{year}-{volume:02}.pdf"), bytes))
}

/// The register as a workbook
#[utoipa::path(
    get, path = "/api/v1/register.xlsx", tag = "sổ theo dõi", operation_id = "register-xlsx",
    summary = "Sổ theo dõi hồ sơ (mẫu 06), dạng bảng tính",
    params(
        ("desk" = Option<String>, Query, description = "Id of the desk; without it the caller's own."),
        ("year" = Option<i16>, Query, description = "Year; without it this year."),
        ("volume" = Option<u16>, Query, description = "Volume; without it the first."),
    ),
    responses((status = 200, description = "The volume.", content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = [u8]), ReadFailures),
)]
pub async fn xlsx(
    State(api): State<Api>,
    Signed(caller): Signed,
    params: Params,
) -> Result<Response, Problem> {
    let Wanted { desk, year, volume } = wanted(&api, params)?;
    let register = register::volume(&api.app, &caller, desk, year, volume).await?;
    let made = api.blocking(move |_| register::xlsx(&register).map_err(|error| Problem::internal(&error)));
    let bytes = made.await??;
    Ok(attachment(XLSX, &format!("so-theo-doi-{year}-{volume:02}.xlsx"), bytes))
}
