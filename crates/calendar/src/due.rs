//! The promised instant, and the instants around it: forwarding, notices, warning.

use jiff::civil::{Date, DateTime, Time};
use law::Parameters;

use crate::compile::Calendar;
use crate::days::{beyond_minute, date_of, minute_of, number_of};
use crate::limit::{Limit, LimitClass};
use crate::tables::AtBreak;

/// A promised instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The instant at the office.
    pub at: DateTime,
    /// Whether it may move when the days off of a year it counts through are published.
    pub provisional: bool,
}

impl Calendar {
    /// The `n`-th working day after `date`, which itself is not counted; `date` when `n` is 0.
    #[must_use]
    pub fn nth_working_day_after(&self, date: Date, n: u32) -> Date {
        if n == 0 {
            return date;
        }
        let tables = &self.inner.tables;
        tables.nth(tables.through(number_of(date)) + i64::from(n)).0
    }

    /// The first working day strictly after `date`.
    #[must_use]
    pub fn next_working_day(&self, date: Date) -> Date {
        self.nth_working_day_after(date, 1)
    }

    /// Working days after `from` up to and including `to`; negative when `to` lies before `from`.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> i32 {
        let tables = &self.inner.tables;
        let days = tables.through(number_of(to)) - tables.through(number_of(from));
        // All of time holds fewer than eight million days.
        i32::try_from(days).unwrap_or(i32::MAX)
    }

    /// Whole minutes inside the sessions of working days between two instants; negative when reversed.
    #[must_use]
    pub fn working_minutes_between(&self, from: DateTime, to: DateTime) -> i64 {
        let ((from_minutes, from_beyond), (to_minutes, to_beyond)) = (self.elapsed(from), self.elapsed(to));
        let (minutes, beyond) = (to_minutes - from_minutes, to_beyond - from_beyond);
        // The parts of a minute may point the other way; a minute that is not whole does not count.
        if minutes > 0 && beyond < 0 {
            minutes - 1
        } else if minutes < 0 && beyond > 0 {
            minutes + 1
        } else {
            minutes
        }
    }

    /// The instant at which `minutes` have passed inside the sessions of working days.
    ///
    /// Outside a session counting starts with the next opening. An end exactly at a closing
    /// stays there. Zero minutes end at `from`.
    #[must_use]
    pub fn add_working_minutes(&self, from: DateTime, minutes: u32) -> DateTime {
        if minutes == 0 {
            return from;
        }
        let (elapsed, beyond) = self.elapsed(from);
        // With seconds to go after a closing, they are worked after the break.
        let at_break = if beyond == 0 { AtBreak::Before } else { AtBreak::After };
        let (date, time) = self.inner.tables.instant_at(elapsed + i64::from(minutes), beyond, at_break);
        DateTime::from_parts(date, time)
    }

    /// The first instant at or after `from` inside a session.
    pub(crate) fn counting_starts(&self, from: DateTime) -> DateTime {
        let (elapsed, beyond) = self.elapsed(from);
        let (date, time) = self.inner.tables.instant_at(elapsed, beyond, AtBreak::After);
        DateTime::from_parts(date, time)
    }

    fn elapsed(&self, at: DateTime) -> (i64, i64) {
        self.inner.tables.elapsed(number_of(at.date()), at.time())
    }

    /// When the result is due.
    ///
    /// # Units
    ///
    /// `received` is the civil time of receipt at the office. Working days end with the
    /// closing of the last one, whatever the hour or day of receipt; civil days and months
    /// end with the closing of that day, or of the next working day when it is a day off;
    /// working hours run inside the sessions; at once means the moment of receipt, which no
    /// calendar can move.
    ///
    /// # Source
    ///
    /// [`law::blds2015::D147_K1`], [`law::blds2015::D147_K2`], [`law::blds2015::D148_K5`],
    /// [`law::qc1722::D12_K2`].
    ///
    /// # Examples
    ///
    /// See `tests/stories.rs`: Friday 30/8/2019 14:20 and 3 working days give 5/9/2019 17:00.
    #[doc(alias = "ngày hẹn trả kết quả")]
    #[must_use]
    pub fn due(&self, received: DateTime, limit: Limit, parameters: &Parameters) -> Due {
        if limit.is_immediate() {
            return Due { at: received, provisional: false };
        }
        let (date, time) = match limit {
            Limit::WorkingDays(days) => {
                let tables = &self.inner.tables;
                let before_first = number_of(received.date()) - i64::from(parameters.first_day_counted);
                tables.nth(tables.through(before_first) + i64::from(days))
            }
            Limit::WorkingHours(hours) => {
                let end = self.add_working_minutes(received, u32::from(hours) * 60);
                (end.date(), end.time())
            }
            Limit::CalendarDays(_) | Limit::Months(_) | Limit::Immediately => {
                self.end_of_working_day_from(unmoved_end(received.date(), limit, parameters))
            }
        };
        let provisional = !self.is_firm(received.date(), date);
        Due { at: DateTime::from_parts(date, time), provisional }
    }

    /// The closing of this day, or of the next working day when it is a day off.
    fn end_of_working_day_from(&self, date: Date) -> (Date, Time) {
        let (tables, number) = (&self.inner.tables, number_of(date));
        let is_off = tables.shape_on(number).is_none();
        tables.nth(tables.through(number) + i64::from(is_off))
    }

    /// By when the paper dossier must be on its way to the agency.
    ///
    /// Received on a working day at or before the cut-off (15:00 sharp included): the closing
    /// of that day. Received later, or on a day off: the opening of the next working day. The
    /// promised day does not move.
    ///
    /// # Source
    ///
    /// [`law::qc1722::D16_K3`], [`law::qc1722::D17_K1`].
    #[must_use]
    pub fn transfer_by(&self, received: DateTime, parameters: &Parameters) -> DateTime {
        self.forwarding(received, parameters).0
    }

    /// Whether a dossier brought to the agency at `brought` was forwarded too late.
    ///
    /// On the next working day the start of the day lasts `start_of_day_minutes` from the
    /// opening; on the same day the closing is the end.
    #[must_use]
    pub fn forwarded_late(&self, received: DateTime, brought: DateTime, parameters: &Parameters) -> bool {
        let (by, grace_minutes) = self.forwarding(received, parameters);
        let minute = |at: DateTime| (number_of(at.date()), minute_of(at.time()), beyond_minute(at.time()));
        let (day, minutes, beyond) = minute(by);
        minute(brought) > (day, minutes + grace_minutes, beyond)
    }

    fn forwarding(&self, received: DateTime, parameters: &Parameters) -> (DateTime, i64) {
        let (date, time) = (received.date(), received.time());
        let cutoff = (i64::from(parameters.forwarding_cutoff_minute), 0);
        let in_time = (minute_of(time), beyond_minute(time)) <= cutoff;
        if in_time && self.is_working_day(date) {
            let closing = self.closing(date);
            // A short day may close before the cut-off.
            if received <= closing {
                return (closing, 0);
            }
        }
        let next = self.next_working_day(date);
        let opening = self.opening(next).unwrap_or_else(|| self.closing(next));
        (opening, i64::from(parameters.start_of_day_minutes))
    }

    /// Until when the agency may return the dossier for a supplement.
    ///
    /// `special_days` are the working days that a special law sets instead of the 1, 2 or 3
    /// of the class of the limit.
    ///
    /// # Source
    ///
    /// [`law::qc1722::D18_K1`], [`law::qc1722::D18_K1_D`] for `special_days`.
    #[must_use]
    pub fn supplement_notice_by(
        &self,
        received: DateTime,
        limit: Limit,
        special_days: Option<u16>,
        parameters: &Parameters,
    ) -> DateTime {
        let days = special_days.unwrap_or_else(|| supplement_days(limit, parameters));
        self.end_of_working_days(received, days, parameters)
    }

    /// The last moment to warn the applicant that no result is there yet: the closing of the
    /// last working day before the day of `due` (or of an earlier one, by `warn_days_before`).
    ///
    /// # Source
    ///
    /// [`law::qc1722::D18_K2_C`].
    #[must_use]
    pub fn warn_by(&self, due: DateTime, parameters: &Parameters) -> DateTime {
        let days_before = i64::from(parameters.warn_days_before);
        if days_before == 0 {
            return self.closing(due.date());
        }
        let tables = &self.inner.tables;
        let last_before = tables.through(number_of(due.date()) - 1);
        let (date, time) = tables.nth(last_before - (days_before - 1));
        DateTime::from_parts(date, time)
    }

    /// Until when the applicant is told of a result that arrived early.
    ///
    /// # Source
    ///
    /// [`law::qc1722::D18_K6_A`].
    #[must_use]
    pub fn early_notice_by(&self, arrived: DateTime, parameters: &Parameters) -> DateTime {
        self.end_of_working_days(arrived, parameters.early_result_notice_days, parameters)
    }

    fn end_of_working_days(&self, from: DateTime, days: u16, parameters: &Parameters) -> DateTime {
        if days == 0 {
            return self.closing(from.date());
        }
        self.due(from, Limit::WorkingDays(days), parameters).at
    }
}

