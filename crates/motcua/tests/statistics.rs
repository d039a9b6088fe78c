//! The figures of the statutory report on settling, held against a slow count over all dossiers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

#[allow(dead_code, reason = "shared with the tests of the store")]
#[path = "../../store/tests/common/cluster.rs"]
mod cluster;
mod common;

use std::collections::BTreeMap;

use app::settling::Counts;
use app::settling::period::{Kind, statutory};
use cluster::Cluster;
use common::{Dir, ok};
use jiff::civil::{Date, DateTime, date};
use store::{DossierRow, Options, Scope, Solved, Store};

/// Long enough for what nobody completes to be closed by rule, and over a cut-off or two.
const SIMULATED: [&str; 8] =
    ["--from", "2019-07-08", "--to", "2019-10-04", "--dossiers", "400", "--seed", "11"];

/// Every dossier, page by page.
fn every(store: &Store) -> Vec<DossierRow> {
    let (mut rows, mut cursor) = (Vec::new(), None);
    loop {
        let page = store.recent(&Scope::All, cursor.as_deref(), 200).unwrap();
        rows.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            return rows;
        }
    }
}

type Lines = BTreeMap<(String, String), Counts>;

/// The form filled in by hand: each dossier that was there in the period, and where it was at its end.
fn slow(rows: &[DossierRow], from: Date, to: Date) -> Lines {
    let mut lines = Lines::new();
    for row in rows {
        let Some(accepted) = row.accepted_at.map(DateTime::date).filter(|day| *day <= to) else { continue };
        let result = row.result_at.filter(|_| row.solved.is_some()).map(DateTime::date);
        let ended = result.or(row.closed_at.map(DateTime::date));
        if ended.is_some_and(|day| day < from) {
            continue;
        }
        let line = lines.entry((row.agency.to_string(), row.field.clone())).or_default();
        let came = match accepted {
            day if day < from => &mut line.carried,
            _ if row.channel == "online" => &mut line.online,
            _ => &mut line.other,
        };
        *came += 1;
        let at_end = match (ended.filter(|day| *day <= to), result, row.solved) {
            (Some(_), Some(_), Some(Solved::Early)) => &mut line.early,
            (Some(_), Some(_), Some(Solved::OnTime)) => &mut line.on_time,
            (Some(_), Some(_), Some(Solved::Late)) => &mut line.late,
            (Some(_), ..) => &mut line.unsolved,
            (None, ..) if row.overdue_since.is_some_and(|at| at.date() <= to) => &mut line.pending_late,
            (None, ..) => &mut line.pending_in_time,
        };
        *at_end += 1;
    }
    lines
}

fn kept(store: &Store, from: Date, to: Date) -> Lines {
    let rows = store.statistics(from, to).unwrap();
    rows.iter().map(|row| ((row.unit.to_string(), row.field.clone()), Counts::of(row))).collect()
}

/// Statutory periods, and others: before everything, a day, up to the last act, after it.
fn periods() -> Vec<(Date, Date)> {
    let mut periods: Vec<(Date, Date)> =
        (7..=12).map(|month| statutory(Kind::Month, 2019, month).unwrap()).collect();
    periods.extend((1..=4).map(|quarter| statutory(Kind::Quarter, 2019, quarter).unwrap()));
    periods
        .extend([Kind::HalfYear, Kind::NineMonths, Kind::Year].map(|kind| statutory(kind, 2019, 1).unwrap()));
    periods.extend([
        (date(2019, 8, 30), date(2019, 8, 30)),
        (date(2019, 9, 1), date(2019, 10, 3)),
        (date(2019, 10, 4), date(2019, 10, 4)),
        (date(2019, 10, 5), date(2020, 10, 4)),
        (date(2000, 1, 1), date(2099, 12, 31)),
    ]);
    periods
}

fn compare(store: &Store) {
    let rows = every(store);
    assert_eq!(rows.len(), 400);
    let mut seen = [false; 9];
    for (from, to) in periods() {
        let (kept, slow) = (kept(store, from, to), slow(&rows, from, to));
        assert_eq!(kept, slow, "from {from} to {to}");
        for (line, counts) in &kept {
            assert!(counts.adds_up(), "{line:?} from {from} to {to}: {counts:?}");
            let of = |count: u64| count > 0;
            let now = [
                of(counts.online),
                of(counts.other),
                of(counts.carried),
                of(counts.early),
                of(counts.on_time),
                of(counts.late),
                of(counts.unsolved),
                of(counts.pending_in_time),
                of(counts.pending_late),
            ];
            seen.iter_mut().zip(now).for_each(|(seen, now)| *seen |= now);
        }
    }
    assert_eq!(seen, [true; 9], "every column counts something somewhere, else nothing is compared");
}

#[test]
fn figures_of_the_embedded_database_are_what_a_slow_count_finds() {
    let dir = Dir::new();
    let data = dir.arg("data");
    ok(&[&["simulate", "--data", &data], &SIMULATED[..]].concat());
    compare(&Store::sqlite(&dir.path("data"), Options::new(app::clock::system())).unwrap());
}

#[test]
fn figures_of_a_server_are_what_a_slow_count_finds() {
    let (dir, server) = (Dir::new(), Cluster::start("off"));
    let (data, url) = (dir.arg("data"), server.create("statistics", ""));
    // Only dossiers, in large transactions: what the books tell is counted nowhere here.
    ok(&[&["simulate", "--plain", "--data", &data, "--database", &url], &SIMULATED[..]].concat());
    let options = Options { seal_key: Some(dir.path("data/seal.key")), ..Options::new(app::clock::system()) };
    compare(&Store::postgres(&url, options).unwrap());
}
