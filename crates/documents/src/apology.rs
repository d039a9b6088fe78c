//! Mẫu số 04: apology and new day (*phiếu xin lỗi và hẹn lại ngày trả kết quả*).

use crate::head::{self, Head, Person};
use crate::{Paper, words};
use jiff::civil::{Date, DateTime, date};
use serde::Serialize;

/// The one apology of an agency for a late result.
#[doc(alias = "phiếu xin lỗi và hẹn lại ngày trả kết quả")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Apology {
    /// Letter head.
    pub head: Head,
    /// To whom it is addressed.
    pub addressee: Person,
    /// The agency that apologises, as named in the sentences.
    pub agency: String,
    /// Day of receipt.
    #[serde(serialize_with = "words::field::date")]
    pub received_on: Date,
    /// Field of the procedure.
    pub field: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Code of the dossier.
    pub code: String,
    /// The promise that was missed, in office time.
    #[serde(serialize_with = "words::field::time")]
    pub promised_at: DateTime,
    /// Why it is late.
    pub reason: String,
    /// The new promise, in office time.
    #[serde(serialize_with = "words::field::time")]
    pub promised_again_at: DateTime,
    /// Office of the signer, one line each, for example "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC".
    pub signer_office: Vec<String>,
    /// Name of the signer.
    pub signer: String,
    /// Who receives the paper, one line each, without dash and full stop.
    pub recipients: Vec<String>,
    /// Address behind the QR code; printed with none when absent.
    pub track_url: Option<String>,
}

/// An apology of a department's head.
#[must_use]
pub fn sample() -> Paper {
    Paper::Apology(Box::new(Apology {
        head: Head {
            unit: "Sở Nông nghiệp và Phát triển nông thôn".to_owned(),
            ..head::sample_head("02/PXL", date(2019, 10, 14))
        },
        addressee: head::sample_person(),
        agency: "Sở Nông nghiệp và Phát triển nông thôn".to_owned(),
        received_on: date(2019, 10, 7),
        field: "Trồng trọt".to_owned(),
        procedure: "Cấp quyết định công nhận cây đầu dòng cây công nghiệp, cây ăn quả lâu năm".to_owned(),
        code: "000.00.12.H36-191007-0003".to_owned(),
        promised_at: date(2019, 10, 14).at(17, 0, 0, 0),
        reason: "Hội đồng bình tuyển phải dời ngày kiểm tra thực địa do mưa lũ tại xã Lát.".to_owned(),
        promised_again_at: date(2019, 10, 18).at(17, 0, 0, 0),
        signer_office: vec!["KT. Giám đốc".to_owned(), "Phó Giám đốc".to_owned()],
        signer: "Lê Quang Huy".to_owned(),
        recipients: vec![
            "Như trên".to_owned(),
            "Bộ phận TN&TKQ".to_owned(),
            "Trung tâm Phục vụ hành chính công".to_owned(),
            "Lưu: VT".to_owned(),
        ],
        track_url: Some(head::SAMPLE_URL.to_owned()),
    }))
}
