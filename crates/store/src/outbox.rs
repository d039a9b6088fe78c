//! Messages that leave after the act that caused them is durable.
//!
//! A worker leases some, sends each under its id, and says what became of it. A lease that is not
//! answered ends by itself, so a message may be sent twice: its id lets the receiver see that.
//! One that keeps failing becomes a dead letter, a visible piece of work for a person.
//!
//! What became of a message is a [`MessageChange`]: alone ([`Store::outbox_change`]), or in the act that
//! also records it in a dossier ([`SideRow::Message`](crate::SideRow)).

mod lists;
mod work;

use jiff::civil::DateTime;

pub use self::lists::{OutboxCount, OutboxPage, OutboxQuery, OutboxView};
#[cfg(test)]
pub(crate) use self::work::FORGET;
#[cfg(test)]
pub(crate) use self::work::{ADMIT, DUE, expired};
use crate::act::NewMessage;
use crate::error::StoreError;
use crate::row::{Row, instant, maybe_instant, number};
use crate::sql::{Stmt, Val};
use crate::time::{from_us, to_us};

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
    /// The dossier that it is about.
    pub dossier: Option<String>,
    /// When it was put here, or put here again by a person.
    pub queued_at: DateTime,
    /// What names it at the provider that took it.
    pub proof: String,
    /// When the receiver had it, where the provider tells.
    pub delivered_at: Option<DateTime>,
    /// When a person told the receiver by telephone instead.
    pub called_at: Option<DateTime>,
    /// Who did.
    pub called_by: String,
    /// What they noted.
    pub note: String,
}

/// How far a message has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// Waits for its first attempt.
    Queued,
    /// A worker has it now.
    Sending,
    /// A provider took it.
    Sent,
    /// The receiver has it.
    Delivered,
    /// The last attempt failed; there will be another.
    FailedTemporary,
    /// Given up: work for a person.
    FailedPermanent,
    /// A person told the receiver by telephone instead.
    Called,
}

impl Delivery {
    /// The stable name, as shown in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::FailedTemporary => "failed-temporary",
            Self::FailedPermanent => "failed-permanent",
            Self::Called => "called",
        }
    }
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessageChange {
    /// A provider took it.
    Sent {
        /// The message.
        id: String,
        /// What names it there.
        proof: String,
    },
    /// The receiver has it.
    Delivered {
        /// The message.
        id: String,
    },
    /// A provider that took it could not deliver it.
    Undelivered {
        /// The message.
        id: String,
        /// What it says.
        error: String,
    },
    /// An attempt failed.
    Failed {
        /// The message.
        id: String,
        /// Of what; no personal data.
        error: String,
        /// When to try again; `None` gives it up.
        next_at: Option<DateTime>,
    },
    /// Left for later without an attempt.
    Postponed {
        /// The message.
        id: String,
        /// Why.
        reason: String,
        /// Until when.
        next_at: DateTime,
    },
    /// A person sends it on its way again.
    Retried {
        /// The message.
        id: String,
    },
    /// A person told the receiver by telephone instead.
    Called {
        /// The message.
        id: String,
        /// Who.
        by: String,
        /// What was said, to whom.
        note: String,
    },
}

impl MessageChange {
    /// The message that changes.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Sent { id, .. }
            | Self::Delivered { id }
            | Self::Undelivered { id, .. }
            | Self::Failed { id, .. }
            | Self::Postponed { id, .. }
            | Self::Retried { id }
            | Self::Called { id, .. } => id,
        }
    }
}

impl Message {
    pub(crate) fn new(message: NewMessage, queued_at: DateTime) -> Self {
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
            dossier: message.dossier.map(|id| id.to_string()),
            queued_at,
            proof: String::new(),
            delivered_at: None,
            called_at: None,
            called_by: String::new(),
            note: String::new(),
        }
    }

    /// How far it has come at `now`.
    #[must_use]
    pub fn delivery(&self, now: DateTime) -> Delivery {
        if self.delivered_at.is_some() {
            Delivery::Delivered
        } else if self.called_at.is_some() {
            Delivery::Called
        } else if self.dead_at.is_some() {
            Delivery::FailedPermanent
        } else if self.done_at.is_some() {
            Delivery::Sent
        } else if self.lease_until.is_some_and(|until| until > now) {
            Delivery::Sending
        } else if self.attempts > 0 {
            Delivery::FailedTemporary
        } else {
            Delivery::Queued
        }
    }

    /// Neither sent nor settled by a person.
    fn open(&self) -> bool {
        self.done_at.is_none() && self.called_at.is_none()
    }

    fn waits(&self, now: DateTime) -> bool {
        self.open() && self.dead_at.is_none() && self.lease_until.is_none_or(|until| until <= now)
    }

    /// The same as [`statement`] says in SQL.
    pub(crate) fn change(&mut self, change: MessageChange, at: DateTime) {
        match change {
            MessageChange::Sent { proof, .. } if self.done_at.is_none() => {
                (self.done_at, self.dead_at, self.lease_until) = (Some(at), None, None);
                (self.error, self.proof) = (String::new(), proof);
            }
            MessageChange::Delivered { .. } if self.done_at.is_some() => {
                self.delivered_at = self.delivered_at.or(Some(at));
            }
            MessageChange::Undelivered { error, .. }
                if self.done_at.is_some() && self.delivered_at.is_none() =>
            {
                (self.done_at, self.dead_at, self.error) = (None, Some(at), error);
            }
            MessageChange::Failed { error, next_at, .. } if self.open() && self.dead_at.is_none() => {
                self.attempts = self.attempts.saturating_add(1);
                (self.error, self.lease_until) = (error, None);
                self.due_at = next_at.unwrap_or(self.due_at);
                self.dead_at = if next_at.is_none() { Some(at) } else { None };
            }
            MessageChange::Postponed { reason, next_at, .. } if self.open() && self.dead_at.is_none() => {
                (self.error, self.lease_until, self.due_at) = (reason, None, next_at);
            }
            MessageChange::Retried { .. } if self.open() && self.dead_at.is_some() => {
                (self.dead_at, self.attempts, self.due_at, self.queued_at) = (None, 0, at, at);
            }
            MessageChange::Called { by, note, .. } if self.open() => {
                (self.called_at, self.called_by, self.note) = (Some(at), by, note);
            }
            _ => {}
        }
    }
}

