use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::kept::key;
use super::*;

struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        let name = format!("motcua-files-{}", crate::dossier::shell::random_hex().unwrap());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn arrived(files: &Files, bytes: &[u8]) -> Arrived {
    let mut incoming = files.receive().unwrap();
    for part in bytes.chunks(5) {
        incoming.write(part).unwrap();
    }
    incoming.arrived()
}

const ONE: &[u8] = b"%PDF-1.7 one";

#[test]
fn what_was_kept_comes_back_and_what_was_changed_does_not() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let files = Files::at(&place.0);
    let keep = || {
        let one = arrived(&files, ONE);
        assert_eq!(files.keep(&one).unwrap(), State::Clean);
        one.digest.clone()
    };
    let digest = keep();
    assert_eq!(keep(), digest);
    let read = || files.read(&digest).unwrap().map(|whole| whole.read().unwrap());
    assert_eq!(read().unwrap(), ONE);
    let path = place.0.join(key(State::Clean, &digest).unwrap());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let named = vec![(digest.clone(), "dossier/x revision 2".to_owned()), ("0".repeat(64), "y".to_owned())];
    assert_eq!(files.missing(&named).unwrap(), [("0".repeat(64), "y".to_owned())]);
    fs::write(&path, b"%PDF-1.7 two").unwrap();
    assert_eq!(read(), None);
    assert_eq!(files.missing(&named).unwrap().len(), 2);
    assert!(!files.claim(&digest).unwrap(), "what is changed is not named any more");
    // A damaged file heals when the same scan comes again.
    assert_eq!(keep(), digest);
    assert!(files.missing(&named[..1]).unwrap().is_empty());
    assert_eq!(fs::read_dir(files.incoming()).unwrap().count(), 0, "nothing is left of what was received");
}

#[test]
fn a_file_that_changes_while_it_is_read_does_not_end_well() {
    let place = Place::new();
    let files = Files::at(&place.0);
    let long = [ONE, &[b'x'; 300_000]].concat();
    let digest = arrived(&files, &long);
    files.keep(&digest).unwrap();
    let mut whole = files.read(&digest.digest).unwrap().unwrap();
    assert_eq!(whole.piece().unwrap().len(), 64 * 1024);
    let path = place.0.join(key(State::Clean, &digest.digest).unwrap());
    let file = File::options().write(true).open(path).unwrap();
    std::os::unix::fs::FileExt::write_at(&file, b"!", 200_000).unwrap();
    assert_eq!(whole.read().unwrap_err().kind(), std::io::ErrorKind::InvalidData);
}

#[test]
fn more_than_a_file_may_have_is_not_received() {
    let place = Place::new();
    let files = Files::at(&place.0);
    let mut incoming = files.receive().unwrap();
    incoming.write(&vec![0; LARGEST]).unwrap();
    let refused = incoming.write(b"!").unwrap_err();
    let CommandError::Invalid(faults) = broken(&refused) else { panic!("{refused}") };
    assert_eq!(faults[0].code, "too-large");
    drop(incoming);
    assert_eq!(fs::read_dir(files.incoming()).unwrap().count(), 0);
}

#[test]
fn a_name_that_is_no_digest_leads_nowhere() {
    for name in ["", "../../etc/passwd", &"A".repeat(64), &"a".repeat(63), "ab/../../x"] {
        assert_eq!(key(State::Clean, name), None, "{name}");
    }
    for state in [State::Clean, State::Waiting, State::Infected] {
        let digest = "0123456789abcdef".repeat(4);
        assert_eq!(kept::named_by(&key(state, &digest).unwrap()), Some((state, digest)));
    }
    for other in ["", "ab", ".lock", "ab/c", "uploads/ab/cd", "waiting/", "ab/cd/ef"] {
        assert_eq!(kept::named_by(other), None, "{other}");
    }
}

/// A scanner that says what it is told to.
#[derive(Debug)]
struct Told(Mutex<Result<Verdict, String>>);

impl Scanner for Told {
    fn scan(&self, file: &mut File) -> Result<Verdict, String> {
        assert!(!read_whole(file).unwrap().is_empty(), "it gets the file from its begin");
        self.0.lock().unwrap().clone()
    }
}

fn scanned(place: &Place) -> (Arc<Told>, Files) {
    let told = Arc::new(Told(Mutex::new(Err("nobody answers".to_owned()))));
    let storage = Arc::new(Folder::at(&place.0));
    (Arc::clone(&told), Files::new(&place.0, storage, Arc::new(OwnEyes), Some(told)))
}

