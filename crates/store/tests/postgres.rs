//! What only a server can do: serve several programs at once, go away, come back, be set up in another way.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::collections::{BTreeSet, HashSet};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::cluster::{programs, sql};
use common::{Bench, New, accept, add, dossier_id, memory, officer, postgres, server};
use domain::dossier::Event;
use store::{
    Batch, CounterKey, IdempotencyKey, Loaded, Options, Reads, Ref, SideRow, Store, StoreError, StreamId,
};

/// Ends every connection to a database but the one that says so.
const END_ALL: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                       WHERE datname = current_database() AND pid <> pg_backend_pid()";

fn noted(text: &str) -> Vec<Event> {
    vec![Event::Noted { text: text.into() }]
}

fn findings(store: &Store) -> Vec<store::Finding> {
    store.verify(&mut |_, _| {}).unwrap().findings
}

fn url(bench: &Bench) -> String {
    server().url(bench.database.as_deref().unwrap())
}

/// A new database that was created in a way of its own, without tables.
fn made(name: &str, how: &str) -> (Options, String) {
    (memory().options(), server().create(name, how))
}

/// Several programs at the same database: numbers without a gap and in order, nothing lost, nothing twice.
#[test]
fn programs_that_act_at_once_keep_one_order() {
    let bench = postgres();
    let stores = [bench.store.clone(), bench.again(), bench.again()];
    let codes = Arc::new(Mutex::new(Vec::new()));
    let threads: Vec<_> = (0..24_u64)
        .map(|thread| {
            let (store, codes) = (stores[thread as usize % 3].clone(), Arc::clone(&codes));
            std::thread::spawn(move || {
                for n in 0..5 {
                    let new = New::number(thread * 5 + n);
                    new.register(&store);
                    let (code, at) = accept(&store, &new.id).unwrap();
                    codes.lock().unwrap().push((code.sequence(), at));
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    let mut codes = codes.lock().unwrap().clone();
    codes.sort_unstable();
    assert_eq!(codes.iter().map(|own| own.0).collect::<Vec<_>>(), (1..=120).collect::<Vec<_>>());
    assert!(codes.is_sorted_by_key(|own| own.1), "a smaller number has a later time");
    for store in &stores {
        assert_eq!(store.size().unwrap(), (240, 120));
        assert_eq!(findings(store), []);
        assert!(store.stats().commits > 0);
    }
    bench.store.seal(bench.hand.now()).unwrap().unwrap();
    assert_eq!(stores[1].seal(bench.hand.now()).unwrap(), None);
    assert_eq!(findings(&stores[2]), []);
}

/// Of those who saw the same revision one is recorded, wherever they are.
#[test]
fn one_of_those_who_saw_the_same_revision_is_recorded() {
    let bench = postgres();
    let stores = [bench.store.clone(), bench.again()];
    for n in 0..4 {
        New::number(n).register(&bench.store);
    }
    for round in 1..=6_u32 {
        let threads: Vec<_> = (0..16_u64)
            .map(|thread| {
                let (store, id) = (stores[thread as usize % 2].clone(), dossier_id(thread / 4));
                std::thread::spawn(move || {
                    let own = id.clone();
                    store.act_blocking(
                        move |_| Reads::dossier(&own),
                        move |loaded: &Loaded| {
                            let now = loaded.revision(&StreamId::from(&id));
                            if now != round {
                                return Err(StoreError::Conflict(format!("seen {round}, now {now}")));
                            }
                            Ok((now, Batch::default().append(&id, &officer(), noted("một"))))
                        },
                    )
                })
            })
            .collect();
        let done: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
        for dossier in done.chunks(4) {
            assert_eq!(dossier.iter().filter(|own| own.is_ok()).count(), 1, "{dossier:?}");
            assert!(dossier.iter().all(|own| matches!(own, Ok(_) | Err(StoreError::Conflict(_)))));
        }
    }
    for n in 0..4 {
        assert_eq!(bench.store.history(&dossier_id(n)).unwrap().len(), 7);
    }
    assert_eq!(findings(&stores[1]), []);
}

/// Programs that start together publish the same versions, and none of them fails of it.
#[test]
fn the_same_version_is_published_by_one_of_many() {
    let bench = postgres();
    let new = |n: u32, text: &str| store::Reference {
        kind: "procedure".into(),
        key: format!("1.{n}"),
        version: 1,
        text: text.into(),
        sha256: store::sha256_hex(text),
        valid_from: jiff::civil::date(2019, 1, 1),
        published_at: common::morning(),
    };
    let threads: Vec<_> = (0..6)
        .map(|_| {
            let (store, all) = (bench.again(), (0..40).map(|n| new(n, "x")).collect::<Vec<_>>());
            std::thread::spawn(move || store.put_references(all))
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), Ok(()));
    }
    assert_eq!(bench.store.references("procedure").unwrap().len(), 40);
    assert!(matches!(bench.store.put_reference(new(1, "y")), Err(StoreError::Conflict(_))));
}

/// Many workers of several programs take messages: each is taken once.
#[test]
fn a_message_is_leased_by_one_program() {
    let bench = postgres();
    let send = |n: u32| store::NewMessage {
        id: format!("m{n}"),
        channel: "sms".into(),
        payload: "{}".into(),
        due_at: bench.hand.now(),
        dossier: None,
    };
    bench.store.record_blocking((0..60).fold(Batch::default(), |batch, n| batch.send(send(n)))).unwrap();
    let stores = [bench.store.clone(), bench.again()];
    let now = bench.hand.now();
    let threads: Vec<_> = (0..8)
        .map(|thread| {
            let store = stores[thread % 2].clone();
            std::thread::spawn(move || {
                let mut taken = Vec::new();
                for _ in 0..10 {
                    let lease = jiff::SignedDuration::from_mins(5);
                    let some = store.outbox_lease("sms", 3, lease, now).unwrap();
                    taken.extend(some.into_iter().map(|own| own.id));
                }
                taken
            })
        })
        .collect();
    let taken: Vec<String> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
    let once: HashSet<&String> = taken.iter().collect();
    assert_eq!((taken.len(), once.len()), (60, 60));
}

#[test]
fn a_lost_connection_is_made_again() {
    let bench = postgres();
    New::number(1).register(&bench.store);
    bench.store.history(&dossier_id(1)).unwrap();
    for _ in 0..3 {
        sql(&url(&bench), END_ALL).unwrap();
        add(&bench.store, &dossier_id(1), noted("sau khi mất kết nối")).unwrap();
        assert!(bench.store.find(&Ref::Id(dossier_id(1))).unwrap().is_some());
    }
    assert_eq!(findings(&bench.store), []);
}

/// The connection is lost between reading and recording: nothing is recorded, and the caller may try again.
#[test]
fn an_act_that_loses_its_connection_records_nothing() {
    let bench = postgres();
    New::number(1).register(&bench.store);
    let (own, address) = (dossier_id(1), url(&bench));
    let lost = bench.store.act_blocking(
        move |_| Reads::dossier(&own),
        move |_: &Loaded| {
            sql(&address, END_ALL).unwrap();
            std::thread::sleep(Duration::from_millis(50));
            Ok::<_, StoreError>(((), Batch::default().append(&dossier_id(1), &officer(), noted("mất"))))
        },
    );
    assert!(matches!(lost, Err(StoreError::Unavailable(_))), "{lost:?}");
    assert_eq!(bench.store.history(&dossier_id(1)).unwrap().len(), 1);
    add(&bench.store, &dossier_id(1), noted("lại")).unwrap();
    assert_eq!(bench.store.history(&dossier_id(1)).unwrap().len(), 2);
    assert_eq!(findings(&bench.store), []);
}

/// Nobody knows whether a commit that lost its connection happened: the key of the request tells its retry.
#[test]
fn a_commit_without_an_answer_is_settled_by_its_key() {
    let bench = postgres();
    let slow = "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS \
                $$ BEGIN PERFORM pg_sleep(30); RETURN NULL; END $$; \
                CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON idempotency DEFERRABLE INITIALLY DEFERRED \
                FOR EACH ROW EXECUTE FUNCTION slow()";
    bench.sql(slow).unwrap();
    let request = |store: &Store| {
        let key = IdempotencyKey { actor: "an".into(), key: "k".into(), fingerprint: "f".into() };
        store.act_blocking(
            move |_| Reads::default().idempotent(Some(key.clone())),
            move |loaded: &Loaded| {
                if let Some(answer) = &loaded.earlier {
                    return Ok::<_, StoreError>((answer.status, Batch::default()));
                }
                Ok((201, New::number(1).batch().answer(201, "{}")))
            },
        )
    };
    let store = bench.store.clone();
    let waits = std::thread::spawn(move || request(&store));
    let commits = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query = 'COMMIT'";
    while sql(&url(&bench), commits).unwrap().is_empty() {
        std::thread::sleep(Duration::from_millis(20));
    }
    sql(&url(&bench), END_ALL).unwrap();
    let lost = waits.join().unwrap();
    assert!(matches!(lost, Err(StoreError::Unavailable(_))), "{lost:?}");
    bench.sql("DROP TRIGGER slow ON idempotency").unwrap();
    assert_eq!(request(&bench.store), Ok(201));
    assert_eq!(request(&bench.store), Ok(201));
    assert_eq!(bench.store.size().unwrap(), (1, 1));
    assert_eq!(findings(&bench.store), []);
}

/// Registers and accepts a dossier, once however often it is asked; its number of the day.
fn file_once(store: &Store, n: u64) -> Result<u64, StoreError> {
    let keys = ["code/000.00.19.H36/190814", "register/quay-1/2019", "slip/01/quay-1/2019"];
    let key = IdempotencyKey { actor: "an".into(), key: format!("k{n}"), fingerprint: "f".into() };
    store.act_blocking(
        move |_| {
            let reads = Reads::default().idempotent(Some(key.clone()));
            keys.iter().fold(reads, |reads, key| reads.counter(*key))
        },
        move |loaded: &Loaded| {
            if let Some(answer) = &loaded.earlier {
                return Ok((answer.body.parse().unwrap(), Batch::default()));
            }
            let next = loaded.counter(&CounterKey(keys[0].into())) + 1;
            let (new, due) = (New::number(n), jiff::civil::date(2019, 9, 4).at(17, 0, 0, 0));
            let code = format!("000.00.19.H36-190814-{next:04}");
            let event = common::accepted(&code, due, u32::try_from(next).unwrap());
            let batch = new.batch().append(&new.id, &officer(), vec![event]).answer(201, next.to_string());
            Ok((next, keys.iter().fold(batch, |batch, key| batch.counter(CounterKey((*key).into()), next))))
        },
    )
}

/// Connections are cut at any moment while several programs file: with its key each dossier is filed once.
#[test]
fn cut_connections_lose_nothing_and_give_nothing_twice() {
    let bench = postgres();
    let stores = [bench.store.clone(), bench.again(), bench.again()];
    let threads: Vec<_> = (0..12_u64)
        .map(|thread| {
            let store = stores[thread as usize % 3].clone();
            std::thread::spawn(move || {
                let (mut numbers, mut lost) = (Vec::new(), 0);
                for n in 0..12 {
                    loop {
                        match file_once(&store, thread * 12 + n) {
                            Ok(number) => break numbers.push(number),
                            Err(StoreError::Unavailable(_)) => lost += 1,
                            Err(other) => panic!("{other:?}"),
                        }
                    }
                }
                (numbers, lost)
            })
        })
        .collect();
    let address = url(&bench);
    while threads.iter().any(|thread| !thread.is_finished()) {
        sql(&address, END_ALL).unwrap();
        std::thread::sleep(Duration::from_millis(15));
    }
    let (mut numbers, mut lost) = (Vec::new(), 0);
    for thread in threads {
        let (own, failed) = thread.join().unwrap();
        numbers.extend(own);
        lost += failed;
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=144).collect::<Vec<_>>());
    assert_eq!(stores[0].size().unwrap(), (288, 144));
    assert_eq!(findings(&stores[1]), []);
    eprintln!("{lost} answers were lost");
    assert!(lost > 0, "no connection was cut in the middle of an act");
}

/// Acts that wait together, of which the server refuses some in a way that spoils the transaction.
#[test]
fn what_the_server_chokes_on_takes_no_neighbour_down() {
    let bench = postgres();
    let broken = "ALTER TABLE counter RENAME TO counter_kept; CREATE VIEW counter AS \
                  SELECT name, CASE WHEN name = 'boom' THEN 1 / (last - last) ELSE last END AS last \
                  FROM counter_kept; INSERT INTO counter_kept VALUES ('boom', 1)";
    bench.sql(broken).unwrap();
    let store = bench.again();
    let gate = Arc::new(Mutex::new(()));
    let held = gate.lock().unwrap();
    let threads: Vec<_> = (0..24_u64)
        .map(|n| {
            let (store, gate) = (store.clone(), Arc::clone(&gate));
            std::thread::spawn(move || {
                store.act_blocking(
                    move |_| match n % 4 {
                        1 => Reads::default().counter("boom"),
                        2 => Reads::default().private("a\0b"),
                        _ => Reads::default().counter("other"),
                    },
                    move |_: &Loaded| {
                        if n == 0 {
                            // Keeps the writer busy until everybody waits.
                            drop(gate.lock());
                        }
                        let mut new = New::number(n);
                        if n % 4 == 2 {
                            new.name = "a\0b".into();
                        }
                        Ok::<_, StoreError>(((), new.batch()))
                    },
                )
            })
        })
        .collect();
    std::thread::sleep(Duration::from_millis(200));
    drop(held);
    for (n, thread) in threads.into_iter().enumerate() {
        let result = thread.join().unwrap();
        match n % 4 {
            1 | 2 => assert!(matches!(result, Err(StoreError::Invalid(_))), "{n}: {result:?}"),
            _ => assert_eq!(result, Ok(()), "{n}"),
        }
    }
    assert_eq!(store.size().unwrap(), (12, 12));
    let stats = store.stats();
    assert_eq!((stats.acts + stats.failed, stats.queued), (24, 0));
}

/// A refusal that comes with the commit names the act whose it is.
#[test]
fn a_commit_that_is_refused_is_tried_act_by_act() {
    let bench = postgres();
    let picky = "CREATE FUNCTION picky() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 RAISE EXCEPTION 'not this one' USING ERRCODE = 'check_violation'; END $$; \
                 CREATE CONSTRAINT TRIGGER picky AFTER INSERT ON counter DEFERRABLE INITIALLY DEFERRED \
                 FOR EACH ROW WHEN (NEW.name = 'never') EXECUTE FUNCTION picky()";
    bench.sql(picky).unwrap();
    let threads: Vec<_> = (0..16_u64)
        .map(|n| {
            let store = bench.store.clone();
            let batch = New::number(n).batch();
            let batch = if n == 5 { batch.counter(CounterKey("never".into()), 1) } else { batch };
            std::thread::spawn(move || store.record_blocking(batch))
        })
        .collect();
    for (n, thread) in threads.into_iter().enumerate() {
        let result = thread.join().unwrap();
        assert_eq!(result.is_ok(), n != 5, "{n}: {result:?}");
        assert!(n != 5 || matches!(result, Err(StoreError::Conflict(_))));
    }
    assert_eq!(bench.store.size().unwrap(), (15, 15));
    bench.sql("DROP TRIGGER picky ON counter").unwrap();
    assert_eq!(findings(&bench.store), []);
}

/// Reads and acts need no runtime of their own and block none of another.
#[test]
fn it_serves_on_the_threads_of_a_runtime() {
    let bench = postgres();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        bench.store.record(New::number(1).batch()).await.unwrap();
        assert_eq!(bench.store.history(&dossier_id(1)).unwrap().len(), 1);
        let other = bench.again();
        assert_eq!(other.size().unwrap(), (1, 1));
        drop(other);
    });
}

#[test]
fn more_readers_than_connections_wait_their_turn() {
    let bench = postgres();
    New::number(1).register(&bench.store);
    let threads: Vec<_> = (0..80)
        .map(|_| {
            let store = bench.store.clone();
            std::thread::spawn(move || {
                (0..20).all(|_| store.find(&Ref::Id(dossier_id(1))).unwrap().is_some())
            })
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
    let most = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()";
    let connections: u64 = sql(&url(&bench), most).unwrap()[0][0].parse().unwrap();
    assert!(connections <= 18, "{connections} connections");
}

#[test]
fn a_store_of_a_newer_program_is_left_alone() {
    let bench = postgres();
    bench.sql("UPDATE meta SET value = '99' WHERE name IN ('schema_version', 'least_program')").unwrap();
    let refused = Store::postgres(&url(&bench), bench.options()).err();
    assert!(matches!(refused, Some(StoreError::NewerVersion { found: 99, .. })), "{refused:?}");
}

/// Two programs that find an empty database make its tables once.
#[test]
fn the_tables_are_made_by_one_of_many() {
    let (options, url) = made("many", "");
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let (options, url) = (options.clone(), url.clone());
            std::thread::spawn(move || Store::postgres(&url, options).map(|store| store.size()))
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), Ok(Ok((0, 0))));
    }
}

