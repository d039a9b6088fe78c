//! All files of a place: by their content, with what the virus scanner says of them.
//!
//! Where a content lies says what may be done with it: at its own key it may be read, under `waiting/` the scanner
//! has not seen it, under `infected/` the scanner knows it. A content that lies nowhere else can be read by nobody, so
//! whatever fails, fails closed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Error, Result, Seek as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use super::incoming::{Arrived, Incoming, Whole, media_of};
use super::look::{Eyes, Look, OwnEyes, Unfit};
use super::storage::{Folder, Storage};

/// How many looks are remembered.
const REMEMBERED: usize = 20_000;

/// Files without a verdict, one after the other, that end a round of scanning.
const SILENT: usize = 3;

/// What the virus scanner says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It knows nothing bad of it.
    Clean,
    /// It knows it, under this name.
    Infected(String),
}

/// A virus scanner.
pub trait Scanner: Send + Sync + std::fmt::Debug {
    /// Scans a file from here on. Blocks, for a limited time.
    ///
    /// # Errors
    ///
    /// Why there is no verdict: the scanner does not answer, or could not scan it.
    fn scan(&self, file: &mut File) -> std::result::Result<Verdict, String>;
}

/// What may be done with a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It may be read.
    Clean,
    /// The scanner has not seen it yet.
    Waiting,
    /// The scanner knows it: it is kept as evidence, and nobody reads it.
    Infected,
}

impl State {
    /// The folder of its keys, with its slash.
    fn prefix(self) -> &'static str {
        match self {
            Self::Clean => "",
            Self::Waiting => "waiting/",
            Self::Infected => "infected/",
        }
    }
}

/// All files of a place.
#[derive(Debug, Clone)]
pub struct Files(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// Of this machine: files on their way in, and the lock.
    folder: PathBuf,
    storage: Arc<dyn Storage>,
    eyes: Arc<dyn Eyes>,
    scanner: Option<Arc<dyn Scanner>>,
    seen: Mutex<BTreeMap<String, Look>>,
    /// Contents that may not be read, as last listed: for pages that name many files.
    withheld: Mutex<BTreeMap<String, State>>,
}

/// `ab/cdef…`; `None` for what is no digest, so that no name leads elsewhere.
pub(super) fn key(state: State, digest: &str) -> Option<String> {
    let hex = digest.len() == 64 && digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let (first, rest) = digest.split_at_checked(2).filter(|_| hex)?;
    Some(format!("{}{first}/{rest}", state.prefix()))
}

/// What a key names; `None` for what is none of ours.
pub(super) fn named_by(of: &str) -> Option<(State, String)> {
    let states = [State::Waiting, State::Infected];
    let under = states.into_iter().find_map(|state| Some((state, of.strip_prefix(state.prefix())?)));
    let (state, rest) = under.unwrap_or((State::Clean, of));
    let digest = rest.replacen('/', "", 1);
    (key(state, &digest)? == *of).then_some((state, digest))
}

