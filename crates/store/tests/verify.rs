//! Whoever changes the store behind the program's back is found, with the place.
//!
//! Each test plays one person at the SQL prompt who first takes the triggers away.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::process::Command;

use common::{Bench, New, Open, add, dossier_id};
use domain::dossier::Event;
use store::{Batch, Expected, Reads, Store, StoreError};

/// Five dossiers of four events each, sealed twice, and three records after the last seal.
fn worked(open: Open) -> Bench {
    let bench = open();
    for n in 1..=5 {
        New::number(n).register(&bench.store);
        common::accept(&bench.store, &dossier_id(n)).unwrap();
    }
    assert_eq!(bench.store.seal(bench.hand.now()).unwrap().unwrap().count, 10);
    for n in 1..=5 {
        for text in ["một", "hai"] {
            add(&bench.store, &dossier_id(n), vec![Event::Noted { text: text.into() }]).unwrap();
        }
    }
    bench.store.seal(bench.hand.now()).unwrap().unwrap();
    for n in 1..=3 {
        add(&bench.store, &dossier_id(n), vec![Event::Noted { text: "ba".into() }]).unwrap();
    }
    assert_eq!(findings(&bench.store), Vec::<String>::new());
    bench
}

fn findings(store: &Store) -> Vec<String> {
    let report = store.verify(&mut |_, _| {}).unwrap();
    report.findings.into_iter().map(|own| format!("{}: {}", own.place, own.what)).collect()
}

/// Runs SQL on the database as somebody who knows where the triggers are, and puts them back as they were.
#[track_caller]
fn tamper(bench: &Bench, sql: &str) {
    let before = triggers(bench);
    for (trigger, table) in [
        ("journal_no_update", "journal"),
        ("journal_no_delete", "journal"),
        ("seal_no_update", "seal"),
        ("seal_no_delete", "seal"),
        ("reference_no_update", "reference"),
        ("private_data_only_erased", "private_data"),
        ("counter_no_way_back", "counter"),
    ] {
        // The server asks for the table, the embedded database does not know the word.
        let of = if bench.name == "postgres" { format!(" ON {table}") } else { String::new() };
        bench.sql(&format!("DROP TRIGGER IF EXISTS {trigger}{of}")).unwrap();
    }
    bench.sql(sql).unwrap();
    let now = triggers(bench);
    before.iter().filter(|text| !now.contains(text)).for_each(|text| bench.sql(text).unwrap());
}

