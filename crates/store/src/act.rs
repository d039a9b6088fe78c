//! What an act reads, what it sees, and what it records.

use domain::dossier::Dossier;
use domain::dossier::event::{Actor, Event, Recorded};
use domain::ids::{DossierId, UnitId};
use jiff::civil::DateTime;

use crate::accounts::{Account, ApiToken, Session, Throttle};
use crate::outbox::MessageChange;
use crate::query::DossierRow;

/// A stream of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StreamId {
    /// The history of a dossier: domain events.
    Dossier(DossierId),
    /// Anything else that is journaled: notes with a kind and JSON, such as `access/<dossier>`.
    Other(String),
}

impl StreamId {
    /// The name as stored: `dossier/<id>`, or the other stream's own name.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Dossier(id) => format!("dossier/{id}"),
            Self::Other(name) => name.clone(),
        }
    }

    pub(crate) fn parse(name: &str) -> Self {
        match name.strip_prefix("dossier/").and_then(|id| DossierId::new(id).ok()) {
            Some(id) => Self::Dossier(id),
            None => Self::Other(name.to_owned()),
        }
    }
}

impl From<&DossierId> for StreamId {
    fn from(id: &DossierId) -> Self {
        Self::Dossier(id.clone())
    }
}

/// Name of a counter, for example `code/000.00.19.H36/2019-08-14`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CounterKey(pub String);

/// A retry is recognised by who sent it, under which key, and what it asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// Who: account or partner system.
    pub actor: String,
    /// The key that the caller chose.
    pub key: String,
    /// SHA-256 of route and body, hexadecimal.
    pub fingerprint: String,
}

/// The answer that was given to a request, to be given again to its retries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    /// HTTP status.
    pub status: u16,
    /// Body.
    pub body: String,
}

/// What an act wants loaded.
#[derive(Debug, Clone, Default)]
pub struct Reads {
    /// Streams, each with its whole history.
    pub streams: Vec<StreamId>,
    /// Of these nothing is recorded: their ids were drawn for this act. Nothing is read to see it; an act that is
    /// wrong about it is refused when it is written.
    pub fresh: bool,
    /// Counters.
    pub counters: Vec<CounterKey>,
    /// Rows beside the journal, by id.
    pub private: Vec<String>,
    /// A till, with every movement since it was last closed.
    pub till: Option<crate::book::Till>,
    /// The number of a receipt or transfer, with the dossiers that it has paid.
    pub receipt: Option<String>,
    /// The request's key, when it may be repeated.
    pub idempotency: Option<IdempotencyKey>,
    /// Streams that are appended to and not read: only to have their newest records at hand in time.
    pub appends: Vec<StreamId>,
}

impl Reads {
    /// Reads nothing of what is appended to.
    pub(crate) fn before(batch: &Batch) -> Self {
        let appends = batch.notes.iter().map(|(stream, ..)| stream.clone()).collect();
        Self { appends, ..Self::default() }
    }

    /// Reads one dossier.
    #[must_use]
    pub fn dossier(id: &DossierId) -> Self {
        Self { streams: vec![StreamId::Dossier(id.clone())], ..Self::default() }
    }

    /// Also reads `stream`.
    #[must_use]
    pub fn stream(mut self, stream: StreamId) -> Self {
        self.streams.push(stream);
        self
    }

    /// Also reads the counter `key`.
    #[must_use]
    pub fn counter(mut self, key: impl Into<String>) -> Self {
        self.counters.push(CounterKey(key.into()));
        self
    }

    /// Also reads the row `id` beside the journal.
    #[must_use]
    pub fn private(mut self, id: impl Into<String>) -> Self {
        self.private.push(id.into());
        self
    }

    /// Also reads what a till took and gave since it was last closed.
    #[must_use]
    pub fn till(mut self, till: crate::book::Till) -> Self {
        self.till = Some(till);
        self
    }

