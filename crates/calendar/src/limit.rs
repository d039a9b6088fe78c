//! Time limits (*thời hạn*) as a procedure states them, and the class that sets their notices.

use std::fmt;
use std::str::FromStr;

use law::Parameters;

/// A time limit as a procedure states it, written `5wd`, `4wh`, `30d`, `2m` or `0`.
///
/// # Units
///
/// Working days and hours are counted on the calendar of the office; calendar days and
/// months on the civil calendar. Nothing is converted silently. A count of zero in any
/// unit means the same as [`Limit::Immediately`].
///
/// # Examples
///
/// ```
/// use calendar::Limit;
///
/// let limit: Limit = "15wd".parse()?;
/// assert_eq!(limit, Limit::WorkingDays(15));
/// assert_eq!(limit.to_string(), "15wd");
/// # Ok::<(), calendar::LimitError>(())
/// ```
#[doc(alias = "thời hạn giải quyết")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// The result is handed out at once.
    Immediately,
    /// Working days; the end is the closing time of the last one.
    WorkingDays(u16),
    /// Working hours from the moment of receipt, inside the sessions of working days.
    WorkingHours(u16),
    /// Civil days; an end on a day off moves to the next working day.
    CalendarDays(u16),
    /// Civil months; the end is clamped to the last day of the month, then moved like days.
    Months(u16),
}

/// How long a limit is in the eyes of the rule on supplement notices.
///
/// # Source
///
/// [`law::qc1722::D18_K1_A`], [`law::qc1722::D18_K1_B`], [`law::qc1722::D18_K1_C`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LimitClass {
    /// Below five working days.
    Short,
    /// Five to ten working days.
    Medium,
    /// More than ten working days.
    Long,
}

/// Why a text is not a time limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// The unit is none of the known ones.
    #[error(
        "`{0}` is not a time limit: write 5wd (working days), 4wh (working hours), 30d (days), 2m (months) or 0 (at once)"
    )]
    Unit(String),
    /// The count before the unit is missing or has something else than digits.
    #[error("`{0}` has no whole number before its unit: write for example 5wd, 4wh, 30d, 2m or 0")]
    Count(String),
    /// The count is larger than a limit can be.
    #[error("`{0}` is too long: a time limit has at most 65535 units")]
    TooLong(String),
}

impl Limit {
    /// The class that decides within how many days a supplement may be asked.
    ///
    /// Hours, days and months are compared as the working days they nominally hold: a
    /// working day has `parameters.minutes_per_day`, seven civil days hold five working
    /// days, a month has thirty days (khoản 1 Điều 146 BLDS). What is handed out at once
    /// is short.
    #[must_use]
    pub fn class(self, parameters: &Parameters) -> LimitClass {
        // The nominal length as a fraction, so that 7 days are exactly five working days.
        let (amount, per_working_day) = match self {
            Self::Immediately => (0, 1),
            Self::WorkingDays(days) => (u64::from(days), 1),
            Self::WorkingHours(hours) => (u64::from(hours) * 60, u64::from(parameters.minutes_per_day)),
            Self::CalendarDays(days) => (u64::from(days) * 5, 7),
            Self::Months(months) => (u64::from(months) * 30 * 5, 7),
        };
        if amount < u64::from(parameters.short_limit_below) * per_working_day {
            LimitClass::Short
        } else if amount <= u64::from(parameters.medium_limit_up_to) * per_working_day {
            LimitClass::Medium
        } else {
            LimitClass::Long
        }
    }

    /// Whether the result is owed at the moment of receipt.
    #[must_use]
    pub fn is_immediate(self) -> bool {
        matches!(
            self,
            Self::Immediately
                | Self::WorkingDays(0)
                | Self::WorkingHours(0)
                | Self::CalendarDays(0)
                | Self::Months(0)
        )
    }
}

