//! The rights table as a matrix: who may try what, at which stage of a dossier.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops where it is wrong"
)]

mod common;

use std::fmt::Write as _;

use common::*;
use domain::dossier::event::StopCause;
use domain::dossier::{Command, Dossier, Stage};
use domain::organisation::{Person, Role};
use domain::procedure::{Channel, Outcome, OutcomePaper, PaperForm};
use domain::rights::{Denied, TABLE, Why, actions_for, can_see, may, may_complete, may_sign};
use domain::{Refusal, dossier::Context};
use jiff::civil::date;

fn people() -> Vec<Person> {
    let citizen = |id: &str| Person { id: person(id), name: id.to_owned(), postings: Vec::new() };
    vec![
        somebody("lan", DESK, Role::CounterOfficer),
        somebody("mai", OTHER_DESK, Role::CounterOfficer),
        somebody("hung", DIVISION, Role::Officer),
        somebody("thu", DIVISION, Role::Officer),
        somebody("sinh", SIBLING, Role::Officer),
        somebody("truong-phong", DIVISION, Role::DivisionHead),
        somebody("binh", AGENCY, Role::AgencyHead),
        somebody("van-thu", AGENCY, Role::Clerk),
        somebody("tam", SECOND_AGENCY, Role::Officer),
        somebody("chu-tich", "ubnd", Role::Chairman),
        somebody("giam-doc", CENTRE, Role::Director),
        somebody("pho-giam-doc", CENTRE, Role::DeputyDirector),
        somebody("kiem-soat", CENTRE, Role::ProcedureControl),
        somebody("buu-dien", CENTRE, Role::PostClerk),
        somebody("buu-ta", POST, Role::PostClerk),
        somebody("quan-tri", CENTRE, Role::Administrator),
        somebody("thanh-tra", "ubnd", Role::Auditor),
        citizen("cong-dan"),
        citizen("nguoi-khac"),
    ]
}

/// Dossiers of one applicant with an account at the stages that matter for rights.
fn dossiers() -> Vec<(&'static str, Dossier)> {
    let now = at(2019, 10, 7, 8, 0);
    let mut out = Vec::new();
    let mut world = World::new(procedure("15wd"));
    world.act(now, &lan(), &register(Channel::Online, complete_papers())).unwrap();
    out.push(("submitted", world.dossier().clone()));

    let mut escalated = World::new(procedure("15wd"));
    escalated.act(now, &lan(), &register(Channel::Online, complete_papers())).unwrap();
    let escalate = Command::Escalate { to: unit(CENTRE), reason: "chưa rõ".into() };
    escalated.act(now, &lan(), &escalate).unwrap();
    out.push(("escalated", escalated.dossier().clone()));

    world.act(now, &lan(), &accept()).unwrap();
    out.push(("accepted", world.dossier().clone()));
    world.act(now, &lan(), &transfer()).unwrap();
    out.push(("in-transit", world.dossier().clone()));
    world.act(now, &hung(), &take()).unwrap();
    out.push(("processing", world.dossier().clone()));
    world.finish(now);
    world.act(now, &lan(), &Command::ConfirmResult).unwrap();
    out.push(("result-ready", world.dossier().clone()));

    let mut asking = World::in_appraisal(procedure("15wd"), now);
    asking.act(now, &hung(), &consult(None, &[SECOND_AGENCY])).unwrap();
    out.push(("consulting", asking.dossier().clone()));
    asking.act(now, &binh(), &stop_clock(StopCause::ApplicantsWish)).unwrap();
    out.push(("clock-stopped", asking.dossier().clone()));

    let mut by_post = World::new(procedure("15wd"));
    by_post.act(now, &lan(), &returned_by_post()).unwrap();
    by_post.act(now, &lan(), &accept()).unwrap();
    by_post.act(now, &lan(), &transfer()).unwrap();
    by_post.act(now, &hung(), &take()).unwrap();
    by_post.finish(now);
    by_post.act(now, &lan(), &Command::ConfirmResult).unwrap();
    by_post.act(now, &lan(), &give_to_post()).unwrap();
    out.push(("with-post", by_post.dossier().clone()));
    out
}

fn matrix() -> String {
    let mut actions: Vec<&str> = Vec::new();
    for row in TABLE {
        if !actions.contains(&row.action) {
            actions.push(row.action);
        }
    }
    let (organisation, day, agency) = (organisation(), date(2019, 10, 7), unit(AGENCY));
    let mut text = String::new();
    let mut part = |name: &str, dossier: Option<&Dossier>| {
        writeln!(text, "{name}").unwrap();
        for who in people() {
            let answer = |action: &str| may(&who, action, dossier, &agency, &organisation, day);
            let line = if actions.iter().all(|action| answer(action) == Err(Denied::Unknown)) {
                "unknown".to_owned()
            } else {
                let may: Vec<&str> =
                    actions.iter().copied().filter(|action| answer(action).is_ok()).collect();
                if may.is_empty() { "-".to_owned() } else { may.join(" ") }
            };
            writeln!(text, "  {:<13} {line}", who.id.as_str()).unwrap();
        }
    };
    part("no dossier", None);
    for (name, dossier) in dossiers() {
        part(name, Some(&dossier));
    }
    text
}

