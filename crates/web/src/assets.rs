//! Stylesheets, script, icons and fonts, addressed by their content.

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::Web;

/// The routes of the assets; they need neither session nor language.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/assets/{hash}/{name}", get(asset))
        .route("/favicon.ico", get(favicon))
        .route("/robots.txt", get(robots))
}

async fn asset(Path((hash, name)): Path<(String, String)>) -> Response {
    send(&format!("{hash}/{name}"))
}

/// Browsers ask for it by habit.
async fn favicon() -> Response {
    send(&ui::assets::url("favicon.svg"))
}

/// Dossiers, tokens and staff pages are nothing for search engines.
async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /t/\nDisallow: /tra-cuu\nDisallow: /dang-nhap\nDisallow: /lam-viec\nDisallow: /ho-so\n"
}

fn send(path: &str) -> Response {
    let Some(asset) = ui::assets::find(path) else { return StatusCode::NOT_FOUND.into_response() };
    let caching = if asset.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(asset.content_type)),
        (CACHE_CONTROL, HeaderValue::from_static(caching)),
    ];
    (headers, asset.bytes.into_owned()).into_response()
}
