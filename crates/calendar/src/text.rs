//! Dates and moments in words, Vietnamese first.
//!
//! Days below ten and the months January and February carry a leading zero, as official
//! documents write them ([`law::nd30_2020::D8`]).

use jiff::civil::{Date, DateTime, Time, Weekday};

use crate::Limit;

/// `30/08/2019`.
#[must_use]
pub fn vi_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// `17 giờ 00 phút, ngày 05 tháng 9 năm 2019`.
#[must_use]
pub fn vi_moment(at: DateTime) -> String {
    let (day, month, year) = (at.day(), vi_month(at.date()), at.year());
    format!("{} phút, ngày {day:02} tháng {month} năm {year}", vi_time(at.time()))
}

/// `thứ Năm`, `Chủ nhật`.
#[must_use]
pub fn vi_weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

/// `14 giờ 20`.
#[must_use]
pub fn vi_time(time: Time) -> String {
    format!("{:02} giờ {:02}", time.hour(), time.minute())
}

/// `02/9`: a day of a year that is clear from the context.
#[must_use]
pub fn vi_day(date: Date) -> String {
    format!("{:02}/{}", date.day(), vi_month(date))
}

/// `05/9/2019`.
#[must_use]
pub fn vi_short_date(date: Date) -> String {
    format!("{}/{}", vi_day(date), date.year())
}

/// `thứ Hai 02/9`.
#[must_use]
pub fn vi_named_day(date: Date) -> String {
    format!("{} {}", vi_weekday(date), vi_day(date))
}

/// `3 ngày làm việc`, `4 giờ làm việc`, `10 ngày`, `2 tháng`, `trả ngay`.
#[must_use]
pub fn vi_limit(limit: Limit) -> String {
    match limit {
        limit if limit.is_immediate() => "trả ngay".to_owned(),
        Limit::Immediately => "trả ngay".to_owned(),
        Limit::WorkingDays(count) => format!("{count} ngày làm việc"),
        Limit::WorkingHours(count) => format!("{count} giờ làm việc"),
        Limit::CalendarDays(count) => format!("{count} ngày"),
        Limit::Months(count) => format!("{count} tháng"),
    }
}

/// `30 August 2019`.
#[must_use]
pub fn en_date(date: Date) -> String {
    format!("{} {}", en_day(date), date.year())
}

/// `2 September`.
#[must_use]
pub fn en_day(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(date.month() - 1).ok().and_then(|month| MONTHS.get(month));
    format!("{} {}", date.day(), month.copied().unwrap_or_default())
}

/// `Thursday`.
#[must_use]
pub fn en_weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// `17:00`.
#[must_use]
pub fn en_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `17:00 on Thursday 5 September 2019`.
#[must_use]
pub fn en_moment(at: DateTime) -> String {
    format!("{} on {} {}", en_time(at.time()), en_weekday(at.date()), en_date(at.date()))
}

/// `3 working days`, `1 month`, `at once`.
#[must_use]
pub fn en_limit(limit: Limit) -> String {
    let counted = |count: u16, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    match limit {
        limit if limit.is_immediate() => "at once".to_owned(),
        Limit::Immediately => "at once".to_owned(),
        Limit::WorkingDays(count) => counted(count, "working day"),
        Limit::WorkingHours(count) => counted(count, "working hour"),
        Limit::CalendarDays(count) => counted(count, "day"),
        Limit::Months(count) => counted(count, "month"),
    }
}

fn vi_month(date: Date) -> String {
    let month = date.month();
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}
