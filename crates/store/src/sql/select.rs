//! The conditions of lists: what a scope, a figure and a search ask of the rows. Worklists: see `listing`.

use domain::dossier::Stage;
use domain::ids::UnitId;

use super::{Select, Val};
use crate::query::{CHANNEL_POST, Figure, Keyset, Scope};

/// What the index of open dossiers holds.
const OPEN: &str = "closed_at_us IS NULL";

/// The condition that the legal clock runs: as `DossierRow::clock_runs`.
fn clock() -> String {
    let among = |runs: &dyn Fn(&Stage) -> bool| {
        let stages: Vec<String> = Stage::ALL
            .iter()
            .filter(|stage| runs(stage))
            .map(|stage| format!("'{}'", stage.name()))
            .collect();
        stages.join(", ")
    };
    let (always, before_result) =
        (among(&|stage| stage.is_worked_on()), among(&|stage| stage.clock_runs_with(None)));
    format!("(stage IN ({always}) OR (stage IN ({before_result}) AND result_at_us IS NULL))")
}

impl<'a> Select<'a> {
    /// Adds a value and gives its place.
    pub fn value(&mut self, value: impl Into<Val<'a>>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    pub fn and(&mut self, condition: String) {
        self.conditions.push(condition);
    }

    pub fn scope(&mut self, scope: &'a Scope) {
        match scope {
            Scope::All => {}
            Scope::Unit(unit) => {
                let place = self.value(unit.as_str());
                self.and(format!("(holder_unit = {place} OR in_transit_to = {place})"));
            }
            Scope::Agency(units) if units.is_empty() => self.and("1 = 0".to_owned()),
            Scope::Agency(units) => {
                let places: Vec<String> = units.iter().map(|unit| self.value(unit.as_str())).collect();
                let places = places.join(", ");
                self.and(format!("(holder_unit IN ({places}) OR in_transit_to IN ({places}))"));
            }
            Scope::Desks(units) if units.is_empty() => self.and("1 = 0".to_owned()),
            Scope::Post => {
                self.and(format!("(channel = '{CHANNEL_POST}' OR stage = '{}')", Stage::WithPost.name()));
            }
            Scope::Desks(units) => {
                let places: Vec<String> = units.iter().map(|unit| self.value(unit.as_str())).collect();
                let places = places.join(", ");
                self.and(format!("(desk IN ({places}) OR result_desk IN ({places}))"));
            }
            Scope::Account(person) => {
                let place = self.value(person.as_str());
                self.and(format!("account = {place}"));
            }
        }
    }

    /// The column names one of these units; nothing when there is none.
    pub fn one_of(&mut self, column: &str, units: &'a [UnitId]) {
        let places: Vec<String> = units.iter().map(|unit| self.value(unit.as_str())).collect();
        self.and(if places.is_empty() {
            "1 = 0".to_owned()
        } else {
            format!("{column} IN ({})", places.join(", "))
        });
    }

    /// The condition of a figure of the board.
    pub fn figure(&mut self, figure: Figure, period: (i64, i64), now: i64) -> String {
        // Only what a figure needs becomes a value: engines refuse values that no place uses.
        let mut within = |column: &str| {
            let (from, to) = (self.value(period.0), self.value(period.1));
            format!("{column} >= {from} AND {column} < {to}")
        };
        match figure {
            Figure::Received => within("registered_at_us"),
            Figure::Accepted => within("accepted_at_us"),
            Figure::SolvedEarly => format!("solved = 'early' AND {}", within("result_at_us")),
            Figure::SolvedOnTime => format!("solved = 'on-time' AND {}", within("result_at_us")),
            Figure::SolvedLate => format!("solved = 'late' AND {}", within("result_at_us")),
            Figure::Refused => format!("stage = 'refused' AND {}", within("closed_at_us")),
            Figure::Withdrawn => format!("stage = 'withdrawn' AND {}", within("closed_at_us")),
            Figure::ForwardedLate => format!("forwarded_late = 1 AND {}", within("accepted_at_us")),
            Figure::BecameOverdue => within("overdue_since_us"),
            Figure::OpenInTime => {
                let now = self.value(now);
                format!("{OPEN} AND {} AND (due_us IS NULL OR due_us >= {now})", clock())
            }
            Figure::OpenOverdue => format!("{OPEN} AND {} AND due_us < {}", clock(), self.value(now)),
            Figure::WaitingSupplement => format!("{OPEN} AND stage = 'supplement-asked'"),
        }
    }

    /// Rows after a page's end, in rising order of `sort` then id.
    pub fn after(&mut self, keyset: Option<&'a Keyset>, sort: &str) {
        if let Some(key) = keyset {
            let (at, id) = (self.value(key.sort), self.value(key.id.as_str()));
            self.and(format!("({sort}, id) > ({at}, {id})"));
        }
    }

    /// Rows after a page's end, in falling order of `sort` then id.
    pub fn before(&mut self, keyset: Option<&'a Keyset>, sort: &str) {
        if let Some(key) = keyset {
            let (at, id) = (self.value(key.sort), self.value(key.id.as_str()));
            self.and(format!("({sort}, id) < ({at}, {id})"));
        }
    }

    /// All conditions, joined.
    pub fn filter(&self) -> String {
        if self.conditions.is_empty() { "1 = 1".to_owned() } else { self.conditions.join(" AND ") }
    }
}
