//! Threads that give way: the system lets them run when no other thread of the program wants to.
//!
//! What had to wait for its lane, and for more than a moment, is worked on here, and so are the connections of those who
//! were refused ([`Standing`]): their next request costs something even when it is refused as well.
//! That somebody waited says that more is asked than can be answered, and then a desk must find a core free the moment it
//! needs one, not when a page for somebody else is drawn.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tracing::Instrument as _;

/// How much less what waited counts: a third of a desk when both want the core. Much less, and any other work on the machine would keep the public out altogether.
pub const LESS: i32 = 5;
/// How much less those who were refused count: a tenth. Somebody waits for a page, nobody for a refusal.
pub const LEAST: i32 = 10;
/// What they are called.
const NAME: &str = "gives-way";

/// How a connection stands among the others: one on which somebody was refused gives way until a desk asks on it, and never again
/// once somebody was recognised on it. A proxy sends everybody's requests on the same connections.
#[derive(Debug, Clone)]
pub struct Standing(Arc<Stands>);

#[derive(Debug)]
struct Stands {
    gives_way: watch::Sender<bool>,
    of_a_desk: AtomicBool,
}

impl Standing {
    /// One that does not give way, and where it is seen how it stands.
    pub fn new() -> (Self, watch::Receiver<bool>) {
        let (gives_way, seen) = watch::channel(false);
        (Self(Arc::new(Stands { gives_way, of_a_desk: AtomicBool::new(false) })), seen)
    }

    /// Whether it gives way.
    pub fn gives_way(&self) -> bool {
        *self.0.gives_way.borrow()
    }

    /// Somebody was refused on it.
    pub fn refused(&self) {
        if !self.0.of_a_desk.load(Ordering::Relaxed) {
            self.set(true);
        }
    }

    /// It does not give way any more; whether it did.
    pub fn comes_back(&self) -> bool {
        self.set(false)
    }

    /// Somebody was recognised on it.
    pub fn recognised(&self) {
        self.0.of_a_desk.store(true, Ordering::Relaxed);
    }

    fn set(&self, gives_way: bool) -> bool {
        self.0.gives_way.send_if_modified(|now| std::mem::replace(now, gives_way) != gives_way)
    }
}

/// The threads.
pub struct Behind(Option<Runtime>);

impl Behind {
    /// So many of them, and four times as many that may block: each lane lets in as many at most. 0 are none, and
    /// then everything is worked on in its own place.
    ///
    /// `less` is how much less they count than the others of the program (`nice`, of 19 at most).
    pub fn new(threads: usize, less: i32) -> Self {
        if threads == 0 {
            return Self(None);
        }
        // Threads begin with the priority of the one that starts them, which may be one of these.
        let less = less_than_now(less);
        let made = Builder::new_multi_thread()
            .enable_all()
            .worker_threads(threads)
            .max_blocking_threads(threads.saturating_mul(4))
            .thread_name(NAME)
            .on_thread_start(move || give_way(less))
            .build();
        match made {
            Ok(runtime) => Self(Some(runtime)),
            Err(error) => {
                tracing::warn!(%error, "no threads that give way: what waits counts as much as a desk");
                Self(None)
            }
        }
    }

    /// Where work is given to them.
    pub fn handle(&self) -> Option<Handle> {
        self.0.as_ref().map(|runtime| runtime.handle().clone())
    }

    /// Works on an answer there, its packing included; ended when nobody waits for it any more.
    pub async fn run(&self, answer: impl Future<Output = Response> + Send + 'static) -> Response {
        let Some(runtime) = &self.0 else { return answer.await };
        let task = runtime.spawn(async move { packed(answer.await).await }.in_current_span());
        let _ended = Ended(task.abort_handle());
        match task.await {
            Ok(response) => response,
            Err(error) => match error.try_into_panic() {
                Ok(cause) => resume_unwind(cause),
                // The program ends.
                Err(_) => failed(StatusCode::SERVICE_UNAVAILABLE),
            },
        }
    }
}

/// A page whose body is there: it would be packed only when it is sent, and where that is done.
async fn packed(response: Response) -> Response {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_none_or(|kind| !kind.starts_with("text/html")) {
        return response;
    }
    let (head, body) = response.into_parts();
    match axum::body::to_bytes(body, usize::MAX).await {
        Ok(bytes) => Response::from_parts(head, Body::from(bytes)),
        // Its client would see it break off.
        Err(_) => failed(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn failed(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

impl Drop for Behind {
    fn drop(&mut self) {
        // Waiting for them is not allowed here, and nobody waits for what they do.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Ends a task when nobody waits for it any more.
pub struct Ended(pub AbortHandle);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The priority of threads that count less than the calling one.
#[cfg(target_os = "linux")]
fn less_than_now(less: i32) -> i32 {
    rustix::process::getpriority_process(None).unwrap_or(0).saturating_add(less).min(19)
}

#[cfg(not(target_os = "linux"))]
fn less_than_now(less: i32) -> i32 {
    less
}

/// Gives the calling thread that priority; on Linux it is a thread's own.
#[cfg(target_os = "linux")]
fn give_way(less: i32) {
    if let Err(error) = rustix::process::setpriority_process(None, less) {
        tracing::warn!(%error, "threads that give way count as much as all: allow the call `setpriority`");
    }
}

#[cfg(not(target_os = "linux"))]
fn give_way(_: i32) {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name and priority of the thread that runs this.
    async fn told() -> Response {
        let name = std::thread::current().name().unwrap_or_default().to_owned();
        let blocking = tokio::task::spawn_blocking(nice).await.unwrap();
        Response::new(Body::from(format!("{name} {} {blocking}", nice())))
    }

    fn nice() -> i32 {
        rustix::process::getpriority_process(None).unwrap()
    }

    async fn text(response: Response) -> String {
        let bytes = axum::body::to_bytes(response.into_body(), 1000).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn what_is_worked_on_behind_runs_on_threads_that_count_less() {
        let less = nice().saturating_add(LESS).min(19);
        let behind = Behind::new(2, LESS);
        assert_eq!(text(behind.run(told()).await).await, format!("{NAME} {less} {less}"));
        let none = Behind::new(0, LESS);
        assert!(text(none.run(told()).await).await.ends_with(&format!(" {0} {0}", nice())));
    }

    #[tokio::test]
    async fn work_ends_when_its_client_goes() {
        struct Says(Option<tokio::sync::oneshot::Sender<()>>);
        impl Drop for Says {
            fn drop(&mut self) {
                let _ = self.0.take().unwrap().send(());
            }
        }
        let behind = Behind::new(1, LESS);
        let (sender, gone) = tokio::sync::oneshot::channel();
        let held = Says(Some(sender));
        let work = behind.run(async move {
            let _held = held;
            std::future::pending().await
        });
        assert!(tokio::time::timeout(std::time::Duration::from_millis(50), work).await.is_err());
        gone.await.unwrap();
    }
}
