//! The leader's answer to an escalation: back to the desk with the outcome.

use law::qc1722;

use super::decide::{at_stage, not_blank, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::PersonId;

/// Decides whether an escalated dossier may go back to the desk; it is then accepted, guided or refused there.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_C`].
pub(super) fn decide(
    dossier: &Dossier,
    answer: &str,
    to: &PersonId,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K1_C;
    at_stage(dossier, &[Stage::Escalated], "answer-escalation", basis)?;
    staff_of(&dossier.holder.unit, basis, context)?;
    not_blank(answer, "answer", basis)?;
    Ok(vec![Event::EscalationAnswered { answer: answer.to_owned(), to: to.clone(), basis }])
}
