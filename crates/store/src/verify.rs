//! Proof that nothing was changed behind the program's back, with the place of whatever was.
//!
//! Chains show a record that was changed, removed or moved; seals show a tail that was cut off
//! and a chain that was written anew; projections, labels and rows beside the journal are
//! compared with what the journal says they must be.

mod checker;
mod database;
mod lists;
mod memory;
mod seals;

use domain::dossier::event::{DataRef, Event};
use domain::ids::UnitId;

use self::checker::{About, Checker};
use crate::act::SearchFields;
use crate::error::StoreError;
use crate::store::{Engine, Store, hold_memory};

/// Something that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where, such as `dossier/0a… revision 3` or `seal 2`.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

/// What a verification looked at and found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Records of the journal.
    pub events: u64,
    /// Streams.
    pub streams: u64,
    /// Seals.
    pub seals: u64,
    /// Records after the last seal: proved by their chains only.
    pub unsealed: u64,
    /// Rows beside the journal.
    pub private: u64,
    /// SHA-256 of every file that a history names, with the first place that names it; whoever keeps
    /// the files checks that they are there.
    pub files: Vec<(String, String)>,
    /// What is wrong; empty when all is as recorded.
    pub findings: Vec<Finding>,
}

/// What a verification knows besides the store itself: what was printed, mailed or kept elsewhere, and what
/// only the program around the store can say.
#[derive(Default, Clone, Copy)]
pub struct Expected<'a> {
    /// The public keys that may have signed; with none, all seals must be of one key.
    pub keys: &'a [[u8; 32]],
    /// Seals that somebody keeps, by number and hash: they must be there as they were.
    pub seals: &'a [(i64, [u8; 32])],
    /// How a person is found by the data of their row, by its kind.
    pub search: Option<SearchOf>,
    /// Field and settling agency of a procedure version, by code and version.
    pub labels: Option<&'a LabelsOf<'a>>,
}

/// The search fields of a row of a kind, from its data; `None` where the kind is not searched.
pub type SearchOf = fn(&str, &str) -> Option<SearchFields>;
/// The labels of a procedure version, by code and version; `None` when nobody knows it.
pub type LabelsOf<'a> = dyn Fn(&str, u32) -> Option<(String, UnitId)> + 'a;

impl std::fmt::Debug for Expected<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Expected").field("keys", &self.keys.len()).finish_non_exhaustive()
    }
}

/// References of an event to rows beside the journal.
fn data_refs(event: &Event) -> Vec<&DataRef> {
    match event {
        Event::Registered { applicant, represented_by, answers, token, .. } => {
            let optional = [represented_by.as_ref(), answers.as_ref()];
            [&applicant.data, token].into_iter().chain(optional.into_iter().flatten()).collect()
        }
        Event::HandedOver { receiver, .. } => receiver.iter().collect(),
        _ => Vec::new(),
    }
}

/// Digests of the files that an event names.
pub(crate) fn files_of(event: &Event) -> Vec<&str> {
    match event {
        Event::ScansAttached { scans, .. } => scans.iter().map(|scan| scan.file.as_str()).collect(),
        Event::ResultSent { result, .. } | Event::GivenAtOnce { result, .. } => {
            result.file.as_deref().into_iter().collect()
        }
        _ => Vec::new(),
    }
}

impl Store {
    /// Reads the whole store in one snapshot and checks it against itself.
    ///
    /// `progress` gets records done and records in all.
    ///
    /// # Errors
    ///
    /// A [`StoreError`] when the store cannot be read at all; what can be read and is wrong is a
    /// [`Finding`].
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<VerifyReport, StoreError> {
        self.verify_against(&Expected::default(), progress)
    }

    /// [`verify`](Self::verify), and against what is known besides.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify).
    pub fn verify_against(
        &self,
        expected: &Expected<'_>,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<VerifyReport, StoreError> {
        let (total, _) = self.size()?;
        let mut checker = Checker::new(total, *expected, progress);
        match &self.inner.engine {
            Engine::Memory(memory) => memory::check(&hold_memory(memory), &mut checker)?,
            Engine::Database(database) => {
                for what in database.pool.schema_faults()? {
                    checker.find(About::File, "database", what);
                }
                database.pool.snapshot(|db| database::check(db, &mut checker))?;
            }
        }
        Ok(checker.finish())
    }
}
