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
