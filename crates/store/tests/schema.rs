//! The schema of the embedded database: older ones brought up to date, and texts of it that were changed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::path::Path;

use common::{Bench, Chance, Dir, Hand, New, add, dossier_id, morning, sqlite};
use rusqlite::Connection;
use store::{Ref, Store};

fn findings(store: &Store) -> Vec<String> {
    let report = store.verify(&mut |_, _| {}).unwrap();
    report.findings.into_iter().map(|own| format!("{}: {}", own.place, own.what)).collect()
}

fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// What a step says on the embedded database, read from its files: first what all engines say.
fn step(number: u32) -> String {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"));
    let names = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    let own = |name: &String| name.starts_with(&format!("{number:04}_")) && !name.contains(".postgres.");
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).filter(own).collect();
    names.sort();
    let text = |name: &String| std::fs::read_to_string(folder.join(name)).unwrap();
    names.iter().map(text).collect::<String>().replace("/*clustered*/", "WITHOUT ROWID")
}

/// The rows of a store in one of an older schema, as its own program made it.
fn older(of: &Bench, number: u32) -> Dir {
    let dir = Dir::new();
    let database = Connection::open(dir.file()).unwrap();
    database.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    (1..=number).for_each(|number| database.execute_batch(&step(number)).unwrap());
    database.execute_batch(&format!("ATTACH '{}' AS new", of.dir.file().display())).unwrap();
    let tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name <> 'meta' \
                  AND name NOT LIKE 'private_name%'";
    for table in texts(&database, tables) {
        // What an older schema has and the present one has not is made from the journal.
        let columns = format!(
            "SELECT name FROM pragma_table_info('{table}', 'main') \
             WHERE name IN (SELECT name FROM pragma_table_info('{table}', 'new'))"
        );
        let names = texts(&database, &columns).join(", ");
        let copy = format!("INSERT INTO main.{table} ({names}) SELECT {names} FROM new.{table}");
        database.execute_batch(&copy).unwrap();
    }
    let version = format!("DETACH new; INSERT INTO meta VALUES ('schema_version', '{number}')");
    database.execute_batch(&version).unwrap();
    dir
}

fn worked() -> Bench {
    let bench = sqlite();
    let of = |kind: &str| common::samples().into_iter().find(|event| event.kind() == kind).unwrap();
    New::number(1).register(&bench.store);
    common::accept(&bench.store, &dossier_id(1)).unwrap();
    add(&bench.store, &dossier_id(1), vec![of("step-completed"), of("became-overdue")]).unwrap();
    bench
}

/// A store of the first schema opens with its lists made again from the journal.
#[test]
fn the_lists_are_rebuilt_after_the_first_schema() {
    let dir = older(&worked(), 1);
    let store = Store::sqlite(dir.path(), Hand::at(morning()).options()).unwrap();
    assert_eq!(findings(&store), Vec::<String>::new());
    assert_eq!(store.supervision(None, None, None, 9).unwrap().items.len(), 1, "overdue, from the journal");
    let row = store.find(&Ref::Id(dossier_id(1))).unwrap().unwrap();
    assert_eq!(row.result_desk, common::unit("quay-1"));
}

/// Step by step or all at once: the same texts, so that what verify expects is what there is.
#[test]
fn a_store_of_any_older_schema_becomes_the_same_as_a_new_one() {
    let bench = worked();
    let known: u32 = {
        let database = Connection::open(bench.dir.file()).unwrap();
        texts(&database, "SELECT value FROM meta WHERE name = 'schema_version'")[0].parse().unwrap()
    };
    for number in 1..known {
        let dir = older(&bench, number);
        let store = Store::sqlite(dir.path(), Hand::at(morning()).options()).unwrap();
        assert_eq!(findings(&store), Vec::<String>::new(), "schema {number}");
        assert_eq!(store.history(&dossier_id(1)).unwrap().len(), 4, "schema {number}");
    }
}

