//! What the Centre is told and which opinions are asked: two projections, and the questions to them.

use std::collections::BTreeMap;

use domain::dossier::event::{Event, Recorded};
use domain::dossier::{Dossier, Told, apply, told};
use domain::ids::{DossierId, StepId, UnitId};
use jiff::civil::DateTime;

use crate::error::StoreError;
use crate::query::{Keyset, Page, clamp, page};
use crate::read;
use crate::sql::Select;
use crate::store::{Engine, Store, hold_memory};
use crate::time::to_us;

/// Columns of `opinion`, comma separated.
pub(crate) const OPINION: &str = "o.dossier, o.id, o.unit, o.asked_at_us, o.answer_by_us, o.answered_at_us, \
     o.silent_at_us, o.kind";
/// Columns of `supervision`, comma separated.
pub(crate) const SUPERVISION: &str = "dossier, revision, at_us, kind, unit";

/// What the Centre was told of without asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupervisionRow {
    /// Which dossier.
    pub dossier: DossierId,
    /// The record that told it.
    pub revision: u32,
    /// When.
    pub at: DateTime,
    /// What.
    pub kind: Told,
    /// The unit that it concerns.
    pub unit: UnitId,
}

/// What is sought of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sought {
    /// Its opinion (R18.5).
    Opinion,
    /// Somebody for a joint look at an unclear dossier (R16.1c).
    Invitation,
}

impl Sought {
    /// The stable name, as stored and shown in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Opinion => "opinion",
            Self::Invitation => "invitation",
        }
    }

    pub(crate) fn find(name: &str) -> Option<Self> {
        [Self::Opinion, Self::Invitation].into_iter().find(|own| own.name() == name)
    }
}

/// One unit of which an opinion or a joint look is sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpinionRow {
    /// Which of the two.
    pub kind: Sought,
    /// Of which dossier.
    pub dossier: DossierId,
    /// The consultation within the dossier; of an invitation its number.
    pub id: StepId,
    /// Who was asked.
    pub unit: UnitId,
    /// When.
    pub asked_at: DateTime,
    /// Until when.
    pub answer_by: DateTime,
    /// When it answered, or the leader settled what it was invited for.
    pub answered_at: Option<DateTime>,
    /// When its silence was recorded.
    pub silent_at: Option<DateTime>,
}

/// How the id of an invitation begins.
const INVITATION: &str = "moi-";

pub(crate) type OpinionKey = (DossierId, StepId, UnitId);

impl OpinionRow {
    pub(crate) fn key(&self) -> OpinionKey {
        (self.dossier.clone(), self.id.clone(), self.unit.clone())
    }

    fn keyset(&self) -> Keyset {
        let id = format!("{}/{}/{}", self.dossier, self.id, self.unit);
        Keyset { sort: to_us(self.answer_by), id }
    }
}

impl SupervisionRow {
    fn keyset(&self) -> Keyset {
        // Ten digits hold every revision, so that the order of texts is the order of numbers.
        Keyset { sort: to_us(self.at), id: format!("{}/{:010}", self.dossier, self.revision) }
    }
}

/// A history as far as the projections need it.
pub(crate) struct Walked {
    pub dossier: Box<Dossier>,
    /// What the Centre is told by the records that were walked.
    pub told: Vec<SupervisionRow>,
    /// Whether one of them asks for an opinion or a joint look, or ends it.
    pub asked: bool,
}

/// Walks a whole history; `None` when it does not begin with a registration.
pub(crate) fn walk(id: &DossierId, history: &[Recorded]) -> Option<Walked> {
    walk_on(None, id, history)
}

/// Walks the records that come after `before`, the dossier as it stood; `None` when there is no beginning.
pub(crate) fn walk_on(before: Option<Box<Dossier>>, id: &DossierId, mut new: &[Recorded]) -> Option<Walked> {
    let dossier = match before {
        Some(dossier) => dossier,
        None => {
            // A registration tells nobody, so it needs no look of its own.
            let (first, rest) = new.split_first()?;
            new = rest;
            Box::new(Dossier::rebuild(id, std::slice::from_ref(first))?)
        }
    };
    let mut walked = Walked { dossier, told: Vec::new(), asked: false };
    for recorded in new {
        apply(&mut walked.dossier, recorded);
        walked.asked |= matches!(
            recorded.event,
            Event::ConsultationAsked { .. }
                | Event::ConsultationAnswered { .. }
                | Event::ConsultationSilent { .. }
                | Event::AgencyInvited { .. }
                | Event::EscalationAnswered { .. }
        );
        if let Some((kind, unit)) = told(recorded, &walked.dossier) {
            let (dossier, revision, at) = (id.clone(), recorded.revision, recorded.at);
            walked.told.push(SupervisionRow { dossier, revision, at, kind, unit });
        }
    }
    Some(walked)
}

/// The rows of everybody whose opinion on `dossier` was asked or who was invited to look at it, each once.
pub(crate) fn opinions(dossier: &Dossier) -> Vec<OpinionRow> {
    let mut all: BTreeMap<OpinionKey, OpinionRow> = BTreeMap::new();
    for consultation in &dossier.consultations {
        for asked in &consultation.units {
            let row = OpinionRow {
                kind: Sought::Opinion,
                dossier: dossier.id.clone(),
                id: consultation.id.clone(),
                unit: asked.unit.clone(),
                asked_at: consultation.at,
                answer_by: consultation.answer_by,
                answered_at: asked.answer.as_ref().map(|(_, _, at)| *at),
                silent_at: asked.silent_at,
            };
            all.entry(row.key()).or_insert(row);
        }
    }
    for (place, invited) in dossier.invited.iter().enumerate() {
        let Ok(id) = StepId::new(&format!("{INVITATION}{}", place.saturating_add(1))) else { continue };
        let row = OpinionRow {
            kind: Sought::Invitation,
            dossier: dossier.id.clone(),
            id,
            unit: invited.unit.clone(),
            asked_at: invited.at,
            answer_by: invited.come_by,
            answered_at: invited.settled_at,
            silent_at: None,
        };
        all.entry(row.key()).or_insert(row);
    }
    all.into_values().collect()
}

