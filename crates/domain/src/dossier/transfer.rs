//! Sending a dossier to the next unit with the control slip.

use law::{Citation, qc1722};

use super::decide::{at_stage, staff_of};
use super::event::Event;
use super::place::{in_line, open_of, unit_of};
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::UnitId;

/// Decides whether the dossier may be sent on, and to whom.
///
/// The receiver is a unit of the work that is open: no unit is passed over. The giver stays
/// accountable until the taker has signed.
///
/// # Legal basis
///
/// [`qc1722::D17_K1`] with paper, [`qc1722::D17_K2`] as data, [`qc1722::D18_K4`] between agencies.
pub(super) fn decide(
    dossier: &Dossier,
    to: Option<&UnitId>,
    paper: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(dossier);
    at_stage(dossier, &[Stage::Accepted, Stage::Processing], "transfer", basis)?;
    staff_of(&dossier.holder.unit, basis, context)?;
    if context.procedure.process.is_none() {
        return Err(Refusal::NoProcess);
    }
    let day = context.at.date();
    let expected = receivers(dossier, context);
    let first = expected.first().cloned().unwrap_or_else(|| context.procedure.agency.clone());
    let to = to.cloned().unwrap_or_else(|| first.clone());
    if !expected.iter().any(|unit| in_line(context.organisation, unit, &to, day)) || to == dossier.holder.unit
    {
        return Err(Refusal::WrongUnit { unit: to, expected: first, basis });
    }
    let from = dossier.holder.unit.clone();
    let paper = paper && dossier.has_paper() && dossier.paper.at == from;
    Ok(vec![Event::Transferred { from, to, paper, basis }])
}

/// The units that may receive it: those of the open work; at the desk, without any, the settling agency.
fn receivers(dossier: &Dossier, context: &Context<'_>) -> Vec<UnitId> {
    let open = open_of(dossier, context.procedure);
    if open.is_empty() && dossier.stage == Stage::Accepted {
        return vec![context.procedure.agency.clone()];
    }
    open.iter().map(|work| unit_of(work.unit(), &dossier.desk, context.procedure)).collect()
}

fn basis_of(dossier: &Dossier) -> Citation {
    match (dossier.stage, dossier.has_paper()) {
        (Stage::Processing, _) => qc1722::D18_K4,
        (_, true) => qc1722::D17_K1,
        (_, false) => qc1722::D17_K2,
    }
}
