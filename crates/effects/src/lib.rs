//! What the program does by itself: the schedule of overdue events, seals and tidying; the [`outbox`] and
//! the ways out of it ([`transport`]); who looks at files ([`eyes`]), scans them ([`clamd`]) and keeps them elsewhere
//! ([`s3`]).
//!
//! One task wakes every second for what has to be in time; another does what may take long, so that a slow scanner or
//! a large storage keeps nothing waiting. Everything they call is safe to repeat and safe to run in several processes,
//! because each decision is made inside the store's transaction.
//!
//! Not here: what is due and what is written (`app::schedule`).

pub mod clamd;
pub mod eyes;
pub mod outbox;
pub mod s3;
pub mod transport;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use app::{App, CommandError, schedule};
use jiff::SignedDuration;
use jiff::civil::Date;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;

/// Time between two rounds.
const ROUND: Duration = Duration::from_secs(1);
/// Time between two seals.
const SEAL: Duration = Duration::from_secs(300);
/// Time between two tidyings.
const TIDY: Duration = Duration::from_secs(3600);
/// Time between two scannings of the files that wait for it, and between two looks at whether the database knows how
/// large its tables are.
const SCAN: Duration = Duration::from_secs(60);
/// The hour of the night in which files are swept that nothing names.
const SWEEP_HOUR: i8 = 2;
/// A round that takes longer than this is late work that somebody should know of.
const LATE: Duration = Duration::from_secs(10);
/// For how long answers to repeated requests are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// For how long it can be read of a sent message what became of it.
const KEPT_MESSAGES: SignedDuration = SignedDuration::from_hours(400 * 24);

/// What the schedule has done, for metrics and readiness.
#[derive(Debug, Default)]
pub struct Done {
    /// Rounds that ended well.
    pub rounds: AtomicU64,
    /// Rounds, seals or tidyings that failed.
    pub failures: AtomicU64,
    /// Overdue events written.
    pub overdue: AtomicU64,
    /// Provisional promises confirmed or moved.
    pub recounted: AtomicU64,
    /// Seals made.
    pub seals: AtomicU64,
    /// Files found clean after they had waited.
    pub scanned: AtomicU64,
    /// Files put aside as infected after they had waited.
    pub infected: AtomicU64,
    /// Files removed because nothing names them.
    pub swept: AtomicU64,
    /// Codes that were given and are no dossier's, as last counted.
    pub missing_codes: AtomicU64,
    /// Dossiers of which something is due that cannot be done, as of the last round.
    pub stuck: AtomicU64,
    /// Whether the last round took longer than it may.
    pub lagging: AtomicBool,
}

/// The running schedule.
pub struct Schedule {
    done: Arc<Done>,
    stop: watch::Sender<bool>,
    tasks: [JoinHandle<()>; 2],
    app: App,
}

impl Schedule {
    /// Starts the schedule on the present runtime.
    #[must_use]
    pub fn start(app: App) -> Self {
        let done = Arc::new(Done::default());
        let (stop, stopped) = watch::channel(false);
        let tasks = [
            tokio::spawn(run(app.clone(), Arc::clone(&done), stopped.clone())),
            tokio::spawn(keep_house(app.clone(), Arc::clone(&done), stopped)),
        ];
        Self { done, stop, tasks, app }
    }

    /// What has been done so far.
    #[must_use]
    pub fn done(&self) -> Arc<Done> {
        Arc::clone(&self.done)
    }

    /// Ends the schedule after the round and the file that it is at, and seals what is not sealed.
    pub async fn stop(self) {
        // A task that has ended by itself listens no more; there is nothing to stop then.
        let _ = self.stop.send(true);
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "the schedule ended badly");
            }
        }
        seal(&self.app, &self.done).await;
    }
}

async fn run(app: App, done: Arc<Done>, mut stopped: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(ROUND);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut sealed = Instant::now();
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stopped.changed() => return,
        }
        // A clock that is wrong says nothing of what is due, and of nothing how old it is.
        if app.store.clock().is_err() {
            continue;
        }
        round(&app, &done).await;
        if sealed.elapsed() >= SEAL {
            sealed = Instant::now();
            seal(&app, &done).await;
        }
    }
}

/// What may take long and hurries nobody: files that wait to be scanned, tidying, counting.
async fn keep_house(app: App, done: Arc<Done>, mut stopped: watch::Receiver<bool>) {
    // What waited when the program ended is scanned at once.
    let mut ticks = tokio::time::interval(SCAN);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut tidied = Instant::now();
    let mut swept = None;
    number(&app, &done).await;
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stopped.changed() => return,
        }
        blocking(&app, &done, "counting tables", |app| Ok(app.store.count_tables()?)).await;
        scan(&app, &done, stopped.clone()).await;
        if tidied.elapsed() >= TIDY && app.store.clock().is_ok() && !*stopped.borrow() {
            tidied = Instant::now();
            number(&app, &done).await;
            tidy(&app, &done).await;
            sweep(&app, &done, &mut swept).await;
        }
    }
}

