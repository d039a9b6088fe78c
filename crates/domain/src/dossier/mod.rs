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

mod alarms;
mod attribution;
mod part;
mod supervision;

mod accept;
mod answer_consultation;
mod answer_escalation;
mod apologise;
mod ask_supplement;
mod assign;
mod attach;
mod came_back_by_post;
mod check_papers;
mod complete_step;
mod confirm_result;
mod confirm_withdrawal;
mod consult;
mod correct;
mod escalate;
mod forward_result;
mod give_at_once;
mod give_to_post;
mod guide;
mod hand_over;
mod hand_over_copy;
mod invite_agency;
mod lapse;
mod mark_overdue;
mod mark_silent;
mod note;
mod notice;
mod notify;
mod order_chain;
mod pay;
mod recount;
mod refund;
mod refuse;
mod register;
mod resume_clock;
mod send_result;
mod set_charges;
mod stop_clock;
mod supplement;
mod sync_external;
mod take;
mod transfer;
mod void_fee;
mod withdraw;

pub use alarms::{Alarm, alarms, next_alarm};
pub use apply::apply;
pub use attribution::{For, Share, attribution};
pub use code::{DossierCode, DossierCodeError};
pub use command::{Arrival, ChargeLine, Command, Context, Numbers, Posted};
pub use decide::decide;
pub use event::{Actor, Event, Recorded};
pub use papers::{missing, required_papers};
pub use pay::cash_receipt;
pub use place::{in_line, next_unit, open_of, open_work, unit_of};
pub use state::{Dossier, Stage};
pub use supervision::{Told, told};
