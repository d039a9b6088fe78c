//! Điều 17: transfer with the control slip.

use domain::dossier::{Command, Event};
use domain::procedure::Channel;

use crate::common::*;

#[test]
fn d17_k1_signed_by_giver_and_taker_at_every_hand_over_and_late_is_counted() {
    for (accepted, taken, late) in [
        (at(2019, 10, 7, 15, 0), at(2019, 10, 7, 17, 0), false),
        (at(2019, 10, 7, 15, 0), at(2019, 10, 8, 7, 0), true),
        (at(2019, 10, 7, 15, 1), at(2019, 10, 8, 8, 0), false),
        (at(2019, 10, 11, 15, 1), at(2019, 10, 14, 8, 0), false),
        (at(2019, 10, 11, 15, 1), at(2019, 10, 14, 8, 1), true),
        (at(2020, 1, 22, 15, 1), at(2020, 1, 30, 8, 0), false),
    ] {
        let mut world = World::accepted(procedure("5wd"), accepted);
        world.act(accepted, &lan(), &transfer()).unwrap();
        world.act(taken, &hung(), &take()).unwrap();
        let line = &world.dossier().control_slip[0];
        assert_eq!((line.giver.as_ref(), line.taker.as_ref()), (Some(&person("lan")), Some(&person("hung"))));
        assert_eq!((line.paper, line.late), (true, late), "{accepted} taken {taken}");
    }
}

#[test]
fn d17_k2_what_was_filed_online_goes_as_data() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::new(procedure("5wd"));
    world.act(now, &citizen(), &register(Channel::Online, complete_papers())).unwrap();
    world.act(now, &lan(), &accept()).unwrap();
    let events = world.act(now, &lan(), &Command::Transfer { to: None, paper: true }).unwrap();
    assert!(
        matches!(events.as_slice(), [Event::Transferred { paper: false, basis, .. }] if basis.id() == "qc1722.d17.k2")
    );
    world.act(now, &hung(), &take()).unwrap();
    assert_eq!(world.dossier().paper.at, unit(DESK), "there is no paper to travel");
}
