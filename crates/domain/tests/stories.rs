//! Worked stories with their dates, told to the core: given facts, when an act, then events.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops where it is wrong"
)]

mod common;

use common::*;
use domain::Refusal;
use domain::dossier::event::{NoticeChannel, NoticeKind, ReceiverProof, ResultPaper, ReturnBy};
use domain::dossier::{Arrival, Command, Event, For, Stage, Told, attribution, next_alarm, told};
use domain::organisation::{Person, Role};
use domain::procedure::Channel;
use domain::rights::{self, Denied};
use jiff::civil::{DateTime, date};
use law::qc1722;

#[test]
fn story_1_before_a_holiday() {
    let mut world = World::accepted(procedure("3wd"), at(2019, 8, 30, 14, 20));
    let dossier = world.dossier();
    assert_eq!(world.due(), at(2019, 9, 5, 17, 0));
    assert_eq!(dossier.transfer_by, Some(at(2019, 8, 30, 17, 0)), "paper the same day");
    assert_eq!(dossier.supplement_by, Some(at(2019, 9, 3, 17, 0)));

    world.act(at(2019, 8, 30, 16, 0), &lan(), &transfer()).unwrap();
    world.act(at(2019, 8, 30, 16, 30), &hung(), &take()).unwrap();
    let line = &world.dossier().control_slip[0];
    assert!(!line.late);
    assert_eq!((line.giver.clone(), line.taker.clone()), (Some(person("lan")), Some(person("hung"))));
    assert!(
        world.would(at(2019, 9, 3, 17, 0), &hung(), &ask_supplement()).is_ok(),
        "the last instant counts"
    );
    assert_eq!(
        world.would(at(2019, 9, 3, 17, 1), &hung(), &ask_supplement()),
        Err(Refusal::SupplementWindowOver { ended: at(2019, 9, 3, 17, 0) })
    );
}

#[test]
fn story_2_after_three_in_the_afternoon() {
    let received = at(2019, 8, 30, 15, 10);
    let mut world = World::accepted(procedure("3wd"), received);
    assert_eq!(world.due(), at(2019, 9, 5, 17, 0), "the promised day does not move");
    assert_eq!(world.dossier().transfer_by, Some(at(2019, 9, 3, 7, 0)));

    world.act(at(2019, 9, 3, 7, 10), &lan(), &transfer()).unwrap();
    let events = world.act(at(2019, 9, 3, 10, 0), &hung(), &take()).unwrap();
    assert!(matches!(events.as_slice(), [Event::Taken { late: true, paper: true, .. }]), "{events:?}");
    assert!(world.dossier().control_slip[0].late, "the board reads it here");
}

#[test]
fn story_3_tet_in_between_and_one_supplement() {
    let mut world = World::in_appraisal(procedure("15wd"), at(2020, 1, 20, 9, 5));
    assert_eq!(world.due(), at(2020, 2, 17, 17, 0));
    assert_eq!(world.dossier().supplement_by, Some(at(2020, 1, 30, 17, 0)));

    world.act(at(2020, 1, 22, 10, 0), &hung(), &ask_supplement()).unwrap();
    assert_eq!(world.dossier().stage, Stage::SupplementAsked);
    let answer = Command::Supplement { papers: vec![brought("p1", 1, 0)] };
    world.act(at(2020, 2, 3, 10, 0), &lan(), &answer).unwrap();
    assert_eq!(world.due(), at(2020, 2, 24, 17, 0), "the clock starts again from zero");
    assert_eq!(world.dossier().stage, Stage::Processing);
    assert_eq!(world.dossier().holder.unit, unit(DIVISION));

    let refusal = world.act(at(2020, 2, 10, 9, 0), &hung(), &ask_supplement()).unwrap_err();
    assert_eq!(refusal, Refusal::SupplementAlreadyAsked { at: at(2020, 1, 22, 10, 0) });
    assert_eq!(provisions(&refusal), ["qc1722.d11.k2.c", "qc1722.d18.k1"]);
}

fn promised(limit: &str, received: DateTime) -> DateTime {
    World::accepted(procedure(limit), received).due()
}

