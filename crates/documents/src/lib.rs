//! Printed papers (*biểu mẫu*): a typed value in, the bytes of a tagged PDF out.
//!
//! The forms of the ministry, one file each: [`Receipt`], [`SupplementRequest`] (also the guidance
//! slip given at the counter), [`Refusal`], [`Apology`], [`ControlSlip`], [`Register`]; their numbers
//! depend on the day, see [`forms`]. Beside them what the acts of Chapter III of the regulation make:
//! notices, letters, papers on money, papers between the Centre and the post. Papers for an applicant
//! are A5; letters, lists and books are A4, on their side where a table is wide. Type and letter head
//! follow Nghị định 30/2020/NĐ-CP; only forms have no prescribed margin, so theirs are narrow.
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
mod printer;
mod qr;
mod words;

pub mod apology;
pub mod cash;
pub mod control_slip;
pub mod forms;
pub mod guidance_sheet;
pub mod head;
pub mod letter;
pub mod notice;
pub mod number;
pub mod post;
pub mod rating;
pub mod receipt;
pub mod refusal;
pub mod register;
pub mod result_list;
pub mod supplement;
pub mod voucher;

mod paper;

pub use apology::Apology;
pub use cash::{CashClosing, Settlement};
pub use control_slip::ControlSlip;
pub use forms::Form;
pub use guidance_sheet::GuidanceSheet;
pub use head::{CopyFor, Head, Person, Promise};
pub use letter::{Consultation, Correction, Urging};
pub use notice::ClosingNotice;
pub use paper::Paper;
pub use post::PostSheet;
pub use rating::RatingSlip;
pub use receipt::Receipt;
pub use refusal::Refusal;
pub use register::Register;
pub use result_list::ResultList;
pub use supplement::SupplementRequest;
pub use voucher::Voucher;

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

/// Name and sample of every kind of paper: the forms in their order, then the others.
///
/// Samples carry the mark "MẪU" of model papers (Điều 5 Thông tư 01/2018/TT-VPCP), so that no one
/// takes one for a real paper.
pub const ALL: &[(&str, Sample)] = &[
    ("receipt", receipt::sample),
    ("guidance", supplement::guidance_sample),
    ("supplement", supplement::sample),
    ("refusal", refusal::sample),
    ("settling-refusal", refusal::settling_sample),
    ("apology", apology::sample),
    ("control-slip", control_slip::sample),
    ("register", register::sample),
    ("stop-notice", notice::stop_sample),
    ("lapse-notice", notice::lapse_sample),
    ("correction-letter", letter::correction_sample),
    ("consultation", letter::consultation_sample),
    ("urging-letter", letter::urging_sample),
    ("fee-receipt", voucher::sample),
    ("refund-voucher", voucher::refund_sample),
    ("cash-closing", cash::closing_sample),
    ("settlement", cash::settlement_sample),
    ("post-minute", post::minute_sample),
    ("post-list", post::list_sample),
    ("result-list", result_list::sample),
    ("guidance-sheet", guidance_sheet::sample),
    ("rating-slip", rating::sample),
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
    printer::print(paper)
}

/// The sample of a kind, by its name in [`ALL`].
#[must_use]
pub fn sample(kind: &str) -> Option<Paper> {
    ALL.iter().find(|(name, _)| *name == kind).map(|(_, sample)| sample())
}
