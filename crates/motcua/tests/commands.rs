//! The commands beside serving: what they write, what they leave alone, how they fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "helpers of tests")]

mod common;

use common::{Dir, Server, err, fails, motcua, motcua_with, ok, out};

const PERIOD: [&str; 4] = ["--from", "2019-09-02", "--to", "2019-10-04"];

fn simulate(data: &str, dossiers: &str, seed: &str) -> String {
    let mut args = vec!["simulate", "--data", data, "--dossiers", dossiers, "--seed", seed];
    args.extend(PERIOD);
    ok(&args)
}

/// The journal without its header and seals, which carry instants and keys of this machine.
fn records(dir: &Dir, data: &str, name: &str) -> Vec<String> {
    let file = dir.arg(name);
    ok(&["export", &file, "--data", data]);
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().filter(|line| line.contains("\"stream\"")).map(str::to_owned).collect()
}

#[test]
fn one_seed_gives_one_journal_that_verifies_and_another_seed_another() {
    let dir = Dir::new();
    let (one, same, other) = (dir.arg("one"), dir.arg("same"), dir.arg("other"));
    let told = simulate(&one, "60", "7");
    assert!(told.starts_with("60 dossiers") && told.contains(" 0 refused"), "{told}");
    simulate(&same, "60", "7");
    simulate(&other, "60", "8");
    let journal = records(&dir, &one, "one.ndjson");
    assert!(journal.len() > 300, "{}", journal.len());
    assert_eq!(journal, records(&dir, &same, "same.ndjson"));
    assert_ne!(journal, records(&dir, &other, "other.ndjson"));
    for book in ["post-minute", "post-line", "guidance", "cash", "rating"] {
        assert!(journal.iter().any(|line| line.contains(&format!("\"stream\":\"book/{book}/"))), "{book}");
    }
    assert!(ok(&["verify", "--data", &one]).contains("as recorded"));
    assert!(ok(&["user", "list", "--data", &one]).contains("tiepnhan"), "somebody can sign in to it");
}

/// Kinds of events that no simulation leads to, with the reason.
const NOT_SIMULATED: [(&str, &str); 1] =
    [("promise-recounted", "somebody would have to publish a calendar in the middle of the period")];

/// What must be told somewhere: ways that a kind of event can go, and the books beside the dossiers.
const TOLD: [(&str, &str); 30] = [
    ("dossier/", "\\\"channel\\\":\\\"counter\\\""),
    ("dossier/", "\\\"channel\\\":\\\"post\\\""),
    ("dossier/", "\\\"channel\\\":\\\"authorised\\\""),
    ("dossier/", "\\\"channel\\\":\\\"online\\\""),
    ("dossier/", "\\\"channel\\\":\\\"agency\\\""),
    ("dossier/", "\\\"channel\\\":\\\"ministry\\\""),
    ("dossier/", "\\\"passed\\\":false"),
    ("dossier/", "\\\"not_competent\\\":true"),
    ("dossier/", "\\\"cause\\\":\\\"applicants-wish\\\""),
    ("dossier/", "\\\"cause\\\":\\\"financial-duty\\\""),
    ("dossier/", "đã đối chiếu lại với hồ sơ giấy"),
    ("dossier/", "\\\"after_appraisal\\\":true"),
    ("book/post-minute/", "minute-listed"),
    ("book/post-minute/", "minute-sent-back"),
    ("book/post-minute/", "minute-signed"),
    ("book/post-line/", "consignment-received"),
    ("book/post-line/", "consignment-closed"),
    ("book/guidance/", "\\\"way\\\":\\\"counter\\\""),
    ("book/guidance/", "\\\"way\\\":\\\"phone\\\""),
    ("book/guidance/", "\\\"way\\\":\\\"portal\\\""),
    ("book/guidance/", "\\\"way\\\":\\\"letter\\\""),
    ("book/urging/", "letter-signed"),
    ("book/urging/", "letter-answered"),
    ("book/cash/", "till-closed"),
    ("book/cash/", "till-confirmed"),
    ("book/cash/", "Nhầm lẫn khi trả lại tiền thừa"),
    ("book/rating/", "\\\"face\\\":5"),
    ("book/rating/", "\\\"face\\\":1"),
    ("book/rating/", "rating-given"),
    ("rated/", "rated"),
];

