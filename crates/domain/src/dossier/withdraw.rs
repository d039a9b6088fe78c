//! Withdrawing a dossier at the applicant's request.

use law::nd61_2018;

use super::decide::{at_stage, not_blank, proven, staff_of};
use super::event::{Actor, Event};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the dossier may be withdrawn: as long as no result has left the agency.
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
    let stages = [
        Stage::Submitted,
        Stage::Guided,
        Stage::Escalated,
        Stage::Accepted,
        Stage::InTransit,
        Stage::Processing,
        Stage::SupplementAsked,
    ];
    at_stage(dossier, &stages, "withdraw", basis)?;
    if !matches!(context.by, Actor::Citizen(_)) {
        staff_of(&dossier.desk, basis, context)?;
    }
    not_blank(reason, "reason", basis)?;
    proven(proof, "proof", basis)?;
    Ok(vec![Event::Withdrawn { reason: reason.to_owned(), proof: proof.to_owned(), basis }])
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
        assert_eq!(asked.dossier().stage, Stage::Withdrawn);
    }
}
