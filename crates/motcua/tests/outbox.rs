//! Messages through the whole program: a mail server takes them, the program is killed, nothing is lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "helpers of tests")]

mod common;
#[path = "../../../tests/peers/mod.rs"]
mod peers;
#[path = "../../../tests/stores/mod.rs"]
mod stores;

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, Instant};

use app::message::{Carrier, Payload, Recipient};
use common::{Dir, Server, err, fails, motcua, ok};
use peers::Peer;
use serde_json::{Value, json};
use store::{Batch, Delivery, NewPrivate, Options, Store};

fn config(dir: &Dir, port: u16) -> String {
    let text = format!(
        "[outbox]\nlease_seconds = 4\nfirst_wait_seconds = 1\n\n[email]\nfrom = \"thongbao@motcua.example\"\n\
         plain_hosts = [\"127.0.0.1\"]\n\n[[email.provider]]\nname = \"mail-a\"\nhost = \"127.0.0.1\"\n\
         port = {port}\nprotection = \"none\"\n"
    );
    let text = database(dir).map_or(String::new(), |url| format!("database = \"{url}\"\n")) + &text;
    dir.file("motcua.toml", &text)
}

/// The database of this test, made when it is first asked for; none for the embedded one.
fn database(dir: &Dir) -> Option<String> {
    if let Ok(noted) = std::fs::read_to_string(dir.path("database")) {
        return Some(noted).filter(|url| !url.is_empty());
    }
    stores::database().inspect(|url| drop(dir.file("database", url)))
}

fn open(dir: &Dir) -> Store {
    let options = Options::new(app::clock::system());
    let opened = match database(dir) {
        Some(url) => {
            let seal_key = Some(dir.path("data").join("seal.key"));
            Store::postgres(&url, Options { seal_key, ..options })
        }
        None => Store::sqlite(&dir.path("data"), options),
    };
    opened.unwrap()
}

/// A store with `n` notices to as many people, each under its own id.
fn queue(dir: &Dir, n: u32) {
    queue_about(dir, n, None);
}

/// The same, all about one dossier.
fn queue_about(dir: &Dir, n: u32, dossier: Option<&str>) {
    std::fs::create_dir_all(dir.path("data")).unwrap();
    let store = open(dir);
    let mut batch = Batch::default();
    for k in 0..n {
        let id = format!("{k:032x}");
        let data = json!({"name": "Nguyễn Văn An", "email": format!("an{k}@mail.example")}).to_string();
        batch = batch.private(NewPrivate {
            id: id.clone(),
            kind: "applicant".into(),
            salt: "s".into(),
            data,
            search: None,
        });
        let payload = Payload {
            dossier: dossier.map(str::to_owned),
            kind: "result-ready".into(),
            to: Some(Recipient { private: id }),
            code: format!("000.00.19.H36-190814-{:04}", k + 1),
            stage: "result-ready".into(),
            hotline: "0263 3800 100".into(),
            ..Payload::default()
        };
        batch = batch.send(payload.message(&format!("{k:04}/7/email"), Carrier::Email, store.now()));
    }
    store.record_blocking(batch).unwrap();
}

