//! Điều 18 khoản 3 to 5: the Office, agencies in a chain, opinions.

use domain::Refusal;
use domain::dossier::{Command, Event, Stage, Told, told};

use crate::common::*;

#[test]
fn d18_k3_the_office_works_when_file_and_paper_are_there() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::at_agency(with_process("15wd", office_chain()), now);
    let events = world.act(now, &binh(), &complete("o1")).unwrap();
    assert!(events.iter().any(
        |event| matches!(event, Event::PaperToBring { basis, .. } if basis.id() == "qc1722.d18.k3.buoc1")
    ));
    world.act(now, &vinh(), &Command::Take { holder: None, paper: false }).unwrap();
    let early = world.would(now, &vinh(), &complete("o2")).unwrap_err();
    assert_eq!(provisions(&early), ["qc1722.d18.k3.buoc2"]);
    world.act(now, &vinh(), &take()).unwrap();
    for step in ["o2", "o3"] {
        world.act(now, &vinh(), &complete(step)).unwrap();
    }
    world.act(now, &vinh(), &send_result()).unwrap();
    assert_eq!(world.dossier().in_transit_to, Some(unit(DESK)), "back to the receiving desk");
}

#[test]
fn d18_k4_the_desk_fixes_the_order_each_passes_on_and_the_lead_brings_the_result() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::accepted(with_process("20wd", agencies_chain()), now);
    let order = [AGENCY, THIRD_AGENCY, SECOND_AGENCY].map(unit).to_vec();
    world.act(now, &lan(), &Command::OrderChain { order }).unwrap();
    world.act(now, &lan(), &transfer()).unwrap();
    world.act(now, &binh(), &take()).unwrap();
    let mut heard = Vec::new();
    for (who, step, next) in [(binh(), "c1", ty()), (ty(), "c3", tam()), (tam(), "c2", binh())] {
        world.act(now, &who, &complete(step)).unwrap();
        let from = world.history.len();
        world.act(now, &next, &take()).unwrap();
        heard.extend(world.history[from..].iter().filter_map(|one| told(one, world.dossier())));
    }
    let passed = |id: &str| (Told::PassedOn, unit(id));
    assert_eq!(
        heard,
        [passed(AGENCY), passed(THIRD_AGENCY), passed(SECOND_AGENCY)],
        "the Centre hears of each"
    );
    assert_eq!(world.dossier().holder.unit, unit(AGENCY), "the last returns it to the lead");
    world.act(now, &binh(), &complete("c4")).unwrap();
    world.act(now, &binh(), &send_result()).unwrap();
    assert_eq!(
        (world.dossier().stage, world.dossier().in_transit_to.as_ref()),
        (Stage::ResultSent, Some(&unit(DESK)))
    );
}

#[test]
fn d18_k5_asked_answered_silent_and_then_decided() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::in_appraisal(with_process("15wd", consulting()), now);
    for step in ["k0", "k1"] {
        world.act(now, &hung(), &complete(step)).unwrap();
    }
    world.act(now, &hung(), &consult(Some("yk"), &[])).unwrap();
    assert_eq!(told(world.history.last().unwrap(), world.dossier()), Some((Told::Consulted, unit(DIVISION))));
    world.act(at(2019, 10, 8, 9, 0), &tam(), &opine("yk")).unwrap();
    let pending = world.would(at(2019, 10, 9, 17, 0), &hung(), &complete("yk")).unwrap_err();
    assert_eq!(pending, Refusal::OpinionsPending { units: vec![unit(THIRD_AGENCY)] });
    let late = at(2019, 10, 9, 17, 1);
    world.act(late, &schedule(), &Command::MarkSilent).unwrap();
    assert_eq!(
        told(world.history.last().unwrap(), world.dossier()),
        Some((Told::Silent, unit(THIRD_AGENCY)))
    );
    world.act(late, &hung(), &complete("yk")).unwrap();
    world.act(late, &binh(), &complete("k2")).unwrap();
    assert_eq!(world.due(), at(2019, 10, 28, 17, 0), "the main clock never stood");
}
