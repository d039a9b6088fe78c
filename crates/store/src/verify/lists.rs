//! The lists and the figures against what the journal says.

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher as _;

use domain::ids::DossierId;

use super::checker::{About, Checker};
use crate::listing::ListRow;
use crate::tally::Tallies;

/// Into how many parts the rows of the lists are dealt.
const PARTS: usize = 4096;

/// What the lists must show, as one sum for each part of the dossiers.
///
/// Two sets of rows are equal when the sums of their hashes are, but for one chance in 2⁶⁴ that nobody can force:
/// the key of the hash is drawn anew each time. Only parts that differ are looked at row by row.
pub(super) struct Lists {
    key: RandomState,
    sums: Vec<u64>,
    /// Dossiers whose own row is not what the journal says, with the rows that they must have.
    differing: BTreeMap<DossierId, Vec<ListRow>>,
}

impl Default for Lists {
    fn default() -> Self {
        Self { key: RandomState::new(), sums: vec![0; PARTS], differing: BTreeMap::new() }
    }
}

impl Lists {
    /// These rows must be there.
    pub fn expect(&mut self, rows: &[ListRow]) {
        rows.iter().for_each(|row| self.change(row, u64::wrapping_add));
    }

    /// This row is there.
    pub fn seen(&mut self, row: &ListRow) {
        self.change(row, u64::wrapping_sub);
    }

    fn change(&mut self, row: &ListRow, by: fn(u64, u64) -> u64) {
        let hash = self.key.hash_one(row);
        let part = self.part(&row.id);
        if let Some(sum) = self.sums.get_mut(part) {
            *sum = by(*sum, hash);
        }
    }

    fn part(&self, id: &DossierId) -> usize {
        usize::try_from(self.key.hash_one(id)).unwrap_or(0) % PARTS
    }

    /// The row of this dossier cannot say where it is listed.
    pub fn differs(&mut self, id: &DossierId, must: Vec<ListRow>) {
        self.differing.insert(id.clone(), must);
    }

    /// Whether all rows that must be there were seen, and no other.
    pub fn agree(&self) -> bool {
        self.sums.iter().all(|sum| *sum == 0)
    }

    /// Whether the rows of this dossier are in a part that differs.
    pub fn suspects(&self, id: &DossierId) -> bool {
        self.sums.get(self.part(id)).is_some_and(|sum| *sum != 0)
    }

    /// Whether the dossier's own row says where it is listed.
    pub fn is_told_by_row(&self, id: &DossierId) -> bool {
        !self.differing.contains_key(id)
    }

    /// The rows that must be there of those dossiers whose own rows cannot say it.
    pub fn untold(&self) -> impl Iterator<Item = &ListRow> {
        self.differing.iter().filter(|(id, _)| self.suspects(id)).flat_map(|(_, rows)| rows)
    }
}

impl Checker<'_> {
    /// The lists as they are against the lists as they must be, of the parts that differ.
    pub fn listed(&mut self, mut must: BTreeSet<ListRow>, own: Vec<ListRow>) {
        let place = |row: &ListRow| format!("list {} at dossier {}", row.place, row.id);
        for row in own {
            if !must.remove(&row) {
                self.find(About::List, place(&row), "the row is not what the journal says");
            }
        }
        for row in must {
            self.find(About::List, place(&row), "missing");
        }
    }

    /// The figures as they are against the figures as they must be, once every dossier was seen.
    pub fn tallies(&mut self, own: &Tallies) {
        let mut must = std::mem::take(&mut self.tallies);
        must.prune();
        for key in keys(&must.days, &own.days) {
            let (day, agency, field) = key;
            let place = format!("figures of {agency}, {field}, day {day}");
            self.find(About::List, place, "not what the journal says");
        }
        for key in keys(&must.standing, &own.standing) {
            let (agency, field, day) = key;
            let place = format!("figures open of {agency}, {field}, day {day}");
            self.find(About::List, place, "not what the journal says");
        }
    }
}

/// The keys under which two maps differ.
fn keys<'a, K: Ord, V: PartialEq>(a: &'a BTreeMap<K, V>, b: &'a BTreeMap<K, V>) -> Vec<&'a K> {
    let differing = a.keys().chain(b.keys()).filter(|key| a.get(key) != b.get(key));
    let once: BTreeSet<&'a K> = differing.collect();
    once.into_iter().collect()
}
