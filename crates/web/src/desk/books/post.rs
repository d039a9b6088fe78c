//! `/buu-chinh`: consignments scanned one after the other, the minute signed by both sides, lines to take in.

use app::Reference;
use app::books::post::{self, Minute, OpenLine};
use app::fold::fold;
use app::reference::ProcedureFilter;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use domain::books::post_minute::Line;
use domain::ids::{ProcedureCode, UnitId};
use domain::organisation::Role;
use maud::{Markup, html};
use ui::components::{
    Button, ButtonKind, Column, DataTable, InputKind, Row, SearchBox, Select, SummaryRow, TagTone, TextInput,
    Textarea, action_bar, button, data_table, empty_state, pagination, print_button, search_box, select,
    summary_list, tag, text_input, textarea,
};
use ui::{Lang, format};

use super::{amount, choices, cursor, hidden, named, once};
use crate::refusal::name;
use crate::{FailedPage, Frame, Posted, Section, Signed, Web, guard, pdf, url};

/// What was scanned so far, as the form carries it.
#[derive(Default)]
struct Scanned {
    desk: String,
    lines: Vec<Line>,
    faults: Vec<(Option<String>, String)>,
}

impl Scanned {
    fn read(lang: Lang, posted: &Posted) -> Self {
        let mut scanned = Self { desk: posted.get("desk").to_owned(), ..Self::default() };
        let texts = |name: &'static str| posted.all(name).map(str::to_owned).collect::<Vec<String>>();
        let (whats, postages, collected) =
            (texts("line.what"), texts("line.postage"), texts("line.collected"));
        for (index, number) in posted.all("line.consignment").enumerate() {
            let at = |all: &[String]| all.get(index).cloned().unwrap_or_default();
            let sums = (amount(&at(&postages)), amount(&at(&collected)));
            if sums.0.is_none() || sums.1.is_none() {
                scanned.faults.push((Some(format!("buu-gui-{index}")), lang.t("post-not-money")));
            }
            let line = Line {
                consignment: number.to_owned(),
                what: at(&whats),
                postage: sums.0.unwrap_or(0),
                collected: sums.1.unwrap_or(0),
            };
            // A row whose number was emptied is taken out.
            if !number.trim().is_empty() {
                scanned.lines.push(line);
            }
        }
        // A gun ends with Enter; several numbers may also be pasted at once.
        for number in posted.get("consignment").split_whitespace() {
            let number = number.to_uppercase();
            if scanned.lines.iter().any(|line| line.consignment == number) {
                let words = lang.tf("post-twice", &[("number", (&number).into())]);
                scanned.faults.push((Some("consignment".to_owned()), words));
            } else {
                scanned.lines.push(Line { consignment: number, ..Line::default() });
            }
        }
        scanned
    }
}

/// The form to scan into, what waits for a dossier, and the minutes so far.
///
/// # Errors
///
/// 403 for people who neither receive nor bring nor supervise.
pub async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    page(&web, &signed, &guard::query(&uri), Scanned::default()).await
}

/// One more number, or the whole list.
///
/// # Errors
///
/// As [`show`]; 422 for numbers that were listed before.
pub async fn list(State(web): State<Web>, signed: Signed, posted: Posted) -> Result<Response, FailedPage> {
    if let Some(path) = opened(&web, &signed, posted.get("consignment")).await? {
        return Ok(Redirect::to(&path).into_response());
    }
    let scanned = Scanned::read(signed.lang, &posted);
    if posted.get("intent") != "hand-over" || !scanned.faults.is_empty() {
        return page(&web, &signed, &Posted::default(), scanned).await;
    }
    let key = once(&posted, url::POST)?;
    let desk = UnitId::new(&scanned.desk).ok();
    let id = post::begin(&web.app, &signed.caller, desk, scanned.lines, Some(key)).await?;
    Ok(Redirect::to(&minute_path(&id)).into_response())
}

/// The page of a scanned consignment that waits at the officer's desk: scanned again, it is to be taken in.
async fn opened(web: &Web, signed: &Signed, number: &str) -> Result<Option<String>, FailedPage> {
    if number.trim().is_empty() || !signed.holds(&[Role::CounterOfficer]) {
        return Ok(None);
    }
    let (caller, number) = (signed.caller.clone(), number.to_owned());
    let waiting = web.blocking(move |app| post::posted(app, &caller, &number)).await?;
    Ok(waiting.ok().map(|open| line_path(&open.line.consignment)))
}

fn minute_path(id: &str) -> String {
    format!("{}/{}", url::POST, url::encode(id))
}

