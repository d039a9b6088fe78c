//! The schema, step by step, and bringing a database up to date.

use crate::db::{Db, first};
use crate::error::StoreError;
use crate::sql::dialect::Dialect;

/// The newest schema that this program knows.
pub(crate) const SCHEMA_VERSION: u32 = 7;

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
];

/// Name in `meta` while the projections are older than the program: they are made again when the store opens.
pub(crate) const STALE: &str = "projections_stale";

impl Step {
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

/// The schema that a database has; 0 when it has none.
///
/// # Errors
///
/// [`StoreError::NewerVersion`] when a newer program made it.
pub(crate) fn version(db: &mut (impl Db + ?Sized)) -> Result<u32, StoreError> {
    let tables = db.dialect().has_meta();
    if first(db, tables, &[], |row| row.get::<i64>(0))?.unwrap_or(0) == 0 {
        return Ok(0);
    }
    let sql = "SELECT value FROM meta WHERE name = 'schema_version'";
    let text = first(db, sql, &[], |row| row.get::<String>(0))?
        .ok_or_else(|| StoreError::corrupt("meta.schema_version", "missing"))?;
    let found = text.parse().map_err(|_| StoreError::corrupt("meta.schema_version", text))?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::NewerVersion { found, known: SCHEMA_VERSION });
    }
    Ok(found)
}

/// Runs the steps that are missing, in a transaction of the caller beside which nobody else writes.
pub(crate) fn upgrade(db: &mut (impl Db + ?Sized)) -> Result<(), StoreError> {
    // Somebody else may have done it while this one waited.
    let found = version(db)?;
    let put = "INSERT INTO meta (name, value) VALUES ($1, $2) \
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    for step in STEPS.iter().filter(|step| step.number > found) {
        step.run(db)?;
        if found > 0 {
            db.execute(put, &[STALE.into(), "yes".into()])?;
        }
        db.execute(put, &["schema_version".into(), step.number.to_string().into()])?;
    }
    Ok(())
}
