//! Mẫu số 05, later 06: the control slip (*phiếu kiểm soát quá trình giải quyết hồ sơ*).

use crate::head::{self, Head, Promise};
use crate::{Paper, words};
use jiff::civil::{DateTime, date};
use serde::Serialize;

/// The slip that goes with a dossier from hand to hand.
#[doc(alias = "phiếu kiểm soát quá trình giải quyết hồ sơ")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ControlSlip {
    /// Letter head.
    pub head: Head,
    /// Whose dossier it accompanies.
    pub applicant: String,
    /// Code of the dossier; also the QR code, which a reader at a desk types for the officer.
    pub code: String,
    /// What is asked for: the name of the procedure.
    pub request: String,
    /// When the dossier was received, in office time.
    #[serde(serialize_with = "words::field::time")]
    pub received_at: DateTime,
    /// When the result is promised.
    pub promise: Promise,
    /// The unit that settles it.
    pub agency: String,
    /// Units that take part; empty prints a dotted line.
    pub partners: String,
    /// What each agency of a chain has to do, in the order fixed by the desk; empty outside a chain.
    pub duties: Vec<DutyRow>,
    /// The hand-overs in their order.
    pub hand_overs: Vec<HandOver>,
}

/// The part of one agency of a chain (khoản 4 Điều 18 of the regulation).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyRow {
    /// The agency.
    pub unit: String,
    /// Its work, in words.
    pub work: String,
    /// In what time, in words; empty prints nothing.
    pub time: String,
}

/// A hand-over: who gave, who took, and how the giver stood in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandOver {
    /// Who gave.
    pub giver: Hand,
    /// Who took; times and names stay empty until it is taken.
    pub taker: Hand,
    /// How the giver stood against the time of its step; nothing yet for an open step.
    pub standing: Option<Standing>,
    /// A note.
    pub note: String,
}

/// A side of a hand-over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Hand {
    /// The unit.
    pub unit: String,
    /// The person who signed; empty leaves room for the hand-written name.
    pub person: String,
    /// When, in office time.
    #[serde(serialize_with = "words::field::some_time")]
    pub at: Option<DateTime>,
}

/// How a step was done against its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Standing {
    /// Before its time.
    #[serde(rename = "Trước hạn")]
    Early,
    /// On the last day of its time.
    #[serde(rename = "Đúng hạn")]
    OnTime,
    /// After its time.
    #[serde(rename = "Quá hạn")]
    Late,
}

/// A slip on its way through two units.
#[must_use]
pub fn sample() -> Paper {
    let hand = |unit: &str, person: &str, at| Hand { unit: unit.to_owned(), person: person.to_owned(), at };
    let desk = "Trung tâm Phục vụ hành chính công";
    let department = "Sở Xây dựng, Phòng Quản lý xây dựng";
    let office = "Văn phòng Đoàn ĐBQH, HĐND và UBND tỉnh, Bộ phận Một cửa";
    let first = date(2019, 8, 30);
    let last = date(2019, 9, 5);
    Paper::ControlSlip(Box::new(ControlSlip {
        head: head::sample_head("0042/KSHS", first),
        applicant: "K’ Brơ̆m Ƀrếp".to_owned(),
        code: "000.00.19.H36-190830-0042".to_owned(),
        request: "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ".to_owned(),
        received_at: first.at(14, 20, 0, 0),
        promise: Promise::At(last.at(17, 0, 0, 0)),
        agency: "Sở Xây dựng".to_owned(),
        partners: "Văn phòng Đoàn ĐBQH, HĐND và UBND tỉnh".to_owned(),
        duties: vec![
            DutyRow {
                unit: "Sở Xây dựng".to_owned(),
                work: "Thẩm định, dự thảo giấy phép".to_owned(),
                time: "2 ngày làm việc".to_owned(),
            },
            DutyRow {
                unit: "Văn phòng Đoàn ĐBQH, HĐND và UBND tỉnh".to_owned(),
                work: "Trình Chủ tịch ký".to_owned(),
                time: "1 ngày làm việc".to_owned(),
            },
        ],
        hand_overs: vec![
            HandOver {
                giver: hand(desk, "Nguyễn Thị Hồng Nhung", Some(first.at(15, 5, 0, 0))),
                taker: hand(department, "Trần Văn Minh", Some(first.at(15, 40, 0, 0))),
                standing: Some(Standing::Early),
                note: "Kèm 02 bộ hồ sơ giấy".to_owned(),
            },
            HandOver {
                giver: hand(department, "Trần Văn Minh", Some(date(2019, 9, 4).at(16, 10, 0, 0))),
                taker: hand(office, "Đỗ Hoàng Yến", Some(date(2019, 9, 4).at(16, 45, 0, 0))),
                standing: Some(Standing::OnTime),
                note: String::new(),
            },
            HandOver {
                giver: hand(office, "Đỗ Hoàng Yến", Some(last.at(17, 10, 0, 0))),
                taker: hand(desk, "", None),
                standing: Some(Standing::Late),
                note: "Chậm 10 phút".to_owned(),
            },
        ],
    }))
}
