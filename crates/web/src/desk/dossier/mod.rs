//! `GET /ho-so/{ref}`: one dossier, where it is, why its day is that day, and what I may do now.

pub mod act;
mod checks;
mod delay;
pub mod files;
pub mod forms;
pub mod paper;
pub mod read;
mod sections;
pub mod words;

use app::dossier::{DossierView, view};
use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;

use crate::{FailedPage, Frame, Section, Signed, Web, url};

/// The page of a dossier.
///
/// # Errors
///
/// 404 when there is none or the person may not know of it.
pub async fn show(
    State(web): State<Web>,
    signed: Signed,
    Path(reference): Path<String>,
) -> Result<Response, FailedPage> {
    let opened = open(&web, &signed, &reference).await?;
    let (caller, own) = (signed.caller.clone(), opened.dossier.id.to_string());
    let messages = web.blocking(move |app| app::message::list::of_dossier(app, &caller, &own)).await??;
    let title = title(&opened);
    let lang = signed.lang;
    let body = html! {
        (sections::head(lang, &opened))
        // What can be done comes first: on a phone nobody scrolls past the whole history to act.
        div class="mc-split mc-split--acts-first" {
            div class="mc-split__side" {
                (sections::actions(&signed, &opened))
                (sections::holder(lang, &opened))
                (sections::clock(lang, &opened))
                (sections::slips(lang, &opened))
            }
            div {
                (sections::pending(lang, &opened))
                (sections::requests(lang, &opened))
                (sections::consultations(lang, &opened))
                (sections::chain(lang, &opened))
                (sections::papers(lang, &opened))
                (sections::checks(lang, &opened))
                (files::section(web.app.files(), &signed, &opened))
                (sections::applicant(&signed, &opened))
                (sections::arrival(lang, &opened))
                (sections::money(lang, &opened))
                (sections::notices(lang, &opened, &messages))
                @if opened.dossier.overdue_since.is_some() { (delay::table(lang, &opened)) }
                (sections::corrections(lang, &opened))
                (sections::control_slip(lang, &opened))
                (sections::history(lang, &opened))
            }
        }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Desk).show(&body))
}

/// Opens a dossier for the staff's pages: applicants have their own page of it, without remarks of the staff.
///
/// # Errors
///
/// 404 when there is none, the person may not know of it, or is not staff.
pub async fn open(web: &Web, signed: &Signed, reference: &str) -> Result<DossierView, FailedPage> {
    if !signed.is_staff() {
        return Err(FailedPage::not_found());
    }
    Ok(view::open(&web.app, &signed.caller, reference).await?)
}

/// The name of a dossier in headings: its code, else what it is about.
#[must_use]
pub fn title(view: &DossierView) -> String {
    view.dossier.code.as_ref().map_or_else(|| view.procedure.name.vi.clone(), ToString::to_string)
}

/// The name of a dossier in addresses.
#[must_use]
pub fn name(view: &DossierView) -> String {
    view.dossier.code.as_ref().map_or_else(|| view.dossier.id.to_string(), ToString::to_string)
}

/// The address of the form of an act.
#[must_use]
pub fn action_path(name: &str, action: &str) -> String {
    format!("{}/viec/{action}", url::dossier(name))
}
