//! Recording that the post could not deliver the result.

use law::qd45_2016;

use super::decide::{at_post, at_stage, not_blank, staff, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the result is back at the desk.
///
/// # Legal basis
///
/// [`qd45_2016::D9`].
pub(super) fn decide(dossier: &Dossier, reason: &str, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let basis = qd45_2016::D9;
    at_stage(dossier, &[Stage::WithPost], "came-back-by-post", basis)?;
    let (_, unit) = staff(context)?;
    if !at_post(unit, context) {
        staff_of(&dossier.result_desk, basis, context)?;
    }
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::CameBackByPost { reason: reason.to_owned(), basis }])
}
