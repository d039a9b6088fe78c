//! `/ban-giao`: what waits to be signed for, many at once, each as an act of its own.

use app::DossierRow;
use app::View;
use app::dossier::input::Action;
use app::dossier::lists;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use maud::{Markup, html};
use ui::components::{
    Button, Column, DataTable, Row, Tone, action_bar, button, data_table, empty_state, pagination,
};
use ui::{Lang, csrf_field, format};

use super::batch::{self, Done, Line};
use super::scan;
use super::worklist::{in_english, name_of, staff_only};
use crate::posted::{KEY, Posted};
use crate::session::fresh_key;
use crate::{FailedPage, Frame, Section, Signed, Web, guard, url};

/// Rows of one page, and thereby acts of one press.
const ROWS: usize = 100;

/// The columns after the code.
const COLUMNS: [&str; 5] =
    ["worklist-column-procedure", "slip-giver", "slip-taker", "handover-by", "worklist-column-due"];

/// The list of what is on its way to the visitor's units.
///
/// # Errors
///
/// 403 for people whose work shows them no dossier.
pub async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    staff_only(&signed)?;
    let query = guard::query(&uri);
    page(&web, &signed, &query, &[]).await
}

/// Signs for every ticked dossier; the page then says of each what became of it.
///
/// # Errors
///
/// As [`show`].
pub async fn take(State(web): State<Web>, signed: Signed, posted: Posted) -> Result<Response, FailedPage> {
    staff_only(&signed)?;
    let mut done = Vec::new();
    let ticked: Vec<String> = posted.all("chon").map(str::to_owned).collect();
    for entry in ticked.iter().take(ROWS) {
        done.push(batch::run(&web, &signed, &posted, "take", entry, Action::Take { paper: true }).await);
    }
    page(&web, &signed, &Posted::default(), &done).await
}

async fn page(web: &Web, signed: &Signed, query: &Posted, done: &[Done]) -> Result<Response, FailedPage> {
    let caller = signed.caller.clone();
    let cursor = query.has("tu").then(|| query.get("tu").to_owned());
    let paged = cursor.is_some();
    let scanned: Vec<String> = query.all("ma").filter(|text| !text.is_empty()).map(str::to_owned).collect();
    let (list, found) = web
        .blocking(move |app| {
            let list = lists::worklist(app, &caller, View::InTransit, cursor, ROWS)?;
            let found: Vec<(String, Option<DossierRow>)> =
                scanned.into_iter().map(|text| (text.clone(), scan::find(app, &text))).collect();
            Ok::<_, app::CommandError>((list, found))
        })
        .await??;
    let lang = signed.lang;
    let title = lang.t("handover-title");
    let day = signed.day();
    let mine: Vec<_> = signed.caller.person.postings_on(day).map(|posting| posting.unit.clone()).collect();
    let incoming = |row: &DossierRow| {
        let to = row.in_transit_to.as_ref().or(row.paper_on_the_way_to.as_ref());
        to.is_some_and(|to| {
            mine.iter().any(|unit| domain::dossier::in_line(&web.app.reference().organisation, unit, to, day))
        })
    };
    let (arriving, leaving): (Vec<_>, Vec<_>) = list.rows.iter().partition(|row| incoming(&row.row));
    let is_found = |row: &lists::ListRow| {
        found.iter().any(|(_, known)| known.as_ref().is_some_and(|known| known.id == row.row.id))
    };
    let lines: Vec<Line> = arriving.iter().map(|row| line(web, lang, row, is_found(row))).collect();
    let earlier: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
    let here = |known: &DossierRow| arriving.iter().any(|row| row.row.id == known.id);
    let unknown =
        found.iter().find(|(_, known)| !known.as_ref().is_some_and(here)).map(|(text, _)| text.as_str());
    let next = list.next.as_ref().map(|cursor| url::with_query(url::PAPERS, &[("tu", cursor)]));
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (batch::failures(lang, "handover-not-signed", done))
        @if arriving.is_empty() {
            (empty_state(&lang.t("handover-none"), "", None))
        } @else {
            (batch::scanner(lang, url::PAPERS, &earlier, unknown))
            form method="post" action=(url::PAPERS) {
                (csrf_field(&signed.csrf))
                input type="hidden" name=(KEY) value=(fresh_key());
                (batch::table(lang, "den", &lang.t("handover-incoming"), &COLUMNS, &lines))
                (action_bar(&[Button { label: &lang.t("handover-take"), key: Some("Ctrl+Enter"), ..Button::default() }]))
            }
        }
        @if !leaving.is_empty() { (outgoing(web, signed, &leaving)) }
        (pagination(lang, paged.then_some(url::PAPERS), next.as_deref()))
        @if arriving.is_empty() && leaving.is_empty() {
            p { (button(&Button { label: &lang.t("nav-desk"), href: Some(url::DESK), ..Button::default() })) }
        }
    };
    let failed = done.iter().any(|done| done.outcome.is_err());
    let mut frame = Frame::staff(web, signed, &title, Section::Papers);
    let signed_for = done.iter().filter(|done| done.outcome.is_ok()).count();
    if signed_for > 0 {
        frame = frame.flash(Tone::Success, lang.tf("handover-taken", &[("n", signed_for.into())]), None);
    }
    if failed {
        frame = frame.status(StatusCode::CONFLICT);
    }
    Ok(frame.show(&body))
}

