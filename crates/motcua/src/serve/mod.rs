//! `motcua serve`: pages, API and background work until it is told to end.
//!
//! 1. [`run`] listens first, so that a taken port is known at once and health is answered;
//! 2. [`start`] opens the store and fills an empty one with the demonstration;
//! 3. [`site`] puts pages and API together behind the limits of [`guard`];
//! 4. at the end requests are drained, the journal is sealed, the store is closed.

mod connections;
mod guard;
mod health;
mod metrics;
mod reload;
mod site;
mod start;

use std::sync::Arc;
use std::time::Duration;

use app::App;
use effects::Schedule;
use effects::outbox::Outbox;
use tokio::net::TcpListener;
use tokio::sync::watch;

use self::health::{Background, State};
use crate::failure::{Done, Failure};
use crate::out::say;
use crate::settings::Settings;

/// How long requests that run may take to finish when the program is told to end.
const DRAIN: Duration = Duration::from_secs(10);

/// Serves until a signal ends it.
///
/// # Errors
///
/// [`Failure::Usage`] for an address that is none, [`Failure::Failed`] when the port is taken or the store fails.
pub fn run(settings: &Settings) -> Done {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(64).build().map_err(
            |error| {
                Failure::Failed(format!(
                    "no threads to serve with: {error}; free memory or raise the limit of processes"
                ))
            },
        )?;
    let done = runtime.block_on(serve(settings));
    runtime.shutdown_timeout(Duration::from_secs(2));
    done
}

async fn serve(settings: &Settings) -> Done {
    let listener = listen(&settings.listen).await?;
    let address = listener.local_addr().map(|address| address.to_string()).unwrap_or_default();
    let state = Arc::new(State::default());
    let (stop, stopped) = watch::channel(false);
    let server = tokio::spawn(answer(listener, Arc::clone(&state), stopped));

    let own = settings.clone();
    let started = tokio::task::spawn_blocking(move || start::application(&own, &address)).await;
    let started = started.unwrap_or_else(|error| Err(Failure::Failed(format!("the start failed: {error}"))));
    let started = match started {
        Ok(started) => started,
        Err(failure) => {
            let _ = stop.send(true);
            return Err(failure);
        }
    };
    let outbox = match outbox(&started.app, settings) {
        Ok(outbox) => outbox,
        Err(failure) => {
            let _ = stop.send(true);
            return Err(failure);
        }
    };
    let schedule = Schedule::start(started.app.clone());
    let reload = tokio::spawn(reload::watch(settings.clone(), started.app.clone()));
    let background = Background { schedule: schedule.done(), outbox: outbox.sent() };
    state.open(site::router(&started, Arc::clone(&state)), started.app.clone(), background);
    for line in &started.told {
        say(line);
    }
    tracing::info!("ready");

    signal().await;
    tracing::info!("ending: requests that run are finished");
    state.close();
    reload.abort();
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

async fn listen(address: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        use std::io::ErrorKind as Kind;
        let line = format!("cannot listen on {address}: {error}; give another with --listen ADDRESS:PORT");
        match error.kind() {
            Kind::InvalidInput => Failure::Usage(line),
            _ => Failure::Failed(line),
        }
    })
}

async fn answer(listener: TcpListener, state: Arc<State>, mut stopped: watch::Receiver<bool>) {
    let end = async move {
        // An error means that the sender is gone, which ends serving as well.
        drop(stopped.wait_for(|stop| *stop).await);
    };
    connections::answer(listener, health::router(state), end).await;
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
