//! Which language a page is in: the address, else the cookie, else the browser.

use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, Uri};
use ui::Lang;

use crate::Options;
use crate::cookie::Cookie;

/// The language that the address itself asks for.
pub fn asked(uri: &Uri) -> Option<Lang> {
    let pairs = uri.query()?.split('&');
    pairs.filter_map(|pair| pair.strip_prefix("lang=")).find_map(Lang::from_tag)
}

/// The language of a request.
pub fn of(uri: &Uri, headers: &HeaderMap, options: Options) -> Lang {
    let cookie = || Cookie::Language.read(headers, options).and_then(|tag| Lang::from_tag(&tag));
    asked(uri).or_else(cookie).unwrap_or_else(|| accepted(headers))
}

/// Vietnamese wherever the browser lists it, at whatever place: the machines of the province
/// often have English system software and Vietnamese readers.
fn accepted(headers: &HeaderMap) -> Lang {
    let Some(list) = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()) else {
        return Lang::Vi;
    };
    let tags = list.split(',').filter_map(|item| item.split(';').next());
    let known: Vec<Lang> = tags.filter_map(|tag| Lang::from_tag(tag.trim())).collect();
    if known.contains(&Lang::En) && !known.contains(&Lang::Vi) { Lang::En } else { Lang::Vi }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_wins_over_the_cookie_and_the_cookie_over_the_browser() {
        let options = Options { secure_cookies: false, demo: true };
        let table = [
            ("/", "", "", Lang::Vi),
            ("/", "", "en-US,en;q=0.9", Lang::En),
            ("/", "", "en-US,en;q=0.9,vi;q=0.8", Lang::Vi),
            ("/", "", "fr", Lang::Vi),
            ("/", "motcua-lang=en", "vi", Lang::En),
            ("/?lang=vi", "motcua-lang=en", "en", Lang::Vi),
            ("/?q=1&lang=en", "", "vi", Lang::En),
            ("/?lang=xx", "", "", Lang::Vi),
        ];
        for (uri, cookie, accept, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert("cookie", cookie.parse().unwrap());
            headers.insert("accept-language", accept.parse().unwrap());
            assert_eq!(of(&uri.parse().unwrap(), &headers, options), expected, "{uri} {cookie} {accept}");
        }
    }
}
