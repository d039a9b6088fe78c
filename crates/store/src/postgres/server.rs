//! The server by its address, and the thread that drives the connections to it.

use std::str::FromStr as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio_postgres::Config;
use tokio_postgres::config::Host;

use super::candidates::{self, Candidate, Found};
use super::protect::{self, Protection};
use super::session::Session;
use super::watch::{Asked, drive, watch};
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
///
/// No `statement_timeout`, whatever the role has: one that strikes while a commit waits for the standby makes the
/// server say that it is done.
///
/// Its statements ask by keys and stay prepared: a plan is made once, and must not read whole tables because they were
/// small that day. Plans that have to do so all the same look so costly that the server would compile them.
const WRITES: &str = "SET lock_timeout = '10s'; SET statement_timeout = 0; \
     SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off; \
     SET idle_in_transaction_session_timeout = '60s'; \
     SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;";

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Read,
    Write,
}

/// A database on a server, and how it is reached.
pub(crate) struct Server {
    /// One for each host of the address.
    candidates: Arc<[Arc<Candidate>]>,
    protection: Protection,
    /// How many connections were given up because their server did not answer.
    given_up: Arc<AtomicU64>,
    /// `None` only while it is dropped.
    runtime: Option<Runtime>,
}

impl Server {
    /// The database that a URL names, `postgres://user:password@host:port/name` or
    /// `postgres:///name?host=/directory/of/the/socket`; several hosts, separated by commas, are the servers of one
    /// cluster, of which one at a time takes writes. `sslmode` and `sslrootcert` say what protects it ([`protect`]).
    pub fn new(url: &str) -> Result<Arc<Self>, StoreError> {
        let wrong = |what: &str| StoreError::Invalid(format!("the address of the database: {what}"));
        let (rest, wanted) = protect::taken(url).map_err(|what| wrong(&what))?;
        // What the parser complains of may be the password, so its words stay here.
        let mut config = Config::from_str(&rest)
            .map_err(|_| wrong("write postgres://USER:PASSWORD@HOST:PORT/NAME with %-escapes"))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(wrong("the host is missing; for a socket write postgres:///NAME?host=/DIRECTORY"));
        }
        config.ssl_mode(wanted.mode.wire());
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
        if let Some(weakness) = wanted.weakness().filter(|_| leaves_the_machine(&config)) {
            tracing::warn!(weakness, "the link to the database: add sslmode=verify-full&sslrootcert=FILE");
        }
        let protection = Protection::new(wanted).map_err(|what| wrong(&what))?;
        let candidates = candidates::candidates(&config, protection.tls()).map_err(wrong)?.into();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("store-postgres")
            .enable_all()
            .build()?;
        Ok(Arc::new(Self { candidates, protection, given_up: Arc::default(), runtime: Some(runtime) }))
    }

    /// How many connections were given up until now because their server did not answer.
    pub fn given_up(&self) -> u64 {
        self.given_up.load(Ordering::Acquire)
    }

    /// A new connection, set up for what it is for.
    pub fn connect(&self, purpose: Purpose) -> Result<Session, StoreError> {
        let mut session = self.session(purpose)?;
        match purpose {
            Purpose::Read => session.script(READS)?,
            Purpose::Write => {
                session.script(WRITES)?;
                durable(&mut session)?;
            }
        }
        Ok(session)
    }

    fn session(&self, purpose: Purpose) -> Result<Session, StoreError> {
        let Some(runtime) = &self.runtime else { return Err(StoreError::Unavailable("closing".into())) };
        // Here and not where bytes are moved: a file may lie on a disk that takes its time.
        if let Err(fault) = self.protection.renew() {
            tracing::warn!(fault, "the link to the database: what its files said before stays in force");
        }
        let (sender, answer) = mpsc::sync_channel(1);
        let (candidates, given_up) = (Arc::clone(&self.candidates), Arc::clone(&self.given_up));
        runtime.spawn(async move {
            let found = match purpose {
                Purpose::Read => candidates::readable(&candidates).await,
                Purpose::Write => candidates::writable(&candidates).await,
            };
            drop(sender.send(found.map(|found| begin(found, given_up))));
        });
        answer.recv().map_err(|_| StoreError::Unavailable("the connection was not made".into()))?
    }
}

/// Whether what is sent goes over a network.
fn leaves_the_machine(config: &Config) -> bool {
    let far = |host: &Host| match host {
        Host::Tcp(name) => !matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
        #[cfg(unix)]
        Host::Unix(_) => false,
    };
    let hosts = config.get_hosts();
    if hosts.is_empty() {
        return config.get_hostaddrs().iter().any(|address| !address.is_loopback());
    }
    hosts.iter().any(far)
}

/// Sets those to work who move the bytes of a new connection and look after it.
fn begin(found: Found, given_up: Arc<AtomicU64>) -> Session {
    let Found { wire: (client, connection), from, stand_in } = found;
    let asked = Arc::new(Asked::default());
    let driver = tokio::spawn(drive(connection, Arc::clone(&asked)));
    tokio::spawn(watch(driver, Arc::clone(&asked), from, given_up));
    Session::new(client, asked, stand_in)
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
