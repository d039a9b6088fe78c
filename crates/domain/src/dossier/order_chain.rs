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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::{Command, open_of};

    fn order(ids: &[&str]) -> Command {
        Command::OrderChain { order: ids.iter().map(|id| unit(id)).collect() }
    }

    #[test]
    fn d18_k4_buoc1_each_agency_once_and_the_lead_keeps_its_place() {
        let now = at(2019, 10, 7, 8, 0);
        let world = World::accepted(with_process("20wd", agencies_chain()), now);
        let expected = [AGENCY, SECOND_AGENCY, THIRD_AGENCY].map(unit).to_vec();
        let wrong: [&[&str]; 6] = [
            &[SECOND_AGENCY, AGENCY, THIRD_AGENCY],
            &[AGENCY, SECOND_AGENCY],
            &[AGENCY, SECOND_AGENCY, SECOND_AGENCY],
            &[AGENCY, SECOND_AGENCY, THIRD_AGENCY, THIRD_AGENCY],
            &[AGENCY, SECOND_AGENCY, SIBLING],
            &[THIRD_AGENCY, SECOND_AGENCY, AGENCY],
        ];
        for ids in wrong {
            let answer = world.would(now, &lan(), &order(ids));
            assert_eq!(answer, Err(Refusal::WrongOrder { expected: expected.clone() }), "{ids:?}");
        }
        assert!(matches!(world.would(now, &hung(), &order(&[])), Err(Refusal::WrongUnit { .. })));
        let plain = World::accepted(procedure("20wd"), now);
        assert_eq!(plain.would(now, &lan(), &order(&[])), Err(Refusal::NoChain));
        let taken = World::at_agency(with_process("20wd", agencies_chain()), now);
        let late = taken.would(now, &lan(), &order(&[])).unwrap_err();
        assert!(matches!(late, Refusal::WrongStage { action: "order-chain", .. }), "it has left: {late:?}");
    }

    #[test]
    fn d18_k4_buoc1_the_work_follows_the_order_and_every_agency_has_its_duty() {
        let now = at(2019, 10, 7, 8, 0);
        // (order, the steps in the order in which they are open)
        let table: [(&[&str], [&str; 4]); 3] = [
            (&[], ["c1", "c2", "c3", "c4"]),
            (&[AGENCY, SECOND_AGENCY, THIRD_AGENCY], ["c1", "c2", "c3", "c4"]),
            (&[AGENCY, THIRD_AGENCY, SECOND_AGENCY], ["c1", "c3", "c2", "c4"]),
        ];
        for (ids, steps) in table {
            let mut world = World::accepted(with_process("20wd", agencies_chain()), now);
            world.act(now, &lan(), &order(ids)).unwrap();
            let duties = &world.dossier().chain;
            assert_eq!(duties[0].unit, unit(AGENCY));
            assert_eq!((duties[0].work.as_str(), duties[0].minutes), ("c1; c4", Some(480)), "both its parts");
            assert_eq!(duties.len(), 3);
            world.act(now, &lan(), &transfer()).unwrap();
            world.act(now, &binh(), &take()).unwrap();
            for step in steps {
                let open = open_of(world.dossier(), &world.procedure)[0].id().clone();
                assert_eq!(open, step_id(step), "{ids:?}");
                let who = world.dossier().holder.unit.clone();
                world.act(now, &staff("ai-do", who.as_str()), &take()).ok();
                world.act(now, &staff("ai-do", who.as_str()), &complete(step)).unwrap();
            }
        }
    }
}