/// The golden is read by people who know the regulation; a change of rights shows here line by line.
#[test]
fn the_matrix_is_the_one_that_was_agreed() {
    let golden = include_str!("golden/rights.txt");
    let now = matrix();
    assert!(
        now == golden,
        "the rights changed; if that is meant, replace tests/golden/rights.txt by:\n{now}"
    );
}

#[test]
fn every_action_of_the_core_has_a_row_or_belongs_to_the_schedule() {
    let command = |action: &str| TABLE.iter().any(|row| row.action == action);
    let now = at(2019, 10, 7, 8, 0);
    let (_, dossier) = dossiers().remove(4);
    let world = World::new(procedure("15wd"));
    let by = hung();
    let context = Context {
        at: now,
        by: &by,
        procedure: &world.procedure,
        calendar: &world.calendar,
        parameters: parameters(),
        organisation: &world.organisation,
        numbers: None,
        history: &[],
        proof_paid: None,
    };
    for state in actions_for(&people()[2], &dossier, &context) {
        assert!(command(state.action), "{}", state.action);
    }
    for row in TABLE {
        assert!(!row.roles.contains(&Role::Administrator), "{}", row.action);
        assert!(!row.roles.contains(&Role::Auditor), "{}", row.action);
    }
}

#[test]
fn r3_5_rights_end_with_the_posting() {
    let (_, dossier) = dossiers().remove(4);
    let mut hung = somebody("hung", DIVISION, Role::Officer);
    hung.postings[0].validity.to = Some(date(2019, 10, 7));
    let (organisation, agency) = (organisation(), unit(AGENCY));
    let step = |day| may(&hung, "complete-step", Some(&dossier), &agency, &organisation, day);
    assert_eq!(step(date(2019, 10, 7)), Ok(()));
    assert_eq!(step(date(2019, 10, 8)), Err(Denied::Unknown), "the account stops at midnight");
    let register = |day| may(&hung, "register", None, &agency, &organisation, day);
    assert_eq!(register(date(2019, 10, 8)), Err(Denied::Forbidden), "and does not become a citizen's");
}

#[test]
fn r4_an_agency_that_had_the_dossier_still_sees_it_and_cannot_act() {
    let now = at(2019, 10, 7, 8, 0);
    let mut chained = procedure("20wd");
    chained.process = Some(chain());
    let mut world = World::accepted(chained, now);
    let tam = somebody("tam", SECOND_AGENCY, Role::Officer);
    let (agency, day) = (unit(AGENCY), now.date());
    let sees = |world: &World| can_see(&tam, world.dossier(), &agency, &world.organisation, day);
    let may_step =
        |world: &World| may(&tam, "complete-step", Some(world.dossier()), &agency, &world.organisation, day);
    assert!(!sees(&world));
    world.act(now, &lan(), &transfer()).unwrap();
    world.act(now, &binh(), &take()).unwrap();
    assert!(!sees(&world), "it has not come yet");
    world.act(now, &binh(), &complete("b2")).unwrap();
    assert_eq!((sees(&world), may_step(&world)), (true, Ok(())));
    let actor = staff("tam", SECOND_AGENCY);
    for step in ["b3", "b4"] {
        world.act(now, &actor, &complete(step)).unwrap();
    }
    assert_eq!((sees(&world), may_step(&world)), (true, Err(Denied::Forbidden)));
}