/// A store of the first schema keeps its waiting messages, and its lists are made again.
#[test]
fn a_store_of_the_first_schema_is_brought_up_to_date() {
    let (options, url) = made("first", "");
    let shared = include_str!("../migrations/0001_journal.sql").replace(" TEXT", " TEXT COLLATE \"C\"");
    sql(&url, &shared).unwrap();
    sql(&url, include_str!("../migrations/0001_journal.postgres.sql")).unwrap();
    let old = "INSERT INTO meta VALUES ('schema_version', '1'); \
               INSERT INTO outbox (id, channel, payload, due_at_us) VALUES ('m', 'sms', '{}', 7)";
    sql(&url, old).unwrap();
    let store = Store::postgres(&url, options).unwrap();
    let message = store.outbox_message("m").unwrap().unwrap();
    assert_eq!((message.queued_at, message.dossier), (store::from_us(7).unwrap(), None));
    assert_eq!(sql(&url, "SELECT count(*) FROM meta WHERE name = 'projections_stale'").unwrap(), [["0"]]);
    New::number(1).register(&store);
    assert_eq!(findings(&store), []);
}

#[test]
fn lists_older_than_the_program_are_made_again_when_it_opens() {
    let bench = postgres();
    New::number(1).register(&bench.store);
    accept(&bench.store, &dossier_id(1)).unwrap();
    bench.sql("DELETE FROM listed; INSERT INTO meta VALUES ('projections_stale', 'yes')").unwrap();
    assert_ne!(findings(&bench.store), []);
    assert_eq!(findings(&bench.again()), []);
}

