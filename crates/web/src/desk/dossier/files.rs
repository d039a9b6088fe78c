//! The section «Tệp quét» of a dossier: what was scanned, adding one more, and reading it.

use app::dossier::{DossierView, view};
use app::files;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::Event;
use maud::{Markup, html};
use ui::components::{Button, Choice, Column, DataTable, Row, Select, button, data_table, select};
use ui::format;

use super::name;
use crate::posted::{KEY, Posted};
use crate::refusal;
use crate::session::fresh_key;
use crate::{FailedPage, Signed, Web, url};

/// The section; only for those who work on the dossier.
pub fn section(signed: &Signed, opened: &DossierView) -> Markup {
    if !view::handles(opened, &signed.caller) {
        return html! {};
    }
    let lang = signed.lang;
    let path = format!("{}/tep", url::dossier(&name(opened)));
    let paper = |code: Option<&domain::ids::PaperCode>| {
        let known = code.and_then(|code| opened.procedure.paper(code));
        known.map_or_else(|| lang.t("files-no-paper"), |paper| refusal::name(lang, &paper.name).to_owned())
    };
    let mut rows: Vec<Row<'_>> = Vec::new();
    for recorded in &opened.history {
        let Event::ScansAttached { paper: of, scans, .. } = &recorded.event else { continue };
        for scan in scans {
            rows.push(Row {
                cells: vec![
                    html! { a class="govuk-link" href={ (path) "/" (scan.file) } { (paper(of.as_ref())) } },
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
        let link = html! { a class="govuk-link" href={ (path) "/" (file) } { (lang.t("files-result")) ": " (result.name) } };
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
    body: Body,
) -> Result<Response, FailedPage> {
    if !signed.is_staff() {
        return Err(FailedPage::not_found());
    }
    if !adds(&super::open(&web, &signed, &reference).await?, &signed) {
        return Err(FailedPage::status(StatusCode::FORBIDDEN));
    }
    let bytes = to_bytes(body, files::LARGEST.saturating_add(1)).await;
    let bytes = bytes.map_err(|_| FailedPage::status(StatusCode::PAYLOAD_TOO_LARGE))?.to_vec();
    let kept = files::attach(&web.app, &signed.caller, &reference, posted.get("paper"), bytes, None).await?;
    let done = if kept.look.faults.is_empty() { "tep-quet" } else { "tep-quet-kho-doc" };
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
    let (media, bytes) = files::read(&web.app, &signed.caller, reference, digest).await?;
    let ending = media.name().split_once('/').map_or("bin", |(_, kind)| kind);
    let short: String = digest.chars().take(12).collect();
    let headers = [
        (CONTENT_TYPE, media.name().to_owned()),
        (CONTENT_DISPOSITION, format!("inline; filename=\"{short}.{ending}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
