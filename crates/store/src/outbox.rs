//! Messages that leave after the act that caused them is durable.
//!
//! A worker leases some, sends each under its id, and says done or failed. A lease that is not
//! answered ends by itself, so a message may be sent twice: its id lets the receiver see that.
//! One that keeps failing becomes a dead letter, a visible piece of work for a person.

use jiff::civil::DateTime;

use crate::act::NewMessage;

/// How long a worker has a message to itself.
pub const LEASE_SECONDS: i64 = 120;

/// A message on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Id, the same at every attempt.
    pub id: String,
    /// Channel, such as `sms`.
    pub channel: String,
    /// JSON text.
    pub payload: String,
    /// Not before.
    pub due_at: DateTime,
    /// Attempts that failed.
    pub attempts: u32,
    /// Nobody else takes it before.
    pub lease_until: Option<DateTime>,
    /// What the last attempt failed of.
    pub error: String,
    /// When it was sent.
    pub done_at: Option<DateTime>,
    /// When it was given up.
    pub dead_at: Option<DateTime>,
}

impl Message {
    pub(crate) fn new(message: NewMessage) -> Self {
        Self {
            id: message.id,
            channel: message.channel,
            payload: message.payload,
            due_at: message.due_at,
            attempts: 0,
            lease_until: None,
            error: String::new(),
            done_at: None,
            dead_at: None,
        }
    }

    pub(crate) fn waits(&self, now: DateTime) -> bool {
        self.done_at.is_none()
            && self.dead_at.is_none()
            && self.due_at <= now
            && self.lease_until.is_none_or(|until| until <= now)
    }
}
