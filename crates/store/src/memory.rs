//! The store in memory: plain maps and plain filters, so that it is obviously right.
//!
//! It keeps the promises of the database without its cleverness; the suite runs on both and a
//! random differential test compares them.

use std::collections::{BTreeMap, HashMap};

use domain::dossier::Stage;
use domain::ids::DossierId;

use crate::accounts::{Account, ApiToken, Session, Throttle};
use crate::act::{
    DossierLabels, Head, Loading, NewPrivate, PrivateRow, SearchFields, StoredAnswer, StreamId,
};
use crate::error::StoreError;
use crate::journal::{JournalRow, Seal};
use crate::outbox::Message;
use crate::plan::{Tx, Write};
use crate::query::{DossierRow, Figure, Instants, Keyset, Needle, Scope, Solved, View};
use crate::reference::Reference;
use crate::time::{from_us, to_us};
use crate::turns::{OpinionKey, OpinionRow, SupervisionRow};

/// A row beside the journal.
#[derive(Debug, Clone)]
pub(crate) struct Private {
    pub row: PrivateRow,
    pub salt: Option<String>,
    pub search: Option<SearchFields>,
    /// Place in the order in which people were recorded.
    pub place: i64,
}

/// Everything that the store knows.
#[derive(Debug, Default, Clone)]
pub(crate) struct Memory {
    pub journal: Vec<JournalRow>,
    pub streams: BTreeMap<StreamId, Loading>,
    pub seals: Vec<Seal>,
    pub dossiers: BTreeMap<DossierId, DossierRow>,
    pub opinions: BTreeMap<OpinionKey, OpinionRow>,
    pub supervision: BTreeMap<(DossierId, u32), SupervisionRow>,
    pub labels: HashMap<DossierId, DossierLabels>,
    pub counters: BTreeMap<String, u64>,
    pub private: BTreeMap<String, Private>,
    pub answers: HashMap<(String, String), (String, StoredAnswer, i64)>,
    pub outbox: BTreeMap<String, Message>,
    /// The day's salt for the marks of addresses.
    pub recipient_salt: Option<String>,
    /// The mark of the address that a message went to.
    pub recipients: BTreeMap<String, String>,
    pub references: BTreeMap<(String, String, u32), Reference>,
    pub accounts: BTreeMap<String, Account>,
    pub sessions: BTreeMap<String, Session>,
    pub tokens: BTreeMap<String, ApiToken>,
    pub throttles: BTreeMap<String, Throttle>,
    pub books: crate::book::Books,
    /// How many people were recorded.
    people: i64,
    last_at_us: Option<i64>,
}

fn taken(what: &str, id: &str) -> StoreError {
    StoreError::Conflict(format!("{what} `{id}` exists"))
}

