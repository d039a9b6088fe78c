//! The questions that pages, lists and the schedule ask.

use domain::dossier::event::Recorded;
use domain::ids::{DossierId, UnitId};
use jiff::civil::{Date, DateTime};

use crate::act::{Note, PrivateRow, StreamId};
use crate::database::of_dossiers;
use crate::error::StoreError;
use crate::listing;
use crate::memory::{Memory, in_scope, in_view};
use crate::plan::Tx;
use crate::query::{
    AlarmKind, COUNTED, DossierRow, Instants, Keyset, Page, Ref, Scope, View, ViewCounts, WorklistQuery,
    clamp, page,
};
use crate::read;
use crate::sql::{COLUMNS, Select};
use crate::store::{Engine, Store, hold_memory};
use crate::time::to_us;

/// Rows of memory that pass a filter, in the order of a key, after a page's end.
pub(crate) fn sorted(
    memory: &Memory,
    keep: impl Fn(&DossierRow) -> bool,
    sort: impl Fn(&DossierRow) -> i64,
    falling: bool,
    after: Option<&Keyset>,
    limit: usize,
) -> Vec<DossierRow> {
    let key = |row: &DossierRow| (sort(row), row.id.to_string());
    let mut all: Vec<&DossierRow> = memory.dossiers.values().filter(|row| keep(row)).collect();
    all.sort_by_key(|row| key(row));
    if falling {
        all.reverse();
    }
    let beyond = |row: &&DossierRow| match after {
        None => true,
        Some(end) if falling => key(row) < (end.sort, end.id.clone()),
        Some(end) => key(row) > (end.sort, end.id.clone()),
    };
    all.into_iter().filter(beyond).take(limit.saturating_add(1)).cloned().collect()
}

fn by_sort(row: &DossierRow) -> Keyset {
    Keyset { sort: row.sort_us(), id: row.id.to_string() }
}

fn by_registration(row: &DossierRow) -> Keyset {
    Keyset { sort: to_us(row.registered_at), id: row.id.to_string() }
}

fn by_line(row: &DossierRow) -> Keyset {
    Keyset { sort: row.register_number.map_or(0, i64::from), id: row.id.to_string() }
}

impl Store {
    /// The history of a dossier; empty when nothing is recorded.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]; `Corrupt` names the record that cannot be read.
    pub fn history(&self, id: &DossierId) -> Result<Vec<Recorded>, StoreError> {
        let id = StreamId::from(id);
        match &self.inner.engine {
            Engine::Memory(memory) => Ok(hold_memory(memory).stream(&id)?.history),
            Engine::Database(database) => database.pool.with(|db| {
                let history = read::stream(db, &id)?.history;
                if history.is_empty() {
                    db.none_known()?;
                }
                Ok(history)
            }),
        }
    }

