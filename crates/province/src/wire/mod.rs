//! The written form of the province's data: one module per kind of file.
//!
//! The wire structs mirror the files, the domain types know nothing of them. Words for
//! enumerated values stand in [`terms`]; a value that is not in its table is a fault
//! with its place, so one bad word does not hide the next.

pub(crate) mod calendar;
pub(crate) mod message;
pub(crate) mod notation;
pub(crate) mod organisation;
pub(crate) mod parts;
pub(crate) mod procedure;
pub(crate) mod process;
pub(crate) mod record;
pub(crate) mod terms;

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use crate::fault::{DataFault, Faults};

/// Reads one YAML (or JSON) text into its wire struct.
pub(crate) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, DataFault> {
    serde_saphyr::from_str(text).map_err(|error| {
        let position = error.location().map(|at| (at.line(), at.column()));
        DataFault {
            file: file.to_owned(),
            place: String::new(),
            position,
            what: first_line(&error.without_snippet().to_string()),
            fix: "Sửa tệp theo đúng mẫu: tên trường, kiểu giá trị và thụt lề.".to_owned(),
        }
    })
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim().to_owned()
}

/// Reads an ISO date.
pub(crate) fn date(faults: &mut Faults, place: &str, text: &str) -> Option<Date> {
    faults.take(place, text.parse::<Date>(), "Ghi ngày theo dạng 2019-08-14.")
}

/// Reads an optional ISO date.
pub(crate) fn date_option(faults: &mut Faults, place: &str, text: Option<&String>) -> Option<Date> {
    text.and_then(|text| date(faults, place, text))
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

pub(crate) fn is_true(value: &bool) -> bool {
    *value
}

pub(crate) fn is_one<T: PartialEq + From<u8>>(value: &T) -> bool {
    *value == T::from(1)
}

pub(crate) fn yes() -> bool {
    true
}

pub(crate) fn one<T: From<u8>>() -> T {
    T::from(1)
}