    /// Recognises retries by `key`.
    #[must_use]
    pub fn idempotent(mut self, key: Option<IdempotencyKey>) -> Self {
        self.idempotency = key;
        self
    }
}

/// A record of a stream that is not a dossier's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Place in its stream, from 1.
    pub revision: u32,
    /// When, by the server's clock.
    pub at: DateTime,
    /// Who.
    pub by: Actor,
    /// Kind, such as `dossier-read`.
    pub kind: String,
    /// JSON text, exactly as recorded.
    pub json: String,
}

/// A row beside the journal as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateRow {
    /// Id: 32 hexadecimal digits.
    pub id: String,
    /// Kind, such as `applicant`.
    pub kind: String,
    /// The data (JSON text); `None` when erased.
    pub data: Option<String>,
    /// SHA-256 of salt and data; stays when the row is erased.
    pub commitment: String,
    /// When it was erased.
    pub erased_at: Option<DateTime>,
}

/// The newest record of a stream: all that an append needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub revision: u32,
    pub at_us: i64,
    pub hash: [u8; 32],
}

/// One stream as an act sees it.
#[derive(Debug, Clone)]
pub(crate) struct Loading {
    pub id: StreamId,
    pub head: Head,
    pub history: Vec<Recorded>,
    pub notes: Vec<Note>,
    /// What the history leads to, once somebody walked it; on the heap, since a stream is passed on many times.
    pub dossier: Option<Box<Dossier>>,
    /// The row of the lists at that revision, once an act of this process wrote it.
    pub row: Option<Box<DossierRow>>,
}

impl Loading {
    /// A stream of which this much is known and nothing read.
    pub fn bare(id: &StreamId, head: Head) -> Self {
        let id = id.clone();
        Self { id, head, history: Vec::new(), notes: Vec::new(), dossier: None, row: None }
    }

    /// Walks the history, unless that was done before.
    pub fn walked(mut self) -> Self {
        if let (StreamId::Dossier(id), None) = (&self.id, &self.dossier) {
            self.dossier = Dossier::rebuild(id, &self.history).map(Box::new);
        }
        self
    }
}

/// What an act sees: the facts at its instant.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The instant of the act, office-local, whole microseconds: the writer's clock, never before
    /// any act recorded earlier, so the order of numbers is the order of times.
    pub at: DateTime,
    /// The answer given earlier to the same request.
    pub earlier: Option<StoredAnswer>,
    /// The key was used before for another request.
    pub key_reused: bool,
    pub(crate) streams: Vec<Loading>,
    pub(crate) counters: Vec<(CounterKey, u64)>,
    pub(crate) private: Vec<PrivateRow>,
    pub(crate) till: Vec<crate::book::MoneyRow>,
    pub(crate) paid: Vec<crate::book::MoneyRow>,
    pub(crate) idempotency: Option<IdempotencyKey>,
}

impl Loaded {
    /// The history of a dossier that was asked for; empty when nothing is recorded.
    #[must_use]
    pub fn history(&self, stream: &StreamId) -> &[Recorded] {
        self.find(stream).map_or(&[], |loading| &loading.history)
    }

    /// The dossier that was asked for, as its history leads to it.
    #[must_use]
    pub fn dossier(&self, id: &DossierId) -> Option<&Dossier> {
        let wanted = |loading: &&Loading| matches!(&loading.id, StreamId::Dossier(own) if own == id);
        self.streams.iter().find(wanted)?.dossier.as_deref()
    }

    /// The records of another stream that was asked for.
    #[must_use]
    pub fn others(&self, stream: &StreamId) -> &[Note] {
        self.find(stream).map_or(&[], |loading| &loading.notes)
    }

    /// How far a stream that was asked for reaches; 0 when nothing is recorded.
    #[must_use]
    pub fn revision(&self, stream: &StreamId) -> u32 {
        self.find(stream).map_or(0, |loading| loading.head.revision)
    }

