//! Working time: calendars, time limits, promised instants, and why they are what they are.
//!
//! A person publishes a [`CalendarSource`]; [`Calendar::compile`] refuses it with every
//! contradiction at once or turns it into tables, so that counting costs the same for a
//! limit of five days and of four hundred. Read in this order:
//!
//! 1. [`limit`]: a time limit as a procedure states it (`15wd`, `4wh`, `30d`, `2m`, `0`);
//! 2. [`source`]: what a person publishes, dated and versioned;
//! 3. [`compile`]: the tables, the kinds of days, and what makes a source unfit;
//! 4. [`due`]: the promised instant and the instants around it (forwarding, notices, warning);
//! 5. [`derivation`]: the same answer with its reasons, for a citizen and for an officer;
//! 6. [`text`]: dates and moments in words.
//!
//! Times are civil times at the office (+07:00, no summer time). Nothing here reads a
//! clock, a file or the network; the provisions behind the rules are in the `law` crate.
//!
//! Invariants (each is a test in `tests/`):
//! 1. A promise agrees with walking the days one by one.
//! 2. Receiving later never yields an earlier promise.
//! 3. A span that touches a year without a published calendar is provisional, and says so.
//! 4. No input makes the crate panic; beyond the ends of time an answer saturates and is provisional.

pub mod compile;
mod days;
pub mod derivation;
pub mod due;
mod fault;
mod fixed;
pub mod limit;
pub mod source;
mod table;
mod tables;
pub mod text;
mod wording;

// The tests of the modules use the same calendar of the province as those under `tests/`.
#[cfg(test)]
extern crate self as calendar;
#[cfg(test)]
#[path = "../tests/common/mod.rs"]
mod common;

pub use compile::{Calendar, DayKind};
pub use derivation::{Derivation, DerivationLine, Provisional, SkippedDay, Standing, TableRow, YearState};
pub use due::Due;
pub use fault::{CalendarError, CalendarFault};
pub use limit::{Limit, LimitClass, LimitError};
pub use source::{
    CalendarSource, DayException, DayOff, DayOffKind, IntakeDay, IntakeSessions, PublishedYear, Session,
    Swap, UnitExceptions, WeeklyHours, YearStatus,
};
