//! What moves, stops or ends the time, and what undoes a mistake.

use super::super::event::{Event, Recorded};
use super::super::state::{ApologyMade, Stopped, WithdrawalAsked};
use super::super::{Dossier, Stage};
use super::{close, hold};

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
        Event::ClockStopped { cause, reason, .. } => {
            dossier.stage = Stage::ClockStopped;
            dossier.stopped = Some(Stopped { cause: *cause, reason: reason.clone(), at });
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
        "result-sent" => dossier.result = None,
        "result-confirmed" => {
            dossier.result_at = None;
            dossier.notify_by = None;
        }
        _ => {}
    }
    hold(dossier, unit, person.as_ref(), recorded.at);
    dossier.corrections.push((slip.clone(), *undone, recorded.at));
}
