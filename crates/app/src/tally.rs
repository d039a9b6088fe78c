//! What became of acts, counted for metrics and told to the log: ids, revisions and codes, never a text of a person.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::ids::DossierId;

use crate::App;
use crate::dossier::shell::Answered;
use crate::error::CommandError;

/// Counts since the start.
#[derive(Debug, Default)]
pub struct Tally {
    /// Requests that were answered again instead of being done twice.
    pub repeated: AtomicU64,
    /// Acts refused by a rule.
    pub refused: AtomicU64,
    /// Acts decided on a state that had passed.
    pub stale: AtomicU64,
    /// Files that were asked for and are gone or not what they were.
    pub spoilt: AtomicU64,
}

impl App {
    /// Counts and tells what became of an act on a dossier.
    pub(crate) fn told(
        &self,
        dossier: &DossierId,
        done: Result<Answered, CommandError>,
    ) -> Result<Answered, CommandError> {
        let add = |count: &AtomicU64| count.fetch_add(1, Ordering::Relaxed);
        match &done {
            Ok(Answered::Fresh(outcome)) => {
                tracing::info!(%dossier, revision = outcome.dossier.revision, "an act was recorded");
            }
            Ok(Answered::Again(_)) => {
                add(&self.tally().repeated);
                tracing::info!(%dossier, "an act was asked for again and answered as before");
            }
            Err(CommandError::Refused(refusal)) => {
                add(&self.tally().refused);
                tracing::info!(%dossier, code = refusal.code(), "an act was refused");
            }
            Err(CommandError::Stale { seen, now }) => {
                add(&self.tally().stale);
                tracing::info!(%dossier, seen, now, "an act came too late");
            }
            Err(_) => {}
        }
        done
    }
}