/// The texts of the triggers.
fn triggers(bench: &Bench) -> Vec<String> {
    if let Some(name) = &bench.database {
        let texts = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal";
        return common::server().sql(name, texts).unwrap().concat();
    }
    let database = rusqlite::Connection::open(bench.dir.file()).unwrap();
    let mut texts = database.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger'").unwrap();
    texts.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn stream(n: u64) -> String {
    format!("dossier/{}", dossier_id(n))
}

/// The findings name each of the places, and nothing else is found.
#[track_caller]
fn only(found: &[String], places: &[&str]) {
    for place in places {
        assert!(found.iter().any(|own| own.starts_with(place)), "{place} is not in {found:#?}");
    }
    for own in found {
        assert!(places.iter().any(|place| own.starts_with(place)), "{own} was not expected");
    }
}

fn a_flipped_byte(open: Open) {
    let bench = worked(open);
    let place = format!("{} revision 3", stream(2));
    tamper(
        &bench,
        &format!(
            "UPDATE journal SET payload = '{{\"text\":\"mốt\"}}' WHERE stream = '{}' AND revision = 3",
            stream(2)
        ),
    );
    // The seal keeps the hash that was recorded, so the record itself is the place.
    only(&findings(&bench.store), &[&format!("{place}: the hash does not fit")]);
}

fn a_flipped_byte_in_every_column(open: Open) {
    for change in [
        "kind = 'withdrawn'",
        "kind_version = 2",
        "recorded_at_us = recorded_at_us + 1",
        "actor = 'staff:binh.tt@quay-1'",
        "hash = replace(hash, substr(hash, 1, 1), 'x')",
        "hash = '0000000000000000000000000000000000000000000000000000000000000000'",
    ] {
        let bench = worked(open);
        tamper(
            &bench,
            &format!("UPDATE journal SET {change} WHERE stream = '{}' AND revision = 5", stream(3)),
        );
        let found = findings(&bench.store);
        let place = format!("{} revision 5: the hash does not fit", stream(3));
        assert!(found.iter().any(|own| own.starts_with(&place)), "{change}: {found:#?}");
    }
}

fn a_removed_row(open: Open) {
    let bench = worked(open);
    tamper(&bench, &format!("DELETE FROM journal WHERE stream = '{}' AND revision = 3", stream(2)));
    let found = findings(&bench.store);
    only(
        &found,
        &[
            &format!("{} revision 4: expected revision 3", stream(2)),
            &format!("{} revision 4: the hash does not fit", stream(2)),
            "seal 2: it covers 10 records, the journal has 9 there",
            "position 14: position 13 is missing before it",
        ],
    );
}

/// The figures of the day on which all dossiers of these tests came, and what stands open of them.
const DAY: &str = "figures of so-xd, xay-dung, day 18122: not what the journal says";
const OPEN: &str = "figures open of so-xd, xay-dung, day ";

fn a_removed_dossier(open: Open) {
    let bench = worked(open);
    tamper(
        &bench,
        &format!(
            "DELETE FROM journal WHERE stream = '{0}'; DELETE FROM dossier WHERE id = '{1}'; \
             DELETE FROM listed WHERE id = '{1}'",
            stream(4),
            dossier_id(4)
        ),
    );
    only(
        &findings(&bench.store),
        &[
            "seal 1: it covers 10 records, the journal has 8",
            "seal 2: it covers 10",
            "position",
            "number 5 of",
            "counters slip/01 of 2019",
            DAY,
            OPEN,
        ],
    );
}

fn a_reordered_pair(open: Open) {
    let bench = worked(open);
    let stream = stream(5);
    tamper(
        &bench,
        &format!(
            "UPDATE journal SET revision = 99 WHERE stream = '{stream}' AND revision = 3;
             UPDATE journal SET revision = 3 WHERE stream = '{stream}' AND revision = 4;
             UPDATE journal SET revision = 4 WHERE stream = '{stream}' AND revision = 99;"
        ),
    );
    let found = findings(&bench.store);
    only(&found, &[&format!("{stream} revision 3: the hash"), &format!("{stream} revision 4: the hash")]);
}

fn a_pair_of_streams_whose_order_was_swapped(open: Open) {
    let bench = worked(open);
    tamper(
        &bench,
        "UPDATE journal SET position = 999 WHERE position = 11;
         UPDATE journal SET position = 11 WHERE position = 13;
         UPDATE journal SET position = 13 WHERE position = 999;",
    );
    only(&findings(&bench.store), &["seal 2: the root over positions 11 to 20 is another"]);
}

fn a_tail_cut_off_after_a_seal(open: Open) {
    let bench = worked(open);
    // Everything consistent but the seal: projections are made again from what is left.
    tamper(&bench, "DELETE FROM journal WHERE position >= 19");
    bench.store.rebuild_projections(&mut |_, _| {}).unwrap();
    only(
        &findings(&bench.store),
        &["seal 2: it covers up to position 20, the journal ends at 18: a tail was cut off"],
    );
}

fn a_tail_cut_off_together_with_its_seal_still_shows_in_the_projection(open: Open) {
    let bench = worked(open);
    tamper(&bench, "DELETE FROM journal WHERE position >= 21");
    let shows =
        |n: u64| format!("projection of dossier {}: shows revision 5, the journal ends at 4", dossier_id(n));
    let places = [shows(1), shows(2), shows(3)];
    only(&findings(&bench.store), &[&places[0], &places[1], &places[2]]);
}

/// Somebody who can compute hashes writes a stream anew: only the seal tells.
fn a_chain_written_anew(open: Open) {
    let bench = worked(open);
    let mut export = Vec::new();
    bench.store.export(&mut export).unwrap();
    let lines: Vec<serde_json::Value> =
        String::from_utf8(export).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let rows = lines.iter().filter(|line| line["stream"] == stream(1).as_str()).map(|line| {
        let text = |name: &str| line[name].as_str().unwrap().to_owned();
        let number = |name: &str| line[name].as_i64().unwrap();
        store::JournalRow {
            position: number("position"),
            stream: text("stream"),
            revision: u32::try_from(number("revision")).unwrap(),
            kind: text("kind"),
            kind_version: u32::try_from(number("kind_version")).unwrap(),
            recorded_at_us: number("recorded_at_us"),
            actor: text("actor"),
            payload: text("payload").replace("hai", "ba bốn"),
            hash: [0; 32],
        }
    });
    let mut previous = [0; 32];
    let mut sql = String::new();
    for row in rows {
        previous = row.expected_hash(&previous);
        let (payload, hash, position) = (row.payload, store::hex(&previous), row.position);
        sql += &format!(
            "UPDATE journal SET payload = '{payload}', hash = '{hash}' WHERE position = {position};"
        );
    }
    tamper(&bench, &sql);
    only(&findings(&bench.store), &["seal 2: the root over positions 11 to 20 is another"]);
}

fn a_changed_projection(open: Open) {
    let bench = worked(open);
    tamper(
        &bench,
        &format!("UPDATE dossier SET due_us = due_us + 1, stage = 'returned' WHERE id = '{}'", dossier_id(3)),
    );
    let place = format!("projection of dossier {}: columns differ: stage, due_us", dossier_id(3));
    only(&findings(&bench.store), &[&place]);
    bench.store.rebuild_projections(&mut |_, _| {}).unwrap();
    assert_eq!(findings(&bench.store), Vec::<String>::new());
}

/// What reading takes for the same, a flag of 2 for none or the order of lists, is not what was written.
fn a_column_that_is_read_as_if_nothing_were_changed(open: Open) {
    for change in ["sort_us = sort_us + 1", "untaken = 2", "solved = 'maybe'"] {
        let bench = worked(open);
        tamper(&bench, &format!("UPDATE dossier SET {change} WHERE id = '{}'", dossier_id(2)));
        let found = findings(&bench.store);
        let place = format!("projection of dossier {}", dossier_id(2));
        assert!(found.iter().any(|own| own.starts_with(&place)), "{change}: {found:#?}");
    }
}

fn figures_that_were_changed_are_found_by_a_recount(open: Open) {
    let bench = worked(open);
    let equal = bench.store.recount_figures().unwrap();
    assert_eq!((equal.dossiers, equal.records, equal.differing), (5, 23, Vec::new()));
    tamper(&bench, "UPDATE tally SET accepted = accepted + 1; DELETE FROM standing WHERE due_day > 0");
    let found = bench.store.recount_figures().unwrap().differing;
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].starts_with("day 18122, so-xd") && found[1].starts_with("open, due day 18143"),
        "{found:?}"
    );
    bench.store.rebuild_projections(&mut |_, _| {}).unwrap();
    assert_eq!(bench.store.recount_figures().unwrap().differing, Vec::<String>::new());
}

