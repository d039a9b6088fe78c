//! Stopping the clock for a lawful cause.

use law::{Citation, nd61_2018};

use super::decide::{at_stage, not_blank, staff_of};
use super::event::{Event, StopCause};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the clock may stand: for a cause of the law, before the promised instant.
///
/// A late dossier stays late: nothing stops a clock that has run out.
///
/// # Legal basis
///
/// [`nd61_2018::D22`] for a financial duty, [`nd61_2018::D6`] for the applicant's wish.
pub(super) fn decide(
    dossier: &Dossier,
    cause: StopCause,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(cause);
    at_stage(dossier, &[Stage::Processing], "stop-clock", basis)?;
    staff_of(&dossier.holder.unit, basis, context)?;
    let Some(promise) = &dossier.promise else { return Err(Refusal::NotOverdue) };
    if context.at >= promise.due || dossier.apology.is_some() {
        return Err(Refusal::TooLateToStop { due: promise.due });
    }
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::ClockStopped { cause, reason: reason.to_owned(), basis }])
}

/// The provision behind each cause.
pub(super) fn basis_of(cause: StopCause) -> Citation {
    match cause {
        StopCause::FinancialDuty => nd61_2018::D22,
        StopCause::ApplicantsWish => nd61_2018::D6,
    }
}
