//! Books that are not events of one dossier: entries, money, consignments, all derived from the journal.
//!
//! An entry is a stream `book/<book>/<id>` of notes. Each note carries the whole entry as it then
//! stands, so that the row of the lists is the last note and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use domain::dossier::event::{Actor, Event, PaymentMethod, Recorded};
use domain::ids::{DossierId, PersonId, UnitId};
use jiff::civil::DateTime;
use serde::Deserialize;

use crate::act::StreamId;
use crate::error::StoreError;
use crate::query::{Keyset, Page, clamp};
use crate::sql::Val;
use crate::time::{from_us, to_us};

/// The begin of the names of all streams of books.
const PREFIX: &str = "book/";

/// The stream of an entry.
#[must_use]
pub fn entry_stream(book: &str, id: &str) -> StreamId {
    StreamId::Other(format!("{PREFIX}{book}/{id}"))
}

/// A book and an id within it.
pub(crate) type EntryKey = (String, String);

/// How an entry is named where something is wrong with it.
pub(crate) fn entry_place(book: &str, id: &str) -> String {
    format!("entry {id} of the book `{book}`")
}

/// An entry of a book as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which book.
    pub book: String,
    /// Its id within the book.
    pub id: String,
    /// The unit whose it is.
    pub unit: UnitId,
    /// The unit whose book numbers it.
    pub series: UnitId,
    /// Year and number, once it has one.
    pub number: Option<(i16, u32)>,
    /// Where it stands.
    pub state: String,
    /// What it is about.
    pub subject: String,
    /// How many notes it has.
    pub revision: u32,
    /// When it began.
    pub began_at: DateTime,
    /// When it last changed.
    pub at: DateTime,
    /// The last note, JSON text exactly as recorded.
    pub payload: String,
}

/// What every note of a book says of its entry.
#[derive(Deserialize)]
struct Envelope {
    unit: String,
    series: String,
    #[serde(default)]
    year: Option<i16>,
    #[serde(default)]
    number: Option<u32>,
    state: String,
    #[serde(default)]
    subject: String,
}

impl Entry {
    /// The entry whose notes a stream holds; `None` when the stream is no book's.
    pub(crate) fn key_of(stream: &str) -> Option<EntryKey> {
        let (book, id) = stream.strip_prefix(PREFIX)?.split_once('/')?;
        Some((book.to_owned(), id.to_owned()))
    }

    /// The entry that a note of `stream` leads to; `None` when the stream is no book's.
    ///
    /// `began_us` is when its first note was recorded.
    pub(crate) fn of(
        stream: &str,
        revision: u32,
        began_us: i64,
        at_us: i64,
        payload: &str,
    ) -> Result<Option<Self>, StoreError> {
        let Some(name) = stream.strip_prefix(PREFIX) else { return Ok(None) };
        let fault = |what: String| StoreError::Invalid(format!("{stream}: {what}"));
        let (book, id) = name.split_once('/').ok_or_else(|| fault("no id".to_owned()))?;
        let envelope: Envelope = serde_json::from_str(payload).map_err(|error| fault(error.to_string()))?;
        let unit = |text: &str| UnitId::new(text).map_err(|error| fault(error.to_string()));
        let instant = |us| from_us(us).ok_or_else(|| fault("an instant outside the calendar".to_owned()));
        Ok(Some(Self {
            book: book.to_owned(),
            id: id.to_owned(),
            unit: unit(&envelope.unit)?,
            series: unit(&envelope.series)?,
            number: envelope.year.zip(envelope.number),
            state: envelope.state,
            subject: envelope.subject,
            revision,
            began_at: instant(began_us)?,
            at: instant(at_us)?,
            payload: payload.to_owned(),
        }))
    }
}

/// Which entries a list shows: the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryQuery {
    /// The book.
    pub book: String,
    /// Only of this unit.
    pub unit: Option<UnitId>,
    /// Only in this state.
    pub state: Option<String>,
    /// Only about this.
    pub subject: Option<String>,
    /// Only those that began then or later.
    pub since: Option<DateTime>,
    /// Only those whose id is no consignment that came in.
    pub not_taken_in: bool,
    /// Where the page begins.
    pub cursor: Option<String>,
    /// Rows, at most 200.
    pub limit: usize,
}

impl EntryQuery {
    /// Every entry of a book.
    #[must_use]
    pub fn of(book: &str) -> Self {
        Self { book: book.to_owned(), limit: 50, ..Self::default() }
    }

    /// Whether `entry` is asked for.
    fn fits(&self, entry: &Entry) -> bool {
        entry.book == self.book
            && self.unit.as_ref().is_none_or(|unit| entry.unit == *unit)
            && self.state.as_ref().is_none_or(|state| entry.state == *state)
            && self.subject.as_ref().is_none_or(|subject| entry.subject == *subject)
            && self.since.is_none_or(|since| entry.began_at >= since)
    }
}

fn key(entry: &Entry) -> Keyset {
    Keyset { sort: to_us(entry.began_at), id: entry.id.clone() }
}

