//! What a store's schema is and what bringing it up to date would do, told before anything is done.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::db::Db;
use crate::error::StoreError;
use crate::postgres;
use crate::schema::{self, SCHEMA_VERSION, STEPS, Step};
use crate::sqlite::Borrowed;
use crate::store::Store;

/// Whether a step only adds, or takes away what an older program may still need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It adds.
    Expand,
    /// It takes away.
    Contract,
}

impl std::fmt::Display for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if *self == Self::Expand { "expand" } else { "contract" })
    }
}

/// One step of the schema, as the head of its file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// Its place in the order of all steps, from 1.
    pub number: u32,
    /// The name of its file, for example `0005_lists`.
    pub title: String,
    /// What it is for, in one line.
    pub what: String,
    /// Whether it adds or takes away.
    pub stage: Stage,
    /// The oldest program, by the newest schema that it knows, that may still write once the step was run.
    pub least: u32,
}

/// The schema of a store as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaState {
    /// The version found; 0 for a database without tables.
    pub found: u32,
    /// The newest version that this program knows.
    pub known: u32,
    /// The oldest program that may write to it.
    pub least: u32,
    /// Whether the lists wait to be made again from the journal.
    pub stale: bool,
    /// The steps that are missing, in order.
    pub steps: Vec<Migration>,
}

impl SchemaState {
    /// Whether the lists are made again when this program opens the store.
    #[must_use]
    pub fn rebuilds(&self) -> bool {
        self.stale || (self.found > 0 && self.steps.iter().any(|step| step.least == step.number))
    }

    fn read(db: &mut (impl Db + ?Sized)) -> Result<Self, StoreError> {
        let Some(found) = schema::found(db)? else {
            let steps = STEPS.iter().map(Step::told).collect();
            return Ok(Self { found: 0, known: SCHEMA_VERSION, least: 0, stale: false, steps });
        };
        if let Some(refusal) = found.refusal() {
            return Err(refusal);
        }
        let missing = STEPS.iter().filter(|step| step.number > found.version);
        Ok(Self {
            found: found.version,
            known: SCHEMA_VERSION,
            least: found.least,
            stale: schema::is_stale(db)?,
            steps: missing.map(Step::told).collect(),
        })
    }
}

impl Store {
    /// The schema of an embedded database, read and nothing else.
    ///
    /// # Errors
    ///
    /// [`StoreError::NewerVersion`] when this program may not write to it, else as opening.
    pub fn schema_on_sqlite(file: &Path) -> Result<SchemaState, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        SchemaState::read(&mut Borrowed(&connection))
    }

    /// The schema of a database on a server of PostgreSQL, read and nothing else.
    ///
    /// # Errors
    ///
    /// As [`schema_on_sqlite`](Self::schema_on_sqlite).
    pub fn schema_on_postgres(url: &str) -> Result<SchemaState, StoreError> {
        postgres::reading(url, |db| SchemaState::read(db))
    }
}

/// The head of a step's file: what it says before its first statement.
pub(crate) struct Head {
    pub title: String,
    pub what: String,
    pub stage: Stage,
    /// The older program that may go on writing, where the file names one.
    pub beside: Option<u32>,
}

impl Head {
    /// Reads the comment that a file begins with: `-- 0005_lists: what it is for`, `-- Stage: expand; why` and,
    /// where programs of an older schema keep everything right without knowing the step, `-- Beside: 4; why`.
    pub fn of(text: &str) -> Self {
        let lines = text.lines().map_while(|line| line.strip_prefix("--")).map(str::trim);
        let first: Vec<&str> = lines.clone().take_while(|line| !line.is_empty()).collect();
        let first = first.join(" ");
        let (title, what) = first.split_once(':').unwrap_or((&first, ""));
        let word = |name: &str| {
            let said = lines.clone().find_map(|line| line.strip_prefix(name))?;
            said.split([';', '.']).next().map(str::trim)
        };
        Self {
            title: title.to_owned(),
            what: what.trim().trim_end_matches('.').to_owned(),
            stage: if word("Stage:") == Some("expand") { Stage::Expand } else { Stage::Contract },
            beside: word("Beside:").and_then(|number| number.parse().ok()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_says_what_it_is_for_and_at_which_stage() {
        for step in STEPS {
            let told = step.told();
            assert!(told.title.starts_with(&format!("{:04}_", step.number)), "{told:?}");
            assert!(told.what.len() > 20 && !told.what.contains('\n'), "{told:?}");
            let stages = step.shared.matches("-- Stage: expand").count()
                + step.shared.matches("-- Stage: contract").count();
            assert_eq!(stages, 1, "{}", told.title);
            assert!((1..=step.number).contains(&told.least), "{told:?}");
        }
    }

    #[test]
    fn a_step_that_an_older_program_may_ignore_names_it() {
        let head = Head::of(
            "-- 0009_more: a table\n-- of its own.\n--\n-- Stage: expand; new.\n-- Beside: 8; why\n",
        );
        assert_eq!((head.title.as_str(), head.what.as_str()), ("0009_more", "a table of its own"));
        assert_eq!((head.stage, head.beside), (Stage::Expand, Some(8)));
        let other = Head::of(
            "-- 0010_less: a column goes\n--\n-- Stage: contract; nobody reads it\nDROP;\n-- Beside: 3",
        );
        assert_eq!((other.stage, other.beside), (Stage::Contract, None));
    }
}