#[test]
fn what_nobody_scanned_waits_and_is_read_by_nobody() {
    let place = Place::new();
    let (told, files) = scanned(&place);
    let (one, two) = (arrived(&files, ONE), arrived(&files, b"%PDF-1.7 two"));
    for file in [&one, &two] {
        assert_eq!(files.keep(file).unwrap(), State::Waiting);
        assert_eq!(files.state(&file.digest).unwrap(), Some(State::Waiting));
        assert!(files.read(&file.digest).unwrap().is_none());
        assert!(files.claim(&file.digest).unwrap(), "a history may name it");
    }
    assert_eq!(files.scan_waiting(&|| true).unwrap(), Scanned { waiting: 2, ..Scanned::default() });
    assert_eq!(files.waiting(), 2);
    // One comes again when the scanner is there: it is clean, and no longer waits.
    *told.0.lock().unwrap() = Ok(Verdict::Clean);
    let again = arrived(&files, ONE);
    assert_eq!(files.keep(&again).unwrap(), State::Clean);
    assert_eq!(files.read(&one.digest).unwrap().unwrap().read().unwrap(), ONE);
    *told.0.lock().unwrap() = Ok(Verdict::Infected("Eicar".to_owned()));
    assert_eq!(files.scan_waiting(&|| true).unwrap(), Scanned { infected: 1, ..Scanned::default() });
    assert_eq!(files.state(&two.digest).unwrap(), Some(State::Infected));
    assert!(files.read(&two.digest).unwrap().is_none());
    assert!(!files.claim(&two.digest).unwrap());
    assert!(files.is_whole(&two.digest).unwrap(), "it is kept as it was submitted");
    let digests = [one.digest.as_str(), &two.digest].into();
    assert_eq!(files.withheld(&digests).into_values().collect::<Vec<_>>(), [State::Infected]);
    // What is known is refused even while nobody scans.
    *told.0.lock().unwrap() = Err("nobody answers".to_owned());
    assert_eq!(files.keep(&arrived(&files, b"%PDF-1.7 two")).unwrap(), State::Infected);
}

#[test]
fn who_has_to_end_leaves_the_rest_waiting() {
    let place = Place::new();
    let (told, files) = scanned(&place);
    for content in [ONE, b"%PDF-1.7 two", b"%PDF-1.7 six"] {
        files.keep(&arrived(&files, content)).unwrap();
    }
    *told.0.lock().unwrap() = Ok(Verdict::Clean);
    let asked = std::cell::Cell::new(0);
    let once = || asked.replace(asked.get() + 1) == 0;
    assert_eq!(files.scan_waiting(&once).unwrap(), Scanned { clean: 1, waiting: 2, ..Scanned::default() });
    assert_eq!(files.waiting(), 2);
}

#[test]
fn what_rotted_while_it_waited_stays_where_nobody_reads_it() {
    let place = Place::new();
    let (told, files) = scanned(&place);
    let one = arrived(&files, ONE);
    files.keep(&one).unwrap();
    fs::write(place.0.join(key(State::Waiting, &one.digest).unwrap()), b"%PDF-1.7 rot").unwrap();
    *told.0.lock().unwrap() = Ok(Verdict::Clean);
    assert_eq!(files.scan_waiting(&|| true).unwrap(), Scanned::default());
    assert!(!files.is_whole(&one.digest).unwrap());
}

/// Eyes that never see anything.
#[derive(Debug)]
struct Blind;

impl Eyes for Blind {
    fn look(&self, _: &File, media: Media) -> Result<Look, Unfit> {
        Ok(Look::unseen(media))
    }
}

#[test]
fn what_nobody_could_look_at_is_kept_and_never_shown() {
    let place = Place::new();
    let blind = Files::new(&place.0, Arc::new(Folder::at(&place.0)), Arc::new(Blind), None);
    let one = arrived(&blind, ONE);
    assert_eq!(blind.look(&one).unwrap().unwrap().faults, [Fault::Unseen]);
    blind.keep(&one).unwrap();
    assert!(!blind.read(&one.digest).unwrap().unwrap().shown);
    let whole = Files::at(&place.0).read(&one.digest).unwrap().unwrap();
    assert!(whole.shown, "others can look at it");
    assert_eq!(whole.read().unwrap(), ONE);
}

/// Whoever is about to name a file either finds it and keeps it, or is told that it is gone: never one, then the other.
#[test]
fn a_sweep_never_takes_what_somebody_names() {
    let place = Place::new();
    let files = Files::at(&place.0);
    let now = (crate::clock::system())();
    let (mut stayed, mut went) = (0, 0);
    for turn in 0..200_u32 {
        let one = arrived(&files, format!("%PDF-1.7 {turn}").as_bytes());
        files.keep(&one).unwrap();
        let path = place.0.join(key(State::Clean, &one.digest).unwrap());
        let file = File::options().append(true).open(&path).unwrap();
        let then = file.metadata().unwrap().modified().unwrap() - std::time::Duration::from_secs(25 * 3600);
        file.set_modified(then).unwrap();
        let mut listed = Vec::new();
        files.storage().list("", &mut |entry| listed.push(entry)).unwrap();
        let (named, again) = std::thread::scope(|scope| {
            let naming = scope.spawn(|| files.claim(&one.digest).unwrap());
            let keeping = scope.spawn(|| {
                (turn % 3 == 0)
                    .then(|| files.keep(&arrived(&files, format!("%PDF-1.7 {turn}").as_bytes())).unwrap())
            });
            sweep::sweep_but(&files, &listed, &Default::default(), now, false).unwrap();
            (naming.join().unwrap(), keeping.join().unwrap().is_some())
        });
        let there = files.is_whole(&one.digest).unwrap();
        assert!(there || !(named || again), "turn {turn}: named {named}, kept again {again}, and gone");
        stayed += u32::from(there);
        went += u32::from(!there);
    }
    assert!(stayed > 0, "{stayed} stayed, {went} went");
}
