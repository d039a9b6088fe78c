//! Around every request: a number for the log, counts, and an answer with words when there is none.

use std::any::Any;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use app::accounts::Origin;
use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{ConnectInfo, MatchedPath, Request};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
    RETRY_AFTER,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::json;
use tower::ServiceExt as _;
use tracing::Instrument as _;

use super::health::State;
use super::lanes::Refused;
use super::site::Site;

/// The header with the number under which the log knows a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The marker of an answer that still needs words.
#[derive(Clone, Copy)]
struct Panicked;

/// The answer to a handler that panicked; [`watch`] gives it words. Where it happened is logged already, and what it said
/// is nobody's to read: it may hold data of a person.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response.extensions_mut().insert(Panicked);
    response
}

/// The answer to a request whose own takes too long; [`watch`] gives it words.
pub fn late() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

/// Where the router notes which route answers a request: around the router nobody knows it yet.
#[derive(Clone, Default)]
struct Route(Arc<OnceLock<MatchedPath>>);

/// Notes the route; the router has found it.
pub fn note_route(request: Request) -> Request {
    let known = request.extensions();
    if let (Some(Route(noted)), Some(path)) = (known.get(), known.get::<MatchedPath>()) {
        // A request takes one route; the first is the one it was sent by.
        drop(noted.set(path.clone()));
    }
    request
}