    /// The dossier that the tracking token with this digest leads to, and its history.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]; `Corrupt` names the record that cannot be read.
    pub fn history_of_token(&self, hash: &str) -> Result<Option<(DossierId, Vec<Recorded>)>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let mut memory = hold_memory(memory);
                let id = memory.labels.iter().find(|(_, own)| own.token_hash == hash);
                let Some(id) = id.map(|(id, _)| id.clone()) else { return Ok(None) };
                let history = memory.stream(&StreamId::from(&id))?.history;
                Ok(Some((id, history)))
            }
            Engine::Database(database) => database.pool.with(|db| {
                let found = read::of_token(db, hash)?;
                if found.is_none() {
                    db.none_known()?;
                }
                Ok(found)
            }),
        }
    }

    /// Revision and instant of the newest record of the dossier that the tracking token with this digest leads to:
    /// what was worked out from its history holds while they are the same.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]; `Corrupt` names the record that cannot be read.
    pub fn newest_of_token(&self, hash: &str) -> Result<Option<(u32, i64)>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let mut memory = hold_memory(memory);
                let id = memory.labels.iter().find(|(_, own)| own.token_hash == hash);
                let Some(id) = id.map(|(id, _)| id.clone()) else { return Ok(None) };
                let head = memory.head(&StreamId::from(&id))?;
                Ok(Some((head.revision, head.at_us)))
            }
            Engine::Database(database) => database.newest_of_token(hash),
        }
    }

    /// The records of a stream that is not a dossier's.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]; `Corrupt` names the record that cannot be read.
    pub fn notes(&self, stream: &str) -> Result<Vec<Note>, StoreError> {
        let id = StreamId::Other(stream.to_owned());
        match &self.inner.engine {
            Engine::Memory(memory) => Ok(hold_memory(memory).stream(&id)?.notes),
            Engine::Database(database) => database.pool.with(|db| Ok(read::stream(db, &id)?.notes)),
        }
    }

    /// Rows beside the journal, in the order asked for; unknown ids are left out, erased rows
    /// come without data.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn private(&self, ids: &[String]) -> Result<Vec<PrivateRow>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                Ok(ids.iter().filter_map(|id| memory.private.get(id)).map(|own| own.row.clone()).collect())
            }
            Engine::Database(database) => database.pool.with(|db| {
                let found = read::private_rows(db, ids)?;
                // What a standby has not repeated yet would be taken for a person without an address.
                if found.len() < ids.len() {
                    db.none_known()?;
                }
                Ok(found)
            }),
        }
    }

    /// The dossier so named, as lists show it.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]; [`Unavailable`](StoreError::Unavailable) also when only a standby can be asked and it has none of that name.
    pub fn find(&self, by: &Ref) -> Result<Option<DossierRow>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let id = match by {
                    Ref::Id(id) => Some(id.clone()),
                    Ref::Code(code) => memory
                        .dossiers
                        .values()
                        .find(|row| row.code.as_ref() == Some(code))
                        .map(|row| row.id.clone()),
                    Ref::TokenHash(hash) => memory
                        .labels
                        .iter()
                        .find(|(_, own)| own.token_hash == *hash)
                        .map(|(id, _)| id.clone()),
                };
                Ok(id.and_then(|id| memory.dossiers.get(&id).cloned()))
            }
            Engine::Database(database) => {
                let (condition, value) = match by {
                    Ref::Id(id) => ("id = $1", id.as_str()),
                    Ref::Code(code) => ("code = $1", code.as_str()),
                    Ref::TokenHash(hash) => {
                        ("id = (SELECT id FROM dossier_label WHERE token_hash = $1)", hash.as_str())
                    }
                };
                let select = Select { conditions: vec![condition.to_owned()], values: vec![value.into()] };
                database.named(&of_dossiers(&select, "id", 1), &select.values, read::dossier)
            }
        }
    }

    /// What the app said of a dossier when it was first recorded.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn labels(&self, id: &DossierId) -> Result<Option<crate::DossierLabels>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => Ok(hold_memory(memory).labels.get(id).cloned()),
            Engine::Database(database) => database.pool.with(|db| read::labels(db, id)),
        }
    }

    /// A page of a worklist: the promised day that comes first, first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for a cursor that is not of this store.
    pub fn worklist(&self, query: &WorklistQuery) -> Result<Page<DossierRow>, StoreError> {
        let (limit, after) = (clamp(query.limit), Keyset::read(query.cursor.as_deref())?);
        let at = Instants::new(query.now, query.tomorrow);
        let found = match &self.inner.engine {
            Engine::Memory(memory) => {
                let keep = |row: &DossierRow| {
                    row.closed_at.is_none() && in_scope(row, &query.scope) && in_view(row, query.view, at)
                };
                sorted(&hold_memory(memory), keep, DossierRow::sort_us, false, after.as_ref(), limit)
            }
            Engine::Database(database) => {
                let places = listing::places(&query.scope);
                if places.is_empty() {
                    return Ok(Page { items: Vec::new(), next_cursor: None });
                }
                let mut select = Select::default();
                let view = listing::condition(&mut select, query.view, at);
                select.and(view);
                select.after(after.as_ref(), "sort_us");
                let condition = select.filter();
                let what = ("sort_us, id", condition.as_str());
                let wanted =
                    listing::first_of(&mut select, database.dialect, &places, what, limit.saturating_add(1));
                let sql = format!(
                    "SELECT {} FROM (SELECT sort_us AS list_sort, id AS list_id FROM ({wanted}) AS first) AS wanted \
                     CROSS JOIN dossier WHERE id = list_id ORDER BY list_sort, list_id",
                    *COLUMNS
                );
                database.rows(&sql, &select.values, read::dossier)?
            }
        };
        Ok(page(found, limit, by_sort))
    }

    /// How many dossiers each view of a scope has, at least; `tomorrow` is the next working day. The store in memory
    /// counts all.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn counts(&self, scope: &Scope, now: DateTime, tomorrow: Date) -> Result<ViewCounts, StoreError> {
        let at = Instants::new(now, tomorrow);
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let open =
                    || memory.dossiers.values().filter(|row| row.closed_at.is_none() && in_scope(row, scope));
                let count =
                    |view| u64::try_from(open().filter(|row| in_view(row, view, at)).count()).unwrap_or(0);
                Ok(ViewCounts::exact(View::ALL.map(count)))
            }
            Engine::Database(database) => {
                let places = listing::places(scope);
                if places.is_empty() {
                    return Ok(ViewCounts::default());
                }
                let mut select = Select::default();
                let sums = View::ALL.map(|view| sum(&listing::condition(&mut select, view, at)));
                // One more than is counted tells that there are more.
                let most = usize::try_from(COUNTED).unwrap_or(usize::MAX).saturating_add(1);
                let what = ("sort_us, id, views, due_us", "1 = 1");
                let here = listing::first_of(&mut select, database.dialect, &places, what, most);
                let sql = format!("SELECT {} FROM ({here}) AS here", sums.join(", "));
                let found = database.rows(&sql, &select.values, |row| {
                    let mut counts = [0; View::ALL.len()];
                    for (place, count) in counts.iter_mut().enumerate() {
                        *count = u64::try_from(row.get::<i64>(place)?).unwrap_or(0);
                    }
                    Ok(ViewCounts::of_first(counts))
                })?;
                Ok(found.into_iter().next().unwrap_or_default())
            }
        }
    }

    /// A page of all dossiers of a scope, newest first; closed ones too.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for a cursor that is not of this store.
    pub fn recent(
        &self,
        scope: &Scope,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Page<DossierRow>, StoreError> {
        let (limit, after) = (clamp(limit), Keyset::read(cursor)?);
        let found = match &self.inner.engine {
            Engine::Memory(memory) => {
                let sort = |row: &DossierRow| to_us(row.registered_at);
                sorted(&hold_memory(memory), |row| in_scope(row, scope), sort, true, after.as_ref(), limit)
            }
            Engine::Database(database) => {
                let mut select = Select::default();
                select.scope(scope);
                select.before(after.as_ref(), "registered_at_us");
                database.dossiers(&select, "registered_at_us DESC, id DESC", limit)?
            }
        };
        Ok(page(found, limit, by_registration))
    }

    /// What the schedule must look at: dossiers whose next alarm has come, the oldest first; then
    /// provisional promises.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn due_alarms(&self, now: DateTime, limit: usize) -> Result<Vec<(DossierId, AlarmKind)>, StoreError> {
        let now_us = to_us(now);
        let alarm_us = |row: &DossierRow| row.alarm.map_or(i64::MAX, to_us);
        let recount = |row: &DossierRow| row.provisional && row.closed_at.is_none();
        let alarms: Vec<(DossierRow, AlarmKind)> = match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let rung = |row: &DossierRow| alarm_us(row) <= now_us;
                let rung = sorted(&memory, rung, alarm_us, false, None, limit);
                let moving = sorted(&memory, recount, DossierRow::sort_us, false, None, limit);
                let rung = rung.into_iter().map(|row| (row, AlarmKind::Rung));
                rung.chain(moving.into_iter().map(|row| (row, AlarmKind::Recount))).collect()
            }
            Engine::Database(database) => {
                let mut rung = Select::default();
                let at = rung.value(now_us);
                rung.and(format!("alarm_us IS NOT NULL AND alarm_us <= {at}"));
                let rung = database.dossiers(&rung, "alarm_us, id", limit)?;
                let mut moving = Select::default();
                moving.and("closed_at_us IS NULL AND provisional = 1".to_owned());
                let moving = database.dossiers(&moving, "sort_us, id", limit)?;
                let rung = rung.into_iter().map(|row| (row, AlarmKind::Rung));
                rung.chain(moving.into_iter().map(|row| (row, AlarmKind::Recount))).collect()
            }
        };
        Ok(alarms.into_iter().take(limit).map(|(row, kind)| (row.id, kind)).collect())
    }

    /// A page of the tracking register (form 06) of a desk and year, in order of its lines.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for a cursor that is not of this store.
    pub fn register(
        &self,
        desk: &UnitId,
        year: i16,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Page<DossierRow>, StoreError> {
        let (limit, after) = (clamp(limit), Keyset::read(cursor)?);
        let found = match &self.inner.engine {
            Engine::Memory(memory) => {
                let keep = |row: &DossierRow| row.desk == *desk && row.register_year == Some(year);
                let sort = |row: &DossierRow| row.register_number.map_or(0, i64::from);
                sorted(&hold_memory(memory), keep, sort, false, after.as_ref(), limit)
            }
            Engine::Database(database) => {
                let mut select = Select::default();
                let (desk, year) = (select.value(desk.as_str()), select.value(i64::from(year)));
                select.and(format!("desk = {desk} AND register_year = {year}"));
                select.after(after.as_ref(), "register_number");
                database.dossiers(&select, "register_number, id", limit)?
            }
        };
        Ok(page(found, limit, by_line))
    }

    /// Whether nothing was ever recorded; what [`size`](Self::size) counts takes longer the more there is.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                Ok(memory.journal.is_empty() && memory.dossiers.is_empty())
            }
            Engine::Database(database) => {
                let of =
                    |table: &str| database.one(&format!("SELECT 1 FROM {table} LIMIT 1"), &[], |_| Ok(()));
                Ok(of("journal")?.or(of("dossier")?).is_none())
            }
        }
    }

    /// How many records the journal has, and how many dossiers there are.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn size(&self) -> Result<(u64, u64), StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
                Ok((count(memory.journal.len()), count(memory.dossiers.len())))
            }
            Engine::Database(database) => {
                // Positions have no gaps with one writer, so the last one is the number of records.
                let sql =
                    "SELECT COALESCE((SELECT MAX(position) FROM journal), 0), (SELECT COUNT(*) FROM dossier)";
                let found = database.rows(sql, &[], |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)))?;
                let (records, dossiers) = found.into_iter().next().unwrap_or_default();
                Ok((u64::try_from(records).unwrap_or(0), u64::try_from(dossiers).unwrap_or(0)))
            }
        }
    }
}

/// How many rows satisfy a condition.
fn sum(condition: &str) -> String {
    format!("CAST(COALESCE(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) AS BIGINT)")
}
