//! From a decision to the rows it writes: the same for every engine.

use domain::dossier::event::{Actor, Event, Recorded};
use domain::ids::{DossierId, UnitId};
use jiff::civil::DateTime;

use crate::accounts::{Account, ApiToken, Session, Throttle};
use crate::act::{
    Batch, DossierLabels, Head, IdempotencyKey, Loaded, Loading, NewMessage, NewPrivate, Note, PrivateRow,
    Reads, SideRow, StoredAnswer, StreamId,
};
use crate::book::{Consignment, Entry, MoneyRow, Till};
use crate::error::StoreError;
use crate::journal::JournalRow;
use crate::outbox::MessageChange;
use crate::query::DossierRow;
use crate::time::{from_us, to_us, truncate};
use crate::turns::{self, OpinionRow, SupervisionRow};
use crate::wire;

/// One row to write.
#[derive(Debug, Clone)]
pub(crate) enum Write {
    Journal(JournalRow),
    /// How a dossier is now shown; what changes in lists and figures follows from how it was.
    Dossier {
        before: Option<Box<DossierRow>>,
        row: Box<DossierRow>,
    },
    Opinion(OpinionRow),
    Told(SupervisionRow),
    Label(DossierId, DossierLabels),
    Entry(Entry),
    Money(MoneyRow),
    Consignment(Consignment),
    Counter(String, u64),
    Private(NewPrivate),
    Erase(String, i64),
    /// With the instant of the act.
    Outbox(NewMessage, i64),
    Message(MessageChange, i64),
    Answer(IdempotencyKey, StoredAnswer, i64),
    Account(Account),
    Session(Session),
    Extend(String, DateTime),
    EndSession(String),
    SignOut(String),
    ApiToken(ApiToken),
    EndApiToken(String),
    Throttle(Throttle),
    ClearThrottle(String),
}

/// A transaction of an engine, as far as acts need it.
pub(crate) trait Tx {
    /// The newest instant recorded so far.
    fn last_at_us(&self) -> i64;
    /// The position that the next record gets.
    fn next_position(&self) -> i64;
    fn stream(&mut self, id: &StreamId) -> Result<Loading, StoreError>;
    fn head(&mut self, id: &StreamId) -> Result<Head, StoreError>;
    fn counter(&mut self, name: &str) -> Result<u64, StoreError>;
    fn private(&mut self, id: &str) -> Result<Option<PrivateRow>, StoreError>;
    fn answer(&mut self, actor: &str, key: &str) -> Result<Option<(String, StoredAnswer)>, StoreError>;
    /// Movements of a till after a position, in order.
    fn till(&mut self, till: &Till, after: i64) -> Result<Vec<MoneyRow>, StoreError>;
    /// What was paid with the receipt or transfer of that number, and voided of it, not in cash.
    fn paid_with(&mut self, receipt: &str) -> Result<Vec<MoneyRow>, StoreError>;
    fn labels(&mut self, id: &DossierId) -> Result<Option<DossierLabels>, StoreError>;
    /// Writes all of it or nothing; afterwards `last_at_us` is at least `at_us`. `touched` is how
    /// the streams stand then.
    fn apply(&mut self, writes: Vec<Write>, touched: Vec<Loading>, at_us: i64) -> Result<(), StoreError>;
}

/// Loads what `reads` asks for, at the instant that the act gets.
pub(crate) fn load(
    tx: &mut dyn Tx,
    not_before_us: i64,
    reads: &dyn Fn(DateTime) -> Reads,
) -> Result<Loaded, StoreError> {
    let mut at_us = not_before_us;
    loop {
        let at =
            from_us(at_us).ok_or_else(|| StoreError::Invalid("an instant outside the calendar".into()))?;
        let wanted = reads(at);
        let mut streams = Vec::with_capacity(wanted.streams.len());
        for id in &wanted.streams {
            streams.push(if wanted.fresh {
                Loading::bare(id, Head::default())
            } else {
                tx.stream(id)?.walked()
            });
        }
        // A history never runs backwards, even when the caller's clock does.
        let newest = streams.iter().map(|loading| loading.head.at_us).max().unwrap_or(at_us);
        if newest > at_us {
            at_us = newest;
            continue;
        }
        let mut counters = Vec::with_capacity(wanted.counters.len());
        for key in wanted.counters {
            let last = tx.counter(&key.0)?;
            counters.push((key, last));
        }
        let mut private = Vec::with_capacity(wanted.private.len());
        for id in &wanted.private {
            private.extend(tx.private(id)?);
        }
        let till = match &wanted.till {
            None => Vec::new(),
            Some(till) => {
                let closed = i64::try_from(tx.counter(&till.counter())?).unwrap_or(i64::MAX);
                tx.till(till, closed)?
            }
        };
        let paid = match wanted.receipt.as_deref().filter(|receipt| !receipt.is_empty()) {
            None => Vec::new(),
            Some(receipt) => tx.paid_with(receipt)?,
        };
        let stored = match &wanted.idempotency {
            None => None,
            Some(key) => tx.answer(&key.actor, &key.key)?.map(|stored| (stored, key.fingerprint.clone())),
        };
        let (earlier, key_reused) = match stored {
            None => (None, false),
            Some(((before, answer), now)) if before == now => (Some(answer), false),
            Some(_) => (None, true),
        };
        let idempotency = wanted.idempotency;
        return Ok(Loaded { at, earlier, key_reused, streams, counters, private, till, paid, idempotency });
    }
}

