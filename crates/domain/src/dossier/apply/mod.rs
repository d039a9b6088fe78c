//! How a recorded event changes the summary of a dossier. Total and dull.

use jiff::civil::DateTime;

mod arrival;
mod between;
mod delay;
mod money;
mod notice;

pub(in crate::dossier) use notice::proof_is_of;

use super::event::{Actor, Event, Recorded, RequestedItem, Slip};
use super::state::{ByPost, HandOverLine, PaperFile, Request};
use super::{Dossier, Stage};
use crate::ids::{PersonId, UnitId};
use crate::organisation::Holder;

/// Applies one recorded event, in place: a dossier is large, and histories are walked by the million.
///
/// Total: a recorded fact is never refused, whatever order it comes in. A second
/// registration changes nothing, because a dossier begins once.
pub fn apply(dossier: &mut Dossier, recorded: &Recorded) {
    dossier.revision = recorded.revision;
    dossier.last_at = recorded.at;
    match &recorded.event {
        Event::Registered { .. } | Event::Noted { .. } => {}
        Event::Guided { .. }
        | Event::CompletedAtIntake { .. }
        | Event::Escalated { .. }
        | Event::EscalationAnswered { .. }
        | Event::Accepted { .. } => intake(dossier, recorded),
        Event::Transferred { .. }
        | Event::Taken { .. }
        | Event::PaperTaken { .. }
        | Event::StepCompleted { .. }
        | Event::Assigned { .. } => movement(dossier, recorded),
        Event::SupplementAsked { .. }
        | Event::SupplementReceived { .. }
        | Event::PromiseRecounted { .. }
        | Event::BecameOverdue { .. } => clock(dossier, recorded),
        Event::Notified { .. } | Event::NoticeQueued { .. } | Event::NoticeFailed { .. } => {
            notice::apply(dossier, recorded);
        }
        Event::FeeRecorded { .. }
        | Event::ChargesSet { .. }
        | Event::FeeReceiptIssued { .. }
        | Event::FeeVoided { .. }
        | Event::FeeRefunded { .. } => money::apply(dossier, recorded),
        Event::ReceivedByPost { .. }
        | Event::ForwardedByAgency { .. }
        | Event::ReturnPlaceChosen { .. }
        | Event::ExternalStateRecorded { .. }
        | Event::PapersChecked { .. }
        | Event::ScansAttached { .. }
        | Event::TakenUpLate { .. }
        | Event::EscalationParked { .. }
        | Event::AgencyInvited { .. } => arrival::apply(dossier, recorded),
        Event::ChainOrdered { .. }
        | Event::PaperToBring { .. }
        | Event::PartStarted { .. }
        | Event::ConsultationAsked { .. }
        | Event::ConsultationAnswered { .. }
        | Event::ConsultationSilent { .. } => between::apply(dossier, recorded),
        Event::AnswerAwaited { .. }
        | Event::Lapsed { .. }
        | Event::Apologised { .. }
        | Event::ClockStopped { .. }
        | Event::ClockResumed { .. }
        | Event::WithdrawalAsked { .. }
        | Event::WithdrawalConfirmed { .. }
        | Event::MistakeCorrected { .. } => delay::apply(dossier, recorded),
        Event::ResultForwarded { .. }
        | Event::GivenToPost { .. }
        | Event::CameBackByPost { .. }
        | Event::CopyHandedOver { .. } => on_the_way_back(dossier, recorded),
        Event::ResultSent { .. }
        | Event::ResultConfirmed { .. }
        | Event::GivenAtOnce { .. }
        | Event::HandedOver { .. }
        | Event::Refused { .. }
        | Event::Withdrawn { .. } => ending(dossier, recorded),
    }
}

fn intake(dossier: &mut Dossier, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::Guided { slip, items, remark, .. } => {
            dossier.stage = Stage::Guided;
            dossier.guidance = Some(request(slip, items, remark, recorded));
        }
        Event::CompletedAtIntake { papers, .. } => {
            dossier.stage = Stage::Submitted;
            dossier.papers.clone_from(papers);
            // What was wrong is what the guidance asked for; the new papers have not been looked at.
            dossier.checks.retain(|check| check.passed);
            dossier.answer_until = None;
            answer(&mut dossier.guidance, at);
        }
        Event::Escalated { to, .. } => {
            dossier.stage = Stage::Escalated;
            pass_on(dossier, to, recorded);
        }
        Event::EscalationAnswered { to, .. } => {
            dossier.stage = Stage::Submitted;
            dossier.escalated_until = None;
            for invited in &mut dossier.invited {
                invited.settled_at.get_or_insert(at);
            }
            let desk = dossier.desk.clone();
            hold(dossier, &desk, Some(to), at);
        }
        Event::Accepted { code, procedure, promise, receipt, register, owed, .. } => {
            dossier.stage = Stage::Accepted;
            dossier.code = Some(code.clone());
            dossier.procedure = procedure.clone();
            dossier.promise.clone_from(promise);
            dossier.receipt.clone_from(receipt);
            dossier.register = Some(register.clone());
            dossier.owed.clone_from(owed);
            dossier.accepted_at = Some(at);
            dossier.accepted_by = recorded.by.person().cloned();
            dossier.answer_until = None;
            accepted_dates(dossier, &recorded.event);
        }
        _ => {}
    }
}

