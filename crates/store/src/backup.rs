//! Copies of the whole store: made while it serves, checked before they replace anything.

use std::fs::{File, TryLockError};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use sha2::{Digest as _, Sha256};

use crate::act::StreamId;
use crate::database::Pool;
use crate::db::{Db, rows};
use crate::error::StoreError;
use crate::group::hold;
use crate::journal::hex;
use crate::plan::{Tx as _, Write};
use crate::query::DossierRow;
use crate::read;
use crate::schema::{self, STALE};
use crate::sql::dialect::Dialect;
use crate::sqlite::{Borrowed, lock_directory, open, owner_only};
use crate::store::{Engine, Options, Store, directory_of, file_in, hold_memory};
use crate::turns::{self, SupervisionRow};
use crate::verify::VerifyReport;
use crate::writer::Writer;

/// Pages copied between two reports of progress.
const STEP: std::ffi::c_int = 2048;

impl Store {
    /// Copies the store as it is at this instant to the file `to`, while it serves.
    ///
    /// The copy appears under its name only when it is whole and on disk; then its SHA-256 is written beside
    /// it, as `sha256sum` does, in a file of its name and `.sha256`. The sealing key is not in it: keep that
    /// apart. `progress` gets pages done and pages in all.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for a store in memory or on PostgreSQL, [`StoreError::Unavailable`] while another copy
    /// to this name is made; else a [`StoreError`], and no file.
    pub fn backup(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), StoreError> {
        let pool = match &self.inner.engine {
            Engine::Database(database) => &database.pool,
            Engine::Memory(_) => {
                return Err(StoreError::Invalid("a store in memory has no file to copy".into()));
            }
        };
        let Pool::Sqlite(pool) = pool else {
            let what = "a store on PostgreSQL is copied by the server's own tools: pg_dump, then pg_restore";
            return Err(StoreError::Invalid(what.into()));
        };
        let (part, ticket) = (beside(to, "part"), Ticket::of(to)?);
        let copied = (|| {
            let source = pool.open()?;
            // One snapshot: what is written meanwhile does not make the copy begin again.
            source.execute_batch("BEGIN; SELECT value FROM meta LIMIT 1;")?;
            copy(&source, &part, progress)?;
            File::open(&part)?.sync_all()?;
            let digest = digest_of(&part)?;
            // A digest of another copy must never stand beside this one.
            gone(&beside(to, DIGEST))?;
            std::fs::rename(&part, to)?;
            File::open(directory_of(to))?.sync_all()?;
            ticket.put(to, &digest)
        })();
        if copied.is_err() {
            drop(std::fs::remove_file(&part));
            drop(std::fs::remove_file(&ticket.path));
        }
        copied?;
        Ok(File::open(directory_of(to))?.sync_all()?)
    }

