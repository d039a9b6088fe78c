//! The walk through the histories, and what they say must stand beside them.
//!
//! Histories come one after the other. What a history says is kept until the rows beside it were compared, then
//! forgotten: what a verification holds does not grow with the number of dossiers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::dossier::Dossier;
use domain::dossier::event::{Event, Recorded};
use domain::ids::DossierId;

use super::lists::Lists;
use super::{Expected, Finding, VerifyReport, data_refs, files_of};
use crate::act::{DossierLabels, SearchFields, StreamId};
use crate::book::{Books, Entry, EntryKey};
use crate::journal::{JournalRow, commitment, sha256_hex};
use crate::listing;
use crate::numbers::Numbers;
use crate::query::DossierRow;
use crate::reference::Reference;
use crate::tally::Tallies;
use crate::time::from_us;
use crate::turns::{self, OpinionKey, OpinionRow, SupervisionRow};
use crate::wire;

/// What a finding is about, in the order in which findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    File,
    History,
    Seal,
    Book,
    Projection,
    List,
    Opinion,
    Supervision,
    Counter,
    Private,
    Reference,
    MissingProjection,
    MissingOpinion,
    MissingSupervision,
    MissingPrivate,
}

/// A row beside the journal, with what its commitment is made of.
pub(super) struct PrivateFact {
    pub id: String,
    pub kind: String,
    pub search: Option<SearchFields>,
    pub salt: Option<String>,
    pub data: Option<String>,
    pub commitment: String,
    pub erased: bool,
}

/// What a history says of a row beside the journal.
pub(super) struct PrivateRef<'a> {
    pub id: &'a str,
    pub kind: &'a str,
    pub data: Option<&'a str>,
    pub commitment: &'a str,
}

/// What the histories that were walked say must be; a row is taken out when it was compared.
#[derive(Default)]
struct Slice {
    dossiers: BTreeMap<DossierId, Dossier>,
    /// Procedure and version at the first record, from which the labels were taken.
    pins: HashMap<DossierId, (String, u32)>,
    opinions: BTreeMap<OpinionKey, OpinionRow>,
    told: BTreeMap<(DossierId, u32), SupervisionRow>,
    /// Commitments by the ids of their rows, each with the place that recorded it.
    refs: BTreeMap<String, (String, String)>,
    /// Hash of the token of each dossier, by the id of its row beside the journal.
    tokens: BTreeMap<String, (DossierId, String)>,
    books: Books,
    /// Every entry that has a stream, with one that cannot be read.
    entries: BTreeSet<EntryKey>,
}

/// All that is checked, read in one snapshot.
pub(super) struct Checker<'a> {
    pub report: VerifyReport,
    found: Vec<(About, Finding)>,
    progress: &'a mut dyn FnMut(u64, u64),
    total: u64,
    stream: String,
    expected_revision: u32,
    previous: [u8; 32],
    last_at_us: i64,
    history: Vec<Recorded>,
    readable: bool,
    /// When the stream at hand began.
    began_us: i64,
    /// The entry at hand, as its notes until now say.
    entry: Option<Entry>,
    /// Positions of the records of the dossier at hand.
    positions: Vec<(u32, i64)>,
    slice: Slice,
    /// The newest dossier whose history was walked to its end, as its stream names it.
    pub ended: String,
    /// Digests of the files that the histories name, each with the place that names it first.
    files: BTreeMap<String, String>,
    /// What the lists must show; only a database has them.
    pub lists: Lists,
    /// What the figures must be; only a database keeps them.
    pub(super) tallies: Tallies,
    numbers: Numbers,
    pub expected: Expected<'a>,
}

