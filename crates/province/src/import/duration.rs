//! Printed durations: `0,5 ngày làm việc`, `½ ngày`, `Giờ hành chính`, `không quá 05 ngày`.

use calendar::Limit;
use domain::procedure::StepTime;

use super::json::clean;

/// Which days a printed duration counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Working days and hours.
    Working,
    /// Days without "làm việc".
    Calendar,
}

/// A printed duration, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Duration {
    /// The time.
    pub(super) time: StepTime,
    /// How days were printed, where the text has days.
    pub(super) measure: Option<Measure>,
    /// Why the reading is not certain.
    pub(super) doubt: Option<&'static str>,
}

const MINUTES_PER_DAY: u64 = 480;

impl Duration {
    fn sure(time: StepTime) -> Self {
        Self { time, measure: None, doubt: None }
    }

    fn open(doubt: &'static str) -> Self {
        Self { time: StepTime::NotStated, measure: None, doubt: Some(doubt) }
    }
}

/// Reads a printed duration; what it does not say stays not stated, with the reason.
pub(super) fn read(printed: Option<&str>) -> Duration {
    let Some(printed) = printed else { return Duration::open("không in thời gian") };
    let text = spelled(printed);
    if text.is_empty() || text.chars().all(|c| "-–—.…".contains(c)) {
        return Duration::open("không in thời gian");
    }
    if ["không tính thời gian", "không tính vào thời gian", "giờ hành chính", "trong giờ hành chính"]
        .iter()
        .any(|known| text.starts_with(known))
    {
        return Duration::sure(StepTime::NotCounted);
    }
    if text.starts_with("ngay") {
        return Duration::sure(StepTime::NotCounted);
    }
    if text.starts_with("không quy định") {
        return Duration::open("bản công bố ghi không quy định thời gian");
    }
    if text == "trong ngày" || text.starts_with("trong ngày làm việc") {
        return Duration { time: StepTime::Minutes(480), measure: Some(Measure::Working), doubt: None };
    }
    amount(&text)
}

/// Lower case, fractions and brackets resolved, leading words of bounds removed.
fn spelled(printed: &str) -> String {
    let mut text = clean(printed).to_lowercase();
    for (sign, digits) in [("½", "1/2"), ("¼", "1/4"), ("¾", "3/4")] {
        // "1½" is one and a half, not eleven halves.
        text = text.replace(sign, &format!(" {digits}"));
    }
    while let (Some(open), Some(close)) = (text.find('('), text.find(')')) {
        if close < open {
            break;
        }
        text.replace_range(open..=close, " ");
    }
    let mut rest = clean(&text);
    for lead in
        ["trong thời hạn", "trong vòng", "thời hạn", "thời gian", "không quá", "tối đa", "khoảng", "là", ":"]
    {
        if let Some(tail) = rest.strip_prefix(lead) {
            rest = tail.trim_start().to_owned();
        }
    }
    rest
}

/// Numbers with units, added up: `02 ngày`, `1 ngày 4 giờ`, `01 - 02 ngày làm việc`.
fn amount(text: &str) -> Duration {
    let text = text.strip_prefix("từ ").unwrap_or(text);
    let mut rest = text;
    let (mut minutes, mut measure, mut doubt) = (0_u64, None::<Measure>, None);
    let mut any = false;
    while let Some((value, tail)) = number(rest) {
        let (value, tail) = match range_end(tail) {
            Some((upper, after)) => {
                doubt = Some("in một khoảng; lấy mức cao nhất");
                (upper, after)
            }
            None => (value, tail),
        };
        let Some((per_unit, unit_measure, after)) = unit(tail) else {
            return Duration::open("có số nhưng không có đơn vị thời gian");
        };
        if measure.is_some_and(|known| known != unit_measure) {
            return Duration::open("trộn ngày và giờ làm việc");
        }
        measure = Some(unit_measure);
        let scaled = value.0.checked_mul(per_unit);
        let Some(scaled) = scaled.filter(|_| value.1 > 0) else {
            return Duration::open("số quá lớn hoặc không đúng");
        };
        if !scaled.is_multiple_of(value.1) {
            doubt = Some("không tròn phút; làm tròn lên");
        }
        minutes = minutes.saturating_add(scaled.div_ceil(value.1));
        any = true;
        rest = after.trim_start_matches([' ', '+', ',', ';']).trim_start_matches("và ").trim_start();
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
    }
    if !any {
        return Duration::open("không hiểu thời gian đã in");
    }
    let Ok(total) = u32::try_from(minutes) else { return Duration::open("thời gian quá dài") };
    let time = match measure {
        Some(Measure::Calendar) => calendar_time(total),
        _ => StepTime::Minutes(total),
    };
    Duration { time, measure, doubt }
}

