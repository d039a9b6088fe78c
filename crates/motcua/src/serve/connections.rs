//! Connections: a head that takes too long, or does not come, ends them; the framework's own loop waits for ever.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::Response;
use axum::serve::Listener;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tower::ServiceExt as _;

use super::door::Door;

/// How long the head of a request may take, the wait for the next one included.
const HEAD: Duration = Duration::from_secs(60);

/// Answers on every connection that comes through the door until `end`; then those that run are finished.
pub async fn answer(mut door: Door, router: Router, end: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    tokio::pin!(end);
    loop {
        let (stream, peer) = tokio::select! {
            // Waits by itself when this machine has no more of something.
            taken = Listener::accept(&mut door) => taken,
            () = &mut end => break,
        };
        // Answers are written whole, so nothing is won by waiting for more.
        drop(stream.set_nodelay(true));
        let router = router.clone();
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            one(router.clone(), request, peer)
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        // A connection that breaks is its client's matter.
        tokio::spawn(async move { drop(connection.await) });
    }
    drop(door);
    graceful.shutdown().await;
}

async fn one(
    router: Router,
    request: hyper::Request<hyper::body::Incoming>,
    peer: SocketAddr,
) -> Result<Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}
