//! `/danh-gia/{slip}`: five faces, four short questions, a few words. Who rated is not kept.

use app::books::rating;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use domain::books::rating::Rating;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{Button, Choice, Choices, Textarea, button, radios, textarea};

use crate::cookie::Cookie;
use crate::session::{form_token, fresh_key};
use crate::{FailedPage, Frame, Posted, Section, Visitor, Web, pdf, url};

/// The answers to a question, from 2 points to none.
const POINTS: [&str; 3] = ["2", "1", "0"];
/// The questions: name in the form, and the message.
const QUESTIONS: [(&str, &str); 4] = [
    ("time", "rating-time"),
    ("contacts", "rating-contacts"),
    ("agencies", "rating-agencies"),
    ("attitude", "rating-attitude"),
];

/// The slip, or thanks when it was used.
///
/// # Errors
///
/// 404 for an address that no dossier gave; 422 before the dossier's end.
pub async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slip): Path<String>,
    headers: HeaderMap,
) -> Result<Response, FailedPage> {
    // The token of a guest's form hangs on a cookie of its own, made here.
    let known = Cookie::Guest.read(&headers, web.options);
    let guest = known.clone().unwrap_or_else(fresh_key);
    let token = if visitor.caller.is_some() { visitor.csrf.to_string() } else { form_token(&guest) };
    let asked = slip.clone();
    let asked = web.blocking(move |app| rating::asked(app, &asked)).await??;
    let lang = visitor.lang;
    let title = lang.t("rating-title");
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        p { strong { (asked.procedure) } br; (asked.agency) }
        @if asked.rated { p role="status" { (lang.t("rating-thanks")) } }
        @else {
            (form(lang, &token, &slip))
            p class="mc-print-hide" { (pdf::link(lang, &format!("{}/phieu.pdf", url::rating(&slip)))) }
        }
        p { a class="govuk-link" href=(url::HOME) { (lang.t("nav-home")) } }
    };
    let mut response = Frame::public(&web, &visitor, &title, Section::Other).show(&body);
    if visitor.caller.is_none() && known.is_none() {
        Cookie::Guest.set(response.headers_mut(), &guest, web.options);
    }
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    Ok(response)
}

/// `GET /danh-gia/{slip}/phieu.pdf`: the slip to tick with a pen.
///
/// # Errors
///
/// As [`show`].
pub async fn paper(State(web): State<Web>, Path(slip): Path<String>) -> Result<Response, FailedPage> {
    let mut response =
        pdf::printed(&web, "phieu-danh-gia", move |app| app::papers::books::rating(app, &slip)).await?;
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    Ok(response)
}

fn form(lang: Lang, token: &str, slip: &str) -> Markup {
    html! {
        form method="post" action=(url::rating(slip)) {
            (ui::csrf_field(token))
            (faces(lang))
            @for (name, key) in QUESTIONS { (question(lang, name, key)) }
            (textarea(lang, &Textarea { id: "text", name: "text", label: &lang.t("rating-text"), hint: Some(&lang.t("rating-text-hint")), rows: 4, optional: true, max_length: Some(2000), ..Textarea::default() }))
            p class="mc-muted" { (lang.t("rating-secret")) }
            (button(&Button { label: &lang.t("rating-send"), ..Button::default() }))
        }
    }
}

/// Five faces as choices; the words say what the drawing shows.
fn faces(lang: Lang) -> Markup {
    // The mouth bends from down to up.
    let mouths = [
        (1_u8, "M9 23q7-8 14 0"),
        (2, "M9 22q7-4 14 0"),
        (3, "M9 21h14"),
        (4, "M9 20q7 4 14 0"),
        (5, "M9 19q7 8 14 0"),
    ];
    html! {
        div class="govuk-form-group" {
            fieldset class="govuk-fieldset" {
                legend class="govuk-fieldset__legend govuk-fieldset__legend--m" { (lang.t("rating-face")) }
                div class="govuk-radios" data-module="govuk-radios" {
                    @for (points, mouth) in mouths.into_iter().rev() {
                        @let id = if points == 5 { "face".to_owned() } else { format!("face-{points}") };
                        div class="govuk-radios__item" {
                            input class="govuk-radios__input" id=(id) name="face" type="radio" value=(points) required;
                            label class="govuk-label govuk-radios__label" for=(id) {
                                svg width="32" height="32" viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true" focusable="false" {
                                    circle cx="16" cy="16" r="14" {}
                                    circle cx="11" cy="13" r="1" {}
                                    circle cx="21" cy="13" r="1" {}
                                    path d=(mouth) {}
                                }
                                " " (lang.t(&format!("rating-face-{points}")))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn question(lang: Lang, name: &str, key: &str) -> Markup {
    let answers: Vec<(&str, String)> =
        POINTS.into_iter().map(|points| (points, lang.t(&format!("{key}-{points}")))).collect();
    let answers: Vec<Choice<'_>> =
        answers.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
    radios(lang, &Choices { id: name, name, legend: &lang.t(key), choices: &answers, ..Choices::default() })
}

/// Records the rating.
///
/// # Errors
///
/// As the use case: 422 for a second one.
pub async fn rate(
    State(web): State<Web>,
    Path(slip): Path<String>,
    posted: Posted,
) -> Result<Response, FailedPage> {
    let rating = Rating {
        face: posted.number("face").unwrap_or(0),
        time: posted.number("time"),
        contacts: posted.number("contacts"),
        agencies: posted.number("agencies"),
        attitude: posted.number("attitude"),
    };
    rating::rate(&web.app, &slip, rating, posted.get("text")).await?;
    Ok(Redirect::to(&url::rating(&slip)).into_response())
}
