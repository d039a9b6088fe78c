//! What the acts of a batch want, read before the first of them in the round trip that begins their transaction.
//!
//! It is as the database was when the lock was given, so nobody else changes it meanwhile. What an act of the batch
//! wrote comes first: the [`Writer`](crate::writer::Writer) looks here last, and not at all once something was written.
//! What cannot be read is left out, and the act that wants it reads it again and fails alone.

use std::collections::HashMap;
use std::hash::Hash;

use domain::ids::DossierId;

use crate::act::{DossierLabels, Head, Loading, PrivateRow, Reads, StoredAnswer, StreamId};
use crate::book::Till;
use crate::error::StoreError;
use crate::read;
use crate::row::{Row, number};
use crate::sql::{Stmt, Val};

const HISTORIES: &str = "SELECT revision, kind, kind_version, recorded_at_us, actor, payload, hash, stream \
     FROM journal WHERE stream = ANY ($1) ORDER BY stream, revision";
/// One look into the index for each stream: joined, every history would be read.
const HEADS: &str = "SELECT newest.revision, newest.recorded_at_us, newest.hash, wanted.stream \
     FROM unnest($1::text[]) AS wanted (stream) CROSS JOIN LATERAL (SELECT revision, recorded_at_us, hash \
     FROM journal WHERE stream = wanted.stream ORDER BY revision DESC LIMIT 1) AS newest";
const LABELS: &str = "SELECT field, agency, token_hash, id FROM dossier_label WHERE id = ANY ($1)";
const ANSWERS: &str = "SELECT kept.fingerprint, kept.status, kept.body, wanted.actor, wanted.key \
     FROM unnest($1::text[], $2::text[]) AS wanted (actor, key) CROSS JOIN LATERAL (SELECT fingerprint, status, body \
     FROM idempotency WHERE actor = wanted.actor AND key = wanted.key LIMIT 1) AS kept";
const COUNTERS: &str = "SELECT last, name FROM counter WHERE name = ANY ($1)";

/// What the writer knows without asking.
pub(crate) trait Remembers {
    fn has_stream(&self, id: &StreamId) -> bool;
    fn has_counter(&self, name: &str) -> bool;
}

/// What was asked for, with what was found: nothing until a row says otherwise.
#[derive(Debug, Default)]
pub(crate) struct Ahead {
    streams: HashMap<String, Loading>,
    heads: HashMap<String, Head>,
    labels: HashMap<String, Option<DossierLabels>>,
    private: HashMap<String, Option<PrivateRow>>,
    answers: HashMap<(String, String), Option<(String, StoredAnswer)>>,
    counters: HashMap<String, u64>,
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Streams,
    Heads,
    Labels,
    Private,
    Answers,
    Counters,
}

impl Ahead {
    /// What `wanted` asks for and the writer does not remember.
    pub fn of(wanted: &[Reads], remembers: &impl Remembers) -> Self {
        let mut ahead = Self::default();
        for reads in wanted {
            ahead.want(reads, remembers);
        }
        ahead
    }

    fn want(&mut self, reads: &Reads, remembers: &impl Remembers) {
        for id in reads.streams.iter().filter(|id| !reads.fresh && !remembers.has_stream(id)) {
            let name = id.name();
            if askable(&[&name]) {
                if let StreamId::Dossier(id) = id {
                    self.labels.insert(id.as_str().to_owned(), None);
                }
                self.streams.entry(name).or_insert_with(|| Loading::bare(id, Head::default()));
            }
        }
        let heads = reads.appends.iter().map(StreamId::name).filter(|name| askable(&[name]));
        self.heads.extend(heads.map(|name| (name, Head::default())));
        let private = reads.private.iter().filter(|id| askable(&[id]));
        self.private.extend(private.map(|id| (id.clone(), None)));
        let till = reads.till.as_ref().map(Till::counter);
        let counters = reads.counters.iter().map(|key| key.0.clone()).chain(till);
        let counters = counters.filter(|name| askable(&[name]) && !remembers.has_counter(name));
        self.counters.extend(counters.map(|name| (name, 0)));
        let answers = reads.idempotency.iter().filter(|key| askable(&[&key.actor, &key.key]));
        self.answers.extend(answers.map(|key| ((key.actor.clone(), key.key.clone()), None)));
    }

