//! `/tiep-nhan`: intake at the counter, keyboard first.
//!
//! A procedure is found ([`find`]), its case chosen, then one form takes everything ([`form`]).
//! What was typed stays in the pairs of the form ([`draft`]); what the rules answer is put beside
//! the fields ([`faults`]); the act ends on a page with its paper ([`done`]).

mod done;
mod draft;
mod faults;
mod find;
mod form;
mod panels;

use std::sync::Arc;

use app::StoredAnswer;
use app::dossier::shell::{Answered, token_hash};
use app::dossier::{Filing, Idempotency, Intent, Outcome, file};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::dossier::Posted as PostedMinute;
use domain::ids::ProcedureCode;
use domain::organisation::Role;
use domain::procedure::{Channel, Procedure};

use self::draft::Draft;
use self::faults::Faults;
use crate::posted::{CSRF, KEY};
use crate::{FailedPage, Posted, Signed, Web, guard, url};

/// The routes of intake.
pub fn routes() -> Router<Web> {
    Router::new()
        .route(url::INTAKE, get(show).post(submit))
        .route("/tiep-nhan/xong/{reference}", get(done::show))
}

/// `GET /tiep-nhan?q=`: find a procedure; `?thu-tuc=&truong-hop=`: its form.
///
/// # Errors
///
/// 403 for people who receive at no desk, 404 for a procedure that nobody can file today.
async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    admitted(&signed)?;
    let query = guard::query(&uri);
    if !query.has("thu-tuc") {
        return Ok(find::procedures(&web, &signed, query.get("q")));
    }
    let procedure = procedure(&web, &signed, query.get("thu-tuc"))?;
    let mut draft = Draft::begin(procedure, query.get("truong-hop"));
    if query.has("buu-chinh") {
        // What the signed minute of the post says is taken over; the rest is typed as ever.
        draft = draft.by_post(query.get("buu-chinh"));
        draft.minute = minute(&web, &signed, &draft).await?;
    }
    if draft.case.is_none() && !draft.procedure.cases.is_empty() {
        return Ok(find::cases(&web, &signed, &draft.procedure));
    }
    Ok(form::page(&web, &signed, &draft, &Faults::default(), StatusCode::OK))
}

/// `POST /tiep-nhan`: one of the acts of the counter, or the form again.
///
/// # Errors
///
/// As [`show`]; what belongs to a field comes back as the form with every typed word.
async fn submit(State(web): State<Web>, signed: Signed, posted: Posted) -> Result<Response, FailedPage> {
    admitted(&signed)?;
    let procedure = procedure(&web, &signed, posted.get("procedure"))?;
    let mut draft = Draft::read(procedure, &posted);
    draft.minute = minute(&web, &signed, &draft).await?;
    let Some(intent) = draft.intent() else {
        let faults =
            if posted.get("intent") == "guide-ask" { Faults::guide(&draft) } else { Faults::default() };
        return Ok(form::page(&web, &signed, &draft, &faults, StatusCode::OK));
    };
    let lines = match draft.charges(signed.lang, signed.day()) {
        Ok(lines) => lines,
        Err(wrong) => {
            let list = wrong.into_iter().map(|(field, words)| (Some(field), words)).collect();
            let faults = Faults { list, ..Faults::default() };
            return Ok(form::page(&web, &signed, &draft, &faults, StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let filing = match draft.filing(intent) {
        Ok(mut filing) => {
            if filing.channel == Channel::Post && draft.minute.is_some() {
                filing.arrival.posted.clone_from(&draft.minute);
            }
            filing
        }
        Err(wrong) => {
            let faults = Faults::invalid(signed.lang, &wrong, &draft);
            return Ok(form::page(&web, &signed, &draft, &faults, StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let render: Arc<dyn Fn(&Outcome) -> StoredAnswer + Send + Sync> = Arc::new(|outcome| {
        let dossier = &outcome.dossier;
        let name = dossier.code.as_ref().map_or_else(|| dossier.id.to_string(), ToString::to_string);
        StoredAnswer { status: StatusCode::SEE_OTHER.as_u16(), body: done_path(&name) }
    });
    let idempotency =
        Idempotency { key: key(&posted)?, fingerprint: fingerprint(&posted), render: Arc::clone(&render) };
    let settles = matches!(filing.intent, Intent::Accept { .. } | Intent::GiveAtOnce { .. });
    let filing = Filing { charges: if settles { lines } else { Vec::new() }, ..filing };
    match file::run(&web.app, &signed.caller, filing, Some(idempotency)).await {
        Ok(Answered::Fresh(outcome)) => Ok(Redirect::to(&render(&outcome).body).into_response()),
        Ok(Answered::Again(earlier)) => Ok(Redirect::to(url::local(&earlier.body)).into_response()),
        Err(error) => match Faults::of(signed.lang, &error, &draft) {
            Some(faults) => Ok(form::page(&web, &signed, &draft, &faults, StatusCode::UNPROCESSABLE_ENTITY)),
            None => Err(FailedPage::from(error).about(&draft.procedure)),
        },
    }
}

/// What the signed minute of the post says of the consignment that the form names.
async fn minute(web: &Web, signed: &Signed, draft: &Draft) -> Result<Option<PostedMinute>, FailedPage> {
    if draft.value("channel") != "post" || draft.value("consignment").is_empty() {
        return Ok(None);
    }
    let (caller, number) = (signed.caller.clone(), draft.value("consignment").to_owned());
    let open = web.blocking(move |app| app::books::post::posted(app, &caller, &number)).await??;
    Ok(Some(open.posted))
}

/// Who takes dossiers in; the clerk of the post has a desk, but brings what others take in.
fn admitted(signed: &Signed) -> Result<(), FailedPage> {
    let counter = signed.holds(&[Role::CounterOfficer]);
    if counter { Ok(()) } else { Err(app::CommandError::Forbidden.into()) }
}

/// The page after an act.
fn done_path(name: &str) -> String {
    format!("{}/xong/{}", url::INTAKE, url::encode(name))
}

/// The version of a procedure that can be filed today.
fn procedure(web: &Web, signed: &Signed, code: &str) -> Result<Arc<Procedure>, FailedPage> {
    let code = ProcedureCode::new(code).map_err(|_| FailedPage::not_found())?;
    let reference = web.app.reference();
    reference.procedure_in_force(&code, signed.day()).cloned().ok_or_else(FailedPage::not_found)
}

/// The key that makes sending twice harmless; a form without one is not ours.
fn key(posted: &Posted) -> Result<String, FailedPage> {
    let key = posted.get(KEY);
    let good = (1..=200).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if good { Ok(key.to_owned()) } else { Err(FailedPage::status(StatusCode::BAD_REQUEST)) }
}

/// What the form says, as a digest: the same key with other words is another request.
fn fingerprint(posted: &Posted) -> String {
    let said = posted.0.iter().filter(|(name, _)| ![CSRF, KEY].contains(&name.as_str()));
    let text = said.fold(url::INTAKE.to_owned(), |mut text, (name, value)| {
        for part in [name, value] {
            text.push('\u{1f}');
            text.push_str(part);
        }
        text
    });
    token_hash(&text)
}
