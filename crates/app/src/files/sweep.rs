//! Removing files that nothing names: uploads that nobody went on with.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use jiff::civil::{DateTime, date};

use super::kept::{Files, key, named_by};
use super::{Entry, Folder, State, Storage as _, broken, uploads};
use crate::App;
use crate::clock::OFFICE_OFFSET_SECONDS;
use crate::error::CommandError;

/// How old a file is that is swept: whoever has uploaded it has had a day to name it.
pub const OLD: SignedDuration = SignedDuration::from_hours(24);

/// What a sweep found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files that a history names.
    pub named: usize,
    /// Files that nothing names, younger than a day.
    pub young: usize,
    /// Digests of the files that nothing names and that are older: removed, unless it was only asked.
    pub old: Vec<String>,
    /// Uploads that broke off and were removed.
    pub broken_off: usize,
}

/// Removes what no recorded event names and what is older than a day at `now`, the machine's time; `ask` only counts.
///
/// Infected files stay: they are evidence, whoever named them.
///
/// # Errors
///
/// The store's and the storage's.
pub fn sweep(app: &App, now: DateTime, ask: bool) -> Result<Swept, CommandError> {
    let files = super::files(app)?;
    // What is named after this was made young when it was.
    let entries = list(&files).map_err(|error| broken(&error))?;
    let named: BTreeSet<String> = app.store.named_files()?;
    sweep_but(&files, &entries, &named, now, ask).map_err(|error| broken(&error))
}

/// Listed first: whatever is kept after this is not in the list.
fn list(files: &Files) -> std::io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    files.storage().list("", &mut |entry| entries.push(entry))?;
    Ok(entries)
}

/// Removes what is listed, old and not named.
pub(super) fn sweep_but(
    files: &Files,
    entries: &[Entry],
    named: &BTreeSet<String>,
    now: DateTime,
    ask: bool,
) -> std::io::Result<Swept> {
    let mut swept = Swept::default();
    for entry in entries {
        let Some((state, digest)) = named_by(&entry.key).filter(|(state, _)| *state != State::Infected)
        else {
            continue;
        };
        if named.contains(&digest) {
            swept.named = swept.named.saturating_add(1);
        } else if is_old(entry.changed, now) && (ask || remove(files, state, &digest, now)?) {
            swept.old.push(digest);
        } else {
            swept.young = swept.young.saturating_add(1);
        }
    }
    swept.broken_off = broken_off(files, now, ask)?;
    Ok(swept)
}

/// Removes one file, if it is still old: it may have come again, or be about to be named.
fn remove(files: &Files, state: State, digest: &str, now: DateTime) -> std::io::Result<bool> {
    let _alone = files.lock(true)?;
    let Some(key) = key(state, digest) else { return Ok(false) };
    let still = files.storage().entry(&key)?.is_some_and(|entry| is_old(entry.changed, now));
    if still {
        files.storage().remove(&key)?;
    }
    Ok(still)
}

/// Removes what was being received when a program died, and uploads that nobody went on with.
fn broken_off(files: &Files, now: DateTime, ask: bool) -> std::io::Result<usize> {
    let mut count = 0_usize;
    for folder in [files.incoming(), uploads::folder(files)] {
        let folder = Folder::at(folder);
        let mut old = Vec::new();
        folder.list("", &mut |entry| old.extend(is_old(entry.changed, now).then_some(entry.key)))?;
        for name in &old {
            // What was announced of an upload lies beside it, and is as old as its begin; it goes with it.
            let beside = name.strip_suffix(".json");
            if beside.is_some_and(|upload| folder.entry(upload).is_ok_and(|there| there.is_some())) {
                continue;
            }
            if !ask {
                folder.remove(name)?;
                folder.remove(&format!("{name}.json"))?;
            }
            count = count.saturating_add(usize::from(beside.is_none()));
        }
    }
    Ok(count)
}

fn is_old(changed: i64, now: DateTime) -> bool {
    let local = SignedDuration::from_secs(changed.saturating_add(OFFICE_OFFSET_SECONDS));
    now.saturating_sub(OLD) > date(1970, 1, 1).at(0, 0, 0, 0).saturating_add(local)
}
