//! A server of PostgreSQL: one connection of each process writes, a few read.
//!
//! Any number of processes may have the same database open. What keeps their acts apart and in order is one
//! lock that every transaction that writes takes first and holds until it is durable (`link`).

mod link;
mod pool;
mod server;
mod session;
mod wait;

pub(crate) use link::PostgresLink;
pub(crate) use pool::Pool;
pub(crate) use server::Server;
pub(crate) use session::cell;