fn a_missing_and_an_invented_projection(open: Open) {
    let bench = worked(open);
    tamper(
        &bench,
        &format!("UPDATE dossier SET id = '{}', code = NULL WHERE id = '{}'", dossier_id(77), dossier_id(3)),
    );
    let (missing, invented) = (
        format!("projection of dossier {}: missing", dossier_id(3)),
        format!("projection of dossier {}: the journal has no such dossier", dossier_id(77)),
    );
    let list = format!("list * at dossier {}: the row is not", dossier_id(3));
    let desk = format!("list desk/quay-1 at dossier {}: the row is not", dossier_id(3));
    let unit = format!("list unit/quay-1 at dossier {}: the row is not", dossier_id(3));
    only(&findings(&bench.store), &[&missing, &invented, &list, &desk, &unit, DAY, OPEN]);
}

fn a_changed_private_row(open: Open) {
    let bench = worked(open);
    let id = format!("a{}", &dossier_id(2).as_str()[1..]);
    tamper(&bench, &format!("UPDATE private_data SET data = '{{\"name\":\"Trần B\"}}' WHERE id = '{id}'"));
    only(&findings(&bench.store), &[&format!("private row {id}: the data do not fit their commitment")]);

    // With a commitment that fits the new data, the event still says another.
    let data = "{\"name\":\"Trần B\"}";
    let commitment = store::commitment(&format!("salt-of-{id}"), data);
    tamper(&bench, &format!("UPDATE private_data SET commitment = '{commitment}' WHERE id = '{id}'"));
    let place =
        format!("private row {id}: the commitment is not the one that {} revision 1 recorded", stream(2));
    only(&findings(&bench.store), &[&place]);

    tamper(&bench, &format!("DELETE FROM private_data WHERE id = '{id}'"));
    only(&findings(&bench.store), &[&format!("private row {id}: missing, though {} revision 1", stream(2))]);
}

fn a_changed_seal(open: Open) {
    for (change, what) in [
        ("sealed_at_us = sealed_at_us + 1", "the hash does not fit"),
        ("count = count - 1", "the hash does not fit"),
        (
            // Whatever it begins with, afterwards it begins with something else.
            "signature = CASE WHEN signature LIKE 'ab%' THEN 'cd' ELSE 'ab' END || substr(signature, 3)",
            "the signature is not",
        ),
        ("previous = root", "the hash does not fit"),
    ] {
        let bench = worked(open);
        tamper(&bench, &format!("UPDATE seal SET {change} WHERE number = 2"));
        let found = findings(&bench.store);
        assert!(found.iter().all(|own| own.starts_with("seal 2: ")), "{change}: {found:#?}");
        assert!(found.iter().any(|own| own.contains(what)), "{change}: {found:#?}");
    }
    let bench = worked(open);
    tamper(&bench, "DELETE FROM seal WHERE number = 1");
    let found = findings(&bench.store);
    assert!(found.iter().any(|own| own.starts_with("seal 2: expected seal 1")), "{found:#?}");
}

