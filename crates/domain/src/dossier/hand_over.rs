//! Handing the result over and closing the dossier.

use law::{Citation, nd61_2018, qc1722};

use super::decide::{at_post, at_stage, staff_of};
use super::event::{Actor, DataRef, Event, ReceiverProof, ReturnBy};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the result may be handed over.
///
/// Online the system delivers by itself; by counter and post the desk does.
///
/// # Legal basis
///
/// [`qc1722::D18_K6_B`] at the counter, after payment or proof of it; [`qc1722::D18_K6_C`] by
/// post; [`qc1722::D18_K6_D`] online; [`nd61_2018::D6`] for the identity of the receiver.
pub(super) fn decide(
    dossier: &Dossier,
    by: ReturnBy,
    proof: ReceiverProof,
    receiver: Option<&DataRef>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(by);
    // The post delivers what it was given under a list, and nobody else does.
    let stages: &[Stage] = if by == ReturnBy::Post { &[Stage::WithPost] } else { &[Stage::ResultReady] };
    at_stage(dossier, stages, "hand-over", basis)?;
    let by_itself = by == ReturnBy::Online && matches!(context.by, Actor::System(_));
    if !by_itself && !delivers(dossier, context) {
        staff_of(&dossier.result_desk, basis, context)?;
    }
    let outstanding = dossier.outstanding();
    if outstanding > 0 {
        return Err(Refusal::Unpaid { outstanding });
    }
    if !proof_fits(by, proof) {
        return Err(Refusal::ProofMissing { field: "proof", basis: nd61_2018::D6 });
    }
    if by == ReturnBy::Online {
        reaches_an_account(dossier, basis)?;
    }
    if proof == ReceiverProof::Authority && receiver.is_none() {
        return Err(Refusal::ProofMissing { field: "receiver", basis: nd61_2018::D6 });
    }
    Ok(vec![Event::HandedOver { by, proof, receiver: receiver.cloned(), basis }])
}

/// Whether the post's own staff record the delivery of what the post has (R19.10).
fn delivers(dossier: &Dossier, context: &Context<'_>) -> bool {
    let Actor::Staff { unit, .. } = context.by else { return false };
    dossier.stage == Stage::WithPost && at_post(unit, context)
}

/// Online there is an account to deliver to, and something that can be found there.
fn reaches_an_account(dossier: &Dossier, basis: Citation) -> Result<(), Refusal> {
    let something = dossier.result.as_ref().is_some_and(|own| own.file.is_some() || !own.number.is_empty());
    match (dossier.applicant.account.is_some(), something) {
        (false, _) => Err(Refusal::ProofMissing { field: "proof", basis }),
        (true, false) => Err(Refusal::ProofMissing { field: "result", basis }),
        (true, true) => Ok(()),
    }
}

/// Whether the proof is one that this way of return can give.
fn proof_fits(by: ReturnBy, proof: ReceiverProof) -> bool {
    match by {
        ReturnBy::Counter => matches!(
            proof,
            ReceiverProof::ReceiptAndIdentity | ReceiverProof::IdentityOnly | ReceiverProof::Authority
        ),
        ReturnBy::Post => proof == ReceiverProof::PostDelivery,
        ReturnBy::Online => proof == ReceiverProof::Account,
    }
}

