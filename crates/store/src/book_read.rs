//! The questions that pages ask of the books.

use std::sync::LazyLock;

use domain::dossier::event::PaymentMethod;
use domain::ids::DossierId;
use jiff::civil::DateTime;

use crate::act::StreamId;
use crate::book::{Books, Consignment, Entry, EntryKey, EntryQuery, InTill, MoneyRow, entry_key};
use crate::db::{Db, first, rows};
use crate::error::StoreError;
use crate::plan::Write;
use crate::query::{Keyset, Page, clamp, page};
use crate::read;
use crate::row::number;
use crate::sql::{ENTRY, MONEY, Select, Val};
use crate::store::{Engine, Store, hold_memory};
use crate::time::to_us;

const CONSIGNMENT: &str = "number, dossier, way, at_us";

/// The movements of a till since it was last closed: unit, person and name of its counter.
const IN_TILL: &str =
    "unit = $1 AND person = $2 AND position > COALESCE((SELECT last FROM counter WHERE name = $3), 0)";

/// The movements of money, as [`money_into`] reads them.
pub(crate) static MONEY_ROWS: LazyLock<String> = LazyLock::new(|| format!("SELECT {MONEY} FROM money"));
/// The consignments, as [`consignments_into`] reads them.
pub(crate) static CONSIGNMENT_ROWS: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {CONSIGNMENT} FROM consignment"));

/// The entries of that name, as far as they are there.
pub(crate) fn named(db: &mut dyn Db, keys: &[EntryKey]) -> Result<Books, StoreError> {
    let mut books = Books::default();
    let sql = format!("SELECT {ENTRY} FROM entry WHERE book = $1 AND id = $2");
    for (book, id) in keys {
        if let Some(entry) = first(db, &sql, &[book.as_str().into(), id.as_str().into()], read::entry)? {
            books.entries.insert((entry.book.clone(), entry.id.clone()), entry);
        }
    }
    Ok(books)
}

