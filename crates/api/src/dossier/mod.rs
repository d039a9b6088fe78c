//! Dossiers: file one, look at it, do something to it.

pub mod act;
pub mod actions;
mod facts;
pub mod file;
pub mod input;
pub mod journal;
mod new;
pub mod paper;
pub mod parts;
pub mod show;
pub mod summary;
pub mod turns;
