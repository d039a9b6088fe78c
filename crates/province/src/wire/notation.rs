//! Short notations: a step's time (`2d`, `4h`, `3cd`), a unit reference (`settling-agency`).

use domain::ids::UnitId;
use domain::procedure::StepTime;
use domain::procedure::process::UnitRef;

use crate::fault::Faults;

const MINUTES_PER_DAY: u32 = 480;
const TIME_FIX: &str =
    "Ghi 2d (ngày làm việc), 4h (giờ làm việc), 30m (phút), 3cd (ngày), 240cm, not-counted hoặc not-stated.";
const UNIT_FIX: &str = "Ghi mã đơn vị, receiving-desk, settling-agency hoặc `text: tên đơn vị`.";

/// Writes a step's time.
pub(crate) fn time_text(time: StepTime) -> String {
    match time {
        StepTime::NotCounted => "not-counted".to_owned(),
        StepTime::NotStated => "not-stated".to_owned(),
        StepTime::CalendarDays(days) => format!("{days}cd"),
        StepTime::CalendarMinutes(minutes) => format!("{minutes}cm"),
        StepTime::Minutes(minutes) if minutes != 0 && minutes.is_multiple_of(MINUTES_PER_DAY) => {
            format!("{}d", minutes / MINUTES_PER_DAY)
        }
        StepTime::Minutes(minutes) if minutes != 0 && minutes.is_multiple_of(60) => {
            format!("{}h", minutes / 60)
        }
        StepTime::Minutes(minutes) => format!("{minutes}m"),
    }
}

/// Reads a step's time.
pub(crate) fn time(faults: &mut Faults, place: &str, text: &str) -> Option<StepTime> {
    let time = parse_time(text);
    if time.is_none() {
        faults.say(place, format!("`{text}` không phải là thời gian của một bước."), TIME_FIX);
    }
    time
}

fn parse_time(text: &str) -> Option<StepTime> {
    match text {
        "not-counted" => return Some(StepTime::NotCounted),
        "not-stated" => return Some(StepTime::NotStated),
        _ => {}
    }
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = text.get(digits.len()..)?;
    let number: u32 = digits.parse().ok()?;
    match suffix {
        "d" => number.checked_mul(MINUTES_PER_DAY).map(StepTime::Minutes),
        "h" => number.checked_mul(60).map(StepTime::Minutes),
        "m" => Some(StepTime::Minutes(number)),
        "cd" => u16::try_from(number).ok().map(StepTime::CalendarDays),
        "cm" => Some(StepTime::CalendarMinutes(number)),
        _ => None,
    }
}

/// Writes a unit reference.
pub(crate) fn unit_text(unit: &UnitRef) -> String {
    match unit {
        UnitRef::ReceivingDesk => "receiving-desk".to_owned(),
        UnitRef::SettlingAgency => "settling-agency".to_owned(),
        UnitRef::Unit(id) => id.to_string(),
        UnitRef::Unbound(text) => format!("text: {text}"),
    }
}

/// Reads a unit reference.
pub(crate) fn unit(faults: &mut Faults, place: &str, text: &str) -> Option<UnitRef> {
    match text {
        "receiving-desk" => Some(UnitRef::ReceivingDesk),
        "settling-agency" => Some(UnitRef::SettlingAgency),
        _ => match text.strip_prefix("text: ") {
            Some(name) => Some(UnitRef::Unbound(name.to_owned())),
            None => faults.take(place, UnitId::new(text), UNIT_FIX).map(UnitRef::Unit),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_back_as_written() {
        let rows = [
            (StepTime::Minutes(480), "1d"),
            (StepTime::Minutes(240), "4h"),
            (StepTime::Minutes(90), "90m"),
            (StepTime::Minutes(0), "0m"),
            (StepTime::CalendarDays(3), "3cd"),
            (StepTime::CalendarMinutes(240), "240cm"),
            (StepTime::NotCounted, "not-counted"),
            (StepTime::NotStated, "not-stated"),
        ];
        for (value, text) in rows {
            assert_eq!(time_text(value), text);
            assert_eq!(parse_time(text), Some(value));
        }
        for bad in ["", "d", "-1d", "1.5d", "1w", "99999999999d", "9999999d9"] {
            assert_eq!(parse_time(bad), None, "{bad}");
        }
    }
}
