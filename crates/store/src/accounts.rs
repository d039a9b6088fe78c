//! Rows that change and are no part of the journal: accounts, sessions, API tokens, throttles.
//!
//! Secrets never come here: sessions and tokens are known by the SHA-256 of what the holder
//! keeps, passwords by their argon2id hash.

use domain::ids::PersonId;
use jiff::civil::DateTime;

/// An account by which a person signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// User name.
    pub name: String,
    /// The person.
    pub person: PersonId,
    /// argon2id hash of the password, in PHC form.
    pub password_hash: String,
    /// May not sign in.
    pub disabled: bool,
    /// Since when it is as it is.
    pub changed_at: DateTime,
}

/// A session of a signed-in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the session id, hexadecimal.
    pub id_hash: String,
    /// The person.
    pub person: PersonId,
    /// When it began.
    pub started_at: DateTime,
    /// When it ends by itself.
    pub expires_at: DateTime,
    /// JSON text of the edge: CSRF secret, language.
    pub data: String,
}

/// A token of the REST API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// SHA-256 of the token, hexadecimal.
    pub hash: String,
    /// The person it acts for.
    pub person: PersonId,
    /// What it is for.
    pub label: String,
    /// When it was made.
    pub made_at: DateTime,
    /// When it ends by itself.
    pub expires_at: DateTime,
}

/// Failed attempts under one key: an account name or an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Throttle {
    /// What is counted.
    pub key: String,
    /// Failures since `since`.
    pub failures: u32,
    /// Start of the count.
    pub since: DateTime,
    /// No attempt before.
    pub blocked_until: Option<DateTime>,
}
