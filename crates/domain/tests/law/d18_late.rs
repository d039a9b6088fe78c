//! Điều 18 khoản 1 and 2: supplements and delay.

use domain::Refusal;
use domain::dossier::{Command, Event, Stage};
use domain::procedure::ClockRule;
use jiff::civil::date;

use crate::common::*;

#[test]
fn d18_k1_within_one_two_or_three_working_days_once_and_in_writing() {
    let monday = at(2019, 10, 7, 8, 0);
    for (limit, last) in [
        ("4wd", at(2019, 10, 8, 17, 0)),
        ("5wd", at(2019, 10, 9, 17, 0)),
        ("10wd", at(2019, 10, 9, 17, 0)),
        ("11wd", at(2019, 10, 10, 17, 0)),
    ] {
        let mut world = World::in_appraisal(procedure(limit), monday);
        let late = last.saturating_add(jiff::SignedDuration::from_micros(1));
        let over = world.would(late, &hung(), &ask_supplement()).unwrap_err();
        assert_eq!(over, Refusal::SupplementWindowOver { ended: last }, "{limit}");
        assert_eq!(provisions(&over)[0], "qc1722.d18.k1");
        world.act(last, &hung(), &ask_supplement()).unwrap();
        let again = world.would(last, &hung(), &ask_supplement()).unwrap_err();
        assert_eq!(provisions(&again), ["qc1722.d11.k2.c", "qc1722.d18.k1"]);
    }
}

#[test]
fn d18_k1_d_a_special_law_has_its_own_days() {
    let mut special = procedure("5wd");
    special.supplement_days = Some(4);
    let world = World::in_appraisal(special, at(2019, 10, 7, 8, 0));
    assert!(world.would(at(2019, 10, 11, 17, 0), &hung(), &ask_supplement()).is_ok());
    assert!(world.would(at(2019, 10, 11, 17, 1), &hung(), &ask_supplement()).is_err());
}

#[test]
fn d18_k1_p2_when_complete_the_time_begins_anew_and_the_assignment_stands() {
    let monday = at(2019, 10, 7, 8, 0);
    let mut world = World::in_appraisal(with_process("5wd", consulting()), monday);
    world.act(monday, &hung(), &complete("k0")).unwrap();
    world.act(monday, &hung(), &ask_supplement()).unwrap();
    assert_eq!(world.dossier().stage, Stage::SupplementAsked);
    let friday = at(2019, 10, 18, 9, 0);
    world.act(friday, &lan(), &Command::Supplement { papers: vec![brought("p1", 1, 0)] }).unwrap();
    assert_eq!(world.due(), at(2019, 10, 25, 17, 0), "five working days from then");
    assert_eq!(world.dossier().done, [step_id("k0")], "nobody assigns again what somebody has");
    assert_eq!(world.dossier().holder.person, Some(person("hung")));

    let mut resuming = procedure("5wd");
    resuming.supplement_clock = ClockRule::Resume;
    let mut world = World::in_appraisal(resuming, monday);
    world.act(at(2019, 10, 8, 9, 0), &hung(), &ask_supplement()).unwrap();
    world.act(friday, &lan(), &Command::Supplement { papers: vec![brought("p1", 1, 0)] }).unwrap();
    assert_eq!(world.due(), at(2019, 10, 24, 17, 0), "four days were left, where a special law says so");
}

#[test]
fn d18_k2_a_the_agency_apologises_once_with_a_new_day_and_tells_the_centre() {
    let mut world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 0));
    let due = world.due();
    world.act(due, &schedule(), &Command::MarkOverdue).unwrap();
    let tuesday = at(2019, 10, 15, 8, 0);
    world.act(tuesday, &binh(), &apologise(date(2019, 10, 17))).unwrap();
    let told = domain::dossier::told(world.history.last().unwrap(), world.dossier());
    assert_eq!(told, Some((domain::dossier::Told::Apologised, unit(AGENCY))));
    let second = world.would(tuesday, &binh(), &apologise(date(2019, 10, 18))).unwrap_err();
    assert_eq!(provisions(&second)[0], "qc1722.d18.k2.a");
    assert_eq!(world.dossier().overdue_since, Some(due));
}

#[test]
fn d18_k2_b_the_centre_apologises_for_its_own_delay() {
    let mut world = World::accepted(procedure("5wd"), at(2019, 10, 7, 8, 0));
    let events = world.act(at(2019, 10, 15, 8, 0), &giam_doc(), &apologise(date(2019, 10, 17))).unwrap();
    assert!(matches!(events.as_slice(), [Event::Apologised { by_centre: true, .. }]));
}

/// A4: from overdue to closed there is no way on which the lateness is lost.
#[test]
fn d18_k2_no_way_out_of_a_late_dossier_makes_it_timely() {
    let late = || {
        let mut world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 0));
        let due = world.due();
        world.act(due, &schedule(), &Command::MarkOverdue).unwrap();
        (world, due)
    };
    let then = at(2019, 10, 16, 9, 0);
    let (world, due) = late();
    let refused = world.would(then, &hung(), &refuse()).unwrap_err();
    assert_eq!(refused, Refusal::RefusalTooLate { due }, "not by refusing");
    let fake = world.would(then, &hung(), &send_result()).unwrap_err();
    assert!(matches!(fake, Refusal::StepsRemain { .. }), "not by a result before its work is done");
    let stopped = world.would(then, &hung(), &stop_clock(domain::dossier::event::StopCause::FinancialDuty));
    assert_eq!(stopped, Err(Refusal::TooLateToStop { due }), "not by stopping a clock that has run out");
    assert_eq!(world.would(then, &lan(), &Command::Lapse).map(drop).unwrap_err().code(), "wrong-stage");

    let (mut world, due) = late();
    world.act(then, &lan(), &withdraw()).unwrap();
    let alone = world.would(then, &lan(), &Command::ConfirmWithdrawal).unwrap_err();
    assert_eq!(provisions(&alone), ["nd61_2018.d5.k1"], "not by one person's word");
    world.act(then, &mai(), &Command::ConfirmWithdrawal).unwrap();
    assert_eq!(world.dossier().overdue_since, Some(due));

    let (mut world, due) = late();
    world.finish(then);
    world.act(then, &lan(), &Command::ConfirmResult).unwrap();
    world.act(then, &lan(), &hand_over()).unwrap();
    assert_eq!(world.dossier().overdue_since, Some(due));
}
