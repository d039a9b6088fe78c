//! How messages are carried: providers in order, limits, patience. Read by the `motcua` crate.

use std::fmt;
use std::time::Duration;

use jiff::SignedDuration;

use crate::transport::net::Target;

/// A text that never shows in logs.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Everything about sending.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long a worker has a message to itself; an attempt takes three quarters of it at most.
    pub lease: Duration,
    /// Messages of one channel that are sent at the same time.
    pub parallel: usize,
    /// Attempts after which a message is given up.
    pub most_attempts: u32,
    /// Age at which a message is given up.
    pub oldest: SignedDuration,
    /// Wait after the first failed attempt; doubles with each, to an hour at most.
    pub first_wait: SignedDuration,
    /// Messages of one channel to one address in a day.
    pub share: u32,
    /// Short messages: providers in the order in which they are tried.
    pub sms: Vec<Sms>,
    /// E-mail: providers in the order in which they are tried.
    pub email: Vec<Smtp>,
    /// Partner systems that are called.
    pub webhooks: Vec<Subscription>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(120),
            parallel: 4,
            most_attempts: 12,
            oldest: SignedDuration::from_hours(72),
            first_wait: SignedDuration::from_secs(30),
            share: 5,
            sms: Vec::new(),
            email: Vec::new(),
            webhooks: Vec::new(),
        }
    }
}

/// A provider of short messages.
#[derive(Debug, Clone)]
pub enum Sms {
    /// By HTTP.
    Gateway(Gateway),
    /// By SMPP 3.4.
    Smpp(Smpp),
}

/// A gateway that takes short messages by HTTP.
#[derive(Debug, Clone)]
pub struct Gateway {
    /// Name, in logs and proofs.
    pub name: String,
    /// Where it listens.
    pub target: Target,
    /// Whether it may be in a private network.
    pub private: bool,
    /// JSON body; `{to}`, `{text}`, `{id}` and `{from}` in its texts are filled in.
    pub body: serde_json::Value,
    /// Name of the sender, for `{from}`.
    pub from: String,
    /// Sent as `Authorization: Bearer …`.
    pub secret: Secret,
    /// Whether it carries tones.
    pub tones: bool,
    /// Where in its answer the message's id is, as a JSON pointer.
    pub id_pointer: String,
    /// Where in its answer success is told, and what it says then; without it the status decides.
    pub success: Option<(String, String)>,
    /// An authority to trust besides the system's, PEM.
    pub ca: Option<String>,
}

/// A short message service centre.
#[derive(Debug, Clone)]
pub struct Smpp {
    /// Name, in logs and proofs.
    pub name: String,
    /// Host.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Whether it may be in a private network.
    pub private: bool,
    /// Name to bind with.
    pub system_id: String,
    /// Password to bind with.
    pub password: Secret,
    /// System type, usually empty.
    pub system_type: String,
    /// Sender: up to 11 letters, or a number.
    pub source: String,
    /// Whether messages keep their tones.
    pub tones: bool,
    /// Time between two signs of life.
    pub enquire: Duration,
}

/// How a connection to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// Not at all: only for a server on the own machine or network.
    None,
    /// STARTTLS, and nothing without it.
    StartTls,
    /// TLS from the first byte.
    Tls,
}

/// A mail server.
#[derive(Debug, Clone)]
pub struct Smtp {
    /// Name, in logs and proofs.
    pub name: String,
    /// Host.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection of the connection.
    pub protection: Protection,
    /// User and password, where it asks for them.
    pub login: Option<(String, Secret)>,
    /// Address of the sender.
    pub from: String,
    /// Name of the sender.
    pub from_name: String,
    /// An authority to trust besides the system's, PEM.
    pub ca: Option<String>,
}

/// A partner system that is called by the Standard Webhooks convention.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// Id, as payloads name it.
    pub id: String,
    /// Where it listens.
    pub target: Target,
    /// Whether it may be in a private network.
    pub private: bool,
    /// Keys to sign with: the present one, and while it is replaced the one before.
    pub keys: Vec<Secret>,
    /// An authority to trust besides the system's, PEM.
    pub ca: Option<String>,
}
