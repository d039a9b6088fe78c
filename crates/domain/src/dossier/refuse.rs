//! Refusing with a slip and a reason, at intake or after appraisal.

use law::{nd61_2018, qc1722};

use super::decide::{at_stage, not_blank, numbers, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the dossier may be refused.
///
/// At intake the desk refuses; after appraisal the unit that holds the dossier does, within
/// the promised time. No refusal without the provision that forbids it, a reason and a slip.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_D`] at intake, [`nd61_2018::D19_K8`] after appraisal.
pub(super) fn decide(
    dossier: &Dossier,
    ground: &str,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let stages = [Stage::Submitted, Stage::Guided, Stage::Escalated, Stage::Processing];
    at_stage(dossier, &stages, "refuse", qc1722::D16_K1_D)?;
    let after_appraisal = dossier.stage == Stage::Processing;
    let (unit, basis) = if after_appraisal {
        (&dossier.holder.unit, nd61_2018::D19_K8)
    } else {
        (&dossier.desk, qc1722::D16_K1_D)
    };
    staff_of(unit, basis, context)?;
    if let Some(promise) = dossier.promise.as_ref().filter(|promise| context.at > promise.due) {
        return Err(Refusal::RefusalTooLate { due: promise.due });
    }
    not_blank(ground, "ground", basis)?;
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::Refused {
        slip: numbers(context)?.slip.clone(),
        ground: ground.to_owned(),
        reason: reason.to_owned(),
        after_appraisal,
        basis,
    }])
}
