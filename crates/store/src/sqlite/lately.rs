//! What was asked lately, which holds as long as nobody has written.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::error::StoreError;

/// The most answers that are kept.
const MOST: usize = 10_000;

/// Answers, and a connection that is told when another one has written, in this process or in another.
#[derive(Debug)]
pub(crate) struct Lately<T>(Mutex<Known<T>>);

#[derive(Debug)]
struct Known<T> {
    connection: Connection,
    /// Of the database when the answers were given, as this connection counts.
    version: i64,
    answers: HashMap<String, T>,
}

impl<T> Known<T> {
    /// The version now; answers of an older one are forgotten.
    fn version(&mut self) -> Result<i64, StoreError> {
        let mut pragma = self.connection.prepare_cached("PRAGMA data_version")?;
        let now = pragma.query_row([], |row| row.get(0))?;
        if now != self.version {
            self.answers.clear();
            self.version = now;
        }
        Ok(now)
    }
}

impl<T: Copy> Lately<T> {
    /// Over a connection on which nobody writes, and nobody else reads.
    pub fn new(connection: Connection) -> Self {
        Self(Mutex::new(Known { connection, version: 0, answers: HashMap::new() }))
    }

    fn known(&self) -> MutexGuard<'_, Known<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer of before, if nobody has written since, or else that of `ask`; that there is none is not kept.
    ///
    /// The version is read before it is asked, so an answer is never older than the version that it is kept under.
    pub fn answer(
        &self,
        key: &str,
        ask: impl FnOnce() -> Result<Option<T>, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let version = {
            let mut known = self.known();
            let version = known.version()?;
            if let Some(answer) = known.answers.get(key) {
                return Ok(Some(*answer));
            }
            version
        };
        let answer = ask()?;
        if let Some(answer) = answer {
            let mut known = self.known();
            if known.answers.len() >= MOST {
                known.answers.clear();
            }
            if known.version == version {
                known.answers.insert(key.to_owned(), answer);
            }
        }
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_until_somebody_writes() {
        let folder = std::env::temp_dir().join(format!("motcua-lately-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("store.sqlite");
        let writer = super::super::open(&file, 1).unwrap();
        let lately = Lately::new(Connection::open(&file).unwrap());
        let asked = std::cell::Cell::new(0);
        let answer = |key: &str, answer| {
            let ask = || {
                asked.set(asked.get() + 1);
                Ok(answer)
            };
            lately.answer(key, ask).unwrap()
        };
        assert_eq!((answer("a", Some(1)), answer("a", Some(2)), asked.get()), (Some(1), Some(1), 1));
        assert_eq!((answer("b", None), answer("b", Some(3)), asked.get()), (None, Some(3), 3));
        writer.execute_batch("BEGIN; INSERT INTO meta VALUES ('x', 'y'); ROLLBACK").unwrap();
        assert_eq!((answer("a", Some(4)), asked.get()), (Some(1), 3), "what was taken back is nothing");
        writer.execute_batch("INSERT INTO meta VALUES ('x', 'y')").unwrap();
        assert_eq!((answer("a", Some(5)), answer("b", Some(6)), asked.get()), (Some(5), Some(6), 5));
        // Written while it is asked: the answer may be of before, and is not kept.
        let ask = || {
            writer.execute_batch("INSERT INTO meta VALUES ('z', 'y')").unwrap();
            Ok(Some(7))
        };
        assert_eq!(lately.answer("c", ask).unwrap(), Some(7));
        assert_eq!(answer("c", Some(8)), Some(8));
        drop((writer, lately));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
