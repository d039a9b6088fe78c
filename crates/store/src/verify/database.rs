//! What is checked, read from the database in one snapshot.

use std::collections::HashMap;

use domain::ids::DossierId;

use super::{Checker, PrivateFact};
use crate::act::{DossierLabels, SearchFields};
use crate::error::StoreError;
use crate::listing::ListRow;
use crate::sqlite::{journal_rows, read_dossier, read_opinion, read_supervision, rows};
use crate::turns;

/// Gives the checker every row of the database.
pub(super) fn check(connection: &rusqlite::Connection, checker: &mut Checker<'_>) -> Result<(), StoreError> {
    let pages: Vec<String> = rows(connection, "PRAGMA quick_check", &[], |row| Ok(row.get(0)?))?;
    for what in pages.into_iter().filter(|line| line != "ok") {
        checker.find("database file", what);
    }
    journal_rows(connection, "stream, revision", &mut |row| {
        checker.record(&row);
        Ok(())
    })?;
    checker.end_stream();
    checker.seals(&crate::sqlite::seals(connection)?);
    checker.books(&crate::book_read::all(connection)?);

    let labels = rows(connection, "SELECT id, field, agency, token_hash FROM dossier_label", &[], |row| {
        let (id, agency): (String, String) = (row.get(0)?, row.get(2)?);
        let id = DossierId::new(&id).map_err(|cause| StoreError::corrupt("label row", cause))?;
        let agency = agency.parse().map_err(|cause| StoreError::corrupt("label row", cause))?;
        Ok((id, DossierLabels { field: row.get(1)?, agency, token_hash: row.get(3)? }))
    })?;
    let labels: HashMap<_, _> = labels.into_iter().collect();
    let sql = format!("SELECT {} FROM dossier ORDER BY id", *crate::sql::COLUMNS);
    let mut statement = connection.prepare(&sql)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        match read_dossier(row) {
            Ok(row) => checker.projection(&row, &labels),
            Err(error) => checker.find("projection of a dossier", error.to_string()),
        }
    }

    let sql = "SELECT place, sort_us, id, views, due_us FROM listed ORDER BY place, sort_us, id";
    let listed = rows(connection, sql, &[], |row| {
        let id: String = row.get(2)?;
        let id = DossierId::new(&id).map_err(|cause| StoreError::corrupt("list row", cause))?;
        Ok(ListRow { place: row.get(0)?, sort_us: row.get(1)?, id, views: row.get(3)?, due_us: row.get(4)? })
    })?;
    checker.lists(listed);
    let sql = format!("SELECT {} FROM opinion o", turns::OPINION);
    rows(connection, &sql, &[], read_opinion)?.iter().for_each(|row| checker.opinion(row));
    let sql = format!("SELECT {} FROM supervision", turns::SUPERVISION);
    rows(connection, &sql, &[], read_supervision)?.iter().for_each(|row| checker.supervision(row));
    let counters = rows(connection, "SELECT name, last FROM counter", &[], |row| {
        Ok((row.get::<_, String>(0)?, u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
    })?;
    checker.counters(&counters.into_iter().collect());

    let sql = "SELECT p.id, p.salt, p.data, p.commitment, p.erased_at_us, p.kind, s.fold_name, s.phone \
               FROM private_data p LEFT JOIN private_search s ON s.id = p.id ORDER BY p.id";
    let mut statement = connection.prepare(sql)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        checker.private(&PrivateFact {
            id: row.get(0)?,
            salt: row.get(1)?,
            data: row.get(2)?,
            commitment: row.get(3)?,
            erased: row.get::<_, Option<i64>>(4)?.is_some(),
            kind: row.get(5)?,
            search: row
                .get::<_, Option<String>>(6)?
                .zip(row.get::<_, Option<String>>(7)?)
                .map(|(fold_name, phone)| SearchFields { fold_name, phone }),
        });
    }
    let sql = "SELECT kind, key, version, text, sha256, valid_from, published_at_us FROM reference";
    for own in rows(connection, sql, &[], crate::writing::reference)? {
        checker.reference(&own);
    }
    Ok(())
}
