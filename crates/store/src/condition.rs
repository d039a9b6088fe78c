//! How a store is doing, for those who look after it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use jiff::civil::DateTime;

use crate::db::{Db, first};
use crate::error::StoreError;
use crate::guard::ClockFault;
use crate::memory::in_view;
use crate::query::{Instants, View};
use crate::row::Row;
use crate::schema;
use crate::sql::dialect::Dialect;
use crate::store::{Engine, Store, hold_memory};
use crate::time::{from_us, to_us};

/// What an operator asks of a store, as it is now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Condition {
    /// The instant of the newest record.
    pub newest: Option<DateTime>,
    /// The instant of the last seal.
    pub sealed: Option<DateTime>,
    /// Records after the last seal.
    pub unsealed: u64,
    /// The oldest record after the last seal.
    pub unsealed_since: Option<DateTime>,
    /// Open dossiers whose promised instant may still move.
    pub provisional: u64,
    /// Names and addresses with failed sign-ins that count.
    pub failing: u64,
    /// Of these, blocked now.
    pub blocked: u64,
}

/// How much a store holds, and how much of it is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// Records of the journal.
    pub records: u64,
    /// Dossiers, closed ones too.
    pub dossiers: u64,
    /// Of these, open.
    pub open: u64,
    /// Of the open, past their promised instant while the legal clock runs.
    pub overdue: u64,
}

/// What a server of PostgreSQL says of the copies of its own log (WAL); of others it knows nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Archiving {
    /// `archive_mode` is not off.
    pub on: bool,
    /// Seconds since a piece was put into the archive.
    pub age_s: Option<u64>,
    /// Attempts that failed since the server began to count.
    pub failed: u64,
    /// The newest attempt is one of them: what is not archived stays on the server's disk.
    pub failing: bool,
}

/// The server's own clock measures, so that nobody compares two.
const ARCHIVING: &str = "SELECT CASE WHEN current_setting('archive_mode') = 'off' THEN 0 ELSE 1 END, \
     CAST(EXTRACT(EPOCH FROM clock_timestamp() - last_archived_time) AS BIGINT), failed_count, \
     CASE WHEN last_failed_time > COALESCE(last_archived_time, '-infinity') THEN 1 ELSE 0 END \
     FROM pg_stat_archiver";

/// Positions have no gaps with one writer, so the last one is the number of records; each dossier was received once,
/// on a day of its agency and field. What is open is counted one by one: it does not grow with the history.
const EXTENT: &str = "SELECT COALESCE((SELECT MAX(position) FROM journal), 0), \
     (SELECT CAST(COALESCE(SUM(received), 0) AS BIGINT) FROM tally), \
     (SELECT COUNT(*) FROM listed WHERE place = '*'), \
     (SELECT COUNT(*) FROM listed WHERE place = '*' AND due_us IS NOT NULL AND due_us < $1)";

/// An answer to a question about the time that took longer is not believed, microseconds.
const SLOW_ANSWER_US: i64 = 1_000_000;
/// What is written to see whether the store has recovered, bytes: more than an act writes.
const PROBE: usize = 256 * 1024;

