//! Scans and results as files: kept by their content, looked at by the program, read back only whole.
//!
//! A file is named by the SHA-256 of its content, so the same scan is kept once and a changed one is found
//! on reading. It is received beside its place, flushed, renamed, and the folder flushed: a name in the
//! journal never points to half a file. What cannot be a paper is refused; what can hardly be read is kept
//! and said ([`Look::faults`]), for an officer to decide. What a virus scanner has not seen waits, and what it
//! knows is put aside: neither can be read ([`State`]).

mod image;
mod incoming;
mod kept;
mod look;
mod mixed;
mod pdf;
mod storage;
mod sweep;
pub mod uploads;

pub use incoming::{Arrived, Incoming, Whole};
pub use kept::{Files, Scanned, Scanner, State, Verdict};
pub use look::{
    Eyes, Fault, Look, MOST_PAGES, MOST_PIXELS, Media, OwnEyes, Unfit, from_json, look, read_whole, to_json,
};
pub use storage::{Entry, Folder, Storage};
pub use sweep::{Swept, sweep};

use domain::dossier::event::Scan;

use crate::App;
use crate::dossier::input::{Action, CheckInput};
use crate::dossier::shell::Answered;
use crate::dossier::view::{self, DossierView};
use crate::dossier::{Caller, Idempotency, act};
use crate::error::{CommandError, FieldError};

/// The largest file, in bytes.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// What came of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// As a dossier names it.
    pub scan: Scan,
    /// What the program saw.
    pub look: Look,
    /// Whether it has to be scanned before anybody may read it.
    pub waits: bool,
}

fn files(app: &App) -> Result<Files, CommandError> {
    let none = || store::StoreError::Unavailable("no folder for files is configured".into());
    app.files().cloned().ok_or_else(|| none().into())
}

/// A failure of the disk or the storage, as edges tell it.
#[must_use]
pub fn broken(error: &std::io::Error) -> CommandError {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => store::StoreError::Exhausted(error.to_string()).into(),
        Kind::FileTooLarge => unfit(Unfit::TooLarge),
        _ => store::StoreError::Unavailable(error.to_string()).into(),
    }
}

fn unfit(unfit: Unfit) -> CommandError {
    CommandError::Invalid(vec![FieldError::new("file", unfit.code(), unfit.vi())])
}

/// Begins to receive a file; nobody can read it before it is kept and a dossier names it.
///
/// # Errors
///
/// The disk's.
pub fn receive(app: &App) -> Result<Incoming, CommandError> {
    files(app)?.receive().map_err(|error| broken(&error))
}

/// Looks at a file and keeps it. Blocks; nobody has named it yet, so nobody can read it.
///
/// # Errors
///
/// [`CommandError::Invalid`] for what it is unfit for, or the storage's.
pub fn keep(app: &App, arrived: &Arrived) -> Result<Kept, CommandError> {
    let files = files(app)?;
    let look = files.look(arrived).map_err(|error| broken(&error))?.map_err(unfit)?;
    let state = files.keep(arrived).map_err(|error| broken(&error))?;
    if state == State::Infected {
        return Err(unfit(Unfit::Infected));
    }
    let scan = Scan {
        file: arrived.digest.clone(),
        bytes: arrived.bytes,
        pages: look.pages,
        media: look.media.name().to_owned(),
    };
    Ok(Kept { scan, look, waits: state == State::Waiting })
}

/// As [`keep`], for what is in memory already.
///
/// # Errors
///
/// As [`keep`].
pub fn keep_bytes(app: &App, bytes: &[u8]) -> Result<Kept, CommandError> {
    let mut incoming = receive(app)?;
    incoming.write(bytes).map_err(|error| broken(&error))?;
    keep(app, &incoming.arrived())
}

