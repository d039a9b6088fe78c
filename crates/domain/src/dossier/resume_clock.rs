//! Letting the clock run again with the time that was left.

use super::decide::{at_stage, staff};
use super::event::{Event, StopCause};
use super::stop_clock::basis_of;
use super::{Context, Dossier, Stage, in_line, promise};
use crate::Refusal;

/// Decides whether the clock runs again: the financial duty is fulfilled, or the applicant is ready.
///
/// The working hours that were left when it stopped are counted from now; the promised instant never comes
/// nearer by that, and never moves by more than the clock stood, rounded up to an hour.
///
/// # Legal basis
///
/// As for stopping it.
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let cause = dossier.stopped.as_ref().map_or(StopCause::FinancialDuty, |stopped| stopped.cause);
    let basis = basis_of(cause);
    at_stage(dossier, &[Stage::ClockStopped], "resume-clock", basis)?;
    let (Some(stopped), Some(promise)) = (&dossier.stopped, &dossier.promise) else {
        return Err(Refusal::NotOverdue);
    };
    let (_, unit) = staff(context)?;
    let day = context.at.date();
    let answers = |own| in_line(context.organisation, unit, own, day);
    if !answers(&dossier.holder.unit) && !answers(&dossier.desk) {
        let expected = dossier.holder.unit.clone();
        return Err(Refusal::WrongUnit { unit: unit.clone(), expected, basis });
    }
    let outstanding = dossier.outstanding();
    if cause == StopCause::FinancialDuty && outstanding > 0 {
        return Err(Refusal::Unpaid { outstanding });
    }
    let mut counted =
        promise::count(promise::left_in_hours(promise, stopped.at, context), context.at, context);
    if counted.due <= promise.due {
        counted = promise.clone();
    }
    let promise = counted;
    let warn_by = context.calendar.warn_by(promise.due, context.parameters);
    Ok(vec![Event::ClockResumed { promise, warn_by, basis }])
}
