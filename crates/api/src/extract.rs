//! What a request must bring before a handler runs: sign-in, a checked body, checked parameters.

use std::borrow::Cow;

use app::accounts::Recognised;
use app::dossier::Caller;
use app::files::{self, Arrived};
use axum::body::{Body, HttpBody};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use domain::ids::UnitId;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::problem::{Fault, Problem};
use crate::{Api, document, json, schema};

/// The largest body in bytes.
pub const LARGEST_BODY: usize = 1024 * 1024;
/// How much of a body that is too large is read away, so that its sender still hears the answer.
const DRAINED: usize = 32 * 1024 * 1024;

/// A signed-in caller.
pub struct Signed(pub Caller);

impl FromRequestParts<Api> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let token = bearer(&parts.headers).ok_or_else(Problem::unauthenticated)?;
        let caller = app::accounts::token_caller(&api.app, token)?;
        let caller = caller.ok_or_else(Problem::unauthenticated)?;
        if let Some(recognised) = parts.extensions.get::<Recognised>() {
            recognised.note();
        }
        Ok(Self(caller))
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

/// A path parameter that is not UTF-8 after decoding names nothing.
pub struct Named(pub String);

impl FromRequestParts<Api> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let Path(name) =
            Path::<String>::from_request_parts(parts, api).await.map_err(|_| Problem::not_found())?;
        Ok(Self(name))
    }
}

/// Two path parameters, as [`Named`].
pub struct NamedTwo(pub String, pub String);

impl FromRequestParts<Api> for NamedTwo {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let both = Path::<(String, String)>::from_request_parts(parts, api).await;
        let Path((first, second)) = both.map_err(|_| Problem::not_found())?;
        Ok(Self(first, second))
    }
}

/// A JSON body that fits the published schema of `T`.
pub struct Checked<T> {
    /// The body.
    pub value: T,
    /// SHA-256 of method, path and body, hexadecimal.
    pub fingerprint: String,
}

impl<T: DeserializeOwned + ToSchema> FromRequest<Api> for Checked<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Api) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        if !is_json(&parts.headers) {
            return Err(Problem::not_json());
        }
        let bytes = whole(&parts.headers, body).await?;
        let value = json::read(&bytes)?;
        let faults = schema::faults(document(), schema::component(document(), &T::name()), &value);
        if !faults.is_empty() {
            return Err(Problem::invalid(faults));
        }
        let value = serde_json::from_value(value).map_err(|error| unfit(&error))?;
        Ok(Self { value, fingerprint: fingerprint(&parts.method, parts.uri.path(), &bytes) })
    }
}

fn unfit(error: &serde_json::Error) -> Problem {
    Problem::invalid(vec![Fault::new("", "does-not-fit", error.to_string(), error.to_string())])
}

fn fingerprint(method: &Method, path: &str, body: &[u8]) -> String {
    let mut digest = Sha256::new();
    for part in [method.as_str().as_bytes(), path.as_bytes(), body] {
        // The length keeps two different requests from running into the same bytes.
        digest.update(part.len().to_string());
        digest.update(b":");
        digest.update(part);
    }
    app::dossier::shell::hex(&digest.finalize())
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(text) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let (kind, parameters) = text.split_once(';').unwrap_or((text, ""));
    let charset = parameters.trim().to_ascii_lowercase();
    let plain = charset.is_empty() || charset.replace(['"', ' '], "") == "charset=utf-8";
    kind.trim().eq_ignore_ascii_case("application/json") && plain
}

/// A body of at most [`LARGEST_BODY`] in memory.
async fn whole(headers: &HeaderMap, body: Body) -> Result<Vec<u8>, Problem> {
    let mut kept = Vec::new();
    let keep = |bytes: &[u8]| {
        kept.extend_from_slice(bytes);
        Ok(())
    };
    each(headers, body, LARGEST_BODY, keep).await?;
    Ok(kept)
}