/// Numbers, times and counts a request, and lets it through in its [turn](super::lanes). The log has its route, never
/// its address: that may hold a secret.
pub async fn watch(state: &State, mut request: Request, site: Site) -> Response {
    if let Some(origin) = origin(&request) {
        request.extensions_mut().insert(origin);
    }
    let began = Instant::now();
    let id = next_id();
    let method = request.method().clone();
    let route = Route::default();
    request.extensions_mut().insert(route.clone());
    let path = request.uri().path().to_owned();
    let span = tracing::info_span!("request", id);
    let asked = state.lanes.asked(&mut request);
    let mut response = state.lanes.pass(asked, site.answer(request)).instrument(span.clone()).await;
    if needs_words(&response) {
        let busy = response.extensions().get::<Refused>().copied();
        let back = response.headers_mut().remove(RETRY_AFTER);
        response = with_words(&path, response.status(), busy, &id);
        response.headers_mut().extend(back.map(|back| (RETRY_AFTER, back)));
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    let (status, took) = (response.status(), began.elapsed());
    state.metrics.count(&path, status, took);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let route = route.0.get().map_or("-", MatchedPath::as_str);
    span.in_scope(|| tracing::info!(%method, route, status = status.as_u16(), ms, "answered"));
    response
}

/// From where a request comes: its peer, and behind a proxy on this machine the peer that the proxy names.
///
/// Only the last address of `X-Forwarded-For` is the proxy's own word; the others anybody can write.
fn origin(request: &Request) -> Option<Origin> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?.0.ip();
    let named = request.headers().get_all("x-forwarded-for").iter().next_back();
    let named = named.filter(|_| peer.is_loopback()).and_then(|value| value.to_str().ok());
    let named = named.and_then(|list| list.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
    Some(Origin(named.unwrap_or(peer).to_string()))
}

/// The largest body of a request: a scan with its form.
pub const BODY: usize = app::files::LARGEST + 64 * 1024;
/// The largest form without a file.
const FORM: usize = 1024 * 1024;
/// How much of a body that is too large is read away, so that its sender still hears the answer.
const DRAINED: usize = 32 * 1024 * 1024;

/// Answers 413 to a body that is announced too large for a page, once it has been read away: whoever
/// still sends when the connection closes gets a broken pipe and never the answer.
///
/// The API reads away by itself, and says more exactly what was too large.
pub async fn limit(request: Request, router: Router) -> Result<Response, Infallible> {
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let most = if kind.starts_with("multipart/") { BODY } else { FORM };
    let too_large = announced.is_some_and(|length: usize| length > most);
    if !too_large || request.uri().path().starts_with("/api") {
        return router.oneshot(request).await;
    }
    read_away(request.into_body()).await;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
    Ok(response)
}

async fn read_away(mut body: Body) {
    let mut read: usize = 0;
    while read <= DRAINED {
        let frame = std::future::poll_fn(|context| std::pin::Pin::new(&mut body).poll_frame(context)).await;
        let Some(Ok(frame)) = frame else { return };
        if let Ok(data) = frame.into_data() {
            read = read.saturating_add(data.len());
        }
    }
}

/// Eight characters of this start and the count since: short enough to be read out.
fn next_id() -> String {
    static START: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        app::dossier::shell::random_hex().unwrap_or_default().chars().take(8).collect()
    });
    static COUNT: AtomicU64 = AtomicU64::new(1);
    format!("{}-{}", *START, COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Whether a limit or a panic answered, not a handler.
fn needs_words(response: &Response) -> bool {
    let by_limit = matches!(
        response.status(),
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT
    );
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let bare = kind.is_empty() || kind.starts_with("text/plain");
    let marked =
        response.extensions().get::<Panicked>().is_some() || response.extensions().get::<Refused>().is_some();
    marked || (by_limit && bare)
}

fn with_words(path: &str, status: StatusCode, busy: Option<Refused>, id: &str) -> Response {
    let (code, title, what) = match status {
        _ if busy == Some(Refused::Overload) => (
            "overloaded",
            "Đang có quá nhiều lượt truy cập",
            "Hệ thống ưu tiên quầy tiếp nhận; xin thử lại sau ít giây. Không có gì bị mất.",
        ),
        _ if busy == Some(Refused::TooOften) => (
            "too-often",
            "Tra cứu quá nhiều lần",
            "Từ địa chỉ này đã tra cứu quá nhiều lần; xin thử lại sau ít giây.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "too-large",
            "Nội dung gửi quá lớn",
            "Biểu mẫu không quá 1 MiB, mỗi tệp không quá 10 MB; hãy gửi ít hơn.",
        ),
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => (
            "timeout",
            "Hệ thống trả lời chậm",
            "Việc có thể đã được ghi; hãy xem lại hồ sơ trước khi gửi lại.",
        ),
        _ => ("internal", "Lỗi hệ thống", "Không có gì bị ghi nhầm; xin thử lại sau ít phút."),
    };
    let detail = format!("{what} Khi báo lỗi, hãy nêu số {id}.");
    let (kind, body) = if path.starts_with("/api") {
        let problem = json!({
            "type": format!("urn:motcua:problem:{code}"),
            "title": title,
            "status": status.as_u16(),
            "detail": detail,
            "code": code,
            "reference": id,
        });
        ("application/problem+json", problem.to_string())
    } else {
        // Nothing of the request is in this page, so nothing has to be escaped.
        let page = format!(
            "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title></head>\
             <body><main><h1>{title}</h1><p>{detail}</p><p><a href=\"/\">Trang chủ</a></p></main></body></html>"
        );
        ("text/html; charset=utf-8", page)
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static("vi"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let policy = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_answer_with_a_number_and_without_its_cause() {
        let response = panicked(Box::new("secret of the inside"));
        assert!(needs_words(&response));
        let told = with_words("/api/v1/dossiers", response.status(), None, "ab-1");
        assert_eq!(told.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(told.headers()[CONTENT_TYPE], "application/problem+json");
        let page = with_words("/ho-so", response.status(), None, "ab-1");
        assert_eq!(page.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
    }

    #[test]
    fn an_answer_of_a_handler_keeps_its_words() {
        let mut busy = Response::new(Body::from("<p>"));
        *busy.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        busy.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        assert!(!needs_words(&busy));
        busy.headers_mut().remove(CONTENT_TYPE);
        assert!(needs_words(&busy));
    }
}
