//! Scans and results as files: kept by their content, looked at by the program, read back only whole.
//!
//! A file is named by the SHA-256 of its content, so the same scan is kept once and a changed one is found
//! on reading. It is written beside its place, flushed, renamed, and the folder flushed: a name in the
//! journal never points to half a file. What cannot be a paper is refused; what can hardly be read is kept
//! and said ([`Look::faults`]), for an officer to decide.

mod image;
mod pdf;

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use domain::dossier::event::Scan;
use sha2::{Digest as _, Sha256};

use crate::App;
use crate::dossier::input::{Action, CheckInput};
use crate::dossier::shell::{Answered, hex};
use crate::dossier::view::{self, DossierView};
use crate::dossier::{Caller, Idempotency, act};
use crate::error::{CommandError, FieldError};

/// The largest file, in bytes.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// Where files lie.
#[derive(Debug, Clone)]
pub struct Files {
    root: PathBuf,
}

/// What a file is, found by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// PDF.
    Pdf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

impl Media {
    /// Its media type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// What the first bytes say.
    fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |magic: &[u8]| bytes.starts_with(magic);
        if begins(b"%PDF-") {
            Some(Self::Pdf)
        } else if begins(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if begins(&[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]) {
            Some(Self::Png)
        } else {
            None
        }
    }
}

/// Why a file can hardly serve as a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It ends before its end.
    Truncated,
    /// It opens with a password only.
    Encrypted,
    /// Its pages cannot be counted: it is damaged.
    Damaged,
    /// It has too few pixels for print to be read.
    TooSmall,
    /// There is nearly nothing on it.
    Blank,
}

impl Fault {
    /// What is wrong and what to do.
    #[must_use]
    pub fn vi(self) -> &'static str {
        match self {
            Self::Truncated => "Tệp bị cắt cụt; hãy quét hoặc tải lại.",
            Self::Encrypted => "Tệp có mật khẩu nên không đọc được; hãy nộp bản không khóa.",
            Self::Damaged => "Tệp bị hỏng, không đếm được số trang; hãy quét lại.",
            Self::TooSmall => "Ảnh quá nhỏ để đọc được chữ; hãy quét ở 150 điểm ảnh mỗi inch trở lên.",
            Self::Blank => "Ảnh gần như trắng hoặc một màu; hãy kiểm tra mặt giấy đã quét.",
        }
    }
}

/// What the program saw in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What it is.
    pub media: Media,
    /// Pages; 0 where they could not be counted.
    pub pages: u16,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// Looks at the content of a file.
///
/// # Errors
///
/// [`CommandError::Invalid`] for what is empty, too large or neither PDF, JPEG nor PNG.
pub fn look(bytes: &[u8]) -> Result<Look, CommandError> {
    let refuse = |code, how: &str| Err(CommandError::Invalid(vec![FieldError::new("file", code, how)]));
    if bytes.is_empty() {
        return refuse("empty", "Tệp rỗng; hãy chọn tệp khác.");
    }
    if bytes.len() > LARGEST {
        return refuse("too-large", "Tệp lớn hơn 10 MB; hãy quét ở độ phân giải thấp hơn hoặc tách tệp.");
    }
    let Some(media) = Media::of(bytes) else {
        return refuse(
            "unknown-type",
            "Chỉ nhận tệp PDF, JPEG hoặc PNG; đuôi tên tệp không quyết định loại tệp.",
        );
    };
    let (pages, faults) = match media {
        Media::Pdf => pdf::look(bytes),
        Media::Jpeg | Media::Png => (1, image::look(bytes, media)),
    };
    Ok(Look { media, pages, faults })
}

impl Files {
    /// Files under this folder; made when the first one is kept.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// `ab/cdef…` under the folder; `None` for what is no digest, so that no name leads elsewhere.
    fn place(&self, digest: &str) -> Option<PathBuf> {
        let hex = digest.len() == 64 && digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let (first, rest) = digest.split_at_checked(2).filter(|_| hex)?;
        Some(self.root.join(first).join(rest))
    }

