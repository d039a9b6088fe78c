//! Logs, metrics and readiness: what they say, and what they never say.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::common::{Dir, Server, err, motcua, ok, out};
use crate::upgrade::filing;
use crate::walk::{self, Carriers, Walk};

const DOSSIERS: &str = "/api/v1/dossiers";

/// What may be nowhere, in the forms that a log could have it in, in small letters.
const TRACES: [&str; 11] = [
    "zzpii",
    "hoàng thị",
    "hoang thi",
    "987001234",
    "987 001 234",
    walk::CCCD,
    "dau@example",
    "ngo đà lạt",
    "so-do-dat",
    "bệnh nan",
    app::accounts::DEMO_PASSWORD,
];

/// The traces of a person in a text, and the secrets.
fn found(text: &str, secrets: &[String]) -> Vec<String> {
    let small = text.to_lowercase();
    let traces = TRACES.into_iter().filter(|trace| small.contains(trace)).map(str::to_owned);
    traces.chain(secrets.iter().filter(|secret| text.contains(*secret)).cloned()).collect()
}

/// What a program says that serves one person's dossier with everything that may happen to it, and its metrics.
fn served(dir: &Dir, at: &[&str], form: &str) -> (String, String, Vec<String>) {
    let carriers = Carriers::start();
    let secret = dir.file("secret", walk::SECRET);
    std::fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let config = dir.file("motcua.toml", &carriers.settings(&secret));
    let log = dir.path("log");
    let words =
        [&["--log-level", "debug", "--log", form, "--slow-ms", "0", "--config", &config], at].concat();
    let server = Server::start_logged(&dir.path("data"), &[&["--empty"], &words[..]].concat(), &log);
    let walk = Walk::begin(&server);
    walk.acts();
    walk.searches();
    walk.following();
    walk.uploads();
    walk.wrong_passwords();
    walk.messages(&carriers);
    let metrics = server.get("/metrics").text();
    let (secrets, id) = (walk.secrets(), walk.id().to_owned());
    assert_eq!(server.end(), Some(0));
    let mut said = std::fs::read_to_string(&log).unwrap();
    for happened in ["a statement was slow", "a message was not sent", "an act was refused", "ended", &id] {
        assert!(said.contains(happened), "{happened}: {said}");
    }
    assert_eq!(said.starts_with('{'), form == "json", "{said}");
    let data = dir.arg("data");
    // The server of these tests does not wait for its disk, which the doctor calls wrong.
    for (command, code) in
        [(&["verify"][..], 0), (&["files", "scan"], 0), (&["doctor"], i32::from(!at.is_empty()))]
    {
        let output = motcua(&[&words[..], &["--data", &data], command].concat());
        assert_eq!(output.status.code(), Some(code), "{command:?}: {}{}", out(&output), err(&output));
        said.push_str(&(out(&output) + &err(&output)));
    }
    (said, metrics, secrets)
}

