//! Every kind of paper, with what the engine and the addresses need to know of it.

use crate::forms::{self, Form};
use crate::supplement::SlipKind;
use crate::{
    Apology, CashClosing, ClosingNotice, Consultation, ControlSlip, Correction, GuidanceSheet, PostSheet,
    RatingSlip, Receipt, Refusal, Register, ResultList, Settlement, SupplementRequest, Urging, Voucher,
};
use jiff::civil::Date;

/// A paper to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// The receipt with the promised day (mẫu 01).
    Receipt(Box<Receipt>),
    /// The one complete request to supplement, or the guidance slip (mẫu 02).
    Supplement(Box<SupplementRequest>),
    /// Refusal to accept (mẫu 03).
    Refusal(Box<Refusal>),
    /// Apology with a new promised day (mẫu 04).
    Apology(Box<Apology>),
    /// Control slip that travels with the dossier (mẫu 05, later 06).
    ControlSlip(Box<ControlSlip>),
    /// Register of a year (mẫu 06, later 07).
    Register(Box<Register>),
    /// A dossier is closed by rule, or stopped at the applicant's wish (mẫu 05 of the later circular).
    ClosingNotice(Box<ClosingNotice>),
    /// Apology for a mistake.
    Correction(Box<Correction>),
    /// Question to consulted units.
    Consultation(Box<Consultation>),
    /// Letter that urges a unit on.
    Urging(Box<Urging>),
    /// Receipt for money, or voucher for money given back.
    Voucher(Box<Voucher>),
    /// The cash of a shift.
    CashClosing(Box<CashClosing>),
    /// The money of a quarter.
    Settlement(Box<Settlement>),
    /// Minute or list with the public post.
    PostSheet(Box<PostSheet>),
    /// Results handed to the Centre.
    ResultList(Box<ResultList>),
    /// What a procedure asks for.
    GuidanceSheet(Box<GuidanceSheet>),
    /// Rating slip.
    RatingSlip(Box<RatingSlip>),
}

