//! The director's board and the statutory figures, from what is counted as acts happen, and the list behind each.

use std::collections::BTreeMap;

use domain::ids::UnitId;
use jiff::civil::{Date, DateTime};

use crate::db::Db;
use crate::error::StoreError;
use crate::memory::counted;
use crate::query::{
    BoardCell, BoardRow, DossierRow, Figure, Keyset, Page, Solved, StatisticsRow, clamp, page, period,
};
use crate::reading::sorted;
use crate::row::Row;
use crate::sql::Select;
use crate::sql::dialect::Dialect;
use crate::store::{Engine, Store, hold_memory};
use crate::tally::{self, CHANNEL_ONLINE, NO_DAY, Tallies, day_number, day_of};
use crate::time::{start_of, to_us};

/// Agency and field.
type Line = (UnitId, String);

fn line_of(row: &Row<'_>) -> Result<Line, StoreError> {
    let unit: String = row.get(0)?;
    let unit = UnitId::new(&unit).map_err(|cause| StoreError::corrupt("figures row", cause))?;
    Ok((unit, row.get(1)?))
}

/// By what a list behind a figure is ordered: the instant that the figure counts.
fn ordered_by(figure: Figure) -> (&'static str, fn(&DossierRow) -> i64) {
    match figure {
        Figure::Received => ("registered_at_us", |row| to_us(row.registered_at)),
        Figure::Accepted | Figure::ForwardedLate => ("accepted_at_us", |row| instant(row.accepted_at)),
        Figure::SolvedEarly | Figure::SolvedOnTime | Figure::SolvedLate => {
            ("result_at_us", |row| instant(row.result_at))
        }
        Figure::Refused | Figure::Withdrawn => ("closed_at_us", |row| instant(row.closed_at)),
        Figure::BecameOverdue => ("overdue_since_us", |row| instant(row.overdue_since)),
        Figure::OpenInTime | Figure::OpenOverdue | Figure::WaitingSupplement => {
            ("sort_us", DossierRow::sort_us)
        }
    }
}

fn instant(at: Option<DateTime>) -> i64 {
    at.map_or(i64::MAX, to_us)
}

/// The figures of the board that add up days, with their columns.
const OF_DAYS: [(Figure, &str); 9] = [
    (Figure::Received, "received"),
    (Figure::Accepted, "accepted"),
    (Figure::SolvedEarly, "solved_early"),
    (Figure::SolvedOnTime, "solved_on_time"),
    (Figure::SolvedLate, "solved_late"),
    (Figure::Refused, "refused"),
    (Figure::Withdrawn, "withdrawn"),
    (Figure::ForwardedLate, "forwarded_late"),
    (Figure::BecameOverdue, "became_overdue"),
];
/// The figures of the board that stand open.
const OPEN: [Figure; 3] = [Figure::OpenInTime, Figure::OpenOverdue, Figure::WaitingSupplement];

/// One statement, so that all of it is of one instant: sums of days, what stands by its day, and of those whose
/// day is today the ones whose hour has passed.
fn board_statement(
    select: &mut Select<'_>,
    dialect: Dialect,
    (from, to): (Date, Date),
    now: DateTime,
) -> String {
    let (first, last) = (select.value(day_number(from)), select.value(day_number(to)));
    let days: Vec<String> = OF_DAYS.iter().map(|(_, column)| whole(column)).collect();
    let nothing = |count: usize| vec!["0"; count].join(", ");
    let today = select.value(day_of(now));
    let (in_time, past) = (
        whole(&format!("CASE WHEN due_day = {NO_DAY} OR due_day >= {today} THEN running ELSE 0 END")),
        whole(&format!("CASE WHEN due_day <> {NO_DAY} AND due_day < {today} THEN running ELSE 0 END")),
    );
    let (midnight, hour) = (select.value(to_us(start_of(now.date()))), select.value(to_us(now)));
    format!(
        "SELECT agency, field, {}, {} FROM tally WHERE day >= {first} AND day <= {last} GROUP BY agency, field \
         UNION ALL SELECT agency, field, {}, {in_time}, {past}, {} FROM standing GROUP BY agency, field \
         UNION ALL SELECT agency, field, {}, -1, 1, 0 FROM listed{} CROSS JOIN dossier \
         WHERE place = '*' AND listed.due_us >= {midnight} AND listed.due_us < {hour} AND dossier.id = listed.id",
        days.join(", "),
        nothing(OPEN.len()),
        nothing(OF_DAYS.len()),
        whole("waiting"),
        nothing(OF_DAYS.len()),
        dialect.by_index("listed_due"),
    )
}

