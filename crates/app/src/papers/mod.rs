//! Which paper an act makes, and with what words: from recorded facts to typed papers.
//!
//! A paper shows the dossier as it stood when the act was recorded, with the procedure version, the
//! units and the postings of that day, so a reprint gives the same bytes; only the control slip grows
//! with the dossier. What a paper takes from outside the journal: the public address in its QR code,
//! the Centre's address and place in the province's data, names of people, and the applicant's data,
//! which become dotted lines once they are erased. Whoever changes one of these changes reprints.
//!
//! The papers of the books beside the dossiers (minutes of the post, closings, letters, guidance) are in
//! [`books`].

mod between;
pub mod books;
mod ending;
mod maker;
mod money;
mod names;
mod slips;
mod standing;

use calendar::Limit;
pub use documents::Paper;
use documents::Register;
use documents::head::Promise;
use documents::register::RegisterRow;
use domain::dossier::event::ReturnBy;
use domain::dossier::{Dossier, Event};
use domain::ids::UnitId;
use jiff::civil::{Date, DateTime};

use crate::App;
use crate::dossier::DossierView;
use crate::error::CommandError;
use maker::Maker;

/// A paper that an act of a dossier has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Its kind, as in [`documents::ALL`].
    pub kind: &'static str,
    /// Revision of the act; [`build`] takes `kind-revision` where an act of the kind can recur.
    pub revision: u32,
    /// When the act was recorded.
    pub at: DateTime,
}

/// Builds the paper of `kind`, for example `receipt` or `apology`; the kinds are those of [`made`].
///
/// Where acts of the kind recur (money, opinions, corrected mistakes) the plain name is the newest;
/// `fee-receipt-14` is the one that revision 14 made.
///
/// # Errors
///
/// [`CommandError::NotFound`] when no act of this dossier has made such a paper.
pub fn build(app: &App, view: &DossierView, kind: &str) -> Result<Paper, CommandError> {
    let (kind, revision) = named(kind);
    let maker = Maker::new(app, view, revision);
    let paper = match kind {
        "receipt" => maker.receipt(),
        "supplement" => maker.supplement().or_else(|| maker.guidance()),
        "guidance" => maker.guidance(),
        "refusal" => maker.refusal(),
        "control-slip" => maker.control_slip(),
        "apology" => maker.apology(),
        "correction-letter" => maker.correction(),
        "lapse-notice" => maker.lapse_notice(),
        "stop-notice" => maker.stop_notice(),
        "consultation" => maker.consultation(),
        "fee-receipt" => maker.fee_receipt(),
        "refund-voucher" => maker.refund_voucher(),
        _ => None,
    };
    paper.ok_or(CommandError::NotFound)
}

/// The name without the revision that may stand behind it.
fn named(kind: &str) -> (&str, Option<u32>) {
    match kind.rsplit_once('-').map(|(name, revision)| (name, revision.parse())) {
        Some((name, Ok(revision))) => (name, Some(revision)),
        _ => (kind, None),
    }
}

/// The kinds of paper that acts of this dossier have made, each once, in the order of the first act.
#[must_use]
pub fn made(view: &DossierView) -> Vec<&'static str> {
    let mut kinds: Vec<&'static str> = Vec::new();
    for paper in made_by(view) {
        if !kinds.contains(&paper.kind) {
            kinds.push(paper.kind);
        }
    }
    if !view.dossier.control_slip.is_empty() {
        kinds.push("control-slip");
    }
    kinds
}

/// Every paper that an act has made, in order; without the control slip, which many acts share.
#[must_use]
pub fn made_by(view: &DossierView) -> Vec<Made> {
    let acts = view.history.iter().filter_map(|recorded| {
        let kind = kind_of(&recorded.event)?;
        Some(Made { kind, revision: recorded.revision, at: recorded.at })
    });
    acts.collect()
}

/// The kind of paper that an event makes.
fn kind_of(event: &Event) -> Option<&'static str> {
    Some(match event {
        Event::Accepted { receipt: Some(_), .. } => "receipt",
        Event::Guided { .. } => "guidance",
        Event::SupplementAsked { .. } => "supplement",
        Event::Refused { .. } => "refusal",
        Event::Apologised { .. } => "apology",
        Event::MistakeCorrected { .. } => "correction-letter",
        Event::Lapsed { .. } => "lapse-notice",
        Event::WithdrawalConfirmed { .. } => "stop-notice",
        Event::ConsultationAsked { .. } => "consultation",
        Event::FeeReceiptIssued { .. } => "fee-receipt",
        Event::FeeRefunded { .. } => "refund-voucher",
        _ => return None,
    })
}

