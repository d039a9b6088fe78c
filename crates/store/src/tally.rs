//! Figures kept as acts happen: what each agency and field received and ended on each day, and what stands open.
//!
//! A function of the row of a dossier ([`Tallies::count`]), so an act changes the figures by the difference of
//! two rows, and verification knows what they must be. The store in memory keeps none and filters its rows: it is
//! the model that the conformance suite compares with.

use std::collections::BTreeMap;

use domain::dossier::Stage;
use jiff::civil::{Date, DateTime};

use crate::query::{DossierRow, Solved};
use crate::sql::Val;
use crate::time::{start_of, to_us};

/// The channel that reports count apart.
pub(crate) const CHANNEL_ONLINE: &str = "online";

/// What is counted of a day, in the order of the columns of `tally`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Received,
    Accepted,
    Online,
    SolvedEarly,
    SolvedOnTime,
    SolvedLate,
    Refused,
    Withdrawn,
    ForwardedLate,
    BecameOverdue,
    Unsolved,
    LateBegun,
    LateEnded,
}

impl Of {
    fn place(self) -> usize {
        match self {
            Self::Received => 0,
            Self::Accepted => 1,
            Self::Online => 2,
            Self::SolvedEarly => 3,
            Self::SolvedOnTime => 4,
            Self::SolvedLate => 5,
            Self::Refused => 6,
            Self::Withdrawn => 7,
            Self::ForwardedLate => 8,
            Self::BecameOverdue => 9,
            Self::Unsolved => 10,
            Self::LateBegun => 11,
            Self::LateEnded => 12,
        }
    }
}

/// The columns of `tally`, in the order of [`Of`].
pub(crate) const COUNTED: [&str; 13] = [
    "received",
    "accepted",
    "online",
    "solved_early",
    "solved_on_time",
    "solved_late",
    "refused",
    "withdrawn",
    "forwarded_late",
    "became_overdue",
    "unsolved",
    "late_begun",
    "late_ended",
];

/// What stands open, in the order of the columns of `standing`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Now {
    Running,
    Waiting,
    Pending,
    PendingLate,
}

impl Now {
    fn place(self) -> usize {
        match self {
            Self::Running => 0,
            Self::Waiting => 1,
            Self::Pending => 2,
            Self::PendingLate => 3,
        }
    }
}

/// The columns of `standing`, in the order of [`Now`].
pub(crate) const STANDING: [&str; 4] = ["running", "waiting", "pending", "pending_late"];

/// In `standing.due_day`: no day matters.
pub(crate) const NO_DAY: i64 = 0;

const US_A_DAY: i64 = 86_400_000_000;

/// Days since 1970-01-01 at the office.
pub(crate) fn day_of(at: DateTime) -> i64 {
    day_number(at.date())
}

/// As [`day_of`].
pub(crate) fn day_number(day: Date) -> i64 {
    // The office's midnight is seven hours before that of UTC.
    to_us(start_of(day)).saturating_add(US_A_DAY).div_euclid(US_A_DAY)
}

/// When an accepted dossier ended: with its result, or closed without one.
pub(crate) fn ended_at(row: &DossierRow) -> Option<DateTime> {
    row.solved.and(row.result_at).or(row.closed_at)
}

/// Since when a pending dossier is, or was until it ended, overdue.
pub(crate) fn late_since(row: &DossierRow) -> Option<DateTime> {
    let since = row.overdue_since?;
    let ended = ended_at(row).map(DateTime::date);
    Some(since).filter(|since| ended.is_none_or(|ended| since.date() <= ended))
}

/// Figures of days and what stands open: all of a store, or what an act changes of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tallies {
    pub days: BTreeMap<(i64, String, String), [i64; COUNTED.len()]>,
    pub standing: BTreeMap<(String, String, i64), [i64; STANDING.len()]>,
}

impl Tallies {
    /// What changes when the row `before` becomes `after`.
    pub fn between(before: Option<&DossierRow>, after: &DossierRow) -> Self {
        let mut change = Self::default();
        if before.is_some_and(|before| events(before) == events(after) && standing(before) == standing(after))
        {
            return change;
        }
        if let Some(before) = before {
            change.count(before, -1);
        }
        change.count(after, 1);
        change.prune();
        change
    }

    /// Counts a row `times`, which may be negative.
    pub fn count(&mut self, row: &DossierRow, times: i64) {
        for (day, of) in events(row).into_iter().flatten() {
            let key = (day, row.agency.to_string(), row.field.clone());
            add(self.days.entry(key).or_default(), of.place(), times);
        }
        for (day, now) in standing(row).into_iter().flatten() {
            let key = (row.agency.to_string(), row.field.clone(), day);
            add(self.standing.entry(key).or_default(), now.place(), times);
        }
    }

