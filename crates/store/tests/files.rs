//! The store as files: reopened, full, too new, copied, put back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use common::{Dir, Hand, New, add, dossier_id, morning, officer, sqlite};
use domain::dossier::Event;
use rusqlite::Connection;
use store::{Batch, Options, Reads, Ref, Store, StoreError};

fn noted(text: &str) -> Vec<Event> {
    vec![Event::Noted { text: text.into() }]
}

fn findings(store: &Store) -> Vec<store::Finding> {
    store.verify(&mut |_, _| {}).unwrap().findings
}

#[test]
fn everything_is_there_after_a_restart() {
    let (dir, hand) = (Dir::new(), Hand::at(morning()));
    let open = || Store::sqlite(dir.path(), hand.options()).unwrap();
    let (code, seal) = {
        let store = open();
        New::number(1).register(&store);
        let (code, _) = common::accept(&store, &dossier_id(1)).unwrap();
        (code, store.seal(hand.now()).unwrap().unwrap())
    };
    // A clock that was set back while the store was closed does not move the journal back.
    hand.advance_minutes(-90);
    let store = open();
    New::number(2).register(&store);
    let (next, at) = common::accept(&store, &dossier_id(2)).unwrap();
    assert_eq!((next.sequence(), at), (code.sequence() + 1, morning()));
    let second = store.seal(hand.now()).unwrap().unwrap();
    assert_eq!((second.previous, second.first, second.key), (seal.hash, seal.last + 1, seal.key));
    assert_eq!(store.seal(hand.now()).unwrap(), None);
    assert_eq!(findings(&store), []);
}

