//! A server of PostgreSQL: one connection of each process writes, a few read.
//!
//! Any number of processes may have the same database open. What keeps their acts apart and in order is one
//! lock that every transaction that writes takes first and holds until it is durable (`link`).

mod candidates;
mod catalogue;
mod link;
mod pool;
mod protect;
mod rows;
mod server;
mod session;
mod tls;
mod wait;
mod watch;

pub(crate) use link::PostgresLink;
pub(crate) use pool::Pool;
pub(crate) use server::{Purpose, Server};
pub(crate) use session::cell;

/// Whether the database at that address has the tables of a store.
pub(crate) fn has_tables(url: &str) -> Result<bool, crate::StoreError> {
    reading(url, |db| Ok(crate::schema::version(db)? > 0))
}

/// Reads from the database at that address over a connection of its own.
pub(crate) fn reading<T>(
    url: &str,
    read: impl FnOnce(&mut dyn crate::db::Db) -> Result<T, crate::StoreError>,
) -> Result<T, crate::StoreError> {
    // Its thread drives the connection, so it stays until the answer is there.
    let server = Server::new(url)?;
    let mut session = server.connect(Purpose::Read)?;
    read(&mut session)
}
