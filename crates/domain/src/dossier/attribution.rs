//! Whose the time was: the days of a dossier divided among those who had it.

use calendar::Calendar;
use jiff::civil::DateTime;

use super::apply::apply;
use super::event::Recorded;
use super::state::Consulted;
use super::{Dossier, Stage};
use crate::ids::{DossierId, StepId, UnitId};
use crate::procedure::Procedure;

/// For what somebody had the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum For {
    /// Before acceptance, or at the desk until it was sent on.
    Desk,
    /// On its way, until somebody signed.
    OnTheWay,
    /// The step of the process that was open.
    Step(StepId),
    /// An opinion was awaited.
    Opinion,
    /// Nothing was left to do but to send the result.
    Sending,
    /// The applicant had to bring something, or the clock stood for another lawful cause.
    Applicant,
}

/// A share of the time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Who had it; `None` for the applicant.
    pub unit: Option<UnitId>,
    /// For what.
    pub work: For,
    /// Working minutes.
    pub minutes: i64,
}

/// Divides the working time from acceptance to `until` (or to the result at the desk, if that came
/// first) among holders and steps; the shares sum to the whole.
///
/// A time in which every asked unit was still silent or had not answered is the share of those units:
/// of the first one that is pending. In working minutes of `calendar`.
#[must_use]
pub fn attribution(
    id: &DossierId,
    history: &[Recorded],
    procedure: &Procedure,
    calendar: &Calendar,
    until: DateTime,
) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    let whole = Dossier::rebuild(id, history);
    let Some((mut dossier, rest)) = history.split_first().and_then(|(first, rest)| {
        Dossier::rebuild(id, std::slice::from_ref(first)).map(|dossier| (dossier, rest))
    }) else {
        return shares;
    };
    let Some((start, end)) = whole.and_then(|whole| bounds(&whole, until)) else { return shares };
    // From the start each time: minutes that are not whole then add up instead of being lost.
    let elapsed = |at: DateTime| calendar.working_minutes_between(start, at.clamp(start, end));
    let mut counted = 0;
    for recorded in rest {
        add(&mut shares, &dossier, procedure, elapsed(recorded.at).saturating_sub(counted));
        counted = elapsed(recorded.at).max(counted);
        apply(&mut dossier, recorded);
    }
    add(&mut shares, &dossier, procedure, elapsed(end).saturating_sub(counted));
    shares
}

/// From acceptance to the result, the end without one, or `until`.
///
/// A result or an end that was corrected is neither: its time is the desk's or the holder's like any other.
fn bounds(whole: &Dossier, until: DateTime) -> Option<(DateTime, DateTime)> {
    let start = whole.accepted_at?;
    let end = whole.result_at.or(whole.closed_at).unwrap_or(until).min(until);
    Some((start, end.max(start)))
}

fn add(shares: &mut Vec<Share>, dossier: &Dossier, procedure: &Procedure, minutes: i64) {
    if minutes <= 0 {
        return;
    }
    let (unit, work) = whose(dossier, procedure);
    match shares.iter_mut().find(|share| share.unit == unit && share.work == work) {
        Some(share) => share.minutes = share.minutes.saturating_add(minutes),
        None => shares.push(Share { unit, work, minutes }),
    }
}

fn whose(dossier: &Dossier, procedure: &Procedure) -> (Option<UnitId>, For) {
    let holder = Some(dossier.holder.unit.clone());
    match dossier.stage {
        Stage::SupplementAsked | Stage::ClockStopped => (None, For::Applicant),
        Stage::InTransit | Stage::ResultSent => (holder, For::OnTheWay),
        Stage::Processing => {
            let pending = dossier.consultations.iter().flat_map(Consulted::pending).next();
            if let Some(unit) = pending {
                return (Some(unit.clone()), For::Opinion);
            }
            let open = super::open_of(dossier, procedure).first().map(|work| work.id().clone());
            (holder, open.map_or(For::Sending, For::Step))
        }
        _ => (holder, For::Desk),
    }
}

