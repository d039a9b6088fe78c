//! Money of a desk summed up, A4: the minute that closes the cash of a shift (*biên bản chốt quỹ*)
//! and the settlement of a quarter (*bảng quyết toán phí, lệ phí*).

use crate::head::{self, Head};
use crate::letter::Signed;
use crate::{Paper, words};
use jiff::civil::{Date, DateTime, date};
use serde::Serialize;

/// The cash of a desk at the end of a shift, counted by one person and taken over by another.
#[doc(alias = "biên bản chốt quỹ cuối ca")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CashClosing {
    /// Letter head.
    pub head: Head,
    /// The desk.
    pub desk: String,
    /// Who held the cash.
    pub cashier: String,
    /// Who counted with them and takes the money over.
    pub witness: String,
    /// Beginning of the shift, in office time, where it is known.
    #[serde(serialize_with = "words::field::some_short")]
    pub from: Option<DateTime>,
    /// End of the shift, in office time.
    #[serde(serialize_with = "words::field::short")]
    pub to: DateTime,
    /// Every receipt and voucher of the shift in the order of time.
    pub rows: Vec<CashRow>,
    /// What the book says there must be, in whole đồng.
    #[serde(serialize_with = "words::field::amount")]
    pub expected: i64,
    /// What was counted, in whole đồng.
    #[serde(serialize_with = "words::field::amount")]
    pub counted: i64,
    /// Counted less expected, in whole đồng.
    #[serde(serialize_with = "words::field::amount")]
    pub difference: i64,
    /// Why they differ; empty when they do not.
    pub reason: String,
}

/// A movement of cash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CashRow {
    /// When, in office time, where it was noted.
    #[serde(serialize_with = "words::field::some_short")]
    pub at: Option<DateTime>,
    /// Number of the receipt or voucher.
    pub number: String,
    /// Code of the dossier.
    pub code: String,
    /// What it is, for example "Thu phí, lệ phí", "Hoàn trả", "Hủy biên lai".
    pub what: String,
    /// Taken in, in whole đồng; 0 for what went out.
    #[serde(serialize_with = "words::field::figures")]
    pub taken: i64,
    /// Given out, in whole đồng; 0 for what came in.
    #[serde(serialize_with = "words::field::figures")]
    pub given: i64,
}

/// What a desk took for each agency and charge in a quarter.
#[doc(alias = "bảng quyết toán phí, lệ phí")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settlement {
    /// Letter head.
    pub head: Head,
    /// The period in words, for example "Quý IV năm 2019".
    pub period: String,
    /// First day.
    #[serde(serialize_with = "words::field::date")]
    pub from: Date,
    /// Last day, inclusive.
    #[serde(serialize_with = "words::field::date")]
    pub to: Date,
    /// The agencies in their order, each with its charges.
    pub groups: Vec<SettlementGroup>,
    /// Sum of all agencies, in whole đồng.
    #[serde(serialize_with = "words::field::amount")]
    pub total: i64,
    /// Who made the table.
    pub author: String,
    /// Who signs for the Centre.
    pub signed: Signed,
}

/// The charges of one agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettlementGroup {
    /// The agency.
    pub agency: String,
    /// Its charges.
    pub rows: Vec<SettlementRow>,
    /// Their sum, in whole đồng.
    #[serde(serialize_with = "words::field::figures")]
    pub total: i64,
}

/// One charge or fee of one procedure in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettlementRow {
    /// Code and name of the procedure, or the name of the charge.
    pub charge: String,
    /// Number of dossiers.
    pub dossiers: u32,
    /// Taken in cash, in whole đồng.
    #[serde(serialize_with = "words::field::figures")]
    pub cash: i64,
    /// Taken in other ways, in whole đồng.
    #[serde(serialize_with = "words::field::figures")]
    pub other: i64,
    /// Given back, in whole đồng.
    #[serde(serialize_with = "words::field::figures")]
    pub refunded: i64,
    /// What remains, in whole đồng.
    #[serde(serialize_with = "words::field::figures")]
    pub net: i64,
}

/// A shift with five movements that is 5 000 đồng short.
#[must_use]
pub fn closing_sample() -> Paper {
    let day = date(2019, 10, 14);
    let row = |hour, minute, number: &str, what: &str, taken, given| CashRow {
        at: Some(day.at(hour, minute, 0, 0)),
        number: number.to_owned(),
        code: format!("000.00.00.H36-191014-{hour:02}{minute:02}"),
        what: what.to_owned(),
        taken,
        given,
    };
    Paper::CashClosing(Box::new(CashClosing {
        head: head::sample_head("188/BBCQ", day),
        desk: "Quầy số 5".to_owned(),
        cashier: "Nguyễn Thị Hồng Nhung".to_owned(),
        witness: "Lê Thị Kim Anh".to_owned(),
        from: Some(day.at(7, 0, 0, 0)),
        to: day.at(11, 30, 0, 0),
        rows: vec![
            row(7, 40, "000201/BL-2019", "Thu phí, lệ phí", 150_000, 0),
            row(8, 15, "000202/BL-2019", "Thu phí, lệ phí", 700_000, 0),
            row(9, 5, "000203/BL-2019", "Thu phí, lệ phí", 75_000, 0),
            row(9, 10, "000203/BL-2019", "Hủy biên lai ghi sai", 0, 75_000),
            row(10, 50, "12/PC", "Hoàn trả", 0, 150_000),
        ],
        expected: 700_000,
        counted: 695_000,
        difference: -5_000,
        reason: "Trả lại tiền thừa nhầm cho một người nộp; người giữ quỹ bù ngay.".to_owned(),
    }))
}

/// A quarter of three agencies.
#[must_use]
pub fn settlement_sample() -> Paper {
    let row = |charge: &str, dossiers, cash: i64, other: i64, refunded: i64| SettlementRow {
        charge: charge.to_owned(),
        dossiers,
        cash,
        other,
        refunded,
        net: cash.saturating_add(other).saturating_sub(refunded),
    };
    let group = |agency: &str, rows: Vec<SettlementRow>| SettlementGroup {
        agency: agency.to_owned(),
        total: rows.iter().map(|row| row.net).sum(),
        rows,
    };
    let groups = vec![
        group(
            "Sở Xây dựng",
            vec![
                row("Lệ phí cấp giấy phép xây dựng", 212, 25_350_000, 6_450_000, 150_000),
                row("Phí thẩm định thiết kế kỹ thuật", 18, 4_020_000, 14_070_000, 0),
            ],
        ),
        group(
            "Sở Y tế",
            vec![row("Phí thẩm định cấp chứng chỉ hành nghề dược", 96, 31_500_000, 16_500_000, 500_000)],
        ),
        group(
            "Sở Nông nghiệp và Phát triển nông thôn",
            vec![row("Phí thẩm định điều kiện an toàn thực phẩm", 61, 30_100_000, 12_600_000, 0)],
        ),
    ];
    Paper::Settlement(Box::new(Settlement {
        head: head::sample_head("05/QT", date(2020, 1, 6)),
        period: "Quý IV năm 2019".to_owned(),
        from: date(2019, 10, 1),
        to: date(2019, 12, 31),
        total: groups.iter().map(|group| group.total).sum(),
        groups,
        author: "Lê Thị Kim Anh".to_owned(),
        signed: Signed {
            office: vec!["Giám đốc".to_owned()],
            name: "Hoàng Văn Thái".to_owned(),
            recipients: vec!["Các cơ quan có tên trong bảng".to_owned(), "Lưu: VT, kế toán".to_owned()],
        },
    }))
}
