//! The writer: what one process knows of the journal while it writes, over the connection of any engine.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use domain::ids::DossierId;

use crate::act::{DossierLabels, Head, Loading, PrivateRow, Reads, StoredAnswer, StreamId};
use crate::ahead::{Ahead, Remembers};
use crate::behind::{Behind, NoLink, Package};
use crate::book::{MoneyRow, Till};
use crate::db::{Db, Link, first, rows};
use crate::error::StoreError;
use crate::pending::Pending;
use crate::plan::{Tx, Write};
use crate::read;
use crate::remembered::{Counters, Recent, Streamed};
use crate::seal::Leaves;
use crate::sql::dialect::Dialect;
use crate::sql::{self, Val};

/// The one connection that writes, and what it knows of the database.
pub(crate) struct Writer {
    link: Box<dyn Link>,
    last_at_us: i64,
    next_position: i64,
    /// Whether the two above, and the cache, are as last committed or written in the open transaction.
    known: bool,
    /// Dossier histories as last committed or written in the open transaction.
    streams: Recent<StreamId, Loading>,
    counters: Counters,
    pending: Pending,
    /// What was read for the acts of the open transaction, while none of them has written.
    ahead: Ahead,
    /// A write of the open transaction failed: it can only be rolled back.
    torn: bool,
    /// The thread that writes, while acts stream.
    behind: Option<Behind>,
    /// What acts recorded while they stream.
    streamed: Option<Streamed>,
    /// See [`take_unsealed`](Self::take_unsealed).
    unsealed: Option<Leaves>,
    /// The newest position that was handed over while acts stream.
    durable: i64,
    /// How many dossiers are remembered.
    most: usize,
}

impl Writer {
    /// A writer that remembers about `most` dossiers between acts.
    pub fn new(link: Box<dyn Link>, most: usize) -> Self {
        Self {
            link,
            last_at_us: i64::MIN,
            next_position: 1,
            known: false,
            streams: Recent::new(most),
            counters: Counters::default(),
            pending: Pending::default(),
            ahead: Ahead::default(),
            torn: false,
            behind: None,
            streamed: None,
            unsealed: None,
            durable: 0,
            most,
        }
    }

    fn forget(&mut self) {
        self.streams.forget();
        self.counters.forget();
        self.pending = Pending::default();
        self.ahead = Ahead::default();
    }

    /// The connection, for statements within the open transaction; what acts of it wrote is there after
    /// [`flush`](Self::flush).
    pub fn db(&mut self) -> &mut dyn Db {
        &mut *self.link
    }

    /// Begins a transaction that can write, and learns what others have written since.
    pub fn begin(&mut self) -> Result<(), StoreError> {
        self.begin_reading(&[])
    }

    /// Whether [`begin_reading`](Self::begin_reading) saves anything.
    pub fn reads_ahead(&self) -> bool {
        self.link.dialect() == Dialect::Postgres
    }

    /// Begins as [`begin`](Self::begin), and reads what its acts will ask for.
    pub fn begin_reading(&mut self, wanted: &[Reads]) -> Result<(), StoreError> {
        let known = self.known.then(|| self.next_position.saturating_sub(1));
        let mut ahead = Ahead::of(wanted, self);
        let (kinds, questions) = ahead.questions();
        let begun = self.link.begin_asking(known, &questions, &mut |place, row| {
            if let Some(kind) = kinds.get(place) {
                ahead.found(*kind, row);
            }
        });
        let (newest, answered) = match begun {
            Ok(begun) => begun,
            Err(error) => {
                self.rollback();
                return Err(error);
            }
        };
        if let Some((position, at_us)) = newest {
            self.forget();
            self.next_position = position.saturating_add(1);
            self.last_at_us = self.last_at_us.max(at_us);
            self.known = true;
        }
        if !answered {
            return Ok(());
        }
        ahead.counters().into_iter().for_each(|(name, last)| self.counters.learn(&name, last));
        self.ahead = ahead;
        Ok(())
    }