impl<'a> Checker<'a> {
    pub fn new(total: u64, expected: Expected<'a>, progress: &'a mut dyn FnMut(u64, u64)) -> Self {
        Self {
            report: VerifyReport::default(),
            found: Vec::new(),
            progress,
            total,
            stream: String::new(),
            expected_revision: 1,
            previous: [0; 32],
            last_at_us: i64::MIN,
            history: Vec::new(),
            readable: true,
            began_us: 0,
            entry: None,
            positions: Vec::new(),
            slice: Slice::default(),
            ended: String::new(),
            files: BTreeMap::new(),
            lists: Lists::default(),
            tallies: Tallies::default(),
            numbers: Numbers::default(),
            expected,
        }
    }

    pub fn find(&mut self, about: About, place: impl Into<String>, what: impl Into<String>) {
        self.found.push((about, Finding { place: place.into(), what: what.into() }));
    }

    /// One record; records come by stream, then revision.
    pub fn record(&mut self, row: &JournalRow) {
        if row.stream != self.stream {
            self.end_stream();
            self.stream.clone_from(&row.stream);
            self.report.streams = self.report.streams.saturating_add(1);
        }
        let place = format!("{} revision {}", row.stream, row.revision);
        if row.revision != self.expected_revision {
            let what = format!("expected revision {}: a record is missing before it", self.expected_revision);
            self.find(About::History, &place, what);
        }
        if row.recorded_at_us < self.last_at_us {
            self.find(About::History, &place, "recorded before the record that comes before it");
        }
        if row.expected_hash(&self.previous) != row.hash {
            let what = format!("the hash does not fit the content (position {})", row.position);
            self.find(About::History, &place, what);
        }
        self.decode(row, &place);
        // The stored hash: one changed record is one finding, not one for each after it.
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
                return self.find(About::History, place, cause.to_string());
            }
        };
        if row.revision == 1 || self.expected_revision == 1 {
            self.began_us = row.recorded_at_us;
        }
        if !row.stream.starts_with("dossier/") {
            match Entry::of(&row.stream, row.revision, self.began_us, row.recorded_at_us, &row.payload) {
                Ok(Some(mut entry)) => {
                    entry.began_at = self.entry.as_ref().map_or(entry.began_at, |before| before.began_at);
                    self.entry = Some(entry);
                }
                Ok(None) => {}
                Err(cause) => self.find(About::History, place, cause.to_string()),
            }
            return;
        }
        self.positions.push((row.revision, row.position));
        match wire::decode(&row.kind, row.kind_version, &row.payload) {
            Ok(event) => {
                for data in data_refs(&event) {
                    let known = (data.commitment.clone(), place.to_owned());
                    self.slice.refs.insert(data.id.clone(), known);
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
                self.find(About::History, place, cause.to_string());
            }
        }
    }

    /// The stream at hand has no more records.
    pub fn end_stream(&mut self) {
        let history = std::mem::take(&mut self.history);
        let positions = std::mem::take(&mut self.positions);
        if let Some(id) = self.stream.strip_prefix("dossier/") {
            id.clone_into(&mut self.ended);
        }
        self.slice.entries.extend(Entry::key_of(&self.stream));
        if let Some(entry) = self.entry.take() {
            self.slice.books.put(entry);
        }
        if let StreamId::Dossier(id) = StreamId::parse(&self.stream)
            && self.readable
        {
            self.slice.books.learn(&id, &history, &positions);
            match turns::walk(&id, &history) {
                Some(walked) => {
                    for row in turns::opinions(&walked.dossier) {
                        self.slice.opinions.insert(row.key(), row);
                    }
                    if let Some(Event::Registered { procedure, .. }) = history.first().map(|one| &one.event) {
                        let pin = (procedure.code.to_string(), procedure.version);
                        self.slice.pins.insert(id.clone(), pin);
                    }
                    let told = walked.told.into_iter();
                    self.slice.told.extend(told.map(|row| ((row.dossier.clone(), row.revision), row)));
                    self.slice.dossiers.insert(id, *walked.dossier);
                }
                None => {
                    let what = "the history does not begin with a registration";
                    self.find(About::History, self.stream.clone(), what);
                }
            }
        }
        self.readable = true;
        self.expected_revision = 1;
        self.previous = [0; 32];
        self.last_at_us = i64::MIN;
    }

    /// Whether the row is the one that the journal says.
    pub fn projection(&mut self, row: &DossierRow, labels: &HashMap<DossierId, DossierLabels>) -> bool {
        let place = format!("projection of dossier {}", row.id);
        let Some(dossier) = self.slice.dossiers.remove(&row.id) else {
            self.lists.differs(&row.id, Vec::new());
            self.find(About::Projection, place, "the journal has no such dossier, or it cannot be read");
            return false;
        };
        let Some(labels) = labels.get(&row.id) else {
            self.lists.differs(&row.id, Vec::new());
            self.find(About::Projection, format!("labels of dossier {}", row.id), "missing");
            return false;
        };
        self.label(&dossier, labels);
        let expected = DossierRow::of(&dossier, &labels.field, &labels.agency);
        let listed = listing::of(&expected);
        self.lists.expect(&listed);
        self.tallies.count(&expected, 1);
        if expected == *row {
            return true;
        }
        self.lists.differs(&row.id, listed);
        let what = if row.revision == expected.revision {
            format!("columns differ: {}", crate::sql::differences(row, &expected).join(", "))
        } else {
            format!("shows revision {}, the journal ends at {}", row.revision, expected.revision)
        };
        self.find(About::Projection, place, what);
        false
    }

    /// Labels are what the procedure that was in force at the first record says.
    fn label(&mut self, dossier: &Dossier, labels: &DossierLabels) {
        let place = format!("labels of dossier {}", dossier.id);
        let token = (dossier.id.clone(), labels.token_hash.clone());
        self.slice.tokens.insert(dossier.token.id.clone(), token);
        let Some(known) = self.expected.labels else { return };
        let Some((code, version)) = self.slice.pins.remove(&dossier.id) else { return };
        match known(&code, version) {
            None => {
                let what = format!("nobody publishes procedure {code} version {version}");
                self.find(About::Projection, place, what);
            }
            Some((field, agency)) if field != labels.field || agency != labels.agency => {
                let what = format!("not those of procedure {code} version {version}");
                self.find(About::Projection, place, what);
            }
            Some(_) => {}
        }
    }

    pub fn opinion(&mut self, row: &OpinionRow) {
        if let Some(what) = turn(&mut self.slice.opinions, &row.key(), row) {
            let place = format!("opinion {} of {} on dossier {}", row.id, row.unit, row.dossier);
            self.find(About::Opinion, place, what);
        }
    }

    pub fn supervision(&mut self, row: &SupervisionRow) {
        let key = (row.dossier.clone(), row.revision);
        if let Some(what) = turn(&mut self.slice.told, &key, row) {
            let place = format!("supervision of dossier {} revision {}", row.dossier, row.revision);
            self.find(About::Supervision, place, what);
        }
    }

    /// The books as they are against the books as they must be.
    pub fn books(&mut self, own: &Books) {
        let must = std::mem::take(&mut self.slice.books);
        for place in must.differences(own) {
            self.find(About::Book, place, "the row is not what the journal says");
        }
    }

    /// An entry without a stream.
    pub fn invented_entry(&mut self, (book, id): &EntryKey) {
        let place = crate::book::entry_place(book, id);
        self.find(About::Book, place, "the row is not what the journal says");
    }

    /// The entries whose streams were walked.
    pub fn entries(&mut self) -> Vec<EntryKey> {
        std::mem::take(&mut self.slice.entries).into_iter().collect()
    }

    /// The rows beside the journal that the histories refer to.
    pub fn referred(&self) -> Vec<String> {
        let all: BTreeSet<&String> = self.slice.refs.keys().chain(self.slice.tokens.keys()).collect();
        all.into_iter().cloned().collect()
    }

    /// A row beside the journal against the history that refers to it.
    pub fn refers(&mut self, own: &PrivateRef<'_>) {
        if own.kind == "token"
            && let Some((dossier, hash)) = self.slice.tokens.remove(own.id)
            && own.data.is_some_and(|data| !is_token(data, &hash))
        {
            let place = format!("labels of dossier {dossier}");
            self.find(About::Private, place, "the token's hash is not that of its token");
        }
        if let Some((committed, recorded)) = self.slice.refs.remove(own.id)
            && committed != own.commitment
        {
            let what = format!("the commitment is not the one that {recorded} recorded");
            self.find(About::Private, format!("private row {}", own.id), what);
        }
    }

    /// All rows beside the histories that were walked have been compared: what is left is missing.
    pub fn forget(&mut self) {
        let left = std::mem::take(&mut self.slice);
        for id in left.dossiers.into_keys() {
            self.find(About::MissingProjection, format!("projection of dossier {id}"), "missing");
        }
        for (dossier, id, unit) in left.opinions.into_keys() {
            let place = format!("opinion {id} of {unit} on dossier {dossier}");
            self.find(About::MissingOpinion, place, "missing");
        }
        for (dossier, revision) in left.told.into_keys() {
            let place = format!("supervision of dossier {dossier} revision {revision}");
            self.find(About::MissingSupervision, place, "missing");
        }
        for (id, (_, recorded)) in left.refs {
            let what = format!("missing, though {recorded} refers to it");
            self.find(About::MissingPrivate, format!("private row {id}"), what);
        }
    }

    pub fn counters(&mut self, counters: &HashMap<String, u64>) {
        for (place, what) in std::mem::take(&mut self.numbers).findings(counters) {
            self.find(About::Counter, place, what);
        }
    }

    /// A row beside the journal against itself.
    pub fn private(&mut self, fact: &PrivateFact) {
        self.report.private = self.report.private.saturating_add(1);
        let place = format!("private row {}", fact.id);
        match (&fact.salt, &fact.data) {
            (Some(salt), Some(data)) if !fact.erased => {
                if commitment(salt, data) != fact.commitment {
                    self.find(About::Private, &place, "the data do not fit their commitment");
                }
            }
            (None, None) if fact.erased => {}
            _ => self.find(About::Private, &place, "neither whole nor erased"),
        }
        // How somebody is found must be what their data say.
        if let (Some(search), Some(data)) = (self.expected.search, &fact.data)
            && search(&fact.kind, data) != fact.search
        {
            self.find(About::Private, &place, "the search fields are not those of the data");
        }
        if fact.data.is_none() && fact.search.is_some() {
            self.find(About::Private, place, "erased, but still found by a search");
        }
    }

    pub fn reference(&mut self, own: &Reference) {
        if sha256_hex(&own.text) != own.sha256 {
            let place = format!("reference {} {} version {}", own.kind, own.key, own.version);
            self.find(About::Reference, place, "the text does not fit its digest");
        }
    }

    pub fn finish(mut self) -> VerifyReport {
        (self.progress)(self.report.events, self.total.max(self.report.events));
        self.found.sort_by_key(|(about, _)| *about);
        self.report.findings = self.found.into_iter().map(|(_, finding)| finding).collect();
        self.report.files = self.files.into_iter().collect();
        self.report
    }
}

/// One row of a projection of turns, against what the journal says.
fn turn<K: Ord, T: PartialEq>(expected: &mut BTreeMap<K, T>, key: &K, row: &T) -> Option<&'static str> {
    match expected.remove(key) {
        None => Some("the journal says nothing of it"),
        Some(own) if own != *row => Some("the journal says something else"),
        Some(_) => None,
    }
}

/// Whether the data of a token's row, plain or as a JSON text, have that hash.
fn is_token(data: &str, hash: &str) -> bool {
    let inner = serde_json::from_str::<String>(data);
    sha256_hex(data) == hash || inner.is_ok_and(|token| sha256_hex(&token) == hash)
}