fn a_changed_reference(open: Open) {
    let bench = worked(open);
    let text = "calendar: vn";
    bench
        .store
        .put_reference(store::Reference {
            kind: "calendar".into(),
            key: "vn".into(),
            version: 1,
            text: text.into(),
            sha256: store::sha256_hex(text),
            valid_from: jiff::civil::date(2019, 1, 1),
            published_at: bench.hand.now(),
        })
        .unwrap();
    tamper(&bench, "UPDATE reference SET text = text || ' '");
    only(&findings(&bench.store), &["reference calendar vn version 1: the text does not fit its digest"]);
}

fn the_schema_itself_refuses(open: Open) {
    let bench = worked(open);
    let everywhere = [
        "UPDATE journal SET payload = '{}'",
        "DELETE FROM journal",
        "UPDATE seal SET count = 1",
        "DELETE FROM seal",
        "UPDATE private_data SET data = '1'",
        "UPDATE counter SET last = last - 1",
    ];
    let own: &[&str] = if bench.name == "postgres" {
        &[
            "TRUNCATE journal",
            "INSERT INTO journal SELECT stream, revision, position + 1000, kind, kind_version, recorded_at_us, actor, '{}', hash FROM journal ON CONFLICT (stream, revision) DO UPDATE SET payload = '{}'",
            "TRUNCATE seal",
            "TRUNCATE reference",
        ]
    } else {
        &[
            "INSERT OR REPLACE INTO journal SELECT stream, revision, position + 1000, kind, kind_version, recorded_at_us, actor, '{}', hash FROM journal",
            "INSERT OR REPLACE INTO seal SELECT number, first, last, 1, root, previous, sealed_at_us, public_key, hash, signature FROM seal",
        ]
    };
    for sql in everywhere.iter().chain(own) {
        assert!(bench.sql(sql).is_err(), "{sql}");
    }
    assert_eq!(findings(&bench.store), Vec::<String>::new());
}

/// The exported journal, checked by a program that shares no line with this one.
fn the_independent_verifier_agrees(open: Open) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/verify_journal.py");
    let bench = worked(open);
    bench
        .store
        .record_blocking(store::Batch::default().note("access/x", "read", "{}", &common::officer()))
        .unwrap();
    let mut export = Vec::new();
    bench.store.export(&mut export).unwrap();
    let export = String::from_utf8(export).unwrap();
    let key = store::hex(&bench.store.public_key().unwrap());
    let check = |name: &str, text: &str, key: &str| {
        let file = bench.dir.path().join(name);
        std::fs::write(&file, text).unwrap();
        let out = Command::new("python3").arg(script).arg(&file).args(["--key", key]).output().unwrap();
        (out.status.code().unwrap(), String::from_utf8(out.stdout).unwrap())
    };
    let (code, said) = check("whole.ndjson", &export, &key);
    assert_eq!(
        (code, said.trim()),
        (0, "24 records, 6 streams, 2 seals, 4 records after the last seal, 0 findings")
    );

    let lines: Vec<&str> = export.lines().collect();
    let join = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let flipped = export.replacen("một", "mốt", 1);
    let (_, said) = check("flipped.ndjson", &flipped, &key);
    assert!(said.contains(&format!("{} revision 3: the hash does not fit", stream(1))), "{said}");

    let mut removed = lines.clone();
    removed.remove(12);
    let (_, said) = check("removed.ndjson", &join(&removed), &key);
    assert!(
        said.contains("expected revision")
            && said.contains("seal 2: it covers 10 records, the journal has 9"),
        "{said}"
    );

    let mut swapped = lines.clone();
    swapped.swap(1, 2);
    let (code, said) = check("swapped.ndjson", &join(&swapped), &key);
    assert_eq!(code, 1);
    assert!(said.contains("expected revision 1: a record is missing or moved"), "{said}");

    let cut: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| !(16..=24).any(|p| line.contains(&format!("\"position\":{p},"))))
        .collect();
    let (code, said) = check("cut.ndjson", &join(&cut), &key);
    assert_eq!(code, 1);
    assert!(said.contains("seal 2: it covers up to position 20, the journal ends at 15"), "{said}");
    assert!(said.contains("end: the header says position 24"), "{said}");

    let (code, said) = check("key.ndjson", &export, &"11".repeat(32));
    assert_eq!(code, 1);
    assert!(said.contains("seal 1: it is signed with a key that is not known"), "{said}");

    let seal = lines.iter().find(|line| line.contains("\"type\":\"seal\"")).unwrap();
    let start = seal.find("signature\":\"").unwrap() + 12;
    let forged = format!(
        "{}{}{}",
        &seal[..start],
        if seal[start..].starts_with('0') { "1" } else { "0" },
        &seal[start + 1..]
    );
    let (code, said) = check("forged.ndjson", &export.replace(seal, &forged), &key);
    assert_eq!(code, 1);
    assert!(said.contains("seal 1: the signature is not the key's own"), "{said}");

    assert_eq!(check("nothing.ndjson", "{}\n", &key).0, 2);
}

