//! Pages and API together, behind the limits that hold for every route.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use super::guard;
use super::health::State;
use super::start::Started;

/// The longest time to the head of an answer.
const TIME: Duration = Duration::from_secs(30);

/// The site over a started application.
pub fn router(started: &Started, state: Arc<State>) -> Router {
    api::router(started.app.clone())
        .merge(web::router(started.app.clone(), started.pages))
        // From the inside out: what runs nearest to the handler comes first.
        .layer(DefaultBodyLimit::max(guard::BODY))
        .layer(from_fn(guard::limit))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIME))
        .layer(CatchPanicLayer::custom(guard::panicked))
        .layer(CompressionLayer::new().gzip(true))
        .layer(from_fn_with_state(Arc::clone(&state), guard::steer))
        .layer(from_fn_with_state(state, guard::watch))
}
