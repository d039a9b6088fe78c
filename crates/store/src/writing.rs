//! What is written beside acts: accounts, sessions, tokens, references, seals.
//!
//! These calls wait until what they write is durable; call them from async code in a blocking
//! section. To write such a row together with an act, put it into the [`Batch`].

use domain::ids::PersonId;
use jiff::civil::{Date, DateTime};

use crate::accounts::{Account, ApiToken, Session, Throttle};
use crate::act::{Batch, SideRow};
use crate::database::Database;
use crate::error::StoreError;
use crate::group::hold;
use crate::journal::{Seal, hex, sha256_hex};
use crate::read::{newest_seal, seals};
use crate::reference::Reference;
use crate::row::{Row, instant, maybe_instant, number, person};
use crate::seal::Leaves;
use crate::sql::Val;
use crate::store::{Engine, Store, hold_memory};
use crate::time::to_us;

const REFERENCE: &str = "kind, key, version, text, sha256, valid_from, published_at_us";
pub(crate) fn reference(row: &Row<'_>) -> Result<Reference, StoreError> {
    let day: String = row.get(5)?;
    Ok(Reference {
        kind: row.get(0)?,
        key: row.get(1)?,
        version: number(row, 2)?,
        text: row.get(3)?,
        sha256: row.get(4)?,
        valid_from: day.parse::<Date>().map_err(|cause| StoreError::corrupt("reference row", cause))?,
        published_at: instant(row, 6)?,
    })
}

fn account(row: &Row<'_>) -> Result<Account, StoreError> {
    account_from(row, 0)
}

/// An account in the columns from that one on.
fn account_from(row: &Row<'_>, first: usize) -> Result<Account, StoreError> {
    let column = |place: usize| first.saturating_add(place);
    Ok(Account {
        name: row.get(column(0))?,
        person: person(row, column(1))?,
        password_hash: row.get(column(2))?,
        disabled: row.get::<i64>(column(3))? == 1,
        changed_at: instant(row, column(4))?,
    })
}

/// What forgets answers, sessions, tokens and failures to sign in, at most `$2` that ended before `$1`.
pub(crate) const FORGET: [&str; 4] = [
    "DELETE FROM idempotency WHERE (actor, key) IN \
     (SELECT actor, key FROM idempotency WHERE at_us < $1 ORDER BY at_us LIMIT $2)",
    "DELETE FROM session WHERE id_hash IN \
     (SELECT id_hash FROM session WHERE expires_at_us < $1 ORDER BY expires_at_us LIMIT $2)",
    "DELETE FROM api_token WHERE hash IN \
     (SELECT hash FROM api_token WHERE expires_at_us < $1 ORDER BY expires_at_us LIMIT $2)",
    "DELETE FROM throttle WHERE key IN (SELECT key FROM throttle WHERE since_us < $1 \
     AND COALESCE(blocked_until_us, 0) < $1 ORDER BY since_us LIMIT $2)",
];