fn basis_of(by: ReturnBy) -> Citation {
    match by {
        ReturnBy::Counter => qc1722::D18_K6_B,
        ReturnBy::Post => qc1722::D18_K6_C,
        ReturnBy::Online => qc1722::D18_K6_D,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    fn ready(amount: i64) -> World {
        let mut procedure = procedure("5wd");
        procedure.charges.push(fee("lp1", amount));
        let mut world = World::in_appraisal(procedure, at(2019, 10, 7, 8, 30));
        world.finish(at(2019, 10, 9, 8, 0));
        world.act(at(2019, 10, 9, 9, 0), &lan(), &Command::ConfirmResult).unwrap();
        world
    }

    /// As if it had been filed through an account.
    fn with_account(mut world: World) -> World {
        world.dossier.as_mut().unwrap().applicant.account = Some(person("cong-dan"));
        world
    }

    /// As if the post had been given the result.
    fn with_the_post(mut world: World) -> World {
        world.dossier.as_mut().unwrap().stage = Stage::WithPost;
        world
    }

    #[test]
    fn d18_k6_each_way_of_return_has_its_proof() {
        use ReceiverProof::{Account, Authority, IdentityOnly, PostDelivery, ReceiptAndIdentity};
        let (desk, post) = (with_account(ready(0)), with_the_post(ready(0)));
        let all = [ReceiptAndIdentity, IdentityOnly, Authority, PostDelivery, Account];
        let fits = |by, proof| match by {
            ReturnBy::Counter => [ReceiptAndIdentity, IdentityOnly, Authority].contains(&proof),
            ReturnBy::Post => proof == PostDelivery,
            ReturnBy::Online => proof == Account,
        };
        for by in [ReturnBy::Counter, ReturnBy::Post, ReturnBy::Online] {
            for proof in all {
                let command = Command::HandOver { by, proof, receiver: Some(data(3)) };
                let world = if by == ReturnBy::Post { &post } else { &desk };
                let answer = world.would(at(2019, 10, 14, 9, 0), &lan(), &command);
                assert_eq!(answer.is_ok(), fits(by, proof), "{by:?} {proof:?}");
            }
        }
        let nobody = Command::HandOver { by: ReturnBy::Counter, proof: Authority, receiver: None };
        let answer = desk.would(at(2019, 10, 14, 9, 0), &lan(), &nobody);
        assert_eq!(answer, Err(Refusal::ProofMissing { field: "receiver", basis: nd61_2018::D6 }));
    }

    #[test]
    fn d18_k6_the_post_delivers_only_what_it_was_given_and_online_needs_an_account_and_a_result() {
        let now = at(2019, 10, 14, 9, 0);
        let by = |by, proof| Command::HandOver { by, proof, receiver: None };
        let post = by(ReturnBy::Post, ReceiverProof::PostDelivery);
        assert!(matches!(ready(0).would(now, &lan(), &post), Err(Refusal::WrongStage { .. })));
        let online = by(ReturnBy::Online, ReceiverProof::Account);
        let missing = |field| Err(Refusal::ProofMissing { field, basis: qc1722::D18_K6_D });
        assert_eq!(ready(0).would(now, &lan(), &online), missing("proof"), "no account");
        let mut world = with_account(ready(0));
        world.dossier.as_mut().unwrap().result.as_mut().unwrap().number.clear();
        assert_eq!(world.would(now, &lan(), &online), missing("result"), "nothing to be found there");
    }

    #[test]
    fn d18_k6_b_paid_to_the_last_dong_before() {
        let mut world = ready(150_000);
        let now = at(2019, 10, 14, 9, 0);
        let unpaid = |outstanding| Err(Refusal::Unpaid { outstanding });
        assert_eq!(world.would(now, &lan(), &hand_over()), unpaid(150_000));
        for (amount, ok) in [(0, false), (-1, false), (150_001, false), (149_999, true), (2, false)] {
            assert_eq!(world.act(now, &lan(), &pay(amount)).is_ok(), ok, "{amount}");
        }
        let used = Refusal::ProofUsed { receipt: "BL 000123".to_owned(), basis: qc1722::D18_K6_B };
        assert_eq!(world.would(now, &lan(), &pay(1)), Err(used.clone()), "a receipt proves one payment");
        let mut other = ready(150_000);
        other.proof_paid = Some(dossier_id());
        assert_eq!(other.would(now, &lan(), &pay(1)), Err(used), "in one dossier");
        let pay = |amount| Command::Pay {
            amount,
            method: crate::dossier::event::PaymentMethod::Cash,
            receipt: "BL 000124".into(),
        };
        assert_eq!(world.would(now, &lan(), &hand_over()), unpaid(1));
        assert_eq!(world.would(now, &lan(), &pay(2)), Err(Refusal::WrongAmount { outstanding: 1 }));
        world.act(now, &lan(), &pay(1)).unwrap();
        world.act(now, &lan(), &hand_over()).unwrap();
        assert_eq!(world.dossier().stage, Stage::Returned);
        let closed = Err(Refusal::Closed { stage: Stage::Returned });
        assert_eq!(world.would(now, &lan(), &hand_over()), closed);
        assert_eq!(world.would(now, &lan(), &pay(1)), closed);
    }

    #[test]
    fn d18_k6_d_the_system_delivers_online_results_only() {
        let world = with_account(ready(0));
        let now = at(2019, 10, 14, 9, 0);
        let proof = ReceiverProof::Account;
        let online = Command::HandOver { by: ReturnBy::Online, proof, receiver: None };
        assert!(world.would(now, &schedule(), &online).is_ok());
        assert_eq!(world.would(now, &schedule(), &hand_over()), Err(Refusal::NotHolder));
    }
}
