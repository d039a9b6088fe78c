//! The statutory report on settling: form II.06a/VPCP/KSTT of Circular 01/2020/TT-VPCP.
//!
//! Its figures are those that the store keeps as acts happen, so a report costs no reading of dossiers. For a period
//! that is over it says the same whenever it is asked, but for corrections of acts of that period.

pub mod period;
mod sheet;

use domain::ids::UnitId;
use jiff::civil::{Date, DateTime};
use store::{Scope, StatisticsRow};

use crate::App;
use crate::dossier::{Caller, lists};
use crate::error::CommandError;

pub use sheet::{FORM, TITLE, xlsx};

/// The figures of one line of the form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Received in the period, online: column 4.
    pub online: u64,
    /// Received in the period at the counter or by post: column 5.
    pub other: u64,
    /// Carried over from the period before: column 6.
    pub carried: u64,
    /// Settled before the promised day: column 8.
    pub early: u64,
    /// Settled by the promised instant: column 9.
    pub on_time: u64,
    /// Settled after it: column 10.
    pub late: u64,
    /// Ended without a result: refused after acceptance, withdrawn or lapsed. The form has no column for them.
    pub unsolved: u64,
    /// Pending at the end, in time: column 12.
    pub pending_in_time: u64,
    /// Pending at the end, overdue: column 13.
    pub pending_late: u64,
}

impl Counts {
    /// Of one row of the store.
    #[must_use]
    pub fn of(row: &StatisticsRow) -> Self {
        Self {
            online: row.online,
            other: row.other,
            carried: row.carried,
            early: row.early,
            on_time: row.on_time,
            late: row.late,
            unsolved: row.unsolved,
            pending_in_time: row.pending.saturating_sub(row.pending_late),
            pending_late: row.pending_late,
        }
    }

    /// Received: column 3 = (4) + (5) + (6).
    #[must_use]
    pub fn received(&self) -> u64 {
        self.online.saturating_add(self.other).saturating_add(self.carried)
    }

    /// Settled: column 7 = (8) + (9) + (10).
    #[must_use]
    pub fn settled(&self) -> u64 {
        self.early.saturating_add(self.on_time).saturating_add(self.late)
    }

    /// Pending at the end: column 11 = (12) + (13).
    #[must_use]
    pub fn pending(&self) -> u64 {
        self.pending_in_time.saturating_add(self.pending_late)
    }

    /// Whether every dossier that was there is accounted for: (3) = (7) + (11) + those without a result.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.received() == self.settled().saturating_add(self.pending()).saturating_add(self.unsolved)
    }

    /// The columns 3 to 13 of the form.
    #[must_use]
    pub fn columns(&self) -> [u64; 11] {
        [
            self.received(),
            self.online,
            self.other,
            self.carried,
            self.settled(),
            self.early,
            self.on_time,
            self.late,
            self.pending(),
            self.pending_in_time,
            self.pending_late,
        ]
    }

    fn add(&mut self, more: &Self) {
        let pairs = [
            (&mut self.online, more.online),
            (&mut self.other, more.other),
            (&mut self.carried, more.carried),
            (&mut self.early, more.early),
            (&mut self.on_time, more.on_time),
            (&mut self.late, more.late),
            (&mut self.unsolved, more.unsolved),
            (&mut self.pending_in_time, more.pending_in_time),
            (&mut self.pending_late, more.pending_late),
        ];
        for (sum, count) in pairs {
            *sum = sum.saturating_add(count);
        }
    }
}

/// One line of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The agency of the line, in a report of all agencies.
    pub unit: Option<UnitId>,
    /// Name of the agency, or of the field in a report of one agency.
    pub name: String,
    /// Its figures.
    pub counts: Counts,
}

/// A report: by agency for all of them, by field for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// First day.
    pub from: Date,
    /// Last day, inclusive.
    pub to: Date,
    /// The instant at which it was made.
    pub at: DateTime,
    /// The agency that reports; `None` for all together.
    pub agency: Option<UnitId>,
    /// Its name, that of the Centre for all together.
    pub reporter: String,
    /// The lines, by name.
    pub lines: Vec<Line>,
    /// All lines together.
    pub total: Counts,
}

impl Report {
    /// Whether the period goes on, so that its figures may still change.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.to >= self.at.date()
    }
}

/// The figures of a period by settling agency and field, both days included.
///
/// # Errors
///
/// [`CommandError::Forbidden`] unless the caller sees the whole province.
pub fn statistics(
    app: &App,
    caller: &Caller,
    from: Date,
    to: Date,
) -> Result<Vec<StatisticsRow>, CommandError> {
    if lists::scope(app, caller, app.store.now().date())? != Scope::All {
        return Err(CommandError::Forbidden);
    }
    Ok(app.store.statistics(from, to)?)
}

