//! Messages that leave after the act that caused them is durable.
//!
//! A worker leases some, sends each under its id, and says what became of it. A lease that is not
//! answered ends by itself, so a message may be sent twice: its id lets the receiver see that.
//! One that keeps failing becomes a dead letter, a visible piece of work for a person.
//!
//! What became of a message is a [`MessageChange`]: alone ([`Store::outbox_change`]), or in the act that
//! also records it in a dossier ([`SideRow::Message`](crate::SideRow)).

use domain::ids::{DossierId, UnitId};
use jiff::SignedDuration;
use jiff::civil::DateTime;
use rusqlite::Row;

use crate::act::NewMessage;
use crate::error::StoreError;
use crate::group::hold;
use crate::journal::sha256_hex;
use crate::memory::Memory;
use crate::sql::{Stmt, Val};
use crate::sqlite::{instant, maybe_instant, number, rows};
use crate::store::{Engine, Store, hold_memory};
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

/// Which open messages a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutboxView {
    /// On their way.
    Waiting,
    /// Given up.
    Dead,
    /// Nothing more happens by itself: given up, or nobody is configured to carry them.
    Call,
}

/// What a list of open messages asks for.
#[derive(Debug, Clone)]
pub struct OutboxQuery {
    /// Which.
    pub view: OutboxView,
    /// Channels that somebody is configured to carry.
    pub configured: Vec<String>,
    /// Only about dossiers of these desks; `None` is all messages.
    pub desks: Option<Vec<UnitId>>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Longest page.
    pub limit: usize,
}

/// A page of open messages, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxPage {
    /// The messages.
    pub items: Vec<Message>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
}

/// Open messages of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxCount {
    /// The channel.
    pub channel: String,
    /// On their way.
    pub waiting: u64,
    /// Given up, and nobody has called.
    pub dead: u64,
    /// When the oldest that is on its way was put here.
    pub oldest: Option<DateTime>,
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

