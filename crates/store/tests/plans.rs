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
use common::{memory, postgres, server};
use store::{Scope, SearchQuery};

/// Rows of the table of names that were read, once all connections but this one have ended: a server counts what a
/// connection did at the latest when it ends.
fn read(bench: &common::Bench) -> u64 {
    let url = server().url(bench.database.as_deref().unwrap());
    let one = |text: &str| sql(&url, text).unwrap()[0][0].parse::<u64>().unwrap();
    let until = Instant::now() + Duration::from_secs(20);
    while one("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()") > 1 {
        assert!(Instant::now() < until, "a connection does not end");
        std::thread::sleep(Duration::from_millis(50));
    }
    one("SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'private_search'")
}

/// A name that nobody has is looked for in the index of names, however often one was asked for that many have, and
/// the other way round: the way that is right for the one reads everybody for the other.
#[test]
fn a_search_is_planned_for_its_own_name() {
    let mut bench = postgres();
    bench
        .sql(
            "INSERT INTO private_search (id, fold_name, phone) \
             SELECT 'person-' || n, 'nguyen thi ' || md5(n::text), '' FROM generate_series(1, 60000) AS n",
        )
        .unwrap();
    bench.sql("VACUUM (ANALYZE) private_search").unwrap();
    for text in ["nguyen thi", "quach khong co ai"] {
        for _ in 0..8 {
            let query = SearchQuery { text: text.into(), scope: Scope::All, cursor: None, limit: 50 };
            assert_eq!(bench.store.search(&query).unwrap().items, []);
        }
    }
    // The store goes, and its connections with it.
    bench.store = memory().store.clone();
    let read = read(&bench);
    assert!(read > 0, "nothing was counted");
    assert!(read < 8 * 60_000, "{read} names were read");
}