#[test]
fn story_4_a_swapped_saturday() {
    assert_eq!(promised("7wd", at(2019, 4, 26, 10, 0)), at(2019, 5, 9, 17, 0));
}

#[test]
fn story_5_four_days_off() {
    assert_eq!(promised("5wd", at(2025, 4, 24, 16, 0)), at(2025, 5, 5, 17, 0));
}

#[test]
fn story_6_hours() {
    assert_eq!(promised("4wh", at(2019, 10, 4, 16, 30)), at(2019, 10, 7, 10, 30));
    assert_eq!(promised("4wh", at(2019, 10, 1, 11, 0)), at(2019, 10, 1, 17, 0));
}

#[test]
fn story_7_calendar_days() {
    assert_eq!(promised("10d", at(2025, 4, 20, 9, 0)), at(2025, 5, 5, 17, 0));
}

#[test]
fn story_8_nearly_late_then_late() {
    let mut world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 30));
    assert_eq!(world.due(), at(2019, 10, 14, 17, 0));
    assert_eq!(world.dossier().warn_by, Some(at(2019, 10, 11, 17, 0)));
    let friday = at(2019, 10, 11, 8, 0);
    assert_eq!(next_alarm(world.dossier()), Some(friday), "the schedule comes on Friday morning");
    let warn = Command::QueueNotice {
        kind: NoticeKind::NearlyDue,
        channel: NoticeChannel::Sms,
        message: "sms-17".to_owned(),
    };
    world.act(friday, &schedule(), &warn).unwrap();
    let delivered = Command::NoticeSent { message: "sms-17".to_owned(), proof: "nhà mạng 88".to_owned() };
    world.act(at(2019, 10, 11, 8, 1), &schedule(), &delivered).unwrap();
    assert_eq!(world.dossier().warned_at, Some(at(2019, 10, 11, 8, 1)), "that day at the latest, with proof");

    let a_minute_before = at(2019, 10, 14, 16, 59);
    assert_eq!(world.act(a_minute_before, &schedule(), &Command::MarkOverdue), Err(Refusal::NotOverdue));
    let due = at(2019, 10, 14, 17, 0);
    world.act(due, &schedule(), &Command::MarkOverdue).unwrap();
    assert_eq!(world.dossier().overdue_since, Some(due));
    let told_of = told(world.history.last().unwrap(), world.dossier());
    assert_eq!(told_of, Some((Told::Overdue, unit(DIVISION))), "the Centre's list has it");
    let again = world.act(at(2019, 10, 15, 17, 0), &schedule(), &Command::MarkOverdue);
    assert_eq!(again, Err(Refusal::NotOverdue));

    let tuesday = at(2019, 10, 15, 8, 0);
    world.act(tuesday, &binh(), &apologise(date(2019, 10, 17))).unwrap();
    assert_eq!(world.dossier().due_in_force(), Some(at(2019, 10, 17, 17, 0)));
    for (who, day) in [(binh(), 18), (hung(), 18), (giam_doc(), 21)] {
        let second = world.would(tuesday, &who, &apologise(date(2019, 10, day))).unwrap_err();
        assert_eq!(second, Refusal::AlreadyApologised { at: tuesday });
        assert_eq!(provisions(&second)[0], "qc1722.d18.k2.a");
    }
    world.finish(at(2019, 10, 16, 9, 0));
    world.act(at(2019, 10, 16, 9, 30), &lan(), &Command::ConfirmResult).unwrap();
    world.act(at(2019, 10, 16, 9, 40), &lan(), &hand_over()).unwrap();
    assert_eq!(world.dossier().overdue_since, Some(due), "late for ever");
    assert!(!world.dossier().late_again, "the new day was kept");
}

