//! What is checked, read from the database in one snapshot.

use std::collections::{BTreeSet, HashMap};

use domain::ids::DossierId;

use super::checker::{About, Checker, PrivateFact, PrivateRef};
use super::seals::{Leaf, Leaves};
use crate::act::{DossierLabels, SearchFields};
use crate::book_read;
use crate::db::{Db, rows};
use crate::error::StoreError;
use crate::journal::unhex;
use crate::listing::{self, ListRow};
use crate::read::{self, journal_after, seals};
use crate::row::unit;
use crate::sql::Val;
use crate::turns;

/// Records that are walked before the rows beside their dossiers are compared.
const AT_ONCE: usize = 4096;
/// Rows that one question names.
const NAMED: usize = 64;

/// Gives the checker every row of the database.
pub(super) fn check(db: &mut dyn Db, checker: &mut Checker<'_>) -> Result<(), StoreError> {
    for what in db.faults()? {
        checker.find(About::File, "database file", what);
    }
    histories(db, checker)?;
    for key in book_read::without_stream(db)? {
        checker.invented_entry(&key);
    }
    let all = seals(db)?;
    checker.seals(&all, &mut Positions(db))?;
    lists(db, checker)?;
    checker.tallies(&crate::figures::tallies(db)?);
    let counters = rows(db, "SELECT name, last FROM counter", &[], |row| {
        Ok((row.get::<String>(0)?, u64::try_from(row.get::<i64>(1)?).unwrap_or(0)))
    })?;
    checker.counters(&counters.into_iter().collect());
    private(db, checker)?;
    let sql = "SELECT kind, key, version, text, sha256, valid_from, published_at_us FROM reference";
    db.each(sql, &[], &mut |row| {
        checker.reference(&crate::writing::reference(row)?);
        Ok(())
    })
}

/// The histories, some at a time, each time with the rows beside them.
fn histories(db: &mut dyn Db, checker: &mut Checker<'_>) -> Result<(), StoreError> {
    let mut end = (String::new(), 0_u32);
    let mut compared = String::new();
    loop {
        let (mut read, (stream, revision)) = (0_usize, end.clone());
        journal_after(db, &stream, revision, AT_ONCE, &mut |row| {
            checker.record(&row);
            read = read.saturating_add(1);
            end = (row.stream, row.revision);
            Ok(())
        })?;
        if read < AT_ONCE {
            checker.end_stream();
            return beside(db, checker, &Stretch { after: compared, last: None });
        }
        let last = checker.ended.clone();
        beside(db, checker, &Stretch { after: compared, last: Some(last.clone()) })?;
        compared = last;
    }
}

/// Dossiers that follow each other in the order of their ids.
struct Stretch {
    after: String,
    /// `None` for all that come.
    last: Option<String>,
}

