//! Looks that wait to be journaled: nothing is dated while the clock is wrong, nothing recorded while there is no room or no
//! server that takes it, and reading goes on.
//!
//! A look is on the disk before the dossier is shown, in a file beside the store, so that a restart loses none. It is
//! journaled once the clock is right, under a key of its own: however often that is begun, it is journaled once.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::dossier::event::Actor;
use domain::ids::{DossierId, PersonId, UnitId};
use serde::{Deserialize, Serialize};
use store::{Batch, IdempotencyKey, Reads};

use super::readers::Look;
use super::shell::random_hex;
use crate::App;
use crate::error::CommandError;

/// The most looks that wait; past it nobody looks.
const WAITING: usize = 10_000;
/// Programs that may have the same folder, as several over one database do: each has a file of its own.
const PROGRAMS: usize = 32;
/// Who has the keys of looks among those of requests; no account has such a name.
const KEYS: &str = "access/held";

/// Looks that wait.
#[derive(Debug, Default)]
pub(crate) struct Held(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    waiting: Vec<Waiting>,
    /// Locked as long as the program runs; `None` keeps them in memory only.
    file: Option<File>,
    /// Bytes of it that are whole lines on the disk.
    length: u64,
}

/// One that waits.
#[derive(Debug, Clone)]
struct Waiting {
    key: String,
    look: Look,
}

/// A line of the file: ids only.
#[derive(Serialize, Deserialize)]
struct Line {
    key: String,
    dossier: String,
    revision: u32,
    by: By,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum By {
    Staff { person: String, unit: String },
    Citizen(String),
    System(String),
}

impl Held {
    /// Keeps them in a file of that folder, and takes up what an earlier program left there.
    pub(crate) fn at(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut own = State::default();
        for place in 0..PROGRAMS {
            let path = file(folder, place);
            if own.file.is_some() && !path.exists() {
                continue;
            }
            let mut found =
                OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
            // Another program's that runs.
            if found.try_lock().is_err() {
                continue;
            }
            let (left, length) = read(&mut found, &path)?;
            if own.file.is_none() {
                File::open(folder)?.sync_all()?;
                // What stands behind is half of a line, of a look that was never answered.
                found.set_len(length)?;
                own = State { waiting: left, file: Some(found), length };
            } else {
                own.append(&left)?;
                own.waiting.extend(left);
                found.set_len(0)?;
            }
        }
        if own.file.is_none() {
            return Err(io::Error::other("the files of looks are all in use by other programs"));
        }
        if !own.waiting.is_empty() {
            tracing::warn!(looks = own.waiting.len(), "looks wait since before the start");
        }
        Ok(Self(Mutex::new(own)))
    }

    /// Keeps a look until the clock is right; `false` when too many wait. May block.
    pub(crate) fn keep(&self, look: Look) -> Result<bool, CommandError> {
        let waiting = Waiting { key: random_hex()?, look };
        let mut state = self.state();
        if state.waiting.len() >= WAITING {
            return Ok(false);
        }
        match state.append(std::slice::from_ref(&waiting)) {
            Ok(()) => {}
            // No room on the disk is why it waits; a restart before there is some loses all of it but the line below.
            Err(error) if error.kind() == io::ErrorKind::StorageFull => {
                tracing::warn!(%error, "a look waits in memory only");
            }
            Err(error) => return Err(store::StoreError::from(error).into()),
        }
        tracing::warn!(dossier = %waiting.look.dossier, "a look is journaled once something can be recorded");
        state.waiting.push(waiting);
        Ok(true)
    }

    fn take(&self) -> Vec<Waiting> {
        std::mem::take(&mut self.state().waiting)
    }

