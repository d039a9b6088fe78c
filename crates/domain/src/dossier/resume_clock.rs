//! Letting the clock run again with the time that was left.

use super::decide::{at_stage, staff};
use super::event::{Event, StopCause};
use super::stop_clock::basis_of;
use super::{Context, Dossier, Stage, in_line, promise};
use crate::Refusal;

/// Decides whether the clock runs again: the financial duty is fulfilled, or the applicant is ready.
///
/// The working hours that were left when it stopped are counted from now; the promised instant never comes
/// nearer by that, and never moves by more than the clock stood, rounded up to an hour.
///
/// # Legal basis
///
/// As for stopping it.
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let cause = dossier.stopped.as_ref().map_or(StopCause::FinancialDuty, |stopped| stopped.cause);
    let basis = basis_of(cause);
    at_stage(dossier, &[Stage::ClockStopped], "resume-clock", basis)?;
    let (Some(stopped), Some(promise)) = (&dossier.stopped, &dossier.promise) else {
        return Err(Refusal::NotOverdue);
    };
    let (_, unit) = staff(context)?;
    let day = context.at.date();
    let answers = |own| in_line(context.organisation, unit, own, day);
    if !answers(&dossier.holder.unit) && !answers(&dossier.desk) {
        let expected = dossier.holder.unit.clone();
        return Err(Refusal::WrongUnit { unit: unit.clone(), expected, basis });
    }
    let outstanding = dossier.outstanding();
    if cause == StopCause::FinancialDuty && outstanding > 0 {
        return Err(Refusal::Unpaid { outstanding });
    }
    let mut counted =
        promise::count(promise::left_in_hours(promise, stopped.at, context), context.at, context);
    if counted.due <= promise.due {
        counted = promise.clone();
    }
    let promise = counted;
    let warn_by = context.calendar.warn_by(promise.due, context.parameters);
    Ok(vec![Event::ClockResumed { promise, warn_by, basis }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::staff;
    use crate::common::*;
    use crate::dossier::{Command, next_alarm};
    use jiff::civil::DateTime;

    /// Stopped, then resumed: the promise that follows.
    fn resumed(limit: &str, accepted: DateTime, stopped: DateTime, again: DateTime) -> DateTime {
        let mut world = World::in_appraisal(procedure(limit), accepted);
        world.act(stopped, &binh(), &stop_clock(StopCause::ApplicantsWish)).unwrap();
        assert_eq!(next_alarm(world.dossier()), None, "while it stands nothing is near");
        world.act(again, &lan(), &Command::ResumeClock).unwrap();
        world.due()
    }

    #[test]
    fn d22_what_was_left_runs_on() {
        let monday = at(2019, 10, 7, 8, 0);
        // (stopped, resumed, promised): promised at first Monday 14/10 17:00
        let table = [
            // In the same minute nothing moves.
            (at(2019, 10, 8, 9, 0), at(2019, 10, 8, 9, 0), at(2019, 10, 14, 17, 0)),
            // A minute's stop over night gives no day.
            (at(2019, 10, 8, 16, 59), at(2019, 10, 9, 7, 0), at(2019, 10, 15, 8, 0)),
            // A week is a week.
            (at(2019, 10, 8, 7, 0), at(2019, 10, 15, 7, 0), at(2019, 10, 21, 17, 0)),
            // Over a weekend nobody worked.
            (at(2019, 10, 11, 17, 0), at(2019, 10, 14, 7, 0), at(2019, 10, 14, 17, 0)),
            // On the last day the hours of that day are left.
            (at(2019, 10, 14, 15, 0), at(2019, 10, 16, 9, 0), at(2019, 10, 16, 11, 0)),
        ];
        for (stopped, again, due) in table {
            assert_eq!(resumed("5wd", monday, stopped, again), due, "{stopped} to {again}");
        }
        let tet = resumed("15wd", at(2020, 1, 16, 8, 0), at(2020, 1, 22, 7, 0), at(2020, 1, 30, 7, 0));
        assert_eq!(tet, at(2020, 2, 14, 17, 0), "22/1 was the only working day that it stood");
        let hours = resumed("8wh", monday, at(2019, 10, 7, 10, 0), at(2019, 10, 8, 10, 0));
        assert_eq!(hours, at(2019, 10, 9, 8, 0), "six of eight hours were left");
    }

    #[test]
    fn d22_a_financial_duty_is_fulfilled_first_and_only_those_who_answer_let_it_run() {
        let now = at(2019, 10, 7, 8, 0);
        let mut with_fee = procedure("5wd");
        with_fee.charges.push(fee("lp1", 150_000));
        let mut world = World::in_appraisal(with_fee, now);
        let running = world.would(now, &lan(), &Command::ResumeClock);
        assert!(matches!(running, Err(Refusal::WrongStage { .. })), "it does not stand");
        world.act(now, &hung(), &stop_clock(StopCause::FinancialDuty)).unwrap();
        for (who, answers) in
            [(tam(), false), (staff("mai", OTHER_DESK), false), (hung(), true), (lan(), true)]
        {
            let answer = world.would(now, &who, &Command::ResumeClock);
            assert_eq!(!matches!(answer, Err(Refusal::WrongUnit { .. })), answers, "{who:?}");
        }
        let unpaid = world.would(now, &lan(), &Command::ResumeClock);
        assert_eq!(unpaid, Err(Refusal::Unpaid { outstanding: 150_000 }));
        world.act(now, &lan(), &pay(150_000)).unwrap();
        world.act(now, &lan(), &Command::ResumeClock).unwrap();
        assert_eq!(world.dossier().stopped, None);
        assert!(matches!(
            world.would(now, &lan(), &stop_clock(StopCause::FinancialDuty)),
            Err(Refusal::WrongUnit { .. })
        ));
    }
}
