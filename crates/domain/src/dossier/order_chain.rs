//! Fixing the order of the agencies of a chain.

use law::qc1722;

use super::decide::{at_stage, staff_of};
use super::event::{Duty, Event};
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::UnitId;
use crate::procedure::process::{Link, UnitRef};

/// Decides whether the desk may fix the order: the agencies that the process names, each once.
///
/// With an empty `order` the order of the process holds. The settling agency and one that comes twice, at
/// the beginning and for the end, keep their places. Every agency sees from then on its duty and its time;
/// the electronic file goes to all of them, the paper from one to the next.
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
    let mut agencies: Vec<UnitId> = Vec::new();
    for unit in links.iter().filter_map(|link| named(link)) {
        if !agencies.contains(unit) {
            agencies.push(unit.clone());
        }
    }
    if agencies.is_empty() {
        return Err(Refusal::NoChain);
    }
    let order = if order.is_empty() { agencies.clone() } else { order.to_vec() };
    let comes_twice = |unit: &UnitId| links.iter().filter(|link| named(link) == Some(unit)).count() > 1;
    let keeps_place = |unit: &UnitId| *unit == context.procedure.agency || comes_twice(unit);
    let stays = |(own, fixed): (&UnitId, &UnitId)| own == fixed || !keeps_place(own);
    if !is_permutation(&order, &agencies) || !agencies.iter().zip(&order).all(stays) {
        return Err(Refusal::WrongOrder { expected: agencies });
    }
    let duties = order.iter().map(|unit| {
        let own: Vec<&Link> = links.iter().copied().filter(|link| named(link) == Some(unit)).collect();
        duty(unit, &own)
    });
    Ok(vec![Event::ChainOrdered { duties: duties.collect(), basis }])
}

fn is_permutation(order: &[UnitId], of: &[UnitId]) -> bool {
    let (mut order, mut of): (Vec<&UnitId>, Vec<&UnitId>) = (order.iter().collect(), of.iter().collect());
    order.sort();
    of.sort();
    order == of
}

fn named(link: &Link) -> Option<&UnitId> {
    match &link.unit {
        UnitRef::Unit(unit) => Some(unit),
        UnitRef::ReceivingDesk | UnitRef::SettlingAgency | UnitRef::Unbound(_) => None,
    }
}

/// The names of all its steps, one after the other, and their times together where each states one.
fn duty(unit: &UnitId, links: &[&Link]) -> Duty {
    let mut names: Vec<&str> = Vec::new();
    let mut minutes = Some(0_u32);
    for link in links {
        link.part.each_step(&mut |step| names.push(&step.name.vi));
        minutes = minutes.zip(link.minutes()).map(|(sum, own)| sum.saturating_add(own));
    }
    Duty { unit: unit.clone(), work: names.join("; "), minutes }
}