impl Stretch {
    /// A statement of the rows whose `column` lies here, with its values.
    fn of(&self, select: &str, column: &str) -> (String, Vec<Val<'_>>) {
        let (after, last) = (self.after.as_str(), self.last.as_deref());
        match last {
            None => (format!("{select} WHERE {column} > $1 ORDER BY {column}"), vec![after.into()]),
            Some(last) => {
                let sql = format!("{select} WHERE {column} > $1 AND {column} <= $2 ORDER BY {column}");
                (sql, vec![after.into(), last.into()])
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.last.as_ref() == Some(&self.after)
    }
}

/// The rows beside the histories that were walked since the last time.
fn beside(db: &mut dyn Db, checker: &mut Checker<'_>, here: &Stretch) -> Result<(), StoreError> {
    let mut books = book_read::named(db, &checker.entries())?;
    if !here.is_empty() {
        let (sql, values) = here.of(book_read::MONEY_ROWS.as_str(), "dossier");
        book_read::money_into(db, &mut books, &sql, &values)?;
        let (sql, values) = here.of(book_read::CONSIGNMENT_ROWS.as_str(), "dossier");
        book_read::consignments_into(db, &mut books, &sql, &values)?;
        projections(db, checker, here)?;
        let (sql, values) = here.of(&format!("SELECT {} FROM opinion o", turns::OPINION), "o.dossier");
        rows(db, &sql, &values, read::opinion)?.iter().for_each(|row| checker.opinion(row));
        let (sql, values) = here.of(&format!("SELECT {} FROM supervision", turns::SUPERVISION), "dossier");
        rows(db, &sql, &values, read::supervision)?.iter().for_each(|row| checker.supervision(row));
    }
    checker.books(&books);
    referred(db, checker)?;
    checker.forget();
    Ok(())
}

fn projections(db: &mut dyn Db, checker: &mut Checker<'_>, here: &Stretch) -> Result<(), StoreError> {
    let (sql, values) = here.of("SELECT id, field, agency, token_hash FROM dossier_label", "id");
    let labels = rows(db, &sql, &values, |row| {
        let id = row.text(0)?;
        let id = DossierId::new(id).map_err(|cause| StoreError::corrupt("label row", cause))?;
        let agency = unit(row, 2)?;
        Ok((id, DossierLabels { field: row.get(1)?, agency, token_hash: row.get(3)? }))
    })?;
    let labels: HashMap<_, _> = labels.into_iter().collect();
    let (sql, values) = here.of(&format!("SELECT {} FROM dossier", *crate::sql::COLUMNS), "id");
    db.each(&sql, &values, &mut |row| {
        match read::dossier(row) {
            Ok(read) => {
                let misread = crate::sql::misread(row, &read)?;
                if checker.projection(&read, &labels) && !misread.is_empty() {
                    let place = format!("projection of dossier {}", read.id);
                    let what = format!("columns hold what is never written: {}", misread.join(", "));
                    checker.find(About::Projection, place, what);
                }
            }
            Err(error) => {
                checker.find(About::Projection, "projection of a dossier", error.to_string());
            }
        }
        Ok(())
    })
}

/// The rows that the histories refer to, by their names: they lie in another order.
fn referred(db: &mut dyn Db, checker: &mut Checker<'_>) -> Result<(), StoreError> {
    let ids = checker.referred();
    // Always as many places, so that there is one statement.
    let places: Vec<String> = (1..=NAMED).map(|place| format!("${place}")).collect();
    let sql = format!(
        "SELECT id, kind, commitment, CASE WHEN kind = 'token' THEN data END FROM private_data WHERE id IN ({})",
        places.join(", ")
    );
    for some in ids.chunks(NAMED) {
        let first = some.first().map_or("", String::as_str);
        let named = some.iter().map(String::as_str).chain(std::iter::repeat(first)).take(NAMED);
        let values: Vec<Val<'_>> = named.map(Val::from).collect();
        db.each(&sql, &values, &mut |row| {
            let data: Option<String> = row.get(3)?;
            checker.refers(&PrivateRef {
                id: row.text(0)?,
                kind: row.text(1)?,
                commitment: row.text(2)?,
                data: data.as_deref(),
            });
            Ok(())
        })?;
    }
    Ok(())
}

fn private(db: &mut dyn Db, checker: &mut Checker<'_>) -> Result<(), StoreError> {
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
    })
}

/// The rows of the lists; they are compared one by one only where they are not what they must be.
fn lists(db: &mut dyn Db, checker: &mut Checker<'_>) -> Result<(), StoreError> {
    each_listed(db, &mut |row| checker.lists.seen(&row))?;
    if checker.lists.agree() {
        return Ok(());
    }
    let mut must: BTreeSet<ListRow> = checker.lists.untold().cloned().collect();
    let sql = format!("SELECT {} FROM dossier WHERE closed_at_us IS NULL", *crate::sql::COLUMNS);
    db.each(&sql, &[], &mut |row| {
        // What cannot be read has been told.
        if let Ok(own) = read::dossier(row)
            && checker.lists.suspects(&own.id)
            && checker.lists.is_told_by_row(&own.id)
        {
            must.extend(listing::of(&own));
        }
        Ok(())
    })?;
    let mut own = Vec::new();
    each_listed(db, &mut |row| {
        if checker.lists.suspects(&row.id) {
            own.push(row);
        }
    })?;
    checker.listed(must, own);
    Ok(())
}

fn each_listed(db: &mut dyn Db, each: &mut dyn FnMut(ListRow)) -> Result<(), StoreError> {
    let sql = "SELECT place, sort_us, id, views, due_us FROM listed ORDER BY place, sort_us, id";
    db.each(sql, &[], &mut |row| {
        let id = DossierId::new(row.text(2)?).map_err(|cause| StoreError::corrupt("list row", cause))?;
        let (place, sort_us) = (row.get(0)?, row.get(1)?);
        each(ListRow { place, sort_us, id, views: row.get(3)?, due_us: row.get(4)? });
        Ok(())
    })
}

/// The journal in order of position.
struct Positions<'d>(&'d mut dyn Db);

impl Leaves for Positions<'_> {
    fn positions(&mut self, each: &mut dyn FnMut(i64)) -> Result<(), StoreError> {
        self.0.each("SELECT position FROM journal ORDER BY position", &[], &mut |row| {
            each(row.get(0)?);
            Ok(())
        })
    }

    fn between(&mut self, after: i64, last: i64, each: &mut Leaf<'_>) -> Result<(), StoreError> {
        let sql =
            "SELECT position, hash FROM journal WHERE position > $1 AND position <= $2 ORDER BY position";
        self.0.each(sql, &[after.into(), last.into()], &mut |row| {
            // As the walk through the histories reads it: what is no hash is no leaf that anybody sealed.
            let hash = row.text(1).ok().and_then(unhex).unwrap_or([0; 32]);
            each(row.get(0)?, &hash);
            Ok(())
        })
    }
}
