//! Bringing the log back into the file beside the writer, so that no act waits for it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::StoreError;

/// The longest that the log gets before the writer brings it back, in pages: 4 GiB, however large the cache is.
const LONGEST: i64 = 1_048_576;
/// A cache of so many pages, 64 MiB, is one of a program that serves; who has more fills a store and nobody waits for an act.
const SERVES: i64 = 16_384;

/// How long the log gets, in pages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lengths {
    /// From here it is worth the work. Longer, and fewer pages are written twice; shorter, and acts wait less for a
    /// disk and a core that are busy with this: their slowest hundredth is what a counter notices.
    worth: i64,
    /// From here the writer does it itself: only then the log surely begins anew, and by then little of it is left. A log that
    /// goes on for longer takes room from the file, and the file system writes down that it grew with every commit.
    writers_own: i64,
}

impl Lengths {
    /// For a writer that caches so much: who has room for more pages changes more of them before they are written.
    pub fn of(cache_mib: u32) -> Self {
        // A page is 4 KiB.
        let cached = i64::from(cache_mib.max(1)).saturating_mul(256);
        let writers_own = if cached <= SERVES { cached } else { cached.saturating_mul(4).min(LONGEST) };
        Self { worth: (cached / 16).max(64), writers_own }
    }
}

/// The least time between two looks.
const REST: Duration = Duration::from_millis(20);

/// Whether the disk failed to keep something: then nothing more is written by this process.
///
/// After a failed fsync the kernel may have dropped the pages; a second one would lie.
pub(crate) type Broken = Arc<AtomicBool>;

/// Whether an error of the engine is such a failure.
pub(crate) fn is_failed_fsync(error: &rusqlite::Error) -> bool {
    let extended = error.sqlite_error().map_or(0, |inner| inner.extended_code);
    [rusqlite::ffi::SQLITE_IOERR_FSYNC, rusqlite::ffi::SQLITE_IOERR_DIR_FSYNC].contains(&extended)
}

/// Tells the thread that something was committed, and the writer that the log is long.
#[derive(Debug, Clone)]
pub(crate) struct Committed {
    told: SyncSender<()>,
    long: Arc<AtomicBool>,
}

impl Committed {
    /// Something was committed; who is told already, or has ended, need not be told.
    pub fn tell(&self) {
        self.told.try_send(()).ok();
    }

    /// Whether the writer should bring the log back; once for each time that it was found too long.
    pub fn take_long(&self) -> bool {
        self.long.load(Ordering::Relaxed) && self.long.swap(false, Ordering::Relaxed)
    }
}

/// The thread with its own connection; it ends when this is dropped.
pub(crate) struct Checkpoints {
    thread: Option<JoinHandle<()>>,
    over: Arc<AtomicBool>,
    told: Committed,
}

impl Checkpoints {
    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened once more, or the system has no thread left.
    pub fn start(file: &Path, lengths: Lengths, broken: Broken) -> Result<(Self, Committed), StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.pragma_update(None, "synchronous", "full")?;
        // The writer's connection is the last one.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        // Pages go from the log to the file without being read.
        connection.pragma_update(None, "cache_size", 16)?;
        let (told, waiting) = sync_channel(1);
        let told = Committed { told, long: Arc::default() };
        let over = Arc::new(AtomicBool::new(false));
        let (own, long) = (Arc::clone(&over), Arc::clone(&told.long));
        let thread = std::thread::Builder::new()
            .name("store-log".into())
            .spawn(move || work(&connection, lengths, &waiting, &own, (&broken, &long)))?;
        Ok((Self { thread: Some(thread), over, told: told.clone() }, told))
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Release);
        self.told.tell();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread that brings the log back ended in a panic");
        }
    }
}

fn work(
    connection: &Connection,
    lengths: Lengths,
    waiting: &Receiver<()>,
    over: &AtomicBool,
    (broken, long): (&AtomicBool, &AtomicBool),
) {
    while waiting.recv().is_ok() && !over.load(Ordering::Acquire) {
        // Only one of the two can be at it, and the writer comes by more seldom.
        if long.load(Ordering::Relaxed) {
            std::thread::sleep(REST);
            continue;
        }
        match bring_back(connection, lengths) {
            Ok(length) => long.store(length >= lengths.writers_own, Ordering::Relaxed),
            Err(error) if is_failed_fsync(&error) => {
                tracing::error!(%error, "the disk failed to keep pages: nothing more is written");
                broken.store(true, Ordering::Release);
                return;
            }
            // The next look, or the writer, tries again.
            Err(error) => tell(error),
        }
        std::thread::sleep(REST);
    }
}

