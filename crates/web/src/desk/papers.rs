//! `/ban-giao`: what waits to be signed for, many at once, each as an act of its own.

use std::sync::Arc;

use app::StoredAnswer;
use app::View;
use app::dossier::input::Action;
use app::dossier::{Idempotency, act, lists};
use app::{CommandError, DossierRow};
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{
    Button, Column, DataTable, Row, Tone, action_bar, button, data_table, empty_state, pagination,
};
use ui::{csrf_field, format};

use super::worklist::{name_of, staff_only};
use crate::posted::{KEY, Posted};
use crate::session::fresh_key;
use crate::{FailedPage, Frame, Section, Signed, Web, guard, refusal, url};

/// Rows of one page, and thereby acts of one press.
const ROWS: usize = 100;

/// What became of one ticked dossier.
struct Done {
    code: String,
    words: Result<String, String>,
}

/// The list of what is on its way to the visitor's units.
///
/// # Errors
///
/// 403 for people whose work shows them no dossier.
pub async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    staff_only(&signed)?;
    let query = guard::query(&uri);
    page(&web, &signed, query.has("tu").then(|| query.get("tu").to_owned()), &[]).await
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
        // The revision travels with the tick, so that each act is judged on what was seen.
        let (id, seen) = entry.split_once('@').unwrap_or((entry, ""));
        let key = Idempotency {
            key: format!("take:{id}:{}", posted.get(KEY)),
            fingerprint: app::dossier::shell::token_hash(&format!("take|{entry}")),
            render: Arc::new(|_| StoredAnswer { status: 303, body: String::new() }),
        };
        let result = act::run(
            &web.app,
            &signed.caller,
            id,
            seen.parse().ok(),
            Action::Take { paper: true },
            Some(key),
        )
        .await;
        // Who may not know of a dossier is not told its code either.
        let hidden = matches!(result, Err(CommandError::NotFound));
        let code = act::find(&web.app, id).ok().filter(|_| !hidden).and_then(|row| row.code);
        let code = code.unwrap_or_else(|| id.to_owned());
        done.push(Done { code, words: words(signed.lang, result.map(|_| ())) });
    }
    page(&web, &signed, None, &done).await
}

fn words(lang: Lang, result: Result<(), CommandError>) -> Result<String, String> {
    match result {
        Ok(()) => Ok(lang.t("handover-signed")),
        Err(CommandError::Refused(refused)) => Err(refusal::told(lang, &refused, None).detail),
        Err(CommandError::Stale { .. }) => Err(lang.t("error-conflict-title")),
        Err(CommandError::Forbidden | CommandError::NotFound) => Err(lang.t("error-forbidden-title")),
        Err(_) => Err(lang.t("error-server-title")),
    }
}

async fn page(
    web: &Web,
    signed: &Signed,
    cursor: Option<String>,
    done: &[Done],
) -> Result<Response, FailedPage> {
    let caller = signed.caller.clone();
    let paged = cursor.is_some();
    let list =
        web.blocking(move |app| lists::worklist(app, &caller, View::InTransit, cursor, ROWS)).await??;
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
    let next = list.next.as_ref().map(|cursor| url::with_query(url::PAPERS, &[("tu", cursor)]));
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (outcome(lang, done))
        @if arriving.is_empty() {
            (empty_state(&lang.t("handover-none"), "", None))
        } @else {
            form method="post" action=(url::PAPERS) {
                (csrf_field(&signed.csrf))
                input type="hidden" name=(KEY) value=(fresh_key());
                (table(lang, "den", &lang.t("handover-incoming"), &arriving, true, web))
                (action_bar(&[Button { label: &lang.t("handover-take"), key: Some("Ctrl+Enter"), ..Button::default() }]))
            }
        }
        @if !leaving.is_empty() {
            (table(lang, "di", &lang.t("handover-outgoing"), &leaving, false, web))
        }
        (pagination(lang, paged.then_some(url::PAPERS), next.as_deref()))
        @if arriving.is_empty() && leaving.is_empty() {
            p { (button(&Button { label: &lang.t("nav-desk"), href: Some(url::DESK), ..Button::default() })) }
        }
    };
    let failed = done.iter().any(|done| done.words.is_err());
    let mut frame = Frame::staff(web, signed, &title, Section::Papers);
    let signed_for = done.iter().filter(|done| done.words.is_ok()).count();
    if signed_for > 0 {
        frame = frame.flash(Tone::Success, lang.tf("handover-taken", &[("n", signed_for.into())]), None);
    }
    if failed {
        frame = frame.status(StatusCode::CONFLICT);
    }
    Ok(frame.show(&body))
}

fn outcome(lang: Lang, done: &[Done]) -> Markup {
    let failed: Vec<(&str, &str)> = done
        .iter()
        .filter_map(|done| Some((done.code.as_str(), done.words.as_ref().err()?.as_str())))
        .collect();
    html! {
        @if !failed.is_empty() {
            section class="mc-card mc-card--alarm" role="alert" {
                h2 class="mc-card__title" { (lang.t("handover-not-signed")) }
                ul class="govuk-list" { @for (code, why) in failed { li { strong { (code) } ": " (why) } } }
            }
        }
    }
}

fn table(lang: Lang, id: &str, caption: &str, rows: &[&lists::ListRow], select: bool, web: &Web) -> Markup {
    let columns: Vec<Column<'_>> = [
        "worklist-column-code",
        "worklist-column-procedure",
        "slip-giver",
        "slip-taker",
        "handover-by",
        "worklist-column-due",
    ]
    .iter()
    .map(|key| Column::text(lang.t(key)))
    .collect();
    let reference = web.app.reference();
    let now = web.app.store.now();
    let names: Vec<(String, String, String)> = rows
        .iter()
        .map(|row| {
            let name = name_of(row);
            let label = lang.tf("worklist-select", &[("code", (&name).into())]);
            (url::dossier(&name), format!("{}@{}", row.row.id, row.row.revision), label)
        })
        .collect();
    let shown: Vec<Row<'_>> = rows
        .iter()
        .zip(&names)
        .map(|(row, (href, value, label))| {
            let to = row.row.in_transit_to.as_ref().or(row.row.paper_on_the_way_to.as_ref());
            // Only the desk's own forwarding has a lawful hour (Điều 17); a result on its way has none.
            let by = row.row.transfer_by.filter(|_| row.row.holder_unit == row.row.desk);
            let late = by.is_some_and(|by| by < now);
            Row {
                cells: vec![
                    html! { span class="mc-code" { (name_of(row)) } },
                    html! { (row.procedure) },
                    html! { (row.holder_unit) },
                    html! { @if let Some(to) = to { (reference.unit_name(to, now.date())) } },
                    html! { @if let Some(by) = by { (format::datetime(by)) } },
                    html! { @if let Some(due) = row.row.due { (format::datetime(due)) } },
                ],
                href: Some(href),
                alarm: late,
                select: select.then_some(("chon", value.as_str(), label.as_str())),
            }
        })
        .collect();
    data_table(lang, &DataTable { id, caption, columns: &columns, rows: &shown })
}
