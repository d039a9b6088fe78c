//! Fixing the order of the agencies of a chain.

use law::qc1722;

use super::decide::{at_stage, staff_of};
use super::event::{Duty, Event};
use super::place::unit_of;
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::UnitId;
use crate::procedure::process::{Link, UnitRef};

/// Decides whether the desk may fix the order: the agencies that the process names, each once.
///
/// With an empty `order` the order of the process holds; every agency sees from then on its duty and
/// its time, the electronic file goes to all of them, the paper from one to the next.
///
/// # Legal basis
///
/// [`qc1722::D18_K4_BUOC1`].
pub(super) fn decide(
    dossier: &Dossier,
    order: &[UnitId],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K4_BUOC1;
    at_stage(dossier, &[Stage::Accepted], "order-chain", basis)?;
    staff_of(&dossier.desk, basis, context)?;
    let Some(process) = &context.procedure.process else { return Err(Refusal::NoProcess) };
    let links = process.links();
    let agencies: Vec<UnitId> = links.iter().filter_map(|link| named(link)).collect();
    if agencies.is_empty() {
        return Err(Refusal::NoChain);
    }
    let mut wanted: Vec<&UnitId> = order.iter().collect();
    let mut expected: Vec<&UnitId> = agencies.iter().collect();
    wanted.sort();
    wanted.dedup();
    expected.sort();
    expected.dedup();
    if !order.is_empty() && (wanted != expected || wanted.len() != order.len()) {
        return Err(Refusal::WrongOrder { expected: agencies });
    }
    let duty = |link: &&Link| Duty {
        unit: unit_of(&link.unit, &dossier.desk, context.procedure),
        work: work_of(link),
        minutes: link.minutes(),
    };
    let mut duties: Vec<Duty> = links.iter().filter(|link| named(link).is_some()).map(duty).collect();
    duties.sort_by_key(|duty| order.iter().position(|unit| *unit == duty.unit));
    duties.dedup_by(|next, kept| next.unit == kept.unit);
    Ok(vec![Event::ChainOrdered { duties, basis }])
}

fn named(link: &Link) -> Option<UnitId> {
    match &link.unit {
        UnitRef::Unit(unit) => Some(unit.clone()),
        UnitRef::ReceivingDesk | UnitRef::SettlingAgency | UnitRef::Unbound(_) => None,
    }
}

/// The names of the link's steps, one after the other.
fn work_of(link: &Link) -> String {
    let mut names: Vec<&str> = Vec::new();
    link.part.each_step(&mut |step| names.push(&step.name.vi));
    names.join("; ")
}