    /// Puts the backup `from` in the place of the store in `into`, which nobody may have open.
    ///
    /// The backup is checked first, with its chains and seals, and byte for byte where its digest lies beside
    /// it; what was there stays until the checked copy takes its name.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for what is no backup of a store, [`StoreError::Corrupt`] naming the first
    /// finding, [`StoreError::Unavailable`] when the store is open. The old store is untouched then.
    pub fn restore(
        from: &Path,
        into: &Path,
        options: &Options,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<VerifyReport, StoreError> {
        if !from.is_file() {
            return Err(StoreError::Invalid(format!("{} is not a file", from.display())));
        }
        let file = file_in(into)?;
        let directory = directory_of(&file);
        let lock = lock_directory(directory, true)?;
        let work = directory.join("restoring");
        drop(std::fs::remove_dir_all(&work));
        std::fs::create_dir_all(&work)?;
        let checked = check_copy(from, &work, options, progress);
        let replaced = checked.and_then(|(report, copy)| {
            if file.exists() {
                // Folds the old store's log into its file, so that no log is left to be applied to the new one.
                drop(Connection::open(&file).and_then(|old| {
                    old.pragma_update(None, "journal_mode", "delete")?;
                    old.close().map_err(|(_, error)| error)
                }));
            }
            for suffix in ["-wal", "-shm"] {
                let mut log = file.clone().into_os_string();
                log.push(suffix);
                gone(Path::new(&log))?;
            }
            std::fs::rename(&copy, &file)?;
            File::open(directory)?.sync_all()?;
            Ok(report)
        });
        drop(std::fs::remove_dir_all(&work));
        drop(lock);
        replaced
    }

    /// Drops the projections and makes them again from the journal and the labels; of the embedded database the index
    /// of names too, from the rows that it is of.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]; the projections are as before then.
    pub fn rebuild_projections(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<u64, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let mut memory = hold_memory(memory);
                let mut rebuilt = std::collections::BTreeMap::new();
                let (mut opinions, mut told) = (Vec::new(), Vec::new());
                for (stream, loading) in &memory.streams {
                    let StreamId::Dossier(id) = stream else { continue };
                    let missing = || StoreError::corrupt(stream.name(), "no dossier or no labels");
                    let labels = memory.labels.get(id).ok_or_else(missing)?;
                    let walked = turns::walk(id, &loading.history).ok_or_else(missing)?;
                    rebuilt
                        .insert(id.clone(), DossierRow::of(&walked.dossier, &labels.field, &labels.agency));
                    opinions.extend(turns::opinions(&walked.dossier));
                    told.extend(walked.told);
                }
                memory.dossiers = rebuilt;
                let mut books = crate::book::Books::default();
                for (stream, loading) in &memory.streams {
                    let StreamId::Dossier(id) = stream else { continue };
                    let name = stream.name();
                    let own = memory.journal.iter().filter(|row| row.stream == name);
                    let places: Vec<(u32, i64)> = own.map(|row| (row.revision, row.position)).collect();
                    books.learn(id, &loading.history, &places);
                }
                books.entries = std::mem::take(&mut memory.books.entries);
                memory.books = books;
                memory.opinions = opinions.into_iter().map(|row| (row.key(), row)).collect();
                let key = |row: &SupervisionRow| (row.dossier.clone(), row.revision);
                memory.supervision = told.into_iter().map(|row| (key(&row), row)).collect();
                Ok(u64::try_from(memory.dossiers.len()).unwrap_or(u64::MAX))
            }
            Engine::Database(database) => hold(&database.writer).alone(|writer| {
                if database.dialect == Dialect::Sqlite {
                    writer.db().script("INSERT INTO private_name (private_name) VALUES ('rebuild')")?;
                }
                rebuild(writer, progress)
            }),
        }
    }

    /// [`rebuild_projections`](Self::rebuild_projections), unless another program has done so meanwhile.
    pub(crate) fn rebuild_stale(&self) -> Result<(), StoreError> {
        let Engine::Database(database) = &self.inner.engine else { return Ok(()) };
        hold(&database.writer).alone(|writer| {
            if schema::is_stale(writer.db())? {
                rebuild(writer, &mut |_, _| {})?;
            }
            Ok(())
        })
    }
}

/// Makes the projections again in the open transaction; how many dossiers there are.
fn rebuild(writer: &mut Writer, progress: &mut dyn FnMut(u64, u64)) -> Result<u64, StoreError> {
    let db = writer.db();
    let ids = rows(db, "SELECT id FROM dossier_label ORDER BY id", &[], |row| row.get::<String>(0))?;
    for table in ["dossier", "listed", "tally", "standing", "opinion", "supervision", "money", "consignment"]
    {
        db.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    db.execute("DELETE FROM meta WHERE name = $1", &[STALE.into()])?;
    let total = u64::try_from(ids.len()).unwrap_or(u64::MAX);
    for (done, id) in (1..).zip(&ids) {
        let stream = StreamId::parse(&format!("dossier/{id}"));
        let mut writes = projected(writer.db(), &stream)?;
        let at_us = writer.last_at_us();
        writes.extend(crate::book_read::of_dossier(writer.db(), &stream)?);
        writer.apply(writes, Vec::new(), at_us)?;
        if done % 1024 == 0 || done == total {
            writer.flush()?;
            progress(done, total);
        }
    }
    Ok(total)
}

fn projected(db: &mut dyn Db, stream: &StreamId) -> Result<Vec<Write>, StoreError> {
    let missing = || StoreError::corrupt(stream.name(), "no dossier or no labels");
    let StreamId::Dossier(id) = stream else { return Err(missing()) };
    let labels = read::labels(db, id)?.ok_or_else(missing)?;
    let history = read::stream(db, stream)?.history;
    let walked = turns::walk(id, &history).ok_or_else(missing)?;
    let row = Box::new(DossierRow::of(&walked.dossier, &labels.field, &labels.agency));
    let mut writes = vec![Write::Dossier { before: None, row }];
    writes.extend(turns::opinions(&walked.dossier).into_iter().map(Write::Opinion));
    writes.extend(walked.told.into_iter().map(Write::Told));
    Ok(writes)
}

/// Copies page by page, telling how far it is.
fn copy(source: &Connection, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), StoreError> {
    drop(std::fs::remove_file(to));
    owner_only(to)?;
    let mut target = Connection::open(to)?;
    let backup = Backup::new(source, &mut target)?;
    loop {
        let step = backup.step(STEP)?;
        let state = backup.progress();
        let total = u64::try_from(state.pagecount).unwrap_or(0);
        let left = u64::try_from(state.remaining).unwrap_or(0);
        progress(total.saturating_sub(left), total);
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ => std::thread::sleep(std::time::Duration::from_millis(5)),
        }
    }
    drop(backup);
    // The copy is one file: no log beside it that could be forgotten.
    target.pragma_update(None, "journal_mode", "delete")?;
    target.close().map_err(|(_, error)| error.into())
}

