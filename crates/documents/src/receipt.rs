//! Mẫu số 01: the receipt that promises a day (*giấy tiếp nhận hồ sơ và hẹn trả kết quả*).

use crate::head::{self, CopyFor, Head, Person, Promise, TWO_COPIES};
use crate::{Paper, words};
use jiff::civil::{DateTime, date};
use serde::Serialize;

/// What a receipt says. Each copy is a page, or more when the papers are many.
#[doc(alias = "giấy tiếp nhận hồ sơ và hẹn trả kết quả")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Letter head.
    pub head: Head,
    /// The copies to print, in this order; see [`TWO_COPIES`].
    pub copies: Vec<CopyFor>,
    /// Code of the dossier.
    pub code: String,
    /// The desk that received it.
    pub desk: String,
    /// The applicant.
    pub applicant: Person,
    /// What is asked for: the name of the procedure.
    pub request: String,
    /// The papers handed in.
    pub papers: Vec<PaperRow>,
    /// Number of sets.
    pub sets: u32,
    /// The lawful limit in words, for example "03 ngày làm việc".
    pub limit: String,
    /// When the dossier was received, in office time.
    #[serde(serialize_with = "words::field::time")]
    pub received_at: DateTime,
    /// When the result is promised.
    pub promise: Promise,
    /// The sentences that say why this day; usually two.
    pub why: Vec<String>,
    /// Where and how the result will be returned.
    pub return_at: String,
    /// What is to be paid; empty when nothing is.
    pub fees: Vec<FeeLine>,
    /// Sum of the fees in whole đồng.
    #[serde(serialize_with = "words::field::money")]
    pub total: i64,
    /// Where the register has the dossier.
    pub book: BookEntry,
    /// Address behind the QR code, at most some 200 characters; printed with none when absent.
    pub track_url: Option<String>,
    /// Who signs for the applicant; empty leaves room for the hand-written name.
    pub submitter: String,
    /// The officer who received the dossier.
    pub officer: String,
    /// Notes at the foot.
    pub notes: Vec<String>,
}

/// A paper handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperRow {
    /// Name of the paper.
    pub name: String,
    /// Number of originals.
    pub originals: u32,
    /// Number of copies.
    pub copies: u32,
    /// Form of the paper, for example "Giấy" or "Điện tử".
    pub form: String,
}

/// A charge (*phí*) or fee (*lệ phí*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeeLine {
    /// Its name.
    pub name: String,
    /// Whole đồng.
    #[serde(serialize_with = "words::field::money")]
    pub amount: i64,
    /// For example "miễn" or "đã thu"; may be empty.
    pub note: String,
}

/// A line of the register (mẫu 06).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BookEntry {
    /// Number of the volume.
    pub volume: String,
    /// Number within the year.
    pub number: String,
}

/// A receipt as it looks on an ordinary day: eight papers, one page a copy.
#[must_use]
pub fn sample() -> Paper {
    let row = |name: &str, originals, copies, form: &str| PaperRow {
        name: name.to_owned(),
        originals,
        copies,
        form: form.to_owned(),
    };
    Paper::Receipt(Box::new(Receipt {
        head: head::sample_head("0042/TNHS", date(2019, 8, 30)),
        copies: TWO_COPIES.to_vec(),
        code: "000.00.19.H36-190830-0042".to_owned(),
        desk: "Trung tâm Phục vụ hành chính công tỉnh Lâm Đồng, quầy số 5".to_owned(),
        applicant: head::sample_person(),
        request: "Cấp giấy phép xây dựng mới đối với công trình không theo tuyến, theo tuyến trong đô thị, \
                  tín ngưỡng, tôn giáo, tượng đài, tranh hoành tráng"
            .to_owned(),
        papers: vec![
            row("Đơn đề nghị cấp giấy phép xây dựng theo mẫu", 1, 0, "Giấy"),
            row("Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất", 0, 1, "Giấy"),
            row("Bản vẽ mặt bằng công trình trên lô đất, tỷ lệ 1/100 – 1/500", 2, 0, "Giấy"),
            row("Bản vẽ các mặt đứng và mặt cắt chủ yếu", 2, 0, "Giấy"),
            row("Bản vẽ mặt bằng móng, mặt cắt móng kèm sơ đồ đấu nối hạ tầng", 2, 0, "Giấy"),
            row("Báo cáo kết quả thẩm định thiết kế", 0, 1, "Điện tử"),
            row("Giấy chứng nhận thẩm duyệt phòng cháy, chữa cháy", 0, 1, "Điện tử"),
            row("Bản cam kết bảo đảm an toàn công trình liền kề", 1, 0, "Giấy"),
        ],
        sets: 2,
        limit: "03 ngày làm việc".to_owned(),
        received_at: date(2019, 8, 30).at(14, 20, 0, 0),
        promise: Promise::At(date(2019, 9, 5).at(17, 0, 0, 0)),
        why: vec![
            "Thời hạn 03 ngày làm việc tính từ ngày làm việc tiếp theo ngày tiếp nhận 30/8/2019.".to_owned(),
            "Không tính thứ Bảy 31/8, Chủ nhật 01/9 và ngày nghỉ lễ Quốc khánh 02/9/2019.".to_owned(),
        ],
        return_at: "Trung tâm Phục vụ hành chính công tỉnh, nhận trực tiếp tại quầy trả kết quả".to_owned(),
        fees: vec![FeeLine {
            name: "Lệ phí cấp giấy phép xây dựng".to_owned(),
            amount: 150_000,
            note: "đã thu".to_owned(),
        }],
        total: 150_000,
        book: BookEntry { volume: "01".to_owned(), number: "0042".to_owned() },
        track_url: Some("https://motcua.vidu.vn/t/7Q4ZK2M9XW3HB8RD5C".to_owned()),
        submitter: "K’ Brơ̆m Ƀrếp".to_owned(),
        officer: "Nguyễn Thị Hồng Nhung".to_owned(),
        notes: vec![
            "Giấy này lập thành 02 liên: một liên chuyển kèm Phiếu kiểm soát và lưu tại Bộ phận tiếp nhận và trả kết quả, \
             một liên giao người nộp hồ sơ."
                .to_owned(),
            "Người nộp có thể đăng ký nhận kết quả tại Bộ phận tiếp nhận và trả kết quả hoặc tại nơi ở qua dịch vụ bưu chính. \
             Khi đến nhận kết quả, mang theo giấy này và giấy tờ tùy thân; người nhận thay mang thêm giấy ủy quyền."
                .to_owned(),
        ],
    }))
}
