//! What a source may not say, and what units, exceptions and intake sessions change.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected fails, in its helpers too"
)]

mod common;

use calendar::{
    Calendar, CalendarFault, CalendarSource, DayException, DayKind, DayOff, DayOffKind, IntakeDay,
    IntakeSessions, Limit, PublishedYear, Swap, UnitExceptions, WeeklyHours, YearStatus,
};
use common::{at, lamdong, lamdong_source, on, rules, session};
use jiff::civil::{Date, Weekday, date, time};

fn faults(change: impl FnOnce(&mut CalendarSource)) -> Vec<CalendarFault> {
    let mut source = lamdong_source();
    change(&mut source);
    Calendar::compile(&source).map(|_| Vec::new()).unwrap_or_else(|error| error.faults)
}

fn day_off(date: Date, kind: DayOffKind) -> DayOff {
    DayOff { date, name: "Ngày nghỉ".to_owned(), kind }
}

fn swap(off: Date, worked: Date) -> Swap {
    Swap { off, worked, reason: "Hoán đổi".to_owned() }
}

fn exception(date: Date, sessions: &[&str]) -> DayException {
    DayException {
        date,
        sessions: sessions.iter().map(|text| session(text)).collect(),
        reason: "Bão số 5".to_owned(),
    }
}

fn year(year: i16) -> PublishedYear {
    PublishedYear { year, status: YearStatus::Published, decision: "Thông báo".to_owned() }
}

fn hours(valid_from: Date, valid_to: Option<Date>) -> WeeklyHours {
    let day = || vec![session("08:00-12:00")];
    let sessions = [day(), day(), day(), day(), day(), Vec::new(), Vec::new()];
    WeeklyHours { valid_from, valid_to, sessions, basis: law::qc1722::D12_K2 }
}

#[test]
fn the_published_source_has_no_fault() {
    assert_eq!(faults(|_| ()), []);
}

type Change = Box<dyn FnOnce(&mut CalendarSource)>;

fn row(
    situation: &'static str,
    change: impl FnOnce(&mut CalendarSource) + 'static,
    expected: CalendarFault,
) -> (&'static str, Change, CalendarFault) {
    (situation, Box::new(change), expected)
}

#[test]
fn each_contradiction_of_the_hours_is_named() {
    let place = || "2018-01-01 mon".to_owned();
    let monday = |source: &mut CalendarSource, texts: [&str; 2]| {
        source.weekly[0].sessions[0] = texts.map(session).to_vec();
    };
    let table = [
        row("no hours", |source| source.weekly.clear(), CalendarFault::NoWeeklyHours),
        row(
            "no session on any day",
            |source| source.weekly[0].sessions = std::array::from_fn(|_| Vec::new()),
            CalendarFault::NoWorkingDay { valid_from: on(1, 1, 2018) },
        ),
        row(
            "a session ends when it opens",
            move |source| monday(source, ["07:00-07:00", "13:30-17:00"]),
            CalendarFault::SessionBackwards { place: place(), session: session("07:00-07:00") },
        ),
        row(
            "sessions overlap by a minute",
            move |source| monday(source, ["07:00-13:31", "13:30-17:00"]),
            CalendarFault::SessionsOverlap { place: place(), later: session("13:30-17:00") },
        ),
        row(
            "sessions out of order",
            move |source| monday(source, ["13:30-17:00", "07:00-11:30"]),
            CalendarFault::SessionsOverlap { place: place(), later: session("07:00-11:30") },
        ),
        row(
            "a session starts within a minute",
            |source| source.weekly[0].sessions[0][0].opens = time(7, 0, 1, 0),
            CalendarFault::SessionNotWholeMinutes {
                place: place(),
                session: calendar::Session { opens: time(7, 0, 1, 0), closes: time(11, 30, 0, 0) },
            },
        ),
        row(
            "a session ends within a minute",
            |source| source.weekly[0].sessions[0][0].closes = time(11, 30, 0, 1),
            CalendarFault::SessionNotWholeMinutes {
                place: place(),
                session: calendar::Session { opens: time(7, 0, 0, 0), closes: time(11, 30, 0, 1) },
            },
        ),
        row(
            "two ranges are open",
            |source| source.weekly.push(hours(on(1, 1, 2020), None)),
            CalendarFault::RangesOverlap { date: on(1, 1, 2020) },
        ),
        row(
            "two ranges share a day",
            |source| {
                source.weekly[0].valid_to = Some(on(1, 1, 2020));
                source.weekly.push(hours(on(1, 1, 2020), None));
            },
            CalendarFault::RangesOverlap { date: on(1, 1, 2020) },
        ),
        row(
            "a day between two ranges has no hours",
            |source| {
                source.weekly[0].valid_to = Some(on(30, 12, 2019));
                source.weekly.push(hours(on(1, 1, 2020), None));
            },
            CalendarFault::RangeGap { date: on(31, 12, 2019) },
        ),
        row(
            "a listed year starts without hours",
            |source| source.weekly[0].valid_from = on(2, 1, 2019),
            CalendarFault::YearWithoutHours { date: on(1, 1, 2019) },
        ),
        row(
            "a listed year ends without hours",
            |source| source.weekly[0].valid_to = Some(on(30, 12, 2027)),
            CalendarFault::YearWithoutHours { date: on(31, 12, 2027) },
        ),
    ];
    assert_each_alone(table);
}