/// Somebody who knows the engine changes what it reads as its schema; each text can still be read.
#[test]
fn a_changed_text_of_the_schema_is_found_with_its_name() {
    let edit = |name: &str, from: &str, to: &str| {
        format!(
            "UPDATE sqlite_master SET sql = replace(sql, '{from}', '{to}') \
             WHERE name = '{name}' AND instr(sql, '{from}') > 0"
        )
    };
    let cases = [
        ("trigger journal_no_update", edit("journal_no_update", "BEFORE UPDATE", "BEFORE update")),
        ("trigger journal_no_delete", edit("journal_no_delete", "append-only", "append-onlx")),
        ("trigger counter_no_way_back", edit("counter_no_way_back", "NEW.last <", "NEW.last >")),
        (
            "table outbox",
            edit(
                "outbox",
                "attempts       BIGINT NOT NULL DEFAULT 0",
                "attempts       BIGINT NOT NULL DEFAULT 8",
            ),
        ),
        ("table seal", edit("seal", "length(root) = 64", "length(root) > 64")),
        ("table journal", edit("journal", "access/", "acces_/")),
        ("table private_name", edit("private_name", "trigram", "trigraM")),
        ("table private_name_docsize", edit("private_name_docsize", "sz BLOB", "sz BLOa")),
        ("index dossier_call", edit("dossier_call", "to_call = 1", "to_call = 3")),
        ("index outbox_recipient", edit("outbox_recipient", "recipient <>", "recipient ><")),
        ("index outbox_due_twice", "CREATE INDEX outbox_due_twice ON outbox (due_at_us)".into()),
        ("index dossier_code", "DROP INDEX dossier_code".into()),
        ("trigger seal_no_delete", "DROP TRIGGER seal_no_delete".into()),
        ("user_version", "PRAGMA user_version = 4".into()),
        ("application_id", "PRAGMA application_id = 256".into()),
        ("private_name_config", "UPDATE private_name_config SET v = 0 WHERE k = 'secure-delete'".into()),
    ];
    for (name, change) in cases {
        let Bench { store, dir, hand, .. } = worked();
        drop(store);
        let database = Connection::open(dir.file()).unwrap();
        database.execute_batch("PRAGMA writable_schema = ON").unwrap();
        database.execute_batch(&change).unwrap();
        if change.starts_with("UPDATE") {
            assert_eq!(database.changes(), 1, "{change}");
        }
        drop(database);
        // A text that cannot be read any more is refused when it opens.
        let Ok(store) = Store::sqlite(dir.path(), hand.options()) else {
            assert!(name.contains("outbox_recipient"), "{name}");
            continue;
        };
        let found = findings(&store);
        let told = format!("database file: {name}: ");
        assert!(found.iter().any(|own| own.starts_with(&told)), "{change}: {found:?}");
    }
}

/// F17: a bit of such a text turns over on the disk.
#[test]
fn each_bit_of_the_texts_of_the_schema_counts() {
    let Bench { store, dir, hand, .. } = worked();
    drop(store);
    let (whole, mut random) = (std::fs::read(dir.file()).unwrap(), Chance(17));
    let all = {
        let database = Connection::open(dir.file()).unwrap();
        texts(&database, "SELECT sql FROM sqlite_master WHERE length(sql) BETWEEN 1 AND 400 ORDER BY name")
    };
    let mut found = 0;
    for text in &all {
        let starts = whole.windows(text.len()).position(|own| own == text.as_bytes());
        let at = starts.unwrap_or_else(|| panic!("in one piece: {text}"))
            + usize::try_from(random.below(text.len() as u64)).unwrap();
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << random.below(8);
        for left in ["store.sqlite-wal", "store.sqlite-shm"] {
            std::fs::remove_file(dir.path().join(left)).ok();
        }
        std::fs::write(dir.file(), &bytes).unwrap();
        let verified = Store::sqlite(dir.path(), hand.options())
            .and_then(|store| store.verify(&mut |_, _| {}))
            .map(|report| report.findings);
        assert!(!matches!(&verified, Ok(none) if none.is_empty()), "byte {at} of {text}");
        found += i32::from(verified.is_ok());
    }
    assert!(all.len() > 50 && found > 10, "{found} of {}", all.len());
}
