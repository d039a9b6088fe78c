//! Use cases on the books of the office that are not events of one dossier.
//!
//! Every entry is a stream whose notes carry the whole entry as it then stands ([`Record`]), so that a
//! list is read from one table and the journal alone proves it. A number is given in the transaction
//! that records its entry, from the year's counter of the unit whose book it is.

pub mod cash;
pub mod guidance;
pub mod post;
pub mod post_list;
pub mod rating;
pub mod settlement;
pub mod urging;

use std::sync::Arc;

use domain::dossier::event::Actor;
use domain::ids::UnitId;
use domain::organisation::Role;
use jiff::civil::{Date, DateTime};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::{Batch, Bulk, CounterKey, Entry, IdempotencyKey, Loaded, Reads, StreamId, entry_stream};

use crate::App;
use crate::dossier::Caller;
use crate::dossier::shell::random_hex;
use crate::error::CommandError;

/// Rows of one page of a book.
pub const PAGE: usize = 50;

/// What makes a repeated request harmless: the answer is the id of the entry that the first one led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// The caller's key.
    pub key: String,
    /// Digest of the route and what was sent.
    pub fingerprint: String,
}

impl Once {
    fn read(once: Option<&Self>, actor: &str) -> Option<IdempotencyKey> {
        once.map(|once| IdempotencyKey {
            actor: actor.to_owned(),
            key: once.key.clone(),
            fingerprint: once.fingerprint.clone(),
        })
    }
}

/// The id that the same request led to before.
fn again(loaded: &Loaded) -> Result<Option<String>, CommandError> {
    if loaded.key_reused {
        return Err(CommandError::KeyReused);
    }
    Ok(loaded.earlier.as_ref().map(|answer| answer.body.clone()))
}

/// When an act is planned, and where its random values come from.
pub(crate) struct Moment<'a> {
    /// Office-local; rights and faults of input are judged by it.
    pub at: DateTime,
    /// 32 hexadecimal digits at every call.
    pub random: &'a mut dyn FnMut() -> Result<String, CommandError>,
}

/// Lets `plan` prepare an act for now, with random values of the machine.
fn now<T>(
    app: &App,
    plan: impl FnOnce(&mut Moment<'_>) -> Result<T, CommandError>,
) -> Result<T, CommandError> {
    plan(&mut Moment { at: app.store.now(), random: &mut random_hex })
}

type ReadsOf = dyn Fn(DateTime) -> Reads + Send + Sync;
type DecisionOf<R> = dyn Fn(&Loaded) -> Result<(R, Batch), CommandError> + Send + Sync;

/// An act on a book that is ready for the store: its input checked, its random values drawn.
///
/// A page records it by itself, a simulation as one of many in a transaction; what is decided is the same.
pub(crate) struct BookAct<R> {
    reads: Box<ReadsOf>,
    decide: Box<DecisionOf<R>>,
}

impl<R: Send + 'static> BookAct<R> {
    fn new(
        reads: impl Fn(DateTime) -> Reads + Send + Sync + 'static,
        decide: impl Fn(&Loaded) -> Result<(R, Batch), CommandError> + Send + Sync + 'static,
    ) -> Self {
        Self { reads: Box::new(reads), decide: Box::new(decide) }
    }

    async fn run(self, app: &App) -> Result<R, CommandError> {
        let act = Arc::new(self);
        let reads = Arc::clone(&act);
        app.store.act(move |at| (reads.reads)(at), move |loaded| (act.decide)(loaded)).await
    }

    /// Records it at `at` as one act of a larger transaction.
    pub(crate) fn record(self, bulk: &mut Bulk<'_>, at: DateTime) -> Result<R, CommandError> {
        bulk.act(Some(at), |at| (self.reads)(at), |loaded| (self.decide)(loaded))
    }
}

/// One entry as every note of it says: what the store lists it by, and what the book is about.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Record<B> {
    unit: String,
    series: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<i16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    state: String,
    subject: String,
    body: B,
}

impl<B: Serialize + DeserializeOwned> Record<B> {
    fn new(unit: &UnitId, series: &UnitId, state: &str, subject: &str, body: B) -> Self {
        Self {
            unit: unit.to_string(),
            series: series.to_string(),
            year: None,
            number: None,
            state: state.to_owned(),
            subject: subject.to_owned(),
            body,
        }
    }

    /// Gives it the next number of its book and year.
    fn numbered(mut self, book: &str, loaded: &Loaded, batch: Batch) -> Result<(Self, Batch), CommandError> {
        let year = loaded.at.year();
        let key = number_key(book, &self.series, year);
        let last = loaded.counter(&key).saturating_add(1);
        let number = u32::try_from(last).map_err(|_| CommandError::NotFound)?;
        self.year = Some(year);
        self.number = Some(number);
        Ok((self, batch.counter(key, last)))
    }

    fn note(
        &self,
        batch: Batch,
        book: &str,
        id: &str,
        kind: &str,
        by: &Actor,
    ) -> Result<Batch, CommandError> {
        let json = serde_json::to_string(self).map_err(|_| CommandError::NotFound)?;
        Ok(batch.note(entry_stream(book, id).name(), kind, json, by))
    }

    /// The entry as it stands in an act.
    fn standing(loaded: &Loaded, stream: &StreamId) -> Result<Self, CommandError> {
        let last = loaded.others(stream).last().ok_or(CommandError::NotFound)?;
        read(&last.json)
    }

    fn of(entry: &Entry) -> Result<Self, CommandError> {
        read(&entry.payload)
    }
}

fn read<B: DeserializeOwned>(json: &str) -> Result<Record<B>, CommandError> {
    serde_json::from_str(json)
        .map_err(|error| store::StoreError::Invalid(format!("an entry of a book: {error}")).into())
}

fn number_key(book: &str, series: impl std::fmt::Display, year: i16) -> CounterKey {
    CounterKey(format!("book/{book}/{series}/{year}"))
}

/// A number as it is written: `0007/2025`.
#[must_use]
pub fn number_text(number: Option<(i16, u32)>) -> String {
    number.map_or_else(String::new, |(year, number)| format!("{number:04}/{year}"))
}

/// An instant as stored.
pub(crate) fn instant(text: &str) -> Option<DateTime> {
    text.parse().ok()
}

/// The units at which somebody holds one of `roles` on `day`, each once.
fn units(caller: &Caller, roles: &[Role], day: Date) -> Vec<UnitId> {
    let mut found: Vec<UnitId> = Vec::new();
    for posting in caller.person.postings_on(day).filter(|posting| roles.contains(&posting.role)) {
        if !found.contains(&posting.unit) {
            found.push(posting.unit.clone());
        }
    }
    found
}

/// Whether the caller holds one of `roles` anywhere on `day`.
fn holds(caller: &Caller, roles: &[Role], day: Date) -> bool {
    caller.person.postings_on(day).any(|posting| roles.contains(&posting.role))
}

/// Those who look over the whole Centre.
const SUPERVISORS: &[Role] = &[Role::Director, Role::DeputyDirector, Role::ProcedureControl, Role::Auditor];

/// Those who lead the Centre.
const LEADERS: &[Role] = &[Role::Director, Role::DeputyDirector];

fn by(caller: &Caller, unit: &UnitId) -> Actor {
    Actor::Staff { person: caller.person.id.clone(), unit: unit.clone() }
}

/// The code of a dossier for a list, else its id.
fn code_of(app: &App, id: &domain::ids::DossierId) -> Result<String, CommandError> {
    let row = app.store.find(&store::Ref::Id(id.clone()))?;
    Ok(row.and_then(|row| row.code).unwrap_or_else(|| id.to_string()))
}