impl Paper {
    /// The name of the kind, as in [`ALL`](crate::ALL) and in addresses.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Receipt(_) => "receipt",
            Self::Supplement(slip) => slip.kind.name(),
            Self::Refusal(paper) if paper.settling.is_some() => "settling-refusal",
            Self::Refusal(_) => "refusal",
            Self::Apology(_) => "apology",
            Self::ControlSlip(_) => "control-slip",
            Self::Register(_) => "register",
            Self::ClosingNotice(paper) => paper.kind.name(),
            Self::Correction(_) => "correction-letter",
            Self::Consultation(_) => "consultation",
            Self::Urging(_) => "urging-letter",
            Self::Voucher(paper) => paper.kind.name(),
            Self::CashClosing(_) => "cash-closing",
            Self::Settlement(_) => "settlement",
            Self::PostSheet(paper) => paper.kind.name(),
            Self::ResultList(_) => "result-list",
            Self::GuidanceSheet(_) => "guidance-sheet",
            Self::RatingSlip(_) => "rating-slip",
        }
    }

    /// The title printed on the paper and written into the file.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::Receipt(_) => "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            Self::Supplement(slip) => slip.kind.title(),
            Self::Refusal(paper) if paper.settling.is_some() => "Phiếu từ chối giải quyết hồ sơ",
            Self::Refusal(_) => "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
            Self::Apology(paper) if forms::is_later(paper.head.date) => "Văn bản xin lỗi và đề nghị gia hạn",
            Self::Apology(_) => "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
            Self::ControlSlip(_) => "Phiếu kiểm soát quá trình giải quyết hồ sơ",
            Self::Register(_) => "Sổ theo dõi hồ sơ",
            Self::ClosingNotice(paper) => paper.kind.title(),
            Self::Correction(_) => "Thư xin lỗi về sai sót trong giải quyết hồ sơ",
            Self::Consultation(_) => "Công văn lấy ý kiến",
            Self::Urging(_) => "Công văn đôn đốc giải quyết hồ sơ",
            Self::Voucher(paper) => paper.kind.title(),
            Self::CashClosing(_) => "Biên bản chốt quỹ cuối ca",
            Self::Settlement(_) => "Bảng quyết toán phí, lệ phí",
            Self::PostSheet(paper) => paper.kind.title(),
            Self::ResultList(_) => "Phiếu bàn giao kết quả",
            Self::GuidanceSheet(_) => "Hướng dẫn thủ tục hành chính",
            Self::RatingSlip(_) => "Phiếu đánh giá việc giải quyết thủ tục hành chính",
        }
    }

    /// The day written on the paper and into the file.
    #[must_use]
    pub fn date(&self) -> Date {
        match self {
            Self::Receipt(paper) => paper.head.date,
            Self::Supplement(paper) => paper.head.date,
            Self::Refusal(paper) => paper.head.date,
            Self::Apology(paper) => paper.head.date,
            Self::ControlSlip(paper) => paper.head.date,
            Self::Register(paper) => paper.opened_on,
            Self::ClosingNotice(paper) => paper.head.date,
            Self::Correction(paper) => paper.head.date,
            Self::Consultation(paper) => paper.head.date,
            Self::Urging(paper) => paper.head.date,
            Self::Voucher(paper) => paper.head.date,
            Self::CashClosing(paper) => paper.head.date,
            Self::Settlement(paper) => paper.head.date,
            Self::PostSheet(paper) => paper.head.date,
            Self::ResultList(paper) => paper.head.date,
            Self::GuidanceSheet(paper) => paper.head.date,
            Self::RatingSlip(paper) => paper.date,
        }
    }

    /// The form that the ministry prescribes for it, whatever its number on the day.
    ///
    /// The guidance slip has the shape of a supplement slip but is no form, as a refusal to settle has that of a
    /// refusal to accept.
    #[must_use]
    pub fn form(&self) -> Option<Form> {
        match self {
            Self::Receipt(_) => Some(Form::Receipt),
            Self::Supplement(slip) if slip.kind == SlipKind::Supplement => Some(Form::Supplement),
            Self::Refusal(paper) if paper.settling.is_none() => Some(Form::Refusal),
            Self::Apology(_) => Some(Form::Apology),
            Self::ControlSlip(_) => Some(Form::ControlSlip),
            Self::Register(_) => Some(Form::Register),
            Self::ClosingNotice(_) => Some(Form::StopNotice),
            _ => None,
        }
    }

    /// What its QR code says; `None` for papers without one.
    ///
    /// An applicant's paper has the address of the dossier's page. The control slip stays among
    /// officers and has the bare code, which a reader types where the code is asked for.
    #[must_use]
    pub fn qr_text(&self) -> Option<&str> {
        match self {
            Self::Receipt(paper) => paper.track_url.as_deref(),
            Self::Supplement(paper) => paper.track_url.as_deref(),
            Self::Refusal(paper) => paper.track_url.as_deref(),
            Self::Apology(paper) => paper.track_url.as_deref(),
            Self::ControlSlip(paper) => Some(paper.code.as_str()).filter(|code| !code.is_empty()),
            Self::ClosingNotice(paper) => paper.track_url.as_deref(),
            Self::Correction(paper) => paper.track_url.as_deref(),
            Self::Consultation(paper) => Some(paper.code.as_str()).filter(|code| !code.is_empty()),
            Self::Voucher(paper) => paper.track_url.as_deref(),
            Self::GuidanceSheet(paper) => paper.page_url.as_deref(),
            Self::RatingSlip(paper) => paper.rate_url.as_deref(),
            Self::Register(_)
            | Self::Urging(_)
            | Self::CashClosing(_)
            | Self::Settlement(_)
            | Self::PostSheet(_)
            | Self::ResultList(_) => None,
        }
    }
}
