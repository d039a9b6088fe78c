//! The schema as it stands in the file, compared with what its steps make.
//!
//! The engine reads tables, indexes and triggers from texts that lie in the file as rows do. Its own check takes them as
//! they are: one that was changed and can still be read makes another default of a column, or a trigger that refuses
//! nothing. So the steps are run again in memory, and both texts must be the same to the letter.

use rusqlite::Connection;

use super::link::Borrowed;
use crate::error::StoreError;
use crate::schema::{self, Objects, SCHEMA_VERSION};

/// What was made, with what the index of names makes for itself; counts of tables are the engine's own and no part of it.
const OBJECTS: &str = "SELECT type, name, quote(tbl_name), quote(sql) FROM main.sqlite_master \
     WHERE type <> 'table' OR name NOT LIKE 'sqlite!_stat%' ESCAPE '!'";

/// What else is as the steps left it, by its name. The index of names notes for itself which of its forms it uses.
const SETTINGS: [(&str, &str); 3] = [
    ("user_version", "PRAGMA user_version"),
    ("application_id", "PRAGMA application_id"),
    (
        "private_name_config",
        "SELECT group_concat(quote(k) || quote(v)) FROM (SELECT k, v FROM private_name_config WHERE k <> 'version' ORDER BY k)",
    ),
];

/// The tables and texts under each name: a damaged file may have more than one.
type Texts = Objects<Vec<[String; 2]>>;

/// What is not as the steps make it, nothing when all is as it must be.
pub(super) fn faults(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let Some(found) = schema::found(&mut Borrowed(connection))? else { return Ok(Vec::new()) };
    if found.version > SCHEMA_VERSION {
        // Only a newer program knows its steps.
        return Ok(Vec::new());
    }
    let made = Connection::open_in_memory()?;
    schema::make(&mut Borrowed(&made), found.version)?;
    let mut faults = schema::differences(objects(&made)?, objects(connection)?);
    for (name, sql) in SETTINGS {
        if setting(connection, sql)? != setting(&made, sql)? {
            faults.push(format!("{name}: not what the steps of the schema set"));
        }
    }
    Ok(faults)
}

fn objects(connection: &Connection) -> Result<Texts, StoreError> {
    let mut statement = connection.prepare(OBJECTS)?;
    let mut rows = statement.query([])?;
    let mut all = Texts::new();
    while let Some(row) = rows.next()? {
        let [kind, name, table, text] = [cell(row, 0)?, cell(row, 1)?, cell(row, 2)?, cell(row, 3)?];
        all.entry((kind, name)).or_default().push([table, text]);
    }
    Ok(all)
}

fn setting(connection: &Connection, sql: &str) -> Result<String, StoreError> {
    Ok(connection
        .query_row(sql, [], |row| row.get::<_, rusqlite::types::Value>(0))
        .map(|own| format!("{own:?}"))?)
}

/// A cell as text, whatever a flipped bit made of it: what is no text stands for itself with marks in it.
fn cell(row: &rusqlite::Row<'_>, at: usize) -> Result<String, StoreError> {
    Ok(String::from_utf8_lossy(row.get_ref(at)?.as_bytes().unwrap_or_default()).into_owned())
}