/// Working days within which a supplement may be asked, by the class of the limit.
pub(crate) fn supplement_days(limit: Limit, parameters: &Parameters) -> u16 {
    let [short, medium, long] = parameters.supplement_notice_days;
    match limit.class(parameters) {
        LimitClass::Short => short,
        LimitClass::Medium => medium,
        LimitClass::Long => long,
    }
}

/// The last civil day of a limit in days or months, before a day off moves it.
///
/// A month ends on the day that bears the number of the day of receipt, or on the last day
/// of the month when there is none. When the first day is counted, a limit ends one day
/// earlier, except where the month was too short already.
pub(crate) fn unmoved_end(received: Date, limit: Limit, parameters: &Parameters) -> Date {
    let counted = i64::from(parameters.first_day_counted);
    match limit {
        Limit::CalendarDays(days) => date_of(number_of(received) + i64::from(days) - counted),
        Limit::Months(months) => {
            let end = months_later(received, months);
            if end.day() == received.day() { date_of(number_of(end) - counted) } else { end }
        }
        Limit::Immediately | Limit::WorkingDays(_) | Limit::WorkingHours(_) => received,
    }
}

fn months_later(date: Date, months: u16) -> Date {
    let month = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + i32::from(months);
    let year = i16::try_from(month.div_euclid(12)).ok();
    let month = i8::try_from(month.rem_euclid(12) + 1).ok();
    let first = year.zip(month).and_then(|(year, month)| Date::new(year, month, 1).ok());
    first.map_or(Date::MAX, |first| {
        let day = date.day().min(first.days_in_month());
        Date::new(first.year(), first.month(), day).unwrap_or(first)
    })
}

