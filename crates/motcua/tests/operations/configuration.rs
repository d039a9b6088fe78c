//! Each setting broken, one by one; unknown keys; a running program that is asked to read a broken file (F26).

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::common::{Dir, Server, err, fails, motcua, ok};

/// The tables of the file, with what makes one of each.
const TABLES: [(&str, &str); 9] = [
    ("", ""),
    ("files", "[files]\n"),
    ("outbox", "[outbox]\n"),
    ("sms", "[sms]\n"),
    ("sms.provider", "[[sms.provider]]\n"),
    ("email", "[email]\n"),
    ("email.provider", "[[email.provider]]\n"),
    ("webhook", "[webhook]\n"),
    ("webhook.subscription", "[[webhook.subscription]]\n"),
];

/// Every key of a table, as the program itself lists them when it meets an unknown one; a test beside the settings holds the list
/// against the forms that the file is read into.
fn keys(dir: &Dir, heading: &str) -> Vec<String> {
    let file = dir.file("keys.toml", &format!("{heading}zzzzzzzzzzzzzzz = 1\n"));
    let line = fails(&["config", "check", "--config", &file, "--data", &dir.arg("data")], 2);
    assert!(line.contains("zzzzzzzzzzzzzzz") && line.contains("take it out"), "{line}");
    let (_, list) = line.split_once("known here: ").unwrap();
    list.split(", ").map(str::to_owned).collect()
}

/// Values that no key of any type takes.
const BROKEN: [&str; 2] = ["-7.5", "{ zz = 1 }"];

#[test]
fn every_key_broken_by_a_value_of_another_type_is_named_with_its_value_and_what_to_write() {
    let dir = Dir::new();
    let mut seen = BTreeSet::new();
    for (table, heading) in TABLES {
        for key in keys(&dir, heading) {
            for value in BROKEN {
                let file = dir.file("broken.toml", &format!("{heading}{key} = {value}\n"));
                let line = fails(&["config", "check", "--config", &file, "--data", &dir.arg("data")], 2);
                let full = if table.is_empty() { key.clone() } else { format!("{table}.{key}") };
                assert!(line.contains(&full) && line.contains("; write "), "{full}: {line}");
                assert!(key == "database" || line.contains(value), "{full}: {line}");
                seen.insert(full);
            }
        }
    }
    for key in [
        "listen",
        "drain_ms",
        "files.clamd",
        "outbox.parallel",
        "sms.provider.url",
        "webhook.subscription.id",
    ] {
        assert!(seen.contains(key), "{key} is not among {seen:?}");
    }
}

#[test]
fn every_value_of_the_right_type_that_cannot_work_is_refused() {
    let dir = Dir::new();
    let table = [
        ("listen = \"nowhere\"", "listen: `nowhere`"),
        ("public_url = \"motcua.vn\"", "public_url: `motcua.vn`"),
        ("database = \"mysql://an:geheim@db/x\"", "database: it is written sqlite://PATH"),
        ("province = \"/nowhere\"", "/nowhere is no folder"),
        ("log_level = \"infoo\"", "`infoo` is neither a level nor a part"),
        ("log_level = \"store=loud\"", "log_level: `store=loud`"),
        ("drain_ms = 99999999", "drain_ms: `99999999`"),
        ("[files]\nclamd = \"x\"", "files.clamd: `x` is no place"),
        ("[files]\nstore = \"x\"", "files.store: "),
        ("[outbox]\nlease_seconds = 1", "outbox.lease_seconds: 1 is not from 4 to 600"),
        ("[outbox]\nparallel = 99", "outbox.parallel: 99 is not from 1 to 32"),
        ("[outbox]\nmost_attempts = 0", "outbox.most_attempts: 0 is not from 1 to 100"),
        ("[outbox]\noldest_hours = 9999", "outbox.oldest_hours: 9999 is not"),
        ("[outbox]\nfirst_wait_seconds = 0", "outbox.first_wait_seconds: 0 is not"),
        ("[outbox]\nper_recipient_per_day = 0", "outbox.per_recipient_per_day: 0 is not"),
        ("[[sms.provider]]\nname = \"a\"\nkind = \"fax\"", "sms.provider[0].kind: `fax`"),
        ("[[email.provider]]\nname = \"a\"\nhost = \"h\"\nprotection = \"magic\"", "protection: `magic`"),
        ("[[email.provider]]\nname = \"a\"\nhost = \"h\"", "email.from: is missing"),
        (
            "[[webhook.subscription]]\nid = \"a\"\nurl = \"https://x.vn/\"",
            "`x.vn` is not in webhook.allow_hosts",
        ),
        ("listen = ", ":1"),
    ];
    for (text, expected) in table {
        let file = dir.file("broken.toml", text);
        let output = motcua(&["config", "check", "--config", &file, "--data", &dir.arg("data")]);
        let told = err(&output);
        assert!(matches!(output.status.code(), Some(1..=3)), "{text}: {:?} {told}", output.status);
        assert!(told.contains(expected), "{text}: {told}");
        assert!(!told.contains("geheim"), "{told}");
    }
}

