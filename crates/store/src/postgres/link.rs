//! The connection that writes: one lock for all processes, many rows in a statement.

use std::sync::Arc;

use super::rows;
use super::server::{Purpose, Server};
use super::session::{Session, storable};
use crate::db::{Db, Each, Link, Newest};
use crate::error::StoreError;
use crate::schema::{self, SCHEMA_VERSION};
use crate::sql::dialect::Dialect;
use crate::sql::{Stmt, Val};

/// Every transaction that writes takes this lock first and holds it until it is durable, so that positions,
/// counters and codes are given one after the other whatever the number of processes.
const LOCK: &str = "SELECT pg_advisory_xact_lock(120265332420961)";
/// Each statement sees what was durable when it began; one that sees what was there before the lock was
/// given would give a number twice.
const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

/// What others may have changed since: the newest record, and which programs may write.
const SEE: &str = "SELECT n.position, n.recorded_at_us, m.value FROM (SELECT 1) AS one \
     LEFT JOIN (SELECT position, recorded_at_us FROM journal ORDER BY position DESC LIMIT 1) AS n ON TRUE \
     LEFT JOIN meta AS m ON m.name = 'least_program'";
/// Before there is a journal to see.
const NOTHING: &str = "SELECT 1 WHERE 1 = 0";

/// What [`SEE`] shows.
#[derive(Default)]
struct Seen {
    newest: Option<Newest>,
    least: Option<String>,
}

/// The one connection of this process that writes; made anew when it was lost.
pub(crate) struct PostgresLink {
    server: Arc<Server>,
    session: Option<Session>,
    /// Between `begin` and its end.
    open: bool,
    /// A statement failed: the server will only roll back.
    aborted: bool,
}

impl PostgresLink {
    /// Connects and brings the schema up to date.
    pub fn open(server: Arc<Server>) -> Result<Self, StoreError> {
        let mut link = Self { server, session: None, open: false, aborted: false };
        if schema::version(&mut link)? < SCHEMA_VERSION {
            link.transaction(NOTHING)?;
            let done = schema::upgrade(&mut link).and_then(|()| link.commit());
            if done.is_err() {
                link.rollback();
            }
            done?;
        }
        Ok(link)
    }

    fn session(&mut self) -> Result<&mut Session, StoreError> {
        if self.session.as_ref().is_some_and(Session::is_closed) {
            self.session = None;
        }
        match &mut self.session {
            Some(session) => Ok(session),
            None if self.open => {
                Err(StoreError::Unavailable("the connection to the database was lost".into()))
            }
            empty => Ok(empty.insert(self.server.connect(Purpose::Write)?)),
        }
    }

    /// Begins a transaction, waits for the lock, and sees what others have recorded until then.
    fn transaction(&mut self, see: &str) -> Result<Seen, StoreError> {
        let begun = self.begin_once(see);
        let lost = self.session.as_ref().is_none_or(Session::is_closed);
        match begun {
            // The server was restarted since the last act: nothing has happened yet, so once more is harmless.
            Err(_) if lost => {
                self.rollback();
                self.begin_once(see)
            }
            other => other,
        }
    }

    fn begin_once(&mut self, see: &str) -> Result<Seen, StoreError> {
        let session = self.session()?;
        let begun = session.last_of(&[BEGIN, LOCK, see], |row| {
            let newest = row.get::<Option<i64>>(0)?.zip(row.get(1)?);
            Ok(Seen { newest, least: row.get(2)? })
        });
        self.open = true;
        self.aborted = begun.is_err();
        begun.map(Option::unwrap_or_default)
    }

    /// Sends statements at once; the number of rows that they touched.
    fn send(&mut self, all: &[(&str, &[Val<'_>])]) -> Result<usize, StoreError> {
        all.iter().try_for_each(|(_, values)| storable(values))?;
        let done = self.session()?.pipeline(all);
        let done = done.and_then(|answers| answers.into_iter().sum::<Result<u64, _>>());
        Ok(usize::try_from(self.noted(done)?).unwrap_or(usize::MAX))
    }

    /// Remembers that a failed statement ends the transaction.
    fn noted<T>(&mut self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        self.aborted |= self.open && done.is_err();
        done
    }
}

impl Db for PostgresLink {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn each(&mut self, sql: &str, values: &[Val<'_>], each: &mut Each<'_>) -> Result<(), StoreError> {
        // What the reader of the rows complains of does not end the transaction, what the server does.
        let mut complaint = None;
        let done = self.session()?.each(sql, values, &mut |row| {
            if complaint.is_none() {
                complaint = each(row).err();
            }
            Ok(())
        });
        self.noted(done)?;
        complaint.map_or(Ok(()), Err)
    }

    fn execute(&mut self, sql: &str, values: &[Val<'_>]) -> Result<usize, StoreError> {
        storable(values)?;
        let done = self.session()?.execute(sql, values);
        self.noted(done)
    }

    fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        let done = self.session()?.script(sql);
        self.noted(done)
    }

    fn faults(&mut self) -> Result<Vec<String>, StoreError> {
        self.session()?.faults()
    }
}

impl Link for PostgresLink {
    fn begin(&mut self, known: Option<i64>) -> Result<Option<Newest>, StoreError> {
        let seen = self.transaction(SEE)?;
        schema::may_write(seen.least)?;
        let newest = seen.newest.unwrap_or((0, i64::MIN));
        // Whoever records anything gives a position, so the same newest one means that nobody did.
        Ok(Some(newest).filter(|(position, _)| known != Some(*position)))
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        if self.lost() {
            self.rollback();
            return Err(StoreError::Unavailable("the transaction was lost".into()));
        }
        let done = self.session().and_then(Session::commit);
        if done.is_ok() {
            self.open = false;
        } else {
            self.rollback();
        }
        done
    }

    fn rollback(&mut self) {
        if self.open && self.session.as_mut().is_none_or(|session| session.script("ROLLBACK").is_err()) {
            // A connection in a state that nobody knows is not used again.
            self.session = None;
        }
        self.open = false;
        self.aborted = false;
    }

    fn lost(&self) -> bool {
        !self.open || self.aborted || self.session.as_ref().is_none_or(Session::is_closed)
    }

    fn aborted(&self) -> bool {
        self.aborted && self.session.as_ref().is_some_and(|session| !session.is_closed())
    }

    fn together(&mut self, statements: &[Stmt<'_>]) -> Result<(), StoreError> {
        let all: Vec<(&str, &[Val<'_>])> =
            statements.iter().map(|(sql, values)| (*sql, values.as_slice())).collect();
        self.send(&all).map(drop)
    }

    fn many(&mut self, sql: &str, all: &[&[Val<'_>]]) -> Result<usize, StoreError> {
        all.iter().try_for_each(|values| storable(values))?;
        let joined = rows::joined(sql, all);
        let all: Vec<(&str, &[Val<'_>])> =
            joined.iter().map(|(sql, values)| (sql.as_ref(), values.as_slice())).collect();
        self.send(&all)
    }

    fn limit_size(&mut self, _bytes: Option<u64>) -> Result<(), StoreError> {
        // The server's disk is the server's own affair.
        Ok(())
    }
}