fn minute_paper(id: &str) -> String {
    format!("{}/bien-ban.pdf", minute_path(id))
}

fn line_path(number: &str) -> String {
    format!("{}/bi/{}", url::POST, url::encode(number))
}

async fn page(web: &Web, signed: &Signed, query: &Posted, scanned: Scanned) -> Result<Response, FailedPage> {
    let lang = signed.lang;
    let (caller, from) = (signed.caller.clone(), cursor(query));
    let ((minutes, next), waiting) = web
        .blocking(move |app| {
            Ok::<_, app::CommandError>((post::list(app, &caller, from)?, post::waiting(app, &caller)?))
        })
        .await??;
    let title = lang.t("post-title");
    let lists = signed.holds(&[Role::CounterOfficer, Role::PostClerk]);
    let next = next.as_deref().map(|cursor| url::with_query(url::POST, &[("sau", cursor)]));
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        @if lists { (form(web, signed, &scanned)) }
        @if !waiting.is_empty() { (open_lines(lang, &waiting)) }
        @if minutes.is_empty() { (empty_state(&lang.t("post-none"), "", None)) }
        @else { (table(web, signed, &minutes)) }
        (pagination(lang, query.has("sau").then_some(url::POST), next.as_deref()))
    };
    let mut frame = Frame::staff(web, signed, &title, Section::Post);
    if !scanned.faults.is_empty() {
        frame = frame.status(StatusCode::UNPROCESSABLE_ENTITY).errors(scanned.faults);
    }
    Ok(frame.show(&body))
}

fn form(web: &Web, signed: &Signed, scanned: &Scanned) -> Markup {
    let lang = signed.lang;
    let brings = !signed.holds(&[Role::CounterOfficer]);
    let reference = web.app.reference();
    let own: Vec<UnitId> = if brings {
        reference.province.desks.clone()
    } else {
        let posted = signed.caller.person.postings_on(signed.day());
        posted
            .filter(|posting| posting.role == Role::CounterOfficer)
            .map(|posting| posting.unit.clone())
            .collect()
    };
    let desks = named(web, signed, &own);
    let desk = if scanned.desk.is_empty() {
        desks.first().map_or("", |(id, _)| id.as_str())
    } else {
        scanned.desk.as_str()
    };
    html! {
        section class="mc-card" aria-labelledby="quet" {
            h2 class="mc-card__title" id="quet" { (lang.t("post-scan")) }
            form method="post" action=(url::POST) autocomplete="off" {
                // Enter after a number, as a gun sends it, adds a row and never hands over.
                button type="submit" name="intent" value="add" hidden {}
                (hidden(signed))
                (select(lang, &Select {
                    id: "desk", name: "desk", label: &lang.t("register-desk"), choices: &choices(&desks), value: desk,
                    ..Select::default()
                }))
                @if !scanned.lines.is_empty() { (rows(lang, &scanned.lines)) }
                (text_input(lang, &TextInput {
                    id: "consignment", name: "consignment", label: &lang.t("post-consignment"),
                    hint: Some(&lang.t("post-consignment-hint")),
                    error: scanned.faults.first().filter(|(id, _)| id.as_deref() == Some("consignment")).map(|(_, words)| words.as_str()),
                    kind: InputKind::Code, width: Some(20), autofocus: true, optional: true,
                    autocomplete: Some("off"), ..TextInput::default()
                }))
                div class="mc-button-row" {
                    (button(&Button { label: &lang.t("post-hand-over"), key: Some("Ctrl+Enter"), name_value: Some(("intent", "hand-over")), ..Button::default() }))
                    (button(&Button { label: &lang.t("post-add"), kind: ButtonKind::Secondary, name_value: Some(("intent", "add")), ..Button::default() }))
                }
            }
        }
    }
}

