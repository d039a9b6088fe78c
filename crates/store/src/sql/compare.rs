//! Rows of `dossier` as they are stored against what the program would write.

use super::{ALARM, CHANGING, CODED, ENDED, FIXED, PICKED, Val, values};
use crate::error::StoreError;
use crate::query::DossierRow;
use crate::row::{Cell, Row};

/// Names of the columns in which two rows differ.
pub(crate) fn differences(row: &DossierRow, expected: &DossierRow) -> Vec<&'static str> {
    let own = values(row);
    let theirs = values(expected);
    let columns = [FIXED, CODED, CHANGING, PICKED, ALARM, ENDED].concat();
    columns
        .into_iter()
        .zip(own.iter().zip(&theirs))
        .filter(|(_, (own, theirs))| own != theirs)
        .map(|(column, _)| column)
        .collect()
}

/// Names of the columns that hold something else than the program writes for what it read there: a flag of 2,
/// a word that it does not know, another place in the order of lists.
pub(crate) fn misread(stored: &Row<'_>, read: &DossierRow) -> Result<Vec<&'static str>, StoreError> {
    let mut found = Vec::new();
    for (at, (column, value)) in
        [FIXED, CODED, CHANGING, PICKED, ALARM, ENDED].concat().into_iter().zip(values(read)).enumerate()
    {
        let same = match (stored.cell(at)?, &value) {
            (Cell::Null, Val::Null) => true,
            (Cell::Int(own), Val::Int(written)) => own == *written,
            (Cell::Text(own), Val::Text(written)) => own == written,
            _ => false,
        };
        if !same {
            found.push(column);
        }
    }
    Ok(found)
}