#[test]
fn ranges_that_follow_each_other_are_no_fault() {
    let follows = |source: &mut CalendarSource| {
        source.weekly[0].valid_to = Some(on(31, 12, 2019));
        source.weekly.push(hours(on(1, 1, 2020), Some(on(31, 12, 2027))));
    };
    assert_eq!(faults(follows), []);
    assert_eq!(
        faults(|source| source.weekly[0].valid_to = Some(on(31, 12, 2017))),
        [
            CalendarFault::RangeBackwards { from: on(1, 1, 2018), to: on(31, 12, 2017) },
            // And then no listed year has hours.
            CalendarFault::YearWithoutHours { date: on(1, 1, 2019) },
            CalendarFault::YearWithoutHours { date: on(1, 1, 2020) },
            CalendarFault::YearWithoutHours { date: on(1, 1, 2021) },
            CalendarFault::YearWithoutHours { date: on(1, 1, 2022) },
            CalendarFault::YearWithoutHours { date: on(1, 1, 2023) },
            CalendarFault::YearWithoutHours { date: on(1, 1, 2024) },
            CalendarFault::YearWithoutHours { date: on(1, 1, 2025) },
            CalendarFault::YearWithoutHours { date: on(1, 1, 2026) },
            CalendarFault::YearWithoutHours { date: on(1, 1, 2027) },
        ]
    );
    let touching = |source: &mut CalendarSource| {
        source.weekly[0].sessions[0] = vec![session("07:00-12:00"), session("12:00-17:00")];
    };
    assert_eq!(faults(touching), []);
    let for_one_day = |source: &mut CalendarSource| {
        source.weekly[0].valid_to = Some(on(31, 12, 2019));
        source.weekly.push(hours(on(1, 1, 2020), Some(on(1, 1, 2020))));
        source.weekly.push(hours(on(2, 1, 2020), None));
    };
    assert_eq!(faults(for_one_day), []);
    let one_saturday = IntakeSessions { to: Some(on(1, 10, 2019)), ..saturdays() };
    assert_eq!(faults(|source| source.intake_only.push(one_saturday)), []);
    assert_eq!(faults(|source| source.years.push(year(2018))), [], "a year may start with the hours");
}