/// A body that goes to the disk as it comes: a file.
///
/// # Errors
///
/// 413 for a larger one, whose sender still hears the answer; 400 for one that broke off; the disk's.
pub async fn file(api: &Api, headers: &HeaderMap, body: Body) -> Result<Arrived, Problem> {
    let mut incoming = files::receive(&api.app)?;
    let keep = |bytes: &[u8]| incoming.write(bytes).map_err(|error| files::broken(&error).into());
    each(headers, body, files::LARGEST, keep).await?;
    Ok(incoming.arrived())
}

/// Gives the pieces of a body to `keep`, as long as it has at most `most` bytes. More is read away, so that its
/// sender still hears the answer, as far as [`DRAINED`].
///
/// # Errors
///
/// 413 for a larger one, 400 for one that broke off, and what `keep` says.
pub async fn each(
    headers: &HeaderMap,
    mut body: Body,
    most: usize,
    mut keep: impl FnMut(&[u8]) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let fits = announced.is_none_or(|length| length <= most);
    let mut read: usize = 0;
    while read <= DRAINED {
        let frame = std::future::poll_fn(|context| std::pin::Pin::new(&mut body).poll_frame(context)).await;
        let Some(frame) = frame else { break };
        let Ok(data) = frame.map_err(|_| Problem::broken_off())?.into_data() else { continue };
        read = read.saturating_add(data.len());
        if fits && read <= most {
            keep(&data)?;
        }
    }
    if fits && read <= most { Ok(()) } else { Err(Problem::too_large(most)) }
}

/// Parameters behind the `?`, taken one by one; what nobody took is refused.
#[derive(Debug, Default)]
pub struct Params {
    pairs: Vec<(String, String)>,
    faults: Vec<Fault>,
}

impl FromRequestParts<Api> for Params {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Api) -> Result<Self, Problem> {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let pairs = pairs.map(|Query(pairs)| pairs).map_err(|_| Problem::not_utf8(0))?;
        Ok(Self { pairs, faults: Vec::new() })
    }
}

impl Params {
    /// Takes a text; empty counts as not given.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let mut found: Vec<String> =
            self.pairs.extract_if(.., |(own, _)| own == name).map(|(_, value)| value).collect();
        if found.len() > 1 {
            self.fault(name, "twice", "Tham số được ghi hai lần.", "The parameter is given twice.");
        }
        found.pop().filter(|value| !value.is_empty())
    }

    /// Takes a value that `read` understands.
    pub fn read<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>, vi: &str, en: &str) -> Option<T> {
        let text = self.text(name)?;
        let value = read(&text);
        if value.is_none() {
            self.fault(name, "unknown-value", vi, en);
        }
        value
    }

    /// Takes a day.
    pub fn day(&mut self, name: &str) -> Option<Date> {
        self.read(name, crate::wire::Day::parse, "Ngày có dạng 2026-01-31.", "A day looks like 2026-01-31.")
    }

    /// Takes the id of a unit.
    pub fn unit(&mut self, name: &str) -> Option<UnitId> {
        self.read(name, |text| UnitId::new(text).ok(), "Không có đơn vị này.", "There is no such unit.")
    }

    /// Takes the number of rows of a page, 1 to 200; `usual` when it is not given.
    pub fn limit(&mut self, usual: u16) -> u16 {
        let read = |text: &str| text.parse::<u16>().ok().filter(|rows| (1..=200).contains(rows));
        self.read("limit", read, "Số dòng từ 1 đến 200.", "A number from 1 to 200.").unwrap_or(usual)
    }

    /// Notes a fault.
    pub fn fault(&mut self, name: &str, code: &str, vi: &str, en: &str) {
        self.faults.push(Fault::new(name, code, vi, en));
    }

    /// Refuses what is faulty and what nobody took.
    ///
    /// # Errors
    ///
    /// A 422 [`Problem`] with every faulty parameter.
    pub fn finish(mut self) -> Result<(), Problem> {
        for (name, _) in std::mem::take(&mut self.pairs) {
            let shown: Cow<'_, str> = name.chars().take(60).collect();
            self.fault(&shown, "unknown-field", "Không có tham số này.", "There is no such parameter.");
        }
        if self.faults.is_empty() { Ok(()) } else { Err(Problem::invalid(self.faults)) }
    }
}
