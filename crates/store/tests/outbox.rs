//! Messages on their way out: leased, sent at least once, given up in sight, never lost; on each engine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use common::{Bench, New, dossier_id, morning, on_each};
use domain::ids::UnitId;
use jiff::SignedDuration;
use jiff::civil::{DateTime, date};
use store::{Batch, Delivery, Message, MessageChange, NewMessage, OutboxQuery, OutboxView, SideRow};

const LEASE: SignedDuration = SignedDuration::from_secs(120);

fn at(hour: i8, minute: i8) -> DateTime {
    date(2019, 8, 14).at(hour, minute, 0, 0)
}

fn message(id: &str, due_at: DateTime) -> NewMessage {
    NewMessage { id: id.into(), channel: "sms".into(), payload: "{}".into(), due_at, dossier: None }
}

fn put(bench: &Bench, messages: Vec<NewMessage>) {
    let batch = messages.into_iter().fold(Batch::default(), Batch::send);
    bench.store.record_blocking(batch).unwrap();
}

fn leased(bench: &Bench, n: usize, now: DateTime) -> Vec<String> {
    let taken = bench.store.outbox_lease("sms", n, LEASE, now).unwrap();
    taken.into_iter().map(|own| own.id).collect()
}

fn change(bench: &Bench, change: impl std::borrow::Borrow<MessageChange>, now: DateTime) -> Message {
    let change = change.borrow();
    bench.store.outbox_change(change, now).unwrap();
    bench.store.outbox_message(change.id()).unwrap().unwrap()
}

fn sent(id: &str) -> MessageChange {
    MessageChange::Sent { id: id.into(), proof: format!("gate: {id}") }
}

fn failed(id: &str, next_at: Option<DateTime>) -> MessageChange {
    MessageChange::Failed { id: id.into(), error: "no answer".into(), next_at }
}

#[test]
fn messages_are_sent_at_least_once_and_given_up_in_sight() {
    on_each(|bench| {
        let all = || vec![message("b", at(8, 0)), message("a", at(8, 0)), message("later", at(8, 30))];
        put(bench, all());
        put(bench, all());
        let now = morning();
        assert_eq!(leased(bench, 1, now), ["a"]);
        assert_eq!(leased(bench, 9, now), ["b"], "a leased message went out twice");
        change(bench, sent("a"), now);
        assert_eq!(leased(bench, 9, at(8, 5)), ["b"], "the lease of a dead worker did not end");
        change(bench, failed("b", Some(at(8, 10))), at(8, 5));
        assert_eq!(leased(bench, 9, at(8, 5)), Vec::<String>::new());
        assert_eq!(leased(bench, 9, at(8, 10)), ["b"]);
        let dead = change(bench, failed("b", None), at(8, 10));
        assert_eq!((dead.attempts, dead.error.as_str(), dead.dead_at), (2, "no answer", Some(at(8, 10))));
        assert_eq!(leased(bench, 9, date(2019, 8, 15).at(8, 0, 0, 0)), ["later"]);
        // Whoever puts the same message in again does not send it again.
        put(bench, all());
        assert_eq!(leased(bench, 9, date(2019, 8, 15).at(8, 0, 0, 0)), Vec::<String>::new());
        assert!(bench.store.outbox_lease("email", 9, LEASE, at(9, 0)).unwrap().is_empty());
    });
}

/// Every state that the desk can read, and which change leads there.
#[test]
fn a_message_says_how_far_it_has_come() {
    on_each(|bench| {
        put(bench, vec![message("m", at(8, 0))]);
        let state = |now| bench.store.outbox_message("m").unwrap().unwrap().delivery(now);
        assert_eq!(state(at(8, 0)), Delivery::Queued);
        leased(bench, 1, at(8, 0));
        assert_eq!(state(at(8, 1)), Delivery::Sending);
        assert_eq!(state(at(8, 2)), Delivery::Queued, "the lease ended");
        change(bench, failed("m", Some(at(8, 10))), at(8, 1));
        assert_eq!(state(at(8, 1)), Delivery::FailedTemporary);
        change(bench, failed("m", None), at(8, 2));
        assert_eq!(state(at(8, 2)), Delivery::FailedPermanent);
        let again = change(bench, MessageChange::Retried { id: "m".into() }, at(8, 3));
        assert_eq!((again.attempts, again.queued_at), (0, at(8, 3)));
        assert_eq!(state(at(8, 3)), Delivery::Queued);
        change(bench, sent("m"), at(8, 4));
        assert_eq!(state(at(8, 4)), Delivery::Sent);
        change(bench, MessageChange::Delivered { id: "m".into() }, at(8, 5));
        assert_eq!(state(at(8, 5)), Delivery::Delivered);
        let names: Vec<_> = [Delivery::FailedTemporary, Delivery::Called].map(Delivery::name).into();
        assert_eq!(names, ["failed-temporary", "called"]);
    });
}

