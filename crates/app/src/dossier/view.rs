//! Looking at a dossier: for staff and applicants by right, for everybody by code or token.

use std::sync::{Arc, Weak};

use calendar::Derivation;
use domain::dossier::{Actor, Context, Dossier, Recorded, Stage};
use domain::ids::{DossierId, UnitId};
use domain::organisation::Role;
use domain::procedure::Procedure;
use domain::rights::{self, ActionState};
use jiff::civil::{Date, DateTime};
use store::StoreError;

use super::act::find;
use super::readers::Look;
use super::shell::{Caller, token_hash, with_post};
use crate::App;
use crate::error::CommandError;
use crate::person::{PersonalData, Representative};
use crate::reference::Reference;

/// A dossier with everything that a page or an answer shows.
#[derive(Clone)]
pub struct DossierView {
    /// The summary.
    pub dossier: Dossier,
    /// The whole history.
    pub history: Vec<Recorded>,
    /// The procedure version it is bound to.
    pub procedure: Arc<Procedure>,
    /// The applicant; `None` once erased.
    pub applicant: Option<PersonalData>,
    /// Who acts for the applicant.
    pub representative: Option<Representative>,
    /// The tracking token in clear; `None` once erased.
    pub token: Option<String>,
    /// Reference data of the moment.
    pub reference: Arc<Reference>,
    /// When it was looked at.
    pub at: DateTime,
}

impl DossierView {
    /// Why the promised day is that day, counted again from the recorded facts.
    ///
    /// `None` when nothing is promised, or the calendar of then is no longer at hand.
    #[must_use]
    pub fn derivation(&self) -> Option<Derivation> {
        derivation(&self.dossier, &self.reference)
    }

    /// Working days until the promised day; negative when it has passed.
    #[must_use]
    pub fn working_days_left(&self) -> Option<i32> {
        let promise = self.dossier.promise.as_ref()?;
        let calendar = self.reference.calendar_for(&self.dossier.desk);
        Some(calendar.working_days_between(self.at.date(), promise.due.date()))
    }
}

/// What `caller` may do now, and what is refused and why.
#[must_use]
pub fn actions(view: &DossierView, caller: &Caller) -> Vec<ActionState> {
    let day = view.at.date();
    let person = caller.person.id.clone();
    let dossier = &view.dossier;
    let near = [
        Some(&dossier.holder.unit),
        dossier.paper.on_the_way_to.as_ref(),
        Some(&dossier.result_desk),
        Some(&dossier.desk),
    ];
    let asked = dossier.consultations.iter().flat_map(|one| &one.units).map(|asked| &asked.unit);
    let preferred: Vec<&UnitId> = with_post(dossier, &view.reference.organisation, day)
        .chain(&dossier.in_transit_to)
        .chain(near.into_iter().flatten())
        .chain(asked)
        .collect();
    let by = match caller.acting_unit(&preferred, &view.reference.organisation, day) {
        Some(unit) => Actor::Staff { person, unit },
        None => Actor::Citizen(person),
    };
    let context = Context {
        at: view.at,
        by: &by,
        procedure: &view.procedure,
        calendar: view.reference.calendar_for(&view.dossier.desk),
        parameters: law::parameters_on(&day.to_string()),
        organisation: &view.reference.organisation,
        numbers: None,
        history: &view.history,
        proof_paid: None,
    };
    rights::actions_for(&caller.person, &view.dossier, &context)
}

/// As [`DossierView::derivation`], from the dossier alone.
#[must_use]
pub fn derivation(dossier: &Dossier, reference: &Reference) -> Option<Derivation> {
    let promise = dossier.promise.as_ref()?;
    let calendar = reference.calendar_pinned(&promise.calendar)?;
    let day = promise.counted_from.date().to_string();
    Some(calendar.explain(promise.counted_from, promise.limit, law::parameters_on(&day)))
}

/// Opens a dossier for somebody who may see it; a look by staff is journaled (R4, A2).
///
/// # Errors
///
/// [`CommandError::NotFound`] when there is none or the caller may not know of it.
pub async fn open(app: &App, caller: &Caller, reference: &str) -> Result<DossierView, CommandError> {
    let row = find(app, reference)?;
    let view = load(app, &row.id)?;
    admit(&view, caller)?;
    if !caller.is_citizen(view.at.date()) {
        log_reading(app, caller, &view.dossier).await?;
    }
    Ok(view)
}

