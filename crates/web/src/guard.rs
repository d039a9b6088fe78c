//! The gate before every page: who asks, in which language, and whether a form is really theirs.
//!
//! A form must come from this site (`Sec-Fetch-Site`, else `Origin`) and carry the token that is
//! derived from the secret in its sender's cookie. Failures behind the gate become pages here, in
//! the language of the visitor and with the words they had typed.

use std::io::ErrorKind;
use std::pin::Pin;
use std::sync::Arc;

use app::files::{self, Arrived};
use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{Form, FromRequest, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::cookie::Cookie;
use crate::error_page::{self, Failure};
use crate::multipart::{self, Broken};
use crate::posted::{CSRF, Posted, Uploaded};
use crate::{FailedPage, Visitor, Web, lang};

/// Largest form that is read, in bytes.
const LARGEST_FORM: usize = 512 * 1024;
/// How much of a form that is too large is read away.
const DRAINED: usize = 32 * 1024 * 1024;
/// The end of every address that takes a file.
const UPLOADS: [&str; 2] = ["/tep", "/viec/send-result"];

/// The gate.
pub async fn guard(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visitor = match Visitor::of(&web, &parts).await {
        Ok(visitor) => visitor,
        Err(failed) => {
            let unknown = Visitor::unknown(&web, &parts);
            return finish(&web, &unknown, &Posted::default(), failed.into_response());
        }
    };
    let asked = lang::asked(&parts.uri);
    let (posted, body, file) = match admit(&web, &parts, body, &visitor).await {
        Ok(admitted) => admitted,
        Err((failed, posted)) => return finish(&web, &visitor, &posted, failed.into_response()),
    };
    parts.extensions.insert(visitor.clone());
    parts.extensions.insert(posted.clone());
    parts.extensions.insert(Uploaded::new(file));
    let response = next.run(Request::from_parts(parts, body)).await;
    let mut response = finish(&web, &visitor, &posted, response);
    if let Some(lang) = asked {
        Cookie::Language.set(response.headers_mut(), lang.tag(), web.options);
    }
    response
}

/// What passes the gate: the form, what a handler may still read, and a file.
type Admitted = (Posted, Body, Option<Arrived>);

/// Reads and checks a form; other requests pass as they are.
async fn admit(
    web: &Web,
    parts: &Parts,
    body: Body,
    visitor: &Visitor,
) -> Result<Admitted, (FailedPage, Posted)> {
    // Only POST carries a form; what no page takes is answered by the routes, with the methods they have.
    if parts.method != Method::POST {
        return Ok((Posted::default(), body, None));
    }
    let none = Posted::default;
    if !from_here(&parts.headers) {
        return Err((FailedPage::cross_site(), none()));
    }
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if let Some(boundary) = multipart::boundary(kind) {
        return admit_file(web, parts, body, visitor, boundary).await;
    }
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err((FailedPage::status(StatusCode::UNSUPPORTED_MEDIA_TYPE), none()));
    }
    let Ok(bytes) = to_bytes(body, LARGEST_FORM).await else {
        return Err((FailedPage::status(StatusCode::PAYLOAD_TOO_LARGE), none()));
    };
    let copy = Request::builder()
        .method(Method::POST)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(bytes.clone()));
    let Ok(copy) = copy else { return Err((FailedPage::status(StatusCode::BAD_REQUEST), none())) };
    let Ok(Form(pairs)) = Form::<Vec<(String, String)>>::from_request(copy, &()).await else {
        return Err((FailedPage::status(StatusCode::BAD_REQUEST), none()));
    };
    let posted = Posted(Arc::new(pairs));
    if visitor.csrf.is_empty() || !same(posted.get(CSRF), &visitor.csrf) {
        let failed =
            if visitor.caller.is_none() { FailedPage::session_over() } else { FailedPage::form_expired() };
        return Err((failed, posted));
    }
    Ok((posted, Body::from(bytes), None))
}

