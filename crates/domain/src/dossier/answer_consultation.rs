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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d18_k5_buoc2_each_asked_unit_answers_once_with_words_and_late_is_said() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("15wd"), now);
        world.act(now, &hung(), &consult(None, &[SECOND_AGENCY, THIRD_AGENCY])).unwrap();
        let strange = world.would(now, &tam(), &opine("lyk-9")).unwrap_err();
        assert_eq!(strange, Refusal::NoSuchConsultation { id: crate::common::step_id("lyk-9") });
        for who in [hung(), vinh(), lan()] {
            assert!(
                matches!(world.would(now, &who, &opine("lyk-1")), Err(Refusal::NotConsulted { .. })),
                "{who:?}"
            );
        }
        assert_eq!(world.would(now, &citizen(), &opine("lyk-1")), Err(Refusal::NotHolder));
        let wordless = Command::AnswerConsultation {
            id: crate::common::step_id("lyk-1"),
            opinion: Opinion::Disagree,
            answer: " ".to_owned(),
        };
        let empty = Refusal::EmptyReason { field: "answer", basis: qc1722::D18_K5_BUOC2 };
        assert_eq!(world.would(now, &tam(), &wordless), Err(empty));
        let last = world.dossier().consultations[0].answer_by;
        let late = |events: Result<Vec<Event>, Refusal>| {
            matches!(events.as_deref(), Ok([Event::ConsultationAnswered { late: true, .. }]))
        };
        assert!(!late(world.would(last, &tam(), &opine("lyk-1"))), "the last instant counts");
        assert!(late(world.would(
            last.saturating_add(jiff::SignedDuration::from_secs(1)),
            &tam(),
            &opine("lyk-1")
        )));
        world.act(now, &tam(), &opine("lyk-1")).unwrap();
        assert_eq!(world.would(now, &tam(), &opine("lyk-1")), Err(Refusal::AlreadyAnswered { at: now }));
        assert_eq!(world.dossier().consultations[0].pending().count(), 1);
    }

    #[test]
    fn d18_k5_buoc2_two_units_of_one_agency_are_two_opinions() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::at_agency(with_process("15wd", chain()), now);
        world.act(now, &binh(), &complete("b2")).unwrap();
        world.act(now, &tam(), &consult(None, &[DIVISION, SIBLING])).unwrap();
        world.act(now, &binh(), &opine("lyk-1")).unwrap();
        world.act(now, &binh(), &opine("lyk-1")).unwrap();
        assert_eq!(world.dossier().consultations[0].pending().count(), 0);
        assert!(matches!(world.would(now, &binh(), &opine("lyk-1")), Err(Refusal::AlreadyAnswered { .. })));
    }
}
