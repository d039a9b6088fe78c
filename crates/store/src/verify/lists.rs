//! The lists, of dossiers, opinions and supervision, against what the journal says.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::listing::ListRow;
use crate::tally::Tallies;
use crate::turns::{OpinionRow, SupervisionRow};

impl Checker<'_> {
    /// One row of a projection of turns, against what the journal says.
    fn turn<K: Ord, T: PartialEq>(expected: &mut BTreeMap<K, T>, key: &K, row: &T) -> Option<&'static str> {
        match expected.remove(key) {
            None => Some("the journal says nothing of it"),
            Some(own) if own != *row => Some("the journal says something else"),
            Some(_) => None,
        }
    }

    pub(super) fn opinion(&mut self, row: &OpinionRow) {
        if let Some(what) = Self::turn(&mut self.opinions, &row.key(), row) {
            self.find(format!("opinion {} of {} on dossier {}", row.id, row.unit, row.dossier), what);
        }
    }

    pub(super) fn supervision(&mut self, row: &SupervisionRow) {
        let key = (row.dossier.clone(), row.revision);
        if let Some(what) = Self::turn(&mut self.told, &key, row) {
            self.find(format!("supervision of dossier {} revision {}", row.dossier, row.revision), what);
        }
    }

    /// The lists as they are against the lists as they must be, once every dossier was seen.
    pub(super) fn lists(&mut self, own: Vec<ListRow>) {
        let place = |row: &ListRow| format!("list {} at dossier {}", row.place, row.id);
        for row in own {
            if !self.listed.remove(&row) {
                self.find(place(&row), "the row is not what the journal says");
            }
        }
        for row in std::mem::take(&mut self.listed) {
            self.find(place(&row), "missing");
        }
    }

    /// The figures as they are against the figures as they must be, once every dossier was seen.
    pub(super) fn tallies(&mut self, own: &Tallies) {
        let mut must = std::mem::take(&mut self.tallies);
        must.prune();
        for key in keys(&must.days, &own.days) {
            let (day, agency, field) = key;
            self.find(format!("figures of {agency}, {field}, day {day}"), "not what the journal says");
        }
        for key in keys(&must.standing, &own.standing) {
            let (agency, field, day) = key;
            self.find(format!("figures open of {agency}, {field}, day {day}"), "not what the journal says");
        }
    }
}

/// The keys under which two maps differ.
fn keys<'a, K: Ord, V: PartialEq>(a: &'a BTreeMap<K, V>, b: &'a BTreeMap<K, V>) -> Vec<&'a K> {
    let differing = a.keys().chain(b.keys()).filter(|key| a.get(key) != b.get(key));
    let once: BTreeSet<&'a K> = differing.collect();
    once.into_iter().collect()
}
