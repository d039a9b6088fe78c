//! Where an open dossier is listed: one row for each place, in the order of its day.
//!
//! A function of the dossier's own row, so verification and rebuilding know what must be there. The store in
//! memory has no such rows; it filters, and is the model that the conformance suite compares with.

use std::collections::BTreeSet;

use domain::ids::DossierId;

use crate::memory::in_view;
use crate::query::{DossierRow, Instants, Scope, View};
use crate::sql::dialect::Dialect;
use crate::sql::{Select, Stmt, Val};
use crate::time::to_us;

/// The place that lists every open dossier.
const EVERYWHERE: &str = "*";
/// The place that lists what the post brought or has.
const WITH_POST: &str = "post";
/// The legal clock runs.
const CLOCK: i64 = 1;
/// Views that depend on the dossier alone, with their bits.
const BITS: [(View, i64); 8] = [
    (View::New, 1 << 1),
    (View::Waiting, 1 << 2),
    (View::Consultation, 1 << 3),
    (View::InTransit, 1 << 4),
    (View::ResultReady, 1 << 5),
    (View::Submitted, 1 << 6),
    (View::Call, 1 << 7),
    (View::WithPost, 1 << 8),
];

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ListRow {
    pub place: String,
    pub sort_us: i64,
    pub id: DossierId,
    pub views: i64,
    pub due_us: Option<i64>,
}

impl ListRow {
    pub fn put(&self) -> Stmt<'_> {
        (
            "INSERT INTO listed (place, sort_us, id, views, due_us) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (place, sort_us, id) DO UPDATE SET views = excluded.views, due_us = excluded.due_us",
            vec![
                self.place.as_str().into(),
                self.sort_us.into(),
                self.id.as_str().into(),
                self.views.into(),
                self.due_us.into(),
            ],
        )
    }

    pub fn drop<'a>(place: &'a str, sort_us: i64, id: &'a DossierId) -> Stmt<'a> {
        (
            "DELETE FROM listed WHERE place = $1 AND sort_us = $2 AND id = $3",
            vec![place.into(), sort_us.into(), id.as_str().into()],
        )
    }
}

/// What changes in the lists when a dossier moves on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Relisted {
    pub gone: Vec<ListRow>,
    pub put: Vec<ListRow>,
}

impl Relisted {
    /// From where it was listed before, `None` for a new one.
    pub fn between(before: Option<&DossierRow>, after: &DossierRow) -> Self {
        let (before, mut put) = (before.map(of).unwrap_or_default(), of(after));
        let stays =
            |row: &ListRow| put.iter().any(|now| now.place == row.place && now.sort_us == row.sort_us);
        let gone = before.iter().filter(|row| !stays(row)).cloned().collect();
        put.retain(|row| !before.contains(row));
        Self { gone, put }
    }
}

/// Every row of a dossier; none once it is closed.
pub(crate) fn of(row: &DossierRow) -> Vec<ListRow> {
    if row.closed_at.is_some() {
        return Vec::new();
    }
    let desks = [&row.desk, &row.result_desk].map(|desk| desk_of(desk.as_str()));
    let post = row.is_with_post().then(|| WITH_POST.to_owned());
    let units = [Some(&row.holder_unit), row.in_transit_to.as_ref()];
    let units = units.into_iter().flatten().map(|unit| unit_of(unit.as_str()));
    let account = row.account.as_ref().map(|account| account_of(account.as_str()));
    let places: BTreeSet<String> =
        std::iter::once(EVERYWHERE.to_owned()).chain(desks).chain(post).chain(units).chain(account).collect();
    let (sort_us, views) = (row.sort_us(), views(row));
    let due_us = row.due.map(to_us).filter(|_| row.clock_runs());
    places.into_iter().map(|place| ListRow { place, sort_us, id: row.id.clone(), views, due_us }).collect()
}

fn views(row: &DossierRow) -> i64 {
    // None of these views looks at the time.
    let at = Instants { now: 0, today_end: 0, tomorrow_start: 0, tomorrow_end: 0 };
    let own = BITS.iter().filter(|(view, _)| in_view(row, *view, at)).fold(0, |all, (_, bit)| all | bit);
    own | if row.clock_runs() { CLOCK } else { 0 }
}

fn desk_of(desk: &str) -> String {
    format!("desk/{desk}")
}

fn unit_of(unit: &str) -> String {
    format!("unit/{unit}")
}

fn account_of(account: &str) -> String {
    format!("account/{account}")
}

/// The places that a scope reads, each once.
pub(crate) fn places(scope: &Scope) -> Vec<String> {
    let mut places: Vec<String> = match scope {
        Scope::All => vec![EVERYWHERE.to_owned()],
        Scope::Unit(unit) => vec![unit_of(unit.as_str())],
        Scope::Agency(units) => units.iter().map(|unit| unit_of(unit.as_str())).collect(),
        Scope::Desks(desks) => desks.iter().map(|desk| desk_of(desk.as_str())).collect(),
        Scope::Post => vec![WITH_POST.to_owned()],
        Scope::Account(person) => vec![account_of(person.as_str())],
    };
    places.sort();
    places.dedup();
    places
}

/// The condition of a view on a row of a list.
pub(crate) fn condition(select: &mut Select<'_>, view: View, at: Instants) -> String {
    let clock = format!("views & {CLOCK} <> 0");
    match view {
        View::All => "1 = 1".to_owned(),
        View::Overdue => format!("({clock} AND due_us < {})", select.value(at.now)),
        View::Today => {
            let (now, end) = (select.value(at.now), select.value(at.today_end));
            format!("({clock} AND due_us >= {now} AND due_us < {end})")
        }
        View::Tomorrow => {
            let (start, end) = (select.value(at.tomorrow_start), select.value(at.tomorrow_end));
            format!("({clock} AND due_us >= {start} AND due_us < {end})")
        }
        _ => {
            let bit = BITS.iter().find(|(own, _)| *own == view).map_or(0, |(_, bit)| *bit);
            format!("views & {bit} <> 0")
        }
    }
}

/// The query of the first `most` rows of all places together that keep to `condition`, in which what two places list comes
/// once.
///
/// The embedded database merges the places as it reads them, so their number costs nothing; a server would gather all rows
/// of all of them first, so there each is cut before.
pub(crate) fn first_of(
    select: &mut Select<'_>,
    dialect: Dialect,
    places: &[String],
    (columns, condition): (&str, &str),
    most: usize,
) -> String {
    let most = select.value(i64::try_from(most).unwrap_or(i64::MAX));
    let parts: Vec<String> = places
        .iter()
        .map(|place| {
            let place = select.value(Val::from(place.clone()));
            let own = format!("SELECT {columns} FROM listed WHERE place = {place} AND {condition}");
            match dialect {
                Dialect::Sqlite => own,
                Dialect::Postgres => {
                    format!("(SELECT * FROM ({own} ORDER BY sort_us, id LIMIT {most}) AS part)")
                }
            }
        })
        .collect();
    format!("{} ORDER BY sort_us, id LIMIT {most}", parts.join(" UNION "))
}