/// Two workers may have had the same message; whatever comes late changes nothing.
#[test]
fn a_late_word_does_not_undo_what_is_settled() {
    on_each(|bench| {
        put(bench, vec![message("m", at(8, 0)), message("c", at(8, 0))]);
        let first = change(bench, sent("m"), at(8, 1));
        let late = [
            failed("m", Some(at(9, 0))),
            failed("m", None),
            MessageChange::Sent { id: "m".into(), proof: "other: 2".into() },
            MessageChange::Postponed { id: "m".into(), reason: "cap".into(), next_at: at(9, 0) },
            MessageChange::Retried { id: "m".into() },
            MessageChange::Called { id: "m".into(), by: "lan".into(), note: "x".into() },
        ];
        for word in late {
            assert_eq!(change(bench, word.clone(), at(8, 2)), first, "{word:?}");
        }
        // A provider that took it and could not deliver it is another thing: work for a person.
        let undelivered = MessageChange::Undelivered { id: "m".into(), error: "UNDELIV".into() };
        let dead = change(bench, undelivered.clone(), at(8, 3));
        assert_eq!((dead.done_at, dead.dead_at), (None, Some(at(8, 3))));
        assert_eq!(change(bench, undelivered, at(8, 4)).dead_at, Some(at(8, 3)));

        let called = MessageChange::Called { id: "c".into(), by: "lan".into(), note: "đã nói".into() };
        let settled = change(bench, called, at(8, 5));
        assert_eq!((settled.called_by.as_str(), settled.note.as_str()), ("lan", "đã nói"));
        assert_eq!(settled.delivery(at(8, 5)), Delivery::Called);
        assert_eq!(change(bench, failed("c", None), at(8, 6)), settled);
        assert!(!leased(bench, 9, at(9, 0)).contains(&"c".to_owned()));
    });
}

#[test]
fn what_became_of_a_message_can_be_part_of_an_act() {
    on_each(|bench| {
        put(bench, vec![message("m", at(8, 0))]);
        let refused: Result<(), store::StoreError> = bench.store.act_blocking(
            |_| store::Reads::default(),
            |_| {
                drop(Batch::default().row(SideRow::Message(sent("m"))));
                Err(store::StoreError::Invalid("no".into()))
            },
        );
        assert!(refused.is_err());
        assert_eq!(bench.store.outbox_message("m").unwrap().unwrap().done_at, None);
        let at = bench.store.record_blocking(Batch::default().row(SideRow::Message(sent("m")))).unwrap();
        assert_eq!(bench.store.outbox_message("m").unwrap().unwrap().done_at, Some(at));
        assert_eq!(bench.store.outbox_by_proof("gate: m").unwrap().unwrap().id, "m");
        assert_eq!(bench.store.outbox_by_proof("").unwrap(), None);
    });
}

#[test]
fn an_address_gets_no_more_than_its_share_of_a_day() {
    on_each(|bench| {
        put(bench, (0..4).map(|n| message(&format!("m{n}"), at(8, 0))).collect());
        let admit = |id: &str, address: &str, now| {
            bench.store.outbox_admit(id, address, 2, &format!("salt{id}"), now).unwrap()
        };
        leased(bench, 9, at(8, 0));
        assert!(admit("m0", "84912345678", at(8, 0)) && admit("m1", "84912345678", at(8, 0)));
        assert!(!admit("m2", "84912345678", at(8, 0)), "a third to one address");
        assert!(admit("m0", "84912345678", at(8, 0)), "a repeated attempt is no other message");
        assert!(admit("m3", "84987654321", at(8, 0)));
        change(bench, failed("m1", None), at(8, 1));
        assert!(admit("m2", "84912345678", at(8, 1)), "what was not sent does not count");
        change(bench, sent("m0"), at(8, 1));
        change(bench, sent("m2"), at(8, 1));
        let next_day = date(2019, 8, 15).at(8, 0, 0, 0);
        assert!(admit("m3", "84912345678", next_day), "a new day");
    });
}

