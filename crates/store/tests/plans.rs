//! What a server reads to answer a question, where it has several ways to it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::time::{Duration, Instant};

use common::cluster::sql;
use common::{postgres, server};
use store::{Scope, SearchQuery};

/// Rows of the table of names that were read by its indexes until now; the server counts them a moment later.
fn read(bench: &common::Bench) -> u64 {
    let rows =
        "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'private_search'";
    let url = server().url(bench.database.as_deref().unwrap());
    let once = || sql(&url, rows).unwrap().first().unwrap().first().unwrap().parse().unwrap();
    let (until, mut last, mut since): (_, u64, _) =
        (Instant::now() + Duration::from_secs(20), once(), Instant::now());
    while since.elapsed() < Duration::from_secs(3) && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(100));
        let now = once();
        if now != last {
            (last, since) = (now, Instant::now());
        }
    }
    last
}

/// A name that nobody has is looked for in the index of names, however often one was asked for that many have: the
/// way that is right for that one reads everybody.
#[test]
fn a_search_is_planned_for_its_own_name() {
    let bench = postgres();
    bench
        .sql(
            "INSERT INTO private_search (id, fold_name, phone) \
             SELECT 'person-' || n, 'nguyen thi ' || md5(n::text), '' FROM generate_series(1, 60000) AS n",
        )
        .unwrap();
    bench.sql("VACUUM (ANALYZE) private_search").unwrap();
    let search = |text: &str| {
        let query = SearchQuery { text: text.into(), scope: Scope::All, cursor: None, limit: 50 };
        assert_eq!(bench.store.search(&query).unwrap().items, []);
    };
    for _ in 0..8 {
        search("nguyen thi");
    }
    let before = read(&bench);
    for _ in 0..8 {
        search("quach khong co ai");
    }
    let read = read(&bench) - before;
    assert!(read < 60_000, "{read} names were read for one that nobody has");
}