fn progress_reaches_the_end(open: Open) {
    let bench = worked(open);
    let mut last = (0, 0);
    bench.store.verify(&mut |done, all| last = (done, all)).unwrap();
    assert_eq!(last, (23, 23));
}

fn a_record_that_cannot_be_read_stops_the_act_and_is_named(open: Open) {
    let bench = worked(open);
    tamper(
        &bench,
        &format!("UPDATE journal SET payload = '{{' WHERE stream = '{}' AND revision = 2", stream(2)),
    );
    let error = bench.store.history(&dossier_id(2)).unwrap_err();
    assert!(
        matches!(&error, StoreError::Corrupt { place, .. } if *place == format!("{} revision 2", stream(2))),
        "{error}"
    );
    // A program that remembers the history from before has no reason to read it again on a server.
    let fresh = bench.again();
    let error = add(&fresh, &dossier_id(2), vec![Event::Noted { text: "x".into() }]).unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
    add(&fresh, &dossier_id(1), vec![Event::Noted { text: "x".into() }]).unwrap();
}

fn against(bench: &Bench, expected: &Expected<'_>) -> Vec<String> {
    let report = bench.store.verify_against(expected, &mut |_, _| {}).unwrap();
    report.findings.into_iter().map(|own| format!("{}: {}", own.place, own.what)).collect()
}

/// A counter that was set back would give a number twice; one that was raised hides a hole.
fn counters_that_were_moved_are_found(open: Open) {
    for name in ["code/000.00.19.H36/190814", "register/quay-1/2019", "slip/01/quay-1/2019"] {
        for last in [1, 4, 6, 99] {
            let bench = worked(open);
            tamper(&bench, &format!("UPDATE counter SET last = {last} WHERE name = '{name}'"));
            let found = findings(&bench.store);
            only(&found, &["counter"]);
            assert!(found.iter().any(|own| own.contains(&name[..7])), "{name} to {last}: {found:#?}");
        }
    }
    let bench = worked(open);
    assert_eq!(bench.store.missing_codes().unwrap(), 0);
    tamper(&bench, "UPDATE counter SET last = last + 2 WHERE name LIKE 'code/%'");
    assert_eq!(bench.store.missing_codes().unwrap(), 2);
    let bench = worked(open);
    tamper(&bench, "DELETE FROM counter");
    only(&findings(&bench.store), &["counter code/", "counter register/", "counters slip/01 of 2019"]);
    let bench = worked(open);
    tamper(&bench, "INSERT INTO counter VALUES ('code/000.00.19.H36/190815', 3)");
    only(&findings(&bench.store), &["counter code/000.00.19.H36/190815"]);
}

/// A11: a dossier with its whole history taken out leaves a hole in the numbers, even with its row gone.
fn a_dossier_that_was_taken_out_whole_leaves_a_hole(open: Open) {
    let bench = worked(open);
    let (id, stream) = (dossier_id(3), stream(3));
    tamper(
        &bench,
        &format!(
            "DELETE FROM journal WHERE stream = '{stream}'; DELETE FROM dossier WHERE id = '{id}'; \
             DELETE FROM dossier_label WHERE id = '{id}'"
        ),
    );
    assert_eq!(bench.store.missing_codes().unwrap(), 1);
    let found = findings(&bench.store);
    for place in ["position", "seal", "number 4 of code/", "number 4 of register/", "counters slip/01"] {
        assert!(found.iter().any(|own| own.starts_with(place)), "{place} is not in {found:#?}");
    }
}

