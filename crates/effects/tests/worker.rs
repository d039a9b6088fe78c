//! The worker from the row to its end: failover, back-off, breakers, shares, what is given up and seen.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it did not expect")]

mod common;

use std::sync::atomic::Ordering;
use std::time::Duration;

use app::message::{Carrier, Payload, Recipient, list};
use common::peers::Peer;
use common::{Office, closed_port, gateway, mail_server, quick, sms};
use domain::ids::PersonId;
use effects::outbox::Outbox;
use effects::outbox::settings::{Settings, Sms};
use jiff::SignedDuration;
use serde_json::json;
use store::{Batch, Delivery, OutboxView};

fn start(office: &Office, settings: Settings) -> Outbox {
    Outbox::start(office.app.clone(), settings, 7).unwrap()
}

fn gate(name: &str, port: u16) -> Sms {
    Sms::Gateway(gateway(name, port))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_is_sent_by_its_template_and_holds_nothing_personal() {
    let server = Peer::start("smtpd.py", &[]);
    let office = Office::new();
    let an = office.person("an", "0912345678", "zzpii@mail.example");
    let stored = office.message(&office.queue("m1", Carrier::Email, &an, "result-ready"));
    assert!(!stored.payload.to_lowercase().contains("zzpii"), "{}", stored.payload);
    let settings = quick(Settings { email: vec![mail_server("mail-a", server.port)], ..Settings::default() });
    let outbox = start(&office, settings);
    let sent = office.until("m1", Delivery::Sent).await;
    let mail = server.expect("message");
    assert_eq!(mail["to"], json!(["zzpii@mail.example"]));
    for text in [&sent.proof, &sent.error, &sent.payload] {
        assert!(!text.to_lowercase().contains("zzpii"), "{text}");
    }
    assert_eq!(outbox.sent().channel(Carrier::Email).sent.load(Ordering::Relaxed), 1);
    outbox.stop().await;
}

/// A provider that refuses passes the message on; one that may have it does not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_provider_is_asked_only_when_the_first_surely_has_nothing() {
    let (mut first, second) = (Peer::start("gateway.py", &[]), Peer::start("gateway.py", &[]));
    let office = Office::new();
    let an = office.person("an", "0912345678", "");
    first.tell(&json!({"next": [{"status": 503}]}));
    office.queue("m1", Carrier::Sms, &an, "accepted");
    let outbox = start(&office, sms(vec![gate("cong-a", first.port), gate("cong-b", second.port)]));
    assert!(office.until("m1", Delivery::Sent).await.proof.starts_with("cong-b: "));
    first.expect("request");
    second.expect("request");
    first.tell(&json!({"next": [{"drop": true}]}));
    office.queue("m2", Carrier::Sms, &an, "accepted");
    let sent = office.until("m2", Delivery::Sent).await;
    assert_eq!((sent.proof.as_str(), sent.attempts), ("cong-a: g-1", 1), "{sent:?}");
    let tries = first.all("request", Duration::from_millis(300));
    assert_eq!(tries.len(), 2, "once taken without a word, once again");
    assert_eq!(tries[0]["body"], tries[1]["body"], "the same id and the same text");
    assert!(second.all("request", Duration::from_millis(100)).is_empty());
    outbox.stop().await;
}

