//! What a person publishes: the dated, versioned source of a calendar.
//!
//! A published version is immutable; a correction is a new version. The form on disk and
//! its reading belong to the `province` crate.

use std::fmt::Write as _;

use jiff::civil::{Date, Time, Weekday};
use law::Citation;

/// The source of a calendar, immutable once published.
///
/// # Source
///
/// [`law::qc1722::D12_K2`] for the hours; the yearly announcements for days off and swaps.
#[doc(alias = "lịch làm việc")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarSource {
    /// Stable name, for example `lamdong`.
    pub id: String,
    /// Grows by one with each publication.
    pub version: u32,
    /// Weekly hours, one entry per range of validity.
    pub weekly: Vec<WeeklyHours>,
    /// Days off by law, decree or decision.
    pub days_off: Vec<DayOff>,
    /// Working days exchanged for rest days.
    pub swaps: Vec<Swap>,
    /// Single days with hours of their own, or closed.
    pub exceptions: Vec<DayException>,
    /// Sessions that take in dossiers on days that are no working days.
    pub intake_only: Vec<IntakeSessions>,
    /// The years whose days off are known, and how well.
    pub years: Vec<PublishedYear>,
}

/// What one unit changes on top of the calendar of its province.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitExceptions {
    /// Stable name of the unit.
    pub id: String,
    /// Grows by one with each publication.
    pub version: u32,
    /// Single days with hours of their own, or closed; they win over the province's.
    pub exceptions: Vec<DayException>,
    /// Further sessions for intake.
    pub intake_only: Vec<IntakeSessions>,
}

/// The hours of a week, valid in a range of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeeklyHours {
    /// First day of validity.
    pub valid_from: Date,
    /// Last day of validity, inclusive; `None` while in force.
    pub valid_to: Option<Date>,
    /// Sessions per weekday, Monday first; an empty list is a weekly rest day.
    pub sessions: [Vec<Session>; 7],
    /// The provision that sets the hours.
    pub basis: Citation,
}

/// One session of a day, open from `opens` (inclusive) to `closes`, in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// Opening time.
    pub opens: Time,
    /// Closing time, later than `opens`.
    pub closes: Time,
}

/// A day off with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOff {
    /// The day; it may lie on a weekly rest day.
    pub date: Date,
    /// What a citizen reads, for example `Quốc khánh` or `Quốc khánh, nghỉ bù`.
    pub name: String,
    /// Why it is off.
    pub kind: DayOffKind,
}

/// Why a day is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayOffKind {
    /// A public holiday (*nghỉ lễ, tết*).
    Statutory,
    /// A holiday that fell on a rest day and is made up (*nghỉ bù*).
    Compensatory,
    /// Exchanged for a worked rest day (*hoán đổi*).
    SwappedOff,
    /// Closed by a local decision, for example after a storm.
    Local,
}

/// A working day exchanged for a rest day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    /// The working day that is off.
    pub off: Date,
    /// The rest day that is worked instead, with the hours of `off`.
    pub worked: Date,
    /// The announcement or decision.
    pub reason: String,
}

/// A single day with hours of its own; without sessions it is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayException {
    /// The day.
    pub date: Date,
    /// Its sessions; a day with sessions is a working day.
    pub sessions: Vec<Session>,
    /// What a citizen reads.
    pub reason: String,
}

/// Sessions open for intake on days that count as no working day.
///
/// # Source
///
/// [`law::qc1722::D12_K2_C`]: reception on Saturdays does not make Saturday a working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeSessions {
    /// The weekday or the single day.
    pub on: IntakeDay,
    /// First day on which it applies.
    pub from: Date,
    /// Last day on which it applies, inclusive.
    pub to: Option<Date>,
    /// The hours.
    pub sessions: Vec<Session>,
}

/// When intake sessions are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntakeDay {
    /// Each week on this day, except on listed days off.
    Weekday(Weekday),
    /// On this one day, even when it is a listed day off.
    Date(Date),
}

/// A year whose days off are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedYear {
    /// The year.
    pub year: i16,
    /// How well its days off are known.
    pub status: YearStatus,
    /// The announcement or decision it rests on.
    pub decision: String,
}

/// How well the days off of a year are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum YearStatus {
    /// Announced; promises are firm.
    Published,
    /// Computed from the law before the announcement; promises are provisional.
    Computed,
}

impl DayOffKind {
    /// The word under which the kind is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Statutory => "statutory",
            Self::Compensatory => "compensatory",
            Self::SwappedOff => "swapped_off",
            Self::Local => "local",
        }
    }
}

impl YearStatus {
    /// The word under which the status is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Computed => "computed",
        }
    }
}

impl CalendarSource {
    /// The source as text, one fact per line, in an order that does not depend on the file.
    ///
    /// The fingerprint of a calendar is computed over this text.
    #[must_use]
    pub fn canonical_text(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for hours in &self.weekly {
            let to = hours.valid_to.map_or_else(|| "open".to_owned(), |day| day.to_string());
            let week: Vec<String> = hours.sessions.iter().map(|day| sessions_text(day)).collect();
            let (from, basis) = (hours.valid_from, hours.basis.id());
            lines.push(format!("weekly {from}..{to} {basis} {}", week.join(" ")));
        }
        for day in &self.days_off {
            lines.push(format!("off {} {} {:?}", day.date, day.kind.as_str(), day.name));
        }
        for swap in &self.swaps {
            lines.push(format!("swap {} {} {:?}", swap.off, swap.worked, swap.reason));
        }
        for year in &self.years {
            lines.push(format!("year {} {} {:?}", year.year, year.status.as_str(), year.decision));
        }
        lines.extend(exception_lines(&self.exceptions, &self.intake_only));
        headed(&format!("calendar {:?} {}", self.id, self.version), lines)
    }
}

impl UnitExceptions {
    /// The exceptions as text, like [`CalendarSource::canonical_text`].
    #[must_use]
    pub fn canonical_text(&self) -> String {
        let lines = exception_lines(&self.exceptions, &self.intake_only);
        headed(&format!("unit {:?} {}", self.id, self.version), lines)
    }
}

fn exception_lines(exceptions: &[DayException], intake: &[IntakeSessions]) -> Vec<String> {
    let mut lines = Vec::new();
    for day in exceptions {
        lines.push(format!("exception {} {} {:?}", day.date, sessions_text(&day.sessions), day.reason));
    }
    for held in intake {
        let on = match held.on {
            IntakeDay::Weekday(weekday) => format!("weekday {}", weekday.to_monday_one_offset()),
            IntakeDay::Date(date) => date.to_string(),
        };
        let to = held.to.map_or_else(|| "open".to_owned(), |day| day.to_string());
        lines.push(format!("intake {on} {}..{to} {}", held.from, sessions_text(&held.sessions)));
    }
    lines
}

fn headed(head: &str, mut lines: Vec<String>) -> String {
    lines.sort_unstable();
    let mut text = format!("{head}\n");
    for line in lines {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{line}");
    }
    text
}

fn sessions_text(sessions: &[Session]) -> String {
    if sessions.is_empty() {
        return "-".to_owned();
    }
    let parts: Vec<String> = sessions.iter().map(|s| format!("{}-{}", s.opens, s.closes)).collect();
    parts.join(",")
}
