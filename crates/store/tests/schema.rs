//! The schema: older ones brought up to date, and what was changed of it behind the program's back.

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

use common::cluster::sql;
use common::{
    Bench, Chance, Dir, Hand, New, add, database_on, dossier_id, memory, morning, postgres, server, sqlite,
};
use rusqlite::Connection;
use store::{Batch, IdempotencyKey, Loaded, Options, Reads, Ref, Store, StoreError};

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
    parts(number, ".postgres.").concat().replace("/*clustered*/", "WITHOUT ROWID")
}

/// What a step says on a server of PostgreSQL.
fn step_on_server(number: u32) -> String {
    let mut parts = parts(number, ".sqlite.");
    parts[0] = parts[0].replace(" TEXT", " TEXT COLLATE \"C\"");
    parts.concat()
}

/// The files of a step but that of the other engine.
fn parts(number: u32, other: &str) -> Vec<String> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"));
    let names = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    let own = |name: &String| name.starts_with(&format!("{number:04}_")) && !name.contains(other);
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).filter(own).collect();
    // The shared text first, whatever comes after the point.
    names.sort_by_key(|name| name.matches('.').count());
    names.iter().map(|name| std::fs::read_to_string(folder.join(name)).unwrap()).collect()
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

/// A request that is answered once: the answer of before, when there was one.
fn ask(store: &Store) -> Option<String> {
    let key = IdempotencyKey { actor: "an".into(), key: "k".into(), fingerprint: "f".into() };
    let act = |loaded: &Loaded| {
        let earlier = loaded.earlier.clone().map(|own| own.body);
        let batch =
            if earlier.is_none() { Batch::default().answer(201, "{\"n\":1}") } else { Batch::default() };
        Ok::<_, StoreError>((earlier, batch))
    };
    store.act_blocking(move |_| Reads::default().idempotent(Some(key.clone())), act).unwrap()
}

