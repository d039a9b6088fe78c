//! The store: an append-only journal with its projections, outbox and side rows.
//!
//! - [`Store::act`] is the one way to record anything: it reads, lets a pure decision choose,
//!   and records events, projections, messages and the answer to a repeated request together.
//! - [`DossierRow`] is what lists show; [`query`] has the questions that lists ask.
//! - [`Store::verify`] proves that nothing was changed behind the program's back; [`Store::export`] hands the
//!   journal to other programs, in the form that `docs/reference/journal-format.md` describes.
//!
//! There is no update and no delete of a recorded event, here or in the schema: a mistake is
//! corrected by recording the correction. Personal data lie beside the journal, in rows that
//! can be erased while their commitment stays.
//!
//! Three engines stand behind [`Store`]: the embedded database, a server of PostgreSQL, and one in memory.
//! One suite runs on all. Not here: rules (`domain`), rights and use cases (`app`).

mod accounts;
mod act;
mod ahead;
mod backup;
mod behind;
mod book;
mod book_read;
mod condition;
mod counted;
mod database;
mod db;
mod error;
mod export;
mod figures;
mod group;
pub mod guard;
mod journal;
mod listing;
mod memory;
mod migration;
mod numbers;
mod outbox;
mod pending;
mod plan;
mod postgres;
pub mod probe;
pub mod query;
mod queue;
mod read;
mod reading;
mod recount;
mod reference;
mod remembered;
mod row;
mod schema;
mod seal;
mod searching;
mod sql;
mod sqlite;
mod store;
mod tally;
mod time;
mod turns;
mod verify;
mod wire;
mod writer;
mod writing;

/// The office's clock: local civil time, +07:00.
pub type Clock = std::sync::Arc<dyn Fn() -> jiff::civil::DateTime + Send + Sync>;

pub use accounts::{Account, ApiToken, Session, Throttle};
pub use act::{
    Batch, CounterKey, DossierLabels, IdempotencyKey, Loaded, NewMessage, NewPrivate, Note, PrivateRow,
    Reads, SearchFields, SideRow, StoredAnswer, StreamId,
};
pub use book::{Consignment, Entry, EntryQuery, InTill, MoneyKind, MoneyRow, Till, entry_stream};
pub use condition::{
    Archiving, COMMIT_BOUNDS_US, CommitTimes, Condition, Extent, name_slow_statements, slow_statements,
};
pub use error::StoreError;
pub use guard::{ClockFault, Guard};
pub use journal::{JournalRow, Seal, commitment, hex, sha256_hex, unhex};
pub use migration::{Migration, SchemaState, Stage};
pub use outbox::{Delivery, Message, MessageChange, OutboxCount, OutboxPage, OutboxQuery, OutboxView};
pub use query::{
    AlarmKind, BoardCell, BoardRow, COUNTED, DossierRow, Figure, Page, Ref, Scope, SearchQuery, Solved,
    StatisticsRow, View, ViewCounts, WorklistQuery,
};
pub use recount::Recount;
pub use reference::Reference;
pub use store::{Bulk, Options, Stats, Store};
pub use time::{from_us, to_us, truncate};
pub use turns::{OpinionRow, Sought, SupervisionRow};
pub use verify::{Expected, Finding, LabelsOf, SearchOf, VerifyReport};
pub use wire::{WireError, decode, decode_actor, encode, encode_actor, name_of_notice, version};