#[cfg(test)]
mod tests {
    use law::Parameters;

    use super::*;
    use crate::PublishedYear;
    use crate::common::{at, lamdong, on, rules};

    fn limit(text: &str) -> Limit {
        text.parse().expect("a limit")
    }

    fn counting_the_first_day() -> Parameters {
        Parameters { first_day_counted: true, ..*rules() }
    }

    /// Khoản 1 Điều 147: a limit in hours starts at the moment, and runs inside the sessions.
    #[test]
    fn d147_k1_hours_run_inside_the_sessions() {
        let calendar = lamdong();
        #[rustfmt::skip]
        let table = [
            ("inside a session",                     at(1, 10, 2019, 8, 0),   "2wh",  at(1, 10, 2019, 10, 0)),
            ("across the lunch break",               at(1, 10, 2019, 11, 0),  "1wh",  at(1, 10, 2019, 14, 0)),
            ("an end at the morning's closing",      at(1, 10, 2019, 9, 30),  "2wh",  at(1, 10, 2019, 11, 30)),
            ("an end at the day's closing",          at(1, 10, 2019, 13, 30), "3wh",  at(1, 10, 2019, 16, 30)),
            ("exactly the whole day",                at(1, 10, 2019, 7, 0),   "8wh",  at(1, 10, 2019, 17, 0)),
            ("before the opening",                   at(1, 10, 2019, 5, 0),   "1wh",  at(1, 10, 2019, 8, 0)),
            ("in the lunch break",                   at(1, 10, 2019, 12, 0),  "1wh",  at(1, 10, 2019, 14, 30)),
            ("at the morning's closing",             at(1, 10, 2019, 11, 30), "1wh",  at(1, 10, 2019, 14, 30)),
            ("after the closing",                    at(1, 10, 2019, 17, 0),  "1wh",  at(2, 10, 2019, 8, 0)),
            ("on a day off",                         at(2, 9, 2019, 9, 0),    "1wh",  at(3, 9, 2019, 8, 0)),
            ("over a weekend",                       at(4, 10, 2019, 16, 30), "4wh",  at(7, 10, 2019, 10, 30)),
            ("over a swapped Saturday",              at(3, 5, 2019, 16, 0),   "2wh",  at(4, 5, 2019, 8, 0)),
            ("a week of hours",                      at(7, 10, 2019, 7, 0),   "40wh", at(11, 10, 2019, 17, 0)),
        ];
        for (situation, received, text, expected) in table {
            assert_eq!(calendar.due(received, limit(text), rules()).at, expected, "{situation}");
        }
    }

    #[test]
    fn d147_k1_seconds_are_kept_inside_a_session_and_never_promised_after_a_closing() {
        let calendar = lamdong();
        let day = on(1, 10, 2019);
        #[rustfmt::skip]
        let table = [
            ("inside a session",          day.at(8, 0, 30, 5),   60, day.at(9, 0, 30, 5)),
            ("seconds over a break",      day.at(10, 30, 30, 0), 60, day.at(13, 30, 30, 0)),
            ("seconds over a night",      day.at(16, 0, 1, 0),   60, on(2, 10, 2019).at(7, 0, 1, 0)),
            ("seconds after the closing", day.at(11, 30, 1, 0),  60, day.at(14, 30, 0, 0)),
            ("seconds before an opening", day.at(6, 59, 59, 0),  60, day.at(8, 0, 0, 0)),
            ("no minutes at all",         day.at(12, 0, 7, 0),   0,  day.at(12, 0, 7, 0)),
        ];
        for (situation, from, minutes, expected) in table {
            assert_eq!(calendar.add_working_minutes(from, minutes), expected, "{situation}");
        }
    }