/// Whatever order the operator gave the database, texts are compared byte by byte as everywhere else.
#[test]
fn the_order_of_the_database_does_not_matter() {
    let (options, url) = made("icu", "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'vi'");
    let (here, model) = (Store::postgres(&url, options).unwrap(), memory().store);
    for store in [&here, &model] {
        for name in ["b", "A", "a", "Z", "đ", "d", "e", "a-b", "ab", "á"] {
            let account = store::Account {
                name: name.into(),
                person: common::person("an.nv"),
                password_hash: "x".into(),
                disabled: false,
                changed_at: common::morning(),
            };
            store.record_blocking(Batch::default().row(SideRow::Account(account))).unwrap();
        }
    }
    let names = |store: &Store| -> Vec<String> {
        store.accounts().unwrap().into_iter().map(|own| own.name).collect()
    };
    assert_eq!(names(&here), names(&model));
}

#[test]
fn a_database_that_cannot_keep_every_name_is_refused() {
    let (options, url) = made("ascii", "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
    let refused = Store::postgres(&url, options).err();
    assert!(matches!(&refused, Some(StoreError::Invalid(text)) if text.contains("UTF8")), "{refused:?}");
}

#[test]
fn a_wrong_address_is_refused_in_words_and_without_its_password() {
    let options = memory().options();
    let nowhere = server().url("nowhere");
    for (url, word) in [
        ("postgres://u:geheim@", "host"),
        ("postgres:///nothing", "host"),
        ("postgres://u:geheim@localhost:x/db", "address"),
        ("postgres://u:geheim@localhost/db?sslmode=allow", "sslmode=allow"),
        ("host=localhost user=u password=geheim sslmode=require", "postgres://"),
        ("postgres://u:geheim@127.0.0.1:1/db", "connect"),
        (nowhere.as_str(), "nowhere"),
    ] {
        let text = Store::postgres(url, options.clone()).err().unwrap().to_string();
        assert!(text.contains(word) && !text.contains("geheim"), "{url}: {text}");
    }
    let keyless = Options { seal_key: None, ..options };
    assert!(matches!(Store::postgres(&nowhere, keyless), Err(StoreError::Invalid(_))));
}

/// The server's own tools make the copy; what they put back is the store.
#[test]
fn a_copy_by_the_tools_of_the_server_is_whole() {
    let bench = postgres();
    for n in 0..20 {
        New::number(n).register(&bench.store);
        accept(&bench.store, &dossier_id(n)).unwrap();
    }
    bench.store.seal(bench.hand.now()).unwrap().unwrap();
    let refused = bench.store.backup(&bench.dir.path().join("copy"), &mut |_, _| {});
    assert!(matches!(&refused, Err(StoreError::Invalid(text)) if text.contains("pg_dump")), "{refused:?}");

    let copy = bench.dir.path().join("copy.dump");
    let run = |program: &str, args: &[&str]| {
        let done = Command::new(programs().join(program)).args(args).output().unwrap();
        assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    };
    run("pg_dump", &["--format=custom", "--file", copy.to_str().unwrap(), &url(&bench)]);
    let (_, target) = made("copied", "");
    run("pg_restore", &["--exit-on-error", "--no-owner", "--dbname", &target, copy.to_str().unwrap()]);
    let restored = Store::postgres(&target, bench.options()).unwrap();
    assert_eq!(findings(&restored), []);
    assert_eq!(restored.seals().unwrap(), bench.store.seals().unwrap());
    assert!(sql(&target, "DELETE FROM journal").is_err());
    let (code, _) = accept(&restored, &{
        let new = New::number(77);
        new.register(&restored);
        new.id
    })
    .unwrap();
    assert_eq!(code.sequence(), 21);
}

/// A part of a name is found with and without the index of three letters.
#[test]
fn names_are_found_by_a_part() {
    let bench = postgres();
    let names = ["nguyen van an", "le 100%_xanh", "o'brien \"x\"", "tran \\ ly"];
    for (n, name) in names.iter().enumerate() {
        let mut new = New::number(n as u64);
        new.name = (*name).into();
        new.register(&bench.store);
    }
    let found = |text: &str| -> BTreeSet<String> {
        let query =
            store::SearchQuery { text: text.into(), scope: store::Scope::All, cursor: None, limit: 50 };
        bench.store.search(&query).unwrap().items.into_iter().map(|row| row.id.to_string()).collect()
    };
    for _ in 0..2 {
        for (text, n) in [("van", 0), ("100%", 1), ("%_x", 1), ("'br", 2), ("\"x\"", 2), ("n \\", 3)] {
            assert_eq!(found(text), [dossier_id(n).to_string()].into(), "{text}");
        }
        bench.sql("DROP INDEX IF EXISTS private_search_name").unwrap();
    }
}
