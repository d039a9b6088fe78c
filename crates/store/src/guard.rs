//! Whether the clock can be believed: beside one that only counts, beside the database server's, beside the record.
//!
//! The instants of the journal are what limits are counted from, so a clock that is wrong must not date anything. A clock
//! that counts (since the machine started, suspended time included) cannot be set; the distance of the two is constant
//! as long as nobody sets the clock, because what slews the one slews the other. [`judge`] compares, and knows nothing
//! else. The store asks it before each act that would be dated.
//!
//! What nobody can know: whether a clock that was set while the program did not run was right before or is right
//! now. The first look is believed, unless the record or the server says otherwise.

use std::fmt;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::Clock;
use crate::time::to_us;

/// A clock that only counts: it cannot be set, and goes on while the machine sleeps.
pub type Steady = Arc<dyn Fn() -> Duration + Send + Sync>;

/// How far the clock may be off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From where it should be by the steady clock, or by the server's, either way.
    pub off: Duration,
    /// Behind the newest record; acts within it take the instant of that record.
    pub back: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { off: Duration::from_secs(300), back: Duration::from_secs(2) }
    }
}

/// One part in so many by which the clock may wander from the steady one for ever: small corrections by steps, and
/// leap seconds, are forgotten at this rate and never add up to the limit.
const WANDER: i64 = 1000;

/// What is known of the clock so far; instants and distances are microseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// By how much the clock is ahead of the steady one as long as nobody sets it, and the steady instant at which
    /// that was seen; `None` before the clock was found right for the first time.
    pub anchor: Option<(i64, i64)>,
    /// By how much the database server's clock is ahead of the steady one.
    pub server: Option<i64>,
}

/// What is seen at one instant, microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The clock.
    pub wall: i64,
    /// The steady clock.
    pub steady: i64,
    /// The newest record.
    pub newest: Option<i64>,
}

/// Why the clock is not believed; whole seconds, rounded up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockFault {
    /// It was set forth while the program ran.
    Ahead(u64),
    /// It was set back while the program ran.
    Behind(u64),
    /// It is ahead of the database server's clock.
    AheadOfServer(u64),
    /// It is behind the database server's clock.
    BehindServer(u64),
    /// It is behind the newest record.
    BehindRecord(u64),
}

impl fmt::Display for ClockFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ahead(by) => write!(f, "set {by} s forth while the program runs"),
            Self::Behind(by) => write!(f, "set {by} s back while the program runs"),
            Self::AheadOfServer(by) => write!(f, "{by} s ahead of the database server's"),
            Self::BehindServer(by) => write!(f, "{by} s behind the database server's"),
            Self::BehindRecord(by) => write!(f, "{by} s behind the newest record"),
        }
    }
}

/// What is known after a look at a clock that is right.
///
/// The anchor follows the clock by one part in [`WANDER`] of the time that has passed, and not at all while the clock
/// is wrong: a wrong clock does not become right by waiting.
///
/// # Errors
///
/// Why the clock is not believed; what is known stays then.
pub fn judge(known: Known, seen: Seen, limits: Limits) -> Result<Known, ClockFault> {
    let (off, back) = (us(limits.off), us(limits.back));
    let distance = seen.wall.saturating_sub(seen.steady);
    if let Some(server) = known.server {
        match distance.saturating_sub(server) {
            by if by > off => return Err(ClockFault::AheadOfServer(seconds(by))),
            by if by < -off => return Err(ClockFault::BehindServer(seconds(by))),
            _ => {}
        }
    }
    if let Some((anchor, _)) = known.anchor {
        match distance.saturating_sub(anchor) {
            by if by > off => return Err(ClockFault::Ahead(seconds(by))),
            by if by < -off => return Err(ClockFault::Behind(seconds(by))),
            _ => {}
        }
    }
    let behind = seen.newest.map_or(0, |newest| newest.saturating_sub(seen.wall));
    if behind > back {
        return Err(ClockFault::BehindRecord(seconds(behind)));
    }
    let anchor = known.anchor.map_or((distance, seen.steady), |own| follow(own, distance, seen.steady));
    Ok(Known { anchor: Some(anchor), ..known })
}

