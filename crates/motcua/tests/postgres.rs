//! The program over a server's database: every command, and two serving programs side by side.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "helpers of tests")]

#[allow(dead_code, reason = "shared with the tests of the store")]
#[path = "../../store/tests/common/cluster.rs"]
mod cluster;
mod common;

use std::sync::OnceLock;

use cluster::Cluster;
use common::{Dir, Server, fails, ok};
use serde_json::{Value, json};

fn server() -> &'static Cluster {
    static SERVER: OnceLock<Cluster> = OnceLock::new();
    SERVER.get_or_init(|| Cluster::start("off"))
}

#[test]
fn the_commands_work_on_a_database_of_a_server() {
    let dir = Dir::new();
    let (data, url) = (dir.arg("data"), server().create("commands", ""));
    let at = ["--data", &data, "--database", &url];
    let with = |args: &[&str]| -> Vec<String> { args.iter().chain(&at).map(|&arg| arg.to_owned()).collect() };
    let run = |args: &[&str]| ok(&with(args).iter().map(String::as_str).collect::<Vec<_>>());
    let no = |args: &[&str], code| fails(&with(args).iter().map(String::as_str).collect::<Vec<_>>(), code);

    assert!(no(&["verify"], 3).contains("there is no store"), "a question makes no tables");
    assert!(no(&["user", "list"], 3).contains("there is no store"));
    let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    assert_eq!(server().sql("commands", tables).unwrap(), [["0"]]);
    assert!(run(&["config", "check"]).contains("database = postgres://motcua@/commands"));

    run(&["simulate", "--dossiers", "12", "--seed", "7"]);
    let verified = run(&["verify"]);
    assert!(verified.contains("as recorded") && verified.contains("1 seals"), "{verified}");
    run(&["export", &dir.arg("here.ndjson")]);
    assert!(run(&["user", "list"]).contains("tiepnhan"));
    for args in [["backup", "copy"], ["restore", "copy"]] {
        assert!(no(&args, 2).contains("pg_dump"));
    }
    assert!(!dir.path("data/store.sqlite").exists());

    // The same words on the embedded database give the same journal, but for the key of its seals.
    let embedded = dir.arg("embedded");
    let days = ["--from", "2025-05-05", "--to", "2025-05-23", "--dossiers", "12", "--seed", "9"];
    let other = server().create("same", "");
    ok(&[&["simulate", "--data", &embedded], &days[..]].concat());
    ok(&[&["simulate", "--data", &data, "--database", &other], &days[..]].concat());
    let records = |name: &str, at: &[&str]| {
        ok(&[&["export", &dir.arg(name)], at].concat());
        let text = std::fs::read_to_string(dir.path(name)).unwrap();
        text.lines().filter(|line| line.contains("\"record\"")).map(str::to_owned).collect::<Vec<_>>()
    };
    let there = records("there.ndjson", &["--data", &data, "--database", &other]);
    assert!(there.len() > 12);
    assert_eq!(there, records("embedded.ndjson", &["--data", &embedded]));
}

#[test]
fn a_server_that_is_not_there_is_one_line() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let with = |url: &str, code| {
        let line = fails(&["verify", "--data", &data, "--database", url], code);
        assert!(!line.contains("geheim"), "{line}");
        line
    };
    assert!(with("postgres://an:geheim@127.0.0.1:1/motcua", 3).contains("check that the server runs"));
    assert!(with("postgres:///motcua", 2).contains("host"));
    assert!(with("postgres://an:geheim@db:x/motcua", 2).contains("write postgres://"));
    assert!(with("mysql://an:geheim@db/motcua", 2).contains("sqlite://PATH or postgres://"));
    let nowhere = server().url("nowhere");
    assert!(with(&nowhere, 3).contains("nowhere"));
}

/// Two programs serve one office: whoever answers, the dossier is there, and the numbers run on.
#[test]
fn two_programs_serve_one_database() {
    let dir = Dir::new();
    let url = server().create("served", "");
    let start = || Server::start(&dir.path("data"), &["--empty", "--database", &url]);
    let (one, two) = (start(), start());
    let tokens = [one.token("tiepnhan"), two.token("tiepnhan")];
    let both = [(&one, &tokens[0]), (&two, &tokens[1])];
    let mut codes = Vec::new();
    for n in 0..6 {
        let (server, token) = both[n % 2];
        let shown = server.get("/api/v1/procedures/2.000815").json();
        let brought = |paper: &Value| json!({"code": paper["code"], "originals": 2, "copies": 2});
        let papers: Vec<Value> = shown["papers"].as_array().unwrap().iter().map(brought).collect();
        let body = json!({
            "procedure": "2.000815",
            "channel": "counter",
            "applicant": {"kind": "person", "name": "K'Brèm", "phone": "0100000001", "address": "Xã Gung Ré"},
            "papers": papers,
            "return_by": "counter"
        });
        let filed = server.api(token, "POST", "/api/v1/dossiers", &body);
        assert_eq!(filed.status, 201, "{}", filed.text());
        let code = filed.json()["code"].as_str().unwrap().to_owned();
        // The other program shows it at once.
        let (other, _) = both[(n + 1) % 2];
        assert_eq!(other.get(&format!("/api/v1/track/{code}")).status, 200);
        codes.push(code);
    }
    let numbers: Vec<u32> =
        codes.iter().map(|code| code.rsplit('-').next().unwrap().parse().unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    assert_eq!((one.end(), two.end()), (Some(0), Some(0)));
    let verified = ok(&["verify", "--data", &dir.arg("data"), "--database", &url]);
    assert!(verified.contains("0 records after the last seal"), "sealed at the end: {verified}");
}
