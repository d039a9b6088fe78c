//! `GET /api/v1/track/{code}` and `/track/t/{token}`: following a dossier without sign-in.
//!
//! A code can be guessed, so it shows the stage and the promised day and nothing else. The token
//! on the receipt cannot, so it shows the progress; names and numbers of people stay out of both.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::dossier::view::{self, Moment};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use domain::dossier::state::Request;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Api;
use crate::extract::{Named as Given, Params};
use crate::lang::Lang;
use crate::problem::{NamedCode, Problem};
use crate::responses::PublicFailures;
use crate::wire::{DerivationStep, Instant, Named, derivation};

/// What a code alone shows.
#[derive(Serialize, ToSchema)]
pub struct Tracked {
    /// The code.
    code: String,
    /// Where it stands.
    stage: &'static str,
    /// The promised instant; null while nothing is promised.
    #[schema(required)]
    due: Option<Instant>,
    /// Whether it may still move.
    provisional: bool,
}

/// What the token on the receipt shows.
#[derive(Serialize, ToSchema)]
pub struct Progress {
    /// The code; null until the dossier is accepted.
    #[schema(required)]
    code: Option<String>,
    /// Where it stands.
    stage: &'static str,
    /// The procedure.
    procedure: NamedCode,
    /// When it was accepted; until then when it was recorded.
    received_at: Instant,
    /// The promised instant; null while nothing is promised.
    #[schema(required)]
    due: Option<Instant>,
    /// Whether it may still move.
    provisional: bool,
    /// How the day was found, in two sentences.
    explanation: String,
    /// The same step by step.
    derivation: Vec<DerivationStep>,
    /// The unit that has it.
    unit: Named,
    /// What is asked of the applicant now.
    #[schema(required)]
    asked: Option<Asked>,
    /// What is still to be paid, đồng.
    outstanding: i64,
    /// When the result reached the desk.
    #[schema(required)]
    result_at: Option<Instant>,
    /// The promised instant that passed without a result.
    #[schema(required)]
    overdue_since: Option<Instant>,
    /// When it was closed.
    #[schema(required)]
    closed_at: Option<Instant>,
}

/// What is asked of the applicant.
#[derive(Serialize, ToSchema)]
struct Asked {
    /// Since when.
    at: Instant,
    /// Every paper that is needed.
    papers: Vec<NamedCode>,
}

/// Follow by code
#[utoipa::path(
    get, path = "/api/v1/track/{code}", tag = "tra cứu", operation_id = "track",
    summary = "Tra cứu theo mã hồ sơ: chỉ giai đoạn và ngày hẹn",
    security(()),
    params(("code" = String, Path, description = "The code on the receipt.")),
    responses((status = 200, description = "Stage and promised day.", body = Tracked), PublicFailures),
)]
pub async fn by_code(
    State(api): State<Api>,
    Given(code): Given,
    params: Params,
) -> Result<Json<Tracked>, Problem> {
    params.finish()?;
    let tracked = view::track(&api.app, &code)?;
    Ok(Json(Tracked {
        code: tracked.code,
        stage: tracked.stage.name(),
        due: tracked.due.map(Instant),
        provisional: tracked.provisional,
    }))
}

/// Follow by token
#[utoipa::path(
    get, path = "/api/v1/track/t/{token}", tag = "tra cứu", operation_id = "track-token",
    summary = "Theo dõi bằng mã QR trên giấy tiếp nhận",
    security(()),
    params(("token" = String, Path, description = "The token behind the QR code of the receipt.")),
    responses((status = 200, description = "The progress.", body = Progress), PublicFailures),
)]
pub async fn by_token(
    State(api): State<Api>,
    Given(token): Given,
    lang: Lang,
    params: Params,
) -> Result<Response, Problem> {
    params.finish()?;
    let moment = view::moment(&api.app, &token)?;
    let body = match api.followed.find(lang, &moment) {
        Some(body) => body,
        None => {
            let progress = progress(&view::follow(&api.app, &token)?, lang);
            let body = Bytes::from(serde_json::to_vec(&progress).map_err(|error| Problem::internal(&error))?);
            api.followed.keep(lang, moment, body.clone());
            body
        }
    };
    Ok(([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response())
}

/// The answers given lately, in two generations: who waits for a result asks again and again.
#[derive(Clone, Default)]
pub struct Followed(Arc<Mutex<[Answers; 2]>>);

/// By the digest of the token.
type Answers = HashMap<String, (Lang, Moment, Bytes)>;

/// Answers in each generation, some kilobytes each.
const ANSWERS: usize = 1000;

impl Followed {
    /// The answer that was given, if it still holds.
    fn find(&self, lang: Lang, moment: &Moment) -> Option<Bytes> {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (in_lang, known, body) = answers.iter().find_map(|all| all.get(moment.token()))?;
        (*in_lang == lang && known.is(moment)).then(|| body.clone())
    }

    fn keep(&self, lang: Lang, moment: Moment, body: Bytes) {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let [young, old] = &mut *answers;
        if young.len() >= ANSWERS {
            *old = std::mem::take(young);
        }
        young.insert(moment.token().to_owned(), (lang, moment, body));
    }
}

fn progress(view: &view::Followed, lang: Lang) -> Progress {
    let dossier = &view.dossier;
    let procedure = &view.procedure;
    let derived = view.derivation();
    let explanation = derived.as_ref().map(|derived| match lang {
        Lang::Vi => derived.citizen_vi(),
        Lang::En => derived.citizen_en(),
    });
    let open = |request: &&Request| request.answered_at.is_none() && !dossier.stage.is_closed();
    let asked = [&dossier.supplement, &dossier.guidance].into_iter().flatten().find(open);
    let papers = |request: &Request| {
        let named = |item: &domain::dossier::event::RequestedItem| NamedCode {
            code: item.paper.to_string(),
            name: procedure.paper(&item.paper).map(|paper| paper.name.vi.clone()).unwrap_or_default(),
        };
        request.items.iter().map(named).collect()
    };
    Progress {
        code: dossier.code.as_ref().map(ToString::to_string),
        stage: dossier.stage.name(),
        procedure: NamedCode {
            code: procedure.code.to_string(),
            name: lang.pick(&procedure.name.vi, &procedure.name.en).to_owned(),
        },
        received_at: crate::dossier::summary::received_at(dossier),
        due: dossier.promise.as_ref().map(|promise| Instant(promise.due)),
        provisional: dossier.promise.as_ref().is_some_and(|promise| promise.provisional),
        explanation: explanation.unwrap_or_default(),
        derivation: derivation(derived.as_ref(), lang),
        unit: Named::unit(&view.reference, &dossier.holder.unit, view.at.date()),
        asked: asked.map(|request| Asked { at: Instant(request.at), papers: papers(request) }),
        outstanding: dossier.outstanding(),
        result_at: dossier.result_at.map(Instant),
        overdue_since: dossier.overdue_since.map(Instant),
        closed_at: dossier.closed_at.map(Instant),
    }
}
