//! Completing a step of the internal process.

use law::qc1722;

use super::decide::{at_stage, staff_of};
use super::event::Event;
use super::place::{ids, in_line, open_of, unit_of};
use super::{Context, Dossier, Stage, open_work};
use crate::Refusal;
use crate::ids::{PersonId, StepId};

/// Decides whether `step` may be completed and who is accountable next.
///
/// Only work that is open now can be completed, so no step is skipped; the unit that holds
/// the dossier must be the one the process names.
///
/// # Legal basis
///
/// [`qc1722::D19_K3`] (the approved process), [`qc1722::D18_K4`] (each passes on to the next).
pub(super) fn decide(
    dossier: &Dossier,
    step: &StepId,
    note: &str,
    next_person: Option<&PersonId>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D19_K3;
    at_stage(dossier, &[Stage::Processing], "complete-step", basis)?;
    let (person, _) = staff_of(&dossier.holder.unit, basis, context)?;
    let Some(process) = &context.procedure.process else { return Err(Refusal::NoProcess) };
    let open = open_of(dossier, context.procedure);
    let Some(work) = open.iter().copied().find(|work| work.id() == step) else {
        return Err(Refusal::StepNotOpen { step: step.clone(), open: ids(&open) });
    };
    let expected = unit_of(work.unit(), &dossier.desk, context.procedure);
    if !in_line(context.organisation, &expected, &dossier.holder.unit, context.at.date()) {
        return Err(Refusal::WrongUnit {
            unit: dossier.holder.unit.clone(),
            expected,
            basis: qc1722::D18_K4,
        });
    }

    let mut done = dossier.done.clone();
    done.push(step.clone());
    let next = open_work(process, dossier.case.as_ref(), &done).first().copied();
    let next_unit = next.map_or_else(
        || dossier.holder.unit.clone(),
        |next| unit_of(next.unit(), &dossier.desk, context.procedure),
    );
    let stays = next_unit == dossier.holder.unit && next.is_none_or(|next| next.role() == work.role());
    let present = dossier.holder.person.as_ref().unwrap_or(person);
    let next_person = next_person.or(stays.then_some(present)).cloned();
    Ok(vec![Event::StepCompleted {
        step: step.clone(),
        note: note.to_owned(),
        next_unit,
        next_person,
        basis,
    }])
}
