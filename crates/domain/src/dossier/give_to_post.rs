//! Giving the result to the public post.

use law::qc1722;

use super::decide::{at_stage, numbers, proven, staff_of};
use super::event::{Event, ReturnBy, Slip};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the post may take the result along: the applicant chose it; what is still owed is
/// collected on delivery.
///
/// # Legal basis
///
/// [`qc1722::D18_K6_C`], [`law::qd45_2016::D9`].
pub(super) fn decide(
    dossier: &Dossier,
    consignment: &str,
    list: Option<&Slip>,
    postage: i64,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6_C;
    at_stage(dossier, &[Stage::ResultReady], "give-to-post", basis)?;
    staff_of(&dossier.result_desk, basis, context)?;
    if dossier.return_by != ReturnBy::Post {
        return Err(Refusal::NotByPost);
    }
    proven(consignment, "consignment", basis)?;
    let collect = dossier.outstanding();
    if postage < 0 {
        return Err(Refusal::WrongAmount { outstanding: collect });
    }
    Ok(vec![Event::GivenToPost {
        consignment: consignment.to_owned(),
        list: list
            .map_or_else(|| numbers(context).map(|numbers| numbers.slip.clone()), |list| Ok(list.clone()))?,
        postage,
        collect,
        basis,
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::dossier::event::{PaymentMethod, ReceiverProof};

    fn ready(owed: i64) -> World {
        let now = at(2019, 10, 7, 8, 0);
        let mut made = procedure("5wd");
        if owed > 0 {
            made.charges.push(fee("lp1", owed));
        }
        let mut world = World::new(made);
        for (who, command) in
            [(lan(), returned_by_post()), (lan(), accept()), (lan(), transfer()), (hung(), take())]
        {
            world.act(now, &who, &command).unwrap();
        }
        world.finish(now);
        world.act(now, &lan(), &Command::ConfirmResult).unwrap();
        world
    }

    #[test]
    fn d18_k6_c_only_where_the_applicant_chose_it_with_consignment_and_list() {
        let now = at(2019, 10, 8, 8, 0);
        let by_counter = World::with_result(procedure("5wd"), at(2019, 10, 7, 8, 0));
        let unasked = by_counter.would(now, &lan(), &give_to_post()).unwrap_err();
        assert_eq!((unasked.clone(), provisions(&unasked)), (Refusal::NotByPost, vec!["qc1722.d18.k6.c"]));
        let mut world = ready(0);
        let give = |consignment: &str, postage| Command::GiveToPost {
            consignment: consignment.to_owned(),
            list: Some(Slip { year: 2019, number: 44 }),
            postage,
        };
        let unproved = Refusal::ProofMissing { field: "consignment", basis: qc1722::D18_K6_C };
        assert_eq!(world.would(now, &lan(), &give(" ", 0)), Err(unproved));
        assert!(matches!(world.would(now, &lan(), &give("VN1", -1)), Err(Refusal::WrongAmount { .. })));
        assert!(matches!(world.would(now, &hung(), &give("VN1", 0)), Err(Refusal::WrongUnit { .. })));
        world.act(now, &lan(), &give("VN1", 26_000)).unwrap();
        let by_post = world.dossier().by_post.clone().unwrap();
        assert_eq!((by_post.list.number, by_post.collect), (44, 0));
        assert!(matches!(world.would(now, &lan(), &give("VN2", 0)), Err(Refusal::WrongStage { .. })));
    }

    /// A12: what the post has is delivered by it, paid on delivery, with its proof.
    #[test]
    fn d18_k6_c_collected_on_delivery_and_delivered_with_the_signed_note() {
        let now = at(2019, 10, 8, 8, 0);
        let mut world = ready(150_000);
        world.act(now, &lan(), &give_to_post()).unwrap();
        assert_eq!(world.dossier().by_post.as_ref().map(|own| own.collect), Some(150_000));
        let deliver = |by, proof| Command::HandOver { by, proof, receiver: None };
        let signed = deliver(ReturnBy::Post, ReceiverProof::PostDelivery);
        let unpaid = world.would(now, &buu_ta(), &signed);
        assert_eq!(unpaid, Err(Refusal::Unpaid { outstanding: 150_000 }));
        let collected =
            Command::Pay { amount: 150_000, method: PaymentMethod::Post, receipt: "VN123456789".to_owned() };
        world.act(now, &buu_ta(), &collected).unwrap();
        for (by, proof) in [
            (ReturnBy::Counter, ReceiverProof::ReceiptAndIdentity),
            (ReturnBy::Online, ReceiverProof::Account),
        ] {
            let other = world.would(now, &lan(), &deliver(by, proof));
            assert!(matches!(other, Err(Refusal::WrongStage { .. })), "{by:?}: the post has it");
        }
        let unsigned = world.would(now, &buu_ta(), &deliver(ReturnBy::Post, ReceiverProof::IdentityOnly));
        assert!(matches!(unsigned, Err(Refusal::ProofMissing { .. })));
        assert!(matches!(world.would(now, &hung(), &signed), Err(Refusal::WrongUnit { .. })));
        world.act(now, &buu_ta(), &signed).unwrap();
        assert_eq!(world.dossier().stage, Stage::Returned);
    }
}
