//! What happens because time passes: overdue dossiers, provisional dates, seals.

use std::sync::Arc;

use domain::dossier::Actor;
use domain::dossier::{Command, Context, Dossier, decide};
use domain::ids::DossierId;
use store::{AlarmKind, Batch, Reads, StreamId};

use crate::App;
use crate::error::CommandError;

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
        let mut written = 0;
        for (id, kind) in alarms {
            let command = match kind {
                AlarmKind::Overdue => Command::MarkOverdue,
                AlarmKind::Recount => Command::Recount,
            };
            if write(app, &id, command)? {
                written += 1;
                match kind {
                    AlarmKind::Overdue => done.overdue += 1,
                    AlarmKind::Recount => done.recounted += 1,
                }
            }
        }
        if written == 0 {
            return Ok(done);
        }
    }
}

/// Records one event of the schedule; `false` when the rules say that there is nothing to record.
fn write(app: &App, id: &DossierId, command: Command) -> Result<bool, CommandError> {
    let stream = StreamId::Dossier(id.clone());
    let reads = stream.clone();
    let reference = app.reference();
    let id = id.clone();
    let actor = Actor::System("schedule".to_owned());
    let outcome = app.store.act_blocking(
        move |_| Reads { streams: vec![reads.clone()], ..Reads::default() },
        move |loaded| -> Result<(bool, Batch), CommandError> {
            let dossier = Dossier::rebuild(&id, loaded.history(&stream)).ok_or(CommandError::NotFound)?;
            let procedure = reference
                .procedure_pinned(&dossier.procedure)
                .map(Arc::clone)
                .ok_or(CommandError::NotFound)?;
            let context = Context {
                at: loaded.at,
                by: &actor,
                procedure: &procedure,
                calendar: reference.calendar_for(&dossier.desk),
                parameters: law::parameters_on(&loaded.at.date().to_string()),
                organisation: &reference.organisation,
                numbers: None,
            };
            let events = decide(Some(&dossier), &command, &context)?;
            Ok((true, Batch::default().append(&id, &actor, events)))
        },
    );
    match outcome {
        Ok(written) => Ok(written),
        Err(CommandError::Refused(_)) => Ok(false),
        Err(other) => Err(other),
    }
}
