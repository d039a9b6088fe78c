//! `/don-doc`: units with late dossiers at each step, the letter from the facts, and the unit's answer.

use app::books::urging::{self, Fact, Letter, NewLetter, Proposal};
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::UnitId;
use domain::organisation::Role;
use jiff::civil::{Date, DateTime};
use maud::{Markup, html};
use ui::components::{
    Button, ButtonKind, Column, DataTable, InputKind, Row, SummaryRow, TagTone, TextInput, Textarea,
    action_bar, button, data_table, empty_state, pagination, summary_list, tag, text_input, textarea,
};
use ui::{Lang, format};

use super::{cursor, hidden, once};
use crate::{FailedPage, Frame, Posted, Section, Signed, Web, guard, pdf, url};

/// Days that a unit gets to answer unless the director says otherwise.
const ANSWER_DAYS: i64 = 5;

fn path(id: &str) -> String {
    format!("{}/{}", url::URGING, url::encode(id))
}

/// What may be urged now, and the letters so far.
///
/// # Errors
///
/// 403 for people who neither head a unit nor look over the Centre.
pub async fn list(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let lang = signed.lang;
    let query = guard::query(&uri);
    let leads = signed.holds(&[Role::Director, Role::DeputyDirector]);
    let unanswered = query.get("xem") == "chua-tra-loi";
    let (caller, from) = (signed.caller.clone(), cursor(&query));
    let (proposals, (letters, next)) = web
        .blocking(move |app| {
            let proposals = if leads { urging::proposals(app, &caller)? } else { Vec::new() };
            Ok::<_, app::CommandError>((proposals, urging::list(app, &caller, unanswered, from)?))
        })
        .await??;
    let title = lang.t("urging-title");
    let view = if unanswered { "chua-tra-loi" } else { "" };
    let here = |cursor: &str| url::with_query(url::URGING, &[("xem", view), ("sau", cursor)]);
    let next = next.as_deref().map(here);
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        @if leads {
            h2 class="mc-card__title" { (lang.t("urging-proposed")) }
            @if proposals.is_empty() { p { (lang.t("urging-nothing")) } }
            @for proposal in &proposals { (proposed(&web, &signed, proposal)) }
        }
        h2 class="mc-card__title" { (lang.t("urging-letters")) }
        p {
            a class="govuk-link" href=(url::URGING) { (lang.t("urging-all")) } " · "
            a class="govuk-link" href=(url::with_query(url::URGING, &[("xem", "chua-tra-loi")])) { (lang.t("urging-unanswered")) }
        }
        @if letters.is_empty() { (empty_state(&lang.t("urging-none"), "", None)) }
        @else { (table(lang, &letters, signed.day())) }
        (pagination(lang, query.has("sau").then(|| here("")).as_deref(), next.as_deref()))
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Urging).show(&body))
}

/// One unit: its dossiers, the draft, and the signature.
fn proposed(web: &Web, signed: &Signed, proposal: &Proposal) -> Markup {
    let lang = signed.lang;
    let reference = web.app.reference();
    let calendar = reference.calendar_for(&proposal.unit);
    let mut answer_by = signed.day();
    for _ in 0..ANSWER_DAYS {
        answer_by = calendar.next_working_day(answer_by);
    }
    let slug: String =
        proposal.unit.as_str().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let (text, day) = (format!("text-{slug}"), format!("answer-by-{slug}"));
    html! {
        section class="mc-card" aria-labelledby={ "don-vi-" (slug) } {
            h3 class="mc-card__title" id={ "don-vi-" (slug) } {
                (proposal.name) " " (tag(if proposal.rung > 1 { TagTone::Alarm } else { TagTone::Warn }, &lang.tf("urging-rung", &[("n", i64::from(proposal.from_days).into())])))
            }
            (facts(lang, &format!("ho-so-{slug}"), &proposal.facts))
            details class="govuk-details" {
                summary class="govuk-details__summary" { span class="govuk-details__summary-text" { (lang.t("urging-draft")) } }
                div class="govuk-details__text" {
                    form method="post" action=(url::URGING) {
                        (hidden(signed))
                        input type="hidden" name="unit" value=(proposal.unit.as_str());
                        (textarea(lang, &Textarea { id: &text, name: "text", label: &lang.t("urging-text"), value: &proposal.text, rows: 6, max_length: Some(8000), ..Textarea::default() }))
                        (text_input(lang, &TextInput { id: &day, name: "answer_by", label: &lang.t("urging-answer-by"), value: &format::date(answer_by), kind: InputKind::Day, width: Some(10), ..TextInput::default() }))
                        (button(&Button { label: &lang.t("urging-sign"), ..Button::default() }))
                    }
                }
            }
        }
    }
}

fn facts(lang: Lang, id: &str, facts: &[Fact]) -> Markup {
    let rows: Vec<Row<'_>> = facts
        .iter()
        .map(|fact| Row {
            cells: vec![
                html! { a class="govuk-link mc-code" href=(url::dossier(if fact.code.is_empty() { &fact.dossier } else { &fact.code })) { (fact.code) } },
                html! { (fact.procedure) },
                html! { (fact.holder) },
                html! { @if let Ok(due) = fact.due.parse::<DateTime>() { (format::datetime(due)) } },
                html! { (lang.tf("urging-days", &[("n", i64::from(fact.days).into())])) },
            ],
            alarm: true,
            ..Row::default()
        })
        .collect();
    let keys = [
        "worklist-column-code",
        "worklist-column-procedure",
        "urging-holder",
        "worklist-column-due",
        "urging-late",
    ];
    let columns: Vec<Column<'_>> = keys.iter().map(|key| Column::text(lang.t(key))).collect();
    let caption = lang.tf("urging-count", &[("n", facts.len().into())]);
    data_table(lang, &DataTable { id, caption: &caption, columns: &columns, rows: &rows })
}