impl Store {
    /// The account with that user name.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => Ok(hold_memory(memory).accounts.get(name).cloned()),
            Engine::Database(database) => database.named(
                "SELECT name, person, password_hash, disabled, changed_at_us FROM account WHERE name = $1",
                &[name.into()],
                account,
            ),
        }
    }

    /// All accounts by name.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => Ok(hold_memory(memory).accounts.values().cloned().collect()),
            Engine::Database(database) => {
                let sql =
                    "SELECT name, person, password_hash, disabled, changed_at_us FROM account ORDER BY name";
                database.rows(sql, &[], account)
            }
        }
    }

    /// Makes or replaces an account.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn put_account(&self, account: Account) -> Result<(), StoreError> {
        self.put(SideRow::Account(account))
    }

    /// The session with that hash, unless it has ended by `now`.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn session(&self, id_hash: &str, now: DateTime) -> Result<Option<Session>, StoreError> {
        let found = match &self.inner.engine {
            Engine::Memory(memory) => hold_memory(memory).sessions.get(id_hash).cloned(),
            Engine::Database(database) => database.named(
                "SELECT id_hash, person, started_at_us, expires_at_us, data FROM session WHERE id_hash = $1",
                &[id_hash.into()],
                |row| {
                    Ok(Session {
                        id_hash: row.get(0)?,
                        person: person(row, 1)?,
                        started_at: instant(row, 2)?,
                        expires_at: instant(row, 3)?,
                        data: row.get(4)?,
                    })
                },
            )?,
        };
        Ok(found.filter(|session| session.expires_at > now))
    }

    /// Makes or replaces a session.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn put_session(&self, session: Session) -> Result<(), StoreError> {
        self.put(SideRow::Session(session))
    }

    /// Ends a session; one that does not exist is no error.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn end_session(&self, id_hash: &str) -> Result<(), StoreError> {
        self.put(SideRow::EndSession(id_hash.to_owned()))
    }

    /// Ends all sessions and API tokens of a person, as after a change of password.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn sign_out(&self, person: &PersonId) -> Result<(), StoreError> {
        self.put(SideRow::SignOut(person.clone()))
    }

    /// The API token with that hash, unless it has ended by `now`.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn api_token(&self, hash: &str, now: DateTime) -> Result<Option<ApiToken>, StoreError> {
        Ok(self.granted(hash, now)?.map(|(token, _)| token))
    }

    /// The API token with that hash, unless it has ended by `now`, and the account of its person, in one question: every
    /// request with a token asks.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn granted(
        &self,
        hash: &str,
        now: DateTime,
    ) -> Result<Option<(ApiToken, Option<Account>)>, StoreError> {
        let found = match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let of = |token: &ApiToken| memory.accounts.get(token.person.as_str()).cloned();
                memory.tokens.get(hash).map(|token| (token.clone(), of(token)))
            }
            Engine::Database(database) => database.named(
                "SELECT t.hash, t.person, t.label, t.made_at_us, t.expires_at_us, \
                 a.name, a.person, a.password_hash, a.disabled, a.changed_at_us \
                 FROM api_token AS t LEFT JOIN account AS a ON a.name = t.person WHERE t.hash = $1",
                &[hash.into()],
                |row| {
                    let token = ApiToken {
                        hash: row.get(0)?,
                        person: person(row, 1)?,
                        label: row.get(2)?,
                        made_at: instant(row, 3)?,
                        expires_at: instant(row, 4)?,
                    };
                    let known = row.get::<Option<String>>(5)?.is_some();
                    Ok((token, known.then(|| account_from(row, 5)).transpose()?))
                },
            )?,
        };
        Ok(found.filter(|(token, _)| token.expires_at > now))
    }

    /// Makes an API token.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn put_api_token(&self, token: ApiToken) -> Result<(), StoreError> {
        self.put(SideRow::ApiToken(token))
    }

    /// Ends an API token; one that does not exist is no error.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn end_api_token(&self, hash: &str) -> Result<(), StoreError> {
        self.put(SideRow::EndApiToken(hash.to_owned()))
    }

    /// The throttle under a key.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn throttle(&self, key: &str) -> Result<Option<Throttle>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => Ok(hold_memory(memory).throttles.get(key).cloned()),
            Engine::Database(database) => database.one(
                "SELECT key, failures, since_us, blocked_until_us FROM throttle WHERE key = $1",
                &[key.into()],
                |row| {
                    Ok(Throttle {
                        key: row.get(0)?,
                        failures: number(row, 1)?,
                        since: instant(row, 2)?,
                        blocked_until: maybe_instant(row, 3)?,
                    })
                },
            ),
        }
    }

    /// Sets a throttle.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn put_throttle(&self, throttle: Throttle) -> Result<(), StoreError> {
        self.put(SideRow::Throttle(throttle))
    }

    /// Clears a throttle, as after a sign-in that succeeded.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn clear_throttle(&self, key: &str) -> Result<(), StoreError> {
        self.put(SideRow::ClearThrottle(key.to_owned()))
    }

    fn put(&self, row: SideRow) -> Result<(), StoreError> {
        self.record_blocking(Batch::default().row(row)).map(drop)
    }

    /// Publishes a version. The same text again is no error and changes nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::Conflict`] when the version exists with another text,
    /// [`StoreError::Invalid`] when the digest is not that of the text.
    pub fn put_reference(&self, new: Reference) -> Result<(), StoreError> {
        self.put_references(vec![new])
    }

    /// Publishes versions, all or none; as [`put_reference`](Self::put_reference).
    ///
    /// # Errors
    ///
    /// As [`put_reference`](Self::put_reference), for the first version that cannot be published.
    pub fn put_references(&self, all: Vec<Reference>) -> Result<(), StoreError> {
        // A program that has the same database open may publish the same meanwhile; then it is there now.
        let (mut fresh, mut tries) = (all, 0);
        loop {
            tries += 1;
            fresh = self.unpublished(fresh)?;
            match self.put_fresh(&fresh) {
                Err(StoreError::Conflict(_)) if tries < 3 => {}
                done => return done,
            }
        }
    }

    /// Those of the versions that are not published yet.
    fn unpublished(&self, all: Vec<Reference>) -> Result<Vec<Reference>, StoreError> {
        let mut fresh = Vec::new();
        for new in all {
            if sha256_hex(&new.text) != new.sha256 {
                return Err(StoreError::Invalid(format!("the digest of {} {} is wrong", new.kind, new.key)));
            }
            match self.reference(&new.kind, &new.key, new.version)? {
                None => fresh.push(new),
                Some(old) if old.sha256 == new.sha256 && old.valid_from == new.valid_from => {}
                Some(_) => {
                    let refusal = format!("version {} of {} {} is published", new.version, new.kind, new.key);
                    return Err(StoreError::Conflict(refusal));
                }
            }
        }
        Ok(fresh)
    }

    fn put_fresh(&self, fresh: &[Reference]) -> Result<(), StoreError> {
        let database = match &self.inner.engine {
            Engine::Memory(memory) => {
                let mut memory = hold_memory(memory);
                for new in fresh {
                    let key = (new.kind.clone(), new.key.clone(), new.version);
                    memory.references.insert(key, new.clone());
                }
                return Ok(());
            }
            Engine::Database(_) if fresh.is_empty() => return Ok(()),
            Engine::Database(database) => database,
        };
        let valid_from: Vec<String> = fresh.iter().map(|new| new.valid_from.to_string()).collect();
        let values: Vec<[Val<'_>; 7]> = fresh
            .iter()
            .zip(&valid_from)
            .map(|(new, valid_from)| {
                [
                    new.kind.as_str().into(),
                    new.key.as_str().into(),
                    i64::from(new.version).into(),
                    new.text.as_str().into(),
                    new.sha256.as_str().into(),
                    valid_from.as_str().into(),
                    to_us(new.published_at).into(),
                ]
            })
            .collect();
        hold(&database.writer).run_all(
            "INSERT INTO reference (kind, key, version, text, sha256, valid_from, published_at_us) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &values.iter().map(<[Val<'_>; 7]>::as_slice).collect::<Vec<_>>(),
        )?;
        Ok(())
    }

    /// One published version.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn reference(&self, kind: &str, key: &str, version: u32) -> Result<Option<Reference>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                Ok(hold_memory(memory).references.get(&(kind.to_owned(), key.to_owned(), version)).cloned())
            }
            Engine::Database(database) => database.one(
                &format!("SELECT {REFERENCE} FROM reference WHERE kind = $1 AND key = $2 AND version = $3"),
                &[kind.into(), key.into(), i64::from(version).into()],
                reference,
            ),
        }
    }

    /// All published versions of a kind, by key and version.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn references(&self, kind: &str) -> Result<Vec<Reference>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                Ok(memory.references.values().filter(|own| own.kind == kind).cloned().collect())
            }
            Engine::Database(database) => {
                let sql = format!("SELECT {REFERENCE} FROM reference WHERE kind = $1 ORDER BY key, version");
                database.rows(&sql, &[kind.into()], reference)
            }
        }
    }

    /// How many versions of these kinds are published; a text is not read.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn count_references(&self, kinds: &[&str]) -> Result<u64, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let found = memory.references.keys().filter(|(kind, _, _)| kinds.contains(&kind.as_str()));
                Ok(u64::try_from(found.count()).unwrap_or(u64::MAX))
            }
            Engine::Database(database) => {
                let sql = "SELECT COUNT(*) FROM reference WHERE kind = $1";
                let counted = kinds.iter().map(|kind| {
                    let found = database.one(sql, &[(*kind).into()], |row| number::<u64>(row, 0))?;
                    Ok::<_, StoreError>(found.unwrap_or(0))
                });
                counted.sum()
            }
        }
    }

    /// All seals, in order.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn seals(&self) -> Result<Vec<Seal>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => Ok(hold_memory(memory).seals.clone()),
            Engine::Database(database) => database.pool.with(seals),
        }
    }

    /// The public key that seals are signed with.
    ///
    /// # Errors
    ///
    /// A [`StoreError`] when the key's file cannot be read or made.
    pub fn public_key(&self) -> Result<[u8; 32], StoreError> {
        self.inner.signer.public()
    }

    /// Seals all events since the last seal; `None` when there is none.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn seal(&self, now: DateTime) -> Result<Option<Seal>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let mut memory = hold_memory(memory);
                let after = memory.seals.last().map_or(0, |seal| seal.last);
                let mut leaves = Leaves::default();
                for row in memory.journal.iter().filter(|row| row.position > after) {
                    leaves.add(row.position, &row.hash);
                }
                let Some(seal) = self.next_seal(memory.seals.last(), &leaves, now)? else { return Ok(None) };
                memory.seals.push(seal.clone());
                Ok(Some(seal))
            }
            Engine::Database(database) => {
                // A program that has the same database open may make the seal of this number meanwhile; then
                // this one goes on from there, and mostly finds nothing left to seal.
                let mut tries = 0;
                loop {
                    tries += 1;
                    match self.seal_in(database, now) {
                        Err(StoreError::Conflict(_)) if tries < 3 => {}
                        done => return done,
                    }
                }
            }
        }
    }

    fn seal_in(&self, database: &Database, now: DateTime) -> Result<Option<Seal>, StoreError> {
        let before = database.pool.with(|db| newest_seal(db))?;
        let after = before.as_ref().map_or(0, |seal| seal.last);
        let streamed = hold(&database.writer).take_unsealed();
        let leaves = match streamed {
            Some(leaves) if leaves.are_all(after, database.newest()?) => leaves,
            // Read beside the writer: sealing much does not hold anybody up.
            _ => database.pool.with(|db| Leaves::after(db, after))?,
        };
        let Some(seal) = self.next_seal(before.as_ref(), &leaves, now)? else { return Ok(None) };
        // A seal made meanwhile has this number: the primary key refuses the second.
        database.run(
            "INSERT INTO seal (number, first, last, count, root, previous, sealed_at_us, public_key, hash, \
             signature) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            &[
                seal.number.into(),
                seal.first.into(),
                seal.last.into(),
                seal.count.into(),
                hex(&seal.root).into(),
                hex(&seal.previous).into(),
                seal.sealed_at_us.into(),
                hex(&seal.key).into(),
                hex(&seal.hash).into(),
                hex(&seal.signature).into(),
            ],
        )?;
        Ok(Some(seal))
    }

    fn next_seal(
        &self,
        before: Option<&Seal>,
        leaves: &Leaves,
        now: DateTime,
    ) -> Result<Option<Seal>, StoreError> {
        let Leaves { tree, first: Some(first), last, count } = leaves else { return Ok(None) };
        if before.is_none() {
            self.inner.signer.drop_unwritten()?;
        }
        let mut seal = Seal {
            number: before.map_or(0, |seal| seal.number).saturating_add(1),
            first: *first,
            last: *last,
            count: *count,
            root: tree.root(),
            previous: before.map_or([0; 32], |seal| seal.hash),
            sealed_at_us: to_us(now),
            key: self.inner.signer.public()?,
            hash: [0; 32],
            signature: [0; 64],
        };
        seal.hash = seal.expected_hash();
        seal.signature = self.inner.signer.sign(&seal.hash)?;
        Ok(Some(seal))
    }

    /// Forgets answers to requests older than `before`, and ended sessions and tokens.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn prune(&self, before: DateTime) -> Result<(), StoreError> {
        let us = to_us(before);
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let mut memory = hold_memory(memory);
                memory.answers.retain(|_, (_, _, at_us)| *at_us >= us);
                memory.sessions.retain(|_, session| session.expires_at >= before);
                memory.tokens.retain(|_, token| token.expires_at >= before);
                memory
                    .throttles
                    .retain(|_, own| own.blocked_until.unwrap_or(own.since).max(own.since) >= before);
            }
            Engine::Database(database) => {
                for sql in FORGET {
                    database.prune(sql, us)?;
                }
            }
        }
        Ok(())
    }
}
