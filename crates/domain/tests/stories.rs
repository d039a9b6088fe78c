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
use domain::dossier::event::{NoticeChannel, NoticeKind, ReceiverProof, ResultPaper};
use domain::dossier::{Command, Event, Stage};
use domain::procedure::Channel;
use jiff::civil::DateTime;
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

/// The first half of story 8; the apology has no command yet.
#[test]
fn story_8_nearly_late_then_late() {
    let mut world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 30));
    assert_eq!(world.due(), at(2019, 10, 14, 17, 0));
    assert_eq!(world.dossier().warn_by, Some(at(2019, 10, 11, 17, 0)));
    let warn = Command::Notify {
        kind: NoticeKind::NearlyDue,
        channel: NoticeChannel::Sms,
        proof: "sms-17".to_owned(),
    };
    world.act(at(2019, 10, 11, 16, 0), &lan(), &warn).unwrap();
    assert_eq!(world.dossier().warned_at, Some(at(2019, 10, 11, 16, 0)));

    let a_minute_before = at(2019, 10, 14, 16, 59);
    assert_eq!(world.act(a_minute_before, &schedule(), &Command::MarkOverdue), Err(Refusal::NotOverdue));
    world.act(at(2019, 10, 14, 17, 0), &schedule(), &Command::MarkOverdue).unwrap();
    assert_eq!(world.dossier().overdue_since, Some(at(2019, 10, 14, 17, 0)));
    let again = world.act(at(2019, 10, 15, 17, 0), &schedule(), &Command::MarkOverdue);
    assert_eq!(again, Err(Refusal::NotOverdue));
    world.finish(at(2019, 10, 16, 9, 0));
    assert!(world.dossier().overdue_since.is_some(), "late for ever");
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

/// The store lets one append win on a revision; the core then answers the other with what happened.
#[test]
fn story_14_two_officers_one_dossier() {
    let mut world = World::in_appraisal(procedure("15wd"), at(2019, 10, 7, 8, 30));
    let seen = world.dossier().revision;
    let typed = ask_supplement();
    let other = staff("thu", DIVISION);

    world.act(at(2019, 10, 7, 9, 0), &hung(), &complete("b3")).unwrap();
    assert_ne!(world.dossier().revision, seen, "the second officer's revision is stale");
    assert_eq!(
        world.would(at(2019, 10, 7, 9, 1), &other, &typed),
        Err(Refusal::NotInAppraisal),
        "and judged again it no longer fits"
    );
    assert_eq!(typed, ask_supplement(), "what was typed is whole");
    let between: Vec<&str> =
        world.history.iter().filter(|one| one.revision > seen).map(|one| one.event.kind()).collect();
    assert_eq!(between, ["step-completed"], "what happened in between can be shown");
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
    assert_eq!(first.due, at(2021, 1, 11, 17, 0), "counted by the weekly hours alone");
    let nothing_new = world.act(at(2020, 12, 29, 9, 0), &schedule(), &Command::Recount);
    assert_eq!(nothing_new, Err(Refusal::NotProvisional));

    world.calendar = calendar_of(&[2019, 2020, 2021]);
    let events = world.act(at(2020, 12, 30, 10, 0), &schedule(), &Command::Recount).unwrap();
    assert!(matches!(events.as_slice(), [Event::PromiseRecounted { .. }]));
    let second = world.dossier().promise.clone().unwrap();
    assert!(!second.provisional);
    assert_eq!(second.due, at(2021, 1, 12, 17, 0), "1/1 is off, so it moved by a day");
    assert_eq!(second.counted_from, received);
    let tell = Command::Notify {
        kind: NoticeKind::PromiseChanged,
        channel: NoticeChannel::Sms,
        proof: "sms-18".to_owned(),
    };
    assert!(world.act(at(2020, 12, 30, 10, 5), &lan(), &tell).is_ok());
}
