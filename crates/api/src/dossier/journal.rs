//! `GET /api/v1/dossiers/{ref}/journal`: what happened, who did it, on which provision.

use app::dossier::view;
use axum::Json;
use axum::extract::State;
use axum::http::header::{ETAG, HeaderName};
use domain::dossier::Event;
use domain::dossier::event::{NoticeKind, PaymentMethod, ReceiverProof};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::Api;
use crate::extract::{Named, Params, Signed};
use crate::idempotency::etag;
use crate::lang::Lang;
use crate::names::{
    ChannelName, NoticeChannelName, NoticeKindName, PaymentMethodName, ReceiverProofName, ReturnByName,
};
use crate::problem::{Problem, ProvisionBody};
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
    let for_staff = !caller.is_citizen(view.at.date());
    let entry = |recorded: &domain::dossier::Recorded| Entry {
        revision: recorded.revision,
        at: Instant(recorded.at),
        kind: recorded.event.kind(),
        by: By::of(&recorded.by, &view.reference, recorded.at.date()),
        basis: recorded.event.basis().map(|citation| ProvisionBody::of(citation, lang)),
        data: data(&recorded.event, for_staff),
    };
    // Remarks are the office's own notes.
    let shown =
        |recorded: &&domain::dossier::Recorded| for_staff || !matches!(recorded.event, Event::Noted { .. });
    let items = view.history.iter().filter(shown).map(entry).collect();
    Ok(([(ETAG, etag(view.dossier.revision))], Json(Journal { items, next_cursor: None })))
}

/// The facts of an event, without references to personal rows.
fn data(event: &Event, for_staff: bool) -> Value {
    at_intake(event).or_else(|| in_process(event, for_staff)).unwrap_or_else(|| at_return(event))
}

fn slip(slip: &domain::dossier::event::Slip) -> Value {
    json!({ "year": slip.year, "number": slip.number })
}

fn items(items: &[domain::dossier::event::RequestedItem]) -> Value {
    items.iter().map(|item| json!({ "paper": item.paper.as_str(), "what": item.what })).collect()
}

fn papers(papers: &[domain::dossier::event::SubmittedPaper]) -> Value {
    let one = |paper: &domain::dossier::event::SubmittedPaper| json!({ "code": paper.code.as_str(), "originals": paper.originals, "copies": paper.copies });
    papers.iter().map(one).collect()
}

fn promise(promise: &domain::dossier::event::Promise) -> Value {
    json!({
        "limit": promise.limit.to_string(),
        "counted_from": Instant(promise.counted_from).text(),
        "due": Instant(promise.due).text(),
        "provisional": promise.provisional,
        "calendar": { "id": promise.calendar.id, "version": promise.calendar.version },
        "rule_pack": promise.rule_pack,
    })
}

fn at_intake(event: &Event) -> Option<Value> {
    Some(match event {
        Event::Registered { procedure, case, channel, papers: handed_in, sets, return_by, desk, .. } => {
            json!({
                "procedure": { "code": procedure.code.as_str(), "version": procedure.version },
                "case": case.as_ref().map(domain::ids::CaseId::as_str),
                "channel": ChannelName::from(*channel),
                "papers": papers(handed_in),
                "sets": sets,
                "return_by": ReturnByName::from(*return_by),
                "desk": desk.as_str(),
            })
        }
        Event::Guided { slip: number, items: asked, not_competent, remark, .. } => json!({
            "slip": slip(number), "items": items(asked), "not_competent": not_competent, "remark": remark,
        }),
        Event::CompletedAtIntake { papers: handed_in, .. } => json!({ "papers": papers(handed_in) }),
        Event::Accepted { code, promise: promised, receipt, register, .. } => json!({
            "code": code.to_string(),
            "promise": promised.as_ref().map(promise),
            "receipt": receipt.as_ref().map(slip),
            "register": { "year": register.year, "volume": register.volume, "number": register.number },
        }),
        Event::GivenAtOnce { result, proof, .. } => json!({
            "result": { "name": result.name, "number": result.number }, "proof": proof_name(*proof),
        }),
        Event::Refused { slip: number, ground, reason, after_appraisal, .. } => json!({
            "slip": slip(number), "ground": ground, "reason": reason, "after_appraisal": after_appraisal,
        }),
        _ => return None,
    })
}

fn in_process(event: &Event, for_staff: bool) -> Option<Value> {
    Some(match event {
        Event::Escalated { reason, .. } if for_staff => json!({ "reason": reason }),
        Event::EscalationAnswered { answer, .. } if for_staff => json!({ "answer": answer }),
        Event::Transferred { from, to, paper, .. } => {
            json!({ "from": from.as_str(), "to": to.as_str(), "paper": paper })
        }
        Event::Taken { unit, holder, paper, late, .. } => {
            json!({ "unit": unit.as_str(), "holder": holder.as_str(), "paper": paper, "late": late })
        }
        Event::PaperTaken { unit, person, late, .. } => {
            json!({ "unit": unit.as_str(), "person": person.as_str(), "late": late })
        }
        Event::StepCompleted { step, note, next_unit, next_person, .. } => json!({
            "step": step.as_str(),
            "note": if for_staff { note.as_str() } else { "" },
            "next_unit": next_unit.as_str(),
            "next_person": next_person.as_ref().map(domain::ids::PersonId::as_str),
        }),
        Event::SupplementAsked { slip: number, items: asked, reason, .. } => {
            json!({ "slip": slip(number), "items": items(asked), "reason": reason })
        }
        Event::SupplementReceived { papers: handed_in, promise: promised, .. } => {
            json!({ "papers": papers(handed_in), "promise": promise(promised) })
        }
        Event::Assigned { to, unit, reason, .. } => json!({
            "to": to.as_str(), "unit": unit.as_str(), "reason": if for_staff { reason.as_str() } else { "" },
        }),
        _ => return None,
    })
}

fn at_return(event: &Event) -> Value {
    match event {
        Event::ResultSent { result, from, to, .. } => json!({
            "result": { "name": result.name, "number": result.number }, "from": from.as_str(), "to": to.as_str(),
        }),
        Event::ResultConfirmed { holder, early, notify_by, .. } => {
            json!({ "holder": holder.as_str(), "early": early, "notify_by": Instant(*notify_by).text() })
        }
        Event::Notified { kind, channel, proof, .. } => json!({
            "about": notice_name(*kind), "channel": NoticeChannelName::from(*channel), "proof": proof,
        }),
        Event::FeeRecorded { amount, method, receipt, .. } => {
            json!({ "amount": amount, "method": method_name(*method), "receipt": receipt })
        }
        Event::HandedOver { by, proof, receiver, .. } => json!({
            "by": ReturnByName::from(*by), "proof": proof_name(*proof), "to_another": receiver.is_some(),
        }),
        Event::Withdrawn { reason, proof, .. } => json!({ "reason": reason, "proof": proof }),
        Event::Noted { text } => json!({ "text": text }),
        Event::BecameOverdue { due, holder_unit, .. } => {
            json!({ "due": Instant(*due).text(), "holder_unit": holder_unit.as_str() })
        }
        Event::PromiseRecounted { promise: promised, .. } => json!({ "promise": promise(promised) }),
        _ => json!({}),
    }
}

fn proof_name(proof: ReceiverProof) -> ReceiverProofName {
    proof.into()
}

fn method_name(method: PaymentMethod) -> PaymentMethodName {
    method.into()
}

fn notice_name(kind: NoticeKind) -> NoticeKindName {
    kind.into()
}
