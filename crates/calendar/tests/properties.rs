//! What must hold of every calendar, not only of the one that is published.
//!
//! The tables are checked against walking day by day and minute by minute over the source,
//! which is too slow for the server but too simple to be wrong.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected fails, in its helpers too"
)]

mod common;

use calendar::{
    Calendar, CalendarSource, DayException, DayOff, DayOffKind, Limit, PublishedYear, Session, Standing,
    Swap, WeeklyHours, YearStatus,
};
use common::rules;
use jiff::civil::{Date, DateTime, date, time};
use law::Parameters;
use proptest::collection::{btree_map, btree_set};
use proptest::prelude::*;

/// The source itself, read day by day.
struct Model<'a>(&'a CalendarSource);

impl Model<'_> {
    fn weekly(&self, day: Date) -> Vec<Session> {
        let hours = self.0.weekly.iter().rfind(|hours| hours.valid_from <= day).unwrap_or(&self.0.weekly[0]);
        hours.sessions[usize::try_from(day.weekday().to_monday_zero_offset()).expect("0 to 6")].clone()
    }

    /// Whether the law itself has the day off, in a year that nobody announced: walked from the first of January.
    fn off_by_law(&self, day: Date) -> bool {
        if self.0.years.iter().any(|listed| listed.year == day.year()) {
            return false;
        }
        let (mut owed, mut at) = (0_u32, date(day.year(), 1, 1));
        loop {
            let rests = self.weekly(at).is_empty();
            let solar = [(1, 1), (4, 30), (5, 1), (9, 2)].contains(&(at.month(), at.day()))
                || (at.year() >= 2026 && (at.month(), at.day()) == (11, 24));
            let made_up = !solar && !rests && owed > 0;
            if at == day {
                return solar || made_up;
            }
            owed = if solar && rests { owed + 1 } else { owed - u32::from(made_up) };
            at = at.tomorrow().expect("within the year");
        }
    }

    fn sessions(&self, day: Date) -> Vec<Session> {
        let weekly = |day: Date| self.weekly(day);
        if let Some(exception) = self.0.exceptions.iter().find(|exception| exception.date == day) {
            return exception.sessions.clone();
        }
        if let Some(swap) = self.0.swaps.iter().find(|swap| swap.worked == day) {
            return weekly(swap.off);
        }
        let off = self.0.days_off.iter().any(|off| off.date == day);
        let off = off || self.0.swaps.iter().any(|swap| swap.off == day) || self.off_by_law(day);
        if off { Vec::new() } else { weekly(day) }
    }

    fn is_working(&self, day: Date) -> bool {
        !self.sessions(day).is_empty()
    }

    fn closing(&self, day: Date) -> DateTime {
        DateTime::from_parts(day, self.sessions(day).last().expect("a working day").closes)
    }

    fn is_open(&self, at: DateTime) -> bool {
        self.sessions(at.date()).iter().any(|s| s.opens <= at.time() && at.time() < s.closes)
    }

    fn due(&self, received: DateTime, limit: Limit, parameters: &Parameters) -> DateTime {
        let mut day = received.date();
        match limit {
            Limit::WorkingDays(count) => {
                let mut left = count;
                if parameters.first_day_counted && self.is_working(day) {
                    left -= 1;
                }
                while left > 0 {
                    day = day.tomorrow().expect("far from the end");
                    left -= u16::from(self.is_working(day));
                }
                self.closing(day)
            }
            Limit::WorkingHours(hours) => {
                let (mut at, mut left) = (received, u32::from(hours) * 60);
                while left > 0 {
                    left -= u32::from(self.is_open(at));
                    at = at.checked_add(jiff::Span::new().minutes(1)).expect("far from the end");
                }
                at
            }
            Limit::CalendarDays(count) => {
                for _ in u16::from(parameters.first_day_counted)..count {
                    day = day.tomorrow().expect("far from the end");
                }
                while !self.is_working(day) {
                    day = day.tomorrow().expect("far from the end");
                }
                self.closing(day)
            }
            Limit::Months(_) | Limit::Immediately => unreachable!("asked elsewhere"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_promise_agrees_with_walking(
        source in any_source(),
        asked in proptest::collection::vec((any_moment(), any_limit(), any::<bool>()), 8),
    ) {
        let calendar = Calendar::compile(&source).expect("a sound source");
        for (received, limit, first_day_counted) in asked {
            let parameters = Parameters { first_day_counted, ..*rules() };
            let promised = calendar.due(received, limit, &parameters).at;
            prop_assert_eq!(promised, Model(&source).due(received, limit, &parameters), "{} {}", received, limit);
        }
    }

    #[test]
    fn every_day_is_what_the_source_says(source in any_source()) {
        let calendar = Calendar::compile(&source).expect("a sound source");
        let model = Model(&source);
        let mut day = date(2018, 12, 1);
        let mut worked = 0;
        while day < date(2021, 2, 1) {
            let sessions = model.sessions(day);
            prop_assert_eq!(calendar.is_working_day(day), !sessions.is_empty());
            prop_assert_eq!(calendar.day_kind(day).is_working(), !sessions.is_empty());
            let opening = sessions.first().map(|first| DateTime::from_parts(day, first.opens));
            prop_assert_eq!(calendar.opening(day), opening);
            if !sessions.is_empty() {
                worked += 1;
                prop_assert_eq!(calendar.closing(day), model.closing(day));
            }
            prop_assert_eq!(calendar.working_days_between(date(2018, 11, 30), day), worked);
            day = day.tomorrow().expect("far from the end");
        }
    }

    /// Receiving later never yields an earlier promise.
    #[test]
    fn a_promise_never_moves_backwards(
        source in any_source(),
        received in any_moment(),
        later_by in 1_i64..10_000,
        limit in any_limit(),
    ) {
        let calendar = Calendar::compile(&source).expect("a sound source");
        let later = received.checked_add(jiff::Span::new().minutes(later_by)).expect("far from the end");
        prop_assert!(
            calendar.due(received, limit, rules()).at <= calendar.due(later, limit, rules()).at
        );
    }

    #[test]
    fn minutes_added_are_minutes_between(
        source in any_source(),
        from in any_moment(),
        seconds in 0_i64..60,
        minutes in 0_u32..20_000,
    ) {
        let calendar = Calendar::compile(&source).expect("a sound source");
        let from = from.checked_add(jiff::Span::new().seconds(seconds)).expect("far from the end");
        let to = calendar.add_working_minutes(from, minutes);
        prop_assert_eq!(calendar.working_minutes_between(from, to), i64::from(minutes));
        prop_assert_eq!(calendar.working_minutes_between(to, from), -i64::from(minutes));
        prop_assert!(to >= from);
    }

    #[test]
    fn an_explanation_gives_the_same_answer_and_names_every_day_off(
        source in any_source(),
        received in any_moment(),
        limit in any_limit(),
        first_day_counted in any::<bool>(),
    ) {
        let calendar = Calendar::compile(&source).expect("a sound source");
        let parameters = Parameters { first_day_counted, ..*rules() };
        let due = calendar.due(received, limit, &parameters);
        let derivation = calendar.explain(received, limit, &parameters);
        prop_assert_eq!(derivation.due, due.at);
        prop_assert_eq!(derivation.provisional.is_some(), due.provisional);
        prop_assert_eq!(derivation.calendar_fingerprint(), calendar.fingerprint());

        let skipped: Vec<Date> = derivation.skipped().map(|day| day.date).collect();
        let after = match (limit, derivation.unmoved_end) {
            (_, Some(end)) => end,
            (Limit::WorkingHours(_), _) => received.date(),
            _ if first_day_counted => received.date(),
            _ => received.date().tomorrow().expect("far from the end"),
        };
        let mut walked = Vec::new();
        let mut day = after;
        while day <= due.at.date() {
            if !Model(&source).is_working(day) {
                walked.push(day);
            }
            day = day.tomorrow().expect("far from the end");
        }
        prop_assert_eq!(&skipped, &walked);

        let table = derivation.table();
        prop_assert_eq!(table.first().map(|row| row.date), Some(received.date()));
        prop_assert_eq!(table.last().map(|row| row.date), Some(due.at.date()));
        let rows_skipped: Vec<Date> =
            table.iter().filter(|row| row.standing == Standing::Skipped).map(|row| row.date).collect();
        let left_out = table.iter().any(|row| matches!(row.standing, Standing::LeftOut(_)));
        if !left_out && !matches!(limit, Limit::WorkingHours(_)) {
            prop_assert_eq!(&rows_skipped, &walked);
        }
        let counted = table.iter().filter(|row| matches!(row.standing, Standing::Counted(_))).count();
        // An end on a day off is shown as skipped; the day it moved to stands for it.
        let moved = table.iter().filter(|row| row.standing == Standing::MovedTo).count();
        if let Limit::WorkingDays(count) | Limit::CalendarDays(count) = limit {
            prop_assert!(left_out || counted + moved == usize::from(count), "{counted} of {count} are in the table");
        }
        prop_assert!(moved == usize::from(derivation.unmoved_end.is_some_and(|end| end != due.at.date())));
        let worked: u32 = table.iter().map(|row| if let Standing::Worked(minutes) = row.standing { minutes } else { 0 }).sum();
        if let Limit::WorkingHours(hours) = limit {
            prop_assert!(left_out || worked == u32::from(hours) * 60);
        }
        prop_assert_eq!(sentences(&derivation.citizen_vi()), 2, "{}", derivation.citizen_vi());
        prop_assert_eq!(sentences(&derivation.citizen_en()), 2, "{}", derivation.citizen_en());
        prop_assert!(derivation.lines().iter().all(|line| line.text_vi.ends_with('.') && line.text_en.ends_with('.')));
    }

    /// The order of the lists in the file does not change the calendar.
    #[test]
    fn a_fingerprint_belongs_to_the_facts(source in any_source()) {
        let mut reversed = source.clone();
        reversed.days_off.reverse();
        reversed.swaps.reverse();
        reversed.years.reverse();
        let fingerprint = Calendar::compile(&source).expect("a sound source").fingerprint();
        prop_assert_eq!(Calendar::compile(&reversed).expect("a sound source").fingerprint(), fingerprint);
        reversed.version += 1;
        prop_assert_ne!(Calendar::compile(&reversed).expect("a sound source").fingerprint(), fingerprint);
    }

    /// No moment and no limit make the calendar panic or answer firmly about an unknown year.
    #[test]
    fn the_whole_of_time_is_answered(
        year in -9999_i16..=9999,
        ordinal in 1_i16..=365,
        minute in 0_i64..1440,
        limit in prop_oneof![
            any::<u16>().prop_map(Limit::WorkingDays),
            any::<u16>().prop_map(Limit::WorkingHours),
            any::<u16>().prop_map(Limit::CalendarDays),
            any::<u16>().prop_map(Limit::Months),
        ],
    ) {
        let calendar = common::lamdong();
        let day = date(year, 1, 1).with().day_of_year(ordinal).build().expect("a day");
        let received = day.at(0, 0, 0, 0).checked_add(jiff::Span::new().minutes(minute)).unwrap_or(DateTime::MAX);
        let due = calendar.due(received, limit, rules());
        prop_assert!(due.at >= received || limit.is_immediate() || due.at.date() == Date::MAX);
        let known = (2019..=2026).contains(&received.year()) && (2019..=2026).contains(&due.at.year());
        prop_assert!(due.provisional != known || limit.is_immediate());
        let derivation = calendar.explain(received, limit, rules());
        prop_assert_eq!(derivation.due, due.at);
        prop_assert_eq!(sentences(&derivation.citizen_vi()), 2);
        prop_assert!(derivation.table().len() < 1_200);
    }
}

/// Sentences end with a full stop before a space or the end.
fn sentences(text: &str) -> usize {
    text.matches(". ").count() + usize::from(text.ends_with('.'))
}

fn any_moment() -> impl Strategy<Value = DateTime> {
    (0_i64..730, 0_i64..1440).prop_map(|(day, minute)| {
        let span = jiff::Span::new().days(day).minutes(minute);
        date(2019, 1, 1).at(0, 0, 0, 0).checked_add(span).expect("two years")
    })
}

fn any_limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        (1_u16..=120).prop_map(Limit::WorkingDays),
        (1_u16..=60).prop_map(Limit::WorkingHours),
        (1_u16..=120).prop_map(Limit::CalendarDays),
    ]
}

