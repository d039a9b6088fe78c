//! An agency's part in a chain: when its time begins, and who brings the paper.

use jiff::civil::DateTime;
use law::qc1722;

use super::event::Event;
use super::place::unit_of;
use super::{Context, Dossier};
use crate::ids::UnitId;
use crate::organisation::UnitKind;

/// The beginning of the part of `unit`, which has the file; the paper is taken now if `with_paper`.
///
/// Only in a chain: a part begins when both the electronic file and the paper are there, and once
/// until the unit has passed the dossier on (R18.3, step 2).
pub(super) fn started(
    dossier: &Dossier,
    unit: &UnitId,
    with_paper: bool,
    context: &Context<'_>,
) -> Option<Event> {
    let (organisation, day) = (context.organisation, context.at.date());
    let agency = organisation.agency_of(unit, day);
    let same = |other: &UnitId| organisation.agency_of(other, day) == agency;
    let process = context.procedure.process.as_ref()?;
    let links = process.links();
    if links.is_empty() && !is_office(&agency, context) {
        return None;
    }
    let on_the_way = dossier.paper.on_the_way_to.as_ref().is_some_and(same)
        || dossier.paper_to_bring.as_ref().is_some_and(|(_, to, _)| same(to));
    let lacks_paper = dossier.has_paper() && !with_paper && !same(&dossier.paper.at) && on_the_way;
    let running = dossier.parts.iter().any(|part| same(&part.unit) && part.ended_at.is_none());
    if lacks_paper || running {
        return None;
    }
    let own = links.iter().find(|link| same(&unit_of(&link.unit, &dossier.desk, context.procedure)));
    let due: Option<DateTime> = own
        .and_then(|link| link.minutes())
        .filter(|minutes| *minutes > 0)
        .map(|minutes| context.calendar.add_working_minutes(context.at, minutes));
    Some(Event::PartStarted { unit: unit.clone(), due, basis: qc1722::D18_K3_BUOC2 })
}

/// The duty of whoever has the paper to bring it, which arises when the electronic file goes from `from` to
/// the Office (R18.3, step 1): that day, after the hour of the rules at the start of the next one.
pub(super) fn paper_to_bring(
    dossier: &Dossier,
    from: &UnitId,
    to: &UnitId,
    context: &Context<'_>,
) -> Option<Event> {
    let (organisation, day) = (context.organisation, context.at.date());
    let (agency, giver) = (organisation.agency_of(to, day), organisation.agency_of(from, day));
    // The Office and the committee above it are one house: the paper goes with the file there.
    let enters = is_office(&agency, context) && !is_office(&giver, context);
    let lies_elsewhere = organisation.agency_of(&dossier.paper.at, day) != agency;
    (enters && dossier.has_paper() && lies_elsewhere).then(|| Event::PaperToBring {
        from: dossier.paper.at.clone(),
        to: to.clone(),
        by: context.calendar.transfer_by(context.at, context.parameters),
        basis: qc1722::D18_K3_BUOC1,
    })
}

/// Whether the paper that somebody was told to bring has not reached `unit` yet.
pub(super) fn waits_for_paper(dossier: &Dossier, unit: &UnitId, context: &Context<'_>) -> bool {
    let (organisation, day) = (context.organisation, context.at.date());
    let same = |other: &UnitId| organisation.agency_of(other, day) == organisation.agency_of(unit, day);
    dossier.paper_to_bring.as_ref().is_some_and(|(_, to, _)| same(to))
}