    /// Keeps the content durably and gives its digest; what is there already is left as it is.
    ///
    /// # Errors
    ///
    /// The disk's.
    pub fn keep(&self, bytes: &[u8]) -> std::io::Result<String> {
        let digest = hex(&Sha256::digest(bytes));
        let missing = || std::io::Error::other("no place for a digest");
        let place = self.place(&digest).ok_or_else(missing)?;
        if self.read(&digest).is_ok_and(|known| known.is_some()) {
            return Ok(digest);
        }
        let folder = place.parent().ok_or_else(missing)?;
        fs::create_dir_all(folder)?;
        let random = crate::dossier::shell::random_hex().map_err(|_| missing())?;
        let half = folder.join(format!(".half-{random}"));
        let written = write(&half, bytes).and_then(|()| fs::rename(&half, &place));
        if written.is_err() {
            drop(fs::remove_file(&half));
        }
        written?;
        File::open(folder)?.sync_all()?;
        File::open(&self.root)?.sync_all()?;
        Ok(digest)
    }

    /// The content with that digest; `None` when there is none or it is no longer what it was.
    ///
    /// # Errors
    ///
    /// The disk's.
    pub fn read(&self, digest: &str) -> std::io::Result<Option<Vec<u8>>> {
        let Some(place) = self.place(digest) else { return Ok(None) };
        let mut file = match File::open(place) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut bytes = Vec::new();
        let most = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
        (&mut file).take(most).read_to_end(&mut bytes)?;
        let whole = hex(&Sha256::digest(&bytes)) == digest;
        Ok(whole.then_some(bytes))
    }

    /// Which of `named` are missing or changed, each with the place that names it.
    ///
    /// # Errors
    ///
    /// The disk's.
    pub fn missing(&self, named: &[(String, String)]) -> std::io::Result<Vec<(String, String)>> {
        let mut missing = Vec::new();
        for (digest, place) in named {
            if self.read(digest)?.is_none() {
                missing.push((digest.clone(), place.clone()));
            }
        }
        Ok(missing)
    }
}

/// Readable by the server's own user only: scans are personal data.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// What came of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// As a dossier names it.
    pub scan: Scan,
    /// What the program saw.
    pub look: Look,
}

fn files(app: &App) -> Result<Files, CommandError> {
    let none = || store::StoreError::Unavailable("no folder for files is configured".into());
    app.files().cloned().ok_or_else(|| none().into())
}

fn broken(error: &std::io::Error) -> CommandError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => store::StoreError::Exhausted(error.to_string()).into(),
        _ => store::StoreError::Unavailable(error.to_string()).into(),
    }
}