    #[test]
    fn whole_working_minutes_between_two_instants() {
        let calendar = lamdong();
        let day = on(1, 10, 2019);
        #[rustfmt::skip]
        let table = [
            ("a whole day",                    day.at(7, 0, 0, 0),   day.at(17, 0, 0, 0),            480),
            ("midnight to midnight",           day.at(0, 0, 0, 0),   on(2, 10, 2019).at(0, 0, 0, 0), 480),
            ("the lunch break",                day.at(11, 30, 0, 0), day.at(13, 30, 0, 0),           0),
            ("a weekend",                      at(4, 10, 2019, 17, 0), at(7, 10, 2019, 7, 0),        0),
            ("a minute that is not whole",     day.at(8, 0, 50, 0),  day.at(9, 0, 10, 0),            59),
            ("seconds that make a minute",     day.at(8, 0, 10, 0),  day.at(9, 0, 50, 0),            60),
            ("reversed",                       day.at(9, 0, 0, 0),   day.at(8, 0, 0, 0),             -60),
            ("reversed, not whole",            day.at(9, 0, 10, 0),  day.at(8, 0, 50, 0),            -59),
            ("the same minute",                day.at(8, 0, 10, 0),  day.at(8, 0, 50, 0),            0),
            ("the same minute, reversed",      day.at(8, 0, 50, 0),  day.at(8, 0, 10, 0),            0),
        ];
        for (situation, from, to, expected) in table {
            assert_eq!(calendar.working_minutes_between(from, to), expected, "{situation}");
        }
    }

    /// Khoản 2 Điều 147: the day of receipt is not counted, whatever the hour.
    #[test]
    fn d147_k2_the_day_of_receipt_is_not_counted() {
        let calendar = lamdong();
        #[rustfmt::skip]
        let table = [
            ("one day from a Monday morning",   at(7, 10, 2019, 7, 0),   "1wd", at(8, 10, 2019, 17, 0)),
            ("one day from a Monday night",     at(7, 10, 2019, 23, 59), "1wd", at(8, 10, 2019, 17, 0)),
            ("one day from a Friday",           at(4, 10, 2019, 10, 0),  "1wd", at(7, 10, 2019, 17, 0)),
            ("one day from a Saturday",         at(5, 10, 2019, 10, 0),  "1wd", at(7, 10, 2019, 17, 0)),
            ("one day from a Sunday",           at(6, 10, 2019, 10, 0),  "1wd", at(7, 10, 2019, 17, 0)),
            ("received on a holiday",           at(2, 9, 2019, 10, 0),   "2wd", at(4, 9, 2019, 17, 0)),
            ("before a holiday",                at(30, 8, 2019, 14, 20), "3wd", at(5, 9, 2019, 17, 0)),
            ("a swapped Saturday counts",       at(3, 5, 2019, 10, 0),   "1wd", at(4, 5, 2019, 17, 0)),
            ("civil days",                      at(7, 10, 2019, 8, 0),   "3d",  at(10, 10, 2019, 17, 0)),
            ("at once is at once, off or on",   at(6, 10, 2019, 10, 7),  "0",   at(6, 10, 2019, 10, 7)),
            ("no days are at once",             at(6, 10, 2019, 10, 7),  "0wd", at(6, 10, 2019, 10, 7)),
        ];
        for (situation, received, text, expected) in table {
            let due = calendar.due(received, limit(text), rules());
            assert_eq!(due, Due { at: expected, provisional: false }, "{situation}");
        }
    }

    #[test]
    fn d147_k2_a_law_that_counts_the_first_day_is_a_parameter() {
        let calendar = lamdong();
        let parameters = counting_the_first_day();
        #[rustfmt::skip]
        let table = [
            ("a working day is the first",         at(7, 10, 2019, 16, 0),  "1wd", at(7, 10, 2019, 17, 0)),
            ("three from a Friday",                at(4, 10, 2019, 8, 0),   "3wd", at(8, 10, 2019, 17, 0)),
            ("a day off is not",                   at(5, 10, 2019, 8, 0),   "1wd", at(7, 10, 2019, 17, 0)),
            ("civil days",                         at(7, 10, 2019, 8, 0),   "3d",  at(9, 10, 2019, 17, 0)),
            ("a month ends a day earlier",         at(1, 3, 2019, 8, 0),    "1m",  at(1, 4, 2019, 17, 0)),
            ("a short month ends where it ends",   at(31, 1, 2019, 8, 0),   "1m",  at(28, 2, 2019, 17, 0)),
            ("hours do not know first days",       at(7, 10, 2019, 8, 0),   "1wh", at(7, 10, 2019, 9, 0)),
        ];
        for (situation, received, text, expected) in table {
            assert_eq!(calendar.due(received, limit(text), &parameters).at, expected, "{situation}");
        }
        let received = at(7, 10, 2019, 8, 0);
        let notice = calendar.supplement_notice_by(received, limit("15wd"), None, &parameters);
        assert_eq!(notice, at(9, 10, 2019, 17, 0), "notices count alike");
    }

