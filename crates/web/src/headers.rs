//! What every answer carries so that browsers guard the pages (R31, R32).

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::Web;

/// No inline script or style anywhere, so neither hash nor nonce is needed.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                      frame-ancestors 'none'; form-action 'self'";
/// Features of the browser that no page uses.
const FEATURES: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
                        magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()";

/// Adds the headers; what a handler set stays.
pub async fn add(State(web): State<Web>, request: Request, next: Next) -> Response {
    // The token in such an address is a key: it must not leave the page as a referrer.
    let secret_address = request.uri().path().starts_with("/t/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    usual(headers, CONTENT_SECURITY_POLICY, POLICY);
    usual(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    let referrer = if secret_address { "no-referrer" } else { "same-origin" };
    usual(headers, REFERRER_POLICY, referrer);
    usual(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    usual(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    usual(headers, HeaderName::from_static("permissions-policy"), FEATURES);
    if secret_address {
        usual(headers, HeaderName::from_static("x-robots-tag"), "noindex, nofollow");
        usual(headers, CACHE_CONTROL, "no-store");
    }
    usual(headers, CACHE_CONTROL, "private, no-cache");
    usual(headers, VARY, "Cookie, Accept-Language");
    if web.options.secure_cookies {
        usual(headers, STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    response
}

fn usual(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
