//! The index of three letters by which people are found, compared with what it must say.
//!
//! The engine's own check of its pages does not compare it with the names, because they lie in a table of their own; its
//! check that does wants to write. So the index is made a second time, in a place that only this connection sees, and
//! both are read: the same entries, the same sizes, the same sums.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rusqlite::Connection;

use crate::error::StoreError;

/// The second index, and both as rows of their entries.
const AGAIN: &str = "
    DROP TABLE IF EXISTS temp.kept; DROP TABLE IF EXISTS temp.must; DROP TABLE IF EXISTS temp.again;
    CREATE VIRTUAL TABLE temp.again USING fts5(fold_name, content = '', tokenize = 'trigram');
    INSERT INTO temp.again (rowid, fold_name) SELECT rowid, fold_name FROM main.private_search;
    CREATE VIRTUAL TABLE temp.kept USING fts5vocab('main', 'private_name', 'instance');
    CREATE VIRTUAL TABLE temp.must USING fts5vocab('temp', 'again', 'instance');";

/// How many letters each row has there, and in all: an index that was emptied says so in zeros, a new one says nothing.
const SIZES: &str = "
    SELECT EXISTS (SELECT id, sz FROM main.private_name_docsize EXCEPT SELECT id, sz FROM temp.again_docsize)
        OR EXISTS (SELECT id, sz FROM temp.again_docsize EXCEPT SELECT id, sz FROM main.private_name_docsize)
        OR (SELECT NULLIF(NULLIF(hex(block), '0000'), '') FROM main.private_name_data WHERE id = 1)
            IS NOT (SELECT NULLIF(NULLIF(hex(block), '0000'), '') FROM temp.again_data WHERE id = 1)";

/// What to do about it.
const REPAIR: &str = "a search by name may miss somebody; run motcua rebuild";

/// What is wrong with the index, nothing when all is as it must be.
pub(super) fn faults(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let compared = connection.execute_batch(AGAIN).map_err(StoreError::from).and_then(|()| {
        let same = entries(connection, "kept")? == entries(connection, "must")?;
        let sizes: bool = connection.query_row(SIZES, [], |row| row.get(0))?;
        Ok(same && !sizes)
    });
    match compared {
        Ok(true) => Ok(Vec::new()),
        Ok(false) => Ok(vec![format!("index of names: it does not say what the names say: {REPAIR}")]),
        Err(StoreError::Corrupt { what, .. }) => {
            Ok(vec![format!("index of names: it cannot be read ({what}): {REPAIR}")])
        }
        Err(other) => Err(other),
    }
}

/// How many entries there are and the sum of what each says, in whatever order they come.
fn entries(connection: &Connection, of: &str) -> Result<(u64, u64), StoreError> {
    let mut statement = connection.prepare(&format!("SELECT term, doc, offset FROM temp.{of}"))?;
    let mut rows = statement.query([])?;
    let (mut count, mut sum) = (0_u64, 0_u64);
    while let Some(row) = rows.next()? {
        let mut hasher = DefaultHasher::new();
        row.get_ref(0)?.as_bytes().unwrap_or_default().hash(&mut hasher);
        (row.get::<_, i64>(1)?, row.get::<_, i64>(2)?).hash(&mut hasher);
        count = count.wrapping_add(1);
        sum = sum.wrapping_add(hasher.finish());
    }
    Ok((count, sum))
}
