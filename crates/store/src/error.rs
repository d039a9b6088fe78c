//! What can go wrong below the port, sorted by what the caller can do about it.

use crate::guard::ClockFault;

/// A failure of the store; never a refusal of the law.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Busy, overloaded or out of reach: retry with delay. A command may or may not have taken
    /// effect; its idempotency key tells.
    #[error("the store is unavailable: {0}")]
    Unavailable(String),
    /// No room is left: nothing was recorded. Free space, then retry.
    #[error("the store has no room left: {0}")]
    Exhausted(String),
    /// A stored record cannot be read back: stop and call a person.
    #[error("the store is damaged at {place}: {what}")]
    Corrupt {
        /// Where.
        place: String,
        /// What the reader stumbled on.
        what: String,
    },
    /// A newer program wrote this store: update this one.
    #[error("the store has schema version {found}, this program knows versions up to {known}")]
    NewerVersion {
        /// Version of the store.
        found: u32,
        /// Newest version that this program knows.
        known: u32,
    },
    /// The record contradicts one that exists, such as a code given twice or a published version
    /// replaced: nothing was recorded; decide again on what is there.
    #[error("the record contradicts one that exists: {0}")]
    Conflict(String),
    /// The clock cannot be believed: nothing dated is recorded until it is right; reading goes on.
    #[error("on hold, the clock of this machine is wrong: {0}")]
    Clock(ClockFault),
    /// What was handed in cannot be stored, such as a cursor that the store did not give.
    #[error("not storable: {0}")]
    Invalid(String),
}

impl StoreError {
    pub(crate) fn corrupt(place: impl Into<String>, what: impl std::fmt::Display) -> Self {
        Self::Corrupt { place: place.into(), what: what.to_string() }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(Code::DiskFull | Code::TooBig | Code::OutOfMemory) => Self::Exhausted(text),
            Some(Code::ConstraintViolation) => Self::Conflict(text),
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::corrupt("database file", text),
            Some(_) => Self::Unavailable(text),
            None => Self::corrupt("database row", text),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Self::Exhausted(error.to_string())
            }
            _ => Self::Unavailable(error.to_string()),
        }
    }
}