#[test]
fn each_contradiction_of_days_and_years_is_named() {
    let statutory = DayOffKind::Statutory;
    let (saturday, monday) = (on(12, 10, 2019), on(14, 10, 2019));
    let table = [
        row(
            "a day off twice",
            move |source| source.days_off.push(day_off(on(2, 9, 2019), statutory)),
            CalendarFault::DuplicateDay { date: on(2, 9, 2019), list: "days off" },
        ),
        row(
            "a day off in a year that is not listed",
            move |source| source.days_off.push(day_off(on(2, 9, 2028), statutory)),
            CalendarFault::YearMissing { date: on(2, 9, 2028) },
        ),
        row(
            "a day off beyond all calendars",
            move |source| source.days_off.push(day_off(on(2, 9, 2919), statutory)),
            CalendarFault::OutOfRange { date: on(2, 9, 2919) },
        ),
        row(
            "a day off without a name",
            move |source| source.days_off.push(DayOff { name: " ".to_owned(), ..day_off(monday, statutory) }),
            CalendarFault::NoName { date: monday, list: "days off" },
        ),
        row(
            "off by exchange, without a swap",
            move |source| source.days_off.push(day_off(monday, DayOffKind::SwappedOff)),
            CalendarFault::SwapMissing { date: monday },
        ),
        row(
            "a year twice",
            |source| source.years.push(year(2020)),
            CalendarFault::DuplicateYear { year: 2020 },
        ),
        row("a year left out", |source| source.years.push(year(2029)), CalendarFault::YearGap { year: 2028 }),
        row(
            "a swap that works a working day",
            move |source| source.swaps.push(swap(monday, on(15, 10, 2019))),
            CalendarFault::SwapWorksWorkingDay { off: monday, worked: on(15, 10, 2019) },
        ),
        row(
            "a swap that works a holiday",
            move |source| source.swaps.push(swap(monday, on(14, 4, 2019))),
            CalendarFault::SwapWorksDayOff { off: monday, worked: on(14, 4, 2019) },
        ),
        row(
            "a swap that frees a Saturday",
            move |source| source.swaps.push(swap(saturday, on(13, 10, 2019))),
            CalendarFault::SwapFreesRestDay { off: saturday, worked: on(13, 10, 2019) },
        ),
        row(
            "a swap that frees a holiday",
            move |source| source.swaps.push(swap(on(2, 9, 2019), saturday)),
            CalendarFault::SwapFreesDayOff { off: on(2, 9, 2019), worked: saturday, kind: statutory },
        ),
        row(
            "a day worked for two others",
            move |source| source.swaps.extend([swap(monday, saturday), swap(on(15, 10, 2019), saturday)]),
            CalendarFault::DuplicateDay { date: saturday, list: "swaps" },
        ),
        row(
            "a swap without a reason",
            move |source| source.swaps.push(Swap { reason: String::new(), ..swap(monday, saturday) }),
            CalendarFault::NoName { date: monday, list: "swaps" },
        ),
        row(
            "an exception twice",
            move |source| {
                source.exceptions.extend([exception(monday, &[]), exception(monday, &["08:00-11:00"])]);
            },
            CalendarFault::DuplicateDay { date: monday, list: "exceptions" },
        ),
        row(
            "an exception on a holiday",
            |source| source.exceptions.push(exception(on(2, 9, 2019), &["08:00-11:00"])),
            CalendarFault::ExceptionContradicts { date: on(2, 9, 2019), list: "days off" },
        ),
        row(
            "an exception on a swapped Saturday",
            |source| source.exceptions.push(exception(on(4, 5, 2019), &[])),
            CalendarFault::ExceptionContradicts { date: on(4, 5, 2019), list: "swaps" },
        ),
        row(
            "an exception with a session backwards",
            move |source| source.exceptions.push(exception(monday, &["11:00-08:00"])),
            CalendarFault::SessionBackwards { place: monday.to_string(), session: session("11:00-08:00") },
        ),
        row(
            "an exception without a reason",
            move |source| {
                source.exceptions.push(DayException { reason: String::new(), ..exception(monday, &[]) });
            },
            CalendarFault::NoName { date: monday, list: "exceptions" },
        ),
        row(
            "an exception in a year that is not listed",
            |source| source.exceptions.push(exception(on(3, 1, 2029), &[])),
            CalendarFault::YearMissing { date: on(3, 1, 2029) },
        ),
        row(
            "intake without hours",
            |source| source.intake_only.push(IntakeSessions { sessions: Vec::new(), ..saturdays() }),
            CalendarFault::IntakeWithoutHours { from: on(1, 10, 2019) },
        ),
        row(
            "intake that ends before it starts",
            |source| source.intake_only.push(IntakeSessions { to: Some(on(30, 9, 2019)), ..saturdays() }),
            CalendarFault::RangeBackwards { from: on(1, 10, 2019), to: on(30, 9, 2019) },
        ),
    ];
    assert_each_alone(table);
}

