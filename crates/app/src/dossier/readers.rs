//! Who has looked at a dossier, as its applicant may know it: by office and function, never by name.

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
