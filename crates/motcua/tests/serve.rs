//! The serving program from outside: from a clean directory to a dossier that is handed over.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "helpers of tests")]

mod common;

use common::{Dir, Server, fails, ok};
use serde_json::{Value, json};

#[test]
fn from_a_clean_directory_a_dossier_is_filed_and_followed() {
    let dir = Dir::new();
    let server = Server::start(&dir.path("data"), &["--empty"]);
    assert_eq!(server.get("/healthz").status, 200);
    assert_eq!(server.get("/").status, 200);
    let officer = server.token("tiepnhan");
    let body = json!({
        "procedure": "2.000815",
        "channel": "counter",
        "applicant": {"kind": "person", "name": "K'Brèm", "phone": "0100000001", "address": "Xã Gung Ré"},
        "papers": papers(&server, "2.000815"),
        "return_by": "counter"
    });
    let filed = server.api(&officer, "POST", "/api/v1/dossiers", &body);
    assert_eq!(filed.status, 201, "{}", filed.text());
    let dossier = filed.json();
    let (id, code) = (text(&dossier["id"]), text(&dossier["code"]));
    assert!(code.starts_with("000.00.00.H36-"), "{code}");

    let shown = server.api(&officer, "GET", &format!("/api/v1/dossiers/{id}"), &Value::Null);
    assert_eq!(shown.status, 200, "{}", shown.text());
    let actions = server.api(&officer, "GET", &format!("/api/v1/dossiers/{id}/actions"), &Value::Null);
    assert!(actions.text().contains("hand-over"), "{}", actions.text());
    let tracked = server.get(&format!("/api/v1/track/{code}"));
    assert_eq!(tracked.status, 200, "{}", tracked.text());
    assert!(!tracked.text().contains("Brèm"), "the public sees no name: {}", tracked.text());
    let stranger = server.token("quantri");
    assert_eq!(server.api(&stranger, "GET", &format!("/api/v1/dossiers/{id}"), &Value::Null).status, 404);

    assert_eq!(server.end(), Some(0));
    let verified = ok(&["verify", "--data", &dir.arg("data")]);
    assert!(verified.contains("1 seals, 0 records after the last seal"), "sealed at the end: {verified}");
}

/// Every mandatory paper of a procedure as the API publishes it.
fn papers(server: &Server, procedure: &str) -> Value {
    let shown = server.get(&format!("/api/v1/procedures/{procedure}")).json();
    let papers = shown["papers"].as_array().unwrap_or_else(|| panic!("{shown}"));
    let brought = |paper: &Value| json!({"code": paper["code"], "originals": 2, "copies": 2});
    Value::Array(papers.iter().map(brought).collect())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

#[test]
fn every_answer_has_a_number_and_limits_answer_in_words() {
    let dir = Dir::new();
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let page = server.get("/");
    assert!(page.header("x-request-id").is_some());
    let much = vec![b'x'; 1024 * 1024 + 1];
    let refused = server.request("POST", "/api/v1/tokens", &[("content-type", "application/json")], &much);
    assert_eq!(refused.status, 413);
    assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    assert_eq!(refused.json()["code"], "too-large");
    assert!(refused.header("x-request-id").is_some());
    let zipped = server.request("GET", "/", &[("accept-encoding", "gzip")], b"");
    assert_eq!(zipped.header("content-encoding"), Some("gzip"));
    assert!(zipped.body.len() < page.body.len() / 2);

    let metrics = server.get("/metrics");
    assert!(metrics.header("content-type").unwrap().starts_with("text/plain; version=0.0.4"));
    let text = metrics.text();
    assert!(text.contains("motcua_http_requests_total{class=\"page\",status=\"2xx\"} 2"), "{text}");
    assert!(text.contains("motcua_http_requests_total{class=\"api\",status=\"4xx\"} 1"), "{text}");
    for name in [
        "motcua_acts_total",
        "motcua_commits_total",
        "motcua_batch_largest",
        "motcua_outbox_depth",
        "motcua_outbox_dead",
        "motcua_outbox_oldest_seconds",
        "motcua_outbox_sent_total{channel=\"sms\"}",
        "motcua_outbox_given_up_total{channel=\"email\"}",
        "motcua_overdue_written_total",
        "motcua_dossiers",
        "process_resident_memory_bytes",
    ] {
        let value = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("{name}"));
        assert!(value.trim().parse::<u64>().is_ok(), "{name} {value}");
    }
}

#[test]
fn a_taken_port_is_told_at_once_and_makes_no_store() {
    let dir = Dir::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let line = fails(&["--data", &dir.arg("data"), "--listen", &address, "--log-level", "off"], 3);
    assert!(line.contains(&address) && line.contains("--listen"), "{line}");
    assert!(!dir.path("data").exists());
}

#[test]
fn what_is_imported_while_serving_is_in_force_without_a_restart() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let demo =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong/procedures/chung-thuc/2.000815.yaml");
    let own = std::fs::read_to_string(demo).unwrap().replace("2.000815", "9.000815");
    let file = dir.file("own.yaml", &own);
    assert_eq!(server.get("/api/v1/procedures/9.000815").status, 404);
    ok(&["import", "procedures", &file, "--data", &data]);
    let began = std::time::Instant::now();
    while server.get("/api/v1/procedures/9.000815").status != 200 {
        assert!(began.elapsed().as_secs() < 20, "not in force");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}

#[test]
fn what_became_overdue_while_nothing_ran_is_recorded_at_the_start() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let period = ["--from", "2019-09-02", "--to", "2019-10-04", "--dossiers", "60", "--seed", "7"];
    let mut args = vec!["simulate", "--data", &data];
    args.extend(period);
    ok(&args);
    let server = Server::start(&dir.path("data"), &[]);
    let written = || {
        let metrics = server.get("/metrics").text();
        let value = metrics.lines().find_map(|line| line.strip_prefix("motcua_overdue_written_total "));
        value.and_then(|value| value.parse::<u64>().ok()).unwrap()
    };
    let began = std::time::Instant::now();
    while written() == 0 {
        assert!(began.elapsed().as_secs() < 30, "nothing was recorded");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!(server.end(), Some(0));
    assert!(ok(&["verify", "--data", &data]).contains("as recorded"));
}
