//! The index of three letters by which people are found, compared with what it must say.
//!
//! The engine's own check of its pages does not compare it with the names, because they lie in a table of their own; its
//! check that does wants to write. So the index is made a second time, in a place that only this connection sees, and
//! both are read: the same entries, the same sizes, the same sums. Then each three letters are looked for in both as
//! whoever searches does, because a search goes its own way to them, past what lists the entries.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rusqlite::{Connection, Statement};

use crate::error::StoreError;

/// The second index, and both as rows of their entries.
const AGAIN: &str = "
    DROP TABLE IF EXISTS temp.kept; DROP TABLE IF EXISTS temp.must; DROP TABLE IF EXISTS temp.again;
    DROP TABLE IF EXISTS temp.letters;
    CREATE VIRTUAL TABLE temp.again USING fts5(fold_name, content = '', tokenize = 'trigram');
    INSERT INTO temp.again (rowid, fold_name) SELECT rowid, fold_name FROM main.private_search;
    CREATE VIRTUAL TABLE temp.kept USING fts5vocab('main', 'private_name', 'instance');
    CREATE VIRTUAL TABLE temp.must USING fts5vocab('temp', 'again', 'instance');
    CREATE VIRTUAL TABLE temp.letters USING fts5vocab('temp', 'again', 'row');";

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
        Ok(same && !sizes && found_alike(connection)?)
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

/// Whether each three letters find the same people in both, all of them and from the middle on as the next page asks.
fn found_alike(connection: &Connection) -> Result<bool, StoreError> {
    let mut letters = connection.prepare("SELECT term FROM temp.letters")?;
    let mut kept = connection.prepare(&found("main.private_name", "private_name"))?;
    let mut must = connection.prepare(&found("temp.again", "again"))?;
    let mut rows = letters.query([])?;
    while let Some(row) = rows.next()? {
        let phrase = format!("\"{}\"", row.get::<_, String>(0)?.replace('"', "\"\""));
        let places = people(&mut must, &phrase, i64::MAX)?;
        if people(&mut kept, &phrase, i64::MAX)? != places {
            return Ok(false);
        }
        let middle = places.len() / 2;
        if let Some(&end) = places.get(middle)
            && people(&mut kept, &phrase, end)?.as_slice() != places.get(middle + 1..).unwrap_or_default()
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The question of a search, as [`crate::sql::dialect::Dialect::people_named`] asks it.
fn found(table: &str, name: &str) -> String {
    format!("SELECT rowid FROM {table} WHERE {name} MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC")
}

fn people(statement: &mut Statement<'_>, phrase: &str, end: i64) -> Result<Vec<i64>, StoreError> {
    statement.query_map((phrase, end), |row| row.get(0))?.collect::<Result<_, _>>().map_err(StoreError::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: &str = "
        CREATE TABLE private_search (fold_name TEXT NOT NULL);
        CREATE VIRTUAL TABLE private_name USING fts5(
            fold_name, content = 'private_search', content_rowid = 'rowid', tokenize = 'trigram');";
    const SYLLABLES: [&str; 12] =
        ["nguyen", "thi", "van", "k'", "bao", "khanh", "ngoc", "lan", "tran", "dinh", "o", "uyen"];
    const PEOPLE: u64 = 2_000;
    const FLIPS: u64 = 300;

    /// Numbers that look like chance, the same each time.
    fn chance(n: u64) -> u64 {
        let mut hasher = DefaultHasher::new();
        n.hash(&mut hasher);
        hasher.finish()
    }

    fn pick(n: u64, of: usize) -> usize {
        let of = u64::try_from(of).unwrap();
        usize::try_from(chance(n).checked_rem(of).unwrap_or(0)).unwrap()
    }

    fn name(n: u64) -> String {
        (0..4).map(|part| SYLLABLES[pick(n * 4 + part, SYLLABLES.len())]).collect::<Vec<_>>().join(" ")
    }

    fn filled(file: &std::path::Path) -> Connection {
        drop(std::fs::remove_file(file));
        let disk = Connection::open(file).unwrap();
        disk.execute_batch(TABLES).unwrap();
        disk.execute_batch("BEGIN").unwrap();
        for n in 0..PEOPLE {
            let person = (i64::try_from(n).unwrap(), name(n));
            disk.execute("INSERT INTO private_search (rowid, fold_name) VALUES (?1, ?2)", person.clone())
                .unwrap();
            disk.execute("INSERT INTO private_name (rowid, fold_name) VALUES (?1, ?2)", person).unwrap();
        }
        disk.execute_batch("COMMIT").unwrap();
        disk
    }

    /// Twenty whole names, and the parts of three letters of a hundred.
    fn asked() -> Vec<String> {
        let mut asked: Vec<String> = (0..20).map(name).collect();
        for n in 0..100 {
            let letters: Vec<char> = name(n).chars().collect();
            asked.extend(letters.windows(3).map(String::from_iter));
        }
        asked.sort();
        asked.dedup();
        asked
    }

    fn searches(program: &Connection, asked: &[String]) -> Option<Vec<Vec<i64>>> {
        let mut statement = program.prepare(&found("main.private_name", "private_name")).ok()?;
        asked.iter().map(|part| people(&mut statement, &format!("\"{part}\""), i64::MAX).ok()).collect()
    }

    /// One bit turned over, every other time at an end of the block, where the engine keeps what leads to the entries.
    fn flipped(block: &[u8], flip: u64) -> (Vec<u8>, String) {
        let byte = match flip % 4 {
            0 => pick(flip * 3 + 1, block.len().min(8)),
            1 => block.len() - 1 - pick(flip * 3 + 1, block.len().min(48)),
            _ => pick(flip * 3 + 1, block.len()),
        };
        let bit = pick(flip * 3 + 2, 8);
        let mut turned = block.to_vec();
        turned[byte] ^= 1 << bit;
        (turned, format!("byte {byte}, bit {bit}"))
    }

    /// F17: whichever bit of the index turns over, either every name still finds its people or the index is named.
    #[test]
    fn a_flipped_bit_that_hides_somebody_is_found() {
        let file = std::env::temp_dir().join(format!("motcua-names-{}.sqlite", std::process::id()));
        let disk = filled(&file);
        let asked = asked();
        let whole = searches(&disk, &asked).unwrap();
        assert_eq!(faults(&disk).unwrap(), Vec::<String>::new());
        let mut blocks = disk.prepare("SELECT id, block FROM private_name_data").unwrap();
        let blocks: Vec<(i64, Vec<u8>)> =
            blocks.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
        let put = "UPDATE private_name_data SET block = ?2 WHERE id = ?1";
        let (mut hidden, mut missed) = (0, Vec::new());
        for flip in 0..FLIPS {
            let (id, block) = &blocks[pick(flip * 3, blocks.len())];
            let (turned, place) = flipped(block, flip);
            disk.execute(put, (id, &turned)).unwrap();
            // Whoever read the index before may go on with what it remembers.
            let program = Connection::open(&file).unwrap();
            if searches(&program, &asked).as_ref() != Some(&whole) {
                hidden += 1;
                if faults(&program).unwrap().is_empty() {
                    missed.push(format!("block {id}, {place}"));
                }
            }
            disk.execute(put, (id, block)).unwrap();
        }
        drop(std::fs::remove_file(&file));
        assert!(hidden > FLIPS / 20, "too few flips hid anybody: {hidden}");
        assert_eq!(missed, Vec::<String>::new(), "of {hidden}");
    }
}
