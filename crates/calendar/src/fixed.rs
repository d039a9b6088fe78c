//! The public holidays that the law itself puts on a day of the solar calendar: off in every year, announced or not.
//!
//! The days of Tết, of the Hùng Kings and the second day of National Day are fixed each year; until then nobody knows
//! them, and a promise that touches such a year is provisional. What is known is not counted as worked, so that a
//! provisional promise is not earlier than the law for these days.

use jiff::civil::Date;

/// A holiday on the same day of each year.
#[derive(Debug)]
pub(crate) struct FixedHoliday {
    month: i8,
    day: i8,
    /// The first year in which it is off.
    since: i16,
    /// What a citizen reads.
    pub(crate) name: &'static str,
    /// The same for the working day that makes up for it when it falls on a weekly rest day.
    pub(crate) made_up: &'static str,
}

/// The days that the law names; those before 2019 were off under the code before it.
///
/// # Source
///
/// [`law::blld2019::D112_K1`]; 24 November since 2026 by its own resolution, as summarised there.
pub(crate) const FIXED: [FixedHoliday; 5] = [
    holiday(1, 1, 1995, "Tết Dương lịch", "Tết Dương lịch, nghỉ bù"),
    holiday(4, 30, 1995, "Ngày Chiến thắng", "Ngày Chiến thắng, nghỉ bù"),
    holiday(5, 1, 1995, "Quốc tế Lao động", "Quốc tế Lao động, nghỉ bù"),
    holiday(9, 2, 1995, "Quốc khánh", "Quốc khánh, nghỉ bù"),
    holiday(11, 24, 2026, "Ngày Văn hóa Việt Nam", "Ngày Văn hóa Việt Nam, nghỉ bù"),
];

const fn holiday(month: i8, day: i8, since: i16, name: &'static str, made_up: &'static str) -> FixedHoliday {
    FixedHoliday { month, day, since, name, made_up }
}

/// The place in [`FIXED`] of the holiday on this day.
pub(crate) fn fixed_on(date: Date) -> Option<u16> {
    let on =
        |own: &FixedHoliday| (own.month, own.day) == (date.month(), date.day()) && date.year() >= own.since;
    FIXED.iter().position(on).and_then(|at| u16::try_from(at).ok())
}

/// Walks over the days of years that are not announced and says which of them the law has off by itself.
///
/// A holiday on a weekly rest day is made up on the next working day ([`law::blld2019::D111_K3`]).
#[derive(Debug, Default)]
pub(crate) struct FixedDays {
    owed: std::collections::VecDeque<u16>,
}

/// A day that the law has off by itself, as a place in [`FIXED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FixedDay {
    /// The holiday.
    Holiday(u16),
    /// The day that makes up for it.
    MadeUp(u16),
}

impl FixedDays {
    /// What the next day is; `rests` on a weekly rest day.
    pub(crate) fn take(&mut self, date: Date, rests: bool) -> Option<FixedDay> {
        match (fixed_on(date), rests) {
            (Some(at), rests) => {
                if rests {
                    self.owed.push_back(at);
                }
                Some(FixedDay::Holiday(at))
            }
            (None, true) => None,
            (None, false) => self.owed.pop_front().map(FixedDay::MadeUp),
        }
    }

    /// A day of a year that is announced: whoever announced it said what makes up for what.
    pub(crate) fn announced(&mut self) {
        self.owed.clear();
    }
}
