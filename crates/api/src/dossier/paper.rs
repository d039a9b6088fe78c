//! `GET /api/v1/dossiers/{ref}/papers/{kind}.pdf`: the papers that acts of the dossier have made.

use app::dossier::view;
use app::papers;
use axum::extract::State;
use axum::response::Response;

use crate::Api;
use crate::download::{PDF, attachment};
use crate::extract::{NamedTwo, Params, Signed};
use crate::problem::Problem;
use crate::responses::ReadFailures;

/// A printed paper of a dossier
#[utoipa::path(
    get, path = "/api/v1/dossiers/{reference}/papers/{file}", tag = "hồ sơ", operation_id = "paper",
    summary = "Biểu mẫu in của hồ sơ, dạng PDF",
    params(
        ("reference" = String, Path, description = "Code or id of the dossier."),
        ("file" = String, Path, description = "`receipt.pdf`, `supplement.pdf`, `guidance.pdf`, `refusal.pdf`, `apology.pdf` or `control-slip.pdf`; 404 until an act has made it."),
    ),
    responses((status = 200, description = "The paper.", content_type = "application/pdf", body = [u8]), ReadFailures),
)]
pub async fn paper(
    State(api): State<Api>,
    Signed(caller): Signed,
    NamedTwo(reference, file): NamedTwo,
    params: Params,
) -> Result<Response, Problem> {
    params.finish()?;
    let kind = file.strip_suffix(".pdf").ok_or_else(Problem::not_found)?;
    let view = view::open(&api.app, &caller, &reference).await?;
    let paper = papers::build(&api.app, &view, kind)?;
    let bytes = api.blocking(move |_| papers::print(&paper)).await?;
    let bytes = bytes.map_err(|error| Problem::internal(&error))?;
    let name = view.dossier.code.map_or_else(|| view.dossier.id.to_string(), |code| code.to_string());
    Ok(attachment(PDF, &format!("{name}-{kind}.pdf"), bytes))
}
