//! What happens because time passes: overdue dossiers, provisional dates, seals.

use domain::dossier::Actor;
use domain::dossier::{Command, Context, Dossier, decide};
use domain::ids::DossierId;
use store::{AlarmKind, Batch, Loaded, Reads, Scope, StreamId, View, WorklistQuery};

use crate::App;
use crate::error::CommandError;
use crate::reference::Reference;

/// What one round of the schedule did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Overdue events written.
    pub overdue: usize,
    /// Provisional promises confirmed or moved.
    pub recounted: usize,
}

/// Writes what is due at the store's present time: overdue events first, then recounts.
///
/// Safe to run at any time and by several processes: the decision is made inside the
/// store's transaction and refused when it was made before.
///
/// # Errors
///
/// The store's failure; what was written before stays.
pub fn round(app: &App) -> Result<Round, CommandError> {
    let mut done = Round::default();
    loop {
        let alarms = app.store.due_alarms(app.store.now(), 200)?;
        let overdue: Vec<DossierId> =
            alarms.into_iter().filter(|(_, kind)| *kind == AlarmKind::Overdue).map(|(id, _)| id).collect();
        let mut written = 0;
        for id in &overdue {
            if write(app, id, Command::MarkOverdue)? {
                written += 1;
            }
        }
        done.overdue += written;
        if written == 0 {
            break;
        }
    }
    // Only a newly published calendar can change a provisional promise; looking at all of them
    // every second would cost for nothing.
    if app.take_recount() {
        done.recounted = recount(app)?;
    }
    Ok(done)
}

fn recount(app: &App) -> Result<usize, CommandError> {
    let mut written = 0;
    let mut cursor = None;
    loop {
        let now = app.store.now();
        let query = WorklistQuery {
            view: View::All,
            scope: Scope::All,
            now,
            tomorrow: now.date(),
            cursor,
            limit: 200,
        };
        let page = app.store.worklist(&query)?;
        for row in page.items.iter().filter(|row| row.provisional) {
            if write(app, &row.id, Command::Recount)? {
                written += 1;
            }
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(written);
        }
    }
}

/// Records one event of the schedule; `false` when the rules say that there is nothing to record.
fn write(app: &App, id: &DossierId, command: Command) -> Result<bool, CommandError> {
    let reference = app.reference();
    let (id, read) = (id.clone(), id.clone());
    let outcome = app
        .store
        .act_blocking(move |_| reads(&read), move |loaded| record(&reference, &id, &command, loaded));
    match outcome {
        Ok(()) => Ok(true),
        Err(CommandError::Refused(_)) => Ok(false),
        Err(other) => Err(other),
    }
}

/// What [`record`] must have loaded.
pub(crate) fn reads(id: &DossierId) -> Reads {
    Reads { streams: vec![StreamId::Dossier(id.clone())], ..Reads::default() }
}

/// The decision of the schedule about one dossier, to be made inside the store's transaction.
///
/// # Errors
///
/// [`CommandError::Refused`] when there is nothing to record.
pub(crate) fn record(
    reference: &Reference,
    id: &DossierId,
    command: &Command,
    loaded: &Loaded,
) -> Result<((), Batch), CommandError> {
    let stream = StreamId::Dossier(id.clone());
    let dossier = Dossier::rebuild(id, loaded.history(&stream)).ok_or(CommandError::NotFound)?;
    let procedure = reference.procedure_pinned(&dossier.procedure).ok_or(CommandError::NotFound)?;
    let actor = Actor::System("schedule".to_owned());
    let context = Context {
        at: loaded.at,
        by: &actor,
        procedure,
        calendar: reference.calendar_for(&dossier.desk),
        parameters: law::parameters_on(&loaded.at.date().to_string()),
        organisation: &reference.organisation,
        numbers: None,
    };
    let events = decide(Some(&dossier), command, &context)?;
    Ok(((), Batch::default().append(id, &actor, events)))
}