/// Every event that can be stored has a golden, so a new kind of event is asked for here by itself.
fn kinds_of_events() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../store/tests/golden");
    let names = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    names.map(|name| name.to_str().unwrap().split_once('.').unwrap().0.to_owned()).collect()
}

#[test]
fn a_simulated_province_takes_every_path() {
    let dir = Dir::new();
    let data = dir.arg("data");
    // Long enough for what nobody completes to be closed by rule.
    let long = ["--from", "2019-07-08", "--to", "2019-10-04"];
    let told = ok(&[&["simulate", "--data", &data, "--dossiers", "600", "--seed", "2"][..], &long].concat());
    let refused: u32 =
        told.split(", ").find_map(|part| part.strip_suffix(" refused by the rules")?.parse().ok()).unwrap();
    assert!(refused <= 2, "{told}");
    let journal = records(&dir, &data, "all.ndjson");
    let kinds = kinds_of_events();
    assert!(kinds.len() > 50, "{kinds:?}");
    let happened = |stream: &str, what: &str| {
        let stream = format!("\"stream\":\"{stream}");
        journal.iter().any(|line| line.contains(&stream) && line.contains(what))
    };
    let missing: Vec<&String> = kinds
        .iter()
        .filter(|kind| !happened("dossier/", &format!("\"kind\":\"{kind}\"")))
        .filter(|kind| NOT_SIMULATED.iter().all(|(known, _)| known != kind))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    for (kind, reason) in NOT_SIMULATED {
        assert!(
            !happened("dossier/", &format!("\"kind\":\"{kind}\"")),
            "{kind} happens now; it did not: {reason}"
        );
    }
    let unwritten: Vec<_> = TOLD.iter().filter(|(book, what)| !happened(book, what)).collect();
    assert!(unwritten.is_empty(), "{unwritten:?}");
    // Whatever the post brought has a minute in the book, and the dossier says which.
    let posted = journal.iter().filter(|line| line.contains("\"kind\":\"received-by-post\""));
    let lines = journal.iter().filter(|line| line.contains("\"kind\":\"consignment-received\"")).count();
    assert!((1..=lines).contains(&posted.count()), "{lines}");
    assert!(ok(&["verify", "--data", &data]).contains("as recorded"));
}

#[test]
fn verify_names_the_record_that_was_changed() {
    let dir = Dir::new();
    let data = dir.arg("data");
    simulate(&data, "20", "3");
    let database = rusqlite::Connection::open(dir.path("data/store.sqlite")).unwrap();
    let triggers: Vec<String> = {
        let mut names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").unwrap();
        names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    for name in triggers {
        database.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    let changed = database
        .execute("UPDATE journal SET recorded_at_us = recorded_at_us + 1 WHERE position = 40", [])
        .unwrap();
    assert_eq!(changed, 1);
    drop(database);
    let output = motcua(&["verify", "--data", &data]);
    assert_eq!(output.status.code(), Some(1), "{}", out(&output));
    assert!(err(&output).contains("position 40"), "{}", err(&output));
}

#[test]
fn a_dry_run_writes_nothing_and_an_import_is_in_force() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong/procedures/chung-thuc");
    let told = ok(&["import", "procedures", demo, "--dry-run", "--data", &data]);
    assert!(told.contains("2 procedures are there already"), "the province carries them: {told}");
    let text = std::fs::read_to_string(format!("{demo}/2.000815.yaml")).unwrap();
    let renamed = text.replacen("name: \"", "name: \"Khác ", 1);
    let version = renamed.lines().find(|line| line.starts_with("valid_from:")).unwrap();
    let next = dir.file("next.yaml", &renamed.replacen(version, &format!("version: 2\n{version}"), 1));
    let told = ok(&["import", "procedures", &next, "--dry-run", "--data", &data]);
    assert!(told.contains("1 procedures can be imported") && told.contains("nothing was written"), "{told}");
    assert!(!dir.path("data").exists());
    assert!(ok(&["import", "procedures", &next, "--data", &data]).contains("1 procedures imported"));
    // The same again changes nothing; another text under the same version is refused.
    assert!(ok(&["import", "procedures", &next, "--data", &data]).contains("1 procedures are there already"));
    let changed = dir.file("changed.yaml", &renamed);
    assert!(fails(&["import", "procedures", &changed, "--data", &data], 1).contains("2.000815"));
    assert!(ok(&["verify", "--data", &data]).contains("as recorded"));
}

#[test]
fn an_import_with_a_fault_takes_nothing_and_names_the_place() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let folder = dir.path("procedures");
    std::fs::create_dir_all(&folder).unwrap();
    let demo =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong/procedures/chung-thuc/2.000815.yaml");
    std::fs::copy(demo, folder.join("good.yaml")).unwrap();
    std::fs::write(folder.join("bad.yaml"), "code: \"9.999999\"\nlimit: \"5 fortnights\"\n").unwrap();
    let output = motcua(&["import", "procedures", folder.to_str().unwrap(), "--data", &data]);
    assert_eq!(output.status.code(), Some(1), "{}", out(&output));
    assert!(err(&output).contains("bad.yaml"), "{}", err(&output));
    assert!(!dir.path("data/store.sqlite").exists());
}

