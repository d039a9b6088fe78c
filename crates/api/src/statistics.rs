//! `GET /api/v1/statistics`: the figures of the statutory report on settling between two days.

use app::settling::period::{Kind, around, statutory};
use app::settling::{self, Counts};
use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Api;
use crate::extract::{Params, Signed};
use crate::problem::Problem;
use crate::responses::ReadFailures;
use crate::wire::{Day, Instant, Named};

/// Figures by settling agency and field, as form II.06a of Circular 01/2020/TT-VPCP counts them.
#[derive(Serialize, ToSchema)]
pub struct Statistics {
    /// First day counted.
    from: Day,
    /// Last day counted.
    to: Day,
    /// The moment at which the figures were read; those of a period that is over change by corrections alone.
    as_of: Instant,
    /// One row per agency and field.
    items: Vec<StatisticsRow>,
}

/// Figures of one agency and field.
///
/// `received` = `online` + `other` + `carried` = `settled` + `pending` + `unsolved`.
#[derive(Serialize, ToSchema)]
struct StatisticsRow {
    /// Settling agency.
    unit: Named,
    /// Field.
    field: String,
    /// Received, with those carried over: column 3.
    received: u64,
    /// Accepted in the period, filed online: column 4.
    online: u64,
    /// Accepted in the period, filed at the counter or by post: column 5.
    other: u64,
    /// Accepted before the period and pending when it began: column 6.
    carried: u64,
    /// Settled in the period: column 7.
    settled: u64,
    /// Settled before the promised day: column 8.
    early: u64,
    /// Settled on the promised day, by the promised instant: column 9.
    on_time: u64,
    /// Settled after it: column 10.
    late: u64,
    /// Pending when the period ended, what waits for a supplement too: column 11.
    pending: u64,
    /// Of those: not overdue, column 12.
    pending_in_time: u64,
    /// Of those: overdue, column 13.
    pending_late: u64,
    /// Ended in the period without a result: refused after acceptance, withdrawn or lapsed. No column of the form.
    unsolved: u64,
}

/// The statutory figures
#[utoipa::path(
    get, path = "/api/v1/statistics", tag = "việc cần làm", operation_id = "statistics",
    summary = "Số liệu giải quyết theo Biểu II.06a (Thông tư 01/2020/TT-VPCP)",
    params(
        ("from" = Option<String>, Query, description = "First day, ISO 8601; without it the first of the statutory month that goes on."),
        ("to" = Option<String>, Query, description = "Last day, ISO 8601; without it today."),
    ),
    responses((status = 200, description = "The figures.", body = Statistics), ReadFailures),
)]
pub async fn statistics(
    State(api): State<Api>,
    Signed(caller): Signed,
    mut params: Params,
) -> Result<Json<Statistics>, Problem> {
    let now = api.app.store.now();
    let from = params.day("from").unwrap_or_else(|| month_of(now.date()));
    let to = params.day("to").unwrap_or_else(|| now.date());
    if to < from {
        params.fault("to", "before-from", "Ngày cuối trước ngày đầu.", "The last day is before the first.");
    }
    params.finish()?;
    let rows = api.blocking(move |app| settling::statistics(app, &caller, from, to)).await??;
    let reference = api.app.reference();
    let items = rows
        .into_iter()
        .map(|row| {
            let counts = Counts::of(&row);
            StatisticsRow {
                unit: Named::unit(&reference, &row.unit, to),
                field: row.field,
                received: counts.received(),
                online: counts.online,
                other: counts.other,
                carried: counts.carried,
                settled: counts.settled(),
                early: counts.early,
                on_time: counts.on_time,
                late: counts.late,
                pending: counts.pending(),
                pending_in_time: counts.pending_in_time,
                pending_late: counts.pending_late,
                unsolved: counts.unsolved,
            }
        })
        .collect();
    Ok(Json(Statistics { from: Day(from), to: Day(to), as_of: Instant(now), items }))
}

/// The first day of the statutory month that `today` lies in.
fn month_of(today: Date) -> Date {
    let (year, number) = around(Kind::Month, today);
    statutory(Kind::Month, year, number).map_or(today, |(from, _)| from)
}
