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
        i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })
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
