//! Mẫu số 03: refusal to accept a dossier (*phiếu từ chối tiếp nhận giải quyết hồ sơ*); and the slip by
//! which the agency refuses to settle one that was accepted and appraised.

use crate::Paper;
use crate::head::{self, Head, Person};
use jiff::civil::date;
use serde::Serialize;

/// Why a dossier is not accepted, and on what ground.
#[doc(alias = "phiếu từ chối tiếp nhận giải quyết hồ sơ")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Letter head.
    pub head: Head,
    /// The desk that refuses to accept, or the agency that refuses to settle.
    pub desk: String,
    /// Set where the dossier had been accepted: then the agency refuses.
    pub settling: Option<Settling>,
    /// The applicant.
    pub applicant: Person,
    /// What was asked for: the name of the procedure.
    pub request: String,
    /// The reasons, one line each.
    pub reasons: Vec<String>,
    /// The provisions on which the refusal rests, one line each; may be empty.
    pub basis: Vec<String>,
    /// Who signs for the applicant; empty leaves room for the hand-written name.
    pub submitter: String,
    /// Who signs: the officer of the desk, or for the agency its head.
    pub officer: String,
    /// Notes at the foot.
    pub notes: Vec<String>,
    /// Address behind the QR code; printed with none when absent.
    pub track_url: Option<String>,
}

/// What a refusal after appraisal has besides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settling {
    /// Code of the dossier.
    pub code: String,
    /// Office of the signer, one line each.
    pub office: Vec<String>,
    /// Who receives the slip, one line each, without dash and full stop.
    pub recipients: Vec<String>,
}

/// An agency's refusal after appraisal.
#[must_use]
pub fn settling_sample() -> Paper {
    Paper::Refusal(Box::new(Refusal {
        head: Head {
            unit: "Sở Nông nghiệp và Phát triển nông thôn".to_owned(),
            ..head::sample_head("04/TCHS", date(2019, 10, 14))
        },
        desk: "Sở Nông nghiệp và Phát triển nông thôn".to_owned(),
        settling: Some(Settling {
            code: "000.00.12.H36-191007-0003".to_owned(),
            office: vec!["Thủ trưởng cơ quan, đơn vị".to_owned()],
            recipients: vec![
                "Như trên".to_owned(),
                "Trung tâm Phục vụ hành chính công".to_owned(),
                "Lưu: VT, hồ sơ".to_owned(),
            ],
        }),
        applicant: head::sample_person(),
        request: "Cấp quyết định công nhận cây đầu dòng cây công nghiệp, cây ăn quả lâu năm".to_owned(),
        reasons: vec!["Vườn cây chưa đủ tuổi cho thu hoạch ổn định theo tiêu chuẩn bình tuyển.".to_owned()],
        basis: vec!["Khoản 8 Điều 19 Nghị định số 61/2018/NĐ-CP.".to_owned()],
        submitter: String::new(),
        officer: "Lê Quang Huy".to_owned(),
        notes: Vec::new(),
        track_url: Some(head::SAMPLE_URL.to_owned()),
    }))
}

/// A refusal with two reasons.
#[must_use]
pub fn sample() -> Paper {
    Paper::Refusal(Box::new(Refusal {
        head: head::sample_head("03/TCHS", date(2019, 10, 7)),
        desk: "Trung tâm Phục vụ hành chính công tỉnh Lâm Đồng, quầy số 5".to_owned(),
        settling: None,
        applicant: Person {
            name: "Công ty TNHH Thương mại Dịch vụ Nông nghiệp Công nghệ cao Cao nguyên Xanh Lâm Hà"
                .to_owned(),
            represented_by: Some("Phạm Thị Thanh Tâm, theo giấy ủy quyền ngày 01/10/2019".to_owned()),
            id_number: "58012xxxxx".to_owned(),
            ..head::sample_person()
        },
        request:
            "Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đối với cơ sở sản xuất, kinh doanh \
                  thực phẩm nông, lâm, thủy sản"
                .to_owned(),
        reasons: vec![
            "Cơ sở thuộc phạm vi quản lý của cấp huyện; nơi tiếp nhận là Bộ phận Một cửa huyện Lâm Hà."
                .to_owned(),
            "Cùng nội dung này đã có hồ sơ đang được giải quyết, chưa trả kết quả.".to_owned(),
        ],
        basis: vec![
            "Khoản 1 Điều 17 Nghị định số 61/2018/NĐ-CP.".to_owned(),
            "Khoản 2 Điều 16 Quy chế ban hành kèm theo Quyết định số 1722/QĐ-UBND.".to_owned(),
        ],
        submitter: String::new(),
        officer: "Nguyễn Thị Hồng Nhung".to_owned(),
        notes: Vec::new(),
        track_url: Some(head::SAMPLE_URL.to_owned()),
    }))
}
