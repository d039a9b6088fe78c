//! The imperative shell that all use cases on dossiers share: read, check, decide, record.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use domain::dossier::event::DataRef;
use domain::dossier::{
    Actor, Command, Context, Dossier, Event, Numbers, Recorded, Stage, apply, decide, in_line, open_of,
};
use domain::ids::{DossierId, UnitId};
use domain::organisation::{Organisation, Person, Role, Unit, UnitKind};
use domain::procedure::Procedure;
use domain::rights;
use jiff::civil::{Date, DateTime};
use sha2::{Digest, Sha256};
use store::{
    Batch, DossierLabels, IdempotencyKey, Loaded, NewMessage, NewPrivate, Reads, StoredAnswer, StreamId,
};

use super::notices::{Contact, Outgoing, following};
use super::numbers::{BookKeys, Books};
use crate::error::CommandError;
use crate::reference::Reference;

/// Who calls: a member of staff or a citizen, as known to the organisation.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person.
    pub person: Arc<Person>,
}

impl Caller {
    /// Whether the caller is a citizen and nothing else on `day`.
    #[must_use]
    pub fn is_citizen(&self, day: Date) -> bool {
        !self.person.postings_on(day).any(|posting| posting.role != Role::Citizen)
    }

    /// The unit the caller acts for: one of theirs that `preferred` names, else one above or below a
    /// preferred unit in the same agency, else the first.
    #[must_use]
    pub fn acting_unit(
        &self,
        preferred: &[&UnitId],
        organisation: &Organisation,
        day: Date,
    ) -> Option<UnitId> {
        let own: Vec<&UnitId> =
            self.person.postings_on(day).filter(|p| p.role != Role::Citizen).map(|p| &p.unit).collect();
        let exact = preferred.iter().find(|unit| own.contains(unit)).copied();
        // Somebody posted in a division and in its agency acts for the agency in a sibling division.
        let near = || {
            let answers =
                |unit: &&UnitId| own.iter().copied().find(|own| in_line(organisation, own, unit, day));
            preferred.iter().find_map(answers)
        };
        exact.or_else(near).or_else(|| own.first().copied()).cloned()
    }

    /// The desk the caller receives at on `day`; of several the one where they receive `field`, if it is given.
    #[must_use]
    pub fn desk(&self, field: &str, day: Date) -> Option<UnitId> {
        let reception = |role| matches!(role, Role::CounterOfficer | Role::PostClerk);
        let desks = || self.person.postings_on(day).filter(|posting| reception(posting.role));
        let fits = |fields: &[String]| fields.is_empty() || fields.iter().any(|own| own == field);
        let found = desks().find(|posting| fits(&posting.fields)).or_else(|| desks().next());
        found.map(|posting| posting.unit.clone())
    }
}

/// The post, when it has the result: its clerks act for it, not for the desk at which they sit (R19.10).
pub fn with_post<'a>(
    dossier: &Dossier,
    organisation: &'a Organisation,
    day: Date,
) -> impl Iterator<Item = &'a UnitId> {
    let has = dossier.stage == Stage::WithPost;
    let post = move |unit: &&Unit| has && unit.kind == UnitKind::Post && unit.validity.covers(day);
    organisation.units().iter().filter(post).map(|unit| &unit.id)
}

/// What makes a repeated request harmless.
#[derive(Clone)]
pub struct Idempotency {
    /// The caller's key.
    pub key: String,
    /// Digest of the route and body.
    pub fingerprint: String,
    /// How the edge would answer; stored in the same transaction.
    pub render: Arc<dyn Fn(&Outcome) -> StoredAnswer + Send + Sync>,
}

/// What an act led to.
#[derive(Clone)]
pub struct Outcome {
    /// The dossier after the act.
    pub dossier: Dossier,
    /// The events that were recorded, in order.
    pub events: Vec<Event>,
    /// The tracking token in clear, when the dossier was just recorded.
    pub token: Option<String>,
    /// The procedure version it is bound to.
    pub procedure: Arc<Procedure>,
    /// The reference data it was decided on.
    pub reference: Arc<Reference>,
    /// When.
    pub at: DateTime,
}

/// A fresh outcome, or the stored answer of the same request.
pub enum Answered {
    /// Done now.
    Fresh(Box<Outcome>),
    /// Done before; the first answer again.
    Again(StoredAnswer),
}

