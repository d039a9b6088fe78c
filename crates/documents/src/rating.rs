//! The rating slip (*phiếu đánh giá*), handed out with forms 01, 02 and 03 (Thông tư 01/2018/TT-VPCP Điều 12).
//!
//! No national form exists; the questions are those that the indicators need from the applicant. The
//! slip bears no name: who rates is kept secret (Nghị định 61/2018/NĐ-CP Điều 27).

use crate::{Paper, head, words};
use jiff::civil::{Date, date};
use serde::Serialize;

/// A slip to tick with a pen, or to answer through its QR code.
#[doc(alias = "phiếu đánh giá")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RatingSlip {
    /// The agency above, printed in capitals.
    pub upper_agency: String,
    /// The unit that is rated, printed in capitals.
    pub unit: String,
    /// The desk.
    pub desk: String,
    /// Day of the slip; also the date of the file.
    #[serde(serialize_with = "words::field::date")]
    pub date: Date,
    /// The questions, each answered by one of five faces.
    pub questions: Vec<String>,
    /// Address behind the QR code with the slip's own token, which names neither dossier nor person.
    pub rate_url: Option<String>,
    /// Where to complain: telephone.
    pub hotline: String,
    /// Prints "MẪU" at the top right of each page.
    pub specimen: bool,
}

/// The questions of indicators 1, 3, 4 and 7 (Thông tư 01/2018/TT-VPCP Điều 13).
#[must_use]
pub fn questions() -> Vec<String> {
    [
        "Thời gian giải quyết so với ngày hẹn",
        "Số lần phải đi lại, bổ sung giấy tờ",
        "Không phải liên hệ thêm nơi khác ngoài nơi tiếp nhận",
        "Thái độ, sự tận tình của công chức",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// A slip of a desk.
#[must_use]
pub fn sample() -> Paper {
    let head = head::sample_head("", date(2019, 8, 30));
    Paper::RatingSlip(Box::new(RatingSlip {
        upper_agency: head.upper_agency,
        unit: head.unit,
        desk: "Quầy số 5".to_owned(),
        date: head.date,
        questions: questions(),
        rate_url: Some("https://motcua.vidu.vn/danh-gia/5R8WQ2KD7M".to_owned()),
        hotline: "0263 3xxx 789".to_owned(),
        specimen: true,
    }))
}
