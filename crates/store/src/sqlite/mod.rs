//! The embedded database: one writer, many readers, one file.

mod connect;
mod read;
mod write;

pub(crate) use connect::{Pool, Rewriter, STALE, is_stale, lock_directory, open, owner_only, rows};
pub(crate) use read::{
    dossier as read_dossier, instant, journal_rows, labels as read_labels, maybe_instant, number,
    opinion as read_opinion, person, private as read_private, seals, stream as read_stream,
    supervision as read_supervision,
};
pub(crate) use write::Writer;
