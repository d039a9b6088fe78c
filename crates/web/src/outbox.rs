//! `/quan-tri/thong-bao`: messages that wait, that were given up, and whom somebody has to call instead.

use app::message::Carrier;
use app::message::list::{self, Listed, ListedPage};
use app::{CommandError, Delivery, OutboxView};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};
use ui::components::{
    Button, ButtonKind, Column, DataTable, InputKind, Row, Tab, TagTone, TextInput, button, data_table,
    empty_state, pagination, tabs, tag, text_input,
};
use ui::{Lang, csrf_field, format};

use crate::desk::dossier::words::notice_error;
use crate::posted::Posted;
use crate::{FailedPage, Frame, Section, Signed, Web, guard, url};

/// Messages on one page.
const PAGE: usize = 50;

/// The routes of the outbox.
pub fn routes() -> Router<Web> {
    Router::new().route(url::MESSAGES, get(show).post(act))
}

/// The views by their names in the address.
const VIEWS: [(&str, OutboxView, &str); 2] = [
    ("can-goi", OutboxView::Call, "messages-tab-call"),
    ("dang-cho", OutboxView::Waiting, "messages-tab-waiting"),
];

fn view_named(name: &str) -> (&'static str, OutboxView) {
    let known = VIEWS.into_iter().find(|(own, ..)| *own == name).or_else(|| VIEWS.into_iter().next());
    known.map_or(("can-goi", OutboxView::Call), |(name, view, _)| (name, view))
}

/// `GET /quan-tri/thong-bao?xem=&tu=`.
///
/// # Errors
///
/// [`FailedPage`] 403 for people who look after no messages.
async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let query = guard::query(&uri);
    let cursor = query.has("tu").then(|| query.get("tu").to_owned());
    page(&web, &signed, query.get("xem"), cursor, None).await
}

/// `POST /quan-tri/thong-bao`: sends one again, or notes that somebody called instead.
///
/// # Errors
///
/// As [`show`], and 404 for a message that is not open.
async fn act(State(web): State<Web>, signed: Signed, posted: Posted) -> Result<Response, FailedPage> {
    let caller = signed.caller.clone();
    let (id, note) = (posted.get("id").to_owned(), posted.get("note").to_owned());
    let calls = posted.get("viec") == "da-goi";
    let (own, typed) = (id.clone(), note.clone());
    let acted = web
        .blocking(move |app| {
            if calls { list::called(app, &caller, &own, &typed) } else { list::retry(app, &caller, &own) }
        })
        .await?;
    let (view, _) = view_named(posted.get("xem"));
    match acted {
        Ok(()) => {
            let what = if calls { "message-called" } else { "message-retried" };
            let to = url::with_query(url::MESSAGES, &[("xem", view), ("xong", what)]);
            Ok(Redirect::to(&to).into_response())
        }
        // The form again, with what was typed.
        Err(CommandError::Invalid(_)) => page(&web, &signed, view, None, Some((&id, &note))).await,
        Err(other) => Err(other.into()),
    }
}

async fn page(
    web: &Web,
    signed: &Signed,
    wanted: &str,
    cursor: Option<String>,
    faulty: Option<(&str, &str)>,
) -> Result<Response, FailedPage> {
    let (name, view) = view_named(wanted);
    let (caller, paged) = (signed.caller.clone(), cursor.is_some());
    let found = web.blocking(move |app| {
        let may_act = list::may_act(app, &caller);
        list::list(app, &caller, view, cursor, PAGE).map(|page| (page, may_act))
    });
    let (found, may_act) = found.await??;
    let lang = signed.lang;
    let title = lang.t("messages-title");
    let at = |view: &str| url::with_query(url::MESSAGES, &[("xem", view)]);
    let addresses = VIEWS.map(|(own, ..)| at(own));
    let labels = VIEWS.map(|(.., key)| lang.t(key));
    let shown: Vec<Tab<'_>> = VIEWS
        .iter()
        .zip(addresses.iter().zip(&labels))
        .map(|((own, ..), (href, label))| Tab { label, href, current: *own == name, ..Tab::default() })
        .collect();
    let next = found.next.as_ref().map(|tu| url::with_query(url::MESSAGES, &[("xem", name), ("tu", tu)]));
    let first = at(name);
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        p class="govuk-body" { (lang.t("messages-lead")) }
        (tabs(lang, &title, &shown))
        @if found.items.is_empty() {
            (empty_state(&lang.t("messages-none"), "", None))
        } @else {
            (table(signed, name, &found, may_act, faulty))
            (pagination(lang, paged.then_some(first.as_str()), next.as_deref()))
        }
    };
    let mut frame = Frame::staff(web, signed, &title, Section::Admin);
    if let Some((id, _)) = faulty {
        let place = found.items.iter().position(|own| own.message.id == id);
        let field = place.map(|place| format!("note-{place}"));
        frame = frame
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .errors(vec![(field, lang.t("messages-note-missing"))]);
    }
    Ok(frame.show(&body))
}

