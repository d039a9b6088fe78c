//! Signing for what was handed over: the electronic file, the paper, or both.

use law::{Citation, qc1722};

use super::decide::{staff_of, still_open};
use super::event::Event;
use super::{Context, Dossier, Stage, part};
use crate::Refusal;
use crate::ids::PersonId;

/// Decides what is taken over by the acting unit.
///
/// On the way: the receiving unit becomes accountable. In a unit that nobody has assigned
/// yet: the taker, or the person they name, becomes accountable. The paper is signed for when
/// it is there, together with the file or later.
///
/// # Legal basis
///
/// [`qc1722::D17_K1`]: signed at every hand-over; late when the paper came after the lawful moment.
pub(super) fn decide(
    dossier: &Dossier,
    holder: Option<&PersonId>,
    paper: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(dossier);
    still_open(dossier)?;
    match (dossier.stage, &dossier.in_transit_to) {
        (Stage::InTransit, Some(unit)) => {
            let (person, _) = staff_of(unit, basis, context)?;
            let paper = paper && dossier.has_paper();
            let mut events = vec![Event::Taken {
                unit: unit.clone(),
                holder: holder.unwrap_or(person).clone(),
                paper,
                late: (paper || !dossier.has_paper()) && is_late(dossier, context),
                basis,
            }];
            events.extend(part::started(dossier, unit, paper, context));
            Ok(events)
        }
        (Stage::Processing, _) => in_the_unit(dossier, holder, paper, context),
        _ => Err(Refusal::WrongStage { action: "take", stage: dossier.stage, basis }),
    }
}

/// Taking what already lies in the unit: nobody there has signed for the file, or the paper came later.
fn in_the_unit(
    dossier: &Dossier,
    holder: Option<&PersonId>,
    paper: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(dossier);
    let unit = &dossier.holder.unit;
    let (person, _) = staff_of(unit, basis, context)?;
    let mut events = Vec::new();
    let unsigned =
        dossier.control_slip.last().is_some_and(|line| line.to == *unit && line.taken_at.is_none());
    if dossier.holder.person.is_none() || dossier.untaken || unsigned {
        let named = holder.or(dossier.holder.person.as_ref().filter(|_| !dossier.untaken));
        events.push(Event::Assigned {
            to: named.unwrap_or(person).clone(),
            unit: unit.clone(),
            reason: String::new(),
            basis: qc1722::D3_K5,
        });
    }
    if paper && dossier.has_paper() && dossier.paper.at != *unit {
        events.push(Event::PaperTaken {
            unit: unit.clone(),
            person: person.clone(),
            late: is_late(dossier, context),
            basis,
        });
    }
    if events.is_empty() {
        return Err(Refusal::WrongStage { action: "take", stage: dossier.stage, basis });
    }
    let with_paper = events.iter().any(|event| matches!(event, Event::PaperTaken { .. }));
    events.extend(part::started(dossier, unit, with_paper, context));
    Ok(events)
}

/// Whether the desk forwarded late. Only its own forwarding is measured: when the paper reached
/// the agency, or, where there is no paper, when the data were sent.
fn is_late(dossier: &Dossier, context: &Context<'_>) -> bool {
    let first_forwarding = if dossier.has_paper() {
        dossier.paper.at == dossier.desk
    } else {
        dossier.holder.unit == dossier.desk
    };
    let sent = dossier.control_slip.last().map(|line| line.given_at);
    let forwarded = if dossier.has_paper() { context.at } else { sent.unwrap_or(context.at) };
    first_forwarding
        && dossier
            .accepted_at
            .is_some_and(|accepted| context.calendar.forwarded_late(accepted, forwarded, context.parameters))
}

