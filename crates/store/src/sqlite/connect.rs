//! Opening the file, bringing its schema up to date, lending read connections.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};

use super::link::Borrowed;
use crate::db::Db;
use crate::error::StoreError;
use crate::schema::{self, SCHEMA_VERSION};

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
    // The engine's own way of bringing the log back says nothing of a failed fsync.
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    connection.pragma_update(None, "secure_delete", "fast")?;
    // The triggers that refuse make the engine keep the old pages of each statement: a third of the time in a file.
    connection.pragma_update(None, "temp_store", "memory")?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// Brings the schema up to date, all of it or nothing.
fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    if schema::version(&mut Borrowed(connection))? >= SCHEMA_VERSION {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    schema::upgrade(&mut Borrowed(&transaction))?;
    transaction.commit()?;
    Ok(())
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
#[derive(Debug, Default)]
pub(crate) struct Pool {
    file: PathBuf,
    cache_kib: i64,
    idle: Mutex<Vec<Connection>>,
    lent: AtomicUsize,
}

/// Counts a connection as lent until it is dropped, even after a panic.
struct Lent<'p>(&'p AtomicUsize);

impl<'p> Lent<'p> {
    fn out(count: &'p AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Connections that stay open when nobody reads.
const KEPT: usize = 8;

impl Pool {
    pub fn new(file: &Path, cache_mib: u32) -> Self {
        let cache_kib = i64::from(cache_mib).saturating_mul(1024) / 8;
        Self { file: file.to_owned(), cache_kib: cache_kib.max(1024), ..Self::default() }
    }

    /// Runs a read on a connection of its own.
    pub fn with<T>(&self, read: impl FnOnce(&mut dyn Db) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let _lent = Lent::out(&self.lent);
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(lent) => lent,
            None => self.open()?,
        };
        let answer = read(&mut Borrowed(&connection));
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT && connection.is_autocommit() {
            idle.push(connection);
        }
        answer
    }

    /// Connections that read now, and those that wait for somebody who does.
    pub fn counts(&self) -> (usize, usize) {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).len();
        (self.lent.load(Ordering::Relaxed), idle)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::rows;
    use crate::schema::STEPS;

    /// A store of the first schema is brought up to date with its waiting messages.
    #[test]
    fn messages_of_an_older_store_stay_and_know_since_when() {
        let mut connection = Connection::open_in_memory().unwrap();
        STEPS[0].run(&mut Borrowed(&connection)).unwrap();
        let old = "INSERT INTO meta VALUES ('schema_version', '1'); \
                   INSERT INTO outbox (id, channel, payload, due_at_us) VALUES ('m', 'sms', '{}', 7)";
        connection.execute_batch(old).unwrap();
        migrate(&mut connection).unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!(schema::version(&mut Borrowed(&connection)).unwrap(), SCHEMA_VERSION);
        let read = "SELECT id, queued_at_us, dossier FROM outbox";
        let row: (String, i64, Option<String>) =
            connection.query_row(read, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        assert_eq!(row, ("m".to_owned(), 7, None));
    }

    /// The pitfall itself: `$2, $1` bound by position must give the second value first.
    #[test]
    fn parameters_are_numbered_by_their_number() {
        let connection = Connection::open_in_memory().unwrap();
        let mut db = Borrowed(&connection);
        let read = |row: &crate::row::Row<'_>| Ok((row.get::<String>(0)?, row.get::<String>(1)?));
        let found = rows(&mut db, "SELECT $2, $1", &["a".into(), "b".into()], read).unwrap();
        assert_eq!(found, [("b".to_owned(), "a".to_owned())]);
    }
}