/// Every message that cannot go has its reason in sight; none is lost, none goes round for ever.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_never_arrive_is_given_up_with_its_reason() {
    let server = Peer::start("gateway.py", &[]);
    let office = Office::new();
    let (an, ba) = (office.person("an", "0912345678", ""), office.person("ba", "0263 3800 100", ""));
    let none = office.person("none", "", "");
    let erased = office.person("erased", "0912345678", "");
    office.record(Batch::default().erase(&erased.private));
    let unknown = Recipient { private: "0".repeat(32) };
    let table = [
        ("landline", &ba, "accepted", "không nhận được tin nhắn"),
        ("no-phone", &none, "accepted", "không có số điện thoại"),
        ("erased", &erased, "accepted", "đã xóa"),
        ("unknown", &unknown, "accepted", "đã xóa"),
        ("template", &an, "greeting", "không có mẫu `greeting`"),
    ];
    for (id, to, kind, _) in table {
        office.queue(id, Carrier::Sms, to, kind);
    }
    let no_day =
        Payload { kind: "accepted".into(), to: Some(an.clone()), hotline: "1".into(), ..Payload::default() };
    let broken = store::NewMessage {
        payload: "{".into(),
        ..no_day.message("broken", Carrier::Sms, common::morning())
    };
    let batch = Batch::default().send(no_day.message("no-day", Carrier::Sms, common::morning())).send(broken);
    office.record(batch);
    let outbox = start(&office, sms(vec![gate("cong-a", server.port)]));
    for (id, _, _, why) in table {
        let dead = office.until(id, Delivery::FailedPermanent).await;
        assert!(dead.error.contains(why), "{id}: {}", dead.error);
    }
    assert!(office.until("no-day", Delivery::FailedPermanent).await.error.contains("day"));
    assert!(office.until("broken", Delivery::FailedPermanent).await.error.contains("không đọc được"));
    assert!(server.all("request", Duration::from_millis(100)).is_empty());
    outbox.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_is_tried_so_often_and_then_somebody_sends_it_again() {
    let mut server = Peer::start("gateway.py", &[]);
    server.tell(&json!({"usual": {"status": 422, "body": "không hợp lệ"}}));
    let office = Office::new();
    let an = office.person("an", "0912345678", "");
    office.queue("m1", Carrier::Sms, &an, "accepted");
    let settings = Settings { most_attempts: 3, ..sms(vec![gate("cong-a", server.port)]) };
    let outbox = start(&office, settings);
    let dead = office.until("m1", Delivery::FailedPermanent).await;
    assert_eq!(dead.attempts, 3);
    assert!(dead.error.contains("cong-a: 422"), "{}", dead.error);
    assert_eq!(server.all("request", Duration::from_millis(200)).len(), 3);
    server.tell(&json!({"usual": {"status": 200, "body": "{}"}}));
    let admin = app::accounts::caller(&office.app, &PersonId::new("quantri").unwrap()).unwrap();
    let shown = list::list(&office.app, &admin, OutboxView::Dead, None, 10).unwrap();
    assert_eq!((shown.items.len(), shown.items[0].payload.kind.as_str()), (1, "accepted"));
    list::retry(&office.app, &admin, "m1").unwrap();
    office.until("m1", Delivery::Sent).await;
    assert!(list::retry(&office.app, &admin, "m1").is_err(), "what is sent is not sent again");
    outbox.stop().await;
}

