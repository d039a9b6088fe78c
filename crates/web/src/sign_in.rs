//! Signing in and out.

use app::accounts::{self, Origin, SignInError};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use maud::{Markup, html};
use ui::components::{Button, InputKind, TextInput, button, text_input};
use ui::{Lang, csrf_field};

use crate::cookie::Cookie;
use crate::session::{form_token, fresh_key};
use crate::{FailedPage, Frame, Posted, Section, Visitor, Web, frame, guard, url};

/// Accounts of the demonstration: name, and the message that says what they are for.
const DEMO: [(&str, &str); 7] = [
    ("tiepnhan", "demo-tiepnhan"),
    ("xuly", "demo-xuly"),
    ("lanhdao", "demo-lanhdao"),
    ("giamdoc", "demo-giamdoc"),
    ("kiemsoat", "demo-kiemsoat"),
    ("quantri", "demo-quantri"),
    ("congdan", "demo-congdan"),
];

/// The routes of signing in and out.
pub fn routes() -> Router<Web> {
    Router::new().route(url::SIGN_IN, get(show).post(sign_in)).route(url::SIGN_OUT, post(sign_out))
}

/// `GET /dang-nhap`: the form; `ve` is the way back.
async fn show(State(web): State<Web>, visitor: Visitor, uri: Uri, headers: HeaderMap) -> Response {
    let query = guard::query(&uri);
    let back = url::local(query.get("ve"));
    if visitor.caller.is_some() {
        return Redirect::to(landing(&visitor, back)).into_response();
    }
    // The token of a guest's form hangs on a cookie of its own, made here.
    let known = Cookie::Guest.read(&headers, web.options);
    let guest = known.clone().unwrap_or_else(fresh_key);
    let form = Form { back, name: "", problem: None };
    let mut response = page(&web, &visitor, &form, &form_token(&guest));
    if known.is_none() {
        Cookie::Guest.set(response.headers_mut(), &guest, web.options);
    }
    response
}

/// `POST /dang-nhap`: begins a session with a new id (R7); the answer to an unknown name is that to a
/// wrong password (R5).
async fn sign_in(
    State(web): State<Web>,
    visitor: Visitor,
    posted: Posted,
    origin: Option<Extension<Origin>>,
    headers: HeaderMap,
) -> Result<Response, FailedPage> {
    let origin = origin.map(|Extension(origin)| origin).unwrap_or_default();
    let (name, password) = (posted.get("username").to_owned(), posted.get("password").to_owned());
    let old = Cookie::Session.read(&headers, web.options);
    let result = web
        .blocking(move |app| -> Result<_, SignInError> {
            let caller = accounts::check(app, &name, &password, &origin)?;
            if let Some(old) = old {
                accounts::end_session(app, &old)?;
            }
            let granted = accounts::begin_session(app, &caller, String::new())?;
            Ok((caller, granted))
        })
        .await?;
    let back = url::local(posted.get("ve"));
    let problem = match result {
        Ok((caller, granted)) => {
            let known = Visitor { caller: Some(caller), ..visitor };
            let mut response = Redirect::to(landing(&known, back)).into_response();
            Cookie::Session.set(response.headers_mut(), &granted.secret, web.options);
            Cookie::Guest.set(response.headers_mut(), "", web.options);
            return Ok(response);
        }
        Err(SignInError::Command(error)) => return Err(error.into()),
        Err(SignInError::Wrong) => Problem { status: StatusCode::UNPROCESSABLE_ENTITY, wait: None },
        Err(SignInError::Wait(seconds)) => {
            Problem { status: StatusCode::TOO_MANY_REQUESTS, wait: Some(seconds) }
        }
    };
    let form = Form { back, name: posted.get("username"), problem: Some(problem) };
    Ok(page(&web, &visitor, &form, &visitor.csrf))
}

/// `POST /dang-xuat`: ends the session in the store, not only in the browser.
async fn sign_out(State(web): State<Web>, headers: HeaderMap) -> Result<Response, FailedPage> {
    if let Some(secret) = Cookie::Session.read(&headers, web.options) {
        web.blocking(move |app| accounts::end_session(app, &secret)).await??;
    }
    let to = url::with_query(url::HOME, &[("xong", "signed-out")]);
    let mut response = Redirect::to(&to).into_response();
    Cookie::Session.set(response.headers_mut(), "", web.options);
    Ok(response)
}

/// Where somebody goes after signing in.
fn landing<'a>(visitor: &Visitor, back: &'a str) -> &'a str {
    if back == url::HOME { frame::start(visitor) } else { back }
}

struct Problem {
    status: StatusCode,
    wait: Option<i64>,
}

struct Form<'a> {
    back: &'a str,
    name: &'a str,
    problem: Option<Problem>,
}

fn page(web: &Web, visitor: &Visitor, form: &Form<'_>, csrf: &str) -> Response {
    let lang = visitor.lang;
    let title = lang.t("sign-in-title");
    let error = form.problem.as_ref().map(|problem| match problem.wait {
        Some(seconds) => lang.tf("error-wait", &[("n", seconds.into())]),
        None => lang.t("error-sign-in"),
    });
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        p class="govuk-body" { (lang.t("sign-in-lead")) }
        @if visitor.session_over { p class="mc-note mc-note--warn" { (lang.t("error-session")) } }
        form class="mc-narrow" method="post" action=(url::SIGN_IN) {
            (csrf_field(csrf))
            input type="hidden" name="ve" value=(form.back);
            (inputs(lang, form, error.as_deref()))
            (button(&Button { label: &title, ..Button::default() }))
        }
        @if web.options.demo { (demo(lang)) }
    };
    let mut frame = Frame::public(web, visitor, &title, Section::Other);
    if let (Some(problem), Some(error)) = (&form.problem, error) {
        frame = frame.status(problem.status).errors(vec![(Some("username".to_owned()), error)]);
    }
    frame.show(&body)
}

fn inputs(lang: Lang, form: &Form<'_>, error: Option<&str>) -> Markup {
    html! {
        (text_input(lang, &TextInput {
            id: "username",
            name: "username",
            label: &lang.t("username"),
            value: form.name,
            error,
            kind: InputKind::Code,
            autocomplete: Some("username"),
            autofocus: error.is_none(),
            ..TextInput::default()
        }))
        (text_input(lang, &TextInput {
            id: "password",
            name: "password",
            label: &lang.t("password"),
            kind: InputKind::Password,
            autocomplete: Some("current-password"),
            ..TextInput::default()
        }))
    }
}

/// The accounts of the demonstration, printed in the open: they protect nothing.
fn demo(lang: Lang) -> Markup {
    html! {
        section class="mc-card mc-demo" aria-labelledby="tai-khoan-minh-hoa" {
            h2 class="mc-card__title" id="tai-khoan-minh-hoa" { (lang.t("sign-in-demo-title")) }
            p { (lang.tf("sign-in-demo", &[("password", accounts::DEMO_PASSWORD.into())])) }
            dl class="govuk-summary-list" {
                @for (name, what) in DEMO {
                    div class="govuk-summary-list__row govuk-summary-list__row--no-actions" {
                        dt class="govuk-summary-list__key" { code { (name) } }
                        dd class="govuk-summary-list__value" { (lang.t(what)) }
                    }
                }
            }
        }
    }
}
