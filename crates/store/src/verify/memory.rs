//! What is checked of a store in memory: all of it at once.

use super::checker::{Checker, PrivateFact, PrivateRef};
use super::seals::{Leaf, Leaves};
use crate::error::StoreError;
use crate::journal::JournalRow;
use crate::memory::Memory;

/// Gives the checker everything that the store knows.
pub(super) fn check(memory: &Memory, checker: &mut Checker<'_>) -> Result<(), StoreError> {
    let mut journal: Vec<&JournalRow> = memory.journal.iter().collect();
    journal.sort_by(|a, b| (&a.stream, a.revision).cmp(&(&b.stream, b.revision)));
    for row in &journal {
        checker.record(row);
    }
    checker.end_stream();
    checker.books(&memory.books);
    for row in memory.dossiers.values() {
        checker.projection(row, &memory.labels);
    }
    memory.opinions.values().for_each(|row| checker.opinion(row));
    memory.supervision.values().for_each(|row| checker.supervision(row));
    for own in memory.private.values() {
        let row = &own.row;
        let (id, kind, commitment) = (row.id.as_str(), row.kind.as_str(), row.commitment.as_str());
        checker.refers(&PrivateRef { id, kind, data: row.data.as_deref(), commitment });
    }
    checker.forget();
    journal.sort_by_key(|row| row.position);
    checker.seals(&memory.seals, &mut Positions(journal))?;
    checker.counters(&memory.counters.clone().into_iter().collect());
    for own in memory.private.values() {
        checker.private(&PrivateFact {
            id: own.row.id.clone(),
            kind: own.row.kind.clone(),
            search: own.search.clone(),
            salt: own.salt.clone(),
            data: own.row.data.clone(),
            commitment: own.row.commitment.clone(),
            erased: own.row.erased_at.is_some(),
        });
    }
    memory.references.values().for_each(|own| checker.reference(own));
    Ok(())
}

/// The journal in order of position.
struct Positions<'m>(Vec<&'m JournalRow>);

impl Leaves for Positions<'_> {
    fn positions(&mut self, each: &mut dyn FnMut(i64)) -> Result<(), StoreError> {
        self.0.iter().for_each(|row| each(row.position));
        Ok(())
    }

    fn between(&mut self, after: i64, last: i64, each: &mut Leaf<'_>) -> Result<(), StoreError> {
        let under = self.0.iter().filter(|row| row.position > after && row.position <= last);
        under.for_each(|row| each(row.position, &row.hash));
        Ok(())
    }
}
