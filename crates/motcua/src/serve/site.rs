//! Pages and API together, behind the limits that hold for every route.
//!
//! The limits stand around the router, not around each of its routes: what wraps a route is put on the heap, and copied
//! with all that is inside it, for every request.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::response::Response;
use tower::util::{BoxCloneSyncService, MapRequestLayer, service_fn};
use tower::{Layer as _, ServiceExt as _};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use super::guard;
use super::start::Started;

/// The longest time to the head of an answer.
const TIME: Duration = Duration::from_secs(30);

/// The site over a started application.
#[derive(Clone)]
pub struct Site(BoxCloneSyncService<Request, Response, Infallible>);

impl Site {
    /// Pages and API of `started`.
    pub fn new(started: &Started) -> Self {
        let router = api::router(started.app.clone())
            .merge(web::router(started.app.clone(), started.pages))
            .layer(MapRequestLayer::new(guard::note_route));
        // From the inside out: what runs nearest to the handler comes first.
        let site = service_fn(move |request| guard::limit(request, router.clone()));
        let site = DefaultBodyLimit::max(guard::BODY).layer(site);
        let site = CatchPanicLayer::custom(guard::panicked).layer(site);
        let site = CompressionLayer::new().gzip(true).layer(site);
        Self(BoxCloneSyncService::new(site.map_response(|response| response.map(Body::new))))
    }

    /// The answer to a request, or one that [`guard`] gives words when it takes too long.
    pub async fn answer(self, request: Request) -> Response {
        // Looks at the answer first: one that is there at once needs no timer.
        match tokio::time::timeout(TIME, self.0.oneshot(request)).await {
            Ok(Ok(response)) => response,
            Ok(Err(never)) => match never {},
            Err(_) => guard::late(),
        }
    }
}
