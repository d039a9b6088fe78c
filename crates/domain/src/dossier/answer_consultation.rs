//! Answering a consultation.

use law::qc1722;

use super::decide::{not_blank, staff, still_open};
use super::event::{Event, Opinion};
use super::state::Asked;
use super::{Context, Dossier, in_line};
use crate::Refusal;
use crate::ids::StepId;

/// Decides whether the actor's unit may answer: it was asked and has not answered; a late answer is
/// recorded as late.
///
/// # Legal basis
///
/// [`qc1722::D18_K5_BUOC2`].
pub(super) fn decide(
    dossier: &Dossier,
    id: &StepId,
    opinion: Opinion,
    answer: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K5_BUOC2;
    still_open(dossier)?;
    let (_, unit) = staff(context)?;
    let Some(consultation) = dossier.consultation(id) else {
        return Err(Refusal::NoSuchConsultation { id: id.clone() });
    };
    let day = context.at.date();
    // Several units of one agency may have been asked: whoever answers for more than one answers the next.
    let own = |asked: &&Asked| in_line(context.organisation, unit, &asked.unit, day);
    let mut asked = consultation.units.iter().filter(own);
    let waiting = consultation.units.iter().filter(own).find(|asked| asked.answer.is_none());
    let Some(asked) = waiting.or(asked.next()) else {
        return Err(Refusal::NotConsulted { unit: unit.clone() });
    };
    if let Some((_, _, at)) = &asked.answer {
        return Err(Refusal::AlreadyAnswered { at: *at });
    }
    not_blank(answer, "answer", basis)?;
    Ok(vec![Event::ConsultationAnswered {
        id: id.clone(),
        unit: asked.unit.clone(),
        opinion,
        answer: answer.to_owned(),
        late: context.at > consultation.answer_by,
        basis,
    }])
}
