//! `GET /tra-cuu?ma=`: tracking by code. A code can be guessed, so it shows stage and day only (A1).

use app::CommandError;
use app::dossier::view::{self, Tracked};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::Response;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{
    Button, InputKind, SentenceTone, TextInput, button, code_chip, stages, status_sentence, text_input,
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
        (form(lang, &code, missing.as_deref()))
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

/// The form, also on the start page.
pub fn form(lang: Lang, code: &str, error: Option<&str>) -> Markup {
    html! {
        form method="get" action=(url::TRACK) {
            (text_input(lang, &TextInput {
                id: "ma",
                name: "ma",
                label: &lang.t("track-code"),
                hint: Some(&lang.t("track-code-hint")),
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
    let public = words::public_stage(tracked.stage);
    let day = tracked.due.map(|due| words::promised(lang, due));
    let sentence = match &day {
        Some(day) => lang.tf("sentence-promised", &[("when", day.into())]),
        None => lang.t("track-no-day"),
    };
    html! {
        section aria-labelledby="ket-qua" {
            h2 id="ket-qua" { (code_chip(lang, &tracked.code)) }
            (stages(lang, public))
            (status_sentence(SentenceTone::Info, &sentence, Some(&lang.t("track-code-only"))))
            @if tracked.provisional { p class="mc-note" { (lang.t("clock-provisional")) } }
        }
    }
}
