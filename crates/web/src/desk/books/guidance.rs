//! `/huong-dan`: guidance given by counter, telephone, portal and letter; each printable.

use app::books::guidance::{self, Guidance, NewGuidance, ROWS, Words};
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use domain::books::guidance::Way;
use domain::organisation::Role;
use maud::{Markup, html};
use ui::components::{
    Button, ButtonKind, Choice, Choices, Column, DataTable, InputKind, Row, SummaryRow, TextInput, Textarea,
    button, data_table, empty_state, pagination, radios, summary_list, text_input, textarea,
};
use ui::{Lang, format};

use super::{cursor, hidden, once};
use crate::refusal::name;
use crate::{FailedPage, Frame, Posted, Section, Signed, Web, guard, pdf, url};

fn way(lang: Lang, way: Way) -> String {
    lang.t(match way {
        Way::Counter => "guidance-way-counter",
        Way::Phone => "guidance-way-phone",
        Way::Portal => "guidance-way-portal",
        Way::Letter => "guidance-way-letter",
    })
}

/// The book, and the form for one more.
///
/// # Errors
///
/// 403 for people who do not guide.
pub async fn list(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let lang = signed.lang;
    let query = guard::query(&uri);
    let (caller, from) = (signed.caller.clone(), cursor(&query));
    let (found, next) = web.blocking(move |app| guidance::list(app, &caller, from, ROWS)).await??;
    let title = lang.t("guidance-title");
    let next = next.as_deref().map(|cursor| url::with_query(url::GUIDANCE, &[("sau", cursor)]));
    let guides = signed.holds(&[
        Role::CounterOfficer,
        Role::Officer,
        Role::ProcedureControl,
        Role::Director,
        Role::DeputyDirector,
    ]);
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        @if guides { (form(&signed, query.get("thu-tuc"))) }
        @if found.is_empty() { (empty_state(&lang.t("guidance-none"), "", None)) }
        @else { (table(lang, &found)) }
        (pagination(lang, query.has("sau").then_some(url::GUIDANCE), next.as_deref()))
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Guidance).show(&body))
}

fn form(signed: &Signed, procedure: &str) -> Markup {
    let lang = signed.lang;
    let words: Vec<(&str, String)> = Way::ALL.into_iter().map(|own| (own.name(), way(lang, own))).collect();
    let ways: Vec<Choice<'_>> =
        words.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
    let line = |id: &'static str, key: &str, kind: InputKind, optional: bool, value: &str| {
        text_input(
            lang,
            &TextInput {
                id,
                name: id,
                label: &lang.t(key),
                value,
                kind,
                optional,
                autocomplete: Some("off"),
                ..TextInput::default()
            },
        )
    };
    let area = |id: &'static str, key: &str, rows: u8| {
        textarea(
            lang,
            &Textarea {
                id,
                name: id,
                label: &lang.t(key),
                rows,
                max_length: Some(2000),
                ..Textarea::default()
            },
        )
    };
    html! {
        section class="mc-card" aria-labelledby="ghi" {
            h2 class="mc-card__title" id="ghi" { (lang.t("guidance-new")) }
            form method="post" action=(url::GUIDANCE) {
                (hidden(signed))
                (line("procedure", "guidance-procedure", InputKind::Code, false, procedure))
                (radios(lang, &Choices { id: "way", name: "way", legend: &lang.t("guidance-way"), choices: &ways, chosen: &["counter"], inline: true, ..Choices::default() }))
                (line("asker", "guidance-asker", InputKind::Name, true, ""))
                (line("contact", "guidance-contact", InputKind::Text, true, ""))
                (area("question", "guidance-question", 3))
                (area("answer", "guidance-answer", 5))
                (button(&Button { label: &lang.t("guidance-give"), key: Some("Ctrl+Enter"), ..Button::default() }))
            }
        }
    }
}

