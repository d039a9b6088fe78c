//! `/thu-ngan`: what lies in the till, closing it at the end of a shift, and the second person's confirmation.

use app::books::cash::{self, Closing, Movement, Open};
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::UnitId;
use domain::organisation::Role;
use maud::{Markup, html};
use ui::components::{
    Button, ButtonKind, Column, DataTable, InputKind, Row, SummaryRow, TagTone, TextInput, Textarea, button,
    data_table, empty_state, pagination, summary_list, tag, text_input, textarea,
};
use ui::{Lang, format};

use super::{amount, cursor, hidden, once};
use crate::{FailedPage, Frame, Posted, Section, Signed, Web, guard, pdf, url};

fn path(id: &str) -> String {
    format!("{}/{}", url::CASH, url::encode(id))
}

/// The visitor's tills and the closings so far.
///
/// # Errors
///
/// 403 for people who neither take money nor look over the Centre.
pub async fn list(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let lang = signed.lang;
    let query = guard::query(&uri);
    let takes = signed.holds(&[Role::CounterOfficer, Role::PostClerk]);
    let (caller, from) = (signed.caller.clone(), cursor(&query));
    let (tills, (closings, next)) = web
        .blocking(move |app| {
            let tills = if takes { cash::tills(app, &caller)? } else { Vec::new() };
            Ok::<_, app::CommandError>((tills, cash::list(app, &caller, from)?))
        })
        .await??;
    let title = lang.t("cash-title");
    let next = next.as_deref().map(|cursor| url::with_query(url::CASH, &[("sau", cursor)]));
    let taken: Vec<&Open> = tills.iter().filter(|till| till.count > 0).collect();
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        p { a class="govuk-link" href="/thu-ngan/quyet-toan" { (lang.t("settlement-title")) } }
        @if takes && taken.is_empty() { p { (lang.t("cash-empty")) } }
        @for till in taken { (open(&web, &signed, till)) }
        @if closings.is_empty() { (empty_state(&lang.t("cash-none"), "", None)) }
        @else { (table(&web, &signed, &closings)) }
        (pagination(lang, query.has("sau").then_some(url::CASH), next.as_deref()))
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Cash).show(&body))
}

fn open(web: &Web, signed: &Signed, till: &Open) -> Markup {
    let lang = signed.lang;
    let name = web.app.reference().unit_name(&till.unit, signed.day());
    let slug: String =
        till.unit.as_str().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    html! {
        section class="mc-card" aria-labelledby={ "ngan-" (slug) } {
            h2 class="mc-card__title" id={ "ngan-" (slug) } { (name) }
            (movements(lang, &format!("thu-{slug}"), till.count, &till.newest))
            p { (lang.t("cash-expected")) ": " strong { (format::dong(lang, till.expected)) } }
            form method="post" action=(url::CASH) {
                (hidden(signed))
                input type="hidden" name="unit" value=(till.unit.as_str());
                (text_input(lang, &TextInput { id: &format!("counted-{slug}"), name: "counted", label: &lang.t("cash-counted"), kind: InputKind::Digits, width: Some(10), autocomplete: Some("off"), ..TextInput::default() }))
                (textarea(lang, &Textarea { id: &format!("reason-{slug}"), name: "reason", label: &lang.t("cash-reason"), hint: Some(&lang.t("cash-reason-hint")), rows: 2, optional: true, max_length: Some(1000), ..Textarea::default() }))
                (button(&Button { label: &lang.t("cash-close"), ..Button::default() }))
            }
        }
    }
}

/// Movements that are shown, of `count`.
fn movements(lang: Lang, id: &str, count: usize, shown: &[Movement]) -> Markup {
    let kind = |own: &Movement| match own.kind.as_str() {
        "voided" => tag(TagTone::Alarm, &lang.t("cash-voided")),
        "refunded" => tag(TagTone::Warn, &lang.t("cash-refunded")),
        _ => tag(TagTone::Plain, &lang.t("cash-paid")),
    };
    let rows: Vec<Row<'_>> = shown
        .iter()
        .map(|own| Row {
            cells: vec![
                html! { (own.receipt) },
                html! { a class="govuk-link mc-code" href=(url::dossier(&own.code)) { (own.code) } },
                kind(own),
                html! { (format::dong(lang, own.amount)) },
            ],
            ..Row::default()
        })
        .collect();
    let columns = [
        Column::text(lang.t("cash-receipt")),
        Column::text(lang.t("worklist-column-code")),
        Column::text(lang.t("cash-kind")),
        Column::number(lang.t("cash-amount")),
    ];
    let caption = lang.tf("cash-count", &[("n", count.into())]);
    let rest = (count > shown.len()).then(|| lang.tf("cash-newest", &[("n", shown.len().into())]));
    html! {
        @if let Some(rest) = rest { p class="govuk-hint" { (rest) } }
        (data_table(lang, &DataTable { id, caption: &caption, columns: &columns, rows: &rows }))
    }
}

fn standing(lang: Lang, closing: &Closing) -> Markup {
    if closing.confirmed_at.is_some() {
        tag(TagTone::Calm, &lang.t("cash-confirmed"))
    } else {
        tag(TagTone::Warn, &lang.t("cash-waits"))
    }
}