impl Answered {
    /// The outcome, when the act was done now.
    #[must_use]
    pub fn fresh(self) -> Option<Outcome> {
        match self {
            Answered::Fresh(outcome) => Some(*outcome),
            Answered::Again(_) => None,
        }
    }
}

/// Lower-case hexadecimal of `bytes`.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// 128 random bits in hexadecimal.
///
/// # Errors
///
/// When the machine has no source of randomness; nothing may go on without one.
pub fn random_hex() -> Result<String, CommandError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| {
        CommandError::Invalid(vec![crate::FieldError::new(
            "",
            "no-randomness",
            "Máy chủ không có nguồn ngẫu nhiên.",
        )])
    })?;
    Ok(hex(&bytes))
}

/// An id of 32 hexadecimal digits that begins with its day and goes on with the millisecond of that day, so that rows
/// made together lie together on the disk: acts that share a commit touch a few pages and not one each, and what an act
/// touches does not grow with the history. 68 bits of `random`, which is as long, are left.
#[must_use]
pub fn dated(at: DateTime, random: &str) -> String {
    let day = i64::from(at.year()) * 10_000 + i64::from(at.month()) * 100 + i64::from(at.day());
    let minute = i64::from(at.hour()) * 60 + i64::from(at.minute());
    let millisecond = (minute * 60 + i64::from(at.second())) * 1_000 + i64::from(at.millisecond());
    format!("{day:08x}{millisecond:07x}{}", random.get(15..).unwrap_or_default())
}

/// SHA-256 of a tracking token, session id or API token: what the store knows it by.
#[must_use]
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Makes an erasable row and the reference that events carry.
///
/// # Errors
///
/// As [`random_hex`].
pub fn keep(
    at: DateTime,
    kind: &str,
    data: String,
    search: Option<store::SearchFields>,
    random: &mut dyn FnMut() -> Result<String, CommandError>,
) -> Result<(DataRef, NewPrivate), CommandError> {
    let row = NewPrivate { id: dated(at, &random()?), kind: kind.to_owned(), salt: random()?, data, search };
    Ok((DataRef { id: row.id.clone(), commitment: row.commitment() }, row))
}

/// Which commands an act consists of, seen from the dossier as it stands.
pub(super) type Wanted<'a> = dyn Fn(Option<&Dossier>) -> Result<Vec<Command>, CommandError> + 'a;

/// What one act needs beyond the dossier's history.
pub(super) struct Plan {
    /// The dossier.
    pub id: DossierId,
    /// Revision on the caller's screen.
    pub seen: Option<u32>,
    /// Who acts.
    pub caller: Caller,
    /// The receiving desk.
    pub desk: UnitId,
    /// The unit whose book numbers a slip of this act.
    pub slip_unit: UnitId,
    /// Which book: `01`, `02`, `03`.
    pub slip_kind: &'static str,
    /// Rows to keep beside the journal.
    pub private: Vec<NewPrivate>,
    /// The token in clear, for a new dossier.
    pub token: Option<String>,
    /// Reference data for the whole act.
    pub reference: Arc<Reference>,
    /// Repeated requests.
    pub idempotency: Option<Idempotency>,
    /// The procedure of a new dossier; a recorded one knows its own.
    pub procedure: Option<Arc<Procedure>>,
    /// Number of the receipt or transfer that an act of payment shows.
    pub receipt: Option<String>,
    /// How the applicant can be reached.
    pub contact: Contact,
    /// The messages that the act may put in the outbox.
    pub messages: Outgoing,
    /// The books that it may number in, with the day that they are of.
    pub books: OnceLock<(Date, BookKeys)>,
}