fn labels_and_tokens_are_those_of_the_procedure_and_of_the_row(open: Open) {
    let bench = worked(open);
    let labels = |code: &str, version: u32| {
        (code == "1.004227" && version == 1).then(|| ("xay-dung".to_owned(), common::unit("so-xd")))
    };
    let expected = Expected { labels: Some(&labels), ..Expected::default() };
    assert_eq!(against(&bench, &expected), Vec::<String>::new());
    let id = dossier_id(2);
    tamper(
        &bench,
        &format!(
            "UPDATE dossier_label SET agency = 'so-tnmt' WHERE id = '{id}'; \
             UPDATE dossier SET agency = 'so-tnmt' WHERE id = '{id}'; \
             INSERT INTO tally SELECT day, 'so-tnmt', field, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM tally; \
             UPDATE tally SET received = received - 1, accepted = accepted - 1 WHERE agency = 'so-xd'; \
             INSERT INTO standing SELECT 'so-tnmt', field, due_day, sign(running), 0, sign(pending), 0 FROM standing; \
             UPDATE standing SET running = running - sign(running), pending = pending - sign(pending) \
             WHERE agency = 'so-xd'"
        ),
    );
    assert_eq!(findings(&bench.store), Vec::<String>::new(), "both agree, so the store alone cannot know");
    only(&against(&bench, &expected), &[&format!("labels of dossier {id}")]);

    let bench = worked(open);
    let hash = "a".repeat(64);
    tamper(&bench, &format!("UPDATE dossier_label SET token_hash = '{hash}' WHERE id = '{id}'"));
    only(&findings(&bench.store), &[&format!("labels of dossier {id}")]);

    let emptied = |_: &str, _: u32| None;
    let expected = Expected { labels: Some(&emptied), ..Expected::default() };
    assert_eq!(
        against(&worked(open), &expected).len(),
        5,
        "each dossier rests on a version that nobody publishes"
    );
}

fn search_fields_are_those_of_the_data(open: Open) {
    fn search(kind: &str, data: &str) -> Option<store::SearchFields> {
        let n = data.len();
        (kind == "applicant" && n > 0).then(|| store::SearchFields {
            fold_name: "nguyen van 1".to_owned(),
            phone: "0912000001".to_owned(),
        })
    }
    let bench = open();
    New::number(1).register(&bench.store);
    let expected = Expected { search: Some(search), ..Expected::default() };
    assert_eq!(against(&bench, &expected), Vec::<String>::new());
    tamper(&bench, "UPDATE private_search SET phone = '0900000000'");
    only(&against(&bench, &expected), &["private row a"]);
    tamper(&bench, "DELETE FROM private_search");
    only(&against(&bench, &expected), &["private row a"]);
}

fn seals_by_another_key_and_seals_that_are_gone_are_found(open: Open) {
    let bench = worked(open);
    let seals = bench.store.seals().unwrap();
    let (key, kept) = (seals[0].key, (seals[1].number, seals[1].hash));
    let expected = Expected { keys: &[key], seals: &[kept], ..Expected::default() };
    assert_eq!(against(&bench, &expected), Vec::<String>::new());
    let stranger = Expected { keys: &[[7; 32]], ..Expected::default() };
    only(&against(&bench, &stranger), &["seal 1", "seal 2"]);
    let other = Expected { seals: &[(2, [9; 32])], ..Expected::default() };
    only(&against(&bench, &other), &["seal 2"]);

    // All of them deleted: the store alone shows none, whoever keeps one knows.
    tamper(&bench, "DELETE FROM seal");
    assert_eq!(findings(&bench.store), Vec::<String>::new());
    only(&against(&bench, &expected), &["seal 2"]);

    // Sealed anew with another key.
    let path = bench.dir.path().join("seal.key");
    std::fs::write(&path, format!("{}\n", "7".repeat(64))).unwrap();
    let forger = bench.again();
    forger.seal(bench.hand.now()).unwrap().unwrap();
    only(&against(&bench, &expected), &["seal 1", "seal 2"]);
}

fn a_key_that_changes_between_seals_is_said(open: Open) {
    let bench = worked(open);
    let path = bench.dir.path().join("seal.key");
    std::fs::write(&path, format!("{}\n", "7".repeat(64))).unwrap();
    let again = bench.again();
    again.seal(bench.hand.now()).unwrap().unwrap();
    only(&findings(&bench.store), &["seal 3"]);
    let seals = bench.store.seals().unwrap();
    let both = [seals[0].key, seals[2].key];
    assert_eq!(
        against(&bench, &Expected { keys: &both, ..Expected::default() }),
        Vec::<String>::new(),
        "unless both are named"
    );
}

