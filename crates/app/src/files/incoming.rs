//! Files on their way in and out: written to the disk as they come, digested meanwhile, never whole in memory.

use std::fs::{self, File, OpenOptions};
use std::io::{Error, ErrorKind, Read as _, Result, Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{LARGEST, Media};
use crate::dossier::shell::{hex, random_hex};

/// A file that is being received; gone again unless it [`arrived`](Self::arrived) and was kept.
#[derive(Debug)]
pub struct Incoming {
    path: Taken,
    file: File,
    digest: Sha256,
    bytes: usize,
}

/// A path whose file goes with it.
#[derive(Debug)]
struct Taken(PathBuf);

impl Drop for Taken {
    fn drop(&mut self) {
        // Whoever kept the file has taken it away; then there is none.
        drop(fs::remove_file(&self.0));
    }
}

/// A file that has arrived whole, not kept yet.
#[derive(Debug)]
pub struct Arrived {
    path: Taken,
    /// SHA-256 of its content, hexadecimal.
    pub digest: String,
    /// Its length.
    pub bytes: u64,
}

impl Incoming {
    /// Begins a file in this folder.
    ///
    /// # Errors
    ///
    /// The disk's.
    pub fn begin(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let random = random_hex().map_err(|_| Error::other("no random numbers"))?;
        let path = folder.join(random);
        let file = create(&path)?;
        Ok(Self { path: Taken(path), file, digest: Sha256::new(), bytes: 0 })
    }

    /// Takes the next bytes. Short enough to be called between two awaits.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::FileTooLarge`] beyond [`LARGEST`], else the disk's.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > LARGEST {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.digest.update(bytes);
        self.file.write_all(bytes)
    }

    /// The file is complete.
    #[must_use]
    pub fn arrived(self) -> Arrived {
        Arrived {
            path: self.path,
            digest: hex(&self.digest.finalize()),
            bytes: u64::try_from(self.bytes).unwrap_or(u64::MAX),
        }
    }
}

/// A new file, readable by the server's own user only: scans are personal data.
pub(super) fn create(path: &Path) -> Result<File> {
    OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path)
}

impl Arrived {
    /// Takes a file that lies complete in a folder of ours.
    pub(super) fn take(path: PathBuf) -> Result<Self> {
        let (digest, bytes) = digest(&mut File::open(&path)?)?;
        Ok(Self { path: Taken(path), digest, bytes })
    }

    /// Leaves the file where it lies.
    pub(super) fn leave(mut self) {
        self.path.0 = PathBuf::new();
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path.0
    }

    /// Opens it.
    ///
    /// # Errors
    ///
    /// The disk's.
    pub fn open(&self) -> Result<File> {
        File::open(&self.path.0)
    }
}

/// A content that was found to be what its name says, from its begin.
#[derive(Debug)]
pub struct Whole {
    /// What it is.
    pub media: Media,
    /// Whether a browser may show it beside the pages, or only save it.
    pub shown: bool,
    /// Its length.
    pub bytes: u64,
    file: File,
    digest: Sha256,
    expected: String,
}

impl Whole {
    /// Reads a file once to check it, and stands at its begin again; `None` for one that is not what it was.
    ///
    /// # Errors
    ///
    /// The disk's.
    pub(super) fn check(mut file: File, expected: &str) -> Result<Option<Self>> {
        let (found, bytes) = digest(&mut file)?;
        if found != expected {
            return Ok(None);
        }
        file.rewind()?;
        let media = media_of(&mut file)?;
        let of = |media| Self {
            media,
            shown: false,
            bytes,
            file,
            digest: Sha256::new(),
            expected: expected.to_owned(),
        };
        Ok(media.map(of))
    }

    /// The file, at its begin.
    ///
    /// # Errors
    ///
    /// The disk's.
    pub(super) fn file(&self) -> Result<File> {
        let mut file = self.file.try_clone()?;
        file.rewind()?;
        Ok(file)
    }

    /// The next bytes, none at the end. Short enough to be called between two awaits.
    ///
    /// # Errors
    ///
    /// The disk's, and [`ErrorKind::InvalidData`] when the file changed since it was checked: whoever was sent it
    /// must not take it for whole.
    pub fn piece(&mut self) -> Result<Vec<u8>> {
        let mut bytes = vec![0; 64 * 1024];
        let read = self.file.read(&mut bytes)?;
        bytes.truncate(read);
        self.digest.update(&bytes);
        let changed = read == 0 && hex(&self.digest.clone().finalize()) != self.expected;
        if changed { Err(ErrorKind::InvalidData.into()) } else { Ok(bytes) }
    }

    /// All of it.
    ///
    /// # Errors
    ///
    /// As [`piece`](Self::piece).
    pub fn read(mut self) -> Result<Vec<u8>> {
        let mut all = Vec::new();
        loop {
            let bytes = self.piece()?;
            if bytes.is_empty() {
                return Ok(all);
            }
            all.extend(bytes);
        }
    }
}

/// What the first bytes of a file say; it stands at its begin afterwards.
pub(super) fn media_of(file: &mut File) -> Result<Option<Media>> {
    let mut head = Vec::new();
    (&mut *file).take(16).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(Media::of(&head))
}

/// The digest of a file from here on, and how many bytes it has.
fn digest(file: &mut File) -> Result<(String, u64)> {
    let (mut digest, mut all, mut bytes) = (Sha256::new(), 0_u64, vec![0; 64 * 1024]);
    loop {
        let read = file.read(&mut bytes)?;
        let Some(part) = bytes.get(..read).filter(|part| !part.is_empty()) else { break };
        digest.update(part);
        all = all.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
    }
    Ok((hex(&digest.finalize()), all))
}
