//! Proof that nothing was changed behind the program's back, with the place of whatever was.
//!
//! Chains show a record that was changed, removed or moved; seals show a tail that was cut off
//! and a chain that was written anew; projections, labels and rows beside the journal are
//! compared with what the journal says they must be.

mod database;
mod lists;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::dossier::Dossier;
use domain::dossier::event::{DataRef, Event, Recorded};
use domain::ids::{DossierId, UnitId};

use crate::act::{DossierLabels, SearchFields, StreamId};
use crate::book::{Books, Entry};
use crate::error::StoreError;
use crate::journal::{JournalRow, Merkle, Seal, commitment, hex, sha256_hex};
use crate::listing::{self, ListRow};
use crate::numbers::Numbers;
use crate::query::DossierRow;
use crate::reference::Reference;
use crate::store::{Engine, Store, hold_memory};
use crate::tally::Tallies;
use crate::time::from_us;
use crate::turns::{self, OpinionKey, OpinionRow, SupervisionRow};
use crate::wire;

/// Something that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where, such as `dossier/0a… revision 3` or `seal 2`.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

/// What a verification looked at and found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Records of the journal.
    pub events: u64,
    /// Streams.
    pub streams: u64,
    /// Seals.
    pub seals: u64,
    /// Records after the last seal: proved by their chains only.
    pub unsealed: u64,
    /// Rows beside the journal.
    pub private: u64,
    /// SHA-256 of every file that a history names, with the first place that names it; whoever keeps
    /// the files checks that they are there.
    pub files: Vec<(String, String)>,
    /// What is wrong; empty when all is as recorded.
    pub findings: Vec<Finding>,
}

/// What a verification knows besides the store itself: what was printed, mailed or kept elsewhere, and what
/// only the program around the store can say.
#[derive(Default, Clone, Copy)]
pub struct Expected<'a> {
    /// The public keys that may have signed; with none, all seals must be of one key.
    pub keys: &'a [[u8; 32]],
    /// Seals that somebody keeps, by number and hash: they must be there as they were.
    pub seals: &'a [(i64, [u8; 32])],
    /// How a person is found by the data of their row, by its kind.
    pub search: Option<SearchOf>,
    /// Field and settling agency of a procedure version, by code and version.
    pub labels: Option<&'a LabelsOf<'a>>,
}

/// The search fields of a row of a kind, from its data; `None` where the kind is not searched.
pub type SearchOf = fn(&str, &str) -> Option<SearchFields>;
/// The labels of a procedure version, by code and version; `None` when nobody knows it.
pub type LabelsOf<'a> = dyn Fn(&str, u32) -> Option<(String, UnitId)> + 'a;

impl std::fmt::Debug for Expected<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Expected").field("keys", &self.keys.len()).finish_non_exhaustive()
    }
}

/// A row beside the journal, with what its commitment is made of.
struct PrivateFact {
    id: String,
    kind: String,
    search: Option<SearchFields>,
    salt: Option<String>,
    data: Option<String>,
    commitment: String,
    erased: bool,
}

/// All that is checked, read in one snapshot.
struct Checker<'a> {
    report: VerifyReport,
    progress: &'a mut dyn FnMut(u64, u64),
    total: u64,
    /// Hashes as they must be, by position.
    leaves: Vec<(i64, [u8; 32])>,
    stream: String,
    expected_revision: u32,
    previous: [u8; 32],
    last_at_us: i64,
    history: Vec<Recorded>,
    readable: bool,
    /// What the projections must be; a row is taken out when it was compared.
    dossiers: BTreeMap<DossierId, Dossier>,
    refs: HashMap<String, (String, String)>,
    /// When the stream at hand began.
    began_us: i64,
    /// Positions of the records of the dossier at hand.
    positions: Vec<(u32, i64)>,
    /// What the books must be; taken out when compared.
    books: Books,
    /// Digests of the files that the histories name, each with the place that names it first.
    files: BTreeMap<String, String>,
    told: BTreeMap<(DossierId, u32), SupervisionRow>,
    opinions: BTreeMap<OpinionKey, OpinionRow>,
    /// What the lists must show; only a database has them.
    listed: BTreeSet<ListRow>,
    /// What the figures must be; only a database keeps them.
    tallies: Tallies,
    numbers: Numbers,
    /// Procedure and version at the first record, from which the labels were taken.
    pins: HashMap<DossierId, (String, u32)>,
    /// Hash of the token of each dossier, by the id of its row beside the journal.
    tokens: HashMap<String, (DossierId, String)>,
    expected: Expected<'a>,
}