async fn round(app: &App, done: &Done) {
    let began = Instant::now();
    let Some(round) = blocking(app, done, "a round", schedule::round).await else { return };
    let add = |count: &AtomicU64, more: usize| {
        count.fetch_add(u64::try_from(more).unwrap_or(u64::MAX), Ordering::Relaxed);
    };
    add(&done.overdue, round.overdue);
    add(&done.recounted, round.recounted);
    done.rounds.fetch_add(1, Ordering::Relaxed);
    if round.overdue > 0 || round.recounted > 0 {
        tracing::info!(overdue = round.overdue, recounted = round.recounted, "the schedule recorded");
    }
    let stuck = u64::try_from(round.stuck).unwrap_or(u64::MAX);
    if done.stuck.swap(stuck, Ordering::Relaxed) != stuck && stuck > 0 {
        tracing::error!(
            stuck,
            "dossiers cannot be read, so what is due of them is not done: run motcua verify"
        );
    }
    let lagging = began.elapsed() > LATE;
    if lagging && !done.lagging.swap(true, Ordering::Relaxed) {
        tracing::warn!(seconds = began.elapsed().as_secs(), "the schedule lags: overdue events come late");
    } else if !lagging {
        done.lagging.store(false, Ordering::Relaxed);
    }
}

async fn seal(app: &App, done: &Done) {
    // A seal has a date.
    if app.store.clock().is_err() {
        return;
    }
    let made = blocking(app, done, "sealing", |app| Ok(app.store.seal(app.store.now())?)).await;
    if let Some(Some(seal)) = made {
        done.seals.fetch_add(1, Ordering::Relaxed);
        tracing::info!(%seal, "sealed");
    }
}

async fn tidy(app: &App, done: &Done) {
    let tidied = |app: &App| {
        let now = app.store.now();
        app.store.prune(now.saturating_sub(KEPT))?;
        Ok(app.store.outbox_prune(now.saturating_sub(KEPT_MESSAGES))?)
    };
    blocking(app, done, "tidying", tidied).await;
}

/// Counts the codes that were given and are no dossier's; nothing the program does leaves one.
async fn number(app: &App, done: &Done) {
    let missing = blocking(app, done, "counting codes", |app| Ok(app.store.missing_codes()?)).await;
    let Some(missing) = missing else { return };
    if done.missing_codes.swap(missing, Ordering::Relaxed) != missing && missing > 0 {
        tracing::error!(missing, "codes were given that are no dossier's: run motcua verify");
    }
}

/// Has the files scanned that came while the scanner did not answer.
async fn scan(app: &App, done: &Done, stopped: watch::Receiver<bool>) {
    let Some(files) = app.files().filter(|files| files.is_scanned()).cloned() else { return };
    let scan =
        move |_: &App| files.scan_waiting(&|| !*stopped.borrow()).map_err(|error| app::files::broken(&error));
    let Some(scanned) = blocking(app, done, "scanning", scan).await else { return };
    let add = |count: &AtomicU64, more: usize| {
        count.fetch_add(u64::try_from(more).unwrap_or(u64::MAX), Ordering::Relaxed);
    };
    add(&done.scanned, scanned.clean);
    add(&done.infected, scanned.infected);
    if scanned != app::files::Scanned::default() {
        let (clean, infected, waiting) = (scanned.clean, scanned.infected, scanned.waiting);
        tracing::info!(clean, infected, waiting, "files that had waited were scanned");
    }
}

/// Once a day, at night where the program runs at night, removes the files that nothing names.
async fn sweep(app: &App, done: &Done, swept: &mut Option<Date>) {
    let now = (app::clock::system())();
    if now.hour() < SWEEP_HOUR || *swept == Some(now.date()) || app.files().is_none() {
        return;
    }
    *swept = Some(now.date());
    let sweep = move |app: &App| app::files::sweep(app, now, false);
    let Some(swept) = blocking(app, done, "sweeping files", sweep).await else { return };
    done.swept.fetch_add(u64::try_from(swept.old.len()).unwrap_or(u64::MAX), Ordering::Relaxed);
    tracing::info!(removed = swept.old.len(), named = swept.named, young = swept.young, "files were swept");
}

async fn blocking<T: Send + 'static>(
    app: &App,
    done: &Done,
    what: &'static str,
    work: impl FnOnce(&App) -> Result<T, CommandError> + Send + 'static,
) -> Option<T> {
    let own = app.clone();
    let failure = match tokio::task::spawn_blocking(move || work(&own)).await {
        Ok(Ok(value)) => return Some(value),
        Ok(Err(CommandError::Store(error))) => error.to_string(),
        Ok(Err(error)) => error.to_string(),
        // What a panic says may hold data of a person; where it happened is logged already.
        Err(_) => "it panicked".to_owned(),
    };
    done.failures.fetch_add(1, Ordering::Relaxed);
    tracing::error!(what, failure, "the schedule failed; it goes on with the next round");
    None
}
