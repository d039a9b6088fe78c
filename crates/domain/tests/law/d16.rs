//! Điều 16: receiving.

use domain::Refusal;
use domain::dossier::event::{ReceiverProof, ResultPaper};
use domain::dossier::{Arrival, Command, Event, Stage};
use domain::procedure::Channel;

use crate::common::*;

#[test]
fn d16_k1_a_complete_so_a_code_and_a_receipt_with_the_appointed_day() {
    let now = at(2019, 10, 7, 14, 59);
    let world = World::accepted(procedure("5wd"), now);
    let dossier = world.dossier();
    assert_eq!(dossier.code.as_ref().map(ToString::to_string).as_deref(), Some("000.00.19.H36-191007-0002"));
    assert!(dossier.receipt.is_some() && dossier.register.is_some());
    assert_eq!(
        (world.due(), dossier.accepted_at),
        (at(2019, 10, 14, 17, 0), Some(now)),
        "by the server's clock"
    );
}

#[test]
fn d16_k1_a_g1_owed_at_once_so_a_code_and_the_result_and_no_receipt() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::accepted(procedure("0"), now);
    let result = ResultPaper { name: "Bản sao".into(), number: "7".into(), file: None };
    world.act(now, &lan(), &Command::GiveAtOnce { result, proof: ReceiverProof::IdentityOnly }).unwrap();
    assert_eq!((world.dossier().stage, &world.dossier().receipt), (Stage::Returned, &None));
}

/// A7 and A8: once, fully, on a slip; a second time is refused with its clause.
#[test]
fn d16_k1_b_guided_once_and_fully() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::new(procedure("5wd"));
    world.act(now, &lan(), &register(Channel::Counter, vec![brought("p1", 1, 0)])).unwrap();
    let guide = Command::Guide { items: Vec::new(), not_competent: false, remark: String::new() };
    world.act(now, &lan(), &guide).unwrap();
    let again = world.act(now, &lan(), &guide).unwrap_err();
    assert_eq!(again, Refusal::AlreadyGuided { at: now });
    assert_eq!(provisions(&again), ["qc1722.d16.k1.b", "qc1722.d11.k2.c"]);
    let part = Command::Supplement { papers: vec![brought("p2", 0, 2)] };
    let lacking = world.act(now, &lan(), &part).unwrap_err();
    assert_eq!(lacking, Refusal::SupplementIncomplete { missing: vec![paper_code("p3")] });
    world
        .act(now, &lan(), &Command::Supplement { papers: vec![brought("p2", 0, 2), brought("p3", 0, 1)] })
        .unwrap();
    world.act(now, &lan(), &accept()).unwrap();
}

#[test]
fn d16_k1_c_an_unclear_dossier_waits_for_the_leader_who_asks_the_agency() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::new(procedure("5wd"));
    world.act(now, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
    world.act(now, &lan(), &Command::Escalate { to: unit(CENTRE), reason: "chưa rõ".into() }).unwrap();
    assert_eq!(world.dossier().holder.unit, unit(CENTRE));
    assert_eq!(
        world.dossier().holder.person,
        Some(person("lan")),
        "who raised it answers until it is taken up"
    );
    assert_eq!(world.dossier().escalated_until, Some(at(2019, 10, 8, 17, 0)), "parked with a time");
    world
        .act(now, &giam_doc(), &Command::InviteAgency { unit: unit(AGENCY), about: "thẩm quyền".into() })
        .unwrap();
    let outcome = Command::AnswerEscalation { answer: "cùng xem, tiếp nhận".into(), to: person("lan") };
    world.act(now, &giam_doc(), &outcome).unwrap();
    world.act(now, &lan(), &accept()).unwrap();
}

