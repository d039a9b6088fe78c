//! Group commit: one thread writes; whatever waits shares one durable commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use crate::act::Reads;
use crate::condition::Times;
use crate::error::StoreError;
use crate::guard::Timekeeper;
use crate::plan::Tx;
use crate::queue::Act;
use crate::writer::Writer;

/// The most acts that share a commit.
const BATCH: usize = 512;
/// The most acts that wait; past it the caller is told to come back.
const WAITING: usize = 8192;

/// What has happened since the store was opened.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub acts: AtomicU64,
    pub refused: AtomicU64,
    pub failed: AtomicU64,
    pub commits: AtomicU64,
    pub largest_batch: AtomicU64,
    pub queued: AtomicU64,
    pub times: Times,
    /// The last commit failed, and not because of what was in it.
    pub troubled: AtomicBool,
}

pub(crate) type Shared = Arc<Mutex<Writer>>;

/// The writer even after somebody panicked while holding it: its transaction was rolled back.
pub(crate) fn hold(writer: &Mutex<Writer>) -> MutexGuard<'_, Writer> {
    match writer.lock() {
        Ok(held) => held,
        Err(poisoned) => {
            let mut held = PoisonError::into_inner(poisoned);
            held.rollback();
            writer.clear_poison();
            held
        }
    }
}

/// The queue in front of the writer thread.
pub(crate) struct Queue {
    sender: Option<SyncSender<Box<dyn Act>>>,
    thread: Option<JoinHandle<()>>,
    counts: Arc<Counts>,
}

impl Queue {
    /// Starts the writer thread.
    pub fn start(writer: Shared, time: Arc<Timekeeper>, counts: Arc<Counts>) -> Result<Self, StoreError> {
        let (sender, waiting) = sync_channel(WAITING);
        let own = Arc::clone(&counts);
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || work(&waiting, &writer, &time, &own))?;
        Ok(Self { sender: Some(sender), thread: Some(thread), counts })
    }

    /// Puts an act into the queue; never waits.
    pub fn put(&self, act: Box<dyn Act>) {
        let Some(sender) = &self.sender else { return };
        self.counts.queued.fetch_add(1, Ordering::Relaxed);
        if let Err(TrySendError::Full(act) | TrySendError::Disconnected(act)) = sender.try_send(act) {
            self.counts.queued.fetch_sub(1, Ordering::Relaxed);
            act.answer(Err(StoreError::Unavailable("too many acts wait to be recorded".into())));
        }
    }
}

impl Drop for Queue {
    /// Lets the thread finish what waits, then closes the file.
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
            && thread.join().is_err()
        {
            tracing::error!("the writer thread of the store ended in a panic");
        }
    }
}

fn work(waiting: &Receiver<Box<dyn Act>>, writer: &Mutex<Writer>, time: &Timekeeper, counts: &Counts) {
    let mut batch = Vec::with_capacity(BATCH);
    while let Ok(first) = waiting.recv() {
        batch.push(first);
        let mut held = hold(writer);
        while batch.len() < BATCH
            && let Ok(next) = waiting.try_recv()
        {
            batch.push(next);
        }
        counts.queued.fetch_sub(u64::try_from(batch.len()).unwrap_or(0), Ordering::Relaxed);
        commit(&mut held, std::mem::take(&mut batch), time, counts);
    }
}

/// Why nothing of a batch was recorded.
struct Failed {
    error: StoreError,
    /// Whether each act may be tried alone: what failed may be the fault of one of them.
    apart: bool,
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        let apart = matches!(error, StoreError::Exhausted(_) | StoreError::Conflict(_));
        Self { error, apart }
    }
}

