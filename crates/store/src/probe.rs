//! What the raw engine does on this disk: the measure that figures of the store are compared with.
//!
//! One event and one snapshot a commit, as the journal and the lists need them, and nothing of ours around it.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

use crate::db::Db as _;
use crate::error::StoreError;
use crate::postgres::{Purpose, Server};
use crate::sql::Val;

const SCHEMA: &str = "
    CREATE TABLE event (stream TEXT NOT NULL, revision INTEGER NOT NULL, payload TEXT NOT NULL,
        PRIMARY KEY (stream, revision)) WITHOUT ROWID;
    CREATE TABLE snapshot (id TEXT NOT NULL PRIMARY KEY, code TEXT NOT NULL, state TEXT NOT NULL,
        at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE UNIQUE INDEX snapshot_code ON snapshot (code);
    CREATE INDEX snapshot_state ON snapshot (state, at);";

fn open(dir: &Path, name: &str) -> Result<Connection, StoreError> {
    std::fs::create_dir_all(dir)?;
    let connection = Connection::open(dir.join(name))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "cache_size", -64 * 1024)?;
    connection.execute_batch(SCHEMA)?;
    Ok(connection)
}

fn pair(connection: &Connection, number: u32) -> Result<(), StoreError> {
    let (id, payload) = (format!("{number:032x}"), "x".repeat(300));
    connection
        .prepare_cached("INSERT INTO event (stream, revision, payload) VALUES (?1, 1, ?2)")?
        .execute(params![id, payload])?;
    connection
        .prepare_cached("INSERT INTO snapshot (id, code, state, at) VALUES (?1, ?1, 'accepted', ?2)")?
        .execute(params![id, number])?;
    Ok(())
}

/// Durable commits of one event and one snapshot a second, by one thread, one after the other for `time`.
///
/// # Errors
///
/// The engine's.
pub fn commits(dir: &Path, time: Duration) -> Result<f64, StoreError> {
    let mut connection = open(dir, "commits.sqlite")?;
    let (begun, mut number) = (Instant::now(), 0_u32);
    while begun.elapsed() < time {
        let transaction = connection.transaction()?;
        pair(&transaction, number)?;
        transaction.commit()?;
        number = number.saturating_add(1);
    }
    Ok(f64::from(number) / begun.elapsed().as_secs_f64())
}

/// Such pairs a second, `count` of them in one commit.
///
/// # Errors
///
/// The engine's.
pub fn together(dir: &Path, count: u32) -> Result<f64, StoreError> {
    let mut connection = open(dir, "together.sqlite")?;
    let begun = Instant::now();
    let transaction = connection.transaction()?;
    (0..count).try_for_each(|number| pair(&transaction, number))?;
    transaction.commit()?;
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}

/// [`commits`] on a server of PostgreSQL, over one connection, in two tables that are gone afterwards.
///
/// # Errors
///
/// The server's.
pub fn commits_on(url: &str, time: Duration) -> Result<f64, StoreError> {
    const TABLES: &str = "
        CREATE TABLE bench_event (stream TEXT NOT NULL, revision BIGINT NOT NULL, payload TEXT NOT NULL,
            PRIMARY KEY (stream, revision));
        CREATE TABLE bench_snapshot (id TEXT NOT NULL PRIMARY KEY, code TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
            at BIGINT NOT NULL);
        CREATE INDEX bench_snapshot_state ON bench_snapshot (state, at);";
    const GONE: &str = "DROP TABLE IF EXISTS bench_event; DROP TABLE IF EXISTS bench_snapshot;";
    let server = Server::new(url)?;
    let mut session = server.connect(Purpose::Write)?;
    session.script(GONE)?;
    session.script(TABLES)?;
    let payload = "x".repeat(300);
    let (begun, mut number) = (Instant::now(), 0_u32);
    while begun.elapsed() < time {
        let id = format!("{number:032x}");
        session.script("BEGIN")?;
        session.execute(
            "INSERT INTO bench_event (stream, revision, payload) VALUES ($1, 1, $2)",
            &[Val::from(id.as_str()), Val::from(payload.as_str())],
        )?;
        session.execute(
            "INSERT INTO bench_snapshot (id, code, state, at) VALUES ($1, $1, 'accepted', $2)",
            &[Val::from(id.as_str()), Val::Int(number.into())],
        )?;
        session.script("COMMIT")?;
        number = number.saturating_add(1);
    }
    let rate = f64::from(number) / begun.elapsed().as_secs_f64();
    session.script(GONE)?;
    Ok(rate)
}