#[test]
fn d16_k1_c_an_invited_agency_reads_the_dossier_as_long_as_the_joint_look_lasts() {
    let now = at(2019, 10, 7, 8, 0);
    let mut world = World::new(procedure("15wd"));
    let (day, agency) = (now.date(), world.procedure.agency.clone());
    let (tam, binh) =
        (somebody("tam", SECOND_AGENCY, Role::Officer), somebody("binh", AGENCY, Role::AgencyHead));
    let sees = |world: &World| {
        [&tam, &binh].map(|person| can_see(person, world.dossier(), &agency, &world.organisation, day))
    };
    world.act(now, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
    world.act(now, &lan(), &Command::Escalate { to: unit(CENTRE), reason: "chưa rõ".into() }).unwrap();
    assert_eq!(sees(&world), [false, false]);
    let invite = Command::InviteAgency { unit: unit(SECOND_AGENCY), about: "ranh giới".into() };
    world.act(now, &giam_doc(), &invite).unwrap();
    assert_eq!(sees(&world), [true, false], "not the settling agency, which was not asked");
    let outcome = Command::AnswerEscalation { answer: "đúng ranh".into(), to: person("lan") };
    world.act(now, &giam_doc(), &outcome).unwrap();
    assert_eq!(sees(&world), [false, false]);
}

#[test]
fn r19_3_a_slip_is_signed_in_the_function_that_the_procedure_names_or_above() {
    let day = at(2019, 10, 7, 8, 0);
    let mut world = World::in_appraisal(procedure("15wd"), day);
    let people = [
        somebody("hung", DIVISION, Role::Officer),
        somebody("van-thu", AGENCY, Role::Clerk),
        somebody("truong-phong", DIVISION, Role::DivisionHead),
        somebody("binh", AGENCY, Role::AgencyHead),
        somebody("sinh", SIBLING, Role::DivisionHead),
        somebody("lan", DESK, Role::CounterOfficer),
    ];
    let may = |world: &World, action: &str| {
        let (dossier, organisation) = (world.dossier(), &world.organisation);
        let sign =
            |person| may_sign(person, action, dossier, &world.procedure, organisation, day.date()).is_ok();
        people.each_ref().map(sign)
    };
    let paper = |outcome, signer| OutcomePaper { outcome, form: PaperForm::Refusal, signer };
    // (named for the supplement, who may ask; named for the refusal, who may refuse): officer, clerk, head of
    // division, head of agency, a head of another division, the desk
    for (supplement, ask, refusal, refuse) in [
        (Role::Officer, "x.xx..", Role::AgencyHead, "...x.."),
        (Role::DivisionHead, "..xx..", Role::DivisionHead, "..xx.."),
        (Role::AgencyHead, "...x..", Role::CounterOfficer, "...x.."),
    ] {
        world.procedure.outcomes =
            vec![paper(Outcome::Supplement, supplement), paper(Outcome::Refuse, refusal)];
        for (action, expected) in [("ask-supplement", ask), ("refuse", refuse)] {
            let found: String = may(&world, action).iter().map(|may| if *may { 'x' } else { '.' }).collect();
            assert_eq!(found, expected, "{action}: {supplement:?} {refusal:?}");
        }
    }
    assert_eq!(may(&world, "send-result"), [true; 6], "the table's affair");
}

#[test]
fn r19_3_a_step_asks_for_its_function() {
    let process = process();
    let (organisation, day, agency) = (organisation(), date(2019, 10, 7), unit(AGENCY));
    let decide = process.open_work(&["b3", "b4"].map(step_id), &[])[0];
    let fits = |id: &str, unit_id: &str, role: Role| {
        may_complete(&somebody(id, unit_id, role), decide, &agency, &organisation, day).is_ok()
    };
    assert!(fits("binh", AGENCY, Role::AgencyHead));
    assert!(!fits("hung", AGENCY, Role::Officer));
    assert!(!fits("khac", SECOND_AGENCY, Role::AgencyHead));
}

/// What the page says next to each button, for the officer who appraises.
#[test]
fn what_may_be_done_now_and_what_is_refused_and_why() {
    let start = at(2019, 10, 7, 8, 0);
    let mut world = World::in_appraisal(procedure("15wd"), start);
    let hung_person = somebody("hung", DIVISION, Role::Officer);
    let by = hung();
    let states = |world: &World, now| {
        let context = Context {
            at: now,
            by: &by,
            procedure: &world.procedure,
            calendar: &world.calendar,
            parameters: parameters(),
            organisation: &world.organisation,
            numbers: None,
            history: &[],
            proof_paid: None,
        };
        actions_for(&hung_person, world.dossier(), &context)
    };
    let of = |world: &World, now, action: &str| {
        let found = states(world, now).into_iter().find(|state| state.action == action);
        found.unwrap_or_else(|| panic!("{action}")).refused
    };
    assert_eq!(of(&world, start, "ask-supplement"), None);
    assert_eq!(of(&world, start, "complete-step"), None);
    assert_eq!(of(&world, start, "refuse"), Some(Why::Denied(Denied::Forbidden)), "the head's to sign");
    assert_eq!(of(&world, start, "accept"), Some(Why::Denied(Denied::Forbidden)));
    let remain = Refusal::StepsRemain { open: vec![step_id("b3")] };
    assert_eq!(of(&world, start, "send-result"), Some(Why::Refused(remain)));

    let ended = world.dossier().supplement_by.unwrap();
    let late = at(2019, 10, 11, 8, 0);
    let over = Refusal::SupplementWindowOver { ended };
    assert_eq!(of(&world, late, "ask-supplement"), Some(Why::Refused(over)));

    world.act(start, &by, &ask_supplement()).unwrap();
    let asked = Why::Refused(Refusal::SupplementAlreadyAsked { at: start });
    assert_eq!(of(&world, start, "ask-supplement"), Some(asked));
    let answer = Command::Supplement { papers: vec![brought("p1", 1, 0)] };
    world.act(start, &lan(), &answer).unwrap();
    let next_person = Some(person("hung"));
    let to_hung = Command::CompleteStep { step: step_id("b3"), note: String::new(), next_person };
    world.act(start, &by, &to_hung).unwrap();
    assert_eq!(
        of(&world, start, "complete-step"),
        Some(Why::Denied(Denied::Forbidden)),
        "the review is the head of division's"
    );
    assert_eq!(world.dossier().stage, Stage::Processing);
}
