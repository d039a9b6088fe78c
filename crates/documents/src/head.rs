//! Parts that several papers share: letter head, the person concerned, the promise, the copies.

use crate::words;
use jiff::civil::{Date, DateTime};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The letter head of forms 01 to 05.
///
/// `upper_agency` and `unit` are printed in capitals; write them as the agency writes its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The agency above the issuing one, for example "UBND tỉnh Lâm Đồng".
    pub upper_agency: String,
    /// The issuing unit, for example "Trung tâm Phục vụ hành chính công".
    pub unit: String,
    /// Number and mark, for example "0042/TNHS". Empty leaves a dotted line.
    pub number: String,
    /// Place, for example "Lâm Đồng".
    pub place: String,
    /// Day of the paper; also the date of the file.
    #[serde(serialize_with = "words::field::date")]
    pub date: Date,
    /// Prints "MẪU" at the top right of each page, for models that are no real paper.
    pub specimen: bool,
}

/// The person or organisation that the paper concerns, as it is to be printed.
///
/// An empty field prints a dotted line, to be filled by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Full name, or name of the organisation.
    pub name: String,
    /// Address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Number of the identity card or of the enterprise, masked by the caller where it must be.
    pub id_number: String,
    /// Who acts for this person, if anyone.
    pub represented_by: Option<String>,
}

/// Which copy (*liên*) of a paper a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum CopyFor {
    /// The copy kept at the desk.
    #[serde(rename = "Lưu")]
    Office,
    /// The copy handed to the applicant.
    #[serde(rename = "Giao khách hàng")]
    Applicant,
}

/// When the result is to be ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// The result is given at once.
    AtOnce,
    /// At this instant, in office time.
    At(DateTime),
    /// At this instant unless the calendar, not published yet, moves it; with the sentence that says so.
    Provisional(DateTime, String),
}

/// The two copies that the ministry's form asks for.
pub const TWO_COPIES: [CopyFor; 2] = [CopyFor::Office, CopyFor::Applicant];

impl Serialize for Promise {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let (long, short, provisional) = match self {
            Self::AtOnce => ("trả ngay".to_owned(), "Trả ngay".to_owned(), None),
            Self::At(at) => (words::long_time(*at), words::short_time(*at), None),
            Self::Provisional(at, sentence) => {
                (words::long_time(*at), format!("{} (tạm tính)", words::short_time(*at)), Some(sentence))
            }
        };
        let mut map = out.serialize_map(Some(3))?;
        map.serialize_entry("long", &long)?;
        map.serialize_entry("short", &short)?;
        map.serialize_entry("provisional", &provisional)?;
        map.end()
    }
}

/// The address behind the QR codes of the samples.
pub(crate) const SAMPLE_URL: &str = "https://motcua.vidu.vn/t/7Q4ZK2M9XW3HB8RD5C";

/// The letter head of the samples.
pub(crate) fn sample_head(number: &str, date: Date) -> Head {
    Head {
        upper_agency: "Ủy ban nhân dân tỉnh Lâm Đồng".to_owned(),
        unit: "Trung tâm Phục vụ hành chính công".to_owned(),
        number: number.to_owned(),
        place: "Lâm Đồng".to_owned(),
        date,
        specimen: true,
    }
}

/// The applicant of the samples: a name with letters of Cơ Ho, to keep their drawing under test.
pub(crate) fn sample_person() -> Person {
    Person {
        name: "K’ Brơ̆m Ƀrếp".to_owned(),
        address: "Số 12, đường Bidoup, thôn Păng Tiêng, xã Lát, huyện Lạc Dương, tỉnh Lâm Đồng".to_owned(),
        phone: "0912 xxx 678".to_owned(),
        email: "kbrom.brep@vidu.vn".to_owned(),
        id_number: "0680xxxxxx12".to_owned(),
        represented_by: None,
    }
}
