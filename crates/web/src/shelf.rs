//! Public pages that are the same for every guest: drawn once, kept for a moment, answered with 304 to who has them.
//!
//! A page is kept only when nobody is signed in, the address asks for no language (that sets a cookie), and the
//! handler gave 200, no cookie and no word on caching of its own. What stands on it depends on its address, its
//! language, the published reference data and the time, which no page shows finer than the minute: when one of the
//! last two changes, everything kept is dropped.
//!
//! A browser asks again every time: a cookie set meanwhile (a session, a language) must show at once, and browsers
//! do not keep to `Vary: Cookie`. A cache in front of the program does, and may answer for [`SHARED`].

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::Reference;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::civil::DateTime;
use ui::Lang;

use crate::{FailedPage, Visitor, Web, lang};

/// What caches may do with such a page: browsers ask every time, a cache in front may answer for ten seconds.
const SHARED: HeaderValue = HeaderValue::from_static("public, max-age=0, s-maxage=10, must-revalidate");
/// Bytes that are kept at most; beyond it everything is dropped and kept anew.
const ROOM: usize = 8 * 1024 * 1024;
/// A larger page is not kept.
const LARGEST: usize = 512 * 1024;
/// A longer address is nobody's bookmark.
const LONGEST: usize = 300;

/// A page as it goes out.
#[derive(Debug, Clone)]
struct Kept {
    kind: HeaderValue,
    tag: HeaderValue,
    bytes: Bytes,
}

/// What a page is drawn from, apart from its address and its language.
struct Moment {
    reference: Arc<Reference>,
    minute: DateTime,
}

impl Moment {
    fn is(&self, other: &Self) -> bool {
        self.minute == other.minute && Arc::ptr_eq(&self.reference, &other.reference)
    }
}

#[derive(Default)]
struct Inner {
    moment: Option<Moment>,
    pages: HashMap<(Lang, Arc<str>), Kept>,
    bytes: usize,
}

/// The pages that are kept.
#[derive(Default)]
pub struct Shelf(Mutex<Inner>);

impl Shelf {
    fn find(&self, moment: &Moment, key: &(Lang, Arc<str>)) -> Option<Kept> {
        let inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inner.moment.as_ref().filter(|own| own.is(moment))?;
        inner.pages.get(key).cloned()
    }

    fn keep(&self, moment: Moment, key: (Lang, Arc<str>), page: Kept) {
        let size = page.bytes.len().saturating_add(key.1.len());
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let stale = !inner.moment.as_ref().is_some_and(|own| own.is(&moment));
        if stale || inner.bytes.saturating_add(size) > ROOM {
            inner.pages.clear();
            inner.bytes = 0;
        }
        inner.moment = Some(moment);
        // Two that drew it at once count it twice, which only empties the shelf sooner.
        inner.bytes = inner.bytes.saturating_add(size);
        inner.pages.insert(key, page);
    }
}

/// Answers from the shelf, or draws the page and keeps it.
pub async fn serve(State(web): State<Web>, request: Request, next: Next) -> Response {
    let Some(key) = shared(&request) else { return next.run(request).await };
    let wanted = request.headers().get_all(IF_NONE_MATCH).iter().cloned().collect::<Vec<_>>();
    let moment = || Moment { reference: web.app.reference(), minute: minute(web.app.store.now()) };
    let before = moment();
    if let Some(kept) = web.shelf.find(&before, &key) {
        return answer(kept, &wanted);
    }
    let response = next.run(request).await;
    if response.status() != StatusCode::OK || speaks_for_itself(response.headers()) {
        return response;
    }
    let Some(kind) = response.headers().get(CONTENT_TYPE).cloned() else { return response };
    // Drawn whole already, so nothing is waited for here.
    let bytes = match to_bytes(response.into_body(), usize::MAX).await {
        Ok(bytes) => bytes,
        Err(error) => return FailedPage::internal(&error).into_response(),
    };
    let Some(page) = page(kind, bytes) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    // Drawn across the change of a minute or of what is published, it belongs to neither.
    if page.bytes.len() <= LARGEST && before.is(&moment()) {
        web.shelf.keep(before, key, page.clone());
    }
    answer(page, &wanted)
}

/// Under what a page is kept, when it is the same for every guest.
fn shared(request: &Request) -> Option<(Lang, Arc<str>)> {
    let visitor = request.extensions().get::<Visitor>()?;
    let guest = visitor.caller.is_none() && !visitor.session_over;
    let plain = request.method() == Method::GET && lang::asked(request.uri()).is_none();
    (guest && plain && is_short(request.uri())).then(|| (visitor.lang, Arc::clone(&visitor.path)))
}

fn is_short(uri: &Uri) -> bool {
    uri.path_and_query().is_some_and(|address| address.as_str().len() <= LONGEST)
}

/// Whether the handler decided about caching, or gives something to this browser alone.
fn speaks_for_itself(headers: &HeaderMap) -> bool {
    headers.contains_key(CACHE_CONTROL) || headers.contains_key(SET_COOKIE)
}

fn minute(at: DateTime) -> DateTime {
    at.date().at(at.hour(), at.minute(), 0, 0)
}

fn page(kind: HeaderValue, bytes: Bytes) -> Option<Kept> {
    let digest = app::sha256_hex(std::str::from_utf8(&bytes).ok()?);
    // Weak, because the same page goes out compressed and plain.
    let tag = HeaderValue::from_str(&format!("W/\"{}\"", digest.get(..32)?)).ok()?;
    Some(Kept { kind, tag, bytes })
}

fn answer(kept: Kept, wanted: &[HeaderValue]) -> Response {
    let headers = [(ETAG, kept.tag.clone()), (CACHE_CONTROL, SHARED)];
    if has(wanted, &kept.tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, [(CONTENT_TYPE, kept.kind)], Body::from(kept.bytes)).into_response()
}

/// Whether the caller has this page already (RFC 9110 13.1.2, weak comparison).
fn has(wanted: &[HeaderValue], tag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let Ok(own) = tag.to_str().map(opaque) else { return false };
    wanted
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .any(|one| one.trim() == "*" || opaque(one) == own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_compared_weakly_in_any_list() {
        let tag = HeaderValue::from_static("W/\"abc\"");
        let table = [
            ("W/\"abc\"", true),
            ("\"abc\"", true),
            ("\"x\", W/\"abc\"", true),
            ("*", true),
            ("\"abcd\"", false),
            ("abc", false),
            ("", false),
        ];
        for (wanted, expected) in table {
            assert_eq!(has(&[HeaderValue::from_static(wanted)], &tag), expected, "{wanted}");
        }
        assert!(!has(&[], &tag));
    }
}