impl Store {
    /// How the store is doing at `now`.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn condition(&self, now: DateTime) -> Result<Condition, StoreError> {
        let Engine::Database(database) = &self.inner.engine else { return Ok(Condition::default()) };
        let now_us = to_us(now);
        database.pool.with(|db| {
            let one = |db: &mut dyn Db, sql: &str| first(db, sql, &[], |row| row.get::<Option<i64>>(0));
            let count = |found: Option<i64>| u64::try_from(found.unwrap_or(0)).unwrap_or(0);
            let newest = "SELECT recorded_at_us FROM journal ORDER BY position DESC LIMIT 1";
            let last = "SELECT MAX(position) FROM journal";
            let sealed = "SELECT sealed_at_us FROM seal ORDER BY number DESC LIMIT 1";
            let covered = "SELECT last FROM seal ORDER BY number DESC LIMIT 1";
            let since = "SELECT recorded_at_us FROM journal WHERE position = \
                         COALESCE((SELECT last FROM seal ORDER BY number DESC LIMIT 1), 0) + 1";
            let open = "SELECT COUNT(*) FROM dossier WHERE provisional = 1 AND closed_at_us IS NULL";
            let blocked = first(
                db,
                "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN blocked_until_us > $1 THEN 1 ELSE 0 END), 0) AS BIGINT) \
                 FROM throttle WHERE failures > 0",
                &[now_us.into()],
                |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)),
            )?;
            let (failing, blocked) = blocked.unwrap_or_default();
            let last = one(db, last)?.flatten().unwrap_or(0);
            let covered = one(db, covered)?.flatten().unwrap_or(0);
            Ok(Condition {
                newest: one(db, newest)?.flatten().and_then(from_us),
                sealed: one(db, sealed)?.flatten().and_then(from_us),
                unsealed: count(Some(last.saturating_sub(covered))),
                unsealed_since: one(db, since)?.flatten().and_then(from_us),
                provisional: count(one(db, open)?.flatten()),
                failing: count(Some(failing)),
                blocked: count(Some(blocked)),
            })
        })
    }

    /// How much there is at `now`, without reading what there is: the kept figures say it
    /// ([`size`](Self::size) counts dossiers one by one).
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn extent(&self, now: DateTime) -> Result<Extent, StoreError> {
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let (memory, at) = (hold_memory(memory), Instants::new(now, now.date()));
                let open = || memory.dossiers.values().filter(|row| row.closed_at.is_none());
                Ok(Extent {
                    records: count(memory.journal.len()),
                    dossiers: count(memory.dossiers.len()),
                    open: count(open().count()),
                    overdue: count(open().filter(|row| in_view(row, View::Overdue, at)).count()),
                })
            }
            Engine::Database(database) => {
                let count = |row: &Row<'_>, at| Ok::<_, StoreError>(row.get::<i64>(at)?.unsigned_abs());
                let found = database.one(EXTENT, &[to_us(now).into()], |row| {
                    Ok(Extent {
                        records: count(row, 0)?,
                        dossiers: count(row, 1)?,
                        open: count(row, 2)?,
                        overdue: count(row, 3)?,
                    })
                })?;
                Ok(found.unwrap_or_default())
            }
        }
    }

    /// Whether the clock can be believed now, by what was seen so far; always without a guard.
    ///
    /// # Errors
    ///
    /// Why not: acts are refused with the same until it is right.
    pub fn clock(&self) -> Result<(), ClockFault> {
        self.inner.time.check()
    }

    /// Asks the database what the guard of the clock needs: the newest record, of a server its clock as well. A serving
    /// program calls it every few seconds, so that acts need not ask.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]; what was known before stays.
    pub fn look_around(&self) -> Result<(), StoreError> {
        let time = &self.inner.time;
        let (Engine::Database(database), Some(before)) = (&self.inner.engine, time.steady()) else {
            return Ok(());
        };
        let server = match database.dialect {
            Dialect::Sqlite => "CAST(NULL AS BIGINT)",
            Dialect::Postgres => "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)",
        };
        let sql =
            format!("SELECT (SELECT recorded_at_us FROM journal ORDER BY position DESC LIMIT 1), {server}");
        let read =
            database.one(&sql, &[], |row| Ok((row.get::<Option<i64>>(0)?, row.get::<Option<i64>>(1)?)))?;
        let (newest, server) = read.unwrap_or_default();
        let after = time.steady().unwrap_or(before);
        // The server's clock was read somewhere between; an answer that took long tells too little.
        let took = after.saturating_sub(before);
        let server = server.filter(|_| took < SLOW_ANSWER_US);
        let server = server.map(|us| us.saturating_sub(before.saturating_add(took / 2)));
        time.learn(newest, server);
        Ok(())
    }

    /// The anchor of the guard, once the clock was found right; another program of this machine can begin with it
    /// ([`Guard::anchor`](crate::Guard)).
    #[must_use]
    pub fn clock_anchor(&self) -> Option<(i64, i64)> {
        self.inner.time.anchor()
    }

    /// Whether acts can be recorded now. Nothing is written while all goes well: only after a commit that failed is
    /// it tried whether the store has recovered.
    ///
    /// # Errors
    ///
    /// Why not: [`StoreError::Clock`], [`StoreError::NewerVersion`], [`StoreError::Exhausted`],
    /// [`StoreError::Unavailable`].
    pub fn writable(&self) -> Result<(), StoreError> {
        self.clock().map_err(StoreError::Clock)?;
        let Engine::Database(database) = &self.inner.engine else { return Ok(()) };
        schema::may_write(database.one(schema::LEAST_PROGRAM, &[], |row| row.get(0))?)?;
        if !self.inner.counts.troubled.load(Ordering::Acquire) {
            return Ok(());
        }
        // As large as an act, so that the last page of a full disk does not pass for room.
        let put = "INSERT INTO meta (name, value) VALUES ('probe', $1) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        database.run(put, &["x".repeat(PROBE).into()])?;
        database.run("DELETE FROM meta WHERE name = 'probe'", &[])?;
        self.inner.counts.troubled.store(false, Ordering::Release);
        Ok(())
    }

    /// What the server of PostgreSQL is set to, by the names of its settings; nothing for other engines.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn server_settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        let Engine::Database(database) = &self.inner.engine else { return Ok(Vec::new()) };
        if database.dialect == Dialect::Sqlite {
            return Ok(Vec::new());
        }
        let sql = "SELECT name, setting FROM pg_settings WHERE name IN \
                   ('fsync', 'full_page_writes', 'synchronous_commit', 'synchronous_standby_names', \
                   'data_checksums') ORDER BY name";
        database.rows(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How the server of PostgreSQL copies its log; `None` for other engines.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn archiving(&self) -> Result<Option<Archiving>, StoreError> {
        let Engine::Database(database) = &self.inner.engine else { return Ok(None) };
        if database.dialect == Dialect::Sqlite {
            return Ok(None);
        }
        database.one(ARCHIVING, &[], |row| {
            Ok(Archiving {
                on: row.get::<i64>(0)? == 1,
                // A clock that was set back has archived nothing in the future.
                age_s: row.get::<Option<i64>>(1)?.map(|age| u64::try_from(age).unwrap_or(0)),
                failed: row.get::<i64>(2)?.unsigned_abs(),
                failing: row.get::<Option<i64>>(3)? == Some(1),
            })
        })
    }
}

