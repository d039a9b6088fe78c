//! Sending the result on to the desk where it is collected.

use law::qc1722;

use super::decide::{at_stage, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the receiving desk may send the result to the desk that the applicant chose.
///
/// # Legal basis
///
/// [`qc1722::D18_K6_A`]: returned at the place written on the receipt.
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6_A;
    at_stage(dossier, &[Stage::ResultReady], "forward-result", basis)?;
    staff_of(&dossier.result_desk, basis, context)?;
    let to = dossier.return_desk();
    if dossier.result_desk == *to {
        return Err(Refusal::WrongUnit { unit: to.clone(), expected: to.clone(), basis });
    }
    Ok(vec![Event::ResultForwarded { from: dossier.result_desk.clone(), to: to.clone(), basis }])
}
