//! Notices that end a dossier without a result: closed by rule, or stopped at the applicant's wish.
//!
//! A plain notice under the earlier circular; the later one has a form for stopping (mẫu số 05),
//! whose number stands at the head of papers of its time.

use crate::head::{self, Head, Person};
use crate::{Paper, words};
use jiff::civil::{DateTime, date};
use serde::Serialize;

/// The notice to the applicant that a dossier is closed or stopped.
#[doc(alias = "thông báo đóng hồ sơ")]
#[doc(alias = "thông báo dừng giải quyết hồ sơ")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClosingNotice {
    /// Which of the two.
    pub kind: ClosingKind,
    /// Letter head.
    pub head: Head,
    /// To whom it is addressed.
    pub addressee: Person,
    /// Code of the dossier, when it has one.
    pub code: Option<String>,
    /// What was asked for: the name of the procedure.
    pub request: String,
    /// The slip that was not answered, for example "số 15/HDHS ngày 22/01/2020"; empty for a stop.
    pub slip: String,
    /// When the time for the answer ended, in office time; absent for a stop.
    #[serde(serialize_with = "words::field::some_time")]
    pub until: Option<DateTime>,
    /// Why: the applicant's words for a stop; further words for a closing, or empty.
    pub reason: String,
    /// The provision, in words.
    pub basis: String,
    /// Office of the signer, one line each.
    pub signer_office: Vec<String>,
    /// Name of the signer; empty leaves room for the hand-written name.
    pub signer: String,
    /// Who receives the paper, one line each, without dash and full stop.
    pub recipients: Vec<String>,
    /// Whom to ask: telephone.
    pub contact_phone: String,
    /// Address behind the QR code; printed with none when absent.
    pub track_url: Option<String>,
}

/// Which notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosingKind {
    /// Nothing was brought in time.
    Lapse,
    /// The applicant asked for it.
    Stop,
}

impl ClosingKind {
    /// The name used in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lapse => "lapse-notice",
            Self::Stop => "stop-notice",
        }
    }

    /// The title printed.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Lapse => "Thông báo đóng hồ sơ do quá thời hạn bổ sung",
            Self::Stop => "Thông báo dừng giải quyết hồ sơ",
        }
    }
}

/// A dossier closed because the supplement did not come.
#[must_use]
pub fn lapse_sample() -> Paper {
    Paper::ClosingNotice(Box::new(ClosingNotice {
        kind: ClosingKind::Lapse,
        head: head::sample_head("07/TB", date(2020, 2, 24)),
        addressee: head::sample_person(),
        code: Some("000.00.19.H36-200120-0007".to_owned()),
        request: "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ".to_owned(),
        slip: "số 15/HDHS ngày 22/01/2020".to_owned(),
        until: Some(date(2020, 2, 21).at(17, 0, 0, 0)),
        reason: String::new(),
        basis: "Khoản 1 Điều 18 Quy chế ban hành kèm theo Quyết định số 1722/QĐ-UBND".to_owned(),
        ..closing(&["Giám đốc"], "Hoàng Văn Thái")
    }))
}

/// A dossier stopped at the applicant's wish, on the form of the later circular.
#[must_use]
pub fn stop_sample() -> Paper {
    Paper::ClosingNotice(Box::new(ClosingNotice {
        kind: ClosingKind::Stop,
        head: head::sample_head("11/TB", date(2025, 9, 22)),
        reason: "Thay đổi phương án thiết kế, sẽ nộp hồ sơ mới.".to_owned(),
        basis: "Điều 21 Nghị định số 118/2025/NĐ-CP".to_owned(),
        ..closing(&["KT. Giám đốc", "Phó Giám đốc"], "Lê Quang Huy")
    }))
}

fn closing(office: &[&str], signer: &str) -> ClosingNotice {
    ClosingNotice {
        kind: ClosingKind::Stop,
        head: head::sample_head("", date(2020, 1, 1)),
        addressee: head::sample_person(),
        code: Some("000.00.00.H36-250908-0117".to_owned()),
        request: "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ".to_owned(),
        slip: String::new(),
        until: None,
        reason: String::new(),
        basis: String::new(),
        signer_office: office.iter().map(|line| (*line).to_owned()).collect(),
        signer: signer.to_owned(),
        recipients: ["Như trên", "Cơ quan giải quyết hồ sơ", "Lưu: VT"].map(str::to_owned).to_vec(),
        contact_phone: "0263 3xxx 789".to_owned(),
        track_url: Some(head::SAMPLE_URL.to_owned()),
    }
}