    /// The questions, and what each is about.
    pub fn questions(&self) -> (Vec<Kind>, Vec<Stmt<'static>>) {
        let (mut kinds, mut questions) = (Vec::new(), Vec::new());
        let mut ask = |kind, text, columns: Vec<Vec<&String>>| {
            if columns.iter().any(|column| !column.is_empty()) {
                let many = |column: Vec<&String>| {
                    Val::Many(column.into_iter().map(|value| Val::from(value.clone())).collect())
                };
                kinds.push(kind);
                questions.push((text, columns.into_iter().map(many).collect()));
            }
        };
        ask(Kind::Streams, HISTORIES, vec![self.streams.keys().collect()]);
        ask(Kind::Heads, HEADS, vec![self.heads.keys().collect()]);
        ask(Kind::Labels, LABELS, vec![self.labels.keys().collect()]);
        ask(Kind::Private, read::PRIVATE_ROWS, vec![self.private.keys().collect()]);
        let (actors, keys) = self.answers.keys().map(|(actor, key)| (actor, key)).unzip();
        ask(Kind::Answers, ANSWERS, vec![actors, keys]);
        ask(Kind::Counters, COUNTERS, vec![self.counters.keys().collect()]);
        (kinds, questions)
    }

    /// Takes a row of an answer; what cannot be read is as if it had not been asked for.
    pub fn found(&mut self, kind: Kind, row: &Row<'_>) {
        // Whose row it is stands in the last columns, which the program asked for.
        match kind {
            Kind::Streams => {
                if let Ok(name) = row.text(7)
                    && let Some(loading) = self.streams.get_mut(name)
                    && read::add(loading, row, name).is_err()
                {
                    self.streams.remove(name);
                }
            }
            Kind::Heads => {
                let Ok(name) = row.get::<String>(3) else { return };
                let head = read::head(row, &name);
                put(&mut self.heads, name, head);
            }
            Kind::Labels => {
                let Ok(id) = row.get(3) else { return };
                put(&mut self.labels, id, read::label(row).map(Some));
            }
            Kind::Private => {
                let Ok(id) = row.get(0) else { return };
                put(&mut self.private, id, read::private_row(row).map(Some));
            }
            Kind::Answers => {
                let (Ok(actor), Ok(key)) = (row.get(3), row.get(4)) else { return };
                put(&mut self.answers, (actor, key), read::answer(row).map(Some));
            }
            Kind::Counters => {
                let Ok(name) = row.get(1) else { return };
                put(&mut self.counters, name, number(row, 0));
            }
        }
    }

    /// A stream that was asked for, once: whoever takes it changes it.
    pub fn stream(&mut self, id: &StreamId) -> Option<Loading> {
        if self.streams.is_empty() { None } else { self.streams.remove(&id.name()) }
    }

    pub fn head(&self, name: &str) -> Option<Head> {
        self.heads.get(name).copied()
    }

    pub fn labels(&self, id: &DossierId) -> Option<Option<DossierLabels>> {
        self.labels.get(id.as_str()).cloned()
    }

    pub fn private(&self, id: &str) -> Option<Option<PrivateRow>> {
        self.private.get(id).cloned()
    }

    pub fn answer(&self, actor: &str, key: &str) -> Option<Option<(String, StoredAnswer)>> {
        if self.answers.is_empty() {
            return None;
        }
        self.answers.get(&(actor.to_owned(), key.to_owned())).cloned()
    }

    /// The counters that were asked for, to be remembered.
    pub fn counters(&mut self) -> HashMap<String, u64> {
        std::mem::take(&mut self.counters)
    }
}

/// Nothing is stored with a zero byte, and the server takes no question with one.
fn askable(texts: &[&str]) -> bool {
    !texts.iter().any(|text| text.contains('\0'))
}

fn put<K: Eq + Hash, V>(all: &mut HashMap<K, V>, key: K, value: Result<V, StoreError>) {
    match value {
        Ok(value) => drop(all.insert(key, value)),
        Err(_) => drop(all.remove(&key)),
    }
}