#[cfg(unix)]
#[test]
fn the_sealing_key_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = sqlite();
    New::number(1).register(&bench.store);
    bench.store.seal(bench.hand.now()).unwrap();
    let mode = std::fs::metadata(bench.dir.path().join("seal.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// An operator copies a file of a program that has ended: it must be all of the store.
#[test]
fn after_its_end_the_file_alone_is_the_store() {
    let (dir, copy, hand) = (Dir::new(), Dir::new(), Hand::at(morning()));
    {
        let store = Store::sqlite(dir.path(), hand.options()).unwrap();
        New::number(1).register(&store);
        common::accept(&store, &dossier_id(1)).unwrap();
        assert_eq!(store.history(&dossier_id(1)).unwrap().len(), 2, "somebody has read");
        store.seal(hand.now()).unwrap();
    }
    assert!(!dir.path().join("store.sqlite-wal").exists());
    std::fs::copy(dir.file(), copy.file()).unwrap();
    let store = Store::sqlite(copy.path(), hand.options()).unwrap();
    assert_eq!(store.history(&dossier_id(1)).unwrap().len(), 2);
    assert_eq!(findings(&store), []);
}

/// A file that lost its content must not become a new store whose numbers begin again.
#[test]
fn an_empty_file_beside_a_sealing_key_is_not_made_a_store() {
    let (dir, hand) = (Dir::new(), Hand::at(morning()));
    {
        let store = Store::sqlite(dir.path(), hand.options()).unwrap();
        New::number(1).register(&store);
        store.seal(hand.now()).unwrap();
    }
    std::fs::write(dir.file(), "").unwrap();
    let refused = Store::sqlite(dir.path(), hand.options()).err().unwrap();
    assert!(matches!(&refused, StoreError::Corrupt { .. }), "{refused}");
    assert_eq!(std::fs::metadata(dir.file()).unwrap().len(), 0, "left as it was");
    // Who begins anew on purpose takes the file away.
    std::fs::remove_file(dir.file()).unwrap();
    Store::sqlite(dir.path(), hand.options()).unwrap();
}

/// A program that ends, or a disk that is full, between making the key's file and writing it.
#[test]
fn a_key_that_was_never_written_is_made_again() {
    let (dir, hand) = (Dir::new(), Hand::at(morning()));
    let store = Store::sqlite(dir.path(), hand.options()).unwrap();
    New::number(1).register(&store);
    let key = dir.path().join("seal.key");
    std::fs::write(&key, "").unwrap();
    store.seal(hand.now()).unwrap().unwrap();
    let text = std::fs::read_to_string(&key).unwrap();
    assert_eq!(text.trim().len(), 64);
    drop(store);
    // One that seals were signed with, or that says something else, is nobody's to replace.
    for (number, text) in [(2, ""), (3, "abc")] {
        std::fs::write(&key, text).unwrap();
        let store = Store::sqlite(dir.path(), hand.options()).unwrap();
        New::number(number).register(&store);
        assert!(store.public_key().is_err() && store.seal(hand.now()).is_err(), "`{text}`");
        assert_eq!(std::fs::read_to_string(&key).unwrap(), text);
    }
}

/// F03: no half act, and work goes on when there is room again.
#[test]
fn a_full_disk_refuses_and_recovers() {
    let bench = sqlite();
    for n in 0..20 {
        New::number(n).register(&bench.store);
    }
    bench.store.limit_size(Some(0)).unwrap();
    let (mut kept, mut refused) = (20_u64, 0);
    for n in 20..400 {
        match bench.store.record_blocking(New::number(n).batch()) {
            Ok(_) => kept += 1,
            Err(StoreError::Exhausted(_)) => refused += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(refused > 300, "the disk was not full: {refused}");
    assert_eq!(bench.store.size().unwrap(), (kept, kept));
    assert_eq!(findings(&bench.store), []);
    let seen = (0..400).filter(|n| !bench.store.history(&dossier_id(*n)).unwrap().is_empty()).count();
    assert_eq!(seen as u64, kept);

    // Many at once on a full disk: nobody is told that a lost act is kept.
    let threads: Vec<_> = (400..432)
        .map(|n| {
            let store = bench.store.clone();
            std::thread::spawn(move || (n, store.record_blocking(New::number(n).batch())))
        })
        .collect();
    for thread in threads {
        let (n, result) = thread.join().unwrap();
        assert_eq!(result.is_ok(), !bench.store.history(&dossier_id(n)).unwrap().is_empty(), "{result:?}");
    }
    bench.store.limit_size(None).unwrap();
    for n in 500..520 {
        New::number(n).register(&bench.store);
    }
    add(&bench.store, &dossier_id(500), noted("tiếp tục")).unwrap();
    assert_eq!(findings(&bench.store), []);
}

#[test]
fn a_store_of_a_newer_program_is_left_alone() {
    let (dir, hand) = (Dir::new(), Hand::at(morning()));
    drop(Store::sqlite(dir.path(), hand.options()).unwrap());
    let connection = Connection::open(dir.file()).unwrap();
    connection
        .execute_batch("UPDATE meta SET value = '99' WHERE name IN ('schema_version', 'least_program')")
        .unwrap();
    drop(connection);
    let refused = Store::sqlite(dir.path(), hand.options()).err();
    assert_eq!(refused, Some(StoreError::NewerVersion { found: 99, known: 10 }));
}

#[test]
fn what_is_no_database_is_not_touched() {
    let (dir, hand) = (Dir::new(), Hand::at(morning()));
    std::fs::write(dir.file(), "đây không phải cơ sở dữ liệu, ".repeat(100)).unwrap();
    let before = std::fs::read(dir.file()).unwrap();
    assert!(matches!(Store::sqlite(dir.path(), hand.options()).err(), Some(StoreError::Corrupt { .. })));
    assert_eq!(std::fs::read(dir.file()).unwrap(), before);
}

#[test]
fn a_copy_made_while_it_serves_is_whole_and_can_be_put_back() {
    let bench = sqlite();
    for n in 0..200 {
        New::number(n).register(&bench.store);
    }
    bench.store.seal(bench.hand.now()).unwrap();
    let copy = bench.dir.path().join("copies");
    std::fs::create_dir(&copy).unwrap();
    let copy = copy.join("backup.sqlite");
    let writer = {
        let store = bench.store.clone();
        std::thread::spawn(move || {
            for n in 200..400 {
                New::number(n).register(&store);
            }
        })
    };
    let mut last = (0, 1);
    bench.store.backup(&copy, &mut |done, all| last = (done, all)).unwrap();
    writer.join().unwrap();
    assert_eq!(last.0, last.1);

    let target = Dir::new();
    let options = bench.hand.options();
    let report = Store::restore(&copy, target.path(), &options, &mut |_, _| {}).unwrap();
    assert!((200..=400).contains(&report.events), "{}", report.events);
    let restored = Store::sqlite(target.path(), options.clone()).unwrap();
    assert_eq!(restored.history(&dossier_id(0)).unwrap(), bench.store.history(&dossier_id(0)).unwrap());
    assert_eq!(restored.size().unwrap().0, report.events);

    // Not while it is open; over an older store when it is closed.
    add(&restored, &dossier_id(0), noted("sau khi khôi phục")).unwrap();
    let refused = Store::restore(&copy, target.path(), &options, &mut |_, _| {});
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    drop(restored);
    Store::restore(&copy, target.path(), &options, &mut |_, _| {}).unwrap();
    let again = Store::sqlite(target.path(), options).unwrap();
    assert_eq!(again.history(&dossier_id(0)).unwrap().len(), 1);
    New::number(900).register(&again);
    assert_eq!(findings(&again), []);
}

#[test]
fn a_damaged_copy_replaces_nothing() {
    let bench = sqlite();
    for n in 0..50 {
        New::number(n).register(&bench.store);
    }
    let copy = bench.dir.path().join("backup.sqlite");
    bench.store.backup(&copy, &mut |_, _| {}).unwrap();
    let damaged = Connection::open(&copy).unwrap();
    let trigger = "SELECT sql FROM sqlite_master WHERE name = 'journal_no_update'";
    let trigger: String = damaged.query_row(trigger, [], |row| row.get(0)).unwrap();
    damaged
        .execute_batch(&format!(
            "DROP TRIGGER journal_no_update; UPDATE journal SET actor = 'system:x' WHERE position = 7; {trigger}"
        ))
        .unwrap();
    drop(damaged);
    // Whoever changes a copy on purpose writes its digest anew.
    std::fs::remove_file(bench.dir.path().join("backup.sqlite.sha256")).unwrap();

    let target = sqlite();
    New::number(1).register(&target.store);
    let (dir, hand) = (target.dir, target.hand);
    drop(target.store);
    let refused = Store::restore(&copy, dir.path(), &hand.options(), &mut |_, _| {});
    assert!(
        matches!(&refused, Err(StoreError::Corrupt { place, .. }) if place.contains("revision 1")),
        "{refused:?}"
    );
    // A copy that lost all its bytes, and a database of something else, hold nothing to put back.
    let other = bench.dir.path().join("other.sqlite");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
    std::fs::write(&copy, "nothing").unwrap();
    assert!(Store::restore(&copy, dir.path(), &hand.options(), &mut |_, _| {}).is_err());
    std::fs::write(&copy, "").unwrap();
    for none in [&copy, &other] {
        let refused = Store::restore(none, dir.path(), &hand.options(), &mut |_, _| {});
        assert!(matches!(refused, Err(StoreError::Invalid(_))), "{}: {refused:?}", none.display());
    }
    let missing = bench.dir.path().join("not-there");
    assert!(Store::restore(&missing, dir.path(), &hand.options(), &mut |_, _| {}).is_err());
    let untouched = Store::sqlite(dir.path(), hand.options()).unwrap();
    assert_eq!(untouched.size().unwrap(), (1, 1));
    assert!(!dir.path().join("restoring").exists());
}

/// The nightly copy and somebody at the command line: one name is one whole copy, and who comes second is told.
#[test]
fn two_copies_to_one_name_are_never_mixed() {
    let (bench, other) = (sqlite(), sqlite());
    for n in 0..50 {
        New::number(n).register(&bench.store);
    }
    New::number(50).register(&other.store);
    let copy = bench.dir.path().join("backup.sqlite");
    // What a program left that was ended within a copy is in nobody's way.
    std::fs::write(bench.dir.path().join("backup.sqlite.part"), "half").unwrap();
    std::fs::write(bench.dir.path().join("backup.sqlite.sha256.part"), "half").unwrap();
    let mut second = None;
    let first = bench.store.backup(&copy, &mut |_, _| {
        second.get_or_insert_with(|| other.store.backup(&copy, &mut |_, _| {}));
    });
    assert!(matches!(&second, Some(Err(StoreError::Unavailable(_)))), "{second:?}");
    assert_eq!(first, Ok(()));
    let (target, options) = (Dir::new(), bench.hand.options());
    let report = Store::restore(&copy, target.path(), &options, &mut |_, _| {}).unwrap();
    assert_eq!(report.events, 50);
    let copies: Vec<_> = (0..4)
        .map(|n| {
            let (store, copy) = ([&bench, &other][n % 2].store.clone(), copy.clone());
            std::thread::spawn(move || store.backup(&copy, &mut |_, _| {}).is_ok())
        })
        .collect();
    let made = copies.into_iter().map(|own| own.join().unwrap()).filter(|ok| *ok).count();
    assert!(made > 0);
    let report = Store::restore(&copy, target.path(), &options, &mut |_, _| {}).unwrap();
    assert!([1, 50].contains(&report.events), "{}", report.events);
    let left = std::fs::read_dir(bench.dir.path()).unwrap().map(|file| file.unwrap().file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().ends_with(".part")).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// F17: also rows that no chain proves, such as answers to repeated requests, come back as they were or not at all.
#[test]
fn a_copy_is_put_back_only_as_its_digest_says() {
    let bench = sqlite();
    New::number(1).register(&bench.store);
    bench.sql("INSERT INTO throttle (key, failures, since_us) VALUES ('an address', 1, 0)").unwrap();
    let copy = bench.dir.path().join("backup.sqlite");
    bench.store.backup(&copy, &mut |_, _| {}).unwrap();
    let digest = bench.dir.path().join("backup.sqlite.sha256");
    let line = std::fs::read_to_string(&digest).unwrap();
    assert!(line.ends_with("  backup.sqlite\n") && line.len() == 64 + 2 + 14, "{line}");
    let whole = std::fs::read(&copy).unwrap();
    let at = whole.windows(10).position(|ten| ten == b"an address").unwrap();
    let mut flipped = whole.clone();
    flipped[at] ^= 1;
    std::fs::write(&copy, flipped).unwrap();
    let (target, options) = (Dir::new(), bench.hand.options());
    let refused = Store::restore(&copy, target.path(), &options, &mut |_, _| {});
    assert!(
        matches!(&refused, Err(StoreError::Corrupt { what, .. }) if what.contains("sha256")),
        "{refused:?}"
    );
    assert!(!target.path().join("store.sqlite").exists());
    std::fs::write(&copy, whole).unwrap();
    Store::restore(&copy, target.path(), &options, &mut |_, _| {}).unwrap();
    // A copy that came without it is proved by its chains alone.
    std::fs::remove_file(&digest).unwrap();
    Store::restore(&copy, target.path(), &options, &mut |_, _| {}).unwrap();
}

/// F17: a bit of an index turns over; the rows are as they were, but what is looked up is no longer found.
#[test]
fn an_index_that_says_something_else_than_its_table_is_found() {
    let bench = sqlite();
    New::number(1).register(&bench.store);
    let (code, _) = common::accept(&bench.store, &dossier_id(1)).unwrap();
    let (dir, hand) = (bench.dir, bench.hand);
    drop(bench.store);
    let file = dir.path().join("store.sqlite");
    let mut bytes = std::fs::read(&file).unwrap();
    // In the index on codes, and nowhere else, the id follows the code at once.
    let entry = format!("{code}{}", dossier_id(1));
    let at = bytes.windows(entry.len()).position(|own| own == entry.as_bytes()).unwrap();
    bytes[at + code.to_string().len() - 1] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let found = findings(&Store::sqlite(dir.path(), hand.options()).unwrap());
    assert!(found.iter().any(|own| own.what.contains("dossier_code")), "{found:?}");
}

/// A second program at the same file, such as a command beside the server.
#[test]
fn two_programs_write_one_after_the_other() {
    let bench = sqlite();
    let other = Store::sqlite(bench.dir.path(), bench.hand.options()).unwrap();
    for n in 0..20 {
        let store = if n % 2 == 0 { &bench.store } else { &other };
        New::number(n).register(store);
        common::accept(store, &dossier_id(n)).unwrap();
    }
    for n in 0..20 {
        let store = if n % 2 == 0 { &other } else { &bench.store };
        add(store, &dossier_id(n), noted("từ bên kia")).unwrap();
    }
    assert_eq!(bench.store.size().unwrap(), (60, 20));
    assert_eq!(findings(&other), []);
    let row = other.find(&Ref::Id(dossier_id(19))).unwrap().unwrap();
    assert_eq!(row.code.as_deref(), Some("000.00.19.H36-190814-0020"));
}

/// What is recorded after a stream of acts that ended in a panic is durable again.
#[test]
fn a_stream_that_panics_gives_the_connection_back() {
    let bench = sqlite();
    let store = bench.store.clone();
    let streamed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.stream(|_| -> Result<bool, StoreError> { panic!("not even a rule would") })
    }));
    assert!(streamed.is_err());
    New::number(1).register(&bench.store);
    let other = bench.again();
    assert_eq!(other.history(&dossier_id(1)).unwrap().len(), 1);
    assert_eq!(findings(&other), []);
}

/// What a stream of acts remembers of people is forgotten with what is erased.
#[test]
fn who_was_erased_within_a_stream_is_not_read_again() {
    let (bench, id) = (sqlite(), "f".repeat(32));
    let (row, _) = common::private_row(&id, "applicant", "{\"name\":\"K'Brèm\"}", "k'brem", "");
    let mut read = Vec::new();
    bench
        .store
        .stream(|bulk| {
            let erased = Batch::default().erase(id.clone());
            for batch in [Batch::default().private(row.clone()), erased, Batch::default()] {
                let wanted = |_| Reads::default().private(id.clone());
                let data = bulk.act(None, wanted, |loaded| {
                    let data = loaded.private(&id).map(|row| row.data.is_some());
                    Ok::<_, StoreError>((data, batch))
                })?;
                read.push(data);
            }
            Ok::<_, StoreError>(false)
        })
        .unwrap();
    assert_eq!(read, [None, Some(true), Some(false)]);
}

/// The writer ends with the last clone, and what was queued is recorded first.
#[test]
fn closing_waits_for_what_was_queued() {
    let bench = sqlite();
    let threads: Vec<_> = (0..8_u64)
        .map(|n| {
            let store = bench.store.clone();
            std::thread::spawn(move || store.record_blocking(New::number(n).batch()).is_ok())
        })
        .collect();
    let kept = threads.into_iter().map(|own| own.join().unwrap()).filter(|ok| *ok).count();
    let (dir, hand) = (bench.dir, bench.hand);
    drop(bench.store);
    let store = Store::sqlite(&dir.file(), hand.options()).unwrap();
    assert_eq!(store.size().unwrap().1, kept as u64);
}

/// Erased data are gone from the file, not only from the answers.
#[test]
fn erased_data_are_gone_from_the_file() {
    let bench = sqlite();
    let secret = "Nguyễn Thị Bí Mật 190814";
    let data = format!("{{\"name\":\"{secret}\"}}");
    let (row, _) =
        common::private_row(&"f".repeat(32), "applicant", &data, "nguyen thi bi mat khong dau", "0987654321");
    bench.store.record_blocking(Batch::default().private(row)).unwrap();
    bench
        .store
        .record_blocking(Batch::default().erase("f".repeat(32)).note("e/1", "erased", "{}", &officer()))
        .unwrap();
    let (dir, _options): (_, Options) = (bench.dir, bench.hand.options());
    drop(bench.store);
    // The log is folded in and cut when the last connection closes.
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let file = entry.unwrap().path();
        let bytes = std::fs::read(&file).unwrap();
        for needle in [secret, "nguyen thi bi mat khong dau", "0987654321"] {
            let there = bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
            assert!(!there, "{} still has {needle}", file.display());
        }
    }
}

/// The files hold personal data: nobody but their owner reads them.
#[cfg(unix)]
#[test]
fn store_backup_and_restored_store_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = sqlite();
    New::number(1).register(&bench.store);
    let mode = |file: &std::path::Path| std::fs::metadata(file).unwrap().permissions().mode() & 0o777;
    let directory = bench.dir.path();
    for name in ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm"] {
        assert_eq!(mode(&directory.join(name)), 0o600, "{name}");
    }
    let copy = directory.join("copy.sqlite");
    bench.store.backup(&copy, &mut |_, _| {}).unwrap();
    assert_eq!(mode(&copy), 0o600);
    std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(0o644)).unwrap();
    let into = Dir::new();
    Store::restore(&copy, into.path(), &bench.hand.options(), &mut |_, _| {}).unwrap();
    assert_eq!(mode(&into.file()), 0o600);
}
