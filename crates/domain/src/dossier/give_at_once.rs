//! Giving a result that is owed at once and closing the dossier.

use law::qc1722;

use super::decide::{at_stage, not_blank, staff_of, still_open};
use super::event::{Event, ReceiverProof, ResultPaper};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the result may be given in the same act as the acceptance.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_A`] (no receipt, but code and result), [`qc1722::D18_K6_B`] (paid before).
pub(super) fn decide(
    dossier: &Dossier,
    result: &ResultPaper,
    proof: ReceiverProof,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K1_A;
    still_open(dossier)?;
    if context.procedure.limit_of(dossier.case.as_ref()) != calendar::Limit::Immediately {
        return Err(Refusal::NotImmediate);
    }
    at_stage(dossier, &[Stage::Accepted], "give-at-once", basis)?;
    staff_of(&dossier.desk, basis, context)?;
    let outstanding = dossier.outstanding();
    if outstanding > 0 {
        return Err(Refusal::Unpaid { outstanding });
    }
    not_blank(&result.name, "result", basis)?;
    Ok(vec![Event::GivenAtOnce { result: result.clone(), proof, basis }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d16_k1_a_paid_and_named_and_never_before_the_code() {
        let now = at(2019, 10, 7, 8, 30);
        let give = |name: &str| Command::GiveAtOnce {
            result: ResultPaper { name: name.into(), number: String::new(), file: None },
            proof: ReceiverProof::IdentityOnly,
        };
        let mut procedure = procedure("0");
        procedure.charges.push(fee("p1", 20_000));
        let mut world = World::new(procedure);
        let channel = crate::procedure::Channel::Counter;
        world.act(now, &lan(), &register(channel, complete_papers())).unwrap();
        assert!(matches!(world.would(now, &lan(), &give("Bản sao")), Err(Refusal::WrongStage { .. })));
        world.act(now, &lan(), &accept()).unwrap();
        let unpaid = Err(Refusal::Unpaid { outstanding: 20_000 });
        assert_eq!(world.would(now, &lan(), &give("Bản sao")), unpaid);
        world.act(now, &lan(), &pay(20_000)).unwrap();
        let empty = Refusal::EmptyReason { field: "result", basis: qc1722::D16_K1_A };
        assert_eq!(world.would(now, &lan(), &give("")), Err(empty));
        world.act(now, &lan(), &give("Bản sao")).unwrap();
        assert_eq!((world.dossier().stage, world.dossier().closed_at), (Stage::Returned, Some(now)));
    }
}
