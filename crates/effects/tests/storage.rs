//! What every storage of files has to do, asked of a folder and of an S3-compatible service.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "../../../tests/peers/mod.rs"]
mod peers;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::files::{Files, Folder, OwnEyes, State, Storage};
use effects::s3::{Bucket, S3};
use peers::Peer;
use serde_json::json;

struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        let random = app::dossier::shell::random_hex().unwrap();
        let path = std::env::temp_dir().join(format!("motcua-storage-{random}"));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn put(storage: &dyn Storage, place: &Path, key: &str, bytes: &[u8]) {
    let file = place.join("half");
    fs::write(&file, bytes).unwrap();
    storage.put(key, &file).unwrap();
}

fn get(storage: &dyn Storage, key: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    storage.open(key).unwrap()?.read_to_end(&mut bytes).unwrap();
    Some(bytes)
}

fn keys(storage: &dyn Storage, under: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    storage.list(under, &mut |entry| assert!(found.insert(entry.key), "told twice")).unwrap();
    found
}

fn digest(n: u8) -> (String, String) {
    (format!("{n:02x}/{}", "0".repeat(62)), format!("{n:02x}{}", "0".repeat(62)))
}

/// The same for each storage.
fn conforms(storage: &dyn Storage, place: &Path) {
    let (one, two) = (digest(1).0, digest(2).0);
    assert!(storage.open(&one).unwrap().is_none());
    assert!(storage.entry(&one).unwrap().is_none());
    storage.renew(&one).unwrap();
    storage.remove(&one).unwrap();
    assert!(storage.rename(&one, &two).is_err());
    assert_eq!(keys(storage, ""), BTreeSet::new());

    put(storage, place, &one, b"first");
    put(storage, place, &one, b"first again");
    assert_eq!(get(storage, &one).unwrap(), b"first again");
    let entry = storage.entry(&one).unwrap().unwrap();
    assert_eq!(entry.key, one);
    assert!(entry.changed > 1_700_000_000, "{}", entry.changed);

    let (waiting, infected) = (format!("waiting/{two}"), format!("infected/{two}"));
    put(storage, place, &waiting, b"second");
    assert_eq!(keys(storage, ""), BTreeSet::from([one.clone(), waiting.clone()]));
    assert_eq!(keys(storage, "waiting"), BTreeSet::from([waiting.clone()]));
    storage.rename(&waiting, &infected).unwrap();
    assert_eq!(keys(storage, "waiting"), BTreeSet::new());
    assert_eq!(get(storage, &infected).unwrap(), b"second");
    storage.rename(&infected, &one).unwrap();
    assert_eq!(get(storage, &one).unwrap(), b"second", "what was there is replaced");

    let before = storage.entry(&one).unwrap().unwrap().changed;
    std::thread::sleep(std::time::Duration::from_millis(1100));
    storage.renew(&one).unwrap();
    assert!(storage.entry(&one).unwrap().unwrap().changed > before);
    assert_eq!(get(storage, &one).unwrap(), b"second");

    let large = vec![7; app::files::LARGEST];
    put(storage, place, &two, &large);
    assert_eq!(get(storage, &two).unwrap(), large);
    storage.remove(&one).unwrap();
    storage.remove(&two).unwrap();
    assert_eq!(keys(storage, ""), BTreeSet::new());
}

/// Files over a storage: what changed there is found, whoever changed it.
fn keeps(storage: &Arc<dyn Storage>, place: &Path) {
    let files = Files::new(place.join("local"), Arc::clone(storage), Arc::new(OwnEyes), None);
    let mut incoming = files.receive().unwrap();
    incoming.write(b"%PDF-1.7 one").unwrap();
    let one = incoming.arrived();
    assert_eq!(files.keep(&one).unwrap(), State::Clean);
    assert_eq!(files.read(&one.digest).unwrap().unwrap().read().unwrap(), b"%PDF-1.7 one");
    let key = format!("{}/{}", &one.digest[..2], &one.digest[2..]);
    put(&**storage, place, &key, b"%PDF-1.7 two");
    assert!(files.read(&one.digest).unwrap().is_none());
    let named = vec![(one.digest.clone(), "a dossier".to_owned())];
    assert_eq!(files.missing(&named).unwrap(), named);
    storage.remove(&key).unwrap();
}

#[test]
fn a_folder_conforms() {
    let place = Place::new();
    let storage: Arc<dyn Storage> = Arc::new(Folder::at(place.0.join("files")));
    conforms(&*storage, &place.0);
    keeps(&storage, &place.0);
    assert_eq!(fs::read_dir(&place.0).unwrap().count(), 2, "nothing lies beside it");
}

fn bucket(port: u16) -> Bucket {
    let text = format!("s3://scans?endpoint=http://127.0.0.1:{port}&region=us-east-1");
    Bucket { key_id: "motcua".into(), secret: "geheim".into(), ..Bucket::parse(&text).unwrap() }
}

#[test]
fn a_bucket_conforms_and_says_when_it_fails() {
    let mut peer = Peer::start("objects.py", &["--bucket", "scans"]);
    let place = Place::new();
    let open = || S3::open(bucket(peer.port), place.0.join("incoming")).unwrap();
    let storage: Arc<dyn Storage> = Arc::new(open());
    open().check().unwrap();
    let absent = Bucket { name: "khong-co".into(), ..bucket(peer.port) };
    let told = S3::open(absent, place.0.join("incoming")).unwrap().check().unwrap_err().to_string();
    assert!(told.contains("khong-co") || told.contains("NoSuchBucket"), "{told}");
    conforms(&*storage, &place.0);
    keeps(&storage, &place.0);
    // Nothing of what was read stays on this machine.
    assert_eq!(fs::read_dir(place.0.join("incoming")).unwrap().count(), 0);

    let files = Files::new(place.0.join("local"), Arc::clone(&storage), Arc::new(OwnEyes), None);
    let arrive = |bytes: &[u8]| {
        let mut incoming = files.receive().unwrap();
        incoming.write(bytes).unwrap();
        incoming.arrived()
    };
    let kept = arrive(b"%PDF-1.7 kept");
    files.keep(&kept).unwrap();
    peer.tell(&json!({ "usual": { "status": 503 } }));
    let lost = arrive(b"%PDF-1.7 lost");
    let failed = app::files::broken(&files.keep(&lost).unwrap_err());
    assert!(matches!(failed, app::CommandError::Store(app::StoreError::Unavailable(_))), "{failed:?}");
    assert!(files.read(&kept.digest).is_err());
    peer.tell(&json!({ "usual": { "status": 0 } }));
    assert!(files.state(&lost.digest).unwrap().is_none(), "nothing is half kept");
    assert!(files.read(&kept.digest).unwrap().is_some());
    let port = peer.port;
    drop(peer);
    let gone = S3::open(bucket(port), place.0.join("incoming")).unwrap();
    assert!(gone.check().is_err());
    assert!(File::open(place.0.join("incoming")).is_ok());
}