impl<'a> Checker<'a> {
    fn new(total: u64, expected: Expected<'a>, progress: &'a mut dyn FnMut(u64, u64)) -> Self {
        Self {
            report: VerifyReport::default(),
            progress,
            total,
            leaves: Vec::new(),
            stream: String::new(),
            expected_revision: 1,
            previous: [0; 32],
            last_at_us: i64::MIN,
            history: Vec::new(),
            readable: true,
            dossiers: BTreeMap::new(),
            refs: HashMap::new(),
            began_us: 0,
            positions: Vec::new(),
            books: Books::default(),
            files: BTreeMap::new(),
            told: BTreeMap::new(),
            opinions: BTreeMap::new(),
            listed: BTreeSet::new(),
            tallies: Tallies::default(),
            numbers: Numbers::default(),
            pins: HashMap::new(),
            tokens: HashMap::new(),
            expected,
        }
    }

    fn find(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.report.findings.push(Finding { place: place.into(), what: what.into() });
    }

    /// One record; records come by stream, then revision.
    fn record(&mut self, row: &JournalRow) {
        if row.stream != self.stream {
            self.end_stream();
            self.stream.clone_from(&row.stream);
            self.report.streams = self.report.streams.saturating_add(1);
        }
        let place = format!("{} revision {}", row.stream, row.revision);
        if row.revision != self.expected_revision {
            self.find(
                &place,
                format!("expected revision {}: a record is missing before it", self.expected_revision),
            );
        }
        if row.recorded_at_us < self.last_at_us {
            self.find(&place, "recorded before the record that comes before it");
        }
        if row.expected_hash(&self.previous) != row.hash {
            self.find(&place, format!("the hash does not fit the content (position {})", row.position));
        }
        self.decode(row, &place);
        // The stored hash: one changed record is one finding, not one for each after it.
        self.leaves.push((row.position, row.hash));
        self.previous = row.hash;
        self.last_at_us = row.recorded_at_us;
        self.expected_revision = row.revision.saturating_add(1);
        self.report.events = self.report.events.saturating_add(1);
        if self.report.events.is_multiple_of(1024) {
            (self.progress)(self.report.events, self.total);
        }
    }

    fn decode(&mut self, row: &JournalRow, place: &str) {
        let by = match wire::decode_actor(&row.actor) {
            Ok(by) => by,
            Err(cause) => {
                self.readable = false;
                return self.find(place, cause.to_string());
            }
        };
        if row.revision == 1 || self.expected_revision == 1 {
            self.began_us = row.recorded_at_us;
        }
        if !row.stream.starts_with("dossier/") {
            match Entry::of(&row.stream, row.revision, self.began_us, row.recorded_at_us, &row.payload) {
                Ok(Some(entry)) => self.books.put(entry),
                Ok(None) => {}
                Err(cause) => self.find(place, cause.to_string()),
            }
            return;
        }
        self.positions.push((row.revision, row.position));
        match wire::decode(&row.kind, row.kind_version, &row.payload) {
            Ok(event) => {
                for data in data_refs(&event) {
                    self.refs.insert(data.id.clone(), (data.commitment.clone(), place.to_owned()));
                }
                for file in files_of(&event) {
                    self.files.entry(file.to_owned()).or_insert_with(|| place.to_owned());
                }
                self.numbers.take(&event, row.position);
                let at = from_us(row.recorded_at_us).unwrap_or_default();
                self.history.push(Recorded { revision: row.revision, at, by, event });
            }
            Err(cause) => {
                self.readable = false;
                self.find(place, cause.to_string());
            }
        }
    }