#[test]
fn story_9_early_and_unpaid() {
    let mut with_fee = procedure("5wd");
    with_fee.charges.push(fee("lp1", 150_000));
    let mut world = World::in_appraisal(with_fee, at(2019, 10, 7, 8, 30));
    world.finish(at(2019, 10, 9, 15, 0));
    let events = world.act(at(2019, 10, 10, 9, 0), &lan(), &Command::ConfirmResult).unwrap();
    assert_eq!(
        events,
        [Event::ResultConfirmed {
            holder: person("lan"),
            early: true,
            notify_by: at(2019, 10, 14, 17, 0),
            basis: qc1722::D18_K6,
        }]
    );

    let refusal = world.act(at(2019, 10, 11, 9, 0), &lan(), &hand_over()).unwrap_err();
    assert_eq!(refusal, Refusal::Unpaid { outstanding: 150_000 });
    assert_eq!(provisions(&refusal)[0], "qc1722.d18.k6.b");
    world.act(at(2019, 10, 11, 9, 5), &lan(), &pay(150_000)).unwrap();
    world.act(at(2019, 10, 11, 9, 6), &lan(), &hand_over()).unwrap();
    assert_eq!(world.dossier().stage, Stage::Returned);
    assert_eq!(world.dossier().closed_at, Some(at(2019, 10, 11, 9, 6)));
}

#[test]
fn story_10_online_on_a_saturday_night() {
    let saturday = at(2019, 10, 12, 20, 0);
    let filed = || {
        let mut world = World::new(procedure("3wd"));
        world.act(saturday, &citizen(), &register(Channel::Online, complete_papers())).unwrap();
        world
    };
    let mut world = filed();
    let events = world.act(at(2019, 10, 14, 7, 5), &lan(), &accept()).unwrap();
    assert!(matches!(events.as_slice(), [Event::Accepted { .. }]), "in time: {events:?}");
    assert_eq!(world.due(), at(2019, 10, 17, 17, 0));

    let last = at(2019, 10, 14, 17, 0);
    assert!(matches!(filed().act(last, &lan(), &accept()).unwrap().as_slice(), [Event::Accepted { .. }]));
    let mut late = filed();
    let events = late.act(at(2019, 10, 14, 17, 1), &lan(), &accept()).unwrap();
    assert!(
        matches!(events.as_slice(), [Event::TakenUpLate { by, .. }, Event::Accepted { .. }] if *by == last)
    );
    assert!(late.dossier().taken_up_late, "the board shows it as received late");
}

