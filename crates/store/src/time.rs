//! Instants between the office and the store: local civil time there, microseconds of UTC here.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time, date};

/// Viet Nam keeps +07:00 all year.
const OFFSET: SignedDuration = SignedDuration::from_hours(7);

/// Office-local time as microseconds of UTC since 1970; what is finer is cut off.
#[must_use]
pub fn to_us(at: DateTime) -> i64 {
    let since = at.duration_since(epoch()) - OFFSET;
    // The civil calendar of `DateTime` spans about 20 000 years, far inside i64 microseconds.
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

/// Microseconds of UTC since 1970 as office-local time; `None` outside the calendar.
#[must_use]
pub fn from_us(us: i64) -> Option<DateTime> {
    epoch().checked_add(SignedDuration::from_micros(us).checked_add(OFFSET)?).ok()
}

/// `at` cut to the microseconds that the store keeps.
#[must_use]
pub fn truncate(at: DateTime) -> DateTime {
    from_us(to_us(at)).unwrap_or(at)
}

/// The first instant of a civil day.
#[must_use]
pub fn start_of(day: Date) -> DateTime {
    day.to_datetime(Time::midnight())
}

/// The first instant after a civil day.
#[must_use]
pub fn end_of(day: Date) -> DateTime {
    day.tomorrow().map_or(DateTime::MAX, start_of)
}

fn epoch() -> DateTime {
    date(1970, 1, 1).to_datetime(Time::midnight())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_is_seven_hours_ahead_and_nothing_is_lost_but_nanoseconds() {
        let at = date(2019, 8, 14).at(7, 0, 0, 1_999);
        assert_eq!(to_us(at), 1_565_740_800_000_001);
        assert_eq!(from_us(to_us(at)), Some(date(2019, 8, 14).at(7, 0, 0, 1_000)));
        assert_eq!(from_us(i64::MAX), None);
        assert!(to_us(DateTime::MIN) < 0 && from_us(to_us(DateTime::MIN)).is_some());
    }
}