/// The figures as they are kept.
pub(crate) fn tallies(db: &mut dyn Db) -> Result<Tallies, StoreError> {
    let mut own = Tallies::default();
    let sql = format!("SELECT day, agency, field, {} FROM tally", tally::COUNTED.join(", "));
    db.each(&sql, &[], &mut |row| {
        let counts = own.days.entry((row.get(0)?, row.get(1)?, row.get(2)?)).or_default();
        counted_from(row, counts)
    })?;
    let sql = format!("SELECT agency, field, due_day, {} FROM standing", tally::STANDING.join(", "));
    db.each(&sql, &[], &mut |row| {
        let counts = own.standing.entry((row.get(0)?, row.get(1)?, row.get(2)?)).or_default();
        counted_from(row, counts)
    })?;
    own.prune();
    Ok(own)
}

/// The counts of a row after its key of three columns.
fn counted_from(row: &Row<'_>, counts: &mut [i64]) -> Result<(), StoreError> {
    for (place, count) in counts.iter_mut().enumerate() {
        *count = row.get(place.saturating_add(3))?;
    }
    Ok(())
}

/// A sum as the engines give whole numbers.
fn whole(of: &str) -> String {
    format!("CAST(COALESCE(SUM({of}), 0) AS BIGINT)")
}

/// The lines of parts, each figure added up.
fn added<const N: usize>(parts: Vec<(Line, [i64; N])>) -> BTreeMap<Line, [i64; N]> {
    let mut lines: BTreeMap<Line, [i64; N]> = BTreeMap::new();
    for (line, counts) in parts {
        let sums = lines.entry(line).or_insert([0; N]);
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum = sum.saturating_add(count));
    }
    lines
}

/// Sums of days from the first day of a period on, and after its last; what is pending now. Going back from now
/// costs the days since the period, not the history before it.
fn statistics_statement(select: &mut Select<'_>, from: Date, to: Date) -> String {
    let (first, last) = (select.value(day_number(from)), select.value(day_number(to)));
    let within = |of: &str| whole(&format!("CASE WHEN day <= {last} THEN {of} ELSE 0 END"));
    let after = |of: &str| whole(&format!("CASE WHEN day > {last} THEN {of} ELSE 0 END"));
    let ended = "(solved_early + solved_on_time + solved_late + unsolved)";
    let of_days = [
        within("online"),
        within("accepted"),
        within("solved_early"),
        within("solved_on_time"),
        within("solved_late"),
        within("unsolved"),
        whole(&format!("{ended} - accepted")),
        after(&format!("{ended} - accepted")),
        after("late_ended - late_begun"),
    ];
    let now = [whole("0"), whole("pending"), whole("pending"), whole("pending_late")];
    format!(
        "SELECT agency, field, {} FROM tally WHERE day >= {first} GROUP BY agency, field \
         UNION ALL SELECT agency, field, 0, 0, 0, 0, 0, {} FROM standing GROUP BY agency, field",
        of_days.join(", "),
        now.join(", ")
    )
}

/// What a row adds to the statistics of a period, by the definitions of the form.
fn counted_in(row: &DossierRow, from: Date, to: Date) -> [i64; 9] {
    let Some(accepted) = row.accepted_at.map(DateTime::date) else { return [0; 9] };
    let ended = tally::ended_at(row).map(DateTime::date);
    let in_period = |day: Option<Date>| day.is_some_and(|day| from <= day && day <= to);
    let came = in_period(Some(accepted));
    let result = row.solved.and(row.result_at).map(DateTime::date);
    let solved = |how| in_period(result) && row.solved == Some(how);
    let pending = accepted <= to && ended.is_none_or(|day| day > to);
    let late = pending && row.overdue_since.is_some_and(|at| at.date() <= to);
    [
        came && row.channel == CHANNEL_ONLINE,
        came,
        solved(Solved::Early),
        solved(Solved::OnTime),
        solved(Solved::Late),
        result.is_none() && in_period(ended),
        accepted < from && ended.is_none_or(|day| day >= from),
        pending,
        late,
    ]
    .map(i64::from)
}