#[test]
fn a_mistyped_key_is_met_with_the_right_one() {
    let dir = Dir::new();
    for (text, expected) in [
        ("listn = \"x\"", "`listn` is no key; did you mean `listen`?"),
        ("publicurl = \"x\"", "did you mean `public_url`?"),
        ("[email]\nform = \"x\"", "`email.form` is no key; did you mean `from`?"),
    ] {
        let file = dir.file("typo.toml", text);
        let line = fails(&["config", "check", "--config", &file], 2);
        assert!(line.contains(expected), "{line}");
    }
}

/// A copy of the province of the tests.
fn province(dir: &Dir) -> String {
    let from = concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong");
    let to = dir.arg("province");
    assert!(Command::new("cp").args(["-r", from, &to]).status().unwrap().success());
    to
}

#[test]
fn a_deployment_with_half_of_its_files_or_with_files_of_a_newer_form_is_refused() {
    let dir = Dir::new();
    let province = province(&dir);
    let at = ["--province", &province, "--data", &dir.arg("data")];
    let check = |_: &str| fails(&[&["config", "check"][..], &at].concat(), 1);
    ok(&[&["config", "check"][..], &at].concat());
    for name in ["province.yaml", "calendar.yaml"] {
        let file = dir.path("province").join(name);
        let whole = std::fs::read_to_string(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        assert!(check(name).contains(name), "{name}");
        std::fs::write(&file, format!("{whole}\nfrom_the_future: 7\n")).unwrap();
        let line = check(name);
        assert!(line.contains(name) && line.contains("from_the_future"), "{line}");
        std::fs::write(&file, whole).unwrap();
    }
}

/// The log, once it has these words so many times.
fn said(log: &Path, words: &str, times: usize) -> String {
    let began = Instant::now();
    loop {
        let text = std::fs::read_to_string(log).unwrap();
        if text.matches(words).count() >= times {
            return text;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "`{words}` is not {times} times in {text}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// What is read again and not in force is named each time until the program is started again.
#[test]
fn what_waits_for_a_restart_is_named_at_each_reading() {
    let dir = Dir::new();
    let config = dir.file("motcua.toml", "empty = true\n");
    let log = dir.path("log");
    let server = Server::start_logged(&dir.path("data"), &["--config", &config], &log);
    std::fs::write(&config, "empty = true\n[files]\nclamd = \"tcp:127.0.0.1:9\"\n").unwrap();
    for times in 1..=2 {
        server.signal("HUP");
        let text = said(&log, "the configuration was read again", times);
        assert!(text.contains("in force after a restart only"), "reading {times}: {text}");
        let text = said(&log, "in force after a restart only", times);
        assert_eq!(text.matches("files").count(), times, "reading {times}: {text}");
    }
    std::fs::write(&config, "empty = true\n").unwrap();
    server.signal("HUP");
    let text = said(&log, "the configuration was read again", 3);
    assert_eq!(text.matches("in force after a restart only").count(), 2, "taken back: {text}");
}

/// A version that came with the province's files while the program ran is published like one of the start: kept in the store, where
/// it stays as it was.
#[test]
fn what_comes_into_force_while_the_program_runs_is_kept_and_stays_as_it_was() {
    let dir = Dir::new();
    let province = province(&dir);
    let at = ["--province", &province, "--data", &dir.arg("data")];
    let log = dir.path("log");
    let server = Server::start_logged(&dir.path("data"), &["--province", &province, "--empty"], &log);
    let folder = dir.path("province/procedures/kien-truc");
    let own = std::fs::read_to_string(folder.join("1.008891.yaml")).unwrap();
    let next = folder.join("9.008891.yaml");
    let next_text = own.replace("1.008891", "9.008891");
    std::fs::write(&next, &next_text).unwrap();
    server.signal("HUP");
    said(&log, "the configuration was read again", 1);
    assert_eq!(server.get("/api/v1/procedures/9.008891").status, 200);
    // The same version with another name is another promise.
    std::fs::write(&next, next_text.replacen("name: \"", "name: \"Khác ", 1)).unwrap();
    server.signal("HUP");
    let text = said(&log, "the old one stays in force", 1);
    assert!(text.contains("procedure 9.008891 version 1 is published"), "{text}");
    assert!(!server.get("/api/v1/procedures/9.008891").text().contains("Khác "));
    assert_eq!(server.end(), Some(0));
    let line = fails(&[&["verify"][..], &at].concat(), 1);
    assert!(line.contains("procedure 9.008891 version 1 is published"), "{line}");
}

#[test]
fn a_running_program_keeps_its_configuration_when_the_new_one_is_broken() {
    let dir = Dir::new();
    let province = province(&dir);
    let config = dir.file("motcua.toml", &format!("province = \"{province}\"\nlog_level = \"info\"\n"));
    let log = dir.path("log");
    let server = Server::start_logged(&dir.path("data"), &["--config", &config], &log);
    let said = |words: &str| said(&log, words, 1);
    std::fs::write(&config, "listen = 7\n").unwrap();
    server.signal("HUP");
    let text = said("the old one stays in force");
    assert!(text.contains("listen = 7") && text.contains("write \\\"127.0.0.1:8080\\\""), "{text}");
    assert_eq!(server.get("/readyz").status, 200);
    let old = dir.path("province/procedures/chung-thuc/2.000815.yaml");
    let own = std::fs::read_to_string(old).unwrap().replace("2.000815", "9.000815");
    std::fs::write(dir.path("province/procedures/chung-thuc/9.000815.yaml"), own).unwrap();
    std::fs::write(&config, format!("province = \"{province}\"\nlog_level = \"warn\"\n")).unwrap();
    assert_eq!(server.get("/api/v1/procedures/9.000815").status, 404);
    server.signal("HUP");
    let text = said("the configuration was read again");
    assert!(text.contains("log_level"), "what needs a restart is named: {text}");
    assert_eq!(server.get("/api/v1/procedures/9.000815").status, 200);
}

/// What a reader of the front page types is taken by the program; words of other programs stand beside their names.
#[test]
fn every_option_that_the_front_page_names_is_one() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let read = |file: &str| std::fs::read_to_string(root.join(file)).unwrap();
    let (readme, test) = (read("README.md"), read("test"));
    fn words(text: &str) -> impl Iterator<Item = &str> {
        text.split(|c: char| !c.is_ascii_alphanumeric() && !"-./".contains(c)).filter(|word| !word.is_empty())
    }
    let mut seen = BTreeSet::new();
    for line in readme.lines() {
        let mut before = "";
        let mut help = ok(&["--help"]);
        for word in words(line) {
            let is_option = word.starts_with("--") && word.contains(char::is_alphabetic);
            match (before, word) {
                (_, "./test") => help.clone_from(&test),
                ("cargo", "run") => help = "--release".to_owned(),
                ("motcua", command) if !is_option => help = ok(&[command, "--help"]),
                _ if is_option => {
                    assert!(words(&help).any(|known| known == word), "{word} in: {line}");
                    seen.insert(word);
                }
                _ => {}
            }
            before = word;
        }
    }
    assert_eq!(seen, BTreeSet::from(["--data", "--empty", "--limit", "--received", "--release", "--speed"]));
}