    /// Adds what another changes.
    pub fn join(&mut self, other: Self) {
        for (key, counts) in other.days {
            sum(self.days.entry(key).or_default(), &counts);
        }
        for (key, counts) in other.standing {
            sum(self.standing.entry(key).or_default(), &counts);
        }
    }

    /// Drops the keys under which nothing is counted.
    pub fn prune(&mut self) {
        self.days.retain(|_, counts| counts.iter().any(|count| *count != 0));
        self.standing.retain(|_, counts| counts.iter().any(|count| *count != 0));
    }

    /// The rows of values of `PUT_TALLY`.
    pub fn day_values(&self) -> Vec<Vec<Val<'_>>> {
        let mut rows = Vec::with_capacity(self.days.len());
        for ((day, agency, field), counts) in &self.days {
            rows.push(values([(*day).into(), agency.as_str().into(), field.as_str().into()], counts));
        }
        rows
    }

    /// The rows of values of `PUT_STANDING`.
    pub fn standing_values(&self) -> Vec<Vec<Val<'_>>> {
        let mut rows = Vec::with_capacity(self.standing.len());
        for ((agency, field, day), counts) in &self.standing {
            rows.push(values([agency.as_str().into(), field.as_str().into(), (*day).into()], counts));
        }
        rows
    }

    /// The keys of `standing` under which nothing may be left.
    pub fn lessened(&self) -> Vec<[Val<'_>; 3]> {
        let less = self.standing.iter().filter(|(_, counts)| counts.iter().any(|count| *count < 0));
        less.map(|((agency, field, day), _)| [agency.as_str().into(), field.as_str().into(), (*day).into()])
            .collect()
    }
}

fn values<'a>(key: [Val<'a>; 3], counts: &[i64]) -> Vec<Val<'a>> {
    key.into_iter().chain(counts.iter().map(|count| (*count).into())).collect()
}

fn add<const N: usize>(counts: &mut [i64; N], place: usize, times: i64) {
    if let Some(count) = counts.get_mut(place) {
        *count = count.saturating_add(times);
    }
}

fn sum<const N: usize>(to: &mut [i64; N], more: &[i64; N]) {
    for (count, more) in to.iter_mut().zip(more) {
        *count = count.saturating_add(*more);
    }
}

/// What a row counts for, each on its day.
fn events(row: &DossierRow) -> [Option<(i64, Of)>; 11] {
    let on = |at: Option<DateTime>, of: Of| at.map(|at| (day_of(at), of));
    let accepted = row.accepted_at;
    let solved = row.solved.map(|solved| match solved {
        Solved::Early => Of::SolvedEarly,
        Solved::OnTime => Of::SolvedOnTime,
        Solved::Late => Of::SolvedLate,
    });
    let closed_as = |stage, of| on(row.closed_at.filter(|_| row.stage == stage), of);
    let ended = ended_at(row).filter(|_| accepted.is_some());
    let by_result = row.solved.and(row.result_at).is_some();
    let late = late_since(row).filter(|_| accepted.is_some());
    [
        on(Some(row.registered_at), Of::Received),
        on(accepted, Of::Accepted),
        on(accepted.filter(|_| row.channel == CHANNEL_ONLINE), Of::Online),
        solved.and_then(|of| on(row.result_at, of)),
        closed_as(Stage::Refused, Of::Refused),
        closed_as(Stage::Withdrawn, Of::Withdrawn),
        on(accepted.filter(|_| row.forwarded_late), Of::ForwardedLate),
        on(row.overdue_since, Of::BecameOverdue),
        on(ended.filter(|_| !by_result), Of::Unsolved),
        on(late, Of::LateBegun),
        on(ended.filter(|_| late.is_some()), Of::LateEnded),
    ]
}

/// How a row stands now.
fn standing(row: &DossierRow) -> [Option<(i64, Now)>; 4] {
    let (open, pending) = (row.closed_at.is_none(), row.accepted_at.is_some() && ended_at(row).is_none());
    let at = |is: bool, day: i64, now: Now| is.then_some((day, now));
    [
        at(open && row.clock_runs(), row.due.map_or(NO_DAY, day_of), Now::Running),
        at(open && row.stage == Stage::SupplementAsked, NO_DAY, Now::Waiting),
        at(pending, NO_DAY, Now::Pending),
        at(pending && row.overdue_since.is_some(), NO_DAY, Now::PendingLate),
    ]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_begins_at_midnight_of_the_office() {
        let day = day_number(date(2019, 8, 14));
        assert_eq!(day, 18_122, "14 August 2019 is that many days after 1 January 1970");
        assert_eq!(day_of(date(2019, 8, 14).at(0, 0, 0, 0)), day);
        assert_eq!(day_of(date(2019, 8, 14).at(23, 59, 59, 999_999_999)), day);
        assert_eq!(day_of(date(2019, 8, 15).at(0, 0, 0, 0)), day + 1);
    }
}