/// Reads and checks a form with a file. Only a signed-in visitor may send one: a stranger's megabytes are
/// not read at all. The file goes to the disk as it comes.
async fn admit_file(
    web: &Web,
    parts: &Parts,
    body: Body,
    visitor: &Visitor,
    boundary: &str,
) -> Result<Admitted, (FailedPage, Posted)> {
    let none = Posted::default;
    if visitor.caller.is_none() || !UPLOADS.iter().any(|end| parts.uri.path().ends_with(end)) {
        return Err((FailedPage::status(StatusCode::UNSUPPORTED_MEDIA_TYPE), none()));
    }
    let (fields, file) = receive(web, body, boundary).await.map_err(|failed| (failed, none()))?;
    let posted = Posted(Arc::new(fields));
    if visitor.csrf.is_empty() || !same(posted.get(CSRF), &visitor.csrf) {
        return Err((FailedPage::form_expired(), posted));
    }
    Ok((posted, Body::empty(), file))
}

/// The fields of a form, and its file unless that is empty.
async fn receive(
    web: &Web,
    mut body: Body,
    boundary: &str,
) -> Result<(Vec<(String, String)>, Option<Arrived>), FailedPage> {
    let mut form = multipart::Form::new(boundary);
    let mut incoming = files::receive(&web.app)?;
    while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let Ok(frame) = frame else { return Err(FailedPage::status(StatusCode::BAD_REQUEST)) };
        let Ok(bytes) = frame.into_data() else { continue };
        match form.read(&bytes, &mut |part| incoming.write(part)) {
            Ok(()) => {}
            Err(Broken::NotAForm) => return Err(FailedPage::status(StatusCode::BAD_REQUEST)),
            Err(Broken::Sink(error)) if error.kind() == ErrorKind::FileTooLarge => {
                read_away(body).await;
                return Err(FailedPage::status(StatusCode::PAYLOAD_TOO_LARGE));
            }
            Err(Broken::Sink(error)) => return Err(files::broken(&error).into()),
        }
    }
    if !form.is_complete() {
        return Err(FailedPage::status(StatusCode::BAD_REQUEST));
    }
    let arrived = incoming.arrived();
    Ok((form.fields, Some(arrived).filter(|file| file.bytes > 0)))
}

/// Reads some more of a body that is too large, so that its sender hears the answer.
async fn read_away(mut body: Body) {
    let mut read = 0;
    while read <= DRAINED {
        let frame = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
        let Some(Ok(frame)) = frame else { return };
        read = frame.into_data().map_or(read, |bytes| read.saturating_add(bytes.len()));
    }
}

/// Whether the browser says that a page of this site sent the form.
///
/// Old browsers say nothing; then the token alone decides.
fn from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    match (text(ORIGIN.as_str()), text(HOST.as_str())) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// Compares without telling by time how far two texts agree.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// Makes a page of a failure, and keeps pages of signed-in people out of every cache.
fn finish(web: &Web, visitor: &Visitor, posted: &Posted, mut response: Response) -> Response {
    if let Some(Failure(failed)) = response.extensions_mut().remove::<Failure>() {
        response = error_page::render(web, visitor, posted, &failed);
    } else if is_bare_failure(&response) {
        response = error_page::render(web, visitor, posted, &FailedPage::status(response.status()));
    }
    if visitor.session_over {
        Cookie::Session.set(response.headers_mut(), "", web.options);
    }
    if visitor.caller.is_some() || response.status() != StatusCode::OK {
        response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    response
}

/// An error that the framework answered with plain words, such as a wrong method.
fn is_bare_failure(response: &Response) -> bool {
    let failed = response.status().is_client_error() || response.status().is_server_error();
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    failed && !kind.starts_with("text/html")
}

/// The pairs of a query; an unreadable one is empty.
#[must_use]
pub fn query(uri: &axum::http::Uri) -> Posted {
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(pairs)| pairs);
    Posted(Arc::new(pairs.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_another_site_is_told_apart() {
        let table = [
            (Some("same-origin"), None, true),
            (Some("cross-site"), Some("http://here"), false),
            (Some("same-site"), None, false),
            (Some("none"), None, false),
            (None, Some("http://here"), true),
            (None, Some("https://evil.example"), false),
            (None, Some("null"), false),
            (None, None, true),
        ];
        for (site, origin, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static("here"));
            if let Some(site) = site {
                headers.insert("sec-fetch-site", HeaderValue::from_static(site));
            }
            if let Some(origin) = origin {
                headers.insert(ORIGIN, HeaderValue::from_static(origin));
            }
            assert_eq!(from_here(&headers), expected, "{site:?} {origin:?}");
        }
    }
}
