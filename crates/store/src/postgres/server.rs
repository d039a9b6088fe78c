//! The server by its address, and the thread that drives the connections to it.

use std::str::FromStr as _;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio_postgres::config::SslMode;
use tokio_postgres::{Client, Config, NoTls};

use super::session::Session;
use crate::db::{Db as _, first};
use crate::error::StoreError;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(5);
/// A peer that answers nothing for about this long is taken for dead.
const SILENT: Duration = Duration::from_secs(30);

/// What reads: nothing by mistake.
const READS: &str = "SET default_transaction_read_only = on";
/// What writes: durable when it says so, patient as long as the embedded database is, and gone when its
/// machine is, because it holds the lock that all others wait for.
const WRITES: &str = "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'; \
     SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;";

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Read,
    Write,
}

/// A database on a server, and how it is reached.
pub(crate) struct Server {
    config: Config,
    /// `None` only while it is dropped.
    runtime: Option<Runtime>,
}

impl Server {
    /// The database that a URL names, `postgres://user:password@host:port/name` or
    /// `postgres:///name?host=/directory/of/the/socket`.
    pub fn new(url: &str) -> Result<Arc<Self>, StoreError> {
        let wrong = |what: &str| StoreError::Invalid(format!("the address of the database: {what}"));
        // What the parser complains of may be the password, so its words stay here.
        let mut config = Config::from_str(url)
            .map_err(|_| wrong("write postgres://USER:PASSWORD@HOST:PORT/NAME with %-escapes"))?;
        if config.get_ssl_mode() == SslMode::Require {
            return Err(wrong("sslmode=require is not served: use a socket, a private network or a tunnel"));
        }
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(wrong("the host is missing; for a socket write postgres:///NAME?host=/DIRECTORY"));
        }
        config.ssl_mode(SslMode::Disable);
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENT);
        }
        config.keepalives_idle(SILENT);
        if config.get_application_name().is_none() {
            config.application_name("motcua");
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("store-postgres")
            .enable_all()
            .build()?;
        Ok(Arc::new(Self { config, runtime: Some(runtime) }))
    }

    /// A new connection, set up for what it is for.
    pub fn connect(&self, purpose: Purpose) -> Result<Session, StoreError> {
        let mut session = Session::new(self.client()?);
        match purpose {
            Purpose::Read => session.script(READS)?,
            Purpose::Write => {
                session.script(WRITES)?;
                durable(&mut session)?;
            }
        }
        Ok(session)
    }

    fn client(&self) -> Result<Client, StoreError> {
        let Some(runtime) = &self.runtime else { return Err(StoreError::Unavailable("closing".into())) };
        let (sender, answer) = mpsc::sync_channel(1);
        let config = self.config.clone();
        runtime.spawn(async move {
            match config.connect(NoTls).await {
                Ok((client, connection)) => {
                    drop(sender.send(Ok(client)));
                    if let Err(error) = connection.await {
                        tracing::warn!(%error, "a connection to the database has ended");
                    }
                }
                Err(error) => drop(sender.send(Err(error))),
            }
        });
        answer.recv().map_err(|_| StoreError::Unavailable("the connection was not made".into()))?.map_err(
            |error| match StoreError::from(error) {
                // Nobody who connects has broken a rule of the schema.
                StoreError::Conflict(text) | StoreError::Invalid(text) => StoreError::Unavailable(text),
                other => other,
            },
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Waiting for the thread is not allowed where the last store may be dropped.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Refuses what would break the store's promises, and asks for commits that survive loss of power.
fn durable(session: &mut Session) -> Result<(), StoreError> {
    let sql = "SELECT current_setting('server_encoding'), current_setting('synchronous_commit'), \
               current_setting('fsync')";
    let found = first(session, sql, &[], |row| {
        Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<String>(2)?))
    })?;
    let (encoding, commit, fsync) = found.unwrap_or_default();
    if encoding != "UTF8" {
        return Err(StoreError::Invalid(format!("the database has the encoding {encoding}, UTF8 is needed")));
    }
    if fsync != "on" {
        tracing::warn!(
            "the server runs with fsync = off: what is acknowledged does not survive loss of power"
        );
    }
    // `remote_apply` promises more, and stays.
    if commit != "remote_apply" {
        session.script("SET synchronous_commit = on")?;
    }
    Ok(())
}