impl Memory {
    /// What the schema of the database refuses.
    fn check(&self, writes: &[Write]) -> Result<(), StoreError> {
        let mut codes: Vec<&str> = Vec::new();
        let mut ids: Vec<&str> = Vec::new();
        for write in writes {
            match write {
                Write::Dossier { row, .. } => {
                    let Some(code) = row.code.as_deref() else { continue };
                    let elsewhere = self
                        .dossiers
                        .values()
                        .any(|own| own.id != row.id && own.code.as_deref() == Some(code));
                    if elsewhere || codes.contains(&code) {
                        return Err(taken("code", code));
                    }
                    codes.push(code);
                }
                Write::Label(id, labels)
                    if self.labels.contains_key(id)
                        || self.labels.values().any(|own| own.token_hash == labels.token_hash) =>
                {
                    return Err(taken("label", id.as_str()));
                }
                Write::Private(row) => {
                    if self.private.contains_key(&row.id) || ids.contains(&row.id.as_str()) {
                        return Err(taken("private row", &row.id));
                    }
                    ids.push(&row.id);
                }
                Write::Counter(name, last) if self.counters.get(name).is_some_and(|own| own > last) => {
                    return Err(StoreError::Conflict("a counter never goes back".into()));
                }
                Write::Answer(key, ..)
                    if self.answers.contains_key(&(key.actor.clone(), key.key.clone())) =>
                {
                    return Err(taken("answer", &key.key));
                }
                Write::Entry(entry) if self.books.clashes(entry) => {
                    return Err(taken("number of", &entry.book));
                }
                Write::ApiToken(token) if self.tokens.contains_key(&token.hash) => {
                    return Err(taken("token", &token.hash));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn write(&mut self, write: Write) {
        match write {
            Write::Journal(row) => self.journal.push(row),
            // Lists and figures are filtered from the rows themselves.
            Write::Dossier { row, .. } => {
                self.dossiers.insert(row.id.clone(), *row);
            }
            Write::Opinion(row) => {
                self.opinions.insert(row.key(), row);
            }
            Write::Told(row) => {
                self.supervision.insert((row.dossier.clone(), row.revision), row);
            }
            Write::Label(id, labels) => {
                self.labels.insert(id, labels);
            }
            Write::Entry(entry) => self.books.put(entry),
            Write::Money(row) => {
                self.books.money.insert((row.dossier.clone(), row.revision), row);
            }
            Write::Consignment(own) => {
                let key = (own.number.clone(), own.dossier.clone(), own.out);
                self.books.consignments.entry(key).or_insert(own);
            }
            Write::Counter(name, last) => {
                self.counters.insert(name, last);
            }
            Write::Private(row) => self.add_private(row),
            Write::Erase(id, at_us) => {
                if let Some(own) = self.private.get_mut(&id)
                    && own.row.erased_at.is_none()
                {
                    own.row.data = None;
                    own.row.erased_at = from_us(at_us);
                    own.salt = None;
                    own.search = None;
                }
            }
            Write::Outbox(message, at_us) => {
                let queued = from_us(at_us).unwrap_or(message.due_at);
                self.outbox.entry(message.id.clone()).or_insert_with(|| Message::new(message, queued));
            }
            Write::Message(change, at_us) => {
                if let (Some(own), Some(at)) = (self.outbox.get_mut(change.id()), from_us(at_us)) {
                    own.change(change, at);
                }
            }
            Write::Answer(key, answer, at_us) => {
                self.answers.insert((key.actor, key.key), (key.fingerprint, answer, at_us));
            }
            other => self.write_side(other),
        }
    }

    fn write_side(&mut self, write: Write) {
        match write {
            Write::Account(account) => {
                self.accounts.insert(account.name.clone(), account);
            }
            Write::Session(session) => {
                self.sessions.insert(session.id_hash.clone(), session);
            }
            Write::Extend(hash, until) => {
                if let Some(session) = self.sessions.get_mut(&hash) {
                    session.expires_at = until;
                }
            }
            Write::EndSession(hash) => {
                self.sessions.remove(&hash);
            }
            Write::SignOut(person) => {
                self.sessions.retain(|_, session| session.person.as_str() != person);
                self.tokens.retain(|_, token| token.person.as_str() != person);
            }
            Write::ApiToken(token) => {
                self.tokens.insert(token.hash.clone(), token);
            }
            Write::EndApiToken(hash) => {
                self.tokens.remove(&hash);
            }
            Write::Throttle(throttle) => {
                self.throttles.insert(throttle.key.clone(), throttle);
            }
            Write::ClearThrottle(key) => {
                self.throttles.remove(&key);
            }
            _ => {}
        }
    }

    fn add_private(&mut self, new: NewPrivate) {
        let row = PrivateRow {
            commitment: new.commitment(),
            id: new.id,
            kind: new.kind,
            data: Some(new.data),
            erased_at: None,
        };
        self.people = self.people.saturating_add(i64::from(new.search.is_some()));
        let own = Private { row, salt: Some(new.salt), search: new.search, place: self.people };
        self.private.insert(own.row.id.clone(), own);
    }

    /// Whether the search finds the applicant or the code.
    pub fn found(&self, row: &DossierRow, needle: &Needle) -> bool {
        let search = || self.private.get(&row.applicant).and_then(|own| own.search.as_ref());
        match needle {
            Needle::Nothing => false,
            Needle::Code(begin) => row.code.as_deref().is_some_and(|code| code.starts_with(begin.as_str())),
            Needle::Phone(digits) => search().is_some_and(|own| own.phone.starts_with(digits.as_str())),
            Needle::Name(part) => search().is_some_and(|own| own.fold_name.contains(part.as_str())),
        }
    }
}

impl Memory {
    /// Where the search has `row` in its order.
    pub fn place(&self, row: &DossierRow, needle: &Needle) -> Keyset {
        match needle {
            Needle::Code(_) => Keyset { sort: 0, id: row.code.clone().unwrap_or_default() },
            _ => {
                let sort = self.private.get(&row.applicant).map_or(0, |own| own.place);
                Keyset { sort, id: row.id.to_string() }
            }
        }
    }
}

/// Whether `row` is in the scope.
pub(crate) fn in_scope(row: &DossierRow, scope: &Scope) -> bool {
    let at =
        |unit: &domain::ids::UnitId| row.holder_unit == *unit || row.in_transit_to.as_ref() == Some(unit);
    match scope {
        Scope::All => true,
        Scope::Unit(unit) => at(unit),
        Scope::Agency(units) => units.iter().any(at),
        Scope::Desks(desks) => desks.contains(&row.desk) || desks.contains(&row.result_desk),
        Scope::Post => row.is_with_post(),
        Scope::Account(person) => row.account.as_ref() == Some(person),
    }
}

/// Whether the open dossier `row` is in the view.
pub(crate) fn in_view(row: &DossierRow, view: View, at: Instants) -> bool {
    let due = row.due.map(to_us).filter(|_| row.clock_runs());
    match view {
        View::Overdue => due.is_some_and(|due| due < at.now),
        View::Today => due.is_some_and(|due| at.now <= due && due < at.today_end),
        View::Tomorrow => due.is_some_and(|due| at.tomorrow_start <= due && due < at.tomorrow_end),
        View::New => {
            matches!(row.stage, Stage::Submitted | Stage::InTransit | Stage::ResultSent)
                || (row.stage == Stage::Processing && row.untaken)
        }
        View::Waiting => {
            matches!(row.stage, Stage::Guided | Stage::SupplementAsked | Stage::ClockStopped)
        }
        View::Consultation => row.consulting,
        View::All => true,
        View::InTransit => matches!(row.stage, Stage::InTransit | Stage::ResultSent),
        View::ResultReady => row.stage == Stage::ResultReady,
        View::Submitted => row.stage == Stage::Submitted,
        View::Call => row.to_call || (row.stage == Stage::ResultReady && row.told_at.is_none()),
        View::WithPost => row.stage == Stage::WithPost,
    }
}

/// Whether a figure of the board counts `row`.
pub(crate) fn counted(row: &DossierRow, figure: Figure, (from, to): (i64, i64), now: i64) -> bool {
    let within = |at: Option<jiff::civil::DateTime>| at.map(to_us).is_some_and(|at| from <= at && at < to);
    let solved = |how| row.solved == Some(how) && within(row.result_at);
    let (due, open) = (row.due.map(to_us), row.closed_at.is_none());
    match figure {
        Figure::Received => within(Some(row.registered_at)),
        Figure::Accepted => within(row.accepted_at),
        Figure::SolvedEarly => solved(Solved::Early),
        Figure::SolvedOnTime => solved(Solved::OnTime),
        Figure::SolvedLate => solved(Solved::Late),
        Figure::OpenInTime => open && row.clock_runs() && due.is_none_or(|due| due >= now),
        Figure::OpenOverdue => open && row.clock_runs() && due.is_some_and(|due| due < now),
        Figure::WaitingSupplement => open && row.stage == Stage::SupplementAsked,
        Figure::Refused => row.stage == Stage::Refused && within(row.closed_at),
        Figure::Withdrawn => row.stage == Stage::Withdrawn && within(row.closed_at),
        Figure::ForwardedLate => row.forwarded_late && within(row.accepted_at),
        Figure::BecameOverdue => within(row.overdue_since),
    }
}

impl Tx for Memory {
    fn last_at_us(&self) -> i64 {
        self.last_at_us.unwrap_or(i64::MIN)
    }

    fn next_position(&self) -> i64 {
        self.journal.last().map_or(0, |row| row.position).saturating_add(1)
    }

    fn stream(&mut self, id: &StreamId) -> Result<Loading, StoreError> {
        Ok(self.streams.get(id).cloned().unwrap_or_else(|| Loading::bare(id, Head::default())))
    }

    fn head(&mut self, id: &StreamId) -> Result<Head, StoreError> {
        Ok(self.streams.get(id).map_or_else(Head::default, |loading| loading.head))
    }

    fn counter(&mut self, name: &str) -> Result<u64, StoreError> {
        Ok(self.counters.get(name).copied().unwrap_or(0))
    }

    fn private(&mut self, id: &str) -> Result<Option<PrivateRow>, StoreError> {
        Ok(self.private.get(id).map(|own| own.row.clone()))
    }

    fn answer(&mut self, actor: &str, key: &str) -> Result<Option<(String, StoredAnswer)>, StoreError> {
        let found = self.answers.get(&(actor.to_owned(), key.to_owned()));
        Ok(found.map(|(fingerprint, answer, _)| (fingerprint.clone(), answer.clone())))
    }

    fn till(
        &mut self,
        till: &crate::book::Till,
        after: i64,
    ) -> Result<Vec<crate::book::MoneyRow>, StoreError> {
        Ok(self.books.till(till, after))
    }

    fn paid_with(&mut self, receipt: &str) -> Result<Vec<crate::book::MoneyRow>, StoreError> {
        Ok(self.books.paid_with(receipt))
    }

    fn labels(&mut self, id: &DossierId) -> Result<Option<DossierLabels>, StoreError> {
        Ok(self.labels.get(id).cloned())
    }

    fn apply(&mut self, writes: Vec<Write>, touched: Vec<Loading>, at_us: i64) -> Result<(), StoreError> {
        self.check(&writes)?;
        let recorded = writes.iter().any(|write| matches!(write, Write::Journal(_)));
        for write in writes {
            self.write(write);
        }
        for mut loading in touched {
            // Notes are appended without reading what is there.
            if let Some(before) = self.streams.get(&loading.id)
                && before.head.revision < loading.head.revision
                && loading
                    .notes
                    .first()
                    .is_some_and(|note| note.revision == before.head.revision.saturating_add(1))
            {
                loading.notes.splice(0..0, before.notes.iter().cloned());
            }
            self.streams.insert(loading.id.clone(), loading);
        }
        if recorded {
            self.last_at_us = Some(self.last_at_us().max(at_us));
        }
        Ok(())
    }
}