fn accepted_dates(dossier: &mut Dossier, event: &Event) {
    if let Event::Accepted { transfer_by, supplement_by, warn_by, .. } = event {
        dossier.transfer_by = *transfer_by;
        dossier.supplement_by = *supplement_by;
        dossier.warn_by = *warn_by;
    }
}

fn movement(dossier: &mut Dossier, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::Transferred { from, to, paper, .. } => {
            dossier.stage = Stage::InTransit;
            dossier.in_transit_to = Some(to.clone());
            give(dossier, recorded, from, to, *paper, "");
        }
        Event::Taken { unit, holder, paper, late, .. } => {
            dossier.stage = Stage::Processing;
            dossier.in_transit_to = None;
            hold(dossier, unit, Some(holder), at);
            sign(dossier, unit, holder, at, *late);
            if *paper {
                paper_is_at(dossier, unit, holder, at);
            }
        }
        Event::PaperTaken { unit, person, late, .. } => {
            paper_is_at(dossier, unit, person, at);
            if let Some(line) = dossier.control_slip.iter_mut().rev().find(|line| line.to == *unit) {
                line.paper = true;
                line.late |= *late;
            }
        }
        Event::StepCompleted { step, next_unit, next_person, .. } => {
            if !dossier.done.contains(step) {
                dossier.done.push(step.clone());
            }
            let from = dossier.holder.unit.clone();
            sign_by_acting(dossier, &from, recorded);
            if from != *next_unit {
                let paper = dossier.has_paper() && dossier.paper.at == from;
                give(dossier, recorded, &from, next_unit, paper, step.as_str());
            }
            match next_person {
                Some(person) => hold(dossier, next_unit, Some(person), at),
                None => pass_on(dossier, next_unit, recorded),
            }
        }
        Event::Assigned { to, unit, .. } => {
            hold(dossier, unit, Some(to), at);
            sign(dossier, unit, to, at, false);
        }
        _ => {}
    }
}

fn clock(dossier: &mut Dossier, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::SupplementAsked { slip, items, reason, .. } => {
            dossier.stage = Stage::SupplementAsked;
            dossier.supplement = Some(request(slip, items, reason, recorded));
        }
        Event::SupplementReceived { papers, promise, warn_by, kept, .. } => {
            dossier.stage = Stage::Processing;
            dossier.papers.clone_from(papers);
            dossier.promise = Some(promise.clone());
            dossier.warn_by = Some(*warn_by);
            dossier.warned_at = None;
            // The time starts again from zero, and so does the work it is meant for.
            dossier.done.retain(|step| kept.contains(step));
            dossier.answer_until = None;
            answer(&mut dossier.supplement, at);
        }
        Event::PromiseRecounted { promise, warn_by, supplement_by, transfer_by, .. } => {
            dossier.promise = Some(promise.clone());
            dossier.warn_by = Some(*warn_by);
            dossier.supplement_by = supplement_by.or(dossier.supplement_by);
            dossier.transfer_by = transfer_by.or(dossier.transfer_by);
        }
        Event::BecameOverdue { due, .. } => {
            dossier.late_again |= dossier.apology.as_ref().is_some_and(|apology| apology.again == *due);
            dossier.overdue_since.get_or_insert(*due);
        }
        _ => {}
    }
}

fn ending(dossier: &mut Dossier, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::ResultSent { result, from, to, .. } => {
            dossier.stage = Stage::ResultSent;
            dossier.result = Some(result.clone());
            dossier.in_transit_to = Some(to.clone());
            dossier.result_desk = to.clone();
            let paper = dossier.has_paper() && dossier.paper.at == *from;
            between::end_parts(dossier, at);
            give(dossier, recorded, from, to, paper, "");
        }
        Event::ResultConfirmed { holder, notify_by, .. } => {
            dossier.stage = Stage::ResultReady;
            dossier.in_transit_to = None;
            // A result that goes on to another desk was there once, and that is what counts.
            dossier.result_at.get_or_insert(at);
            dossier.notify_by.get_or_insert(*notify_by);
            let desk = dossier.result_desk.clone();
            hold(dossier, &desk, Some(holder), at);
            sign(dossier, &desk, holder, at, false);
            if dossier.paper.on_the_way_to.as_ref() == Some(&desk) {
                paper_is_at(dossier, &desk, holder, at);
            }
        }
        Event::GivenAtOnce { result, .. } => {
            dossier.result = Some(result.clone());
            dossier.result_at = Some(at);
            close(dossier, Stage::Returned, at);
        }
        Event::HandedOver { .. } => close(dossier, Stage::Returned, at),
        Event::Refused { slip, ground, reason, .. } => {
            dossier.refusal = Some((slip.clone(), ground.clone(), reason.clone()));
            close(dossier, Stage::Refused, at);
        }
        Event::Withdrawn { .. } => close(dossier, Stage::Withdrawn, at),
        _ => {}
    }
}