    /// Khoản 5 Điều 148: an end on a day off moves to the next working day.
    #[test]
    fn d148_k5_an_end_on_a_day_off_moves() {
        let calendar = lamdong();
        #[rustfmt::skip]
        let table = [
            ("on a working day it stays",       at(7, 10, 2019, 8, 0),  "3d",  at(10, 10, 2019, 17, 0)),
            ("off a Saturday",                  at(9, 10, 2019, 8, 0),  "3d",  at(14, 10, 2019, 17, 0)),
            ("off a Sunday",                    at(10, 10, 2019, 8, 0), "3d",  at(14, 10, 2019, 17, 0)),
            ("a swapped Saturday is worked",    at(24, 4, 2019, 8, 0),  "10d", at(4, 5, 2019, 17, 0)),
            ("off a swapped Monday",            at(19, 4, 2019, 8, 0),  "10d", at(2, 5, 2019, 17, 0)),
            ("off the whole of Tết",            at(13, 1, 2020, 8, 0),  "10d", at(30, 1, 2020, 17, 0)),
            ("months end on the same number",   at(7, 10, 2019, 8, 0),  "1m",  at(7, 11, 2019, 17, 0)),
            ("months are clamped",              at(31, 1, 2019, 8, 0),  "1m",  at(28, 2, 2019, 17, 0)),
            ("months are clamped, leap year",   at(31, 12, 2019, 8, 0), "2m",  at(2, 3, 2020, 17, 0)),
            ("months over a year",              at(15, 11, 2019, 8, 0), "3m",  at(17, 2, 2020, 17, 0)),
            ("December comes before January",   at(10, 12, 2019, 8, 0), "24m", at(10, 12, 2021, 17, 0)),
        ];
        for (situation, received, text, expected) in table {
            assert_eq!(calendar.due(received, limit(text), rules()).at, expected, "{situation}");
        }
    }

    /// Khoản 3 Điều 16 and khoản 1 Điều 17: forwarded the same day, after 15:00 the next.
    #[test]
    fn d16_k3_d17_k1_forwarding_after_three() {
        let calendar = lamdong();
        let friday = on(30, 8, 2019);
        #[rustfmt::skip]
        let table = [
            ("before the opening",            friday.at(6, 0, 0, 0),            at(30, 8, 2019, 17, 0)),
            ("in the morning",                friday.at(9, 0, 0, 0),            at(30, 8, 2019, 17, 0)),
            ("at three sharp",                friday.at(15, 0, 0, 0),           at(30, 8, 2019, 17, 0)),
            ("a nanosecond after three",      friday.at(15, 0, 0, 1),           at(3, 9, 2019, 7, 0)),
            ("a second after three",          friday.at(15, 0, 1, 0),           at(3, 9, 2019, 7, 0)),
            ("at night",                      friday.at(23, 59, 59, 0),         at(3, 9, 2019, 7, 0)),
            ("on a Saturday morning",         at(31, 8, 2019, 8, 0),            at(3, 9, 2019, 7, 0)),
            ("on a swapped Saturday morning", at(4, 5, 2019, 8, 0),             at(4, 5, 2019, 17, 0)),
        ];
        for (situation, received, expected) in table {
            assert_eq!(calendar.transfer_by(received, rules()), expected, "{situation}");
        }
    }

    #[test]
    fn d17_k1_forwarded_late() {
        let calendar = lamdong();
        let (before, after) = (at(30, 8, 2019, 14, 0), at(30, 8, 2019, 15, 10));
        let tuesday = on(3, 9, 2019);
        #[rustfmt::skip]
        let table = [
            ("the same day",                    before, at(30, 8, 2019, 16, 0),  false),
            ("at the closing",                  before, at(30, 8, 2019, 17, 0),  false),
            ("a minute after the closing",      before, at(30, 8, 2019, 17, 1),  true),
            ("the next morning is late then",   before, at(3, 9, 2019, 7, 0),    true),
            ("at the opening",                  after,  tuesday.at(7, 0, 0, 0),  false),
            ("within the start of the day",     after,  tuesday.at(8, 0, 0, 0),  false),
            ("a nanosecond after it",           after,  tuesday.at(8, 0, 0, 1),  true),
            ("at ten",                          after,  tuesday.at(10, 0, 0, 0), true),
            ("earlier than asked",              after,  at(30, 8, 2019, 16, 0),  false),
            ("the day after, early",            after,  at(4, 9, 2019, 7, 0),    true),
        ];
        for (situation, received, brought, expected) in table {
            assert_eq!(calendar.forwarded_late(received, brought, rules()), expected, "{situation}");
        }
    }

