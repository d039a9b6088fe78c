//! What every SQL engine can do: run a statement of the program and give its rows.
//!
//! Readers and writers speak to a `&mut dyn Db`, so each statement and each reader of rows exists once.

use crate::error::StoreError;
use crate::row::Row;
use crate::sql::{Stmt, Val, dialect::Dialect};

/// What is done with each row.
pub(crate) type Each<'f> = dyn FnMut(&Row<'_>) -> Result<(), StoreError> + 'f;

/// One connection of an engine.
pub(crate) trait Db {
    /// What this engine says in its own way.
    fn dialect(&self) -> Dialect;
    /// Runs a statement and gives its rows one by one.
    fn each(&mut self, sql: &str, values: &[Val<'_>], each: &mut Each<'_>) -> Result<(), StoreError>;
    /// Runs a statement that gives no rows; the number of rows it touched.
    fn execute(&mut self, sql: &str, values: &[Val<'_>]) -> Result<usize, StoreError>;
    /// Runs several statements without values.
    fn script(&mut self, sql: &str) -> Result<(), StoreError>;
    /// What the engine itself finds wrong with its files; one line for each.
    fn faults(&mut self) -> Result<Vec<String>, StoreError>;
    /// Asked when what somebody names was not found: a standby that answers in the place of a server that writes may
    /// not have repeated it yet, and then this is an error.
    fn none_known(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

/// The newest record of the journal: its position and its instant.
pub(crate) type Newest = (i64, i64);

/// What is done with a row of the question in that place.
pub(crate) type Found<'f> = dyn FnMut(usize, &Row<'_>) + 'f;

/// A statement with its rows.
pub(crate) type Group<'a> = (&'static str, Vec<Vec<Val<'a>>>);

/// What a transaction writes at its end. Tables are written in any order, and no two rows of one have one key; no
/// statement of `in_order` touches a table of `last`.
#[derive(Debug, Default)]
pub(crate) struct Work<'a> {
    /// Tables that are written first.
    pub first: Vec<Group<'a>>,
    /// What is then written, in this order.
    pub in_order: Vec<Stmt<'a>>,
    /// Tables that are written last.
    pub last: Vec<Group<'a>>,
}

/// The one connection of a process that writes.
pub(crate) trait Link: Db + Send {
    /// Begins a transaction beside which nobody else writes, in this process or another.
    ///
    /// `known` is the newest position that the caller knows; `None` as answer means that nobody else has
    /// recorded anything since. Without it, or after others wrote, the newest record is given.
    fn begin(&mut self, known: Option<i64>) -> Result<Option<Newest>, StoreError>;
    /// Begins as [`begin`](Self::begin) and asks within the transaction, all in one round trip; whether it asked, so that a
    /// question without a row has none. Where a question costs no round trip, or one of them failed, none was asked.
    fn begin_asking(
        &mut self,
        known: Option<i64>,
        _questions: &[Stmt<'_>],
        _found: &mut Found<'_>,
    ) -> Result<(Option<Newest>, bool), StoreError> {
        self.begin(known).map(|newest| (newest, false))
    }
    /// Makes everything since [`begin`](Self::begin) durable; an error means that nothing is, or that nobody
    /// knows when the connection was lost meanwhile.
    fn commit(&mut self) -> Result<(), StoreError>;
    /// Forgets everything since [`begin`](Self::begin).
    fn rollback(&mut self);
    /// Frees what it can without losing anything, outside of a transaction; whether an act that found no room may find some now.
    fn make_room(&mut self) -> bool {
        false
    }
    /// Whether the open transaction is gone, or can only be rolled back.
    fn lost(&self) -> bool;
    /// Whether the transaction is lost only because a statement failed: nothing is recorded, and the engine is
    /// there for another.
    fn aborted(&self) -> bool {
        false
    }
    /// Runs statements in their order within the open transaction; after an error some may be done.
    fn together(&mut self, statements: &[Stmt<'_>]) -> Result<(), StoreError>;
    /// The same statement for many rows of values, within the open transaction; the number of rows touched. No
    /// two of the rows have one key.
    fn many(&mut self, sql: &str, all: &[&[Val<'_>]]) -> Result<usize, StoreError>;
    /// Writes `work` within the open transaction; after an error some of it may be done.
    fn write(&mut self, work: Work<'_>) -> Result<(), StoreError> {
        let tables = |tables: Vec<Group<'_>>, own: &mut Self| {
            tables.into_iter().filter(|(_, rows)| !rows.is_empty()).try_for_each(|(text, rows)| {
                let rows: Vec<&[Val<'_>]> = rows.iter().map(Vec::as_slice).collect();
                own.many(text, &rows).map(drop)
            })
        };
        tables(work.first, self)?;
        self.together(&work.in_order)?;
        tables(work.last, self)
    }
    /// Writes `work` and makes everything since [`begin`](Self::begin) durable. After an error of what was written the
    /// transaction is [lost](Self::lost) or still open; after one of the commit as [`commit`](Self::commit).
    fn finish(&mut self, work: Work<'_>) -> Result<(), StoreError> {
        self.write(work)?;
        self.commit()
    }
    /// Lets the files grow to `bytes` and no further, where the engine can hold that.
    fn limit_size(&mut self, bytes: Option<u64>) -> Result<(), StoreError>;
}

/// All rows of a statement.
pub(crate) fn rows<T>(
    db: &mut (impl Db + ?Sized),
    sql: &str,
    values: &[Val<'_>],
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut all = Vec::new();
    db.each(sql, values, &mut |row| {
        all.push(read(row)?);
        Ok(())
    })?;
    Ok(all)
}

/// The first row of a statement that gives one row or none.
pub(crate) fn first<T>(
    db: &mut (impl Db + ?Sized),
    sql: &str,
    values: &[Val<'_>],
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut found = None;
    db.each(sql, values, &mut |row| {
        if found.is_none() {
            found = Some(read(row)?);
        }
        Ok(())
    })?;
    Ok(found)
}
