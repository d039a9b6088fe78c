//! The search box: newest first, and never more read than a page needs.
//!
//! Half of a province shares a few names, so a search that gathers everybody of a name and sorts them costs the
//! length of the history. People are met from the newest back instead, a growing number at a time, until a page is
//! full.

use domain::ids::DossierId;

use crate::database::Database;
use crate::error::StoreError;
use crate::memory::in_scope;
use crate::query::{DossierRow, Keyset, Needle, Page, SearchQuery, clamp};
use crate::read;
use crate::sql::{COLUMNS, Select};
use crate::store::{Engine, Store, hold_memory};

/// People met in the first round; each further one meets four times as many.
const FIRST: i64 = 128;
/// The most people met in a round.
const MOST: i64 = 8192;
/// People met for one page; then it ends as it is, and its cursor goes on from there.
const ENOUGH: i64 = 40_000;
/// Digits from which the index of telephone numbers leads to few people.
const TELLING: usize = 5;

/// A row with its place in the order of the search.
type Found = (Keyset, DossierRow);

impl Store {
    /// A page of what a search finds, newest first; closed dossiers too. Codes come from the highest down.
    ///
    /// A page may have fewer rows than `limit` and still a cursor, where nearly nobody of a common name is of the
    /// scope.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for a cursor that is not of this store.
    pub fn search(&self, query: &SearchQuery) -> Result<Page<DossierRow>, StoreError> {
        let (limit, after) = (clamp(query.limit), Keyset::read(query.cursor.as_deref())?);
        let needle = Needle::of(&query.text);
        if needle == Needle::Nothing {
            return Ok(Page { items: Vec::new(), next_cursor: None });
        }
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let own = memory.dossiers.values();
                let own = own.filter(|row| in_scope(row, &query.scope) && memory.found(row, &needle));
                let mut found: Vec<Found> =
                    own.map(|row| (memory.place(row, &needle), row.clone())).collect();
                found.sort_by(|(a, _), (b, _)| (b.sort, &b.id).cmp(&(a.sort, &a.id)));
                found.retain(|(key, _)| {
                    after.as_ref().is_none_or(|end| (key.sort, &key.id) < (end.sort, &end.id))
                });
                found.truncate(limit.saturating_add(1));
                Ok(cut(found, limit, None))
            }
            Engine::Database(database) => match &needle {
                Needle::Code(begin) => by_code(database, query, begin, after.as_ref(), limit),
                _ => by_person(database, query, &needle, after, limit),
            },
        }
    }
}

/// One row more than wanted, or the end of what was looked at, makes the cursor.
fn cut(mut found: Vec<Found>, limit: usize, looked_to: Option<i64>) -> Page<DossierRow> {
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = match (more, looked_to) {
        (true, _) => found.last().map(|(key, _)| key.write()),
        (false, Some(sort)) => Some(Keyset { sort, id: String::new() }.write()),
        (false, None) => None,
    };
    Page { items: found.into_iter().map(|(_, row)| row).collect(), next_cursor }
}

fn by_code(
    database: &Database,
    query: &SearchQuery,
    begin: &str,
    after: Option<&Keyset>,
    limit: usize,
) -> Result<Page<DossierRow>, StoreError> {
    let mut select = Select::default();
    select.scope(&query.scope);
    let (from, to) = (select.value(begin), select.value(format!("{begin}~")));
    select.and(format!("code >= {from} AND code < {to}"));
    if let Some(end) = after {
        let end = select.value(end.id.as_str());
        select.and(format!("code < {end}"));
    }
    let rows = database.dossiers(&select, "code DESC", limit)?;
    let key = |row: &DossierRow| Keyset { sort: 0, id: row.code.clone().unwrap_or_default() };
    Ok(cut(rows.into_iter().map(|row| (key(&row), row)).collect(), limit, None))
}

fn by_person(
    database: &Database,
    query: &SearchQuery,
    needle: &Needle,
    after: Option<Keyset>,
    limit: usize,
) -> Result<Page<DossierRow>, StoreError> {
    let mut found: Vec<Found> = Vec::new();
    let (mut end, mut round, mut met) = (after.map_or(i64::MAX, |key| key.sort), FIRST, 0);
    loop {
        let (last, people) = meet(database, query, needle, end, round, &mut found)?;
        if found.len() > limit || people < round {
            return Ok(cut(found, limit, None));
        }
        (end, met) = (last, met + people);
        if met >= ENOUGH {
            return Ok(cut(found, limit, Some(end)));
        }
        round = round.saturating_mul(4).min(MOST);
    }
}

/// Meets the next people that the needle names, before `end`; the place of the last of them and how many they were.
fn meet(
    database: &Database,
    query: &SearchQuery,
    needle: &Needle,
    end: i64,
    round: i64,
    found: &mut Vec<Found>,
) -> Result<(i64, i64), StoreError> {
    let mut people = Select::default();
    people.scope(&query.scope);
    let of_scope = people.filter();
    let met = match needle {
        Needle::Phone(digits) => {
            let (from, to) = (people.value(digits.as_str()), people.value(format!("{digits}~")));
            let end = people.value(end);
            database.dialect.people_with_phone(&from, &to, &end, digits.len() >= TELLING)
        }
        Needle::Name(part) => database.dialect.people_named(&mut people, part, end),
        Needle::Code(_) | Needle::Nothing => return Ok((end, 0)),
    };
    let sql = format!(
        "SELECT {}, place FROM ({met} LIMIT {round}) AS met \
         LEFT JOIN dossier ON dossier.applicant = met.person AND ({of_scope}) ORDER BY place DESC",
        *COLUMNS
    );
    let place_at = COLUMNS.matches(',').count().saturating_add(1);
    let rows = database.rows(&sql, &people.values, |row| {
        let place: i64 = row.get(place_at)?;
        let is_there = row.get::<Option<String>>(0)?.is_some();
        Ok((place, if is_there { Some(read::dossier(row)?) } else { None }))
    })?;
    // Each filing keeps its own applicant, so people met are rows.
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let last = rows.last().map_or(end, |(place, _)| *place);
    let key = |sort, id: &DossierId| Keyset { sort, id: id.to_string() };
    found.extend(rows.into_iter().filter_map(|(place, row)| row.map(|row| (key(place, &row.id), row))));
    Ok((last, count))
}
