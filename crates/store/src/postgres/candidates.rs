//! The servers that an address names, each on its own: which of them is asked, and how long it may take.

use std::error::Error as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Connection, Error, Socket};

use super::tls::{Fault, Inside, Tls};
use crate::error::StoreError;

/// How long a server may take from the first packet to the answer of whether it takes writes.
///
/// The client's own limit ends with the connection of the socket, which the kernel makes on behalf of a server
/// that is frozen or has a dead disk too.
const ANSWER: Duration = Duration::from_secs(5);

/// After this one that refuses is asked again, while others have not answered at all: with the old leader cut off, a
/// standby may have been made the new one meanwhile.
const AGAIN: Duration = Duration::from_millis(500);

/// How long one that only reads looks for a server that writes: while there is none, a standby answers.
const READ_PATIENCE: Duration = Duration::from_secs(1);

/// A connection and what moves its bytes.
pub(super) type Wire = (Client, Connection<Socket, Inside>);

/// One server of an address, and how it is reached.
pub(super) struct Candidate {
    config: Config,
    tls: Tls,
}

impl Candidate {
    async fn connect(&self, wanted: TargetSessionAttrs) -> Result<Wire, Error> {
        let mut own = self.config.clone();
        own.target_session_attrs(wanted);
        let tried = own.connect(self.tls.clone()).await;
        match tried {
            Err(error) if own.get_ssl_mode() == SslMode::Prefer && wants_none(&error) => {
                own.ssl_mode(SslMode::Disable).connect(self.tls.clone()).await
            }
            other => other,
        }
    }
}

/// Whether a server that was offered TLS may take the same without: the handshake failed, or no line of its
/// `pg_hba.conf` is for encrypted connections.
fn wants_none(error: &Error) -> bool {
    let handshake = matches!(error.source(), Some(cause) if cause.is::<Fault>());
    handshake || error.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION)
}

/// A server that answered, and one of the address' own candidates.
pub(super) struct Found {
    pub wire: Wire,
    /// The candidate that answered.
    pub from: Arc<Candidate>,
    /// It only reads, and stands in until one that writes is there.
    pub stand_in: bool,
}

/// One candidate for each host of the address.
pub(super) fn candidates(whole: &Config, tls: &Tls) -> Result<Vec<Arc<Candidate>>, &'static str> {
    let (hosts, addresses, ports) = (whole.get_hosts(), whole.get_hostaddrs(), whole.get_ports());
    let count = hosts.len().max(addresses.len());
    if !hosts.is_empty() && !addresses.is_empty() && hosts.len() != addresses.len() {
        return Err("there is not one hostaddr for each host");
    }
    if ports.len() > 1 && ports.len() != count {
        return Err("there is not one port for each host");
    }
    let one = |at: usize| {
        let mut own = settings(whole);
        match hosts.get(at) {
            Some(Host::Tcp(name)) => own.host(name),
            #[cfg(unix)]
            // Nobody listens between the two ends of a socket.
            Some(Host::Unix(folder)) => own.host_path(folder).ssl_mode(SslMode::Disable),
            // A certificate may be for an address too.
            None => match addresses.get(at) {
                Some(address) => own.host(address.to_string()),
                None => &mut own,
            },
        };
        if let Some(address) = addresses.get(at) {
            own.hostaddr(*address);
        }
        if let Some(port) = ports.get(at).or_else(|| ports.first()) {
            own.port(*port);
        }
        Arc::new(Candidate { config: own, tls: tls.clone() })
    };
    Ok((0..count).map(one).collect())
}

/// Everything of an address but its hosts.
fn settings(whole: &Config) -> Config {
    let mut own = Config::new();
    if let Some(user) = whole.get_user() {
        own.user(user);
    }
    if let Some(password) = whole.get_password() {
        own.password(password);
    }
    if let Some(name) = whole.get_dbname() {
        own.dbname(name);
    }
    if let Some(options) = whole.get_options() {
        own.options(options);
    }
    if let Some(name) = whole.get_application_name() {
        own.application_name(name);
    }
    if let Some(limit) = whole.get_connect_timeout() {
        own.connect_timeout(*limit);
    }
    if let Some(limit) = whole.get_tcp_user_timeout() {
        own.tcp_user_timeout(*limit);
    }
    own.keepalives(whole.get_keepalives());
    own.keepalives_idle(whole.get_keepalives_idle());
    if let Some(every) = whole.get_keepalives_interval() {
        own.keepalives_interval(every);
    }
    if let Some(times) = whole.get_keepalives_retries() {
        own.keepalives_retries(times);
    }
    own.ssl_mode(whole.get_ssl_mode());
    own.channel_binding(whole.get_channel_binding());
    own
}