#[test]
fn the_published_procedures_are_fit_and_a_fault_is_shown_with_its_place() {
    assert!(ok(&["procedure", "check"]).contains("fit to publish"));
    let dir = Dir::new();
    let demo = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../province/lamdong/procedures/dau-tu-tai-viet-nam/1.009644.yaml"
    );
    let text = std::fs::read_to_string(demo).unwrap();
    // A promise worked out by hand that the limit does not give is a fault of one of the two.
    let unlike = dir.file("unlike.yaml", &text.replace("limit: \"17d\"", "limit: \"18d\""));
    let output = motcua(&["procedure", "check", &unlike]);
    assert_eq!(output.status.code(), Some(1));
    let told = err(&output);
    assert!(told.lines().all(|line| line.contains("worked_cases") && line.contains("tính ra")), "{told}");
    let (before, worked) = text.split_once("worked_cases:").unwrap();
    let (_, after) = worked.split_once("open:").unwrap();
    let text = format!("{before}open:{after}");
    let short = dir.file("short.yaml", &text.replace("limit: \"17d\"", "limit: \"2wd\""));
    let output = motcua(&["procedure", "check", &short]);
    assert_eq!(output.status.code(), Some(1));
    let lines = err(&output);
    let fault = lines.lines().find(|line| line.contains('→')).unwrap_or_else(|| panic!("{lines}"));
    assert!(fault.starts_with("1.009644 "), "{fault}");
    assert!(fails(&["procedure", "check", "/khong/co.yaml"], 3).contains("/khong/co.yaml"));
}

#[test]
fn a_calendar_is_published_once_and_only_a_newer_one() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong/calendar.yaml");
    let text = std::fs::read_to_string(own).unwrap();
    assert!(fails(&["import", "calendar", own, "--data", &data], 1).contains("raise the version"));
    let version = text.lines().find(|line| line.starts_with("version:")).unwrap();
    let newer = dir.file("newer.yaml", &text.replacen(version, "version: 99", 1));
    assert!(
        ok(&["import", "calendar", &newer, "--data", &data, "--dry-run"]).contains("nothing was written")
    );
    assert!(!dir.path("data").exists());
    assert!(ok(&["import", "calendar", &newer, "--data", &data]).contains("version 99"));
    assert!(ok(&["verify", "--data", &data]).contains("as recorded"));
}

