//! `GET /giam-sat`: what the Centre is told without asking, the newest first.

use app::dossier::lists::{self, ToldRow};
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use domain::dossier::Told;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{Column, DataTable, Row, Tab, data_table, empty_state, pagination, tabs};
use ui::format;

use super::worklist::{in_english, staff_only};
use crate::{FailedPage, Frame, Section, Signed, Web, guard, url};

/// Rows of one page.
const ROWS: usize = 50;

/// The list, of one kind or all.
///
/// # Errors
///
/// 403 for people who do not see the whole province.
pub async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    staff_only(&signed)?;
    let query = guard::query(&uri);
    let kind = Told::find(query.get("viec"));
    let cursor = query.has("tu").then(|| query.get("tu").to_owned());
    let (caller, from) = (signed.caller.clone(), cursor.clone());
    let (rows, next) =
        web.blocking(move |app| lists::supervision(app, &caller, kind, from.as_deref(), ROWS)).await??;
    let lang = signed.lang;
    let title = lang.t("supervision-title");
    let slug = kind.map_or("", Told::name);
    let next = next.map(|cursor| url::with_query(url::SUPERVISION, &[("viec", slug), ("tu", &cursor)]));
    let first = cursor.is_some().then(|| url::with_query(url::SUPERVISION, &[("viec", slug)]));
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        p { (lang.t("supervision-lead")) }
        (kinds(lang, &title, kind))
        @if rows.is_empty() { (empty_state(&lang.t("supervision-none"), "", None)) } @else { (table(lang, &title, &rows)) }
        (pagination(lang, first.as_deref(), next.as_deref()))
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Supervision).show(&body))
}

/// What the Centre is told of, in words.
#[must_use]
pub fn words(lang: Lang, kind: Told) -> String {
    lang.t(&format!("supervision-kind-{}", kind.name()))
}

fn kinds(lang: Lang, title: &str, chosen: Option<Told>) -> Markup {
    let all = (lang.t("supervision-all"), url::SUPERVISION.to_owned(), chosen.is_none());
    let each = Told::ALL.into_iter().map(|kind| {
        let href = url::with_query(url::SUPERVISION, &[("viec", kind.name())]);
        (words(lang, kind), href, chosen == Some(kind))
    });
    let listed: Vec<(String, String, bool)> = std::iter::once(all).chain(each).collect();
    let tab: Vec<Tab<'_>> = listed
        .iter()
        .map(|(label, href, current)| Tab { label, href, current: *current, ..Tab::default() })
        .collect();
    tabs(lang, title, &tab)
}

fn table(lang: Lang, caption: &str, rows: &[ToldRow]) -> Markup {
    let columns: Vec<Column<'_>> = [
        "worklist-column-code",
        "supervision-at",
        "supervision-what",
        "supervision-unit",
        "worklist-column-procedure",
        "worklist-column-due",
    ]
    .iter()
    .map(|key| Column::text(lang.t(key)))
    .collect();
    let names: Vec<String> = rows
        .iter()
        .map(|row| {
            let code = row.dossier.as_ref().and_then(|dossier| dossier.code.clone());
            code.unwrap_or_else(|| row.told.dossier.to_string())
        })
        .collect();
    let links: Vec<String> = names.iter().map(|name| url::dossier(name)).collect();
    let shown: Vec<Row<'_>> = rows
        .iter()
        .zip(names.iter().zip(&links))
        .map(|(row, (name, href))| {
            let due = row.dossier.as_ref().and_then(|dossier| dossier.again.or(dossier.due));
            let code = row.dossier.as_ref().and_then(|dossier| dossier.code.as_ref()).map(|_| name.as_str());
            Row {
                cells: vec![
                    html! { @if let Some(code) = code { span class="mc-code" { (code) } } @else { (lang.t("worklist-no-code")) } },
                    html! { (format::datetime(row.told.at)) },
                    html! { strong { (words(lang, row.told.kind)) } },
                    html! { (row.unit) },
                    html! { (in_english(lang, &row.procedure_en, &row.procedure)) },
                    html! { @if let Some(due) = due { (format::datetime(due)) } },
                ],
                href: Some(href),
                alarm: matches!(row.told.kind, Told::Overdue | Told::Silent | Told::NoticeFailed),
                select: None,
            }
        })
        .collect();
    data_table(lang, &DataTable { id: "giam-sat", caption, columns: &columns, rows: &shown })
}
