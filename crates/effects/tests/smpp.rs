//! Short messages by SMPP against a centre whose messages are read and written by another library.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it did not expect")]

mod common;

use std::time::Duration;

use app::message::Carrier;
use common::peers::Peer;
use common::{Office, letter, refused, sms};
use effects::outbox::Outbox;
use effects::outbox::settings::{Secret, Smpp as Settings, Sms};
use effects::transport::smpp::{Reported, Smpp};
use effects::transport::{Outcome, Provider};
use serde_json::{Value, json};
use store::Delivery;
use tokio::sync::mpsc;

const TIME: Duration = Duration::from_secs(5);
const TO: &str = "84912345678";

fn settings(port: u16) -> Settings {
    Settings {
        name: "tong-dai".into(),
        host: "127.0.0.1".into(),
        port,
        private: true,
        system_id: "motcua".into(),
        password: Secret("secret".into()),
        system_type: String::new(),
        source: "LAMDONG".into(),
        tones: false,
        enquire: Duration::from_secs(30),
    }
}

fn start(own: Settings) -> (Provider, mpsc::Receiver<Reported>) {
    let (reports, reported) = mpsc::channel(8);
    (Provider::Smpp(Smpp::start(own, reports)), reported)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_short_message_arrives_in_both_alphabets() {
    let server = Peer::start("smsc.py", &[]);
    let (plain, _reports) = start(settings(server.port));
    let outcome = plain.send(&letter("m1", TO), TIME).await;
    assert_eq!(outcome, Outcome::Taken { proof: "tong-dai: m1".into() });
    let login = server.expect("bind");
    assert_eq!((&login["version"], &login["accepted"]), (&json!(0x34), &json!(true)));
    let message = server.expect("submit");
    let hex = |text: &[u8]| -> String { text.iter().map(|byte| format!("{byte:02x}")).collect() };
    let expected = json!({
        "event": "submit", "source": "LAMDONG", "source_ton": 5, "to": TO, "data_coding": 0,
        "registered_delivery": 1, "text": hex(b"Ho so 000.00.19.H36-190814-0001 da co ket qua."),
    });
    assert_eq!(message, expected);
    let (tones, _reports) = start(Settings { tones: true, source: "1022".into(), ..settings(server.port) });
    assert!(matches!(tones.send(&letter("m2", TO), TIME).await, Outcome::Taken { .. }));
    let message = server.expect("submit");
    assert_eq!((&message["data_coding"], &message["source_ton"]), (&json!(8), &json!(0)));
    let wide: Vec<u8> = letter("m2", TO).text.tones.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(message["text"], hex(&wide));
    let mut long = letter("m3", TO);
    long.text.plain = "a".repeat(161);
    let outcome = plain.send(&long, TIME).await;
    assert!(matches!(outcome, Outcome::Never { .. }), "{outcome:?}");
    assert!(server.all("submit", Duration::from_millis(200)).is_empty(), "never in parts");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_answer_of_a_centre_is_told_apart() {
    let mut server = Peer::start("smsc.py", &[]);
    let (provider, _reports) = start(settings(server.port));
    let fault: fn(&Outcome) -> bool = |own| matches!(own, Outcome::Refused { fault: true, .. });
    let never: fn(&Outcome) -> bool = |own| matches!(own, Outcome::Never { .. });
    let unclear: fn(&Outcome) -> bool = |own| matches!(own, Outcome::Unclear { .. });
    let taken: fn(&Outcome) -> bool = |own| matches!(own, Outcome::Taken { .. });
    for (behaviour, expected) in [
        (json!({"status": 0x58}), fault),
        (json!({"status": 0x14}), fault),
        (json!({"status": 0x0b}), never),
        (json!({"hang": true}), unclear),
        (json!({"drop": true}), unclear),
        // The session is made anew.
        (json!({"status": 0}), taken),
    ] {
        server.tell(&json!({"next": [behaviour]}));
        let outcome = provider.send(&letter("m1", TO), Duration::from_secs(2)).await;
        assert!(expected(&outcome), "{behaviour}: {outcome:?}");
    }
    drop(server.all("closed", Duration::from_millis(300)));
    server.tell(&json!({"raw": "ffffffff00000000"}));
    server.expect("closed");
    server.tell(&json!({"next": [{"status": 0}]}));
    let outcome = provider.send(&letter("m2", TO), TIME).await;
    assert!(taken(&outcome), "after a centre that spoke nonsense: {outcome:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_is_a_refusal_and_does_not_show() {
    let server = Peer::start("smsc.py", &["--password", "other"]);
    let (provider, _reports) = start(settings(server.port));
    let outcome = provider.send(&letter("m1", TO), TIME).await;
    assert!(refused(&outcome, "login refused: status 0x0000000e"), "{outcome:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signs_of_life_go_both_ways_and_a_dead_session_is_replaced() {
    let mut server = Peer::start("smsc.py", &[]);
    let (provider, _reports) =
        start(Settings { enquire: Duration::from_millis(300), ..settings(server.port) });
    server.expect("bind");
    server.expect("enquire_link");
    server.tell(&json!({"enquire": true}));
    server.expect("enquire_link_resp");
    server.tell(&json!({"unbind": true}));
    server.expect("closed");
    server.expect("bind");
    assert!(matches!(provider.send(&letter("m1", TO), TIME).await, Outcome::Taken { .. }));
    server.tell(&json!({"silent": true}));
    server.expect("closed");
    server.expect("bind");
}

/// From the outbox to the phone: the receipt makes it delivered, also when it comes before the answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_says_what_became_of_the_message() {
    let mut server = Peer::start("smsc.py", &[]);
    let office = Office::new();
    let outbox = Outbox::start(office.app.clone(), sms(vec![Sms::Smpp(settings(server.port))]), 1).unwrap();
    let an = office.person("an", "0912 345 678", "");
    for (id, next, state) in [
        ("m1", json!({"id": "c1", "stat": "DELIVRD"}), Delivery::Delivered),
        ("m2", json!({"id": "c2", "stat": "DELIVRD", "early": true}), Delivery::Delivered),
        ("m3", json!({"id": "c3", "stat": "UNDELIV"}), Delivery::FailedPermanent),
        ("m4", json!({"id": "c4", "stat": "ENROUTE"}), Delivery::Sent),
    ] {
        server.tell(&json!({"next": [next]}));
        office.queue(id, Carrier::Sms, &an, "result-ready");
        let message = office.until(id, state).await;
        assert_eq!(message.proof, format!("tong-dai: {}", next["id"].as_str().unwrap()));
        let answer: Value = server.expect("deliver_sm_resp");
        assert_eq!(answer["status"], 0);
    }
    assert!(office.message("m3").error.contains("UNDELIV"));
    assert_eq!(office.state("m4"), Delivery::Sent);
    server.tell(&json!({"receipt": {"id": "c4", "stat": "DELIVRD"}}));
    office.until("m4", Delivery::Delivered).await;
    outbox.stop().await;
}