/// Keeps a file and adds it to a dossier as a scan of `paper` (empty: of none); where the caller checks
/// papers, what the program saw is recorded beside it.
///
/// # Errors
///
/// As [`keep`] and [`act::run`].
///
/// # Legal basis
///
/// [`law::qc1722::D16_K1_A`].
pub async fn attach(
    app: &App,
    caller: &Caller,
    reference: &str,
    paper: &str,
    arrived: Arrived,
    idempotency: Option<Idempotency>,
) -> Result<Kept, CommandError> {
    // Nothing is kept for somebody who may not even know of the dossier.
    let row = act::find(app, reference)?;
    view::admit(&view::load(app, &row.id)?, caller)?;
    let kept = {
        let app = app.clone();
        tokio::task::spawn_blocking(move || keep(&app, &arrived))
            .await
            .map_err(|_| CommandError::NotFound)??
    };
    let action = Action::Attach { paper: paper.to_owned(), scans: vec![kept.scan.clone()] };
    let done = act::run(app, caller, reference, None, action, idempotency).await?;
    if paper.is_empty() || matches!(done, Answered::Again(_)) {
        return Ok(kept);
    }
    let check = CheckInput {
        paper: paper.to_owned(),
        check: domain::dossier::event::CheckKind::Legible,
        by_machine: true,
        passed: kept.look.faults.is_empty(),
        note: kept.look.faults.iter().map(|fault| fault.vi()).collect::<Vec<_>>().join(" "),
    };
    let action = Action::CheckPapers { checks: vec![check] };
    match act::run(app, caller, reference, None, action, None).await {
        // Whoever attaches and does not check papers is told by the page; the desk records its own look.
        Ok(_) | Err(CommandError::Forbidden | CommandError::Refused(_)) => Ok(kept),
        Err(error) => Err(error),
    }
}

/// The content of a file that a dossier names, for somebody who works on it or whose it is; a look by staff
/// is journaled.
///
/// # Errors
///
/// [`CommandError::NotFound`] when the dossier does not name it or the caller may not know of it,
/// [`CommandError::Forbidden`] for those who see the dossier and do not work on it,
/// [`CommandError::Withheld`] for what the virus scanner has not seen or knows, [`store::StoreError::Corrupt`]
/// when the content is gone or changed.
pub async fn read(app: &App, caller: &Caller, reference: &str, digest: &str) -> Result<Whole, CommandError> {
    let view = view::open(app, caller, reference).await?;
    if !named(&view).any(|scan| scan.file == digest) && !app.store.names_file(&view.dossier.id, digest)? {
        return Err(CommandError::NotFound);
    }
    if !view::handles(&view, caller) {
        return Err(CommandError::Forbidden);
    }
    let files = files(app)?;
    let asked = digest.to_owned();
    let read = tokio::task::spawn_blocking(move || match files.state(&asked)? {
        Some(state @ (State::Waiting | State::Infected)) => Ok(Err(state)),
        Some(State::Clean) | None => files.read(&asked).map(Ok),
    });
    let read =
        read.await.map_err(|_| CommandError::NotFound)?.map_err(|error: std::io::Error| broken(&error))?;
    read.map_err(CommandError::Withheld)?.ok_or_else(|| {
        app.tally().spoilt.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let what = "missing, or not what it was".to_owned();
        store::StoreError::Corrupt { place: format!("file {digest}"), what }.into()
    })
}

/// The files that an action names and that are not kept here, as faults of its input: a history must never
/// name what nobody has. Without a folder of files there is nothing to compare with.
///
/// # Errors
///
/// The disk's.
pub(crate) async fn unknown(app: &App, action: &Action) -> Result<Vec<FieldError>, CommandError> {
    let result =
        |file: &Option<String>| file.iter().map(|file| ("result.file".to_owned(), file.clone())).collect();
    let named: Vec<(String, String)> = match action {
        Action::Attach { scans, .. } => {
            let at = |(index, scan): (usize, &Scan)| (format!("scans[{index}].file"), scan.file.clone());
            scans.iter().enumerate().map(at).collect()
        }
        Action::SendResult { result: own } | Action::HandOver { result: own, .. } => result(&own.file),
        _ => Vec::new(),
    };
    let Some(files) = app.files().cloned().filter(|_| !named.is_empty()) else { return Ok(Vec::new()) };
    let missing = move || {
        let mut missing = Vec::new();
        for (place, file) in named {
            if !files.claim(&file)? {
                missing.push(place);
            }
        }
        Ok(missing)
    };
    let missing = tokio::task::spawn_blocking(missing).await;
    let missing =
        missing.map_err(|_| CommandError::NotFound)?.map_err(|error: std::io::Error| broken(&error))?;
    let how = "Không có tệp này; hãy tải tệp lên trước rồi ghi đúng mã SHA-256.";
    Ok(missing.into_iter().map(|place| FieldError::new(&place, "unknown-file", how)).collect())
}

/// The scans that a dossier names, in the order of its history.
pub fn named(view: &DossierView) -> impl Iterator<Item = &Scan> {
    view.history.iter().flat_map(|recorded| match &recorded.event {
        domain::dossier::Event::ScansAttached { scans, .. } => scans.as_slice(),
        _ => &[],
    })
}

#[cfg(test)]
mod tests;
