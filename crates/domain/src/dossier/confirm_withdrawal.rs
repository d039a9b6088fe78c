//! The second person who confirms a withdrawal.

use law::nd61_2018;

use super::decide::{at_stage, numbers, staff_of};
use super::event::Event;
use super::withdraw::STAGES;
use super::{Context, Dossier};
use crate::Refusal;

/// Decides whether a second member of staff may confirm that the applicant wants the dossier back (A4).
///
/// # Legal basis
///
/// [`nd61_2018::D6`], the applicant's right; [`nd61_2018::D5_K1`], against closing what is late.
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let basis = nd61_2018::D6;
    at_stage(dossier, &STAGES, "confirm-withdrawal", basis)?;
    let Some(asked) = &dossier.withdrawal else { return Err(Refusal::NoWithdrawalAsked) };
    let (person, _) = staff_of(&dossier.desk, basis, context)?;
    if asked.by.person() == Some(person) {
        return Err(Refusal::SamePerson { person: person.clone(), basis: nd61_2018::D5_K1 });
    }
    Ok(vec![
        Event::WithdrawalConfirmed { slip: numbers(context)?.slip.clone(), basis },
        Event::Withdrawn { reason: asked.reason.clone(), proof: asked.proof.clone(), basis },
    ])
}
