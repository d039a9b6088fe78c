//! E-mail against a real mail server that misbehaves as it is told.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it did not expect")]

mod common;

use std::process::Command;
use std::time::Duration;

use common::peers::{Peer, authority, python};
use common::{closed_port, letter, mail_server, refused, smtp};
use effects::outbox::settings::{Protection, Secret, Smtp};
use effects::transport::{Outcome, Provider};
use serde_json::{Value, json};

const TIME: Duration = Duration::from_secs(3);
const TO: &str = "an.nguyen@mail.example";

/// The message as Python's own parser reads it: no part of our code.
fn parsed(event: &Value) -> Value {
    let script = "import sys, json, base64, email, email.policy\n\
        m = email.message_from_bytes(base64.b64decode(sys.argv[1]), policy=email.policy.default)\n\
        print(json.dumps({'headers': [[k, str(v)] for k, v in m.items()], 'body': m.get_content(), 'defects': len(m.defects)}))";
    let out = Command::new(python()).args(["-c", script, event["data"].as_str().unwrap()]).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

fn header<'a>(mail: &'a Value, name: &str) -> Vec<&'a str> {
    let all = mail["headers"].as_array().unwrap();
    all.iter().filter(|pair| pair[0] == name).map(|pair| pair[1].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_arrives_in_vietnamese_under_the_id_of_its_row() {
    let server = Peer::start("smtpd.py", &[]);
    let provider = smtp(mail_server("mail-a", server.port));
    let outcome = provider.send(&letter("0134ab/12/email", TO), TIME).await;
    let Outcome::Taken { proof } = outcome else { panic!("{outcome:?}") };
    assert!(proof.starts_with("mail-a: <0134ab/12/email@motcua.example>"), "{proof}");
    let event = server.expect("message");
    assert_eq!((event["sender"].as_str(), &event["to"]), (Some("thongbao@motcua.example"), &json!([TO])));
    let mail = parsed(&event);
    assert_eq!(mail["defects"], 0);
    assert_eq!(header(&mail, "Subject"), ["Hồ sơ 000.00.19.H36-190814-0001 đã có kết quả"]);
    assert_eq!(header(&mail, "Message-ID"), ["<0134ab/12/email@motcua.example>"]);
    assert_eq!(header(&mail, "Auto-Submitted"), ["auto-generated"]);
    assert_eq!(header(&mail, "From"), ["Trung tâm Phục vụ hành chính công <thongbao@motcua.example>"]);
    let body = mail["body"].as_str().unwrap().replace("\r\n", "\n");
    assert_eq!(body.trim_end(), letter("x", TO).text.body.trim_end());
    // Once more: the same bytes, so a receiver sees that it is the same message.
    provider.send(&letter("0134ab/12/email", TO), TIME).await;
    assert_eq!(server.expect("message")["data"], event["data"]);
}

/// R35: nothing that a person could have typed makes a header or a second recipient.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r35_line_breaks_make_no_headers() {
    let server = Peer::start("smtpd.py", &[]);
    let provider = smtp(mail_server("mail-a", server.port));
    let mut sly = letter("m1\r\nX-Evil: 1", TO);
    sly.text.subject = "Hồ sơ\r\nBcc: evil@mail.example\r\n\r\nthân thư".into();
    assert!(matches!(provider.send(&sly, TIME).await, Outcome::Taken { .. }));
    let mail = parsed(&server.expect("message"));
    let names: Vec<_> = mail["headers"].as_array().unwrap().iter().map(|pair| pair[0].clone()).collect();
    assert!(!names.iter().any(|name| name == "Bcc" || name == "X-Evil"), "{mail}");
    assert!(mail["body"].as_str().unwrap().starts_with("Kính gửi"), "{mail}");
    for to in [
        "an@mail.example\r\nRCPT TO:<evil@mail.example>",
        "an@mail.example>\r\nDATA",
        "an@mail.example, evil@mail.example",
        "no address",
        "",
    ] {
        let outcome = provider.send(&letter("m2", to), TIME).await;
        assert!(matches!(outcome, Outcome::Never { .. }), "{to:?}: {outcome:?}");
    }
    assert!(server.all("message", Duration::from_millis(100)).is_empty());
    let name = Smtp { from_name: "Trung tâm\r\nBcc: evil@mail.example".into(), ..mail_server("m", 1) };
    assert!(effects::transport::smtp::Smtp::new(name).is_err());
}

