//! Papers of a dossier for its applicant, as PDF.

use app::dossier::DossierView;
use app::{App, papers};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use ui::Lang;

use crate::FailedPage;

/// The papers that an applicant is given, with the message of their name.
const GIVEN: [(&str, &str); 10] = [
    ("receipt", "paper-receipt"),
    ("guidance", "paper-guidance"),
    ("supplement", "paper-supplement"),
    ("refusal", "paper-refusal"),
    ("apology", "paper-apology"),
    ("correction-letter", "paper-correction-letter"),
    ("lapse-notice", "paper-lapse-notice"),
    ("stop-notice", "paper-stop-notice"),
    ("fee-receipt", "paper-fee-receipt"),
    ("refund-voucher", "paper-refund-voucher"),
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
    let name = format!("inline; filename=\"{kind}{}{code}.pdf\"", if code.is_empty() { "" } else { "-" });
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
