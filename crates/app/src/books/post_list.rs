//! Lists under which results went to the public post (R18.6c): no entries of their own, but the acts of dossiers.

use std::collections::BTreeSet;

use domain::dossier::event::Slip;
use domain::dossier::{Dossier, Event, Recorded};
use domain::ids::{DossierId, PersonId, UnitId};
use jiff::civil::{Date, DateTime};

use super::post::{COUNTER, POST};
use super::{SUPERVISORS, holds, units};
use crate::App;
use crate::dossier::Caller;
use crate::dossier::view::{self, DossierView};
use crate::error::CommandError;
use crate::person::PersonalData;

/// One result on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Code of the dossier.
    pub code: String,
    /// Name of its procedure.
    pub procedure: String,
    /// Who gets it; `None` once erased.
    pub applicant: Option<PersonalData>,
    /// Number of the consignment.
    pub consignment: String,
    /// Postage in đồng.
    pub postage: i64,
    /// What the post collects, in đồng.
    pub collect: i64,
    /// When it was given.
    pub at: DateTime,
    /// Who gave it.
    pub by: Option<PersonId>,
}

/// What went to the post from `desk` under this number, in order of time: for those who may read its minutes.
///
/// A number lives in its year. Reads every dossier that went to the post then: call it where you may block.
///
/// # Errors
///
/// [`CommandError::NotFound`] for a list that is not there, or of a desk that is not the caller's.
pub fn open(app: &App, caller: &Caller, desk: &UnitId, list: &Slip) -> Result<Vec<Sent>, CommandError> {
    let day = app.store.now().date();
    let near = units(caller, COUNTER, day).contains(desk)
        || holds(caller, POST, day)
        || holds(caller, SUPERVISORS, day);
    let first = Date::new(list.year, 1, 1).ok().filter(|_| near).ok_or(CommandError::NotFound)?;
    let next = list.year.checked_add(1).and_then(|year| Date::new(year, 1, 1).ok());
    let next = next.ok_or(CommandError::NotFound)?;
    let sent = app.store.sent_between(DateTime::from(first), DateTime::from(next))?;
    let dossiers: BTreeSet<DossierId> = sent.into_iter().map(|own| own.dossier).collect();
    let mut found = Vec::new();
    for id in &dossiers {
        let view = view::load(app, id)?;
        for index in 0..view.history.len() {
            found.extend(on_list(&view, index, desk, list));
        }
    }
    found.sort_by(|a, b| (a.at, &a.consignment).cmp(&(b.at, &b.consignment)));
    if found.is_empty() { Err(CommandError::NotFound) } else { Ok(found) }
}

/// The line that the event at `index` makes, when it put the result of `desk` on the list.
fn on_list(view: &DossierView, index: usize, desk: &UnitId, wanted: &Slip) -> Option<Sent> {
    let until: &[Recorded] = view.history.get(..=index)?;
    let recorded = until.last()?;
    let Event::GivenToPost { consignment, list, postage, collect, .. } = &recorded.event else { return None };
    // The desk of then: a result that came back may have gone to another one since.
    let there = list == wanted && Dossier::rebuild(&view.dossier.id, until)?.result_desk == *desk;
    there.then(|| Sent {
        code: view.dossier.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        procedure: view.procedure.name.vi.clone(),
        applicant: view.applicant.clone(),
        consignment: consignment.clone(),
        postage: *postage,
        collect: *collect,
        at: recorded.at,
        by: recorded.by.person().cloned(),
    })
}
