//! Mẫu số 02: the request to supplement (*phiếu yêu cầu bổ sung, hoàn thiện hồ sơ*), and the
//! guidance slip of the same shape that the counter gives before it accepts anything.

use crate::head::{self, CopyFor, Head, Person, TWO_COPIES};
use crate::{Paper, words};
use jiff::civil::{DateTime, date};
use serde::Serialize;

/// What the slip asks for, completely and once.
#[doc(alias = "phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")]
#[doc(alias = "phiếu hướng dẫn hoàn thiện hồ sơ")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SupplementRequest {
    /// Which of the two slips it is.
    pub kind: SlipKind,
    /// Letter head.
    pub head: Head,
    /// The copies to print, in this order; see [`TWO_COPIES`].
    pub copies: Vec<CopyFor>,
    /// Code of the dossier, when it has one already.
    pub code: Option<String>,
    /// The applicant.
    pub applicant: Person,
    /// What is asked for: the name of the procedure.
    pub request: String,
    /// Everything to supplement, one line each.
    pub items: Vec<String>,
    /// Why.
    pub reason: String,
    /// Until when the answer is expected, in office time; not printed when there is no such day.
    #[serde(serialize_with = "words::field::some_time")]
    pub answer_by: Option<DateTime>,
    /// Whom to ask.
    pub contact: String,
    /// The telephone number of the contact.
    pub contact_phone: String,
    /// The officer who signs.
    pub officer: String,
    /// Notes at the foot.
    pub notes: Vec<String>,
    /// Address behind the QR code; printed with none when absent.
    pub track_url: Option<String>,
}

/// Which slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SlipKind {
    /// At the counter, before acceptance.
    Guidance,
    /// After acceptance, from the agency that settles the dossier.
    Supplement,
}

impl SlipKind {
    /// The name used in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Guidance => "guidance",
            Self::Supplement => "supplement",
        }
    }

    /// The title printed.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Guidance => "Phiếu hướng dẫn hoàn thiện hồ sơ",
            Self::Supplement => "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        }
    }
}

/// A request to supplement of an agency.
#[must_use]
pub fn sample() -> Paper {
    Paper::Supplement(Box::new(SupplementRequest {
        kind: SlipKind::Supplement,
        head: Head { unit: "Sở Xây dựng".to_owned(), ..head::sample_head("15/HDHS", date(2020, 1, 22)) },
        copies: TWO_COPIES.to_vec(),
        code: Some("000.00.19.H36-200120-0007".to_owned()),
        applicant: head::sample_person(),
        request: "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ".to_owned(),
        items: vec![
            "Bản vẽ mặt bằng móng thể hiện khoảng cách tới ranh giới thửa đất liền kề (thiếu ở cả hai bộ)."
                .to_owned(),
            "Bản sao có chứng thực giấy chứng nhận quyền sử dụng đất; bản đã nộp chưa được chứng thực."
                .to_owned(),
            "Bản cam kết bảo đảm an toàn công trình liền kề có chữ ký của chủ đầu tư.".to_owned(),
        ],
        reason: "Hồ sơ chưa đủ thành phần theo quy định của thủ tục.".to_owned(),
        answer_by: Some(date(2020, 2, 21).at(17, 0, 0, 0)),
        contact: "Trần Văn Minh, Phòng Quản lý xây dựng".to_owned(),
        contact_phone: "0263 3xxx 456".to_owned(),
        officer: "Trần Văn Minh".to_owned(),
        notes: sample_notes(),
        track_url: Some(head::SAMPLE_URL.to_owned()),
    }))
}

/// A guidance slip of the counter.
#[must_use]
pub fn guidance_sample() -> Paper {
    Paper::Supplement(Box::new(SupplementRequest {
        kind: SlipKind::Guidance,
        head: head::sample_head("08/HDHS", date(2020, 2, 3)),
        copies: TWO_COPIES.to_vec(),
        code: None,
        applicant: head::Person { email: String::new(), ..head::sample_person() },
        request: "Cấp lại chứng chỉ hành nghề dược (trường hợp bị hư hỏng hoặc bị mất)".to_owned(),
        items: vec![
            "Đơn đề nghị cấp lại chứng chỉ hành nghề dược theo mẫu, có ảnh chân dung.".to_owned(),
            "Bản chính chứng chỉ bị hư hỏng.".to_owned(),
        ],
        reason: "Hồ sơ nộp tại quầy còn thiếu hai thành phần nêu trên.".to_owned(),
        answer_by: None,
        contact: "Nguyễn Thị Hồng Nhung, quầy số 5".to_owned(),
        contact_phone: "0263 3xxx 789".to_owned(),
        officer: "Nguyễn Thị Hồng Nhung".to_owned(),
        notes: sample_notes(),
        track_url: Some(head::SAMPLE_URL.to_owned()),
    }))
}

fn sample_notes() -> Vec<String> {
    vec![
        "Phiếu này lập thành 02 liên: một liên lưu tại nơi lập phiếu, một liên giao người nộp hồ sơ."
            .to_owned(),
    ]
}
