//! The pure core: organisation, procedures, dossiers, rights.
//!
//! Everything here is a function of its arguments: no clock, no store, no
//! randomness. Start with [`dossier`]; it decides and applies. [`procedure`] is the
//! published data it decides on, [`organisation`] who is competent, [`rights`] who may act.

// The tests at the bottom of the files share the small province of the tests beside them.
#[cfg(test)]
extern crate self as domain;
#[cfg(test)]
#[path = "../tests/common/mod.rs"]
mod common;

pub mod books;
pub mod dossier;
pub mod ids;
pub mod organisation;
pub mod procedure;
pub mod refusal;
pub mod rights;

pub use refusal::Refusal;
