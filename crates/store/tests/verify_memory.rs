//! What a verification holds does not grow with the number of dossiers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::as_conversions,
    reason = "a test stops at the first surprise"
)]
#![cfg(target_os = "linux")]

mod common;

use std::path::Path;
use std::process::Command;

use common::{Dir, Hand, New, add, dossier_id, morning, officer};
use domain::dossier::Event;
use store::{Batch, Options, Reads, Store, StoreError};

/// What a dossier more may cost, in bytes: its numbers, not its history.
const A_DOSSIER: u64 = 512;

fn options(hand: &Hand) -> Options {
    Options { cache_mib: 1, ..hand.options() }
}

/// Dossiers with enough of a history that one that is kept shows.
fn filled(dossiers: u64) -> Dir {
    let (dir, hand) = (Dir::new(), Hand::at(morning()));
    let store = Store::sqlite(dir.path(), options(&hand)).unwrap();
    let text = "Đã gọi điện cho người nộp, hẹn bổ sung bản vẽ. ".repeat(8);
    store
        .bulk(|bulk| {
            for n in 1..=dossiers {
                let id = dossier_id(n);
                bulk.act(None, |_| Reads::default(), |_| Ok::<_, StoreError>(((), New::number(n).batch())))?;
                bulk.act(
                    None,
                    |_| Reads::dossier(&id),
                    |_| {
                        let noted = vec![Event::Noted { text: text.clone() }; 8];
                        Ok::<_, StoreError>(((), Batch::default().append(&id, &officer(), noted)))
                    },
                )?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    add(&store, &dossier_id(1), vec![Event::Noted { text }]).unwrap();
    store.seal(hand.now()).unwrap();
    dir
}

/// The most that a process of its own held while it verified, in bytes.
fn held(dir: &Path) -> u64 {
    let own = std::env::current_exe().unwrap();
    let out = Command::new(own)
        .args(["verifies_the_store_in_the_working_directory", "--exact", "--ignored", "--nocapture"])
        .current_dir(dir)
        .output()
        .unwrap();
    let said = String::from_utf8(out.stdout).unwrap();
    let kib = said.lines().find_map(|line| line.strip_prefix("held ")?.parse::<u64>().ok());
    kib.unwrap_or_else(|| panic!("{said}")) * 1024
}

#[test]
#[ignore = "the process that the other test measures"]
fn verifies_the_store_in_the_working_directory() {
    if !Path::new("store.sqlite").exists() {
        return;
    }
    let store = Store::sqlite(Path::new("."), options(&Hand::at(morning()))).unwrap();
    assert_eq!(store.verify(&mut |_, _| {}).unwrap().findings, []);
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    println!("\nheld {}", peak.split_whitespace().next().unwrap());
}

#[test]
fn a_history_that_was_compared_is_forgotten() {
    let (few, many) = (1_000, 5_000);
    let (small, large) = (held(filled(few).path()), held(filled(many).path()));
    let each = large.saturating_sub(small) / (many - few);
    assert!(each < A_DOSSIER, "{each} bytes a dossier more: {small} for {few}, {large} for {many}");
}
