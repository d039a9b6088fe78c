//! Closing by rule what nobody completed in time.

use jiff::civil::DateTime;
use law::{Citation, qc1722};

use super::decide::{numbers, still_open};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the time for bringing what was asked is over; written by the schedule, never silently.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_B`] after guidance, [`qc1722::D18_K1`] after a supplement request; the number of
/// days is [`supplement_answer_days`](law::Parameters::supplement_answer_days) or the procedure's.
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(dossier);
    still_open(dossier)?;
    if !dossier.awaits_applicant() {
        return Err(Refusal::WrongStage { action: "lapse", stage: dossier.stage, basis });
    }
    match dossier.answer_until.filter(|until| context.at > *until) {
        Some(until) => Ok(vec![Event::Lapsed { slip: numbers(context)?.slip.clone(), until, basis }]),
        None => Err(Refusal::NotLapsed),
    }
}

fn basis_of(dossier: &Dossier) -> Citation {
    if dossier.stage == Stage::SupplementAsked { qc1722::D18_K1 } else { super::guide::basis_of(dossier) }
}

/// The event that says until when the applicant may bring what a slip asks.
pub(super) fn awaited(context: &Context<'_>, basis: Citation) -> Event {
    Event::AnswerAwaited { until: answer_until(context), basis }
}

fn answer_until(context: &Context<'_>) -> DateTime {
    let days = context.procedure.answer_days.unwrap_or(context.parameters.supplement_answer_days);
    context.calendar.due(context.at, calendar::Limit::CalendarDays(days), context.parameters).at
}
