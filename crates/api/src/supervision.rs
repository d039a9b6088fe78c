//! `GET /api/v1/supervision`: what the Centre is told without asking; `GET /api/v1/opinions`: questions that
//! wait for an answer of the caller's unit.

use app::dossier::lists::{self, AskedRow, ToldRow};
use axum::Json;
use axum::extract::State;
use domain::dossier::Told;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Api;
use crate::extract::{Params, Signed};
use crate::problem::{NamedCode, Problem};
use crate::responses::ReadFailures;
use crate::wire::{Instant, Named};

/// Rows of a page without `limit`.
const USUAL: u16 = 50;

/// A page of what the Centre was told.
#[derive(Serialize, ToSchema)]
pub struct SupervisionPage {
    /// The newest first.
    items: Vec<SupervisionItem>,
    /// Where the next page begins; null on the last.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// One thing that the Centre was told of a dossier.
#[derive(Serialize, ToSchema)]
struct SupervisionItem {
    /// What happened.
    kind: &'static str,
    /// When.
    at: Instant,
    /// The unit that it concerns.
    unit: Named,
    /// Machine id of the dossier.
    dossier: String,
    /// The record of its journal that told it.
    revision: u32,
    /// Its code; null until it is accepted.
    #[schema(required)]
    code: Option<String>,
    /// Where it stands now; null when it is gone.
    #[schema(required)]
    stage: Option<&'static str>,
    /// The procedure; null when the dossier is gone.
    #[schema(required)]
    procedure: Option<NamedCode>,
    /// The promised instant, or the new one of an apology.
    #[schema(required)]
    due: Option<Instant>,
    /// Address of the dossier.
    href: String,
}

/// What the Centre is told
#[utoipa::path(
    get, path = "/api/v1/supervision", tag = "việc cần làm", operation_id = "supervision",
    summary = "Những việc Trung tâm được báo: chuyển tiếp, lấy ý kiến, im lặng, quá hạn, xin lỗi, chậm chuyển…",
    params(
        ("kind" = Option<String>, Query, description = "`passed-on`, `consulted`, `silent`, `overdue`, `apologised`, `forwarded-late`, `taken-up-late`, `escalated`, `clock-stopped`, `corrected`, `withdrawal-asked` or `notice-failed`; all without it."),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before."),
        ("limit" = Option<u16>, Query, description = "Rows, 1 to 200; 50 without it."),
    ),
    responses((status = 200, description = "A page.", body = SupervisionPage), ReadFailures),
)]
pub async fn supervision(
    State(api): State<Api>,
    Signed(caller): Signed,
    mut params: Params,
) -> Result<Json<SupervisionPage>, Problem> {
    let kind = params.read("kind", Told::find, "Không có loại việc này.", "There is no such kind.");
    let cursor = params.text("cursor");
    let limit = usize::from(params.limit(USUAL));
    params.finish()?;
    let (rows, next_cursor) =
        api.blocking(move |app| lists::supervision(app, &caller, kind, cursor.as_deref(), limit)).await??;
    Ok(Json(SupervisionPage { items: rows.into_iter().map(item).collect(), next_cursor }))
}

fn item(row: ToldRow) -> SupervisionItem {
    let ToldRow { told, dossier, procedure, unit, .. } = row;
    let href = format!("/api/v1/dossiers/{}", told.dossier);
    SupervisionItem {
        kind: told.kind.name(),
        at: Instant(told.at),
        unit: Named { id: told.unit.to_string(), name: unit },
        dossier: told.dossier.to_string(),
        revision: told.revision,
        stage: dossier.as_ref().map(|row| row.stage.name()),
        due: dossier.as_ref().and_then(|row| row.again.or(row.due)).map(Instant),
        code: dossier.as_ref().and_then(|row| row.code.clone()),
        procedure: dossier.map(|row| NamedCode { code: row.procedure, name: procedure }),
        href,
    }
}

/// The opinions that are awaited.
#[derive(Serialize, ToSchema)]
pub struct OpinionList {
    /// The first due first.
    items: Vec<AwaitedOpinion>,
}

/// A question to the caller's unit, or an invitation to a joint look.
#[derive(Serialize, ToSchema)]
struct AwaitedOpinion {
    /// `opinion`, or `invitation`: somebody is to come and look at an unclear dossier.
    kind: &'static str,
    /// The consultation within the dossier: what `answer-consultation` names; the number of an invitation.
    consultation: String,
    /// Machine id of the dossier.
    dossier: String,
    /// Its code; null until it is accepted.
    #[schema(required)]
    code: Option<String>,
    /// The procedure.
    procedure: NamedCode,
    /// The unit that was asked.
    unit: Named,
    /// The unit that asks.
    asked_by: Named,
    /// When it was asked.
    asked_at: Instant,
    /// Until when the answer is lawful, or somebody is to come.
    answer_by: Instant,
    /// When silence was recorded; null before.
    #[schema(required)]
    silent_at: Option<Instant>,
    /// Address of the dossier.
    href: String,
}

/// Opinions that are awaited
#[utoipa::path(
    get, path = "/api/v1/opinions", tag = "việc cần làm", operation_id = "opinions",
    summary = "Câu hỏi lấy ý kiến và lời mời phối hợp đang chờ đơn vị của người hỏi",
    params(("limit" = Option<u16>, Query, description = "Rows, 1 to 200; 50 without it.")),
    responses((status = 200, description = "The questions.", body = OpinionList), ReadFailures),
)]
pub async fn opinions(
    State(api): State<Api>,
    Signed(caller): Signed,
    mut params: Params,
) -> Result<Json<OpinionList>, Problem> {
    let limit = usize::from(params.limit(USUAL));
    params.finish()?;
    let rows = api.blocking(move |app| lists::opinions(app, &caller, limit)).await??;
    Ok(Json(OpinionList { items: rows.into_iter().map(awaited).collect() }))
}

fn awaited(row: AskedRow) -> AwaitedOpinion {
    let AskedRow { asked, dossier, procedure, unit, by, .. } = row;
    AwaitedOpinion {
        kind: asked.kind.name(),
        consultation: asked.id.to_string(),
        href: format!("/api/v1/dossiers/{}", asked.dossier),
        dossier: asked.dossier.to_string(),
        unit: Named { id: asked.unit.to_string(), name: unit },
        asked_by: Named { id: dossier.holder_unit.to_string(), name: by },
        asked_at: Instant(asked.asked_at),
        answer_by: Instant(asked.answer_by),
        silent_at: asked.silent_at.map(Instant),
        code: dossier.code,
        procedure: NamedCode { code: dossier.procedure, name: procedure },
    }
}
