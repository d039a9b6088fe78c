//! The virus scanner of ClamAV, asked over its own protocol: the content goes to it, never a path of ours.

use std::fmt;
use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

use app::files::{Scanner, Verdict};

/// How long the scanner may take to be reached, and to answer.
const CONNECT: Duration = Duration::from_secs(3);
const ANSWER: Duration = Duration::from_secs(20);
/// Bytes that go at once.
const PIECE: usize = 64 * 1024;
/// The longest answer; a longer one is none.
const LONGEST: u64 = 1024;

/// Where the scanner listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clamd {
    /// A socket of this machine.
    Unix(PathBuf),
    /// Host and port.
    Tcp(String),
}

impl Clamd {
    /// Reads `unix:PATH` or `tcp:HOST:PORT`; `None` for what is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, place) = text.split_once(':').filter(|(_, place)| !place.is_empty())?;
        match kind {
            "unix" => Some(Self::Unix(PathBuf::from(place))),
            "tcp" if place.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()) => {
                Some(Self::Tcp(place.to_owned()))
            }
            _ => None,
        }
    }

    /// Whether it answers, and what is wrong when it does not.
    ///
    /// # Errors
    ///
    /// What is wrong.
    pub fn ping(&self) -> Result<(), String> {
        let answer = self.ask(b"zPING\0", &mut std::io::empty())?;
        if answer == "PONG" { Ok(()) } else { Err(format!("it answered `{answer}`")) }
    }

    fn ask(&self, command: &[u8], content: &mut dyn Read) -> Result<String, String> {
        let told = |error: std::io::Error| error.to_string();
        match self {
            Self::Unix(path) => {
                let stream = UnixStream::connect(path).map_err(told)?;
                stream.set_read_timeout(Some(ANSWER)).map_err(told)?;
                stream.set_write_timeout(Some(ANSWER)).map_err(told)?;
                talk(stream, command, content)
            }
            Self::Tcp(place) => {
                let mut known = place.to_socket_addrs().map_err(told)?;
                let address = known.next().ok_or("the host has no address")?;
                let stream = TcpStream::connect_timeout(&address, CONNECT).map_err(told)?;
                stream.set_read_timeout(Some(ANSWER)).map_err(told)?;
                stream.set_write_timeout(Some(ANSWER)).map_err(told)?;
                talk(stream, command, content)
            }
        }
    }
}

impl fmt::Display for Clamd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
            Self::Tcp(place) => write!(f, "tcp:{place}"),
        }
    }
}

impl Scanner for Clamd {
    fn scan(&self, file: &mut File) -> Result<Verdict, String> {
        let answer = self.ask(b"zINSTREAM\0", file)?;
        let told = answer.strip_prefix("stream: ").unwrap_or(&answer);
        match told.strip_suffix(" FOUND") {
            Some(name) => Ok(Verdict::Infected(name.to_owned())),
            None if told == "OK" => Ok(Verdict::Clean),
            // Also what it could not scan, such as too large a stream.
            None => Err(format!("clamd answered `{answer}`")),
        }
    }
}

/// Says a command, sends a content in pieces with their lengths, and reads the answer to its zero byte.
fn talk(mut stream: impl Read + Write, command: &[u8], content: &mut dyn Read) -> Result<String, String> {
    let sent = send(&mut stream, command, content);
    // A scanner that has seen enough answers and closes before it was sent everything.
    let mut answer = Vec::new();
    let heard = stream.take(LONGEST).read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer);
    match text.split_once('\0') {
        Some((answer, _)) => Ok(answer.to_owned()),
        None => Err(match (sent, heard) {
            (Err(error), _) | (Ok(()), Err(error)) => error.to_string(),
            (Ok(()), Ok(_)) => "it closed the connection without an answer".to_owned(),
        }),
    }
}

fn send(stream: &mut impl Write, command: &[u8], content: &mut dyn Read) -> std::io::Result<()> {
    stream.write_all(command)?;
    if command != b"zINSTREAM\0" {
        return Ok(());
    }
    let mut piece = vec![0; PIECE];
    loop {
        let read = content.read(&mut piece)?;
        stream.write_all(&u32::try_from(read).unwrap_or(0).to_be_bytes())?;
        match piece.get(..read) {
            Some(bytes) if read > 0 => stream.write_all(bytes)?,
            _ => return stream.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_socket_or_a_host_with_a_port() {
        assert_eq!(Clamd::parse("unix:/run/c.ctl"), Some(Clamd::Unix("/run/c.ctl".into())));
        assert_eq!(Clamd::parse("tcp:[::1]:3310"), Some(Clamd::Tcp("[::1]:3310".into())));
        for text in ["", "unix:", "tcp:", "tcp:host", "tcp:host:port", "/run/c.ctl", "http://host:1"] {
            assert_eq!(Clamd::parse(text), None, "{text}");
        }
    }
}