/// Records `batch`, decided on `loaded`, in the transaction.
pub(crate) fn record(tx: &mut dyn Tx, loaded: Loaded, batch: Batch) -> Result<(), StoreError> {
    let at_us = to_us(loaded.at);
    let mut journal = Journal {
        at: truncate(loaded.at),
        at_us,
        position: tx.next_position(),
        touched: Vec::new(),
        loaded: loaded.streams,
        writes: Vec::new(),
        moved: Vec::new(),
    };
    for (stream, events) in batch.events {
        for (by, event) in events {
            journal.event(tx, &stream, by, event)?;
        }
    }
    for (stream, kind, json, by) in batch.notes {
        journal.note(tx, &stream, kind, json, by)?;
    }
    let Journal { mut touched, mut writes, moved, .. } = journal;

    for loading in &mut touched {
        let given = batch.labels.iter().find(|(own, _)| loading.is(own)).map(|(_, labels)| labels);
        writes.extend(project(tx, loading, given, &moved)?);
    }
    writes.extend(batch.labels.into_iter().map(|(id, labels)| Write::Label(id, labels)));
    writes.extend(batch.counters.into_iter().map(|(key, last)| Write::Counter(key.0, last)));
    writes.extend(batch.private.into_iter().map(Write::Private));
    writes.extend(batch.erase.into_iter().map(|id| Write::Erase(id, at_us)));
    writes.extend(batch.outbox.into_iter().map(|message| Write::Outbox(message, at_us)));
    if let (Some(key), Some(answer)) = (loaded.idempotency, batch.answer) {
        writes.push(Write::Answer(key, answer, at_us));
    }
    writes.extend(batch.rows.into_iter().map(|row| side(row, at_us)));
    let touched = touched.into_iter().map(|touched| touched.stream).collect();
    tx.apply(writes, touched, at_us)
}

/// What the lists show of a stream that this act moved on.
fn project(
    tx: &mut dyn Tx,
    loading: &mut Touched,
    given: Option<&DossierLabels>,
    moved: &[(DossierId, u32, i64)],
) -> Result<Vec<Write>, StoreError> {
    let stream = &mut loading.stream;
    let StreamId::Dossier(id) = &stream.id else { return Ok(Vec::new()) };
    let mut writes = Vec::new();
    for (_, revision, position) in moved.iter().filter(|(own, ..)| own == id) {
        writes.extend(MoneyRow::of(id, &stream.history, *revision, *position).map(Write::Money));
    }
    let own = Labels::of(tx, id, given, stream.row.as_deref())?;
    let before = match (stream.row.take(), &stream.dossier) {
        (None, Some(dossier)) => Some(Box::new(DossierRow::of(dossier, &own.field, &own.agency))),
        (known, _) => known,
    };
    let new = stream.history.iter().position(|recorded| recorded.revision > loading.from);
    let new = stream.history.get(new.unwrap_or(stream.history.len())..).unwrap_or_default();
    let walked = turns::walk_on(stream.dossier.take(), id, new).ok_or_else(|| {
        StoreError::Invalid(format!("the history of {id} does not begin with a registration"))
    })?;
    writes.extend(walked.told.into_iter().map(Write::Told));
    if walked.asked {
        writes.extend(turns::opinions(&walked.dossier).into_iter().map(Write::Opinion));
    }
    let row = Box::new(DossierRow::of(&walked.dossier, &own.field, &own.agency));
    writes.push(Write::Dossier { before, row: row.clone() });
    stream.dossier = Some(walked.dossier);
    stream.row = Some(row);
    Ok(writes)
}

/// What lists show of a dossier and its history does not say.
struct Labels {
    field: String,
    agency: UnitId,
}

impl Labels {
    /// As given in this act, as last shown, or as kept.
    fn of(
        tx: &mut dyn Tx,
        id: &DossierId,
        given: Option<&DossierLabels>,
        shown: Option<&DossierRow>,
    ) -> Result<Self, StoreError> {
        if let Some(labels) = given {
            return Ok(Self { field: labels.field.clone(), agency: labels.agency.clone() });
        }
        if let Some(row) = shown {
            return Ok(Self { field: row.field.clone(), agency: row.agency.clone() });
        }
        let kept = tx.labels(id)?;
        let kept = kept.ok_or_else(|| StoreError::Invalid(format!("dossier {id} has no labels")))?;
        Ok(Self { field: kept.field, agency: kept.agency })
    }
}

