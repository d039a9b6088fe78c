//! Which unit must act: the open work of the process, seen from one dossier.

use jiff::civil::Date;

use super::Dossier;
use crate::ids::{CaseId, StepId, UnitId};
use crate::organisation::Organisation;
use crate::procedure::process::{Node, UnitRef, Work};
use crate::procedure::{Procedure, Process};

/// Whether the two units answer for each other's dossiers: one agency, and one of them lies
/// under the other or they are the same.
///
/// An agency answers for its divisions and a division works for its agency; two sibling
/// divisions are strangers to each other's dossiers, and so is the committee to a department's.
#[must_use]
pub fn in_line(organisation: &Organisation, one: &UnitId, other: &UnitId, day: Date) -> bool {
    one == other
        || ((organisation.is_within(one, other, day) || organisation.is_within(other, one, day))
            && organisation.agency_of(one, day) == organisation.agency_of(other, day))
}

/// The unit that a step names, for `dossier`.
///
/// What a publication names without binding it to a unit is done by the settling agency.
#[must_use]
pub fn unit_of(named: &UnitRef, desk: &UnitId, procedure: &Procedure) -> UnitId {
    match named {
        UnitRef::Unit(unit) => unit.clone(),
        UnitRef::ReceivingDesk => desk.clone(),
        UnitRef::SettlingAgency | UnitRef::Unbound(_) => procedure.agency.clone(),
    }
}

/// The work that may be done next after `done`, without the branches of other cases, in the
/// order of agencies that the desk fixed (`order`; empty when it follows the process).
///
/// When the process has no branch for the dossier's case, all branches stay open: the
/// officer decides then, and no dossier is stuck for a gap in the data.
#[must_use]
pub fn open_work<'a>(
    process: &'a Process,
    case: Option<&CaseId>,
    done: &[StepId],
    order: &[UnitId],
) -> Vec<Work<'a>> {
    let all = process.open_work(done, order);
    let mut foreign = Vec::new();
    of_other_cases(&process.root, case, false, &mut foreign);
    let own: Vec<Work<'a>> = all.iter().copied().filter(|work| !foreign.contains(&work.id())).collect();
    if own.is_empty() { all } else { own }
}

/// Collects the ids of all work inside branches that belong to other cases.
fn of_other_cases<'a>(node: &'a Node, case: Option<&CaseId>, foreign: bool, out: &mut Vec<&'a StepId>) {
    match node {
        Node::Step(step) if foreign => out.push(&step.id),
        Node::Consultation(consultation) if foreign => out.push(&consultation.id),
        Node::Step(_) | Node::Consultation(_) => {}
        Node::Sequence(nodes) | Node::Parallel(nodes) => {
            nodes.iter().for_each(|node| of_other_cases(node, case, foreign, out));
        }
        Node::Chain(links) => links.iter().for_each(|link| of_other_cases(&link.part, case, foreign, out)),
        Node::Choice(branches) => {
            for branch in branches {
                let own = branch.cases.is_empty() || case.is_some_and(|id| branch.cases.contains(id));
                of_other_cases(&branch.then, case, foreign || !own, out);
            }
        }
    }
}

/// The open work of `dossier`, empty when the procedure has no process.
#[must_use]
pub fn open_of<'a>(dossier: &Dossier, procedure: &'a Procedure) -> Vec<Work<'a>> {
    open_after(dossier, procedure, &dossier.done)
}

/// The open work of `dossier` if `done` were what is done.
pub(super) fn open_after<'a>(dossier: &Dossier, procedure: &'a Procedure, done: &[StepId]) -> Vec<Work<'a>> {
    let order: Vec<UnitId> = dossier.chain.iter().map(|duty| duty.unit.clone()).collect();
    procedure
        .process
        .as_ref()
        .map(|process| open_work(process, dossier.case.as_ref(), done, &order))
        .unwrap_or_default()
}

/// The ids of `works`, for a refusal.
pub(super) fn ids(works: &[Work<'_>]) -> Vec<StepId> {
    works.iter().map(|work| work.id().clone()).collect()
}

/// The unit that must act next: that of the first open work, else the settling agency.
#[must_use]
pub fn next_unit(dossier: &Dossier, procedure: &Procedure) -> UnitId {
    open_of(dossier, procedure)
        .first()
        .map_or_else(|| procedure.agency.clone(), |work| unit_of(work.unit(), &dossier.desk, procedure))
}
