//! Uploads that can go on where they broke off: announced with their length and digest, sent in pieces, kept when whole.
//!
//! A piece is written where it is told to begin, and only there. What has come lies under `uploads/` of this machine;
//! its length is where the next piece begins, also after a loss of power: what rotted by it is found by the digest.

use std::fs::{self, File};
use std::io::{Error, ErrorKind, Result, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::incoming::Arrived;
use super::kept::{Files, State, key};
use super::{Kept, LARGEST, broken, keep};
use crate::App;
use crate::dossier::Caller;
use crate::dossier::shell::random_hex;
use crate::error::{CommandError, FieldError};

/// How many uploads one person may have begun and not finished.
pub const UNFINISHED: usize = 8;

/// What was announced.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Announced {
    person: String,
    bytes: u64,
    sha256: String,
}

/// An upload that is not finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name.
    pub id: String,
    /// The length that was announced.
    pub bytes: u64,
    /// How much has come: where the next piece begins.
    pub offset: u64,
}

/// A piece that is being received; nobody else can send one meanwhile.
#[derive(Debug)]
pub struct Piece {
    files: Files,
    upload: Upload,
    announced: Announced,
    file: File,
}

/// Why a piece is not taken.
#[derive(Debug)]
pub enum Misplaced {
    /// The next piece begins here.
    At(u64),
    /// Another piece is being received.
    Busy,
    /// As for every use case.
    Failed(CommandError),
}

impl From<CommandError> for Misplaced {
    fn from(error: CommandError) -> Self {
        Self::Failed(error)
    }
}

pub(super) fn folder(files: &Files) -> PathBuf {
    files.local().join("uploads")
}

/// Whether this may be the name of an upload, and so leads nowhere else.
fn is_name(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Where an upload lies; `None` for what is no name of one.
fn place(files: &Files, id: &str) -> Option<PathBuf> {
    is_name(id).then(|| folder(files).join(id))
}

fn announced(place: &Path) -> Result<Announced> {
    serde_json::from_slice(&fs::read(place.with_extension("json"))?).map_err(Error::other)
}

/// Announces an upload. Blocks.
///
/// # Errors
///
/// [`CommandError::Invalid`] for a length or digest that cannot be, and for too many unfinished uploads.
pub fn begin(
    app: &App,
    caller: &Caller,
    bytes: u64,
    sha256: &str,
) -> std::result::Result<Upload, CommandError> {
    let files = super::files(app)?;
    let wrong = |field, code, how: &str| Err(CommandError::Invalid(vec![FieldError::new(field, code, how)]));
    if bytes == 0 {
        return wrong("bytes", "empty", super::Unfit::Empty.vi());
    }
    if bytes > u64::try_from(LARGEST).unwrap_or(u64::MAX) {
        return wrong("bytes", "too-large", super::Unfit::TooLarge.vi());
    }
    if key(State::Clean, sha256).is_none() {
        return wrong("sha256", "not-a-digest", "Mã SHA-256 có 64 chữ số thập lục phân thường.");
    }
    let person = caller.person.id.to_string();
    if unfinished(&files, &person).map_err(|error| broken(&error))? >= UNFINISHED {
        return wrong(
            "bytes",
            "too-many-uploads",
            "Còn quá nhiều tệp tải lên dở dang; hãy tải xong hoặc hủy bớt.",
        );
    }
    let id = random_hex()?.chars().take(32).collect();
    let told = Announced { person, bytes, sha256: sha256.to_owned() };
    write(&files, id, &told).map_err(|error| broken(&error))
}

fn write(files: &Files, id: String, told: &Announced) -> Result<Upload> {
    let place = place(files, &id).ok_or_else(|| Error::other("no name for an upload"))?;
    fs::create_dir_all(folder(files))?;
    super::incoming::create(&place)?;
    let text = serde_json::to_vec(told).map_err(Error::other)?;
    let mut beside = super::incoming::create(&place.with_extension("json"))?;
    beside.write_all(&text)?;
    // Half of it would be an error at each further piece.
    beside.sync_all()?;
    Ok(Upload { id, bytes: told.bytes, offset: 0 })
}

/// How many uploads of a person are begun and not finished.
fn unfinished(files: &Files, person: &str) -> Result<usize> {
    let inside = match fs::read_dir(folder(files)) {
        Ok(inside) => inside,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error),
    };
    let mut count = 0_usize;
    for found in inside {
        let path = found?.path();
        let own = path.extension().is_none() && announced(&path).is_ok_and(|told| told.person == person);
        count = count.saturating_add(usize::from(own));
    }
    Ok(count)
}

