//! The least of a client: one connection, requests written whole, answers read by their length.
//!
//! A client library would take a good part of the two cores that the server is measured on.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::failure::Failure;

/// Nobody waits longer for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request, written out.
#[derive(Debug, Clone)]
pub struct Request(Vec<u8>);

impl Request {
    /// A request for something.
    pub fn get(path: &str, token: &str) -> Self {
        Self(
            format!(
                "GET {path} HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\n{}\r\n",
                bearer(token)
            )
            .into_bytes(),
        )
    }

    /// A request that records something, under a key of its own.
    pub fn post(path: &str, token: &str, key: &str, body: &str) -> Self {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\ncontent-type: application/json\r\n\
             idempotency-key: {key}\r\n{}content-length: {}\r\n\r\n{body}",
            bearer(token),
            body.len()
        );
        Self(head.into_bytes())
    }
}

impl Request {
    /// A request that sends a file.
    pub fn file(path: &str, token: &str, content: &[u8]) -> Self {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\n\
             content-type: application/octet-stream\r\n{}content-length: {}\r\n\r\n",
            bearer(token),
            content.len()
        );
        Self([head.as_bytes(), content].concat())
    }

    /// A page, as a browser with that cookie asks for it.
    pub fn page(path: &str, cookie: &str) -> Self {
        let head =
            format!("GET {path} HTTP/1.1\r\nhost: bench\r\naccept: text/html\r\ncookie: {cookie}\r\n\r\n");
        Self(head.into_bytes())
    }

    /// A form, as a browser with that cookie sends it.
    pub fn form(path: &str, cookie: &str, body: &str) -> Self {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: bench\r\naccept: text/html\r\ncookie: {cookie}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        Self(head.into_bytes())
    }
}

fn bearer(token: &str) -> String {
    if token.is_empty() { String::new() } else { format!("authorization: Bearer {token}\r\n") }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Status line and headers.
    pub head: String,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON; `null` where it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The value of a cookie that the answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.head.split("\r\n").find_map(|line| {
            let (header, value) = line.split_once(": ")?;
            let (set, value) = value.split(';').next()?.split_once('=')?;
            (header.eq_ignore_ascii_case("set-cookie") && set == name && !value.is_empty())
                .then(|| value.to_owned())
        })
    }
}

/// One connection that is kept.
pub struct Client {
    address: String,
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
}

impl Client {
    /// A client of the server at `address`; connects when it asks first.
    pub fn of(address: &str) -> Self {
        Self { address: address.to_owned(), stream: None, buffer: Vec::new() }
    }

    /// Asks and waits for the answer.
    ///
    /// # Errors
    ///
    /// The network's, a time over half a minute, or an answer that is none.
    pub async fn ask(&mut self, request: &Request) -> io::Result<Answer> {
        let answered = tokio::time::timeout(PATIENCE, self.exchange(request)).await;
        let answered = answered.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
        if answered.is_err() {
            self.stream = None;
        }
        answered
    }

    async fn exchange(&mut self, request: &Request) -> io::Result<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(&self.address).await?;
                stream.set_nodelay(true)?;
                stream
            }
        };
        stream.write_all(&request.0).await?;
        self.buffer.clear();
        let (status, text, head, length) = loop {
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = std::str::from_utf8(self.buffer.get(..end).unwrap_or_default())
                    .map_err(io::Error::other)?;
                let (status, length) = read_head(head)?;
                break (status, head.to_owned(), end.saturating_add(4), length);
            }
            self.more(&mut stream).await?;
        };
        let whole = head.saturating_add(length);
        while self.buffer.len() < whole {
            self.more(&mut stream).await?;
        }
        self.stream = Some(stream);
        Ok(Answer { status, head: text, body: self.buffer.get(head..whole).unwrap_or_default().to_vec() })
    }

    async fn more(&mut self, stream: &mut TcpStream) -> io::Result<()> {
        match stream.read_buf(&mut self.buffer).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

/// Status and length of the body.
fn read_head(head: &str) -> io::Result<(u16, usize)> {
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|text| text.parse().ok());
    let length = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok());
    match (status, length) {
        (Some(status), Some(length)) => Ok((status, length)),
        _ => Err(io::Error::other(format!("no answer with a length: {head}"))),
    }
}

/// The answer, when it has the status that it must have.
///
/// # Errors
///
/// The network's, or what was answered instead.
pub fn expect(answered: std::io::Result<Answer>, status: u16) -> Result<Answer, Failure> {
    let answer = answered.map_err(|error| Failure::Failed(format!("a request failed: {error}")))?;
    if answer.status == status {
        return Ok(answer);
    }
    let body = String::from_utf8_lossy(&answer.body).chars().take(300).collect::<String>();
    Err(Failure::Failed(format!("answered {} instead of {status}: {body}", answer.status)))
}

/// A key under which nothing was asked before.
pub fn key() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("bench-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
