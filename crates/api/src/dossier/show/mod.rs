//! `GET /api/v1/dossiers/{ref}`: everything about one dossier that its reader may see.

mod body;
mod facts;
mod names;
mod turns;

use app::dossier::{Caller, DossierView, view};
use app::person::PersonalData;
use axum::Json;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use self::body::{
    Applicant, Dossier, Notices, PaperPlace, PinnedProcedure, RefusalBody, RepresentedBy, ResultShown,
};
use self::names::Names;
use super::summary::received_at;
use crate::Api;
use crate::extract::{Named as Reference, Params, Signed};
use crate::idempotency::etag;
use crate::lang::Lang;
use crate::problem::Problem;
use crate::responses::ReadFailures;
use crate::wire::{DossierLinks, Holder, Instant, derivation};

/// One dossier
#[utoipa::path(
    get, path = "/api/v1/dossiers/{reference}", tag = "hồ sơ", operation_id = "dossier",
    summary = "Toàn bộ một hồ sơ, trong phạm vi người hỏi được xem",
    params(
        ("reference" = String, Path, description = "Code or id of the dossier."),
        ("If-None-Match" = Option<String>, Header, description = "The entity tag seen before; the same revision answers 304."),
    ),
    responses(
        (status = 200, description = "The dossier; `ETag` is its revision.", body = Dossier),
        (status = 304, description = "It is as it was seen."),
        ReadFailures,
    ),
)]
pub async fn show(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(reference): Reference,
    headers: HeaderMap,
    lang: Lang,
    params: Params,
) -> Result<Response, Problem> {
    params.finish()?;
    let view = view::open(&api.app, &caller, &reference).await?;
    let tag = etag(view.dossier.revision);
    let own = [(ETAG, tag.clone()), (CACHE_CONTROL, "private, no-cache".to_owned())];
    if same(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, own).into_response());
    }
    Ok((own, Json(dossier(&view, &caller, lang))).into_response())
}

/// Whether the caller has this revision already.
fn same(headers: &HeaderMap, tag: &str) -> bool {
    let seen = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    seen.flat_map(|list| list.split(',')).any(|one| one.trim().trim_start_matches("W/") == tag)
}

fn dossier(view: &DossierView, caller: &Caller, lang: Lang) -> Dossier {
    let dossier = &view.dossier;
    let names = Names { view, lang };
    let derived = view.derivation();
    let procedure = &view.procedure;
    let open = procedure.process.as_ref().map(|_| domain::dossier::open_of(dossier, procedure));
    let for_staff = !caller.is_citizen(view.at.date());
    let running = dossier.accepted_at.is_some() && !dossier.stage.is_closed();
    Dossier {
        id: dossier.id.to_string(),
        code: dossier.code.as_ref().map(ToString::to_string),
        stage: dossier.stage.name(),
        received_at: received_at(dossier),
        due: dossier.promise.as_ref().map(|promise| Instant(promise.due)),
        provisional: dossier.promise.as_ref().is_some_and(|promise| promise.provisional),
        derivation: derivation(derived.as_ref(), lang),
        holder: Holder::of(dossier, &view.reference),
        revision: dossier.revision,
        registered_at: Instant(dossier.registered_at),
        accepted_at: dossier.accepted_at.map(Instant),
        accepted_by: names.person(dossier.accepted_by.as_ref()),
        procedure: PinnedProcedure {
            code: procedure.code.to_string(),
            version: procedure.version,
            name: names.name(&procedure.name),
            field: procedure.field.clone(),
            agency: names.unit(&procedure.agency),
        },
        case: dossier.case.as_ref().map(|id| names.case(id)),
        channel: dossier.channel.into(),
        desk: names.unit(&dossier.desk),
        applicant: view.applicant.as_ref().map(|data| applicant(data, view, caller)),
        represented_by: view
            .representative
            .as_ref()
            .map(|person| RepresentedBy { name: person.name.clone(), authority: person.authority.clone() }),
        papers: dossier.papers.iter().map(|paper| names.paper(paper)).collect(),
        sets: dossier.sets,
        return_by: dossier.return_by.into(),
        promise: names.promise(derived.as_ref()),
        notices: notices(dossier),
        fees: names.fees(),
        control_slip: names.control_slip(),
        guidance: dossier.guidance.as_ref().map(|request| names.request(request)),
        supplement: dossier.supplement.as_ref().map(|request| names.request(request)),
        refusal: dossier.refusal.as_ref().map(|(slip, ground, reason)| RefusalBody {
            slip: facts::number(slip),
            ground: ground.clone(),
            reason: reason.clone(),
        }),
        open_steps: open.filter(|_| running).into_iter().flatten().map(|work| names.step(work)).collect(),
        in_transit_to: dossier.in_transit_to.as_ref().map(|unit| names.unit(unit)),
        paper_file: dossier.has_paper().then(|| PaperPlace {
            unit: names.unit(&dossier.paper.at),
            person: names.person(dossier.paper.person.as_ref()),
            since: Instant(dossier.paper.since),
            on_the_way_to: dossier.paper.on_the_way_to.as_ref().map(|unit| names.unit(unit)),
        }),
        result: dossier.result.as_ref().map(|result| ResultShown {
            name: result.name.clone(),
            number: result.number.clone(),
            at: dossier.result_at.map(Instant),
        }),
        overdue_since: dossier.overdue_since.map(Instant),
        closed_at: dossier.closed_at.map(Instant),
        time: names.time(),
        ways: names.ways(),
        together: names.together(for_staff),
        checks: names.checks(),
        files: names.files(),
        messages: names.messages(for_staff),
        links: DossierLinks::of(dossier),
    }
}

fn notices(dossier: &domain::dossier::Dossier) -> Notices {
    Notices {
        transfer_by: dossier.transfer_by.map(Instant),
        supplement_by: dossier.supplement_by.map(Instant),
        warn_by: dossier.warn_by.map(Instant),
        warned_at: dossier.warned_at.map(Instant),
        notify_by: dossier.notify_by.map(Instant),
        told_of_result_at: dossier.told_of_result_at.map(Instant),
    }
}

fn applicant(data: &PersonalData, view: &DossierView, caller: &Caller) -> Applicant {
    let masked = !view::handles(view, caller);
    let data = if masked { &data.shortened() } else { data };
    Applicant {
        kind: view.dossier.applicant.kind.into(),
        masked,
        name: data.name.clone(),
        id_number: data.id_number.clone(),
        phone: data.phone.clone(),
        email: data.email.clone(),
        address: data.address.clone(),
    }
}