    /// Empties the file when nothing waits any more. What cannot be removed is found journaled later.
    fn settle(&self) {
        let mut state = self.state();
        if state.waiting.is_empty()
            && state.length > 0
            && let Err(error) = state.empty()
        {
            tracing::warn!(%error, "looks that are journaled could not be removed from their file");
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn append(&mut self, looks: &[Waiting]) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let mut text = String::new();
        for one in looks {
            text.push_str(&serde_json::to_string(&Line::from(one)).map_err(io::Error::other)?);
            text.push('\n');
        }
        let written = file
            .seek(SeekFrom::Start(self.length))
            .and_then(|_| file.write_all(text.as_bytes()))
            .and_then(|()| file.sync_data());
        if let Err(error) = written {
            // Half of it must not stand before the next; a failure is found by whoever reads.
            drop(file.set_len(self.length));
            return Err(error);
        }
        self.length = self.length.saturating_add(u64::try_from(text.len()).unwrap_or(u64::MAX));
        Ok(())
    }

    fn empty(&mut self) -> io::Result<()> {
        if let Some(file) = &self.file {
            file.set_len(0)?;
            self.length = 0;
            file.sync_data()?;
        }
        Ok(())
    }
}

/// Keeps a look on a thread that may block; whether it is kept.
pub(crate) async fn keep(app: &App, look: Look) -> Result<bool, CommandError> {
    let held = Arc::clone(&app.looks);
    let kept = tokio::task::spawn_blocking(move || held.keep(look)).await;
    kept.unwrap_or(Ok(false))
}

/// Journals the looks that have waited, with the instant at which it is done.
///
/// # Errors
///
/// The store's failure; what was not journaled waits on.
pub(crate) fn record(app: &App) -> Result<(), CommandError> {
    let mut all = app.looks.take().into_iter();
    while let Some(one) = all.next() {
        if let Err(error) = once(app, &one) {
            app.looks.state().waiting.extend(std::iter::once(one).chain(all));
            return Err(error);
        }
    }
    app.looks.settle();
    Ok(())
}

/// Journals one unless it was: the program may have ended, or lost its connection, before it knew.
fn once(app: &App, one: &Waiting) -> Result<(), CommandError> {
    let key = IdempotencyKey { actor: KEYS.into(), key: one.key.clone(), fingerprint: one.key.clone() };
    let batch = one.look.batch().answer(200, "");
    let done = app.store.act_blocking(
        move |_| Reads::default().idempotent(Some(key.clone())),
        move |loaded| {
            let again = loaded.earlier.is_some() || loaded.key_reused;
            Ok::<_, CommandError>(((), if again { Batch::default() } else { batch.clone() }))
        },
    );
    done.map(drop)
}

fn file(folder: &Path, place: usize) -> PathBuf {
    folder.join(if place == 0 { "looks".to_owned() } else { format!("looks.{place}") })
}

/// The looks in a file, and how much of it is whole lines.
fn read(file: &mut File, path: &Path) -> io::Result<(Vec<Waiting>, u64)> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last.saturating_add(1));
    let mut found = Vec::new();
    for (number, line) in
        bytes.get(..whole).unwrap_or_default().split_inclusive(|byte| *byte == b'\n').enumerate()
    {
        match serde_json::from_slice::<Line>(line).ok().and_then(|line| Waiting::try_from(line).ok()) {
            Some(one) => found.push(one),
            None => tracing::error!(
                file = %path.display(),
                line = number.saturating_add(1),
                "a look that waits cannot be read and is not journaled"
            ),
        }
    }
    Ok((found, u64::try_from(whole).unwrap_or(u64::MAX)))
}

impl From<&Waiting> for Line {
    fn from(one: &Waiting) -> Self {
        let by = match &one.look.actor {
            Actor::Staff { person, unit } => By::Staff { person: person.to_string(), unit: unit.to_string() },
            Actor::Citizen(person) => By::Citizen(person.to_string()),
            Actor::System(name) => By::System(name.clone()),
        };
        Self { key: one.key.clone(), dossier: one.look.dossier.to_string(), revision: one.look.revision, by }
    }
}

impl TryFrom<Line> for Waiting {
    type Error = domain::ids::IdError;

    fn try_from(line: Line) -> Result<Self, Self::Error> {
        let actor = match line.by {
            By::Staff { person, unit } => {
                Actor::Staff { person: PersonId::new(&person)?, unit: UnitId::new(&unit)? }
            }
            By::Citizen(person) => Actor::Citizen(PersonId::new(&person)?),
            By::System(name) => Actor::System(name),
        };
        let look = Look { dossier: DossierId::new(&line.dossier)?, revision: line.revision, actor };
        Ok(Self { key: line.key, look })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};
    use std::time::Duration;

    use jiff::SignedDuration;
    use jiff::civil::date;
    use province::Province;
    use store::guard::Limits;
    use store::{Guard, Options, Store};

    use super::super::readers::stream;
    use super::*;
    use crate::{Reference, schedule};

    /// A folder, and a store whose clock can be set while another that only counts stands still.
    struct Office {
        folder: PathBuf,
        store: Store,
        off: Arc<AtomicI64>,
        reference: Reference,
    }

    impl Office {
        fn new() -> Self {
            let folder = std::env::temp_dir().join(format!("motcua-looks-{}", random_hex().unwrap()));
            std::fs::create_dir_all(&folder).unwrap();
            let off = Arc::new(AtomicI64::new(0));
            let own = Arc::clone(&off);
            let clock = move || {
                let by = SignedDuration::from_hours(own.load(Ordering::SeqCst));
                date(2019, 8, 14).at(8, 0, 0, 0).saturating_add(by)
            };
            let limits = Limits { off: Duration::from_mins(5), back: Duration::from_secs(2) };
            let guard = Guard { steady: Arc::new(|| Duration::from_hours(1)), limits, anchor: None };
            let store = Store::memory(Options { guard: Some(guard), ..Options::new(Arc::new(clock)) });
            store.clock().unwrap();
            let reference = Reference::new(Province::demo().unwrap());
            Self { folder, store, off, reference }
        }

