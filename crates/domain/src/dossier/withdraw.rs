//! Withdrawing a dossier at the applicant's request.

use law::nd61_2018;

use super::decide::{at_stage, not_blank, proven, staff_of};
use super::event::{Actor, Event};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the dossier may be withdrawn: as long as no result has left the agency.
///
/// # Legal basis
///
/// [`nd61_2018::D6`], the rights of the applicant.
pub(super) fn decide(
    dossier: &Dossier,
    reason: &str,
    proof: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = nd61_2018::D6;
    let stages = [
        Stage::Submitted,
        Stage::Guided,
        Stage::Escalated,
        Stage::Accepted,
        Stage::InTransit,
        Stage::Processing,
        Stage::SupplementAsked,
    ];
    at_stage(dossier, &stages, "withdraw", basis)?;
    if !matches!(context.by, Actor::Citizen(_)) {
        staff_of(&dossier.desk, basis, context)?;
    }
    not_blank(reason, "reason", basis)?;
    proven(proof, "proof", basis)?;
    Ok(vec![Event::Withdrawn { reason: reason.to_owned(), proof: proof.to_owned(), basis }])
}
