//! What the acts of an open transaction write, kept until its end.
//!
//! Acts that share a commit touch the same tables, often the same rows: written together, each table is visited once,
//! a row that changed twice is written once, and a server of PostgreSQL gets many rows in one statement. What an
//! act reads comes from here first ([`Writer`](crate::writer::Writer)), so acts see what those before them recorded.

use std::collections::{HashMap, HashSet};

use domain::ids::DossierId;
use foldhash::fast::RandomState;

use crate::act::{Head, PrivateRow, StoredAnswer, StreamId};
use crate::db::Group;
use crate::error::StoreError;
use crate::journal::JournalRow;
use crate::listing::{ListRow, Relisted};
use crate::plan::Write;
use crate::query::DossierRow;
use crate::sql::dialect::Dialect;
use crate::sql::{self, Stmt};
use crate::tally::Tallies;

/// The row of a dossier before the transaction, if it was there, and now.
type Change = (Option<Box<DossierRow>>, Box<DossierRow>);

/// Rows of lists that go and come, and what changes in the figures.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    gone: Vec<ListRow>,
    put: Vec<ListRow>,
    pub tallies: Tallies,
}

/// Writes that wait for the end of the transaction.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    journal: Vec<JournalRow>,
    /// The newest record of each stream that is here.
    heads: HashMap<String, Head, RandomState>,
    /// How each dossier is shown now, and was before the transaction.
    dossiers: HashMap<DossierId, Change, RandomState>,
    private: HashMap<String, Write, RandomState>,
    erased: HashSet<String, RandomState>,
    answers: HashMap<(String, String), Write, RandomState>,
    /// Rows of a table that no other write of the transaction touches again.
    once: Vec<Write>,
    /// What has to be written in its order.
    rest: Vec<Write>,
}

impl Pending {
    pub fn is_empty(&self) -> bool {
        self.journal.is_empty()
            && self.dossiers.is_empty()
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
                Write::Journal(row)
                    if self.heads.get(&row.stream).is_some_and(|head| row.revision <= head.revision) =>
                {
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
                let head = Head { revision: row.revision, at_us: row.recorded_at_us, hash: row.hash };
                match self.heads.get_mut(&row.stream) {
                    Some(known) => *known = head,
                    None => drop(self.heads.insert(row.stream.clone(), head)),
                }
                self.journal.push(row);
            }
            Write::Dossier { before, row } => match self.dossiers.get_mut(&row.id) {
                Some((_, known)) => *known = row,
                None => drop(self.dossiers.insert(row.id.clone(), (before, row))),
            },
            Write::Private(row) => {
                self.private.insert(row.id.clone(), Write::Private(row));
            }
            Write::Answer(key, answer, at) => {
                self.answers.insert((key.actor.clone(), key.key.clone()), Write::Answer(key, answer, at));
            }
            Write::Label(..) | Write::Told(_) | Write::Money(_) | Write::Outbox(..) => self.once.push(write),
            Write::Counter(..) => {}
            Write::Erase(id, at) => {
                self.erased.insert(id.clone());
                self.rest.push(Write::Erase(id, at));
            }
            other => self.rest.push(other),
        }
    }

    /// Moves the rows of dossiers over to `later`, where a dossier that is there already keeps what it was before.
    pub fn put_off_dossiers(&mut self, later: &mut Self) {
        for (id, (before, row)) in self.dossiers.drain() {
            match later.dossiers.get_mut(&id) {
                Some((_, known)) => *known = row,
                None => drop(later.dossiers.insert(id, (before, row))),
            }
        }
    }

    /// The records, in order of position.
    pub fn journal(&self) -> &[JournalRow] {
        &self.journal
    }

    /// The newest record of a stream, if it is from this transaction.
    pub fn head(&self, stream: &str) -> Option<Head> {
        self.heads.get(stream).copied()
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

    /// What the dossiers of the transaction change in lists and figures.
    pub fn changes(&self) -> Changes {
        let mut changes = Changes::default();
        for (before, row) in self.in_order_of_ids() {
            let before = before.as_deref();
            let Relisted { gone, put } = Relisted::between(before, row);
            changes.gone.extend(gone);
            changes.put.extend(put);
            changes.tallies.join(Tallies::between(before, row));
        }
        changes.tallies.prune();
        changes.gone.sort();
        changes.put.sort();
        changes
    }

    fn in_order_of_ids(&self) -> Vec<&Change> {
        let mut all: Vec<&Change> = self.dossiers.values().collect();
        all.sort_by(|(_, one), (_, other)| one.id.cmp(&other.id));
        all
    }

    /// All that is written, table by table: each statement with its rows, in the order of their keys.
    pub fn groups<'a>(&'a self, changes: &'a Changes, dialect: Dialect) -> Vec<Group<'a>> {
        let mut journal: Vec<&JournalRow> = self.journal.iter().collect();
        journal.sort_by(|one, other| (&one.stream, one.revision).cmp(&(&other.stream, other.revision)));
        let mut private: Vec<(&String, &Write)> = self.private.iter().collect();
        private.sort_by_key(|(id, _)| *id);
        let dossiers = self.in_order_of_ids().into_iter();
        let all = (journal.into_iter().map(sql::journal))
            .chain(private.into_iter().flat_map(|(_, row)| sql::statements(row)))
            .chain(dossiers.map(|(before, row)| sql::dossier(before.as_deref(), row, dialect)))
            .chain(changes.gone.iter().map(|row| ListRow::drop(&row.place, row.sort_us, &row.id)))
            .chain(changes.put.iter().map(ListRow::put))
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