/// An address that is free now: the texts name it, so a restart must have the same.
fn address() -> String {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

fn serve(dir: &Dir, address: &str, config: &str) -> Server {
    Server::start_at(&dir.path("data"), address, &["--empty", "--config", config])
}

fn metric(server: &Server, name: &str) -> u64 {
    let page = server.get("/metrics").text();
    let value = page.lines().find_map(|line| line.strip_prefix(name));
    value.unwrap_or_else(|| panic!("{name}")).trim().parse().unwrap()
}

fn until_all_are_sent(server: &Server) {
    let began = Instant::now();
    while metric(server, "motcua_outbox_depth") > 0 {
        assert!(began.elapsed() < Duration::from_secs(60), "not all were sent");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Killed between the server's taking and its word for it: the message goes out once more, byte for byte.
#[test]
fn f10_killed_before_the_answer_a_message_goes_out_once_more_with_the_same_id_and_text() {
    let dir = Dir::new();
    queue(&dir, 1);
    let mut mail = Peer::start("smtpd.py", &[]);
    let (address, config) = (address(), config(&dir, mail.port));
    mail.tell(&json!({"usual": {"do": "tarpit", "at": "data", "seconds": 20}}));
    let server = serve(&dir, &address, &config);
    let first = mail.expect("message");
    server.kill();
    assert_eq!(open(&dir).outbox_message("0000/7/email").unwrap().unwrap().done_at, None);
    mail.tell(&json!({"usual": {"do": "accept"}}));
    let server = serve(&dir, &address, &config);
    let second = mail.expect("message");
    assert_eq!(second["data"], first["data"], "another id or another text");
    until_all_are_sent(&server);
    assert!(mail.all("message", Duration::from_secs(5)).is_empty(), "a third time");
    assert_eq!(metric(&server, "motcua_outbox_sent_total{channel=\"email\"}"), 1);
    assert_eq!(server.end(), Some(0));
    let store = open(&dir);
    let message = store.outbox_message("0000/7/email").unwrap().unwrap();
    assert_eq!(message.delivery(store.now()), Delivery::Sent);
    assert!(message.proof.contains("<0000/7/email@motcua.example>"), "{}", message.proof);
}

/// Killed again and again right after a message was taken: none is lost, each crash costs a message at most
/// one repetition, and only those that were on their way.
#[test]
fn f10_kill_after_kill_loses_nothing_and_repeats_only_what_was_on_its_way() {
    const MESSAGES: u32 = 24;
    const KILLS: usize = 3;
    const ON_THEIR_WAY: usize = 4;
    let dir = Dir::new();
    queue(&dir, MESSAGES);
    let mail = Peer::start("smtpd.py", &[]);
    let (address, config) = (address(), config(&dir, mail.port));
    let mut seen: Vec<Value> = Vec::new();
    for _ in 0..KILLS {
        let server = serve(&dir, &address, &config);
        for _ in 0..3 {
            seen.push(mail.expect("message"));
        }
        server.kill();
    }
    let server = serve(&dir, &address, &config);
    until_all_are_sent(&server);
    assert_eq!(server.end(), Some(0));
    seen.extend(mail.all("message", Duration::from_millis(500)));
    let mut by_receiver: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for event in &seen {
        by_receiver.entry(event["to"].to_string()).or_default().push(&event["data"]);
    }
    assert_eq!(by_receiver.len(), usize::try_from(MESSAGES).unwrap(), "a message was lost");
    for (to, texts) in &by_receiver {
        assert!(texts.len() <= 1 + KILLS, "{to}: {}", texts.len());
        assert!(texts.iter().all(|text| *text == texts[0]), "{to}: not the same text");
    }
    let repeated = seen.len() - by_receiver.len();
    assert!(repeated <= KILLS * ON_THEIR_WAY, "{repeated} repetitions");
    eprintln!("{KILLS} kills, {} messages, {repeated} repetitions", by_receiver.len());
}

/// A dossier that cannot be read takes no record of the message; the message has gone out all the same, once.
#[test]
fn f17_a_message_about_an_unreadable_dossier_goes_out_once() {
    let dir = Dir::new();
    // Spoiled in the file of the embedded one.
    dir.file("database", "");
    ok(&["simulate", "--data", &dir.arg("data"), "--dossiers", "3"]);
    let about = common::spoil_a_dossier(&dir.path("data"));
    queue_about(&dir, 1, Some(&about));
    let mail = Peer::start("smtpd.py", &[]);
    let (address, config) = (address(), config(&dir, mail.port));
    let server = serve(&dir, &address, &config);
    let sent = mail.expect("message");
    assert!(sent["to"].to_string().contains("an0@mail.example"), "{sent}");
    assert!(mail.all("message", Duration::from_secs(9)).is_empty(), "again after its lease of four seconds");
    assert_eq!(server.end(), Some(0));
    let store = open(&dir);
    assert_eq!(store.outbox_message("0000/7/email").unwrap().unwrap().delivery(store.now()), Delivery::Sent);
}

#[test]
fn without_providers_everything_waits_in_sight() {
    let dir = Dir::new();
    queue(&dir, 2);
    let url = database(&dir);
    let at: Vec<&str> = url.iter().flat_map(|url| ["--database", url]).collect();
    let server = Server::start(&dir.path("data"), &[&["--empty"], at.as_slice()].concat());
    let admin = server.token("quantri");
    let list = |state: &str| {
        server.api(&admin, "GET", &format!("/api/v1/outbox?state={state}"), &Value::Null).json()
    };
    assert_eq!(list("dead")["items"], json!([]));
    let call = list("call");
    assert_eq!(call["items"].as_array().unwrap().len(), 2, "{call}");
    assert_eq!(call["items"][0]["channel"], "email");
    assert!(!call.to_string().contains("mail.example"), "no address: {call}");
    assert_eq!(metric(&server, "motcua_outbox_depth"), 2);
    let officer = server.token("xuly");
    assert_eq!(server.api(&officer, "GET", "/api/v1/outbox?state=dead", &Value::Null).status, 403);
}

/// Each fault of the configuration is one line with its place; nothing is served with a fault.
#[test]
fn faults_of_the_configuration_are_named() {
    let dir = Dir::new();
    let secret = dir.file("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).unwrap();
    let open = dir.file("open", "x\n");
    std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o644)).unwrap();
    let sms = |more: &str| format!("[[sms.provider]]\nname = \"a\"\n{more}\n");
    let http = |more: &str| {
        let body = "body = '{\"to\": \"{to}\", \"text\": \"{text}\"}'";
        sms(&format!("kind = \"http\"\n{body}\nsecret_file = \"{secret}\"\n{more}"))
    };
    let mail = |more: &str| {
        format!(
            "[email]\nfrom = \"a@b.example\"\n[[email.provider]]\nname = \"m\"\nhost = \"h.example\"\n{more}\n"
        )
    };
    let hook = |more: &str| {
        format!("[webhook]\nallow_hosts = [\"p.example\"]\n[[webhook.subscription]]\nid = \"p\"\n{more}\n")
    };
    let table = [
        ("[outbox]\nlease_seconds = 1\n".to_owned(), "outbox.lease_seconds: 1 is not from 4 to 600"),
        (sms("kind = \"pigeon\""), "sms.provider[0].kind: `pigeon`"),
        (http("url = \"http://sms.example/\""), "plain_hosts"),
        (http("url = \"sms.example\""), "sms.provider[0].url"),
        (
            http("url = \"https://sms.example/\"\nhost = \"x\""),
            "sms.provider[0].host: is not used by kind http",
        ),
        (http("url = \"https://sms.example/\"\nsuccess_pointer = \"/a\""), "success_value"),
        (
            sms("kind = \"http\"\nurl = \"https://a.example\"\nbody = \"{\""),
            "sms.provider[0].body: is no JSON",
        ),
        (sms("kind = \"smpp\"\nhost = \"h\"\nsystem_id = \"s\"\nsource = \"TRUNGTAMHANHCHINH\""), "source"),
        (
            sms("kind = \"smpp\"\nhost = \"h\"\nsystem_id = \"s\"\nsource = \"1022\""),
            "secret_file: is missing",
        ),
        (mail("protection = \"none\""), "email.provider[0].protection"),
        (mail(&format!("user = \"u\"\nsecret_file = \"{open}\"")), "chmod 600"),
        (mail("user = \"u\"\nsecret_file = \"/nowhere/x\""), "/nowhere/x"),
        (mail("ca_file = \"/nowhere/ca\""), "email.provider[0].ca_file"),
        (mail("").replace("a@b.example", "no address"), "is no e-mail address"),
        (hook(&format!("url = \"https://other.example/\"\nsecret_file = \"{secret}\"")), "allow_hosts"),
        (hook("url = \"https://p.example/\""), "secret_file"),
    ];
    for (text, word) in table {
        let file = dir.file("bad.toml", &text);
        let output = motcua(&["config", "check", "--config", &file]);
        let said = err(&output);
        assert_eq!(output.status.code(), Some(1), "{text}: {said}");
        assert!(said.contains(word), "{text}: {said}");
        let data = dir.arg("data");
        let served = motcua(&[
            "--config",
            &file,
            "--data",
            &data,
            "--empty",
            "--listen",
            "127.0.0.1:0",
            "--log-level",
            "off",
        ]);
        assert_eq!(served.status.code(), Some(1), "{text}: {}", err(&served));
    }
    let unknown = dir.file("bad.toml", "[sms]\nprovder = []\n");
    let line = fails(&["config", "check", "--config", &unknown], 2);
    assert!(line.contains(":2: ") && line.contains("provder"), "{line}");
    let good = http("url = \"https://sms.example/\"")
        + &mail("")
        + &hook(&format!("url = \"https://p.example/\"\nsecret_file = \"{secret}\""));
    let file = dir.file("good.toml", &good);
    let said = ok(&["config", "check", "--config", &file]);
    assert!(said.contains("sms = configured") && said.contains("webhook = configured"), "{said}");
    assert!(!said.contains("whsec_"), "{said}");
}
