//! The promised days of whole random histories against a second way of counting.
//!
//! The second way walks the calendar a day, for hours a minute, at a time. It has its own list of days off
//! and shares no code with the `calendar` crate or the rules.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops where it is wrong"
)]

mod common;
#[path = "properties"]
mod properties {
    pub mod drive;
}

use calendar::Limit;
use domain::dossier::{Event, Recorded};
use jiff::civil::{Date, DateTime, Weekday, date};
use jiff::{SignedDuration, Span};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use properties::drive::{Driver, Seed};

/// Days off on working weekdays, as the notices of 2019 and 2020 say; of 2021 only what the histories reach.
const OFF: &[(i16, i8, i8)] = &[
    (2019, 1, 1),
    (2019, 2, 4),
    (2019, 2, 5),
    (2019, 2, 6),
    (2019, 2, 7),
    (2019, 2, 8),
    (2019, 4, 15),
    (2019, 4, 29),
    (2019, 4, 30),
    (2019, 5, 1),
    (2019, 9, 2),
    (2020, 1, 1),
    (2020, 1, 23),
    (2020, 1, 24),
    (2020, 1, 27),
    (2020, 1, 28),
    (2020, 1, 29),
    (2020, 4, 2),
    (2020, 4, 30),
    (2020, 5, 1),
    (2020, 9, 2),
    (2021, 1, 1),
];

/// What the office knew: of a year that was not published yet the week, and what the law itself has off.
fn works(day: Date, known_to: i16) -> bool {
    if day == date(2019, 5, 4) {
        return true;
    }
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let solar = [(1, 1), (4, 30), (5, 1), (9, 2)].contains(&(day.month(), day.day()));
    let known = OFF.contains(&(day.year(), day.month(), day.day())) && (day.year() <= known_to || solar);
    !(weekend || known)
}

fn next(day: Date) -> Date {
    day.checked_add(Span::new().days(1)).unwrap()
}

fn closing(day: Date) -> DateTime {
    day.at(17, 0, 0, 0)
}

/// The closing of the `n`th working day after `from`.
fn working_days(from: Date, n: u16, known_to: i16) -> DateTime {
    let (mut day, mut left) = (from, n);
    while left > 0 {
        day = next(day);
        if works(day, known_to) {
            left -= 1;
        }
    }
    closing(day)
}

fn open(at: DateTime, known_to: i16) -> bool {
    let minute = i32::from(at.hour()) * 60 + i32::from(at.minute());
    works(at.date(), known_to) && ((420..690).contains(&minute) || (810..1020).contains(&minute))
}

/// The instant after so many open minutes, walked one by one.
fn working_hours(from: DateTime, hours: u16, known_to: i16) -> DateTime {
    let minute = from.date().at(from.hour(), from.minute(), 0, 0);
    // Outside a session no part of a minute has begun.
    let beyond = if open(minute, known_to) { minute.duration_until(from) } else { SignedDuration::ZERO };
    let (mut at, mut left) = (minute, u32::from(hours) * 60);
    while left > 0 {
        if open(at, known_to) {
            left -= 1;
        }
        at = at.checked_add(Span::new().minutes(1)).unwrap();
    }
    // What goes beyond a closing is worked after the break.
    while !beyond.is_zero() && !open(at, known_to) {
        at = at.checked_add(Span::new().minutes(1)).unwrap();
    }
    at.checked_add(beyond).unwrap()
}

fn moved_to_work(mut day: Date, known_to: i16) -> DateTime {
    while !works(day, known_to) {
        day = next(day);
    }
    closing(day)
}

fn due(limit: Limit, from: DateTime, known_to: i16) -> DateTime {
    match limit {
        Limit::Immediately => from,
        Limit::WorkingDays(days) => working_days(from.date(), days, known_to),
        Limit::WorkingHours(hours) => working_hours(from, hours, known_to),
        Limit::CalendarDays(days) => {
            moved_to_work(from.date().checked_add(Span::new().days(i64::from(days))).unwrap(), known_to)
        }
        Limit::Months(months) => {
            moved_to_work(from.date().checked_add(Span::new().months(i64::from(months))).unwrap(), known_to)
        }
    }
}

/// The closing of the last working day before that of `due`.
fn day_before(due: DateTime, known_to: i16) -> DateTime {
    let mut day = due.date();
    loop {
        day = day.checked_sub(Span::new().days(1)).unwrap();
        if works(day, known_to) {
            return closing(day);
        }
    }
}

fn forwarding(at: DateTime, known_to: i16) -> DateTime {
    let same_day = works(at.date(), known_to) && at.time() <= jiff::civil::time(15, 0, 0, 0);
    if same_day {
        return closing(at.date());
    }
    let mut day = next(at.date());
    while !works(day, known_to) {
        day = next(day);
    }
    day.at(7, 0, 0, 0)
}

