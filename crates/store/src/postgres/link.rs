//! The connection that writes: one lock for all processes, and a transaction in two round trips: one begins it and
//! reads, the other writes and ends it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use tokio_postgres::types::Type;

use super::rows;
use super::server::{Purpose, Server};
use super::session::{Sent, Session, Unfinished, storable};
use crate::db::{Db, Each, Found, Group, Link, Newest, Work};
use crate::error::StoreError;
use crate::row::Row;
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
    /// The questions were answered too.
    answered: bool,
}

/// The one connection of this process that writes; made anew when it was lost.
pub(crate) struct PostgresLink {
    server: Arc<Server>,
    session: Option<Session>,
    /// The connection was made since the last transaction: behind it may be another server, or the same with another past.
    renewed: bool,
    /// Between `begin` and its end.
    open: bool,
    /// A statement failed: the server will only roll back.
    aborted: bool,
    /// The server has rolled back already.
    ended: bool,
    /// Statements of many rows and tables, by the places of the program's own texts that they were made of.
    made: HashMap<Vec<(usize, usize)>, Made>,
}

/// A statement made of others, and how many values a row of each has.
type Made = (Arc<str>, Vec<usize>);

/// Statements of many tables that are kept: which tables a commit touches differs, but not endlessly.
const MADE: usize = 256;

impl PostgresLink {
    /// Connects and brings the schema up to date.
    pub fn open(server: Arc<Server>) -> Result<Self, StoreError> {
        let made = HashMap::new();
        let mut link =
            Self { server, session: None, renewed: true, open: false, aborted: false, ended: false, made };
        if schema::version(&mut link)? < SCHEMA_VERSION {
            link.transaction(NOTHING, &[], &mut |_, _| {})?;
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
            empty => {
                self.renewed = true;
                Ok(empty.insert(self.server.connect(Purpose::Write)?))
            }
        }
    }