impl Store {
    /// Takes up to `n` messages of a channel that are due, each for `lease`.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_lease(
        &self,
        channel: &str,
        n: usize,
        lease: SignedDuration,
        now: DateTime,
    ) -> Result<Vec<Message>, StoreError> {
        let until = now.saturating_add(lease);
        let by_due = |a: &Message, b: &Message| (a.due_at, &a.id).cmp(&(b.due_at, &b.id));
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let mut memory = hold_memory(memory);
                let due = |own: &&mut Message| own.channel == channel && own.due_at <= now && own.waits(now);
                let mut waiting: Vec<_> = memory.outbox.values_mut().filter(due).collect();
                waiting.sort_by(|a, b| by_due(a, b));
                let leased = waiting.into_iter().take(n).map(|own| {
                    own.lease_until = Some(until);
                    own.clone()
                });
                Ok(leased.collect())
            }
            Engine::Sqlite(sqlite) => {
                let columns = MESSAGE.replace("o.", "");
                let sql = format!(
                    "UPDATE outbox SET lease_until_us = $2 WHERE id IN (SELECT id FROM outbox \
                     WHERE channel = $3 AND done_at_us IS NULL AND dead_at_us IS NULL AND called_at_us IS NULL \
                     AND due_at_us <= $1 AND lease_until_us <= $1 ORDER BY due_at_us, id LIMIT {n}) \
                     RETURNING {columns}"
                );
                let values = [to_us(now).into(), to_us(until).into(), channel.into()];
                // A look through a connection of its own first: an idle worker takes no write lock.
                let any = "SELECT 1 FROM outbox WHERE channel = $2 AND done_at_us IS NULL AND dead_at_us IS NULL \
                           AND called_at_us IS NULL AND due_at_us <= $1 AND lease_until_us <= $1 LIMIT 1";
                if sqlite.one(any, &[to_us(now).into(), channel.into()], |_| Ok(()))?.is_none() {
                    return Ok(Vec::new());
                }
                let mut writer = hold(&sqlite.writer);
                writer.begin()?;
                match rows(&writer.connection, &sql, &values, message) {
                    Ok(mut leased) => {
                        writer.commit()?;
                        leased.sort_by(by_due);
                        Ok(leased)
                    }
                    Err(error) => {
                        writer.rollback();
                        Err(error)
                    }
                }
            }
        }
    }

    /// Messages of a channel that nobody has at the moment and that were put here before `before`.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_expired(
        &self,
        channel: &str,
        before: DateTime,
        now: DateTime,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let old = |own: &&Message| own.channel == channel && own.waits(now) && own.queued_at < before;
                let found = in_order(memory.outbox.values().filter(old).cloned().collect());
                Ok(found.into_iter().take(limit).collect())
            }
            Engine::Sqlite(sqlite) => sqlite.pool.with(|connection, _| {
                let sql = format!(
                    "SELECT {MESSAGE} FROM outbox o WHERE o.done_at_us IS NULL AND o.called_at_us IS NULL \
                     AND o.queued_at_us < $1 AND o.dead_at_us IS NULL AND o.channel = $2 \
                     AND o.lease_until_us <= $3 ORDER BY o.queued_at_us, o.id LIMIT {limit}"
                );
                rows(connection, &sql, &[to_us(before).into(), channel.into(), to_us(now).into()], message)
            }),
        }
    }

    /// Lets a leased message go to `address` unless `cap` others went or go there today; `false` is no.
    ///
    /// The address is kept only as a mark that can be compared with others of the same day: `fresh` is
    /// random text that becomes the day's salt when the day has none yet.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_admit(
        &self,
        id: &str,
        address: &str,
        cap: u32,
        fresh: &str,
        now: DateTime,
    ) -> Result<bool, StoreError> {
        let day = now.date().to_string();
        let own_salt = format!("{day}/{fresh}");
        let mark = |salt: &str| sha256_hex(&format!("{salt}/{address}"));
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let mut memory = hold_memory(memory);
                let known = memory.recipient_salt.clone().filter(|salt| salt.starts_with(&day));
                let salt = known.unwrap_or(own_salt);
                memory.recipient_salt = Some(salt.clone());
                Ok(memory.admit(id, &mark(&salt), cap, now))
            }
            Engine::Sqlite(sqlite) => {
                let mut writer = hold(&sqlite.writer);
                writer.run(
                    "INSERT INTO meta (name, value) VALUES ('recipient_salt', $1) ON CONFLICT (name) DO UPDATE \
                     SET value = excluded.value WHERE substr(meta.value, 1, 10) <> substr(excluded.value, 1, 10)",
                    &[own_salt.as_str().into()],
                )?;
                let read = "SELECT value FROM meta WHERE name = 'recipient_salt'";
                let salt: Vec<String> = rows(&writer.connection, read, &[], |row| Ok(row.get(0)?))?;
                let mark = mark(salt.first().map_or("", String::as_str));
                let touched = writer.run(
                    "UPDATE outbox SET recipient = $2 WHERE id = $1 AND (SELECT COUNT(*) FROM outbox p \
                     WHERE p.recipient = $2 AND p.id <> $1 \
                     AND (p.done_at_us IS NOT NULL OR p.lease_until_us > $4)) < $3",
                    &[id.into(), mark.as_str().into(), i64::from(cap).into(), to_us(now).into()],
                )?;
                Ok(touched > 0)
            }
        }
    }

    /// Records what became of a message; a change that no longer fits changes nothing.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_change(&self, change: &MessageChange, now: DateTime) -> Result<(), StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                if let Some(own) = hold_memory(memory).outbox.get_mut(change.id()) {
                    own.change(change.clone(), now);
                }
                Ok(())
            }
            Engine::Sqlite(sqlite) => {
                let (sql, values) = statement(change, to_us(now));
                hold(&sqlite.writer).run(sql, &values).map(drop)
            }
        }
    }

    /// A message by its id.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_message(&self, id: &str) -> Result<Option<Message>, StoreError> {
        self.outbox_where("o.id = $1", id, |own| own.id == id).map(|found| found.into_iter().next())
    }

    /// The message that a provider knows by `proof`.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_by_proof(&self, proof: &str) -> Result<Option<Message>, StoreError> {
        self.outbox_where("o.proof = $1 AND o.proof <> ''", proof, |own| own.proof == proof)
            .map(|found| found.into_iter().next())
    }

    /// The messages about a dossier, the oldest first.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_of(&self, dossier: &DossierId) -> Result<Vec<Message>, StoreError> {
        let id = dossier.as_str();
        self.outbox_where("o.dossier = $1", id, |own| own.dossier.as_deref() == Some(id))
    }

    fn outbox_where(
        &self,
        condition: &str,
        value: &str,
        keep: impl Fn(&Message) -> bool,
    ) -> Result<Vec<Message>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                Ok(in_order(memory.outbox.values().filter(|own| keep(own)).cloned().collect()))
            }
            Engine::Sqlite(sqlite) => sqlite.pool.with(|connection, _| {
                let sql = format!(
                    "SELECT {MESSAGE} FROM outbox o WHERE {condition} ORDER BY o.queued_at_us, o.id LIMIT 500"
                );
                rows(connection, &sql, &[value.into()], message)
            }),
        }
    }

    /// A page of open messages, the oldest first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for a cursor that is not of this store.
    pub fn outbox_list(&self, query: &OutboxQuery) -> Result<OutboxPage, StoreError> {
        let after = query.cursor.as_deref().map(read_cursor).transpose()?;
        let limit = query.limit.clamp(1, 500);
        let mut items = match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let past = |own: &&Message| {
                    after
                        .as_ref()
                        .is_none_or(|(us, id)| (to_us(own.queued_at), own.id.as_str()) > (*us, id.as_str()))
                };
                let shown = |own: &&Message| own.open() && query.shows(own) && query.at_desk(&memory, own);
                let found: Vec<_> = memory.outbox.values().filter(shown).filter(past).cloned().collect();
                in_order(found)
            }
            Engine::Sqlite(sqlite) => {
                let (sql, values) = query.sql(after.as_ref(), limit.saturating_add(1));
                sqlite.pool.with(|connection, _| rows(connection, &sql, &values, message))?
            }
        };
        let more = items.len() > limit;
        items.truncate(limit);
        let last = items.last().filter(|_| more);
        let next_cursor = last.map(|own| format!("{}/{}", to_us(own.queued_at), own.id));
        Ok(OutboxPage { items, next_cursor })
    }

    /// How many messages of each channel are open.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_counts(&self) -> Result<Vec<OutboxCount>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let mut counts: Vec<OutboxCount> = Vec::new();
                for own in memory.outbox.values().filter(|own| own.open()) {
                    let place = counts.iter().position(|count| count.channel == own.channel);
                    let place = place.unwrap_or_else(|| {
                        let channel = own.channel.clone();
                        counts.push(OutboxCount { channel, waiting: 0, dead: 0, oldest: None });
                        counts.len() - 1
                    });
                    let Some(count) = counts.get_mut(place) else { continue };
                    if own.dead_at.is_some() {
                        count.dead += 1;
                    } else {
                        count.waiting += 1;
                        count.oldest =
                            Some(count.oldest.map_or(own.queued_at, |at| at.min(own.queued_at)));
                    }
                }
                counts.sort_by(|a, b| a.channel.cmp(&b.channel));
                Ok(counts)
            }
            Engine::Sqlite(sqlite) => sqlite.pool.with(|connection, _| {
                let sql = "SELECT channel, SUM(CASE WHEN dead_at_us IS NULL THEN 1 ELSE 0 END), \
                           SUM(CASE WHEN dead_at_us IS NULL THEN 0 ELSE 1 END), MIN(CASE WHEN dead_at_us IS NULL THEN queued_at_us END) FROM outbox \
                           WHERE done_at_us IS NULL AND called_at_us IS NULL GROUP BY channel ORDER BY channel";
                rows(connection, sql, &[], |row| {
                    Ok(OutboxCount {
                        channel: row.get(0)?,
                        waiting: number(row, 1)?,
                        dead: number(row, 2)?,
                        oldest: maybe_instant(row, 3)?,
                    })
                })
            }),
        }
    }

    /// Forgets messages that were sent, or settled by a person, before `before`.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_prune(&self, before: DateTime) -> Result<(), StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let kept = |at: Option<DateTime>| at.is_none_or(|at| at >= before);
                hold_memory(memory).outbox.retain(|_, own| kept(own.done_at) && kept(own.called_at));
                Ok(())
            }
            Engine::Sqlite(sqlite) => hold(&sqlite.writer)
                .run("DELETE FROM outbox WHERE done_at_us < $1 OR called_at_us < $1", &[to_us(before).into()])
                .map(drop),
        }
    }
}

