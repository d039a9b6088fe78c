//! Connections: a head that takes too long, or does not come, ends them, and so does an answer that nobody reads; the framework's
//! own loop waits for ever.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
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
use tokio::runtime::Handle;
use tokio::sync::watch;
use tower::ServiceExt as _;

use super::behind::{Ended, Standing};
use super::door::Door;

/// How long the head of a request may take, the wait for the next one included.
const HEAD: Duration = Duration::from_secs(60);

/// How long what was written may wait for the client's machine to take it, in milliseconds.
const UNREAD: u32 = 60_000;

/// Answers on every connection that comes through the door until `end`; then those that run are finished. One on which a
/// request was refused for want of room is worked on `behind` until a desk asks on it.
pub async fn answer(door: Door, router: Router, behind: Option<Handle>, end: impl Future<Output = ()>) {
    answer_within(UNREAD, door, router, behind, end).await;
}

async fn answer_within(
    unread: u32,
    mut door: Door,
    router: Router,
    behind: Option<Handle>,
    end: impl Future<Output = ()>,
) {
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
        // The kernel counts: a client that takes a little now and then is slow, one that takes nothing is gone.
        rustix::net::sockopt::set_tcp_user_timeout(&stream, unread).unwrap_or_default();
        let router = router.clone();
        let (standing, stands) = Standing::new();
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            one(router.clone(), request, peer, standing.clone())
        });
        let connection = Box::pin(graceful.watch(http.serve_connection(TokioIo::new(stream), service)));
        tokio::spawn(in_place(connection, stands, behind.clone()));
    }
    drop(door);
    graceful.shutdown().await;
}

/// Works on a connection here or behind, as it stands; from one to the other also amid a request.
///
/// A connection that breaks is its client's matter.
async fn in_place<T>(
    mut connection: Pin<Box<impl Future<Output = T> + Send + 'static>>,
    mut stands: watch::Receiver<bool>,
    behind: Option<Handle>,
) {
    let Some(behind) = behind else { return drop(connection.await) };
    // The connection first: how it stands changes while it is worked on, and is heeded at once then.
    loop {
        tokio::select! {
            biased;
            _ = &mut connection => return,
            _ = stands.wait_for(|gives_way| *gives_way) => {}
        }
        let mut own = stands.clone();
        let there = behind.spawn(async move {
            tokio::select! {
                biased;
                _ = &mut connection => None,
                _ = own.wait_for(|gives_way| !*gives_way) => Some(connection),
            }
        });
        let _ended = Ended(there.abort_handle());
        match there.await {
            Ok(Some(back)) => connection = back,
            // Finished, or the program ends.
            _ => return,
        }
    }
}

async fn one(
    router: Router,
    request: hyper::Request<hyper::body::Incoming>,
    peer: SocketAddr,
    standing: Standing,
) -> Result<Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(standing);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::Extension;
    use axum::body::Bytes;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::sync::watch;

    use super::*;

    async fn thread() -> String {
        std::thread::current().name().unwrap_or_default().to_owned()
    }

    async fn asks(stream: &mut TcpStream, path: &str) -> String {
        stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: a\r\n\r\n").as_bytes()).await.unwrap();
        let mut bytes = [0; 1000];
        let read = stream.read(&mut bytes).await.unwrap();
        let text = String::from_utf8_lossy(&bytes[..read]).into_owned();
        text.rsplit("\r\n").next().unwrap_or_default().to_owned()
    }

    #[tokio::test]
    async fn a_connection_gives_way_until_a_desk_asks_on_it() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (_open, shut) = watch::channel(false);
        let refused = get(async |Extension(standing): Extension<Standing>| {
            standing.refused();
            thread().await
        });
        let desk = get(async |Extension(standing): Extension<Standing>| {
            standing.comes_back();
            tokio::task::yield_now().await;
            thread().await
        });
        let router = Router::new().route("/refused", refused).route("/desk", desk).route("/", get(thread));
        let behind = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("behind")
            .enable_all()
            .build()
            .unwrap();
        let there = Some(behind.handle().clone());
        tokio::spawn(answer(Door::of(listener, shut), router, there, std::future::pending()));
        let mut stream = TcpStream::connect(address).await.unwrap();
        let here = thread().await;
        for (path, on) in [
            ("/", &*here),
            ("/refused", &here),
            ("/", "behind"),
            ("/refused", "behind"),
            ("/desk", &here),
            ("/", &here),
        ] {
            assert_eq!(asks(&mut stream, path).await, on, "{path}");
        }
        let mut other = TcpStream::connect(address).await.unwrap();
        assert_eq!(asks(&mut other, "/").await, here, "each stands for itself");
        behind.shutdown_background();
    }

    /// An answer that says when nobody holds it any more.
    struct Large(Vec<u8>, #[expect(dead_code, reason = "dropped with it")] Arc<()>);

    impl AsRef<[u8]> for Large {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }

    #[tokio::test]
    async fn an_answer_that_nobody_reads_is_given_up() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (_open, shut) = watch::channel(false);
        let (held, asked) = (Arc::new(()), Arc::new(tokio::sync::Notify::new()));
        let (own, begun) = (Arc::clone(&held), Arc::clone(&asked));
        let large = get(move || {
            begun.notify_one();
            let bytes = Bytes::from_owner(Large(vec![0; 64 << 20], Arc::clone(&own)));
            async { bytes }
        });
        let router = Router::new().route("/", large);
        let serving = answer_within(1000, Door::of(listener, shut), router, None, std::future::pending());
        tokio::spawn(serving);
        let mut silent = TcpStream::connect(address).await.unwrap();
        silent.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        asked.notified().await;
        // Two remain: of the test and of the route.
        let given_up = async {
            while Arc::strong_count(&held) > 2 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), given_up).await.expect("it is held for ever");
        drop(silent);
    }
}
