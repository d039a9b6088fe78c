//! Recording that consulted units were silent past their time.

use law::qc1722;

use super::decide::still_open;
use super::event::Event;
use super::{Context, Dossier};
use crate::Refusal;

/// Decides which silences are to be recorded and so reported to the Centre; written by the schedule.
///
/// # Legal basis
///
/// [`qc1722::D18_K5_BUOC2`].
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    still_open(dossier)?;
    let mut events = Vec::new();
    for consultation in dossier.consultations.iter().filter(|asked| context.at > asked.answer_by) {
        let silent = |asked: &&super::state::Asked| asked.answer.is_none() && asked.silent_at.is_none();
        events.extend(consultation.units.iter().filter(silent).map(|asked| Event::ConsultationSilent {
            id: consultation.id.clone(),
            unit: asked.unit.clone(),
            answer_by: consultation.answer_by,
            basis: qc1722::D18_K5_BUOC2,
        }));
    }
    if events.is_empty() { Err(Refusal::NobodySilent) } else { Ok(events) }
}