/// The anchor moved towards the distance that is seen now, as far as the time since allows.
fn follow((anchor, at): (i64, i64), distance: i64, steady: i64) -> (i64, i64) {
    let step = steady.saturating_sub(at).max(0) / WANDER;
    // What is too short for a step is kept for the next look.
    if step == 0 {
        return (anchor, at);
    }
    let moved = distance.saturating_sub(anchor).clamp(-step, step);
    (anchor.saturating_add(moved), steady)
}

fn us(limit: Duration) -> i64 {
    i64::try_from(limit.as_micros()).unwrap_or(i64::MAX)
}

fn seconds(us: i64) -> u64 {
    us.unsigned_abs().div_ceil(1_000_000)
}

/// What guards a store's clock.
#[derive(Clone)]
pub struct Guard {
    /// The clock beside it.
    pub steady: Steady,
    /// How far it may be off.
    pub limits: Limits,
    /// [`Known::anchor`] as another program of this machine saw it since it started; `None` believes the first look.
    pub anchor: Option<(i64, i64)>,
}

/// The clock of a store, with its guard when it has one.
pub(crate) struct Timekeeper {
    clock: Clock,
    guard: Option<(Guard, Mutex<Known>)>,
    newest: AtomicI64,
    held: AtomicU64,
}

impl Timekeeper {
    pub fn new(clock: Clock, guard: Option<Guard>) -> Self {
        let guard = guard.map(|guard| {
            let known = Known { anchor: guard.anchor, server: None };
            (guard, Mutex::new(known))
        });
        Self { clock, guard, newest: AtomicI64::new(i64::MIN), held: AtomicU64::new(0) }
    }

    /// The instant of an act after a record at `last`, and why it must not be dated with it.
    pub fn instant(&self, last: i64) -> (i64, Option<ClockFault>) {
        self.newest.fetch_max(last, Ordering::Relaxed);
        let wall = to_us((self.clock)());
        (wall.max(last), self.look(wall).err())
    }

    /// Looks at the clock now.
    pub fn check(&self) -> Result<(), ClockFault> {
        self.look(to_us((self.clock)()))
    }

    fn look(&self, wall: i64) -> Result<(), ClockFault> {
        let Some((guard, known)) = &self.guard else { return Ok(()) };
        let newest = Some(self.newest.load(Ordering::Relaxed)).filter(|newest| *newest != i64::MIN);
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = Seen { wall, steady: us((guard.steady)()), newest };
        *known = judge(*known, seen, guard.limits)?;
        Ok(())
    }

    /// The steady clock, while there is a guard.
    pub fn steady(&self) -> Option<i64> {
        self.guard.as_ref().map(|(guard, _)| us((guard.steady)()))
    }

    /// Learns the newest record and, of a server, by how much its clock is ahead of the steady one.
    pub fn learn(&self, newest: Option<i64>, server: Option<i64>) {
        self.newest.fetch_max(newest.unwrap_or(i64::MIN), Ordering::Relaxed);
        if let (Some((_, known)), Some(server)) = (&self.guard, server) {
            known.lock().unwrap_or_else(PoisonError::into_inner).server = Some(server);
        }
    }

    /// [`Known::anchor`], once the clock was found right.
    pub fn anchor(&self) -> Option<(i64, i64)> {
        let (_, known) = self.guard.as_ref()?;
        known.lock().unwrap_or_else(PoisonError::into_inner).anchor
    }

    /// Counts an act that was refused because of the clock.
    pub fn count(&self, held: bool) {
        self.held.fetch_add(u64::from(held), Ordering::Relaxed);
    }

    /// Acts that were refused because of the clock.
    pub fn held(&self) -> u64 {
        self.held.load(Ordering::Relaxed)
    }
}
