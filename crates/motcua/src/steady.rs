//! The clock that only counts, and what a serving program leaves for the doctor to compare the clock with.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use store::Guard;
use store::guard::{Limits, Steady};

/// What the store guards its clock with; `anchor` as another program left it.
pub fn guard(limits: Limits, anchor: Option<(i64, i64)>) -> Guard {
    Guard { steady: clock(), limits, anchor }
}

/// Time since the machine started, suspended time included: after a night asleep it has gone on as the clock has.
#[cfg(target_os = "linux")]
fn clock() -> Steady {
    Arc::new(|| {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        let seconds = u64::try_from(now.tv_sec).unwrap_or(0);
        Duration::from_secs(seconds)
            .saturating_add(Duration::from_nanos(u64::try_from(now.tv_nsec).unwrap_or(0)))
    })
}

/// Time since the program started.
#[cfg(not(target_os = "linux"))]
fn clock() -> Steady {
    let began = std::time::Instant::now();
    Arc::new(move || began.elapsed())
}

/// Which start of the machine this is: the steady clock begins anew with each.
fn boot() -> Option<String> {
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(id.trim().to_owned())
}

fn file(data: &Path) -> PathBuf {
    data.join("clock")
}

/// Leaves what the clock is compared with, for as long as this machine runs.
pub fn keep(data: &Path, (distance, at): (i64, i64)) -> std::io::Result<()> {
    let Some(boot) = boot() else { return Ok(()) };
    std::fs::write(file(data), format!("{boot} {distance} {at}\n"))
}

/// What [`keep`] left since this machine started.
pub fn kept(data: &Path) -> Option<(i64, i64)> {
    let text = std::fs::read_to_string(file(data)).ok()?;
    let mut words = text.split_whitespace();
    let (own, distance, at) = (words.next()?, words.next()?, words.next()?);
    (boot()? == own).then_some((distance.parse().ok()?, at.parse().ok()?))
}
