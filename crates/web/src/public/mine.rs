//! `/ho-so-cua-toi`: a citizen's own dossiers, what needs them first.

use std::sync::Arc;

use app::dossier::lists::{self, ListRow};
use app::dossier::{readers, view};
use app::{CommandError, Reference, View};
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::Stage;
use domain::dossier::event::ProcedurePin;
use domain::ids::ProcedureCode;
use jiff::civil::DateTime;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{TagTone, empty_state, pagination, tag};

use super::progress::Sheet;
use super::{acts, paper};
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
        page.rows.iter().partition(|row| needs_applicant(row));
    let next = page.next.as_ref().map(|cursor| url::with_query(url::MINE, &[("sau", cursor)]));
    let reference = web.app.reference();
    let title = lang.t("nav-mine");
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        @if page.rows.is_empty() {
            (empty_state(&lang.t("mine-none-title"), &lang.t("mine-none"), Some((&lang.t("home-find-procedure"), url::PROCEDURES))))
        }
        (group(lang, &reference, signed.at, "can-lam", &lang.t("mine-yours"), &yours))
        (group(lang, &reference, signed.at, "dang-giai-quyet", &lang.t("mine-ours"), &ours))
        (pagination(lang, None, next.as_deref()))
        p { (lang.t("mine-closed-hint")) }
    };
    Ok(Frame::public(&web, &signed, &title, Section::Mine).show(&body))
}

/// The procedure's name in the language of the page.
fn named(lang: Lang, reference: &Reference, row: &ListRow) -> String {
    let code = ProcedureCode::new(&row.row.procedure).ok();
    let pinned = code.and_then(|code| {
        let pin = ProcedurePin { code, version: row.row.procedure_version };
        reference.procedure_pinned(&pin).cloned()
    });
    pinned.map_or_else(|| row.procedure.clone(), |procedure| words::procedure(lang, &procedure).to_owned())
}

/// Whether the applicant moves next: to bring something, to pay, to come.
fn needs_applicant(row: &ListRow) -> bool {
    let row = &row.row;
    match row.stage {
        Stage::Guided | Stage::SupplementAsked | Stage::ClockStopped => true,
        Stage::ResultReady => row.return_by == "counter" || row.outstanding > 0,
        _ => false,
    }
}

/// What the applicant should know of it: that it is late, until when to bring something, the day.
fn line(lang: Lang, row: &ListRow, now: DateTime) -> String {
    let row = &row.row;
    let when = |key: &str, at: DateTime| lang.tf(key, &[("when", (&words::promised(lang, at)).into())]);
    match row.stage {
        Stage::Guided | Stage::SupplementAsked => {
            row.answer_until.map_or_else(|| lang.t("mine-bring"), |until| when("asked-until", until))
        }
        Stage::ClockStopped => lang.t("mine-stopped"),
        Stage::ResultReady if row.outstanding > 0 => {
            lang.tf("told-ready-pay", &[("amount", (&ui::format::dong(lang, row.outstanding)).into())])
        }
        Stage::ResultReady | Stage::ResultSent | Stage::WithPost => String::new(),
        _ => match (row.again, row.due) {
            (Some(again), _) if again < now => when("mine-late-again", again),
            (Some(again), _) => when("progress-apologised", again),
            (None, Some(due)) if due < now || row.overdue_since.is_some() => when("mine-late", due),
            (None, Some(due)) => when("sentence-promised", due),
            (None, None) => String::new(),
        },
    }
}

fn group(
    lang: Lang,
    reference: &Reference,
    now: DateTime,
    id: &str,
    title: &str,
    rows: &[&ListRow],
) -> Markup {
    html! {
        @if !rows.is_empty() {
            section aria-labelledby=(id) {
                h2 id=(id) { (title) }
                ul class="mc-list" {
                    @for row in rows {
                        @let id = row.row.id.to_string();
                        @let own = row.row.code.as_deref().unwrap_or(&id);
                        li class="mc-list__item" {
                            a class="govuk-link mc-list__name" href={ (url::MINE) "/" (url::encode(own)) } { (named(lang, reference, row)) }
                            p class="mc-list__facts" {
                                @if let Some(code) = &row.row.code { (code) " · " }
                                (tag(tone(row, now), &refusal::stage(lang, row.row.stage)))
                                " " (line(lang, row, now))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn tone(row: &ListRow, now: DateTime) -> TagTone {
    let running = row.row.clock_runs();
    match row.row.stage {
        _ if running && row.row.again.or(row.row.due).is_some_and(|due| due < now) => TagTone::Alarm,
        Stage::Guided | Stage::SupplementAsked | Stage::ClockStopped => TagTone::Warn,
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
    let view = Arc::new(own(&web, &signed, &reference).await?);
    let shared = Arc::clone(&view);
    let readers = web.blocking(move |app| readers::of(app, &shared)).await??;
    let title = signed.lang.t("progress-title");
    let acts = acts::open_to(&view, &signed);
    let sheet =
        Sheet { lang: signed.lang, view: &view, title: &title, base: &base, readers: &readers, acts: &acts };
    let body = sheet.draw();
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
    if file == RESULT {
        let digest = result_file(&view).ok_or_else(FailedPage::not_found)?.to_owned();
        return crate::desk::dossier::files::answer(&web, &signed, &reference, &digest).await;
    }
    web.blocking(move |app| paper::answer(app, &view, &file)).await?
}

/// The result itself, as named among the papers.
pub(super) const RESULT: &str = "ket-qua";

/// The file of a result that was handed over: until then nothing of it is the applicant's.
pub(super) fn result_file(view: &view::DossierView) -> Option<&str> {
    let result = view.dossier.result.as_ref()?;
    result.file.as_deref().filter(|_| view.dossier.stage == Stage::Returned)
}

/// Staff have their own page of a dossier; through this one they see nothing.
pub(super) async fn own(
    web: &Web,
    signed: &Signed,
    reference: &str,
) -> Result<view::DossierView, FailedPage> {
    if signed.is_staff() {
        return Err(CommandError::NotFound.into());
    }
    Ok(view::open(&web.app, &signed.caller, reference).await?)
}