    /// Khoản 1 Điều 18: 1, 2 or 3 working days by the class of the limit, a special law first.
    #[test]
    fn d18_k1_supplement_notice() {
        let calendar = lamdong();
        let received = at(20, 1, 2020, 9, 5);
        #[rustfmt::skip]
        let table = [
            ("short: one day",                 "4wd",  None,     at(21, 1, 2020, 17, 0)),
            ("at once is short",               "0",    None,     at(21, 1, 2020, 17, 0)),
            ("medium: two days",               "10wd", None,     at(22, 1, 2020, 17, 0)),
            ("long: three days, over Tết",     "15wd", None,     at(30, 1, 2020, 17, 0)),
            ("a special law says five",        "15wd", Some(5),  at(3, 2, 2020, 17, 0)),
            ("a special law says the same day", "15wd", Some(0), at(20, 1, 2020, 17, 0)),
        ];
        for (situation, text, special, expected) in table {
            let by = calendar.supplement_notice_by(received, limit(text), special, rules());
            assert_eq!(by, expected, "{situation}");
        }
    }

    /// Điểm c khoản 2 Điều 18: warned on the last working day before the promised day.
    #[test]
    fn d18_k2_c_warning() {
        let calendar = lamdong();
        let two_days = Parameters { warn_days_before: 2, ..*rules() };
        let same_day = Parameters { warn_days_before: 0, ..*rules() };
        #[rustfmt::skip]
        let table = [
            ("the day before",            at(10, 10, 2019, 17, 0), rules(),   at(9, 10, 2019, 17, 0)),
            ("before a Monday",           at(14, 10, 2019, 17, 0), rules(),   at(11, 10, 2019, 17, 0)),
            ("before the end of Tết",     at(30, 1, 2020, 17, 0),  rules(),   at(22, 1, 2020, 17, 0)),
            ("due in the morning",        at(10, 10, 2019, 8, 0),  rules(),   at(9, 10, 2019, 17, 0)),
            ("two days before",           at(14, 10, 2019, 17, 0), &two_days, at(10, 10, 2019, 17, 0)),
            ("on the day itself",         at(14, 10, 2019, 17, 0), &same_day, at(14, 10, 2019, 17, 0)),
        ];
        for (situation, due, parameters, expected) in table {
            assert_eq!(calendar.warn_by(due, parameters), expected, "{situation}");
        }
    }

    /// Điểm a khoản 6 Điều 18: told within two working days after the result arrived.
    #[test]
    fn d18_k6_a_early_result() {
        let calendar = lamdong();
        #[rustfmt::skip]
        let table = [
            ("over a weekend",  at(10, 10, 2019, 9, 0), at(14, 10, 2019, 17, 0)),
            ("inside a week",   at(7, 10, 2019, 16, 0), at(9, 10, 2019, 17, 0)),
            ("over a holiday",  at(30, 8, 2019, 16, 0), at(4, 9, 2019, 17, 0)),
        ];
        for (situation, arrived, expected) in table {
            assert_eq!(calendar.early_notice_by(arrived, rules()), expected, "{situation}");
        }
        let at_once = Parameters { early_result_notice_days: 0, ..*rules() };
        assert_eq!(calendar.early_notice_by(at(7, 10, 2019, 9, 0), &at_once), at(7, 10, 2019, 17, 0));
    }

    #[test]
    fn working_days_are_counted_both_ways() {
        let calendar = lamdong();
        let friday = on(30, 8, 2019);
        assert_eq!(calendar.nth_working_day_after(friday, 0), friday);
        assert_eq!(calendar.nth_working_day_after(on(31, 8, 2019), 0), on(31, 8, 2019));
        assert_eq!(calendar.nth_working_day_after(friday, 3), on(5, 9, 2019));
        assert_eq!(calendar.next_working_day(friday), on(3, 9, 2019));
        assert_eq!(calendar.working_days_between(friday, on(5, 9, 2019)), 3);
        assert_eq!(calendar.working_days_between(on(5, 9, 2019), friday), -3);
        assert_eq!(calendar.working_days_between(friday, on(2, 9, 2019)), 0);
        assert_eq!(calendar.working_days_between(Date::MIN, Date::MIN), 0);
        assert!(calendar.working_days_between(Date::MIN, Date::MAX) > 5_000_000);
    }