#[test]
fn story_11_at_once() {
    let now = at(2019, 10, 7, 8, 30);
    let copy = ResultPaper { name: "Bản sao".to_owned(), number: "7".to_owned(), file: None };
    let give = Command::GiveAtOnce { result: copy, proof: ReceiverProof::IdentityOnly };

    let mut world = World::accepted(procedure("0"), now);
    assert!(world.dossier().code.is_some(), "a code is given");
    assert_eq!(world.dossier().receipt, None, "and no receipt");
    assert_eq!(world.dossier().promise, None);
    world.act(now, &lan(), &give).unwrap();
    assert_eq!(world.dossier().stage, Stage::Returned);

    let mut asked = World::new(procedure("0"));
    asked.act(now, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
    asked.act(now, &lan(), &Command::Accept { receipt_wanted: true }).unwrap();
    assert!(asked.dossier().receipt.is_some(), "unless the citizen asks");

    let with_limit = World::accepted(procedure("3wd"), now);
    assert_eq!(with_limit.would(now, &lan(), &give), Err(Refusal::NotImmediate));
}

#[test]
fn story_12_to_the_ubnd_office() {
    let mut world = World::new(with_process("15wd", office_chain()));
    let monday = at(2019, 10, 7, 7, 30);
    // The citizen wants it by post, from another desk.
    let mut filing =
        arriving(Channel::Counter, Arrival { return_desk: Some(unit(OTHER_DESK)), ..Arrival::default() });
    if let Command::Register { return_by, .. } = &mut filing {
        *return_by = ReturnBy::Post;
    }
    for (who, command) in [(lan(), filing), (lan(), accept()), (lan(), transfer()), (binh(), take())] {
        world.act(monday, &who, &command).unwrap();
    }

    let events = world.act(at(2019, 10, 7, 8, 10), &binh(), &complete("o1")).unwrap();
    assert!(
        matches!(events.as_slice(), [Event::StepCompleted { .. }, Event::PaperToBring { by, .. }] if *by == at(2019, 10, 7, 17, 0)),
        "sent electronically at 08:10; the lead agency is told to bring the paper that day: {events:?}"
    );
    let file = Command::Take { holder: None, paper: false };
    world.act(at(2019, 10, 7, 8, 15), &vinh(), &file).unwrap();
    assert!(world.dossier().parts.iter().all(|part| part.unit != unit(OFFICE)), "the clock stands there");
    let early = world.would(at(2019, 10, 7, 9, 0), &vinh(), &complete("o2"));
    assert!(matches!(early, Err(Refusal::PaperNotArrived { .. })));

    let brought = at(2019, 10, 7, 15, 40);
    world.act(brought, &vinh(), &take()).unwrap();
    assert_eq!(world.dossier().parts.last().map(|part| part.started_at), Some(brought));
    for step in ["o2", "o3"] {
        world.act(at(2019, 10, 8, 9, 0), &vinh(), &complete(step)).unwrap();
    }
    let events = world.act(at(2019, 10, 8, 10, 0), &vinh(), &send_result()).unwrap();
    assert!(
        matches!(events.as_slice(), [Event::ResultSent { to, .. }] if *to == unit(DESK)),
        "to the desk that received the dossier: {events:?}"
    );
    world.act(at(2019, 10, 8, 10, 30), &lan(), &Command::ConfirmResult).unwrap();
    assert_eq!(world.dossier().result_desk, unit(DESK));
}

#[test]
fn story_13_three_agencies_in_a_chain_and_one_silent_consultation() {
    let mut world = World::at_agency(with_process("20wd", agencies_chain()), at(2019, 10, 7, 7, 0));
    world.act(at(2019, 10, 7, 9, 0), &binh(), &complete("c1")).unwrap();
    world.act(at(2019, 10, 7, 10, 0), &tam(), &take()).unwrap();

    // B asks X and Y; X answers in a day, Y not at all.
    let asked = at(2019, 10, 8, 7, 0);
    world.act(asked, &tam(), &consult(None, &[SIBLING, OFFICE])).unwrap();
    world.act(at(2019, 10, 9, 7, 0), &staff("sinh", SIBLING), &opine("lyk-1")).unwrap();
    let silent = at(2019, 10, 11, 17, 1);
    world.act(silent, &schedule(), &Command::MarkSilent).unwrap();
    assert_eq!(
        told(world.history.last().unwrap(), world.dossier()),
        Some((Told::Silent, unit(OFFICE))),
        "the Centre is told"
    );
    world.act(at(2019, 10, 14, 9, 0), &tam(), &complete("c2")).unwrap();
    world.act(at(2019, 10, 14, 9, 0), &ty(), &take()).unwrap();
    world.act(at(2019, 10, 14, 10, 0), &ty(), &complete("c3")).unwrap();
    world.act(at(2019, 10, 14, 10, 0), &binh(), &take()).unwrap();
    world.act(at(2019, 10, 14, 11, 0), &binh(), &complete("c4")).unwrap();
    world.act(at(2019, 10, 14, 11, 0), &binh(), &send_result()).unwrap();
    let there = at(2019, 10, 14, 14, 0);
    world.act(there, &lan(), &Command::ConfirmResult).unwrap();

    let shares =
        attribution(&dossier_id(), &world.history, &world.procedure, &world.calendar, at(2019, 12, 1, 0, 0));
    let of = |who: &str, work: For| {
        let own = shares.iter().filter(|one| one.unit == Some(unit(who)) && one.work == work);
        own.map(|one| one.minutes).sum::<i64>()
    };
    assert_eq!(of(SIBLING, For::Opinion), 480, "X's day is X's");
    assert_eq!(of(OFFICE, For::Opinion), 3 * 480, "Y's days are shown as Y's");
    let whole = world.calendar.working_minutes_between(at(2019, 10, 7, 7, 0), there);
    assert_eq!(shares.iter().map(|one| one.minutes).sum::<i64>(), whole, "the sum is the whole");
}

/// The store lets one append win on a revision; the core then answers the other with what happened.
#[test]
fn story_14_two_officers_one_dossier() {
    let mut world = World::in_appraisal(procedure("15wd"), at(2019, 10, 7, 8, 30));
    let seen = world.dossier().revision;
    let typed = Command::AskSupplement {
        items: vec![item("p1"), item("p2")],
        reason: "Bản vẽ thiếu khung tên".into(),
    };
    let kept = format!("{typed:?}");
    let other = staff("thu", DIVISION);

    world.act(at(2019, 10, 7, 9, 0), &hung(), &complete("b3")).unwrap();
    assert_ne!(world.dossier().revision, seen, "the second officer's revision is stale");
    assert_eq!(
        world.would(at(2019, 10, 7, 9, 1), &other, &typed),
        Err(Refusal::NotInAppraisal),
        "and judged again it no longer fits"
    );
    assert_eq!(format!("{typed:?}"), kept, "judging took nothing of what was typed");
    // Every word serves when the step is undone and the appraisal is open again.
    let wrong = world.last_revision("step-completed");
    world.act(at(2019, 10, 7, 9, 2), &binh(), &correct(wrong)).unwrap();
    let events = world.act(at(2019, 10, 7, 9, 3), &other, &typed).unwrap();
    let Some(Event::SupplementAsked { items, reason, .. }) = events.first() else { panic!("{events:?}") };
    assert_eq!((items.len(), reason.as_str()), (2, "Bản vẽ thiếu khung tên"));
    let between: Vec<&str> =
        world.history.iter().filter(|one| one.revision > seen).map(|one| one.event.kind()).collect();
    assert_eq!(between[0], "step-completed", "what happened in between can be shown");
}

#[test]
fn story_15_a_year_without_a_calendar() {
    let received = at(2020, 12, 28, 9, 0);
    let mut world = World::new(procedure("10wd"));
    world.calendar = calendar_of(&[2019, 2020]);
    world.act(received, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
    world.act(received, &lan(), &accept()).unwrap();
    let first = world.dossier().promise.clone().unwrap();
    assert!(first.provisional, "marked on the receipt");
    assert_eq!(first.due, at(2021, 1, 12, 17, 0), "the weekly hours, and 1/1, which the law itself has off");
    let nothing_new = world.act(at(2020, 12, 29, 9, 0), &schedule(), &Command::Recount);
    assert_eq!(nothing_new, Err(Refusal::NotProvisional));

    world.calendar = calendar_of(&[2019, 2020, 2021]);
    let events = world.act(at(2020, 12, 30, 10, 0), &schedule(), &Command::Recount).unwrap();
    assert!(matches!(events.as_slice(), [Event::PromiseRecounted { .. }]));
    let second = world.dossier().promise.clone().unwrap();
    assert!(!second.provisional);
    assert_eq!(second.due, first.due, "confirmed");
    assert_eq!(second.counted_from, received);
    let tell = Command::Notify {
        kind: NoticeKind::PromiseChanged,
        channel: NoticeChannel::Sms,
        proof: "sms-18".to_owned(),
    };
    assert!(world.act(at(2020, 12, 30, 10, 5), &lan(), &tell).is_ok());
}

#[test]
fn story_16_nobody_at_the_desk() {
    let evening = at(2019, 10, 31, 18, 0);
    let mut world = World::accepted(procedure("5wd"), at(2019, 10, 31, 16, 0));
    let mut lan_person = somebody("lan", DESK, Role::CounterOfficer);
    lan_person.postings[0].validity.to = Some(date(2019, 10, 31));
    let stand_in = somebody("mai-quay-1", DESK, Role::CounterOfficer);
    let may = |who: &Person, world: &World, day| {
        rights::may(who, "transfer", Some(world.dossier()), &unit(AGENCY), &world.organisation, day)
    };
    assert_eq!(may(&lan_person, &world, evening.date()), Ok(()));

    let hand =
        Command::Assign { to: person("mai-quay-1"), reason: "hết nhiệm kỳ biệt phái".to_owned() };
    world.act(evening, &giam_doc(), &hand).unwrap();
    assert_eq!(world.dossier().holder.person, Some(person("mai-quay-1")), "nothing is without a holder");
    let midnight = date(2019, 11, 1);
    assert_eq!(may(&lan_person, &world, midnight), Err(Denied::Unknown), "the account stops at midnight");
    assert_eq!(may(&stand_in, &world, midnight), Ok(()));
    world.act(at(2019, 11, 1, 7, 0), &mai(), &transfer()).unwrap();
}