#[test]
fn what_waits_too_long_is_found_and_what_was_sent_long_ago_is_forgotten() {
    on_each(|bench| {
        put(bench, vec![message("old", at(9, 0)), message("held", at(8, 0)), message("gone", at(8, 0))]);
        assert_eq!(leased(bench, 1, at(8, 0)), ["gone"]);
        change(bench, sent("gone"), at(8, 0));
        assert_eq!(leased(bench, 1, at(8, 0)), ["held"]);
        let expired = |before, now| -> Vec<String> {
            let found = bench.store.outbox_expired("sms", before, now, 9).unwrap();
            found.into_iter().map(|own| own.id).collect()
        };
        assert_eq!(expired(at(8, 0), at(8, 1)), Vec::<String>::new());
        assert_eq!(expired(at(8, 1), at(8, 1)), ["old"], "a leased one is somebody's");
        assert_eq!(expired(at(8, 1), at(8, 2)), ["held", "old"]);
        bench.store.outbox_prune(at(8, 1)).unwrap();
        assert_eq!(bench.store.outbox_message("gone").unwrap(), None);
        assert!(bench.store.outbox_message("old").unwrap().is_some(), "what waits is never forgotten");
    });
}

#[test]
fn lists_show_what_waits_what_is_dead_and_what_nobody_carries() {
    on_each(|bench| {
        New::number(1).register(&bench.store);
        let desk = bench.store.find(&store::Ref::Id(dossier_id(1))).unwrap().unwrap().desk;
        let mut about = message("1-about", at(8, 0));
        about.dossier = Some(dossier_id(1));
        let mut mail = message("2-mail", at(8, 0));
        mail.channel = "email".into();
        put(bench, vec![about, mail, message("3-dead", at(8, 0)), message("4-called", at(8, 0))]);
        change(bench, failed("3-dead", None), at(8, 1));
        change(bench, failed("4-called", None), at(8, 1));
        change(
            bench,
            MessageChange::Called { id: "4-called".into(), by: "a".into(), note: "b".into() },
            at(8, 2),
        );
        let list = |view, configured: &[&str], desks: Option<Vec<UnitId>>| -> Vec<String> {
            let configured: Vec<String> = configured.iter().map(|name| (*name).to_owned()).collect();
            let (mut found, mut cursor) = (Vec::new(), None);
            loop {
                let query = OutboxQuery {
                    view,
                    configured: configured.clone(),
                    desks: desks.clone(),
                    cursor,
                    limit: 1,
                };
                let page = bench.store.outbox_list(&query).unwrap();
                assert!(page.items.len() <= 1);
                found.extend(page.items.into_iter().map(|own| own.id));
                cursor = page.next_cursor;
                if cursor.is_none() {
                    return found;
                }
            }
        };
        use OutboxView::{Call, Dead, Waiting};
        assert_eq!(list(Waiting, &[], None), ["1-about", "2-mail"]);
        assert_eq!(list(Dead, &[], None), ["3-dead"]);
        assert_eq!(list(Call, &["sms"], None), ["2-mail", "3-dead"]);
        assert_eq!(list(Call, &["sms", "email"], None), ["3-dead"]);
        assert_eq!(list(Call, &[], None), ["1-about", "2-mail", "3-dead"]);
        assert_eq!(list(Waiting, &[], Some(vec![desk])), ["1-about"]);
        assert_eq!(list(Waiting, &[], Some(vec![])), Vec::<String>::new());
        let of: Vec<_> =
            bench.store.outbox_of(&dossier_id(1)).unwrap().into_iter().map(|own| own.id).collect();
        assert_eq!(of, ["1-about"]);
        let counts = bench.store.outbox_counts().unwrap();
        let shown: Vec<_> = counts.iter().map(|own| (own.channel.as_str(), own.waiting, own.dead)).collect();
        assert_eq!(shown, [("email", 1, 0), ("sms", 1, 1)]);
        assert_eq!(counts[0].oldest, Some(morning()));
        let wrong =
            OutboxQuery { view: Dead, configured: vec![], desks: None, cursor: Some("x".into()), limit: 1 };
        assert!(matches!(bench.store.outbox_list(&wrong), Err(store::StoreError::Invalid(_))));
    });
}
