//! Sending the result to the desk with the control slip.

use law::qc1722;

use super::decide::{at_stage, not_blank, staff_of};
use super::event::{Event, ResultPaper};
use super::place::{ids, open_of};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the result may leave the agency: only when no step remains.
///
/// It goes to the desk that received the dossier, wherever the applicant wants to collect it.
///
/// # Legal basis
///
/// [`qc1722::D18_K6`], [`qc1722::D19_K3`].
pub(super) fn decide(
    dossier: &Dossier,
    result: &ResultPaper,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6;
    at_stage(dossier, &[Stage::Processing], "send-result", basis)?;
    staff_of(&dossier.holder.unit, basis, context)?;
    if context.procedure.process.is_none() {
        return Err(Refusal::NoProcess);
    }
    let open = open_of(dossier, context.procedure);
    if !open.is_empty() {
        return Err(Refusal::StepsRemain { open: ids(&open) });
    }
    not_blank(&result.name, "result", basis)?;
    Ok(vec![Event::ResultSent {
        result: result.clone(),
        from: dossier.holder.unit.clone(),
        to: dossier.desk.clone(),
        basis,
    }])
}
