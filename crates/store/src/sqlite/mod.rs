//! The embedded database: one writer, many readers, one file.

mod checkpoint;
mod connect;
mod link;
mod names;
mod texts;

pub(crate) use checkpoint::{Broken, Checkpoints, Lengths};
pub(crate) use connect::{Pool, lock_directory, open, owner_only};
pub(crate) use link::{Borrowed, SqliteLink, cell};