        /// A program over the store.
        fn start(&self) -> App {
            let app = App::new(self.store.clone(), self.reference.clone());
            app.with_held_looks(&self.folder).unwrap()
        }

        fn set(&self, hours: i64) {
            self.off.store(hours, Ordering::SeqCst);
        }

        fn text(&self, place: usize) -> String {
            std::fs::read_to_string(file(&self.folder, place)).unwrap()
        }

        /// The revisions that were looked at, as they are journaled.
        fn journaled(&self) -> Vec<String> {
            let notes = self.store.notes(&stream(&dossier())).unwrap();
            notes.into_iter().map(|note| note.json).collect()
        }
    }

    impl Drop for Office {
        fn drop(&mut self) {
            drop(std::fs::remove_dir_all(&self.folder));
        }
    }

    fn dossier() -> DossierId {
        DossierId::new("0f8fad5bd9cb469fa16570867728950e").unwrap()
    }

    fn look(revision: u32) -> Look {
        let actor = match revision % 3 {
            0 => Actor::Staff {
                person: PersonId::new("an.nv").unwrap(),
                unit: UnitId::new("quay-01").unwrap(),
            },
            1 => Actor::Citizen(PersonId::new("ba").unwrap()),
            _ => Actor::System("chi.lt".into()),
        };
        Look { dossier: dossier(), revision, actor }
    }

    fn revisions(all: &[u32]) -> Vec<String> {
        all.iter().map(|one| format!("{{\"revision\":{one}}}")).collect()
    }

    #[test]
    fn looks_outlive_the_program_and_are_journaled_once_when_the_clock_is_right() {
        let office = Office::new();
        let app = office.start();
        office.set(1);
        for revision in 1..=3 {
            assert!(app.looks.keep(look(revision)).unwrap());
        }
        assert!(matches!(record(&app), Err(CommandError::Store(store::StoreError::Clock(_)))));
        drop(app);
        assert_eq!((office.journaled().len(), office.text(0).lines().count()), (0, 3));

        let app = office.start();
        record(&app).unwrap_err();
        assert!(app.looks.keep(look(4)).unwrap());
        let left = office.text(0);
        office.set(0);
        schedule::round(&app).unwrap();
        schedule::round(&app).unwrap();
        assert_eq!(office.journaled(), revisions(&[1, 2, 3, 4]));
        assert_eq!(office.text(0), "");
        drop(app);

        // It ended between journaling them and removing them.
        std::fs::write(file(&office.folder, 0), left).unwrap();
        let app = office.start();
        record(&app).unwrap();
        assert_eq!((office.journaled().len(), office.text(0).len()), (4, 0));
        let by: Vec<_> =
            office.store.notes(&stream(&dossier())).unwrap().into_iter().map(|note| note.by).collect();
        assert_eq!(by, (1..=4).map(|revision| look(revision).actor).collect::<Vec<_>>());
    }

    #[test]
    fn half_of_a_line_and_one_that_cannot_be_read_keep_nothing_from_the_others() {
        let office = Office::new();
        let app = office.start();
        office.set(1);
        app.looks.keep(look(1)).unwrap();
        drop(app);
        let one = office.text(0);
        std::fs::write(file(&office.folder, 0), format!("{{\"key\":1}}\n{one}{}", &one[..20])).unwrap();
        let app = office.start();
        app.looks.keep(look(2)).unwrap();
        drop(app);
        let app = office.start();
        office.set(0);
        record(&app).unwrap();
        assert_eq!(office.journaled(), revisions(&[1, 2]));
    }

    #[test]
    fn programs_in_one_folder_have_a_file_each_and_what_one_leaves_the_next_takes_up() {
        let office = Office::new();
        let (first, second) = (office.start(), office.start());
        office.set(1);
        first.looks.keep(look(1)).unwrap();
        second.looks.keep(look(2)).unwrap();
        assert_eq!((office.text(0).lines().count(), office.text(1).lines().count()), (1, 1));
        drop(second);
        drop(first);
        let next = office.start();
        assert_eq!((office.text(0).lines().count(), office.text(1).len()), (2, 0));
        office.set(0);
        record(&next).unwrap();
        assert_eq!(office.journaled(), revisions(&[1, 2]));
    }

    #[test]
    fn past_a_number_nobody_looks() {
        let held = Held::default();
        for _ in 0..WAITING {
            assert!(held.keep(look(1)).unwrap());
        }
        assert!(!held.keep(look(1)).unwrap());
    }
}