/// What was scanned: every cell can still be corrected; an emptied number takes its row out.
fn rows(lang: Lang, lines: &[Line]) -> Markup {
    let cell = |id: Option<String>, name: &str, label: &str, value: &str, class: &str| {
        html! { input class={ "govuk-input " (class) } id=[id] name=(name) value=(value) aria-label=(label); }
    };
    let label = |key: &str, index: usize| format!("{}, {}", lang.t(key), index.saturating_add(1));
    let money = |sum: i64| if sum == 0 { String::new() } else { sum.to_string() };
    let rows: Vec<Row<'_>> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| Row {
            cells: vec![
                html! { (index.saturating_add(1)) },
                cell(
                    Some(format!("buu-gui-{index}")),
                    "line.consignment",
                    &label("post-consignment", index),
                    &line.consignment,
                    "govuk-input--width-20",
                ),
                cell(None, "line.what", &label("post-what", index), &line.what, "govuk-input--width-30"),
                cell(
                    None,
                    "line.postage",
                    &label("post-postage", index),
                    &money(line.postage),
                    "govuk-input--width-10",
                ),
                cell(
                    None,
                    "line.collected",
                    &label("post-collected", index),
                    &money(line.collected),
                    "govuk-input--width-10",
                ),
            ],
            ..Row::default()
        })
        .collect();
    let columns = columns(
        lang,
        &["register-number", "post-consignment", "post-what", "post-postage", "post-collected"],
    );
    let caption = lang.tf("post-count", &[("n", lines.len().into())]);
    data_table(lang, &DataTable { id: "buu-gui", caption: &caption, columns: &columns, rows: &rows })
}

fn columns(lang: Lang, keys: &[&str]) -> Vec<Column<'static>> {
    keys.iter().map(|key| Column::text(lang.t(key))).collect()
}

fn open_lines(lang: Lang, waiting: &[OpenLine]) -> Markup {
    let hrefs: Vec<String> = waiting.iter().map(|open| line_path(&open.line.consignment)).collect();
    let rows: Vec<Row<'_>> = waiting
        .iter()
        .zip(&hrefs)
        .map(|(open, href)| Row {
            cells: vec![
                html! { (open.line.consignment) },
                html! { (open.line.what) },
                html! { (format::dong(lang, open.line.collected)) },
                html! { (format::datetime(open.posted.signed_at)) },
            ],
            href: Some(href),
            ..Row::default()
        })
        .collect();
    let columns = columns(lang, &["post-consignment", "post-what", "post-collected", "post-signed-at"]);
    let caption = lang.tf("post-waiting", &[("n", waiting.len().into())]);
    data_table(lang, &DataTable { id: "cho-tiep-nhan", caption: &caption, columns: &columns, rows: &rows })
}

fn state(lang: Lang, minute: &Minute) -> Markup {
    match minute.state.as_str() {
        post::SIGNED => tag(TagTone::Calm, &lang.t("post-state-signed")),
        post::SENT_BACK => tag(TagTone::Alarm, &lang.t("post-state-sent-back")),
        _ => tag(TagTone::Warn, &lang.t("post-state-waits")),
    }
}

fn number(lang: Lang, minute: &Minute) -> String {
    match minute.number {
        Some(_) => app::books::number_text(minute.number),
        None => lang.t("post-no-number"),
    }
}

fn table(web: &Web, signed: &Signed, minutes: &[Minute]) -> Markup {
    let lang = signed.lang;
    let reference = web.app.reference();
    let hrefs: Vec<String> = minutes.iter().map(|minute| minute_path(&minute.id)).collect();
    let rows: Vec<Row<'_>> = minutes
        .iter()
        .zip(&hrefs)
        .map(|(minute, href)| Row {
            cells: vec![
                html! { (number(lang, minute)) },
                html! { (reference.unit_name(&minute.desk, signed.day())) },
                html! { (minute.lines.len()) },
                html! { (format::datetime(minute.began_at)) },
                html! { @if let Some(at) = minute.signed_at { (format::datetime(at)) } },
                state(lang, minute),
            ],
            href: Some(href),
            ..Row::default()
        })
        .collect();
    let columns = columns(
        lang,
        &["post-number", "register-desk", "post-lines", "post-listed-at", "post-signed-at", "status"],
    );
    data_table(
        lang,
        &DataTable { id: "bien-ban", caption: &lang.t("post-minutes"), columns: &columns, rows: &rows },
    )
}

