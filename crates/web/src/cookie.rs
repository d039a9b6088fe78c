//! Cookies: three of them, all readable by this server only.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};

use crate::Options;

/// The cookies of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The secret of the session.
    Session,
    /// A random value that ties a form of somebody not signed in to their browser.
    Guest,
    /// The chosen language.
    Language,
}

impl Cookie {
    /// Its name; the prefix makes browsers refuse it without TLS, and from neighbouring hosts (R7).
    #[must_use]
    pub fn name(self, options: Options) -> &'static str {
        match (self, options.secure_cookies) {
            (Self::Session, true) => "__Host-motcua",
            (Self::Session, false) => "motcua",
            (Self::Guest, true) => "__Host-motcua-khach",
            (Self::Guest, false) => "motcua-khach",
            (Self::Language, true) => "__Host-motcua-lang",
            (Self::Language, false) => "motcua-lang",
        }
    }

    /// Its value in the request.
    #[must_use]
    pub fn read(self, headers: &HeaderMap, options: Options) -> Option<String> {
        let name = self.name(options);
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.to_owned())
    }

    /// Adds it to an answer; an empty value takes it away.
    ///
    /// Values come from this program (hexadecimal, language tags), so they need no escaping.
    pub fn set(self, headers: &mut HeaderMap, value: &str, options: Options) {
        let name = self.name(options);
        let secure = if options.secure_cookies { "; Secure" } else { "" };
        let age = match (self, value.is_empty()) {
            (_, true) => "; Max-Age=0",
            (Self::Language, false) => "; Max-Age=31536000",
            (Self::Session | Self::Guest, false) => "",
        };
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
        if let Ok(text) = HeaderValue::from_str(&text) {
            headers.append(SET_COOKIE, text);
        }
    }
}