/// The entries that have no stream.
pub(crate) fn without_stream(db: &mut dyn Db) -> Result<Vec<EntryKey>, StoreError> {
    // No name of a book has a stroke, or the stream of another one would stand for it.
    let sql = "SELECT book, id FROM entry e WHERE e.book LIKE '%/%' OR NOT EXISTS \
               (SELECT 1 FROM journal j WHERE j.stream = 'book/' || e.book || '/' || e.id) ORDER BY book, id";
    rows(db, sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Adds the money that a statement finds.
pub(crate) fn money_into(
    db: &mut dyn Db,
    books: &mut Books,
    sql: &str,
    values: &[Val<'_>],
) -> Result<(), StoreError> {
    for row in rows(db, sql, values, read::money)? {
        books.money.insert((row.dossier.clone(), row.revision), row);
    }
    Ok(())
}

/// Adds the consignments that a statement finds.
pub(crate) fn consignments_into(
    db: &mut dyn Db,
    books: &mut Books,
    sql: &str,
    values: &[Val<'_>],
) -> Result<(), StoreError> {
    for own in rows(db, sql, values, read::consignment)? {
        books.consignments.insert((own.number.clone(), own.dossier.clone(), own.out), own);
    }
    Ok(())
}

/// The rows of the books that follow from the history of one dossier.
pub(crate) fn of_dossier(db: &mut dyn Db, stream: &StreamId) -> Result<Vec<Write>, StoreError> {
    let StreamId::Dossier(id) = stream else { return Ok(Vec::new()) };
    let history = read::stream(db, stream)?.history;
    let places = rows(
        db,
        "SELECT revision, position FROM journal WHERE stream = $1 ORDER BY revision",
        &[stream.name().into()],
        |row| Ok((number(row, 0)?, row.get(1)?)),
    )?;
    let mut books = Books::default();
    books.learn(id, &history, &places);
    let money = books.money.into_values().map(Write::Money);
    Ok(money.chain(books.consignments.into_values().map(Write::Consignment)).collect())
}

impl Store {
    /// An entry of a book.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn entry(&self, book: &str, id: &str) -> Result<Option<Entry>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let key = (book.to_owned(), id.to_owned());
                Ok(hold_memory(memory).books.entries.get(&key).cloned())
            }
            Engine::Database(database) => database.named(
                &format!("SELECT {ENTRY} FROM entry WHERE book = $1 AND id = $2"),
                &[book.into(), id.into()],
                read::entry,
            ),
        }
    }

    /// A page of a book, the newest entry first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for a cursor that is not of this store.
    pub fn entries(&self, query: &EntryQuery) -> Result<Page<Entry>, StoreError> {
        let database = match &self.inner.engine {
            Engine::Memory(memory) => return hold_memory(memory).books.page(query),
            Engine::Database(database) => database,
        };
        let (limit, after) = (clamp(query.limit), Keyset::read(query.cursor.as_deref())?);
        let mut select = Select { conditions: Vec::new(), values: Vec::new() };
        let texts = [
            ("book", Some(query.book.as_str())),
            ("unit", query.unit.as_ref().map(domain::ids::UnitId::as_str)),
            ("state", query.state.as_deref()),
            ("subject", query.subject.as_deref()),
        ];
        for (column, value) in texts.into_iter().filter_map(|(column, value)| Some((column, value?))) {
            let place = select.value(value);
            select.conditions.push(format!("{column} = {place}"));
        }
        if let Some(since) = query.since {
            let place = select.value(to_us(since));
            select.conditions.push(format!("began_at_us >= {place}"));
        }
        if query.not_taken_in {
            select.conditions.push(
                "NOT EXISTS (SELECT 1 FROM consignment c WHERE c.number = entry.id AND c.way = 'in')"
                    .to_owned(),
            );
        }
        if let Some(end) = after {
            let (sort, id) = (select.value(end.sort), select.value(end.id));
            select.conditions.push(format!("(began_at_us, id) < ({sort}, {id})"));
        }
        let sql = format!(
            "SELECT {ENTRY} FROM entry WHERE {} ORDER BY began_at_us DESC, id DESC LIMIT {}",
            select.filter(),
            limit.saturating_add(1)
        );
        let found = database.rows(&sql, &select.values, read::entry)?;
        Ok(page(found, limit, entry_key))
    }

    /// The movements of money from one instant on and before another, in order of time.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn money_between(&self, from: DateTime, before: DateTime) -> Result<Vec<MoneyRow>, StoreError> {
        let (from, before) = (to_us(from), to_us(before));
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let within = |row: &&MoneyRow| (from..before).contains(&to_us(row.at));
                let mut found: Vec<MoneyRow> = memory.books.money.values().filter(within).cloned().collect();
                found.sort_by_key(|row| row.position);
                Ok(found)
            }
            Engine::Database(database) => {
                let sql =
                    format!("SELECT {MONEY} FROM money WHERE at_us >= $1 AND at_us < $2 ORDER BY position");
                database.rows(&sql, &[from.into(), before.into()], read::money)
            }
        }
    }

    /// The movements of a till since it was last closed, in order.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn till(&self, till: &crate::book::Till) -> Result<Vec<MoneyRow>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let closed = memory.counters.get(&till.counter()).copied().unwrap_or(0);
                Ok(memory.books.till(till, i64::try_from(closed).unwrap_or(i64::MAX)))
            }
            Engine::Database(database) => {
                let sql = format!("SELECT {MONEY} FROM money WHERE {IN_TILL} ORDER BY position");
                let values = [till.unit.as_str().into(), till.person.as_str().into(), till.counter().into()];
                database.rows(&sql, &values, read::money)
            }
        }
    }

    /// How much cash lies in a till since it was last closed, and the `newest` movements.
    ///
    /// A till that nobody closes grows, and whoever looks at it wants its sum and the end of it.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn in_till(&self, till: &crate::book::Till, newest: usize) -> Result<InTill, StoreError> {
        let database = match &self.inner.engine {
            Engine::Memory(_) => {
                let mut rows = self.till(till)?;
                rows.retain(|row| row.method == PaymentMethod::Cash);
                rows.reverse();
                let movements = rows.len();
                let sum = rows.iter().fold(0_i64, |sum, row| sum.saturating_add(row.amount));
                rows.truncate(newest);
                return Ok(InTill { movements, sum, newest: rows });
            }
            Engine::Database(database) => database,
        };
        // One statement, so that sum and rows are of one instant.
        let sql = format!(
            "SELECT {MONEY}, count(*) OVER (), CAST(sum(amount) OVER () AS BIGINT) FROM money \
             WHERE {IN_TILL} AND method = 'cash' ORDER BY position DESC LIMIT {newest}"
        );
        let values = [till.unit.as_str().into(), till.person.as_str().into(), till.counter().into()];
        let found =
            database.rows(&sql, &values, |row| Ok((read::money(row)?, number(row, 10)?, row.get(11)?)))?;
        let (movements, sum) = found.first().map_or((0, 0), |(_, movements, sum)| (*movements, *sum));
        Ok(InTill { movements, sum, newest: found.into_iter().map(|(row, ..)| row).collect() })
    }

    /// The dossiers that a consignment carried, in and out.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn consignments(&self, number: &str) -> Result<Vec<Consignment>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                Ok(memory.books.consignments.values().filter(|own| own.number == number).cloned().collect())
            }
            Engine::Database(database) => {
                let sql =
                    format!("SELECT {CONSIGNMENT} FROM consignment WHERE number = $1 ORDER BY dossier, way");
                database.rows(&sql, &[number.into()], read::consignment)
            }
        }
    }

    /// The consignments that went out from one instant on and before another, in order of time.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn sent_between(&self, from: DateTime, before: DateTime) -> Result<Vec<Consignment>, StoreError> {
        let (from, before) = (to_us(from), to_us(before));
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let within = |own: &&Consignment| own.out && (from..before).contains(&to_us(own.at));
                let mut found: Vec<Consignment> =
                    memory.books.consignments.values().filter(within).cloned().collect();
                found.sort_by_key(|own| (to_us(own.at), own.number.clone()));
                Ok(found)
            }
            Engine::Database(database) => {
                let sql = format!(
                    "SELECT {CONSIGNMENT} FROM consignment WHERE way = 'out' AND at_us >= $1 AND at_us < $2 \
                     ORDER BY at_us, number"
                );
                database.rows(&sql, &[from.into(), before.into()], read::consignment)
            }
        }
    }

    /// Whether a history of this dossier names the file with that digest.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn names_file(&self, id: &DossierId, file: &str) -> Result<bool, StoreError> {
        let history = self.history(id)?;
        Ok(history.iter().any(|recorded| crate::verify::files_of(&recorded.event).contains(&file)))
    }
}