fn worked() -> Bench {
    let bench = sqlite();
    assert_eq!(ask(&bench.store), None);
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
        assert_eq!(ask(&store).as_deref(), Some("{\"n\":1}"), "schema {number}");
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

/// As [`a_store_of_any_older_schema_becomes_the_same_as_a_new_one`], in the catalogue of a server.
#[test]
fn a_server_s_store_of_any_older_schema_becomes_the_same_as_a_new_one() {
    let made = server().url(&database_on(server()));
    let known: u32 =
        sql(&made, "SELECT value FROM meta WHERE name = 'schema_version'").unwrap()[0][0].parse().unwrap();
    for number in 1..known {
        let url = server().create(&format!("older{number}"), "");
        (1..=number).for_each(|number| drop(sql(&url, &step_on_server(number)).unwrap()));
        sql(&url, &format!("INSERT INTO meta VALUES ('schema_version', '{number}')")).unwrap();
        let dir = Dir::new();
        let options = Options { seal_key: Some(dir.path().join("seal.key")), ..memory().options() };
        let store = Store::postgres(&url, options).unwrap();
        New::number(1).register(&store);
        assert_eq!(findings(&store), Vec::<String>::new(), "schema {number}");
    }
}

/// Somebody at the server's own prompt; the program goes on working with each.
#[test]
fn what_was_changed_in_the_catalogue_of_a_server_is_found_with_its_name() {
    let made_anew = |what: &str, now: &str| format!("DROP TRIGGER {what}; CREATE TRIGGER {now}");
    let refuse = "FOR EACH ROW EXECUTE FUNCTION motcua_refuse";
    let cases = [
        ("trigger journal.journal_no_update: missing", "DROP TRIGGER journal_no_update ON journal".into()),
        ("trigger journal.journal_no_delete", "ALTER TABLE journal DISABLE TRIGGER journal_no_delete".into()),
        (
            "trigger seal.seal_no_delete",
            made_anew(
                "seal_no_delete ON seal",
                &format!("seal_no_delete BEFORE DELETE ON seal {refuse}('seals')"),
            ),
        ),
        (
            "trigger counter.counter_no_way_back",
            made_anew(
                "counter_no_way_back ON counter",
                "counter_no_way_back BEFORE UPDATE ON counter FOR EACH ROW WHEN (NEW.last > OLD.last) \
                 EXECUTE FUNCTION motcua_refuse('a counter never goes back')",
            ),
        ),
        (
            "trigger seal.second: no step",
            "CREATE TRIGGER second BEFORE INSERT ON seal FOR EACH ROW EXECUTE FUNCTION motcua_refuse('no')"
                .into(),
        ),
        (
            "function motcua_refuse",
            "CREATE OR REPLACE FUNCTION motcua_refuse() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RETURN COALESCE(NEW, OLD); END $$"
                .into(),
        ),
        (
            "trigger journal.journal_no_update",
            format!(
                "CREATE SCHEMA other; CREATE FUNCTION other.motcua_refuse() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RETURN NEW; END $$; {}",
                made_anew(
                    "journal_no_update ON journal",
                    "journal_no_update BEFORE UPDATE ON journal FOR EACH ROW \
                     EXECUTE FUNCTION other.motcua_refuse('the journal is append-only')"
                )
            ),
        ),
        ("rule seal.never: no step", "CREATE RULE never AS ON DELETE TO seal DO INSTEAD NOTHING".into()),
        ("index dossier_code: missing", "DROP INDEX dossier_code".into()),
        (
            "index dossier_call",
            "DROP INDEX dossier_call; CREATE INDEX dossier_call ON dossier (sort_us, id) WHERE to_call = 3"
                .into(),
        ),
        ("index outbox_due: no step", "CREATE INDEX outbox_due ON outbox (due_at_us)".into()),
        (
            "constraint seal.seal_root_check: missing",
            "ALTER TABLE seal DROP CONSTRAINT seal_root_check".into(),
        ),
        (
            "constraint journal.more: no step",
            "ALTER TABLE journal ADD CONSTRAINT more CHECK (kind <> 'x')".into(),
        ),
        ("column outbox.attempts", "ALTER TABLE outbox ALTER attempts SET DEFAULT 8".into()),
        ("column journal.actor", "ALTER TABLE journal ALTER actor DROP NOT NULL".into()),
        ("column account.name", "ALTER TABLE account ALTER name TYPE TEXT COLLATE \"POSIX\"".into()),
        ("column private_search.place", "ALTER TABLE private_search ALTER place DROP IDENTITY".into()),
        ("column session.more: no step", "ALTER TABLE session ADD COLUMN more TEXT".into()),
        ("table idempotency", "ALTER TABLE idempotency SET UNLOGGED".into()),
        ("table session", "ALTER TABLE session ENABLE ROW LEVEL SECURITY".into()),
        ("table api_token: missing", "ALTER TABLE api_token RENAME TO api_tokens".into()),
    ];
    for (name, change) in cases {
        let bench = postgres();
        bench.sql(&change).unwrap();
        let found = findings(&bench.store);
        let told = format!("database: {name}");
        assert!(found.iter().any(|own| own.starts_with(&told)), "{change}: {found:?}");
        assert!(found.iter().all(|own| own.starts_with("database: ")), "{change}: {found:?}");
    }
}

/// Whoever runs the server grants, tunes, and keeps other things beside; a store need not lie in `public`.
#[test]
fn what_is_the_server_s_own_affair_is_no_finding() {
    let bench = postgres();
    let own = "CREATE TABLE other (journal TEXT); CREATE FUNCTION helper() RETURNS int LANGUAGE sql AS 'SELECT 1'; \
               CREATE VIEW late AS SELECT id FROM dossier; CREATE ROLE reader; GRANT SELECT ON dossier TO reader; \
               ALTER INDEX dossier_register SET (fillfactor = 70); ALTER INDEX journal_pkey SET (fillfactor = 70); \
               ALTER TABLE journal SET (autovacuum_vacuum_scale_factor = 0.01); CLUSTER dossier USING dossier_pkey; \
               CREATE STATISTICS days ON agency, field FROM dossier; DROP INDEX private_search_name; \
               REINDEX TABLE outbox; COMMENT ON TABLE seal IS 'x'";
    bench.sql(own).unwrap();
    assert_eq!(findings(&bench.store), Vec::<String>::new());

    // In a schema of its own, whose name wants quotes; the module lies elsewhere, or in it.
    let dir = Dir::new();
    let options = Options { seal_key: Some(dir.path().join("seal.key")), ..memory().options() };
    for (name, module) in [("apart", "CREATE EXTENSION pg_trgm SCHEMA public"), ("together", "SELECT 1")] {
        let url = server().create(name, "");
        let role = format!("ALTER ROLE motcua IN DATABASE {name} SET search_path = \"Một cửa\", public");
        sql(&url, &format!("CREATE SCHEMA \"Một cửa\"; {module}")).unwrap();
        sql(&url, &role).unwrap();
        let store = Store::postgres(&url, options.clone()).unwrap();
        assert_eq!(findings(&store), Vec::<String>::new(), "{name}");
        sql(&url, "ALTER TABLE \"Một cửa\".journal DISABLE TRIGGER journal_no_update").unwrap();
        assert_eq!(findings(&store).len(), 1, "{name}");
    }
    let left = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'motcua%'";
    for database in [bench.database.as_deref().unwrap(), "apart", "together"] {
        assert_eq!(server().sql(database, left).unwrap(), [["0"]], "{database}");
    }
}

/// Such a role may do all that the program does.
#[test]
fn a_role_that_may_make_no_schema_can_verify_all_the_same() {
    let url = server().create("narrow", "");
    sql(&url, "CREATE ROLE clerk LOGIN; GRANT CREATE ON SCHEMA public TO clerk").unwrap();
    let url = url.replace("motcua@", "clerk@");
    let dir = Dir::new();
    let options = Options { seal_key: Some(dir.path().join("seal.key")), ..memory().options() };
    let store = Store::postgres(&url, options).unwrap();
    New::number(1).register(&store);
    assert_eq!(findings(&store), Vec::<String>::new());
}