impl Store {
    /// The figures of the statutory report on settling (form II.06a) for a period of whole days: a line for each
    /// settling agency and field that has any.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn statistics(&self, from: Date, to: Date) -> Result<Vec<StatisticsRow>, StoreError> {
        let lines = match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let parts = memory
                    .dossiers
                    .values()
                    .map(|row| ((row.agency.clone(), row.field.clone()), counted_in(row, from, to)));
                added(parts.collect())
            }
            Engine::Database(database) => {
                let mut select = Select::default();
                let sql = statistics_statement(&mut select, from, to);
                let parts = database.rows(&sql, &select.values, |row| {
                    let mut counts = [0_i64; 9];
                    for (place, count) in counts.iter_mut().enumerate() {
                        *count = row.get(place.saturating_add(2))?;
                    }
                    Ok((line_of(row)?, counts))
                })?;
                added(parts)
            }
        };
        let any = |(_, counts): &(Line, [i64; 9])| counts.iter().any(|count| *count != 0);
        Ok(lines
            .into_iter()
            .filter(any)
            .map(|((unit, field), counts)| StatisticsRow::of(unit, field, counts))
            .collect())
    }

    /// The director's board: a line for each settling agency and field that has any figure.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn board(&self, from: Date, to: Date, now: DateTime) -> Result<Vec<BoardRow>, StoreError> {
        let (at, period, now) = (now, period(from, to), to_us(now));
        let lines: Vec<BoardRow> = match &self.inner.engine {
            Engine::Memory(memory) => {
                let mut lines: BTreeMap<(UnitId, String), BoardRow> = BTreeMap::new();
                for row in hold_memory(memory).dossiers.values() {
                    let key = (row.agency.clone(), row.field.clone());
                    let line = lines
                        .entry(key)
                        .or_insert_with(|| BoardRow::empty(row.agency.clone(), row.field.clone()));
                    for figure in Figure::ALL {
                        let more = u64::from(counted(row, figure, period, now));
                        line.set(figure, line.get(figure).saturating_add(more));
                    }
                }
                lines.into_values().collect()
            }
            Engine::Database(database) => {
                let mut select = Select::default();
                let sql = board_statement(&mut select, database.dialect, (from, to), at);
                let parts = database.rows(&sql, &select.values, |row| {
                    let mut counts = [0_i64; OF_DAYS.len() + OPEN.len()];
                    for (place, count) in counts.iter_mut().enumerate() {
                        *count = row.get(place.saturating_add(2))?;
                    }
                    Ok((line_of(row)?, counts))
                })?;
                let figures = || OF_DAYS.iter().map(|(figure, _)| *figure).chain(OPEN);
                added(parts)
                    .into_iter()
                    .map(|((unit, field), counts)| {
                        let mut line = BoardRow::empty(unit, field);
                        figures()
                            .zip(counts)
                            .for_each(|(figure, count)| line.set(figure, count.unsigned_abs()));
                        line
                    })
                    .collect()
            }
        };
        let any = |line: &BoardRow| Figure::ALL.into_iter().any(|figure| line.get(figure) > 0);
        Ok(lines.into_iter().filter(any).collect())
    }

    /// Exactly the dossiers that a figure of the board counts.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for a cursor that is not of this store.
    pub fn drill(
        &self,
        cell: &BoardCell,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Page<DossierRow>, StoreError> {
        let (limit, after) = (clamp(limit), Keyset::read(cursor)?);
        let (period, now) = (period(cell.from, cell.to), to_us(cell.now));
        let (column, key) = ordered_by(cell.figure);
        let found = match &self.inner.engine {
            Engine::Memory(memory) => {
                let keep = |row: &DossierRow| {
                    row.agency == cell.unit
                        && cell.field.as_ref().is_none_or(|field| row.field == *field)
                        && counted(row, cell.figure, period, now)
                };
                sorted(&hold_memory(memory), keep, key, false, after.as_ref(), limit)
            }
            Engine::Database(database) => {
                let mut select = Select::default();
                let unit = select.value(cell.unit.as_str());
                select.and(format!("agency = {unit}"));
                if let Some(field) = &cell.field {
                    let field = select.value(field.as_str());
                    select.and(format!("field = {field}"));
                }
                let figure = select.figure(cell.figure, period, now);
                select.and(figure);
                select.after(after.as_ref(), column);
                database.dossiers(&select, &format!("{column}, id"), limit)?
            }
        };
        Ok(page(found, limit, |row| Keyset { sort: key(row), id: row.id.to_string() }))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::schema::{self, SCHEMA_VERSION};
    use crate::sqlite::Borrowed;

    /// Of all that is open it reads only what is due today.
    #[test]
    fn the_board_reads_no_list_from_end_to_end() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let mut db = Borrowed(&connection);
        schema::make(&mut db, SCHEMA_VERSION).unwrap();
        let mut select = Select::default();
        let period = (date(2026, 5, 1), date(2026, 5, 31));
        let sql = board_statement(&mut select, Dialect::Sqlite, period, date(2026, 6, 1).at(9, 0, 0, 0));
        let steps = crate::db::rows(&mut db, &format!("EXPLAIN QUERY PLAN {sql}"), &select.values, |row| {
            row.get::<String>(3)
        });
        let steps = steps.unwrap();
        assert!(steps.iter().any(|step| step.contains("listed_due (due_us>? AND due_us<?)")), "{steps:?}");
    }
}
