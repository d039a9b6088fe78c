//! Worklists, search and the board: rows, never whole dossiers.

use std::collections::HashMap;

use domain::dossier::event::ProcedurePin;
use domain::dossier::{Told, in_line};
use domain::ids::{ProcedureCode, UnitId};
use domain::organisation::Role;
use jiff::civil::{Date, DateTime};
use store::{
    BoardRow, DossierRow, OpinionRow, Page, Ref, Scope, SearchQuery, SupervisionRow, View, ViewCounts,
    WorklistQuery,
};

use super::shell::Caller;
use crate::App;
use crate::error::CommandError;
use crate::fold::fold;
use crate::person::PersonalData;

/// A row with the names that a list shows.
#[derive(Debug, Clone)]
pub struct ListRow {
    /// The stored row.
    pub row: DossierRow,
    /// Name of the procedure.
    pub procedure: String,
    /// The same in English; empty where it has none.
    pub procedure_en: String,
    /// Name of the applicant; empty once erased.
    pub applicant: String,
    /// Name of the unit that has it.
    pub holder_unit: String,
    /// The same in English; empty where it has none.
    pub holder_unit_en: String,
    /// Name of the person that has it; empty while nobody took it.
    pub holder_person: String,
    /// Working days until the promised day; negative when it has passed.
    pub days_left: Option<i32>,
    /// Whether the new day of an apology is still to come.
    pub again_ahead: bool,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct ListPage {
    /// The rows.
    pub rows: Vec<ListRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// What a caller's lists reach: all their desks, what the post carries, their unit, their agency, everything, or their own.
///
/// # Errors
///
/// [`CommandError::Forbidden`] for people whose work shows them no dossier.
pub fn scope(app: &App, caller: &Caller, day: Date) -> Result<Scope, CommandError> {
    let reference = app.reference();
    let (mut desks, mut agencies, mut post): (Vec<UnitId>, Vec<UnitId>, bool) = Default::default();
    for posting in caller.person.postings_on(day) {
        match posting.role {
            Role::Director | Role::DeputyDirector | Role::ProcedureControl | Role::Auditor => {
                return Ok(Scope::All);
            }
            Role::CounterOfficer => desks.push(posting.unit.clone()),
            Role::PostClerk => post = true,
            Role::AgencyHead | Role::Chairman => {
                let agency = reference.organisation.agency_of(&posting.unit, day);
                agencies.extend(units_of(&reference.organisation, &agency, day));
            }
            Role::Officer | Role::DivisionHead | Role::Clerk => agencies.push(posting.unit.clone()),
            Role::Administrator | Role::Citizen => {}
        }
    }
    for units in [&mut desks, &mut agencies] {
        units.sort();
        units.dedup();
    }
    if !desks.is_empty() {
        return Ok(Scope::Desks(desks));
    }
    if post {
        return Ok(Scope::Post);
    }
    if !agencies.is_empty() {
        return Ok(Scope::Agency(agencies));
    }
    if caller.is_citizen(day) && caller.person.is(Role::Citizen, day) {
        return Ok(Scope::Account(caller.person.id.clone()));
    }
    Err(CommandError::Forbidden)
}

/// An agency and its own divisions on `day`; agencies under it have their own heads, and a list
/// must not show what its reader may not open.
fn units_of(organisation: &domain::organisation::Organisation, agency: &UnitId, day: Date) -> Vec<UnitId> {
    organisation
        .units()
        .iter()
        .filter(|known| organisation.agency_of(&known.id, day) == *agency)
        .map(|known| known.id.clone())
        .collect()
}

/// One page of a view.
///
/// # Errors
///
/// [`CommandError::Forbidden`] as [`scope`], or the store's failure.
pub fn worklist(
    app: &App,
    caller: &Caller,
    view: View,
    cursor: Option<String>,
    limit: usize,
) -> Result<ListPage, CommandError> {
    let now = app.store.now();
    let scope = scope(app, caller, now.date())?;
    let page = app.store.worklist(&WorklistQuery {
        view,
        scope,
        now,
        tomorrow: tomorrow(app, caller, now),
        cursor,
        limit,
    })?;
    Ok(named(app, page, now)?)
}

/// How many dossiers each view has.
///
/// # Errors
///
/// As [`worklist`].
pub fn counts(app: &App, caller: &Caller) -> Result<ViewCounts, CommandError> {
    let now = app.store.now();
    let scope = scope(app, caller, now.date())?;
    Ok(app.store.counts(&scope, now, tomorrow(app, caller, now))?)
}

/// Search by code, name without tones, or telephone.
///
/// # Errors
///
/// As [`worklist`].
pub fn search(
    app: &App,
    caller: &Caller,
    text: &str,
    cursor: Option<String>,
    limit: usize,
) -> Result<ListPage, CommandError> {
    let now = app.store.now();
    let scope = scope(app, caller, now.date())?;
    let page = app.store.search(&SearchQuery { text: fold(text), scope, cursor, limit })?;
    Ok(named(app, page, now)?)
}

/// The board: received, solved, overdue by settling agency between two days, both included.
///
/// # Errors
///
/// [`CommandError::Forbidden`] unless the caller sees the whole province.
pub fn board(app: &App, caller: &Caller, from: Date, to: Date) -> Result<Vec<BoardRow>, CommandError> {
    let now = app.store.now();
    if scope(app, caller, now.date())? != Scope::All {
        return Err(CommandError::Forbidden);
    }
    Ok(app.store.board(from, to, now)?)
}

/// The dossiers that one figure of the board counts.
///
/// # Errors
///
/// As [`board`].
#[expect(clippy::needless_pass_by_value, reason = "every list takes its cursor alike")]
pub fn drill(
    app: &App,
    caller: &Caller,
    mut cell: store::BoardCell,
    cursor: Option<String>,
    limit: usize,
) -> Result<ListPage, CommandError> {
    let now = app.store.now();
    if scope(app, caller, now.date())? != Scope::All {
        return Err(CommandError::Forbidden);
    }
    cell.now = now;
    let page = app.store.drill(&cell, cursor.as_deref(), limit)?;
    Ok(named(app, page, now)?)
}

/// The dossiers that the sum of one figure over all agencies counts: one agency after the other.
///
/// `cell` says figure and period; its unit is where the list goes on, once a cursor names one.
///
/// # Errors
///
/// As [`board`].
pub fn drill_sum(
    app: &App,
    caller: &Caller,
    cell: &store::BoardCell,
    cursor: Option<&str>,
    limit: usize,
) -> Result<ListPage, CommandError> {
    let mut units: Vec<UnitId> = board(app, caller, cell.from, cell.to)?
        .into_iter()
        .filter(|row| row.get(cell.figure) > 0 && cell.field.as_ref().is_none_or(|field| row.field == *field))
        .map(|row| row.unit)
        .collect();
    units.sort();
    units.dedup();
    let (first, mut inner) = match cursor.and_then(|cursor| cursor.split_once('|')) {
        Some((unit, rest)) => (unit.to_owned(), Some(rest.to_owned()).filter(|rest| !rest.is_empty())),
        None => (String::new(), None),
    };
    let mut page = ListPage { rows: Vec::new(), next: None };
    for unit in units.into_iter().filter(|unit| unit.as_str() >= first.as_str()) {
        let left = limit.saturating_sub(page.rows.len());
        if left == 0 {
            page.next = Some(format!("{unit}|"));
            break;
        }
        let after = inner.take().filter(|_| unit.as_str() == first);
        let part = drill(app, caller, store::BoardCell { unit: unit.clone(), ..cell.clone() }, after, left)?;
        page.rows.extend(part.rows);
        if let Some(next) = part.next {
            page.next = Some(format!("{unit}|{next}"));
            break;
        }
    }
    Ok(page)
}

/// The next working day where the caller works.
fn tomorrow(app: &App, caller: &Caller, now: DateTime) -> Date {
    let (reference, day) = (app.reference(), now.date());
    let own = caller.person.postings_on(day).find(|posting| posting.role != Role::Citizen);
    let unit = own.map_or_else(|| reference.default_desk(), |posting| &posting.unit);
    reference.calendar_for(unit).next_working_day(day)
}

fn named(app: &App, page: Page<DossierRow>, now: DateTime) -> Result<ListPage, store::StoreError> {
    let reference = app.reference();
    let ids: Vec<String> = page.items.iter().map(|row| row.applicant.clone()).collect();
    let names: HashMap<String, String> = app
        .store
        .private(&ids)?
        .into_iter()
        .filter_map(|row| {
            let data: PersonalData = serde_json::from_str(row.data.as_deref()?).ok()?;
            Some((row.id, data.name))
        })
        .collect();
    let rows = page
        .items
        .into_iter()
        .map(|row| {
            let (procedure, procedure_en) = procedure_names(&reference, &row);
            let unit = reference.organisation.unit_or_latest(&row.holder_unit, now.date());
            ListRow {
                procedure,
                procedure_en,
                holder_unit_en: unit.map(|unit| unit.name.en.clone()).unwrap_or_default(),
                applicant: names.get(&row.applicant).cloned().unwrap_or_default(),
                holder_unit: reference.unit_name(&row.holder_unit, now.date()),
                holder_person: row
                    .holder_person
                    .as_ref()
                    .map(|id| reference.person_name(id))
                    .unwrap_or_default(),
                days_left: row.again.or(row.due).map(|due| {
                    reference.calendar_for(&row.desk).working_days_between(now.date(), due.date())
                }),
                again_ahead: row.again.is_some_and(|again| now < again),
                row,
            }
        })
        .collect();
    Ok(ListPage { rows, next: page.next_cursor })
}

/// What the Centre was told of one dossier, with the names that its list shows.
#[derive(Debug, Clone)]
pub struct ToldRow {
    /// What was told.
    pub told: SupervisionRow,
    /// The dossier; `None` for one that is gone.
    pub dossier: Option<DossierRow>,
    /// Name of its procedure.
    pub procedure: String,
    /// The same in English; empty where it has none.
    pub procedure_en: String,
    /// Name of the unit that it concerns.
    pub unit: String,
}

/// What the Centre was told without asking, the newest first (R7.13, R8.2, R18.4, R18.5).
///
/// # Errors
///
/// [`CommandError::Forbidden`] unless the caller sees the whole province.
pub fn supervision(
    app: &App,
    caller: &Caller,
    kind: Option<Told>,
    cursor: Option<&str>,
    limit: usize,
) -> Result<(Vec<ToldRow>, Option<String>), CommandError> {
    let day = app.store.now().date();
    if scope(app, caller, day)? != Scope::All {
        return Err(CommandError::Forbidden);
    }
    let reference = app.reference();
    let page = app.store.supervision(kind, None, cursor, limit)?;
    let mut rows = Vec::with_capacity(page.items.len());
    for told in page.items {
        let dossier = app.store.find(&Ref::Id(told.dossier.clone()))?;
        let (procedure, procedure_en) =
            dossier.as_ref().map(|row| procedure_names(&reference, row)).unwrap_or_default();
        let unit = reference.section_name(&told.unit, day);
        rows.push(ToldRow { told, dossier, procedure, procedure_en, unit });
    }
    Ok((rows, page.next_cursor))
}

/// An opinion, or somebody for a joint look, that waits for the caller's unit.
#[derive(Debug, Clone)]
pub struct AskedRow {
    /// The question, by unit and time.
    pub asked: OpinionRow,
    /// The dossier.
    pub dossier: DossierRow,
    /// Name of its procedure.
    pub procedure: String,
    /// The same in English; empty where it has none.
    pub procedure_en: String,
    /// Name of the unit that was asked.
    pub unit: String,
    /// Name of the unit that asks.
    pub by: String,
}

/// The opinions and joint looks that units of the caller were asked for and that are open, the first due first
/// (R18.5, R16.1c).
///
/// Empty for people who answer for no agency.
///
/// # Errors
///
/// The store's failure.
pub fn opinions(app: &App, caller: &Caller, limit: usize) -> Result<Vec<AskedRow>, CommandError> {
    let (reference, day) = (app.reference(), app.store.now().date());
    let organisation = &reference.organisation;
    let answers = |role| {
        matches!(role, Role::Officer | Role::Clerk | Role::DivisionHead | Role::AgencyHead | Role::Chairman)
    };
    let own: Vec<UnitId> = caller
        .person
        .postings_on(day)
        .filter(|posting| answers(posting.role))
        .map(|posting| posting.unit.clone())
        .collect();
    let near = |unit: &UnitId| own.iter().any(|own| in_line(organisation, own, unit, day));
    let mut units: Vec<UnitId> =
        organisation.units().iter().map(|unit| unit.id.clone()).filter(near).collect();
    units.sort();
    units.dedup();
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    for asked in app.store.opinions(&units, true, None, limit)?.items {
        let Some(dossier) = app.store.find(&Ref::Id(asked.dossier.clone()))? else { continue };
        let (procedure, procedure_en) = procedure_names(&reference, &dossier);
        let by = reference.section_name(&dossier.holder_unit, day);
        let unit = reference.unit_name(&asked.unit, day);
        rows.push(AskedRow { asked, dossier, procedure, procedure_en, unit, by });
    }
    Ok(rows)
}

/// The name of the version that a row is bound to, in Vietnamese and English.
fn procedure_names(reference: &crate::Reference, row: &DossierRow) -> (String, String) {
    let pin = ProcedureCode::new(&row.procedure)
        .ok()
        .map(|code| ProcedurePin { code, version: row.procedure_version });
    let known = pin.and_then(|pin| reference.procedure_pinned(&pin).cloned());
    known.map_or_else(
        || (row.procedure.clone(), String::new()),
        |procedure| (procedure.name.vi.clone(), procedure.name.en.clone()),
    )
}