#[test]
fn a_published_calendar_is_the_provinces_own_and_the_newest() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong/calendar.yaml");
    let text = std::fs::read_to_string(own).unwrap();
    let line = |begins: &str| text.lines().find(|line| line.starts_with(begins)).unwrap().to_owned();
    let with = |name: &str, version: u32, id: &str| {
        let text = text.replacen(&line("version:"), &format!("version: {version}"), 1);
        dir.file(name, &text.replacen(&line("id:"), &format!("id: {id}"), 1))
    };
    let id = line("id:").trim_start_matches("id:").trim().to_owned();
    ok(&["import", "calendar", &with("five.yaml", 105, &id), "--data", &data]);
    let older = fails(&["import", "calendar", &with("three.yaml", 103, &id), "--data", &data], 1);
    assert!(older.contains("not newer than 105"), "{older}");
    let again = fails(&["import", "calendar", &with("again.yaml", 105, &id), "--data", &data], 1);
    assert!(again.contains("raise the version"), "{again}");
    let other = fails(&["import", "calendar", &with("zzz.yaml", 200, "zzz"), "--data", &data], 1);
    assert!(other.contains("is not the province's"), "{other}");
}

#[test]
fn facts_and_processes_of_one_code_come_together_and_a_changed_version_is_refused() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    if !std::path::Path::new(shared).is_dir() {
        panic!("the published records are missing: {shared}");
    }
    let (facts, processes) =
        (format!("{shared}/procedures.json"), format!("{shared}/internal_processes.json"));
    let said = ok(&["import", "procedures", &facts, "--shape", "facts", "--data", &data]);
    assert!(said.contains("procedures imported"), "{said}");
    let said = ok(&["import", "procedures", &processes, "--shape", "processes", "--data", &data]);
    assert!(said.contains("78 procedures imported"), "{said}");
    let again = ok(&["import", "procedures", &processes, "--shape", "processes", "--data", &data]);
    assert!(again.contains("there already"), "{again}");

    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong/procedures");
    let unchanged = ok(&["import", "procedures", own, "--data", &data]);
    assert!(unchanged.contains("there already"), "{unchanged}");
    let file = first_file(std::path::Path::new(own));
    let text = std::fs::read_to_string(&file).unwrap();
    let line = text.lines().find(|line| line.starts_with("name:")).unwrap();
    let changed = dir.file("changed.yaml", &text.replacen(line, "name: \"Tên khác\"", 1));
    let refused = fails(&["import", "procedures", &changed, "--data", &data], 1);
    assert!(refused.contains("raise the version"), "{refused}");
    assert!(
        fails(&["import", "procedures", &changed, "--data", &dir.arg("none"), "--dry-run"], 1)
            .contains("raise the version")
    );
    assert!(!dir.path("none").exists(), "a refused import makes no store");
}

fn first_file(folder: &std::path::Path) -> std::path::PathBuf {
    let mut inside: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inside.sort();
    let first = inside.remove(0);
    if first.is_dir() { first_file(&first) } else { first }
}

#[test]
fn a_backup_made_while_serving_is_restored_and_a_damaged_one_replaces_nothing() {
    let dir = Dir::new();
    let data = dir.arg("data");
    simulate(&data, "40", "5");
    let before = records(&dir, &data, "before.ndjson");
    let server = Server::start(&dir.path("data"), &[]);
    ok(&["backup", &dir.arg("copy.sqlite"), "--data", &data]);
    assert!(fails(&["restore", &dir.arg("copy.sqlite"), "--data", &data], 3).contains("another program"));
    assert_eq!(server.end(), Some(0));

    ok(&["restore", &dir.arg("copy.sqlite"), "--data", &dir.arg("fresh")]);
    // The serving program may have marked what was overdue meanwhile; what was there before is there still.
    let after = records(&dir, &dir.arg("fresh"), "after.ndjson");
    assert!(after.starts_with(&before), "{} records of {} came back", after.len(), before.len());

    let mut bytes = std::fs::read(dir.path("copy.sqlite")).unwrap();
    let half = bytes.len() / 2;
    bytes[half..half + 4096].fill(0x5a);
    std::fs::write(dir.path("damaged.sqlite"), bytes).unwrap();
    let damaged = motcua(&["restore", &dir.arg("damaged.sqlite"), "--data", &dir.arg("fresh")]);
    assert_eq!(damaged.status.code(), Some(3), "{}", err(&damaged));
    assert!(records(&dir, &dir.arg("fresh"), "still.ndjson") == after, "the damaged copy changed the store");
}

