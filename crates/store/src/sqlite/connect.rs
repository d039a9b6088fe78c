//! Opening the file, bringing its schema up to date, lending read connections.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags, Row, ToSql};

use crate::error::StoreError;
use crate::sql::Val;

/// The newest schema that this program knows.
const SCHEMA_VERSION: u32 = 6;

/// Each schema step: the shared text, then what SQLite says in its own way.
const MIGRATIONS: &[(u32, &str, &str)] = &[
    (
        1,
        include_str!("../../migrations/0001_journal.sql"),
        include_str!("../../migrations/0001_journal.sqlite.sql"),
    ),
    (2, include_str!("../../migrations/0002_turns.sql"), ""),
    (3, include_str!("../../migrations/0003_outbox.sql"), ""),
    (4, include_str!("../../migrations/0004_registers.sql"), ""),
    (5, include_str!("../../migrations/0005_lists.sql"), ""),
    (6, include_str!("../../migrations/0006_invitations.sql"), ""),
];

impl ToSql for Val<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Val::Null => ValueRef::Null,
            Val::Int(number) => ValueRef::Integer(*number),
            Val::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

/// Rewrites `$n` to `?n`: SQLite numbers `$n` by first appearance instead of by value.
#[derive(Debug, Default)]
pub(crate) struct Rewriter {
    known: HashMap<&'static str, String>,
}

impl Rewriter {
    /// The text for SQLite of a statement of the program.
    pub fn text(&mut self, sql: &'static str) -> &str {
        self.known.entry(sql).or_insert_with(|| rewrite(sql))
    }

    /// Prepares a statement, or takes it from the connection's cache.
    pub fn prepare<'c>(
        &mut self,
        connection: &'c Connection,
        sql: &'static str,
    ) -> Result<CachedStatement<'c>, StoreError> {
        Ok(connection.prepare_cached(self.text(sql))?)
    }
}

/// `$` followed by a digit becomes `?`; the texts of the program have no `$` in literals.
pub(crate) fn rewrite(sql: &str) -> String {
    sql.replace('$', "?")
}

/// Name in `meta` while the projections are older than the program: they are made again when the store opens.
pub(crate) const STALE: &str = "projections_stale";

/// Whether the projections wait to be made again.
pub(crate) fn is_stale(connection: &Connection) -> Result<bool, StoreError> {
    let sql = "SELECT count(*) FROM meta WHERE name = ?1";
    Ok(connection.query_row(sql, [STALE], |row| row.get::<_, i64>(0))? > 0)
}

/// Makes the file one that only its owner reads, creating it where it is missing: it holds personal data.
/// The engine gives its log the same permissions.
///
/// A file that exists is not opened here: closing it would take away the locks that this process holds on it.
pub(crate) fn owner_only(file: &Path) -> Result<(), StoreError> {
    let mut options = File::options();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            #[cfg(unix)]
            std::fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens the file for writing, creating it and its tables where they are missing.
pub(crate) fn open(file: &Path, cache_mib: u32) -> Result<Connection, StoreError> {
    owner_only(file)?;
    let mut connection = Connection::open(file)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.pragma_update(None, "journal_mode", "wal")?;
    // Full: a commit that was acknowledged survives loss of power.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -i64::from(cache_mib.max(1)).saturating_mul(1024))?;
    connection.pragma_update(None, "wal_autocheckpoint", 4000)?;
    connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    connection.pragma_update(None, "secure_delete", "fast")?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// Brings the schema up to date, all of it or nothing.
fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let found = version(connection)?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::NewerVersion { found, known: SCHEMA_VERSION });
    }
    if found == SCHEMA_VERSION {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Somebody else may have done it while this one waited.
    let found = version(&transaction)?;
    for (number, shared, own) in MIGRATIONS.iter().filter(|(number, ..)| *number > found) {
        transaction.execute_batch(&shared.replace("/*clustered*/", "WITHOUT ROWID"))?;
        transaction.execute_batch(own)?;
        if found > 0 {
            transaction.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, 'yes')", [STALE])?;
        }
        transaction.execute(
            "INSERT INTO meta (name, value) VALUES ('schema_version', ?1) \
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [number.to_string()],
        )?;
    }
    transaction.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> Result<u32, StoreError> {
    let tables: i64 = connection.query_row(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'meta'",
        [],
        |row| row.get(0),
    )?;
    if tables == 0 {
        return Ok(0);
    }
    let text: String =
        connection.query_row("SELECT value FROM meta WHERE name = 'schema_version'", [], |row| row.get(0))?;
    text.parse().map_err(|_| StoreError::corrupt("meta.schema_version", text))
}

