//! Giving a result that is owed at once and closing the dossier.

use law::qc1722;

use super::decide::{at_stage, not_blank, staff_of, still_open};
use super::event::{Event, ReceiverProof, ResultPaper};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the result may be given in the same act as the acceptance.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_A`] (no receipt, but code and result), [`qc1722::D18_K6_B`] (paid before).
pub(super) fn decide(
    dossier: &Dossier,
    result: &ResultPaper,
    proof: ReceiverProof,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K1_A;
    still_open(dossier)?;
    if context.procedure.limit_of(dossier.case.as_ref()) != calendar::Limit::Immediately {
        return Err(Refusal::NotImmediate);
    }
    at_stage(dossier, &[Stage::Accepted], "give-at-once", basis)?;
    staff_of(&dossier.desk, basis, context)?;
    let outstanding = dossier.outstanding();
    if outstanding > 0 {
        return Err(Refusal::Unpaid { outstanding });
    }
    not_blank(&result.name, "result", basis)?;
    Ok(vec![Event::GivenAtOnce { result: result.clone(), proof, basis }])
}
