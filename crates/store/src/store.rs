//! The store itself: opening, acting, and the engine behind it.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::DateTime;

use crate::Clock;
use crate::act::{Batch, Loaded, Reads};
use crate::database::Database;
use crate::error::StoreError;
use crate::group::{Counts, hold};
use crate::guard::{Guard, Timekeeper};
use crate::memory::Memory;
use crate::plan::Tx;
use crate::queue::{Typed, perform_now};
use crate::time::{from_us, to_us};

/// How a store is opened.
#[derive(Clone)]
pub struct Options {
    /// The office's clock, local time; the only clock that the store looks at.
    pub clock: Clock,
    /// Memory for cached pages of the writer, MiB; readers share another such part.
    pub cache_mib: u32,
    /// The file of the sealing key; `None` puts `seal.key` beside the embedded database.
    pub seal_key: Option<PathBuf>,
    /// About how many dossiers the writer remembers between acts, each some 10 KiB.
    pub remembered: usize,
    /// What guards the clock while acts come at any time; without it whatever the clock says is believed.
    pub guard: Option<Guard>,
}

impl Options {
    /// The usual sizes with this clock.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { clock, cache_mib: 16, seal_key: None, remembered: 1024, guard: None }
    }

    fn timekeeper(&self) -> Timekeeper {
        Timekeeper::new(Arc::clone(&self.clock), self.guard.clone())
    }
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("cache_mib", &self.cache_mib).finish_non_exhaustive()
    }
}

/// The journal with its projections, outbox and side rows; cheap to clone, safe to share.
///
/// Reads are short, synchronous and may run on any thread; call them from async code in a
/// blocking section. Acts go through one writer and answer when they are durable.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub options: Options,
    pub engine: Engine,
    pub counts: Arc<Counts>,
    pub time: Arc<Timekeeper>,
    pub signer: crate::seal::Signer,
}

pub(crate) enum Engine {
    Database(Database),
    Memory(Box<Mutex<Memory>>),
}

/// What has happened since the store was opened, for metrics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Acts that were decided, refusals included.
    pub acts: u64,
    /// Of these, refused by their decision.
    pub refused: u64,
    /// Acts whose commit failed.
    pub failed: u64,
    /// Acts that were not recorded because the clock was wrong.
    pub held: u64,
    /// Commits.
    pub commits: u64,
    /// Most acts in one commit.
    pub largest_batch: u64,
    /// Acts that wait now.
    pub queued: u64,
    /// Reads that a standby answered because no server took writes.
    pub stood_in: u64,
    /// Connections that read now.
    pub reading: u64,
    /// Connections that are kept for whoever reads next.
    pub readers_idle: u64,
    /// How long commits took.
    pub commit_times: crate::condition::CommitTimes,
}

/// The file of a store: itself, or `store.sqlite` in a directory.
pub(crate) fn file_in(path: &Path) -> Result<PathBuf, StoreError> {
    let is_file = path.is_file() || (!path.is_dir() && path.extension().is_some());
    if !is_file {
        std::fs::create_dir_all(path)?;
        return Ok(path.join("store.sqlite"));
    }
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent)?;
    }
    Ok(path.to_owned())
}

