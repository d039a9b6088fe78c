//! Keeping in step with a ministry's own system.

use law::qc1722;

use super::decide::{not_blank, staff_of, still_open};
use super::event::{Actor, Event};
use super::{Context, Dossier};
use crate::Refusal;
use crate::procedure::Channel;

/// Decides whether a state of a ministry's system may be recorded, by hand or by a connector.
///
/// # Legal basis
///
/// [`qc1722::D16_K4`]: received and returned at the Centre, processed in the ministry's software.
pub(super) fn decide(
    dossier: &Dossier,
    system: &str,
    reference: &str,
    state: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K4;
    still_open(dossier)?;
    if dossier.channel != Channel::Ministry {
        return Err(Refusal::NotMinistry);
    }
    if !matches!(context.by, Actor::System(_)) {
        staff_of(&dossier.desk, basis, context)?;
    }
    for (text, field) in [(system, "system"), (reference, "reference"), (state, "state")] {
        not_blank(text, field, basis)?;
    }
    Ok(vec![Event::ExternalStateRecorded {
        system: system.to_owned(),
        reference: reference.to_owned(),
        state: state.to_owned(),
        basis,
    }])
}
