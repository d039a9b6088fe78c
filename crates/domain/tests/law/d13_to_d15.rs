//! Điều 13 to 15: what is handled at the Centre, how one is guided, by which ways one may come.

use domain::Refusal;
use domain::dossier::event::ReturnBy;
use domain::dossier::{Arrival, Command, Event, Stage};
use domain::procedure::{Channel, Publication};

use crate::common::*;

#[test]
fn d13_k1_only_what_is_published_comes_to_the_centre() {
    let now = at(2019, 10, 7, 8, 0);
    let filing = register(Channel::Counter, complete_papers());
    for publication in [Publication::Draft, Publication::Abolished] {
        let mut unpublished = procedure("5wd");
        unpublished.publication = publication;
        let refusal = World::new(unpublished).act(now, &lan(), &filing).unwrap_err();
        assert_eq!(refusal, Refusal::ProcedureNotInForce);
        assert_eq!(provisions(&refusal)[0], "qc1722.d13.k1");
    }
    World::new(procedure("5wd")).act(now, &lan(), &filing).unwrap();
}

/// The papers of the day of acceptance count, not those of the day of filing.
#[test]
fn d14_k1_guidance_is_taken_from_the_version_in_force_that_day() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::new(procedure("5wd"));
    world.act(now, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
    world.procedure.version = 2;
    world.procedure.papers[3].mandatory = true;
    let missing = world.act(now, &lan(), &accept()).unwrap_err();
    assert_eq!(missing, Refusal::Incomplete { missing: vec![paper_code("p4")] });
    let guide = Command::Guide { items: Vec::new(), not_competent: false, remark: String::new() };
    let events = world.act(now, &lan(), &guide).unwrap();
    let Some(Event::Guided { items, .. }) = events.first() else { panic!("{events:?}") };
    assert_eq!(items.len(), 1, "everything that lacks, and nothing else");
}

#[test]
fn d14_k2_a_guided_at_the_counter_with_a_numbered_slip() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::new(procedure("5wd"));
    world.act(now, &lan(), &register(Channel::Counter, vec![brought("p1", 1, 0)])).unwrap();
    let guide = Command::Guide { items: vec![item("p1")], not_competent: false, remark: String::new() };
    world.act(now, &lan(), &guide).unwrap();
    assert_eq!(world.dossier().stage, Stage::Guided);
    let asked: Vec<_> =
        world.dossier().guidance.as_ref().unwrap().items.iter().map(|one| one.paper.as_str()).collect();
    assert_eq!(asked, ["p1", "p2", "p3"], "once and fully");
}

#[test]
fn d15_each_way_of_coming_has_its_own_proof() {
    let now = at(2019, 10, 7, 8, 0);
    let by_hand =
        World::new(procedure("5wd")).act(now, &lan(), &register(Channel::Counter, complete_papers()));
    assert!(by_hand.is_ok());
    let nobody =
        World::new(procedure("5wd")).act(now, &lan(), &register(Channel::Authorised, complete_papers()));
    assert!(matches!(nobody, Err(Refusal::ProofMissing { field: "represented_by", .. })));
    let mut authorised = register(Channel::Authorised, complete_papers());
    if let Command::Register { represented_by, .. } = &mut authorised {
        *represented_by = Some(data(3));
    }
    World::new(procedure("5wd")).act(now, &lan(), &authorised).unwrap();

    let signed = at(2019, 10, 4, 16, 0);
    let mut by_post = World::new(procedure("5wd"));
    let arrival = Arrival { posted: Some(posted(signed)), ..Arrival::default() };
    by_post.act(now, &lan(), &arriving(Channel::Post, arrival)).unwrap();
    by_post.act(now, &lan(), &accept()).unwrap();
    let promise = by_post.dossier().promise.clone().unwrap();
    assert_eq!(promise.counted_from, signed, "the minute is the moment of submission");
    assert_eq!(promise.due, at(2019, 10, 11, 17, 0));

    let mut online = World::new(procedure("5wd"));
    online.act(now, &citizen(), &register(Channel::Online, complete_papers())).unwrap();
    assert!(!online.dossier().has_paper());
}

/// A3: a minute of tomorrow, or one without a consignment, is none.
#[test]
fn d15_k2_nobody_dates_the_minute_of_the_post_as_they_like() {
    let now = at(2019, 10, 7, 8, 0);
    let file = |posted| {
        let arrival = Arrival { posted: Some(posted), ..Arrival::default() };
        World::new(procedure("5wd")).act(now, &lan(), &arriving(Channel::Post, arrival))
    };
    let tomorrow = file(posted(at(2019, 10, 8, 8, 0))).unwrap_err();
    assert!(matches!(tomorrow, Refusal::ProofMissing { field: "minute", .. }));
    let mut nameless = posted(now);
    nameless.consignment = " ".to_owned();
    assert!(matches!(file(nameless), Err(Refusal::ProofMissing { field: "consignment", .. })));
    let mut negative = posted(now);
    negative.collected = -1;
    assert!(matches!(file(negative), Err(Refusal::ProofMissing { field: "minute", .. })));
}

#[test]
fn d15_the_result_may_be_collected_at_another_desk() {
    let now = at(2019, 10, 7, 8, 0);
    let elsewhere = |id: &str| {
        let arrival = Arrival { return_desk: Some(unit(id)), ..Arrival::default() };
        arriving(Channel::Counter, arrival)
    };
    let mut world = World::new(procedure("5wd"));
    let no_desk = world.act(now, &lan(), &elsewhere(AGENCY)).unwrap_err();
    assert!(matches!(no_desk, Refusal::WrongUnit { .. }));
    world.act(now, &lan(), &elsewhere(OTHER_DESK)).unwrap();
    assert_eq!(world.dossier().return_desk(), &unit(OTHER_DESK));
    assert_eq!((world.dossier().return_by, world.dossier().desk.as_str()), (ReturnBy::Counter, DESK));
}
