//! Mẫu số 06, later 07: the register of dossiers (*sổ theo dõi hồ sơ*), A4 on its side.

use crate::head::Promise;
use crate::{Paper, words};
use jiff::civil::{Date, DateTime, date};
use serde::Serialize;

/// A volume of a year's register: cover, rows, and the lines that close it.
#[doc(alias = "sổ theo dõi hồ sơ")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Register {
    /// The agency above, printed in capitals.
    pub upper_agency: String,
    /// The unit that keeps the register, printed in capitals.
    pub unit: String,
    /// The year.
    pub year: i16,
    /// Number of the volume.
    pub volume: String,
    /// Day on which the volume was opened; also the date of the file.
    #[serde(serialize_with = "words::field::date")]
    pub opened_on: Date,
    /// The dossiers in the order of their numbers.
    pub rows: Vec<RegisterRow>,
    /// How the volume was closed; absent while it is open.
    pub closing: Option<Closing>,
    /// Prints "MẪU" at the top right of each page.
    pub specimen: bool,
}

/// A dossier in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegisterRow {
    /// Number within the year, for example "0042".
    pub number: String,
    /// Code of the dossier.
    pub code: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Number of sets.
    pub sets: u32,
    /// Applicant.
    pub applicant: String,
    /// Address and telephone.
    pub contact: String,
    /// The unit in charge of settling it.
    pub agency: String,
    /// Received, in office time.
    #[serde(serialize_with = "words::field::short")]
    pub received_at: DateTime,
    /// Promised.
    pub promise: Promise,
    /// Returned, in office time, once it is.
    #[serde(serialize_with = "words::field::some_short")]
    pub returned_at: Option<DateTime>,
    /// How the result was taken, for example "Tại quầy".
    pub return_mode: String,
    /// Who signed for it.
    pub signed_by: String,
    /// A note.
    pub note: String,
}

/// The closing of a volume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Closing {
    /// Number of dossiers in the volume.
    pub count: u32,
    /// First number.
    pub first: String,
    /// Last number.
    pub last: String,
    /// Place, for example "Lâm Đồng".
    pub place: String,
    /// Day of closing.
    #[serde(serialize_with = "words::field::date")]
    pub closed_on: Date,
    /// Office of the signer, one line each.
    pub signer_office: Vec<String>,
    /// Name of the signer.
    pub signer: String,
}

/// A closed volume of 24 dossiers.
#[must_use]
pub fn sample() -> Paper {
    let people = [
        ("K’ Brơ̆m Ƀrếp", "Thôn Păng Tiêng, xã Lát, huyện Lạc Dương; 0912 xxx 678"),
        ("Nguyễn Thị Hồng Hạnh", "Số 8 Trần Phú, phường 3, thành phố Đà Lạt; 0905 xxx 112"),
        (
            "Công ty TNHH Thương mại Dịch vụ Nông nghiệp Công nghệ cao Cao nguyên Xanh Lâm Hà",
            "Thị trấn Đinh Văn, huyện Lâm Hà; 0263 3xxx 222",
        ),
        ("Lơ Mu Ha Poh", "Xã Đạ Sar, huyện Lạc Dương; 0987 xxx 301"),
    ];
    let procedures = [
        ("Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ", "Sở Xây dựng"),
        ("Cấp lại chứng chỉ hành nghề dược", "Sở Y tế"),
        (
            "Cấp quyết định công nhận cây đầu dòng cây công nghiệp, cây ăn quả lâu năm",
            "Sở Nông nghiệp và Phát triển nông thôn",
        ),
    ];
    let opened = date(2019, 10, 1);
    let mut rows = Vec::new();
    for ((number, (applicant, contact)), (procedure, agency)) in
        (1_i64..=24).zip(people.iter().cycle()).zip(procedures.iter().cycle())
    {
        let day = opened.saturating_add(jiff::Span::new().days(number));
        let due = day.saturating_add(jiff::Span::new().days(9)).at(17, 0, 0, 0);
        let returned = day.saturating_add(jiff::Span::new().days(8)).at(9, 15, 0, 0);
        let open = number > 21;
        rows.push(RegisterRow {
            number: format!("{number:04}"),
            code: format!("000.00.19.H36-{}-{number:04}", day.strftime("%y%m%d")),
            procedure: (*procedure).to_owned(),
            sets: 1,
            applicant: (*applicant).to_owned(),
            contact: (*contact).to_owned(),
            agency: (*agency).to_owned(),
            received_at: day.at(8, 30, 0, 0),
            promise: Promise::At(due),
            returned_at: (!open).then_some(returned),
            return_mode: if open { String::new() } else { "Tại quầy".to_owned() },
            signed_by: if open { String::new() } else { "Đã ký nhận".to_owned() },
            note: if open { "Đang giải quyết".to_owned() } else { String::new() },
        });
    }
    Paper::Register(Box::new(Register {
        upper_agency: "Ủy ban nhân dân tỉnh Lâm Đồng".to_owned(),
        unit: "Trung tâm Phục vụ hành chính công".to_owned(),
        year: 2019,
        volume: "01".to_owned(),
        opened_on: opened,
        rows,
        closing: Some(Closing {
            count: 24,
            first: "0001".to_owned(),
            last: "0024".to_owned(),
            place: "Lâm Đồng".to_owned(),
            closed_on: date(2019, 12, 31),
            signer_office: vec!["Giám đốc".to_owned()],
            signer: "Hoàng Văn Thái".to_owned(),
        }),
        specimen: true,
    }))
}