/// The result between the desk that received it and the applicant.
fn on_the_way_back(dossier: &mut Dossier, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::ResultForwarded { from, to, .. } => {
            dossier.stage = Stage::ResultSent;
            dossier.in_transit_to = Some(to.clone());
            dossier.result_desk = to.clone();
            let paper = dossier.has_paper() && dossier.paper.at == *from;
            give(dossier, recorded, from, to, paper, "");
        }
        Event::GivenToPost { consignment, list, postage, collect, .. } => {
            dossier.stage = Stage::WithPost;
            dossier.by_post = Some(ByPost {
                consignment: consignment.clone(),
                list: list.clone(),
                postage: *postage,
                collect: *collect,
                at,
            });
        }
        Event::CameBackByPost { .. } => {
            dossier.stage = Stage::ResultReady;
            dossier.by_post = None;
        }
        Event::CopyHandedOver { recipient, .. } if !dossier.copies.contains(recipient) => {
            dossier.copies.push(recipient.clone());
        }
        _ => {}
    }
}

fn close(dossier: &mut Dossier, stage: Stage, at: DateTime) {
    dossier.stage = stage;
    dossier.in_transit_to = None;
    dossier.closed_at = Some(at);
}

/// Makes unit and person accountable; since when only moves when somebody else becomes so.
fn hold(dossier: &mut Dossier, unit: &UnitId, person: Option<&PersonId>, at: DateTime) {
    dossier.untaken = false;
    if dossier.holder.unit != *unit || dossier.holder.person.as_ref() != person {
        dossier.holder = Holder { unit: unit.clone(), person: person.cloned(), since: at };
    }
}

/// Passes the dossier on without naming anybody there: who had it stays accountable until somebody takes it.
fn pass_on(dossier: &mut Dossier, unit: &UnitId, recorded: &Recorded) {
    let (had, acts) = (dossier.holder.person.clone(), staff(&recorded.by));
    // Who acts on what nobody has taken has taken it by that.
    let person = if dossier.untaken { acts.or(had) } else { had.or(acts) };
    hold(dossier, unit, person.as_ref(), recorded.at);
    dossier.untaken = true;
}

/// Opens a line of the control slip; the paper is on the way until somebody signs for it.
fn give(dossier: &mut Dossier, recorded: &Recorded, from: &UnitId, to: &UnitId, paper: bool, note: &str) {
    sign_by_acting(dossier, from, recorded);
    if paper {
        dossier.paper.on_the_way_to = Some(to.clone());
    }
    dossier.control_slip.push(HandOverLine {
        from: from.clone(),
        giver: staff(&recorded.by),
        given_at: recorded.at,
        to: to.clone(),
        taker: None,
        taken_at: None,
        paper,
        late: false,
        note: note.to_owned(),
    });
}

/// The taker signs the last line, if it is addressed to their unit and unsigned.
fn sign(dossier: &mut Dossier, unit: &UnitId, taker: &PersonId, at: DateTime, late: bool) {
    let last = dossier.control_slip.last_mut();
    if let Some(line) = last.filter(|line| line.to == *unit && line.taken_at.is_none()) {
        line.taker = Some(taker.clone());
        line.taken_at = Some(at);
        line.late |= late;
    }
}

/// Who works on what was handed to their unit has taken it over, signed or not.
fn sign_by_acting(dossier: &mut Dossier, unit: &UnitId, recorded: &Recorded) {
    if let Some(person) = staff(&recorded.by) {
        sign(dossier, unit, &person, recorded.at, false);
    }
}

fn paper_is_at(dossier: &mut Dossier, unit: &UnitId, person: &PersonId, at: DateTime) {
    dossier.paper =
        PaperFile { at: unit.clone(), person: Some(person.clone()), since: at, on_the_way_to: None };
}

fn request(slip: &Slip, items: &[RequestedItem], reason: &str, recorded: &Recorded) -> Request {
    Request {
        slip: slip.clone(),
        items: items.to_vec(),
        reason: reason.to_owned(),
        at: recorded.at,
        by: recorded.by.clone(),
        answered_at: None,
    }
}

fn answer(request: &mut Option<Request>, at: DateTime) {
    if let Some(request) = request {
        request.answered_at.get_or_insert(at);
    }
}

fn staff(by: &Actor) -> Option<PersonId> {
    match by {
        Actor::Staff { person, .. } => Some(person.clone()),
        Actor::Citizen(_) | Actor::System(_) => None,
    }
}
