//! The schema, step by step, and bringing a database up to date.

use std::collections::BTreeMap;

use crate::db::{Db, first};
use crate::error::StoreError;
use crate::migration::{Head, Migration};
use crate::sql::dialect::Dialect;

/// The newest schema that this program knows.
pub(crate) const SCHEMA_VERSION: u32 = 10;

/// A step of the schema: what all engines say, and what each says in its own way.
pub(crate) struct Step {
    pub number: u32,
    pub shared: &'static str,
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

const fn shared(number: u32, shared: &'static str) -> Step {
    Step { number, shared, sqlite: "", postgres: "" }
}

/// All steps in order.
pub(crate) const STEPS: &[Step] = &[
    Step {
        number: 1,
        shared: include_str!("../migrations/0001_journal.sql"),
        sqlite: include_str!("../migrations/0001_journal.sqlite.sql"),
        postgres: include_str!("../migrations/0001_journal.postgres.sql"),
    },
    shared(2, include_str!("../migrations/0002_turns.sql")),
    shared(3, include_str!("../migrations/0003_outbox.sql")),
    shared(4, include_str!("../migrations/0004_registers.sql")),
    shared(5, include_str!("../migrations/0005_lists.sql")),
    shared(6, include_str!("../migrations/0006_invitations.sql")),
    Step {
        number: 7,
        shared: include_str!("../migrations/0007_figures.sql"),
        sqlite: "",
        postgres: include_str!("../migrations/0007_figures.postgres.sql"),
    },
    shared(8, include_str!("../migrations/0008_forgetting.sql")),
    Step {
        number: 9,
        shared: include_str!("../migrations/0009_answers.sql"),
        sqlite: include_str!("../migrations/0009_answers.sqlite.sql"),
        postgres: "",
    },
    shared(10, include_str!("../migrations/0010_channels.sql")),
];

/// Name in `meta` while the projections are older than the program: they are made again when the store opens.
pub(crate) const STALE: &str = "projections_stale";
/// Name in `meta` of the oldest program that may write, by the newest schema that it knows.
const LEAST: &str = "least_program";
/// The question for it.
pub(crate) const LEAST_PROGRAM: &str = "SELECT value FROM meta WHERE name = 'least_program'";

impl Step {
    /// What its file says of it.
    pub fn told(&self) -> Migration {
        let Head { title, what, stage, beside } = Head::of(self.shared);
        let least = beside.unwrap_or(self.number).min(self.number);
        Migration { number: self.number, title, what, stage, least }
    }

    /// Runs the step in the open transaction.
    pub fn run(&self, db: &mut (impl Db + ?Sized)) -> Result<(), StoreError> {
        let dialect = db.dialect();
        db.script(&dialect.schema(self.shared))?;
        db.script(match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        })
    }
}

/// Whether the projections wait to be made again.
pub(crate) fn is_stale(db: &mut (impl Db + ?Sized)) -> Result<bool, StoreError> {
    let found = first(db, "SELECT value FROM meta WHERE name = $1", &[STALE.into()], |_| Ok(()))?;
    Ok(found.is_some())
}

/// What `meta` says of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub version: u32,
    /// The oldest program that may write.
    pub least: u32,
}

impl Found {
    /// Why this program may not write, if it may not.
    pub fn refusal(self) -> Option<StoreError> {
        let refused = self.version > SCHEMA_VERSION && self.least > SCHEMA_VERSION;
        refused.then_some(StoreError::NewerVersion { found: self.version, known: SCHEMA_VERSION })
    }
}

/// What a database says of its schema; `None` when it has no tables.
pub(crate) fn found(db: &mut (impl Db + ?Sized)) -> Result<Option<Found>, StoreError> {
    let tables = db.dialect().has_meta();
    if first(db, tables, &[], |row| row.get::<i64>(0))?.unwrap_or(0) == 0 {
        return Ok(None);
    }
    let sql = "SELECT value FROM meta WHERE name = 'schema_version'";
    let text = first(db, sql, &[], |row| row.get::<String>(0))?
        .ok_or_else(|| StoreError::corrupt("meta.schema_version", "missing"))?;
    let version = text.parse().map_err(|_| StoreError::corrupt("meta.schema_version", text))?;
    let least = first(db, LEAST_PROGRAM, &[], |row| row.get::<String>(0))?;
    // Steps that were run before there was such a row let no older program write.
    let least = least.map_or(Ok(version), number)?;
    Ok(Some(Found { version, least }))
}