/// What a movement of money was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoneyKind {
    /// Paid by an applicant.
    Paid,
    /// A payment that a second person voided.
    Voided,
    /// Given back.
    Refunded,
}

impl MoneyKind {
    /// As stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Voided => "voided",
            Self::Refunded => "refunded",
        }
    }

    pub(crate) fn find(name: &str) -> Option<Self> {
        [Self::Paid, Self::Voided, Self::Refunded].into_iter().find(|kind| kind.name() == name)
    }
}

/// The methods of payment as stored.
const METHODS: [(PaymentMethod, &str); 5] = [
    (PaymentMethod::Cash, "cash"),
    (PaymentMethod::Transfer, "transfer"),
    (PaymentMethod::ProofShown, "proof-shown"),
    (PaymentMethod::Online, "online"),
    (PaymentMethod::Post, "post"),
];

/// One movement of money, as a till and a settlement count it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyRow {
    /// The dossier.
    pub dossier: DossierId,
    /// Revision of the event.
    pub revision: u32,
    /// Position of the event in the journal.
    pub position: i64,
    /// When.
    pub at: DateTime,
    /// What it was.
    pub kind: MoneyKind,
    /// How it was paid; what is given back leaves the till in cash.
    pub method: PaymentMethod,
    /// The unit whose till it is.
    pub unit: UnitId,
    /// Whose till it is: who recorded the payment. A void falls on the till of the payment, not of the second person.
    pub person: PersonId,
    /// Amount in đồng; below 0 what left the till.
    pub amount: i64,
    /// Number of the receipt or voucher.
    pub receipt: String,
}

impl MoneyRow {
    /// The movement that the event with this revision is; `None` when it moves nothing of a till.
    pub(crate) fn of(
        dossier: &DossierId,
        history: &[Recorded],
        revision: u32,
        position: i64,
    ) -> Option<Self> {
        let recorded = history.iter().find(|recorded| recorded.revision == revision)?;
        let row = |kind, method, by: &Actor, amount: i64, receipt: String| {
            let (unit, person) = till(by)?;
            let (dossier, at) = (dossier.clone(), recorded.at);
            Some(Self { dossier, revision, position, at, kind, method, unit, person, amount, receipt })
        };
        match &recorded.event {
            Event::FeeRecorded { amount, method, receipt, .. } => {
                row(MoneyKind::Paid, *method, &recorded.by, *amount, receipt.clone())
            }
            Event::FeeVoided { receipt, amount, .. } => {
                let (by, method) = history.iter().rev().find_map(|earlier| match &earlier.event {
                    Event::FeeRecorded { amount: paid, method, receipt: number, .. }
                        if earlier.revision < revision && number == receipt && paid == amount =>
                    {
                        Some((&earlier.by, *method))
                    }
                    _ => None,
                })?;
                row(MoneyKind::Voided, method, by, amount.saturating_neg(), receipt.clone())
            }
            Event::FeeRefunded { slip, amount, .. } => row(
                MoneyKind::Refunded,
                PaymentMethod::Cash,
                &recorded.by,
                amount.saturating_neg(),
                format!("{:06}/PC-{}", slip.number, slip.year),
            ),
            _ => None,
        }
    }

    pub(crate) fn values(&self) -> Vec<Val<'_>> {
        let method =
            METHODS.iter().find(|(method, _)| *method == self.method).map_or("cash", |(_, name)| name);
        vec![
            self.dossier.as_str().into(),
            i64::from(self.revision).into(),
            self.position.into(),
            to_us(self.at).into(),
            self.kind.name().into(),
            method.into(),
            self.unit.as_str().into(),
            self.person.as_str().into(),
            self.amount.into(),
            self.receipt.as_str().into(),
        ]
    }
}

/// The till of whoever recorded it: staff have one, the payment portal has none.
fn till(by: &Actor) -> Option<(UnitId, PersonId)> {
    match by {
        Actor::Staff { person, unit } => Some((unit.clone(), person.clone())),
        _ => None,
    }
}

pub(crate) fn method_named(name: &str) -> Option<PaymentMethod> {
    METHODS.iter().find(|(_, own)| *own == name).map(|(method, _)| *method)
}

/// A consignment of the post with a dossier in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Consignment {
    /// Its number.
    pub number: String,
    /// The dossier.
    pub dossier: DossierId,
    /// Whether it goes out with the result; else it came in.
    pub out: bool,
    /// When it was recorded.
    pub at: DateTime,
}

impl Consignment {
    /// The consignment that an event names.
    pub(crate) fn of(dossier: &DossierId, recorded: &Recorded) -> Option<Self> {
        let (number, out) = match &recorded.event {
            Event::ReceivedByPost { consignment, .. } => (consignment, false),
            Event::GivenToPost { consignment, .. } => (consignment, true),
            _ => return None,
        };
        Some(Self { number: number.clone(), dossier: dossier.clone(), out, at: recorded.at })
    }

