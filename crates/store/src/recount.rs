//! The figures counted again from the journal alone, and compared with those that are kept.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use domain::dossier::event::Recorded;
use domain::ids::{DossierId, UnitId};

use crate::act::StreamId;
use crate::db::{Db, rows};
use crate::error::StoreError;
use crate::figures;
use crate::query::DossierRow;
use crate::store::{Engine, Store};
use crate::tally::Tallies;
use crate::time::from_us;
use crate::{turns, wire};

/// What a recount found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recount {
    /// Dossiers whose histories were walked.
    pub dossiers: u64,
    /// Records that were read.
    pub records: u64,
    /// Figures under a key of day, agency and field.
    pub figures: u64,
    /// Keys whose figures are not what the journal says; empty when all are equal to the last digit.
    pub differing: Vec<String>,
}

/// A record as it is stored.
struct Raw {
    revision: u32,
    kind: String,
    version: u32,
    at_us: i64,
    actor: String,
    payload: String,
}

/// Histories that travel together: a channel's cost is by the message.
type Load = Vec<(String, Vec<Raw>)>;

/// Histories in one message.
const TOGETHER: usize = 256;
/// Messages that wait; the reader is at most so far ahead.
const AHEAD: usize = 8;

/// Field and settling agency, by dossier.
type Labels = HashMap<String, (String, UnitId)>;

impl Store {
    /// Counts the figures of boards and reports again from the journal, and says where those kept differ.
    ///
    /// Reads one snapshot; histories are decoded on as many threads as the machine has cores, beside the one that
    /// reads. The store in memory keeps no figures, so nothing can differ.
    ///
    /// # Errors
    ///
    /// A [`StoreError`]; `Corrupt` names the record that cannot be read.
    pub fn recount_figures(&self) -> Result<Recount, StoreError> {
        let Engine::Database(database) = &self.inner.engine else { return Ok(Recount::default()) };
        database.pool.snapshot(|db| {
            let labels = labels(db)?;
            let workers = std::thread::available_parallelism().map_or(1, usize::from);
            let (mut found, counted) = std::thread::scope(|scope| {
                let (senders, handles): (Vec<_>, Vec<_>) = (0..workers)
                    .map(|_| {
                        let (sender, waiting) = sync_channel::<Load>(AHEAD);
                        let labels = &labels;
                        (sender, scope.spawn(move || count(&waiting, labels)))
                    })
                    .unzip();
                let found = read(db, senders);
                let mut all = Tallies::default();
                for handle in handles {
                    let own = handle
                        .join()
                        .unwrap_or_else(|_| Err(StoreError::Unavailable("a recount panicked".into())))?;
                    all.join(own);
                }
                Ok::<_, StoreError>((found?, all))
            })?;
            let kept = figures::tallies(db)?;
            found.figures = u64::try_from(kept.days.len()).unwrap_or(u64::MAX);
            found.differing = differing(counted, &kept);
            Ok(found)
        })
    }
}

fn labels(db: &mut dyn Db) -> Result<Labels, StoreError> {
    let all = rows(db, "SELECT id, field, agency FROM dossier_label", &[], |row| {
        let agency: String = row.get(2)?;
        let agency = UnitId::new(&agency).map_err(|cause| StoreError::corrupt("label row", cause))?;
        Ok((row.get::<String>(0)?, (row.get::<String>(1)?, agency)))
    })?;
    Ok(all.into_iter().collect())
}

/// Reads the histories of all dossiers in the order of the journal's key and deals them out.
fn read(db: &mut dyn Db, senders: Vec<SyncSender<Load>>) -> Result<Recount, StoreError> {
    let mut found = Recount::default();
    let (mut load, mut turn): (Load, usize) = (Vec::new(), 0);
    // Whoever stopped taking says why at its end.
    let mut deal = |load: Load| {
        if let Some(sender) = senders.get(turn) {
            drop(sender.send(load));
        }
        turn = turn.saturating_add(1).checked_rem(senders.len()).unwrap_or(0);
    };
    let sql = "SELECT stream, revision, kind, kind_version, recorded_at_us, actor, payload FROM journal \
               WHERE stream >= 'dossier/' AND stream < 'dossier0' ORDER BY stream, revision";
    db.each(sql, &[], &mut |row| {
        let stream = row.text(0)?;
        let raw = Raw {
            revision: crate::row::number(row, 1)?,
            kind: row.get(2)?,
            version: crate::row::number(row, 3)?,
            at_us: row.get(4)?,
            actor: row.get(5)?,
            payload: row.get(6)?,
        };
        found.records = found.records.saturating_add(1);
        match load.last_mut().filter(|(own, _)| own == stream) {
            Some((_, history)) => history.push(raw),
            None => {
                found.dossiers = found.dossiers.saturating_add(1);
                if load.len() >= TOGETHER {
                    deal(std::mem::take(&mut load));
                }
                load.push((stream.to_owned(), vec![raw]));
            }
        }
        Ok(())
    })?;
    deal(load);
    // The others end when nothing more can come.
    drop(senders);
    Ok(found)
}

fn count(waiting: &Receiver<Load>, labels: &Labels) -> Result<Tallies, StoreError> {
    let mut tallies = Tallies::default();
    while let Ok(load) = waiting.recv() {
        for (stream, history) in load {
            let row = shown(&stream, history, labels)?;
            tallies.count(&row, 1);
        }
    }
    Ok(tallies)
}

fn shown(stream: &str, history: Vec<Raw>, labels: &Labels) -> Result<DossierRow, StoreError> {
    let StreamId::Dossier(id) = StreamId::parse(stream) else {
        return Err(StoreError::corrupt(stream, "not a dossier"));
    };
    let history = history.into_iter().map(|raw| recorded(stream, &raw)).collect::<Result<Vec<_>, _>>()?;
    let walked = turns::walk(&id, &history).ok_or_else(|| StoreError::corrupt(stream, "no beginning"))?;
    let (field, agency) = labels.get(id.as_str()).ok_or_else(|| missing(&id))?;
    Ok(DossierRow::of(&walked.dossier, field, agency))
}

fn missing(id: &DossierId) -> StoreError {
    StoreError::corrupt(format!("labels of dossier {id}"), "missing")
}

fn recorded(stream: &str, raw: &Raw) -> Result<Recorded, StoreError> {
    let place = || format!("{stream} revision {}", raw.revision);
    let by = wire::decode_actor(&raw.actor).map_err(|cause| StoreError::corrupt(place(), cause))?;
    let event = wire::decode(&raw.kind, raw.version, &raw.payload)
        .map_err(|cause| StoreError::corrupt(place(), cause))?;
    Ok(Recorded { revision: raw.revision, at: from_us(raw.at_us).unwrap_or_default(), by, event })
}

/// The keys under which two counts differ.
fn differing(mut counted: Tallies, kept: &Tallies) -> Vec<String> {
    counted.prune();
    let mut places: Vec<String> = Vec::new();
    for key in counted.days.keys().chain(kept.days.keys()) {
        if counted.days.get(key) != kept.days.get(key) {
            places.push(format!("day {}, {}, {}", key.0, key.1, key.2));
        }
    }
    for key in counted.standing.keys().chain(kept.standing.keys()) {
        if counted.standing.get(key) != kept.standing.get(key) {
            places.push(format!("open, due day {}, {}, {}", key.2, key.0, key.1));
        }
    }
    places.sort();
    places.dedup();
    places
}
