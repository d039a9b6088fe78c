//! Use cases on dossiers. [`file::run`] records a new one, [`act::run`] does everything later.

pub mod act;
pub mod file;
pub(crate) mod held;
pub mod input;
pub mod lists;
pub mod notices;
mod numbers;
pub mod readers;
pub mod shell;
mod turn;
pub mod view;

pub use input::{Action, Filing, Intent, PaperInput, ReceiverInput};
pub use shell::{Caller, Idempotency, Outcome};
pub use view::DossierView;
