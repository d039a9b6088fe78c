//! The socket that requests come through: bound by this program, or handed over by whoever started it.
//!
//! A socket that was handed over outlives this program: connections wait in the kernel from the moment when one
//! program stops accepting until the next begins, and none is refused. Three instants make the end of a
//! program harmless for its clients; `serve` sets them apart:
//!
//! 1. it is no longer ready and says `connection: close` with each answer, but still accepts;
//! 2. [`Door::shut`]: it accepts no more;
//! 3. what it has accepted is finished, and connections on which nobody asks anything are closed.

use std::net::SocketAddr;
use std::time::Duration;

use axum::serve::Listener;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::failure::Failure;
use crate::settings::Settings;

/// A listening socket that can stop accepting before it is closed.
pub struct Door {
    listener: TcpListener,
    shut: watch::Receiver<bool>,
}

/// The socket, and how it came here.
pub struct Found {
    listener: TcpListener,
    /// Whether it was handed over.
    pub handed: bool,
    /// Where it listens.
    pub address: String,
}

/// Takes the socket that was handed over (`LISTEN_FDS`), else binds the address of the settings.
///
/// # Errors
///
/// [`Failure::Usage`] for an address or a handed-over socket that is none, [`Failure::Failed`] when the port is taken.
pub async fn find(settings: &Settings) -> Result<Found, Failure> {
    let (listener, handed) = match given()? {
        Some(listener) => (listener, true),
        None => (bind(&settings.listen).await?, false),
    };
    let address = listener.local_addr().map(|address| address.to_string()).unwrap_or_default();
    Ok(Found { listener, handed, address })
}

/// The socket that whoever started this program hands over.
fn given() -> Result<Option<TcpListener>, Failure> {
    let wrong = |why: String| {
        Failure::Usage(format!(
            "LISTEN_FDS: {why}; hand over one listening TCP socket, or none and write --listen"
        ))
    };
    let mut sockets = sd_listen_fds::get().map_err(|error| wrong(error.to_string()))?;
    if sockets.len() > 1 {
        return Err(wrong(format!("{} sockets are handed over", sockets.len())));
    }
    let Some((_, socket)) = sockets.pop() else { return Ok(None) };
    let socket = std::net::TcpListener::from(socket);
    let usable = socket.local_addr().and_then(|_| socket.set_nonblocking(true));
    let listener = usable.and_then(|()| TcpListener::from_std(socket));
    listener.map(Some).map_err(|error| wrong(error.to_string()))
}

#[cfg(test)]
impl Door {
    /// A door of a test.
    pub fn of(listener: TcpListener, shut: watch::Receiver<bool>) -> Self {
        Self { listener, shut }
    }
}

impl Found {
    /// The door, which stops accepting when `shut` says so.
    pub fn door(self, shut: watch::Receiver<bool>) -> Door {
        Door { listener: self.listener, shut }
    }
}

async fn bind(address: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        use std::io::ErrorKind as Kind;
        let line = format!("cannot listen on {address}: {error}; give another with --listen ADDRESS:PORT");
        match error.kind() {
            Kind::InvalidInput => Failure::Usage(line),
            _ => Failure::Failed(line),
        }
    })
}

impl Listener for Door {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        let accepted = tokio::select! {
            biased;
            // An error means that the sender is gone, which ends serving as well.
            _ = self.shut.wait_for(|shut| *shut) => None,
            accepted = Listener::accept(&mut self.listener) => Some(accepted),
        };
        match accepted {
            Some(accepted) => accepted,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// Time for what was accepted at the last moment to become a request that is answered.
pub const SETTLE: Duration = Duration::from_millis(50);

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_door_that_is_shut_leaves_connections_waiting_in_the_kernel() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (shut, shutting) = watch::channel(false);
        let mut door = Door { listener, shut: shutting };
        let _first = TcpStream::connect(address).await.unwrap();
        door.accept().await;
        shut.send(true).unwrap();
        let waiting = TcpStream::connect(address).await.unwrap();
        let accepted = tokio::time::timeout(Duration::from_millis(50), door.accept()).await;
        assert!(accepted.is_err(), "a connection was taken");
        drop(shut);
        // The next program has the same socket.
        let (_open, opening) = watch::channel(false);
        let (_, peer) = Door { listener: door.listener, shut: opening }.accept().await;
        assert_eq!(peer, waiting.local_addr().unwrap());
    }
}
