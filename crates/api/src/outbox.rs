//! `GET /api/v1/outbox`: messages that are on their way, that were given up, or that somebody has to call about.

use app::OutboxView;
use app::message::list::{self, Listed};
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Api;
use crate::extract::{Params, Signed};
use crate::problem::Problem;
use crate::responses::ReadFailures;
use crate::wire::Instant;

/// Rows of a page without `limit`.
const USUAL: u16 = 50;

/// A page of messages.
#[derive(Serialize, ToSchema)]
pub struct OutboxPage {
    /// The oldest first.
    items: Vec<OutboxRow>,
    /// Where the next page begins; null on the last.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// A message, without the address that it goes to.
#[derive(Serialize, ToSchema)]
struct OutboxRow {
    /// Id, the same at every attempt.
    id: String,
    /// `email`, `sms` or `webhook`.
    channel: String,
    /// Kind of notice.
    kind: String,
    /// `queued`, `sending`, `sent`, `delivered`, `failed-temporary`, `failed-permanent` or `called`.
    state: &'static str,
    /// Whether somebody is configured to carry messages of this channel.
    carried: bool,
    /// The dossier that it is about.
    #[schema(required)]
    dossier: Option<String>,
    /// Its code; empty until it is accepted.
    code: String,
    /// Since when it waits.
    queued_at: Instant,
    /// When it is tried next.
    due_at: Instant,
    /// Attempts that failed.
    attempts: u32,
    /// What the last attempt failed of; empty when nothing failed.
    error: String,
}

/// The views by their names in the address.
const STATES: [(&str, OutboxView); 3] =
    [("waiting", OutboxView::Waiting), ("dead", OutboxView::Dead), ("call", OutboxView::Call)];

/// Messages
#[utoipa::path(
    get, path = "/api/v1/outbox", tag = "việc cần làm", operation_id = "outbox",
    summary = "Thông báo đang chờ gửi, không gửi được, hoặc cần gọi điện thay",
    params(
        ("state" = Option<String>, Query, description = "`waiting`, `dead` or `call` (given up, or nobody carries them); `call` without it."),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before."),
        ("limit" = Option<u16>, Query, description = "Rows, 1 to 200; 50 without it."),
    ),
    responses((status = 200, description = "A page.", body = OutboxPage), ReadFailures),
)]
pub async fn outbox(
    State(api): State<Api>,
    Signed(caller): Signed,
    mut params: Params,
) -> Result<Json<OutboxPage>, Problem> {
    let find = |text: &str| STATES.iter().find(|(name, _)| *name == text).map(|(_, view)| *view);
    let view = params
        .read("state", find, "Không có trạng thái này.", "There is no such state.")
        .unwrap_or(OutboxView::Call);
    let cursor = params.text("cursor");
    let limit = usize::from(params.limit(USUAL));
    params.finish()?;
    let page = api.blocking(move |app| list::list(app, &caller, view, cursor, limit)).await??;
    let items = page.items.into_iter().map(row).collect();
    Ok(Json(OutboxPage { items, next_cursor: page.next }))
}

fn row(listed: Listed) -> OutboxRow {
    let Listed { message, payload, delivery, carried } = listed;
    OutboxRow {
        id: message.id,
        channel: message.channel,
        kind: payload.kind,
        state: delivery.name(),
        carried,
        dossier: message.dossier,
        code: payload.code,
        queued_at: Instant(message.queued_at),
        due_at: Instant(message.due_at),
        attempts: message.attempts,
        error: message.error,
    }
}
