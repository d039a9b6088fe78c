//! The embedded database: one writer, many readers, one file.

mod connect;
mod read;
mod write;

pub(crate) use connect::{Pool, Rewriter, lock_directory, open, rows};
pub(crate) use read::{
    dossier as read_dossier, instant, journal_rows, labels as read_labels, maybe_instant, number, person,
    private as read_private, seals, stream as read_stream,
};
pub(crate) use write::Writer;