/// Procedure, giver, taker, the lawful hour and the promised day.
fn cells(web: &Web, lang: Lang, row: &lists::ListRow) -> (Vec<Markup>, bool) {
    let reference = web.app.reference();
    let now = web.app.store.now();
    let to = row.row.in_transit_to.as_ref().or(row.row.paper_on_the_way_to.as_ref());
    // Only the desk's own forwarding has a lawful hour (Điều 17); a result on its way has none.
    let by = row.row.transfer_by.filter(|_| row.row.holder_unit == row.row.desk);
    let cells = vec![
        html! { (in_english(lang, &row.procedure_en, &row.procedure)) },
        html! { (in_english(lang, &row.holder_unit_en, &row.holder_unit)) },
        html! { @if let Some(to) = to { (reference.unit_name(to, now.date())) } },
        html! { @if let Some(by) = by { (format::datetime(by)) } },
        html! { @if let Some(due) = row.row.due { (format::datetime(due)) } },
    ];
    (cells, by.is_some_and(|by| by < now))
}

fn line(web: &Web, lang: Lang, row: &lists::ListRow, ticked: bool) -> Line {
    let (cells, alarm) = cells(web, lang, row);
    let code = name_of(row);
    Line {
        href: url::dossier(&code),
        value: format!("{}@{}", row.row.id, row.row.revision),
        code,
        ticked,
        alarm,
        cells,
    }
}

/// What was sent and nobody has signed for yet.
fn outgoing(web: &Web, signed: &Signed, rows: &[&lists::ListRow]) -> Markup {
    let lang = signed.lang;
    let head = std::iter::once("worklist-column-code").chain(COLUMNS);
    let columns: Vec<Column<'_>> = head.map(|key| Column::text(lang.t(key))).collect();
    let links: Vec<String> = rows.iter().map(|row| url::dossier(&name_of(row))).collect();
    let shown: Vec<Row<'_>> = rows
        .iter()
        .zip(&links)
        .map(|(row, href)| {
            let (cells, alarm) = cells(web, lang, row);
            let code = html! { span class="mc-code" { (name_of(row)) } };
            Row { cells: std::iter::once(code).chain(cells).collect(), href: Some(href), alarm, select: None }
        })
        .collect();
    let caption = lang.t("handover-outgoing");
    data_table(lang, &DataTable { id: "di", caption: &caption, columns: &columns, rows: &shown })
}
