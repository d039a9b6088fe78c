//! `motcua serve`: pages, API and background work until it is told to end.
//!
//! 1. [`run`] listens first, so that a taken port is known at once and health is answered;
//! 2. [`start`] opens the store and fills an empty one with the demonstration;
//! 3. [`site`] puts pages and API together behind the limits of [`guard`];
//! 4. at the end requests are drained ([`door`]), the journal is sealed, the store is closed.

mod behind;
mod buckets;
mod claims;
mod clock;
mod connections;
mod door;
mod guard;
mod health;
mod lanes;
mod metrics;
pub mod promises;
mod reload;
mod site;
mod start;

use std::sync::Arc;
use std::time::Duration;

use app::App;
use effects::Schedule;
use effects::outbox::Outbox;
use tokio::sync::watch;

use self::door::{Door, SETTLE};
use self::health::{Background, State};
use crate::failure::{Done, Failure};
use crate::open;
use crate::out::say;
use crate::settings::Settings;

/// How long requests that run may take to finish when the program is told to end.
const DRAIN: Duration = Duration::from_secs(10);
/// For how long connections to a socket that was handed over wait for the start; then they are told so.
const PATIENT: Duration = Duration::from_secs(10);

/// Serves until a signal ends it.
///
/// # Errors
///
/// [`Failure::Usage`] for an address that is none, [`Failure::Failed`] when the port is taken or the store fails.
pub fn run(settings: &Settings) -> Done {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .worker_threads(threads())
        .max_blocking_threads(16)
        .build()
        .map_err(|error| {
            Failure::Failed(format!(
                "no threads to serve with: {error}; free memory or raise the limit of processes"
            ))
        })?;
    let done = runtime.block_on(serve(settings));
    runtime.shutdown_timeout(Duration::from_secs(2));
    done
}

/// More threads than cores: what anybody asks fills the cores at most (`lanes`), and a desk finds a thread that the
/// system lets in between.
fn threads() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    cores.saturating_mul(2).max(4)
}

async fn serve(settings: &Settings) -> Done {
    let found = door::find(settings).await?;
    let (address, handed) = (found.address.clone(), found.handed);
    let state = Arc::new(State::new(settings.at_once));
    let (shut, shutting) = watch::channel(false);
    let (stop, stopped) = watch::channel(false);
    let (begin, begun) = watch::channel(!handed);
    let server = tokio::spawn(answer(found.door(shutting), Arc::clone(&state), begun, stopped));

    let own = settings.clone();
    let started = tokio::task::spawn_blocking(move || start::application(&own, &address, handed)).await;
    let started = started.unwrap_or_else(|_| Err(Failure::Failed("the start ended in a panic".to_owned())));
    let with_outbox = started.and_then(|started| {
        let outbox = outbox(&started.app, settings)?;
        Ok((started, outbox))
    });
    let (started, outbox) = match with_outbox {
        Ok(both) => both,
        Err(failure) => {
            let _ = stop.send(true);
            return Err(failure);
        }
    };
    let schedule = Schedule::start(started.app.clone());
    let clock = tokio::spawn(clock::watch(started.app.clone(), open::data_folder(settings).to_owned()));
    let reload = tokio::spawn(reload::watch(settings.clone(), started.app.clone()));
    let background = Background {
        schedule: schedule.done(),
        outbox: outbox.sent(),
        data: open::data_folder(settings).to_owned(),
    };
    state.open(site::Site::new(&started), started.app.clone(), background);
    for line in &started.told {
        say(line);
    }
    let _ = begin.send(true);
    tracing::info!(handed, "ready");

    signal().await;
    tracing::info!("ending: requests that run are finished");
    state.close();
    reload.abort();
    clock.abort();
    // Who asks `/readyz` sees it, and whoever keeps a connection is told to come back on another.
    tokio::time::sleep(settings.drain).await;
    let _ = shut.send(true);
    tokio::time::sleep(SETTLE).await;
    let _ = stop.send(true);
    if tokio::time::timeout(DRAIN, server).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    outbox.stop().await;
    schedule.stop().await;
    tracing::info!("ended");
    Ok(())
}

/// Starts the worker that sends messages, with a seed of its own.
fn outbox(app: &App, settings: &Settings) -> Result<Outbox, Failure> {
    let carried = settings.messages.read().map_err(Failure::No)?;
    let random = app::dossier::shell::random_hex()?;
    let seed = random.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default();
    Outbox::start(app.clone(), carried, seed).map_err(Failure::no)
}

async fn answer(
    door: Door,
    state: Arc<State>,
    mut begun: watch::Receiver<bool>,
    mut stopped: watch::Receiver<bool>,
) {
    // Errors mean that the sender is gone, which ends serving as well.
    let start = tokio::time::timeout(PATIENT, begun.wait_for(|begin| *begin));
    drop(start.await);
    let end = async move {
        drop(stopped.wait_for(|stop| *stop).await);
    };
    let behind = state.lanes.for_the_refused();
    connections::answer(door, health::router(state), behind, end).await;
}

/// Waits for SIGTERM or the interrupt key.
async fn signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return interrupt.await };
        tokio::select! {
            () = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}
