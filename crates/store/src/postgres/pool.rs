//! Read connections, lent out one to a thread.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::catalogue;
use super::server::{Purpose, Server};
use super::session::Session;
use crate::db::Db;
use crate::error::StoreError;

/// The most connections that read at the same time in one process: a server has about a hundred for all.
const MOST: usize = 16;
/// How long a read waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Default)]
struct State {
    idle: Vec<Session>,
    /// How many connections had been given up when the idle ones were last known to be good.
    given_up: u64,
    lent: usize,
    /// Reads that a standby answered because no server took writes.
    stood_in: u64,
}

/// Read connections; opened as needed.
pub(crate) struct Pool {
    server: Arc<Server>,
    state: Mutex<State>,
    back: Condvar,
}

/// A connection that is lent out; its place is free again when this is dropped, even after a panic.
struct Lent<'p> {
    pool: &'p Pool,
    session: Option<Session>,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut state = self.pool.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.lent = state.lent.saturating_sub(1);
        state.stood_in += u64::from(self.session.as_ref().is_some_and(Session::stands_in));
        if !std::thread::panicking() {
            let worth = |session: &Session| !session.is_closed() && !session.stands_in();
            state.idle.extend(self.session.take().filter(worth));
        }
        self.pool.back.notify_one();
    }
}

impl Lent<'_> {
    fn session(&mut self) -> Result<&mut Session, StoreError> {
        match &mut self.session {
            Some(session) => Ok(session),
            empty => Ok(empty.insert(self.pool.server.connect(Purpose::Read)?)),
        }
    }
}

impl Pool {
    pub fn new(server: Arc<Server>) -> Self {
        Self { server, state: Mutex::default(), back: Condvar::new() }
    }

    /// Runs a read on a connection of its own; once more on a new one when the one that was kept is gone.
    pub fn with<T>(&self, read: impl Fn(&mut dyn Db) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut lent = self.lend()?;
        let kept = lent.session.is_some();
        let answer = read(lent.session()?);
        if answer.is_err() && kept && lent.session()?.is_closed() {
            lent.session = None;
            return read(lent.session()?);
        }
        answer
    }

    /// Runs several reads that all see the database as it was at one instant.
    ///
    /// They read whole tables in the order of an index. Rows lie nearly in that order, since ids begin with their day; the
    /// server does not count on it, and would sort the whole journal on its disk first.
    pub fn snapshot<T>(
        &self,
        read: impl FnOnce(&mut dyn Db) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut lent = self.lend()?;
        let session = lent.session()?;
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL enable_sort = off; SET LOCAL jit = off";
        let answer = session.script(begin).and_then(|()| read(session));
        if session.script("ROLLBACK").is_err() {
            // A connection in a state that nobody knows is not lent again.
            lent.session = None;
        }
        answer
    }

    /// What is not as the steps of the schema make it; looked at over a connection of its own, since a snapshot in
    /// which nothing can be made is no place for it.
    pub fn schema_faults(&self) -> Result<Vec<String>, StoreError> {
        catalogue::faults(&mut self.server.connect(Purpose::Read)?)
    }

    /// Connections that read now, and those that wait for somebody who does.
    pub fn counts(&self) -> (usize, usize) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        (state.lent, state.idle.len())
    }

    /// Reads that a standby answered because no server took writes.
    pub fn stood_in(&self) -> u64 {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).stood_in
    }

    fn lend(&self) -> Result<Lent<'_>, StoreError> {
        let until = Instant::now() + PATIENCE;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.lent >= MOST {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(StoreError::Unavailable("too many reads wait for the database".into()));
            }
            state = self.back.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.lent += 1;
        let given_up = self.server.given_up();
        if std::mem::replace(&mut state.given_up, given_up) != given_up {
            // A server that is gone took all of them along, and each would be found out only by whoever waits on it.
            state.idle.clear();
        }
        state.idle.retain(|session| !session.is_closed());
        let session = state.idle.pop();
        Ok(Lent { pool: self, session })
    }
}
