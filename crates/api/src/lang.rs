//! Which of the two languages a caller reads. Vietnamese unless English is asked for.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, request::Parts};

/// The language of titles, details and derivations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The one of the two that `Accept-Language` prefers; Vietnamese when they weigh the same.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let Some(text) = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()) else {
            return Lang::Vi;
        };
        if weight(text, "en") > weight(text, "vi") { Lang::En } else { Lang::Vi }
    }

    /// The text in this language; the Vietnamese one where nobody has translated it.
    #[must_use]
    pub fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::En if !en.is_empty() => en,
            Lang::En | Lang::Vi => vi,
        }
    }

    /// The tag for `Content-Language`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }
}

/// The weight of `primary` in a language list, in thousandths; 0 when it is not there.
fn weight(list: &str, primary: &str) -> u32 {
    let of = |entry: &str| {
        let (tag, rest) = entry.split_once(';').unwrap_or((entry, ""));
        let matches = tag.trim().split('-').next().is_some_and(|first| first.eq_ignore_ascii_case(primary));
        matches.then(|| quality(rest))
    };
    list.split(',').filter_map(of).max().unwrap_or(0)
}

/// `q=0.8` as 800; without one, 1000.
fn quality(parameters: &str) -> u32 {
    let Some((_, value)) = parameters.split_once("q=") else { return 1000 };
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    let digits: String = fraction.chars().take(3).collect();
    let thousandths = format!("{digits:0<3}").parse().unwrap_or(0);
    match whole {
        "0" => thousandths,
        "1" => 1000,
        _ => 0,
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Lang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_only_when_it_is_preferred() {
        for (header, lang) in [
            ("", Lang::Vi),
            ("vi", Lang::Vi),
            ("en", Lang::En),
            ("en-GB,en;q=0.9", Lang::En),
            ("vi-VN,vi;q=0.9,en;q=0.8", Lang::Vi),
            ("fr, en;q=0.4, vi;q=0.3", Lang::En),
            ("en;q=0", Lang::Vi),
            ("*", Lang::Vi),
            ("en;q=banana", Lang::Vi),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, header.parse().expect("a header"));
            assert_eq!(Lang::of(&headers), lang, "{header}");
        }
    }
}