fn calendar_time(minutes: u32) -> StepTime {
    let days = u32::try_from(MINUTES_PER_DAY)
        .ok()
        .and_then(|day| minutes.is_multiple_of(day).then(|| minutes / day));
    match days.and_then(|days| u16::try_from(days).ok()) {
        Some(days) => StepTime::CalendarDays(days),
        None => StepTime::CalendarMinutes(minutes),
    }
}

type Fraction = (u64, u64);

/// A number at the beginning: `05`, `0,5`, `7.5`, `1/4`, `1 1/2`.
fn number(text: &str) -> Option<(Fraction, &str)> {
    let (whole, rest) = digits(text)?;
    let after = rest.trim_start();
    if let Some(tail) = rest.strip_prefix([',', '.'])
        && let Some((_, after_part)) = digits(tail)
    {
        let length = tail.len() - after_part.len();
        let part = tail.get(..length)?;
        let scale = 10_u64.checked_pow(u32::try_from(length).ok()?)?;
        let value = whole.checked_mul(scale)?.checked_add(part.parse().ok()?)?;
        return Some(((value, scale), after_part));
    }
    if let Some(tail) = rest.strip_prefix('/')
        && let Some((under, after_under)) = digits(tail)
    {
        return Some(((whole, under), after_under));
    }
    if let Some((over, tail)) = digits(after)
        && let Some(tail) = tail.strip_prefix('/')
        && let Some((under, after_under)) = digits(tail)
    {
        return Some(((whole.checked_mul(under)?.checked_add(over)?, under), after_under));
    }
    Some(((whole, 1), rest))
}

fn digits(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (head, tail) = text.split_at(end);
    head.parse().ok().map(|value| (value, tail))
}

/// The upper end of a range: ` - 02 ngày`, ` đến 5 ngày`; units may stand at both ends.
fn range_end(tail: &str) -> Option<(Fraction, &str)> {
    let mut rest = tail.trim_start();
    for word in ["ngày làm việc", "ngày", "giờ làm việc", "giờ"] {
        if let Some(after) = rest.strip_prefix(word)
            && ["-", "–", "đến"].iter().any(|sign| after.trim_start().starts_with(sign))
        {
            rest = after.trim_start();
            break;
        }
    }
    let rest = rest.strip_prefix("đến").or_else(|| rest.strip_prefix(['-', '–']))?;
    number(rest.trim_start())
}

/// Minutes of one unit and how it is counted.
fn unit(tail: &str) -> Option<(u64, Measure, &str)> {
    let rest = tail.trim_start();
    [
        ("ngày làm việc", MINUTES_PER_DAY, Measure::Working),
        ("ngày lv", MINUTES_PER_DAY, Measure::Working),
        ("ngày", MINUTES_PER_DAY, Measure::Calendar),
        ("giờ làm việc", 60, Measure::Working),
        ("giờ", 60, Measure::Working),
        ("tiếng", 60, Measure::Working),
        ("phút", 1, Measure::Working),
        ("tuần", 7 * MINUTES_PER_DAY, Measure::Calendar),
        ("tháng", 30 * MINUTES_PER_DAY, Measure::Calendar),
        ("h", 60, Measure::Working),
    ]
    .into_iter()
    .find_map(|(word, minutes, measure)| rest.strip_prefix(word).map(|after| (minutes, measure, after)))
}

/// A step's time as a limit, for declared totals.
pub(super) fn as_limit(time: StepTime) -> Option<Limit> {
    match time {
        StepTime::CalendarDays(days) => Some(Limit::CalendarDays(days)),
        StepTime::Minutes(minutes) if minutes != 0 && minutes.is_multiple_of(480) => {
            u16::try_from(minutes / 480).ok().map(Limit::WorkingDays)
        }
        StepTime::Minutes(minutes) if minutes != 0 && minutes.is_multiple_of(60) => {
            u16::try_from(minutes / 60).ok().map(Limit::WorkingHours)
        }
        StepTime::NotCounted => Some(Limit::Immediately),
        StepTime::Minutes(_) | StepTime::CalendarMinutes(_) | StepTime::NotStated => None,
    }
}

