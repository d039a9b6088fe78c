//! `GET /lam-viec`: the staff's home, one list after the other by urgency, and the search box.

use app::dossier::input::Action;
use app::dossier::lists::{self, AskedRow, ListPage, ListRow};
use app::{App, Sought, View, ViewCounts};
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::Stage;
use domain::dossier::event::{NoticeChannel, NoticeKind};
use domain::dossier::state::Notice;
use domain::ids::DossierId;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{
    Button, Column, DataTable, Row, SearchBox, Standing, Tab, TagTone, Tone, button, data_table, deadline,
    empty_state, pagination, search_box, tabs, tag,
};
use ui::format;

use super::batch::{self, Done, Line};
use super::dossier::action_path;
use super::scan;
use crate::posted::KEY;
use crate::session::fresh_key;
use crate::{FailedPage, Frame, Posted, Section, Signed, Web, guard, refusal, url};

/// Rows of one page.
const ROWS: usize = 50;

/// The lists in the order of urgency, with their name in the address and their words.
const VIEWS: [(View, &str, &str); 11] = [
    (View::Overdue, "qua-han", "worklist-overdue"),
    (View::Today, "hom-nay", "worklist-today"),
    (View::Tomorrow, "ngay-mai", "worklist-tomorrow"),
    (View::Call, "can-goi", "worklist-call"),
    (View::New, "moi", "worklist-new"),
    (View::Consultation, "cho-y-kien", "worklist-consultation"),
    (View::InTransit, "dang-chuyen", "worklist-in-transit"),
    (View::Waiting, "cho-bo-sung", "worklist-waiting"),
    (View::ResultReady, "cho-tra", "worklist-ready"),
    (View::WithPost, "o-buu-chinh", "worklist-with-post"),
    (View::All, "tat-ca", "worklist-all"),
];

/// Lists that are only named when something is in them.
const SELDOM: [View; 4] = [View::Call, View::InTransit, View::WithPost, View::Consultation];

/// The worklists; a scanned code or address opens its dossier at once.
///
/// # Errors
///
/// 403 for people whose work shows them no dossier.
pub async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    staff_only(&signed)?;
    let query = guard::query(&uri);
    let text = query.get("q").trim().to_owned();
    if scan::is_whole(&text) {
        let scanned = text.clone();
        let found = web.blocking(move |app| scan::find(app, &scanned)).await?;
        if let Some(row) = found {
            let name = row.code.unwrap_or_else(|| row.id.to_string());
            return Ok(Redirect::to(&url::dossier(&name)).into_response());
        }
    }
    page(&web, &signed, &query, &[]).await
}

/// Records a call to the applicant of every ticked dossier, each as an act of its own.
///
/// # Errors
///
/// As [`show`].
pub async fn called(State(web): State<Web>, signed: Signed, posted: Posted) -> Result<Response, FailedPage> {
    staff_only(&signed)?;
    let lang = signed.lang;
    let usual = lang.t("warn-proof-usual");
    let proof = if posted.has("proof") { posted.get("proof").to_owned() } else { usual };
    let ticked: Vec<String> = posted.all("chon").map(str::to_owned).collect();
    let mut done: Vec<Done> = Vec::new();
    for entry in ticked.iter().take(ROWS) {
        let id = entry.split_once('@').map_or(entry.as_str(), |(id, _)| id).to_owned();
        let kind = web.blocking(move |app| about(app, &id)).await?;
        let action = Action::Notify { kind, channel: NoticeChannel::Phone, proof: proof.clone() };
        done.push(batch::run(&web, &signed, &posted, "notify", entry, action).await);
    }
    if done.is_empty() {
        done.push(Done { code: String::new(), outcome: Err(lang.t("warn-none")) });
    }
    page(&web, &signed, &posted, &done).await
}