/// Looks at a file and keeps it. Blocks; nobody has named it yet, so nobody can read it.
///
/// # Errors
///
/// As [`look`], or the disk's.
pub fn keep(app: &App, bytes: &[u8]) -> Result<Kept, CommandError> {
    let look = look(bytes)?;
    let file = files(app)?.keep(bytes).map_err(|error| broken(&error))?;
    let scan = Scan {
        file,
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        pages: look.pages,
        media: look.media.name().to_owned(),
    };
    Ok(Kept { scan, look })
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
    bytes: Vec<u8>,
    idempotency: Option<Idempotency>,
) -> Result<Kept, CommandError> {
    // Nothing is kept for somebody who may not even know of the dossier.
    let row = act::find(app, reference)?;
    view::admit(&view::load(app, &row.id)?, caller)?;
    let kept = {
        let app = app.clone();
        tokio::task::spawn_blocking(move || keep(&app, &bytes))
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
/// [`store::StoreError::Corrupt`] when the content is gone or changed.
pub async fn read(
    app: &App,
    caller: &Caller,
    reference: &str,
    digest: &str,
) -> Result<(Media, Vec<u8>), CommandError> {
    let view = view::open(app, caller, reference).await?;
    if !named(&view).any(|scan| scan.file == digest) && !app.store.names_file(&view.dossier.id, digest)? {
        return Err(CommandError::NotFound);
    }
    if !view::handles(&view, caller) {
        return Err(CommandError::Forbidden);
    }
    let files = files(app)?;
    let asked = digest.to_owned();
    let read = tokio::task::spawn_blocking(move || files.read(&asked)).await;
    let bytes = read.map_err(|_| CommandError::NotFound)?.map_err(|error| broken(&error))?;
    let bytes = bytes.ok_or_else(|| store::StoreError::Corrupt {
        place: format!("file {digest}"),
        what: "missing, or not what it was".to_owned(),
    })?;
    let media = Media::of(&bytes).ok_or(CommandError::NotFound)?;
    Ok((media, bytes))
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
    let by_digest: Vec<(String, String)> = named.into_iter().map(|(place, file)| (file, place)).collect();
    let missing = tokio::task::spawn_blocking(move || files.missing(&by_digest)).await;
    let missing = missing.map_err(|_| CommandError::NotFound)?.map_err(|error| broken(&error))?;
    let how = "Không có tệp này; hãy tải tệp lên trước rồi ghi đúng mã SHA-256.";
    Ok(missing.into_iter().map(|(_, place)| FieldError::new(&place, "unknown-file", how)).collect())
}

/// The scans that a dossier names, in the order of its history.
pub fn named(view: &DossierView) -> impl Iterator<Item = &Scan> {
    view.history.iter().flat_map(|recorded| match &recorded.event {
        domain::dossier::Event::ScansAttached { scans, .. } => scans.as_slice(),
        _ => &[],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            let name = format!("motcua-files-{}", crate::dossier::shell::random_hex().unwrap());
            Self(std::env::temp_dir().join(name))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            drop(fs::remove_dir_all(&self.0));
        }
    }

    #[test]
    fn what_was_kept_comes_back_and_what_was_changed_does_not() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = Folder::new();
        let files = Files::at(&folder.0);
        let digest = files.keep(b"%PDF-1.7 one").unwrap();
        assert_eq!(files.keep(b"%PDF-1.7 one").unwrap(), digest);
        assert_eq!(files.read(&digest).unwrap().unwrap(), b"%PDF-1.7 one");
        let place = files.place(&digest).unwrap();
        assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o600);
        let named =
            vec![(digest.clone(), "dossier/x revision 2".to_owned()), ("0".repeat(64), "y".to_owned())];
        assert_eq!(files.missing(&named).unwrap(), [("0".repeat(64), "y".to_owned())]);
        fs::write(&place, b"%PDF-1.7 two").unwrap();
        assert_eq!(files.read(&digest).unwrap(), None);
        assert_eq!(files.missing(&named).unwrap().len(), 2);
        // A damaged file heals when the same scan comes again.
        assert_eq!(files.keep(b"%PDF-1.7 one").unwrap(), digest);
        assert!(files.missing(&named[..1]).unwrap().is_empty());
    }

    #[test]
    fn a_name_that_is_no_digest_leads_nowhere() {
        let files = Files::at("/nowhere");
        for name in ["", "../../etc/passwd", &"A".repeat(64), &"a".repeat(63), "ab/../../x"] {
            assert_eq!(files.place(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_no_paper_is_refused() {
        let large = [b"%PDF-".as_slice(), &vec![b' '; LARGEST]].concat();
        for (bytes, code) in [
            (&b""[..], "empty"),
            (b"MZ\x90\0", "unknown-type"),
            (b"PK\x03\x04", "unknown-type"),
            (b"<svg/>", "unknown-type"),
            (&large, "too-large"),
        ] {
            let Err(CommandError::Invalid(faults)) = look(bytes) else { panic!("{code}") };
            assert_eq!(faults[0].code, code);
        }
    }
}
