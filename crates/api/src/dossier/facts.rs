//! The facts of every kind of event, as the journal of the API gives them; personal data are kept elsewhere.

use domain::dossier::Event;
use serde_json::{Value, json};

use crate::names::{
    ChannelName, CheckKindName, NoticeChannelName, NoticeKindName, OpinionName, PaymentMethodName,
    ReceiverProofName, ReturnByName, SilenceName, StopCauseName,
};
use crate::wire::Instant;

/// The facts of an event, without references to personal rows.
pub(super) fn of(event: &Event, for_staff: bool) -> Value {
    at_intake(event)
        .or_else(|| arrived(event))
        .or_else(|| in_process(event, for_staff))
        .or_else(|| between(event, for_staff))
        .or_else(|| late(event, for_staff))
        .or_else(|| money(event))
        .unwrap_or_else(|| at_return(event))
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
        "counted_from": Instant(promise.counted_from),
        "due": Instant(promise.due),
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
        Event::Accepted { code, promise: promised, receipt, register, owed: due, .. } => json!({
            "code": code.to_string(),
            "promise": promised.as_ref().map(promise),
            "receipt": receipt.as_ref().map(slip),
            "owed": owed(due),
            "register": { "year": register.year, "volume": register.volume, "number": register.number },
        }),
        Event::GivenAtOnce { result, proof, .. } => json!({
            "result": { "name": result.name, "number": result.number }, "proof": ReceiverProofName::from(*proof),
        }),
        Event::Refused { slip: number, ground, reason, after_appraisal, .. } => json!({
            "slip": slip(number), "ground": ground, "reason": reason, "after_appraisal": after_appraisal,
        }),
        _ => return None,
    })
}

/// How it arrived, and the looks at the papers.
fn arrived(event: &Event) -> Option<Value> {
    Some(match event {
        Event::ReceivedByPost { minute, signed_at, consignment, postage, collected, .. } => json!({
            "minute": slip(minute), "signed_at": Instant(*signed_at), "consignment": consignment,
            "postage": postage, "collected": collected,
        }),
        Event::ForwardedByAgency { unit, received_at, late, .. } => {
            json!({ "unit": unit.as_str(), "received_at": Instant(*received_at), "late": late })
        }
        Event::ReturnPlaceChosen { desk, .. } => json!({ "desk": desk.as_str() }),
        Event::ExternalStateRecorded { system, reference, state, .. } => {
            json!({ "system": system, "reference": reference, "state": state })
        }
        Event::PapersChecked { checks, .. } => {
            json!({ "checks": checks.iter().map(check).collect::<Value>() })
        }
        Event::ScansAttached { paper, scans, .. } => json!({
            "paper": paper.as_ref().map(domain::ids::PaperCode::as_str),
            "files": scans.iter().map(scan).collect::<Value>(),
        }),
        Event::TakenUpLate { by, .. } => json!({ "by": Instant(*by) }),
        _ => return None,
    })
}

fn check(check: &domain::dossier::event::PaperCheck) -> Value {
    json!({
        "paper": check.paper.as_str(), "check": CheckKindName::from(check.check), "by_machine": check.by_machine,
        "passed": check.passed, "note": check.note,
    })
}

fn scan(scan: &domain::dossier::event::Scan) -> Value {
    json!({ "file": scan.file, "bytes": scan.bytes, "pages": scan.pages, "media": scan.media })
}

/// What agencies ask of each other.
fn between(event: &Event, for_staff: bool) -> Option<Value> {
    let inside = |text: &str| if for_staff { text.to_owned() } else { String::new() };
    let ids =
        |units: &[domain::ids::UnitId]| -> Value { units.iter().map(|unit| json!(unit.as_str())).collect() };
    Some(match event {
        Event::EscalationParked { until, .. } => json!({ "until": Instant(*until) }),
        Event::AgencyInvited { unit, about, come_by, .. } => {
            json!({ "unit": unit.as_str(), "about": inside(about), "come_by": Instant(*come_by) })
        }
        Event::ChainOrdered { duties, .. } => {
            let duty = |duty: &domain::dossier::event::Duty| json!({ "unit": duty.unit.as_str(), "work": duty.work, "minutes": duty.minutes });
            json!({ "duties": duties.iter().map(duty).collect::<Value>() })
        }
        Event::PaperToBring { from, to, by, .. } => {
            json!({ "from": from.as_str(), "to": to.as_str(), "by": Instant(*by) })
        }
        Event::PartStarted { unit, due, .. } => json!({ "unit": unit.as_str(), "due": due.map(Instant) }),
        Event::ConsultationAsked { id, units, question, documents, answer_by, silence, .. } => json!({
            "id": id.as_str(), "units": ids(units), "question": inside(question),
            "documents": if for_staff { documents.as_slice() } else { &[] },
            "answer_by": Instant(*answer_by), "silence": SilenceName::from(*silence),
        }),
        Event::ConsultationAnswered { id, unit, opinion, answer, late, .. } => json!({
            "id": id.as_str(), "unit": unit.as_str(), "late": late, "answer": inside(answer),
            "opinion": for_staff.then(|| OpinionName::from(*opinion)),
        }),
        Event::ConsultationSilent { id, unit, answer_by, .. } => {
            json!({ "id": id.as_str(), "unit": unit.as_str(), "answer_by": Instant(*answer_by) })
        }
        _ => return None,
    })
}