/// What the applicant still has to be told: what no message could tell, a waiting result, the near day.
fn about(app: &App, id: &str) -> NoticeKind {
    let Ok(id) = DossierId::new(id) else { return NoticeKind::Other };
    let Ok(view) = app::dossier::view::load(app, &id) else { return NoticeKind::Other };
    let dossier = &view.dossier;
    let told_since = |notice: &Notice| {
        let told = |other: &Notice| {
            other.kind == notice.kind && other.told.as_ref().is_some_and(|(_, at)| *at >= notice.at)
        };
        dossier.notices.iter().any(told)
    };
    let untold = dossier.notices.iter().rev().find(|notice| notice.failed.is_some() && !told_since(notice));
    match untold {
        Some(notice) => notice.kind,
        None if dossier.stage == Stage::ResultReady => NoticeKind::ResultReady,
        None if dossier.stage.is_worked_on() => NoticeKind::NearlyDue,
        None => NoticeKind::Other,
    }
}

async fn page(web: &Web, signed: &Signed, query: &Posted, done: &[Done]) -> Result<Response, FailedPage> {
    let (text, cursor) =
        (query.get("q").trim().to_owned(), query.has("tu").then(|| query.get("tu").to_owned()));
    let caller = signed.caller.clone();
    let wanted = VIEWS.iter().find(|(_, slug, _)| *slug == query.get("xem")).map(|(view, _, _)| *view);
    let searched = text.clone();
    let (counts, view, page, asked) = web
        .blocking(move |app| {
            let counts = lists::counts(app, &caller)?;
            let asked = lists::opinions(app, &caller, ROWS)?;
            // Without a wish the first list that has something comes up, the most urgent first.
            let view = wanted.unwrap_or_else(|| {
                VIEWS.iter().map(|(view, _, _)| *view).find(|view| counts.of(*view) > 0).unwrap_or(View::All)
            });
            let page = if searched.is_empty() {
                lists::worklist(app, &caller, view, cursor, ROWS)?
            } else {
                lists::search(app, &caller, &searched, cursor, ROWS)?
            };
            Ok::<_, app::CommandError>((counts, view, page, asked))
        })
        .await??;
    let lang = signed.lang;
    let title = lang.t("worklist-title");
    let (_, slug, shown) = VIEWS.iter().find(|(known, _, _)| *known == view).copied().unwrap_or((
        View::All,
        "tat-ca",
        "worklist-all",
    ));
    let with = |cursor: &str| url::with_query(url::DESK, &[("xem", slug), ("q", &text), ("tu", cursor)]);
    let next = page.next.as_deref().map(with);
    let first = query.has("tu").then(|| with(""));
    let caption = lang.t(if text.is_empty() { shown } else { "worklist-search-results" });
    let calls = text.is_empty() && matches!(view, View::Tomorrow | View::Call);
    let empty = match (view, scan::is_whole(&text)) {
        (_, true) => lang.tf("scan-unknown", &[("code", (&text).into())]),
        (View::Overdue, _) if text.is_empty() => lang.t("worklist-empty-overdue"),
        _ => lang.t("worklist-empty"),
    };
    let body = html! {
        div class="mc-toolbar" {
            h1 class="govuk-heading-l" { (title) }
            (search_box(lang, &SearchBox {
                id: "q", action: url::DESK, name: "q", label: &lang.t("worklist-search"), value: &text, key: Some("/"), keep: &[],
            }))
        }
        (batch::failures(lang, "warn-not-done", done))
        (views(lang, &title, &counts, view, text.is_empty()))
        @if text.is_empty() && !asked.is_empty() { (opinions(lang, signed, &asked)) }
        @if page.rows.is_empty() {
            (empty_state(&empty, "", None))
        } @else if calls {
            (callable(signed, slug, &caption, &page))
        } @else {
            (table(lang, "danh-sach", &caption, &page))
        }
        (pagination(lang, first.as_deref(), next.as_deref()))
    };
    let mut frame = Frame::staff(web, signed, &title, Section::Desk);
    let told = done.iter().filter(|done| done.outcome.is_ok()).count();
    if told > 0 {
        frame = frame.flash(Tone::Success, lang.tf("warn-done", &[("n", told.into())]), None);
    }
    if done.iter().any(|done| done.outcome.is_err()) {
        frame = frame.status(StatusCode::CONFLICT);
    }
    Ok(frame.show(&body))
}

