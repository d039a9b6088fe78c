//! Several servers under one address, of which one takes writes: what happens when one of them is gone, frozen,
//! or only reads.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use common::cluster::Cluster;
use common::{New, add, dossier_id, memory, postgres};
use domain::dossier::Event;
use store::{Ref, Store, StoreError};

/// A server that is frozen: its kernel takes connections, and nothing answers on them.
fn frozen() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

/// The address of `database` at several hosts, each a folder with a socket or a name, with its port.
fn several(database: &str, hosts: &[(String, u16)]) -> String {
    let places: Vec<String> =
        hosts.iter().map(|(host, port)| format!("{}:{port}", host.replace('/', "%2F"))).collect();
    format!("postgres://motcua@{}/{database}", places.join(","))
}

fn socket(cluster: &Cluster) -> (String, u16) {
    let url = cluster.url("x");
    (url.split_once("host=").unwrap().1.to_owned(), 5432)
}

#[test]
fn the_one_that_takes_writes_is_found_behind_one_that_is_frozen_gone_or_only_reads() {
    let (primary, standby) = (Cluster::named("first", "off"), Cluster::named("standby", "off"));
    primary.create("several", "");
    standby.create("several", "");
    standby.sql("postgres", "ALTER SYSTEM SET default_transaction_read_only = on").unwrap();
    standby.sql("postgres", "SELECT pg_reload_conf()").unwrap();
    let (_kept, port) = frozen();
    let others = [("127.0.0.1".to_owned(), port), ("127.0.0.1".to_owned(), 1), socket(&standby)];
    let hosts: Vec<_> = others.iter().cloned().chain([socket(&primary)]).collect();

    let begun = Instant::now();
    let store = Store::postgres(&several("several", &hosts), memory().options()).unwrap();
    New::number(1).register(&store);
    assert_eq!(store.history(&dossier_id(1)).unwrap().len(), 1);
    assert!(begun.elapsed() < Duration::from_secs(4), "the frozen one was waited for: {:?}", begun.elapsed());
    let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    assert_eq!(standby.sql("several", tables).unwrap(), [["0"]]);
    assert_ne!(primary.sql("several", tables).unwrap(), [["0"]]);

    // Without one that writes, questions are still answered, acts are not.
    let rest = several("several", &others);
    assert_eq!(Store::is_on_postgres(&rest), Ok(false));
    let refused = Store::postgres(&rest, memory().options()).err();
    assert!(matches!(refused, Some(StoreError::Unavailable(_))), "{refused:?}");
}

