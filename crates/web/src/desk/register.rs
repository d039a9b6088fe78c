//! `GET /so-theo-doi`: the tracking register (form 06) of a desk, to read, print and take along.

use app::register::{self, Lines};
use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::ids::UnitId;
use domain::organisation::Role;
use maud::{Markup, html};
use ui::components::{
    Button, ButtonKind, Choice, Column, DataTable, InputKind, Row, Select, TextInput, button, data_table,
    empty_state, pagination, select, text_input,
};
use ui::{Lang, icon};

use crate::{FailedPage, Frame, Posted, Section, Signed, Web, guard, url};

/// Lines of one page.
const ROWS: usize = 50;

/// Places of the shown cells among those of the form, with their headings.
const COLUMNS: [(usize, &str); 9] = [
    (1, "worklist-column-code"),
    (0, "register-number"),
    (2, "worklist-column-procedure"),
    (4, "worklist-column-applicant"),
    (6, "procedure-agency"),
    (7, "worklist-column-received"),
    (8, "worklist-column-due"),
    (9, "register-returned"),
    (12, "register-note"),
];

const PDF: &str = "application/pdf";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The routes of the register.
pub fn routes() -> Router<Web> {
    Router::new()
        .route(url::REGISTER, get(show))
        .route("/so-theo-doi/so.pdf", get(pdf))
        .route("/so-theo-doi/so.xlsx", get(xlsx))
}

/// Which register.
struct Wanted {
    desk: Option<UnitId>,
    year: i16,
    volume: u16,
}

impl Wanted {
    fn of(query: &Posted, signed: &Signed) -> Self {
        let year = query.number("nam").filter(|year| (2000..=2099).contains(year));
        let volume = query.number("quyen").filter(|volume| (1..=999).contains(volume));
        Self {
            desk: UnitId::new(query.get("quay")).ok(),
            year: year.unwrap_or_else(|| signed.day().year()),
            volume: volume.unwrap_or(1),
        }
    }

    fn href(&self, path: &str, cursor: &str) -> String {
        let desk = self.desk.as_ref().map_or("", UnitId::as_str);
        let (year, volume) = (self.year.to_string(), self.volume.to_string());
        url::with_query(path, &[("quay", desk), ("nam", &year), ("quyen", &volume), ("sau", cursor)])
    }
}

/// The register on the screen.
///
/// # Errors
///
/// 403 for people who neither receive there nor supervise the Centre, 404 for an unknown desk.
async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let query = guard::query(&uri);
    let lang = signed.lang;
    let wanted = Wanted::of(&query, &signed);
    let cursor = query.has("sau").then(|| query.get("sau").to_owned());
    let (desk, year) = (wanted.desk.clone(), wanted.year);
    let page = register::lines(&web.app, &signed.caller, desk, year, cursor, ROWS).await?;
    let title = lang.t("register-title");
    let reference = web.app.reference();
    let first = query.has("sau").then(|| wanted.href(url::REGISTER, ""));
    let next = page.next.as_deref().map(|cursor| wanted.href(url::REGISTER, cursor));
    let body = html! {
        h1 class="govuk-heading-l" { (title) ": " (reference.unit_name(&page.desk, signed.day())) }
        (choose(&web, &signed, &wanted, &page))
        (files(lang, &wanted))
        @if page.lines.is_empty() {
            (empty_state(&lang.t("register-empty"), "", None))
        } @else {
            (table(lang, &title, &page))
            (pagination(lang, first.as_deref(), next.as_deref()))
        }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Register).show(&body))
}

fn choose(web: &Web, signed: &Signed, wanted: &Wanted, page: &Lines) -> Markup {
    let lang = signed.lang;
    let reference = web.app.reference();
    let supervises =
        signed.holds(&[Role::Director, Role::DeputyDirector, Role::ProcedureControl, Role::Auditor]);
    let desks: Vec<(String, String)> = reference
        .province
        .desks
        .iter()
        .map(|desk| (desk.to_string(), reference.unit_name(desk, signed.day())))
        .collect();
    let desks: Vec<Choice<'_>> =
        desks.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
    let number = |id: &'static str, key: &str, value: &str, width: u8| {
        text_input(
            lang,
            &TextInput {
                id,
                name: id,
                label: &lang.t(key),
                value,
                kind: InputKind::Digits,
                width: Some(width),
                ..TextInput::default()
            },
        )
    };
    html! {
        form class="mc-toolbar" method="get" action=(url::REGISTER) {
            @if supervises {
                (select(lang, &Select {
                    id: "quay",
                    name: "quay",
                    label: &lang.t("register-desk"),
                    choices: &desks,
                    value: page.desk.as_str(),
                    ..Select::default()
                }))
            }
            (number("nam", "register-year", &wanted.year.to_string(), 4))
            (number("quyen", "register-volume", &wanted.volume.to_string(), 3))
            (button(&Button { label: &lang.t("board-show"), kind: ButtonKind::Secondary, ..Button::default() }))
        }
    }
}

fn files(lang: Lang, wanted: &Wanted) -> Markup {
    let volume = wanted.volume;
    html! {
        p class="mc-button-row" {
            a class="govuk-button" href=(wanted.href("/so-theo-doi/so.pdf", "")) {
                (icon("printer")) (lang.tf("register-pdf", &[("n", volume.into())]))
            }
            a class="govuk-button govuk-button--secondary" href=(wanted.href("/so-theo-doi/so.xlsx", "")) {
                (icon("download")) (lang.tf("register-xlsx", &[("n", volume.into())]))
            }
        }
    }
}

fn table(lang: Lang, caption: &str, page: &Lines) -> Markup {
    let columns: Vec<Column<'_>> = COLUMNS.iter().map(|(_, key)| Column::text(lang.t(key))).collect();
    let cell = |line: &[String], at: usize| line.get(at).cloned().unwrap_or_default();
    let rows: Vec<Row<'_>> = page
        .lines
        .iter()
        .map(|line| Row {
            cells: COLUMNS
                .iter()
                .map(|(at, _)| {
                    let text = cell(line, *at);
                    html! {
                        @if *at == 1 { a class="govuk-link mc-code" href=(url::dossier(&text)) { (text) } } @else { (text) }
                    }
                })
                .collect(),
            ..Row::default()
        })
        .collect();
    data_table(lang, &DataTable { id: "so", caption, columns: &columns, rows: &rows })
}

/// The volume as PDF.
async fn pdf(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let wanted = Wanted::of(&guard::query(&uri), &signed);
    let name = file_name(&wanted, "pdf");
    let volume = register::volume(&web.app, &signed.caller, wanted.desk, wanted.year, wanted.volume).await?;
    let bytes =
        web.blocking(move |_| register::pdf(volume).map_err(|error| FailedPage::internal(&error))).await??;
    Ok(file(PDF, &name, bytes))
}

/// The volume as a workbook.
async fn xlsx(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let wanted = Wanted::of(&guard::query(&uri), &signed);
    let name = file_name(&wanted, "xlsx");
    let volume = register::volume(&web.app, &signed.caller, wanted.desk, wanted.year, wanted.volume).await?;
    let bytes = web
        .blocking(move |_| register::xlsx(&volume).map_err(|error| FailedPage::internal(&error)))
        .await??;
    Ok(file(XLSX, &name, bytes))
}

fn file_name(wanted: &Wanted, extension: &str) -> String {
    format!("so-theo-doi-{}-{:02}.{extension}", wanted.year, wanted.volume)
}

fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}
