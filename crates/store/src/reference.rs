//! Published versions of calendars, procedures and the organisation: never replaced.

use jiff::civil::{Date, DateTime};

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// `calendar`, `procedure`, `organisation`.
    pub kind: String,
    /// Which one.
    pub key: String,
    /// Version, from 1.
    pub version: u32,
    /// Its source text, exactly as published.
    pub text: String,
    /// SHA-256 of the text, hexadecimal.
    pub sha256: String,
    /// First day on which it holds.
    pub valid_from: Date,
    /// When it was published here.
    pub published_at: DateTime,
}