fn table(
    signed: &Signed,
    view: &str,
    found: &ListedPage,
    may_act: bool,
    faulty: Option<(&str, &str)>,
) -> Markup {
    let lang = signed.lang;
    let keys = ["messages-since", "worklist-column-code", "messages-what", "status", "messages-do"];
    let columns = keys.map(|key| Column::text(lang.t(key)));
    let rows: Vec<Row<'_>> = found
        .items
        .iter()
        .enumerate()
        .map(|(place, own)| Row {
            cells: vec![
                html! { (format::datetime(own.message.queued_at)) },
                dossier(own),
                html! { (kind(lang, own)) br; (channel(lang, own)) },
                state(lang, own),
                html! { @if may_act { (forms(signed, view, place, own, faulty)) } },
            ],
            ..Row::default()
        })
        .collect();
    let caption = lang.t("messages-caption");
    data_table(lang, &DataTable { id: "thong-bao", caption: &caption, columns: &columns, rows: &rows })
}

fn dossier(own: &Listed) -> Markup {
    let code = if own.payload.code.is_empty() { "—" } else { own.payload.code.as_str() };
    html! {
        @match &own.message.dossier {
            Some(id) => a class="govuk-link" href=(url::dossier(id)) { (code) },
            None => (code),
        }
    }
}

fn kind(lang: Lang, own: &Listed) -> String {
    let name = own.payload.kind.as_str();
    // A kind that is not in the catalogue is shown by its name.
    let words = lang.t(&format!("message-kind-{name}"));
    if words.starts_with('[') { name.to_owned() } else { words }
}

fn channel(lang: Lang, own: &Listed) -> String {
    match Carrier::named(&own.message.channel) {
        Some(Carrier::Email) => lang.t("message-channel-email"),
        Some(Carrier::Sms) => lang.t("message-channel-sms"),
        Some(Carrier::Webhook) => lang.t("message-channel-webhook"),
        None => own.message.channel.clone(),
    }
}

/// Where a message is, and what it last failed of.
pub fn state(lang: Lang, own: &Listed) -> Markup {
    let (tone, key) = match own.delivery {
        Delivery::Queued => (TagTone::Plain, "delivery-queued"),
        Delivery::Sending => (TagTone::Info, "delivery-sending"),
        Delivery::Sent => (TagTone::Calm, "delivery-sent"),
        Delivery::Delivered => (TagTone::Calm, "delivery-delivered"),
        Delivery::FailedTemporary => (TagTone::Warn, "delivery-failed-temporary"),
        Delivery::FailedPermanent => (TagTone::Alarm, "delivery-failed-permanent"),
        Delivery::Called => (TagTone::Calm, "delivery-called"),
    };
    html! {
        (tag(tone, &lang.t(key)))
        @if !own.carried { p class="mc-muted" { (lang.t("messages-not-carried")) } }
        @if !own.message.error.is_empty() { p class="mc-muted" { (notice_error(lang, &own.message.error)) } }
    }
}

/// What can be done with one message: send it again when it was given up, note a call while it is open.
fn forms(signed: &Signed, view: &str, place: usize, own: &Listed, faulty: Option<(&str, &str)>) -> Markup {
    let lang = signed.lang;
    let id = own.message.id.as_str();
    let (retry, called) = (lang.t("messages-retry"), lang.t("messages-called"));
    let note = format!("note-{place}");
    let missing = lang.t("messages-note-missing");
    let wrong = faulty.filter(|(faulty, _)| *faulty == id);
    let hidden = |what: &str| {
        html! {
            (csrf_field(&signed.csrf))
            input type="hidden" name="id" value=(id);
            input type="hidden" name="xem" value=(view);
            input type="hidden" name="viec" value=(what);
        }
    };
    html! {
        @if own.message.dead_at.is_some() && own.carried {
            form method="post" action=(url::MESSAGES) {
                (hidden("gui-lai"))
                (button(&Button { label: &retry, kind: ButtonKind::Secondary, ..Button::default() }))
            }
        }
        details class="govuk-details" open[wrong.is_some()] {
            summary class="govuk-details__summary" {
                span class="govuk-details__summary-text" { (called) }
            }
            div class="govuk-details__text" {
                form method="post" action=(url::MESSAGES) {
                    (hidden("da-goi"))
                    (text_input(lang, &TextInput {
                        id: &note,
                        name: "note",
                        label: &lang.t("messages-note"),
                        hint: Some(&lang.t("messages-note-hint")),
                        value: wrong.map_or("", |(_, typed)| typed),
                        error: wrong.map(|_| missing.as_str()),
                        kind: InputKind::Text,
                        width: None,
                        autocomplete: None,
                        max_length: Some(300),
                        optional: false,
                        key: None,
                        autofocus: false,
                    }))
                    (button(&Button { label: &lang.t("messages-record-call"), ..Button::default() }))
                }
            }
        }
    }
}