/// A checked copy of the backup inside `work`.
fn check_copy(
    from: &Path,
    work: &Path,
    options: &Options,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(VerifyReport, PathBuf), StoreError> {
    let file = work.join("store.sqlite");
    std::fs::copy(from, &file)?;
    owner_only(&file)?;
    let expected = beside(from, DIGEST);
    if expected.exists() && !std::fs::read(&expected)?.starts_with(digest_of(&file)?.as_bytes()) {
        let what = format!("it is not what {} says: it has changed since it was made", expected.display());
        return Err(StoreError::corrupt(from.display().to_string(), what));
    }
    // An empty file is a database without tables: opening would make a new store of it.
    if schema::version(&mut Borrowed(&Connection::open(&file)?))? == 0 {
        return Err(StoreError::Invalid(format!("{} is no backup of a store", from.display())));
    }
    let report = {
        // Opening brings an older schema up to date before it is checked.
        drop(open(&file, options.cache_mib)?);
        let copy = Store::sqlite(work, Options { seal_key: None, ..options.clone() })?;
        copy.verify(progress)?
    };
    if let Some(first) = report.findings.first() {
        return Err(StoreError::corrupt(&first.place, &first.what));
    }
    let whole = Connection::open(&file)?;
    whole.pragma_update(None, "journal_mode", "delete")?;
    whole.close().map_err(|(_, error)| StoreError::from(error))?;
    File::open(&file)?.sync_all()?;
    Ok((report, file))
}

/// What the name of the file with a copy's digest ends in.
const DIGEST: &str = "sha256";

/// SHA-256 of a file, in hexadecimal.
fn digest_of(file: &Path) -> Result<String, StoreError> {
    let (mut source, mut digest) = (BufReader::with_capacity(1 << 16, File::open(file)?), Sha256::new());
    loop {
        let piece = source.fill_buf()?;
        if piece.is_empty() {
            return Ok(hex(&digest.finalize()));
        }
        digest.update(piece);
        let read = piece.len();
        source.consume(read);
    }
}

/// The right to make a copy of a name: the file in which its digest will be written, locked until it has its own name.
struct Ticket {
    path: PathBuf,
    file: File,
}

impl Ticket {
    /// Takes it, also where a program that was ended has left one.
    fn of(to: &Path) -> Result<Self, StoreError> {
        let path = beside(to, "sha256.part");
        let file = File::options().create(true).truncate(false).write(true).open(&path)?;
        // A place without locks, such as some network folders, still takes copies.
        let held = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
        // Whoever held it until now may have given it its name meanwhile.
        if held || !is_at(&file, &path)? {
            let what = format!("another copy to {} is being made: wait until it is done", to.display());
            return Err(StoreError::Unavailable(what));
        }
        Ok(Self { path, file })
    }

    /// Writes the digest of a copy beside it, in the form that `sha256sum --check` reads.
    fn put(&self, to: &Path, digest: &str) -> Result<(), StoreError> {
        let name = to.file_name().unwrap_or_default().to_string_lossy();
        self.file.set_len(0)?;
        (&self.file).write_all(format!("{digest}  {name}\n").as_bytes())?;
        self.file.sync_all()?;
        Ok(std::fs::rename(&self.path, beside(to, DIGEST))?)
    }
}

/// Whether the open file is the one that has the name.
fn is_at(file: &File, path: &Path) -> Result<bool, StoreError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let (own, there) = (file.metadata()?, std::fs::metadata(path));
        Ok(there.is_ok_and(|there| (own.dev(), own.ino()) == (there.dev(), there.ino())))
    }
    #[cfg(not(unix))]
    Ok(file.metadata().is_ok() && path.exists())
}

/// Removes a file that may be there.
fn gone(file: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}