    fn end_stream(&mut self) {
        let history = std::mem::take(&mut self.history);
        let positions = std::mem::take(&mut self.positions);
        if let StreamId::Dossier(id) = StreamId::parse(&self.stream)
            && self.readable
        {
            self.books.learn(&id, &history, &positions);
            match turns::walk(&id, &history) {
                Some(walked) => {
                    for row in turns::opinions(&walked.dossier) {
                        self.opinions.insert(row.key(), row);
                    }
                    if let Some(Event::Registered { procedure, .. }) = history.first().map(|one| &one.event) {
                        let pin = (procedure.code.to_string(), procedure.version);
                        self.pins.insert(id.clone(), pin);
                    }
                    let told = walked.told.into_iter();
                    self.told.extend(told.map(|row| ((row.dossier.clone(), row.revision), row)));
                    self.dossiers.insert(id, *walked.dossier);
                }
                None => self.find(self.stream.clone(), "the history does not begin with a registration"),
            }
        }
        self.readable = true;
        self.expected_revision = 1;
        self.previous = [0; 32];
        self.last_at_us = i64::MIN;
    }

    /// Positions run from 1 without a hole: one writer gives them.
    fn positions(&mut self) {
        self.leaves.sort_unstable();
        let mut expected = 1_i64;
        let mut holes = Vec::new();
        for (position, _) in &self.leaves {
            if *position != expected {
                holes.push((expected, *position));
            }
            expected = position.saturating_add(1);
        }
        for (from, to) in holes {
            self.find(format!("position {to}"), format!("position {from} is missing before it"));
        }
    }

    fn keys(&mut self, seals: &[Seal]) {
        let allowed = self.expected.keys;
        let mut before: Option<[u8; 32]> = None;
        for seal in seals {
            let place = format!("seal {}", seal.number);
            if !allowed.is_empty() && !allowed.contains(&seal.key) {
                self.find(
                    place,
                    format!("signed by the key {}, which is none of those named", hex(&seal.key)),
                );
            } else if allowed.is_empty() && before.is_some_and(|before| before != seal.key) {
                self.find(
                    place,
                    "signed by another key than the seal before it: name both keys if that was meant",
                );
            }
            before = Some(seal.key);
        }
        for (number, hash) in self.expected.seals {
            let place = format!("seal {number}");
            match seals.iter().find(|seal| seal.number == *number) {
                None => self.find(place, "missing, though somebody keeps it"),
                Some(seal) if seal.hash != *hash => self.find(place, "not the one that somebody keeps"),
                Some(_) => {}
            }
        }
    }

    fn seals(&mut self, seals: &[Seal]) {
        self.positions();
        self.keys(seals);
        let mut previous = [0; 32];
        let mut next = 1;
        let mut after = 0;
        for seal in seals {
            let place = format!("seal {}", seal.number);
            if seal.number != next {
                self.find(&place, format!("expected seal {next}: a seal is missing before it"));
            }
            if seal.expected_hash() != seal.hash {
                self.find(&place, "the hash does not fit the content");
            }
            if !seal.signature_holds() {
                self.find(&place, "the signature is not the key's own");
            }
            if seal.previous != previous {
                self.find(&place, "it does not follow the seal before it");
            }
            if seal.first <= after {
                self.find(&place, "it covers positions of the seal before it");
            }
            self.covered(seal, after, &place);
            previous = seal.hash;
            next = seal.number.saturating_add(1);
            after = seal.last;
        }
        self.report.seals = u64::try_from(seals.len()).unwrap_or(u64::MAX);
        let unsealed = self.leaves.iter().filter(|(position, _)| *position > after).count();
        self.report.unsealed = u64::try_from(unsealed).unwrap_or(u64::MAX);
    }

    fn covered(&mut self, seal: &Seal, after: i64, place: &str) {
        let from = self.leaves.partition_point(|(position, _)| *position <= after);
        let to = self.leaves.partition_point(|(position, _)| *position <= seal.last);
        let covered = self.leaves.get(from..to).unwrap_or_default();
        let count = i64::try_from(covered.len()).unwrap_or(i64::MAX);
        let end = self.leaves.last().map_or(0, |(position, _)| *position);
        let mut tree = Merkle::default();
        for (_, hash) in covered {
            tree.add(hash);
        }
        let fits = tree.root() == seal.root;
        if end < seal.last {
            self.find(
                place,
                format!(
                    "it covers up to position {}, the journal ends at {end}: a tail was cut off",
                    seal.last
                ),
            );
        } else if count != seal.count {
            self.find(place, format!("it covers {} records, the journal has {count} there", seal.count));
        } else if !fits {
            self.find(
                place,
                format!(
                    "the root over positions {} to {} is another: records were changed or moved",
                    seal.first, seal.last
                ),
            );
        }
    }

