//! Withdrawing a dossier at the applicant's request.

use law::nd61_2018;

use super::decide::{at_stage, not_blank, proven, staff_of};
use super::event::{Actor, Event};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Until when an applicant may take the dossier back: no result has left the agency.
pub(super) const STAGES: [Stage; 8] = [
    Stage::Submitted,
    Stage::Guided,
    Stage::Escalated,
    Stage::Accepted,
    Stage::InTransit,
    Stage::Processing,
    Stage::SupplementAsked,
    Stage::ClockStopped,
];

/// Decides whether the dossier may be withdrawn: as long as no result has left the agency.
///
/// Before acceptance at once; an accepted one when a second officer has confirmed it, so that nobody
/// closes alone what is late (A4).
///
/// # Legal basis
///
/// [`nd61_2018::D6`], the rights of the applicant.
pub(super) fn decide(
    dossier: &Dossier,
    reason: &str,
    proof: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = nd61_2018::D6;
    at_stage(dossier, &STAGES, "withdraw", basis)?;
    if !matches!(context.by, Actor::Citizen(_)) {
        staff_of(&dossier.desk, basis, context)?;
    }
    not_blank(reason, "reason", basis)?;
    proven(proof, "proof", basis)?;
    if let Some(asked) = &dossier.withdrawal {
        return Err(Refusal::WithdrawalAsked { at: asked.at });
    }
    let (reason, proof) = (reason.to_owned(), proof.to_owned());
    if dossier.code.is_some() {
        return Ok(vec![Event::WithdrawalAsked { reason, proof, basis }]);
    }
    Ok(vec![Event::Withdrawn { reason, proof, basis }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d6_as_long_as_no_result_has_left_the_agency_and_with_proof_of_the_will() {
        let now = at(2019, 10, 7, 8, 30);
        let withdraw =
            |reason: &str, proof: &str| Command::Withdraw { reason: reason.into(), proof: proof.into() };
        let whole = withdraw("Không còn nhu cầu", "Đơn 12");
        let mut world = World::in_appraisal(procedure("5wd"), now);
        assert!(world.would(now, &Actor::Citizen(person("cong-dan")), &whole).is_ok());
        assert!(world.would(now, &lan(), &whole).is_ok());
        assert!(matches!(world.would(now, &hung(), &whole), Err(Refusal::WrongUnit { .. })));
        let empty = Refusal::EmptyReason { field: "reason", basis: nd61_2018::D6 };
        assert_eq!(world.would(now, &lan(), &withdraw("", "Đơn 12")), Err(empty));
        let unproven = Refusal::ProofMissing { field: "proof", basis: nd61_2018::D6 };
        assert_eq!(world.would(now, &lan(), &withdraw("x", " ")), Err(unproven));
        world.finish(now);
        assert!(matches!(world.would(now, &lan(), &whole), Err(Refusal::WrongStage { .. })));
        let mut asked = World::in_appraisal(procedure("5wd"), now);
        asked.act(now, &hung(), &ask_supplement()).unwrap();
        asked.act(now, &lan(), &whole).unwrap();
        assert_eq!(asked.dossier().stage, Stage::SupplementAsked, "it waits for its second person");
        assert_eq!(asked.would(now, &lan(), &whole), Err(Refusal::WithdrawalAsked { at: now }));
    }

    #[test]
    fn d5_k1_an_accepted_dossier_is_closed_by_two_people_another_at_once() {
        let now = at(2019, 10, 7, 8, 30);
        let whole = Command::Withdraw { reason: "Không còn nhu cầu".into(), proof: "Đơn 12".into() };
        let confirm = Command::ConfirmWithdrawal;
        let mai = staff("mai", DESK);
        for by in [lan(), Actor::Citizen(person("cong-dan"))] {
            let mut world = World::in_appraisal(procedure("5wd"), now);
            assert_eq!(world.would(now, &mai, &confirm), Err(Refusal::NoWithdrawalAsked));
            world.act(now, &by, &whole).unwrap();
            let alone = world.would(now, &by, &confirm);
            assert!(alone.is_err(), "{alone:?}");
            let events = world.act(now, &mai, &confirm).unwrap();
            assert!(
                matches!(events.as_slice(), [Event::WithdrawalConfirmed { .. }, Event::Withdrawn { .. }]),
                "{events:?}"
            );
            assert_eq!(world.dossier().stage, Stage::Withdrawn);
        }
        let mut submitted = World::new(procedure("5wd"));
        let channel = crate::procedure::Channel::Counter;
        submitted.act(now, &lan(), &register(channel, complete_papers())).unwrap();
        submitted.act(now, &lan(), &whole).unwrap();
        assert_eq!(submitted.dossier().stage, Stage::Withdrawn, "nothing was promised yet");
    }
}