#[test]
fn a_store_of_a_newer_program_is_refused() {
    let dir = Dir::new();
    let data = dir.arg("data");
    simulate(&data, "5", "1");
    let database = rusqlite::Connection::open(dir.path("data/store.sqlite")).unwrap();
    database
        .execute("UPDATE meta SET value = '99' WHERE name IN ('schema_version', 'least_program')", [])
        .unwrap();
    drop(database);
    for args in [vec!["serve", "--listen", "127.0.0.1:0"], vec!["verify"], vec!["backup", "/dev/null"]] {
        let mut args = args;
        args.extend(["--data", &data, "--log-level", "off"]);
        let line = fails(&args, 3);
        assert!(line.contains("version 99") && line.contains("newer program"), "{line}");
    }
}

#[test]
fn a_question_makes_no_store() {
    let dir = Dir::new();
    let data = dir.arg("nothing");
    assert!(fails(&["verify", "--data", &data], 3).contains("no store"));
    assert!(!dir.path("nothing").exists());
    assert!(
        fails(&["verify", "--database", "mysql://db/motcua"], 2).contains("sqlite://PATH or postgres://")
    );
}

#[test]
fn a_sample_of_a_paper_is_written_as_pdf() {
    let dir = Dir::new();
    for kind in ["receipt", "refusal"] {
        let file = dir.arg(&format!("{kind}.pdf"));
        ok(&["paper", kind, "--sample", "--out", &file]);
        assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-"), "{kind}");
    }
    assert!(fails(&["paper", "poem", "--sample"], 2).contains("receipt"));
    assert!(fails(&["paper", "receipt"], 2).contains("--sample"));
    assert!(
        fails(&["paper", "receipt", "--sample", "--out", "/khong/co/x.pdf"], 3).contains("/khong/co/x.pdf")
    );
}

#[test]
fn an_account_signs_in_until_it_is_disabled() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let add = ["user", "add", "tiepnhan", "--data", &data];
    for asked in
        [["user", "list"].as_slice(), &["user", "password", "tiepnhan"], &["token", "grant", "tiepnhan"]]
    {
        let told = fails(&[asked, &["--data", &data]].concat(), 3);
        assert!(told.contains("there is no store"), "{asked:?}: {told}");
    }
    let short = motcua_with(&add, "short\n");
    assert_eq!(short.status.code(), Some(1), "{}", out(&short));
    let nobody = motcua_with(&["user", "add", "khong-co", "--data", &data], "mot mat khau dai\n");
    assert_eq!(nobody.status.code(), Some(1), "{}", out(&nobody));
    assert!(!dir.path("data/store.sqlite").exists(), "what is only asked or refused makes no store");
    assert_eq!(motcua_with(&add, "mot mat khau dai\n").status.code(), Some(0));
    assert_eq!(motcua_with(&add, "mot mat khau dai\n").status.code(), Some(1), "made twice");
    assert!(fails(&["user", "disable", "khong-co", "--data", &data], 1).contains("khong-co"));
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let sign_in = |password: &str| {
        let body = serde_json::json!({"username": "tiepnhan", "password": password}).to_string();
        server
            .request("POST", "/api/v1/tokens", &[("content-type", "application/json")], body.as_bytes())
            .status
    };
    assert_eq!(sign_in("mot mat khau dai"), 201);
    assert_eq!(sign_in("motcua-demo"), 401, "no demonstration password where an account was made");
    ok(&["user", "disable", "tiepnhan", "--data", &data]);
    assert_eq!(sign_in("mot mat khau dai"), 401);
    assert!(ok(&["user", "list", "--data", &data]).contains("tiepnhan\tdisabled"));
}

