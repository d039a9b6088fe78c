//! Messages that leave after the act that caused them is durable.
//!
//! A worker leases some, sends each under its id, and says done or failed. A lease that is not
//! answered ends by itself, so a message may be sent twice: its id lets the receiver see that.
//! One that keeps failing becomes a dead letter, a visible piece of work for a person.

use jiff::SignedDuration;
use jiff::civil::DateTime;
use rusqlite::Row;

use crate::act::NewMessage;
use crate::error::StoreError;
use crate::group::hold;
use crate::sqlite::{instant, maybe_instant, number, rows};
use crate::store::{Engine, Store, hold_memory};
use crate::time::{from_us, to_us};

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

const MESSAGE: &str =
    "id, channel, payload, due_at_us, attempts, lease_until_us, error, done_at_us, dead_at_us";

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
    })
}

impl Store {
    /// Takes up to `n` messages that are due, each for [`LEASE_SECONDS`].
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_lease(&self, n: usize, now: DateTime) -> Result<Vec<Message>, StoreError> {
        let until = now.saturating_add(SignedDuration::from_secs(LEASE_SECONDS));
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let mut memory = hold_memory(memory);
                let mut waiting: Vec<_> = memory.outbox.values_mut().filter(|own| own.waits(now)).collect();
                waiting.sort_by(|a, b| (a.due_at, &a.id).cmp(&(b.due_at, &b.id)));
                let leased = waiting.into_iter().take(n).map(|own| {
                    own.lease_until = Some(until);
                    own.clone()
                });
                Ok(leased.collect())
            }
            Engine::Sqlite(sqlite) => {
                let mut writer = hold(&sqlite.writer);
                writer.begin()?;
                let sql = format!(
                    "UPDATE outbox SET lease_until_us = $2 WHERE id IN (SELECT id FROM outbox \
                     WHERE done_at_us IS NULL AND dead_at_us IS NULL AND due_at_us <= $1 AND lease_until_us <= $1 \
                     ORDER BY due_at_us, id LIMIT {n}) RETURNING {MESSAGE}"
                );
                let values = [to_us(now).into(), to_us(until).into()];
                let leased = rows(&writer.connection, &sql, &values, message);
                match leased {
                    Ok(mut leased) => {
                        writer.commit()?;
                        leased.sort_by(|a, b| (a.due_at, &a.id).cmp(&(b.due_at, &b.id)));
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

    /// Says that a message was sent.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_done(&self, id: &str, now: DateTime) -> Result<(), StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                if let Some(own) = hold_memory(memory).outbox.get_mut(id) {
                    own.done_at = Some(now);
                }
                Ok(())
            }
            Engine::Sqlite(sqlite) => hold(&sqlite.writer)
                .run("UPDATE outbox SET done_at_us = $2 WHERE id = $1", &[id.into(), to_us(now).into()])
                .map(drop),
        }
    }

    /// Says that a message was not sent, and when to try again; `None` gives it up.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_failed(
        &self,
        id: &str,
        error: &str,
        next_at: Option<DateTime>,
        now: DateTime,
    ) -> Result<(), StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                if let Some(own) = hold_memory(memory).outbox.get_mut(id) {
                    own.attempts = own.attempts.saturating_add(1);
                    own.error = error.to_owned();
                    own.lease_until = None;
                    own.due_at = next_at.unwrap_or(own.due_at);
                    own.dead_at = if next_at.is_none() { Some(now) } else { None };
                }
                Ok(())
            }
            Engine::Sqlite(sqlite) => hold(&sqlite.writer)
                .run(
                    "UPDATE outbox SET attempts = attempts + 1, error = $2, lease_until_us = 0, \
                     due_at_us = COALESCE($3, due_at_us), dead_at_us = $4 WHERE id = $1",
                    &[
                        id.into(),
                        error.into(),
                        next_at.map(to_us).into(),
                        next_at.is_none().then(|| to_us(now)).into(),
                    ],
                )
                .map(drop),
        }
    }

    /// Messages that were given up: work for a person.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_dead(&self) -> Result<Vec<Message>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                Ok(memory.outbox.values().filter(|own| own.dead_at.is_some()).cloned().collect())
            }
            Engine::Sqlite(sqlite) => sqlite.pool.with(|connection, _| {
                let sql = format!("SELECT {MESSAGE} FROM outbox WHERE dead_at_us IS NOT NULL ORDER BY id");
                rows(connection, &sql, &[], message)
            }),
        }
    }

    /// How many messages wait to be sent.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_depth(&self) -> Result<u64, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let waits =
                    memory.outbox.values().filter(|own| own.done_at.is_none() && own.dead_at.is_none());
                Ok(u64::try_from(waits.count()).unwrap_or(u64::MAX))
            }
            Engine::Sqlite(sqlite) => {
                let sql = "SELECT COUNT(*) FROM outbox WHERE done_at_us IS NULL AND dead_at_us IS NULL";
                let count: Option<i64> = sqlite.one(sql, &[], |row| Ok(row.get(0)?))?;
                Ok(count.and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
            }
        }
    }
}
