//! A store over an SQL engine: one writer behind its queue, read connections beside it.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::db::{Db, first, rows};
use crate::error::StoreError;
use crate::group::{Counts, Queue, Shared, hold};
use crate::guard::Timekeeper;
use crate::query::DossierRow;
use crate::row::{Row, number};
use crate::sql::dialect::Dialect;
use crate::sql::{self, COLUMNS, Select, Val};
use crate::store::{Options, directory_of, file_in};
use crate::writer::Writer;
use crate::{postgres, read, schema, sqlite};

/// Rows that one transaction forgets: some milliseconds in which nobody else writes.
const A_SLICE: i64 = 300;
/// What whoever waits for the writer has to come in.
const BETWEEN_SLICES: Duration = Duration::from_millis(5);

/// A database with what this process holds of it.
pub(crate) struct Database {
    // In the order in which they end: the thread finishes before the connections are closed, and the one that writes
    // is closed last, because only it brings the whole log back into the file.
    pub queue: Queue,
    pub pool: Pool,
    /// Revision and instant of the newest records of dossiers that are followed; the embedded database tells cheaply whether
    /// anything was written since.
    newest: Option<Box<sqlite::Lately<(u32, i64)>>>,
    _checkpoints: Option<sqlite::Checkpoints>,
    pub writer: Shared,
    pub dialect: Dialect,
    /// Whether the lists were older than the program when it was opened.
    pub stale: bool,
    /// Keeps others from replacing the file.
    _lock: Option<std::fs::File>,
}

/// Read connections of an engine.
pub(crate) enum Pool {
    Sqlite(sqlite::Pool),
    Postgres(postgres::Pool),
}

impl Pool {
    /// Runs a read on a connection of its own.
    pub fn with<T>(&self, read: impl Fn(&mut dyn Db) -> Result<T, StoreError>) -> Result<T, StoreError> {
        match self {
            Self::Sqlite(pool) => pool.with(read),
            Self::Postgres(pool) => pool.with(read),
        }
    }

    /// What is not as the steps of the schema make it, where a snapshot cannot say so.
    pub fn schema_faults(&self) -> Result<Vec<String>, StoreError> {
        match self {
            // Its file is looked at with all that it holds.
            Self::Sqlite(_) => Ok(Vec::new()),
            Self::Postgres(pool) => pool.schema_faults(),
        }
    }

    /// Reads that a standby answered because no server took writes.
    pub fn stood_in(&self) -> u64 {
        match self {
            Self::Sqlite(_) => 0,
            Self::Postgres(pool) => pool.stood_in(),
        }
    }

    /// Connections that read now, and those that wait for somebody who does.
    pub fn counts(&self) -> (usize, usize) {
        match self {
            Self::Sqlite(pool) => pool.counts(),
            Self::Postgres(pool) => pool.counts(),
        }
    }

    /// Runs several reads that all see the database as it was at one instant.
    pub fn snapshot<T>(
        &self,
        read: impl FnOnce(&mut dyn Db) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match self {
            Self::Sqlite(pool) => {
                let connection = pool.open()?;
                connection.execute_batch("BEGIN")?;
                read(&mut sqlite::Borrowed(&connection))
            }
            Self::Postgres(pool) => pool.snapshot(read),
        }
    }
}

impl Database {
    /// Opens the embedded database in a directory or file.
    pub fn sqlite(
        dir_or_file: &Path,
        options: &Options,
        time: &Arc<Timekeeper>,
        counts: &Arc<Counts>,
    ) -> Result<Self, StoreError> {
        let file = file_in(dir_or_file)?;
        let lock = sqlite::lock_directory(directory_of(&file), false)?;
        let connection = sqlite::open(&file, options.cache_mib)?;
        let stale = schema::is_stale(&mut sqlite::Borrowed(&connection))?;
        let broken = sqlite::Broken::default();
        let (checkpoints, committed) =
            sqlite::Checkpoints::start(&file, sqlite::Lengths::of(options.cache_mib), Arc::clone(&broken))?;
        let link = sqlite::SqliteLink::new(connection, broken, committed);
        let writer = Writer::new(Box::new(link), options.remembered);
        let pool = sqlite::Pool::new(&file, options.cache_mib);
        let newest = Some(Box::new(sqlite::Lately::new(pool.open()?)));
        let made = Self::over(writer, Pool::Sqlite(pool), Dialect::Sqlite, stale, Some(lock), time, counts)?;
        Ok(Self { newest, _checkpoints: Some(checkpoints), ..made })
    }

    /// Opens a database on a server of PostgreSQL.
    pub fn postgres(
        url: &str,
        options: &Options,
        time: &Arc<Timekeeper>,
        counts: &Arc<Counts>,
    ) -> Result<Self, StoreError> {
        let server = postgres::Server::new(url)?;
        let mut link = postgres::PostgresLink::open(Arc::clone(&server))?;
        let stale = schema::is_stale(&mut link)?;
        let pool = Pool::Postgres(postgres::Pool::new(server));
        Self::over(
            Writer::new(Box::new(link), options.remembered),
            pool,
            Dialect::Postgres,
            stale,
            None,
            time,
            counts,
        )
    }

    fn over(
        writer: Writer,
        pool: Pool,
        dialect: Dialect,
        stale: bool,
        lock: Option<std::fs::File>,
        time: &Arc<Timekeeper>,
        counts: &Arc<Counts>,
    ) -> Result<Self, StoreError> {
        let writer = Arc::new(Mutex::new(writer));
        let queue = Queue::start(Arc::clone(&writer), Arc::clone(time), Arc::clone(counts))?;
        Ok(Self { queue, writer, newest: None, _checkpoints: None, pool, dialect, stale, _lock: lock })
    }