fn side(row: SideRow, at_us: i64) -> Write {
    match row {
        SideRow::Account(account) => Write::Account(account),
        SideRow::Session(session) => Write::Session(session),
        SideRow::Extend(hash, until) => Write::Extend(hash, until),
        SideRow::EndSession(hash) => Write::EndSession(hash),
        SideRow::SignOut(person) => Write::SignOut(person.to_string()),
        SideRow::ApiToken(token) => Write::ApiToken(token),
        SideRow::EndApiToken(hash) => Write::EndApiToken(hash),
        SideRow::Throttle(throttle) => Write::Throttle(throttle),
        SideRow::ClearThrottle(key) => Write::ClearThrottle(key),
        SideRow::Message(change) => Write::Message(change, at_us),
    }
}

/// A stream that this act appends to.
struct Touched {
    stream: Loading,
    /// How far it reached before.
    from: u32,
}

impl Touched {
    fn is(&self, dossier: &DossierId) -> bool {
        matches!(&self.stream.id, StreamId::Dossier(own) if own == dossier)
    }
}

struct Journal {
    at: DateTime,
    at_us: i64,
    position: i64,
    touched: Vec<Touched>,
    loaded: Vec<Loading>,
    writes: Vec<Write>,
    /// Every event of a dossier with its place: what may have moved money.
    moved: Vec<(DossierId, u32, i64)>,
}

impl Journal {
    fn event(
        &mut self,
        tx: &mut dyn Tx,
        stream: &StreamId,
        by: Actor,
        event: Event,
    ) -> Result<(), StoreError> {
        let StreamId::Dossier(dossier) = stream else {
            return Err(StoreError::Invalid(format!(
                "events belong to dossiers, not to `{}`",
                stream.name()
            )));
        };
        let payload = wire::encode(&event).map_err(|cause| StoreError::Invalid(cause.to_string()))?;
        let actor = wire::encode_actor(&by);
        let position = self.position;
        let (revision, at) = self.row(tx, stream, event.kind(), wire::version(&event), actor, payload)?;
        if let Some(touched) = self.touch(tx, stream)? {
            let recorded = Recorded { revision, at, by, event };
            let consignment = Consignment::of(dossier, &recorded);
            touched.stream.history.push(recorded);
            self.writes.extend(consignment.map(Write::Consignment));
        }
        self.moved.push((dossier.clone(), revision, position));
        Ok(())
    }

    fn note(
        &mut self,
        tx: &mut dyn Tx,
        stream: &StreamId,
        kind: String,
        json: String,
        by: Actor,
    ) -> Result<(), StoreError> {
        let name = stream.name();
        if name.starts_with("dossier/") {
            return Err(StoreError::Invalid("notes do not belong to the stream of a dossier".into()));
        }
        let (revision, at) = self.row(tx, stream, &kind, 1, wire::encode_actor(&by), json.clone())?;
        if let Some(touched) = self.touch(tx, stream)? {
            let began_us = touched.stream.notes.first().map_or(at, |note| note.at);
            let entry = Entry::of(&name, revision, to_us(began_us), to_us(at), &json)?;
            touched.stream.notes.push(Note { revision, at, by, kind, json });
            self.writes.extend(entry.map(Write::Entry));
        }
        Ok(())
    }

    fn row(
        &mut self,
        tx: &mut dyn Tx,
        stream: &StreamId,
        kind: &str,
        kind_version: u32,
        actor: String,
        payload: String,
    ) -> Result<(u32, DateTime), StoreError> {
        let (at_us, position) = (self.at_us, self.position);
        let at = self.at;
        let Some(touched) = self.touch(tx, stream)? else { return Ok((0, at)) };
        let head = &mut touched.stream.head;
        let mut row = JournalRow {
            position,
            stream: stream.name(),
            revision: head.revision.saturating_add(1),
            kind: kind.to_owned(),
            kind_version,
            // A stream that was not read still never runs backwards.
            recorded_at_us: at_us.max(head.at_us),
            actor,
            payload,
            hash: [0; 32],
        };
        row.hash = row.expected_hash(&head.hash);
        *head = Head { revision: row.revision, at_us: row.recorded_at_us, hash: row.hash };
        let recorded = (row.revision, from_us(row.recorded_at_us).unwrap_or(at));
        self.position = position.saturating_add(1);
        self.writes.push(Write::Journal(row));
        Ok(recorded)
    }

    /// The stream as it stands within this act, loaded on first touch.
    fn touch(&mut self, tx: &mut dyn Tx, stream: &StreamId) -> Result<Option<&mut Touched>, StoreError> {
        let place = match self.touched.iter().position(|touched| touched.stream.id == *stream) {
            Some(place) => place,
            None => {
                let loading = match self.loaded.iter().position(|loading| loading.id == *stream) {
                    Some(place) => self.loaded.swap_remove(place),
                    None if matches!(stream, StreamId::Dossier(_)) => tx.stream(stream)?.walked(),
                    None => Loading::bare(stream, tx.head(stream)?),
                };
                let from = loading.head.revision;
                self.touched.push(Touched { stream: loading, from });
                self.touched.len().saturating_sub(1)
            }
        };
        Ok(self.touched.get_mut(place))
    }
}
