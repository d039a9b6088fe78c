//! `/buu-chinh/giao`: results that go to the post together: scanned, numbered, under one list.

use std::collections::BTreeSet;

use app::View;
use app::dossier::input::Action;
use app::dossier::lists;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use domain::dossier::event::Slip;
use domain::ids::UnitId;
use domain::organisation::Role;
use maud::{Markup, html};
use ui::components::{Button, Tone, action_bar, empty_state};
use ui::{Lang, csrf_field, format};

use super::batch::{self, Done, Line};
use super::dossier::read::{amount, list_number};
use super::scan;
use super::worklist::{in_english, name_of, staff_only};
use crate::posted::{KEY, Posted};
use crate::session::fresh_key;
use crate::{FailedPage, Frame, Section, Signed, Web, guard, pdf, url};

/// Rows of one page, and thereby acts of one press.
const ROWS: usize = 100;

/// The columns after the code.
const COLUMNS: [&str; 5] = [
    "worklist-column-applicant",
    "worklist-column-procedure",
    "post-to-collect",
    "post-consignment",
    "post-postage",
];

/// What waits at the visitor's desks for the post.
///
/// # Errors
///
/// 403 for people who give out no result.
pub async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    admitted(&signed)?;
    let query = guard::query(&uri);
    page(&web, &signed, &query, &[], None, Vec::new()).await
}

/// Gives every ticked result to the post, each as an act of its own, all on one list.
///
/// # Errors
///
/// As [`show`].
pub async fn give(State(web): State<Web>, signed: Signed, posted: Posted) -> Result<Response, FailedPage> {
    admitted(&signed)?;
    let lang = signed.lang;
    let mut list = list_number(posted.get("list"), signed.day());
    let mut done: Vec<Done> = Vec::new();
    let mut desks: BTreeSet<UnitId> = BTreeSet::new();
    let ticked: Vec<String> = posted.all("chon").map(str::to_owned).collect();
    for entry in ticked.iter().take(ROWS) {
        let id = entry.split_once('@').map_or(entry.as_str(), |(id, _)| id);
        let consignment = posted.get(&format!("consignment.{id}")).trim().to_owned();
        let postage = match posted.get(&format!("postage.{id}")).trim() {
            "" => Some(0),
            text => amount(text),
        };
        let (false, Some(postage)) = (consignment.is_empty(), postage) else {
            let key =
                if consignment.is_empty() { "postbatch-consignment-needed" } else { "fault-whole-dong" };
            done.push(Done { code: code_of(&web, id), outcome: Err(lang.t(key)) });
            continue;
        };
        // The first act makes the list; the others are put on it.
        let action = Action::GiveToPost { consignment, list: list.clone(), postage };
        let one = batch::run(&web, &signed, &posted, "give-to-post", entry, action).await;
        if let Ok(Some(outcome)) = &one.outcome {
            list = list.or_else(|| outcome.dossier.by_post.as_ref().map(|post| post.list.clone()));
            desks.insert(outcome.dossier.result_desk.clone());
        }
        done.push(one);
    }
    let papers = list.as_ref().map(|list| desks.iter().map(|desk| list_path(desk, list)).collect());
    page(&web, &signed, &posted, &done, list, papers.unwrap_or_default()).await
}

/// Where the list of a desk is printed.
fn list_path(desk: &UnitId, list: &Slip) -> String {
    let (number, year) = (list.number.to_string(), list.year.to_string());
    url::with_query(url::POST_LIST, &[("quay", desk.as_str()), ("so", &number), ("nam", &year)])
}

fn code_of(web: &Web, id: &str) -> String {
    let row = app::dossier::act::find(&web.app, id).ok();
    row.and_then(|row| row.code).unwrap_or_else(|| id.to_owned())
}

fn admitted(signed: &Signed) -> Result<(), FailedPage> {
    staff_only(signed)?;
    if signed.holds(&[Role::CounterOfficer]) { Ok(()) } else { Err(app::CommandError::Forbidden.into()) }
}

