//! Raising an unclear dossier to the Centre's leader.

use calendar::Limit;
use law::qc1722;

use super::decide::{at_stage, not_blank, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::UnitId;

/// Decides whether an unclear dossier may be raised to the leader of the desk's Centre, and until when
/// the leader settles it.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_C`].
pub(super) fn decide(
    dossier: &Dossier,
    to: &UnitId,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K1_C;
    at_stage(dossier, &[Stage::Submitted, Stage::Guided], "escalate", basis)?;
    staff_of(&dossier.desk, basis, context)?;
    let day = context.at.date();
    if !context.organisation.is_within(&dossier.desk, to, day) {
        let expected = context.organisation.agency_of(&dossier.desk, day);
        return Err(Refusal::WrongUnit { unit: to.clone(), expected, basis });
    }
    not_blank(reason, "reason", basis)?;
    let days = Limit::WorkingDays(context.parameters.escalation_answer_days);
    let until = context.calendar.due(context.at, days, context.parameters).at;
    Ok(vec![
        Event::Escalated { to: to.clone(), reason: reason.to_owned(), basis },
        Event::EscalationParked { until, basis },
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::procedure::Channel;

    #[test]
    fn d16_k1_c_up_to_the_leader_of_the_desk_and_back_to_it() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::new(procedure("5wd"));
        world.act(now, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
        let escalate =
            |to: &str| Command::Escalate { to: unit(to), reason: "Chưa rõ thẩm quyền".into() };
        for stranger in [AGENCY, OTHER_DESK] {
            let expected = unit(CENTRE);
            let refusal = Refusal::WrongUnit { unit: unit(stranger), expected, basis: qc1722::D16_K1_C };
            assert_eq!(world.would(now, &lan(), &escalate(stranger)), Err(refusal));
        }
        world.act(now, &lan(), &escalate(CENTRE)).unwrap();
        assert_eq!((world.dossier().holder.unit.as_str(), world.dossier().stage), (CENTRE, Stage::Escalated));
        assert!(matches!(world.would(now, &lan(), &accept()), Err(Refusal::WrongStage { .. })));

        let leader = staff("giam-doc", CENTRE);
        let answer = |text: &str| Command::AnswerEscalation { answer: text.into(), to: person("lan") };
        let empty = Refusal::EmptyReason { field: "answer", basis: qc1722::D16_K1_C };
        assert_eq!(world.would(now, &leader, &answer("")), Err(empty));
        assert!(matches!(world.would(now, &hung(), &answer("x")), Err(Refusal::WrongUnit { .. })));
        world.act(now, &leader, &answer("Sở Xây dựng cùng xem: nhận")).unwrap();
        assert_eq!(world.dossier().holder.person, Some(person("lan")));
        assert!(world.would(now, &lan(), &accept()).is_ok());
    }
}
