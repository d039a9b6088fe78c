//! How days, instants, amounts and counts are written for people.

use jiff::civil::{Date, DateTime};

use crate::Lang;

/// A day as `14/12/2026`, in both languages: the office has one way to write it.
#[must_use]
pub fn date(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

/// A day with its weekday, `thứ Hai, 14/12/2026`.
#[must_use]
pub fn date_long(lang: Lang, day: Date) -> String {
    let weekday = lang.t(&format!("weekday-{}", day.weekday().to_monday_one_offset()));
    format!("{weekday}, {}", date(day))
}

/// An instant of office time as `09:05 14/12/2026`.
#[must_use]
pub fn datetime(at: DateTime) -> String {
    at.strftime("%H:%M %d/%m/%Y").to_string()
}

/// A whole number in groups of three, with dots in Vietnamese and commas in English.
#[must_use]
pub fn number(lang: Lang, n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let separator = if lang == Lang::Vi { '.' } else { ',' };
    let mut out = String::with_capacity(digits.len().saturating_mul(2));
    if n < 0 {
        out.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && digits.len().saturating_sub(i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// Whole đồng as `1.234.567 ₫`.
#[must_use]
pub fn dong(lang: Lang, amount: i64) -> String {
    // The sign stays on the line of its number.
    format!("{}\u{a0}₫", number(lang, amount))
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::*;

    #[test]
    fn numbers_are_grouped_from_the_right() {
        let table =
            [(0, "0"), (999, "999"), (1_000, "1.000"), (-1_234_567, "-1.234.567"), (12_345, "12.345")];
        for (n, expected) in table {
            assert_eq!(number(Lang::Vi, n), expected);
        }
        assert_eq!(number(Lang::En, 12_345), "12,345");
        assert_eq!(number(Lang::Vi, i64::MIN), "-9.223.372.036.854.775.808");
    }

    #[test]
    fn days_are_written_in_the_order_of_the_country() {
        let day = civil::date(2026, 12, 4);
        assert_eq!(date(day), "04/12/2026");
        assert_eq!(date_long(Lang::Vi, day), "thứ Sáu, 04/12/2026");
        assert_eq!(datetime(day.at(9, 5, 0, 0)), "09:05 04/12/2026");
    }

    #[test]
    fn amounts_keep_their_unit() {
        assert_eq!(dong(Lang::Vi, 200_000), "200.000\u{a0}₫");
    }
}
