//! Instants as people type them on a command line.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// The office's offset from UTC.
const OFFICE: Offset = Offset::constant(7);

/// Reads `2019-08-30T14:20`, with or without seconds, with a blank for the `T`, and with an
/// offset (`+07:00`, `Z`), which is turned into office time.
///
/// # Errors
///
/// One line: what is wrong and what to write instead.
pub fn parse(text: &str) -> Result<DateTime, String> {
    let refuse =
        || format!("`{text}` is not an instant: write 2019-08-30T14:20, or 2019-08-30T14:20:00+07:00");
    let trimmed = text.trim();
    // A day alone would silently mean midnight; brackets would name a zone that is not asked for.
    if trimmed.contains('[') || !trimmed.contains(':') {
        return Err(refuse());
    }
    if let Ok(instant) = trimmed.parse::<Timestamp>() {
        return Ok(OFFICE.to_datetime(instant));
    }
    let (_, clock) = trimmed.split_once(['T', 't', ' ']).ok_or_else(refuse)?;
    if !clock.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.')) {
        return Err(refuse());
    }
    trimmed.parse::<DateTime>().map_err(|_| refuse())
}

/// RFC 3339 with the office's offset.
pub fn rfc3339(at: DateTime) -> String {
    let micros = at.subsec_nanosecond() / 1000;
    let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}") };
    format!("{}{fraction}+07:00", at.strftime("%Y-%m-%dT%H:%M:%S"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_accepted_form_means_the_same_instant() {
        let expected = date(2019, 8, 30).at(14, 20, 0, 0);
        for text in [
            "2019-08-30T14:20",
            "2019-08-30T14:20:00",
            "2019-08-30 14:20",
            "2019-08-30T14:20:00+07:00",
            "2019-08-30T14:20+07:00",
            "2019-08-30T07:20:00Z",
            " 2019-08-30T14:20 ",
        ] {
            assert_eq!(parse(text), Ok(expected), "{text}");
        }
        assert_eq!(rfc3339(expected), "2019-08-30T14:20:00+07:00");
    }

    #[test]
    fn what_is_no_instant_is_refused_with_an_example() {
        for text in [
            "",
            "yesterday",
            "2019-08-30",
            "2019-02-30T08:00",
            "2019-08-30T25:00",
            "2019-08-30T14:20[Asia/Tokyo]",
            "2019-08-30T14:20x",
            "30/8/2019 14:20",
        ] {
            let line = parse(text).unwrap_err();
            assert!(line.contains("2019-08-30T14:20"), "{line}");
        }
    }
}