    pub(crate) fn way(&self) -> &'static str {
        if self.out { "out" } else { "in" }
    }
}

/// The till of one person at one unit, and the counter that says how far it was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Till {
    /// The unit.
    pub unit: UnitId,
    /// The person.
    pub person: PersonId,
}

impl Till {
    /// Name of the counter with the last position of the journal that a closing covered.
    #[must_use]
    pub fn counter(&self) -> String {
        format!("till/{}/{}", self.unit, self.person)
    }
}

/// The cash in a till since it was last closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InTill {
    /// How many movements there were.
    pub movements: usize,
    /// Their sum, in đồng.
    pub sum: i64,
    /// The newest of them, newest first.
    pub newest: Vec<MoneyRow>,
}

/// The books of the store in memory.
#[derive(Debug, Default, Clone)]
pub(crate) struct Books {
    pub entries: BTreeMap<(String, String), Entry>,
    pub money: BTreeMap<(DossierId, u32), MoneyRow>,
    pub consignments: BTreeMap<(String, DossierId, bool), Consignment>,
}

impl Books {
    /// Whether the number of `entry` belongs to another one.
    pub fn clashes(&self, entry: &Entry) -> bool {
        let Some(number) = entry.number else { return false };
        self.entries.values().any(|own| {
            own.book == entry.book
                && own.series == entry.series
                && own.number == Some(number)
                && own.id != entry.id
        })
    }

    pub fn put(&mut self, mut entry: Entry) {
        let key = (entry.book.clone(), entry.id.clone());
        if let Some(before) = self.entries.get(&key) {
            entry.began_at = before.began_at;
        }
        self.entries.insert(key, entry);
    }

    /// Adds the money and the consignments of a history.
    pub fn learn(&mut self, id: &DossierId, history: &[Recorded], positions: &[(u32, i64)]) {
        for (revision, position) in positions {
            if let Some(row) = MoneyRow::of(id, history, *revision, *position) {
                self.money.insert((id.clone(), *revision), row);
            }
        }
        for own in history.iter().filter_map(|recorded| Consignment::of(id, recorded)) {
            self.consignments.entry((own.number.clone(), id.clone(), own.out)).or_insert(own);
        }
    }

    /// Places at which `own` is not what this says.
    pub fn differences(&self, own: &Self) -> Vec<String> {
        let mut places = Vec::new();
        let entries = self.entries.keys().chain(own.entries.keys()).collect::<BTreeSet<_>>();
        for key in entries.into_iter().filter(|key| self.entries.get(*key) != own.entries.get(*key)) {
            places.push(entry_place(&key.0, &key.1));
        }
        let money = self.money.keys().chain(own.money.keys()).collect::<BTreeSet<_>>();
        for key in money.into_iter().filter(|key| self.money.get(*key) != own.money.get(*key)) {
            places.push(format!("money of dossier {} revision {}", key.0, key.1));
        }
        let sent = self.consignments.keys().chain(own.consignments.keys()).collect::<BTreeSet<_>>();
        for key in sent.into_iter().filter(|key| self.consignments.get(*key) != own.consignments.get(*key)) {
            places.push(format!("consignment {} of dossier {}", key.0, key.1));
        }
        places
    }

    pub fn paid_with(&self, receipt: &str) -> Vec<MoneyRow> {
        let proof = |row: &&MoneyRow| row.receipt == receipt && row.method != PaymentMethod::Cash;
        let mut found: Vec<MoneyRow> = self.money.values().filter(proof).cloned().collect();
        found.sort_by_key(|row| row.position);
        found
    }

    pub fn till(&self, till: &Till, after: i64) -> Vec<MoneyRow> {
        let mut found: Vec<MoneyRow> = self
            .money
            .values()
            .filter(|row| row.unit == till.unit && row.person == till.person && row.position > after)
            .cloned()
            .collect();
        found.sort_by_key(|row| row.position);
        found
    }

    pub fn page(&self, query: &EntryQuery) -> Result<Page<Entry>, StoreError> {
        let (limit, after) = (clamp(query.limit), Keyset::read(query.cursor.as_deref())?);
        let taken = |entry: &Entry| self.consignments.values().any(|own| own.number == entry.id && !own.out);
        let mut found: Vec<&Entry> = self
            .entries
            .values()
            .filter(|entry| query.fits(entry) && !(query.not_taken_in && taken(entry)))
            .collect();
        found.sort_by_key(|entry| std::cmp::Reverse((entry.began_at, entry.id.clone())));
        let beyond = |entry: &&&Entry| match &after {
            None => true,
            Some(end) => (to_us(entry.began_at), &entry.id) < (end.sort, &end.id),
        };
        let found = found.iter().filter(beyond).take(limit.saturating_add(1)).map(|entry| (*entry).clone());
        Ok(crate::query::page(found.collect(), limit, key))
    }
}

pub(crate) fn entry_key(entry: &Entry) -> Keyset {
    key(entry)
}