    /// Whether the row is the one that the journal says.
    fn projection(&mut self, row: &DossierRow, labels: &HashMap<DossierId, DossierLabels>) -> bool {
        let place = format!("projection of dossier {}", row.id);
        let Some(dossier) = self.dossiers.remove(&row.id) else {
            self.find(place, "the journal has no such dossier, or it cannot be read");
            return false;
        };
        let Some(labels) = labels.get(&row.id) else {
            self.find(format!("labels of dossier {}", row.id), "missing");
            return false;
        };
        self.label(&dossier, labels);
        let expected = DossierRow::of(&dossier, &labels.field, &labels.agency);
        self.listed.extend(listing::of(&expected));
        self.tallies.count(&expected, 1);
        if expected == *row {
            return true;
        }
        let what = if row.revision == expected.revision {
            format!("columns differ: {}", crate::sql::differences(row, &expected).join(", "))
        } else {
            format!("shows revision {}, the journal ends at {}", row.revision, expected.revision)
        };
        self.find(place, what);
        false
    }

    /// The books as they are against the books as they must be.
    fn books(&mut self, own: &Books) {
        let must = std::mem::take(&mut self.books);
        for place in must.differences(own) {
            self.find(place, "the row is not what the journal says");
        }
    }

    /// Labels are what the procedure that was in force at the first record says.
    fn label(&mut self, dossier: &Dossier, labels: &DossierLabels) {
        let place = format!("labels of dossier {}", dossier.id);
        self.tokens.insert(dossier.token.id.clone(), (dossier.id.clone(), labels.token_hash.clone()));
        let Some(known) = self.expected.labels else { return };
        let Some((code, version)) = self.pins.remove(&dossier.id) else { return };
        match known(&code, version) {
            None => self.find(place, format!("nobody publishes procedure {code} version {version}")),
            Some((field, agency)) if field != labels.field || agency != labels.agency => {
                self.find(place, format!("not those of procedure {code} version {version}"));
            }
            Some(_) => {}
        }
    }

    fn counters(&mut self, counters: &HashMap<String, u64>) {
        for (place, what) in std::mem::take(&mut self.numbers).findings(counters) {
            self.find(place, what);
        }
    }

    /// How somebody is found must be what their data say, and the token what finds the dossier.
    fn found_by(&mut self, fact: &PrivateFact, place: &str) {
        if let (Some(search), Some(data)) = (self.expected.search, &fact.data)
            && search(&fact.kind, data) != fact.search
        {
            self.find(place, "the search fields are not those of the data");
        }
        if fact.data.is_none() && fact.search.is_some() {
            self.find(place, "erased, but still found by a search");
        }
        if fact.kind == "token"
            && let Some((dossier, hash)) = self.tokens.remove(&fact.id)
            && fact.data.as_ref().is_some_and(|data| !is_token(data, &hash))
        {
            self.find(format!("labels of dossier {dossier}"), "the token's hash is not that of its token");
        }
    }

    fn private(&mut self, fact: &PrivateFact) {
        self.report.private = self.report.private.saturating_add(1);
        let place = format!("private row {}", fact.id);
        match (&fact.salt, &fact.data) {
            (Some(salt), Some(data)) if !fact.erased => {
                if commitment(salt, data) != fact.commitment {
                    self.find(&place, "the data do not fit their commitment");
                }
            }
            (None, None) if fact.erased => {}
            _ => self.find(&place, "neither whole nor erased"),
        }
        self.found_by(fact, &place);
        if let Some((committed, recorded)) = self.refs.remove(&fact.id)
            && committed != fact.commitment
        {
            self.find(&place, format!("the commitment is not the one that {recorded} recorded"));
        }
    }

    fn reference(&mut self, own: &Reference) {
        if sha256_hex(&own.text) != own.sha256 {
            let place = format!("reference {} {} version {}", own.kind, own.key, own.version);
            self.find(place, "the text does not fit its digest");
        }
    }

