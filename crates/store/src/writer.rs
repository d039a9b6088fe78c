//! The writer: what one process knows of the journal while it writes, over the connection of any engine.

use std::collections::HashMap;

use domain::ids::DossierId;

use crate::act::{DossierLabels, Head, Loading, PrivateRow, StoredAnswer, StreamId};
use crate::book::{MoneyRow, Till};
use crate::db::{Db, Link, first, rows};
use crate::error::StoreError;
use crate::plan::{Tx, Write};
use crate::read;
use crate::row::{bytes, number};
use crate::sql::{self, Stmt, Val};

/// Histories kept decoded between acts; enough for what a day's desk works on.
const CACHED: usize = 4096;

/// The one connection that writes, and what it knows of the database.
pub(crate) struct Writer {
    link: Box<dyn Link>,
    last_at_us: i64,
    next_position: i64,
    /// Whether the two above, and the cache, are as last committed or written in the open transaction.
    known: bool,
    /// Dossier histories as last committed or written in the open transaction.
    cache: HashMap<StreamId, Loading>,
}

impl Writer {
    pub fn new(link: Box<dyn Link>) -> Self {
        Self { link, last_at_us: i64::MIN, next_position: 1, known: false, cache: HashMap::new() }
    }

    /// The connection, for statements within the open transaction.
    pub fn db(&mut self) -> &mut dyn Db {
        &mut *self.link
    }

    /// Begins a transaction that can write, and learns what others have written since.
    pub fn begin(&mut self) -> Result<(), StoreError> {
        let known = self.known.then(|| self.next_position.saturating_sub(1));
        match self.link.begin(known) {
            Ok(None) => Ok(()),
            Ok(Some((position, at_us))) => {
                self.cache.clear();
                self.next_position = position.saturating_add(1);
                self.last_at_us = self.last_at_us.max(at_us);
                self.known = true;
                Ok(())
            }
            Err(error) => {
                self.rollback();
                Err(error)
            }
        }
    }

    /// Makes everything since [`begin`](Self::begin) durable.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        let done = self.link.commit();
        if done.is_err() {
            self.rollback();
        }
        done
    }

    /// Forgets everything since [`begin`](Self::begin).
    pub fn rollback(&mut self) {
        self.link.rollback();
        self.cache.clear();
        self.known = false;
    }

    /// Whether the open transaction can only be rolled back.
    pub fn lost(&self) -> bool {
        self.link.lost()
    }

    /// See [`Link::aborted`].
    pub fn aborted(&self) -> bool {
        self.link.aborted()
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

impl Tx for Writer {
    fn last_at_us(&self) -> i64 {
        self.last_at_us
    }

    fn next_position(&self) -> i64 {
        self.next_position
    }

    fn stream(&mut self, id: &StreamId) -> Result<Loading, StoreError> {
        match self.cache.get(id) {
            Some(known) => Ok(known.clone()),
            None => read::stream(self.db(), id),
        }
    }

    fn head(&mut self, id: &StreamId) -> Result<Head, StoreError> {
        let name = id.name();
        let head = first(self.db(), sql::HEAD, &[name.as_str().into()], |row| {
            Ok(Head { revision: number(row, 0)?, at_us: row.get(1)?, hash: bytes(row, 2, &name)? })
        })?;
        Ok(head.unwrap_or_default())
    }

    fn counter(&mut self, name: &str) -> Result<u64, StoreError> {
        let last = first(self.db(), sql::COUNTER, &[name.into()], |row| row.get::<i64>(0))?;
        Ok(last.and_then(|last| u64::try_from(last).ok()).unwrap_or(0))
    }

    fn private(&mut self, id: &str) -> Result<Option<PrivateRow>, StoreError> {
        read::private(self.db(), id)
    }

    fn answer(&mut self, actor: &str, key: &str) -> Result<Option<(String, StoredAnswer)>, StoreError> {
        first(self.db(), sql::ANSWER, &[actor.into(), key.into()], |row| {
            Ok((row.get(0)?, StoredAnswer { status: number(row, 1)?, body: row.get(2)? }))
        })
    }

    fn till(&mut self, till: &Till, after: i64) -> Result<Vec<MoneyRow>, StoreError> {
        let sql = format!(
            "SELECT {} FROM money WHERE unit = $1 AND person = $2 AND position > $3 ORDER BY position",
            sql::MONEY
        );
        let values = [till.unit.as_str().into(), till.person.as_str().into(), after.into()];
        rows(self.db(), &sql, &values, read::money)
    }

    fn paid_with(&mut self, receipt: &str) -> Result<Vec<MoneyRow>, StoreError> {
        let sql = format!(
            "SELECT {} FROM money WHERE receipt = $1 AND method <> 'cash' ORDER BY position",
            sql::MONEY
        );
        rows(self.db(), &sql, &[receipt.into()], read::money)
    }

    fn labels(&mut self, id: &DossierId) -> Result<Option<DossierLabels>, StoreError> {
        read::labels(self.db(), id)
    }

    fn apply(&mut self, writes: Vec<Write>, touched: Vec<Loading>, at_us: i64) -> Result<(), StoreError> {
        let statements: Vec<Stmt<'_>> = writes.iter().flat_map(sql::statements).collect();
        self.link.together(&statements)?;
        let records = writes.iter().filter(|write| matches!(write, Write::Journal(_))).count();
        let records = i64::try_from(records).unwrap_or(i64::MAX);
        self.next_position = self.next_position.saturating_add(records);
        self.last_at_us = self.last_at_us.max(at_us);
        if self.cache.len() > CACHED {
            self.cache.clear();
        }
        let whole = touched.into_iter().filter(|loading| matches!(loading.id, StreamId::Dossier(_)));
        self.cache.extend(whole.map(|loading| (loading.id.clone(), loading)));
        Ok(())
    }
}
