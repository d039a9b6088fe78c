//! How long a paper takes.
//!
//! The officer waits for the receipt while the citizen stands at the counter: the answer of the
//! page has 200 ms, of which a paper may take 25 ms, fonts and templates already loaded.
//! `every_kind` is the ordinary paper; `another_person` changes the value each time, so that
//! nothing but fonts and templates is remembered between two papers.

#![allow(clippy::expect_used, clippy::panic, reason = "a benchmark that cannot print has nothing to measure")]

use divan::{Bencher, black_box};
use documents::{ALL, Paper};

fn main() {
    divan::main();
}

#[divan::bench(args = ALL.iter().map(|(kind, _)| *kind))]
fn every_kind(bencher: Bencher<'_, '_>, kind: &str) {
    let paper = documents::sample(kind).expect("a kind of the list");
    documents::render(&paper).expect("the sample prints");
    bencher.bench(|| documents::render(black_box(&paper)));
}

#[divan::bench]
fn another_person(bencher: Bencher<'_, '_>) {
    let Some(Paper::Receipt(receipt)) = documents::sample("receipt") else { panic!("a receipt is expected") };
    let mut turn = 0_u32;
    bencher
        .with_inputs(|| {
            turn += 1;
            let mut receipt = receipt.clone();
            receipt.applicant.name = format!("Nguyễn Văn {turn}");
            receipt.code = format!("000.00.19.H36-190830-{turn:04}");
            Paper::Receipt(receipt)
        })
        .bench_local_values(|paper| documents::render(&paper));
}
