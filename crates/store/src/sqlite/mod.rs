//! The embedded database: one writer, many readers, one file.

mod checkpoint;
mod connect;
mod lately;
mod link;
mod names;
mod texts;

pub(crate) use checkpoint::{Broken, Checkpoints, Lengths};
pub(crate) use connect::{Pool, lock_directory, open, owner_only};
pub(crate) use lately::Lately;
pub(crate) use link::{Borrowed, SqliteLink, cell};
