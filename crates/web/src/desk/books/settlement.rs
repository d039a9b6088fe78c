//! `/thu-ngan/quyet-toan`: what was collected in a quarter, by agency and charge, to read and to take along.

use app::books::settlement::{self, Line};
use axum::extract::State;
use axum::http::Uri;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use maud::{Markup, html};
use ui::components::{
    Button, ButtonKind, Column, DataTable, InputKind, Row, TextInput, button, data_table, empty_state,
    print_button, text_input,
};
use ui::{Lang, format, icon};

use crate::{FailedPage, Frame, Posted, Section, Signed, Web, guard, pdf, url};

const PATH: &str = "/thu-ngan/quyet-toan";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Year and quarter of the address, else those of today.
pub fn wanted(query: &Posted, today: Date) -> Option<(i16, u8, Date, Date)> {
    let now = u8::try_from(today.month())
        .unwrap_or(1)
        .saturating_sub(1)
        .checked_div(3)
        .unwrap_or(0)
        .saturating_add(1);
    let year = if query.has("nam") { query.number("nam")? } else { today.year() };
    let quarter = if query.has("quy") { query.number("quy")? } else { now };
    let (from, next) = settlement::quarter(year, quarter).filter(|_| (2000..=2099).contains(&year))?;
    Some((year, quarter, from, next))
}

async fn lines(web: &Web, signed: &Signed, from: Date, next: Date) -> Result<Vec<Line>, FailedPage> {
    let caller = signed.caller.clone();
    Ok(web.blocking(move |app| settlement::list(app, &caller, from, next)).await??)
}

/// The list on the screen.
///
/// # Errors
///
/// 403 for people who neither take money nor look over the Centre, 404 for a quarter that no year has.
pub async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let lang = signed.lang;
    let (year, quarter, from, next) =
        wanted(&guard::query(&uri), signed.day()).ok_or_else(FailedPage::not_found)?;
    let lines = lines(&web, &signed, from, next).await?;
    let title = lang
        .tf("settlement-of", &[("quarter", i64::from(quarter).into()), ("year", (&year.to_string()).into())]);
    let (n, y) = (quarter.to_string(), year.to_string());
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
    let pairs = [("quy", n.as_str()), ("nam", &y)];
    let file = url::with_query("/thu-ngan/quyet-toan/bang.xlsx", &pairs);
    let paper = app::papers::books::is_over(&web.app, next)
        .then(|| url::with_query("/thu-ngan/quyet-toan/bang.pdf", &pairs));
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        form class="mc-toolbar" method="get" action=(PATH) {
            (number("quy", "settlement-quarter", &n, 2))
            (number("nam", "register-year", &y, 4))
            (button(&Button { label: &lang.t("board-show"), kind: ButtonKind::Secondary, ..Button::default() }))
        }
        p class="mc-button-row" {
            a class="govuk-button govuk-button--secondary" href=(file) { (icon("download")) (lang.t("settlement-xlsx")) }
            @match &paper {
                Some(href) => (pdf::link(lang, href)),
                None => (print_button(lang)),
            }
        }
        @if lines.is_empty() { (empty_state(&lang.t("settlement-empty"), "", None)) }
        @else { (table(lang, &title, &lines)) }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Cash).show(&body))
}

fn table(lang: Lang, caption: &str, lines: &[Line]) -> Markup {
    let money = |sum: i64| html! { (format::dong(lang, sum)) };
    let mut rows: Vec<Row<'_>> = lines
        .iter()
        .map(|line| Row {
            cells: vec![
                html! { (line.agency_name) },
                html! { (line.charge) },
                html! { (line.dossiers) },
                money(line.cash),
                money(line.transfer),
                money(line.post),
                html! { strong { (format::dong(lang, line.total())) } },
            ],
            ..Row::default()
        })
        .collect();
    let sum = |of: fn(&Line) -> i64| lines.iter().map(of).fold(0_i64, i64::saturating_add);
    rows.push(Row {
        cells: vec![
            html! { strong { (lang.t("settlement-total")) } },
            html! {},
            html! {},
            money(sum(|line| line.cash)),
            money(sum(|line| line.transfer)),
            money(sum(|line| line.post)),
            html! { strong { (format::dong(lang, sum(Line::total))) } },
        ],
        ..Row::default()
    });
    let columns = [
        Column::text(lang.t("procedure-agency")),
        Column::text(lang.t("settlement-charge")),
        Column::number(lang.t("urging-dossiers")),
        Column::number(lang.t("pay-cash")),
        Column::number(lang.t("pay-transfer")),
        Column::number(lang.t("settlement-post")),
        Column::number(lang.t("settlement-total")),
    ];
    data_table(lang, &DataTable { id: "quyet-toan", caption, columns: &columns, rows: &rows })
}

/// The list as a workbook.
///
/// # Errors
///
/// As [`show`].
pub async fn xlsx(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let (year, quarter, from, next) =
        wanted(&guard::query(&uri), signed.day()).ok_or_else(FailedPage::not_found)?;
    let lines = lines(&web, &signed, from, next).await?;
    let reference = web.app.reference();
    let unit = reference.unit_name(&reference.province.meta.centre, signed.day());
    let bytes =
        settlement::xlsx(&lines, &unit, year, quarter, from).map_err(|error| FailedPage::internal(&error))?;
    let name = format!("quyet-toan-{year}-quy-{quarter}.xlsx");
    let headers = [
        (CONTENT_TYPE, XLSX.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
