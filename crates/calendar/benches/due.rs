//! How long it takes to say when a result is due, and why.
//!
//! Budget: a limit of 15 working days in at most 200 ns without its derivation and 2 µs with
//! it, the list of skipped days materialised. A board over 100 000 open dossiers then spends
//! 20 ms on dates. The cost must not depend on the length of the limit, hence four lengths.
//!
//! Run with `cargo bench -p calendar`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected fails, in its helpers too"
)]

#[path = "../tests/common/mod.rs"]
mod common;

use calendar::{Derivation, Limit, SkippedDay};
use common::{at, lamdong, rules};
use divan::{Bencher, black_box};

const LENGTHS: [u16; 4] = [5, 15, 60, 400];

fn main() {
    divan::main();
}

#[divan::bench(args = LENGTHS)]
fn due_working_days(bencher: Bencher, days: u16) {
    let calendar = lamdong();
    let received = at(13, 1, 2020, 14, 20);
    bencher.bench(|| calendar.due(black_box(received), black_box(Limit::WorkingDays(days)), rules()));
}

#[divan::bench(args = LENGTHS)]
fn due_working_hours(bencher: Bencher, hours: u16) {
    let calendar = lamdong();
    let received = at(13, 1, 2020, 14, 20);
    bencher.bench(|| calendar.due(black_box(received), black_box(Limit::WorkingHours(hours)), rules()));
}

#[divan::bench(args = LENGTHS)]
fn due_calendar_days(bencher: Bencher, days: u16) {
    let calendar = lamdong();
    let received = at(13, 1, 2020, 14, 20);
    bencher.bench(|| calendar.due(black_box(received), black_box(Limit::CalendarDays(days)), rules()));
}

#[divan::bench(args = LENGTHS)]
fn explain_working_days(bencher: Bencher, days: u16) {
    let calendar = lamdong();
    let received = at(13, 1, 2020, 14, 20);
    bencher.bench(|| calendar.explain(black_box(received), black_box(Limit::WorkingDays(days)), rules()));
}

/// The list grows with the limit, so only the usual length has the budget of 2 µs.
#[divan::bench(args = LENGTHS)]
fn explain_and_list_skipped_days(bencher: Bencher, days: u16) {
    let calendar = lamdong();
    let received = at(13, 1, 2020, 14, 20);
    bencher.bench(|| {
        let derivation = calendar.explain(black_box(received), black_box(Limit::WorkingDays(days)), rules());
        listed(&derivation).len()
    });
}

fn listed(derivation: &Derivation) -> Vec<SkippedDay<'_>> {
    black_box(derivation.skipped().collect())
}
