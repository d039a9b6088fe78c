//! Confirming the result at the desk.

use law::qc1722;

use super::decide::{at_stage, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the desk may confirm that the result is there; the confirmer holds it from then on.
///
/// # Legal basis
///
/// [`qc1722::D18_K6`], for the notice of an early result [`qc1722::D18_K6_A`].
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6;
    at_stage(dossier, &[Stage::ResultSent], "confirm-result", basis)?;
    let (person, _) = staff_of(&dossier.desk, basis, context)?;
    Ok(vec![Event::ResultConfirmed {
        holder: person.clone(),
        early: dossier.promise.as_ref().is_some_and(|promise| context.at < promise.due),
        notify_by: context.calendar.early_notice_by(context.at, context.parameters),
        basis,
    }])
}
