//! The lists of messages that people work with: what is on its way, and whom somebody has to call.

use domain::ids::{DossierId, UnitId};
use domain::organisation::Role;
use jiff::civil::DateTime;
use store::{Delivery, Message, MessageChange, OutboxQuery, OutboxView};

use super::{Carrier, Payload};
use crate::App;
use crate::dossier::Caller;
use crate::error::{CommandError, FieldError};
use crate::person::check_text;

/// Who sees all messages.
const READERS: &[Role] = &[Role::Administrator, Role::Director, Role::DeputyDirector, Role::Auditor];
/// Of these, who acts on them.
const DOERS: &[Role] = &[Role::Administrator, Role::Director, Role::DeputyDirector];
/// Longest note of a call, in characters.
const NOTE: usize = 300;

/// A message in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The message.
    pub message: Message,
    /// What it is about; empty fields when the payload cannot be read.
    pub payload: Payload,
    /// How far it has come.
    pub delivery: Delivery,
    /// Whether somebody is configured to carry it.
    pub carried: bool,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct ListedPage {
    /// The oldest first.
    pub items: Vec<Listed>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// When.
    pub at: DateTime,
}

/// Whose messages somebody sees: all, or those about dossiers of some desks.
enum Reach {
    All,
    Desks(Vec<UnitId>),
}

fn reach(app: &App, caller: &Caller, all: &[Role], at: DateTime) -> Result<Reach, CommandError> {
    let day = at.date();
    let mut desks = Vec::new();
    let reference = app.reference();
    for posting in caller.person.postings_on(day) {
        if all.contains(&posting.role) {
            return Ok(Reach::All);
        }
        if posting.role == Role::CounterOfficer {
            let own = reference.province.desks.iter();
            desks.extend(
                own.filter(|desk| reference.organisation.is_within(desk, &posting.unit, day)).cloned(),
            );
        }
    }
    if desks.is_empty() { Err(CommandError::Forbidden) } else { Ok(Reach::Desks(desks)) }
}

/// Whether the caller may act on the messages that they see.
#[must_use]
pub fn may_act(app: &App, caller: &Caller) -> bool {
    reach(app, caller, DOERS, app.store.now()).is_ok()
}

/// A page of open messages: those of the caller's desk, or all for who looks after the whole.
///
/// # Errors
///
/// [`CommandError::Forbidden`] for everybody else, a store's failure for a cursor of another list.
pub fn list(
    app: &App,
    caller: &Caller,
    view: OutboxView,
    cursor: Option<String>,
    limit: usize,
) -> Result<ListedPage, CommandError> {
    let at = app.store.now();
    let desks = match reach(app, caller, READERS, at)? {
        Reach::All => None,
        Reach::Desks(desks) => Some(desks),
    };
    let configured = Carrier::ALL.into_iter().filter(|own| app.carries(*own));
    let configured = configured.map(|own| own.name().to_owned()).collect();
    let page = app.store.outbox_list(&OutboxQuery { view, configured, desks, cursor, limit })?;
    let items = page.items.into_iter().map(|message| veiled(app, caller, listed(app, message, at))).collect();
    Ok(ListedPage { items, next: page.next_cursor, at })
}

/// The messages about a dossier that the caller may see, the oldest first.
///
/// # Errors
///
/// [`CommandError::NotFound`] when the caller may not know of the dossier.
pub fn of_dossier(app: &App, caller: &Caller, reference: &str) -> Result<Vec<Listed>, CommandError> {
    let row = crate::dossier::act::find(app, reference)?;
    crate::dossier::view::admit(&crate::dossier::view::load(app, &row.id)?, caller)?;
    let at = app.store.now();
    Ok(app.store.outbox_of(&row.id)?.into_iter().map(|message| listed(app, message, at)).collect())
}

/// Without the dossier, where the caller looks after messages and may not know of it.
fn veiled(app: &App, caller: &Caller, mut listed: Listed) -> Listed {
    let about = listed.message.dossier.as_deref().and_then(|id| DossierId::new(id).ok());
    let hidden = about.is_some_and(|id| {
        crate::dossier::view::load(app, &id)
            .is_ok_and(|view| crate::dossier::view::admit(&view, caller).is_err())
    });
    if hidden {
        listed.message.dossier = None;
        listed.payload.code.clear();
    }
    listed
}

fn listed(app: &App, message: Message, at: DateTime) -> Listed {
    let payload = Payload::read(&message).unwrap_or_default();
    let carried = Carrier::named(&message.channel).is_some_and(|own| app.carries(own));
    Listed { delivery: message.delivery(at), carried, payload, message }
}

/// Sends a message that was given up on its way again.
///
/// # Errors
///
/// [`CommandError::NotFound`] for a message that is not open or not the caller's to see.
pub fn retry(app: &App, caller: &Caller, id: &str) -> Result<(), CommandError> {
    let message = own(app, caller, id)?;
    if message.dead_at.is_none() {
        return Err(CommandError::NotFound);
    }
    let change = MessageChange::Retried { id: message.id };
    Ok(app.store.outbox_change(&change, app.store.now())?)
}

/// Notes that the receiver was told by telephone instead; the message is settled then.
///
/// # Errors
///
/// [`CommandError::Invalid`] without a note, [`CommandError::NotFound`] as [`retry`].
pub fn called(app: &App, caller: &Caller, id: &str, note: &str) -> Result<(), CommandError> {
    let message = own(app, caller, id)?;
    let mut faults: Vec<FieldError> = Vec::new();
    let mut note = note.to_owned();
    check_text("note", &mut note, true, NOTE, false, &mut faults);
    if !faults.is_empty() {
        return Err(CommandError::Invalid(faults));
    }
    let by = caller.person.id.to_string();
    let change = MessageChange::Called { id: message.id, by, note };
    Ok(app.store.outbox_change(&change, app.store.now())?)
}

/// An open message that the caller may act on.
fn own(app: &App, caller: &Caller, id: &str) -> Result<Message, CommandError> {
    let reach = reach(app, caller, DOERS, app.store.now())?;
    let message = app.store.outbox_message(id)?.ok_or(CommandError::NotFound)?;
    if let Reach::Desks(desks) = reach {
        let dossier = message.dossier.as_deref().ok_or(CommandError::NotFound)?;
        let row = crate::dossier::act::find(app, dossier)?;
        if !desks.contains(&row.desk) {
            return Err(CommandError::NotFound);
        }
    }
    let open = message.done_at.is_none() && message.called_at.is_none();
    if open { Ok(message) } else { Err(CommandError::NotFound) }
}
