//! Statements, rows and transactions on the embedded database.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql};

use super::checkpoint::{Broken, Committed, bring_all_back, is_failed_fsync, tell};
use crate::condition::timed;
use crate::db::{Db, Each, Link, Newest, first};
use crate::error::StoreError;
use crate::row::{Cell, Row};
use crate::schema;
use crate::sql::dialect::Dialect;
use crate::sql::{self, Stmt, Val};

impl ToSql for Val<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Val::Null => ValueRef::Null,
            Val::Int(number) => ValueRef::Integer(*number),
            Val::Text(text) => ValueRef::Text(text.as_bytes()),
            Val::Many(_) => {
                let cause = "a column of values in a statement of the embedded database";
                return Err(rusqlite::Error::ToSqlConversionFailure(cause.into()));
            }
        }))
    }
}

/// A cell of a row.
pub(crate) fn cell<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> Result<Cell<'r>, StoreError> {
    match row.get_ref(at)? {
        ValueRef::Null => Ok(Cell::Null),
        ValueRef::Integer(number) => Ok(Cell::Int(number)),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes)
            .map(Cell::Text)
            .map_err(|cause| StoreError::corrupt("database row", cause)),
        other => Err(StoreError::corrupt("database row", format!("a cell of type {}", other.data_type()))),
    }
}

/// A connection that somebody else keeps.
pub(crate) struct Borrowed<'c>(pub &'c Connection);

impl Db for Borrowed<'_> {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn each(&mut self, sql: &str, values: &[Val<'_>], each: &mut Each<'_>) -> Result<(), StoreError> {
        timed(sql, || {
            let mut statement = self.0.prepare_cached(&Dialect::Sqlite.text(sql))?;
            let mut found = statement.query(rusqlite::params_from_iter(values))?;
            while let Some(row) = found.next()? {
                each(&Row::Sqlite(row))?;
            }
            Ok(())
        })
    }

    fn execute(&mut self, sql: &str, values: &[Val<'_>]) -> Result<usize, StoreError> {
        timed(sql, || {
            let mut statement = self.0.prepare_cached(&Dialect::Sqlite.text(sql))?;
            Ok(statement.execute(rusqlite::params_from_iter(values))?)
        })
    }

    fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        Ok(self.0.execute_batch(sql)?)
    }

    fn faults(&mut self) -> Result<Vec<String>, StoreError> {
        // The quick one does not compare indexes with their tables: what is looked up would not be found.
        let pages = crate::db::rows(self, "PRAGMA integrity_check", &[], |row| row.get::<String>(0))?;
        let mut faults: Vec<String> = pages.into_iter().filter(|line| line != "ok").collect();
        faults.extend(super::texts::faults(self.0)?);
        faults.extend(super::names::faults(self.0)?);
        Ok(faults)
    }
}

/// How often, and after how long, it is tried to bring the log back while its own thread is at it.
const TRIES: u32 = 40;
const BETWEEN_TRIES: Duration = Duration::from_millis(5);

/// The one connection that writes.
#[derive(Debug)]
pub(crate) struct SqliteLink {
    connection: Connection,
    /// Changes when another connection has written; then what is remembered is stale.
    data_version: i64,
    /// What a failed fsync left unknown: nothing more is written through this connection.
    broken: Broken,
    committed: Committed,
    /// The statements of writes as this engine numbers their values, by the place of the program's own text.
    texts: HashMap<(usize, usize), String>,
}

impl SqliteLink {
    pub fn new(connection: Connection, broken: Broken, committed: Committed) -> Self {
        Self { connection, data_version: -1, broken, committed, texts: HashMap::new() }
    }

    /// Refuses to go on after a failed fsync.
    fn whole(&self) -> Result<(), StoreError> {
        if self.broken.load(Ordering::Acquire) {
            return Err(StoreError::Unavailable(
                "the disk failed to keep a commit: restart after a check".into(),
            ));
        }
        Ok(())
    }

    /// See [`bring_all_back`].
    fn bring_log_back(&self) -> Option<bool> {
        bring_all_back(&self.connection).unwrap_or_else(|error| {
            self.broken.fetch_or(is_failed_fsync(&error), Ordering::AcqRel);
            tell(error);
            Some(false)
        })
    }

