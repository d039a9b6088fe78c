//! The table for an officer: what each day did to the count.

use jiff::civil::{Date, DateTime, Time};

use crate::compile::DayKind;
use crate::days::{date_of, number_of};
use crate::derivation::{Derivation, Standing, TableRow};
use crate::limit::Limit;
use crate::text::{en_date, en_weekday, vi_date, vi_weekday};

/// Rows of the officer's table; about three years.
const MOST_ROWS: i64 = 1_100;

impl Derivation {
    /// What each day from receipt to the promised day did to the count, for an officer.
    ///
    /// A span of more than about three years is cut in the middle; the row before the last
    /// says how many days are left out.
    #[must_use]
    pub fn table(&self) -> Vec<TableRow> {
        let (from, to) = (number_of(self.received.date()), number_of(self.due.date()));
        let shown_to = to.min(from.saturating_add(MOST_ROWS));
        let mut counted = 0;
        let mut rows: Vec<TableRow> =
            (from..=shown_to).map(|number| self.row(date_of(number), &mut counted)).collect();
        let left_out = to - shown_to;
        if left_out > 1 {
            let first_left_out = date_of(shown_to + 1);
            let days = u32::try_from(left_out - 1).unwrap_or(u32::MAX);
            rows.push(TableRow {
                date: first_left_out,
                standing: Standing::LeftOut(days),
                text_vi: format!("{days} ngày tiếp theo không liệt kê"),
                text_en: format!("the next {days} days are not listed"),
            });
        }
        if left_out > 0 {
            rows.push(self.last_row());
        }
        rows
    }

    fn row(&self, date: Date, counted: &mut u32) -> TableRow {
        let kind = self.calendar.day_kind(date);
        let is_receipt = date == self.received.date();
        let uncounted = self.first_counted.is_none() || !self.parameters.first_day_counted;
        let standing = match self.limit {
            Limit::WorkingHours(_) => {
                let minutes = self.minutes_on(date);
                match (is_receipt, kind.is_working()) {
                    (true, _) if minutes == 0 => Standing::Received,
                    (_, true) => Standing::Worked(minutes),
                    (_, false) => Standing::Skipped,
                }
            }
            _ if is_receipt && uncounted => Standing::Received,
            Limit::CalendarDays(_) | Limit::Months(_) => match self.unmoved_end {
                Some(end) if date < end || (date == end && kind.is_working()) => counted_one(counted),
                _ if date == self.due.date() => Standing::MovedTo,
                _ => Standing::Skipped,
            },
            _ if kind.is_working() => counted_one(counted),
            _ => Standing::Skipped,
        };
        described(date, standing, kind)
    }

    fn last_row(&self) -> TableRow {
        let date = self.due.date();
        let standing = match self.limit {
            Limit::WorkingHours(_) => Standing::Worked(self.minutes_on(date)),
            Limit::WorkingDays(count) | Limit::CalendarDays(count)
                if self.unmoved_end.is_none_or(|end| end == date) =>
            {
                Standing::Counted(u32::from(count))
            }
            Limit::Months(_) if self.unmoved_end == Some(date) => {
                let days = number_of(date) - number_of(self.received.date());
                Standing::Counted(
                    u32::try_from(days + i64::from(self.parameters.first_day_counted)).unwrap_or(u32::MAX),
                )
            }
            _ => Standing::MovedTo,
        };
        described(date, standing, self.calendar.day_kind(date))
    }

    /// Minutes of the limit worked on one day of the span.
    fn minutes_on(&self, date: Date) -> u32 {
        let midnight = DateTime::from_parts(date, Time::midnight());
        let end_of_day = DateTime::from_parts(date, Time::MAX);
        let minutes =
            self.calendar.working_minutes_between(self.received.max(midnight), self.due.min(end_of_day));
        u32::try_from(minutes).unwrap_or(0)
    }
}

fn counted_one(counted: &mut u32) -> Standing {
    *counted += 1;
    Standing::Counted(*counted)
}

fn described(date: Date, standing: Standing, kind: DayKind<'_>) -> TableRow {
    let (vi, en) = match kind {
        DayKind::Working => ("ngày làm việc".to_owned(), "working day".to_owned()),
        DayKind::Unpublished => (
            "ngày làm việc, lịch nghỉ của năm chưa công bố".to_owned(),
            "working day, the days off of the year are not published".to_owned(),
        ),
        DayKind::SwappedIn { instead_of } => (
            format!("làm bù cho ngày {}", vi_date(instead_of)),
            format!("worked instead of {}", en_date(instead_of)),
        ),
        DayKind::Changed { reason } => {
            (format!("ngày làm việc, giờ riêng: {reason}"), format!("working day with other hours: {reason}"))
        }
        DayKind::Weekend => ("nghỉ hằng tuần".to_owned(), "weekly rest day".to_owned()),
        DayKind::Off { name, .. } => (name.to_owned(), format!("day off: {name}")),
    };
    TableRow {
        date,
        standing,
        text_vi: format!("{}, {vi}", vi_weekday(date)),
        text_en: format!("{}, {en}", en_weekday(date)),
    }
}
