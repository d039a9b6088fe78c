//! Acts that share a commit on a server: what is read for all of them at once, and what the server knows of its tables.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use common::cluster::sql;
use common::{Bench, New, dossier_id, officer, postgres, server};
use domain::dossier::Event;
use store::{Batch, CounterKey, IdempotencyKey, Loaded, Reads, StoreError, StreamId};

fn url(bench: &Bench) -> String {
    server().url(bench.database.as_deref().unwrap())
}

/// Acts that share a commit see what those before them recorded, though all that they want was read before the first.
#[test]
fn what_was_read_for_a_batch_gives_way_to_what_it_writes() {
    let bench = postgres();
    New::number(1).register(&bench.store);
    // Remembers nothing: all of it has to be read.
    let store = bench.again();
    let gate = Arc::new(Mutex::new(()));
    let held = gate.lock().unwrap();
    let key = IdempotencyKey { actor: "an".into(), key: "k".into(), fingerprint: "f".into() };
    let threads: Vec<_> = (0..16_u64)
        .map(|n| {
            let (store, gate, key, id) = (store.clone(), Arc::clone(&gate), key.clone(), dossier_id(1));
            std::thread::spawn(move || {
                let person = format!("a{}", &id.as_str()[1..]);
                let (read, asked) = (id.clone(), person.clone());
                store.act_blocking(
                    move |_| Reads {
                        appends: vec![StreamId::Other("access/one".into())],
                        ..Reads::dossier(&read)
                            .private(asked.clone())
                            .counter("c")
                            .idempotent(Some(key.clone()))
                    },
                    move |loaded: &Loaded| {
                        if n == 0 {
                            drop(gate.lock());
                        }
                        if let Some(earlier) = &loaded.earlier {
                            assert!(loaded.private(&person).unwrap().data.is_none());
                            return Ok::<_, StoreError>((earlier.status, Batch::default()));
                        }
                        assert_eq!(loaded.revision(&StreamId::from(&id)), 1);
                        let batch = Batch::default()
                            .append(&id, &officer(), vec![Event::Noted { text: "một".into() }])
                            .note("access/one", "read", "{}", &officer())
                            .counter(CounterKey("c".into()), loaded.counter(&CounterKey("c".into())) + 1)
                            .erase(person.clone())
                            .answer(201, "{}");
                        Ok((201, batch))
                    },
                )
            })
        })
        .collect();
    std::thread::sleep(Duration::from_millis(200));
    drop(held);
    for thread in threads {
        assert_eq!(thread.join().unwrap(), Ok(201));
    }
    assert_eq!(bench.store.history(&dossier_id(1)).unwrap().len(), 2);
    assert_eq!(bench.store.notes("access/one").unwrap().len(), 1);
    assert!(store.stats().largest_batch > 1, "they share a commit");
    assert_eq!(bench.store.verify(&mut |_, _| {}).unwrap().findings, []);
}

/// A table that grew much is counted by the server, once; until then it guesses.
#[test]
fn tables_that_grew_are_counted() {
    let bench = postgres();
    bench.sql("ALTER TABLE journal SET (autovacuum_enabled = off)").unwrap();
    New::number(0).register(&bench.store);
    let many = |from: u64| {
        let batches: Vec<_> = (from..from + 1100).map(|n| New::number(n).batch()).collect();
        bench.store.bulk(|bulk| {
            for batch in &batches {
                bulk.act(None, |_| Reads::default(), |_| Ok::<_, StoreError>(((), batch.clone())))?;
            }
            Ok::<_, StoreError>(())
        })
    };
    many(1).unwrap();
    // The server tells of changes when the session that made them has been idle for a moment.
    let known = "SELECT 1 FROM pg_class WHERE relname = 'journal' AND reltuples > 1000";
    let until = Instant::now() + Duration::from_secs(20);
    while sql(&url(&bench), known).unwrap().is_empty() {
        assert!(Instant::now() < until, "the journal is counted");
        bench.store.count_tables().unwrap();
        std::thread::sleep(Duration::from_millis(100));
    }
}