async fn page(
    web: &Web,
    signed: &Signed,
    typed: &Posted,
    done: &[Done],
    list: Option<Slip>,
    papers: Vec<String>,
) -> Result<Response, FailedPage> {
    let caller = signed.caller.clone();
    let scanned: Vec<String> = typed.all("ma").filter(|text| !text.is_empty()).map(str::to_owned).collect();
    let (waiting, found) = web
        .blocking(move |app| {
            let page = lists::worklist(app, &caller, View::ResultReady, None, ROWS.saturating_mul(2))?;
            let waiting: Vec<lists::ListRow> =
                page.rows.into_iter().filter(|row| row.row.return_by == "post").take(ROWS).collect();
            let found: Vec<(String, Option<app::DossierRow>)> =
                scanned.into_iter().map(|text| (text.clone(), scan::find(app, &text))).collect();
            Ok::<_, app::CommandError>((waiting, found))
        })
        .await??;
    let lang = signed.lang;
    let title = lang.t("postbatch-title");
    let given = done.iter().filter(|done| done.outcome.is_ok()).count();
    let lines: Vec<Line> = waiting
        .iter()
        .map(|row| {
            let scanned =
                found.iter().any(|(_, known)| known.as_ref().is_some_and(|known| known.id == row.row.id));
            let value = format!("{}@{}", row.row.id, row.row.revision);
            let again = typed.all("chon").any(|entry| entry == value);
            line(lang, row, value, scanned || again, typed)
        })
        .collect();
    let here = |known: &app::DossierRow| waiting.iter().any(|row| row.row.id == known.id);
    let unknown =
        found.iter().find(|(_, known)| !known.as_ref().is_some_and(here)).map(|(text, _)| text.as_str());
    let earlier: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
    let shown = list.as_ref().map(|list| format!("{}/{}", list.number, list.year)).unwrap_or_default();
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (batch::failures(lang, "postbatch-failed", done))
        @if !papers.is_empty() {
            p class="mc-button-row" { @for href in &papers { (pdf::link(lang, href)) } }
        }
        @if lines.is_empty() {
            (empty_state(&lang.t("postbatch-none"), "", Some((&lang.t("nav-desk"), url::DESK))))
        } @else {
            p { (lang.t("postbatch-lead")) }
            (batch::scanner(lang, url::POST_OUT, &earlier, unknown))
            form method="post" action=(url::POST_OUT) {
                (csrf_field(&signed.csrf))
                input type="hidden" name=(KEY) value=(fresh_key());
                (batch::table(lang, "cho-giao", &lang.t("postbatch-list"), &COLUMNS, &lines))
                div class="govuk-form-group" {
                    label class="govuk-label" for="danh-sach-so" { (lang.t("post-list")) }
                    p class="govuk-hint" id="danh-sach-so-goi-y" { (lang.t("post-list-hint")) }
                    input class="govuk-input govuk-input--width-10" id="danh-sach-so" name="list" value=(shown) type="text"
                        aria-describedby="danh-sach-so-goi-y" autocomplete="off";
                }
                (action_bar(&[Button { label: &lang.t("postbatch-give"), key: Some("Ctrl+Enter"), ..Button::default() }]))
            }
        }
    };
    let mut frame = Frame::staff(web, signed, &title, Section::PostOut);
    if given > 0 {
        let words = lang.tf("postbatch-done", &[("n", given.into()), ("list", (&shown).into())]);
        frame = frame.flash(Tone::Success, words, None);
    }
    if done.iter().any(|done| done.outcome.is_err()) {
        frame = frame.status(StatusCode::CONFLICT);
    }
    Ok(frame.show(&body))
}

fn line(lang: Lang, row: &lists::ListRow, value: String, ticked: bool, typed: &Posted) -> Line {
    let code = name_of(row);
    let id = row.row.id.to_string();
    let input = |kind: &str, label: &str, width: &str| -> Markup {
        let field = format!("{kind}.{id}");
        html! {
            input class={ "govuk-input govuk-input--width-" (width) } id=(field.replace('.', "-")) name=(field) type="text"
                value=(typed.get(&field)) autocomplete="off" aria-label=(lang.tf(label, &[("code", (&code).into())]));
        }
    };
    Line {
        href: url::dossier(&code),
        value,
        ticked,
        alarm: false,
        cells: vec![
            html! { (row.applicant) },
            html! { (in_english(lang, &row.procedure_en, &row.procedure)) },
            html! { @if row.row.outstanding > 0 { (format::dong(lang, row.row.outstanding)) } },
            input("consignment", "postbatch-consignment-of", "10"),
            input("postage", "postbatch-postage-of", "5"),
        ],
        code,
    }
}
