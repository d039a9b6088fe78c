//! The section «Tệp quét» of a dossier: what was scanned, adding one more, and reading it.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::task::{Context, Poll};

use app::dossier::{DossierView, view};
use app::files::{self, State as FileState};
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::Event;
use futures_core::Stream;
use maud::{Markup, html};
use ui::components::{Button, Choice, Column, DataTable, Row, Select, button, data_table, select};
use ui::format;

use super::name;
use crate::posted::{KEY, Posted, Uploaded};
use crate::refusal;
use crate::session::fresh_key;
use crate::{FailedPage, Signed, Web, url};

/// The section; only for those who work on the dossier.
pub fn section(files: Option<&files::Files>, signed: &Signed, opened: &DossierView) -> Markup {
    if !view::handles(opened, &signed.caller) {
        return html! {};
    }
    let lang = signed.lang;
    let path = format!("{}/tep", url::dossier(&name(opened)));
    let paper = |code: Option<&domain::ids::PaperCode>| {
        let known = code.and_then(|code| opened.procedure.paper(code));
        known.map_or_else(|| lang.t("files-no-paper"), |paper| refusal::name(lang, &paper.name).to_owned())
    };
    let withheld = withheld(files, opened);
    // What nobody may read is no link.
    let shown = |file: &str, label: Markup| match withheld.get(file) {
        None => html! { a class="govuk-link" href={ (path) "/" (file) } { (label) } },
        Some(FileState::Infected) => html! { (label) " – " strong { (lang.t("files-infected")) } },
        Some(_) => html! { (label) " – " strong { (lang.t("files-waiting")) } },
    };
    let mut rows: Vec<Row<'_>> = Vec::new();
    for recorded in &opened.history {
        let Event::ScansAttached { paper: of, scans, .. } = &recorded.event else { continue };
        for scan in scans {
            rows.push(Row {
                cells: vec![
                    shown(&scan.file, html! { (paper(of.as_ref())) }),
                    html! { (kind(&scan.media)) },
                    html! { @if scan.pages > 0 { (scan.pages) } },
                    html! { (format::number(lang, i64::try_from(scan.bytes.div_ceil(1024)).unwrap_or(i64::MAX))) " KB" },
                    html! { (format::datetime(recorded.at)) },
                ],
                ..Row::default()
            });
        }
    }
    if let Some((result, file)) =
        opened.dossier.result.as_ref().and_then(|result| Some((result, result.file.as_ref()?)))
    {
        let blank = || html! {};
        let link = shown(file, html! { (lang.t("files-result")) ": " (result.name) });
        rows.push(Row { cells: vec![link, blank(), blank(), blank(), blank()], ..Row::default() });
    }
    let columns = ["files-paper", "files-kind", "files-pages", "files-size", "files-at"]
        .map(|key| Column::text(lang.t(key)));
    let papers: Vec<(String, String)> = opened
        .procedure
        .papers_of(opened.dossier.case.as_ref())
        .map(|paper| (paper.code.to_string(), refusal::name(lang, &paper.name).to_owned()))
        .collect();
    let choices: Vec<Choice<'_>> =
        papers.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
    let adds = adds(opened, signed);
    html! {
        section class="mc-card" aria-labelledby="tep-quet" {
            h2 class="mc-card__title" id="tep-quet" { (lang.t("files-title")) }
            @if rows.is_empty() { p { (lang.t("files-none")) } }
            @else { (data_table(lang, &DataTable { id: "tep", caption: &lang.t("files-title"), columns: &columns, rows: &rows })) }
            @if adds {
                form method="post" action=(path) enctype="multipart/form-data" {
                    (ui::csrf_field(&signed.csrf))
                    input type="hidden" name=(KEY) value=(fresh_key());
                    (select(lang, &Select { id: "tep-giay", name: "paper", label: &lang.t("files-paper"), choices: &choices, optional: true, ..Select::default() }))
                    div class="govuk-form-group" {
                        label class="govuk-label" for="tep-chon" { (lang.t("files-choose")) }
                        div class="govuk-hint" id="tep-chon-hint" { (lang.t("files-hint")) }
                        input class="govuk-file-upload" id="tep-chon" name="tep" type="file"
                            accept="application/pdf,image/jpeg,image/png" aria-describedby="tep-chon-hint" required;
                    }
                    (button(&Button { label: &lang.t("files-add"), ..Button::default() }))
                }
            }
        }
    }
}

