//! What somebody without a dossier was told, and what the procedure asks for (*hướng dẫn thủ tục*), A4.
//!
//! Under the question and its answer it shows one published version: the papers, the order of work, the time, what is to be paid and
//! how, the result (Điều 14 of the regulation).

use crate::head::{self, Head};
use crate::{Paper, words};
use jiff::civil::{DateTime, date};
use serde::Serialize;

/// One turn of guidance with the procedure's sheet.
#[doc(alias = "hướng dẫn thủ tục")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GuidanceSheet {
    /// Letter head.
    pub head: Head,
    /// What was asked and answered.
    pub given: Given,
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

/// One turn of guidance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Given {
    /// When, in office time.
    #[serde(serialize_with = "words::field::time")]
    pub at: DateTime,
    /// By which way, for example "Tại quầy".
    pub way: String,
    /// The provision that opens this way.
    pub basis: String,
    /// Who guided.
    pub officer: String,
    /// What was said; `None` once it was erased.
    pub said: Option<Said>,
}

/// Question and answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Who asked; empty when they did not say.
    pub asker: String,
    /// Their telephone or address; may be empty.
    pub contact: String,
    /// The question, line by line.
    pub question: Vec<String>,
    /// The answer, line by line.
    pub answer: Vec<String>,
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
        head: head::sample_head("52/HDTT", date(2019, 10, 7)),
        given: Given {
            at: date(2019, 10, 7).at(9, 15, 0, 0),
            way: "Điện thoại".to_owned(),
            basis: "điểm b khoản 2 Điều 14 Quy chế".to_owned(),
            officer: "Nguyễn Thị Hồng Nhung".to_owned(),
            said: Some(Said {
                asker: "K’ Brơ̆m Ƀrếp".to_owned(),
                contact: "0912 xxx 678".to_owned(),
                question: texts(&[
                    "Chứng chỉ bị mất thì phải nộp những giấy tờ gì, trong bao lâu có kết quả?",
                ]),
                answer: texts(&[
                    "Nộp đơn theo mẫu có dán ảnh; không phải nộp chứng chỉ khi bị mất.",
                    "Mang theo giấy tờ tùy thân để xuất trình.",
                ]),
            }),
        },
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