    /// Makes everything since [`begin`](Self::begin) durable; behind a stream of acts it will be.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        let done = self.finish();
        if done.is_err() {
            self.rollback();
        }
        done
    }

    /// As [`commit`](Self::commit), and leaves it to the caller to [roll back](Self::rollback) after an error.
    ///
    /// # Errors
    ///
    /// When the transaction is then [`aborted`](Self::aborted), nothing of it was kept and each of its acts may be
    /// tried alone.
    pub fn finish(&mut self) -> Result<(), StoreError> {
        if self.behind.is_some() {
            return self.hand_over();
        }
        let done = self.package().finish(&mut *self.link);
        // Some of it may be written.
        self.torn |= done.is_err() && !self.link.lost();
        done
    }

    fn hand_over(&mut self) -> Result<(), StoreError> {
        let package = self.package();
        let newest = std::mem::replace(&mut self.durable, self.next_position.saturating_sub(1));
        match &self.behind {
            Some(behind) => behind.send(package, Some(newest)),
            None => Ok(()),
        }
    }

    fn package(&mut self) -> Package {
        self.ahead = Ahead::default();
        Package { pending: std::mem::take(&mut self.pending), given: self.counters.given() }
    }

    /// Writes the rows of the acts so far, so that a statement sees them.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        if self.behind.is_some() {
            return self.hand_over();
        }
        self.ahead = Ahead::default();
        let package = Package { pending: std::mem::take(&mut self.pending), ..Package::default() };
        let written = package.write(&mut *self.link);
        self.torn |= written.is_err();
        written
    }

    /// Runs `work` while another thread writes what it hands over with each [`commit`](Self::commit).
    ///
    /// # Errors
    ///
    /// The error of `work`, or why something could not be written; what was written before stays.
    pub fn streaming<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        // Learns what is there before the connection goes to the other thread.
        self.begin()?;
        self.commit()?;
        self.durable = self.next_position.saturating_sub(1);
        let sealed = read::seals(&mut *self.link)?.pop().map_or(0, |seal| seal.last);
        let unsealed = Leaves::after(&mut *self.link, sealed)?;
        let streamed = Streamed::after(&mut *self.link, self.most)?;
        let link = std::mem::replace(&mut self.link, Box::new(NoLink));
        let (behind, thread) = Behind::start(link, unsealed)?;
        self.link = behind.reader();
        self.behind = Some(behind);
        self.streamed = Some(streamed);
        // The connection comes back whatever happens: what is recorded next must not go to that thread.
        let done = catch_unwind(AssertUnwindSafe(|| work(self)));
        self.link = Box::new(NoLink);
        let given_back = self.behind.take().map(|behind| behind.give_back(thread));
        self.streamed = None;
        let Some((Some((link, unsealed)), written)) = given_back else {
            return Err(StoreError::Unavailable("the connection was lost".into()).into());
        };
        self.link = link;
        if matches!(done, Ok(Ok(_))) && written.is_ok() {
            self.unsealed = Some(unsealed);
        } else {
            self.rollback();
        }
        let done = done.unwrap_or_else(|cause| resume_unwind(cause));
        written?;
        done
    }

    /// The records that no seal covered when the last stream of acts ended; gone when asked for.
    pub fn take_unsealed(&mut self) -> Option<Leaves> {
        self.unsealed.take()
    }

    /// Forgets everything since [`begin`](Self::begin).
    pub fn rollback(&mut self) {
        self.link.rollback();
        self.torn = false;
        self.forget();
        self.known = false;
    }

    /// Whether the open transaction can only be rolled back.
    pub fn lost(&self) -> bool {
        self.torn || self.link.lost()
    }

    /// See [`Link::aborted`].
    pub fn aborted(&self) -> bool {
        self.link.aborted() || (self.torn && !self.link.lost())
    }

    /// See [`Link::make_room`].
    pub fn make_room(&mut self) -> bool {
        self.link.make_room()
    }

    /// See [`Link::limit_size`].
    pub fn limit_size(&mut self, bytes: Option<u64>) -> Result<(), StoreError> {
        self.link.limit_size(bytes)
    }

    /// Runs `work` in a transaction of its own: all of it is durable, or nothing is recorded.
    pub fn alone<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.begin()?;
        match work(self) {
            Ok(answer) => self.commit().map(|()| answer),
            Err(error) => {
                self.rollback();
                Err(error)
            }
        }
    }

    /// Runs one statement of the program in a transaction of its own.
    pub fn run(&mut self, text: &str, values: &[Val<'_>]) -> Result<usize, StoreError> {
        self.alone(|own| own.link.execute(text, values))
    }

    /// One statement for many rows of values, all or nothing; the number of rows it touched.
    pub fn run_all(&mut self, text: &str, all: &[&[Val<'_>]]) -> Result<usize, StoreError> {
        self.alone(|own| own.link.many(text, all))
    }
}

impl Remembers for Writer {
    fn has_stream(&self, id: &StreamId) -> bool {
        self.streams.get(id).is_some()
    }

    fn has_counter(&self, name: &str) -> bool {
        self.counters.last(name).is_some()
    }
}

impl Tx for Writer {
    fn last_at_us(&self) -> i64 {
        self.last_at_us
    }

    fn next_position(&self) -> i64 {
        self.next_position
    }

    fn stream(&mut self, id: &StreamId) -> Result<Loading, StoreError> {
        let closed = |streamed: &mut Streamed| streamed.closed.take(id);
        match self.streams.take(id).or_else(|| self.streamed.as_mut().and_then(closed)) {
            Some(known) => Ok(known),
            None => {
                if self.pending.has_stream(id) {
                    self.flush()?;
                }
                self.ahead.stream(id).map_or_else(|| read::stream(self.link.as_mut(), id), Ok)
            }
        }
    }

    fn head(&mut self, id: &StreamId) -> Result<Head, StoreError> {
        let name = id.name();
        if let Some(head) = self.pending.head(&name) {
            return Ok(head);
        }
        if let Some(head) = self.ahead.head(&name) {
            return Ok(head);
        }
        let head = first(self.db(), sql::HEAD, &[name.as_str().into()], |row| read::head(row, &name))?;
        Ok(head.unwrap_or_default())
    }

    fn counter(&mut self, name: &str) -> Result<u64, StoreError> {
        if let Some(last) = self.counters.last(name) {
            return Ok(last);
        }
        if let Some(streamed) = &self.streamed {
            return Ok(streamed.counters.get(name).copied().unwrap_or(0));
        }
        let last = first(self.db(), sql::COUNTER, &[name.into()], |row| row.get::<i64>(0))?;
        let last = last.and_then(|last| u64::try_from(last).ok()).unwrap_or(0);
        self.counters.learn(name, last);
        Ok(last)
    }

    fn private(&mut self, id: &str) -> Result<Option<PrivateRow>, StoreError> {
        if self.pending.erases(id) {
            self.flush()?;
        }
        let streamed = self.streamed.as_ref();
        match self.pending.private(id).or_else(|| streamed?.people.get(id).cloned()) {
            Some(row) => Ok(Some(row)),
            None => self.ahead.private(id).map_or_else(|| read::private(self.link.as_mut(), id), Ok),
        }
    }

    fn answer(&mut self, actor: &str, key: &str) -> Result<Option<(String, StoredAnswer)>, StoreError> {
        if let Some(answer) = self.pending.answer(actor, key) {
            return Ok(Some(answer));
        }
        if let Some(known) = self.ahead.answer(actor, key) {
            return Ok(known);
        }
        first(self.db(), sql::ANSWER, &[actor.into(), key.into()], read::answer)
    }

    fn till(&mut self, till: &Till, after: i64) -> Result<Vec<MoneyRow>, StoreError> {
        self.flush()?;
        let sql = format!(
            "SELECT {} FROM money WHERE unit = $1 AND person = $2 AND position > $3 ORDER BY position",
            sql::MONEY
        );
        let values = [till.unit.as_str().into(), till.person.as_str().into(), after.into()];
        rows(self.db(), &sql, &values, read::money)
    }

    fn paid_with(&mut self, receipt: &str) -> Result<Vec<MoneyRow>, StoreError> {
        if let Some(streamed) = &self.streamed {
            return Ok(streamed.paid.get(receipt).cloned().unwrap_or_default());
        }
        if self.pending.paid_with(receipt) {
            self.flush()?;
        }
        let sql = format!(
            "SELECT {} FROM money WHERE receipt = $1 AND method <> 'cash' ORDER BY position",
            sql::MONEY
        );
        rows(self.db(), &sql, &[receipt.into()], read::money)
    }

    fn labels(&mut self, id: &DossierId) -> Result<Option<DossierLabels>, StoreError> {
        if self.pending.labels(id) {
            self.flush()?;
        }
        self.ahead.labels(id).map_or_else(|| read::labels(self.link.as_mut(), id), Ok)
    }

    fn apply(&mut self, writes: Vec<Write>, touched: Vec<Loading>, at_us: i64) -> Result<(), StoreError> {
        let mut given = Vec::new();
        for write in &writes {
            if let Write::Counter(name, last) = write {
                if self.counter(name)? > *last {
                    return Err(StoreError::Conflict("a counter never goes back".into()));
                }
                given.push((name.clone(), *last));
            }
        }
        self.pending.check(&writes)?;
        given.iter().for_each(|(name, last)| self.counters.give(name, *last));
        let records = writes.iter().filter(|write| matches!(write, Write::Journal(_))).count();
        for write in writes {
            if let Some(streamed) = &mut self.streamed {
                streamed.learn(&write);
            }
            self.pending.keep(write);
        }
        let records = i64::try_from(records).unwrap_or(i64::MAX);
        self.next_position = self.next_position.saturating_add(records);
        if records > 0 {
            self.last_at_us = self.last_at_us.max(at_us);
        }
        for loading in touched {
            let closed = loading.row.as_ref().is_some_and(|row| row.closed_at.is_some());
            match &mut self.streamed {
                _ if !matches!(loading.id, StreamId::Dossier(_)) => {}
                Some(streamed) if closed => streamed.closed.put(loading.id.clone(), loading),
                _ => self.streams.put(loading.id.clone(), loading),
            }
        }
        Ok(())
    }
}
