//! The hand-over of results from an agency to the Centre (*phiếu bàn giao kết quả*), A4 on its side.

use crate::head::{self, Head};
use crate::post::Side;
use crate::{Paper, words};
use jiff::civil::{DateTime, date};
use serde::Serialize;

/// The results that an agency hands over at one time.
#[doc(alias = "phiếu bàn giao kết quả")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResultList {
    /// Letter head.
    pub head: Head,
    /// When both sides signed, in office time.
    #[serde(serialize_with = "words::field::time")]
    pub signed_at: DateTime,
    /// Who gives.
    pub giver: Side,
    /// Who takes.
    pub taker: Side,
    /// The results.
    pub rows: Vec<ResultRow>,
}

/// A result in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResultRow {
    /// Code of the dossier.
    pub code: String,
    /// Name of the procedure.
    pub request: String,
    /// What is handed over: name and number of the result, or the refusal.
    pub result: String,
    /// Applicant.
    pub applicant: String,
    /// Address of the applicant.
    pub address: String,
    /// Whether something is still to be paid.
    pub unpaid: bool,
    /// Whether the applicant wants it by post.
    pub by_post: bool,
}

/// Four results of a department.
#[must_use]
pub fn sample() -> Paper {
    let row = |number: u32, result: &str, applicant: &str, unpaid, by_post| ResultRow {
        code: format!("000.00.00.H36-190930-{number:04}"),
        request: "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ".to_owned(),
        result: result.to_owned(),
        applicant: applicant.to_owned(),
        address: "Số 8 Trần Phú, phường 3, thành phố Đà Lạt".to_owned(),
        unpaid,
        by_post,
    };
    let side = |unit: &str, person: &str, office: &str| Side {
        unit: unit.to_owned(),
        person: person.to_owned(),
        office: office.to_owned(),
    };
    Paper::ResultList(Box::new(ResultList {
        head: Head {
            unit: "Sở Xây dựng".to_owned(), ..head::sample_head("41/BGKQ", date(2019, 10, 14))
        },
        signed_at: date(2019, 10, 14).at(15, 45, 0, 0),
        giver: side("Sở Xây dựng", "Trần Văn Minh", "Văn thư"),
        taker: side("Trung tâm Phục vụ hành chính công", "Nguyễn Thị Hồng Nhung", "Công chức trả kết quả"),
        rows: vec![
            row(3, "Giấy phép xây dựng số 118/GPXD", "K’ Brơ̆m Ƀrếp", false, false),
            row(8, "Giấy phép xây dựng số 119/GPXD", "Nguyễn Thị Hồng Hạnh", true, false),
            row(9, "Giấy phép xây dựng số 120/GPXD", "Công ty TNHH Cao nguyên Xanh Lâm Hà", false, true),
            row(12, "Phiếu từ chối số 05/TCHS", "Lơ Mu Ha Poh", false, false),
        ],
    }))
}
