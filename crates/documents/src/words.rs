//! Dates, times and amounts as Vietnamese papers write them.
//!
//! Days below 10 and the months January and February get a leading zero in running text
//! (Nghị định 30/2020/NĐ-CP, phụ lục I); in tables every part has two digits.

use jiff::civil::{Date, DateTime};
use serde::{Serialize, Serializer};

/// "ngày 05 tháng 9 năm 2019".
pub(crate) fn long_date(date: Date) -> String {
    let (day, month, year) = (date.day(), date.month(), date.year());
    if month <= 2 {
        format!("ngày {day:02} tháng {month:02} năm {year}")
    } else {
        format!("ngày {day:02} tháng {month} năm {year}")
    }
}

/// "17 giờ 00 phút, ngày 05 tháng 9 năm 2019".
pub(crate) fn long_time(at: DateTime) -> String {
    format!("{:02} giờ {:02} phút, {}", at.hour(), at.minute(), long_date(at.date()))
}

/// "05/09/2019".
pub(crate) fn short_date(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// "17:00 05/09/2019".
pub(crate) fn short_time(at: DateTime) -> String {
    format!("{:02}:{:02} {}", at.hour(), at.minute(), short_date(at.date()))
}

/// "1.500.000 đồng".
pub(crate) fn money(dong: i64) -> String {
    let digits = dong.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len().saturating_mul(2));
    if dong < 0 {
        grouped.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(index);
        if index > 0 && left.is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped.push_str(" đồng");
    grouped
}

/// Field writers for `#[serde(serialize_with = …)]`.
pub(crate) mod field {
    use super::{Date, DateTime, Serialize, Serializer};

    #[derive(Serialize)]
    struct Parts {
        text: String,
        year: i16,
        month: i8,
        day: i8,
    }

    #[derive(Serialize)]
    struct Amount {
        text: String,
        words: String,
        zero: bool,
    }

    /// A day with its words and its parts, which the file's own date needs.
    pub(crate) fn date<S: Serializer>(date: &Date, out: S) -> Result<S::Ok, S::Error> {
        let text = super::long_date(*date);
        Parts { text, year: date.year(), month: date.month(), day: date.day() }.serialize(out)
    }

    /// A day in running text, or nothing.
    pub(crate) fn some_date<S: Serializer>(date: &Option<Date>, out: S) -> Result<S::Ok, S::Error> {
        date.map(super::long_date).serialize(out)
    }

    /// An instant in running text.
    pub(crate) fn time<S: Serializer>(at: &DateTime, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&super::long_time(*at))
    }

    /// An instant in running text, or nothing.
    pub(crate) fn some_time<S: Serializer>(at: &Option<DateTime>, out: S) -> Result<S::Ok, S::Error> {
        at.map(super::long_time).serialize(out)
    }

    /// An instant in a table.
    pub(crate) fn short<S: Serializer>(at: &DateTime, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&super::short_time(*at))
    }

    /// An instant in a table, or nothing.
    pub(crate) fn some_short<S: Serializer>(at: &Option<DateTime>, out: S) -> Result<S::Ok, S::Error> {
        at.map(super::short_time).serialize(out)
    }

    /// Whole đồng with the same in words; nothing to say at all when it is 0.
    pub(crate) fn amount<S: Serializer>(dong: &i64, out: S) -> Result<S::Ok, S::Error> {
        Amount { text: super::money(*dong), words: crate::number::read_dong(*dong), zero: *dong == 0 }
            .serialize(out)
    }

    /// Whole đồng in a column that names the unit itself.
    pub(crate) fn figures<S: Serializer>(dong: &i64, out: S) -> Result<S::Ok, S::Error> {
        let money = super::money(*dong);
        out.serialize_str(money.trim_end_matches(" đồng"))
    }

    /// Whole đồng.
    pub(crate) fn money<S: Serializer>(dong: &i64, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&super::money(*dong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn nd30_leading_zero_for_days_below_ten_and_the_first_two_months() {
        assert_eq!(long_date(date(2019, 9, 5)), "ngày 05 tháng 9 năm 2019");
        assert_eq!(long_date(date(2020, 2, 17)), "ngày 17 tháng 02 năm 2020");
        assert_eq!(long_date(date(2020, 3, 1)), "ngày 01 tháng 3 năm 2020");
        assert_eq!(long_time(date(2019, 12, 31).at(7, 5, 0, 0)), "07 giờ 05 phút, ngày 31 tháng 12 năm 2019");
        assert_eq!(short_time(date(2019, 9, 5).at(17, 0, 0, 0)), "17:00 05/09/2019");
    }

    #[test]
    fn amounts_are_grouped_by_thousands() {
        assert_eq!(money(0), "0 đồng");
        assert_eq!(money(999), "999 đồng");
        assert_eq!(money(1_000), "1.000 đồng");
        assert_eq!(money(1_530_000), "1.530.000 đồng");
        assert_eq!(money(-20_000), "-20.000 đồng");
        assert_eq!(money(i64::MIN), "-9.223.372.036.854.775.808 đồng");
    }
}
