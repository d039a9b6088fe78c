//! `/healthz`, `/readyz`, `/metrics`, and everything else once the application is there.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use app::{App, StoreError};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as From};
use axum::http::header::{CACHE_CONTROL, CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;
use effects::Done;
use effects::outbox::Sent;
use tower::util::MapResponseLayer;

use super::guard;
use super::lanes::Lanes;
use super::metrics::Metrics;
use super::site::Site;

/// What is known of the running program.
pub struct State {
    /// Counts of requests.
    pub metrics: Metrics,
    /// Who is served first.
    pub lanes: Lanes,
    /// Who asks after the program's health asks one after the other: many at once would take the threads of the desks.
    asking: tokio::sync::Mutex<()>,
    open: OnceLock<Open>,
    closing: AtomicBool,
}

struct Open {
    site: Site,
    app: App,
    background: Background,
}

/// What the work in the background has done.
pub struct Background {
    /// The schedule.
    pub schedule: Arc<Done>,
    /// The worker of the outbox.
    pub outbox: Arc<Sent>,
    /// The folder of the store.
    pub data: PathBuf,
}

impl State {
    /// Before the start; `at_once` as in the settings.
    pub fn new(at_once: usize) -> Self {
        Self {
            metrics: Metrics::default(),
            lanes: Lanes::new(at_once),
            asking: tokio::sync::Mutex::default(),
            open: OnceLock::new(),
            closing: AtomicBool::new(false),
        }
    }

    /// The application is there: from now on requests are served.
    pub fn open(&self, site: Site, app: App, background: Background) {
        // Only one start ever happens; a second would change nothing.
        drop(self.open.set(Open { site, app, background }));
    }

    /// The program ends: not ready any more, so that no new requests are sent here.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Release);
    }
}

/// All routes of the program.
pub fn router(state: Arc<State>) -> Router {
    Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .route("/metrics", get(metrics))
        .fallback(site)
        .layer(MapResponseLayer::new({
            let state = Arc::clone(&state);
            move |response| farewell(&state, response)
        }))
        .with_state(state)
}

/// Tells who keeps a connection that the next request needs another, once the program ends.
fn farewell(state: &State, mut response: Response) -> Response {
    if state.closing.load(Ordering::Acquire) {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Alive: the process answers.
async fn healthz() -> Response {
    text(StatusCode::OK, "ok\n".to_owned())
}

/// Ready: acts can be recorded and the reference data is loaded. Opening refuses another schema; a newer one that
/// comes while this program runs is noticed too.
async fn readyz(From(state): From<Arc<State>>) -> Response {
    if state.closing.load(Ordering::Acquire) {
        return not("ending: another program takes over");
    }
    let Some(open) = state.open.get() else { return not("starting") };
    let app = open.app.clone();
    let _one = state.asking.lock().await;
    let asked = tokio::task::spawn_blocking(move || {
        app.store.writable().map(|()| app.reference().all_procedures().count())
    })
    .await;
    match asked {
        Ok(Ok(procedures)) if procedures > 0 => text(StatusCode::OK, "ready\n".to_owned()),
        Ok(Ok(_)) => not("no procedure is published"),
        Ok(Err(error)) => {
            tracing::error!(%error, "acts cannot be recorded");
            not(match error {
                StoreError::NewerVersion { .. } => {
                    "a newer program changed the schema: only that one records acts, start it here too"
                }
                StoreError::Clock(fault) => {
                    return not(&format!(
                        "the clock is wrong ({fault}): set it, recording goes on by itself; reading does"
                    ));
                }
                StoreError::Exhausted(_) => "no room left: free space on the volume of the store",
                _ => "the store cannot record acts: see the log; restart after a check of disk or database",
            })
        }
        Err(error) => {
            tracing::error!(%error, "readiness could not be asked");
            not("the question failed: see the log")
        }
    }
}

fn not(why: &str) -> Response {
    text(StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {why}\n"))
}

async fn metrics(From(state): From<Arc<State>>) -> Response {
    let own = Arc::clone(&state);
    let _one = state.asking.lock().await;
    let page = tokio::task::spawn_blocking(move || {
        let open = own.open.get().map(|open| (&open.app, &open.background));
        own.metrics.page(open, &own.lanes)
    });
    let mut response = text(StatusCode::OK, page.await.unwrap_or_default());
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

async fn site(From(state): From<Arc<State>>, request: Request) -> Response {
    match state.open.get() {
        Some(open) => guard::watch(&state, request, open.site.clone()).await,
        None => {
            let words = "Hệ thống đang khởi động, xin thử lại sau ít giây. / Starting, please try again in a moment.\n";
            let mut response = text(StatusCode::SERVICE_UNAVAILABLE, words.to_owned());
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
            response
        }
    }
}

fn text(status: StatusCode, words: String) -> Response {
    let mut response = Response::new(Body::from(words));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
