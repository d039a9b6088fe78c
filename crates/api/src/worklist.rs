//! `GET /api/v1/worklist`: the dossiers that wait for somebody.

use app::View;
use app::dossier::lists::{self, ListRow};
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Api;
use crate::extract::{Params, Signed};
use crate::problem::{NamedCode, Problem};
use crate::responses::ReadFailures;
use crate::wire::{Instant, Named};

/// Rows of a page without `limit`.
const USUAL: u16 = 50;

/// A page of a worklist.
#[derive(Serialize, ToSchema)]
pub struct WorklistPage {
    /// The most urgent first.
    items: Vec<WorklistRow>,
    /// Where the next page begins; null on the last.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// A dossier in a list.
#[derive(Serialize, ToSchema)]
struct WorklistRow {
    /// Machine id.
    id: String,
    /// Code; null until the dossier is accepted.
    #[schema(required)]
    code: Option<String>,
    /// Where it stands.
    stage: &'static str,
    /// The procedure.
    procedure: NamedCode,
    /// Name of the applicant; empty once erased.
    applicant: String,
    /// The accountable unit.
    unit: Named,
    /// The accountable person; null while nobody took it.
    #[schema(required)]
    person: Option<Named>,
    /// Since when.
    since: Instant,
    /// When it was accepted; until then when it was recorded.
    received_at: Instant,
    /// The promised instant.
    #[schema(required)]
    due: Option<Instant>,
    /// Whether the promise may still move.
    provisional: bool,
    /// Working days until the promised day; negative when it has passed.
    #[schema(required)]
    working_days_left: Option<i32>,
    /// The promised instant that passed without a result.
    #[schema(required)]
    overdue_since: Option<Instant>,
    /// Revision.
    revision: u32,
    /// Address of the dossier.
    href: String,
}

/// The views by their names in the address.
const VIEWS: [(&str, View); 10] = [
    ("overdue", View::Overdue),
    ("today", View::Today),
    ("tomorrow", View::Tomorrow),
    ("new", View::New),
    ("waiting", View::Waiting),
    ("consultation", View::Consultation),
    ("all", View::All),
    ("in-transit", View::InTransit),
    ("result-ready", View::ResultReady),
    ("submitted", View::Submitted),
];

/// A worklist
#[utoipa::path(
    get, path = "/api/v1/worklist", tag = "việc cần làm", operation_id = "worklist",
    summary = "Hồ sơ cần xử lý của người hỏi, theo nhóm",
    params(
        ("view" = Option<String>, Query, description = "`overdue`, `today`, `tomorrow`, `new`, `waiting`, `consultation`, `all`, `in-transit`, `result-ready` or `submitted`; `all` without it."),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before."),
        ("limit" = Option<u16>, Query, description = "Rows, 1 to 200; 50 without it."),
    ),
    responses((status = 200, description = "A page.", body = WorklistPage), ReadFailures),
)]
pub async fn worklist(
    State(api): State<Api>,
    Signed(caller): Signed,
    mut params: Params,
) -> Result<Json<WorklistPage>, Problem> {
    let find = |text: &str| VIEWS.iter().find(|(name, _)| *name == text).map(|(_, view)| *view);
    let view = params.read("view", find, "Không có nhóm này.", "There is no such view.").unwrap_or(View::All);
    let cursor = params.text("cursor");
    let limit = usize::from(params.limit(USUAL));
    params.finish()?;
    let page = api.blocking(move |app| lists::worklist(app, &caller, view, cursor, limit)).await??;
    let items = page.rows.into_iter().map(row).collect();
    Ok(Json(WorklistPage { items, next_cursor: page.next }))
}

fn row(listed: ListRow) -> WorklistRow {
    let ListRow { row, procedure, applicant, holder_unit, holder_person, days_left, .. } = listed;
    let href = format!("/api/v1/dossiers/{}", row.id);
    WorklistRow {
        id: row.id.to_string(),
        code: row.code,
        stage: row.stage.name(),
        procedure: NamedCode { code: row.procedure, name: procedure },
        applicant,
        unit: Named { id: row.holder_unit.to_string(), name: holder_unit },
        person: row.holder_person.map(|id| Named { id: id.to_string(), name: holder_person }),
        since: Instant(row.holder_since),
        received_at: Instant(row.accepted_at.unwrap_or(row.registered_at)),
        due: row.due.map(Instant),
        provisional: row.provisional,
        working_days_left: days_left,
        overdue_since: row.overdue_since.map(Instant),
        revision: row.revision,
        href,
    }
}