/// Performs `acts` in one transaction; when that fails as a whole, each on its own.
fn commit(writer: &mut Writer, mut acts: Vec<Box<dyn Act>>, time: &Timekeeper, counts: &Counts) {
    let size = u64::try_from(acts.len()).unwrap_or(u64::MAX);
    let began = Instant::now();
    let mut attempted = attempt(writer, &mut acts, time, counts);
    // The log takes room until it is brought back, and while acts come one after the other it may be long.
    if matches!(&attempted, Err(Failed { error: StoreError::Exhausted(_), .. })) && writer.make_room() {
        attempted = attempt(writer, &mut acts, time, counts);
    }
    match attempted {
        Ok(results) => {
            counts.times.add(began.elapsed());
            counts.troubled.store(false, Ordering::Release);
            counts.acts.fetch_add(size, Ordering::Relaxed);
            counts.commits.fetch_add(1, Ordering::Relaxed);
            counts.largest_batch.fetch_max(size, Ordering::Relaxed);
            for (act, result) in acts.into_iter().zip(results) {
                act.answer(result);
            }
        }
        // One that takes too much room, or that the engine chokes on, must not take its neighbours down.
        Err(failed) if failed.apart && acts.len() > 1 => {
            for act in acts {
                commit(writer, vec![act], time, counts);
            }
        }
        Err(Failed { error, .. }) => {
            tracing::error!(%error, acts = acts.len(), "a commit failed");
            counts.failed.fetch_add(size, Ordering::Relaxed);
            let passing = matches!(error, StoreError::Conflict(_) | StoreError::Invalid(_));
            counts.troubled.store(!passing, Ordering::Release);
            for act in acts {
                act.answer(Err(error.clone()));
            }
        }
    }
}

/// The result of each act, once all that was recorded is durable.
///
/// Nothing that one act meets may end the thread that all of them wait for.
fn attempt(
    writer: &mut Writer,
    acts: &mut [Box<dyn Act>],
    time: &Timekeeper,
    counts: &Counts,
) -> Result<Vec<Result<(), StoreError>>, Failed> {
    catch_unwind(AssertUnwindSafe(|| perform(writer, acts, time, counts))).unwrap_or_else(|_| {
        writer.rollback();
        Err(Failed { error: StoreError::Unavailable("recording failed unexpectedly".into()), apart: true })
    })
}

fn perform(
    writer: &mut Writer,
    acts: &mut [Box<dyn Act>],
    time: &Timekeeper,
    counts: &Counts,
) -> Result<Vec<Result<(), StoreError>>, Failed> {
    if writer.reads_ahead() {
        let (at_us, _) = time.instant(writer.last_at_us());
        let wanted: Vec<Reads> = acts.iter().filter_map(|act| act.wants(at_us)).collect();
        writer.begin_reading(&wanted)?;
    } else {
        writer.begin()?;
    }
    let mut results = Vec::with_capacity(acts.len());
    for act in acts.iter_mut() {
        let (at_us, hold) = time.instant(writer.last_at_us());
        let result = act.perform(writer, at_us, hold);
        time.count(matches!(result, Err(StoreError::Clock(_))));
        if writer.lost() {
            // The engine gave up the whole transaction, for example on a full disk.
            let aborted = writer.aborted();
            writer.rollback();
            let error =
                result.err().unwrap_or_else(|| StoreError::Unavailable("the transaction was lost".into()));
            let failed = Failed::from(error);
            return Err(Failed { apart: failed.apart || aborted, ..failed });
        }
        if let Ok(false) = result {
            counts.refused.fetch_add(1, Ordering::Relaxed);
        }
        results.push(result.map(drop));
    }
    if let Err(error) = writer.finish() {
        let aborted = writer.aborted();
        writer.rollback();
        let failed = Failed::from(error);
        return Err(Failed { apart: failed.apart || aborted, ..failed });
    }
    Ok(results)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::guard::ClockFault;
    use crate::store::{Options, Store};

    /// An act that meets what nobody thought of, outside of its own rules.
    struct Fatal(std::sync::mpsc::Sender<Result<(), StoreError>>);

    impl Act for Fatal {
        fn perform(&mut self, _: &mut dyn Tx, _: i64, _: Option<ClockFault>) -> Result<bool, StoreError> {
            panic!("not even a rule would")
        }

        fn wants(&self, _: i64) -> Option<Reads> {
            None
        }

        fn answer(self: Box<Self>, durable: Result<(), StoreError>) {
            self.0.send(durable).unwrap();
        }
    }

    #[test]
    fn an_act_that_panics_fails_alone_and_the_writer_goes_on() {
        let folder = std::env::temp_dir().join(format!("motcua-panic-{}", std::process::id()));
        let clock = Arc::new(|| date(2019, 8, 14).at(8, 0, 0, 0));
        let store = Store::sqlite(&folder, Options::new(clock)).unwrap();
        let crate::store::Engine::Database(database) = &store.inner.engine else { panic!("in a file") };
        let (told, answers) = std::sync::mpsc::channel();
        for _ in 0..2 {
            database.queue.put(Box::new(Fatal(told.clone())));
        }
        for _ in 0..2 {
            assert!(matches!(answers.recv().unwrap(), Err(StoreError::Unavailable(_))));
        }
        store.record_blocking(crate::Batch::default()).unwrap();
        drop(store);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