/// A8: nobody is turned away without a slip that names the provision and the reason.
#[test]
fn d16_k1_d_refused_with_a_slip_and_its_reason() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::new(procedure("5wd"));
    world.act(now, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
    for (ground, reason) in [("", "x"), ("x", " ")] {
        let oral = Command::Refuse { ground: ground.into(), reason: reason.into() };
        let refusal = world.act(now, &lan(), &oral).unwrap_err();
        assert_eq!(provisions(&refusal), ["qc1722.d16.k1.d"]);
    }
    world.act(now, &lan(), &refuse()).unwrap();
    assert!(world.dossier().refusal.as_ref().is_some_and(|(slip, ..)| slip.number > 0));
}

#[test]
fn d16_k2_a_an_online_filing_that_lacks_something_gets_one_complete_notice() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::new(procedure("5wd"));
    world.act(now, &citizen(), &register(Channel::Online, Vec::new())).unwrap();
    let guide = Command::Guide { items: Vec::new(), not_competent: false, remark: String::new() };
    let events = world.act(now, &lan(), &guide).unwrap();
    let Some(Event::Guided { items, basis, .. }) = events.first() else { panic!("{events:?}") };
    assert_eq!((items.len(), basis.id()), (3, "qc1722.d16.k2.a"));
    world.act(now, &citizen(), &Command::Supplement { papers: complete_papers() }).unwrap();
    let events = world.act(now, &lan(), &accept()).unwrap();
    assert!(matches!(events.as_slice(), [Event::Accepted { basis, .. }] if basis.id() == "qc1722.d16.k2.b"));
}

#[test]
fn d16_k3_what_an_agency_got_by_mistake_comes_the_same_day_or_at_the_next_start() {
    let forwarded = |received, brought| {
        let arrival = Arrival { forwarded: Some((unit(AGENCY), received)), ..Arrival::default() };
        let mut world = World::new(procedure("5wd"));
        world
            .act(brought, &lan(), &arriving(Channel::Agency, arrival))
            .map(|_| world.dossier().forwarded_late)
    };
    for (received, brought, late) in [
        (at(2019, 10, 7, 9, 0), at(2019, 10, 7, 17, 0), false),
        (at(2019, 10, 7, 9, 0), at(2019, 10, 8, 7, 30), true),
        (at(2019, 10, 7, 15, 0), at(2019, 10, 7, 17, 1), true),
        (at(2019, 10, 7, 15, 1), at(2019, 10, 8, 8, 0), false),
        (at(2019, 10, 7, 15, 1), at(2019, 10, 8, 8, 1), true),
        (at(2019, 10, 11, 16, 0), at(2019, 10, 14, 7, 30), false),
        (at(2020, 1, 22, 16, 0), at(2020, 1, 30, 7, 30), false),
    ] {
        assert_eq!(forwarded(received, brought), Ok(late), "{received} brought {brought}");
    }
    let future = forwarded(at(2019, 10, 8, 9, 0), at(2019, 10, 7, 9, 0)).unwrap_err();
    assert_eq!(provisions(&future), ["qc1722.d16.k3"], "nothing was received tomorrow");
}

#[test]
fn d16_k4_a_ministrys_dossier_is_received_and_returned_here_and_worked_on_there() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::new(procedure("5wd"));
    let external = Some(("Hộ tịch".to_owned(), "BTP-1".to_owned()));
    let arrival = Arrival { external, ..Arrival::default() };
    world.act(now, &lan(), &arriving(Channel::Ministry, arrival)).unwrap();
    world.act(now, &lan(), &accept()).unwrap();
    let state = |state: &str| Command::SyncExternal {
        system: "Hộ tịch".into(),
        reference: "BTP-1".into(),
        state: state.into(),
    };
    world.act(now, &schedule(), &state("đã ký")).unwrap();
    world.act(now, &lan(), &send_result()).unwrap();
    world.act(now, &lan(), &Command::ConfirmResult).unwrap();
    world.act(now, &lan(), &hand_over()).unwrap();
    assert_eq!(world.dossier().stage, Stage::Returned);
}
