//! Day numbers: days since 1970-01-01 as plain integers, both ways, without a span or a check.

use jiff::civil::{Date, Time};

/// The number of days from 1970-01-01 to `date`, negative before it.
pub(crate) fn number_of(date: Date) -> i64 {
    // Years start in March, so that the leap day is the last day of a year.
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The date with this day number; beyond the ends of time the first or last date there is.
pub(crate) fn date_of(number: i64) -> Date {
    let shifted = number.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era.saturating_mul(400) + i64::from(month <= 2);
    let built = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    built.and_then(|((year, month), day)| Date::new(year, month, day).ok()).unwrap_or(if number < 0 {
        Date::MIN
    } else {
        Date::MAX
    })
}

/// The weekday of a day number, Monday 0 to Sunday 6.
pub(crate) fn weekday_of(number: i64) -> usize {
    // 1970-01-01 was a Thursday.
    usize::try_from((number + 3).rem_euclid(7)).unwrap_or(0)
}

/// Minutes from midnight to `time`, its seconds dropped.
pub(crate) fn minute_of(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

/// What `time` has beyond its whole minute, in nanoseconds.
pub(crate) fn beyond_minute(time: Time) -> i64 {
    i64::from(time.second()) * 1_000_000_000 + i64::from(time.subsec_nanosecond())
}

/// The time of day at `minute` minutes and `beyond` nanoseconds; the last instant of the day at most.
pub(crate) fn time_of(minute: i64, beyond: i64) -> Time {
    let part = |value: i64| i8::try_from(value).ok();
    let seconds = beyond / 1_000_000_000;
    let nanoseconds = i32::try_from(beyond % 1_000_000_000).unwrap_or(0);
    part(minute / 60)
        .zip(part(minute % 60))
        .zip(part(seconds))
        .and_then(|((hour, minute), second)| Time::new(hour, minute, second, nanoseconds).ok())
        .unwrap_or(Time::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn day_numbers_agree_with_the_civil_calendar() {
        let mut day = date(1895, 12, 30);
        let mut number = number_of(day);
        while day < date(2105, 1, 2) {
            assert_eq!(number_of(day), number, "{day}");
            assert_eq!(date_of(number), day);
            let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).expect("0 to 6");
            assert_eq!(weekday_of(number), weekday, "{day}");
            day = day.tomorrow().expect("far from the end of time");
            number += 1;
        }
        assert_eq!(number_of(date(1970, 1, 1)), 0);
    }

    #[test]
    fn the_ends_of_time_are_reached_and_not_passed() {
        for (end, beyond) in [(Date::MIN, -1), (Date::MAX, 1)] {
            assert_eq!(date_of(number_of(end)), end);
            assert_eq!(date_of(number_of(end) + beyond), end);
            assert_eq!(date_of(number_of(end) + beyond * 100_000_000_000), end);
            assert_eq!(date_of(i64::MAX * beyond), end);
        }
        for day in [date(-9000, 3, 1), date(-1, 12, 31), date(0, 2, 29), date(9000, 2, 28), date(8000, 2, 29)]
        {
            assert_eq!(date_of(number_of(day)), day);
        }
    }

    #[test]
    fn times_of_day_are_split_and_joined() {
        let instant = time(14, 20, 35, 7);
        assert_eq!(minute_of(instant), 860);
        assert_eq!(beyond_minute(instant), 35_000_000_007);
        assert_eq!(time_of(860, 35_000_000_007), instant);
        assert_eq!(time_of(1440, 0), Time::MAX);
    }
}