/// The lists as links, with how many dossiers each has.
fn views(lang: Lang, title: &str, counts: &ViewCounts, view: View, listing: bool) -> Markup {
    let listed: Vec<(String, String, bool, i64, bool)> = VIEWS
        .iter()
        .filter(|(known, _, _)| {
            *known == view || counts.of(*known) > 0 || counts.more || !SELDOM.contains(known)
        })
        .map(|(known, slug, key)| {
            let count = i64::try_from(counts.of(*known)).unwrap_or(i64::MAX);
            let href = url::with_query(url::DESK, &[("xem", slug)]);
            let alarm = matches!(known, View::Overdue | View::Call) && count > 0;
            (lang.t(key), href, listing && *known == view, count, alarm)
        })
        .collect();
    let tab: Vec<Tab<'_>> = listed
        .iter()
        .map(|(label, href, current, count, alarm)| Tab {
            label,
            href,
            current: *current,
            // None among those that were counted says nothing of the rest.
            count: Some(*count).filter(|count| *count > 0 || !counts.more),
            more: counts.more,
            alarm: *alarm,
        })
        .collect();
    tabs(lang, title, &tab)
}

/// The opinions that wait for the reader's units, above every list: other agencies wait for them.
fn opinions(lang: Lang, signed: &Signed, asked: &[AskedRow]) -> Markup {
    let columns: Vec<Column<'_>> =
        ["worklist-column-code", "worklist-column-procedure", "opinions-what", "consult-unit", "opinions-by"]
            .iter()
            .map(|key| Column::text(lang.t(key)))
            .collect();
    let names: Vec<String> = asked
        .iter()
        .map(|row| row.dossier.code.clone().unwrap_or_else(|| row.dossier.id.to_string()))
        .collect();
    let link = |(row, name): (&AskedRow, &String)| match row.asked.kind {
        Sought::Opinion => action_path(name, "answer-consultation"),
        Sought::Invitation => url::dossier(name),
    };
    let links: Vec<String> = asked.iter().zip(&names).map(link).collect();
    let what = |row: &AskedRow| match row.asked.kind {
        Sought::Opinion => "opinions-answer",
        Sought::Invitation => "opinions-come",
    };
    let rows: Vec<Row<'_>> = asked
        .iter()
        .zip(&links)
        .map(|(row, href)| Row {
            cells: vec![
                code_cell(lang, row.dossier.code.as_deref()),
                html! { (in_english(lang, &row.procedure_en, &row.procedure)) },
                html! { (lang.t(what(row))) },
                html! { (row.by) },
                html! { (format::datetime(row.asked.answer_by)) },
            ],
            href: Some(href),
            alarm: row.asked.answer_by < signed.at,
            select: None,
        })
        .collect();
    let caption = lang.t("opinions-title");
    data_table(lang, &DataTable { id: "y-kien", caption: &caption, columns: &columns, rows: &rows })
}

/// A list whose applicants are called: G on a row, or on all that are ticked.
fn callable(signed: &Signed, slug: &str, caption: &str, page: &ListPage) -> Markup {
    let lang = signed.lang;
    let lines: Vec<Line> = page
        .rows
        .iter()
        .map(|row| {
            let code = name_of(row);
            Line {
                href: url::dossier(&code),
                value: format!("{}@{}", row.row.id, row.row.revision),
                code,
                ticked: false,
                alarm: matches!(standing(row), Standing::LateDays(_)),
                cells: cells(lang, row),
            }
        })
        .collect();
    html! {
        form method="post" action=(url::CALLED) {
            (ui::csrf_field(&signed.csrf))
            input type="hidden" name=(KEY) value=(fresh_key());
            input type="hidden" name="xem" value=(slug);
            p class="mc-muted" { (lang.t("warn-hint")) }
            (batch::table(lang, "danh-sach", caption, &CELLS, &lines))
            div class="mc-action-bar" {
                label class="govuk-label" for="bang-chung" { (lang.t("warn-proof")) }
                input class="govuk-input govuk-input--width-20" id="bang-chung" name="proof" type="text"
                    value=(lang.t("warn-proof-usual")) autocomplete="off";
                (button(&Button { label: &lang.t("warn-called"), key: Some("G"), icon: Some("phone"), ..Button::default() }))
            }
        }
    }
}