fn is_office(agency: &UnitId, context: &Context<'_>) -> bool {
    let unit = context.organisation.unit_on(agency, context.at.date());
    unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Office | UnitKind::Committee))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Refusal;
    use crate::common::*;
    use crate::dossier::{Command, Stage};

    fn file_only() -> Command {
        Command::Take { holder: None, paper: false }
    }

    /// With the lead, its own part done: the file is at the Office since 08:10.
    fn at_the_office() -> World {
        let mut world = World::at_agency(with_process("15wd", office_chain()), at(2019, 10, 7, 8, 0));
        world.act(at(2019, 10, 7, 8, 10), &binh(), &complete("o1")).unwrap();
        world
    }

    #[test]
    fn d18_k3_the_offices_time_begins_when_both_are_there() {
        let mut world = at_the_office();
        let (from, to, by) = world.dossier().paper_to_bring.clone().unwrap();
        assert_eq!((from, to, by), (unit(AGENCY), unit(OFFICE), at(2019, 10, 7, 17, 0)), "that day");
        let events = world.act(at(2019, 10, 7, 8, 20), &vinh(), &file_only()).unwrap();
        assert!(!events.iter().any(|event| matches!(event, Event::PartStarted { .. })), "{events:?}");
        let early = world.would(at(2019, 10, 7, 9, 0), &vinh(), &complete("o2")).unwrap_err();
        assert_eq!(early, Refusal::PaperNotArrived { unit: unit(OFFICE), at: unit(AGENCY) });
        assert_eq!(provisions(&early), ["qc1722.d18.k3.buoc2"]);
        world.act(at(2019, 10, 7, 15, 40), &vinh(), &take()).unwrap();
        let part = world.dossier().parts.last().unwrap();
        assert_eq!((part.unit.as_str(), part.started_at), (OFFICE, at(2019, 10, 7, 15, 40)));
        assert_eq!(part.due, Some(at(2019, 10, 8, 15, 40)), "480 minutes of its two steps from then");
        world.act(at(2019, 10, 8, 9, 0), &vinh(), &complete("o2")).unwrap();
        world.act(at(2019, 10, 8, 9, 0), &vinh(), &complete("o3")).unwrap();
        world.act(at(2019, 10, 8, 9, 30), &vinh(), &send_result()).unwrap();
        assert_eq!(world.dossier().stage, Stage::ResultSent);
        assert_eq!(world.dossier().parts.last().unwrap().ended_at, Some(at(2019, 10, 8, 9, 30)));
    }

    #[test]
    fn d18_k3_after_three_in_the_afternoon_and_on_a_day_off_the_paper_comes_at_the_next_start() {
        for (sent, by) in [
            (at(2019, 10, 7, 15, 0), at(2019, 10, 7, 17, 0)),
            (at(2019, 10, 7, 15, 1), at(2019, 10, 8, 7, 0)),
            (at(2019, 10, 11, 16, 0), at(2019, 10, 14, 7, 0)),
            (at(2019, 10, 12, 9, 0), at(2019, 10, 14, 7, 0)),
            (at(2020, 1, 22, 16, 0), at(2020, 1, 30, 7, 0)),
        ] {
            let mut world = World::at_agency(with_process("20wd", office_chain()), sent);
            world.act(sent, &binh(), &complete("o1")).unwrap();
            assert_eq!(world.dossier().paper_to_bring.as_ref().map(|(.., by)| *by), Some(by), "{sent}");
        }
    }

    #[test]
    fn d18_k3_a_dossier_without_paper_waits_for_none() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::new(with_process("15wd", office_chain()));
        world.act(now, &citizen(), &register(crate::procedure::Channel::Online, complete_papers())).unwrap();
        world.act(now, &lan(), &accept()).unwrap();
        world.act(now, &lan(), &transfer()).unwrap();
        world.act(now, &binh(), &take()).unwrap();
        world.act(now, &binh(), &complete("o1")).unwrap();
        assert_eq!(world.dossier().paper_to_bring, None);
        world.act(now, &vinh(), &take()).unwrap();
        assert_eq!(world.dossier().parts.last().unwrap().unit, unit(OFFICE));
        world.act(now, &vinh(), &complete("o2")).unwrap();
    }

    #[test]
    fn d18_k4_a_part_runs_until_the_next_agency_has_begun_and_once_for_all_its_divisions() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::at_agency(with_process("20wd", agencies_chain()), now);
        let begun = world.dossier().parts.clone();
        assert_eq!((begun.len(), begun[0].due), (1, Some(at(2019, 10, 7, 14, 0))));
        let assign = Command::Assign { to: person("thu"), reason: "phân công".into() };
        world.act(now, &binh(), &assign).unwrap();
        assert_eq!(world.dossier().parts.len(), 1, "one part, whoever of the agency works on it");
        let passed = at(2019, 10, 7, 10, 0);
        world.act(passed, &binh(), &complete("c1")).unwrap();
        let taken = at(2019, 10, 8, 9, 0);
        world.act(taken, &tam(), &take()).unwrap();
        let ends: Vec<_> =
            world.dossier().parts.iter().map(|part| (part.unit.as_str(), part.ended_at)).collect();
        assert_eq!(ends, [(AGENCY, Some(passed)), (SECOND_AGENCY, None)]);
        assert_eq!(world.dossier().parts[1].due, Some(at(2019, 10, 8, 15, 0)), "from the signature on");
    }
}