fn read_cursor(text: &str) -> Result<(i64, String), StoreError> {
    let parts = text.split_once('/').and_then(|(us, id)| Some((us.parse().ok()?, id.to_owned())));
    parts.ok_or_else(|| StoreError::Invalid("a cursor of another list".into()))
}

impl OutboxQuery {
    fn shows(&self, own: &Message) -> bool {
        let configured = self.configured.contains(&own.channel);
        match self.view {
            OutboxView::Waiting => own.dead_at.is_none(),
            OutboxView::Dead => own.dead_at.is_some(),
            OutboxView::Call => own.dead_at.is_some() || !configured,
        }
    }

    fn at_desk(&self, memory: &Memory, own: &Message) -> bool {
        self.desks.as_ref().is_none_or(|desks| {
            let id = own.dossier.as_deref().and_then(|id| DossierId::new(id).ok());
            id.and_then(|id| memory.dossiers.get(&id)).is_some_and(|row| desks.contains(&row.desk))
        })
    }

    fn sql(&self, after: Option<&(i64, String)>, limit: usize) -> (String, Vec<Val<'_>>) {
        let mut values: Vec<Val<'_>> = Vec::new();
        let mut place = |value: Val<'_>| {
            values.push(match value {
                Val::Text(text) => Val::from(text.into_owned()),
                Val::Int(number) => Val::Int(number),
                Val::Null => Val::Null,
            });
            format!("${}", values.len())
        };
        let mut conditions = vec!["o.done_at_us IS NULL AND o.called_at_us IS NULL".to_owned()];
        conditions.push(match self.view {
            OutboxView::Waiting => "o.dead_at_us IS NULL".to_owned(),
            OutboxView::Dead => "o.dead_at_us IS NOT NULL".to_owned(),
            OutboxView::Call if self.configured.is_empty() => "1 = 1".to_owned(),
            OutboxView::Call => {
                let all: Vec<String> = self.configured.iter().map(|own| place(own.as_str().into())).collect();
                format!("(o.dead_at_us IS NOT NULL OR o.channel NOT IN ({}))", all.join(", "))
            }
        });
        if let Some(desks) = &self.desks {
            let all: Vec<String> = desks.iter().map(|desk| place(desk.as_str().into())).collect();
            conditions.push(if all.is_empty() {
                "1 = 0".to_owned()
            } else {
                let own = "SELECT 1 FROM dossier d WHERE d.id = o.dossier";
                format!("EXISTS ({own} AND d.desk IN ({}))", all.join(", "))
            });
        }
        if let Some((us, id)) = after {
            let (us, id) = (place((*us).into()), place(id.as_str().into()));
            conditions.push(format!("(o.queued_at_us > {us} OR (o.queued_at_us = {us} AND o.id > {id}))"));
        }
        let conditions = conditions.join(" AND ");
        let sql = format!(
            "SELECT {MESSAGE} FROM outbox o WHERE {conditions} ORDER BY o.queued_at_us, o.id LIMIT {limit}"
        );
        (sql, values)
    }
}

impl Memory {
    fn admit(&mut self, id: &str, mark: &str, cap: u32, now: DateTime) -> bool {
        let marks = &self.recipients;
        let others = self.outbox.values().filter(|own| {
            own.id != id
                && marks.get(&own.id).is_some_and(|known| known == mark)
                && (own.done_at.is_some() || own.lease_until.is_some_and(|until| until > now))
        });
        let admitted = others.count() < usize::try_from(cap).unwrap_or(usize::MAX);
        if admitted {
            self.recipients.insert(id.to_owned(), mark.to_owned());
        }
        admitted
    }
}