/// Prints a paper; computes without yielding, so an asynchronous caller must be one that may block.
///
/// # Errors
///
/// A fault of the printing engine, which is never the reader's.
pub fn print(paper: &Paper) -> Result<Vec<u8>, documents::PaperError> {
    documents::render(paper)
}

/// A limit in Vietnamese words, for example `03 ngày làm việc`.
#[must_use]
pub fn limit_vi(limit: Limit) -> String {
    match limit {
        Limit::Immediately => "trả kết quả ngay".to_owned(),
        Limit::WorkingDays(days) => format!("{days:02} ngày làm việc"),
        Limit::WorkingHours(hours) => format!("{hours:02} giờ làm việc"),
        Limit::CalendarDays(days) => format!("{days:02} ngày"),
        Limit::Months(months) => format!("{months:02} tháng"),
    }
}

/// The note of a hand-over in words: the name of the step that was done before it.
#[must_use]
pub fn step_note(view: &DossierView, note: &str) -> String {
    let process = view.procedure.process.as_ref();
    let id = domain::ids::StepId::new(note).ok();
    let name = id.and_then(|id| process.and_then(|process| process.work_name(&id)));
    name.map_or_else(|| note.to_owned(), |name| name.vi.clone())
}

fn promise(dossier: &Dossier) -> Promise {
    match &dossier.promise {
        None => Promise::AtOnce,
        Some(promise) if promise.provisional => Promise::Provisional(
            promise.due,
            "Ngày hẹn này là tạm tính vì lịch nghỉ của năm có liên quan chưa được công bố; \
             khi có lịch, ngày hẹn được xác nhận hoặc điều chỉnh và báo cho người nộp."
                .to_owned(),
        ),
        Some(promise) => Promise::At(promise.due),
    }
}

/// One line of the register from a dossier.
#[must_use]
pub fn register_row(view: &DossierView) -> Option<RegisterRow> {
    let dossier = &view.dossier;
    let accepted_at: DateTime = dossier.accepted_at?;
    let applicant = view.applicant.clone().unwrap_or_default();
    let contact = [applicant.address.as_str(), applicant.phone.as_str()];
    Some(RegisterRow {
        number: format!("{:04}", dossier.register.as_ref()?.number),
        code: dossier.code.as_ref()?.to_string(),
        procedure: view.procedure.name.vi.clone(),
        sets: u32::from(dossier.sets),
        applicant: applicant.name.clone(),
        contact: contact.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("; "),
        agency: view.reference.unit_name(&view.procedure.agency, accepted_at.date()),
        received_at: accepted_at,
        promise: promise(dossier),
        returned_at: dossier.closed_at,
        return_mode: match dossier.return_by {
            ReturnBy::Counter => "Tại quầy",
            ReturnBy::Post => "Bưu chính",
            ReturnBy::Online => "Trực tuyến",
        }
        .to_owned(),
        signed_by: if dossier.stage == domain::dossier::Stage::Returned {
            applicant.name
        } else {
            String::new()
        },
        note: if dossier.overdue_since.is_some() { "Quá hạn".to_owned() } else { String::new() },
    })
}

/// The register of a desk and year as a paper.
#[must_use]
pub fn register(app: &App, rows: Vec<RegisterRow>, desk: &UnitId, year: i16) -> Register {
    let reference = app.reference();
    let opened_on = Date::new(year, 1, 1).unwrap_or(Date::MIN);
    Register {
        upper_agency: reference.province.meta.paper_head_upper.clone(),
        unit: reference.unit_name(desk, opened_on),
        year,
        volume: "01".to_owned(),
        opened_on,
        rows,
        closing: None,
        specimen: false,
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_revision_may_stand_behind_the_name_of_a_paper() {
        assert_eq!(named("fee-receipt-14"), ("fee-receipt", Some(14)));
        assert_eq!(named("fee-receipt"), ("fee-receipt", None));
        assert_eq!(named("receipt"), ("receipt", None));
        assert_eq!(named("receipt-x"), ("receipt-x", None));
    }
}