/// Lets those pass who may know of the dossier.
///
/// # Errors
///
/// [`CommandError::NotFound`] for everybody else.
pub fn admit(view: &DossierView, caller: &Caller) -> Result<(), CommandError> {
    let (agency, organisation) = (&view.procedure.agency, &view.reference.organisation);
    if rights::can_see(&caller.person, &view.dossier, agency, organisation, view.at.date()) {
        return Ok(());
    }
    Err(CommandError::NotFound)
}

/// Whether the reader works on this dossier now, or it is their own: others see personal data shortened.
#[must_use]
pub fn handles(view: &DossierView, caller: &Caller) -> bool {
    let dossier = &view.dossier;
    let day = view.at.date();
    if dossier.applicant.account.as_ref() == Some(&caller.person.id) {
        return true;
    }
    let organisation = &view.reference.organisation;
    let working = [Some(&dossier.desk), Some(&dossier.holder.unit), dossier.in_transit_to.as_ref()];
    let supervises = |role| {
        matches!(
            role,
            Role::Administrator
                | Role::Auditor
                | Role::DeputyDirector
                | Role::Director
                | Role::ProcedureControl
        )
    };
    caller.person.postings_on(day).filter(|posting| !supervises(posting.role)).any(|posting| {
        working
            .into_iter()
            .flatten()
            .any(|unit| domain::dossier::in_line(organisation, &posting.unit, unit, day))
    })
}

/// Opens a dossier by its tracking token, as the applicant does from the printed receipt.
///
/// # Errors
///
/// [`CommandError::NotFound`] when no dossier has this token.
pub fn open_by_token(app: &App, token: &str) -> Result<DossierView, CommandError> {
    let (id, history) = history_of_token(app, token)?;
    with_people(app, &id, history)
}

/// What whoever has the receipt is shown of a dossier: nothing of the people in it is read.
#[derive(Clone)]
pub struct Followed {
    /// The summary.
    pub dossier: Dossier,
    /// The procedure version it is bound to.
    pub procedure: Arc<Procedure>,
    /// Reference data of the moment.
    pub reference: Arc<Reference>,
    /// When it was looked at.
    pub at: DateTime,
}

impl Followed {
    /// As [`DossierView::derivation`].
    #[must_use]
    pub fn derivation(&self) -> Option<Derivation> {
        derivation(&self.dossier, &self.reference)
    }
}

/// What an answer to whoever follows a dossier depends on, apart from the language: while it is the same, so is the
/// answer.
#[derive(Clone)]
pub struct Moment {
    token: String,
    newest: (u32, i64),
    /// Which set was in force; kept as long as this, its place is never another's, and nothing of it is held.
    reference: Weak<Reference>,
    day: Date,
}

impl Moment {
    /// The digest of the token.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Whether nothing has changed between the two.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.token == other.token
            && self.newest == other.newest
            && self.day == other.day
            && self.reference.ptr_eq(&other.reference)
    }
}

/// The moment of the dossier behind a tracking token; ask before [`follow`], never after it.
///
/// # Errors
///
/// [`CommandError::NotFound`] when no dossier has this token.
pub fn moment(app: &App, token: &str) -> Result<Moment, CommandError> {
    let (reference, day) = (Arc::downgrade(&app.reference()), app.store.now().date());
    let token = digest_of(token)?;
    let newest = app.store.newest_of_token(&token)?.ok_or(CommandError::NotFound)?;
    Ok(Moment { token, newest, reference, day })
}

/// Follows a dossier by its tracking token, in one question to the store.
///
/// # Errors
///
/// [`CommandError::NotFound`] when no dossier has this token.
pub fn follow(app: &App, token: &str) -> Result<Followed, CommandError> {
    let (id, history) = history_of_token(app, token)?;
    let (dossier, procedure, reference) = rebuilt(app, &id, &history)?;
    Ok(Followed { dossier, procedure, reference, at: app.store.now() })
}

fn history_of_token(app: &App, token: &str) -> Result<(DossierId, Vec<Recorded>), CommandError> {
    app.store.history_of_token(&digest_of(token)?)?.ok_or(CommandError::NotFound)
}