/// Calendar time read as working time, where the whole process counts working days.
pub(super) fn as_working(time: StepTime) -> StepTime {
    match time {
        StepTime::CalendarDays(days) => StepTime::Minutes(u32::from(days) * 480),
        StepTime::CalendarMinutes(minutes) => StepTime::Minutes(minutes),
        other => other,
    }
}

/// Minutes of 480 to the day, as the publications add them up.
pub(super) fn nominal_minutes(time: StepTime) -> u32 {
    match time {
        StepTime::CalendarDays(days) => u32::from(days) * 480,
        StepTime::CalendarMinutes(minutes) | StepTime::Minutes(minutes) => minutes,
        StepTime::NotCounted | StepTime::NotStated => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use StepTime::{CalendarDays, CalendarMinutes, Minutes, NotCounted, NotStated};

    #[test]
    fn printed_durations_are_read_as_they_are_meant() {
        #[rustfmt::skip]
        let table: [(Option<&str>, StepTime, bool); 40] = [
            (Some("0,5 ngày làm việc"),       Minutes(240),         false),
            (Some("0.5 ngày làm việc"),       Minutes(240),         false),
            (Some("01 ngày làm việc"),        Minutes(480),         false),
            (Some("7.5 ngày làm việc"),       Minutes(3600),        false),
            (Some("1/2 ngày"),                CalendarMinutes(240), false),
            (Some("½ ngày"),                  CalendarMinutes(240), false),
            (Some("1/4 ngày"),                CalendarMinutes(120), false),
            (Some("¼ ngày làm việc"),         Minutes(120),         false),
            (Some("1½ ngày làm việc"),        Minutes(720),         false),
            (Some("1 1/2 ngày làm việc"),     Minutes(720),         false),
            (Some("20 ngày"),                 CalendarDays(20),     false),
            (Some("10,0 ngày"),               CalendarDays(10),     false),
            (Some("22,25 ngày"),              CalendarMinutes(10680), false),
            (Some("05 (năm) ngày làm việc"),  Minutes(2400),        false),
            (Some("2 giờ làm việc"),          Minutes(120),         false),
            (Some("0,5 giờ"),                 Minutes(30),          false),
            (Some("04 giờ làm việc"),         Minutes(240),         false),
            (Some("30 phút"),                 Minutes(30),          false),
            (Some("4h"),                      Minutes(240),         false),
            (Some("không quá 05 ngày"),       CalendarDays(5),      false),
            (Some("Trong thời hạn 03 ngày làm việc kể từ ngày nhận"), Minutes(1440), false),
            (Some("01 - 02 ngày làm việc"),   Minutes(960),         true),
            (Some("từ 1 đến 2 ngày làm việc"), Minutes(960),        true),
            (Some("1 ngày làm việc - 2 ngày làm việc"), Minutes(960), true),
            (Some("1 ngày làm việc 4 giờ"),   Minutes(720),         false),
            (Some("1 ngày 4 giờ"),            NotStated,            true),
            (Some("2 tuần"),                  CalendarDays(14),     false),
            (Some("1 tháng"),                 CalendarDays(30),     false),
            (Some("Giờ hành chính"),          NotCounted,           false),
            (Some("Không tính thời gian"),    NotCounted,           false),
            (Some("Ngay sau khi nhận đủ hồ sơ hợp lệ"), NotCounted, false),
            (Some("Trong ngày"),              Minutes(480),         false),
            (Some("Không quy định"),          NotStated,            true),
            (Some(""),                        NotStated,            true),
            (Some("   "),                     NotStated,            true),
            (None,                            NotStated,            true),
            (Some("0,25"),                    NotStated,            true),
            (Some("theo quy định"),           NotStated,            true),
            (Some("1/0 ngày"),                NotStated,            true),
            (Some("99999999999999999999 ngày"), NotStated,          true),
        ];
        for (text, time, doubtful) in table {
            let read = read(text);
            assert_eq!(read.time, time, "{text:?}");
            assert_eq!(read.doubt.is_some(), doubtful, "{text:?}: {:?}", read.doubt);
        }
    }
}
