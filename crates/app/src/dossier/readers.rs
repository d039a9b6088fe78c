//! Who has looked at a dossier, as its applicant may know it: by office and function, never by name.

use std::sync::{Mutex, PoisonError};

use domain::dossier::event::Actor;
use domain::ids::{DossierId, PersonId, UnitId};
use domain::organisation::Role;
use jiff::civil::DateTime;
use store::{Batch, Note};

use super::DossierView;
use crate::App;
use crate::error::CommandError;
use crate::reference::Reference;

/// Kind of the record of one look.
pub const READ: &str = "dossier-read";

/// The looks of one function of one unit on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The unit; `None` for somebody who is posted nowhere any more.
    pub unit: Option<UnitId>,
    /// The function.
    pub role: Option<Role>,
    /// The first look of that day.
    pub first: DateTime,
    /// The last look of that day.
    pub last: DateTime,
    /// How many looks.
    pub times: u32,
}

/// One look, to be journaled.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    pub dossier: DossierId,
    /// How far the dossier was.
    pub revision: u32,
    pub actor: Actor,
}

impl Look {
    /// Its record.
    pub(crate) fn batch(&self) -> Batch {
        let json = format!("{{\"revision\":{}}}", self.revision);
        Batch::default().note(stream(&self.dossier), READ, json, &self.actor)
    }
}

/// The most looks that wait; past it nobody looks.
const WAITING: usize = 10_000;

/// Looks that wait to be journaled: nothing is dated while the clock is wrong, and reading goes on.
#[derive(Debug, Default)]
pub(crate) struct Waiting(Mutex<Vec<Look>>);

impl Waiting {
    /// Keeps a look until the clock is right; `false` when too many wait.
    pub(crate) fn keep(&self, look: Look) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let room = waiting.len() < WAITING;
        if room {
            tracing::warn!(dossier = %look.dossier, "a look is journaled once the clock is right");
            waiting.push(look);
        }
        room
    }

    fn take(&self) -> Vec<Look> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Journals the looks that have waited, with the instant at which it is done.
///
/// # Errors
///
/// The store's failure; what was not journaled waits on.
pub(crate) fn record_waiting(app: &App) -> Result<(), CommandError> {
    let mut looks = app.looks.take().into_iter();
    while let Some(look) = looks.next() {
        if let Err(error) = app.store.record_blocking(look.batch()) {
            for look in std::iter::once(look).chain(looks) {
                app.looks.keep(look);
            }
            return Err(error.into());
        }
    }
    Ok(())
}

/// The stream in which the looks at a dossier are journaled.
#[must_use]
pub fn stream(id: &DossierId) -> String {
    format!("access/{id}")
}

/// Everybody who has looked at the dossier, newest day first (R5, A2).
///
/// # Errors
///
/// The store's failure.
pub fn of(app: &App, view: &DossierView) -> Result<Vec<Reader>, CommandError> {
    let notes = app.store.notes(&stream(&view.dossier.id))?;
    Ok(grouped(&view.reference, &notes))
}

fn grouped(reference: &Reference, notes: &[Note]) -> Vec<Reader> {
    let mut readers: Vec<Reader> = Vec::new();
    for note in notes.iter().filter(|note| note.kind == READ).rev() {
        let (unit, role) = function(reference, note);
        let same = |reader: &&mut Reader| {
            reader.first.date() == note.at.date() && reader.unit == unit && reader.role == role
        };
        match readers.iter_mut().find(same) {
            Some(reader) => {
                reader.first = reader.first.min(note.at);
                reader.times = reader.times.saturating_add(1);
            }
            None => readers.push(Reader { unit, role, first: note.at, last: note.at, times: 1 }),
        }
    }
    readers
}

/// In which unit and function somebody looked: as they were posted on that day.
fn function(reference: &Reference, note: &Note) -> (Option<UnitId>, Option<Role>) {
    let day = note.at.date();
    let (person, unit) = match &note.by {
        Actor::Staff { person, unit } => (Some(person.clone()), Some(unit)),
        Actor::Citizen(person) => (Some(person.clone()), None),
        Actor::System(name) => (PersonId::new(name).ok(), None),
    };
    let known = person.as_ref().and_then(|id| reference.person(id));
    let posting = known.and_then(|person| {
        let at_unit = person.postings_on(day).find(|posting| Some(&posting.unit) == unit);
        at_unit.or_else(|| person.postings_on(day).next())
    });
    (
        unit.cloned().or_else(|| posting.map(|posting| posting.unit.clone())),
        posting.map(|posting| posting.role),
    )
}