fn number(text: String) -> Result<u32, StoreError> {
    text.parse().map_err(|_| StoreError::corrupt("meta.least_program", text))
}

/// Refuses to write when a newer program has changed the schema meanwhile; `least` is what `meta` says now.
pub(crate) fn may_write(least: Option<String>) -> Result<(), StoreError> {
    let least = least.map_or(Ok(0), number)?;
    Found { version: least, least }.refusal().map_or(Ok(()), Err)
}

/// The schema that a database has; 0 when it has none.
///
/// # Errors
///
/// [`StoreError::NewerVersion`] when a newer program made it and this one would not keep it right.
pub(crate) fn version(db: &mut (impl Db + ?Sized)) -> Result<u32, StoreError> {
    match found(db)? {
        None => Ok(0),
        Some(found) => found.refusal().map_or(Ok(found.version), Err),
    }
}

/// Runs all steps up to that version in a database without tables.
pub(crate) fn make(db: &mut (impl Db + ?Sized), version: u32) -> Result<(), StoreError> {
    STEPS.iter().filter(|step| step.number <= version).try_for_each(|step| step.run(db))
}

/// What a schema is made of, by kind and name.
pub(crate) type Objects<T> = BTreeMap<(String, String), T>;

/// What a store has otherwise than its steps make it.
pub(crate) fn differences<T: PartialEq>(mut must: Objects<T>, own: Objects<T>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, text) in own {
        let what = match must.remove(&name) {
            None => "no step of the schema makes it",
            Some(made) if made != text => "it is not what the steps of the schema make",
            Some(_) => continue,
        };
        faults.push(format!("{} {}: {what}", name.0, name.1));
    }
    faults.extend(must.into_keys().map(|(kind, name)| format!("{kind} {name}: missing")));
    faults
}

/// Runs the steps that are missing, in a transaction of the caller beside which nobody else writes.
pub(crate) fn upgrade(db: &mut (impl Db + ?Sized)) -> Result<(), StoreError> {
    // Somebody else may have done it while this one waited.
    let found = version(db)?;
    let mut least = self::found(db)?.map_or(0, |found| found.least);
    let put = "INSERT INTO meta (name, value) VALUES ($1, $2) \
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    for step in STEPS.iter().filter(|step| step.number > found) {
        step.run(db)?;
        let told = step.told();
        least = least.max(told.least);
        // What an older program keeps right needs not be made again.
        if found > 0 && told.least == step.number {
            db.execute(put, &[STALE.into(), "yes".into()])?;
        }
        db.execute(put, &["schema_version".into(), step.number.to_string().into()])?;
        db.execute(put, &[LEAST.into(), least.to_string().into()])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::sha256_hex;

    /// Stores keep the texts of their steps, with the comments between columns, and a verification compares them: what a
    /// step lacks is said by a later one.
    #[test]
    fn a_step_that_stores_were_made_by_is_never_changed() {
        let own = |step: &Step| sha256_hex(&[step.shared, step.sqlite, step.postgres].join("\n"));
        let digests: Vec<String> = STEPS.iter().map(|step| own(step).chars().take(16).collect()).collect();
        assert_eq!(
            digests,
            [
                "9ddd9cd54fbee923",
                "875112c4d3493da8",
                "54e9334ec8d13e74",
                "455fe5d54390db98",
                "f7af0a60aed69d38",
                "a37ded205ec7b6e0",
                "c30ebdb653f2e49a",
                "8e6acbda3781b805",
                "9a40ad65c833c9be",
                "a8d84c58d471bb7e",
            ]
        );
    }
}
