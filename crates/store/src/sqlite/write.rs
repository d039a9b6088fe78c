//! The writer: transactions with a savepoint for each act.

use std::collections::HashMap;

use domain::ids::DossierId;
use rusqlite::{Connection, OptionalExtension};

use super::connect::Rewriter;
use super::read;
use crate::act::{DossierLabels, Head, Loading, PrivateRow, StoredAnswer, StreamId};
use crate::error::StoreError;
use crate::plan::{Tx, Write};
use crate::sql::{self, Val};

/// Histories kept decoded between acts; enough for what a day's desk works on.
const CACHED: usize = 4096;

/// The one connection that writes, and what it knows of the file.
#[derive(Debug)]
pub(crate) struct Writer {
    pub connection: Connection,
    pub rewriter: Rewriter,
    last_at_us: i64,
    next_position: i64,
    /// Changes when another connection has written; then what is remembered here is stale.
    data_version: i64,
    /// Dossier histories as last committed or written in the open transaction.
    cache: HashMap<StreamId, Loading>,
    /// What a failed fsync left unknown: nothing more is written through this connection.
    broken: bool,
}

impl Writer {
    pub fn new(connection: Connection) -> Result<Self, StoreError> {
        let mut writer = Self {
            connection,
            rewriter: Rewriter::default(),
            last_at_us: i64::MIN,
            next_position: 1,
            data_version: -1,
            cache: HashMap::new(),
            broken: false,
        };
        writer.refresh()?;
        Ok(writer)
    }

    /// Begins a transaction that can write.
    pub fn begin(&mut self) -> Result<(), StoreError> {
        if self.broken {
            return Err(StoreError::Unavailable(
                "the disk failed to keep a commit: restart after a check".into(),
            ));
        }
        self.rewriter.prepare(&self.connection, "BEGIN IMMEDIATE")?.execute([])?;
        self.refresh()
    }

