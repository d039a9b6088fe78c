//! Letters on A4 by the rules for documents (Nghị định 30/2020/NĐ-CP): the apology for a mistake,
//! the question to consulted units, the letter that urges a unit on.

use crate::head::{self, Head, Person};
use crate::{Paper, words};
use jiff::civil::{Date, DateTime, date};
use serde::Serialize;

/// What every letter has at its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// Office of the signer, one line each, for example "KT. Giám đốc", "Phó Giám đốc".
    pub office: Vec<String>,
    /// Name of the signer; empty leaves room for the hand-written name.
    pub name: String,
    /// Who receives the letter, one line each, without dash and full stop.
    pub recipients: Vec<String>,
}

/// An agency's apology for its mistake in a dossier (Nghị định 61/2018/NĐ-CP Điều 21).
#[doc(alias = "thư xin lỗi về sai sót")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// Letter head.
    pub head: Head,
    /// To whom it is addressed.
    pub addressee: Person,
    /// The agency that apologises, as named in the sentences.
    pub agency: String,
    /// Code of the dossier, when it has one.
    pub code: Option<String>,
    /// Name of the procedure.
    pub request: String,
    /// What was wrong.
    pub mistake: String,
    /// How it was put right.
    pub remedy: String,
    /// Cost that the side at fault bears, in whole đồng; 0 prints nothing.
    #[serde(serialize_with = "words::field::amount")]
    pub cost: i64,
    /// The unit that bears it.
    pub bearer: String,
    /// The promise in force, in office time, when there is one.
    #[serde(serialize_with = "words::field::some_time")]
    pub promised_at: Option<DateTime>,
    /// The signer.
    pub signed: Signed,
    /// Address behind the QR code; printed with none when absent.
    pub track_url: Option<String>,
}

/// A question to units whose opinion is asked (khoản 5 Điều 18 of the regulation); a page for each unit.
#[doc(alias = "công văn lấy ý kiến")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Consultation {
    /// Letter head.
    pub head: Head,
    /// The units asked; each gets a letter addressed to it alone.
    pub units: Vec<String>,
    /// The agency that asks, as named in the sentences.
    pub agency: String,
    /// Code of the dossier; also the QR code.
    pub code: String,
    /// Name of the procedure.
    pub request: String,
    /// What is asked.
    pub question: String,
    /// What is enclosed, one line each.
    pub documents: Vec<String>,
    /// Until when an answer is expected, in office time.
    #[serde(serialize_with = "words::field::time")]
    pub answer_by: DateTime,
    /// What silence means then, as a sentence.
    pub silence: String,
    /// The signer.
    pub signed: Signed,
}

/// A letter that urges a unit to finish what is late (Điều 9 and 10 of the regulation).
#[doc(alias = "công văn đôn đốc")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Urging {
    /// Letter head.
    pub head: Head,
    /// The unit that is urged.
    pub unit: String,
    /// How often it has been urged about these dossiers, from 1.
    pub turn: u32,
    /// As of when the table stands.
    #[serde(serialize_with = "words::field::time")]
    pub as_of: DateTime,
    /// What it says, as it was signed, one line a paragraph.
    pub text: Vec<String>,
    /// The late dossiers.
    pub rows: Vec<UrgedRow>,
    /// Until when the unit is to answer, when the letter sets a day.
    #[serde(serialize_with = "words::field::some_date")]
    pub answer_by: Option<Date>,
    /// The signer.
    pub signed: Signed,
}

/// A late dossier in a letter that urges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UrgedRow {
    /// Code of the dossier.
    pub code: String,
    /// Name of the procedure.
    pub procedure: String,
    /// The promise that passed, in office time.
    #[serde(serialize_with = "words::field::short")]
    pub promised_at: DateTime,
    /// Working days late.
    pub days_late: u32,
    /// The step that is open and who has it.
    pub step: String,
}

fn signed(office: &[&str], name: &str, recipients: &[&str]) -> Signed {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    Signed { office: lines(office), name: name.to_owned(), recipients: lines(recipients) }
}