/// The lists of opinions and of supervision are compared like the list of dossiers.
fn opinions_and_supervision_that_were_changed_are_found(open: Open) {
    let asked = || {
        let bench = worked(open);
        let of = |kind: &str| common::samples().into_iter().find(|event| event.kind() == kind).unwrap();
        for kind in ["consultation-asked", "consultation-silent", "apologised"] {
            add(&bench.store, &dossier_id(1), vec![of(kind)]).unwrap();
        }
        assert_eq!(findings(&bench.store), Vec::<String>::new());
        bench
    };
    for sql in [
        "UPDATE opinion SET answered_at_us = 1 WHERE unit = 'so-tnmt'",
        "DELETE FROM opinion WHERE unit = 'so-tnmt'",
        "INSERT INTO opinion SELECT dossier, id, 'quay-1', 1, 2, NULL, NULL, kind FROM opinion LIMIT 1",
    ] {
        let bench = asked();
        tamper(&bench, sql);
        only(&findings(&bench.store), &["opinion lyk-1 of"]);
    }
    for sql in [
        "UPDATE supervision SET kind = 'overdue' WHERE kind = 'silent'",
        "DELETE FROM supervision WHERE kind = 'apologised'",
        "INSERT INTO supervision SELECT dossier, 2, 1, 'overdue', 'so-xd' FROM supervision LIMIT 1",
    ] {
        let bench = asked();
        tamper(&bench, sql);
        only(&findings(&bench.store), &["supervision of dossier"]);
    }
    let bench = asked();
    tamper(&bench, "DELETE FROM opinion; DELETE FROM supervision");
    assert!(!findings(&bench.store).is_empty());
    bench.store.rebuild_projections(&mut |_, _| {}).unwrap();
    assert_eq!(findings(&bench.store), Vec::<String>::new());
}

/// The lists of open dossiers follow from their rows, place by place.
fn a_list_that_was_changed_is_found_and_made_again(open: Open) {
    for sql in [
        "UPDATE listed SET views = views | 256 WHERE place = '*' AND id = (SELECT min(id) FROM listed)",
        "UPDATE listed SET sort_us = sort_us + 1 WHERE place = '*' AND id = (SELECT min(id) FROM listed)",
        "DELETE FROM listed WHERE place = '*' AND id = (SELECT min(id) FROM listed)",
        "INSERT INTO listed SELECT 'unit/so-xd', sort_us, id, views, due_us FROM listed WHERE place = '*' LIMIT 1",
    ] {
        let bench = worked(open);
        tamper(&bench, sql);
        let found = findings(&bench.store);
        assert!(!found.is_empty() && found.iter().all(|line| line.starts_with("list ")), "{sql}: {found:?}");
        bench.store.rebuild_projections(&mut |_, _| {}).unwrap();
        assert_eq!(findings(&bench.store), Vec::<String>::new(), "{sql}");
    }
}

/// More records than are walked before the rows beside them are compared, and an entry with more notes than that.
fn long(open: Open) -> Bench {
    let bench = open();
    let note = |n: u32| format!(r#"{{"unit":"quay-1","series":"quay-1","state":"open","subject":"s{n}"}}"#);
    let of = |kind: &str| common::samples().into_iter().find(|event| event.kind() == kind).unwrap();
    let (asked, said) = (of("consultation-asked"), Event::Noted { text: "một".into() });
    let fill = |bulk: &mut store::Bulk<'_>| {
        for (id, notes) in [("a", 1), ("b", 5_000), ("c", 2)] {
            let stream = store::entry_stream("urging", id);
            bulk.act(
                None,
                |_| Reads::default().stream(stream.clone()),
                |_| {
                    let notes = (1..=notes).map(note);
                    let batch = notes.fold(Batch::default(), |batch, json| {
                        batch.note(stream.name(), "noted", &json, &common::officer())
                    });
                    Ok::<_, StoreError>(((), batch))
                },
            )?;
        }
        for n in 1..=600 {
            let id = dossier_id(n);
            let mut events = vec![said.clone(); 14];
            events.push(asked.clone());
            bulk.act(None, |_| Reads::default(), |_| Ok::<_, StoreError>(((), New::number(n).batch())))?;
            bulk.act(
                None,
                |_| Reads::dossier(&id),
                |_| {
                    let batch = Batch::default().append(&id, &common::officer(), events.clone());
                    Ok::<_, StoreError>(((), batch))
                },
            )?;
        }
        Ok::<_, StoreError>(())
    };
    bench.store.bulk(fill).unwrap();
    bench.store.seal(bench.hand.now()).unwrap().unwrap();
    bench
}

/// Dossiers of [`long`] in each part of its journal.
const PLACES: [u64; 6] = [1, 255, 256, 257, 420, 600];