fn assert_each_alone<const N: usize>(table: [(&'static str, Change, CalendarFault); N]) {
    for (situation, change, expected) in table {
        let found = faults(change);
        assert!(found.contains(&expected), "{situation}: {found:?}");
        let others: Vec<_> = found.iter().filter(|fault| **fault != expected).collect();
        // Without hours no year has hours and nothing can be exchanged; that follows.
        let follows = matches!(expected, CalendarFault::NoWeeklyHours | CalendarFault::NoWorkingDay { .. });
        assert!(follows || others.is_empty(), "{situation}, and also: {others:?}");
    }
}

#[test]
fn a_swap_lies_beside_a_listed_year_on_either_side() {
    let new_year = |source: &mut CalendarSource| {
        source.swaps.push(swap(on(31, 12, 2027), on(1, 1, 2028)));
        source.days_off.push(day_off(on(31, 12, 2027), DayOffKind::SwappedOff));
    };
    assert_eq!(faults(new_year), [], "the worked half lies in a year that is not listed");
    let far = |source: &mut CalendarSource| source.swaps.push(swap(on(31, 12, 2029), on(5, 1, 2030)));
    let (off, worked) = (on(31, 12, 2029), on(5, 1, 2030));
    assert_eq!(faults(far), [off, worked].map(|date| CalendarFault::YearMissing { date }));
}

#[test]
fn all_contradictions_are_reported_together() {
    let mut source = lamdong_source();
    source.weekly[0].sessions[2] = vec![session("07:00-12:00"), session("11:00-17:00")];
    source.days_off.push(day_off(on(2, 9, 2019), DayOffKind::Local));
    source.swaps.push(swap(on(14, 10, 2019), on(15, 10, 2019)));
    source.years.retain(|listed| listed.year != 2022);
    let error = Calendar::compile(&source).expect_err("four kinds of contradictions");
    let text = error.to_string();
    assert_eq!(error.faults.len(), 1 + 1 + 1 + 1 + 15, "the gap, and fifteen days off in it: {text}");
    assert!(text.starts_with("the calendar contradicts itself in 19 places: "), "{text}");
    for part in [
        "2018-01-01 wed",
        "2019-09-02: listed twice",
        "2019-10-15: worked instead of 2019-10-14",
        "2022: the year is missing",
        "2022-09-02: the year 2022 is not listed",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn years_a_calendar_may_speak_of() {
    for (first, sound) in [(1899, false), (1900, true), (2199, true), (2200, false)] {
        let found = faults(|source| {
            source.days_off.clear();
            source.swaps.clear();
            source.weekly[0].valid_from = date(1800, 1, 1);
            source.years = vec![year(first)];
        });
        let expected =
            if sound { vec![] } else { vec![CalendarFault::OutOfRange { date: date(first, 1, 1) }] };
        assert_eq!(found, expected, "{first}");
    }
}

#[test]
fn a_list_without_end_is_refused() {
    let found = faults(|source| {
        source.exceptions = vec![exception(on(14, 10, 2019), &[]); 20_001];
    });
    assert!(found.contains(&CalendarFault::TooMany { list: "exceptions", count: 20_001 }));
    assert!(
        !faults(|source| source.exceptions = vec![exception(on(14, 10, 2019), &[]); 20_000])
            .iter()
            .any(|fault| matches!(fault, CalendarFault::TooMany { .. }))
    );
    // A unit's exceptions stand in one list with the province's.
    let mut source = lamdong_source();
    source.exceptions = vec![exception(on(14, 10, 2019), &[]), exception(on(15, 10, 2019), &[])];
    let province = Calendar::compile(&source).expect("a sound calendar");
    let exceptions = vec![exception(on(14, 10, 2019), &[]); 19_999];
    let unit = UnitExceptions { id: "sct".to_owned(), version: 1, exceptions, intake_only: vec![] };
    let error = province.with_unit_exceptions(&unit).expect_err("one too many");
    assert!(error.faults.contains(&CalendarFault::TooMany { list: "exceptions", count: 20_001 }), "{error}");
}

fn saturdays() -> IntakeSessions {
    IntakeSessions {
        on: IntakeDay::Weekday(Weekday::Saturday),
        from: on(1, 10, 2019),
        to: Some(on(28, 12, 2019)),
        sessions: vec![session("07:30-11:00")],
    }
}

/// Điểm c khoản 2 Điều 12: Saturday sessions take in dossiers and count for no limit.
#[test]
fn d12_k2_c_saturday_sessions_are_for_intake_only() {
    let mut source = lamdong_source();
    source.intake_only.push(saturdays());
    source.intake_only.push(IntakeSessions {
        on: IntakeDay::Date(on(2, 9, 2020)),
        from: on(1, 1, 2020),
        to: None,
        ..saturdays()
    });
    source.intake_only.push(IntakeSessions {
        on: IntakeDay::Weekday(Weekday::Wednesday),
        from: on(1, 1, 2020),
        to: None,
        sessions: vec![session("17:00-18:00")],
    });
    let calendar = Calendar::compile(&source).expect("a sound calendar");
    #[rustfmt::skip]
    let table = [
        ("on a working day",                 at(7, 10, 2019, 8, 0),    true),
        ("at the opening",                   at(7, 10, 2019, 7, 0),    true),
        ("before it",                        at(7, 10, 2019, 6, 59),   false),
        ("in the lunch break",               at(7, 10, 2019, 12, 0),   false),
        ("at the closing",                   at(7, 10, 2019, 17, 0),   false),
        ("on a Saturday session",            at(5, 10, 2019, 8, 0),    true),
        ("at its opening",                   at(5, 10, 2019, 7, 30),   true),
        ("before its opening",               at(5, 10, 2019, 7, 29),   false),
        ("at its closing",                   at(5, 10, 2019, 11, 0),   false),
        ("on a Sunday",                      at(6, 10, 2019, 8, 0),    false),
        ("before the range",                 at(28, 9, 2019, 8, 0),    false),
        ("on the last Saturday",             at(28, 12, 2019, 8, 0),   true),
        ("after the range",                  at(4, 1, 2020, 8, 0),     false),
        ("on a holiday, by its date",        at(2, 9, 2020, 8, 0),     true),
        ("on the day after it",              at(3, 9, 2020, 17, 30),   false),
        ("a weekday session on a holiday",   at(2, 9, 2020, 17, 30),   false),
        ("a weekday session on a weekday",   at(9, 9, 2020, 17, 30),   true),
        ("on a swapped Saturday",            at(4, 5, 2019, 14, 0),    true),
    ];
    for (situation, moment, expected) in table {
        assert_eq!(calendar.is_open_for_intake(moment), expected, "{situation}");
    }
    let friday = at(4, 10, 2019, 8, 0);
    let one_day: Limit = "1wd".parse().expect("a limit");
    assert_eq!(
        calendar.due(friday, one_day, rules()).at,
        at(7, 10, 2019, 17, 0),
        "Saturday counts for no limit"
    );
}

#[test]
fn an_exception_changes_or_closes_a_single_day() {
    let mut source = lamdong_source();
    source.exceptions = vec![
        exception(on(8, 10, 2019), &[]),
        exception(on(9, 10, 2019), &["07:00-11:00"]),
        exception(on(12, 10, 2019), &["08:00-12:00"]),
    ];
    let calendar = Calendar::compile(&source).expect("a sound calendar");
    let closed = DayKind::Off { name: "Bão số 5", kind: DayOffKind::Local };
    assert_eq!(calendar.day_kind(on(8, 10, 2019)), closed);
    assert_eq!(calendar.day_kind(on(9, 10, 2019)), DayKind::Changed { reason: "Bão số 5" });
    assert_eq!(calendar.day_kind(on(12, 10, 2019)), DayKind::Changed { reason: "Bão số 5" });
    let due = |text: &str| calendar.due(at(7, 10, 2019, 8, 0), text.parse().expect("a limit"), rules()).at;
    assert_eq!(due("1wd"), at(9, 10, 2019, 11, 0), "the closing of that day");
    assert_eq!(due("1d"), at(9, 10, 2019, 11, 0));
    assert_eq!(due("4wd"), at(12, 10, 2019, 12, 0), "an opened Saturday is a working day");
    assert_eq!(due("12wh"), at(10, 10, 2019, 8, 0), "seven hours on Monday, four on Wednesday");
    // Received on the short day after its closing, though before three: the next day.
    assert_eq!(calendar.transfer_by(at(9, 10, 2019, 11, 0), rules()), at(9, 10, 2019, 11, 0));
    assert_eq!(calendar.transfer_by(at(9, 10, 2019, 14, 0), rules()), at(10, 10, 2019, 7, 0));
}

#[test]
fn a_unit_has_exceptions_on_top_of_its_province() {
    let mut source = lamdong_source();
    source.version = 2;
    source.exceptions = vec![exception(on(8, 10, 2019), &[]), exception(on(9, 10, 2019), &[])];
    let province = Calendar::compile(&source).expect("a sound calendar");
    let unit = UnitExceptions {
        id: "sct".to_owned(),
        version: 3,
        exceptions: vec![
            exception(on(8, 10, 2019), &["07:00-11:00"]),
            exception(on(2, 9, 2019), &["08:00-10:00"]),
            exception(on(4, 5, 2019), &[]),
        ],
        intake_only: vec![saturdays()],
    };
    let own = province.with_unit_exceptions(&unit).expect("sound exceptions");
    assert!(own.is_working_day(on(8, 10, 2019)), "the unit wins over the province's exception");
    assert!(!own.is_working_day(on(9, 10, 2019)), "the province's other exception stays");
    assert!(own.is_working_day(on(2, 9, 2019)), "and over a holiday");
    assert!(!own.is_working_day(on(4, 5, 2019)), "and over a swap");
    assert!(own.is_open_for_intake(at(5, 10, 2019, 8, 0)));
    assert!(!province.is_working_day(on(8, 10, 2019)), "the province is as before");
    assert_eq!((own.id(), own.version()), ("lamdong+sct@3", 2));
    assert_ne!(own.fingerprint(), province.fingerprint());
    let next = UnitExceptions { version: 4, ..unit.clone() };
    let newer = province.with_unit_exceptions(&next).expect("sound exceptions");
    assert_ne!(newer.fingerprint(), own.fingerprint());

    let again = UnitExceptions {
        exceptions: vec![exception(on(8, 10, 2019), &[])],
        intake_only: vec![],
        ..unit.clone()
    };
    let stacked = own.with_unit_exceptions(&again).expect("sound exceptions");
    assert!(!stacked.is_working_day(on(8, 10, 2019)), "the last word counts");
    assert!(stacked.is_working_day(on(2, 9, 2019)), "what was there below stays");

    let wrong = UnitExceptions {
        exceptions: vec![exception(on(8, 10, 2029), &[]), exception(on(8, 10, 2019), &["11:00-10:00"])],
        intake_only: vec![IntakeSessions { sessions: vec![], ..saturdays() }],
        ..unit
    };
    let error = province.with_unit_exceptions(&wrong).expect_err("three contradictions");
    assert_eq!(error.faults.len(), 3, "{error}");
}

#[test]
fn the_closing_of_a_day_off_is_that_of_the_weekly_hours() {
    let mut source = lamdong_source();
    source.weekly[0].sessions[4] = vec![session("07:00-11:30"), session("13:00-16:00")];
    let calendar = Calendar::compile(&source).expect("a sound calendar");
    assert_eq!(calendar.closing(on(7, 10, 2019)), at(7, 10, 2019, 17, 0));
    assert_eq!(calendar.closing(on(2, 9, 2019)), at(2, 9, 2019, 17, 0), "a holiday on a Monday");
    assert_eq!(calendar.closing(on(5, 10, 2019)), at(5, 10, 2019, 16, 0), "a Saturday closes like Friday");
    assert_eq!(calendar.closing(on(6, 10, 2019)), at(6, 10, 2019, 16, 0), "a Sunday too");
    assert_eq!(calendar.opening(on(6, 10, 2019)), None);
    assert_eq!(calendar.opening(on(7, 10, 2019)), Some(at(7, 10, 2019, 7, 0)));
    // A swapped Saturday keeps the hours of the day it stands for, a Monday.
    assert_eq!(calendar.closing(on(4, 5, 2019)), at(4, 5, 2019, 17, 0));
}

#[test]
fn hours_change_on_their_day() {
    let mut source = lamdong_source();
    source.weekly[0].valid_to = Some(on(31, 12, 2019));
    source.weekly.push(hours(on(1, 1, 2020), None));
    let calendar = Calendar::compile(&source).expect("a sound calendar");
    assert_eq!(calendar.closing(on(31, 12, 2019)), at(31, 12, 2019, 17, 0));
    assert_eq!(calendar.closing(on(2, 1, 2020)), at(2, 1, 2020, 12, 0));
    assert_eq!(calendar.closing(on(5, 1, 2100)), at(5, 1, 2100, 12, 0), "and stay so beyond the tables");
    assert_eq!(
        calendar.closing(on(1, 3, 1990)),
        at(1, 3, 1990, 17, 0),
        "before the tables the first ones apply"
    );
}

#[test]
fn hours_may_change_before_and_after_the_years_of_the_tables() {
    let mut source = lamdong_source();
    source.weekly[0].valid_from = on(1, 1, 1995);
    source.weekly[0].valid_to = Some(on(31, 12, 2049));
    source.weekly.push(hours(on(1, 1, 2050), None));
    source.weekly.push(hours(on(1, 1, 1980), Some(on(31, 12, 1994))));
    let calendar = Calendar::compile(&source).expect("a sound calendar");
    assert_eq!(calendar.closing(on(30, 12, 1994)), at(30, 12, 1994, 12, 0));
    assert_eq!(calendar.closing(on(2, 1, 1995)), at(2, 1, 1995, 17, 0));
    assert_eq!(calendar.closing(on(31, 12, 2049)), at(31, 12, 2049, 17, 0));
    assert_eq!(calendar.closing(on(3, 1, 2050)), at(3, 1, 2050, 12, 0));
    let limit: Limit = "9wh".parse().expect("a limit");
    assert_eq!(
        calendar.due(at(30, 12, 1994, 11, 0), limit, rules()).at,
        at(3, 1, 1995, 17, 0),
        "1 January is made up"
    );
    assert_eq!(calendar.due(at(31, 12, 2049, 12, 0), limit, rules()).at, at(5, 1, 2050, 9, 30), "here too");
}

#[test]
fn a_fingerprint_stays_the_same_on_every_machine() {
    let calendar = lamdong();
    assert_eq!((calendar.id(), calendar.version()), ("lamdong", 1));
    let text = calendar.source().canonical_text();
    assert!(text.starts_with("calendar \"lamdong\" 1\noff 2018-12-31 swapped_off "), "{text}");
    for line in [
        "weekly 2018-01-01..open qc1722.d12.k2 07:00:00-11:30:00,13:30:00-17:00:00 ",
        "swap 2019-04-29 2019-05-04 ",
        "year 2027 computed ",
        "year 2019 published ",
        "off 2021-05-03 compensatory ",
        "off 2019-09-02 statutory ",
    ] {
        assert!(text.contains(line), "{line}");
    }
    // FNV-1a, written out once more over the same text.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x100_0000_01b3);
    }
    assert_eq!(calendar.fingerprint(), hash);
}

#[test]
fn exceptions_and_intake_are_part_of_the_fingerprint() {
    let mut source = lamdong_source();
    source.exceptions.push(exception(on(9, 10, 2019), &["07:00-11:00", "13:00-15:00"]));
    source.exceptions.push(DayException { reason: "Lũ".to_owned(), ..exception(on(8, 10, 2019), &[]) });
    source.intake_only.push(saturdays());
    source.intake_only.push(IntakeSessions {
        on: IntakeDay::Date(on(2, 9, 2020)),
        from: on(1, 1, 2020),
        to: None,
        ..saturdays()
    });
    source.days_off.push(day_off(on(10, 10, 2019), DayOffKind::Local));
    let text = source.canonical_text();
    for line in [
        "exception 2019-10-09 07:00:00-11:00:00,13:00:00-15:00:00 \"Bão số 5\"\n",
        "exception 2019-10-08 - \"Lũ\"\n",
        "intake weekday 6 2019-10-01..2019-12-28 07:30:00-11:00:00\n",
        "intake 2020-09-02 2020-01-01..open 07:30:00-11:00:00\n",
        "off 2019-10-10 local ",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
}

#[test]
fn the_kinds_of_days_of_the_province() {
    let calendar = lamdong();
    let off = |name, kind| DayKind::Off { name, kind };
    #[rustfmt::skip]
    let table = [
        (date(2019, 8, 30), DayKind::Working),
        (date(2019, 8, 31), DayKind::Weekend),
        (date(2019, 9, 2),  off("Quốc khánh", DayOffKind::Statutory)),
        (date(2019, 4, 14), off("Giỗ Tổ Hùng Vương", DayOffKind::Statutory)),
        (date(2019, 4, 15), off("Giỗ Tổ Hùng Vương, nghỉ bù", DayOffKind::Compensatory)),
        (date(2018, 12, 31), off("Nghỉ hoán đổi, làm bù 05/01/2019", DayOffKind::SwappedOff)),
        (date(2019, 1, 5),  DayKind::SwappedIn { instead_of: date(2018, 12, 31) }),
        (date(2018, 12, 28), DayKind::Unpublished),
        (date(2027, 6, 1),  DayKind::Working),
        (date(2028, 6, 1),  DayKind::Unpublished),
        (date(2028, 6, 3),  DayKind::Weekend),
        // The law itself has these off, whether or not anybody has announced the year.
        (date(2028, 1, 1),  off("Tết Dương lịch", DayOffKind::Statutory)),
        (date(2028, 1, 3),  off("Tết Dương lịch, nghỉ bù", DayOffKind::Compensatory)),
        (date(2028, 1, 4),  DayKind::Unpublished),
        (date(2028, 4, 30), off("Ngày Chiến thắng", DayOffKind::Statutory)),
        (date(2028, 5, 1),  off("Quốc tế Lao động", DayOffKind::Statutory)),
        (date(2028, 5, 2),  off("Ngày Chiến thắng, nghỉ bù", DayOffKind::Compensatory)),
        (date(2028, 5, 3),  DayKind::Unpublished),
        (date(2029, 9, 2),  off("Quốc khánh", DayOffKind::Statutory)),
        (date(2029, 9, 3),  off("Quốc khánh, nghỉ bù", DayOffKind::Compensatory)),
        (date(2028, 11, 24), off("Ngày Văn hóa Việt Nam", DayOffKind::Statutory)),
        (date(2018, 11, 23), DayKind::Unpublished),
        (date(2018, 4, 30), off("Ngày Chiến thắng", DayOffKind::Statutory)),
        (date(2090, 6, 1),  DayKind::Unpublished),
        (date(2090, 6, 3),  DayKind::Weekend),
    ];
    for (day, kind) in table {
        assert_eq!(calendar.day_kind(day), kind, "{day}");
    }
}
