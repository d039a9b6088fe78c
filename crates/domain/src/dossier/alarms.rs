//! When the schedule must look at a dossier next, and for what.

use jiff::civil::DateTime;

use super::Dossier;
use super::event::NoticeKind;

/// Hour of the day at which an applicant is told by a machine; nobody is woken at night.
const MORNING: i8 = 8;
/// Civil days before the end of the answer period on which the applicant is reminded.
const REMIND_DAYS: i64 = 3;

/// What time brings about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Alarm {
    /// The applicant is told that the promised day is near and there is no result (R18.2c).
    Warn,
    /// The promised instant, or the new one of an apology, passes without a result (R11.2d).
    Overdue,
    /// Consulted units were silent past their time (R18.5).
    Silence,
    /// The applicant is reminded to bring what was asked.
    Remind,
    /// Nothing was brought in time.
    Lapse,
}

/// Every alarm that is set, with its instant, in order of time.
///
/// An alarm that is due is one whose command is decided with events, so the schedule never turns in
/// circles: `tests/properties.rs`.
#[must_use]
pub fn alarms(dossier: &Dossier) -> Vec<(DateTime, Alarm)> {
    let mut set = Vec::new();
    if dossier.clock_runs() {
        set.extend(dossier.due_to_record().map(|at| (at, Alarm::Overdue)));
    }
    if dossier.stage.is_worked_on() {
        set.extend(warn(dossier).map(|at| (at, Alarm::Warn)));
    }
    if !dossier.stage.is_closed() {
        set.extend(silence(dossier).map(|at| (after(at), Alarm::Silence)));
    }
    if dossier.awaits_applicant()
        && let Some(until) = dossier.answer_until
    {
        set.push((after(until), Alarm::Lapse));
        set.extend(remind(dossier, until).map(|at| (at, Alarm::Remind)));
    }
    set.sort();
    set
}

/// The first instant at which something is due.
#[must_use]
pub fn next_alarm(dossier: &Dossier) -> Option<DateTime> {
    alarms(dossier).first().map(|(at, _)| *at)
}

/// A limit so short that the day of warning is the day of receipt needs no warning: the receipt is one.
fn warn(dossier: &Dossier) -> Option<DateTime> {
    let by = dossier.warn_by.filter(|_| dossier.warned_at.is_none())?;
    let from = dossier.promise.as_ref()?.counted_from;
    let since = dossier.apology.as_ref().map_or(from, |apology| apology.at);
    let queued =
        dossier.notices.iter().any(|notice| notice.kind == NoticeKind::NearlyDue && notice.at > since);
    (by.date() > since.date() && !queued).then(|| morning(by))
}

fn silence(dossier: &Dossier) -> Option<DateTime> {
    let waits = |asked: &&super::state::Consulted| {
        asked.units.iter().any(|unit| unit.answer.is_none() && unit.silent_at.is_none())
    };
    dossier.consultations.iter().filter(waits).map(|asked| asked.answer_by).min()
}

/// One reminder, when the period is long enough to need it.
fn remind(dossier: &Dossier, until: DateTime) -> Option<DateTime> {
    let asked =
        [&dossier.supplement, &dossier.guidance].into_iter().flatten().map(|request| request.at).max()?;
    let at = morning(until.checked_sub(jiff::SignedDuration::from_hours(24 * REMIND_DAYS)).ok()?);
    let reminded =
        |notice: &super::state::Notice| notice.kind == NoticeKind::AnswerNearlyDue && notice.at > asked;
    (at > asked && !dossier.notices.iter().any(reminded)).then_some(at)
}

fn morning(day: DateTime) -> DateTime {
    day.date().at(MORNING, 0, 0, 0)
}

/// The first instant at which a last lawful one has passed.
fn after(last: DateTime) -> DateTime {
    last.saturating_add(jiff::SignedDuration::from_micros(1))
}

#[cfg(test)]
mod tests {
    use super::super::Command;
    use crate::common::*;
    use crate::dossier::{Alarm, Stage, alarms};

    fn rings(world: &World) -> Vec<(jiff::civil::DateTime, Alarm)> {
        alarms(world.dossier())
    }

