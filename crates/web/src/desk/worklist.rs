//! `GET /lam-viec`: the staff's home, one list after the other by urgency, and the search box.

use app::View;
use app::dossier::lists::{self, ListPage, ListRow};
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use domain::dossier::Stage;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{
    Column, DataTable, Row, SearchBox, Standing, Tab, TagTone, data_table, deadline, empty_state, pagination,
    search_box, tabs, tag,
};
use ui::format;

use crate::{FailedPage, Frame, Section, Signed, Web, guard, refusal, url};

/// Rows of one page.
const ROWS: usize = 50;

/// The lists in the order of urgency, with their name in the address and their words.
const VIEWS: [(View, &str, &str); 8] = [
    (View::Overdue, "qua-han", "worklist-overdue"),
    (View::Today, "hom-nay", "worklist-today"),
    (View::Tomorrow, "ngay-mai", "worklist-tomorrow"),
    (View::New, "moi", "worklist-new"),
    (View::InTransit, "dang-chuyen", "worklist-in-transit"),
    (View::Waiting, "cho-bo-sung", "worklist-waiting"),
    (View::ResultReady, "cho-tra", "worklist-ready"),
    (View::All, "tat-ca", "worklist-all"),
];

/// The worklists.
///
/// # Errors
///
/// 403 for people whose work shows them no dossier.
pub async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    staff_only(&signed)?;
    let query = guard::query(&uri);
    let (text, cursor) =
        (query.get("q").trim().to_owned(), query.has("tu").then(|| query.get("tu").to_owned()));
    let caller = signed.caller.clone();
    let wanted = VIEWS.iter().find(|(_, slug, _)| *slug == query.get("xem")).map(|(view, _, _)| *view);
    let searched = text.clone();
    let (counts, view, page) = web
        .blocking(move |app| {
            let counts = lists::counts(app, &caller)?;
            // Without a wish the first list that has something comes up, the most urgent first.
            let view = wanted.unwrap_or_else(|| {
                VIEWS.iter().map(|(view, _, _)| *view).find(|view| counts.of(*view) > 0).unwrap_or(View::All)
            });
            let page = if searched.is_empty() {
                lists::worklist(app, &caller, view, cursor, ROWS)?
            } else {
                lists::search(app, &caller, &searched, cursor, ROWS)?
            };
            Ok::<_, app::CommandError>((counts, view, page))
        })
        .await??;
    let lang = signed.lang;
    let title = lang.t("worklist-title");
    let slug = VIEWS.iter().find(|(known, _, _)| *known == view).map_or("tat-ca", |(_, slug, _)| *slug);
    let listed: Vec<(String, String, bool, i64, bool)> = VIEWS
        .iter()
        .map(|(known, slug, key)| {
            let count = i64::try_from(counts.of(*known)).unwrap_or(i64::MAX);
            let href = url::with_query(url::DESK, &[("xem", slug)]);
            (
                lang.t(key),
                href,
                text.is_empty() && *known == view,
                count,
                *known == View::Overdue && count > 0,
            )
        })
        .collect();
    let tab: Vec<Tab<'_>> = listed
        .iter()
        .map(|(label, href, current, count, alarm)| Tab {
            label,
            href,
            current: *current,
            count: Some(*count),
            alarm: *alarm,
        })
        .collect();
    let next = page
        .next
        .as_ref()
        .map(|cursor| url::with_query(url::DESK, &[("xem", slug), ("q", &text), ("tu", cursor)]));
    let first = query.has("tu").then(|| url::with_query(url::DESK, &[("xem", slug), ("q", &text)]));
    let shown = VIEWS.iter().find(|(known, _, _)| *known == view).map_or("worklist-all", |(_, _, key)| *key);
    let caption = lang.t(if text.is_empty() { shown } else { "worklist-search-results" });
    let body = html! {
        div class="mc-toolbar" {
            h1 class="govuk-heading-l" { (title) }
            (search_box(lang, &SearchBox {
                id: "q", action: url::DESK, name: "q", label: &lang.t("worklist-search"), value: &text, key: Some("/"), keep: &[],
            }))
        }
        (tabs(lang, &title, &tab))
        @if page.rows.is_empty() {
            (empty_state(&lang.t(if view == View::Overdue && text.is_empty() { "worklist-empty-overdue" } else { "worklist-empty" }), "", None))
        } @else {
            (table(lang, "danh-sach", &caption, &page))
            (pagination(lang, first.as_deref(), next.as_deref()))
        }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Desk).show(&body))
}

