//! What a procedure asks for, printed for somebody who has no dossier yet (*hướng dẫn thủ tục*), A4.
//!
//! It shows one published version: the papers, the order of work, the time, what is to be paid and
//! how, the result (Điều 14 of the regulation).

use crate::Paper;
use crate::head::{self, Head};
use jiff::civil::date;
use serde::Serialize;

/// A procedure's sheet.
#[doc(alias = "hướng dẫn thủ tục")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GuidanceSheet {
    /// Letter head; its number stays empty and is not printed.
    pub head: Head,
    /// Code of the procedure.
    pub code: String,
    /// Name of the procedure.
    pub procedure: String,
    /// The decision that published it and since when it holds, in words.
    pub published: String,
    /// Who may apply; empty prints nothing.
    pub applicants: String,
    /// The agency that settles it.
    pub agency: String,
    /// The papers.
    pub papers: Vec<SheetPaper>,
    /// Number of sets.
    pub sets: u32,
    /// The order of work, one line a step.
    pub steps: Vec<SheetStep>,
    /// The limit in words, one line for each case; the first is the main one.
    pub limits: Vec<String>,
    /// What is to be paid, one line each; empty prints that nothing is.
    pub fees: Vec<String>,
    /// How to pay, one line each.
    pub payment: Vec<String>,
    /// How to hand in and how to get the result, one line each.
    pub channels: Vec<String>,
    /// What the applicant gets, one line each.
    pub results: Vec<String>,
    /// Conditions, in our words; empty prints nothing.
    pub conditions: String,
    /// Whom to ask: telephone.
    pub hotline: String,
    /// Address of the procedure's page behind the QR code; printed with none when absent.
    pub page_url: Option<String>,
}

/// A paper that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetPaper {
    /// Its name.
    pub name: String,
    /// Originals and copies, in words, for example "01 bản chính".
    pub number: String,
    /// When it is needed, its form, or that it is shown only; may be empty.
    pub note: String,
}

/// A step of the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetStep {
    /// What is done.
    pub name: String,
    /// Who does it.
    pub unit: String,
    /// In what time, in words; may be empty.
    pub time: String,
}

/// The sheet of a procedure of health.
#[must_use]
pub fn sample() -> Paper {
    let texts = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    let paper = |name: &str, number: &str, note: &str| SheetPaper {
        name: name.to_owned(),
        number: number.to_owned(),
        note: note.to_owned(),
    };
    let step = |name: &str, unit: &str, time: &str| SheetStep {
        name: name.to_owned(),
        unit: unit.to_owned(),
        time: time.to_owned(),
    };
    Paper::GuidanceSheet(Box::new(GuidanceSheet {
        head: head::sample_head("", date(2019, 10, 7)),
        code: "1.004604".to_owned(),
        procedure: "Cấp lại chứng chỉ hành nghề dược (trường hợp bị hư hỏng hoặc bị mất)".to_owned(),
        published: "Bản thứ 2, áp dụng từ ngày 01/10/2019".to_owned(),
        applicants: "Cá nhân".to_owned(),
        agency: "Sở Y tế".to_owned(),
        papers: vec![
            paper(
                "Đơn đề nghị cấp lại chứng chỉ hành nghề dược, có ảnh chân dung",
                "01 bản chính",
                "Theo mẫu",
            ),
            paper("Chứng chỉ hành nghề dược bị hư hỏng", "01 bản chính", "Khi bị hư hỏng"),
            paper("Giấy tờ tùy thân", "01 bản sao", "Xuất trình, không nộp"),
        ],
        sets: 1,
        steps: vec![
            step("Tiếp nhận, chuyển hồ sơ", "Trung tâm Phục vụ hành chính công", "0,5 ngày làm việc"),
            step("Thẩm định", "Sở Y tế, Phòng Nghiệp vụ dược", "3 ngày làm việc"),
            step("Ký duyệt, đóng dấu", "Sở Y tế", "1,5 ngày làm việc"),
            step("Trả kết quả", "Trung tâm Phục vụ hành chính công", ""),
        ],
        limits: texts(&["05 ngày làm việc kể từ ngày nhận đủ hồ sơ"]),
        fees: texts(&["Phí thẩm định: 500.000 đồng", "Giảm 50% cho người thuộc hộ nghèo"]),
        payment: texts(&[
            "Tiền mặt tại quầy, có biên lai",
            "Chuyển khoản, ghi mã hồ sơ",
            "Qua bưu điện khi nhận kết quả",
        ]),
        channels: texts(&[
            "Nộp tại quầy, qua bưu chính công ích hoặc trực tuyến",
            "Nhận kết quả tại quầy, tại nhà qua bưu chính hoặc trực tuyến",
        ]),
        results: texts(&["Chứng chỉ hành nghề dược"]),
        conditions: String::new(),
        hotline: "0263 3xxx 789".to_owned(),
        page_url: Some("https://motcua.vidu.vn/thu-tuc/1.004604".to_owned()),
    }))
}
