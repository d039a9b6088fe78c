//! Sending a dossier to the next unit with the control slip.

use law::{Citation, qc1722};

use super::decide::{at_stage, staff_of};
use super::event::Event;
use super::place::{ids, in_line, open_of, unit_of};
use super::{Context, Dossier, Stage, part};
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
    if to == dossier.holder.unit && expected.contains(&to) {
        let open = open_of(dossier, context.procedure);
        return Err(Refusal::StepsRemain { open: ids(&open) });
    }
    if !expected.iter().any(|unit| in_line(context.organisation, unit, &to, day)) || to == dossier.holder.unit
    {
        return Err(Refusal::WrongUnit { unit: to, expected: first, basis });
    }
    let from = dossier.holder.unit.clone();
    let paper = paper && dossier.has_paper() && dossier.paper.at == from;
    // The paper either goes along, or its holder is told to bring it.
    let bring = (!paper).then(|| part::paper_to_bring(dossier, &from, &to, context)).flatten();
    let mut events = vec![Event::Transferred { from, to, paper, basis }];
    events.extend(bring);
    Ok(events)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::procedure::Channel;

    fn send(to: Option<&str>, paper: bool) -> Command {
        Command::Transfer { to: to.map(unit), paper }
    }

    #[test]
    fn d17_k1_to_the_unit_of_the_open_work_and_to_no_other() {
        let now = at(2019, 10, 7, 8, 0);
        let world = World::accepted(procedure("5wd"), now);
        for (to, expected) in [
            (None, Some(DIVISION)),
            (Some(DIVISION), Some(DIVISION)),
            (Some(AGENCY), Some(AGENCY)),
            (Some(SIBLING), None),
            (Some(SECOND_AGENCY), None),
            (Some("ubnd"), None),
            (Some(DESK), None),
        ] {
            let answer = world.would(now, &lan(), &send(to, true));
            match expected {
                Some(receiver) => assert_eq!(
                    answer.unwrap(),
                    [Event::Transferred {
                        from: unit(DESK),
                        to: unit(receiver),
                        paper: true,
                        basis: qc1722::D17_K1
                    }]
                ),
                None => assert_eq!(
                    answer,
                    Err(Refusal::WrongUnit {
                        unit: unit(to.unwrap()),
                        expected: unit(DIVISION),
                        basis: qc1722::D17_K1
                    })
                ),
            }
        }
    }

    #[test]
    fn d17_k1_the_giver_is_accountable_until_the_taker_has_signed() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::accepted(procedure("5wd"), now);
        world.act(now, &lan(), &transfer()).unwrap();
        let dossier = world.dossier();
        assert_eq!(dossier.stage, Stage::InTransit);
        assert_eq!(
            (dossier.holder.unit.as_str(), dossier.in_transit_to.clone()),
            (DESK, Some(unit(DIVISION)))
        );
        assert_eq!(
            (dossier.paper.at.as_str(), dossier.paper.on_the_way_to.clone()),
            (DESK, Some(unit(DIVISION)))
        );
        assert!(matches!(world.would(now, &lan(), &transfer()), Err(Refusal::WrongStage { .. })));
        world.act(now, &hung(), &take()).unwrap();
        assert_eq!(world.dossier().holder.person, Some(person("hung")));
        assert_eq!(world.dossier().paper.at, unit(DIVISION));
    }

    #[test]
    fn d17_k2_what_was_filed_online_goes_as_data() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::new(procedure("5wd"));
        world.act(now, &lan(), &register(Channel::Online, complete_papers())).unwrap();
        world.act(now, &lan(), &accept()).unwrap();
        let events = world.act(now, &lan(), &transfer()).unwrap();
        let data =
            Event::Transferred { from: unit(DESK), to: unit(DIVISION), paper: false, basis: qc1722::D17_K2 };
        assert_eq!(events, [data]);
    }

    #[test]
    fn d19_k3_without_an_approved_process_nothing_is_transferred() {
        let now = at(2019, 10, 7, 8, 0);
        let mut procedure = procedure("5wd");
        procedure.process = None;
        let world = World::accepted(procedure, now);
        assert_eq!(world.would(now, &lan(), &transfer()), Err(Refusal::NoProcess));
    }

    #[test]
    fn d18_k4_after_a_supplement_the_dossier_goes_back_to_the_first_agency_without_the_paper_it_never_had() {
        let now = at(2019, 10, 7, 8, 0);
        let mut procedure = procedure("15wd");
        procedure.process = Some(chain());
        let mut world = World::accepted(procedure, now);
        let tam = staff("tam", SECOND_AGENCY);
        world.act(now, &lan(), &send(None, false)).unwrap();
        world.act(now, &binh(), &Command::Take { holder: None, paper: false }).unwrap();
        world.act(now, &binh(), &complete("b2")).unwrap();
        world.act(now, &tam, &ask_supplement()).unwrap();
        world.act(now, &lan(), &Command::Supplement { papers: vec![brought("p1", 1, 0)] }).unwrap();
        assert!(matches!(world.would(now, &tam, &complete("b2")), Err(Refusal::WrongUnit { .. })));
        let events = world.act(now, &tam, &send(None, true)).unwrap();
        let (from, to) = (unit(SECOND_AGENCY), unit(AGENCY));
        assert_eq!(events, [Event::Transferred { from, to, paper: false, basis: qc1722::D18_K4 }]);
        assert_eq!(world.dossier().paper.at, unit(DESK), "the paper is still at the desk");
    }
}
