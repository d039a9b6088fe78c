//! Handing a copy of the result to a further recipient of the procedure.

use law::qc1722;

use super::decide::{proven, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether `recipient` gets its copy: named by the procedure, once, when there is a result.
///
/// # Legal basis
///
/// [`qc1722::D18_K6`].
pub(super) fn decide(
    dossier: &Dossier,
    recipient: &str,
    proof: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6;
    if !matches!(dossier.stage, Stage::ResultReady | Stage::WithPost | Stage::Returned) {
        return Err(Refusal::WrongStage { action: "hand-over-copy", stage: dossier.stage, basis });
    }
    staff_of(&dossier.result_desk, basis, context)?;
    let named = context.procedure.recipients.iter().any(|known| known.code == recipient);
    if !named || dossier.copies.iter().any(|has| has == recipient) {
        return Err(Refusal::NoSuchRecipient { recipient: recipient.to_owned() });
    }
    proven(proof, "proof", basis)?;
    Ok(vec![Event::CopyHandedOver { recipient: recipient.to_owned(), proof: proof.to_owned(), basis }])
}