    /// All rows of a query.
    pub fn rows<T>(
        &self,
        sql: &str,
        values: &[Val<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.pool.with(|db| rows(db, sql, values, &read))
    }

    /// The row of a query that gives one or none.
    pub fn one<T>(
        &self,
        sql: &str,
        values: &[Val<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.pool.with(|db| first(db, sql, values, &read))
    }

    /// Revision and instant of the newest record of the dossier that a tracking token leads to.
    pub fn newest_of_token(&self, hash: &str) -> Result<Option<(u32, i64)>, StoreError> {
        let newest = |row: &Row<'_>| Ok((number(row, 0)?, row.get(1)?));
        let ask = || self.named(sql::NEWEST_OF_TOKEN, &[hash.into()], newest);
        match &self.newest {
            Some(lately) => lately.answer(hash, ask),
            None => ask(),
        }
    }

    /// The row that somebody names who was told of it: a standby that stands in and does not have it may not have it yet.
    ///
    /// # Errors
    ///
    /// Then [`StoreError::Unavailable`]: that there is none is not known.
    pub fn named<T>(
        &self,
        sql: &str,
        values: &[Val<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.pool.with(|db| {
            let found = first(db, sql, values, &read)?;
            if found.is_none() {
                db.none_known()?;
            }
            Ok(found)
        })
    }

    /// Dossier rows that a select finds, one more than `limit`.
    pub fn dossiers(
        &self,
        select: &Select<'_>,
        order: &str,
        limit: usize,
    ) -> Result<Vec<DossierRow>, StoreError> {
        self.rows(&of_dossiers(select, order, limit), &select.values, read::dossier)
    }

    /// Runs a statement that deletes at most `$2` rows older than `$1`, until there are no more.
    ///
    /// Each time is a transaction of its own, and whoever waits for the writer comes in between.
    pub fn prune(&self, sql: &str, before_us: i64) -> Result<(), StoreError> {
        while self.run(sql, &[before_us.into(), A_SLICE.into()])? > 0 {
            // A lock that is asked for again at once is mostly given to the one who had it.
            std::thread::sleep(BETWEEN_SLICES);
        }
        Ok(())
    }

    /// The position of the newest record, 0 before the first.
    pub fn newest(&self) -> Result<i64, StoreError> {
        Ok(self.one(sql::NEWEST, &[], |row| row.get(0))?.unwrap_or(0))
    }

    /// Runs one statement that writes, in a transaction of its own; the number of rows it touched.
    pub fn run(&self, sql: &str, values: &[Val<'_>]) -> Result<usize, StoreError> {
        hold(&self.writer).run(sql, values)
    }
}

/// The statement of a select, one more than `limit`.
pub(crate) fn of_dossiers(select: &Select<'_>, order: &str, limit: usize) -> String {
    let more = limit.saturating_add(1);
    format!("SELECT {} FROM dossier WHERE {} ORDER BY {order} LIMIT {more}", *COLUMNS, select.filter())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A slice reads what it deletes and no more.
    #[test]
    fn what_is_forgotten_is_found_in_an_index() {
        let dir = std::env::temp_dir().join(format!("motcua-forget-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let connection = sqlite::open(&dir.join("store.sqlite"), 1).unwrap();
        let mut db = sqlite::Borrowed(&connection);
        for sql in crate::writing::FORGET.iter().chain(&crate::outbox::FORGET) {
            let plan = format!("EXPLAIN QUERY PLAN {sql}");
            let plan =
                rows(&mut db, &plan, &[0_i64.into(), A_SLICE.into()], |row| row.get::<String>(3)).unwrap();
            assert!(plan.iter().any(|step| step.contains("_us<?")), "{sql}: {plan:?}");
            assert!(!plan.iter().any(|step| step.starts_with("SCAN")), "{sql}: {plan:?}");
        }
        std::fs::remove_dir_all(&dir).unwrap();
    }

    /// A worker looks twice a second, and each message is compared with others to its address while all acts wait: neither
    /// reads what other channels have or what has gone out.
    #[test]
    fn what_a_channel_looks_for_is_found_in_an_index() {
        let dir = std::env::temp_dir().join(format!("motcua-channel-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let connection = sqlite::open(&dir.join("store.sqlite"), 1).unwrap();
        let mut db = sqlite::Borrowed(&connection);
        let looks = [
            (crate::outbox::DUE.to_owned(), vec![0_i64.into(), "sms".into()], "channel=? AND due_at_us<?"),
            (crate::outbox::expired(8), vec![0_i64.into(), "sms".into(), 0_i64.into()], "queued_at_us<?"),
            (
                crate::outbox::ADMIT.to_owned(),
                vec!["id".into(), "mark".into(), 3_i64.into(), 0_i64.into()],
                "outbox_recipient (recipient=?)",
            ),
        ];
        for (sql, values, told) in looks {
            let plan = format!("EXPLAIN QUERY PLAN {sql}");
            let plan = rows(&mut db, &plan, &values, |row| row.get::<String>(3)).unwrap();
            assert!(plan.iter().any(|step| step.contains(told)), "{sql}: {plan:?}");
            assert!(!plan.iter().any(|step| step.starts_with("SCAN")), "{sql}: {plan:?}");
        }
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