impl FromStr for Limit {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "0" {
            return Ok(Self::Immediately);
        }
        let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (digits, unit) = text.split_at(split);
        let build: fn(u16) -> Self = match unit {
            "wd" => Self::WorkingDays,
            "wh" => Self::WorkingHours,
            "d" => Self::CalendarDays,
            "m" => Self::Months,
            _ => return Err(LimitError::Unit(text.to_owned())),
        };
        if digits.is_empty() {
            return Err(LimitError::Count(text.to_owned()));
        }
        digits.parse().map(build).map_err(|_| LimitError::TooLong(text.to_owned()))
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Immediately => f.write_str("0"),
            Self::WorkingDays(count) => write!(f, "{count}wd"),
            Self::WorkingHours(count) => write!(f, "{count}wh"),
            Self::CalendarDays(count) => write!(f, "{count}d"),
            Self::Months(count) => write!(f, "{count}m"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LimitClass::{Long, Medium, Short};

    /// Điểm a, b, c khoản 1 Điều 18: below five, five to ten, above ten working days.
    #[test]
    fn d18_k1_class_of_a_limit() {
        let parameters = law::parameters_on("2019-08-14");
        #[rustfmt::skip]
        let table = [
            ("at once",                            "0",     Short),
            ("the last short one in days",         "4wd",   Short),
            ("five days are no longer short",      "5wd",   Medium),
            ("ten days are still medium",          "10wd",  Medium),
            ("eleven days are long",               "11wd",  Long),
            ("39 hours are less than five days",   "39wh",  Short),
            ("40 hours are five days",             "40wh",  Medium),
            ("80 hours are ten days",              "80wh",  Medium),
            ("81 hours are more",                  "81wh",  Long),
            ("six civil days hold less than five", "6d",    Short),
            ("a week holds five working days",     "7d",    Medium),
            ("two weeks hold ten",                 "14d",   Medium),
            ("fifteen days hold more",             "15d",   Long),
            ("a month is long",                    "1m",    Long),
            ("no month at all is at once",         "0m",    Short),
        ];
        for (situation, limit, class) in table {
            assert_eq!(limit.parse::<Limit>().expect("a limit").class(parameters), class, "{situation}");
        }
    }

    #[test]
    fn a_limit_is_read_and_written_in_one_form() {
        use Limit::{CalendarDays, Immediately, Months, WorkingDays, WorkingHours};
        #[rustfmt::skip]
        let table = [
            ("0", Immediately), ("5wd", WorkingDays(5)), ("4wh", WorkingHours(4)),
            ("30d", CalendarDays(30)), ("2m", Months(2)), ("65535wd", WorkingDays(65535)), ("0d", CalendarDays(0)),
        ];
        for (text, limit) in table {
            assert_eq!(text.parse(), Ok(limit));
            assert_eq!(limit.to_string(), text);
        }
    }

    #[test]
    fn what_is_not_a_limit_is_refused_with_the_forms_that_exist() {
        type Build = fn(String) -> LimitError;
        #[rustfmt::skip]
        let table: [(&str, Build); 12] = [
            ("", LimitError::Unit), ("5", LimitError::Unit), ("00", LimitError::Unit), ("5 wd", LimitError::Unit),
            ("5WD", LimitError::Unit), ("-5wd", LimitError::Unit), ("+5d", LimitError::Unit), ("5wdx", LimitError::Unit),
            ("٥wd", LimitError::Unit), ("wd", LimitError::Count), ("m", LimitError::Count), ("65536d", LimitError::TooLong),
        ];
        for (text, error) in table {
            let expected = error(text.to_owned());
            assert_eq!(text.parse::<Limit>(), Err(expected.clone()), "{text:?}");
            assert!(expected.to_string().contains(&format!("`{text}`")));
        }
    }

    #[test]
    fn a_count_of_zero_is_at_once_in_every_unit() {
        for text in ["0", "0wd", "0wh", "0d", "0m"] {
            assert!(text.parse::<Limit>().expect("a limit").is_immediate(), "{text}");
        }
        for text in ["1wd", "1wh", "1d", "1m"] {
            assert!(!text.parse::<Limit>().expect("a limit").is_immediate(), "{text}");
        }
    }
}
