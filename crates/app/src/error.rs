//! Why a use case did not take effect. Edges translate these cases once.

use domain::Refusal;
use store::StoreError;

/// One faulty field of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Path of the field as the edges name it, for example `applicant.name`.
    pub field: String,
    /// Stable code, for example `required`, `too-long`, `unknown-value`.
    pub code: &'static str,
    /// What is wrong and what to do, in Vietnamese.
    pub detail: String,
}

impl FieldError {
    /// A faulty field.
    #[must_use]
    pub fn new(field: &str, code: &'static str, detail: &str) -> Self {
        Self { field: field.to_owned(), code, detail: detail.to_owned() }
    }
}

/// Why a command did not take effect. Nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// There is no such thing, or this person may not know that there is.
    #[error("not found")]
    NotFound,
    /// The person may see it but not do this.
    #[error("not permitted")]
    Forbidden,
    /// The input cannot be understood; every faulty field is listed.
    #[error("{} fields are faulty", .0.len())]
    Invalid(Vec<FieldError>),
    /// The rules refuse.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The person decided on an older state.
    #[error("decided on revision {seen}, but the dossier is at {now}")]
    Stale {
        /// What the person had on screen.
        seen: u32,
        /// Where the dossier is.
        now: u32,
    },
    /// The idempotency key was used before with another request.
    #[error("the idempotency key belongs to another request")]
    KeyReused,
    /// A file may not be read: the virus scanner has not seen it, or knows it.
    #[error("the file may not be read: {0:?}")]
    Withheld(crate::files::State),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}
