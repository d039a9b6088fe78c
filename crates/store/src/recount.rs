//! The figures counted again from the journal alone, and compared with those that are kept.

use std::collections::HashMap;
use std::str::FromStr;
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

/// Between the fields of a record, and between the records of a history: characters that no JSON text has bare.
const FIELD: char = '\u{1e}';
const RECORD: char = '\u{1f}';

/// Histories as the engine joined them; one row for each, because with a row for each record most of the time went into
/// taking rows.
const HISTORIES: &str = "SELECT stream, string_agg(concat_ws('\u{1e}', revision, kind, kind_version, recorded_at_us, actor, payload), '\u{1f}') \
                         FROM journal WHERE stream >= 'dossier/' AND stream < 'dossier0' GROUP BY stream ORDER BY stream";

/// Histories that travel together, by their stream: a channel's cost is by the message.
type Load = Vec<(String, String)>;

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
                let mut found = read(db, senders);
                let mut all = Tallies::default();
                for handle in handles {
                    let (own, records) = handle
                        .join()
                        .unwrap_or_else(|_| Err(StoreError::Unavailable("a recount panicked".into())))?;
                    all.join(own);
                    if let Ok(found) = &mut found {
                        found.records = found.records.saturating_add(records);
                    }
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
    db.each(HISTORIES, &[], &mut |row| {
        found.dossiers = found.dossiers.saturating_add(1);
        load.push((row.get(0)?, row.get(1)?));
        if load.len() >= TOGETHER {
            deal(std::mem::take(&mut load));
        }
        Ok(())
    })?;
    deal(load);
    // The others end when nothing more can come.
    drop(senders);
    Ok(found)
}

/// The figures of the histories that come, and how many records those have.
fn count(waiting: &Receiver<Load>, labels: &Labels) -> Result<(Tallies, u64), StoreError> {
    let (mut tallies, mut records) = (Tallies::default(), 0_u64);
    while let Ok(load) = waiting.recv() {
        for (stream, joined) in load {
            let history = history(&stream, &joined)?;
            records = records.saturating_add(u64::try_from(history.len()).unwrap_or(u64::MAX));
            tallies.count(&shown(&stream, &history, labels)?, 1);
        }
    }
    Ok((tallies, records))
}

/// The records that were joined, in their order; neither engine promises in which it joins.
fn history(stream: &str, joined: &str) -> Result<Vec<Recorded>, StoreError> {
    let mut history = joined.split(RECORD).map(|one| recorded(stream, one)).collect::<Result<Vec<_>, _>>()?;
    history.sort_by_key(|record| record.revision);
    Ok(history)
}

fn shown(stream: &str, history: &[Recorded], labels: &Labels) -> Result<DossierRow, StoreError> {
    let StreamId::Dossier(id) = StreamId::parse(stream) else {
        return Err(StoreError::corrupt(stream, "not a dossier"));
    };
    let walked = turns::walk(&id, history).ok_or_else(|| StoreError::corrupt(stream, "no beginning"))?;
    let (field, agency) = labels.get(id.as_str()).ok_or_else(|| missing(&id))?;
    Ok(DossierRow::of(&walked.dossier, field, agency))
}

fn missing(id: &DossierId) -> StoreError {
    StoreError::corrupt(format!("labels of dossier {id}"), "missing")
}

fn recorded(stream: &str, joined: &str) -> Result<Recorded, StoreError> {
    let mut fields = joined.splitn(6, FIELD);
    let revision = fields.next().unwrap_or_default();
    let place = || format!("{stream} revision {revision}");
    let mut field = || fields.next().ok_or_else(|| StoreError::corrupt(place(), "a field is missing"));
    let (kind, version, at, actor, payload) = (field()?, field()?, field()?, field()?, field()?);
    let by = wire::decode_actor(actor).map_err(|cause| StoreError::corrupt(place(), cause))?;
    let event = wire::decode(kind, number(version, place)?, payload)
        .map_err(|cause| StoreError::corrupt(place(), cause))?;
    let at = from_us(number(at, place)?).unwrap_or_default();
    Ok(Recorded { revision: number(revision, place)?, at, by, event })
}

fn number<T: FromStr<Err: std::error::Error>>(
    text: &str,
    place: impl Fn() -> String,
) -> Result<T, StoreError> {
    text.parse().map_err(|cause: T::Err| StoreError::corrupt(place(), cause))
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
