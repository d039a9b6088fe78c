//! Papers on money for one dossier: the receipt for charges and fees (*biên lai thu phí, lệ phí*)
//! and the voucher for money given back (*phiếu chi*).

use crate::head::{self, Head};
use crate::receipt::FeeLine;
use crate::{Paper, words};
use jiff::civil::{DateTime, date};
use serde::Serialize;

/// Money taken or given back, in figures and in words.
#[doc(alias = "biên lai thu phí, lệ phí")]
#[doc(alias = "phiếu chi")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voucher {
    /// Which of the two.
    pub kind: VoucherKind,
    /// Letter head.
    pub head: Head,
    /// Mark of the book, for example "BL-2025"; empty leaves a dotted line.
    pub series: String,
    /// What each copy is for; one page each.
    pub copies: Vec<String>,
    /// Who pays, or gets the money back.
    pub person: String,
    /// Address of that person.
    pub address: String,
    /// What the money is for: the name of the procedure, or the reason of the refund.
    pub purpose: String,
    /// Code of the dossier; absent before it has one.
    pub code: Option<String>,
    /// The items, where they are known; may be empty.
    pub lines: Vec<FeeLine>,
    /// Whole đồng, never negative.
    #[serde(serialize_with = "words::field::amount")]
    pub amount: i64,
    /// How it was paid, for example "Tiền mặt".
    pub method: String,
    /// The officer who took or gave the money.
    pub officer: String,
    /// Set once the payment was voided.
    pub voided: Option<Voided>,
    /// Address behind the QR code; printed with none when absent.
    pub track_url: Option<String>,
}

/// Who voided a payment, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voided {
    /// When, in office time.
    #[serde(serialize_with = "words::field::time")]
    pub at: DateTime,
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Which paper on money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VoucherKind {
    /// Money taken.
    Receipt,
    /// Money given back.
    Refund,
}

impl VoucherKind {
    /// The name used in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Receipt => "fee-receipt",
            Self::Refund => "refund-voucher",
        }
    }

    /// The title printed.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Receipt => "Biên lai thu phí, lệ phí",
            Self::Refund => "Phiếu chi hoàn trả phí, lệ phí",
        }
    }
}

/// The three copies of a receipt for money (legal facts L2.16).
#[must_use]
pub fn receipt_copies() -> Vec<String> {
    ["Lưu cơ quan thu", "Giao người nộp tiền", "Lưu nội bộ"].map(str::to_owned).to_vec()
}

/// The two copies of a voucher.
#[must_use]
pub fn refund_copies() -> Vec<String> {
    ["Lưu cơ quan chi", "Giao người nhận tiền"].map(str::to_owned).to_vec()
}

/// A receipt for a fee and a charge.
#[must_use]
pub fn sample() -> Paper {
    let line = |name: &str, amount| FeeLine { name: name.to_owned(), amount, note: String::new() };
    Paper::Voucher(Box::new(Voucher {
        kind: VoucherKind::Receipt,
        head: head::sample_head("000128/BL-2019", date(2019, 8, 30)),
        series: "BL-2019".to_owned(),
        copies: receipt_copies(),
        person: head::sample_person().name,
        address: head::sample_person().address,
        purpose: "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ".to_owned(),
        code: Some("000.00.19.H36-190830-0042".to_owned()),
        lines: vec![
            line("Lệ phí cấp giấy phép xây dựng", 150_000),
            line("Phí thẩm định thiết kế", 1_005_000),
        ],
        amount: 1_155_000,
        method: "Tiền mặt".to_owned(),
        officer: "Nguyễn Thị Hồng Nhung".to_owned(),
        voided: None,
        track_url: Some(head::SAMPLE_URL.to_owned()),
    }))
}

/// A voucher for a fee that was paid twice.
#[must_use]
pub fn refund_sample() -> Paper {
    Paper::Voucher(Box::new(Voucher {
        kind: VoucherKind::Refund,
        head: head::sample_head("04/PC", date(2019, 9, 6)),
        series: "PC-2019".to_owned(),
        copies: refund_copies(),
        person: head::sample_person().name,
        address: head::sample_person().address,
        purpose: "Hoàn trả lệ phí đã nộp hai lần cho cùng một hồ sơ".to_owned(),
        code: Some("000.00.19.H36-190830-0042".to_owned()),
        lines: Vec::new(),
        amount: 150_000,
        method: "Tiền mặt".to_owned(),
        officer: "Nguyễn Thị Hồng Nhung".to_owned(),
        voided: None,
        track_url: Some(head::SAMPLE_URL.to_owned()),
    }))
}
