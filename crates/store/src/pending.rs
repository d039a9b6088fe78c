//! What the acts of an open transaction write, kept until its end.
//!
//! Acts that share a commit touch the same tables, often the same rows: written together, each table is visited once,
//! a row that changed twice is written once, and a server of PostgreSQL gets many rows in one statement. What an
//! act reads comes from here first ([`Writer`](crate::writer::Writer)), so acts see what those before them recorded.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::ids::DossierId;

use crate::act::{Head, PrivateRow, StoredAnswer, StreamId};
use crate::error::StoreError;
use crate::journal::JournalRow;
use crate::listing::{ListRow, Relisted};
use crate::plan::{Shown, Write};
use crate::query::DossierRow;
use crate::sql::dialect::Dialect;
use crate::sql::{self, Stmt, Val};

/// Place, order and dossier: the key of a list's row.
type Listed = (String, i64, DossierId);

/// A statement with its rows.
pub(crate) type Group<'a> = (&'static str, Vec<Vec<Val<'a>>>);

/// Writes that wait for the end of the transaction.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    journal: BTreeMap<(String, u32), JournalRow>,
    dossiers: BTreeMap<DossierId, (Box<DossierRow>, Shown)>,
    listed: BTreeMap<Listed, Option<ListRow>>,
    private: BTreeMap<String, Write>,
    erased: HashSet<String>,
    answers: HashMap<(String, String), Write>,
    /// Rows of a table that no other write of the transaction touches again.
    once: Vec<Write>,
    /// What has to be written in its order.
    rest: Vec<Write>,
}

impl Pending {
    pub fn is_empty(&self) -> bool {
        self.journal.is_empty()
            && self.dossiers.is_empty()
            && self.listed.is_empty()
            && self.private.is_empty()
            && self.answers.is_empty()
            && self.once.is_empty()
            && self.rest.is_empty()
    }

    /// Whether what one act writes can stand beside what is here.
    ///
    /// # Errors
    ///
    /// [`StoreError::Conflict`] where two acts write a row that is written once.
    pub fn check(&self, writes: &[Write]) -> Result<(), StoreError> {
        let taken = |what: &str, id: &str| Err(StoreError::Conflict(format!("{what} `{id}` exists")));
        let mut ids: Vec<&str> = Vec::new();
        for write in writes {
            match write {
                Write::Journal(row) if self.journal.contains_key(&(row.stream.clone(), row.revision)) => {
                    return taken("record of", &row.stream);
                }
                Write::Private(row) => {
                    if self.private.contains_key(&row.id) || ids.contains(&row.id.as_str()) {
                        return taken("private row", &row.id);
                    }
                    ids.push(&row.id);
                }
                Write::Answer(key, ..)
                    if self.answers.contains_key(&(key.actor.clone(), key.key.clone())) =>
                {
                    return taken("answer", &key.key);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Keeps what one act writes; all of it was [checked](Self::check).
    pub fn keep(&mut self, write: Write) {
        match write {
            Write::Journal(row) => {
                self.journal.insert((row.stream.clone(), row.revision), row);
            }
            Write::Dossier { row, how } => {
                let how = match self.dossiers.get(&row.id) {
                    Some((_, before)) => before.then(how),
                    None => how,
                };
                self.dossiers.insert(row.id.clone(), (row, how));
            }
            Write::Listed(change) => self.relist(change),
            Write::Private(row) => {
                self.private.insert(row.id.clone(), Write::Private(row));
            }
            Write::Answer(key, answer, at) => {
                self.answers.insert((key.actor.clone(), key.key.clone()), Write::Answer(key, answer, at));
            }
            Write::Label(..) | Write::Told(_) | Write::Money(_) | Write::Outbox(..) => self.once.push(write),
            Write::Counter(..) | Write::Tally(_) => {}
            Write::Erase(id, at) => {
                self.erased.insert(id.clone());
                self.rest.push(Write::Erase(id, at));
            }
            other => self.rest.push(other),
        }
    }

    fn relist(&mut self, change: Relisted) {
        let key = |row: &ListRow| (row.place.clone(), row.sort_us, row.id.clone());
        for row in change.gone {
            self.listed.insert(key(&row), None);
        }
        for row in change.put {
            self.listed.insert(key(&row), Some(row));
        }
    }

    /// The newest record of a stream, if it is from this transaction.
    pub fn head(&self, stream: &str) -> Option<Head> {
        let own = self.journal.range((stream.to_owned(), 0)..=(stream.to_owned(), u32::MAX)).next_back();
        own.map(|(_, row)| Head { revision: row.revision, at_us: row.recorded_at_us, hash: row.hash })
    }

    pub fn has_stream(&self, id: &StreamId) -> bool {
        self.head(&id.name()).is_some()
    }

    /// A row beside the journal, if it is from this transaction.
    pub fn private(&self, id: &str) -> Option<PrivateRow> {
        let Some(Write::Private(row)) = self.private.get(id) else { return None };
        Some(row.shown())
    }

    /// Whether a movement of money with that receipt or transfer is from this transaction.
    pub fn paid_with(&self, receipt: &str) -> bool {
        self.once.iter().any(|write| matches!(write, Write::Money(row) if row.receipt == receipt))
    }

    /// Whether the dossier was labelled in this transaction.
    pub fn labels(&self, id: &DossierId) -> bool {
        self.once.iter().any(|write| matches!(write, Write::Label(own, _) if own == id))
    }

    /// Whether the row beside the journal is erased in this transaction.
    pub fn erases(&self, id: &str) -> bool {
        self.erased.contains(id)
    }

    /// The answer to a request, if it was given in this transaction.
    pub fn answer(&self, actor: &str, key: &str) -> Option<(String, StoredAnswer)> {
        match self.answers.get(&(actor.to_owned(), key.to_owned())) {
            Some(Write::Answer(key, answer, _)) => Some((key.fingerprint.clone(), answer.clone())),
            _ => None,
        }
    }

    /// All that is written, table by table: each statement with its rows.
    pub fn groups(&self, dialect: Dialect) -> Vec<Group<'_>> {
        let listed = self.listed.iter().map(|((place, sort, id), row)| match row {
            Some(row) => row.put(),
            None => ListRow::drop(place, *sort, id),
        });
        let all = (self.journal.values().map(sql::journal))
            .chain(self.private.values().flat_map(sql::statements))
            .chain(self.dossiers.values().map(|(row, how)| sql::dossier(row, *how, dialect)))
            .chain(listed)
            .chain(self.once.iter().flat_map(sql::statements))
            .chain(self.answers.values().flat_map(sql::statements));
        let mut groups: Vec<Group<'_>> = Vec::new();
        for (text, values) in all {
            match groups.iter_mut().find(|(own, _)| same(own, text)) {
                Some((_, rows)) => rows.push(values),
                None => groups.push((text, vec![values])),
            }
        }
        groups
    }

    /// What is written after the tables, in its order.
    pub fn in_order(&self) -> Vec<Stmt<'_>> {
        self.rest.iter().flat_map(sql::statements).collect()
    }
}

/// Texts of the program are the same when they lie at the same place; a comparison of a kilobyte is not needed.
fn same(a: &str, b: &str) -> bool {
    std::ptr::eq(a.as_ptr(), b.as_ptr()) && a.len() == b.len()
}