/// F10: a provider that is down is left in peace, and its messages wait without being used up.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f10_a_breaker_spares_the_provider_and_the_messages() {
    let office = Office::new();
    let port = closed_port();
    let people: Vec<_> =
        (0..12).map(|n| office.person(&format!("p{n}"), &format!("09123456{n:02}"), "")).collect();
    for (n, person) in people.iter().enumerate() {
        office.queue(&format!("m{n:02}"), Carrier::Sms, person, "accepted");
    }
    let first_wait = SignedDuration::from_secs(1);
    let outbox = start(&office, Settings { first_wait, ..sms(vec![gate("cong-a", port)]) });
    let began = std::time::Instant::now();
    while !outbox.sent().breakers().contains(&("cong-a".to_owned(), true)) {
        assert!(began.elapsed() < Duration::from_secs(20), "the breaker did not open");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    let attempts: u32 = (0..12).map(|n| office.message(&format!("m{n:02}")).attempts).sum();
    assert!((5..=12).contains(&attempts), "{attempts} attempts at a dead provider");
    let server = Peer::start("gateway.py", &["--port", &port.to_string()]);
    // Time goes on: a try that fell between the closed port and the open one is followed by another.
    let began = std::time::Instant::now();
    while (0..12).any(|n| office.state(&format!("m{n:02}")) != Delivery::Sent) {
        assert!(began.elapsed() < Duration::from_secs(30), "{:?}", office.message("m00"));
        office.clock.forward(SignedDuration::from_mins(1));
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    assert_eq!(server.all("request", Duration::from_millis(200)).len(), 12, "each once");
    assert!(outbox.sent().breakers().contains(&("cong-a".to_owned(), false)));
    outbox.stop().await;
}

/// A clock that is set forth ends the lease of what is on its way; that is no reason to send it beside itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_on_its_way_is_not_sent_beside_itself_when_the_clock_goes_forth() {
    let mut server = Peer::start("gateway.py", &[]);
    server.tell(&json!({"next": [{"hang": 3}]}));
    let office = Office::new();
    let an = office.person("an", "0912345678", "");
    office.queue("m1", Carrier::Sms, &an, "accepted");
    let outbox = start(&office, sms(vec![gate("cong-a", server.port)]));
    server.expect("request");
    office.clock.forward(SignedDuration::from_mins(1));
    office.until("m1", Delivery::Sent).await;
    let beside = server.all("request", Duration::from_millis(300));
    assert!(beside.is_empty(), "sent {} times more", beside.len());
    outbox.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_gets_its_share_and_the_rest_another_day() {
    let server = Peer::start("gateway.py", &[]);
    let office = Office::new();
    // The same number in two dossiers, written in two ways.
    let (an, again) = (office.person("an", "0912345678", ""), office.person("again", "+84 912 345 678", ""));
    for (n, who) in [&an, &again, &an].into_iter().enumerate() {
        office.queue(&format!("m{n}"), Carrier::Sms, who, "accepted");
    }
    let outbox = start(&office, Settings { share: 2, parallel: 1, ..sms(vec![gate("cong-a", server.port)]) });
    office.until("m0", Delivery::Sent).await;
    office.until("m1", Delivery::Sent).await;
    let tomorrow = common::morning().date().tomorrow().unwrap().at(8, 0, 0, 0);
    let began = std::time::Instant::now();
    while office.message("m2").due_at != tomorrow {
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", office.message("m2"));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!((office.message("m2").attempts, office.state("m2")), (0, Delivery::Queued));
    office.clock.forward(SignedDuration::from_hours(24));
    office.until("m2", Delivery::Sent).await;
    outbox.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_carries_waits_on_the_list_and_what_is_too_old_is_not_sent() {
    let office = Office::new();
    let an = office.person("an", "0912345678", "an@mail.example");
    office.queue("m1", Carrier::Sms, &an, "nearly-due");
    let outbox = start(&office, quick(Settings::default()));
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(office.state("m1"), Delivery::Queued);
    let admin = app::accounts::caller(&office.app, &PersonId::new("quantri").unwrap()).unwrap();
    let to_call = list::list(&office.app, &admin, OutboxView::Call, None, 10).unwrap();
    assert_eq!((to_call.items.len(), to_call.items[0].carried), (1, false));
    outbox.stop().await;
    // A gateway comes much later: nobody wants to hear of a day that has passed.
    office.clock.forward(SignedDuration::from_hours(80));
    let server = Peer::start("gateway.py", &[]);
    let outbox = start(&office, sms(vec![gate("cong-a", server.port)]));
    assert!(office.until("m1", Delivery::FailedPermanent).await.error.contains("quá hạn"));
    assert!(list::called(&office.app, &admin, "m1", "  ").is_err(), "a call without a note");
    list::called(&office.app, &admin, "m1", "Đã nói với chị Ba lúc 9 giờ").unwrap();
    assert_eq!(office.state("m1"), Delivery::Called);
    assert!(server.all("request", Duration::from_millis(100)).is_empty());
    outbox.stop().await;
}

/// Who may see and act on which messages.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_are_for_who_looks_after_them() {
    let office = Office::new();
    let an = office.person("an", "0912345678", "");
    office.queue("m1", Carrier::Sms, &an, "accepted");
    let caller = |id: &str| app::accounts::caller(&office.app, &PersonId::new(id).unwrap()).unwrap();
    // The message is about no dossier, so no desk sees it; the whole is for the administrator and the director.
    for (id, sees) in
        [("quantri", Some(1)), ("giamdoc", Some(1)), ("tiepnhan", Some(0)), ("xuly", None), ("congdan", None)]
    {
        let shown = list::list(&office.app, &caller(id), OutboxView::Waiting, None, 10);
        assert_eq!(shown.ok().map(|page| page.items.len()), sees, "{id}");
        let may = list::called(&office.app, &caller(id), "m1", "");
        let invalid = matches!(may, Err(app::CommandError::Invalid(_)));
        assert_eq!(invalid, sees == Some(1), "{id}: {may:?}");
    }
}