impl Plan {
    /// The books that this act may number in on `day`; found out once, since an act sees one day.
    fn books(&self, day: Date) -> Cow<'_, BookKeys> {
        let on = || BookKeys::new(&self.reference, &self.desk, &self.slip_unit, self.slip_kind, day);
        let (known, keys) = self.books.get_or_init(|| (day, on()));
        if *known == day { Cow::Borrowed(keys) } else { Cow::Owned(on()) }
    }

    /// What the store must load for this act on `day`.
    pub fn reads(&self, at: DateTime) -> Reads {
        let actor = self.caller.person.id.to_string();
        Reads {
            streams: vec![StreamId::Dossier(self.id.clone())],
            // Only a filing brings its procedure along.
            fresh: self.procedure.is_some(),
            counters: self.books(at.date()).all(),
            private: self.contact.reads().map(str::to_owned).into_iter().collect(),
            receipt: self.receipt.clone(),
            idempotency: self.idempotency.as_ref().map(|known| IdempotencyKey {
                actor,
                key: known.key.clone(),
                fingerprint: known.fingerprint.clone(),
            }),
            ..Reads::default()
        }
    }

    /// Existence, right, staleness, law: in this order for every act.
    ///
    /// # Errors
    ///
    /// Every case of [`CommandError`].
    pub fn decide(&self, loaded: &Loaded, commands: &Wanted<'_>) -> Result<(Answered, Batch), CommandError> {
        if loaded.key_reused {
            return Err(CommandError::KeyReused);
        }
        if let Some(earlier) = &loaded.earlier {
            return Ok((Answered::Again(earlier.clone()), Batch::default()));
        }
        let before = loaded.dossier(&self.id).cloned();
        let day = loaded.at.date();
        let commands = match commands(before.as_ref()) {
            Ok(commands) => commands,
            Err(fault) => {
                self.check_known(before.as_ref(), day)?;
                return Err(fault);
            }
        };
        if let Some(first) = commands.first() {
            self.check_right(before.as_ref(), first, day)?;
        }
        if let (Some(dossier), Some(seen)) = (&before, self.seen)
            && dossier.revision != seen
        {
            return Err(CommandError::Stale { seen, now: dossier.revision });
        }
        let numbers = self.books(day).numbers(loaded);
        let mut acted = self.act(before, &commands, numbers.as_ref(), loaded)?;
        let messages = self.tell(&mut acted, loaded)?;
        self.record(acted, numbers.as_ref(), loaded.at, messages)
    }

    /// Puts into the act what the applicant is told of it.
    fn tell(&self, acted: &mut Acted, loaded: &Loaded) -> Result<Vec<NewMessage>, CommandError> {
        let Some(dossier) = &acted.dossier else { return Ok(Vec::new()) };
        let events = acted.events.iter().map(|(_, event)| event);
        let (commands, messages) =
            following(events, dossier, &self.contact, &self.messages, &self.reference, loaded);
        if !commands.is_empty() {
            let by = Actor::System("notices".to_owned());
            let (procedure, history) = (self.pinned(dossier), loaded.history(&StreamId::from(&self.id)));
            let procedure = procedure.ok_or(CommandError::NotFound)?;
            for command in &commands {
                let known = acted.dossier.as_ref();
                let context = self.context(loaded.at, &by, &procedure, known, None, history);
                for event in decide(known, command, &context)? {
                    acted.push(&self.id, by.clone(), event, loaded.at);
                }
            }
        }
        Ok(messages)
    }

    fn context<'a>(
        &'a self,
        at: DateTime,
        by: &'a Actor,
        procedure: &'a Procedure,
        known: Option<&Dossier>,
        numbers: Option<&'a Numbers>,
        history: &'a [Recorded],
    ) -> Context<'a> {
        let unit = known.map_or(&self.desk, |dossier| &dossier.desk);
        Context {
            at,
            by,
            procedure,
            calendar: self.reference.calendar_for(unit),
            parameters: law::parameters_on(&at.date().to_string()),
            organisation: &self.reference.organisation,
            numbers,
            history,
            proof_paid: None,
        }
    }

    /// Faulty input must not tell that there is a dossier which the caller may not know of.
    fn check_known(&self, dossier: Option<&Dossier>, day: Date) -> Result<(), CommandError> {
        let Some(dossier) = dossier else { return Ok(()) };
        let procedure = self.pinned(dossier).ok_or(CommandError::NotFound)?;
        let (person, organisation) = (&self.caller.person, &self.reference.organisation);
        if rights::can_see(person, dossier, &procedure.agency, organisation, day) {
            return Ok(());
        }
        Err(CommandError::NotFound)
    }

    fn check_right(
        &self,
        dossier: Option<&Dossier>,
        command: &Command,
        day: Date,
    ) -> Result<(), CommandError> {
        let agency = match (&self.procedure, dossier) {
            (Some(procedure), _) => procedure.agency.clone(),
            (None, Some(dossier)) => self.pinned(dossier).ok_or(CommandError::NotFound)?.agency.clone(),
            (None, None) => return Err(CommandError::NotFound),
        };
        let person = &self.caller.person;
        let organisation = &self.reference.organisation;
        rights::may(person, command.action(), dossier, &agency, organisation, day)
            .and_then(|()| self.check_step(dossier, command, day))
            .map_err(|denied| match denied {
                rights::Denied::Unknown => CommandError::NotFound,
                rights::Denied::Forbidden => CommandError::Forbidden,
            })
    }

    /// A step is done in the role that the approved process names, a slip signed in that of the procedure (R19.3).
    fn check_step(
        &self,
        dossier: Option<&Dossier>,
        command: &Command,
        day: Date,
    ) -> Result<(), rights::Denied> {
        let Some(dossier) = dossier else { return Ok(()) };
        let Some(procedure) = self.pinned(dossier) else { return Ok(()) };
        let (person, organisation) = (&self.caller.person, &self.reference.organisation);
        let Command::CompleteStep { step, .. } = command else {
            return rights::may_sign(person, command.action(), dossier, &procedure, organisation, day);
        };
        let open = open_of(dossier, &procedure);
        let Some(work) = open.into_iter().find(|work| work.id() == step) else { return Ok(()) };
        rights::may_complete(person, work, &dossier.holder.unit, organisation, day)
    }

    fn pinned(&self, dossier: &Dossier) -> Option<Arc<Procedure>> {
        self.reference.procedure_pinned(&dossier.procedure).cloned()
    }

    fn act(
        &self,
        before: Option<Dossier>,
        commands: &[Command],
        books: Option<&Books>,
        loaded: &Loaded,
    ) -> Result<Acted, CommandError> {
        let (at, history) = (loaded.at, loaded.history(&StreamId::from(&self.id)));
        let mut acted = Acted { dossier: before, events: Vec::new() };
        for (index, command) in commands.iter().enumerate() {
            let known = acted.dossier.as_ref();
            if index > 0 {
                // What the commands before led to: a filing is accepted as the dossier it became.
                self.check_right(known, command, at.date())?;
            }
            let procedure = self.procedure_for(known, at.date()).ok_or(CommandError::NotFound)?;
            let by = self.actor(known, at.date());
            let numbers = books.map(|books| books.of(command));
            let context = Context {
                proof_paid: loaded.proof_paid(&self.id),
                ..self.context(at, &by, &procedure, known, numbers, history)
            };
            for event in decide(known, command, &context)? {
                acted.push(&self.id, by.clone(), event, at);
            }
            if acted.dossier.is_none() {
                return Err(CommandError::NotFound);
            }
        }
        Ok(acted)
    }

    /// Until acceptance the version in force today decides, afterwards the pinned one.
    fn procedure_for(&self, dossier: Option<&Dossier>, day: Date) -> Option<Arc<Procedure>> {
        match dossier {
            None => self.procedure.clone(),
            Some(dossier) if dossier.code.is_some() => self.pinned(dossier),
            Some(dossier) => self
                .reference
                .procedure_in_force(&dossier.procedure.code, day)
                .cloned()
                .or_else(|| self.pinned(dossier)),
        }
    }

    fn actor(&self, dossier: Option<&Dossier>, day: Date) -> Actor {
        let person = self.caller.person.id.clone();
        if person.as_str().starts_with("system.") {
            return Actor::System(person.to_string());
        }
        let mut preferred: Vec<&UnitId> = Vec::new();
        if let Some(dossier) = dossier {
            preferred.extend(with_post(dossier, &self.reference.organisation, day));
            preferred.extend(dossier.in_transit_to.as_ref());
            preferred.push(&dossier.holder.unit);
            preferred.extend(dossier.paper.on_the_way_to.as_ref());
            preferred.push(&dossier.result_desk);
            // An opinion is given for the unit that was asked.
            preferred
                .extend(dossier.consultations.iter().flat_map(|one| &one.units).map(|asked| &asked.unit));
        }
        preferred.push(&self.desk);
        match self.caller.acting_unit(&preferred, &self.reference.organisation, day) {
            Some(unit) => Actor::Staff { person, unit },
            None => Actor::Citizen(person),
        }
    }

    fn record(
        &self,
        acted: Acted,
        numbers: Option<&Books>,
        at: DateTime,
        messages: Vec<NewMessage>,
    ) -> Result<(Answered, Batch), CommandError> {
        let Acted { dossier, events } = acted;
        let dossier = dossier.ok_or(CommandError::NotFound)?;
        let mut batch = Batch::default();
        let day = at.date();
        if let Some(numbers) = numbers {
            for (_, event) in &events {
                batch = self.books(day).consume(batch, event, numbers);
            }
        }
        for row in &self.private {
            batch = batch.private(row.clone());
        }
        for message in messages {
            batch = batch.send(message);
        }
        let procedure =
            self.pinned(&dossier).or_else(|| self.procedure.clone()).ok_or(CommandError::NotFound)?;
        if let Some(token) = &self.token {
            let labels = DossierLabels {
                field: procedure.field.clone(),
                agency: procedure.agency.clone(),
                token_hash: token_hash(token),
            };
            batch = batch.labels(&self.id, labels);
        }
        let outcome = Outcome {
            events: events.iter().map(|(_, event)| event.clone()).collect(),
            dossier,
            token: self.token.clone(),
            procedure,
            reference: Arc::clone(&self.reference),
            at,
        };
        batch = batch.events(StreamId::Dossier(self.id.clone()), events);
        if let Some(idempotency) = &self.idempotency {
            let answer = (idempotency.render)(&outcome);
            batch = batch.answer(answer.status, answer.body);
        }
        Ok((Answered::Fresh(Box::new(outcome)), batch))
    }
}

