//! The least of a client: one connection, requests written whole, answers read by their length.
//!
//! A client library would take a good part of the two cores that the server is measured on.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

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

fn bearer(token: &str) -> String {
    if token.is_empty() { String::new() } else { format!("authorization: Bearer {token}\r\n") }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON; `null` where it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
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
        let (status, head, length) = loop {
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = std::str::from_utf8(self.buffer.get(..end).unwrap_or_default())
                    .map_err(io::Error::other)?;
                break read_head(head).map(|(status, length)| (status, end.saturating_add(4), length))?;
            }
            self.more(&mut stream).await?;
        };
        let whole = head.saturating_add(length);
        while self.buffer.len() < whole {
            self.more(&mut stream).await?;
        }
        self.stream = Some(stream);
        Ok(Answer { status, body: self.buffer.get(head..whole).unwrap_or_default().to_vec() })
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