    fn finish(mut self) -> VerifyReport {
        for id in std::mem::take(&mut self.dossiers).into_keys() {
            self.find(format!("projection of dossier {id}"), "missing");
        }
        for (dossier, id, unit) in std::mem::take(&mut self.opinions).into_keys() {
            self.find(format!("opinion {id} of {unit} on dossier {dossier}"), "missing");
        }
        for (dossier, revision) in std::mem::take(&mut self.told).into_keys() {
            self.find(format!("supervision of dossier {dossier} revision {revision}"), "missing");
        }
        let mut missing: Vec<_> = std::mem::take(&mut self.refs).into_iter().collect();
        missing.sort_unstable();
        for (id, (_, recorded)) in missing {
            self.find(format!("private row {id}"), format!("missing, though {recorded} refers to it"));
        }
        (self.progress)(self.report.events, self.total.max(self.report.events));
        self.report.files = std::mem::take(&mut self.files).into_iter().collect();
        self.report
    }
}

/// Whether the data of a token's row, plain or as a JSON text, have that hash.
fn is_token(data: &str, hash: &str) -> bool {
    let inner = serde_json::from_str::<String>(data);
    sha256_hex(data) == hash || inner.is_ok_and(|token| sha256_hex(&token) == hash)
}

/// References of an event to rows beside the journal.
fn data_refs(event: &Event) -> Vec<&DataRef> {
    match event {
        Event::Registered { applicant, represented_by, answers, token, .. } => {
            let optional = [represented_by.as_ref(), answers.as_ref()];
            [&applicant.data, token].into_iter().chain(optional.into_iter().flatten()).collect()
        }
        Event::HandedOver { receiver, .. } => receiver.iter().collect(),
        _ => Vec::new(),
    }
}

/// Digests of the files that an event names.
pub(crate) fn files_of(event: &Event) -> Vec<&str> {
    match event {
        Event::ScansAttached { scans, .. } => scans.iter().map(|scan| scan.file.as_str()).collect(),
        Event::ResultSent { result, .. } | Event::GivenAtOnce { result, .. } => {
            result.file.as_deref().into_iter().collect()
        }
        _ => Vec::new(),
    }
}

impl Store {
    /// Reads the whole store in one snapshot and checks it against itself.
    ///
    /// `progress` gets records done and records in all.
    ///
    /// # Errors
    ///
    /// A [`StoreError`] when the store cannot be read at all; what can be read and is wrong is a
    /// [`Finding`].
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<VerifyReport, StoreError> {
        self.verify_against(&Expected::default(), progress)
    }

    /// [`verify`](Self::verify), and against what is known besides.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify).
    pub fn verify_against(
        &self,
        expected: &Expected<'_>,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<VerifyReport, StoreError> {
        let (total, _) = self.size()?;
        let mut checker = Checker::new(total, *expected, progress);
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let mut journal: Vec<&JournalRow> = memory.journal.iter().collect();
                journal.sort_by(|a, b| (&a.stream, a.revision).cmp(&(&b.stream, b.revision)));
                for row in journal {
                    checker.record(row);
                }
                checker.end_stream();
                checker.seals(&memory.seals);
                checker.books(&memory.books);
                for row in memory.dossiers.values() {
                    checker.projection(row, &memory.labels);
                }
                memory.opinions.values().for_each(|row| checker.opinion(row));
                memory.supervision.values().for_each(|row| checker.supervision(row));
                checker.counters(&memory.counters.clone().into_iter().collect());
                for own in memory.private.values() {
                    checker.private(&PrivateFact {
                        id: own.row.id.clone(),
                        kind: own.row.kind.clone(),
                        search: own.search.clone(),
                        salt: own.salt.clone(),
                        data: own.row.data.clone(),
                        commitment: own.row.commitment.clone(),
                        erased: own.row.erased_at.is_some(),
                    });
                }
                for own in memory.references.values() {
                    checker.reference(own);
                }
            }
            Engine::Database(database) => {
                database.pool.snapshot(|db| database::check(db, &mut checker))?;
            }
        }
        Ok(checker.finish())
    }
}
