//! `GET /api/v1/dossiers/{ref}/journal`: what happened, who did it, on which provision.

use app::dossier::{Caller, DossierView, view};
use axum::Json;
use axum::extract::State;
use axum::http::header::{ETAG, HeaderName};
use domain::dossier::Event;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::facts;
use crate::Api;
use crate::extract::{Named, Params, Signed};
use crate::idempotency::etag;
use crate::lang::Lang;
use crate::problem::{Between, Problem, ProvisionBody, Text};
use crate::responses::ReadFailures;
use crate::wire::{By, Instant};

/// The history of a dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct Journal {
    /// Every event, the oldest first.
    items: Vec<Entry>,
    /// Always null: a history is given whole.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// One event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JournalEntry)]
struct Entry {
    /// Place in the history, from 1.
    revision: u32,
    /// The server's time, which is the legal time.
    at: Instant,
    /// What happened, for example `accepted`.
    kind: &'static str,
    /// The same in the caller's language.
    title: String,
    /// Who did it.
    by: By,
    /// The provision on which it rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<ProvisionBody>,
    /// The facts of the event; personal data are kept elsewhere.
    #[schema(value_type = Object)]
    data: Value,
}

/// What happened to a dossier
#[utoipa::path(
    get, path = "/api/v1/dossiers/{reference}/journal", tag = "hồ sơ", operation_id = "journal",
    summary = "Nhật ký của hồ sơ: ai làm gì, lúc nào, theo quy định nào",
    params(("reference" = String, Path, description = "Code or id of the dossier.")),
    responses((status = 200, description = "Every event, the oldest first.", body = Journal), ReadFailures),
)]
pub async fn journal(
    State(api): State<Api>,
    Signed(caller): Signed,
    Named(reference): Named,
    lang: Lang,
    params: Params,
) -> Result<([(HeaderName, String); 1], Json<Journal>), Problem> {
    params.finish()?;
    let view = view::open(&api.app, &caller, &reference).await?;
    let for_staff = for_staff(&view, &caller);
    let entry = |recorded: &domain::dossier::Recorded| Entry {
        revision: recorded.revision,
        at: Instant(recorded.at),
        kind: recorded.event.kind(),
        title: Text::from(app::told::event(recorded.event.kind())).pick(lang),
        by: By::of(&recorded.by, &view.reference, recorded.at.date()),
        basis: recorded.event.basis().map(|citation| ProvisionBody::of(citation, lang)),
        data: facts::of(&recorded.event, for_staff),
    };
    let items = view.history.iter().filter(|recorded| shown(&recorded.event, for_staff)).map(entry).collect();
    Ok(([(ETAG, etag(view.dossier.revision))], Json(Journal { items, next_cursor: None })))
}

fn for_staff(view: &DossierView, caller: &Caller) -> bool {
    !caller.is_citizen(view.at.date())
}

/// Remarks are the office's own notes.
fn shown(event: &Event, for_staff: bool) -> bool {
    for_staff || !matches!(event, Event::Noted { .. })
}

/// What was recorded after the revision `seen`, as far as the caller reads it.
pub(super) fn since(view: &DossierView, caller: &Caller, seen: u32) -> Vec<Between> {
    let for_staff = for_staff(view, caller);
    let later = view.history.iter().filter(|recorded| recorded.revision > seen);
    later
        .filter(|recorded| shown(&recorded.event, for_staff))
        .map(|recorded| Between {
            revision: recorded.revision,
            at: Instant(recorded.at),
            kind: recorded.event.kind(),
            title: app::told::event(recorded.event.kind()).into(),
            by: By::of(&recorded.by, &view.reference, recorded.at.date()),
        })
        .collect()
}
