//! Threads that give way: the system lets them run when no other thread of the program wants to.
//!
//! What had to wait for its lane, and for more than a moment, is worked on here, and so are the connections of those who
//! were refused ([`Standing`]): their next request costs something even when it is refused as well.
//! That somebody waited says that more is asked than can be answered, and then a desk must find a core free the moment it
//! needs one, not when a page for somebody else is drawn.

use std::panic::resume_unwind;
use std::sync::Arc;

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tracing::Instrument as _;

/// How much less than the others of the program these threads count (`nice`, of 19 at most): a third of a desk's
/// when both want the core. Much less, and any other work on the machine would keep the public out altogether.
const LESS: i32 = 5;
/// What they are called.
const NAME: &str = "gives-way";

/// How a connection stands among the others: one on which somebody was refused gives way until a desk asks on it.
#[derive(Debug, Clone)]
pub struct Standing(Arc<watch::Sender<bool>>);

impl Standing {
    /// One that does not give way, and where it is seen how it stands.
    pub fn new() -> (Self, watch::Receiver<bool>) {
        let (sender, stands) = watch::channel(false);
        (Self(Arc::new(sender)), stands)
    }

    /// Whether that was new.
    pub fn set(&self, gives_way: bool) -> bool {
        self.0.send_if_modified(|now| std::mem::replace(now, gives_way) != gives_way)
    }

    /// Whether it does.
    pub fn gives_way(&self) -> bool {
        *self.0.borrow()
    }
}

/// The threads.
pub struct Behind(Option<Runtime>);

impl Behind {
    /// So many of them, and four times as many that may block: each lane lets in as many at most. 0 are none, and
    /// then everything is worked on in its own place.
    pub fn new(threads: usize) -> Self {
        if threads == 0 {
            return Self(None);
        }
        // Threads begin with the priority of the one that starts them, which may be one of these.
        let less = less_than_now();
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

    /// Works on an answer there; ended when nobody waits for it any more.
    pub async fn run(&self, answer: impl Future<Output = Response> + Send + 'static) -> Response {
        let Some(runtime) = &self.0 else { return answer.await };
        let task = runtime.spawn(answer.in_current_span());
        let _ended = Ended(task.abort_handle());
        match task.await {
            Ok(response) => response,
            Err(error) => match error.try_into_panic() {
                Ok(cause) => resume_unwind(cause),
                // The program ends.
                Err(_) => {
                    let mut response = Response::new(Body::empty());
                    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
                    response
                }
            },
        }
    }
}

impl Drop for Behind {
    fn drop(&mut self) {
        // Waiting for them is not allowed here, and nobody waits for what they do.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Ends a task whose client is gone.
struct Ended(AbortHandle);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The priority of threads that count less than the calling one.
#[cfg(target_os = "linux")]
fn less_than_now() -> i32 {
    rustix::process::getpriority_process(None).unwrap_or(0).saturating_add(LESS).min(19)
}

#[cfg(not(target_os = "linux"))]
fn less_than_now() -> i32 {
    LESS
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
        let behind = Behind::new(2);
        assert_eq!(text(behind.run(told()).await).await, format!("{NAME} {less} {less}"));
        let none = Behind::new(0);
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
        let behind = Behind::new(1);
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
