//! `[files]` of the configuration file: where scans and results lie and who scans them; `motcua files`.

use std::path::PathBuf;
use std::sync::Arc;

use app::files::{Files, Folder, Scanner, Storage};
use effects::clamd::Clamd;
use effects::eyes::{ChildEyes, TIME};
use effects::s3::{Bucket, S3};
use serde::Deserialize;

use crate::cli::FilesCommand;
use crate::failure::{Done, Failure};
use crate::open;
use crate::out::say;
use crate::settings::Settings;

/// What the file says about files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FilesPart {
    /// `s3://BUCKET?endpoint=URL`; nothing is the folder `files` beside the store.
    store: Option<String>,
    /// Who asks for the bucket.
    s3_key_id: Option<String>,
    /// The file with the secret of whoever asks.
    s3_secret_file: Option<PathBuf>,
    /// `unix:PATH` or `tcp:HOST:PORT` of the virus scanner; nothing is nobody.
    clamd: Option<String>,
}

impl FilesPart {
    /// The bucket, with its key; `None` is the folder beside the store.
    pub(crate) fn bucket(&self) -> Result<Option<Bucket>, String> {
        let Some(text) = &self.store else { return Ok(None) };
        let bucket = Bucket::parse(text).map_err(|wrong| format!("files.store: {wrong}"))?;
        let (Some(key_id), Some(file)) = (&self.s3_key_id, &self.s3_secret_file) else {
            return Err("files: a bucket needs s3_key_id and s3_secret_file".to_owned());
        };
        let secret =
            crate::messages::secrets(file).map_err(|wrong| format!("files.s3_secret_file: {wrong}"))?;
        let secret = secret.into_iter().next().map(|secret| secret.0).unwrap_or_default();
        Ok(Some(Bucket { key_id: key_id.clone(), secret, ..bucket }))
    }

    /// Whether files lie in a bucket and not beside the store.
    pub fn is_bucket(&self) -> bool {
        self.store.is_some()
    }

    /// The virus scanner; `None` is nobody.
    pub(crate) fn scanner(&self) -> Result<Option<Clamd>, String> {
        let Some(text) = &self.clamd else { return Ok(None) };
        let wrong = || format!("files.clamd: `{text}` is no place; write unix:PATH or tcp:HOST:PORT");
        Clamd::parse(text).map(Some).ok_or_else(wrong)
    }
}

/// The files that the settings name; neither the storage nor the scanner is asked yet.
///
/// # Errors
///
/// [`Failure::Usage`] naming the setting that cannot be used.
pub fn open(settings: &Settings) -> Result<Files, Failure> {
    let folder = open::files_folder(settings);
    let bucket = settings.files.bucket().map_err(Failure::Usage)?;
    let storage: Arc<dyn Storage> = match bucket {
        None => Arc::new(Folder::at(&folder)),
        Some(bucket) => {
            let opened = S3::open(bucket, folder.join(".incoming"));
            Arc::new(opened.map_err(|error| Failure::Usage(format!("files.store: {error}")))?)
        }
    };
    let clamd = settings.files.scanner().map_err(Failure::Usage)?;
    let scanner = clamd.map(|clamd| -> Arc<dyn Scanner> { Arc::new(clamd) });
    // The program itself, also when its file was replaced since it started.
    let eyes = ChildEyes::new(PathBuf::from("/proc/self/exe"), &["look"], TIME);
    Ok(Files::new(folder, storage, Arc::new(eyes), scanner))
}

/// The settings of files that cannot be meant.
pub fn faults(settings: &Settings) -> Vec<String> {
    let (bucket, scanner) = (settings.files.bucket().err(), settings.files.scanner().err());
    bucket.into_iter().chain(scanner).collect()
}

/// Shows what is in effect for files, and gives what cannot be reached.
pub fn check(settings: &Settings) -> Vec<String> {
    let mut reasons = Vec::new();
    match settings.files.bucket() {
        Ok(None) => say(format!("files = {}", open::files_folder(settings).display())),
        Ok(Some(bucket)) => {
            say(format!("files = {bucket}"));
            let folder = open::files_folder(settings).join(".incoming");
            if let Err(error) = S3::open(bucket, folder).and_then(|opened| opened.check()) {
                reasons.push(format!("files.store: {error}; check the address, the bucket and the key"));
            }
        }
        Err(_) => {}
    }
    match settings.files.scanner() {
        Ok(None) => say("files_scanned_by = nobody: files can be read unscanned; set files.clamd"),
        Ok(Some(clamd)) => {
            say(format!("files_scanned_by = {clamd}"));
            if let Err(wrong) = clamd.ping() {
                reasons
                    .push(format!("files.clamd: {clamd}: {wrong}; start clamd: until then new files wait"));
            }
        }
        Err(_) => {}
    }
    reasons
}

/// `motcua files …`.
///
/// # Errors
///
/// The store's and the storage's.
pub fn run(settings: &Settings, command: &FilesCommand) -> Done {
    let store = open::open_existing(settings)?;
    let app = open::application(settings, store, open::load_province(settings)?)?;
    match command {
        FilesCommand::Sweep { dry_run } => {
            let swept = app::files::sweep(&app, (app::clock::system())(), *dry_run)?;
            for digest in &swept.old {
                say(digest);
            }
            let what = if *dry_run { "to remove" } else { "removed" };
            let count = |count: usize, one: &str, many: &str| {
                format!("{count} {}", if count == 1 { one } else { many })
            };
            say(format!(
                "{} {what}, {} that broke off; {} named by a dossier, {} younger than a day",
                count(swept.old.len(), "file", "files"),
                count(swept.broken_off, "upload", "uploads"),
                swept.named,
                swept.young
            ));
        }
        FilesCommand::Scan => {
            let broken = |error| Failure::Failed(format!("{error}; check the storage of the files"));
            let done = open(settings)?.scan_waiting(&|| true).map_err(broken)?;
            say(format!("{} clean, {} infected, {} waiting", done.clean, done.infected, done.waiting));
        }
    }
    Ok(())
}
