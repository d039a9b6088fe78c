//! The code printed on a receipt.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// The code printed on a receipt: `000.00.19.H36-190814-0001`.
///
/// The three parts are the agency that received the dossier, the day it was accepted, and
/// its place among that agency's dossiers of the day. The code is public, so it carries no
/// personal data. The agency part is kept as given: two national schemes order its groups
/// differently, and nothing here reads meaning from a position.
///
/// # Invariants
///
/// - `agency` has dotted groups of capitals and digits, at most 35 characters.
/// - `accepted_on` lies in 2000–2099, because the code keeps two digits of the year.
/// - `sequence` is at least 1 and never reused within one agency and day. It has four
///   digits; past 9999 it grows wider rather than turning a citizen away (ADR 0005).
///
/// # Source
///
/// Khoản 1 Điều 19 Thông tư 01/2018/TT-VPCP; Quyết định 20/2020/QĐ-TTg for the agency part.
#[doc(alias = "mã số hồ sơ")]
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DossierCode {
    agency: String,
    accepted_on: Date,
    sequence: u32,
}

/// Why a text is not a dossier code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DossierCodeError {
    /// The text does not have three parts joined by `-`.
    #[error("a dossier code has three parts joined by hyphens")]
    Shape,
    /// The agency part is not dotted groups of capitals and digits.
    #[error("`{0}` is not an agency code")]
    Agency(String),
    /// The middle part is not a day in 2000–2099.
    #[error("`{0}` is not a day written YYMMDD")]
    Day(String),
    /// The last part is not a number of at least four digits.
    #[error("`{0}` is not a number from 0001")]
    Sequence(String),
}

impl DossierCode {
    /// Builds a code from parts that the register has allocated.
    ///
    /// # Errors
    ///
    /// The first invariant that a part breaks, as a [`DossierCodeError`].
    pub fn new(agency: &str, accepted_on: Date, sequence: u32) -> Result<Self, DossierCodeError> {
        if !is_agency_code(agency) {
            return Err(DossierCodeError::Agency(agency.to_owned()));
        }
        if !(2000..=2099).contains(&accepted_on.year()) {
            return Err(DossierCodeError::Day(accepted_on.to_string()));
        }
        if !(1..=9_999_999).contains(&sequence) {
            return Err(DossierCodeError::Sequence(sequence.to_string()));
        }
        Ok(Self { agency: agency.to_owned(), accepted_on, sequence })
    }

    /// The code that somebody typed or copied: capitals or not, any kind of dash, spaces anywhere.
    ///
    /// Where no dash was typed at all, spaces stand for it.
    ///
    /// # Errors
    ///
    /// As [`FromStr`] on what remains.
    pub fn typed(text: &str) -> Result<Self, DossierCodeError> {
        let dash = |c: char| {
            matches!(
                c,
                '-' | '_' | '\u{ad}' | '\u{2010}'
                    ..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
            )
        };
        let invisible = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
        let plain: String = text.chars().filter(|c| !invisible(*c)).collect();
        let parts: Vec<&str> = if plain.contains(dash) {
            plain.split(dash).collect()
        } else {
            plain.split_whitespace().collect()
        };
        let parts = parts.iter().map(|part| part.split_whitespace().collect::<String>().to_ascii_uppercase());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").parse()
    }

    /// The day the dossier was accepted, in the office's local calendar.
    #[must_use]
    pub fn accepted_on(&self) -> Date {
        self.accepted_on
    }

    /// The receiving agency's code.
    #[must_use]
    pub fn agency(&self) -> &str {
        &self.agency
    }

    /// Its place among the agency's dossiers of the day.
    #[must_use]
    pub fn sequence(&self) -> u32 {
        self.sequence
    }
}