#[test]
fn the_configuration_in_effect_is_shown_and_a_bad_one_refused() {
    let dir = Dir::new();
    let good = dir.file("good.toml", "listen = \"127.0.0.1:9999\"\nlog = \"json\"\n");
    let told = ok(&["config", "check", "--config", &good, "--data", &dir.arg("data")]);
    assert!(told.contains("listen = 127.0.0.1:9999") && told.contains("log = json"), "{told}");
    let bad = dir.file("bad.toml", "lissten = \"x\"\n");
    assert!(fails(&["config", "check", "--config", &bad], 2).contains("lissten"));
    let address = dir.file("address.toml", "listen = \"nowhere\"\n");
    let output = motcua(&["config", "check", "--config", &address]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("nowhere"));
}

#[test]
fn a_published_version_stays_as_it_was() {
    let dir = Dir::new();
    let (data, province) = (dir.arg("data"), dir.arg("province"));
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong");
    assert!(std::process::Command::new("cp").args(["-r", demo, &province]).status().unwrap().success());
    let fill = ["simulate", "--dossiers", "5", "--from", "2019-09-02", "--to", "2019-09-06"];
    let own = ["--data", &data, "--province", &province];
    ok(&[&fill[..], &own].concat());
    assert!(ok(&[&["verify"][..], &own].concat()).contains("as recorded"));
    let change = |file: &str, from: &str, to: &str| {
        let file = format!("{province}/{file}");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{file}");
        std::fs::write(&file, text.replace(from, to)).unwrap();
    };
    let procedure = "procedures/dau-tu-tai-viet-nam/1.009644.yaml";
    change(procedure, "limit: \"17d\"", "limit: \"18d\"");
    for (words, code) in
        [(&["verify"][..], 1), (&fill[..], 3), (&["serve", "--listen", "127.0.0.1:0"][..], 3)]
    {
        let line = fails(&[words, &own].concat(), code);
        assert!(line.contains("procedure 1.009644 version 1 is published"), "{line}");
    }
    change(procedure, "limit: \"18d\"", "limit: \"17d\"");
    assert!(ok(&[&["verify"][..], &own].concat()).contains("as recorded"));
    // The days off of a calendar under an old version number are as much of a promise.
    change("calendar.yaml", "2025-05-02", "2025-05-05");
    let line = fails(&[&["verify"][..], &own].concat(), 1);
    assert!(line.contains("calendar") && line.contains("raise the version"), "{line}");
}

/// A store knows what was published in it: a verification that names no province compares it with no other's.
#[test]
fn a_store_verifies_without_the_files_of_its_province() {
    let dir = Dir::new();
    let (data, province) = (dir.arg("data"), dir.arg("province"));
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong");
    assert!(std::process::Command::new("cp").args(["-r", demo, &province]).status().unwrap().success());
    for (file, from, to) in [
        ("procedures/kien-truc/1.008891.yaml", "field: \"", "field: \"Khác: "),
        ("procedures/dau-tu-tai-viet-nam/1.009644.yaml", "name: \"", "name: \"Khác: "),
        ("calendar.yaml", "2025-05-02", "2025-05-05"),
    ] {
        let file = format!("{province}/{file}");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{file}: {text}");
        std::fs::write(&file, text.replace(from, to)).unwrap();
    }
    let own = ["--data", &data, "--province", &province];
    ok(&[&["simulate", "--dossiers", "60", "--from", "2019-09-02", "--to", "2019-10-04"][..], &own].concat());
    let told = ok(&["verify", "--data", &data]);
    assert!(told.contains("as recorded") && told.contains("--province"), "{told}");
    let told = ok(&[&["verify"][..], &own].concat());
    assert!(told.contains("as recorded") && told.contains(&province), "{told}");
    let line = err(&motcua(&["verify", "--data", &data, "--province", demo]));
    assert!(line.contains("procedure 1.008891 version 1 is published"), "{line}");
}

#[test]
fn nothing_is_made_up_in_a_province_that_is_served() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let province = ["--province", concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong")];
    let fill = ["simulate", "--dossiers", "2", "--data", &data];
    let server = Server::start(&dir.path("data"), &province);
    let line = fails(&[&fill[..], &province].concat(), 3);
    assert!(line.contains("another program serves this store") && line.contains("--data"), "{line}");
    assert_eq!(server.end(), Some(0));
    assert!(ok(&[&fill[..], &province].concat()).starts_with("2 dossiers"));
}
