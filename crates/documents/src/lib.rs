//! Printed papers (*biểu mẫu*): a typed value in, the bytes of a tagged PDF out.
//!
//! The six forms of Thông tư 01/2018/TT-VPCP, one file each: [`Receipt`] (mẫu 01),
//! [`SupplementRequest`] (mẫu 02, also the guidance slip given at the counter), [`Refusal`]
//! (mẫu 03), [`Apology`] (mẫu 04), [`ControlSlip`] (mẫu 05) and [`Register`] (mẫu 06).
//! Forms 01 to 05 are A5, the register is A4 on its side. Type and letter head follow
//! Nghị định 30/2020/NĐ-CP; only forms have no prescribed margin, so theirs are narrow.
//!
//! A value holds what is printed, already decided: no rule, no clock and no counting here.
//! Every file has the value, its `sample()` and its template under `templates/`; [`ALL`] lists
//! them for the command line, the gallery and the goldens. Read [`receipt`] first.
//!
//! Not here: which paper an act makes and with what words (`app`), masking of personal
//! numbers (the caller), signatures of the agency on the file (`app`).
//!
//! Invariants (each is a test in `tests/papers.rs`):
//! 1. The same value gives the same bytes: the date of the file is the date of the paper.
//! 2. Text of a value is data; nothing in it is read as markup, and a template can read
//!    nothing but itself, the shared form and the data of its paper.
//! 3. The file is PDF/A-2a and PDF/UA-1, every font embedded, its text NFC Vietnamese.
//!
//! [`render`] computes for some milliseconds: call it from a thread that may block.

mod clean;
mod engine;
mod qr;
mod words;

pub mod apology;
pub mod control_slip;
pub mod head;
pub mod receipt;
pub mod refusal;
pub mod register;
pub mod supplement;

use jiff::civil::Date;

pub use apology::Apology;
pub use control_slip::ControlSlip;
pub use head::{CopyFor, Head, Person, Promise};
pub use receipt::Receipt;
pub use refusal::Refusal;
pub use register::Register;
pub use supplement::SupplementRequest;

/// A paper to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// Mẫu số 01: the receipt with the promised day.
    Receipt(Box<Receipt>),
    /// Mẫu số 02: the one complete request to supplement, or the guidance slip.
    Supplement(Box<SupplementRequest>),
    /// Mẫu số 03: refusal to accept.
    Refusal(Box<Refusal>),
    /// Mẫu số 04: apology with a new promised day.
    Apology(Box<Apology>),
    /// Mẫu số 05: control slip that travels with the dossier.
    ControlSlip(Box<ControlSlip>),
    /// Mẫu số 06: register of a year.
    Register(Box<Register>),
}

/// Why a paper could not be printed. None of these is the reader's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The value could not be handed to the template.
    #[error("the data of the paper could not be written: {0}")]
    Data(String),
    /// The address is too long for a QR code.
    #[error("no QR code holds this address: {0}")]
    Qr(String),
    /// The fonts or templates built into the program are unusable.
    #[error("the printing engine could not start: {0}")]
    Engine(String),
    /// The template failed on this value.
    #[error("the paper could not be laid out: {0}")]
    Layout(String),
    /// The laid out paper does not meet the PDF standards.
    #[error("the paper could not be written as PDF/A-2a and PDF/UA-1: {0}")]
    Standard(String),
}

/// Makes the sample of a kind of paper.
pub type Sample = fn() -> Paper;

/// Name and sample of every kind of paper, in the order of the forms.
///
/// Samples carry the mark "MẪU" of model papers (Điều 5 Thông tư 01/2018/TT-VPCP), so that no one
/// takes one for a real paper.
pub const ALL: &[(&str, Sample)] = &[
    ("receipt", receipt::sample),
    ("guidance", supplement::guidance_sample),
    ("supplement", supplement::sample),
    ("refusal", refusal::sample),
    ("apology", apology::sample),
    ("control-slip", control_slip::sample),
    ("register", register::sample),
];

/// Prints a paper.
///
/// The first call of a process loads the fonts and templates, which takes some ten
/// milliseconds more. Calls may run in parallel; a call computes without yielding, so an
/// asynchronous caller hands it to a blocking thread.
///
/// # Errors
///
/// [`PaperError`]; a value whose texts are within the limits of the store always prints.
pub fn render(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    engine::render(paper)
}

/// The sample of a kind, by its name in [`ALL`].
#[must_use]
pub fn sample(kind: &str) -> Option<Paper> {
    ALL.iter().find(|(name, _)| *name == kind).map(|(_, sample)| sample())
}

impl Paper {
    /// The name of the kind, as in [`ALL`] and in addresses.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Receipt(_) => "receipt",
            Self::Supplement(slip) => slip.kind.name(),
            Self::Refusal(_) => "refusal",
            Self::Apology(_) => "apology",
            Self::ControlSlip(_) => "control-slip",
            Self::Register(_) => "register",
        }
    }

    /// The title printed on the paper and written into the file.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::Receipt(_) => "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            Self::Supplement(slip) => slip.kind.title(),
            Self::Refusal(_) => "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
            Self::Apology(_) => "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
            Self::ControlSlip(_) => "Phiếu kiểm soát quá trình giải quyết hồ sơ",
            Self::Register(_) => "Sổ theo dõi hồ sơ",
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
        }
    }
}
