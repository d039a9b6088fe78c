//! What a worker does: take, look whether an address may get one more, say what became of a message.

use domain::ids::DossierId;
use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::{MESSAGE, Message, MessageChange, in_order, message, statement};
use crate::db::{first, rows};
use crate::error::StoreError;
use crate::group::hold;
use crate::journal::sha256_hex;
use crate::memory::Memory;
use crate::store::{Engine, Store, hold_memory};
use crate::time::to_us;

/// What forgets messages, at most `$2` that were sent or settled before `$1`.
pub(crate) const FORGET: [&str; 2] = [
    "DELETE FROM outbox WHERE id IN \
     (SELECT id FROM outbox WHERE done_at_us < $1 ORDER BY done_at_us LIMIT $2)",
    "DELETE FROM outbox WHERE id IN \
     (SELECT id FROM outbox WHERE called_at_us < $1 ORDER BY called_at_us LIMIT $2)",
];

/// Whether a channel has something that is due.
pub(crate) const DUE: &str = "SELECT 1 FROM outbox WHERE channel = $2 AND done_at_us IS NULL AND dead_at_us IS NULL \
     AND called_at_us IS NULL AND due_at_us <= $1 AND lease_until_us <= $1 LIMIT 1";
/// Marks a message with its address, unless too many went there. The index has no empty marks, so it is said that none is asked for.
pub(crate) const ADMIT: &str = "UPDATE outbox SET recipient = $2 WHERE id = $1 AND (SELECT COUNT(*) FROM outbox p \
     WHERE p.recipient = $2 AND p.recipient <> '' AND p.id <> $1 \
     AND (p.done_at_us IS NOT NULL OR p.lease_until_us > $4)) < $3";

/// What nobody has at the moment, of a channel, and was put here before an instant.
pub(crate) fn expired(limit: usize) -> String {
    format!(
        "SELECT {MESSAGE} FROM outbox o WHERE o.done_at_us IS NULL AND o.called_at_us IS NULL AND o.queued_at_us < $1 \
         AND o.dead_at_us IS NULL AND o.channel = $2 AND o.lease_until_us <= $3 \
         ORDER BY o.queued_at_us, o.id LIMIT {limit}"
    )
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
            Engine::Database(database) => {
                let columns = MESSAGE.replace("o.", "");
                let sql = format!(
                    "UPDATE outbox SET lease_until_us = $2 WHERE id IN (SELECT id FROM outbox \
                     WHERE channel = $3 AND done_at_us IS NULL AND dead_at_us IS NULL AND called_at_us IS NULL \
                     AND due_at_us <= $1 AND lease_until_us <= $1 ORDER BY due_at_us, id LIMIT {n}) \
                     RETURNING {columns}"
                );
                let values = [to_us(now).into(), to_us(until).into(), channel.into()];
                // A look through a connection of its own first: an idle worker takes no write lock.
                if database.one(DUE, &[to_us(now).into(), channel.into()], |_| Ok(()))?.is_none() {
                    return Ok(Vec::new());
                }
                let mut writer = hold(&database.writer);
                let mut leased = writer.alone(|writer| rows(writer.db(), &sql, &values, message))?;
                leased.sort_by(by_due);
                Ok(leased)
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
            Engine::Database(database) => database.rows(
                &expired(limit),
                &[to_us(before).into(), channel.into(), to_us(now).into()],
                message,
            ),
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
            Engine::Database(database) => {
                let touched = hold(&database.writer).alone(|writer| {
                    let db = writer.db();
                    db.execute(
                        "INSERT INTO meta (name, value) VALUES ('recipient_salt', $1) ON CONFLICT (name) DO UPDATE \
                         SET value = excluded.value WHERE substr(meta.value, 1, 10) <> substr(excluded.value, 1, 10)",
                        &[own_salt.as_str().into()],
                    )?;
                    let read = "SELECT value FROM meta WHERE name = 'recipient_salt'";
                    let salt = first(db, read, &[], |row| row.get::<String>(0))?;
                    let mark = mark(salt.as_deref().unwrap_or(""));
                    let cap = i64::from(cap);
                    db.execute(ADMIT, &[id.into(), mark.as_str().into(), cap.into(), to_us(now).into()])
                })?;
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
            Engine::Database(database) => {
                let (sql, values) = statement(change, to_us(now));
                database.run(sql, &values).map(drop)
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
            Engine::Database(database) => {
                let sql = format!(
                    "SELECT {MESSAGE} FROM outbox o WHERE {condition} ORDER BY o.queued_at_us, o.id LIMIT 500"
                );
                database.pool.with(|db| {
                    let found = rows(db, &sql, &[value.into()], message)?;
                    // A standby may not have repeated it yet, and who asks gives a message up that is not there.
                    if found.is_empty() {
                        db.none_known()?;
                    }
                    Ok(found)
                })
            }
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
            Engine::Database(database) => {
                for sql in FORGET {
                    database.prune(sql, to_us(before))?;
                }
                Ok(())
            }
        }
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