    /// Makes everything since [`begin`](Self::begin) durable.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        let done = self.rewriter.prepare(&self.connection, "COMMIT")?.execute([]);
        match done {
            Ok(_) => Ok(()),
            Err(error) => {
                // After a failed fsync the kernel may have dropped the pages: a retry would lie.
                let extended = error.sqlite_error().map_or(0, |inner| inner.extended_code);
                let fsync = [rusqlite::ffi::SQLITE_IOERR_FSYNC, rusqlite::ffi::SQLITE_IOERR_DIR_FSYNC];
                self.broken |= fsync.contains(&extended);
                self.rollback();
                Err(error.into())
            }
        }
    }

    /// Forgets everything since [`begin`](Self::begin).
    pub fn rollback(&mut self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.connection.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "the transaction could not be rolled back");
            self.broken = true;
        }
        self.forget();
    }

    /// Whether the open transaction is gone because the engine gave it up itself.
    pub fn lost(&self) -> bool {
        self.connection.is_autocommit()
    }

    fn forget(&mut self) {
        self.cache.clear();
        self.data_version = -1;
    }

    /// Learns what other connections have written since.
    fn refresh(&mut self) -> Result<(), StoreError> {
        let version: i64 = self
            .rewriter
            .prepare(&self.connection, "PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        if version == self.data_version {
            return Ok(());
        }
        self.cache.clear();
        let newest = self
            .rewriter
            .prepare(&self.connection, sql::NEWEST)?
            .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))
            .optional()?;
        let (position, at_us) = newest.unwrap_or((0, i64::MIN));
        self.next_position = position.saturating_add(1);
        self.last_at_us = self.last_at_us.max(at_us);
        self.data_version = version;
        Ok(())
    }

    fn execute(&mut self, write: &Write) -> Result<(), StoreError> {
        for (text, values) in sql::statements(write) {
            let mut statement = self.rewriter.prepare(&self.connection, text)?;
            statement.execute(rusqlite::params_from_iter(&values))?;
        }
        Ok(())
    }

    /// Runs one statement of the program in a transaction of its own.
    pub fn run(&mut self, text: &'static str, values: &[Val<'_>]) -> Result<usize, StoreError> {
        self.run_all(text, std::iter::once(values))
    }

    /// One statement for many rows of values, all or nothing; the number of rows it touched.
    pub fn run_all<'v>(
        &mut self,
        text: &'static str,
        all: impl Iterator<Item = &'v [Val<'v>]>,
    ) -> Result<usize, StoreError> {
        self.begin()?;
        let done = self.rewriter.prepare(&self.connection, text).and_then(|mut statement| {
            let mut touched = 0_usize;
            for values in all {
                touched = touched.saturating_add(statement.execute(rusqlite::params_from_iter(values))?);
            }
            Ok(touched)
        });
        match done {
            Ok(count) => self.commit().map(|()| count),
            Err(error) => {
                self.rollback();
                Err(error)
            }
        }
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
        if let Some(known) = self.cache.get(id) {
            return Ok(known.clone());
        }
        let loading = read::stream(&self.connection, &mut self.rewriter, id)?;
        Ok(loading)
    }

    fn head(&mut self, id: &StreamId) -> Result<Head, StoreError> {
        let mut statement = self.rewriter.prepare(&self.connection, sql::HEAD)?;
        let mut rows = statement.query([id.name()])?;
        match rows.next()? {
            None => Ok(Head::default()),
            Some(row) => Ok(Head {
                revision: read::number(row, 0)?,
                at_us: row.get(1)?,
                hash: read::bytes(row, 2, &id.name())?,
            }),
        }
    }

    fn counter(&mut self, name: &str) -> Result<u64, StoreError> {
        let last: Option<i64> = self
            .rewriter
            .prepare(&self.connection, sql::COUNTER)?
            .query_row([name], |row| row.get(0))
            .optional()?;
        Ok(last.and_then(|last| u64::try_from(last).ok()).unwrap_or(0))
    }

    fn private(&mut self, id: &str) -> Result<Option<PrivateRow>, StoreError> {
        read::private(&self.connection, &mut self.rewriter, id)
    }

    fn answer(&mut self, actor: &str, key: &str) -> Result<Option<(String, StoredAnswer)>, StoreError> {
        let mut statement = self.rewriter.prepare(&self.connection, sql::ANSWER)?;
        let mut rows = statement.query([actor, key])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some((row.get(0)?, StoredAnswer { status: read::number(row, 1)?, body: row.get(2)? })))
    }

    fn till(
        &mut self,
        till: &crate::book::Till,
        after: i64,
    ) -> Result<Vec<crate::book::MoneyRow>, StoreError> {
        let sql = format!(
            "SELECT {} FROM money WHERE unit = $1 AND person = $2 AND position > $3 ORDER BY position",
            sql::MONEY
        );
        let values = [till.unit.as_str().into(), till.person.as_str().into(), after.into()];
        super::rows(&self.connection, &sql, &values, read::money)
    }

    fn paid_with(&mut self, receipt: &str) -> Result<Vec<crate::book::MoneyRow>, StoreError> {
        let sql = format!(
            "SELECT {} FROM money WHERE receipt = $1 AND method <> 'cash' ORDER BY position",
            sql::MONEY
        );
        super::rows(&self.connection, &sql, &[receipt.into()], read::money)
    }

    fn labels(&mut self, id: &DossierId) -> Result<Option<DossierLabels>, StoreError> {
        read::labels(&self.connection, &mut self.rewriter, id)
    }

    fn apply(&mut self, writes: Vec<Write>, touched: Vec<Loading>, at_us: i64) -> Result<(), StoreError> {
        self.rewriter.prepare(&self.connection, "SAVEPOINT act")?.execute([])?;
        let mut records = 0_i64;
        for write in &writes {
            records = records.saturating_add(i64::from(matches!(write, Write::Journal(_))));
            if let Err(error) = self.execute(write) {
                if !self.lost() {
                    self.connection.execute_batch("ROLLBACK TO act; RELEASE act")?;
                }
                return Err(error);
            }
        }
        self.rewriter.prepare(&self.connection, "RELEASE act")?.execute([])?;
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