/// Time that ran out, stood still, or was given again.
fn late(event: &Event, for_staff: bool) -> Option<Value> {
    Some(match event {
        Event::BecameOverdue { due, holder_unit, .. } => {
            json!({ "due": Instant(*due), "holder_unit": holder_unit.as_str() })
        }
        Event::Apologised { slip: number, by_centre, fault, reason, due, again, .. } => json!({
            "slip": slip(number), "by_centre": by_centre, "fault": fault.as_str(), "reason": reason,
            "due": Instant(*due), "again": Instant(*again),
        }),
        Event::ClockStopped { cause, reason, proof, .. } => {
            json!({ "cause": StopCauseName::from(*cause), "reason": reason, "proof": proof })
        }
        Event::ClockResumed { promise: promised, .. } => json!({ "promise": promise(promised) }),
        Event::AnswerAwaited { until, .. } => json!({ "until": Instant(*until) }),
        Event::Lapsed { slip: number, until, .. } => {
            json!({ "slip": slip(number), "until": Instant(*until) })
        }
        Event::WithdrawalAsked { reason, proof, .. } => json!({ "reason": reason, "proof": proof }),
        Event::WithdrawalConfirmed { slip: number, .. } => json!({ "slip": slip(number) }),
        Event::MistakeCorrected {
            undone,
            kind,
            back_to,
            unit,
            person,
            steps,
            slip: number,
            reason,
            cost,
            bearer,
            ..
        } => json!({
            "undone": undone, "kind": kind, "back_to": back_to.name(), "unit": unit.as_str(),
            "person": person.as_ref().map(domain::ids::PersonId::as_str),
            "steps": steps.iter().map(|step| json!(step.as_str())).collect::<Value>(),
            "slip": slip(number), "reason": reason,
            "cost": for_staff.then_some(cost), "bearer": for_staff.then_some(bearer.as_str()),
        }),
        _ => return None,
    })
}

fn owed(owed: &[domain::dossier::event::Due]) -> Value {
    owed.iter().map(|due| json!({ "charge": due.charge, "amount": due.amount })).collect()
}

/// What is owed, paid, taken back.
fn money(event: &Event) -> Option<Value> {
    Some(match event {
        Event::ChargesSet { owed: due, reductions, .. } => {
            let reduction = |one: &domain::dossier::event::Reduction| json!({ "charge": one.charge, "who": one.who, "percent": one.percent, "proof": one.proof });
            json!({ "owed": owed(due), "reductions": reductions.iter().map(reduction).collect::<Value>() })
        }
        Event::FeeRecorded { amount, method, receipt, .. } => {
            json!({ "amount": amount, "method": PaymentMethodName::from(*method), "receipt": receipt })
        }
        Event::FeeReceiptIssued { slip: number, amount, .. } => {
            json!({ "slip": slip(number), "amount": amount, "receipt": domain::dossier::cash_receipt(number) })
        }
        Event::FeeVoided { receipt, amount, reason, .. } => {
            json!({ "receipt": receipt, "amount": amount, "reason": reason })
        }
        Event::FeeRefunded { slip: number, amount, reason, .. } => {
            json!({ "slip": slip(number), "amount": amount, "reason": reason })
        }
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
            json!({ "holder": holder.as_str(), "early": early, "notify_by": Instant(*notify_by) })
        }
        Event::Notified { kind, channel, proof, .. } => json!({
            "about": NoticeKindName::from(*kind), "channel": NoticeChannelName::from(*channel), "proof": proof,
        }),
        Event::HandedOver { by, proof, receiver, .. } => json!({
            "by": ReturnByName::from(*by), "proof": ReceiverProofName::from(*proof), "to_another": receiver.is_some(),
        }),
        Event::Withdrawn { reason, proof, .. } => json!({ "reason": reason, "proof": proof }),
        Event::Noted { text } => json!({ "text": text }),
        Event::ResultForwarded { from, to, .. } => json!({ "from": from.as_str(), "to": to.as_str() }),
        Event::GivenToPost { consignment, list, postage, collect, .. } => json!({
            "consignment": consignment, "list": slip(list), "postage": postage, "collect": collect,
        }),
        Event::CameBackByPost { reason, .. } => json!({ "reason": reason }),
        Event::CopyHandedOver { recipient, proof, .. } => json!({ "recipient": recipient, "proof": proof }),
        Event::NoticeQueued { kind, channel, message, .. } => json!({
            "about": NoticeKindName::from(*kind), "channel": NoticeChannelName::from(*channel), "message": message,
        }),
        Event::NoticeFailed { message, error, .. } => json!({ "message": message, "error": error }),
        Event::PromiseRecounted { promise: promised, .. } => json!({ "promise": promise(promised) }),
        _ => json!({}),
    }
}