/// What the server says at each phase, and what follows: another provider, another time, or a person.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_no_of_a_server_is_told_apart() {
    let mut server = Peer::start("smtpd.py", &[]);
    let provider = smtp(mail_server("mail-a", server.port));
    type Expected = fn(&Outcome) -> bool;
    let fault: Expected = |own| matches!(own, Outcome::Refused { fault: true, .. });
    let message: Expected = |own| matches!(own, Outcome::Refused { fault: false, .. });
    let never: Expected = |own| matches!(own, Outcome::Never { .. });
    let table = [
        ("mail", "421 closing", fault),
        ("mail", "451 try later", fault),
        ("mail", "550 we do not know you", fault),
        ("rcpt", "450 grey for an.nguyen@mail.example", message),
        ("rcpt", "550 no such user an.nguyen", never),
        ("data", "452 no space", message),
        ("data", "554 looks like spam", never),
    ];
    for (at, say, expected) in table {
        server.tell(&json!({"next": [{"do": "refuse", "at": at, "say": say}]}));
        let outcome = provider.send(&letter("m1", TO), TIME).await;
        assert!(expected(&outcome), "{at} {say}: {outcome:?}");
        assert!(!format!("{outcome:?}").contains("nguyen"), "{outcome:?}");
    }
    assert!(server.all("message", Duration::from_millis(100)).is_empty());
}

/// A server that answers late or not at all: before the text is sent nobody has it, afterwards nobody knows.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silence_before_the_text_is_a_no_and_after_it_is_unclear() {
    let mut server = Peer::start("smtpd.py", &[]);
    let provider = smtp(mail_server("mail-a", server.port));
    let unclear: fn(&Outcome) -> bool = |own| matches!(own, Outcome::Unclear { .. });
    let refused: fn(&Outcome) -> bool = |own| matches!(own, Outcome::Refused { fault: true, .. });
    let table = [
        (json!({"do": "tarpit", "at": "mail", "seconds": 30}), refused, 0),
        (json!({"do": "tarpit", "at": "rcpt", "seconds": 30}), refused, 0),
        (json!({"do": "tarpit", "at": "data", "seconds": 30}), unclear, 1),
        (json!({"do": "drop"}), unclear, 1),
    ];
    for (behaviour, expected, arrived) in table {
        server.tell(&json!({"next": [behaviour]}));
        let outcome = provider.send(&letter("m1", TO), Duration::from_millis(900)).await;
        assert!(expected(&outcome), "{behaviour}: {outcome:?}");
        assert_eq!(server.all("message", Duration::from_millis(200)).len(), arrived, "{behaviour}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_not_there_or_speaks_something_else_has_nothing() {
    let gone = smtp(mail_server("mail-a", closed_port()));
    assert!(refused(&gone.send(&letter("m1", TO), TIME).await, "127.0.0.1"));
    // One that accepts and is silent, one that drips a greeting without end, one of another protocol.
    for speech in ["", "220-", "HTTP/1.1 400 Bad Request\r\n\r\n"] {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            use std::io::Write as _;
            let (mut line, _) = listener.accept().unwrap();
            for _ in 0..100 {
                if line.write_all(speech.as_bytes()).is_err() {
                    return;
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        });
        let provider = smtp(mail_server("mail-a", port));
        let outcome = provider.send(&letter("m1", TO), Duration::from_millis(700)).await;
        assert!(matches!(outcome, Outcome::Refused { fault: true, .. }), "{speech}: {outcome:?}");
    }
}

fn protected(port: u16, ca: Option<&str>, password: &str) -> Provider {
    smtp(Smtp {
        host: "localhost".into(),
        protection: Protection::StartTls,
        login: Some(("motcua".into(), Secret(password.into()))),
        ca: ca.map(|file| std::fs::read_to_string(file).unwrap()),
        ..mail_server("mail-a", port)
    })
}

/// STARTTLS and login, and nothing without the protection that the settings ask for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_connection_is_protected_or_there_is_none() {
    let dir = std::env::temp_dir().join(format!("motcua-smtp-{}", std::process::id()));
    authority(&dir);
    let (ca, own) = (dir.join("authority.pem"), dir.join("server.pem"));
    let (ca, own) = (ca.to_str().unwrap(), own.to_str().unwrap());
    let args = ["--certificate", own, "--user", "motcua", "--password", "dung"];
    let server = Peer::start("smtpd.py", &args);
    let outcome = protected(server.port, Some(ca), "dung").send(&letter("m1", TO), TIME).await;
    assert!(matches!(outcome, Outcome::Taken { .. }), "{outcome:?}");
    let event = server.expect("message");
    assert_eq!((&event["tls"], &event["user"]), (&json!(true), &json!("motcua")));
    let wrong = protected(server.port, Some(ca), "sai").send(&letter("m2", TO), TIME).await;
    assert!(refused(&wrong, "535"), "{wrong:?}");
    assert!(!format!("{wrong:?}").contains("sai"), "{wrong:?}");
    let stranger = protected(server.port, None, "dung").send(&letter("m3", TO), TIME).await;
    assert!(matches!(stranger, Outcome::Refused { fault: true, .. }), "{stranger:?}");
    let plain = Peer::start("smtpd.py", &[]);
    let stripped = protected(plain.port, Some(ca), "dung").send(&letter("m4", TO), TIME).await;
    assert!(refused(&stripped, "STARTTLS"), "{stripped:?}");
    assert!(server.all("message", Duration::from_millis(100)).is_empty());
    assert!(plain.all("message", Duration::from_millis(100)).is_empty());
    std::fs::remove_dir_all(&dir).unwrap();
}
