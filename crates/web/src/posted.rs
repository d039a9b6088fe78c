//! What a form sent, pair by pair, so that every typed word can be given back.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use app::files::Arrived;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// Name of the field that carries the token against forged requests.
pub const CSRF: &str = "csrf";
/// Name of the field that makes a repeated request harmless.
pub const KEY: &str = "idempotency_key";
/// Name of the field with the revision that the person had on screen.
pub const SEEN: &str = "revision";

/// The pairs of a form in the order of the page; empty for a GET.
///
/// The guard has read the body and checked its token before a handler sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posted(pub Arc<Vec<(String, String)>>);

impl Posted {
    /// The value of `name`; empty when it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of `name`, as for checkboxes of one name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether `name` was sent with something in it.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// A whole number; `None` when it is missing or none.
    #[must_use]
    pub fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name).trim().parse().ok()
    }

    /// The same form with `name` set to `value`.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut pairs: Vec<(String, String)> =
            self.0.iter().filter(|(known, _)| known != name).cloned().collect();
        pairs.push((name.to_owned(), value.to_owned()));
        Self(Arc::new(pairs))
    }

    /// The revision that the person had on screen.
    #[must_use]
    pub fn seen(&self) -> Option<u32> {
        self.number(SEEN)
    }

    /// Everything that was decided in the form, ticks too: what a repeated request must agree in.
    pub fn decided(&self) -> impl Iterator<Item = (&str, &str)> {
        let hidden = |name: &str| [CSRF, KEY, SEEN, "password"].contains(&name);
        self.0
            .iter()
            .filter(move |(name, _)| !hidden(name))
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The words that a person typed, with their names: no tokens, no passwords, no ticks.
    pub fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.decided().filter(|(_, value)| value.chars().count() > 1)
    }
}

impl<S: Sync> FromRequestParts<S> for Posted {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Posted>().cloned().unwrap_or_default())
    }
}

/// The file that came with a form; nobody has looked at it.
#[derive(Debug, Clone, Default)]
pub struct Uploaded(Arc<Mutex<Option<Arrived>>>);

impl Uploaded {
    /// What came.
    #[must_use]
    pub fn new(file: Option<Arrived>) -> Self {
        Self(Arc::new(Mutex::new(file)))
    }

    /// Takes it; none when none was sent, or somebody has taken it.
    #[must_use]
    pub fn take(&self) -> Option<Arrived> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<S: Sync> FromRequestParts<S> for Uploaded {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Uploaded>().cloned().unwrap_or_default())
    }
}
