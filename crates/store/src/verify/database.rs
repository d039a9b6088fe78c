//! What is checked, read from the database in one snapshot.

use std::collections::HashMap;

use domain::ids::DossierId;

use super::{Checker, PrivateFact};
use crate::act::{DossierLabels, SearchFields};
use crate::db::{Db, rows};
use crate::error::StoreError;
use crate::listing::ListRow;
use crate::read::{self, journal_rows, seals};
use crate::turns;

/// Gives the checker every row of the database.
pub(super) fn check(db: &mut dyn Db, checker: &mut Checker<'_>) -> Result<(), StoreError> {
    for what in db.faults()? {
        checker.find("database file", what);
    }
    journal_rows(db, "stream, revision", &mut |row| {
        checker.record(&row);
        Ok(())
    })?;
    checker.end_stream();
    checker.seals(&seals(db)?);
    checker.books(&crate::book_read::all(db)?);

    let labels = rows(db, "SELECT id, field, agency, token_hash FROM dossier_label", &[], |row| {
        let (id, agency): (String, String) = (row.get(0)?, row.get(2)?);
        let id = DossierId::new(&id).map_err(|cause| StoreError::corrupt("label row", cause))?;
        let agency = agency.parse().map_err(|cause| StoreError::corrupt("label row", cause))?;
        Ok((id, DossierLabels { field: row.get(1)?, agency, token_hash: row.get(3)? }))
    })?;
    let labels: HashMap<_, _> = labels.into_iter().collect();
    let sql = format!("SELECT {} FROM dossier ORDER BY id", *crate::sql::COLUMNS);
    db.each(&sql, &[], &mut |row| {
        match read::dossier(row) {
            Ok(read) => {
                let misread = crate::sql::misread(row, &read)?;
                if checker.projection(&read, &labels) && !misread.is_empty() {
                    let place = format!("projection of dossier {}", read.id);
                    checker
                        .find(place, format!("columns hold what is never written: {}", misread.join(", ")));
                }
            }
            Err(error) => checker.find("projection of a dossier", error.to_string()),
        }
        Ok(())
    })?;

    let sql = "SELECT place, sort_us, id, views, due_us FROM listed ORDER BY place, sort_us, id";
    let listed = rows(db, sql, &[], |row| {
        let id: String = row.get(2)?;
        let id = DossierId::new(&id).map_err(|cause| StoreError::corrupt("list row", cause))?;
        Ok(ListRow { place: row.get(0)?, sort_us: row.get(1)?, id, views: row.get(3)?, due_us: row.get(4)? })
    })?;
    checker.lists(listed);
    checker.tallies(&crate::figures::tallies(db)?);
    let sql = format!("SELECT {} FROM opinion o", turns::OPINION);
    rows(db, &sql, &[], read::opinion)?.iter().for_each(|row| checker.opinion(row));
    let sql = format!("SELECT {} FROM supervision", turns::SUPERVISION);
    rows(db, &sql, &[], read::supervision)?.iter().for_each(|row| checker.supervision(row));
    let counters = rows(db, "SELECT name, last FROM counter", &[], |row| {
        Ok((row.get::<String>(0)?, u64::try_from(row.get::<i64>(1)?).unwrap_or(0)))
    })?;
    checker.counters(&counters.into_iter().collect());

    let sql = "SELECT p.id, p.salt, p.data, p.commitment, p.erased_at_us, p.kind, s.fold_name, s.phone \
               FROM private_data p LEFT JOIN private_search s ON s.id = p.id ORDER BY p.id";
    db.each(sql, &[], &mut |row| {
        checker.private(&PrivateFact {
            id: row.get(0)?,
            salt: row.get(1)?,
            data: row.get(2)?,
            commitment: row.get(3)?,
            erased: row.get::<Option<i64>>(4)?.is_some(),
            kind: row.get(5)?,
            search: row
                .get::<Option<String>>(6)?
                .zip(row.get::<Option<String>>(7)?)
                .map(|(fold_name, phone)| SearchFields { fold_name, phone }),
        });
        Ok(())
    })?;
    let sql = "SELECT kind, key, version, text, sha256, valid_from, published_at_us FROM reference";
    for own in rows(db, sql, &[], crate::writing::reference)? {
        checker.reference(&own);
    }
    Ok(())
}
