//! The second person who confirms a withdrawal.

use law::nd61_2018;

use super::decide::{at_stage, numbers, staff_of};
use super::event::Event;
use super::withdraw::STAGES;
use super::{Context, Dossier};
use crate::Refusal;

/// Decides whether a second member of staff may confirm that the applicant wants the dossier back (A4).
///
/// # Legal basis
///
/// [`nd61_2018::D6`], the applicant's right; [`nd61_2018::D5_K1`], against closing what is late.
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let basis = nd61_2018::D6;
    at_stage(dossier, &STAGES, "confirm-withdrawal", basis)?;
    let Some(asked) = &dossier.withdrawal else { return Err(Refusal::NoWithdrawalAsked) };
    let (person, _) = staff_of(&dossier.desk, basis, context)?;
    if asked.by.person() == Some(person) {
        return Err(Refusal::SamePerson { person: person.clone(), basis: nd61_2018::D5_K1 });
    }
    Ok(vec![
        Event::WithdrawalConfirmed { slip: numbers(context)?.slip.clone(), basis },
        Event::Withdrawn { reason: asked.reason.clone(), proof: asked.proof.clone(), basis },
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::event::Actor;
    use crate::dossier::{Command, Stage};

    #[test]
    fn d5_k1_whoever_asked_cannot_confirm_and_nobody_confirms_what_was_not_asked() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        let confirm = Command::ConfirmWithdrawal;
        assert_eq!(world.would(now, &lan(), &confirm), Err(Refusal::NoWithdrawalAsked));
        world.act(now, &lan(), &withdraw()).unwrap();
        assert_eq!(world.would(now, &mai(), &withdraw()), Err(Refusal::WithdrawalAsked { at: now }));
        let same = Refusal::SamePerson { person: person("lan"), basis: nd61_2018::D5_K1 };
        assert_eq!(world.would(now, &lan(), &confirm), Err(same.clone()));
        assert_eq!(
            world.would(now, &staff("lan", CENTRE), &confirm),
            Err(same),
            "in no other function either"
        );
        assert_eq!(world.would(now, &schedule(), &confirm), Err(Refusal::NotHolder));
        assert_eq!(world.would(now, &Actor::Citizen(person("cong-dan")), &confirm), Err(Refusal::NotHolder));
        assert!(matches!(world.would(now, &hung(), &confirm), Err(Refusal::WrongUnit { .. })));
        world.act(now, &mai(), &confirm).unwrap();
        assert_eq!(world.dossier().stage, Stage::Withdrawn);
    }

    #[test]
    fn d5_k1_a_late_dossier_that_is_withdrawn_stays_late() {
        let mut world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 0));
        let (due, later) = (world.due(), at(2019, 10, 20, 9, 0));
        world.act(due, &schedule(), &Command::MarkOverdue).unwrap();
        world.act(later, &citizen(), &withdraw()).unwrap();
        world.act(later, &lan(), &Command::ConfirmWithdrawal).unwrap();
        assert_eq!((world.dossier().stage, world.dossier().overdue_since), (Stage::Withdrawn, Some(due)));
    }

    #[test]
    fn d6_when_the_result_has_left_the_agency_it_is_too_late() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        world.act(now, &lan(), &withdraw()).unwrap();
        world.finish(now);
        let late = world.would(now, &mai(), &Command::ConfirmWithdrawal).unwrap_err();
        assert!(matches!(late, Refusal::WrongStage { action: "confirm-withdrawal", .. }), "{late:?}");
    }
}