/// The parts of a cursor's id, as many as wanted.
fn parts<const N: usize>(key: &Keyset) -> Result<[String; N], StoreError> {
    let wrong = || StoreError::Invalid(format!("`{}` is not a cursor of this list", key.write()));
    let parts: Vec<String> = key.id.split('/').map(str::to_owned).collect();
    parts.try_into().map_err(|_| wrong())
}

impl Store {
    /// A page of what the Centre was told, the newest first: of one kind, of some units, or all of it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for a cursor that is not of this list.
    pub fn supervision(
        &self,
        kind: Option<Told>,
        units: Option<&[UnitId]>,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Page<SupervisionRow>, StoreError> {
        let (limit, end) = (clamp(limit), Keyset::read(cursor)?);
        let end_parts = end.as_ref().map(parts::<2>).transpose()?;
        let found = match &self.inner.engine {
            Engine::Memory(memory) => {
                let keep = |row: &&SupervisionRow| {
                    kind.is_none_or(|kind| row.kind == kind)
                        && units.is_none_or(|units| units.contains(&row.unit))
                        && end.as_ref().is_none_or(|end| {
                            let key = row.keyset();
                            (key.sort, key.id) < (end.sort, end.id.clone())
                        })
                };
                let memory = hold_memory(memory);
                let mut all: Vec<SupervisionRow> =
                    memory.supervision.values().filter(keep).cloned().collect();
                all.sort_by_key(|row| {
                    let key = row.keyset();
                    std::cmp::Reverse((key.sort, key.id))
                });
                all.truncate(limit.saturating_add(1));
                all
            }
            Engine::Database(database) => {
                let mut select = Select::default();
                if let Some(kind) = kind {
                    let place = select.value(kind.name());
                    select.and(format!("kind = {place}"));
                }
                if let Some(units) = units {
                    select.one_of("unit", units);
                }
                if let (Some(end), Some([dossier, revision])) = (&end, &end_parts) {
                    let revision: i64 = revision
                        .parse()
                        .map_err(|_| StoreError::Invalid(format!("`{revision}` is no revision")))?;
                    let places =
                        [select.value(end.sort), select.value(dossier.as_str()), select.value(revision)];
                    select.and(format!("(at_us, dossier, revision) < ({})", places.join(", ")));
                }
                let sql = format!(
                    "SELECT {SUPERVISION} FROM supervision WHERE {} \
                     ORDER BY at_us DESC, dossier DESC, revision DESC LIMIT {}",
                    select.filter(),
                    limit.saturating_add(1)
                );
                database.rows(&sql, &select.values, read::supervision)?
            }
        };
        Ok(page(found, limit, SupervisionRow::keyset))
    }

    /// A page of the opinions and joint looks that some units were asked for, the one that is due first, first;
    /// with `open_only` those that are not answered and whose dossier is not closed.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for a cursor that is not of this list.
    pub fn opinions(
        &self,
        units: &[UnitId],
        open_only: bool,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Page<OpinionRow>, StoreError> {
        let (limit, end) = (clamp(limit), Keyset::read(cursor)?);
        let end_parts = end.as_ref().map(parts::<3>).transpose()?;
        let found = match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let open = |row: &OpinionRow| {
                    let dossier = memory.dossiers.get(&row.dossier);
                    row.answered_at.is_none() && dossier.is_some_and(|own| own.closed_at.is_none())
                };
                let key = |row: &OpinionRow| (to_us(row.answer_by), row.key());
                let beyond = |row: &OpinionRow| match (&end, &end_parts) {
                    (Some(end), Some([dossier, id, unit])) => {
                        let own = (row.dossier.as_str(), row.id.as_str(), row.unit.as_str());
                        (to_us(row.answer_by), own) > (end.sort, (dossier, id, unit))
                    }
                    _ => true,
                };
                let keep =
                    |row: &&OpinionRow| units.contains(&row.unit) && (!open_only || open(row)) && beyond(row);
                let mut all: Vec<OpinionRow> = memory.opinions.values().filter(keep).cloned().collect();
                all.sort_by_key(key);
                all.truncate(limit.saturating_add(1));
                all
            }
            Engine::Database(database) => {
                let mut select = Select::default();
                select.one_of("o.unit", units);
                if open_only {
                    select.and("o.answered_at_us IS NULL AND d.closed_at_us IS NULL".to_owned());
                }
                if let (Some(end), Some([dossier, id, unit])) = (&end, &end_parts) {
                    let places = [
                        select.value(end.sort),
                        select.value(dossier.as_str()),
                        select.value(id.as_str()),
                        select.value(unit.as_str()),
                    ];
                    select
                        .and(format!("(o.answer_by_us, o.dossier, o.id, o.unit) > ({})", places.join(", ")));
                }
                let sql = format!(
                    "SELECT {OPINION} FROM opinion o JOIN dossier d ON d.id = o.dossier WHERE {} \
                     ORDER BY o.answer_by_us, o.dossier, o.id, o.unit LIMIT {}",
                    select.filter(),
                    limit.saturating_add(1)
                );
                database.rows(&sql, &select.values, read::opinion)?
            }
        };
        Ok(page(found, limit, OpinionRow::keyset))
    }
}
