//! Making another person of the holding unit accountable.

use law::qc1722;

use super::decide::{not_blank, staff_of, still_open};
use super::event::Event;
use super::{Context, Dossier};
use crate::Refusal;
use crate::ids::PersonId;

/// Decides whether the accountable person may change inside the holding unit.
///
/// # Legal basis
///
/// [`qc1722::D19_K4`] (the agency gives its officers their dossiers), [`qc1722::D3_K5`]
/// (nobody passes the responsibility on without saying so).
pub(super) fn decide(
    dossier: &Dossier,
    to: &PersonId,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D19_K4;
    still_open(dossier)?;
    staff_of(&dossier.holder.unit, basis, context)?;
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::Assigned {
        to: to.clone(),
        unit: dossier.holder.unit.clone(),
        reason: reason.to_owned(),
        basis,
    }])
}
