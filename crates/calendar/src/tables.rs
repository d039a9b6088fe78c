//! Prefix tables over the days of a calendar: counting and its inverse in constant time.
//!
//! Every day has a count of working days *through* it and every working day a count of
//! working minutes *before* it, both from the first day of the tables. Before and after
//! the tables only the weekly hours apply, so the same counts follow from whole weeks and
//! at most seven single days; counts before the tables are zero or negative.

use jiff::civil::{Date, Time};

use crate::compile::Cause;
use crate::days::{beyond_minute, date_of, minute_of, number_of, time_of, weekday_of};
use crate::source::Session;

/// The sessions of a day in minutes, shared by all days that look alike.
#[derive(Debug)]
pub(crate) struct Shape {
    sessions: Vec<(i64, i64)>,
    minutes: i64,
    opens: Time,
    closes: Time,
}

/// The weekly hours beyond one end of the tables.
#[derive(Debug)]
pub(crate) struct Week {
    shapes: [Option<u16>; 7],
    days: i64,
    minutes: i64,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    /// Working days from the first day of the tables through this one.
    through: u32,
    shape: Option<u16>,
    cause: Cause,
}

#[derive(Debug, Clone, Copy)]
struct WorkingRow {
    date: Date,
    closes: Time,
    minutes_before: i64,
}

/// Where an instant that ends a number of minutes lies when sessions meet a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AtBreak {
    /// At the closing before the break.
    Before,
    /// At the opening after the break.
    After,
}

#[derive(Debug)]
pub(crate) struct Tables {
    first: i64,
    rows: Vec<Row>,
    working: Vec<WorkingRow>,
    skipped: Vec<(Date, Cause)>,
    shapes: Vec<Shape>,
    minutes: i64,
    before: Week,
    after: Week,
}

impl Shape {
    fn new(sessions: &[Session]) -> Option<Self> {
        let (first, last) = (sessions.first()?, sessions.last()?);
        let minutes: Vec<(i64, i64)> =
            sessions.iter().map(|s| (minute_of(s.opens), minute_of(s.closes))).collect();
        Some(Self {
            minutes: minutes.iter().map(|(opens, closes)| closes - opens).sum(),
            sessions: minutes,
            opens: first.opens,
            closes: last.closes,
        })
    }

    pub(crate) fn opens(&self) -> Time {
        self.opens
    }

    pub(crate) fn closes(&self) -> Time {
        self.closes
    }

    pub(crate) fn is_open_at(&self, time: Time) -> bool {
        let minute = minute_of(time);
        self.sessions.iter().any(|&(opens, closes)| opens <= minute && minute < closes)
    }

    /// Working minutes before `time`, and the rest of its minute when inside a session.
    fn elapsed(&self, time: Time) -> (i64, i64) {
        let (minute, mut elapsed) = (minute_of(time), 0);
        for &(opens, closes) in &self.sessions {
            if minute >= closes {
                elapsed += closes - opens;
            } else if minute >= opens {
                return (elapsed + minute - opens, beyond_minute(time));
            }
        }
        (elapsed, 0)
    }

    /// The minute of the day at which `within` minutes have been worked.
    fn minute_at(&self, within: i64, at_break: AtBreak) -> i64 {
        let mut left = within;
        let mut last = 0;
        for &(opens, closes) in &self.sessions {
            let length = closes - opens;
            if left < length || (left == length && at_break == AtBreak::Before) {
                return opens + left;
            }
            left -= length;
            last = closes;
        }
        last
    }
}

impl Week {
    fn minutes_of(&self, shapes: &[Shape], number: i64) -> i64 {
        self.shape_on(shapes, number).map_or(0, |shape| shape.minutes)
    }

    fn shape_on<'a>(&self, shapes: &'a [Shape], number: i64) -> Option<&'a Shape> {
        let index = self.shapes.get(weekday_of(number)).copied().flatten()?;
        shapes.get(usize::from(index))
    }

    /// Working days and minutes in the `length` days that start on `number`.
    fn count(&self, shapes: &[Shape], number: i64, length: i64) -> (i64, i64) {
        let weeks = length / 7;
        let (mut days, mut minutes) = (weeks * self.days, weeks * self.minutes);
        for day in number + weeks * 7..number + length {
            if let Some(shape) = self.shape_on(shapes, day) {
                days += 1;
                minutes += shape.minutes;
            }
        }
        (days, minutes)
    }
}

/// Collects the days of a calendar, one after the other.
#[derive(Debug)]
pub(crate) struct Builder {
    first: i64,
    rows: Vec<Row>,
    working: Vec<WorkingRow>,
    skipped: Vec<(Date, Cause)>,
    shapes: Vec<Shape>,
    minutes: i64,
}