/// `GET /buu-chinh/{id}`: one minute, to sign and to print.
///
/// # Errors
///
/// 404 for a minute that the visitor may not know of.
pub async fn minute(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, FailedPage> {
    let lang = signed.lang;
    let caller = signed.caller.clone();
    let (minute, made, may_sign) = web
        .blocking(move |app| {
            let minute = post::open(app, &caller, &id)?;
            let made = minute.lines.iter().map(|line| post::made_of(app, &line.consignment));
            let made = made.collect::<Result<Vec<_>, _>>()?;
            let may_sign = post::can_sign(app, &caller, &minute);
            Ok::<_, app::CommandError>((minute, made, may_sign))
        })
        .await??;
    let title = lang.tf("post-minute-title", &[("number", (&number(lang, &minute)).into())]);
    let sums = minute.lines.iter().fold((0_i64, 0_i64), |(a, b), line| {
        (a.saturating_add(line.postage), b.saturating_add(line.collected))
    });
    let signed_at = minute.signed_at.map(format::datetime).unwrap_or_default();
    let mut facts = vec![
        SummaryRow::of(lang.t("status"), state(lang, &minute)),
        SummaryRow::text(lang.t("register-desk"), &web.app.reference().unit_name(&minute.desk, signed.day())),
        SummaryRow::text(
            lang.t("post-listed-by"),
            &format!("{}, {}", minute.began_by, format::datetime(minute.began_at)),
        ),
        SummaryRow::text(
            lang.t("post-sums"),
            &format!("{} · {}", format::dong(lang, sums.0), format::dong(lang, sums.1)),
        ),
    ];
    if !signed_at.is_empty() {
        facts.push(SummaryRow::text(lang.t("post-signed-by"), &format!("{}, {signed_at}", minute.signed_by)));
        facts.push(SummaryRow::text(lang.t("post-moment"), &signed_at));
    }
    if !minute.reason.is_empty() {
        facts.push(SummaryRow::text(lang.t("reason"), &minute.reason));
    }
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (summary_list(&facts))
        (minute_lines(lang, &web.app.reference(), &minute, &made))
        @if may_sign { (sign_form(&signed, &minute)) }
        p class="mc-button-row" {
            @if minute.signed_at.is_some() { (pdf::link(lang, &minute_paper(&minute.id))) }
            @else { (print_button(lang)) }
            (button(&Button { label: &lang.t("post-title"), kind: ButtonKind::Secondary, href: Some(url::POST), ..Button::default() }))
        }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Post).show(&body))
}

/// What a line says was sent: a published procedure by its name too.
fn sent(lang: Lang, reference: &Reference, what: &str) -> Markup {
    let code = ProcedureCode::new(what.trim()).ok();
    let known = code.and_then(|code| reference.procedure_latest(&code).cloned());
    html! { (what) @if let Some(known) = known { br; (name(lang, &known.name)) } }
}

fn minute_lines(lang: Lang, reference: &Reference, minute: &Minute, made: &[Vec<String>]) -> Markup {
    let open = minute.state == post::SIGNED;
    let rows: Vec<Row<'_>> = minute
        .lines
        .iter()
        .zip(made)
        .map(|(line, made)| Row {
            cells: vec![
                html! {
                    @if open { a class="govuk-link mc-code" href=(line_path(&line.consignment)) { (line.consignment) } }
                    @else { span class="mc-code" { (line.consignment) } }
                },
                sent(lang, reference, &line.what),
                html! { (format::dong(lang, line.postage)) },
                html! { (format::dong(lang, line.collected)) },
                html! { @for code in made { a class="govuk-link mc-code" href=(url::dossier(code)) { (code) } " " } },
            ],
            ..Row::default()
        })
        .collect();
    let columns =
        columns(lang, &["post-consignment", "post-what", "post-postage", "post-collected", "post-made"]);
    let caption = lang.tf("post-count", &[("n", minute.lines.len().into())]);
    data_table(lang, &DataTable { id: "dong", caption: &caption, columns: &columns, rows: &rows })
}

fn sign_form(signed: &Signed, minute: &Minute) -> Markup {
    let lang = signed.lang;
    html! {
        form method="post" action=(minute_path(&minute.id)) {
            (hidden(signed))
            p { (lang.t("post-sign-hint")) }
            (textarea(lang, &Textarea { id: "reason", name: "reason", label: &lang.t("post-send-back-reason"), rows: 2, optional: true, max_length: Some(1000), ..Textarea::default() }))
            (action_bar(&[
                Button { label: &lang.t("post-sign"), key: Some("Ctrl+Enter"), name_value: Some(("intent", "sign")), ..Button::default() },
                Button { label: &lang.t("post-send-back"), kind: ButtonKind::Warning, name_value: Some(("intent", "send-back")), ..Button::default() },
            ]))
        }
    }
}

