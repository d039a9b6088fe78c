//! What one act costs, durable, with journal, projection and idempotency record.
//!
//! An office of a whole province asks for about 10 acts a second at its busiest; the goal is that
//! 32 desks get at least twice what a bare loop of single commits gives on the same disk in the
//! same minute (`bare_commit` is that loop), and that one act alone costs at most three of them.
//! `decide_and_write` leaves the disk out: budget 150 µs an act, so that two cores could do ten
//! thousand a second. `clients` is the same act by desks that do not wait for each other, on the embedded
//! database and on a server of PostgreSQL that waits for its disk. Read figures as ratios: a busy disk is
//! twenty times slower than an idle one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use common::{Dir, New, database_on, dossier_id, durable_server, morning};
use divan::Bencher;
use store::{Options, Reads, Store, StoreError};

#[path = "../tests/common/mod.rs"]
mod common;

fn main() {
    divan::main();
}

static NUMBER: AtomicU64 = AtomicU64::new(1);

fn fresh() -> New {
    New::number(NUMBER.fetch_add(1, Ordering::SeqCst))
}

fn open() -> (Dir, Store) {
    let dir = Dir::new();
    let store =
        Store::sqlite(dir.path(), Options::new(Arc::new(morning))).expect("a store in a new directory");
    (dir, store)
}

fn open_on(engine: &str) -> (Dir, Store) {
    if engine == "sqlite" {
        return open();
    }
    let (dir, server) = (Dir::new(), durable_server());
    let options = Options { seal_key: Some(dir.path().join("seal.key")), ..Options::new(Arc::new(morning)) };
    let store = Store::postgres(&server.url(&database_on(server)), options).expect("a store on the server");
    (dir, store)
}

/// Some acts of each of some desks, each desk one after the other: items are acts.
#[divan::bench(args = [("sqlite", 1), ("sqlite", 8), ("sqlite", 32), ("postgres", 1), ("postgres", 8), ("postgres", 32)], sample_count = 20)]
fn clients(bencher: Bencher, (engine, desks): (&str, u32)) {
    let (_dir, store) = open_on(engine);
    bencher.counter(divan::counter::ItemsCount::new(desks * 20)).bench_local(|| {
        std::thread::scope(|scope| {
            for _ in 0..desks {
                scope.spawn(|| {
                    for _ in 0..20 {
                        store.record_blocking(fresh().batch()).expect("recorded");
                    }
                });
            }
        });
    });
}

/// As `clients`, but steps of dossiers that are there: an event, the row that shows it, where it is listed.
#[divan::bench(args = [("sqlite", 1), ("sqlite", 8), ("sqlite", 32), ("postgres", 1), ("postgres", 8), ("postgres", 32)], sample_count = 20)]
fn steps(bencher: Bencher, (engine, desks): (&str, u32)) {
    let (_dir, store) = open_on(engine);
    // Twenty of each desk, so that histories stay as short as they are in an office.
    let own: Vec<Vec<New>> = (0..desks).map(|_| (0..20).map(|_| fresh()).collect()).collect();
    for new in own.iter().flatten() {
        new.register(&store);
    }
    let event = common::samples().swap_remove(11);
    let (store, event) = (&store, &event);
    bencher.counter(divan::counter::ItemsCount::new(desks * 20)).bench_local(|| {
        std::thread::scope(|scope| {
            for desk in &own {
                scope.spawn(move || {
                    for new in desk {
                        common::add(store, &new.id, vec![event.clone()]).expect("recorded");
                    }
                });
            }
        });
    });
}

/// The disk itself: one row, one durable commit.
#[divan::bench]
fn bare_commit(bencher: Bencher) {
    let dir = Dir::new();
    let file: PathBuf = dir.path().join("bare.sqlite");
    let connection = rusqlite::Connection::open(file).expect("a new file");
    connection
        .execute_batch("PRAGMA journal_mode = wal; PRAGMA synchronous = full; CREATE TABLE t (a TEXT)")
        .expect("a new table");
    let payload = "x".repeat(300);
    bencher.bench_local(|| connection.execute("INSERT INTO t VALUES (?1)", [&payload]));
}

/// One desk, one durable act after the other: a new dossier each.
#[divan::bench]
fn one_act(bencher: Bencher) {
    let (_dir, store) = open();
    bencher.with_inputs(fresh).bench_local_values(|new| store.record_blocking(new.batch()));
}

/// 32 desks at once: divide by 32 for the cost of an act.
#[divan::bench(sample_count = 50)]
fn group_of_32(bencher: Bencher) {
    let (_dir, store) = open();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    bencher.with_inputs(|| (0..32).map(|_| fresh()).collect::<Vec<_>>()).bench_local_values(|all| {
        runtime.block_on(async {
            let acts: Vec<_> = all
                .into_iter()
                .map(|new| {
                    let store = store.clone();
                    tokio::spawn(async move { store.record(new.batch()).await })
                })
                .collect();
            for act in acts {
                act.await.expect("no panic").expect("recorded");
            }
        });
    });
}

/// A step on one of 20 000 dossiers with a history, without the disk: many in one transaction.
#[divan::bench(sample_count = 20)]
fn decide_and_write(bencher: Bencher) {
    let (_dir, store) = open();
    let first = NUMBER.fetch_add(20_000, Ordering::SeqCst);
    let filled = store.bulk(|bulk| {
        (first..first + 20_000).try_for_each(|n| {
            bulk.act(None, |_| Reads::default(), |_| Ok::<_, StoreError>(((), New::number(n).batch())))
        })
    });
    filled.expect("filled");
    let mut chance = common::Chance(7);
    bencher.counter(divan::counter::ItemsCount::new(200_u32)).bench_local(|| {
        store
            .bulk(|bulk| {
                (0..200).try_for_each(|_| {
                    let id = dossier_id(first + chance.below(20_000));
                    let event = common::samples().swap_remove(11);
                    bulk.act(
                        None,
                        |_| Reads::dossier(&id),
                        |_| {
                            Ok::<_, StoreError>((
                                (),
                                store::Batch::default().append(&id, &common::officer(), vec![event.clone()]),
                            ))
                        },
                    )
                })
            })
            .expect("recorded");
    });
}
