//! The journal for other programs: one JSON object a line, in order of position.
//!
//! `docs/reference/journal-format.md` describes the lines and how to check them;
//! `tools/verify_journal.py` does so without any code of this program.

use std::collections::BTreeSet;
use std::io::Write;

use crate::db::first;
use crate::error::StoreError;
use crate::journal::{JournalRow, Seal, hex};
use crate::read::{journal_rows, seals};
use crate::store::{Engine, Store, hold_memory};
use crate::verify::files_of;
use crate::wire;

fn line(out: &mut dyn Write, value: &serde_json::Value) -> Result<(), StoreError> {
    serde_json::to_writer(&mut *out, value).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn record(out: &mut dyn Write, row: &JournalRow) -> Result<(), StoreError> {
    line(
        out,
        &serde_json::json!({
            "type": "record",
            "position": row.position,
            "stream": row.stream,
            "revision": row.revision,
            "kind": row.kind,
            "kind_version": row.kind_version,
            "recorded_at_us": row.recorded_at_us,
            "actor": row.actor,
            "payload": row.payload,
            "hash": hex(&row.hash),
        }),
    )
}

fn seal(out: &mut dyn Write, seal: &Seal) -> Result<(), StoreError> {
    line(
        out,
        &serde_json::json!({
            "type": "seal",
            "number": seal.number,
            "first": seal.first,
            "last": seal.last,
            "count": seal.count,
            "root": hex(&seal.root),
            "previous": hex(&seal.previous),
            "sealed_at_us": seal.sealed_at_us,
            "public_key": hex(&seal.key),
            "hash": hex(&seal.hash),
            "signature": hex(&seal.signature),
        }),
    )
}

/// Adds the digests of the files that a record names.
fn name_files(row: &JournalRow, named: &mut BTreeSet<String>) -> Result<(), StoreError> {
    // Few records name a file; the others are not decoded.
    if !row.stream.starts_with("dossier/") || !row.payload.contains("\"file\"") {
        return Ok(());
    }
    let unreadable = |cause: wire::WireError| StoreError::Corrupt {
        place: format!("record {}", row.position),
        what: cause.to_string(),
    };
    let event = wire::decode(&row.kind, row.kind_version, &row.payload).map_err(unreadable)?;
    named.extend(files_of(&event).into_iter().map(str::to_owned));
    Ok(())
}

impl Store {
    /// The digests of all files that a history names, in one snapshot.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]; also for a single record that cannot be read: what it names must not be taken for unnamed.
    pub fn named_files(&self) -> Result<BTreeSet<String>, StoreError> {
        let mut named = BTreeSet::new();
        match &self.inner.engine {
            Engine::Memory(memory) => {
                hold_memory(memory).journal.iter().try_for_each(|row| name_files(row, &mut named))?;
            }
            Engine::Database(database) => database
                .pool
                .snapshot(|db| journal_rows(db, "position", &mut |row| name_files(&row, &mut named)))?,
        }
        Ok(named)
    }

    /// Writes the journal: a header, every record, every seal. Rows beside the journal are not in it.
    ///
    /// # Errors
    ///
    /// A [`StoreError`] when the store cannot be read or `out` not be written.
    pub fn export(&self, out: &mut dyn Write) -> Result<(), StoreError> {
        let header = |last: i64| serde_json::json!({ "type": "header", "format": "motcua-journal-1", "last_position": last });
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                line(out, &header(memory.journal.last().map_or(0, |row| row.position)))?;
                memory.journal.iter().try_for_each(|row| record(out, row))?;
                memory.seals.iter().try_for_each(|own| seal(out, own))?;
            }
            Engine::Database(database) => database.pool.snapshot(|db| {
                let sql = "SELECT COALESCE(MAX(position), 0) FROM journal";
                let last = first(db, sql, &[], |row| row.get::<i64>(0))?;
                line(out, &header(last.unwrap_or(0)))?;
                journal_rows(db, "position", &mut |row| record(out, &row))?;
                seals(db)?.iter().try_for_each(|own| seal(out, own))
            })?,
        }
        out.flush()?;
        Ok(())
    }
}
