//! Dossiers: file one, look at it, do something to it.

pub mod act;
pub mod actions;
pub mod file;
pub mod input;
pub mod journal;
pub mod paper;
pub mod show;
pub mod summary;
