//! The gate before every page: who asks, in which language, and whether a form is really theirs.
//!
//! A form must come from this site (`Sec-Fetch-Site`, else `Origin`) and carry the token that is
//! derived from the secret in its sender's cookie. Failures behind the gate become pages here, in
//! the language of the visitor and with the words they had typed.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Form, FromRequest, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::cookie::Cookie;
use crate::error_page::{self, Failure};
use crate::posted::{CSRF, Posted};
use crate::{FailedPage, Visitor, Web, lang, multipart};

/// Largest form that is read, in bytes.
const LARGEST_FORM: usize = 512 * 1024;
/// Largest form with a file, in bytes: a file of ten megabytes and its fields.
const LARGEST_UPLOAD: usize = app::files::LARGEST + 64 * 1024;
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
    let (posted, body) = match admit(&parts, body, &visitor).await {
        Ok(admitted) => admitted,
        Err((failed, posted)) => return finish(&web, &visitor, &posted, failed.into_response()),
    };
    parts.extensions.insert(visitor.clone());
    parts.extensions.insert(posted.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    let mut response = finish(&web, &visitor, &posted, response);
    if let Some(lang) = asked {
        Cookie::Language.set(response.headers_mut(), lang.tag(), web.options);
    }
    response
}

/// Reads and checks a form; other requests pass as they are.
async fn admit(parts: &Parts, body: Body, visitor: &Visitor) -> Result<(Posted, Body), (FailedPage, Posted)> {
    // Only POST carries a form; what no page takes is answered by the routes, with the methods they have.
    if parts.method != Method::POST {
        return Ok((Posted::default(), body));
    }
    let none = Posted::default;
    if !from_here(&parts.headers) {
        return Err((FailedPage::cross_site(), none()));
    }
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if let Some(boundary) = multipart::boundary(kind) {
        return admit_file(parts, body, visitor, boundary).await;
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
    Ok((posted, Body::from(bytes)))
}

/// Reads and checks a form with a file. Only a signed-in visitor may send one: a stranger's megabytes are
/// not read at all. Behind the gate the body is the file alone.
async fn admit_file(
    parts: &Parts,
    body: Body,
    visitor: &Visitor,
    boundary: &str,
) -> Result<(Posted, Body), (FailedPage, Posted)> {
    let none = Posted::default;
    if visitor.caller.is_none() || !UPLOADS.iter().any(|end| parts.uri.path().ends_with(end)) {
        return Err((FailedPage::status(StatusCode::UNSUPPORTED_MEDIA_TYPE), none()));
    }
    let Ok(bytes) = to_bytes(body, LARGEST_UPLOAD).await else {
        return Err((FailedPage::status(StatusCode::PAYLOAD_TOO_LARGE), none()));
    };
    let Some(form) = multipart::read(&bytes, boundary) else {
        return Err((FailedPage::status(StatusCode::BAD_REQUEST), none()));
    };
    let posted = Posted(Arc::new(form.fields));
    if visitor.csrf.is_empty() || !same(posted.get(CSRF), &visitor.csrf) {
        return Err((FailedPage::form_expired(), posted));
    }
    Ok((posted, Body::from(form.file.unwrap_or_default())))
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