/// A dossier and the events that led there in this act.
struct Acted {
    dossier: Option<Dossier>,
    events: Vec<(Actor, Event)>,
}

impl Acted {
    fn push(&mut self, id: &DossierId, by: Actor, event: Event, at: DateTime) {
        let revision = self.dossier.as_ref().map_or(0, |dossier| dossier.revision) + 1;
        let recorded = Recorded { revision, at, by: by.clone(), event: event.clone() };
        match &mut self.dossier {
            Some(dossier) => apply(dossier, &recorded),
            none => *none = Dossier::rebuild(id, std::slice::from_ref(&recorded)),
        }
        self.events.push((by, event));
    }
}

#[cfg(test)]
mod tests {
    use domain::organisation::{Posting, Validity};
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_id_made_later_comes_later_and_keeps_its_random_end() {
        let random = "0123456789abcdef0123456789abcdef";
        let ids = [
            date(2019, 8, 14).at(0, 0, 0, 0),
            date(2019, 8, 14).at(0, 0, 0, 1_000_000),
            date(2019, 8, 14).at(17, 0, 0, 0),
            date(2019, 8, 14).at(23, 59, 59, 999_999_999),
            date(2019, 8, 15).at(0, 0, 0, 0),
            date(9999, 12, 31).at(23, 59, 59, 999_999_999),
        ]
        .map(|at| dated(at, random));
        assert!(ids.is_sorted_by(|before, after| before < after), "{ids:?}");
        assert!(ids.iter().all(|id| id.len() == 32 && id.ends_with("f0123456789abcdef")), "{ids:?}");
    }

    #[test]
    fn of_several_desks_the_one_of_the_field_receives() {
        let posting = |unit: &str, role, field: &str| Posting {
            unit: UnitId::new(unit).unwrap(),
            role,
            validity: Validity { from: date(2019, 1, 1), to: None },
            fields: if field.is_empty() { Vec::new() } else { vec![field.to_owned()] },
            home: None,
        };
        let postings = vec![
            posting("so-xd", Role::Officer, ""),
            posting("quay-01", Role::CounterOfficer, "Xây dựng"),
            posting("quay-02", Role::CounterOfficer, "Thuế"),
        ];
        let person = Person { id: "an".parse().unwrap(), name: "An".to_owned(), postings };
        let caller = Caller { person: Arc::new(person) };
        let day = date(2026, 6, 1);
        for (field, desk) in
            [("Thuế", "quay-02"), ("Xây dựng", "quay-01"), ("Hộ tịch", "quay-01"), ("", "quay-01")]
        {
            assert_eq!(caller.desk(field, day).unwrap().as_str(), desk, "{field}");
        }
        assert_eq!(caller.desk("Thuế", date(2018, 6, 1)), None);
    }
}