/// Whether a candidate answers at all; what it says does not matter.
pub(super) async fn answers(one: &Candidate) -> bool {
    match tokio::time::timeout(ANSWER, one.connect(TargetSessionAttrs::Any)).await {
        Ok(Ok(_)) => true,
        Ok(Err(error)) => error.as_db_error().is_some(),
        Err(_) => false,
    }
}

/// Asks all candidates at once; the first that takes writes.
///
/// After a failover one of them is gone, or frozen, or only reads: none of that may keep the others waiting. A
/// single one is taken as it is; its refusal of a write is clear enough.
pub(super) async fn writable(all: &[Arc<Candidate>]) -> Result<Found, StoreError> {
    let wanted = if all.len() == 1 { TargetSessionAttrs::Any } else { TargetSessionAttrs::ReadWrite };
    first(all, wanted).await
}

/// As [`writable`]; while there is none, the first that answers. With one candidate it is that one.
pub(super) async fn readable(all: &[Arc<Candidate>]) -> Result<Found, StoreError> {
    if all.len() == 1 {
        return first(all, TargetSessionAttrs::Any).await;
    }
    match tokio::time::timeout(READ_PATIENCE, first(all, TargetSessionAttrs::ReadWrite)).await {
        Ok(Ok(found)) => Ok(found),
        // What a standby has not yet repeated is missing there for a moment; nothing is decided on it.
        _ => first(all, TargetSessionAttrs::Any).await.map(|found| Found { stand_in: true, ..found }),
    }
}

async fn first(all: &[Arc<Candidate>], wanted: TargetSessionAttrs) -> Result<Found, StoreError> {
    let mut asked = JoinSet::new();
    let ask = |asked: &mut JoinSet<_>, from: Arc<Candidate>, after: Duration| {
        asked.spawn(async move {
            tokio::time::sleep(after).await;
            (tokio::time::timeout(ANSWER, from.connect(wanted)).await, from)
        });
    };
    all.iter().for_each(|from| ask(&mut asked, Arc::clone(from), Duration::ZERO));
    let (mut failure, mut answered) = (None, Vec::new());
    // However the silent ones end, by then nobody is asked again.
    let until = Instant::now() + ANSWER;
    while let Some(answer) = asked.join_next().await {
        match answer {
            // Those that are still asked are given up with the set.
            Ok((Ok(Ok(wire)), from)) => return Ok(Found { wire, from, stand_in: false }),
            Ok((tried, from)) => {
                failure = Some(match tried {
                    Ok(Err(error)) => worse(failure, refused(error)),
                    _ => {
                        let text = format!("no answer within {} s", ANSWER.as_secs());
                        worse(failure, StoreError::Unavailable(text))
                    }
                });
                if !answered.iter().any(|known| Arc::ptr_eq(known, &from)) {
                    answered.push(Arc::clone(&from));
                }
                if answered.len() < all.len() && Instant::now() < until {
                    ask(&mut asked, from, AGAIN);
                }
            }
            Err(_) => {}
        }
    }
    Err(failure.unwrap_or_else(|| StoreError::Unavailable("the connection was not made".into())))
}

/// Of several failures the one that tells most: a server that says no tells more than one that is not there.
fn worse(before: Option<StoreError>, now: StoreError) -> StoreError {
    match before {
        Some(before) if !matches!(before, StoreError::Unavailable(_)) => before,
        Some(StoreError::Unavailable(text)) if matches!(now, StoreError::Unavailable(_)) => {
            StoreError::Unavailable(format!("{text}; {now}"))
        }
        _ => now,
    }
}

fn refused(error: Error) -> StoreError {
    if let Some(cause) = error.source() {
        if cause.is::<Fault>() {
            return StoreError::Unavailable(cause.to_string());
        }
        if cause.to_string() == "server does not support TLS" {
            let text = "the database server takes no TLS, and sslmode asks for it: set `ssl = on` with \
                        `ssl_cert_file` and `ssl_key_file` there";
            return StoreError::Unavailable(text.into());
        }
    }
    match StoreError::from(error) {
        // Nobody who connects has broken a rule of the schema.
        StoreError::Conflict(text) | StoreError::Invalid(text) => StoreError::Unavailable(text),
        other => other,
    }
}