fn standing(lang: Lang, letter: &Letter, today: Date) -> Markup {
    match (letter.answered_at, letter.answer_by) {
        (Some(at), _) => {
            tag(TagTone::Calm, &lang.tf("urging-answered", &[("when", (&format::datetime(at)).into())]))
        }
        (None, Some(by)) if by < today => {
            tag(TagTone::Alarm, &lang.tf("urging-overdue", &[("day", (&format::date(by)).into())]))
        }
        (None, _) => tag(TagTone::Warn, &lang.t("urging-waits")),
    }
}

fn table(lang: Lang, letters: &[Letter], today: Date) -> Markup {
    let hrefs: Vec<String> = letters.iter().map(|letter| path(&letter.id)).collect();
    let rows: Vec<Row<'_>> = letters
        .iter()
        .zip(&hrefs)
        .map(|(letter, href)| Row {
            cells: vec![
                html! { (app::books::number_text(letter.number)) },
                html! { (letter.name) },
                html! { (format::datetime(letter.at)) },
                html! { (letter.facts.len()) },
                html! { @if let Some(by) = letter.answer_by { (format::date(by)) } },
                standing(lang, letter, today),
            ],
            href: Some(href),
            ..Row::default()
        })
        .collect();
    let keys = ["register-number", "unit", "urging-at", "urging-dossiers", "urging-answer-by", "status"];
    let columns: Vec<Column<'_>> = keys.iter().map(|key| Column::text(lang.t(key))).collect();
    data_table(
        lang,
        &DataTable { id: "van-ban", caption: &lang.t("urging-book"), columns: &columns, rows: &rows },
    )
}

/// Signs a letter.
///
/// # Errors
///
/// As the use case.
pub async fn sign(State(web): State<Web>, signed: Signed, posted: Posted) -> Result<Response, FailedPage> {
    let unit = UnitId::new(posted.get("unit")).map_err(|_| FailedPage::not_found())?;
    let answer_by = match posted.get("answer_by").trim() {
        "" => None,
        text => Some(day(text).ok_or_else(not_a_day)?),
    };
    let new = NewLetter { unit, text: posted.get("text").to_owned(), answer_by };
    let id = urging::sign(&web.app, &signed.caller, new, Some(once(&posted, url::URGING)?)).await?;
    Ok(Redirect::to(&path(&id)).into_response())
}

fn day(text: &str) -> Option<Date> {
    ["%d/%m/%Y", "%Y-%m-%d"].iter().find_map(|form| Date::strptime(form, text).ok())
}

fn not_a_day() -> FailedPage {
    let fault = app::FieldError::new("answer_by", "not-a-day", "Ghi ngày dạng 14/12/2026.");
    app::CommandError::Invalid(vec![fault]).into()
}

/// `GET /don-doc/{id}`: one letter with its facts and its answer.
///
/// # Errors
///
/// 404 for a letter of another unit.
pub async fn show(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, FailedPage> {
    let lang = signed.lang;
    let caller = signed.caller.clone();
    let (letter, may_answer) = web
        .blocking(move |app| {
            let letter = urging::open(app, &caller, &id)?;
            let may = urging::can_answer(app, &caller, &letter);
            Ok::<_, app::CommandError>((letter, may))
        })
        .await??;
    let title = lang.tf("urging-letter", &[("number", (&app::books::number_text(letter.number)).into())]);
    let mut rows = vec![
        SummaryRow::of(lang.t("status"), standing(lang, &letter, signed.day())),
        SummaryRow::text(lang.t("unit"), &letter.name),
        SummaryRow::text(
            lang.t("urging-signer"),
            &format!("{}, {}", letter.signer, format::datetime(letter.at)),
        ),
        SummaryRow::of(lang.t("urging-text"), html! { @for line in letter.text.lines() { p { (line) } } }),
    ];
    if let Some(by) = letter.answer_by {
        rows.push(SummaryRow::text(lang.t("urging-answer-by"), &format::date(by)));
    }
    if let Some(at) = letter.answered_at {
        let by = format!("{}, {}", letter.answered_by, format::datetime(at));
        rows.push(SummaryRow::text(lang.t("urging-answered-by"), &by));
        rows.push(SummaryRow::of(
            lang.t("urging-answer"),
            html! { @for line in letter.answer.lines() { p { (line) } } },
        ));
    }
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (summary_list(&rows))
        (facts(lang, "ho-so", &letter.facts))
        @if may_answer {
            form method="post" action=(path(&letter.id)) {
                (hidden(&signed))
                (textarea(lang, &Textarea { id: "answer", name: "answer", label: &lang.t("urging-your-answer"), hint: Some(&lang.t("urging-answer-hint")), rows: 6, max_length: Some(8000), ..Textarea::default() }))
                (action_bar(&[Button { label: &lang.t("urging-send-answer"), key: Some("Ctrl+Enter"), ..Button::default() }]))
            }
        }
        p class="mc-button-row" {
            (pdf::link(lang, &format!("{}/van-ban.pdf", path(&letter.id))))
            (button(&Button { label: &lang.t("urging-title"), kind: ButtonKind::Secondary, href: Some(url::URGING), ..Button::default() }))
        }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Urging).show(&body))
}

/// `POST /don-doc/{id}`: the unit's answer.
///
/// # Errors
///
/// As the use case.
pub async fn answer(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, FailedPage> {
    urging::answer(&web.app, &signed.caller, &id, posted.get("answer")).await?;
    Ok(Redirect::to(&path(&id)).into_response())
}
