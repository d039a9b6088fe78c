//! What the Centre is told of without asking (R7.13, R8.2, R11.2d, R18.4, R18.5).

use super::event::{Event, Recorded};
use super::state::Dossier;
use crate::ids::UnitId;

/// What happened, as the Centre's list shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Told {
    /// An agency passed a dossier on to another unit (R18.4).
    PassedOn,
    /// Opinions were asked (R18.5).
    Consulted,
    /// A consulted unit was silent past its time (R18.5).
    Silent,
    /// The promised instant passed (R11.2d).
    Overdue,
    /// A new day was set with an apology (R18.2).
    Apologised,
    /// A forwarding came after the lawful moment (R16.3, R17.1).
    ForwardedLate,
    /// An online filing lay too long.
    TakenUpLate,
    /// A desk raised an unclear dossier (R16.1c).
    Escalated,
    /// A clock was stopped.
    ClockStopped,
    /// A mistake was corrected.
    Corrected,
    /// A withdrawal waits for its second person.
    WithdrawalAsked,
    /// A message could not be delivered.
    NoticeFailed,
}

impl Told {
    /// Every kind.
    pub const ALL: [Told; 12] = [
        Told::PassedOn,
        Told::Consulted,
        Told::Silent,
        Told::Overdue,
        Told::Apologised,
        Told::ForwardedLate,
        Told::TakenUpLate,
        Told::Escalated,
        Told::ClockStopped,
        Told::Corrected,
        Told::WithdrawalAsked,
        Told::NoticeFailed,
    ];

    /// The stable name, as stored and shown in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Told::PassedOn => "passed-on",
            Told::Consulted => "consulted",
            Told::Silent => "silent",
            Told::Overdue => "overdue",
            Told::Apologised => "apologised",
            Told::ForwardedLate => "forwarded-late",
            Told::TakenUpLate => "taken-up-late",
            Told::Escalated => "escalated",
            Told::ClockStopped => "clock-stopped",
            Told::Corrected => "corrected",
            Told::WithdrawalAsked => "withdrawal-asked",
            Told::NoticeFailed => "notice-failed",
        }
    }

    /// The kind with that stable name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.name() == name)
    }
}

/// Whether the Centre is told of `recorded`, and about which unit; `after` is the dossier with it applied.
#[must_use]
pub fn told(recorded: &Recorded, after: &Dossier) -> Option<(Told, UnitId)> {
    let holder = || after.holder.unit.clone();
    Some(match &recorded.event {
        // The next agency has begun; only chains have parts, so moves inside an agency tell nobody.
        Event::PartStarted { .. } => {
            let line = after.control_slip.last().filter(|line| line.from != after.desk)?;
            (Told::PassedOn, line.from.clone())
        }
        Event::ConsultationAsked { .. } => (Told::Consulted, holder()),
        Event::ConsultationSilent { unit, .. } => (Told::Silent, unit.clone()),
        Event::BecameOverdue { holder_unit, .. } => (Told::Overdue, holder_unit.clone()),
        Event::Apologised { fault, .. } => (Told::Apologised, fault.clone()),
        Event::Taken { late: true, .. } | Event::PaperTaken { late: true, .. } => {
            (Told::ForwardedLate, after.desk.clone())
        }
        Event::ForwardedByAgency { late: true, unit, .. } => (Told::ForwardedLate, unit.clone()),
        Event::TakenUpLate { .. } => (Told::TakenUpLate, after.desk.clone()),
        Event::Escalated { .. } => (Told::Escalated, after.desk.clone()),
        Event::ClockStopped { .. } => (Told::ClockStopped, holder()),
        Event::MistakeCorrected { bearer, .. } => (Told::Corrected, bearer.clone()),
        Event::WithdrawalAsked { .. } => (Told::WithdrawalAsked, after.desk.clone()),
        Event::NoticeFailed { .. } => (Told::NoticeFailed, after.desk.clone()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::common::*;
    use crate::dossier::{Dossier, Told, told};

    /// What the Centre is told over a history, with the unit it concerns.
    fn list(world: &World) -> Vec<(Told, String)> {
        let of = |place: usize| Dossier::rebuild(&dossier_id(), &world.history[..=place]).unwrap();
        let all = world.history.iter().enumerate();
        all.filter_map(|(place, one)| told(one, &of(place)))
            .map(|(kind, unit)| (kind, unit.to_string()))
            .collect()
    }

    #[test]
    fn d18_k4_each_agency_of_a_chain_that_passed_it_on_and_no_move_inside_one() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::at_agency(with_process("20wd", agencies_chain()), now);
        assert_eq!(list(&world), [], "the desk's own transfer is not told");
        world.act(now, &binh(), &complete("c1")).unwrap();
        world.act(now, &tam(), &take()).unwrap();
        world.act(now, &tam(), &complete("c2")).unwrap();
        world.act(now, &ty(), &take()).unwrap();
        let passed = |unit: &str| (Told::PassedOn, unit.to_owned());
        assert_eq!(list(&world), [passed(AGENCY), passed(SECOND_AGENCY)]);
        let mut inside = World::in_appraisal(procedure("5wd"), now);
        inside.finish(now);
        assert_eq!(list(&inside), []);
    }

    #[test]
    fn r8_2_names_are_stable_and_found_again() {
        for kind in Told::ALL {
            assert_eq!(Told::find(kind.name()), Some(kind));
        }
        assert_eq!(Told::find("x"), None);
    }
}
