//! What makes a source unfit, all of it reported together.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use crate::compile::weekly_sessions;
use crate::days::{beyond_minute, date_of, number_of};
use crate::source::{
    CalendarSource, DayException, DayOffKind, IntakeSessions, Session, UnitExceptions, WeeklyHours,
};

/// The years a calendar may speak of; beyond them a date is a typing error.
const SANE_YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;
/// Entries per list; a list of days this long is not a calendar.
const MOST_ENTRIES: usize = 20_000;

/// Why a source is not a calendar: every contradiction, in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct CalendarError {
    /// The contradictions; at least one.
    pub faults: Vec<CalendarFault>,
}

impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<String> = self.faults.iter().map(ToString::to_string).collect();
        write!(f, "the calendar contradicts itself in {} places: {}", texts.len(), texts.join("; "))
    }
}

/// One contradiction in a source, with its date and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarFault {
    /// The source has no weekly hours.
    #[error("there are no weekly hours: state at least one range")]
    NoWeeklyHours,
    /// A range of weekly hours has no session at all.
    #[error("{valid_from}: the weekly hours have no session on any day")]
    NoWorkingDay {
        /// Start of the range.
        valid_from: Date,
    },
    /// A range of validity ends before it starts.
    #[error("{from}: the range ends on {to}, before it starts")]
    RangeBackwards {
        /// Start of the range.
        from: Date,
        /// Its end.
        to: Date,
    },
    /// Two ranges of weekly hours share a day.
    #[error("{date}: two ranges of weekly hours are valid; end the earlier one the day before")]
    RangesOverlap {
        /// The first day they share.
        date: Date,
    },
    /// No weekly hours are valid between two ranges.
    #[error("{date}: no weekly hours are valid; let the earlier range end later")]
    RangeGap {
        /// The first day without hours.
        date: Date,
    },
    /// A session does not end after it starts.
    #[error("{place}: a session ends at {}, not after it opens at {}", session.closes, session.opens)]
    SessionBackwards {
        /// The weekday or day.
        place: String,
        /// The session.
        session: Session,
    },
    /// A session starts or ends within a minute.
    #[error("{place}: a session from {} to {} is not in whole minutes", session.opens, session.closes)]
    SessionNotWholeMinutes {
        /// The weekday or day.
        place: String,
        /// The session.
        session: Session,
    },
    /// Two sessions of a day overlap or are out of order.
    #[error("{place}: the session that opens at {} starts before the one above it closes", later.opens)]
    SessionsOverlap {
        /// The weekday or day.
        place: String,
        /// The later one in the list.
        later: Session,
    },
    /// A day is listed twice in the same list.
    #[error("{date}: listed twice among the {list}; keep one")]
    DuplicateDay {
        /// The day.
        date: Date,
        /// The list.
        list: &'static str,
    },
    /// A year is listed twice.
    #[error("{year}: the year is listed twice; keep one")]
    DuplicateYear {
        /// The year.
        year: i16,
    },
    /// A year between two listed ones is missing.
    #[error("{year}: the year is missing between the listed ones")]
    YearGap {
        /// The year.
        year: i16,
    },
    /// A day is stated in a year that is not listed.
    #[error("{date}: the year {} is not listed; list it with its decision", date.year())]
    YearMissing {
        /// The day.
        date: Date,
    },
    /// A listed year has days without weekly hours.
    #[error("{date}: the year {} is listed but has no weekly hours on this day", date.year())]
    YearWithoutHours {
        /// The first such day.
        date: Date,
    },
    /// A swap works a day that is worked anyway.
    #[error("{worked}: worked instead of {off}, but it is a working day already")]
    SwapWorksWorkingDay {
        /// The day that is off.
        off: Date,
        /// The day worked instead.
        worked: Date,
    },
    /// A swap works a listed day off.
    #[error("{worked}: worked instead of {off}, but it is listed as a day off")]
    SwapWorksDayOff {
        /// The day that is off.
        off: Date,
        /// The day worked instead.
        worked: Date,
    },
    /// A swap frees a day that is no working day.
    #[error("{off}: exchanged for {worked}, but it is no working day of the weekly hours")]
    SwapFreesRestDay {
        /// The day that is off.
        off: Date,
        /// The day worked instead.
        worked: Date,
    },
    /// A swap frees a day that is off for another reason.
    #[error("{off}: exchanged for {worked}, but it is off anyway ({})", kind.as_str())]
    SwapFreesDayOff {
        /// The day that is off.
        off: Date,
        /// The day worked instead.
        worked: Date,
        /// Why it is off.
        kind: DayOffKind,
    },
    /// A day is off by a swap that the source does not have.
    #[error("{date}: off by exchange, but no swap says which day is worked instead")]
    SwapMissing {
        /// The day.
        date: Date,
    },
    /// An exception and a day off or swap speak of the same day.
    #[error("{date}: an exception and the {list} speak of the same day; keep one")]
    ExceptionContradicts {
        /// The day.
        date: Date,
        /// The other list.
        list: &'static str,
    },
    /// A day that people will read about has no name.
    #[error("{date}: the {list} give no name or reason, and citizens will ask why")]
    NoName {
        /// The day.
        date: Date,
        /// The list.
        list: &'static str,
    },
    /// Intake-only sessions without a session.
    #[error("{from}: intake sessions without hours")]
    IntakeWithoutHours {
        /// Start of their range.
        from: Date,
    },
    /// A date outside 1900–2199.
    #[error("{date}: a calendar speaks of the years 1900 to 2199")]
    OutOfRange {
        /// The date.
        date: Date,
    },
    /// A list is longer than a calendar can be.
    #[error("the {list} have {count} entries, more than a calendar can hold")]
    TooMany {
        /// The list.
        list: &'static str,
        /// Its length.
        count: usize,
    },
}

