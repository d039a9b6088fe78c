//! Short messages by HTTP and calls of partners, against a real server that misbehaves as it is told.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it did not expect")]

mod common;

use std::time::Duration;

use common::peers::{Peer, authority};
use common::{closed_port, gateway, letter, refused};
use effects::outbox::settings::{Gateway, Secret, Subscription};
use effects::transport::net::Target;
use effects::transport::{Outcome, Provider, gateway::Gateway as Sender, webhook::Webhook};
use serde_json::{Value, json};

const TIME: Duration = Duration::from_secs(3);
const TO: &str = "84912345678";
const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

fn sender(own: Gateway) -> Provider {
    Provider::Gateway(Sender::new(own).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_gets_number_text_and_secret_and_its_id_is_the_proof() {
    let server = Peer::start("gateway.py", &[]);
    let outcome = sender(gateway("cong-a", server.port)).send(&letter("0134/12/sms", TO), TIME).await;
    assert_eq!(outcome, Outcome::Taken { proof: "cong-a: g-1".into() });
    let request = server.expect("request");
    assert_eq!(
        (&request["path"], &request["headers"]["authorization"]),
        (&json!("/send"), &json!("Bearer mat-khau"))
    );
    let body: Value = serde_json::from_str(request["body"].as_str().unwrap()).unwrap();
    let plain = "Ho so 000.00.19.H36-190814-0001 da co ket qua.";
    assert_eq!(body, json!({"to": TO, "text": plain, "ref": "0134/12/sms", "from": "LAMDONG"}));
    let tones = Gateway { tones: true, ..gateway("cong-a", server.port) };
    sender(tones).send(&letter("m2", TO), TIME).await;
    assert!(server.expect("request")["body"].as_str().unwrap().contains("đã có kết quả"));
}

/// What a gateway says, and what follows.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_answer_of_a_gateway_is_told_apart() {
    let mut server = Peer::start("gateway.py", &[]);
    let says_100 = Gateway {
        success: Some(("/CodeResult".into(), "100".into())),
        id_pointer: "/SMSID".into(),
        ..gateway("cong-a", server.port)
    };
    let (usual, coded) = (sender(gateway("cong-a", server.port)), sender(says_100));
    type Expected = fn(&Outcome) -> bool;
    let taken: Expected = |own| matches!(own, Outcome::Taken { .. });
    let fault: Expected = |own| matches!(own, Outcome::Refused { fault: true, .. });
    let message: Expected = |own| matches!(own, Outcome::Refused { fault: false, .. });
    let unclear: Expected = |own| matches!(own, Outcome::Unclear { .. });
    let table: [(&Provider, Value, Expected); 12] = [
        (&usual, json!({"status": 200, "body": "no json"}), taken),
        (&usual, json!({"status": 202, "body": "{\"id\": 7}"}), taken),
        (&usual, json!({"status": 400, "body": "bad number 84912345678"}), fault),
        (&usual, json!({"status": 401}), fault),
        (&usual, json!({"status": 429, "headers": {"retry-after": "7"}}), fault),
        (&usual, json!({"status": 503}), fault),
        (&usual, json!({"status": 500}), unclear),
        (&usual, json!({"status": 504}), unclear),
        (&usual, json!({"drop": true}), unclear),
        (&usual, json!({"hang": 3}), unclear),
        (&coded, json!({"status": 200, "body": "{\"CodeResult\": \"100\", \"SMSID\": \"s-1\"}"}), taken),
        (&coded, json!({"status": 200, "body": "{\"CodeResult\": \"99\"}"}), message),
    ];
    for (provider, behaviour, expected) in table {
        server.tell(&json!({"next": [behaviour]}));
        let outcome = provider.send(&letter("m1", TO), Duration::from_millis(900)).await;
        assert!(expected(&outcome), "{behaviour}: {outcome:?}");
        assert!(!format!("{outcome:?}").contains("912345678"), "{outcome:?}");
        if behaviour["status"] == 429 {
            assert!(matches!(outcome, Outcome::Refused { after: Some(time), .. } if time.as_secs() == 7));
        }
    }
    let gone = sender(gateway("cong-b", closed_port())).send(&letter("m1", TO), TIME).await;
    assert!(matches!(gone, Outcome::Refused { fault: true, .. }), "{gone:?}");
}

/// R49: the answer of a gateway sends the program nowhere, and an inside address is not called.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r49_redirects_are_not_followed_and_the_inside_is_not_called() {
    let other = Peer::start("gateway.py", &[]);
    let mut server = Peer::start("gateway.py", &[]);
    let elsewhere = format!("http://127.0.0.1:{}/secret", other.port);
    for status in [301, 302, 303, 307, 308] {
        server.tell(&json!({"next": [{"status": status, "headers": {"location": elsewhere}}]}));
        let outcome = sender(gateway("cong-a", server.port)).send(&letter("m1", TO), TIME).await;
        assert!(matches!(outcome, Outcome::Refused { .. }), "{status}: {outcome:?}");
    }
    assert!(other.all("request", Duration::from_millis(200)).is_empty());
    let public = Gateway { private: false, ..gateway("cong-a", other.port) };
    let outcome = sender(public).send(&letter("m1", TO), TIME).await;
    assert!(refused(&outcome, "no public address"), "{outcome:?}");
    assert!(other.all("request", Duration::from_millis(200)).is_empty());
}