/// The directory that a file lies in.
pub(crate) fn directory_of(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Store {
    /// Opens the embedded database in a directory (as `store.sqlite`) or a file, creating it where missing.
    ///
    /// # Errors
    ///
    /// [`StoreError::NewerVersion`] when a newer program wrote it, [`StoreError::Unavailable`]
    /// when it cannot be opened or is being replaced.
    pub fn sqlite(dir_or_file: &Path, options: Options) -> Result<Self, StoreError> {
        let file = file_in(dir_or_file)?;
        let key = options.seal_key.clone().unwrap_or_else(|| directory_of(&file).join("seal.key"));
        if key.exists() && file.is_file() && Self::schema_on_sqlite(&file)?.found == 0 {
            return Err(StoreError::corrupt(
                file.display().to_string(),
                "it holds nothing, but a sealing key lies beside it: put a backup back, or its -wal file if that is \
                 elsewhere; who begins anew removes the file",
            ));
        }
        let counts = Arc::new(Counts::default());
        let time = Arc::new(options.timekeeper());
        let database = Database::sqlite(&file, &options, &time, &counts)?;
        Self::over(database, options, time, counts, crate::seal::Signer::file(key))
    }

    /// Opens a database on a server of PostgreSQL, making its tables where they are missing.
    ///
    /// Any number of programs may have it open at the same time. [`Options::seal_key`] must name a file: the
    /// key is not kept in the database, and all programs need the same one.
    ///
    /// # Errors
    ///
    /// [`StoreError::NewerVersion`] when a newer program wrote it, [`StoreError::Unavailable`] when the
    /// server does not answer or refuses, [`StoreError::Invalid`] for an address or a database that cannot
    /// serve.
    pub fn postgres(url: &str, options: Options) -> Result<Self, StoreError> {
        let Some(key) = options.seal_key.clone() else {
            return Err(StoreError::Invalid("the file of the sealing key is not named".into()));
        };
        let counts = Arc::new(Counts::default());
        let time = Arc::new(options.timekeeper());
        let database = Database::postgres(url, &options, &time, &counts)?;
        Self::over(database, options, time, counts, crate::seal::Signer::file(key))
    }

    /// Whether a database on a server of PostgreSQL has the tables of a store; makes nothing.
    ///
    /// # Errors
    ///
    /// As [`postgres`](Self::postgres).
    pub fn is_on_postgres(url: &str) -> Result<bool, StoreError> {
        crate::postgres::has_tables(url)
    }

    fn over(
        database: Database,
        options: Options,
        time: Arc<Timekeeper>,
        counts: Arc<Counts>,
        signer: crate::seal::Signer,
    ) -> Result<Self, StoreError> {
        let stale = database.stale;
        let engine = Engine::Database(database);
        let store = Self { inner: Arc::new(Inner { options, engine, counts, time, signer }) };
        if stale {
            tracing::info!("the lists are made again from the journal after a change of the schema");
            store.rebuild_stale()?;
        }
        store.look_around()?;
        Ok(store)
    }

    /// A store in memory, for tests and for trying things out: gone with its last clone.
    #[must_use]
    pub fn memory(options: Options) -> Self {
        let engine = Engine::Memory(Box::default());
        let signer = match &options.seal_key {
            Some(file) => crate::seal::Signer::file(file.clone()),
            None => crate::seal::Signer::in_memory(),
        };
        let time = Arc::new(options.timekeeper());
        Self { inner: Arc::new(Inner { options, engine, counts: Arc::default(), time, signer }) }
    }

    /// Reads what `reads` asks for, lets `decide` choose what to record, and records it: one transaction.
    ///
    /// `reads` gets the instant of the act, so that it can name the counters of the day. Acts
    /// come one after the other, so what `decide` saw still holds when its batch is recorded.
    /// Both must be pure: the store may run them again. When `decide` returns an error nothing is
    /// recorded; once this returns `Ok`, events, projections and messages are durable.
    ///
    /// # Errors
    ///
    /// The error of `decide`, or a [`StoreError`] converted into it.
    pub async fn act<R, E>(
        &self,
        reads: impl Fn(DateTime) -> Reads + Send + 'static,
        decide: impl Fn(&Loaded) -> Result<(R, Batch), E> + Send + 'static,
    ) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.inner.engine {
            Engine::Memory(memory) => self.act_in_memory(memory, &reads, decide),
            Engine::Database(database) => {
                let (act, answer) = Typed::new(reads, decide);
                database.queue.put(Box::new(act));
                answer.await.unwrap_or_else(|_| Err(gone().into()))
            }
        }
    }

    /// [`act`](Self::act) for callers without an async runtime; blocks until it is durable.
    ///
    /// # Errors
    ///
    /// As [`act`](Self::act).
    pub fn act_blocking<R, E>(
        &self,
        reads: impl Fn(DateTime) -> Reads + Send + 'static,
        decide: impl Fn(&Loaded) -> Result<(R, Batch), E> + Send + 'static,
    ) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.inner.engine {
            Engine::Memory(memory) => self.act_in_memory(memory, &reads, decide),
            Engine::Database(database) => {
                let (act, answer) = Typed::new(reads, decide);
                database.queue.put(Box::new(act));
                answer.blocking_recv().unwrap_or_else(|_| Err(gone().into()))
            }
        }
    }

    /// Records `batch` without reading anything first; answers with its instant.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]; nothing is recorded then.
    pub async fn record(&self, batch: Batch) -> Result<DateTime, StoreError> {
        let reads = Reads::before(&batch);
        self.act(move |_| reads.clone(), move |loaded| Ok((loaded.at, batch.clone()))).await
    }

    /// [`record`](Self::record) for callers without an async runtime.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]; nothing is recorded then.
    pub fn record_blocking(&self, batch: Batch) -> Result<DateTime, StoreError> {
        let reads = Reads::before(&batch);
        self.act_blocking(move |_| reads.clone(), move |loaded| Ok((loaded.at, batch.clone())))
    }

    /// Many acts in one transaction on the calling thread, with instants of the caller's choice:
    /// how a believable past is made, or much is brought in. Other writers wait meanwhile.
    ///
    /// All is recorded when `work` returns `Ok`, nothing when it returns an error.
    ///
    /// # Errors
    ///
    /// The error of `work`, or a [`StoreError`] converted into it.
    pub fn bulk<T, E>(&self, work: impl FnOnce(&mut Bulk<'_>) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let clock = &self.inner.options.clock;
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let mut memory = hold_memory(memory);
                let before = memory.clone();
                let done = work(&mut Bulk { tx: &mut *memory, clock, acts: 0 });
                if done.is_err() {
                    *memory = before;
                }
                done
            }
            Engine::Database(database) => {
                let mut writer = hold(&database.writer);
                writer.begin()?;
                let mut bulk = Bulk { tx: &mut *writer, clock, acts: 0 };
                let done = work(&mut bulk);
                let acts = bulk.acts;
                match done {
                    Ok(answer) if writer.lost() => {
                        drop(answer);
                        writer.rollback();
                        Err(StoreError::Exhausted("the transaction was lost".into()).into())
                    }
                    Ok(answer) => {
                        writer.commit()?;
                        self.inner.counts.acts.fetch_add(acts, Ordering::Relaxed);
                        self.inner.counts.commits.fetch_add(1, Ordering::Relaxed);
                        Ok(answer)
                    }
                    Err(error) => {
                        writer.rollback();
                        Err(error)
                    }
                }
            }
        }
    }

    /// [`bulk`](Self::bulk) again and again while `work` answers that there is more: what it did is written while the
    /// next round is decided, many rounds to a commit. Reads beside it may not see the newest rounds yet.
    ///
    /// # Errors
    ///
    /// The error of `work`, or a [`StoreError`] converted into it; what was committed before stays.
    pub fn stream<E>(&self, mut work: impl FnMut(&mut Bulk<'_>) -> Result<bool, E>) -> Result<(), E>
    where
        E: From<StoreError>,
    {
        let Engine::Database(database) = &self.inner.engine else {
            while self.bulk(&mut work)? {}
            return Ok(());
        };
        let clock = &self.inner.options.clock;
        hold(&database.writer).streaming(|writer| {
            loop {
                let mut bulk = Bulk { tx: &mut *writer, clock, acts: 0 };
                let more = work(&mut bulk)?;
                let acts = bulk.acts;
                writer.commit()?;
                self.inner.counts.acts.fetch_add(acts, Ordering::Relaxed);
                self.inner.counts.commits.fetch_add(1, Ordering::Relaxed);
                if !more {
                    return Ok(());
                }
            }
        })
    }

    /// The present instant by the store's clock, office-local.
    #[must_use]
    pub fn now(&self) -> DateTime {
        (self.inner.options.clock)()
    }

    /// Lets the file grow to `bytes` and no further, so that a disk keeps room for other work;
    /// `None` lifts the limit. A file that is larger already stays as large as it is; a server of PostgreSQL
    /// minds its own disk.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]. An act that finds no room is answered [`StoreError::Exhausted`].
    pub fn limit_size(&self, bytes: Option<u64>) -> Result<(), StoreError> {
        let Engine::Database(database) = &self.inner.engine else { return Ok(()) };
        hold(&database.writer).limit_size(bytes)
    }

    /// What has happened since the store was opened.
    #[must_use]
    pub fn stats(&self) -> Stats {
        let counts = &self.inner.counts;
        let read = |count: &std::sync::atomic::AtomicU64| count.load(Ordering::Relaxed);
        let ((reading, idle), stood_in) = match &self.inner.engine {
            Engine::Database(database) => (database.pool.counts(), database.pool.stood_in()),
            Engine::Memory(_) => ((0, 0), 0),
        };
        Stats {
            stood_in,
            reading: u64::try_from(reading).unwrap_or(u64::MAX),
            readers_idle: u64::try_from(idle).unwrap_or(u64::MAX),
            acts: read(&counts.acts),
            refused: read(&counts.refused),
            failed: read(&counts.failed),
            held: self.inner.time.held(),
            commits: read(&counts.commits),
            largest_batch: read(&counts.largest_batch),
            queued: read(&counts.queued),
            commit_times: counts.times.read(),
        }
    }

    fn act_in_memory<R, E>(
        &self,
        memory: &Mutex<Memory>,
        reads: &dyn Fn(DateTime) -> Reads,
        decide: impl FnOnce(&Loaded) -> Result<(R, Batch), E>,
    ) -> Result<R, E>
    where
        E: From<StoreError>,
    {
        let mut memory = hold_memory(memory);
        let (at_us, hold) = self.inner.time.instant(memory.last_at_us());
        let done = perform_now(&mut *memory, at_us, hold, reads, decide);
        self.inner.time.count(hold.is_some() && done.is_err());
        self.inner.counts.acts.fetch_add(1, Ordering::Relaxed);
        self.inner.counts.commits.fetch_add(u64::from(done.is_ok()), Ordering::Relaxed);
        done
    }
}

fn gone() -> StoreError {
    StoreError::Unavailable("the store is closing".into())
}

/// Memory is never left half-written: all checks come before the first change.
pub(crate) fn hold_memory(memory: &Mutex<Memory>) -> MutexGuard<'_, Memory> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One open transaction for many acts; see [`Store::bulk`].
pub struct Bulk<'a> {
    tx: &'a mut dyn Tx,
    clock: &'a Clock,
    acts: u64,
}

impl Bulk<'_> {
    /// One act, at `at` or now. Within one stream time never runs backwards: an earlier `at`
    /// becomes the instant of the stream's newest record.
    ///
    /// # Errors
    ///
    /// The error of `decide`, or a [`StoreError`] converted into it. A refused act records
    /// nothing; the others of the transaction stand.
    pub fn act<R, E>(
        &mut self,
        at: Option<DateTime>,
        reads: impl Fn(DateTime) -> Reads,
        decide: impl FnOnce(&Loaded) -> Result<(R, Batch), E>,
    ) -> Result<R, E>
    where
        E: From<StoreError>,
    {
        let at_us = match at {
            Some(at) => to_us(at),
            None => to_us((self.clock)()).max(self.tx.last_at_us()),
        };
        self.acts = self.acts.saturating_add(1);
        perform_now(self.tx, at_us, None, &reads, decide)
    }

    /// The newest instant recorded so far, if anything is.
    #[must_use]
    pub fn newest(&self) -> Option<DateTime> {
        Some(self.tx.last_at_us()).filter(|us| *us != i64::MIN).and_then(from_us)
    }
}