    /// The last number that a counter gave; 0 when none.
    #[must_use]
    pub fn counter(&self, key: &CounterKey) -> u64 {
        self.counters.iter().find(|(own, _)| own == key).map_or(0, |(_, last)| *last)
    }

    /// A row beside the journal that was asked for.
    #[must_use]
    pub fn private(&self, id: &str) -> Option<&PrivateRow> {
        self.private.iter().find(|row| row.id == id)
    }

    /// The movements of the till that was asked for since it was last closed, in order.
    #[must_use]
    pub fn till(&self) -> &[crate::book::MoneyRow] {
        &self.till
    }

    /// A dossier other than `own` that the receipt or transfer that was asked for has paid, and that was not voided.
    #[must_use]
    pub fn proof_paid(&self, own: &DossierId) -> Option<&DossierId> {
        let kept = |dossier: &DossierId| {
            let amounts = self.paid.iter().filter(|row| row.dossier == *dossier).map(|row| row.amount);
            amounts.fold(0_i64, i64::saturating_add) > 0
        };
        self.paid.iter().map(|row| &row.dossier).find(|dossier| **dossier != *own && kept(dossier))
    }

    fn find(&self, stream: &StreamId) -> Option<&Loading> {
        self.streams.iter().find(|loading| loading.id == *stream)
    }
}

/// Fields by which a person is found; erased with their row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchFields {
    /// Name without tones, lower case, đ as d.
    pub fold_name: String,
    /// Digits of the telephone number.
    pub phone: String,
}

/// A new row beside the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPrivate {
    /// Id: 32 hexadecimal digits, never used before.
    pub id: String,
    /// Kind, such as `applicant`.
    pub kind: String,
    /// Random text that hides the data behind its commitment.
    pub salt: String,
    /// JSON text.
    pub data: String,
    /// How the person is found, if at all.
    pub search: Option<SearchFields>,
}

impl NewPrivate {
    /// The row as it is read back.
    pub(crate) fn shown(&self) -> PrivateRow {
        PrivateRow {
            id: self.id.clone(),
            kind: self.kind.clone(),
            data: Some(self.data.clone()),
            commitment: self.commitment(),
            erased_at: None,
        }
    }

    /// SHA-256 of salt and data, as events refer to it.
    #[must_use]
    pub fn commitment(&self) -> String {
        crate::journal::commitment(&self.salt, &self.data)
    }
}

/// A message to be sent after the act is durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// Id that the receiver can recognise a repetition by.
    pub id: String,
    /// Channel, such as `sms`.
    pub channel: String,
    /// JSON text.
    pub payload: String,
    /// Not before.
    pub due_at: DateTime,
    /// The dossier that it is about, if any.
    pub dossier: Option<DossierId>,
}

/// What lists show of a dossier and its events do not say: given once, with the first event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierLabels {
    /// Field (lĩnh vực) of the procedure.
    pub field: String,
    /// The settling agency.
    pub agency: UnitId,
    /// SHA-256 of the tracking token, hexadecimal: finds the dossier, does not give the token away.
    pub token_hash: String,
}

/// A row that is no part of the journal: accounts, sessions, tokens, throttles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SideRow {
    /// Makes or replaces an account.
    Account(Account),
    /// Makes or replaces a session.
    Session(Session),
    /// Has a session end later, by its hash; one that was ended meanwhile stays ended.
    Extend(String, DateTime),
    /// Ends a session, by its hash.
    EndSession(String),
    /// Ends every session and every API token of a person.
    SignOut(domain::ids::PersonId),
    /// Makes an API token.
    ApiToken(ApiToken),
    /// Ends an API token, by its hash.
    EndApiToken(String),
    /// Sets a throttle.
    Throttle(Throttle),
    /// Clears a throttle, by its key.
    ClearThrottle(String),
    /// Says what became of a message.
    Message(MessageChange),
}