    #[test]
    fn d18_k2_c_in_the_morning_of_the_day_of_warning_and_at_the_promised_instant() {
        let mut world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 30));
        let (warn, due) = (at(2019, 10, 11, 8, 0), at(2019, 10, 14, 17, 0));
        assert_eq!(rings(&world), [(warn, Alarm::Warn), (due, Alarm::Overdue)]);
        let queue = Command::QueueNotice {
            kind: super::NoticeKind::NearlyDue,
            channel: crate::dossier::event::NoticeChannel::Sms,
            message: "m-1".to_owned(),
        };
        world.act(warn, &schedule(), &queue).unwrap();
        assert_eq!(rings(&world), [(due, Alarm::Overdue)], "once");
        world.act(due, &schedule(), &Command::MarkOverdue).unwrap();
        assert_eq!(rings(&world), []);
        world.act(at(2019, 10, 15, 8, 0), &binh(), &apologise(at(2019, 10, 17, 0, 0).date())).unwrap();
        let again = [(at(2019, 10, 16, 8, 0), Alarm::Warn), (at(2019, 10, 17, 17, 0), Alarm::Overdue)];
        assert_eq!(rings(&world), again, "the new day is warned of and recorded too");
        world.act(at(2019, 10, 17, 17, 0), &schedule(), &Command::MarkOverdue).unwrap();
        assert!(world.dossier().late_again);
        assert_eq!(world.dossier().overdue_since, Some(due), "late since the first promise");
    }

    #[test]
    fn d18_k2_c_a_limit_of_a_day_needs_no_warning_for_the_receipt_is_one() {
        for limit in ["1wd", "4wh"] {
            let world = World::in_appraisal(procedure(limit), at(2019, 10, 7, 8, 0));
            assert!(rings(&world).iter().all(|(_, alarm)| *alarm == Alarm::Overdue), "{limit}");
        }
    }

    #[test]
    fn d18_k1_reminded_three_days_before_the_end_and_closed_after_it() {
        let now = at(2019, 10, 7, 9, 0);
        let mut world = World::in_appraisal(procedure("15wd"), now);
        world.act(now, &hung(), &ask_supplement()).unwrap();
        let kinds: Vec<_> = rings(&world).into_iter().map(|(at, alarm)| (at.date(), alarm)).collect();
        let day = |day: i8| at(2019, 11, day, 0, 0).date();
        assert_eq!(kinds, [(day(3), Alarm::Remind), (day(6), Alarm::Lapse)], "and no promise runs");
        world.act(now, &lan(), &Command::Supplement { papers: vec![brought("p1", 1, 0)] }).unwrap();
        assert!(rings(&world).iter().all(|(_, alarm)| matches!(alarm, Alarm::Warn | Alarm::Overdue)));
    }

    #[test]
    fn d18_k1_one_reminder_of_this_request_and_none_of_another_message() {
        let now = at(2019, 10, 7, 9, 0);
        let with = |kind, at| {
            let mut world = World::in_appraisal(procedure("15wd"), now);
            world.act(now, &hung(), &ask_supplement()).unwrap();
            let notice = crate::dossier::state::Notice {
                kind,
                channel: crate::dossier::event::NoticeChannel::Sms,
                message: "m-1".to_owned(),
                at,
                told: None,
                failed: None,
            };
            world.dossier.as_mut().unwrap().notices.push(notice);
            rings(&world).iter().any(|(_, alarm)| *alarm == Alarm::Remind)
        };
        let later = at(2019, 10, 8, 9, 0);
        assert!(with(super::NoticeKind::Accepted, later), "another message reminds of nothing");
        assert!(
            with(super::NoticeKind::AnswerNearlyDue, now),
            "one of the instant of asking was for another"
        );
        assert!(!with(super::NoticeKind::AnswerNearlyDue, later));
    }

    #[test]
    fn d18_k1_no_reminder_falls_on_the_instant_of_asking() {
        let eight = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("15wd"), eight);
        world.act(eight, &hung(), &ask_supplement()).unwrap();
        world.dossier.as_mut().unwrap().answer_until = Some(at(2019, 10, 10, 12, 0));
        assert!(rings(&world).iter().all(|(_, alarm)| *alarm != Alarm::Remind));
    }

    #[test]
    fn d18_k2_c_a_warning_of_the_instant_of_receipt_was_for_another_promise() {
        let received = at(2019, 10, 7, 8, 30);
        let mut world = World::in_appraisal(procedure("5wd"), received);
        let dossier = world.dossier.as_mut().unwrap();
        let from = dossier.promise.as_ref().unwrap().counted_from;
        dossier.notices.push(crate::dossier::state::Notice {
            kind: super::NoticeKind::NearlyDue,
            channel: crate::dossier::event::NoticeChannel::Sms,
            message: "m-1".to_owned(),
            at: from,
            told: None,
            failed: None,
        });
        assert!(rings(&world).iter().any(|(_, alarm)| *alarm == Alarm::Warn));
    }

    #[test]
    fn d18_k6_where_the_result_is_nothing_rings() {
        let world = World::with_result(procedure("5wd"), at(2019, 10, 7, 8, 0));
        assert_eq!((world.dossier().stage, rings(&world)), (Stage::ResultReady, vec![]));
    }
}