fn any_day() -> impl Strategy<Value = Date> {
    (0_i64..1095).prop_map(|day| date(2019, 1, 1).saturating_add(jiff::Span::new().days(day)))
}

/// Up to three sessions a day: a list of times in order, taken in pairs.
fn any_sessions() -> impl Strategy<Value = Vec<Session>> {
    btree_set(0_i8..96, 0..=6).prop_map(|quarters| {
        let quarters: Vec<i8> = quarters.into_iter().collect();
        let at = |quarter: i8| time(quarter / 4, quarter % 4 * 15, 0, 0);
        quarters.chunks_exact(2).map(|pair| Session { opens: at(pair[0]), closes: at(pair[1]) }).collect()
    })
}

fn any_week() -> impl Strategy<Value = [Vec<Session>; 7]> {
    let week = proptest::array::uniform7(any_sessions());
    week.prop_map(|mut week| {
        if week.iter().all(Vec::is_empty) {
            week[2] = vec![common::session("08:00-12:00")];
        }
        week
    })
}

/// Hours that change once, holidays anywhere, swaps and exceptions wherever they are lawful.
fn any_source() -> impl Strategy<Value = CalendarSource> {
    let lists = (
        btree_set(any_day(), 0..60),
        btree_map(any_day(), any_day(), 0..12),
        btree_map(any_day(), any_sessions(), 0..8),
    );
    (any_week(), any_week(), any_day(), lists).prop_map(|(week, later, change, (off, swaps, exceptions))| {
        let change = change.max(date(2019, 1, 2));
        let hours = |valid_from, valid_to, sessions| WeeklyHours {
            valid_from,
            valid_to,
            sessions,
            basis: law::qc1722::D12_K2,
        };
        let mut source = CalendarSource {
            id: "any".to_owned(),
            version: 1,
            weekly: vec![
                hours(date(2018, 1, 1), Some(change.yesterday().expect("a day")), week),
                hours(change, None, later),
            ],
            days_off: Vec::new(),
            swaps: Vec::new(),
            exceptions: Vec::new(),
            intake_only: Vec::new(),
            years: (2019..=2021).map(published).collect(),
        };
        // A swap frees a day of the weekly hours and works a day that is none.
        for (freed, worked) in swaps {
            let plain = Model(&source);
            let again = |day| source.swaps.iter().any(|swap| swap.off == day || swap.worked == day);
            if plain.is_working(freed) && !plain.is_working(worked) && !again(freed) && !again(worked) {
                let reason = "exchanged".to_owned();
                source.swaps.push(Swap { off: freed, worked, reason });
            }
        }
        let swapped: Vec<Date> = source.swaps.iter().flat_map(|swap| [swap.off, swap.worked]).collect();
        let day_off =
            |date| DayOff { date, name: "Ngày lễ, mùng 1".to_owned(), kind: DayOffKind::Statutory };
        source.days_off = off.into_iter().filter(|day| !swapped.contains(day)).map(day_off).collect();
        let taken: Vec<Date> = source.days_off.iter().map(|day| day.date).chain(swapped).collect();
        source.exceptions = exceptions
            .into_iter()
            .filter(|(date, _)| !taken.contains(date))
            .map(|(date, sessions)| DayException { date, sessions, reason: "Bão số 5".to_owned() })
            .collect();
        source
    })
}

fn published(year: i16) -> PublishedYear {
    PublishedYear { year, status: YearStatus::Published, decision: "decided".to_owned() }
}