fn table(lang: Lang, found: &[Guidance]) -> Markup {
    let hrefs: Vec<String> = found.iter().map(|one| path(&one.id)).collect();
    let rows: Vec<Row<'_>> = found
        .iter()
        .zip(&hrefs)
        .map(|(one, href)| Row {
            cells: vec![
                html! { (app::books::number_text(one.number)) },
                html! { (format::datetime(one.at)) },
                html! { (way(lang, one.way)) },
                html! { @if let Some(procedure) = &one.procedure { (name(lang, &procedure.name)) } @else { (one.code) } },
                html! { @match &one.words { Some(words) => (words.question), None => (lang.t("guidance-erased")) } },
                html! { (one.officer) },
            ],
            href: Some(href),
            ..Row::default()
        })
        .collect();
    let keys = [
        "register-number",
        "guidance-at",
        "guidance-way",
        "worklist-column-procedure",
        "guidance-question",
        "guidance-officer",
    ];
    let columns: Vec<Column<'_>> = keys.iter().map(|key| Column::text(lang.t(key))).collect();
    data_table(
        lang,
        &DataTable { id: "huong-dan", caption: &lang.t("guidance-book"), columns: &columns, rows: &rows },
    )
}

fn path(id: &str) -> String {
    format!("{}/{}", url::GUIDANCE, url::encode(id))
}

/// Records guidance.
///
/// # Errors
///
/// As the use case.
pub async fn give(State(web): State<Web>, signed: Signed, posted: Posted) -> Result<Response, FailedPage> {
    let text = |name: &str| posted.get(name).to_owned();
    let new = NewGuidance {
        procedure: text("procedure"),
        way: text("way"),
        words: Words {
            asker: text("asker"),
            contact: text("contact"),
            question: text("question"),
            answer: text("answer"),
        },
    };
    let key = once(&posted, url::GUIDANCE)?;
    let id = guidance::give(&web.app, &signed.caller, new, Some(key)).await?;
    Ok(Redirect::to(&path(&id)).into_response())
}

/// `GET /huong-dan/{id}`: the sheet.
///
/// # Errors
///
/// 404 for one of another unit.
pub async fn show(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, FailedPage> {
    let lang = signed.lang;
    let found = guidance::open(&web.app, &signed.caller, &id).await?;
    let title = lang.tf("guidance-sheet", &[("number", (&app::books::number_text(found.number)).into())]);
    let procedure = match &found.procedure {
        Some(own) => html! {
            a class="govuk-link" href=(url::procedure(own.code.as_str())) { (name(lang, &own.name)) }
            " " (lang.tf("guidance-version", &[("n", own.version.into())]))
        },
        None => html! { (found.code) },
    };
    let mut rows = vec![
        SummaryRow::of(lang.t("worklist-column-procedure"), procedure),
        SummaryRow::text(lang.t("guidance-at"), &format::datetime(found.at)),
        SummaryRow::text(lang.t("guidance-way"), &way(lang, found.way)),
        SummaryRow::text(lang.t("unit"), &web.app.reference().unit_name(&found.unit, signed.day())),
        SummaryRow::text(lang.t("guidance-officer"), &found.officer),
        SummaryRow::text(lang.t("guidance-basis"), found.way.basis().0.label_vi),
    ];
    match &found.words {
        Some(words) => {
            let pairs = [
                ("guidance-asker", &words.asker),
                ("guidance-contact", &words.contact),
                ("guidance-question", &words.question),
                ("guidance-answer", &words.answer),
            ];
            rows.extend(pairs.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| {
                SummaryRow::of(lang.t(key), html! { @for line in text.lines() { (line) br; } })
            }));
        }
        None => rows.push(SummaryRow::text(lang.t("guidance-question"), &lang.t("guidance-erased"))),
    }
    let leads = signed.holds(&[Role::Director, Role::DeputyDirector]) && found.words.is_some();
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (summary_list(&rows))
        p class="mc-button-row" {
            (pdf::link(lang, &format!("{}/phieu.pdf", path(&id))))
            (button(&Button { label: &lang.t("guidance-title"), kind: ButtonKind::Secondary, href: Some(url::GUIDANCE), ..Button::default() }))
        }
        @if leads {
            form method="post" action=(path(&id)) {
                (hidden(&signed))
                p class="mc-muted" { (lang.t("guidance-erase-hint")) }
                (button(&Button { label: &lang.t("guidance-erase"), kind: ButtonKind::Warning, ..Button::default() }))
            }
        }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Guidance).show(&body))
}

/// `POST /huong-dan/{id}`: erases who asked and what was said.
///
/// # Errors
///
/// 403 for everybody but those who lead the Centre.
pub async fn erase(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, FailedPage> {
    guidance::erase(&web.app, &signed.caller, &id).await?;
    Ok(Redirect::to(&path(&id)).into_response())
}