/// The files of a dossier that nobody may read: not scanned yet, or infected.
fn withheld(files: Option<&files::Files>, opened: &DossierView) -> BTreeMap<String, FileState> {
    let result = opened.dossier.result.as_ref().and_then(|result| result.file.as_deref());
    let named = files::named(opened).map(|scan| scan.file.as_str()).chain(result).collect();
    files.map(|files| files.withheld(&named)).unwrap_or_default()
}

fn kind(media: &str) -> &str {
    media.split_once('/').map_or(media, |(_, kind)| kind)
}

fn adds(opened: &DossierView, signed: &Signed) -> bool {
    view::actions(opened, &signed.caller).iter().any(|state| state.action == "attach" && state.allowed())
}

/// `POST /ho-so/{ref}/tep`: keeps a file and adds it.
///
/// # Errors
///
/// 403 for those who may not add a file now, 422 for what is no PDF, JPEG or PNG, else as the use case.
pub async fn add(
    State(web): State<Web>,
    signed: Signed,
    Path(reference): Path<String>,
    posted: Posted,
    uploaded: Uploaded,
) -> Result<Response, FailedPage> {
    if !signed.is_staff() {
        return Err(FailedPage::not_found());
    }
    if !adds(&super::open(&web, &signed, &reference).await?, &signed) {
        return Err(FailedPage::status(StatusCode::FORBIDDEN));
    }
    let file = match uploaded.take() {
        Some(file) => file,
        // Nothing was chosen: what is empty is refused in words.
        None => files::receive(&web.app)?.arrived(),
    };
    let kept = files::attach(&web.app, &signed.caller, &reference, posted.get("paper"), file, None).await?;
    let done = match &kept {
        kept if !kept.look.faults.is_empty() => "tep-quet-kho-doc",
        kept if kept.waits => "tep-quet-cho-quet",
        _ => "tep-quet",
    };
    let path = url::with_query(&url::dossier(&reference), &[("xong", done)]);
    Ok(Redirect::to(&format!("{path}#tep-quet")).into_response())
}

/// `GET /ho-so/{ref}/tep/{digest}`: a file, for those who work on the dossier; the look is journaled.
///
/// # Errors
///
/// 404 when the dossier does not name it, 403 for those who only see the dossier.
pub async fn read(
    State(web): State<Web>,
    signed: Signed,
    Path((reference, digest)): Path<(String, String)>,
) -> Result<Response, FailedPage> {
    if !signed.is_staff() {
        return Err(FailedPage::not_found());
    }
    answer(&web, &signed, &reference, &digest).await
}

/// A file that a dossier names, as an answer.
///
/// # Errors
///
/// As [`read`].
pub async fn answer(
    web: &Web,
    signed: &Signed,
    reference: &str,
    digest: &str,
) -> Result<Response, FailedPage> {
    let whole = files::read(&web.app, &signed.caller, reference, digest).await?;
    let ending = whole.media.name().split_once('/').map_or("bin", |(_, kind)| kind);
    let short: String = digest.chars().take(12).collect();
    // What holds a program, or what nobody could look at, never opens beside the pages.
    let (how, kind) = match whole.shown {
        true => ("inline", whole.media.name()),
        false => ("attachment", "application/octet-stream"),
    };
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("{how}; filename=\"{short}.{ending}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
        (CONTENT_LENGTH, whole.bytes.to_string()),
    ];
    Ok((headers, Body::from_stream(Streamed(whole))).into_response())
}

/// A checked file as the body of an answer, piece by piece.
struct Streamed(files::Whole);

impl Stream for Streamed {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        // It was read a moment ago to be checked: the machine has it in memory.
        let piece = |bytes: Vec<u8>| (!bytes.is_empty()).then(|| Bytes::from(bytes));
        Poll::Ready(self.0.piece().map(piece).transpose())
    }
}