#[cfg(test)]
mod tests {
    use crate::common::*;
    use crate::dossier::event::StopCause;
    use crate::dossier::{Command, For, Share, attribution};
    use jiff::civil::DateTime;

    fn of(world: &World, until: DateTime) -> Vec<Share> {
        attribution(&dossier_id(), &world.history, &world.procedure, &world.calendar, until)
    }

    fn share(unit_id: Option<&str>, work: For, minutes: i64) -> Share {
        Share { unit: unit_id.map(unit), work, minutes }
    }

    #[test]
    fn d18_the_days_are_those_of_whoever_had_it_and_sum_to_the_whole() {
        let monday = at(2019, 10, 7, 7, 0);
        let mut world = World::accepted(procedure("15wd"), monday);
        world.act(at(2019, 10, 7, 9, 0), &lan(), &transfer()).unwrap();
        world.act(at(2019, 10, 7, 10, 0), &hung(), &take()).unwrap();
        world.act(at(2019, 10, 7, 11, 0), &binh(), &stop_clock(StopCause::ApplicantsWish)).unwrap();
        world.act(at(2019, 10, 8, 7, 0), &lan(), &Command::ResumeClock).unwrap();
        world.act(at(2019, 10, 8, 8, 0), &hung(), &complete("b3")).unwrap();
        let until = at(2019, 10, 8, 9, 30);
        let b = |id: &str| For::Step(step_id(id));
        let shares = of(&world, until);
        assert_eq!(
            shares,
            [
                share(Some(DESK), For::Desk, 120),
                share(Some(DESK), For::OnTheWay, 60),
                share(Some(DIVISION), b("b3"), 120),
                share(None, For::Applicant, 240),
                share(Some(DIVISION), b("b4"), 90),
            ]
        );
        let whole = world.calendar.working_minutes_between(monday, until);
        assert_eq!(shares.iter().map(|one| one.minutes).sum::<i64>(), whole);
        assert_eq!(of(&world, at(2019, 10, 12, 3, 0)).last().unwrap().minutes, 420 + 3 * 480);
    }

    #[test]
    fn d18_seconds_are_not_lost_between_the_shares() {
        let start = at(2019, 10, 7, 7, 0);
        let second = |n: i64| start.saturating_add(jiff::SignedDuration::from_secs(n));
        let mut world = World::accepted(procedure("15wd"), start);
        for n in 1..10_i64 {
            world.act(second(n * 50), &lan(), &Command::Note { text: "x".to_owned() }).unwrap();
        }
        assert_eq!(of(&world, second(600)).iter().map(|one| one.minutes).sum::<i64>(), 10);
    }

    #[test]
    fn d21_the_time_of_a_result_that_was_none_is_counted() {
        let start = at(2019, 10, 7, 7, 0);
        let mut world = World::with_result(procedure("15wd"), start);
        let confirmed = world.last_revision("result-confirmed");
        let later = at(2019, 10, 8, 7, 0);
        assert_eq!(of(&world, later), [], "it was there at once");
        world.act(later, &giam_doc(), &correct(confirmed)).unwrap();
        assert_eq!(of(&world, later), [share(Some(DESK), For::Desk, 480)]);
    }

    #[test]
    fn d16_before_acceptance_and_after_the_end_nobody_counts() {
        let now = at(2019, 10, 7, 7, 0);
        let mut world = World::new(procedure("15wd"));
        world.act(now, &lan(), &register(crate::procedure::Channel::Counter, complete_papers())).unwrap();
        assert_eq!(of(&world, at(2019, 10, 9, 7, 0)), []);
        world.act(now, &lan(), &accept()).unwrap();
        world.act(at(2019, 10, 7, 8, 0), &lan(), &withdraw()).unwrap();
        world.act(at(2019, 10, 7, 8, 0), &mai(), &Command::ConfirmWithdrawal).unwrap();
        assert_eq!(of(&world, at(2019, 12, 1, 7, 0)), [share(Some(DESK), For::Desk, 60)]);
        assert_eq!(of(&world, at(2019, 1, 1, 7, 0)), [], "an instant before it");
    }
}