    /// Điều 112: what the law itself has off is off in a year that nobody has announced, and the promise stays provisional.
    #[test]
    fn a_promise_into_an_unpublished_year_is_not_earlier_than_the_fixed_holidays() {
        let calendar = lamdong();
        #[rustfmt::skip]
        let table = [
            ("over 1 January, a Saturday, made up on Monday", at(31, 12, 2027, 8, 0), "1wd",  at(4, 1, 2028, 17, 0)),
            ("hours into the new year",                       at(31, 12, 2027, 16, 0), "2wh", at(4, 1, 2028, 8, 0)),
            ("civil days that end on it",                     at(24, 12, 2027, 8, 0), "8d",   at(4, 1, 2028, 17, 0)),
            ("over 30 April, a Sunday, and 1 May",            at(28, 4, 2028, 8, 0),  "1wd",  at(3, 5, 2028, 17, 0)),
            ("a month that ends on 1 May",                    at(1, 4, 2030, 8, 0),   "1m",   at(2, 5, 2030, 17, 0)),
            ("over 2 September, a Sunday",                    at(31, 8, 2029, 8, 0),  "1wd",  at(4, 9, 2029, 17, 0)),
            ("over 24 November",                              at(23, 11, 2028, 8, 0), "1wd",  at(27, 11, 2028, 17, 0)),
            ("days that the law leaves to an announcement",   at(5, 2, 2029, 8, 0),   "20wd", at(5, 3, 2029, 17, 0)),
        ];
        for (situation, received, text, expected) in table {
            let due = calendar.due(received, limit(text), rules());
            assert_eq!(due, Due { at: expected, provisional: true }, "{situation}");
        }
    }

    /// A span is provisional when it touches a year that is not published, and only then.
    #[test]
    fn a_span_that_touches_an_unpublished_year_is_provisional() {
        let calendar = lamdong();
        #[rustfmt::skip]
        let table = [
            ("inside 2026",                        at(1, 12, 2026, 8, 0),  "5wd",  false),
            ("ends on the last published day",     at(30, 12, 2026, 8, 0), "1wd",  false),
            ("ends in 2027, which is computed",    at(31, 12, 2026, 8, 0), "1wd",  true),
            ("inside 2027",                        at(1, 6, 2027, 8, 0),   "1wd",  true),
            ("inside 2028, which is not listed",   at(1, 6, 2028, 8, 0),   "1wd",  true),
            ("received in 2018",                   at(31, 12, 2018, 8, 0), "1wd",  true),
            ("the first published day",            at(1, 1, 2019, 8, 0),   "1wd",  false),
            ("over many published years",          at(1, 1, 2019, 8, 0),   "90m",  false),
            ("hours into 2027",                    at(31, 12, 2026, 16, 0), "2wh", true),
            ("civil days into 2027",               at(1, 12, 2026, 8, 0),  "31d",  true),
            ("at once needs no calendar",          at(1, 6, 2028, 8, 0),   "0",    false),
            ("far before the tables",              at(1, 6, 1990, 8, 0),   "5wd",  true),
            ("far after the tables",               at(1, 6, 2190, 8, 0),   "5wd",  true),
        ];
        for (situation, received, text, expected) in table {
            assert_eq!(calendar.due(received, limit(text), rules()).provisional, expected, "{situation}");
        }
    }

    #[test]
    fn beyond_the_tables_the_weekly_hours_count() {
        let calendar = lamdong();
        #[rustfmt::skip]
        let table = [
            ("Monday 3/1/2050 and a week",     at(3, 1, 2050, 8, 0),   "5wd",  at(10, 1, 2050, 17, 0)),
            ("Friday 5/1/1990 and a day",      at(5, 1, 1990, 8, 0),   "1wd",  at(8, 1, 1990, 17, 0)),
            ("hours over a weekend in 1990",   at(5, 1, 1990, 16, 0),  "2wh",  at(8, 1, 1990, 8, 0)),
            ("hours to a closing in 1990",     at(5, 1, 1990, 15, 0),  "2wh",  at(5, 1, 1990, 17, 0)),
            ("hours over a weekend in 2050",   at(7, 1, 2050, 16, 0),  "2wh",  at(10, 1, 2050, 8, 0)),
            ("hours to a closing in 2050",     at(7, 1, 2050, 15, 0),  "2wh",  at(7, 1, 2050, 17, 0)),
            ("civil days in 2050",             at(3, 1, 2050, 8, 0),   "5d",   at(10, 1, 2050, 17, 0)),
            ("into the tables",                at(29, 12, 2017, 8, 0), "1wd",  at(2, 1, 2018, 17, 0)),
            ("hours into the tables",          at(29, 12, 2017, 16, 0), "2wh", at(2, 1, 2018, 8, 0)),
            ("hours up to the tables",         at(29, 12, 2017, 16, 0), "1wh", at(29, 12, 2017, 17, 0)),
            ("out of the tables",              at(31, 12, 2040, 8, 0), "1wd",  at(1, 1, 2041, 17, 0)),
            ("hours out of the tables",        at(31, 12, 2040, 16, 0), "2wh", at(1, 1, 2041, 8, 0)),
            ("hours up to their end",          at(31, 12, 2040, 16, 0), "1wh", at(31, 12, 2040, 17, 0)),
        ];
        for (situation, received, text, expected) in table {
            let due = calendar.due(received, limit(text), rules());
            assert_eq!(due, Due { at: expected, provisional: true }, "{situation}");
        }
        assert_eq!(calendar.warn_by(at(8, 1, 1990, 17, 0), rules()), at(5, 1, 1990, 17, 0));
        assert_eq!(calendar.warn_by(at(1, 1, 2018, 17, 0), rules()), at(29, 12, 2017, 17, 0));
    }

