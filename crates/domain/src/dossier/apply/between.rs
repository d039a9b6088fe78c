//! Between agencies: the order of a chain, the parts, the opinions.

use jiff::civil::DateTime;

use super::super::Dossier;
use super::super::event::{Event, Recorded};
use super::super::state::{Asked, Consulted, Part};
use crate::ids::UnitId;

pub(super) fn apply(dossier: &mut Dossier, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::ChainOrdered { duties, .. } => dossier.chain.clone_from(duties),
        Event::PaperToBring { from, to, by, .. } => {
            dossier.paper_to_bring = Some((from.clone(), to.clone(), *by));
        }
        Event::PartStarted { unit, due, .. } => {
            dossier.paper_to_bring = None;
            // The agency before it ended when it passed the dossier on.
            let passed = dossier.control_slip.last().map_or(at, |line| line.given_at);
            end_parts(dossier, passed);
            dossier.parts.push(Part { unit: unit.clone(), started_at: at, due: *due, ended_at: None });
        }
        Event::ConsultationAsked { id, units, question, answer_by, silence, .. } => {
            let asked = |unit: &UnitId| Asked { unit: unit.clone(), answer: None, silent_at: None };
            dossier.consultations.push(Consulted {
                id: id.clone(),
                by: dossier.holder.unit.clone(),
                at,
                question: question.clone(),
                answer_by: *answer_by,
                silence: *silence,
                units: units.iter().map(asked).collect(),
            });
        }
        Event::ConsultationAnswered { id, unit, opinion, answer, .. } => {
            for asked in asked(dossier, id.as_str(), unit) {
                asked.answer.get_or_insert((*opinion, answer.clone(), at));
            }
        }
        Event::ConsultationSilent { id, unit, .. } => {
            for asked in asked(dossier, id.as_str(), unit) {
                asked.silent_at.get_or_insert(at);
            }
        }
        _ => {}
    }
}

fn asked<'a>(dossier: &'a mut Dossier, id: &'a str, unit: &'a UnitId) -> impl Iterator<Item = &'a mut Asked> {
    let consultations = dossier.consultations.iter_mut().filter(move |asked| asked.id.as_str() == id);
    consultations.flat_map(move |asked| asked.units.iter_mut().filter(move |one| one.unit == *unit))
}

/// Ends the parts that run: the dossier was passed on to another agency, or the result has left.
pub(super) fn end_parts(dossier: &mut Dossier, at: DateTime) {
    for part in dossier.parts.iter_mut().filter(|part| part.ended_at.is_none()) {
        part.ended_at = Some(at.max(part.started_at));
    }
}