/// Takes the directory's lock: shared while a store is open, exclusive while it is replaced.
pub(crate) fn lock_directory(directory: &Path, exclusive: bool) -> Result<File, StoreError> {
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .read(true)
        .open(directory.join("store.lock"))?;
    let taken = if exclusive { lock.try_lock() } else { lock.try_lock_shared() };
    taken.map_err(|_| StoreError::Unavailable("another program holds the store: stop it first".into()))?;
    Ok(lock)
}

/// Read connections, lent out one to a thread; opened as needed, kept up to a number.
#[derive(Debug)]
pub(crate) struct Pool {
    file: PathBuf,
    cache_kib: i64,
    idle: Mutex<Vec<(Connection, Rewriter)>>,
}

/// Connections that stay open when nobody reads.
const KEPT: usize = 8;

impl Pool {
    pub fn new(file: &Path, cache_mib: u32) -> Self {
        let cache_kib = i64::from(cache_mib).saturating_mul(1024) / 8;
        Self { file: file.to_owned(), cache_kib: cache_kib.max(1024), idle: Mutex::new(Vec::new()) }
    }

    /// Runs a read on a connection of its own.
    pub fn with<T>(
        &self,
        read: impl FnOnce(&Connection, &mut Rewriter) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let (connection, mut rewriter) = match idle {
            Some(lent) => lent,
            None => (self.open()?, Rewriter::default()),
        };
        let answer = read(&connection, &mut rewriter);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT && connection.is_autocommit() {
            idle.push((connection, rewriter));
        }
        answer
    }

    /// A connection that can only read.
    pub fn open(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.file, flags)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.set_prepared_statement_cache_capacity(128);
        connection.pragma_update(None, "cache_size", -self.cache_kib)?;
        Ok(connection)
    }
}

/// All rows of a statement whose text was put together at run time.
pub(crate) fn rows<T>(
    connection: &Connection,
    sql: &str,
    values: &[Val<'_>],
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(&rewrite(sql))?;
    let mut found = statement.query(rusqlite::params_from_iter(values))?;
    let mut all = Vec::new();
    while let Some(row) = found.next()? {
        all.push(read(row)?);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A store of the first schema is brought up to date with its waiting messages.
    #[test]
    fn messages_of_an_older_store_stay_and_know_since_when() {
        let mut connection = Connection::open_in_memory().unwrap();
        let (_, first, own) = MIGRATIONS[0];
        connection.execute_batch(&first.replace("/*clustered*/", "WITHOUT ROWID")).unwrap();
        connection.execute_batch(own).unwrap();
        let old = "INSERT INTO meta VALUES ('schema_version', '1'); \
                   INSERT INTO outbox (id, channel, payload, due_at_us) VALUES ('m', 'sms', '{}', 7)";
        connection.execute_batch(old).unwrap();
        migrate(&mut connection).unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!(version(&connection).unwrap(), SCHEMA_VERSION);
        let read = "SELECT id, queued_at_us, dossier FROM outbox";
        let row: (String, i64, Option<String>) =
            connection.query_row(read, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        assert_eq!(row, ("m".to_owned(), 7, None));
    }

    /// The pitfall itself: `$2, $1` bound by position must give the second value first.
    #[test]
    fn parameters_are_numbered_by_their_number() {
        let connection = Connection::open_in_memory().unwrap();
        let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        let found = rows(&connection, "SELECT $2, $1", &["a".into(), "b".into()], read).unwrap();
        assert_eq!(found, [("b".to_owned(), "a".to_owned())]);
    }
}
