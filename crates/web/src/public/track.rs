//! `GET /tra-cuu?ma=`: tracking by code. A code can be guessed, so it shows stage and day only (A1).

use app::CommandError;
use app::dossier::view::{self, Tracked};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::Response;
use domain::dossier::{DossierCode, Stage};
use jiff::civil::DateTime;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{
    Button, InputKind, SentenceTone, TextInput, button, code_chip, status_sentence, text_input,
};

use crate::{FailedPage, Frame, Section, Visitor, Web, guard, url, words};

/// The form, and what the code shows.
///
/// # Errors
///
/// The store's failure; an unknown code and no code at all look the same.
pub async fn show(State(web): State<Web>, visitor: Visitor, uri: Uri) -> Result<Response, FailedPage> {
    let lang = visitor.lang;
    let code: String = guard::query(&uri).get("ma").trim().chars().take(60).collect();
    let asked = code.clone();
    let found = if code.is_empty() {
        None
    } else {
        match web.blocking(move |app| view::track(app, &asked)).await? {
            Err(CommandError::NotFound) => Some(None),
            other => Some(Some(other?)),
        }
    };
    let title = lang.t("track-title");
    let missing = matches!(found, Some(None)).then(|| lang.t("track-not-found"));
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (form(lang, &example(&web, &visitor), &code, missing.as_deref()))
        @if let Some(Some(tracked)) = &found { (result(lang, tracked)) }
    };
    let mut frame = Frame::public(&web, &visitor, &title, Section::Track);
    if let Some(message) = missing {
        frame = frame.status(StatusCode::NOT_FOUND).errors(vec![(Some("ma".to_owned()), message)]);
    }
    let mut response = frame.show(&body);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    Ok(response)
}

/// What a code of this office looks like.
pub fn example(web: &Web, visitor: &Visitor) -> String {
    let reference = web.app.reference();
    let day = visitor.day();
    let agency = reference.receiving_agency_code(reference.default_desk(), day);
    DossierCode::new(&agency, day, 42).map(|code| code.to_string()).unwrap_or_default()
}

/// The form, also on the start page.
pub fn form(lang: Lang, example: &str, code: &str, error: Option<&str>) -> Markup {
    html! {
        form class="mc-inline" method="get" action=(url::TRACK) {
            (text_input(lang, &TextInput {
                id: "ma",
                name: "ma",
                label: &lang.t("track-code"),
                hint: Some(&lang.tf("track-code-hint", &[("code", example.into())])),
                value: code,
                error,
                kind: InputKind::Code,
                max_length: Some(60),
                ..TextInput::default()
            }))
            (button(&Button { label: &lang.t("track-submit"), ..Button::default() }))
        }
    }
}

fn result(lang: Lang, tracked: &Tracked) -> Markup {
    let (tone, sentence) = sentence(lang, tracked);
    html! {
        section aria-labelledby="ket-qua" {
            h2 id="ket-qua" { (code_chip(lang, &tracked.code)) }
            (words::public_stages(lang, tracked.stage, true))
            (status_sentence(tone, &sentence, Some(&lang.t("track-code-only"))))
            @if tracked.provisional && tracked.stage.is_worked_on() {
                p class="mc-note" { (lang.t("clock-provisional")) }
            }
        }
    }
}

/// Stage and day in one sentence, for whoever knows the code; late is called late.
fn sentence(lang: Lang, tracked: &Tracked) -> (SentenceTone, String) {
    let plain = |tone, key: &str| (tone, lang.t(key));
    match tracked.stage {
        Stage::Refused => plain(SentenceTone::Plain, "code-refused"),
        Stage::Withdrawn => plain(SentenceTone::Plain, "code-withdrawn"),
        Stage::Lapsed => plain(SentenceTone::Plain, "code-lapsed"),
        Stage::Returned => plain(SentenceTone::Calm, "code-returned"),
        Stage::SupplementAsked => plain(SentenceTone::Warn, "code-supplement"),
        Stage::ClockStopped => plain(SentenceTone::Warn, "code-stopped"),
        // Until it is at the desk the day is still to be kept.
        Stage::ResultSent => match day_of(lang, tracked) {
            (SentenceTone::Info, day) => {
                (SentenceTone::Calm, format!("{} {day}", lang.t("told-result-sent")))
            }
            late => late,
        },
        Stage::ResultReady => plain(SentenceTone::Calm, "code-ready"),
        Stage::WithPost => plain(SentenceTone::Calm, "code-with-post"),
        Stage::Submitted | Stage::Guided | Stage::Escalated => plain(SentenceTone::Info, "track-no-day"),
        Stage::Accepted | Stage::InTransit | Stage::Processing => day_of(lang, tracked),
    }
}

/// The day that is to be kept, or that was not.
fn day_of(lang: Lang, tracked: &Tracked) -> (SentenceTone, String) {
    let when = |key: &str, at: DateTime| lang.tf(key, &[("when", (&words::promised(lang, at)).into())]);
    match (tracked.again, tracked.due) {
        (Some(again), _) if again < tracked.at => (SentenceTone::Alarm, when("mine-late-again", again)),
        (Some(again), _) => (SentenceTone::Warn, when("progress-apologised", again)),
        (None, Some(due)) if tracked.late || due < tracked.at => {
            (SentenceTone::Alarm, when("mine-late", due))
        }
        (None, Some(due)) => (SentenceTone::Info, when("sentence-promised", due)),
        (None, None) => (SentenceTone::Info, lang.t("track-no-day")),
    }
}
