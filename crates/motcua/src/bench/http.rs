//! `motcua bench --http`: a server of its own, real requests, and the raw engine on the same disk in the same minute.
//!
//! Every figure stands beside a probe of the same run: commits of one event and one snapshot by one thread, the same
//! pairs many to a commit, and the server's own route that asks no database. The goals are ratios to these, for what
//! a disk and two cores give differs twentyfold with what else runs.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::desk::{Act, Desk, Pace};
use super::load::Measured;
use super::own::Own;
use crate::cli::BenchArgs;
use crate::failure::{Done, Failure};
use crate::out::say;
use crate::settings::Settings;

/// Measures over HTTP and says.
///
/// # Errors
///
/// [`Failure::Failed`] when the server does not start, or a request is not answered as it must be.
pub fn run(settings: &Settings, args: &BenchArgs) -> Done {
    in_a_folder(async |dir| measure(settings, args, dir).await)
}

/// Does the work of a client in a folder of its own that is removed at the end.
///
/// # Errors
///
/// The work's, or that no folder or thread is to be had.
pub fn in_a_folder<T>(work: impl AsyncFnOnce(&Path) -> Result<T, Failure>) -> Result<T, Failure> {
    let dir = std::env::temp_dir().join(format!("motcua-bench-{}", std::process::id()));
    std::fs::create_dir_all(&dir).map_err(|error| Failure::file(&dir, &error))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Failed(format!("no threads to measure with: {error}")))?;
    let measured = runtime.block_on(work(&dir));
    drop(std::fs::remove_dir_all(&dir));
    measured
}

async fn measure(settings: &Settings, args: &BenchArgs, dir: &Path) -> Done {
    let raw = store::probe::commits(&dir.join("raw"), Duration::from_secs(2))?;
    let together = store::probe::together(&dir.join("raw"), 100_000)?;
    say(format!(
        "raw engine: {raw:.0} commits of one event and one snapshot a second, {together:.0} pairs a second in one commit"
    ));
    let data = if args.here { crate::open::data_folder(settings).to_owned() } else { dir.join("data") };
    let own = Own::start(settings, &data).await?;
    say(format!("start to ready: {:.2} s", own.ready.as_secs_f64()));
    let time = Duration::from_secs(u64::from(args.seconds));
    let bare = own.bare(8, time).await?;
    say(format!("{:<16}{:>4} clients {}", "no database", 8, bare.line()));
    let desk = Arc::new(Desk::new(&own).await?);
    for clients in args.clients.iter().copied() {
        let pace = Pace::Clients(clients);
        let accept = desk.measure(&own.server, Act::File, pace, time).await?;
        tell("accept", clients, &accept, Some((accept.rate / raw, "of raw commits")));
        let step = desk.measure(&own.server, Act::Note, pace, time).await?;
        tell("step", clients, &step, Some((step.rate / accept.rate, "of accepts")));
        for (name, request) in desk.reads() {
            let read = desk.measure(&own.server, Act::ask(request), pace, time).await?;
            tell(name, clients, &read, Some((read.rate / bare.rate, "of no database")));
        }
    }
    if let Some(rate) = args.rate {
        let reads = desk.reads().into_iter().map(|(name, request)| (name, Act::ask(request)));
        for (name, act) in [("accept", Act::File), ("step", Act::Note)].into_iter().chain(reads) {
            let due = desk.measure(&own.server, act, Pace::PerSecond(rate), time).await?;
            tell(&format!("{name} {rate}/s"), 0, &due, None);
        }
    }
    if let Some(resident) = own.resident() {
        say(format!("memory of the server afterwards: {} MiB", resident / 1024));
    }
    Ok(())
}

fn tell(name: &str, clients: u32, measured: &Measured, ratio: Option<(f64, &str)>) {
    let ratio = ratio.map_or(String::new(), |(ratio, of)| format!("   {ratio:.2} {of}"));
    say(format!("{name:<16}{clients:>4} clients {}{ratio}", measured.line()));
}