impl Builder {
    pub(crate) fn starting(first: Date) -> Self {
        Self {
            first: number_of(first),
            rows: Vec::new(),
            working: Vec::new(),
            skipped: Vec::new(),
            shapes: Vec::new(),
            minutes: 0,
        }
    }

    /// Appends the next day; without sessions it is a day off.
    pub(crate) fn push(&mut self, date: Date, sessions: &[Session], cause: Cause) {
        let shape = self.shape(sessions);
        let known = shape.and_then(|index| self.shapes.get(usize::from(index)));
        if let Some(shape) = known {
            self.working.push(WorkingRow { date, closes: shape.closes, minutes_before: self.minutes });
            self.minutes += shape.minutes;
        } else {
            self.skipped.push((date, cause));
        }
        // A table has at most three centuries of days.
        let through = u32::try_from(self.working.len()).unwrap_or(u32::MAX);
        self.rows.push(Row { through, shape, cause });
    }

    pub(crate) fn finish(mut self, before: &[Vec<Session>; 7], after: &[Vec<Session>; 7]) -> Tables {
        let (before, after) = (self.week(before), self.week(after));
        Tables {
            first: self.first,
            rows: self.rows,
            working: self.working,
            skipped: self.skipped,
            shapes: self.shapes,
            minutes: self.minutes,
            before,
            after,
        }
    }

    fn week(&mut self, sessions: &[Vec<Session>; 7]) -> Week {
        let shapes = [0, 1, 2, 3, 4, 5, 6]
            .map(|weekday: usize| sessions.get(weekday).and_then(|sessions| self.shape(sessions)));
        let known = || shapes.iter().flatten().filter_map(|index| self.shapes.get(usize::from(*index)));
        Week { shapes, days: known().map(|_| 1).sum(), minutes: known().map(|shape| shape.minutes).sum() }
    }

    fn shape(&mut self, sessions: &[Session]) -> Option<u16> {
        let shape = Shape::new(sessions)?;
        let found = self.shapes.iter().position(|known| known.sessions == shape.sessions);
        let index = found.unwrap_or_else(|| {
            self.shapes.push(shape);
            self.shapes.len() - 1
        });
        u16::try_from(index).ok()
    }
}

impl Tables {
    /// The day after the last row.
    fn end(&self) -> i64 {
        self.first + i64::try_from(self.rows.len()).unwrap_or(0)
    }

    fn row(&self, number: i64) -> Option<&Row> {
        self.rows.get(usize::try_from(number - self.first).ok()?)
    }

    fn total_days(&self) -> i64 {
        i64::try_from(self.working.len()).unwrap_or(0)
    }

    fn working_row(&self, ordinal: i64) -> Option<&WorkingRow> {
        self.working.get(usize::try_from(ordinal - 1).ok()?)
    }

    /// The sessions of a day, `None` when it is not a working day.
    pub(crate) fn shape_on(&self, number: i64) -> Option<&Shape> {
        match self.row(number) {
            Some(row) => self.shapes.get(usize::from(row.shape?)),
            None if number < self.first => self.before.shape_on(&self.shapes, number),
            None => self.after.shape_on(&self.shapes, number),
        }
    }

    /// Why a day is what it is, `None` beyond the tables.
    pub(crate) fn cause_of(&self, number: i64) -> Option<Cause> {
        self.row(number).map(|row| row.cause)
    }

    /// Working days from the first day of the tables through this one.
    pub(crate) fn through(&self, number: i64) -> i64 {
        match self.row(number) {
            Some(row) => i64::from(row.through),
            None if number < self.first => {
                -self.before.count(&self.shapes, number + 1, self.first - number - 1).0
            }
            None => {
                let end = self.end();
                self.total_days() + self.after.count(&self.shapes, end, number + 1 - end).0
            }
        }
    }

    /// The working day that bears this ordinal, with its closing time.
    pub(crate) fn nth(&self, ordinal: i64) -> (Date, Time) {
        if let Some(row) = self.working_row(ordinal) {
            return (row.date, row.closes);
        }
        let (week, mut number, mut left, step) = if ordinal <= 0 {
            // The last working day before the tables bears 0.
            (&self.before, self.first - 1, -ordinal, -1)
        } else {
            (&self.after, self.end(), ordinal - self.total_days() - 1, 1)
        };
        number += step * 7 * (left / week.days);
        left %= week.days;
        loop {
            if let Some(shape) = week.shape_on(&self.shapes, number) {
                if left == 0 {
                    return (date_of(number), shape.closes);
                }
                left -= 1;
            }
            number += step;
        }
    }

    /// The days off in `from..=to` with their causes, when both lie in the tables.
    pub(crate) fn skipped(&self, from: i64, to: i64) -> Option<&[(Date, Cause)]> {
        let row_before = if from == self.first { Some(0) } else { self.row(from - 1).map(|row| row.through) };
        let off_through = |number: i64, through: i64| usize::try_from(number - self.first + 1 - through).ok();
        let start = off_through(from - 1, i64::from(row_before?))?;
        let end = off_through(to, i64::from(self.row(to)?.through))?;
        self.skipped.get(start..end)
    }

