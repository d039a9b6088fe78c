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
    if dossier.stage.clock_runs() {
        set.extend(dossier.due_to_record().map(|at| (at, Alarm::Overdue)));
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