/// Statements that take longer are named in the log, microseconds.
static SLOW_US: AtomicU64 = AtomicU64::new(200_000);
/// How many there were.
static SLOW: AtomicU64 = AtomicU64::new(0);

/// Has statements that take longer than this named in the log, in this process; their values never are.
pub fn name_slow_statements(after: Duration) {
    SLOW_US.store(u64::try_from(after.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
}

/// How many statements took longer.
#[must_use]
pub fn slow_statements() -> u64 {
    SLOW.load(Ordering::Relaxed)
}

/// The longest part of a statement that the log repeats: lists put theirs together.
const SHOWN: usize = 400;

/// Runs a statement and names it when it was slow.
pub(crate) fn timed<T>(sql: &str, run: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let answer = run();
    let took = began.elapsed();
    if u64::try_from(took.as_micros()).unwrap_or(u64::MAX) > SLOW_US.load(Ordering::Relaxed) {
        SLOW.fetch_add(1, Ordering::Relaxed);
        let shown: String = sql.chars().take(SHOWN).collect();
        tracing::warn!(
            ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            statement = shown,
            "a statement was slow"
        );
    }
    answer
}

/// Upper bounds of the histogram of commits, microseconds.
pub const COMMIT_BOUNDS_US: [u64; 8] = [1_000, 2_500, 5_000, 10_000, 25_000, 100_000, 500_000, 2_000_000];

/// Times that were measured, by [`COMMIT_BOUNDS_US`]; the last is beyond all of them.
#[derive(Debug, Default)]
pub(crate) struct Times {
    buckets: [AtomicU64; COMMIT_BOUNDS_US.len() + 1],
    sum_us: AtomicU64,
}

impl Times {
    pub fn add(&self, took: Duration) {
        let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let place = COMMIT_BOUNDS_US.iter().position(|bound| us <= *bound).unwrap_or(COMMIT_BOUNDS_US.len());
        if let Some(count) = self.buckets.get(place) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        self.sum_us.fetch_add(us, Ordering::Relaxed);
    }

    pub fn read(&self) -> CommitTimes {
        CommitTimes {
            buckets: self.buckets.each_ref().map(|count| count.load(Ordering::Relaxed)),
            sum_us: self.sum_us.load(Ordering::Relaxed),
        }
    }
}

/// How long commits took, from the first act of a batch until it was durable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CommitTimes {
    /// Commits by [`COMMIT_BOUNDS_US`]; the last is beyond all of them.
    pub buckets: [u64; COMMIT_BOUNDS_US.len() + 1],
    /// All together, microseconds.
    pub sum_us: u64,
}