fn digest_of(token: &str) -> Result<String, CommandError> {
    let well_formed = token.len() == 32 && token.bytes().all(|b| b.is_ascii_hexdigit());
    if well_formed { Ok(token_hash(token)) } else { Err(CommandError::NotFound) }
}

type Rebuilt = (Dossier, Arc<Procedure>, Arc<Reference>);

fn rebuilt(app: &App, id: &DossierId, history: &[Recorded]) -> Result<Rebuilt, CommandError> {
    let dossier = Dossier::rebuild(id, history).ok_or(CommandError::NotFound)?;
    let reference = app.reference();
    let procedure = reference.procedure_pinned(&dossier.procedure).cloned().ok_or(CommandError::NotFound)?;
    Ok((dossier, procedure, reference))
}

/// What a code alone shows: where it stands and the promised day, nothing else (A1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracked {
    /// The code.
    pub code: String,
    /// Where it stands.
    pub stage: Stage,
    /// The promised instant.
    pub due: Option<DateTime>,
    /// Whether it may still move.
    pub provisional: bool,
    /// Whether a promised instant passed without a result.
    pub late: bool,
    /// The new day of an apology.
    pub again: Option<DateTime>,
    /// When it was looked at.
    pub at: DateTime,
}

/// Tracks by code.
///
/// # Errors
///
/// [`CommandError::NotFound`] for an unknown or malformed code alike.
pub fn track(app: &App, code: &str) -> Result<Tracked, CommandError> {
    let code = domain::dossier::DossierCode::typed(code).map_err(|_| CommandError::NotFound)?;
    let row = app.store.find(&store::Ref::Code(code.to_string()))?.ok_or(CommandError::NotFound)?;
    Ok(Tracked {
        code: code.to_string(),
        stage: row.stage,
        due: row.due,
        provisional: row.provisional,
        late: row.overdue_since.is_some(),
        again: row.again,
        at: app.store.now(),
    })
}

/// Rebuilds a dossier with its personal rows, without any check of rights.
///
/// # Errors
///
/// [`CommandError::NotFound`] for an unknown id, or the store's failure.
pub fn load(app: &App, id: &DossierId) -> Result<DossierView, CommandError> {
    with_people(app, id, app.store.history(id)?)
}

fn with_people(app: &App, id: &DossierId, history: Vec<Recorded>) -> Result<DossierView, CommandError> {
    let (dossier, procedure, reference) = rebuilt(app, id, &history)?;
    let mut ids = vec![dossier.applicant.data.id.clone(), dossier.token.id.clone()];
    ids.extend(dossier.represented_by.as_ref().map(|data| data.id.clone()));
    let rows = app.store.private(&ids)?;
    let data = |id: &str| rows.iter().find(|row| row.id == id).and_then(|row| row.data.as_deref());
    Ok(DossierView {
        applicant: data(&dossier.applicant.data.id).and_then(|text| serde_json::from_str(text).ok()),
        representative: dossier
            .represented_by
            .as_ref()
            .and_then(|kept| data(&kept.id))
            .and_then(|text| serde_json::from_str(text).ok()),
        token: data(&dossier.token.id).map(str::to_owned),
        at: app.store.now(),
        dossier,
        history,
        procedure,
        reference,
    })
}

async fn log_reading(app: &App, caller: &Caller, dossier: &Dossier) -> Result<(), CommandError> {
    let person = caller.person.id.clone();
    let day = app.store.now().date();
    let reference = app.reference();
    let unit = caller.acting_unit(&[&dossier.holder.unit, &dossier.desk], &reference.organisation, day);
    let actor = match unit {
        Some(unit) => Actor::Staff { person, unit },
        None => Actor::System(person.to_string()),
    };
    let look = Look { dossier: dossier.id.clone(), revision: dossier.revision, actor };
    let done = app.store.record(look.batch()).await;
    // Reading goes on while nothing can be recorded, and who read is recorded afterwards.
    let later =
        matches!(done, Err(StoreError::Clock(_) | StoreError::Exhausted(_) | StoreError::Unavailable(_)));
    if later && super::held::keep(app, look).await? {
        return Ok(());
    }
    Ok(done.map(drop)?)
}