/// What one act records, all or nothing.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    pub(crate) events: Vec<(StreamId, Vec<(Actor, Event)>)>,
    pub(crate) notes: Vec<(StreamId, String, String, Actor)>,
    pub(crate) counters: Vec<(CounterKey, u64)>,
    pub(crate) private: Vec<NewPrivate>,
    pub(crate) erase: Vec<String>,
    pub(crate) outbox: Vec<NewMessage>,
    pub(crate) labels: Vec<(DossierId, DossierLabels)>,
    pub(crate) answer: Option<StoredAnswer>,
    pub(crate) rows: Vec<SideRow>,
}

impl Batch {
    /// Whether it records what has a date before the law: all but rows of sign-ins and of messages on their way.
    pub(crate) fn is_dated(&self) -> bool {
        let Self { events, notes, counters, private, erase, outbox, labels, answer: _, rows: _ } = self;
        let dated = [
            events.is_empty(),
            notes.is_empty(),
            counters.is_empty(),
            private.is_empty(),
            erase.is_empty(),
            outbox.is_empty(),
            labels.is_empty(),
        ];
        dated.contains(&false)
    }

    /// Appends `events` by one actor to a dossier.
    #[must_use]
    pub fn append(self, dossier: &DossierId, by: &Actor, events: Vec<Event>) -> Self {
        self.events(StreamId::from(dossier), events.into_iter().map(|event| (by.clone(), event)).collect())
    }

    /// Appends events, each with its actor, to a dossier's stream.
    #[must_use]
    pub fn events(mut self, stream: StreamId, events: Vec<(Actor, Event)>) -> Self {
        self.events.push((stream, events));
        self
    }

    /// Appends a note to a stream that is not a dossier's. `json` is stored exactly as given.
    #[must_use]
    pub fn note(
        mut self,
        stream: impl Into<String>,
        kind: impl Into<String>,
        json: impl Into<String>,
        by: &Actor,
    ) -> Self {
        self.notes.push((StreamId::Other(stream.into()), kind.into(), json.into(), by.clone()));
        self
    }

    /// Says what the last number of a counter now is; it never goes back.
    #[must_use]
    pub fn counter(mut self, key: CounterKey, last: u64) -> Self {
        self.counters.push((key, last));
        self
    }

    /// Adds a row beside the journal.
    #[must_use]
    pub fn private(mut self, row: NewPrivate) -> Self {
        self.private.push(row);
        self
    }

    /// Erases the data of a row beside the journal; its commitment stays.
    #[must_use]
    pub fn erase(mut self, id: impl Into<String>) -> Self {
        self.erase.push(id.into());
        self
    }

    /// Sends a message once the act is durable.
    #[must_use]
    pub fn send(mut self, message: NewMessage) -> Self {
        self.outbox.push(message);
        self
    }

    /// Labels a new dossier.
    #[must_use]
    pub fn labels(mut self, dossier: &DossierId, labels: DossierLabels) -> Self {
        self.labels.push((dossier.clone(), labels));
        self
    }

    /// The answer to give again when the request is repeated. Without an idempotency key in
    /// [`Reads`] there is nothing to repeat, and it is dropped.
    #[must_use]
    pub fn answer(mut self, status: u16, body: impl Into<String>) -> Self {
        self.answer = Some(StoredAnswer { status, body: body.into() });
        self
    }

    /// Also writes a row that is no part of the journal.
    #[must_use]
    pub fn row(mut self, row: SideRow) -> Self {
        self.rows.push(row);
        self
    }

    /// Joins two batches.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.events.extend(other.events);
        self.notes.extend(other.notes);
        self.counters.extend(other.counters);
        self.private.extend(other.private);
        self.erase.extend(other.erase);
        self.outbox.extend(other.outbox);
        self.labels.extend(other.labels);
        self.rows.extend(other.rows);
        self.answer = other.answer.or(self.answer);
        self
    }
}
