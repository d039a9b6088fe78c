//! A server of PostgreSQL: one connection of each process writes, a few read.
//!
//! Any number of processes may have the same database open. What keeps their acts apart and in order is one
//! lock that every transaction that writes takes first and holds until it is durable (`link`).

mod candidates;
mod link;
mod pool;
mod rows;
mod server;
mod session;
mod wait;
mod watch;

pub(crate) use link::PostgresLink;
pub(crate) use pool::Pool;
pub(crate) use server::Server;
pub(crate) use session::cell;

/// Whether the database at that address has the tables of a store.
pub(crate) fn has_tables(url: &str) -> Result<bool, crate::StoreError> {
    // Its thread drives the connection, so it stays until the answer is there.
    let server = Server::new(url)?;
    let mut session = server.connect(server::Purpose::Read)?;
    Ok(crate::schema::version(&mut session)? > 0)
}