/// 1, 2 or 3 working days by the length of the limit in working days.
fn window(limit: Limit) -> u16 {
    let days = match limit {
        Limit::Immediately => 0.0,
        Limit::WorkingDays(days) => f64::from(days),
        Limit::WorkingHours(hours) => f64::from(hours) / 8.0,
        Limit::CalendarDays(days) => f64::from(days) * 5.0 / 7.0,
        Limit::Months(months) => f64::from(months) * 150.0 / 7.0,
    };
    if days < 5.0 {
        1
    } else if days <= 10.0 {
        2
    } else {
        3
    }
}

/// Which year the office knew when it counted: its calendar is the third from 2021 on.
fn known(version: u32) -> i16 {
    if version >= 3 { 2021 } else { 2020 }
}

/// The latest of the promised day and the new one of an apology, kept beside the program's own summary.
#[derive(Default)]
struct InForce {
    due: Option<DateTime>,
    again: Option<DateTime>,
}

impl InForce {
    fn see(&mut self, event: &Event) {
        match event {
            Event::Accepted { promise: Some(promise), .. }
            | Event::SupplementReceived { promise, .. }
            | Event::ClockResumed { promise, .. }
            | Event::PromiseRecounted { promise, .. } => self.due = Some(promise.due),
            Event::Apologised { again, .. } => self.again = Some(*again),
            _ => {}
        }
    }

    /// No later than the day in force, as long as that is ahead.
    fn bound(&self, at: DateTime, counted: DateTime) -> DateTime {
        match self.due.max(self.again) {
            Some(due) if due > at && due < counted => due,
            _ => counted,
        }
    }
}

fn compare(recorded: &Recorded, in_force: &InForce) -> Result<usize, TestCaseError> {
    let at = recorded.at;
    let now = if at.date().year() > 2020 { 2021 } else { 2020 };
    match &recorded.event {
        Event::Accepted { promise: Some(promise), transfer_by, supplement_by, warn_by, .. } => {
            let to = known(promise.calendar.version);
            prop_assert_eq!(promise.due, due(promise.limit, promise.counted_from, to));
            prop_assert_eq!(*transfer_by, Some(forwarding(at, to)));
            prop_assert_eq!(*supplement_by, Some(working_days(at.date(), window(promise.limit), to)));
            prop_assert_eq!(*warn_by, Some(day_before(promise.due, to)));
        }
        Event::SupplementReceived { promise, warn_by, .. }
        | Event::ClockResumed { promise, warn_by, .. }
        | Event::PromiseRecounted { promise, warn_by, .. } => {
            let to = known(promise.calendar.version);
            prop_assert_eq!(promise.due, due(promise.limit, promise.counted_from, to));
            prop_assert_eq!(*warn_by, day_before(promise.due, to.max(now)));
        }
        Event::Apologised { again, due: late, .. } => {
            prop_assert!(works(again.date(), now) && again.time() == jiff::civil::time(17, 0, 0, 0));
            prop_assert!(again > late);
        }
        Event::ConsultationAsked { answer_by, .. } => {
            let counted = [2, 3].map(|days| in_force.bound(at, working_days(at.date(), days, now)));
            prop_assert!(counted.contains(answer_by), "{answer_by} is none of {counted:?}");
        }
        Event::AnswerAwaited { until, .. } => {
            prop_assert_eq!(*until, due(Limit::CalendarDays(30), at, now));
        }
        Event::ResultConfirmed { notify_by, .. } => {
            prop_assert_eq!(*notify_by, working_days(at.date(), 2, now));
        }
        Event::EscalationParked { until, .. } | Event::AgencyInvited { come_by: until, .. } => {
            prop_assert_eq!(*until, working_days(at.date(), 1, now));
        }
        Event::PaperToBring { by, .. } => prop_assert_eq!(*by, forwarding(at, now)),
        _ => return Ok(0),
    }
    Ok(1)
}

#[test]
fn every_day_of_every_history_is_the_one_that_a_second_hand_counts() {
    let seed =
        (any::<u16>(), any::<u16>(), any::<u16>()).prop_map(|(act, input, clock)| Seed { act, input, clock });
    let seeds = (any::<u8>(), prop::collection::vec(seed, 1..40));
    let compared = std::cell::Cell::new(0_usize);
    let mut runner = TestRunner::new(Config { cases: 3_000, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&seeds, |(kind, seeds)| {
        let mut driver = Driver::new(kind);
        for seed in &seeds {
            driver.act(*seed)?;
        }
        let mut in_force = InForce::default();
        for recorded in &driver.world.history {
            compared.set(compared.get() + compare(recorded, &in_force)?);
            in_force.see(&recorded.event);
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    assert!(compared.get() > 5_000, "only {} days were compared", compared.get());
}