/// The statement of a change; a change that no longer fits touches nothing.
pub(crate) fn statement(change: &MessageChange, at_us: i64) -> Stmt<'_> {
    let id = || Val::from(change.id());
    match change {
        MessageChange::Sent { proof, .. } => (
            "UPDATE outbox SET done_at_us = $2, dead_at_us = NULL, lease_until_us = 0, error = '', proof = $3 \
             WHERE id = $1 AND done_at_us IS NULL",
            vec![id(), at_us.into(), proof.as_str().into()],
        ),
        MessageChange::Delivered { .. } => (
            "UPDATE outbox SET delivered_at_us = $2 \
             WHERE id = $1 AND done_at_us IS NOT NULL AND delivered_at_us IS NULL",
            vec![id(), at_us.into()],
        ),
        MessageChange::Undelivered { error, .. } => (
            "UPDATE outbox SET done_at_us = NULL, dead_at_us = $2, error = $3 \
             WHERE id = $1 AND done_at_us IS NOT NULL AND delivered_at_us IS NULL",
            vec![id(), at_us.into(), error.as_str().into()],
        ),
        MessageChange::Failed { error, next_at, .. } => (
            "UPDATE outbox SET attempts = attempts + 1, error = $2, lease_until_us = 0, \
             due_at_us = COALESCE($3, due_at_us), dead_at_us = $4 \
             WHERE id = $1 AND done_at_us IS NULL AND dead_at_us IS NULL AND called_at_us IS NULL",
            vec![
                id(),
                error.as_str().into(),
                next_at.map(to_us).into(),
                next_at.is_none().then_some(at_us).into(),
            ],
        ),
        MessageChange::Postponed { reason, next_at, .. } => (
            "UPDATE outbox SET error = $2, lease_until_us = 0, due_at_us = $3 \
             WHERE id = $1 AND done_at_us IS NULL AND dead_at_us IS NULL AND called_at_us IS NULL",
            vec![id(), reason.as_str().into(), to_us(*next_at).into()],
        ),
        MessageChange::Retried { .. } => (
            "UPDATE outbox SET dead_at_us = NULL, attempts = 0, due_at_us = $2, queued_at_us = $2 \
             WHERE id = $1 AND done_at_us IS NULL AND dead_at_us IS NOT NULL AND called_at_us IS NULL",
            vec![id(), at_us.into()],
        ),
        MessageChange::Called { by, note, .. } => (
            "UPDATE outbox SET called_at_us = $2, called_by = $3, note = $4 \
             WHERE id = $1 AND done_at_us IS NULL AND called_at_us IS NULL",
            vec![id(), at_us.into(), by.as_str().into(), note.as_str().into()],
        ),
    }
}

const MESSAGE: &str = "o.id, o.channel, o.payload, o.due_at_us, o.attempts, o.lease_until_us, o.error, \
     o.done_at_us, o.dead_at_us, o.dossier, o.queued_at_us, o.proof, o.delivered_at_us, o.called_at_us, \
     o.called_by, o.note";

fn message(row: &Row<'_>) -> Result<Message, StoreError> {
    let lease: i64 = row.get(5)?;
    Ok(Message {
        id: row.get(0)?,
        channel: row.get(1)?,
        payload: row.get(2)?,
        due_at: instant(row, 3)?,
        attempts: number(row, 4)?,
        lease_until: if lease == 0 { None } else { from_us(lease) },
        error: row.get(6)?,
        done_at: maybe_instant(row, 7)?,
        dead_at: maybe_instant(row, 8)?,
        dossier: row.get(9)?,
        queued_at: instant(row, 10)?,
        proof: row.get(11)?,
        delivered_at: maybe_instant(row, 12)?,
        called_at: maybe_instant(row, 13)?,
        called_by: row.get(14)?,
        note: row.get(15)?,
    })
}

fn in_order(mut messages: Vec<Message>) -> Vec<Message> {
    messages.sort_by(|a, b| (a.queued_at, &a.id).cmp(&(b.queued_at, &b.id)));
    messages
}