const DAYS_OFF: &str = "days off";
const SWAPS: &str = "swaps";
const EXCEPTIONS: &str = "exceptions";

/// Every contradiction of a source.
pub(crate) fn check(source: &CalendarSource) -> Vec<CalendarFault> {
    let mut faults = Vec::new();
    check_lengths(source, &mut faults);
    check_weekly(&source.weekly, &mut faults);
    check_years(source, &mut faults);
    check_days_off(source, &mut faults);
    check_swaps(source, &mut faults);
    check_exceptions(source, &source.exceptions, &mut faults);
    for day in &source.exceptions {
        for (list, listed) in [
            (DAYS_OFF, source.days_off.iter().any(|off| off.date == day.date)),
            (SWAPS, source.swaps.iter().any(|swap| swap.off == day.date || swap.worked == day.date)),
        ] {
            if listed {
                faults.push(CalendarFault::ExceptionContradicts { date: day.date, list });
            }
        }
    }
    check_intake(&source.intake_only, &mut faults);
    faults
}

/// Every contradiction of a unit's exceptions with themselves or the years of `source`.
pub(crate) fn check_unit(source: &CalendarSource, unit: &UnitExceptions) -> Vec<CalendarFault> {
    let mut faults = Vec::new();
    check_length(EXCEPTIONS, unit.exceptions.len() + source.exceptions.len(), &mut faults);
    check_exceptions(source, &unit.exceptions, &mut faults);
    check_intake(&unit.intake_only, &mut faults);
    faults
}

fn check_lengths(source: &CalendarSource, faults: &mut Vec<CalendarFault>) {
    check_length(DAYS_OFF, source.days_off.len(), faults);
    check_length(SWAPS, source.swaps.len(), faults);
    check_length(EXCEPTIONS, source.exceptions.len(), faults);
    check_length("weekly hours", source.weekly.len(), faults);
}

fn check_length(list: &'static str, count: usize, faults: &mut Vec<CalendarFault>) {
    if count > MOST_ENTRIES {
        faults.push(CalendarFault::TooMany { list, count });
    }
}

fn check_weekly(weekly: &[WeeklyHours], faults: &mut Vec<CalendarFault>) {
    if weekly.is_empty() {
        faults.push(CalendarFault::NoWeeklyHours);
    }
    const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    for hours in weekly {
        let from = hours.valid_from;
        if hours.sessions.iter().all(Vec::is_empty) {
            faults.push(CalendarFault::NoWorkingDay { valid_from: from });
        }
        if let Some(to) = hours.valid_to.filter(|to| *to < from) {
            faults.push(CalendarFault::RangeBackwards { from, to });
        }
        for (weekday, sessions) in WEEKDAYS.iter().zip(&hours.sessions) {
            check_sessions(&format!("{from} {weekday}"), sessions, faults);
        }
    }
    let mut ordered: Vec<&WeeklyHours> = weekly.iter().collect();
    ordered.sort_by_key(|hours| hours.valid_from);
    for (earlier, later) in ordered.iter().zip(ordered.iter().skip(1)) {
        let from = later.valid_from;
        if !SANE_YEARS.contains(&from.year()) {
            faults.push(CalendarFault::OutOfRange { date: from });
        }
        match earlier.valid_to {
            Some(to) if to < from => {
                let first_without = date_of(number_of(to) + 1);
                if first_without < from {
                    faults.push(CalendarFault::RangeGap { date: first_without });
                }
            }
            _ => faults.push(CalendarFault::RangesOverlap { date: from }),
        }
    }
}

fn check_sessions(place: &str, sessions: &[Session], faults: &mut Vec<CalendarFault>) {
    for &session in sessions {
        let place = place.to_owned();
        if session.closes <= session.opens {
            faults.push(CalendarFault::SessionBackwards { place, session });
        } else if beyond_minute(session.opens) != 0 || beyond_minute(session.closes) != 0 {
            faults.push(CalendarFault::SessionNotWholeMinutes { place, session });
        }
    }
    for (earlier, later) in sessions.iter().zip(sessions.iter().skip(1)) {
        if later.opens < earlier.closes {
            faults.push(CalendarFault::SessionsOverlap { place: place.to_owned(), later: *later });
        }
    }
}