/// In both forms of the log; over databases of these names where a server keeps them.
fn says_nothing_of_a_person(databases: [Option<&'static str>; 2]) {
    for (form, database) in ["json", "text"].into_iter().zip(databases) {
        let dir = Dir::new();
        let place = database.map(|name| crate::upgrade::on_server(&dir, name));
        let at: Vec<&str> =
            place.iter().flat_map(|place| place.at.iter().skip(2).map(String::as_str)).collect();
        let (said, metrics, secrets) = served(&dir, &at, form);
        assert_eq!(found(&said, &secrets), [""; 0], "in the log, written as {form}");
        assert_eq!(found(&metrics, &secrets), [""; 0], "in the metrics");
        // The control: what a careless line would say is found.
        let data = [walk::NAME, walk::PHONE, walk::CCCD, walk::EMAIL, walk::ADDRESS, walk::FILE, walk::WORDS];
        let typed = [walk::PASSWORD, walk::SECRET, app::accounts::DEMO_PASSWORD];
        for careless in data.into_iter().chain(typed).chain(secrets.iter().map(String::as_str)) {
            let line = format!("{said}\n{{\"level\":\"INFO\",\"message\":\"filed for {careless}\"}}");
            assert_ne!(found(&line, &secrets), [""; 0], "{careless}");
        }
    }
}

#[test]
fn no_data_of_a_person_are_in_logs_or_metrics() {
    says_nothing_of_a_person([None, None]);
}

#[test]
fn no_data_of_a_person_are_in_logs_or_metrics_over_a_server() {
    says_nothing_of_a_person([Some("unsaid_json"), Some("unsaid_text")]);
}

#[test]
fn every_line_of_an_act_has_the_number_of_its_request() {
    let dir = Dir::new();
    let log = dir.path("log");
    let server = Server::start_logged(&dir.path("data"), &["--empty", "--log", "json"], &log);
    let officer = server.token("tiepnhan");
    let filed = server.api(&officer, "POST", DOSSIERS, &filing());
    let (number, id) = (filed.header("x-request-id").unwrap().to_owned(), filed.json()["id"].clone());
    let text = std::fs::read_to_string(&log).unwrap();
    let lines: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let act = lines.iter().find(|line| line["dossier"] == id).unwrap_or_else(|| panic!("{text}"));
    assert_eq!(act["span"]["id"], json!(number), "{act}");
}

/// Slow is what somebody waits for; what reads the whole store on purpose is not.
#[test]
fn a_command_that_reads_everything_calls_nothing_slow() {
    let dir = Dir::new();
    let data = dir.arg("data");
    ok(&["simulate", "--data", &data, "--dossiers", "5"]);
    let said = |words: &[&str]| {
        let output = motcua(&[&["--slow-ms", "0", "--data", &data], words].concat());
        assert!(output.status.success(), "{words:?}");
        err(&output).matches("a statement was slow").count()
    };
    for command in ["verify", "figures", "rebuild"] {
        assert_eq!(said(&[command]), 0, "{command}");
    }
    assert_eq!(said(&["export", &dir.arg("journal.ndjson")]), 0);
    assert!(said(&["user", "list"]) > 0, "what is set holds for others");
}

/// The names in the first column of the tables of the reference.
fn documented() -> BTreeSet<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/metrics.md");
    let text = std::fs::read_to_string(file).unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    names.map(str::to_owned).collect()
}

#[test]
fn the_reference_names_every_metric_and_no_other() {
    let dir = Dir::new();
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let officer = server.token("tiepnhan");
    server.api(&officer, "POST", DOSSIERS, &filing());
    crate::common::ok(&["backup", &dir.arg("copy"), "--data", &dir.arg("data")]);
    let text = server.get("/metrics").text();
    let told: BTreeSet<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next())
        .map(str::to_owned)
        .collect();
    assert_eq!(told, documented());
    assert!(text.contains("motcua_commit_seconds_bucket{le=\"+Inf\"}"), "{text}");
    assert!(text.contains("\nmotcua_store_writable 1\n"), "{text}");
}

#[test]
fn readiness_says_why_not_and_recovers() {
    let dir = Dir::new();
    let server = Server::start(&dir.path("data"), &["--empty", "--drain-ms", "1500"]);
    assert_eq!(server.get("/readyz").text(), "ready\n");
    assert_eq!(server.get("/healthz").status, 200);
    server.signal("TERM");
    let began = std::time::Instant::now();
    let ending = loop {
        let ready = server.get("/readyz");
        if ready.status == 503 {
            break ready;
        }
        assert!(began.elapsed().as_millis() < 1400);
    };
    assert!(ending.text().contains("ending"), "{}", ending.text());
    assert_eq!(server.get("/healthz").status, 200, "alive until the end");
    let page = server.request_keeping("GET", "/");
    assert_eq!((page.status, page.header("connection")), (200, Some("close")));
}
