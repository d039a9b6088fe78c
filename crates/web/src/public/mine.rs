//! `/ho-so-cua-toi`: a citizen's own dossiers, what needs them first.

use app::dossier::lists::{self, ListRow};
use app::dossier::view;
use app::{CommandError, View};
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::Stage;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{TagTone, empty_state, pagination, tag};

use super::{paper, progress};
use crate::{FailedPage, Frame, Section, Signed, Web, frame, guard, refusal, url, words};

/// Dossiers on one page.
const PAGE: usize = 50;

/// The list.
///
/// # Errors
///
/// The store's failure.
pub async fn list(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    if signed.is_staff() {
        return Ok(Redirect::to(frame::start(&signed)).into_response());
    }
    let lang = signed.lang;
    let cursor = Some(guard::query(&uri).get("sau").to_owned()).filter(|cursor| !cursor.is_empty());
    let caller = signed.caller.clone();
    let page = web.blocking(move |app| lists::worklist(app, &caller, View::All, cursor, PAGE)).await??;
    let (yours, ours): (Vec<&ListRow>, Vec<&ListRow>) =
        page.rows.iter().partition(|row| needs_applicant(row.row.stage));
    let next = page.next.as_ref().map(|cursor| url::with_query(url::MINE, &[("sau", cursor)]));
    let title = lang.t("nav-mine");
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        @if page.rows.is_empty() {
            (empty_state(&lang.t("mine-none-title"), &lang.t("mine-none"), Some((&lang.t("home-find-procedure"), url::PROCEDURES))))
        }
        (group(lang, "can-lam", &lang.t("mine-yours"), &yours))
        (group(lang, "dang-giai-quyet", &lang.t("mine-ours"), &ours))
        (pagination(lang, None, next.as_deref()))
        p { (lang.t("mine-closed-hint")) }
    };
    Ok(Frame::public(&web, &signed, &title, Section::Mine).show(&body))
}

/// Whether the applicant moves next.
fn needs_applicant(stage: Stage) -> bool {
    matches!(stage, Stage::Guided | Stage::SupplementAsked | Stage::ResultReady)
}

fn group(lang: Lang, id: &str, title: &str, rows: &[&ListRow]) -> Markup {
    html! {
        @if !rows.is_empty() {
            section aria-labelledby=(id) {
                h2 id=(id) { (title) }
                ul class="mc-list" {
                    @for row in rows {
                        @let id = row.row.id.to_string();
                        @let reference = row.row.code.as_deref().unwrap_or(&id);
                        li class="mc-list__item" {
                            a class="govuk-link mc-list__name" href={ (url::MINE) "/" (url::encode(reference)) } { (row.procedure) }
                            p class="mc-list__facts" {
                                @if let Some(code) = &row.row.code { (code) " · " }
                                (tag(tone(row.row.stage), &refusal::stage(lang, row.row.stage)))
                                @if let Some(due) = row.row.due {
                                    " " (lang.tf("sentence-promised", &[("when", (&words::promised(lang, due)).into())]))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn tone(stage: Stage) -> TagTone {
    match stage {
        Stage::Guided | Stage::SupplementAsked => TagTone::Warn,
        Stage::ResultReady | Stage::Returned => TagTone::Calm,
        Stage::Refused => TagTone::Alarm,
        _ => TagTone::Info,
    }
}

/// `GET /ho-so-cua-toi/{reference}`: one of them.
///
/// # Errors
///
/// [`FailedPage::not_found`] when it is not the visitor's.
pub async fn show(
    State(web): State<Web>,
    signed: Signed,
    Path(reference): Path<String>,
) -> Result<Response, FailedPage> {
    let base = format!("{}/{}", url::MINE, url::encode(&reference));
    let view = own(&web, &signed, &reference).await?;
    let title = signed.lang.t("progress-title");
    let body = progress::draw(signed.lang, &view, &title, &base);
    Ok(Frame::public(&web, &signed, &title, Section::Mine).show(&body))
}

/// `GET /ho-so-cua-toi/{reference}/giay-to/{kind}.pdf`: a paper of one of them.
///
/// # Errors
///
/// As [`show`].
pub async fn paper(
    State(web): State<Web>,
    signed: Signed,
    Path((reference, file)): Path<(String, String)>,
) -> Result<Response, FailedPage> {
    let view = own(&web, &signed, &reference).await?;
    web.blocking(move |app| paper::answer(app, &view, &file)).await?
}

/// Staff have their own page of a dossier; through this one they see nothing.
async fn own(web: &Web, signed: &Signed, reference: &str) -> Result<view::DossierView, FailedPage> {
    if signed.is_staff() {
        return Err(CommandError::NotFound.into());
    }
    Ok(view::open(&web.app, &signed.caller, reference).await?)
}