fn difference(lang: Lang, closing: &Closing) -> Markup {
    let sum = closing.counted.saturating_sub(closing.expected);
    html! { @if sum == 0 { (lang.t("cash-no-difference")) } @else { strong { (format::dong(lang, sum)) } } }
}

fn table(web: &Web, signed: &Signed, closings: &[Closing]) -> Markup {
    let lang = signed.lang;
    let reference = web.app.reference();
    let hrefs: Vec<String> = closings.iter().map(|closing| path(&closing.id)).collect();
    let rows: Vec<Row<'_>> = closings
        .iter()
        .zip(&hrefs)
        .map(|(closing, href)| Row {
            cells: vec![
                html! { (app::books::number_text(closing.number)) },
                html! { (reference.unit_name(&closing.unit, signed.day())) },
                html! { (cash::person_name(&web.app, &closing.cashier)) },
                html! { (format::datetime(closing.at)) },
                html! { (format::dong(lang, closing.expected)) },
                html! { (format::dong(lang, closing.counted)) },
                difference(lang, closing),
                standing(lang, closing),
            ],
            href: Some(href),
            ..Row::default()
        })
        .collect();
    let columns = [
        Column::text(lang.t("register-number")),
        Column::text(lang.t("register-desk")),
        Column::text(lang.t("cash-cashier")),
        Column::text(lang.t("cash-at")),
        Column::number(lang.t("cash-expected")),
        Column::number(lang.t("cash-counted")),
        Column::number(lang.t("cash-difference")),
        Column::text(lang.t("status")),
    ];
    data_table(lang, &DataTable { id: "chot", caption: &lang.t("cash-book"), columns: &columns, rows: &rows })
}

/// Closes a till.
///
/// # Errors
///
/// As the use case.
pub async fn close(State(web): State<Web>, signed: Signed, posted: Posted) -> Result<Response, FailedPage> {
    let unit = UnitId::new(posted.get("unit")).map_err(|_| FailedPage::not_found())?;
    let typed = posted.get("counted").trim();
    let counted = amount(typed).filter(|_| !typed.is_empty()).ok_or_else(|| {
        let fault = app::FieldError::new("counted", "not-a-number", "Ghi số tiền kiểm đếm, kể cả khi là 0.");
        FailedPage::from(app::CommandError::Invalid(vec![fault]))
    })?;
    let key = once(&posted, url::CASH)?;
    let id = cash::close(&web.app, &signed.caller, &unit, counted, posted.get("reason"), Some(key)).await?;
    Ok(Redirect::to(&path(&id)).into_response())
}

/// `GET /thu-ngan/{id}`: one closing, to print and to confirm.
///
/// # Errors
///
/// 404 for a closing of another desk.
pub async fn show(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, FailedPage> {
    let lang = signed.lang;
    let caller = signed.caller.clone();
    let closing = web.blocking(move |app| cash::open(app, &caller, &id)).await??;
    let title = lang.tf("cash-closing", &[("number", (&app::books::number_text(closing.number)).into())]);
    let mut rows = vec![
        SummaryRow::of(lang.t("status"), standing(lang, &closing)),
        SummaryRow::text(
            lang.t("register-desk"),
            &web.app.reference().unit_name(&closing.unit, signed.day()),
        ),
        SummaryRow::text(lang.t("cash-cashier"), &cash::person_name(&web.app, &closing.cashier)),
        SummaryRow::text(lang.t("cash-at"), &format::datetime(closing.at)),
        SummaryRow::text(lang.t("cash-expected"), &format::dong(lang, closing.expected)),
        SummaryRow::text(lang.t("cash-counted"), &format::dong(lang, closing.counted)),
        SummaryRow::of(lang.t("cash-difference"), difference(lang, &closing)),
    ];
    if !closing.reason.is_empty() {
        rows.push(SummaryRow::text(lang.t("reason"), &closing.reason));
    }
    if let Some(at) = closing.confirmed_at {
        let by = cash::person_name(&web.app, &closing.confirmed_by);
        rows.push(SummaryRow::text(lang.t("cash-confirmed-by"), &format!("{by}, {}", format::datetime(at))));
    }
    let may = closing.confirmed_at.is_none()
        && closing.cashier != signed.caller.person.id.as_str()
        && signed.holds(&[Role::CounterOfficer, Role::PostClerk, Role::Director, Role::DeputyDirector]);
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (summary_list(&rows))
        (movements(lang, "thu", closing.movements.len(), &closing.movements))
        @if may {
            form method="post" action=(path(&closing.id)) {
                (hidden(&signed))
                (button(&Button { label: &lang.t("cash-confirm"), ..Button::default() }))
            }
        }
        p class="mc-button-row" {
            (pdf::link(lang, &format!("{}/bien-ban.pdf", path(&closing.id))))
            (button(&Button { label: &lang.t("cash-title"), kind: ButtonKind::Secondary, href: Some(url::CASH), ..Button::default() }))
        }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Cash).show(&body))
}

/// `POST /thu-ngan/{id}`: the second person confirms.
///
/// # Errors
///
/// As the use case.
pub async fn confirm(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, FailedPage> {
    cash::confirm(&web.app, &signed.caller, &id).await?;
    Ok(Redirect::to(&path(&id)).into_response())
}
