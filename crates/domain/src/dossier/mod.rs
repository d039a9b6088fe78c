//! Dossiers (*hồ sơ*): what happened to them, and what may happen next.
//!
//! A dossier is the list of its [events](event::Event). [`Dossier`] is the summary that
//! the rules need, rebuilt from that list by [`apply`]; it is never the truth.
//! [`decide`] turns a [`Command`] into events or a [`Refusal`](crate::Refusal); each command has
//! one file named after it. Read [`accept`] first; the others follow its shape.
//!
//! Not here: who may do it ([`crate::rights`]), counting days (the `calendar` crate),
//! reading and recording (`app::dossier`), the stored form of events (`store::wire`).
//!
//! Invariants (each is a test in `tests/properties.rs`):
//! 1. [`decide`] reads nothing but its arguments; [`apply`] is total.
//! 2. At every instant a dossier has exactly one accountable holder (R3.5).
//! 3. A supplement is asked once per stage, inside its window, with a complete list.
//! 4. No refusal without slip and reason, no step skipped, no clock change without a cause.
//! 5. Recomputing the promise from the recorded facts gives the recorded promise.

pub mod code;
pub mod command;
pub mod event;
mod kind;
pub mod state;

mod apply;
mod decide;
mod papers;
mod place;
mod promise;

mod accept;
mod answer_escalation;
mod ask_supplement;
mod assign;
mod complete_step;
mod confirm_result;
mod escalate;
mod give_at_once;
mod guide;
mod hand_over;
mod mark_overdue;
mod note;
mod notify;
mod pay;
mod recount;
mod refuse;
mod register;
mod send_result;
mod supplement;
mod take;
mod transfer;
mod withdraw;

pub use apply::apply;
pub use code::{DossierCode, DossierCodeError};
pub use command::{Command, Context, Numbers};
pub use decide::decide;
pub use event::{Actor, Event, Recorded};
pub use papers::{missing, required_papers};
pub use place::{in_line, next_unit, open_work, unit_of};
pub use state::{Dossier, Stage};