    /// Working minutes from the first day of the tables to this instant, and the rest of its minute.
    pub(crate) fn elapsed(&self, number: i64, time: Time) -> (i64, i64) {
        let before = self.minutes_before(number);
        let (minutes, beyond) = self.shape_on(number).map_or((0, 0), |shape| shape.elapsed(time));
        (before + minutes, beyond)
    }

    fn minutes_before(&self, number: i64) -> i64 {
        if number < self.first {
            -self.before.count(&self.shapes, number, self.first - number).1
        } else if number >= self.end() {
            let end = self.end();
            self.minutes + self.after.count(&self.shapes, end, number - end).1
        } else {
            let ordinal = self.through(number - 1) + 1;
            self.working_row(ordinal).map_or(self.minutes, |row| row.minutes_before)
        }
    }

    /// The instant at which `minutes` have been worked since the first day of the tables,
    /// plus `beyond` nanoseconds, on the side of a break that `at_break` says.
    pub(crate) fn instant_at(&self, minutes: i64, beyond: i64, at_break: AtBreak) -> (Date, Time) {
        let (number, within) = self.day_at(minutes, at_break);
        let minute = self.shape_on(number).map_or(0, |shape| shape.minute_at(within, at_break));
        (date_of(number), time_of(minute, beyond))
    }

    /// The working day on which the count of minutes is reached, and the minutes worked on it.
    fn day_at(&self, minutes: i64, at_break: AtBreak) -> (i64, i64) {
        let tail = i64::from(at_break == AtBreak::Before);
        if minutes < tail {
            return self.day_before_tables(-minutes, at_break);
        }
        if minutes - tail >= self.minutes {
            return self.day_after_tables(minutes - self.minutes, at_break);
        }
        // The last working day that begins with fewer minutes (or as many, after a break).
        let index = self.working.partition_point(|row| row.minutes_before <= minutes - tail);
        let row = index.checked_sub(1).and_then(|index| self.working.get(index));
        row.map_or((self.first, 0), |row| (number_of(row.date), minutes - row.minutes_before))
    }

    fn day_before_tables(&self, minutes_back: i64, at_break: AtBreak) -> (i64, i64) {
        let tail = i64::from(at_break == AtBreak::After);
        let weeks = (minutes_back - tail) / self.before.minutes;
        let mut left = minutes_back - weeks * self.before.minutes;
        let mut number = self.first - 1 - weeks * 7;
        loop {
            let length = self.before.minutes_of(&self.shapes, number);
            if left - tail < length {
                return (number, length - left);
            }
            left -= length;
            number -= 1;
        }
    }

    fn day_after_tables(&self, minutes_on: i64, at_break: AtBreak) -> (i64, i64) {
        let tail = i64::from(at_break == AtBreak::Before);
        let weeks = (minutes_on - tail) / self.after.minutes;
        let mut left = minutes_on - weeks * self.after.minutes;
        let mut number = self.end() + weeks * 7;
        loop {
            let length = self.after.minutes_of(&self.shapes, number);
            if left - tail < length {
                return (number, left);
            }
            left -= length;
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{lamdong, on};

    /// A derivation may cost no walk, so inside the tables the days off must be a slice.
    #[test]
    fn inside_the_tables_the_days_off_are_a_slice() {
        let calendar = lamdong();
        let slice = |from, to| -> Option<Vec<Date>> {
            let days = calendar.inner.tables.skipped(number_of(from), number_of(to))?;
            Some(days.iter().map(|(date, _)| *date).collect())
        };
        let weekend = vec![on(31, 8, 2019), on(1, 9, 2019)];
        assert_eq!(slice(on(31, 8, 2019), on(1, 9, 2019)), Some(weekend.clone()));
        assert_eq!(slice(on(30, 8, 2019), on(1, 9, 2019)), Some(weekend));
        assert_eq!(slice(on(1, 9, 2019), on(3, 9, 2019)), Some(vec![on(1, 9, 2019), on(2, 9, 2019)]));
        assert_eq!(slice(on(3, 9, 2019), on(5, 9, 2019)), Some(vec![]));
        assert_eq!(
            slice(on(1, 1, 2018), on(7, 1, 2018)),
            Some(vec![on(1, 1, 2018), on(6, 1, 2018), on(7, 1, 2018)])
        );
        assert_eq!(slice(on(29, 12, 2040), on(31, 12, 2040)), Some(vec![on(29, 12, 2040), on(30, 12, 2040)]));
        assert_eq!(slice(on(31, 12, 2017), on(7, 1, 2018)), None, "from before the tables");
        assert_eq!(slice(on(29, 12, 2040), on(1, 1, 2041)), None, "to after them");
    }
}
