//! The periods of periodic reports, by the days on which their figures are cut off.
//!
//! Legal basis: Decree 09/2019, Article 12, which Circular 01/2020/TT-VPCP follows: figures run from the 15th of
//! the month before to the 14th, so a quarter of a report is no quarter of the calendar.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// The last day of the figures in their month.
const CUT_OFF: i8 = 14;

/// How long a periodic report looks back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A month; 12 in a year.
    Month,
    /// Three months; 4 in a year.
    Quarter,
    /// Six months; 2 in a year.
    HalfYear,
    /// The first nine months of the year.
    NineMonths,
    /// The whole year.
    Year,
}

impl Kind {
    /// Every kind, the shortest first.
    pub const ALL: [Self; 5] = [Self::Month, Self::Quarter, Self::HalfYear, Self::NineMonths, Self::Year];

    fn months(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::NineMonths => 9,
            Self::Year => 12,
        }
    }

    /// How many of them a year has.
    #[must_use]
    pub fn in_a_year(self) -> u8 {
        12_u8.checked_div(self.months()).unwrap_or(1)
    }
}

/// First and last day of the figures of the period `number` of `year`; `None` when no year has it.
#[must_use]
pub fn statutory(kind: Kind, year: i16, number: u8) -> Option<(Date, Date)> {
    if !(1..=kind.in_a_year()).contains(&number) {
        return None;
    }
    let month = i8::try_from(kind.months().checked_mul(number)?).ok()?;
    let to = Date::new(year, month, CUT_OFF).ok()?;
    let from = to.checked_sub(i32::from(kind.months()).months()).ok()?.tomorrow().ok()?;
    Some((from, to))
}

/// Year and number of the period that `day` lies in; of nine months, the one of its year.
#[must_use]
pub fn around(kind: Kind, day: Date) -> (i16, u8) {
    // From the day after the cut-off on, figures belong to the next month.
    let counted = if day.day() > CUT_OFF { day.saturating_add(1.month()).first_of_month() } else { day };
    let months = u8::try_from(counted.month()).unwrap_or(1);
    let number = months.div_ceil(kind.months()).clamp(1, kind.in_a_year());
    (counted.year(), number)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Worked out by hand from the words of the decree, not from the program.
    #[test]
    fn periods_run_from_the_fifteenth_to_the_fourteenth() {
        let table = [
            (Kind::Month, 2026, 1, date(2025, 12, 15), date(2026, 1, 14)),
            (Kind::Month, 2026, 3, date(2026, 2, 15), date(2026, 3, 14)),
            (Kind::Month, 2026, 12, date(2026, 11, 15), date(2026, 12, 14)),
            (Kind::Quarter, 2026, 1, date(2025, 12, 15), date(2026, 3, 14)),
            (Kind::Quarter, 2026, 2, date(2026, 3, 15), date(2026, 6, 14)),
            (Kind::Quarter, 2026, 3, date(2026, 6, 15), date(2026, 9, 14)),
            (Kind::Quarter, 2026, 4, date(2026, 9, 15), date(2026, 12, 14)),
            (Kind::HalfYear, 2026, 1, date(2025, 12, 15), date(2026, 6, 14)),
            (Kind::HalfYear, 2026, 2, date(2026, 6, 15), date(2026, 12, 14)),
            (Kind::NineMonths, 2026, 1, date(2025, 12, 15), date(2026, 9, 14)),
            (Kind::Year, 2026, 1, date(2025, 12, 15), date(2026, 12, 14)),
            // A leap year changes nothing: no period begins or ends late in February.
            (Kind::Month, 2024, 3, date(2024, 2, 15), date(2024, 3, 14)),
        ];
        for (kind, year, number, from, to) in table {
            assert_eq!(statutory(kind, year, number), Some((from, to)), "{kind:?} {number}/{year}");
        }
    }

    #[test]
    fn no_year_has_other_periods() {
        for (kind, number) in [
            (Kind::Month, 0),
            (Kind::Month, 13),
            (Kind::Quarter, 5),
            (Kind::HalfYear, 3),
            (Kind::NineMonths, 2),
            (Kind::Year, 2),
            (Kind::Year, 255),
        ] {
            assert_eq!(statutory(kind, 2026, number), None, "{kind:?} {number}");
        }
        assert_eq!(statutory(Kind::Month, 10_000, 1), None);
        assert_eq!(statutory(Kind::Year, -9999, 1), None, "it would begin before the first year");
    }

    /// Periods of one kind follow each other without a gap and without a day twice.
    #[test]
    fn every_day_is_in_exactly_one_period_of_a_kind() {
        for kind in [Kind::Month, Kind::Quarter, Kind::HalfYear, Kind::Year] {
            let mut expected = date(2023, 12, 15);
            for year in 2024..=2027 {
                for number in 1..=kind.in_a_year() {
                    let (from, to) = statutory(kind, year, number).unwrap();
                    assert_eq!(from, expected, "{kind:?} {number}/{year}");
                    for day in [from, from.saturating_add(9.days()), to] {
                        assert_eq!(around(kind, day), (year, number), "{kind:?} {day}");
                    }
                    expected = to.tomorrow().unwrap();
                }
            }
        }
        assert_eq!(around(Kind::NineMonths, date(2026, 5, 1)), (2026, 1));
        assert_eq!(around(Kind::NineMonths, date(2026, 12, 15)), (2027, 1));
    }
}