/// `POST /buu-chinh/{id}`: the second signature, or the list goes back.
///
/// # Errors
///
/// As the use cases.
pub async fn sign(
    State(web): State<Web>,
    signed: Signed,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, FailedPage> {
    if posted.get("intent") == "send-back" {
        post::send_back(&web.app, &signed.caller, &id, posted.get("reason")).await?;
    } else {
        post::sign(&web.app, &signed.caller, &id).await?;
    }
    Ok(Redirect::to(&minute_path(&id)).into_response())
}

/// `GET /buu-chinh/bi/{number}`: what a consignment became, or the procedure to take it in under.
///
/// # Errors
///
/// 404 for a number that no signed minute of the visitor's desks lists.
pub async fn line(
    State(web): State<Web>,
    signed: Signed,
    Path(number): Path<String>,
    uri: Uri,
) -> Result<Response, FailedPage> {
    let lang = signed.lang;
    let query = guard::query(&uri);
    let caller = signed.caller.clone();
    let asked = number.clone();
    let (open, made) = web
        .blocking(move |app| {
            Ok::<_, app::CommandError>((post::posted(app, &caller, &asked)?, post::made_of(app, &asked)?))
        })
        .await??;
    let title = lang.tf("post-line-title", &[("number", (&open.line.consignment).into())]);
    let search = if query.has("q") { query.get("q").to_owned() } else { open.line.what.clone() };
    let facts = [
        SummaryRow::text(lang.t("post-what"), &open.line.what),
        SummaryRow::text(lang.t("post-moment"), &format::datetime(open.posted.signed_at)),
        SummaryRow::text(lang.t("post-postage"), &format::dong(lang, open.line.postage)),
        SummaryRow::text(lang.t("post-collected"), &format::dong(lang, open.line.collected)),
    ];
    let path = line_path(&number);
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (summary_list(&facts))
        @if made.is_empty() {
            p { (lang.t("post-choose-procedure")) }
        } @else {
            p { (lang.t("post-made")) ": " @for code in &made { a class="govuk-link mc-code" href=(url::dossier(code)) { (code) } " " } }
        }
        (search_box(lang, &SearchBox { id: "q", action: &path, name: "q", label: &lang.t("intake-find-procedure"), value: &search, ..SearchBox::default() }))
        (procedures(&web, &signed, &search, &number))
        @if made.is_empty() {
            form method="post" action=(path) {
                (hidden(&signed))
                (textarea(lang, &Textarea { id: "reason", name: "reason", label: &lang.t("post-close-reason"), rows: 2, max_length: Some(1000), ..Textarea::default() }))
                (button(&Button { label: &lang.t("post-close"), kind: ButtonKind::Warning, ..Button::default() }))
            }
        }
        p { a class="govuk-link" href=(minute_path(&open.minute)) { (lang.t("post-to-minute")) } }
        p class="mc-button-row" { (pdf::link(lang, &minute_paper(&open.minute))) }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Post).show(&body))
}

/// Procedures that fit, each case with its form of intake.
fn procedures(web: &Web, signed: &Signed, text: &str, number: &str) -> Markup {
    let (lang, day) = (signed.lang, signed.day());
    let filter = ProcedureFilter { text: fold(text), ..ProcedureFilter::default() };
    let found = web.app.reference().procedures_on(day, &filter);
    let path = |code: &str, case: &str| {
        url::with_query(url::INTAKE, &[("thu-tuc", code), ("truong-hop", case), ("buu-chinh", number)])
    };
    let choices: Vec<(String, String)> = found
        .iter()
        .take(12)
        .flat_map(|procedure| {
            let (code, words) = (procedure.code.as_str(), name(lang, &procedure.name));
            let alone = procedure.cases.is_empty().then(|| (path(code, ""), words.to_owned()));
            let of_cases = procedure
                .cases
                .iter()
                .map(|case| (path(code, case.id.as_str()), format!("{words} · {}", name(lang, &case.name))));
            alone.into_iter().chain(of_cases).collect::<Vec<_>>()
        })
        .collect();
    html! {
        p class="mc-muted" role="status" { (lang.tf("results-count", &[("n", found.len().into())])) }
        ul class="govuk-list" {
            @for (index, (href, words)) in choices.iter().take(12).enumerate() {
                // The first nine are chosen by their number, as where a procedure is looked for.
                @let key = (index < 9).then(|| index.saturating_add(1).to_string());
                li { a class="govuk-link" href=(href) data-key=[key.as_deref()] data-row data-focus[index == 0] {
                    @if let Some(key) = &key { kbd { (key) } " " }
                    (words)
                } }
            }
        }
    }
}

/// `POST /buu-chinh/bi/{number}`: closes a line of which nothing can be made.
///
/// # Errors
///
/// As the use case.
pub async fn close(
    State(web): State<Web>,
    signed: Signed,
    Path(number): Path<String>,
    posted: Posted,
) -> Result<Response, FailedPage> {
    post::close_line(&web.app, &signed.caller, &number, posted.get("reason")).await?;
    Ok(Redirect::to(url::POST).into_response())
}
