//! Counting a promise and what must be kept to count it again.

use calendar::Limit;
use jiff::civil::DateTime;

use super::Context;
use super::event::{CalendarPin, Promise};

/// The promise for `limit` from `from`, with the pins that make it countable years later.
pub(super) fn count(limit: Limit, from: DateTime, context: &Context<'_>) -> Promise {
    let due = context.calendar.due(from, limit, context.parameters);
    Promise {
        limit,
        counted_from: from,
        due: due.at,
        provisional: due.provisional,
        calendar: CalendarPin {
            id: context.calendar.id().to_owned(),
            version: context.calendar.version(),
            fingerprint: context.calendar.fingerprint(),
        },
        rule_pack: context.parameters.rule_pack.to_owned(),
    }
}

/// What is left of `promise` at `stopped` in whole working days, for limits in hours in whole hours; at least one.
pub(super) fn left(promise: &Promise, stopped: DateTime, context: &Context<'_>) -> Limit {
    if let Limit::WorkingHours(_) = promise.limit {
        return left_in_hours(promise, stopped, context);
    }
    let days = context.calendar.working_days_between(stopped.date(), promise.due.date());
    Limit::WorkingDays(u16::try_from(days).unwrap_or(0).max(1))
}

/// What is left of `promise` at `stopped` in whole working hours, at least one.
///
/// A clock that can stand more than once is counted in hours: with days, a minute's stop over night would
/// give a day (A5).
pub(super) fn left_in_hours(promise: &Promise, stopped: DateTime, context: &Context<'_>) -> Limit {
    let minutes = context.calendar.working_minutes_between(stopped, promise.due).max(0);
    let hours = u16::try_from(minutes.saturating_add(59) / 60).unwrap_or(u16::MAX);
    Limit::WorkingHours(hours.max(1))
}