impl FromStr for DossierCode {
    type Err = DossierCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('-');
        let (Some(agency), Some(day), Some(sequence), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(DossierCodeError::Shape);
        };
        let accepted_on = parse_day(day).ok_or_else(|| DossierCodeError::Day(day.to_owned()))?;
        let sequence =
            parse_sequence(sequence).ok_or_else(|| DossierCodeError::Sequence(sequence.to_owned()))?;
        Self::new(agency, accepted_on, sequence)
    }
}

impl fmt::Display for DossierCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) =
            (self.accepted_on.year() % 100, self.accepted_on.month(), self.accepted_on.day());
        write!(f, "{}-{year:02}{month:02}{day:02}-{:04}", self.agency, self.sequence)
    }
}

fn is_agency_code(text: &str) -> bool {
    let group = |group: &str| {
        (1..=8).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    (3..=35).contains(&text.len()) && text.split('.').all(group)
}

fn parse_day(text: &str) -> Option<Date> {
    let two = |range: std::ops::Range<usize>| -> Option<i8> {
        let digits = text.get(range)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    if text.len() != 6 {
        return None;
    }
    let year = i16::from(two(0..2)?).checked_add(2000)?;
    Date::new(year, two(2..4)?, two(4..6)?).ok()
}

/// Four digits, or more without a leading zero; `+1`, ` 1` and full-width digits are refused.
fn parse_sequence(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let width = text.len() == 4 || ((5..=7).contains(&text.len()) && !text.starts_with('0'));
    (digits && width).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn tt01_2018_d19_k1_a_code_survives_printing() {
        for (sequence, text) in [
            (1, "000.00.19.H36-190814-0001"),
            (9999, "000.00.19.H36-190814-9999"),
            (10_000, "000.00.19.H36-190814-10000"),
        ] {
            let code = DossierCode::new("000.00.19.H36", date(2019, 8, 14), sequence).unwrap();
            assert_eq!(code.to_string(), text);
            assert_eq!(text.parse::<DossierCode>().unwrap(), code);
        }
    }

    #[test]
    fn what_is_not_a_code_is_refused_with_the_part_that_is_wrong() {
        use DossierCodeError::{Agency, Day, Sequence, Shape};
        let table = [
            ("", Shape),
            ("000.00.19.H36-190814", Shape),
            ("000.00.19.H36-190814-0001-1", Shape),
            ("000.00.19.h36-190814-0001", Agency("000.00.19.h36".into())),
            ("000..19.H36-190814-0001", Agency("000..19.H36".into())),
            ("000.00.19.H36-190230-0001", Day("190230".into())),
            ("000.00.19.H36-1908140-0001", Day("1908140".into())),
            ("000.00.19.H36-190814-001", Sequence("001".into())),
            ("000.00.19.H36-190814-00001", Sequence("00001".into())),
            ("000.00.19.H36-190814-+001", Sequence("+001".into())),
            ("000.00.19.H36-190814-0000", Sequence("0".into())),
        ];
        for (text, expected) in table {
            assert_eq!(text.parse::<DossierCode>(), Err(expected), "{text}");
        }
    }

    #[test]
    fn what_somebody_typed_is_the_code_with_any_dash_case_and_spaces() {
        let code: DossierCode = "000.00.00.H36-261123-0042".parse().unwrap();
        for typed in [
            "000.00.00.H36-261123-0042",
            "  000.00.00.h36-261123-0042 ",
            "000.00.00.h36 – 261123 – 0042",
            "000.00.00.H36\u{2011}261123\u{2212}0042",
            "000.00.00.H36 261123 0042",
            "000.00.00.H36\u{a0}261123\u{a0}0042\u{200b}",
            "000. 00. 00. H36-261123--0042",
        ] {
            assert_eq!(DossierCode::typed(typed), Ok(code.clone()), "{typed:?}");
        }
        for typed in ["", "-", "abc", "000.00.00.H36-261123", "000.00.00.H36-261123-0042-1"] {
            assert!(DossierCode::typed(typed).is_err(), "{typed:?}");
        }
    }
}