/// Applicants have their own list.
///
/// # Errors
///
/// 403 for everybody who does not work in the administration.
pub fn staff_only(signed: &Signed) -> Result<(), FailedPage> {
    if signed.is_staff() { Ok(()) } else { Err(app::CommandError::Forbidden.into()) }
}

/// A list of dossiers as a table; the board's lists use it too.
#[must_use]
pub fn table(lang: Lang, id: &str, caption: &str, page: &ListPage) -> Markup {
    let columns: Vec<Column<'_>> = [
        "worklist-column-code",
        "worklist-column-procedure",
        "worklist-column-applicant",
        "worklist-column-holder",
        "worklist-column-due",
        "worklist-column-standing",
        "worklist-column-stage",
    ]
    .iter()
    .map(|key| Column::text(lang.t(key)))
    .collect();
    let links: Vec<String> = page.rows.iter().map(|row| url::dossier(&name_of(row))).collect();
    let rows: Vec<Row<'_>> = page.rows.iter().zip(&links).map(|(row, href)| line(lang, row, href)).collect();
    data_table(lang, &DataTable { id, caption, columns: &columns, rows: &rows })
}

/// The name of a dossier in addresses: its code once it has one.
#[must_use]
pub fn name_of(row: &ListRow) -> String {
    row.row.code.clone().unwrap_or_else(|| row.row.id.to_string())
}

fn line<'a>(lang: Lang, row: &ListRow, href: &'a str) -> Row<'a> {
    let standing = standing(row);
    let code = row.row.code.clone().unwrap_or_else(|| lang.t("worklist-no-code"));
    let holder = if row.holder_person.is_empty() {
        row.holder_unit.clone()
    } else {
        format!("{} · {}", row.holder_person, row.holder_unit)
    };
    Row {
        cells: vec![
            html! { span class="mc-code" { (code) } },
            html! { (row.procedure) },
            html! { (row.applicant) },
            html! { (holder) },
            html! { @if let Some(due) = row.row.due { (format::datetime(due)) @if row.row.provisional { " *" } } },
            html! { @if standing != Standing::None { (deadline(lang, standing, None)) } },
            html! { (tag(tone(row.row.stage), &refusal::stage(lang, row.row.stage))) },
        ],
        href: Some(href),
        alarm: matches!(standing, Standing::LateDays(_)),
        select: None,
    }
}

/// The colour of a stage.
#[must_use]
pub fn tone(stage: Stage) -> TagTone {
    match stage {
        Stage::Submitted
        | Stage::Guided
        | Stage::SupplementAsked
        | Stage::ClockStopped
        | Stage::Escalated => TagTone::Warn,
        Stage::Accepted | Stage::InTransit | Stage::Processing | Stage::ResultSent | Stage::WithPost => {
            TagTone::Info
        }
        Stage::ResultReady | Stage::Returned => TagTone::Calm,
        Stage::Refused => TagTone::Alarm,
        Stage::Withdrawn | Stage::Lapsed => TagTone::Plain,
    }
}

fn standing(row: &ListRow) -> Standing {
    standing_of(
        row.row.stage,
        row.row.due.is_some(),
        row.row.overdue_since.is_some(),
        row.row.result_at.is_some(),
        row.days_left,
    )
}

/// How a deadline stands, from the facts that the core recorded.
#[must_use]
pub fn standing_of(
    stage: Stage,
    promised: bool,
    overdue: bool,
    result: bool,
    days_left: Option<i32>,
) -> Standing {
    match (stage, promised) {
        (_, false) | (Stage::Refused | Stage::Withdrawn | Stage::Lapsed, _) => Standing::None,
        (Stage::SupplementAsked | Stage::ClockStopped, _) => Standing::Paused,
        _ if result && overdue => Standing::FinishedLate,
        _ if result => Standing::FinishedOnTime,
        _ => {
            let days = days_left.unwrap_or(0);
            let count = days.unsigned_abs();
            match (overdue, days) {
                (true, _) | (false, i32::MIN..=-1) => Standing::LateDays(count),
                (false, 0) => Standing::DueToday,
                (false, _) => Standing::RemainingDays(count),
            }
        }
    }
}