    /// Without holidays every week is alike, so an answer moves with its question by whole weeks.
    #[test]
    fn weeks_are_alike_inside_beyond_and_across_the_ends_of_the_tables() {
        let mut source = crate::common::lamdong_source();
        source.days_off.clear();
        source.swaps.clear();
        // Announced without a day off: in a year that nobody has announced the law itself has some.
        let announced = source.years[0].clone();
        source.years = (2018..=2040).map(|year| PublishedYear { year, ..announced.clone() }).collect();
        let calendar = Calendar::compile(&source).expect("a sound calendar");
        let inside = on(2, 6, 2025);
        // Mondays long before, at the beginning, at the end and long after the tables.
        for monday in [on(4, 6, 1900), on(18, 12, 2017), on(1, 1, 2018), on(17, 12, 2040), on(7, 6, 2100)] {
            let shift = number_of(monday) - number_of(inside);
            let shifted =
                |at: DateTime| DateTime::from_parts(date_of(number_of(at.date()) + shift), at.time());
            for (day, minute) in (0..21).flat_map(|day| MOMENTS.map(|minute| (day, minute))) {
                for beyond in [0, 30_000_000_000] {
                    let date = date_of(number_of(inside) + day);
                    let from = DateTime::from_parts(date, crate::days::time_of(minute, beyond));
                    let there = shifted(from);
                    assert_eq!(
                        calendar.counting_starts(there),
                        shifted(calendar.counting_starts(from)),
                        "{there}"
                    );
                    for minutes in [1, 60, 210, 270, 479, 480, 481, 2_400, 2_401, 4_800, 7_199, 7_200, 7_201]
                    {
                        let to = calendar.add_working_minutes(from, minutes);
                        assert_eq!(
                            calendar.add_working_minutes(there, minutes),
                            shifted(to),
                            "{there} {minutes}"
                        );
                        assert_eq!(calendar.working_minutes_between(there, shifted(to)), i64::from(minutes));
                    }
                }
            }
            for (day, count) in (0..21).flat_map(|day| (1..=16).map(move |count| (day, count))) {
                let from = date_of(number_of(inside) + day).at(9, 0, 0, 0);
                let due = calendar.due(from, Limit::WorkingDays(count), rules()).at;
                assert_eq!(calendar.due(shifted(from), Limit::WorkingDays(count), rules()).at, shifted(due));
                let before = Parameters { warn_days_before: count, ..*rules() };
                let warned = calendar.warn_by(from, &before);
                assert_eq!(calendar.warn_by(shifted(from), &before), shifted(warned), "{from} {count}");
            }
        }
    }

    /// Minutes of a day before, at, inside and after the sessions.
    const MOMENTS: [i64; 9] = [0, 419, 420, 555, 690, 720, 810, 1_020, 1_439];

    #[test]
    fn at_the_ends_of_time_an_answer_saturates_and_is_provisional() {
        let calendar = lamdong();
        for text in ["65535wd", "65535wh", "65535d", "65535m"] {
            let last = calendar.due(DateTime::MAX, limit(text), rules());
            assert_eq!((last.at.date(), last.provisional), (Date::MAX, true), "{text}");
            let first = calendar.due(DateTime::MIN, limit(text), rules());
            assert!(first.provisional && first.at > DateTime::MIN, "{text}");
        }
        let before = calendar.warn_by(DateTime::MIN, rules());
        assert_eq!(before.date(), Date::MIN);
        assert!(calendar.transfer_by(DateTime::MAX, rules()).date() == Date::MAX);
    }
}
