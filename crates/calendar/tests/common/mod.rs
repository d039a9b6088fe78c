//! The calendar of the province as the tests see it, read line by line from its data file.
//!
//! The real reader is strict and belongs to another crate; this one knows just the lines
//! that the file has and panics on any other.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::collections::HashMap;
use std::sync::LazyLock;

use calendar::{
    Calendar, CalendarSource, DayOff, DayOffKind, PublishedYear, Session, Swap, WeeklyHours, YearStatus,
};
use jiff::civil::{Date, DateTime, Time, date};

const FILE: &str = include_str!("../../../../province/lamdong/calendar.yaml");

/// The published source of the province.
pub fn lamdong_source() -> CalendarSource {
    let mut source = CalendarSource {
        id: String::new(),
        version: 0,
        weekly: Vec::new(),
        days_off: Vec::new(),
        swaps: Vec::new(),
        exceptions: Vec::new(),
        intake_only: Vec::new(),
        years: Vec::new(),
    };
    for line in FILE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        read_line(&mut source, line);
    }
    source
}

fn read_line(source: &mut CalendarSource, line: &str) {
    if let Some(row) = line.strip_prefix("  - { ").and_then(|row| row.strip_suffix(" }")) {
        return read_row(source, &fields(row));
    }
    let (key, value) = line.trim().trim_start_matches("- ").split_once(':').expect("a key");
    let value = value.trim();
    match key {
        "id" => source.id = value.to_owned(),
        "version" => source.version = value.parse().expect("a number"),
        "valid_from" => source.weekly.push(WeeklyHours {
            valid_from: day(value),
            valid_to: None,
            sessions: std::array::from_fn(|_| Vec::new()),
            basis: law::qc1722::D12_K2,
        }),
        "basis" => assert_eq!(value, source.weekly.last().expect("a range").basis.id()),
        "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun" => {
            let at = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|name| *name == key);
            let sessions = value.trim_matches(['[', ']']).split(", ").filter(|text| !text.is_empty());
            let hours = source.weekly.last_mut().expect("a range");
            hours.sessions[at.expect("a weekday")] =
                sessions.map(|text| session(text.trim_matches('"'))).collect();
        }
        "weekly" | "sessions" | "days_off" | "swaps" | "years" => assert_eq!(value, ""),
        "exceptions" | "intake_only" => assert_eq!(value, "[]"),
        _ => panic!("no such line in a calendar: {line}"),
    }
}

fn read_row(source: &mut CalendarSource, row: &HashMap<&str, &str>) {
    if let Some(date) = row.get("date") {
        let kind = match row["kind"] {
            "statutory" => DayOffKind::Statutory,
            "compensatory" => DayOffKind::Compensatory,
            "swapped_off" => DayOffKind::SwappedOff,
            other => panic!("no such kind: {other}"),
        };
        source.days_off.push(DayOff { date: day(date), name: row["name"].to_owned(), kind });
    } else if let Some(off) = row.get("off") {
        let reason = row["reason"].to_owned();
        source.swaps.push(Swap { off: day(off), worked: day(row["worked"]), reason });
    } else {
        let status = match row["status"] {
            "published" => YearStatus::Published,
            "computed" => YearStatus::Computed,
            other => panic!("no such status: {other}"),
        };
        let year = row["year"].parse().expect("a year");
        source.years.push(PublishedYear { year, status, decision: row["decision"].to_owned() });
    }
}

/// `key: value` pairs; a quoted value is the last of its row and may hold commas.
fn fields(row: &str) -> HashMap<&str, &str> {
    let (plain, quoted) = row.split_once(": \"").expect("a text in quotes");
    let (plain, last) = plain.rsplit_once(", ").expect("two fields");
    let mut fields: HashMap<&str, &str> =
        plain.split(", ").map(|field| field.split_once(": ").expect("key and value")).map(unquoted).collect();
    fields.insert(last, quoted.trim_end_matches('"'));
    fields
}

/// `off` is a word that older YAML readers take for a truth value, so the file quotes it.
fn unquoted<'a>((key, value): (&'a str, &'a str)) -> (&'a str, &'a str) {
    (key.trim_matches('"'), value)
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// `07:00-11:30`.
pub fn session(text: &str) -> Session {
    let (opens, closes) = text.split_once('-').expect("two times");
    let time = |text: &str| text.parse::<Time>().expect("a time");
    Session { opens: time(opens), closes: time(closes) }
}

/// The compiled calendar of the province.
pub fn lamdong() -> Calendar {
    static COMPILED: LazyLock<Calendar> =
        LazyLock::new(|| Calendar::compile(&lamdong_source()).expect("the published calendar is sound"));
    COMPILED.clone()
}

/// The rules of 2018, in force through all the stories.
pub fn rules() -> &'static law::Parameters {
    law::parameters_on("2019-08-14")
}

/// `at(30, 8, 2019, 14, 20)`: day first, as the stories tell it.
pub fn at(day: i8, month: i8, year: i16, hour: i8, minute: i8) -> DateTime {
    on(day, month, year).at(hour, minute, 0, 0)
}

/// `on(5, 9, 2019)`.
pub fn on(day: i8, month: i8, year: i16) -> Date {
    date(year, month, day)
}
