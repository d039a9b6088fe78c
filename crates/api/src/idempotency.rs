//! `Idempotency-Key`: a repeated request gets the first answer again, byte for byte.
//!
//! The answer is made inside the act, as text, and kept with it in one transaction; fresh and
//! repeated requests are answered from that text by [`reply`].

use std::sync::Arc;

use app::StoredAnswer;
use app::dossier::shell::Answered;
use app::dossier::{Idempotency, Outcome};
use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use crate::Api;
use crate::problem::Problem;

/// The header.
const HEADER: &str = "idempotency-key";

/// The caller's key, where one was sent.
pub struct Key(Option<String>);

impl FromRequestParts<Api> for Key {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Api) -> Result<Self, Problem> {
        let mut values = parts.headers.get_all(HEADER).iter();
        let Some(value) = values.next() else { return Ok(Self(None)) };
        let text = value.to_str().ok().filter(|text| {
            (1..=200).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
        });
        match (text, values.next()) {
            (Some(text), None) => Ok(Self(Some(text.to_owned()))),
            _ => Err(Problem::bad_idempotency_key()),
        }
    }
}

/// How an act is answered: status and JSON text.
pub type Render = Arc<dyn Fn(&Outcome) -> StoredAnswer + Send + Sync>;

impl Key {
    /// The key itself.
    #[must_use]
    pub fn text(self) -> Option<String> {
        self.0
    }

    /// What the use case needs; `None` when no key was sent.
    #[must_use]
    pub fn with(self, fingerprint: String, render: &Render) -> Option<Idempotency> {
        let render = Arc::clone(render);
        self.0.map(|key| Idempotency { key, fingerprint, render })
    }
}

/// What the headers of an answer repeat from its body.
#[derive(Deserialize)]
struct Shown {
    revision: u32,
    links: Links,
}

#[derive(Deserialize)]
struct Links {
    #[serde(rename = "self")]
    own: String,
}

/// Answers from the text of the act, fresh or repeated.
///
/// # Errors
///
/// A 500 [`Problem`] when the stored text is not one that this program wrote.
pub fn reply(answered: Answered, render: &Render) -> Result<Response, Problem> {
    let stored = match answered {
        Answered::Fresh(outcome) => render(&outcome),
        Answered::Again(stored) => stored,
    };
    let shown: Shown = serde_json::from_str(&stored.body).map_err(|error| Problem::internal(&error))?;
    let status = StatusCode::from_u16(stored.status).map_err(|error| Problem::internal(&error))?;
    let mut response = Response::new(Body::from(stored.body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let text = |text: &str| HeaderValue::from_str(text).map_err(|error| Problem::internal(&error));
    headers.insert(ETAG, text(&etag(shown.revision))?);
    if status == StatusCode::CREATED {
        headers.insert(LOCATION, text(&shown.links.own)?);
    }
    Ok(response)
}

/// The entity tag of a dossier at a revision.
#[must_use]
pub fn etag(revision: u32) -> String {
    format!("\"{revision}\"")
}