fn check_years(source: &CalendarSource, faults: &mut Vec<CalendarFault>) {
    let mut years: Vec<i16> = source.years.iter().map(|listed| listed.year).collect();
    years.sort_unstable();
    for (earlier, later) in years.iter().zip(years.iter().skip(1)) {
        if earlier == later {
            faults.push(CalendarFault::DuplicateYear { year: *later });
        }
        faults.extend(
            (earlier.saturating_add(1)..*later).take(300).map(|year| CalendarFault::YearGap { year }),
        );
    }
    let starts = source.weekly.iter().map(|hours| hours.valid_from).min();
    let ends = source.weekly.iter().map(|hours| hours.valid_to.unwrap_or(Date::MAX)).max();
    let (Some(starts), Some(ends)) = (starts, ends) else { return };
    for year in years {
        let day = |month, day| Date::new(year, month, day).ok();
        let (Some(first), Some(last)) = (day(1, 1), day(12, 31)) else { continue };
        if !SANE_YEARS.contains(&year) {
            faults.push(CalendarFault::OutOfRange { date: first });
        } else if first < starts {
            faults.push(CalendarFault::YearWithoutHours { date: first });
        } else if ends < last {
            faults.push(CalendarFault::YearWithoutHours { date: date_of(number_of(ends) + 1).max(first) });
        }
    }
}

fn is_listed(source: &CalendarSource, date: Date) -> bool {
    source.years.iter().any(|listed| listed.year == date.year())
}

/// A day must lie in a listed year; the half of a swap may lie in the year beside it.
fn check_year_of(source: &CalendarSource, date: Date, faults: &mut Vec<CalendarFault>) {
    if !SANE_YEARS.contains(&date.year()) {
        faults.push(CalendarFault::OutOfRange { date });
        return;
    }
    let other_half = source.swaps.iter().find_map(|swap| match (swap.off == date, swap.worked == date) {
        (true, _) => Some(swap.worked),
        (_, true) => Some(swap.off),
        _ => None,
    });
    if !is_listed(source, date) && !other_half.is_some_and(|other| is_listed(source, other)) {
        faults.push(CalendarFault::YearMissing { date });
    }
}

fn check_duplicates(list: &'static str, dates: impl Iterator<Item = Date>, faults: &mut Vec<CalendarFault>) {
    let mut seen: BTreeMap<Date, u32> = BTreeMap::new();
    for date in dates {
        let count = seen.entry(date).or_default();
        *count += 1;
        if *count == 2 {
            faults.push(CalendarFault::DuplicateDay { date, list });
        }
    }
}

fn check_days_off(source: &CalendarSource, faults: &mut Vec<CalendarFault>) {
    check_duplicates(DAYS_OFF, source.days_off.iter().map(|day| day.date), faults);
    for day in &source.days_off {
        let date = day.date;
        check_year_of(source, date, faults);
        if day.name.trim().is_empty() {
            faults.push(CalendarFault::NoName { date, list: DAYS_OFF });
        }
        if day.kind == DayOffKind::SwappedOff && source.swaps.iter().all(|swap| swap.off != date) {
            faults.push(CalendarFault::SwapMissing { date });
        }
    }
}

fn check_swaps(source: &CalendarSource, faults: &mut Vec<CalendarFault>) {
    // One list for both halves: a day that is freed by one swap and worked by another is a contradiction too.
    check_duplicates(SWAPS, source.swaps.iter().flat_map(|swap| [swap.off, swap.worked]), faults);
    for swap in &source.swaps {
        let (off, worked) = (swap.off, swap.worked);
        check_year_of(source, off, faults);
        check_year_of(source, worked, faults);
        if swap.reason.trim().is_empty() {
            faults.push(CalendarFault::NoName { date: off, list: SWAPS });
        }
        if weekly_sessions(&source.weekly, off).is_empty() {
            faults.push(CalendarFault::SwapFreesRestDay { off, worked });
        }
        if !weekly_sessions(&source.weekly, worked).is_empty() {
            faults.push(CalendarFault::SwapWorksWorkingDay { off, worked });
        }
        for day in &source.days_off {
            if day.date == worked {
                faults.push(CalendarFault::SwapWorksDayOff { off, worked });
            }
            if day.date == off && day.kind != DayOffKind::SwappedOff {
                faults.push(CalendarFault::SwapFreesDayOff { off, worked, kind: day.kind });
            }
        }
    }
}

fn check_exceptions(source: &CalendarSource, exceptions: &[DayException], faults: &mut Vec<CalendarFault>) {
    check_duplicates(EXCEPTIONS, exceptions.iter().map(|day| day.date), faults);
    for day in exceptions {
        check_year_of(source, day.date, faults);
        if day.reason.trim().is_empty() {
            faults.push(CalendarFault::NoName { date: day.date, list: EXCEPTIONS });
        }
        check_sessions(&day.date.to_string(), &day.sessions, faults);
    }
}

fn check_intake(intake: &[IntakeSessions], faults: &mut Vec<CalendarFault>) {
    for held in intake {
        let from = held.from;
        if let Some(to) = held.to.filter(|to| *to < from) {
            faults.push(CalendarFault::RangeBackwards { from, to });
        }
        if held.sessions.is_empty() {
            faults.push(CalendarFault::IntakeWithoutHours { from });
        }
        check_sessions(&format!("{from} intake"), &held.sessions, faults);
    }
}