    /// Begins a transaction, waits for the lock, and sees what others have recorded until then.
    fn transaction(
        &mut self,
        see: &str,
        questions: &[Stmt<'_>],
        found: &mut Found<'_>,
    ) -> Result<Seen, StoreError> {
        let begun = self.begin_once(see, questions, found);
        let lost = self.session.as_ref().is_none_or(Session::is_closed);
        match begun {
            // The server was restarted since the last act: nothing has happened yet, so once more is harmless.
            Err(_) if lost => {
                self.rollback();
                self.begin_once(see, questions, found)
            }
            other => other,
        }
    }

    fn begin_once(
        &mut self,
        see: &str,
        questions: &[Stmt<'_>],
        found: &mut Found<'_>,
    ) -> Result<Seen, StoreError> {
        let session = self.session()?;
        let begin = [BEGIN, LOCK, see].map(|text| (Cow::Borrowed(text), Vec::new()));
        let begin_count = begin.len();
        let asked = questions.iter().map(|(text, values)| (Cow::Borrowed(*text), values.clone()));
        let all: Vec<Sent<'_>> = begin.into_iter().chain(asked).collect();
        let begun = session.answers(&all);
        self.open = true;
        self.aborted = begun.as_ref().map_or(true, |answers| answers.iter().any(Result::is_err));
        self.ended = false;
        let mut begun = begun?.into_iter();
        let mut seen = None;
        for answer in begun.by_ref().take(begin_count) {
            seen = answer?.into_iter().next();
        }
        if self.aborted() {
            // A question failed: the act that wants the answer asks again, and fails alone.
            self.rollback();
            return self.begin_once(see, &[], found).map(|seen| Seen { answered: false, ..seen });
        }
        for (place, answer) in begun.enumerate() {
            answer?.iter().for_each(|row| found(place, &Row::Postgres(row)));
        }
        let Some(row) = seen else { return Ok(Seen::default()) };
        let row = Row::Postgres(&row);
        Ok(Seen { newest: row.get::<Option<i64>>(0)?.zip(row.get(1)?), least: row.get(2)?, answered: true })
    }

    /// Sends statements at once; the number of rows that they touched.
    fn send(&mut self, all: &[Sent<'_>]) -> Result<usize, StoreError> {
        all.iter().try_for_each(|(_, values)| storable(values))?;
        let done = self.session()?.pipeline(all);
        let done = done.and_then(|answers| answers.into_iter().sum::<Result<u64, _>>());
        Ok(usize::try_from(self.noted(done)?).unwrap_or(usize::MAX))
    }

    /// The statements of `work`, as few as possible.
    fn sent<'w>(&mut self, work: Work<'w>) -> Result<Vec<Sent<'w>>, StoreError> {
        let puts = |(text, _): &Group<'_>| rows::inserts(text);
        let (mut put, others): (Vec<_>, Vec<_>) = work.first.into_iter().partition(puts);
        // Nothing in between touches these tables.
        let (put_last, last): (Vec<_>, Vec<_>) = work.last.into_iter().partition(puts);
        put.extend(put_last);
        put.retain(|(_, rows)| !rows.is_empty());
        let mut all = Vec::new();
        for group in others {
            self.deleted(group, &mut all)?;
        }
        while !put.is_empty() {
            let mut now = Vec::with_capacity(put.len());
            for (text, rows) in &mut put {
                let most = rows.len().min(rows::MOST);
                now.push((*text, rows.drain(..most).collect()));
            }
            put.retain(|(_, rows)| !rows.is_empty());
            all.push(self.inserted(now)?);
        }
        all.extend(work.in_order.into_iter().map(|(text, values)| (Cow::Borrowed(text), values)));
        for group in last {
            self.deleted(group, &mut all)?;
        }
        all.iter().try_for_each(|(_, values)| storable(values))?;
        Ok(all)
    }

    /// One statement for the rows of several tables.
    fn inserted<'w>(&mut self, groups: Vec<Group<'w>>) -> Result<Sent<'w>, StoreError> {
        let texts: Vec<&'static str> = groups.iter().map(|(text, _)| *text).collect();
        let (text, counts) = self.made(&texts, rows::inserting)?;
        let rows = groups.into_iter().map(|(_, rows)| rows);
        let values = rows.zip(counts).flat_map(|(rows, count)| rows::turned(rows, count)).collect();
        Ok((Cow::Owned(text.as_ref().to_owned()), values))
    }

    fn deleted<'w>(&mut self, (text, rows): Group<'w>, all: &mut Vec<Sent<'w>>) -> Result<(), StoreError> {
        if rows.len() < 2 {
            all.extend(rows.into_iter().map(|values| (Cow::Borrowed(text), values)));
            return Ok(());
        }
        let one =
            |parts: &[(&str, Vec<Type>)]| parts.first().and_then(|(sql, kinds)| rows::deleting(sql, kinds));
        let (text, counts) = self.made(&[text], one)?;
        let values = counts.into_iter().flat_map(|count| rows::turned(rows.clone(), count)).collect();
        all.push((Cow::Owned(text.as_ref().to_owned()), values));
        Ok(())
    }

    /// The statement that `make` makes of others, made once.
    fn made(
        &mut self,
        texts: &[&'static str],
        make: impl FnOnce(&[(&str, Vec<Type>)]) -> Option<String>,
    ) -> Result<Made, StoreError> {
        let key: Vec<(usize, usize)> = texts.iter().map(|text| (text.as_ptr().addr(), text.len())).collect();
        if let Some(known) = self.made.get(&key) {
            return Ok(known.clone());
        }
        let mut parts = Vec::with_capacity(texts.len());
        for text in texts {
            let kinds = self.session().and_then(|session| session.kinds(text));
            parts.push((*text, self.noted(kinds)?));
        }
        let text =
            make(&parts).ok_or_else(|| StoreError::Invalid(format!("not for many rows: {texts:?}")))?;
        let made = (text.into(), parts.iter().map(|(_, kinds)| kinds.len()).collect::<Vec<_>>());
        if self.made.len() >= MADE {
            self.made.clear();
        }
        self.made.insert(key, made.clone());
        Ok(made)
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
        self.begin_asking(known, &[], &mut |_, _| {}).map(|(newest, _)| newest)
    }

    fn begin_asking(
        &mut self,
        known: Option<i64>,
        questions: &[Stmt<'_>],
        found: &mut Found<'_>,
    ) -> Result<(Option<Newest>, bool), StoreError> {
        let seen = self.transaction(SEE, questions, found)?;
        schema::may_write(seen.least)?;
        let newest = seen.newest.unwrap_or((0, i64::MIN));
        // Whoever records anything gives a position, so the same newest one means that nobody did, on the same server.
        let renewed = std::mem::take(&mut self.renewed);
        Ok((Some(newest).filter(|(position, _)| renewed || known != Some(*position)), seen.answered))
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.finish(Work::default())
    }

    fn write(&mut self, work: Work<'_>) -> Result<(), StoreError> {
        let all = self.sent(work)?;
        self.send(&all).map(drop)
    }

    fn finish(&mut self, work: Work<'_>) -> Result<(), StoreError> {
        if self.lost() {
            self.rollback();
            return Err(StoreError::Unavailable("the transaction was lost".into()));
        }
        let all = self.sent(work)?;
        match self.session()?.finish(all) {
            Ok(()) => {
                self.open = false;
                Ok(())
            }
            Err(Unfinished::Open(error)) => self.noted(Err(error)),
            Err(Unfinished::Refused(error)) => {
                self.ended = true;
                self.noted(Err(error))
            }
            Err(Unfinished::Unknown(error)) => {
                self.rollback();
                Err(error)
            }
        }
    }

    fn rollback(&mut self) {
        let alive = |session: &mut Session| !session.is_closed() && session.script("ROLLBACK").is_ok();
        if self.open && !self.ended && !self.session.as_mut().is_some_and(alive) {
            // A connection in a state that nobody knows is not used again.
            self.session = None;
        }
        self.open = false;
        self.aborted = false;
        self.ended = false;
    }

    fn lost(&self) -> bool {
        !self.open || self.aborted || self.session.as_ref().is_none_or(Session::is_closed)
    }

    fn aborted(&self) -> bool {
        self.aborted && self.session.as_ref().is_some_and(|session| !session.is_closed())
    }

    fn together(&mut self, statements: &[Stmt<'_>]) -> Result<(), StoreError> {
        let all: Vec<Sent<'_>> =
            statements.iter().map(|(sql, values)| (Cow::Borrowed(*sql), values.clone())).collect();
        self.send(&all).map(drop)
    }

    fn many(&mut self, sql: &str, all: &[&[Val<'_>]]) -> Result<usize, StoreError> {
        let all: Vec<Sent<'_>> = all.iter().map(|values| (Cow::Borrowed(sql), values.to_vec())).collect();
        self.send(&all)
    }

    fn limit_size(&mut self, _bytes: Option<u64>) -> Result<(), StoreError> {
        // The server's disk is the server's own affair.
        Ok(())
    }
}
