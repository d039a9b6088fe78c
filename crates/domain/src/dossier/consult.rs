//! Asking units for an opinion while the clock runs on.

use calendar::Limit;
use jiff::civil::DateTime;
use law::{Citation, qc1722};

use super::decide::{at_stage, not_blank, staff_of};
use super::event::Event;
use super::place::{ids, open_of, unit_of};
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::{StepId, UnitId};
use crate::organisation::{Unit, UnitKind};
use crate::procedure::StepTime;
use crate::procedure::process::{Consultation, Silence, Work};

/// Decides whether the holding unit may ask `units`.
///
/// A consultation of the process takes its units, its time and the meaning of silence from there; one
/// that the process does not foresee names its units, and silence means that the asking unit decides
/// without it. The promised day does not move, and no answer is awaited beyond it while it is ahead.
///
/// # Legal basis
///
/// [`qc1722::D18_K5_BUOC1`].
pub(super) fn decide(
    dossier: &Dossier,
    step: Option<&StepId>,
    units: &[UnitId],
    question: &str,
    documents: &[String],
    days: Option<u16>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K5_BUOC1;
    at_stage(dossier, &[Stage::Processing], "consult", basis)?;
    staff_of(&dossier.holder.unit, basis, context)?;
    let foreseen = step.map(|id| open_consultation(dossier, id, context)).transpose()?;
    let id = match foreseen {
        Some(consultation) => consultation.id.clone(),
        None => next_id(dossier)?,
    };
    if let Some(asked) = dossier.consultation(&id) {
        return Err(Refusal::AlreadyConsulted { at: asked.at });
    }
    let units = units_of(dossier, foreseen, units, basis, context)?;
    not_blank(question, "question", basis)?;
    let days = days.unwrap_or_else(|| period(foreseen, context));
    if days == 0 {
        return Err(Refusal::EmptyReason { field: "days", basis });
    }
    Ok(vec![Event::ConsultationAsked {
        id,
        units,
        question: question.to_owned(),
        documents: documents.to_vec(),
        answer_by: answer_by(dossier, days, context),
        silence: foreseen.map_or(Silence::DecideWithout, |consultation| consultation.silence),
        basis,
    }])
}

/// The end of the answer period; an opinion is no use after the promised instant, so it is asked by then.
fn answer_by(dossier: &Dossier, days: u16, context: &Context<'_>) -> DateTime {
    let counted = context.calendar.due(context.at, Limit::WorkingDays(days), context.parameters).at;
    let ahead = dossier.due_in_force().filter(|due| *due > context.at);
    ahead.map_or(counted, |due| counted.min(due))
}

/// The consultation of the process, which must be open now.
fn open_consultation<'a>(
    dossier: &Dossier,
    id: &StepId,
    context: &Context<'a>,
) -> Result<&'a Consultation, Refusal> {
    let open = open_of(dossier, context.procedure);
    let found = open.iter().find_map(|work| match work {
        Work::Consultation(consultation) if consultation.id == *id => Some(*consultation),
        Work::Consultation(_) | Work::Step(_) => None,
    });
    found.ok_or_else(|| Refusal::StepNotOpen { step: id.clone(), open: ids(&open) })
}

fn next_id(dossier: &Dossier) -> Result<StepId, Refusal> {
    let number = dossier.consultations.len().saturating_add(1);
    StepId::new(&format!("lyk-{number}")).map_err(|_| Refusal::NoNumber)
}

/// Who is asked: known units of other agencies, each once.
fn units_of(
    dossier: &Dossier,
    foreseen: Option<&Consultation>,
    named: &[UnitId],
    basis: Citation,
    context: &Context<'_>,
) -> Result<Vec<UnitId>, Refusal> {
    let (organisation, day) = (context.organisation, context.at.date());
    let own = organisation.agency_of(&dossier.holder.unit, day);
    let of_process = foreseen.into_iter().flat_map(|consultation| &consultation.units);
    let mut units: Vec<UnitId> = if named.is_empty() {
        of_process.map(|unit| unit_of(unit, &dossier.desk, context.procedure)).collect()
    } else {
        named.to_vec()
    };
    let mut seen = Vec::new();
    units.retain(|unit| {
        let new = !seen.contains(unit);
        seen.push(unit.clone());
        new
    });
    // The Centre, its desks and the post settle nothing, so they have no opinion.
    let settles_nothing =
        |unit: &Unit| matches!(unit.kind, UnitKind::Centre | UnitKind::Desk | UnitKind::Post);
    let strange = |unit: &&UnitId| {
        organisation.unit_on(unit, day).is_none_or(settles_nothing)
            || organisation.agency_of(unit, day) == own
    };
    if let Some(unit) = units.iter().find(strange) {
        return Err(Refusal::WrongUnit {
            unit: unit.clone(),
            expected: context.procedure.agency.clone(),
            basis,
        });
    }
    if units.is_empty() {
        return Err(Refusal::EmptyReason { field: "units", basis });
    }
    Ok(units)
}