/// The report of one agency by field, or of all by agency.
///
/// # Errors
///
/// As [`statistics`]; [`CommandError::NotFound`] for an agency that the province does not have.
pub fn report(
    app: &App,
    caller: &Caller,
    (from, to): (Date, Date),
    agency: Option<UnitId>,
) -> Result<Report, CommandError> {
    let at = app.store.now();
    let rows = statistics(app, caller, from, to)?;
    let (reference, day) = (app.reference(), at.date());
    if agency.as_ref().is_some_and(|unit| reference.organisation.unit_or_latest(unit, day).is_none()) {
        return Err(CommandError::NotFound);
    }
    let reporter = reference.unit_name(agency.as_ref().unwrap_or(&reference.province.meta.centre), day);
    let name = |unit: &UnitId| reference.unit_name(unit, to.min(day));
    let lines = lines(&rows, agency.as_ref(), name);
    let mut total = Counts::default();
    lines.iter().for_each(|line| total.add(&line.counts));
    Ok(Report { from, to, at, agency, reporter, lines, total })
}

fn lines(rows: &[StatisticsRow], agency: Option<&UnitId>, name: impl Fn(&UnitId) -> String) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for row in rows.iter().filter(|row| agency.is_none_or(|agency| row.unit == *agency)) {
        let counts = Counts::of(row);
        let unit = agency.is_none().then(|| row.unit.clone());
        let known = lines.iter_mut().find(|line| match &unit {
            Some(_) => line.unit == unit,
            None => line.name == row.field,
        });
        match known {
            Some(line) => line.counts.add(&counts),
            None => {
                let name = if unit.is_some() { name(&row.unit) } else { row.field.clone() };
                lines.push(Line { unit, name, counts });
            }
        }
    }
    lines.sort_by(|a, b| a.name.cmp(&b.name));
    lines
}

/// The agencies that settle, or have settled, some procedure, with their names and by them.
#[must_use]
pub fn agencies(app: &App, day: Date) -> Vec<(UnitId, String)> {
    let reference = app.reference();
    let mut units: Vec<UnitId> =
        reference.all_procedures().map(|procedure| procedure.agency.clone()).collect();
    units.sort();
    units.dedup();
    let mut named: Vec<(UnitId, String)> =
        units.into_iter().map(|unit| (unit.clone(), reference.unit_name(&unit, day))).collect();
    named.sort_by(|(_, a), (_, b)| a.cmp(b));
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(unit: &str, field: &str, counts: [u64; 9]) -> StatisticsRow {
        let [online, other, carried, early, on_time, late, unsolved, pending, pending_late] = counts;
        let unit = UnitId::new(unit).expect("an id");
        let field = field.to_owned();
        StatisticsRow {
            unit,
            field,
            online,
            other,
            carried,
            early,
            on_time,
            late,
            unsolved,
            pending,
            pending_late,
        }
    }

    #[test]
    fn lines_are_agencies_or_the_fields_of_one_and_keep_the_identity() {
        let rows = [
            row("so-xd", "Quy hoạch", [3, 4, 5, 2, 3, 1, 1, 5, 2]),
            row("so-tc", "Đấu thầu", [1, 1, 0, 1, 0, 0, 0, 1, 0]),
            row("so-xd", "Nhà ở", [0, 2, 1, 0, 1, 0, 0, 2, 1]),
        ];
        let all = lines(&rows, None, |unit| format!("Cơ quan {unit}"));
        let names: Vec<&str> = all.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(names, ["Cơ quan so-tc", "Cơ quan so-xd"]);
        // 3 received: 0+3 online, 4+2 otherwise, 5+1 carried over; and so on, added by hand.
        let sums: Vec<[u64; 11]> = all.iter().map(|line| line.counts.columns()).collect();
        assert_eq!(sums[1], [15, 3, 6, 6, 7, 2, 4, 1, 7, 4, 3]);
        assert_eq!(all[1].counts.unsolved, 1);
        let agency = UnitId::new("so-xd").expect("an id");
        let one = lines(&rows, Some(&agency), ToString::to_string);
        let names: Vec<&str> = one.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(names, ["Nhà ở", "Quy hoạch"]);
        assert!(all.iter().chain(&one).all(|line| line.counts.adds_up()));
        assert!(!Counts { online: 1, ..Counts::default() }.adds_up());
    }
}
