//! What moves, stops or ends the time, and what undoes a mistake.

use super::super::event::{Event, Recorded};
use super::super::state::{ApologyMade, Stopped, WithdrawalAsked};
use super::super::{Dossier, Stage};
use super::{close, hold};
use crate::ids::UnitId;

pub(super) fn apply(dossier: &mut Dossier, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::AnswerAwaited { until, .. } => dossier.answer_until = Some(*until),
        Event::Lapsed { .. } => close(dossier, Stage::Lapsed, at),
        Event::Apologised { slip, by_centre, fault, reason, due, again, warn_by, .. } => {
            dossier.apology.get_or_insert(ApologyMade {
                slip: slip.clone(),
                by: recorded.by.clone(),
                at,
                by_centre: *by_centre,
                fault: fault.clone(),
                reason: reason.clone(),
                due: *due,
                again: *again,
            });
            dossier.warn_by = Some(*warn_by);
            dossier.warned_at = None;
        }
        Event::ClockStopped { cause, reason, proof, .. } => {
            dossier.stage = Stage::ClockStopped;
            let (reason, proof) = (reason.clone(), proof.clone());
            dossier.stopped = Some(Stopped { cause: *cause, reason, proof, at });
        }
        Event::ClockResumed { promise, warn_by, .. } => {
            dossier.stage = Stage::Processing;
            dossier.stopped = None;
            dossier.promise = Some(promise.clone());
            dossier.warn_by = Some(*warn_by);
            dossier.warned_at = None;
        }
        Event::WithdrawalAsked { reason, proof, .. } => {
            dossier.withdrawal = Some(WithdrawalAsked {
                by: recorded.by.clone(),
                at,
                reason: reason.clone(),
                proof: proof.clone(),
            });
        }
        Event::MistakeCorrected { .. } => undo(dossier, recorded),
        _ => {}
    }
}

/// Puts the dossier back to where it was before the undone act; what happened stays in the journal.
fn undo(dossier: &mut Dossier, recorded: &Recorded) {
    let Event::MistakeCorrected { undone, kind, back_to, unit, person, in_transit_to, steps, slip, .. } =
        &recorded.event
    else {
        return;
    };
    dossier.stage = *back_to;
    dossier.in_transit_to.clone_from(in_transit_to);
    dossier.done.retain(|step| !steps.contains(step));
    if !back_to.is_closed() {
        dossier.closed_at = None;
    }
    match kind.as_str() {
        "refused" => dossier.refusal = None,
        // The applicant may want it back again later; that takes two people again.
        "withdrawn" => dossier.withdrawal = None,
        "transferred" | "step-completed" => not_given(dossier, unit),
        "result-sent" => {
            let sent = dossier.control_slip.last().map(|line| line.given_at);
            for part in dossier.parts.iter_mut().filter(|part| part.ended_at == sent) {
                part.ended_at = None;
            }
            dossier.result = None;
            not_given(dossier, unit);
        }
        "result-confirmed" => {
            dossier.result_at = None;
            dossier.notify_by = None;
            dossier.told_of_result_at = None;
        }
        _ => {}
    }
    hold(dossier, unit, person.as_ref(), recorded.at);
    dossier.corrections.push((slip.clone(), *undone, recorded.at));
}

/// Takes back a hand-over that nobody had signed for: its line, the paper's way, the duty to bring the paper.
fn not_given(dossier: &mut Dossier, holder: &UnitId) {
    let unsigned = dossier.control_slip.last().filter(|line| line.taken_at.is_none() && line.from == *holder);
    let Some(line) = unsigned.cloned() else { return };
    if line.paper {
        dossier.paper.on_the_way_to = None;
    }
    if dossier.paper_to_bring.as_ref().is_some_and(|(_, to, _)| *to == line.to) {
        dossier.paper_to_bring = None;
    }
    dossier.control_slip.pop();
}