fn basis_of(dossier: &Dossier) -> Citation {
    if dossier.has_paper() { qc1722::D17_K1 } else { qc1722::D17_K2 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::procedure::Channel;

    fn take_file_only() -> Command {
        Command::Take { holder: None, paper: false }
    }

    #[test]
    fn d17_k1_the_paper_decides_whether_the_forwarding_was_late() {
        // (accepted, file taken, paper taken with the file, paper taken later, late)
        let table = [
            (at(2019, 8, 30, 14, 20), at(2019, 8, 30, 16, 0), true, None, false),
            (at(2019, 8, 30, 14, 20), at(2019, 9, 3, 7, 30), true, None, true),
            (at(2019, 8, 30, 15, 10), at(2019, 9, 3, 7, 30), true, None, false),
            (at(2019, 8, 30, 15, 10), at(2019, 9, 3, 10, 0), true, None, true),
            (at(2019, 8, 30, 14, 20), at(2019, 8, 30, 14, 30), false, Some(at(2019, 8, 30, 16, 59)), false),
            (at(2019, 8, 30, 14, 20), at(2019, 8, 30, 14, 30), false, Some(at(2019, 9, 3, 7, 5)), true),
            (at(2019, 8, 30, 14, 20), at(2019, 9, 3, 9, 0), false, Some(at(2019, 9, 3, 9, 5)), true),
        ];
        for (accepted, file, with_paper, paper, late) in table {
            let mut world = World::accepted(procedure("3wd"), accepted);
            world.act(accepted, &lan(), &transfer()).unwrap();
            let first = Command::Take { holder: None, paper: with_paper };
            world.act(file, &hung(), &first).unwrap();
            if let Some(paper) = paper {
                assert!(!world.dossier().control_slip[0].late, "not yet known");
                let events = world.act(paper, &hung(), &take()).unwrap();
                assert!(matches!(events.as_slice(), [Event::PaperTaken { .. }]), "{events:?}");
            }
            assert_eq!(world.dossier().control_slip[0].late, late, "{accepted} {file} {paper:?}");
            assert_eq!(world.dossier().paper.at, unit(DIVISION));
            assert!(matches!(world.would(file, &hung(), &take()), Err(Refusal::WrongStage { .. })));
        }
    }

    #[test]
    fn d17_k2_data_count_when_they_were_sent_not_when_the_agency_looked() {
        let accepted = at(2019, 8, 30, 9, 0);
        for (sent, late) in [(at(2019, 8, 30, 9, 5), false), (at(2019, 9, 3, 8, 0), true)] {
            let mut world = World::new(procedure("3wd"));
            world.act(accepted, &lan(), &register(Channel::Online, complete_papers())).unwrap();
            world.act(accepted, &lan(), &accept()).unwrap();
            world.act(sent, &lan(), &transfer()).unwrap();
            world.act(at(2019, 9, 4, 9, 0), &hung(), &take_file_only()).unwrap();
            assert_eq!(world.dossier().control_slip[0].late, late, "{sent}");
        }
    }

    #[test]
    fn d3_k5_only_the_receiving_unit_takes_and_it_may_name_who() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::accepted(procedure("5wd"), now);
        world.act(now, &lan(), &transfer()).unwrap();
        for stranger in [SIBLING, SECOND_AGENCY, "ubnd"] {
            let answer = world.would(now, &staff("ai-do", stranger), &take());
            assert!(matches!(answer, Err(Refusal::WrongUnit { .. })), "{stranger}");
        }
        let named = Command::Take { holder: Some(person("thu")), paper: true };
        world.act(now, &binh(), &named).unwrap();
        assert_eq!(world.dossier().holder.person, Some(person("thu")));
        assert_eq!(world.dossier().holder.unit, unit(DIVISION));
    }

    #[test]
    fn d3_k5_what_a_step_passed_on_is_signed_for_by_the_next_unit() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        world.act(now, &hung(), &complete("b3")).unwrap();
        world.act(now, &hung(), &complete("b4")).unwrap();
        let before = &world.dossier().holder;
        assert_eq!((before.unit.as_str(), before.person.clone()), (AGENCY, Some(person("hung"))));
        assert!(world.dossier().untaken, "Hùng answers for it until somebody of the agency takes it");
        assert_eq!(world.dossier().paper.on_the_way_to, Some(unit(AGENCY)));
        let events = world.act(now, &binh(), &take()).unwrap();
        assert!(
            matches!(events.as_slice(), [Event::Assigned { .. }, Event::PaperTaken { late: false, .. }]),
            "{events:?}"
        );
        let line = world.dossier().control_slip.last().unwrap();
        assert_eq!((line.taker.clone(), line.taken_at, line.paper), (Some(person("binh")), Some(now), true));
    }
}
