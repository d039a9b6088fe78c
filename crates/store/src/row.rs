//! A row as an engine gives it, and its cells as values of the program.

use domain::ids::{PersonId, UnitId};
use jiff::civil::DateTime;

use crate::error::StoreError;
use crate::journal::unhex;
use crate::time::from_us;

/// A row of any engine; borrowed, so that reading copies nothing that is not kept.
pub(crate) enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

/// A cell of a row: all that the schema uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    Null,
    Int(i64),
    Text(&'a str),
}

/// What a cell can be read as.
pub(crate) trait FromCell: Sized {
    /// `None` when the cell holds something else.
    fn from_cell(cell: Cell<'_>) -> Option<Self>;
}

impl FromCell for i64 {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Int(number) = cell { Some(number) } else { None }
    }
}

impl FromCell for String {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Text(text) = cell { Some(text.to_owned()) } else { None }
    }
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if cell == Cell::Null { Some(None) } else { T::from_cell(cell).map(Some) }
    }
}

impl Row<'_> {
    /// The cell in a column, from 0.
    pub fn cell(&self, at: usize) -> Result<Cell<'_>, StoreError> {
        match self {
            Self::Sqlite(row) => crate::sqlite::cell(row, at),
            Self::Postgres(row) => crate::postgres::cell(row, at),
        }
    }

    /// The value in a column, from 0.
    ///
    /// # Errors
    ///
    /// [`StoreError::Corrupt`] when the column holds something else.
    pub fn get<T: FromCell>(&self, at: usize) -> Result<T, StoreError> {
        let cell = self.cell(at)?;
        T::from_cell(cell).ok_or_else(|| wrong(at, cell))
    }

    /// The text in a column, as long as the row is there.
    pub fn text(&self, at: usize) -> Result<&str, StoreError> {
        match self.cell(at)? {
            Cell::Text(text) => Ok(text),
            other => Err(wrong(at, other)),
        }
    }

    fn is_null(&self, at: usize) -> Result<bool, StoreError> {
        Ok(self.cell(at)? == Cell::Null)
    }
}

fn wrong(at: usize, cell: Cell<'_>) -> StoreError {
    let what = match cell {
        Cell::Null => "nothing",
        Cell::Int(_) => "a number",
        Cell::Text(_) => "a text",
    };
    StoreError::corrupt("database row", format!("column {at} holds {what}, which is not what belongs there"))
}

/// An unsigned number of a column.
pub(crate) fn number<T: TryFrom<i64>>(row: &Row<'_>, at: usize) -> Result<T, StoreError> {
    let number: i64 = row.get(at)?;
    T::try_from(number).map_err(|_| StoreError::corrupt("database row", format!("{number} is out of range")))
}

pub(crate) fn maybe_number<T: TryFrom<i64>>(row: &Row<'_>, at: usize) -> Result<Option<T>, StoreError> {
    if row.is_null(at)? { Ok(None) } else { number(row, at).map(Some) }
}

/// Bytes written as hexadecimal digits.
pub(crate) fn bytes<const N: usize>(row: &Row<'_>, at: usize, place: &str) -> Result<[u8; N], StoreError> {
    let text = row.text(at)?;
    unhex(text).ok_or_else(|| StoreError::corrupt(place, format!("`{text}` is not {N} bytes in hexadecimal")))
}

pub(crate) fn instant(row: &Row<'_>, at: usize) -> Result<DateTime, StoreError> {
    let us: i64 = row.get(at)?;
    from_us(us).ok_or_else(|| StoreError::corrupt("database row", format!("{us} µs is outside the calendar")))
}

pub(crate) fn maybe_instant(row: &Row<'_>, at: usize) -> Result<Option<DateTime>, StoreError> {
    if row.is_null(at)? { Ok(None) } else { instant(row, at).map(Some) }
}

pub(crate) fn unit(row: &Row<'_>, at: usize) -> Result<UnitId, StoreError> {
    UnitId::new(row.text(at)?).map_err(|cause| StoreError::corrupt("database row", cause))
}

pub(crate) fn maybe_unit(row: &Row<'_>, at: usize) -> Result<Option<UnitId>, StoreError> {
    if row.is_null(at)? { Ok(None) } else { unit(row, at).map(Some) }
}

pub(crate) fn person(row: &Row<'_>, at: usize) -> Result<PersonId, StoreError> {
    PersonId::new(row.text(at)?).map_err(|cause| StoreError::corrupt("database row", cause))
}

pub(crate) fn maybe_person(row: &Row<'_>, at: usize) -> Result<Option<PersonId>, StoreError> {
    if row.is_null(at)? { Ok(None) } else { person(row, at).map(Some) }
}