/// Histories are compared some at a time; what is wrong is found in each part, and nothing at their seams.
fn a_long_journal_is_compared_part_by_part(open: Open) {
    let bench = long(open);
    assert_eq!(findings(&bench.store), Vec::<String>::new());
    for n in PLACES {
        let (id, row) = (dossier_id(n), format!("a{}", &dossier_id(n).as_str()[1..]));
        tamper(
            &bench,
            &format!(
                "DELETE FROM opinion WHERE dossier = '{id}'; DELETE FROM private_data WHERE id = '{row}'; \
                 UPDATE dossier SET revision = revision - 1 WHERE id = '{id}'; \
                 INSERT INTO money VALUES ('{id}', 1, 1, 1, 'paid', 'cash', 'quay-1', 'an.nv', 1, 'x'); \
                 INSERT INTO consignment VALUES ('x', '{id}', 'in', 1); \
                 INSERT INTO supervision VALUES ('{id}', 9, 1, 'overdue', 'so-xd'); \
                 DELETE FROM listed WHERE id = '{id}' AND place = '*'"
            ),
        );
    }
    tamper(
        &bench,
        "UPDATE entry SET state = 'shut' WHERE id = 'b'; DELETE FROM entry WHERE id = 'c'; \
         INSERT INTO entry VALUES ('urging', 'd', 'u', 'u', NULL, NULL, 'open', '', 1, 1, 1, '{}')",
    );
    let found = findings(&bench.store);
    for n in PLACES {
        let (id, row) = (dossier_id(n), format!("a{}", &dossier_id(n).as_str()[1..]));
        for place in [
            format!("private row {row}: missing, though {} revision 1 refers to it", stream(n)),
            format!("projection of dossier {id}: shows revision 15, the journal ends at 16"),
            format!("money of dossier {id} revision 1: "),
            format!("consignment x of dossier {id}: "),
            format!("supervision of dossier {id} revision 9: "),
            format!("list * at dossier {id}: missing"),
        ] {
            assert_eq!(found.iter().filter(|own| own.starts_with(&place)).count(), 1, "{place}: {found:#?}");
        }
        assert!(found.iter().any(|own| own.contains(&format!("on dossier {id}: missing"))), "{found:#?}");
    }
    for id in ["b", "c", "d"] {
        let place = format!("entry {id} of the book `urging`: the row is not what the journal says");
        assert_eq!(found.iter().filter(|own| **own == place).count(), 1, "{place}: {found:#?}");
    }
    assert!(!found.iter().any(|own| own.starts_with("entry a ")), "{found:#?}");
}

/// F17: the pages of the index are whole and its entries are not: who looks for a name misses somebody.
#[test]
fn an_index_of_names_that_misses_somebody_is_found_and_made_again() {
    let one = "SELECT min(rowid) FROM private_search WHERE fold_name <> ''";
    for change in [
        format!(
            "INSERT INTO private_name (private_name, rowid, fold_name) \
             SELECT 'delete', rowid, fold_name FROM private_search WHERE rowid = ({one})"
        ),
        format!(
            "INSERT INTO private_name (rowid, fold_name) SELECT rowid, 'nguoi khac' FROM private_search WHERE rowid = ({one})"
        ),
        "DELETE FROM private_name_docsize WHERE id = (SELECT min(id) FROM private_name_docsize)".to_owned(),
        "UPDATE private_name_data SET block = x'7f' WHERE id = 1".to_owned(),
        // The entries are all there; whoever looks for three letters is led past them.
        "UPDATE private_name_idx SET pgno = pgno + 2".to_owned(),
    ] {
        let bench = worked(common::sqlite);
        tamper(&bench, &change);
        let found = findings(&bench.store);
        let named =
            found.iter().any(|line| line.contains("index of names") && line.contains("motcua rebuild"));
        assert!(named, "{change}: {found:?}");
        bench.store.rebuild_projections(&mut |_, _| {}).unwrap();
        assert_eq!(findings(&bench.store), Vec::<String>::new(), "{change}");
    }
}

/// Every test on both databases.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[test] fn $name() { super::$name(super::common::sqlite); })*
        }
        mod on_postgres {
            $(#[test] fn $name() { super::$name(super::common::postgres); })*
        }
    };
}

on_both! {
    a_flipped_byte,
    a_flipped_byte_in_every_column,
    a_removed_row,
    a_removed_dossier,
    a_reordered_pair,
    a_pair_of_streams_whose_order_was_swapped,
    a_tail_cut_off_after_a_seal,
    a_tail_cut_off_together_with_its_seal_still_shows_in_the_projection,
    a_chain_written_anew,
    figures_that_were_changed_are_found_by_a_recount,
    a_changed_projection,
    a_column_that_is_read_as_if_nothing_were_changed,
    a_missing_and_an_invented_projection,
    a_changed_private_row,
    a_changed_seal,
    a_changed_reference,
    the_schema_itself_refuses,
    the_independent_verifier_agrees,
    progress_reaches_the_end,
    a_record_that_cannot_be_read_stops_the_act_and_is_named,
    counters_that_were_moved_are_found,
    a_dossier_that_was_taken_out_whole_leaves_a_hole,
    labels_and_tokens_are_those_of_the_procedure_and_of_the_row,
    search_fields_are_those_of_the_data,
    seals_by_another_key_and_seals_that_are_gone_are_found,
    a_key_that_changes_between_seals_is_said,
    opinions_and_supervision_that_were_changed_are_found,
    a_list_that_was_changed_is_found_and_made_again,
    a_long_journal_is_compared_part_by_part,
}
