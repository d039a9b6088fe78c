//! Who looks: everybody is a [`Visitor`]; a page for people with an account takes [`Signed`].

use std::convert::Infallible;
use std::ops::Deref;
use std::sync::Arc;

use app::accounts::{self, Recognised};
use app::dossier::Caller;
use app::dossier::shell::token_hash;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::organisation::Role;
use jiff::civil::{Date, DateTime};
use ui::Lang;

use crate::cookie::Cookie;
use crate::{FailedPage, Web, lang};

/// Whoever asks for a page.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The signed-in person.
    pub caller: Option<Caller>,
    /// The language of the page.
    pub lang: Lang,
    /// The token of the forms of this page; empty for a guest without a cookie.
    pub csrf: Arc<str>,
    /// Path and query of the page.
    pub path: Arc<str>,
    /// When the request came in, office time.
    pub at: DateTime,
    /// When the session ends by itself; meaningless for guests.
    pub expires_at: DateTime,
    /// A session cookie was sent, but its session is over.
    pub session_over: bool,
}

/// A visitor who is signed in; others are sent to the sign-in page and back.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The person.
    pub caller: Caller,
    /// The rest.
    pub visitor: Visitor,
}

impl Deref for Signed {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl Visitor {
    /// Finds out who asks.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub async fn of(web: &Web, parts: &Parts) -> Result<Self, FailedPage> {
        let secret = Cookie::Session.read(&parts.headers, web.options);
        let guest = Cookie::Guest.read(&parts.headers, web.options);
        let sent = secret.is_some();
        let found = match secret.clone() {
            // A session is written at most once a minute, and may then wait for the disk.
            Some(secret) => web.blocking(move |app| accounts::session(app, &secret)).await??,
            None => None,
        };
        if let (Some(_), Some(recognised)) = (&found, parts.extensions.get::<Recognised>()) {
            recognised.note();
        }
        let at = web.app.store.now();
        let tied = if found.is_some() { secret } else { guest };
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        Ok(Self {
            lang: lang::of(&parts.uri, &parts.headers, web.options),
            csrf: Arc::from(tied.map(|secret| form_token(&secret)).unwrap_or_default()),
            path: Arc::from(path),
            at,
            session_over: sent && found.is_none(),
            expires_at: found.as_ref().map_or(at, |(session, _)| session.expires_at),
            caller: found.map(|(_, caller)| caller),
        })
    }

    /// A guest of whom nothing is known, for pages that fail before anybody was recognised.
    #[must_use]
    pub fn unknown(web: &Web, parts: &Parts) -> Self {
        let at = web.app.store.now();
        Self {
            caller: None,
            lang: lang::of(&parts.uri, &parts.headers, web.options),
            csrf: Arc::from(""),
            path: Arc::from(parts.uri.path()),
            at,
            expires_at: at,
            session_over: false,
        }
    }

    /// The office day of the request.
    #[must_use]
    pub fn day(&self) -> Date {
        self.at.date()
    }

    /// Whether the visitor is signed in and works in the administration.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.caller.as_ref().is_some_and(|caller| !caller.is_citizen(self.day()))
    }

    /// Whether the visitor holds one of `roles` today.
    #[must_use]
    pub fn holds(&self, roles: &[Role]) -> bool {
        let day = self.day();
        self.caller.as_ref().is_some_and(|caller| roles.iter().any(|role| caller.person.is(*role, day)))
    }
}

/// The token of a form, from the secret that the browser has: whoever cannot read the cookie cannot make it.
#[must_use]
pub fn form_token(secret: &str) -> String {
    token_hash(&format!("motcua-form:{secret}"))
}

/// A fresh key for a form, so that sending it twice does it once.
#[must_use]
pub fn fresh_key() -> String {
    // Without randomness the form has no key and the act is refused, rather than done twice.
    app::dossier::shell::random_hex().unwrap_or_default()
}

impl FromRequestParts<Web> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Visitor>().cloned();
        Ok(known.unwrap_or_else(|| Visitor::unknown(web, parts)))
    }
}

impl FromRequestParts<Web> for Signed {
    type Rejection = FailedPage;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, FailedPage> {
        let known = parts.extensions.get::<Visitor>().cloned();
        let visitor = known.unwrap_or_else(|| Visitor::unknown(web, parts));
        match visitor.caller.clone() {
            Some(caller) => Ok(Self { caller, visitor }),
            None => Err(FailedPage::sign_in(&visitor)),
        }
    }
}