/// Applicants have their own list.
///
/// # Errors
///
/// 403 for everybody who does not work in the administration.
pub fn staff_only(signed: &Signed) -> Result<(), FailedPage> {
    if signed.is_staff() { Ok(()) } else { Err(app::CommandError::Forbidden.into()) }
}

/// The cells of a list after the code.
const CELLS: [&str; 6] = [
    "worklist-column-procedure",
    "worklist-column-applicant",
    "worklist-column-holder",
    "worklist-column-due",
    "worklist-column-standing",
    "worklist-column-stage",
];

/// A list of dossiers as a table; the board's lists use it too.
#[must_use]
pub fn table(lang: Lang, id: &str, caption: &str, page: &ListPage) -> Markup {
    let head = std::iter::once("worklist-column-code").chain(CELLS);
    let columns: Vec<Column<'_>> = head.map(|key| Column::text(lang.t(key))).collect();
    let links: Vec<String> = page.rows.iter().map(|row| url::dossier(&name_of(row))).collect();
    let rows: Vec<Row<'_>> = page.rows.iter().zip(&links).map(|(row, href)| line(lang, row, href)).collect();
    data_table(lang, &DataTable { id, caption, columns: &columns, rows: &rows })
}

/// The name of a dossier in addresses: its code once it has one.
#[must_use]
pub fn name_of(row: &ListRow) -> String {
    row.row.code.clone().unwrap_or_else(|| row.row.id.to_string())
}

/// The code, or that there is none yet.
fn code_cell(lang: Lang, code: Option<&str>) -> Markup {
    let shown = code.map_or_else(|| lang.t("worklist-no-code"), str::to_owned);
    html! { span class="mc-code" { (shown) } }
}

fn line<'a>(lang: Lang, row: &ListRow, href: &'a str) -> Row<'a> {
    let code = code_cell(lang, row.row.code.as_deref());
    Row {
        cells: std::iter::once(code).chain(cells(lang, row)).collect(),
        href: Some(href),
        alarm: matches!(standing(row), Standing::LateDays(_)),
        select: None,
    }
}

fn cells(lang: Lang, row: &ListRow) -> Vec<Markup> {
    let standing = standing(row);
    let unit = in_english(lang, &row.holder_unit_en, &row.holder_unit);
    let holder = if row.holder_person.is_empty() {
        unit.to_owned()
    } else {
        format!("{} · {unit}", row.holder_person)
    };
    vec![
        html! { (in_english(lang, &row.procedure_en, &row.procedure)) },
        html! { (row.applicant) },
        html! { (holder) },
        html! {
            @if let Some(due) = row.row.again.or(row.row.due) {
                (format::datetime(due)) @if row.row.provisional { " *" }
            }
        },
        html! { @if standing != Standing::None { (deadline(lang, standing, None)) } },
        html! { (tag(tone(row.row.stage), &refusal::stage(lang, row.row.stage))) },
    ]
}

/// The English name on an English page, where there is one.
#[must_use]
pub fn in_english<'a>(lang: Lang, en: &'a str, vi: &'a str) -> &'a str {
    if lang == Lang::En && !en.is_empty() { en } else { vi }
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
        // A new day that is still ahead: late for ever, but not late again.
        late_now(row.row.overdue_since.is_some(), row.row.result_at.is_some(), row.again_ahead),
        row.row.result_at.is_some(),
        row.days_left,
    )
}

/// Whether it counts as late now: a new day that is still ahead has not passed, though late it stays.
#[must_use]
pub fn late_now(overdue: bool, result: bool, again_ahead: bool) -> bool {
    overdue && (result || !again_ahead)
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
