//! `motcua doctor`: beside a serving program and alone, well and unwell.

use serde_json::Value;

use crate::cluster::Cluster;
use crate::common::{Dir, Server, fails, motcua, ok, out};

fn looked(dir: &Dir, more: &[&str]) -> (Option<i32>, Vec<(String, String)>) {
    let data = dir.arg("data");
    let output = motcua(&[more, &["doctor", "--json", "--data", &data]].concat());
    let list: Value = serde_json::from_str(&out(&output)).unwrap();
    let of = |check: &Value, key: &str| check[key].as_str().unwrap().to_owned();
    let list =
        list.as_array().unwrap().iter().map(|check| (of(check, "check"), of(check, "level"))).collect();
    (output.status.code(), list)
}

fn level<'a>(list: &'a [(String, String)], name: &str) -> &'a str {
    list.iter().find(|(check, _)| check == name).map_or_else(|| panic!("no {name}"), |(_, level)| level)
}

#[test]
fn it_looks_while_the_program_serves_and_when_it_does_not() {
    let dir = Dir::new();
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let (code, list) = looked(&dir, &[]);
    assert_eq!(code, Some(0), "{list:?}");
    for name in ["schema", "configuration", "clock", "seals", "procedures", "messages", "files", "disk-space"]
    {
        assert!(["OK", "WARN"].contains(&level(&list, name)), "{name}: {list:?}");
    }
    assert_eq!(level(&list, "backup"), "WARN", "there is none yet");
    assert_eq!(server.end(), Some(0));
    ok(&["backup", &dir.arg("copy"), "--data", &dir.arg("data")]);
    let (code, list) = looked(&dir, &[]);
    assert_eq!((code, level(&list, "backup")), (Some(0), "OK"));
    let text = ok(&["doctor", "--data", &dir.arg("data")]);
    assert!(text.lines().all(|line| line.contains(": ") && line.contains(" / ")), "{text}");
}

#[test]
fn what_is_wrong_is_said_with_what_to_do() {
    let dir = Dir::new();
    let data = dir.arg("data");
    assert!(fails(&["doctor", "--data", &data], 1).contains("data-folder"));
    ok(&["simulate", "--data", &data, "--dossiers", "5"]);
    let database = rusqlite::Connection::open(dir.path("data/store.sqlite")).unwrap();
    // A clock that was a day ahead wrote the newest record.
    let far = "DROP TRIGGER journal_no_update; UPDATE journal SET recorded_at_us = 4102444800000000 \
               WHERE position = (SELECT MAX(position) FROM journal); \
               INSERT INTO outbox (id, channel, payload, due_at_us, dead_at_us) VALUES ('m', 'sms', '{}', 1, 2); \
               INSERT INTO throttle VALUES ('name/x', 9, 1, 4102444800000000)";
    database.execute_batch(far).unwrap();
    drop(database);
    let (code, list) = looked(&dir, &["--public-url", "http://motcua.example"]);
    assert_eq!(code, Some(1));
    assert_eq!(level(&list, "clock"), "FAIL");
    assert_eq!(level(&list, "public-url"), "FAIL");
    assert_eq!(level(&list, "messages"), "WARN");
    assert_eq!(level(&list, "sign-ins"), "WARN");
    let key = dir.path("data/seal.key");
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let folder = dir.path("data");
    std::fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o750)).unwrap();
    let (_, list) = looked(&dir, &[]);
    assert_eq!(level(&list, "data-folder"), "FAIL");
}

