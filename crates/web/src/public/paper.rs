//! Papers of a dossier for its applicant, as PDF.

use app::dossier::DossierView;
use app::{App, papers};
use axum::response::Response;
use ui::Lang;

use crate::{FailedPage, pdf};

/// The papers that an applicant is given, with the message of their name.
const GIVEN: [(&str, &str); 10] = [
    ("receipt", "paper-receipt"),
    ("guidance", "paper-guidance"),
    ("supplement", "paper-supplement"),
    ("refusal", "paper-refusal"),
    ("apology", "given-apology"),
    ("correction-letter", "given-correction"),
    ("lapse-notice", "given-lapse"),
    ("stop-notice", "given-stop"),
    ("fee-receipt", "given-fee-receipt"),
    ("refund-voucher", "given-refund"),
];

/// The papers of this dossier that its applicant was given: words and file.
pub fn given(lang: Lang, view: &DossierView) -> Vec<(String, String)> {
    let made = papers::made(view);
    GIVEN
        .iter()
        .filter(|(kind, _)| made.contains(kind))
        .map(|(kind, key)| (lang.t(key), format!("{kind}.pdf")))
        .collect()
}

/// Prints one; computes for some milliseconds, so call it where blocking is allowed.
///
/// # Errors
///
/// [`FailedPage::not_found`] for papers that were not made, or are not the applicant's.
pub fn answer(app: &App, view: &DossierView, file: &str) -> Result<Response, FailedPage> {
    let kind = file.strip_suffix(".pdf").ok_or_else(FailedPage::not_found)?;
    if !GIVEN.iter().any(|(known, _)| *known == kind) {
        return Err(FailedPage::not_found());
    }
    let paper = papers::build(app, view, kind)?;
    let bytes = papers::print(&paper).map_err(|error| FailedPage::internal(&error))?;
    let code = view.dossier.code.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = format!("{kind}{}{code}", if code.is_empty() { "" } else { "-" });
    Ok(pdf::inline(&name, bytes))
}
