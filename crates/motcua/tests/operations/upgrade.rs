//! Upgrades: what `motcua migrate` says and does, and old and new programs over one store.
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::json;

use crate::cluster::Cluster;
use crate::common::{self, Dir, Server, fails, ok};

fn server() -> &'static Cluster {
    static SERVER: OnceLock<Cluster> = OnceLock::new();
    SERVER.get_or_init(|| Cluster::start("off"))
}

/// The shared text of a step, found by its number.
fn step(number: u32) -> String {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../store/migrations"));
    let starts = format!("{number:04}_");
    let plain = |name: &str| name.starts_with(&starts) && name.matches('.').count() == 1;
    let names = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    let name = names.map(|name| name.into_string().unwrap()).find(|name| plain(name)).unwrap();
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// Runs a statement beside the program; the first cell of each row.
type Sql = Box<dyn Fn(&str) -> Vec<String>>;

/// What both engines are asked: arguments that name the store, and statements run beside the program.
pub struct Place {
    pub at: Vec<String>,
    sql: Sql,
}

impl Place {
    fn args<'a>(&'a self, words: &[&'a str]) -> Vec<&'a str> {
        words.iter().copied().chain(self.at.iter().map(String::as_str)).collect()
    }

    fn ok(&self, words: &[&str]) -> String {
        ok(&self.args(words))
    }

    fn fails(&self, words: &[&str], code: i32) -> String {
        fails(&self.args(words), code)
    }

    fn serve(&self, dir: &Dir) -> Server {
        let words: Vec<&str> = self.at.iter().skip(2).map(String::as_str).chain(["--empty"]).collect();
        Server::start(&dir.path("data"), &words)
    }

    fn known(&self) -> u32 {
        (self.sql)("SELECT value FROM meta WHERE name = 'schema_version'")[0].parse().unwrap()
    }
}

fn embedded(dir: &Dir) -> Place {
    let file = dir.path("data/store.sqlite");
    let sql = move |text: &str| {
        let database = rusqlite::Connection::open(&file).unwrap();
        if !text.starts_with("SELECT") {
            database.execute_batch(text).unwrap();
            return Vec::new();
        }
        let mut statement = database.prepare(text).unwrap();
        let found = statement.query_map([], |row| row.get::<_, rusqlite::types::Value>(0)).unwrap();
        found
            .map(|value| match value.unwrap() {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => panic!("{other:?}"),
            })
            .collect()
    };
    Place { at: vec!["--data".into(), dir.arg("data")], sql: Box::new(sql) }
}

pub fn on_server(dir: &Dir, name: &'static str) -> Place {
    let url = server().create(name, "");
    let sql = move |text: &str| server().sql(name, text).unwrap().into_iter().flatten().collect();
    Place { at: vec!["--data".into(), dir.arg("data"), "--database".into(), url], sql: Box::new(sql) }
}

fn each(name: &'static str, test: impl Fn(&Dir, &Place)) {
    let dir = Dir::new();
    test(&dir, &embedded(&dir));
    let dir = Dir::new();
    test(&dir, &on_server(&dir, name));
}

/// A store of the first schemas with the dossiers of a real one.
fn older(dir: &Dir) {
    ok(&[
        "simulate",
        "--data",
        &dir.arg("new"),
        "--dossiers",
        "40",
        "--seed",
        "5",
        "--from",
        "2025-05-05",
        "--to",
        "2025-06-06",
    ]);
    std::fs::create_dir_all(dir.path("data")).unwrap();
    std::fs::copy(dir.path("new/seal.key"), dir.path("data/seal.key")).unwrap();
    std::fs::create_dir_all(dir.path("new/files")).unwrap();
    std::fs::rename(dir.path("new/files"), dir.path("data/files")).unwrap();
    let database = rusqlite::Connection::open(dir.path("data/store.sqlite")).unwrap();
    for number in 1..=4 {
        database.execute_batch(&step(number).replace("/*clustered*/", "WITHOUT ROWID")).unwrap();
    }
    let own = include_str!("../../../store/migrations/0001_journal.sqlite.sql");
    database.execute_batch(own).unwrap();
    database.execute_batch(&format!("ATTACH '{}' AS new", dir.arg("new/store.sqlite"))).unwrap();
    let tables = "journal seal reference private_data private_search counter idempotency outbox account \
                  dossier_label entry";
    for table in tables.split_whitespace() {
        let mut names = database.prepare(&format!("SELECT name FROM pragma_table_info('{table}')")).unwrap();
        let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let names = names.join(", ");
        database
            .execute_batch(&format!("INSERT INTO {table} ({names}) SELECT {names} FROM new.{table}"))
            .unwrap();
    }
    database.execute_batch("DETACH new; INSERT INTO meta VALUES ('schema_version', '4')").unwrap();
}

#[test]
fn a_dry_run_tells_the_steps_and_does_nothing_and_the_run_does_them() {
    let dir = Dir::new();
    older(&dir);
    let place = embedded(&dir);
    let told = place.ok(&["migrate", "--dry-run"]);
    assert!(told.starts_with("schema 4, this program knows "), "{told}");
    assert!(told.contains("step 5: 0005_lists (expand): each open dossier"), "{told}");
    assert!(told.contains("programs before 5 stop writing"), "{told}");
    assert!(told.contains("the lists are made again") && told.contains("nothing was done"), "{told}");
    assert_eq!(place.known(), 4);
    let doctor = common::out(&common::motcua(&place.args(&["doctor"])));
    assert!(doctor.contains("WARN schema: "), "{doctor}");
    assert_eq!(place.known(), 4, "the doctor changes nothing");
    let done = place.ok(&["migrate"]);
    assert!(done.contains("done: schema 4 to ") && done.contains("of 40 dossiers"), "{done}");
    assert!(place.known() > 4);
    assert!(place.ok(&["verify"]).contains("as recorded"));
    assert!(place.ok(&["migrate"]).contains("nothing to do"));
}

/// What says that a store is of an older schema: where it is, what it has, what to do.
fn is_sent_to_migrate(place: &Place, line: &str, words: &[&str]) {
    // A server is named without what may be secret.
    let at = place.at.last().unwrap().split('?').next().unwrap();
    assert!(line.contains(at) && line.contains("run `motcua migrate`"), "{words:?}: {line}");
}

/// Bytes of the store's file and the names beside it, but for the empty log that the engine reads with.
fn beside(dir: &Dir) -> (Vec<u8>, BTreeSet<String>) {
    let names = std::fs::read_dir(dir.path("data")).unwrap().map(|file| file.unwrap().file_name());
    let names = names.map(|name| name.into_string().unwrap());
    let names = names.filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm")).collect();
    (std::fs::read(dir.path("data/store.sqlite")).unwrap(), names)
}

#[test]
fn no_command_but_serve_and_migrate_brings_an_older_store_up_to_date() {
    let dir = Dir::new();
    older(&dir);
    let place = embedded(&dir);
    let before = beside(&dir);
    let file = dir.arg("file");
    let procedures = concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong/procedures");
    for words in [
        &["verify"][..],
        &["figures"],
        &["rebuild"],
        &["export", &file],
        &["backup", &file],
        &["files", "sweep", "--dry-run"],
        &["user", "list"],
        &["user", "disable", "tiepnhan"],
        &["token", "grant", "tiepnhan"],
        &["import", "procedures", procedures],
        &["simulate", "--dossiers", "1"],
    ] {
        let line = place.fails(words, 3);
        is_sent_to_migrate(&place, &line, words);
        assert!(line.contains("its schema is 4"), "{line}");
    }
    let told = place.ok(&["config", "check"]);
    assert!(told.contains("note: the schema of the store is 4") && told.contains("motcua migrate"), "{told}");
    assert!(before == beside(&dir), "a command that was refused wrote");
    assert!(!dir.path("file").exists(), "and left a file");
    place.ok(&["migrate"]);
    assert!(place.ok(&["verify"]).contains("as recorded"));
    place.ok(&["backup", &file]);
}

/// On both engines; and so with lists that wait to be made again, which is long work on a large store.
#[test]
fn a_question_leaves_the_schema_and_the_lists_as_they_are() {
    each("migrate_asked", |_, place| {
        place.ok(&["simulate", "--dossiers", "3"]);
        let known = place.known();
        let version = |number: u32| {
            (place.sql)(&format!("UPDATE meta SET value = '{number}' WHERE name = 'schema_version'"));
        };
        version(known - 1);
        for words in [&["verify"][..], &["user", "list"], &["export", "/dev/null"]] {
            is_sent_to_migrate(place, &place.fails(words, 3), words);
        }
        assert!(place.ok(&["config", "check"]).contains(&format!("store is {}", known - 1)));
        assert_eq!(place.known(), known - 1);
        version(known);
        (place.sql)("INSERT INTO meta (name, value) VALUES ('projections_stale', 'yes')");
        for words in [&["verify"][..], &["user", "list"]] {
            is_sent_to_migrate(place, &place.fails(words, 3), words);
        }
        assert!(place.ok(&["config", "check"]).contains("note: the lists of the store"));
        let stale = "SELECT COUNT(*) FROM meta WHERE name = 'projections_stale'";
        assert_eq!((place.sql)(stale), ["1"]);
        assert!(place.ok(&["migrate"]).contains("the lists were made again"));
        assert_eq!((place.sql)(stale), ["0"]);
        assert!(place.ok(&["verify"]).contains("as recorded"));
    });
}

/// What is written for people names each step that the program has, with who may write beside it.
#[test]
fn the_guide_names_each_step_and_the_decision_those_that_no_older_program_survives() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let read = |file: &str| std::fs::read_to_string(root.join(file)).unwrap();
    let (guide, decision) = (read("docs/how-to/upgrade.md"), read("docs/adr/0012-expand-and-contract.md"));
    let names = std::fs::read_dir(root.join("crates/store/migrations")).unwrap();
    let names = names.map(|file| file.unwrap().file_name().into_string().unwrap());
    let numbers: BTreeSet<u32> = names.map(|name| name[..4].parse().unwrap()).collect();
    let beside = |number: u32| {
        let text = step(number);
        let line = text.lines().find_map(|line| line.strip_prefix("-- Beside: "))?;
        line.split(';').next().unwrap().parse::<u32>().ok()
    };
    let alone: Vec<u32> = numbers.iter().copied().filter(|number| beside(*number).is_none()).collect();
    let last = *alone.last().unwrap();
    assert_eq!(alone, (1..=last).collect::<Vec<_>>(), "the steps that no older program survives come first");
    assert!(guide.contains(&format!("\n| 2 to {last} | ")), "2 to {last}");
    assert!(decision.contains(&format!("Steps 2 to {last} have no `Beside`")), "2 to {last}");
    for number in numbers.iter().copied().filter(|number| *number > last) {
        let least = beside(number).unwrap();
        let row = guide.lines().find(|line| line.starts_with(&format!("| {number} (`{number:04}_")));
        let row = row.unwrap_or_else(|| panic!("step {number} is not in the table"));
        assert!(row.ends_with(&format!("| programs of schema {least} go on writing |")), "{row}");
    }
    let newest = numbers.last().unwrap();
    assert!(guide.contains(&format!("programs of schema {last} to {newest} may stand side by side")));
}

#[test]
fn no_store_and_a_newer_one_are_refused() {
    each("migrate_refused", |_, place| {
        assert!(place.fails(&["migrate", "--dry-run"], 3).contains("there is no store"));
        place.ok(&["simulate", "--dossiers", "2"]);
        let known = place.known();
        (place.sql)("UPDATE meta SET value = '99' WHERE name IN ('schema_version', 'least_program')");
        for words in [&["migrate"][..], &["migrate", "--dry-run"]] {
            let line = place.fails(words, 3);
            assert!(line.contains("99") && line.contains(&format!("up to {known}")), "{line}");
        }
    });
}

/// The present program stands for the one before: a later step that says so leaves it writing.
#[test]
fn a_program_works_beside_a_newer_one_when_the_schema_says_so() {
    each("migrate_beside", |dir, place| {
        place.ok(&["simulate", "--dossiers", "3"]);
        let known = place.known();
        let later = format!(
            "CREATE TABLE later (id TEXT NOT NULL PRIMARY KEY); \
             UPDATE meta SET value = '{}' WHERE name = 'schema_version'; \
             UPDATE meta SET value = '{known}' WHERE name = 'least_program'",
            known + 1
        );
        (place.sql)(&later);
        assert!(place.ok(&["migrate", "--dry-run"]).contains("this one works beside it"));
        let server = place.serve(dir);
        let officer = server.token("tiepnhan");
        let filed = server.api(&officer, "POST", "/api/v1/dossiers", &filing());
        assert_eq!(filed.status, 201, "{}", filed.text());
        assert_eq!(server.end(), Some(0));
        assert!(place.ok(&["verify"]).contains("as recorded"));
        assert_eq!(place.known(), known + 1, "nobody took the schema back");
    });
}

#[test]
fn a_running_program_stops_writing_when_a_newer_one_says_so() {
    each("migrate_running", |dir, place| {
        let server = place.serve(dir);
        let officer = server.token("tiepnhan");
        let filed = server.api(&officer, "POST", "/api/v1/dossiers", &filing());
        assert_eq!(filed.status, 201, "{}", filed.text());
        let code = filed.json()["code"].as_str().unwrap().to_owned();
        (place.sql)("UPDATE meta SET value = '99' WHERE name IN ('schema_version', 'least_program')");
        let refused = server.api(&officer, "POST", "/api/v1/dossiers", &filing());
        assert_eq!(refused.status, 503, "{}", refused.text());
        let ready = server.get("/readyz");
        assert_eq!(ready.status, 503);
        assert!(ready.text().contains("a newer program changed the schema"), "{}", ready.text());
        assert_eq!(server.get(&format!("/api/v1/track/{code}")).status, 200, "reading goes on");
        let records = (place.sql)("SELECT COUNT(*) FROM journal WHERE stream LIKE 'dossier/%'");
        assert_eq!(records, ["2"], "one dossier, registered and accepted");
    });
}

pub fn filing() -> serde_json::Value {
    json!({
        "procedure": "1.008891",
        "channel": "counter",
        "applicant": {"kind": "person", "name": "K'Brèm", "phone": "0912345678", "address": "Đà Lạt"},
        "papers": [
            {"code": "p1", "originals": 1, "copies": 0},
            {"code": "p2", "originals": 2, "copies": 0},
            {"code": "p3", "originals": 0, "copies": 1},
            {"code": "p4", "originals": 0, "copies": 1},
        ],
        "return_by": "counter"
    })
}