/// A serving program leaves in `clock` what the clock is compared with, as long as this machine runs.
#[test]
fn what_happened_to_the_clock_since_the_program_served_is_told() {
    let dir = Dir::new();
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let file = dir.path("data/clock");
    let began = std::time::Instant::now();
    while std::fs::read_to_string(&file).map_or(true, |text| text.is_empty()) {
        assert!(began.elapsed() < std::time::Duration::from_secs(20), "nothing was left");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(server.end(), Some(0));
    let left = std::fs::read_to_string(&file).unwrap();
    let words: Vec<&str> = left.split_whitespace().collect();
    let &[boot, distance, at] = words.as_slice() else { panic!("{left}") };
    let distance: i64 = distance.parse().unwrap();
    let told = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let said = out(&motcua(&["doctor", "--data", &dir.arg("data")]));
        said.lines().find(|line| line.contains(" clock: ")).unwrap().to_owned()
    };
    let hour = 3_600_000_000;
    assert!(told(&left).starts_with("OK"));
    for (by, word) in [(hour, "back"), (-hour, "forth")] {
        let line = told(&format!("{boot} {} {at}\n", distance + by));
        assert!(line.starts_with("FAIL") && line.contains(word), "{line}");
    }
    // What it left before the machine was started anew, and what nobody can read, says nothing.
    let other = format!("00000000-0000-0000-0000-000000000000 {} {at}\n", distance + hour);
    for text in [other.as_str(), "x y z\n"] {
        let line = told(text);
        assert!(line.starts_with("OK"), "{text}: {line}");
    }
}

/// The server of these tests does not wait for its disk, which a real one must.
#[test]
fn a_server_that_would_lose_what_was_acknowledged_is_named() {
    let dir = Dir::new();
    let place = crate::upgrade::on_server(&dir, "doctor");
    let at: Vec<&str> = place.at.iter().skip(2).map(String::as_str).collect();
    ok(&[&["simulate", "--dossiers", "2", "--data", &dir.arg("data")], &at[..]].concat());
    let (code, list) = looked(&dir, &at);
    assert_eq!((code, level(&list, "schema")), (Some(1), "OK"), "{list:?}");
    let server: Vec<&str> =
        list.iter().filter(|(check, _)| check == "server").map(|(_, level)| level.as_str()).collect();
    assert!(server.contains(&"FAIL") && server.contains(&"OK"), "{list:?}");
    assert_eq!(level(&list, "backup"), "WARN", "nobody knows of one");
    std::fs::write(dir.path("data/last-backup"), "2019-08-14T08:00:00+07:00\n").unwrap();
    assert_eq!(level(&looked(&dir, &at).1, "backup"), "WARN", "years ago");
    // As the guide has it after each pg_dump.
    let noted = format!("date --iso-8601=seconds >{}", dir.arg("data/last-backup"));
    assert!(std::process::Command::new("sh").args(["-c", &noted]).status().unwrap().success());
    assert_eq!(level(&looked(&dir, &at).1, "backup"), "OK");
}

/// A server whose archive takes nothing until there is a file `go`.
#[test]
fn what_a_server_knows_of_its_archive_is_told() {
    let settings = ["archive_mode=on", "archive_command=test -e @/go && cp %p @/archive/%f"];
    let server = Cluster::on_network("archive", &settings, |folder| {
        std::fs::create_dir(folder.join("archive")).unwrap();
    });
    let url = server.create("archived", "");
    let dir = Dir::new();
    let at = ["--database", url.as_str()];
    ok(&[&["simulate", "--dossiers", "2", "--data", &dir.arg("data")], &at[..]].concat());
    let said = || {
        let text = out(&motcua(&[&["doctor", "--data", &dir.arg("data")], &at[..]].concat()));
        text.lines().find(|line| line.contains(" backup: ")).unwrap_or_else(|| panic!("{text}")).to_owned()
    };
    let comes = |word: &str| {
        let began = std::time::Instant::now();
        loop {
            // Each time there is a piece of the log to be archived.
            server
                .sql("archived", "CREATE TABLE IF NOT EXISTS more (n bigint); INSERT INTO more VALUES (1)")
                .unwrap();
            server.sql("archived", "SELECT pg_switch_wal()").unwrap();
            let line = said();
            if line.contains(word) {
                return line;
            }
            assert!(began.elapsed().as_secs() < 60, "{word}: {line}");
            std::thread::sleep(std::time::Duration::from_millis(300));
        }
    };
    assert!(comes("fails to archive").starts_with("WARN"));
    std::fs::write(server.folder().join("go"), "").unwrap();
    assert!(comes("was archived 0 min ago").starts_with("OK"));
}