/// A standby that stands in may be behind. What it does not have may have been acknowledged: "there is none" would be a lie.
#[test]
fn what_a_standby_does_not_have_yet_is_not_said_not_to_exist() {
    let (primary, behind) = (Cluster::named("ahead", "off"), Cluster::named("behind", "off"));
    primary.create("named", "");
    let hosts = [socket(&primary), socket(&behind)];
    let opened = |cluster: &Cluster| Store::postgres(&cluster.url("named"), memory().options()).unwrap();
    let told = opened(&primary);
    New::number(1).register(&told);
    behind.create("named", "");
    New::number(2).register(&opened(&behind));
    behind.sql("postgres", "ALTER SYSTEM SET default_transaction_read_only = on").unwrap();
    behind.sql("postgres", "SELECT pg_reload_conf()").unwrap();

    let store = Store::postgres(&several("named", &hosts), memory().options()).unwrap();
    let (one, two) = (Ref::Id(dossier_id(1)), Ref::Id(dossier_id(2)));
    assert!(store.find(&one).unwrap().is_some());
    assert_eq!(store.find(&two), Ok(None), "the server that writes knows that there is none");

    let folder = std::path::PathBuf::from(socket(&primary).0);
    drop(primary);
    while folder.exists() {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(store.find(&two).unwrap().is_some(), "reading goes on");
    let asked = store.find(&one);
    assert!(matches!(asked, Err(StoreError::Unavailable(_))), "{asked:?}");
    let token = store.api_token("0".repeat(64).as_str(), store.now());
    assert!(matches!(token, Err(StoreError::Unavailable(_))), "{token:?}");
    let newest = store.newest_of_token(&"0".repeat(64));
    assert!(matches!(newest, Err(StoreError::Unavailable(_))), "{newest:?}");
    let followed = store.history_of_token(&"0".repeat(64));
    assert!(matches!(followed, Err(StoreError::Unavailable(_))), "{followed:?}");
}

/// What one wrote by mistake about several hosts is told at once.
#[test]
fn hosts_and_ports_that_do_not_fit_are_refused() {
    for url in ["postgres://u@a,b,c/x?port=1,2", "postgres://u@a,b/x?hostaddr=127.0.0.1"] {
        let refused = Store::postgres(url, memory().options()).err();
        assert!(matches!(refused, Some(StoreError::Invalid(_))), "{url}: {refused:?}");
    }
}

/// Sends a signal to every process of a server.
fn signal(name: &str, processes: &[String]) {
    assert!(Command::new("kill").arg(name).args(processes).status().unwrap().success());
}

/// A frozen server keeps its connections open; whoever waits for an answer is told that it does not come.
#[test]
fn a_server_that_freezes_is_given_up_and_used_again_when_it_thaws() {
    let server = Cluster::named("frozen", "off");
    let store = Store::postgres(&server.create("frozen", ""), memory().options()).unwrap();
    New::number(1).register(&store);
    assert_eq!(store.size().unwrap(), (1, 1));

    let processes = processes(&server, "frozen");
    signal("-STOP", &processes);
    let begun = Instant::now();
    let act = store.record_blocking(New::number(2).batch());
    let read = store.size();
    signal("-CONT", &processes);
    assert!(matches!(act, Err(StoreError::Unavailable(_))), "{act:?}");
    assert!(matches!(read, Err(StoreError::Unavailable(_))), "{read:?}");
    assert!(begun.elapsed() < Duration::from_secs(45), "waited for {:?}", begun.elapsed());

    New::number(3).register(&store);
    assert!(store.size().unwrap().0 >= 2);
    assert_eq!(store.verify(&mut |_, _| {}).unwrap().findings, []);
}

/// The server says that a commit is done when somebody ends its wait for the standby. That is no acknowledgement.
#[test]
fn a_commit_whose_wait_for_the_standby_is_ended_is_not_acknowledged() {
    let server = Cluster::named("alone", "off");
    let store = Store::postgres(&server.create("alone", ""), memory().options()).unwrap();
    New::number(1).register(&store);
    server.sql("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'nobody'").unwrap();
    server.sql("postgres", "SELECT pg_reload_conf()").unwrap();
    let waits = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    let record = |number: u64| {
        let own = store.clone();
        std::thread::spawn(move || own.record_blocking(New::number(number).batch()))
    };
    let (mut number, begun) = (2, Instant::now());
    let mut act = record(number);
    while server.sql("postgres", waits).unwrap().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(20), "no commit waits for the standby");
        if act.is_finished() {
            // The server has not read its new settings yet.
            act.join().unwrap().unwrap();
            number += 1;
            act = record(number);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let act = act.join().unwrap();
    assert!(matches!(&act, Err(StoreError::Unavailable(text)) if text.contains("not known")), "{act:?}");

    server.sql("postgres", "ALTER SYSTEM RESET synchronous_standby_names").unwrap();
    server.sql("postgres", "SELECT pg_reload_conf()").unwrap();
    New::number(number + 1).register(&store);
    assert_eq!(store.verify(&mut |_, _| {}).unwrap().findings, []);
}

/// A server that takes over without the last records, where nobody waits for a standby, may have others in their places by the
/// time this program speaks to it: what it remembers of the old ones must not be built upon.
#[test]
fn nothing_is_remembered_of_a_server_that_was_left() {
    let bench = postgres();
    let own = &bench.store;
    New::number(1).register(own);
    assert_eq!(add(own, &dossier_id(1), vec![noted()]).unwrap(), 1);
    // The record is lost, and another program records in its place.
    bench.sql("SET session_replication_role = replica; DELETE FROM journal WHERE position = 2").unwrap();
    bench.sql("UPDATE dossier SET revision = 1").unwrap();
    New::number(2).register(&bench.again());
    bench
        .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        .unwrap();
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(add(own, &dossier_id(1), vec![noted()]).unwrap(), 1, "after the record that is there");
    assert_eq!(own.verify(&mut |_, _| {}).unwrap().findings, []);
}

fn noted() -> Event {
    Event::Noted { text: "x".into() }
}

/// Every process of a server.
fn processes(server: &Cluster, database: &str) -> Vec<String> {
    let own = "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() UNION ALL \
               SELECT split_part(pg_read_file('postmaster.pid'), E'\n', 1)::int";
    server.sql(database, own).unwrap().into_iter().map(|row| row[0].clone()).collect()
}

/// Whoever waited on the first of them has found out for all: otherwise one after the other waits as long.
#[test]
fn idle_connections_to_a_server_that_froze_are_given_up_with_the_first() {
    let (primary, standby) = (Cluster::named("idle", "off"), Cluster::named("stands-in", "off"));
    for server in [&primary, &standby] {
        let store = Store::postgres(&server.create("idle", ""), memory().options()).unwrap();
        New::number(1).register(&store);
    }
    standby.sql("postgres", "ALTER SYSTEM SET default_transaction_read_only = on").unwrap();
    standby.sql("postgres", "SELECT pg_reload_conf()").unwrap();
    let hosts = [socket(&primary), socket(&standby)];
    let store = Store::postgres(&several("idle", &hosts), memory().options()).unwrap();
    let one = Ref::Id(dossier_id(1));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| (0..100).for_each(|_| assert!(store.find(&one).unwrap().is_some())));
        }
    });
    assert!(store.stats().readers_idle >= 4, "{}", store.stats().readers_idle);

    let frozen = processes(&primary, "idle");
    signal("-STOP", &frozen);
    let first = store.find(&one);
    let begun = Instant::now();
    let others: Vec<_> = (0..3).map(|_| store.find(&one)).collect();
    let took = begun.elapsed();
    signal("-CONT", &frozen);
    assert!(first.unwrap().is_some());
    assert!(others.into_iter().all(|found| found.unwrap().is_some()));
    assert!(took < Duration::from_secs(8), "each waited for itself: {took:?}");
}

/// A standby is made the new leader while the old one answers nothing at all.
#[test]
fn who_refuses_is_asked_again_while_another_does_not_answer() {
    let next = Cluster::named("next", "off");
    next.create("next", "");
    let set = |what: &str| {
        next.sql("postgres", &format!("ALTER SYSTEM {what} default_transaction_read_only")).unwrap();
        next.sql("postgres", "SELECT pg_reload_conf()").unwrap();
    };
    next.sql("postgres", "ALTER SYSTEM SET default_transaction_read_only = on").unwrap();
    next.sql("postgres", "SELECT pg_reload_conf()").unwrap();
    let (_kept, port) = frozen();
    let address = several("next", &[("127.0.0.1".to_owned(), port), socket(&next)]);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_secs(1));
            set("RESET");
        });
        let begun = Instant::now();
        let store = Store::postgres(&address, memory().options()).unwrap();
        New::number(1).register(&store);
        assert!(begun.elapsed() < Duration::from_millis(4500), "{:?}", begun.elapsed());
    });
}
