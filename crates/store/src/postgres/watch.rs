//! Each connection has somebody who looks whether its server is still there while an answer is awaited.
//!
//! A frozen server, or one whose disk hangs, keeps its connections open: its kernel goes on acknowledging
//! packets, so neither keepalives nor the limits of the socket notice. While an answer takes long, the server is
//! asked on a second connection; one that does not even answer there has gone, and whoever waits on the first is
//! told so.

use std::future::poll_fn;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_postgres::error::Severity;
use tokio_postgres::{AsyncMessage, Connection, Socket};

use super::candidates::{self, Candidate};
use super::tls::Inside;

/// How often somebody looks; an answer that takes longer makes the server be asked whether it is there.
const LOOK: Duration = Duration::from_secs(3);

/// What a connection waits for and was told, shared by those who use, drive and watch it.
#[derive(Default)]
pub(super) struct Asked {
    /// Odd while an answer is awaited; counted, so that two waits are not taken for one.
    turn: AtomicU64,
    warning: Mutex<Option<String>>,
}

/// An answer is awaited until this is dropped.
pub(super) struct Waiting<'a>(&'a Asked);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.turn.fetch_add(1, Ordering::Release);
    }
}

impl Asked {
    pub fn waiting(&self) -> Waiting<'_> {
        self.turn.fetch_add(1, Ordering::Release);
        Waiting(self)
    }

    /// The last warning of the server since somebody asked for it.
    pub fn warning(&self) -> Option<String> {
        self.warning.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn warn(&self, text: &str) {
        *self.warning.lock().unwrap_or_else(PoisonError::into_inner) = Some(text.to_owned());
    }

    /// The wait that goes on, if there is one.
    fn turn(&self) -> Option<u64> {
        Some(self.turn.load(Ordering::Acquire)).filter(|turn| turn % 2 == 1)
    }
}

/// Moves the bytes of a connection until it ends.
pub(super) async fn drive(mut connection: Connection<Socket, Inside>, asked: Arc<Asked>) {
    loop {
        match poll_fn(|context| connection.poll_message(context)).await {
            None => return,
            Some(Ok(AsyncMessage::Notice(notice))) => {
                if notice.parsed_severity() == Some(Severity::Warning) {
                    tracing::warn!(warning = notice.message(), "the database warns");
                    asked.warn(notice.message());
                }
            }
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                tracing::warn!(%error, "a connection to the database has ended");
                return;
            }
        }
    }
}

/// Ends a connection whose server is not there any more, and says so in `given_up`: other connections to it are no better.
pub(super) async fn watch(
    driver: JoinHandle<()>,
    asked: Arc<Asked>,
    server: Arc<Candidate>,
    given_up: Arc<AtomicU64>,
) {
    let mut seen = None;
    while !driver.is_finished() {
        tokio::time::sleep(LOOK).await;
        let turn = asked.turn();
        if turn.is_some() && turn == seen && !candidates::answers(&server).await && asked.turn() == turn {
            tracing::warn!("the server of the database does not answer: its connection is given up");
            given_up.fetch_add(1, Ordering::Release);
            driver.abort();
            return;
        }
        seen = turn;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_waits_are_not_taken_for_one() {
        let asked = Asked::default();
        assert_eq!(asked.turn(), None);
        let first = asked.waiting();
        let turn = asked.turn();
        assert!(turn.is_some());
        drop(first);
        assert_eq!(asked.turn(), None);
        let _second = asked.waiting();
        assert_ne!(asked.turn(), turn);
    }

    #[test]
    fn a_warning_is_told_once() {
        let asked = Asked::default();
        asked.warn("cancelled");
        assert_eq!(asked.warning().as_deref(), Some("cancelled"));
        assert_eq!(asked.warning(), None);
    }
}