/// The log keeps what was committed, so nobody else is told. That there is no room is told by the act that finds none.
pub(crate) fn tell(error: rusqlite::Error) {
    match StoreError::from(error) {
        StoreError::Exhausted(error) => tracing::debug!(%error, "the log could not be brought back"),
        error => tracing::warn!(%error, "the log could not be brought back"),
    }
}

/// Brings a long log back; how long it is, in pages.
fn bring_back(connection: &Connection, lengths: Lengths) -> rusqlite::Result<i64> {
    let (all, done) = log(connection, "NOOP")?;
    if all.saturating_sub(done) >= lengths.worth {
        return Ok(log(connection, "PASSIVE")?.0);
    }
    Ok(all)
}

/// Writes what the log holds into the file as far as no reader needs the old pages; never waits for anybody. Whether all of it
/// is there, so that the next commit begins the log anew; `None` when somebody else is at it.
pub(crate) fn bring_all_back(connection: &Connection) -> rusqlite::Result<Option<bool>> {
    log(connection, "PASSIVE").map(|(all, done)| (all >= 0).then_some(all == done))
}

/// Pages of the log, and how many of them are in the file; -1 both when somebody else brings it back.
fn log(connection: &Connection, mode: &str) -> rusqlite::Result<(i64, i64)> {
    let mut pragma = connection.prepare_cached(&format!("PRAGMA wal_checkpoint({mode})"))?;
    pragma.query_row([], |row| Ok((row.get(1)?, row.get(2)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Db as _, Link as _};

    #[test]
    fn the_log_is_brought_back_once_it_is_long() {
        let file = std::env::temp_dir().join(format!("motcua-log-{}.sqlite", std::process::id()));
        let lengths = Lengths::of(1);
        let writer = Connection::open(&file).unwrap();
        writer.pragma_update(None, "journal_mode", "wal").unwrap();
        writer.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
        writer.execute_batch("CREATE TABLE page (text TEXT)").unwrap();
        let other = Connection::open(&file).unwrap();
        bring_back(&other, lengths).unwrap();
        let left = || {
            let read = |row: &rusqlite::Row<'_>| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?);
            other.query_row("PRAGMA wal_checkpoint(NOOP)", [], read).unwrap()
        };
        assert!(left() > 0, "a short log is left alone");
        let text = "x".repeat(4000 * usize::try_from(lengths.worth).unwrap());
        writer.execute("INSERT INTO page VALUES (?1)", [text]).unwrap();
        assert!(left() >= lengths.worth);
        bring_back(&other, lengths).unwrap();
        assert_eq!(left(), 0);
        drop((writer, other));
        std::fs::remove_file(&file).unwrap();
    }

    /// While acts come one after the other the thread never meets a log that is at rest, so it would grow for ever.
    #[test]
    fn a_long_log_is_brought_back_by_the_writer_and_begins_anew() {
        let folder = std::env::temp_dir().join(format!("motcua-long-log-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("store.sqlite");
        let connection = super::super::open(&file, 1).unwrap();
        let lengths = Lengths { worth: 16, writers_own: 64 };
        let (thread, told) = Checkpoints::start(&file, lengths, Broken::default()).unwrap();
        let mut link = super::super::SqliteLink::new(connection, Broken::default(), told.clone());
        let other = Connection::open(&file).unwrap();
        let text = "x".repeat(40_000);
        let mut write = |name: &str| {
            link.begin(None).unwrap();
            let put = "INSERT INTO meta (name, value) VALUES ($1, $2)";
            link.execute(put, &[name.into(), text.as_str().into()]).unwrap();
            link.commit().unwrap();
        };
        let begun = std::time::Instant::now();
        let mut number = 0;
        while !told.long.load(Ordering::Relaxed) {
            assert!(begun.elapsed() < Duration::from_secs(60), "nobody says that the log is long");
            write(&format!("first {number}"));
            number += 1;
        }
        let (before, _) = log(&other, "NOOP").unwrap();
        assert!(before >= lengths.writers_own);
        // Whoever commits seldom would else find the thread at it again and again.
        other.execute("INSERT INTO meta (name, value) VALUES ('other', ?1)", ["x".repeat(100_000)]).unwrap();
        told.tell();
        std::thread::sleep(Duration::from_millis(100));
        let (all, done) = log(&other, "NOOP").unwrap();
        assert!(all - done >= lengths.worth, "it is left to the writer");
        write("long");
        let (after, _) = log(&other, "NOOP").unwrap();
        assert!(after < before, "it began anew: {after} pages after {before}");
        drop((link, other, thread));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