/// The upload of that name, for whoever began it; nobody else learns that there is one.
fn own(
    app: &App,
    caller: &Caller,
    id: &str,
) -> std::result::Result<(Files, PathBuf, Announced), CommandError> {
    if !is_name(id) {
        return Err(CommandError::NotFound);
    }
    let files = super::files(app)?;
    let place = place(&files, id).ok_or(CommandError::NotFound)?;
    let told = match announced(&place) {
        Ok(told) => told,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(CommandError::NotFound),
        Err(error) => return Err(broken(&error)),
    };
    if told.person == caller.person.id.to_string() {
        Ok((files, place, told))
    } else {
        Err(CommandError::NotFound)
    }
}

/// How far an upload has come. Blocks.
///
/// # Errors
///
/// [`CommandError::NotFound`] for one that is finished, gone or of somebody else.
pub fn find(app: &App, caller: &Caller, id: &str) -> std::result::Result<Upload, CommandError> {
    let (_, place, told) = own(app, caller, id)?;
    let offset = fs::metadata(place).map_err(|error| broken(&error))?.len();
    Ok(Upload { id: id.to_owned(), bytes: told.bytes, offset })
}

/// Ends an upload without keeping anything. Blocks.
///
/// # Errors
///
/// As [`find`].
pub fn end(app: &App, caller: &Caller, id: &str) -> std::result::Result<(), CommandError> {
    let (_, place, _) = own(app, caller, id)?;
    forget(&place).map_err(|error| broken(&error))
}

fn forget(place: &Path) -> Result<()> {
    fs::remove_file(place.with_extension("json"))?;
    match fs::remove_file(place) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Begins to receive a piece at `offset`. Blocks.
///
/// # Errors
///
/// [`Misplaced`] when it does not begin where the last ended, or another is being received.
pub fn receive(app: &App, caller: &Caller, id: &str, offset: u64) -> std::result::Result<Piece, Misplaced> {
    let (files, place, announced) = own(app, caller, id)?;
    let failed = |error: Error| Misplaced::Failed(broken(&error));
    let file = File::options().append(true).open(&place).map_err(failed)?;
    // Held until the piece is dropped: a client that went on elsewhere must not be mixed with this one.
    if file.try_lock().is_err() {
        return Err(Misplaced::Busy);
    }
    let come = file.metadata().map_err(failed)?.len();
    if come != offset {
        return Err(Misplaced::At(come));
    }
    let upload = Upload { id: id.to_owned(), bytes: announced.bytes, offset };
    Ok(Piece { files, upload, announced, file })
}

impl Piece {
    /// Takes the next bytes. Short enough to be called between two awaits.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::FileTooLarge`] beyond what was announced, else the disk's.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let offset = self.upload.offset.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if offset > self.announced.bytes {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.file.write_all(bytes)?;
        self.upload.offset = offset;
        Ok(())
    }

    /// The piece has ended; what is whole now is looked at and kept, as every file. Blocks.
    ///
    /// # Errors
    ///
    /// [`CommandError::Invalid`] for a content that is not what was announced, and as [`keep`]; the upload is gone then.
    pub fn finish(self, app: &App) -> std::result::Result<(Upload, Option<Kept>), CommandError> {
        let Self { files, upload, announced, file } = self;
        let failed = |error: Error| broken(&error);
        file.sync_all().map_err(failed)?;
        if upload.offset < announced.bytes {
            return Ok((upload, None));
        }
        let place = place(&files, &upload.id).ok_or(CommandError::NotFound)?;
        let arrived = Arrived::take(place.clone()).map_err(failed)?;
        if arrived.digest != announced.sha256 {
            drop(arrived);
            forget(&place).map_err(failed)?;
            let how = "Nội dung đã nhận không khớp mã SHA-256 đã báo; hãy tải lại từ đầu.";
            return Err(CommandError::Invalid(vec![FieldError::new("sha256", "wrong-digest", how)]));
        }
        let kept = keep(app, &arrived);
        // A storage that fails may be there at the next try: the content stays, and an empty piece asks again.
        if matches!(kept, Err(CommandError::Store(_))) {
            arrived.leave();
        } else {
            drop(arrived);
            forget(&place).map_err(failed)?;
        }
        Ok((upload, Some(kept?)))
    }
}
