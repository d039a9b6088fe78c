//! Counting a provisional promise again after a calendar was published.

use law::qc1722;

use super::event::Event;
use super::promise;
use super::{Context, Dossier};
use crate::Refusal;

/// Decides whether a provisional promise is confirmed or moved by the present calendar.
///
/// # Legal basis
///
/// [`qc1722::D12_K2_A`]: days off are what the calendar says they are.
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    super::decide::still_open(dossier)?;
    let Some(old) = dossier.promise.as_ref().filter(|promise| promise.provisional) else {
        return Err(Refusal::NotProvisional);
    };
    let promise = promise::count(old.limit, old.counted_from, context);
    if promise.provisional && promise.due == old.due {
        return Err(Refusal::NotProvisional);
    }
    let warn_by = context.calendar.warn_by(promise.due, context.parameters);
    Ok(vec![Event::PromiseRecounted { promise, warn_by, basis: qc1722::D12_K2_A }])
}