fn hook(url: &str, keys: &[&str], ca: Option<String>) -> Provider {
    let settings = Subscription {
        id: "doi-tac".into(),
        target: Target::parse(url).unwrap(),
        private: true,
        keys: keys.iter().map(|key| Secret((*key).into())).collect(),
        ca,
    };
    Provider::Webhook(Webhook::new(settings).unwrap())
}

/// The signature holds for the convention's own verifier, over TLS; a changed key or a replaced one is seen.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partner_verifies_the_call_with_its_own_library() {
    let dir = std::env::temp_dir().join(format!("motcua-hook-{}", std::process::id()));
    authority(&dir);
    let ca = std::fs::read_to_string(dir.join("authority.pem")).unwrap();
    let own = dir.join("server.pem").to_str().unwrap().to_owned();
    let server = Peer::start("gateway.py", &["--webhook", KEY, "--certificate", &own]);
    let url = format!("https://localhost:{}/nhan", server.port);
    let mut call = letter("0134/12/hook.1", "");
    // The verifier wants the time of now.
    call.now = app::clock::system()();
    call.payload.code = "000.00.19.H36-190814-0001".into();
    call.payload.stage = "result-ready".into();
    let outcome = hook(&url, &[KEY], Some(ca.clone())).send(&call, TIME).await;
    assert_eq!(outcome, Outcome::Taken { proof: "doi-tac: 0134/12/hook=2E1".into() });
    let request = server.expect("request");
    assert_eq!(request["verified"], true);
    assert_eq!(request["headers"]["webhook-id"], "0134/12/hook=2E1");
    let body: Value = serde_json::from_str(request["body"].as_str().unwrap()).unwrap();
    let expected = json!({
        "type": "notice.result-ready",
        "timestamp": "2019-08-14T08:00:00+07:00",
        "data": {"dossier": null, "code": "000.00.19.H36-190814-0001", "stage": "result-ready", "day": null},
    });
    assert_eq!(body, expected);
    // While a key is replaced both sign; a key that the partner does not know is refused.
    let other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let outcome = hook(&url, &[other, KEY], Some(ca.clone())).send(&call, TIME).await;
    assert!(matches!(outcome, Outcome::Taken { .. }), "{outcome:?}");
    let outcome = hook(&url, &[other], Some(ca)).send(&call, TIME).await;
    assert!(refused(&outcome, "401"), "{outcome:?}");
    let stranger = hook(&url, &[KEY], None).send(&call, TIME).await;
    assert!(refused(&stranger, "protected"), "{stranger:?}");
    std::fs::remove_dir_all(&dir).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partner_that_has_ended_is_not_called_again_and_one_that_fails_is() {
    let mut server = Peer::start("gateway.py", &[]);
    let url = format!("http://127.0.0.1:{}/", server.port);
    let never: fn(&Outcome) -> bool = |own| matches!(own, Outcome::Never { .. });
    let again: fn(&Outcome) -> bool = |own| matches!(own, Outcome::Refused { fault: true, .. });
    for (behaviour, expected) in [
        (json!({"status": 410}), never),
        (json!({"status": 302, "headers": {"location": "http://127.0.0.1/"}}), never),
        (json!({"status": 500}), again),
        (json!({"status": 404}), again),
        (json!({"drop": true}), again),
    ] {
        server.tell(&json!({"next": [behaviour]}));
        let outcome = hook(&url, &[KEY], None).send(&letter("m1", ""), TIME).await;
        assert!(expected(&outcome), "{behaviour}: {outcome:?}");
    }
}