impl Files {
    /// Files in this folder, looked at in this process, scanned by nobody.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self::new(folder.clone(), Arc::new(Folder::at(folder)), Arc::new(OwnEyes), None)
    }

    /// Files in a storage; `folder` is of this machine and takes them while they are on their way.
    #[must_use]
    pub fn new(
        folder: impl Into<PathBuf>,
        storage: Arc<dyn Storage>,
        eyes: Arc<dyn Eyes>,
        scanner: Option<Arc<dyn Scanner>>,
    ) -> Self {
        let (seen, withheld) = (Mutex::default(), Mutex::default());
        Self(Arc::new(Inner { folder: folder.into(), storage, eyes, scanner, seen, withheld }))
    }

    /// The folder of this machine.
    pub(super) fn local(&self) -> &Path {
        &self.0.folder
    }

    pub(super) fn storage(&self) -> &dyn Storage {
        &*self.0.storage
    }

    /// Whether somebody scans them.
    #[must_use]
    pub fn is_scanned(&self) -> bool {
        self.0.scanner.is_some()
    }

    /// Where files lie that are being received.
    pub(super) fn incoming(&self) -> PathBuf {
        self.0.folder.join(".incoming")
    }

    /// Begins to receive a file.
    ///
    /// # Errors
    ///
    /// The disk's.
    pub fn receive(&self) -> Result<Incoming> {
        Incoming::begin(&self.incoming())
    }

    /// Looks at a file; the same content is looked at once.
    ///
    /// # Errors
    ///
    /// What it is unfit for, or the disk's.
    pub fn look(&self, arrived: &Arrived) -> Result<std::result::Result<Look, Unfit>> {
        self.look_at(&arrived.digest, arrived.bytes, || arrived.open())
    }

    fn look_at(
        &self,
        digest: &str,
        bytes: u64,
        open: impl FnOnce() -> Result<File>,
    ) -> Result<std::result::Result<Look, Unfit>> {
        if let Some(known) = hold(&self.0.seen).get(digest) {
            return Ok(Ok(known.clone()));
        }
        if bytes == 0 {
            return Ok(Err(Unfit::Empty));
        }
        let mut file = open()?;
        // Nobody has to look at what begins like none of ours.
        let Some(media) = media_of(&mut file)? else { return Ok(Err(Unfit::UnknownType)) };
        let seen = self.0.eyes.look(&file, media);
        if let Ok(look) = &seen
            && *look != Look::unseen(media)
        {
            let mut remembered = hold(&self.0.seen);
            if remembered.len() >= REMEMBERED {
                remembered.clear();
            }
            remembered.insert(digest.to_owned(), look.clone());
        }
        Ok(seen)
    }

    /// What may be done with a content; `None` when there is none.
    ///
    /// # Errors
    ///
    /// The storage's.
    pub fn state(&self, digest: &str) -> Result<Option<State>> {
        for state in [State::Clean, State::Waiting, State::Infected] {
            let Some(key) = key(state, digest) else { return Ok(None) };
            if self.storage().entry(&key)?.is_some() {
                return Ok(Some(state));
            }
        }
        Ok(None)
    }

    /// The content with that digest in that state; `None` when there is none or it is no longer what it was.
    pub(super) fn whole(&self, state: State, digest: &str) -> Result<Option<Whole>> {
        let Some(key) = key(state, digest) else { return Ok(None) };
        match self.storage().open(&key)? {
            Some(file) => Whole::check(file, digest),
            None => Ok(None),
        }
    }

    /// Keeps what has arrived, durably; says what may be done with it. What is infected is not kept, and what is
    /// there already and whole is left as it is.
    ///
    /// # Errors
    ///
    /// The storage's.
    pub fn keep(&self, arrived: &Arrived) -> Result<State> {
        let digest = arrived.digest.as_str();
        let place = |state| key(state, digest).ok_or_else(|| Error::other("no place for a digest"));
        // Nothing is swept while it is kept again.
        let _alone = self.lock(false)?;
        let known = self.state(digest)?;
        if known == Some(State::Infected) {
            return Ok(State::Infected);
        }
        if known == Some(State::Clean) && self.whole(State::Clean, digest)?.is_some() {
            self.storage().renew(&place(State::Clean)?)?;
            return Ok(State::Clean);
        }
        let state = match self.scan(&mut arrived.open()?) {
            Ok(Verdict::Clean) => State::Clean,
            Ok(Verdict::Infected(name)) => {
                tracing::warn!(target: "security", digest, name, "an infected file was refused");
                return Ok(State::Infected);
            }
            Err(why) => {
                tracing::warn!(target: "security", digest, why, "a file waits to be scanned");
                State::Waiting
            }
        };
        self.storage().put(&place(state)?, arrived.path())?;
        if state == State::Waiting {
            hold(&self.0.withheld).insert(digest.to_owned(), state);
        } else if known == Some(State::Waiting) {
            self.storage().remove(&place(State::Waiting)?)?;
        }
        Ok(state)
    }

    fn scan(&self, file: &mut File) -> std::result::Result<Verdict, String> {
        match &self.0.scanner {
            Some(scanner) => scanner.scan(file),
            None => Ok(Verdict::Clean),
        }
    }

    /// Has what waits scanned; how many are clean now, are infected, and wait still. Asks `go_on` before each file,
    /// because a scanner may take its time over it; what is left waits.
    ///
    /// # Errors
    ///
    /// The storage's.
    pub fn scan_waiting(&self, go_on: &dyn Fn() -> bool) -> Result<Scanned> {
        self.note_withheld()?;
        let mut waiting = Vec::new();
        self.storage().list("waiting", &mut |entry| waiting.push(entry.key))?;
        let mut done = Scanned::default();
        let mut silent = 0_usize;
        for (digest, from) in waiting.iter().filter_map(|key| Some((named_by(key)?.1, key))) {
            // A scanner that does not answer is not asked for each of many.
            if silent >= SILENT || !go_on() {
                done.waiting = done.waiting.saturating_add(1);
                continue;
            }
            let Some(mut file) = self.storage().open(from)? else { continue };
            let verdict = self.scan(&mut file);
            silent = if verdict.is_err() { silent.saturating_add(1) } else { 0 };
            file.rewind()?;
            // What rotted while it waited must not become the content of its name.
            let state = match verdict {
                Ok(Verdict::Clean) if Whole::check(file, &digest)?.is_some() => State::Clean,
                Ok(Verdict::Clean) => continue,
                Ok(Verdict::Infected(name)) => {
                    tracing::warn!(target: "security", digest, name, "an infected file was put aside");
                    State::Infected
                }
                Err(why) => {
                    tracing::debug!(digest, why, "a file waits still");
                    done.waiting = done.waiting.saturating_add(1);
                    continue;
                }
            };
            let Some(to) = key(state, &digest) else { continue };
            self.storage().rename(from, &to)?;
            let count = if state == State::Clean { &mut done.clean } else { &mut done.infected };
            *count = count.saturating_add(1);
        }
        self.note_withheld()?;
        Ok(done)
    }

    fn note_withheld(&self) -> Result<()> {
        let mut found = BTreeMap::new();
        for under in ["waiting", "infected"] {
            self.storage().list(under, &mut |entry| {
                if let Some((state, digest)) = named_by(&entry.key) {
                    found.insert(digest, state);
                }
            })?;
        }
        *hold(&self.0.withheld) = found;
        Ok(())
    }

    /// The files that may not be read, of those with these digests, as last noted: for labels. [`state`](Self::state)
    /// decides.
    #[must_use]
    pub fn withheld(&self, digests: &BTreeSet<&str>) -> BTreeMap<String, State> {
        let withheld = hold(&self.0.withheld);
        let pick = |(digest, state): (&String, &State)| {
            Some((digest.clone(), *state)).filter(|(digest, _)| digests.contains(digest.as_str()))
        };
        withheld.iter().filter_map(pick).collect()
    }

    /// How many files wait, as last noted.
    #[must_use]
    pub fn waiting(&self) -> usize {
        hold(&self.0.withheld).values().filter(|state| **state == State::Waiting).count()
    }

    /// The content with that digest, for whoever may read it.
    ///
    /// # Errors
    ///
    /// The storage's.
    pub fn read(&self, digest: &str) -> Result<Option<Whole>> {
        let Some(mut whole) = self.whole(State::Clean, digest)? else { return Ok(None) };
        // Remembered since the upload; after a restart it is looked at again.
        let seen = self.look_at(digest, whole.bytes, || whole.file())?;
        whole.shown = seen.is_ok_and(|look| look.is_shown());
        // The look stands on the same file.
        whole.file()?;
        Ok(Some(whole))
    }

    /// Whether a content is there and whole, in whatever state.
    ///
    /// # Errors
    ///
    /// The storage's.
    pub fn is_whole(&self, digest: &str) -> Result<bool> {
        for state in [State::Clean, State::Waiting, State::Infected] {
            if self.whole(state, digest)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Which of `named` are missing or changed, each with the place that names it.
    ///
    /// # Errors
    ///
    /// The storage's.
    pub fn missing(&self, named: &[(String, String)]) -> Result<Vec<(String, String)>> {
        let mut missing = Vec::new();
        for (digest, place) in named {
            if !self.is_whole(digest)? {
                missing.push((digest.clone(), place.clone()));
            }
        }
        Ok(missing)
    }

    /// Has a content that is about to be named by a history live on; whether it is there and not infected.
    ///
    /// # Errors
    ///
    /// The storage's.
    pub(super) fn claim(&self, digest: &str) -> Result<bool> {
        let _alone = self.lock(false)?;
        for state in [State::Clean, State::Waiting] {
            if self.whole(state, digest)?.is_some() {
                if let Some(key) = key(state, digest) {
                    self.storage().renew(&key)?;
                }
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Keeps sweeping and keeping apart, over all programs of this machine: many keep at once, one sweeps.
    pub(super) fn lock(&self, alone: bool) -> Result<File> {
        std::fs::create_dir_all(&self.0.folder)?;
        let lock =
            File::options().create(true).truncate(false).write(true).open(self.0.folder.join(".lock"))?;
        let held = if alone { lock.lock() } else { lock.lock_shared() };
        held?;
        Ok(lock)
    }
}

/// What came of a round of scanning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scanned {
    /// Files that may be read now.
    pub clean: usize,
    /// Files that were put aside.
    pub infected: usize,
    /// Files that wait still.
    pub waiting: usize,
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
