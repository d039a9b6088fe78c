//! Điều 18 khoản 6: result, fees, return.

use domain::Refusal;
use domain::dossier::event::{PaymentMethod, ReceiverProof, ReturnBy};
use domain::dossier::{Command, Event, Stage};

use crate::common::*;

fn with_fee() -> domain::procedure::Procedure {
    let mut made = procedure("5wd");
    made.charges.push(fee("lp1", 150_000));
    made
}

#[test]
fn d18_k6_a_early_so_told_within_two_working_days_of_arrival() {
    let mut world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 0));
    world.finish(at(2019, 10, 10, 9, 0));
    let events = world.act(at(2019, 10, 10, 9, 0), &lan(), &Command::ConfirmResult).unwrap();
    assert!(
        matches!(events.as_slice(), [Event::ResultConfirmed { early: true, notify_by, .. }] if *notify_by == at(2019, 10, 14, 17, 0))
    );
}

#[test]
fn d18_k6_b_paid_or_proof_shown_before_hand_over() {
    let now = at(2019, 10, 7, 8, 0);
    for method in [PaymentMethod::Cash, PaymentMethod::Transfer, PaymentMethod::ProofShown] {
        let mut world = World::with_result(with_fee(), now);
        let unpaid = world.act(now, &lan(), &hand_over()).unwrap_err();
        assert_eq!(provisions(&unpaid)[0], "qc1722.d18.k6.b");
        world.act(now, &lan(), &Command::Pay { amount: 150_000, method, receipt: "CT 1".into() }).unwrap();
        world.act(now, &lan(), &hand_over()).unwrap();
    }
    let mut cash = World::with_result(with_fee(), now);
    let own_book = Command::Pay { amount: 150_000, method: PaymentMethod::Cash, receipt: String::new() };
    let events = cash.act(now, &lan(), &own_book).unwrap();
    assert!(matches!(events.as_slice(), [Event::FeeRecorded { .. }, Event::FeeReceiptIssued { .. }]));
    for stranger in [hung(), citizen()] {
        let mut world = World::with_result(with_fee(), now);
        assert!(world.act(now, &stranger, &pay(150_000)).is_err(), "{stranger:?} takes no money");
    }
}

/// A12: each way of return asks for the proof that fits it.
#[test]
fn d18_k6_nobody_gets_a_result_without_the_proof_of_their_way() {
    let now = at(2019, 10, 7, 8, 0);
    let all = [
        ReceiverProof::ReceiptAndIdentity,
        ReceiverProof::IdentityOnly,
        ReceiverProof::PostDelivery,
        ReceiverProof::Account,
        ReceiverProof::Authority,
    ];
    for (by, right) in
        [(ReturnBy::Counter, &all[..2]), (ReturnBy::Post, &all[2..3]), (ReturnBy::Online, &all[3..4])]
    {
        for proof in all {
            let mut world = World::with_result(procedure("5wd"), now);
            let dossier = world.dossier.as_mut().unwrap();
            dossier.applicant.account = Some(person("cong-dan"));
            if by == ReturnBy::Post {
                dossier.stage = Stage::WithPost;
            }
            let answer = world.would(now, &lan(), &Command::HandOver { by, proof, receiver: None });
            assert_eq!(answer.is_ok(), right.contains(&proof), "{by:?} {proof:?}");
            if let Err(refusal) = answer {
                assert!(matches!(refusal, Refusal::ProofMissing { .. }));
                assert_eq!(provisions(&refusal), ["nd61_2018.d6"]);
            }
        }
    }
}

#[test]
fn d18_k6_c_by_post_with_list_postage_and_what_is_collected() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::new(with_fee());
    for (who, command) in
        [(lan(), returned_by_post()), (lan(), accept()), (lan(), transfer()), (hung(), take())]
    {
        world.act(now, &who, &command).unwrap();
    }
    world.finish(now);
    world.act(now, &lan(), &Command::ConfirmResult).unwrap();
    world.act(now, &lan(), &give_to_post()).unwrap();
    assert_eq!(
        world.dossier().by_post.as_ref().map(|own| (own.postage, own.collect)),
        Some((26_000, 150_000))
    );
    world.act(now, &buu_ta(), &Command::CameBackByPost { reason: "vắng nhà".into() }).unwrap();
    world.act(now, &lan(), &give_to_post()).unwrap();
    let paid = Command::Pay { amount: 150_000, method: PaymentMethod::Post, receipt: "VN123456789".into() };
    world.act(now, &buu_ta(), &paid).unwrap();
    let delivered =
        Command::HandOver { by: ReturnBy::Post, proof: ReceiverProof::PostDelivery, receiver: None };
    world.act(now, &buu_ta(), &delivered).unwrap();
    assert_eq!(world.dossier().stage, Stage::Returned);
}

#[test]
fn d18_k6_d_online_the_system_delivers_to_the_account() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::with_result(procedure("5wd"), now);
    world.dossier.as_mut().unwrap().applicant.account = Some(person("cong-dan"));
    let delivered = Command::HandOver { by: ReturnBy::Online, proof: ReceiverProof::Account, receiver: None };
    let events = world.act(now, &schedule(), &delivered).unwrap();
    assert!(
        matches!(events.as_slice(), [Event::HandedOver { basis, .. }] if basis.id() == "qc1722.d18.k6.d")
    );
}
