//! The law as data with an address: provisions, own-words summaries, dated parameters.
//!
//! Rules, events, refusals, papers and tests cite a [`Citation`]; nothing in the
//! program quotes the text of a law. The constants of the modules here (one per legal
//! text, for example [`qc1722`]) and the [`PACKS`] are generated from the files under
//! `law/` by `cargo xtask law`; how the program meets each provision is in
//! `docs/reference/law-coverage.md`.

mod citation;
// Generated, and never reshaped by hand or by the formatter: its bytes are compared.
#[rustfmt::skip]
mod packs;
mod parameters;
#[rustfmt::skip]
mod register;

pub use citation::{Citation, Provision};
pub use packs::PACKS;
pub use parameters::{Basis, Pack, Parameters, parameters_of, parameters_on};
pub use register::*;
