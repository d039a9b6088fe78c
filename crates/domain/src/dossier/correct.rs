//! Correcting an officer's mistake: undone with reason, cost and apology, never erased.

use law::nd61_2018;

use super::decide::{not_blank, numbers, staff};
use super::event::{Actor, Event, Recorded};
use super::{Context, Dossier, in_line};
use crate::Refusal;
use crate::ids::UnitId;

/// Acts that can be undone. A request for a supplement and an apology are not among them: each is
/// allowed once, whatever became of it.
const CORRECTABLE: [&str; 8] = [
    "refused",
    "withdrawn",
    "lapsed",
    "transferred",
    "step-completed",
    "result-sent",
    "result-confirmed",
    "handed-over",
];

/// Records that do not build on what went before, so what they follow can still be undone.
fn is_harmless(event: &Event) -> bool {
    matches!(
        event,
        Event::Noted { .. }
            | Event::Notified { .. }
            | Event::NoticeQueued { .. }
            | Event::NoticeFailed { .. }
            | Event::ScansAttached { .. }
            | Event::BecameOverdue { .. }
            | Event::Apologised { .. }
            | Event::FeeRecorded { .. }
            | Event::FeeReceiptIssued { .. }
            | Event::FeeVoided { .. }
            | Event::FeeRefunded { .. }
            | Event::ChargesSet { .. }
            | Event::CopyHandedOver { .. }
            | Event::PaperToBring { .. }
            | Event::PartStarted { .. }
            | Event::MistakeCorrected { .. }
            | Event::AnswerAwaited { .. }
            | Event::WithdrawalAsked { .. }
    )
}

/// Decides whether the act recorded as revision `undo` may be undone.
///
/// Only the last act that changed the course of the dossier and was not undone, by those who answer for it.
/// The clock is not touched: time that a mistake has cost stays with the side at fault.
///
/// # Legal basis
///
/// [`nd61_2018::D21`].
pub(super) fn decide(
    dossier: &Dossier,
    undo: u32,
    reason: &str,
    cost: i64,
    bearer: Option<&UnitId>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = nd61_2018::D21;
    let (_, unit) = staff(context)?;
    let nothing = || Refusal::NothingToUndo { revision: undo };
    let place = context.history.iter().position(|recorded| recorded.revision == undo).ok_or_else(nothing)?;
    let wrong = context.history.get(place).ok_or_else(nothing)?;
    let later = context.history.iter().skip(place.saturating_add(1));
    let undone = |revision: u32| dossier.corrections.iter().any(|(_, one, _)| *one == revision);
    let passes = |recorded: &Recorded| is_harmless(&recorded.event) || undone(recorded.revision);
    if !CORRECTABLE.contains(&wrong.event.kind()) || undone(undo) || !later.clone().all(passes) {
        return Err(nothing());
    }
    if !answers(unit, wrong, dossier, context) {
        let expected = dossier.holder.unit.clone();
        return Err(Refusal::WrongUnit { unit: unit.clone(), expected, basis });
    }
    not_blank(reason, "reason", basis)?;
    if cost < 0 {
        return Err(Refusal::WrongAmount { outstanding: dossier.outstanding() });
    }
    let bearer = bearer.cloned();
    if let Some(unknown) = bearer.as_ref().filter(|bearer| !is_known(bearer, context)) {
        let expected = dossier.holder.unit.clone();
        return Err(Refusal::WrongUnit { unit: unknown.clone(), expected, basis });
    }
    let earlier = context.history.get(..place).unwrap_or_default();
    let before = Dossier::rebuild(&dossier.id, earlier).ok_or_else(nothing)?;
    let steps = match &wrong.event {
        Event::StepCompleted { step, .. } => vec![step.clone()],
        _ => Vec::new(),
    };
    let mut events = vec![Event::MistakeCorrected {
        undone: undo,
        kind: wrong.event.kind().to_owned(),
        back_to: before.stage,
        unit: before.holder.unit.clone(),
        person: before.holder.person.clone(),
        in_transit_to: before.in_transit_to.clone(),
        steps,
        slip: numbers(context)?.slip.clone(),
        reason: reason.to_owned(),
        cost,
        bearer: bearer.unwrap_or_else(|| side_at_fault(wrong, &before)),
        basis,
    }];
    // The time that the mistake took from the applicant is given again, or the schedule closes it at once.
    let waited = before.answer_until.is_some_and(|until| until <= context.at);
    if before.awaits_applicant() && waited {
        events.push(super::lapse::awaited(context, basis));
    }
    Ok(events)
}

/// Who may correct: for the unit that has the dossier, for the unit whose act it was, or above its desk.
fn answers(unit: &UnitId, wrong: &Recorded, dossier: &Dossier, context: &Context<'_>) -> bool {
    let (organisation, day) = (context.organisation, context.at.date());
    let own = match &wrong.by {
        Actor::Staff { unit, .. } => Some(unit),
        Actor::Citizen(_) | Actor::System(_) => None,
    };
    let mut answering = own.into_iter().chain([&dossier.holder.unit]);
    organisation.is_within(&dossier.desk, unit, day)
        || answering.any(|other| in_line(organisation, unit, other, day))
}

fn is_known(unit: &UnitId, context: &Context<'_>) -> bool {
    context.organisation.unit_on(unit, context.at.date()).is_some()
}

/// The unit for which the act was done; what the schedule did is answered for by the holder.
fn side_at_fault(wrong: &Recorded, before: &Dossier) -> UnitId {
    match &wrong.by {
        Actor::Staff { unit, .. } => unit.clone(),
        Actor::Citizen(_) | Actor::System(_) => before.holder.unit.clone(),
    }
}
