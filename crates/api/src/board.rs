//! `GET /api/v1/board`: what the agencies received and solved between two days.

use app::dossier::lists;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Api;
use crate::extract::{Params, Signed};
use crate::problem::Problem;
use crate::responses::ReadFailures;
use crate::wire::{Day, Instant, Named};

/// Figures by settling agency and field.
#[derive(Serialize, ToSchema)]
pub struct Board {
    /// First day counted.
    from: Day,
    /// Last day counted.
    to: Day,
    /// The moment at which the open dossiers were counted.
    as_of: Instant,
    /// One row per agency and field.
    items: Vec<BoardRow>,
}

/// Figures of one agency and field.
#[derive(Serialize, ToSchema)]
struct BoardRow {
    /// Settling agency.
    unit: Named,
    /// Field.
    field: String,
    /// Received in the period.
    received: u64,
    /// Accepted in the period.
    accepted: u64,
    /// Solved in the period, before the promised day.
    solved_early: u64,
    /// Solved in the period, by the promised instant.
    solved_on_time: u64,
    /// Solved in the period, after it.
    solved_late: u64,
    /// Now open, the promised instant ahead.
    open_in_time: u64,
    /// Now open, the promised instant past.
    open_overdue: u64,
    /// Now waiting for the applicant.
    waiting_supplement: u64,
    /// Refused in the period.
    refused: u64,
    /// Withdrawn in the period.
    withdrawn: u64,
    /// Accepted in the period and forwarded late.
    forwarded_late: u64,
    /// The promised instant passed in the period without a result, whatever came after.
    became_overdue: u64,
}

/// The board
#[utoipa::path(
    get, path = "/api/v1/board", tag = "việc cần làm", operation_id = "board",
    summary = "Số liệu tiếp nhận và giải quyết theo cơ quan",
    params(
        ("from" = Option<String>, Query, description = "First day, ISO 8601; without it the first of this month."),
        ("to" = Option<String>, Query, description = "Last day, ISO 8601; without it today."),
    ),
    responses((status = 200, description = "The figures.", body = Board), ReadFailures),
)]
pub async fn board(
    State(api): State<Api>,
    Signed(caller): Signed,
    mut params: Params,
) -> Result<Json<Board>, Problem> {
    let now = api.app.store.now();
    let from = params.day("from").unwrap_or_else(|| now.date().first_of_month());
    let to = params.day("to").unwrap_or_else(|| now.date());
    if to < from {
        params.fault("to", "before-from", "Ngày cuối trước ngày đầu.", "The last day is before the first.");
    }
    params.finish()?;
    let rows = api.blocking(move |app| lists::board(app, &caller, from, to)).await??;
    let reference = api.app.reference();
    let items = rows
        .into_iter()
        .map(|row| BoardRow {
            unit: Named::unit(&reference, &row.unit, to),
            field: row.field,
            received: row.received,
            accepted: row.accepted,
            solved_early: row.solved_early,
            solved_on_time: row.solved_on_time,
            solved_late: row.solved_late,
            open_in_time: row.open_in_time,
            open_overdue: row.open_overdue,
            waiting_supplement: row.waiting_supplement,
            refused: row.refused,
            withdrawn: row.withdrawn,
            forwarded_late: row.forwarded_late,
            became_overdue: row.became_overdue,
        })
        .collect();
    Ok(Json(Board { from: Day(from), to: Day(to), as_of: Instant(now), items }))
}