/// An apology for a paper that was lost.
#[must_use]
pub fn correction_sample() -> Paper {
    Paper::Correction(Box::new(Correction {
        head: head::sample_head("03/PXL", date(2019, 11, 12)),
        addressee: head::sample_person(),
        agency: "Trung tâm Phục vụ hành chính công tỉnh Lâm Đồng".to_owned(),
        code: Some("000.00.19.H36-191105-0031".to_owned()),
        request: "Cấp lại chứng chỉ hành nghề dược".to_owned(),
        mistake: "Bản sao giấy tờ tùy thân của ông/bà bị thất lạc khi bàn giao giữa hai quầy.".to_owned(),
        remedy:
            "Việc bàn giao ghi nhầm đã được hủy; hồ sơ trở lại bước tiếp nhận và tiếp tục được giải quyết."
                .to_owned(),
        cost: 20_000,
        bearer: "Trung tâm Phục vụ hành chính công tỉnh Lâm Đồng".to_owned(),
        promised_at: Some(date(2019, 11, 20).at(17, 0, 0, 0)),
        signed: signed(&["Giám đốc"], "Hoàng Văn Thái", &["Như trên", "Lưu: VT, hồ sơ"]),
        track_url: Some(head::SAMPLE_URL.to_owned()),
    }))
}

/// Two units asked at once.
#[must_use]
pub fn consultation_sample() -> Paper {
    Paper::Consultation(Box::new(Consultation {
        head: Head { unit: "Sở Xây dựng".to_owned(), ..head::sample_head("1204/SXD", date(2019, 9, 3)) },
        units: vec!["Sở Giao thông vận tải".to_owned(), "Ủy ban nhân dân huyện Lạc Dương".to_owned()],
        agency: "Sở Xây dựng".to_owned(),
        code: "000.00.19.H36-190830-0042".to_owned(),
        request: "Cấp giấy phép xây dựng mới đối với công trình không theo tuyến".to_owned(),
        question: "Chỉ giới đường đỏ của tuyến đường trước lô đất và việc đấu nối lối ra vào công trình."
            .to_owned(),
        documents: vec![
            "Bản vẽ tổng mặt bằng.".to_owned(),
            "Bản sao giấy chứng nhận quyền sử dụng đất.".to_owned(),
        ],
        answer_by: date(2019, 9, 10).at(17, 0, 0, 0),
        silence:
            "Quá thời hạn trên mà chưa có ý kiến, cơ quan chủ trì báo Trung tâm Phục vụ hành chính công và \
                  giải quyết theo thẩm quyền."
                .to_owned(),
        signed: signed(
            &["KT. Giám đốc", "Phó Giám đốc"],
            "Lê Quang Huy",
            &["Như trên", "Trung tâm Phục vụ hành chính công", "Lưu: VT, hồ sơ"],
        ),
    }))
}

/// A unit with four late dossiers.
#[must_use]
pub fn urging_sample() -> Paper {
    let row = |number: u32, procedure: &str, day, days_late, step: &str| UrgedRow {
        code: format!("000.00.19.H36-1909{number:02}-{number:04}"),
        procedure: procedure.to_owned(),
        promised_at: day,
        days_late,
        step: step.to_owned(),
    };
    let day = |day| date(2019, 10, day).at(17, 0, 0, 0);
    Paper::Urging(Box::new(Urging {
        head: head::sample_head("12/TTPVHCC", date(2019, 10, 15)),
        unit: "Sở Nông nghiệp và Phát triển nông thôn".to_owned(),
        turn: 2,
        as_of: date(2019, 10, 15).at(8, 0, 0, 0),
        text: vec![
            "Sở Nông nghiệp và Phát triển nông thôn còn 4 hồ sơ quá ngày hẹn trả kết quả (danh sách kèm theo)."
                .to_owned(),
            "Đề nghị quý Sở giải quyết ngay các hồ sơ này, xin lỗi người nộp bằng văn bản với từng hồ sơ, và \
             trả lời bằng văn bản nêu nguyên nhân, biện pháp khắc phục."
                .to_owned(),
            "Quá thời hạn trả lời, Trung tâm báo cáo cấp có thẩm quyền xem xét trách nhiệm.".to_owned(),
        ],
        rows: vec![
            row(
                12,
                "Cấp quyết định công nhận cây đầu dòng cây công nghiệp, cây ăn quả lâu năm",
                day(1),
                10,
                "Thẩm định, Phòng Trồng trọt",
            ),
            row(
                16,
                "Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
                day(4),
                7,
                "Kiểm tra thực địa, Chi cục Quản lý chất lượng",
            ),
            row(
                20,
                "Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
                day(9),
                4,
                "Kiểm tra thực địa, Chi cục Quản lý chất lượng",
            ),
            row(24, "Cấp chứng chỉ hành nghề dịch vụ thú y", day(14), 1, "Ký duyệt, Lãnh đạo Sở"),
        ],
        answer_by: Some(date(2019, 10, 18)),
        signed: signed(
            &["Giám đốc"],
            "Hoàng Văn Thái",
            &["Như trên", "Chủ tịch UBND tỉnh (báo cáo)", "Lưu: VT"],
        ),
    }))
}