/// The answer period of the process in whole working days, else that of the rules.
fn period(foreseen: Option<&Consultation>, context: &Context<'_>) -> u16 {
    let whole = |minutes: u32| {
        let day = u32::from(context.parameters.minutes_per_day).max(1);
        u16::try_from(minutes.div_ceil(day)).unwrap_or(u16::MAX)
    };
    match foreseen.map(|consultation| consultation.time) {
        Some(StepTime::Minutes(minutes) | StepTime::CalendarMinutes(minutes)) => whole(minutes).max(1),
        Some(StepTime::CalendarDays(days)) => days.max(1),
        Some(StepTime::NotCounted | StepTime::NotStated) | None => context.parameters.consultation_days,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::event::StopCause;
    use crate::dossier::{Command, Stage};

    fn asking() -> World {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(with_process("15wd", consulting()), now);
        for step in ["k0", "k1"] {
            world.act(now, &hung(), &complete(step)).unwrap();
        }
        world
    }

    #[test]
    fn d18_k5_buoc1_the_units_and_the_time_of_the_process() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = asking();
        let due = world.due();
        world.act(now, &hung(), &consult(Some("yk"), &[])).unwrap();
        let asked = &world.dossier().consultations[0];
        assert_eq!(
            (asked.id.as_str(), asked.answer_by),
            ("yk", at(2019, 10, 9, 17, 0)),
            "two days of 480 minutes"
        );
        assert_eq!(asked.pending().map(UnitId::as_str).collect::<Vec<_>>(), [SECOND_AGENCY, THIRD_AGENCY]);
        assert_eq!((world.due(), world.dossier().stage), (due, Stage::Processing), "the clock runs on");
        let again = world.would(now, &hung(), &consult(Some("yk"), &[]));
        assert_eq!(again, Err(Refusal::AlreadyConsulted { at: now }));
    }

    #[test]
    fn d18_k5_buoc1_nobody_answers_after_the_promised_day_while_it_is_ahead() {
        let start = at(2019, 10, 7, 8, 0);
        // (asked, answer by): promised Monday 14/10 17:00, three working days for the answer
        let late = at(2019, 10, 15, 9, 0);
        for (now, answer_by) in [
            (start, at(2019, 10, 10, 17, 0)),
            (at(2019, 10, 10, 9, 0), at(2019, 10, 14, 17, 0)),
            (at(2019, 10, 14, 16, 0), at(2019, 10, 14, 17, 0)),
            // At the promised instant itself nothing is ahead any more.
            (at(2019, 10, 14, 17, 0), at(2019, 10, 17, 17, 0)),
            (late, at(2019, 10, 18, 17, 0)),
        ] {
            let mut world = World::in_appraisal(procedure("5wd"), start);
            world.act(now, &hung(), &consult(None, &[SECOND_AGENCY])).unwrap();
            assert_eq!(world.dossier().consultations[0].answer_by, answer_by, "{now}");
        }
    }

    #[test]
    fn d18_k5_buoc1_who_may_be_asked_by_whom_and_when() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = asking();
        for strange in [DIVISION, SIBLING, AGENCY, DESK, CENTRE, "khong-co"] {
            let answer = world.would(now, &hung(), &consult(None, &[SECOND_AGENCY, strange]));
            assert!(matches!(answer, Err(Refusal::WrongUnit { .. })), "{strange}");
        }
        let nobody = Refusal::EmptyReason { field: "units", basis: qc1722::D18_K5_BUOC1 };
        assert_eq!(world.would(now, &hung(), &consult(None, &[])), Err(nobody));
        assert!(matches!(
            world.would(now, &tam(), &consult(None, &[THIRD_AGENCY])),
            Err(Refusal::WrongUnit { .. })
        ));
        let not_open = world.would(now, &hung(), &consult(Some("k2"), &[]));
        assert!(matches!(not_open, Err(Refusal::StepNotOpen { .. })));
        let mut silent = consult(None, &[SECOND_AGENCY]);
        if let Command::Consult { question, .. } = &mut silent {
            question.clear();
        }
        let wordless = Refusal::EmptyReason { field: "question", basis: qc1722::D18_K5_BUOC1 };
        assert_eq!(world.would(now, &hung(), &silent), Err(wordless));
        let mut at_once = consult(None, &[SECOND_AGENCY]);
        if let Command::Consult { days, .. } = &mut at_once {
            *days = Some(0);
        }
        assert!(matches!(
            world.would(now, &hung(), &at_once),
            Err(Refusal::EmptyReason { field: "days", .. })
        ));

        world.act(now, &hung(), &consult(None, &[SECOND_AGENCY, SECOND_AGENCY])).unwrap();
        let asked = &world.dossier().consultations[0];
        assert_eq!((asked.id.as_str(), asked.units.len()), ("lyk-1", 1), "asked once");
        assert_eq!(asked.answer_by, at(2019, 10, 10, 17, 0), "three working days where nobody says");
        world.act(now, &hung(), &consult(None, &[THIRD_AGENCY])).unwrap();
        assert_eq!(world.dossier().consultations[1].id.as_str(), "lyk-2");
        world.act(now, &binh(), &stop_clock(StopCause::ApplicantsWish)).unwrap();
        let standing = world.would(now, &hung(), &consult(None, &[THIRD_AGENCY]));
        assert!(matches!(standing, Err(Refusal::WrongStage { .. })));
    }
}
