//! Raising an unclear dossier to the Centre's leader.

use law::qc1722;

use super::decide::{at_stage, not_blank, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::UnitId;

/// Decides whether an unclear dossier may be raised to the leader of the desk's Centre.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_C`].
pub(super) fn decide(
    dossier: &Dossier,
    to: &UnitId,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K1_C;
    at_stage(dossier, &[Stage::Submitted, Stage::Guided], "escalate", basis)?;
    staff_of(&dossier.desk, basis, context)?;
    let day = context.at.date();
    if !context.organisation.is_within(&dossier.desk, to, day) {
        let expected = context.organisation.agency_of(&dossier.desk, day);
        return Err(Refusal::WrongUnit { unit: to.clone(), expected, basis });
    }
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::Escalated { to: to.clone(), reason: reason.to_owned(), basis }])
}
