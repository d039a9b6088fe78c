//! The law as data with an address: provisions, own-words summaries, dated parameters.
//!
//! Rules, events, refusals, papers and tests cite a [`Citation`]; nothing in the
//! program quotes the text of a law. The constants in [`register`] are generated
//! from the files under `law/` by `cargo xtask law`.

mod citation;
mod parameters;
mod register;

pub use citation::{Citation, Provision};
pub use parameters::{Parameters, parameters_on};
pub use register::*;
