//! Asking an agency to send somebody to look at an unclear dossier together.

use calendar::Limit;
use law::qc1722;

use super::decide::{at_stage, not_blank, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::UnitId;

/// Decides whether the leader may ask `unit`, which has until the end of the next working day.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_C`].
pub(super) fn decide(
    dossier: &Dossier,
    unit: &UnitId,
    about: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K1_C;
    at_stage(dossier, &[Stage::Escalated], "invite-agency", basis)?;
    staff_of(&dossier.holder.unit, basis, context)?;
    let (organisation, day) = (context.organisation, context.at.date());
    let own = organisation.agency_of(unit, day) == organisation.agency_of(&dossier.desk, day);
    if own || organisation.unit_on(unit, day).is_none() {
        let expected = context.procedure.agency.clone();
        return Err(Refusal::WrongUnit { unit: unit.clone(), expected, basis });
    }
    not_blank(about, "about", basis)?;
    let come_by = context.calendar.due(context.at, Limit::WorkingDays(1), context.parameters).at;
    Ok(vec![Event::AgencyInvited { unit: unit.clone(), about: about.to_owned(), come_by, basis }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::procedure::Channel;

    #[test]
    fn d16_k1_c_another_agency_comes_by_the_end_of_the_next_working_day() {
        let friday = at(2019, 10, 11, 16, 0);
        let mut world = World::new(procedure("5wd"));
        world.act(friday, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
        let invite =
            |id: &str, about: &str| Command::InviteAgency { unit: unit(id), about: about.to_owned() };
        let early = world.would(friday, &giam_doc(), &invite(AGENCY, "ranh giới")).unwrap_err();
        assert!(matches!(early, Refusal::WrongStage { action: "invite-agency", .. }), "not raised yet");
        let raise = Command::Escalate { to: unit(CENTRE), reason: "chưa rõ".to_owned() };
        world.act(friday, &lan(), &raise).unwrap();
        for (id, about) in [(DESK, "x"), (CENTRE, "x"), ("khong-co", "x")] {
            let answer = world.would(friday, &giam_doc(), &invite(id, about));
            assert!(matches!(answer, Err(Refusal::WrongUnit { .. })), "{id}");
        }
        let silent = Refusal::EmptyReason { field: "about", basis: qc1722::D16_K1_C };
        assert_eq!(world.would(friday, &giam_doc(), &invite(AGENCY, "")), Err(silent));
        assert!(matches!(world.would(friday, &hung(), &invite(AGENCY, "x")), Err(Refusal::WrongUnit { .. })));
        world.act(friday, &giam_doc(), &invite(AGENCY, "ranh giới")).unwrap();
        let invited = |world: &World| {
            let one = &world.dossier().invited[0];
            (one.unit.clone(), one.about.clone(), one.come_by, one.settled_at)
        };
        let (about, come_by) = ("ranh giới".to_owned(), at(2019, 10, 14, 17, 0));
        assert_eq!(invited(&world), (unit(AGENCY), about.clone(), come_by, None));
        assert_eq!(world.dossier().escalated_until, Some(at(2019, 10, 14, 17, 0)), "the leader's own time");
        let monday = at(2019, 10, 14, 9, 0);
        let outcome = Command::AnswerEscalation { answer: "đúng ranh".to_owned(), to: person("lan") };
        world.act(monday, &giam_doc(), &outcome).unwrap();
        assert_eq!(invited(&world), (unit(AGENCY), about, come_by, Some(monday)));
    }
}
