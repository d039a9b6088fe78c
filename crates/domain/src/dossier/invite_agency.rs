//! Asking an agency to send somebody to look at an unclear dossier together.

use calendar::Limit;
use law::qc1722;

use super::decide::{at_stage, not_blank, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::UnitId;

/// Decides whether the leader may ask `unit`, which has until the end of the next working day.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_C`].
pub(super) fn decide(
    dossier: &Dossier,
    unit: &UnitId,
    about: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K1_C;
    at_stage(dossier, &[Stage::Escalated], "invite-agency", basis)?;
    staff_of(&dossier.holder.unit, basis, context)?;
    let (organisation, day) = (context.organisation, context.at.date());
    let own = organisation.agency_of(unit, day) == organisation.agency_of(&dossier.desk, day);
    if own || organisation.unit_on(unit, day).is_none() {
        let expected = context.procedure.agency.clone();
        return Err(Refusal::WrongUnit { unit: unit.clone(), expected, basis });
    }
    not_blank(about, "about", basis)?;
    let come_by = context.calendar.due(context.at, Limit::WorkingDays(1), context.parameters).at;
    Ok(vec![Event::AgencyInvited { unit: unit.clone(), about: about.to_owned(), come_by, basis }])
}