    fn db(&self) -> Borrowed<'_> {
        Borrowed(&self.connection)
    }

    /// Runs a statement that the program has for ever: it is rewritten once.
    fn write(&mut self, sql: &'static str, values: &[Val<'_>]) -> Result<(), StoreError> {
        let key = (sql.as_ptr().addr(), sql.len());
        let text = self.texts.entry(key).or_insert_with(|| Dialect::Sqlite.text(sql).into_owned());
        let mut statement = self.connection.prepare_cached(text)?;
        timed(sql, || statement.execute(rusqlite::params_from_iter(values)))?;
        Ok(())
    }
}

impl Drop for SqliteLink {
    fn drop(&mut self) {
        // Pages that the kernel may have dropped are not brought back: the log is read again at the next start.
        if self.broken.load(Ordering::Acquire) {
            let told = self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
            if let Err(error) = told {
                tracing::error!(%error, "the log may be brought back although the disk failed");
            }
        }
    }
}

impl Db for SqliteLink {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn each(&mut self, sql: &str, values: &[Val<'_>], each: &mut Each<'_>) -> Result<(), StoreError> {
        self.db().each(sql, values, each)
    }

    fn execute(&mut self, sql: &str, values: &[Val<'_>]) -> Result<usize, StoreError> {
        self.db().execute(sql, values)
    }

    fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.db().script(sql)
    }

    fn faults(&mut self) -> Result<Vec<String>, StoreError> {
        self.db().faults()
    }
}

impl Link for SqliteLink {
    fn begin(&mut self, known: Option<i64>) -> Result<Option<Newest>, StoreError> {
        self.whole()?;
        if self.committed.take_long() {
            self.bring_log_back();
            self.whole()?;
        }
        self.execute("BEGIN IMMEDIATE", &[])?;
        let version = first(self, "PRAGMA data_version", &[], |row| row.get::<i64>(0))?.unwrap_or(0);
        if version == self.data_version && known.is_some() {
            return Ok(None);
        }
        // Whoever changed the schema wrote, so it is enough to look when somebody did.
        schema::may_write(first(self, schema::LEAST_PROGRAM, &[], |row| row.get(0))?)?;
        let newest = first(self, sql::NEWEST, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.data_version = version;
        Ok(Some(newest.unwrap_or((0, i64::MIN))))
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        let done = timed("COMMIT", || {
            self.connection.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]))
        });
        match done {
            Ok(_) => {
                self.committed.tell();
                Ok(())
            }
            Err(error) => {
                self.broken.fetch_or(is_failed_fsync(&error), Ordering::AcqRel);
                self.rollback();
                Err(error.into())
            }
        }
    }

    fn rollback(&mut self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.connection.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "the transaction could not be rolled back");
            self.broken.store(true, Ordering::Release);
        }
    }

    fn make_room(&mut self) -> bool {
        for _ in 0..TRIES {
            if let Some(all) = self.bring_log_back() {
                return all;
            }
            std::thread::sleep(BETWEEN_TRIES);
        }
        false
    }

    fn lost(&self) -> bool {
        // The engine gave the transaction up itself, for example on a full disk.
        self.connection.is_autocommit()
    }

    fn together(&mut self, statements: &[Stmt<'_>]) -> Result<(), StoreError> {
        statements.iter().try_for_each(|(text, values)| self.write(text, values))
    }

    fn many(&mut self, sql: &str, all: &[&[Val<'_>]]) -> Result<usize, StoreError> {
        let mut statement = self.connection.prepare_cached(&Dialect::Sqlite.text(sql))?;
        let mut touched = 0_usize;
        for values in all {
            touched = touched.saturating_add(statement.execute(rusqlite::params_from_iter(*values))?);
        }
        Ok(touched)
    }

    fn limit_size(&mut self, bytes: Option<u64>) -> Result<(), StoreError> {
        let page: u64 =
            first(self, "PRAGMA page_size", &[], |row| row.get::<i64>(0))?.unwrap_or(4096).unsigned_abs();
        // The engine's own largest number of pages.
        let most = 4_294_967_294;
        let pages = bytes.map_or(most, |bytes| bytes.checked_div(page).unwrap_or(most).clamp(1, most));
        // The pragma answers with the limit now in force.
        first(self, &format!("PRAGMA max_page_count = {pages}"), &[], |_| Ok(())).map(drop)
    }
}
