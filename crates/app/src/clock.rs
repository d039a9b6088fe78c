//! The only place that reads the machine's clock.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::SignedDuration;
use jiff::civil::{DateTime, date};

/// A source of office-local time (+07:00, no daylight saving since 1975).
pub type Clock = Arc<dyn Fn() -> DateTime + Send + Sync>;

/// Seconds by which office time is ahead of UTC.
pub const OFFICE_OFFSET_SECONDS: i64 = 7 * 3600;

/// The machine's clock, shown as office time whatever the machine's own zone.
#[must_use]
pub fn system() -> Clock {
    Arc::new(now)
}

#[expect(clippy::disallowed_methods, reason = "the one place that samples the clock")]
fn now() -> DateTime {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let micros = i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX / 2);
    let local =
        SignedDuration::from_micros(micros).saturating_add(SignedDuration::from_secs(OFFICE_OFFSET_SECONDS));
    date(1970, 1, 1).at(0, 0, 0, 0).saturating_add(local)
}
