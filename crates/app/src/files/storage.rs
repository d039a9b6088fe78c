//! Where contents lie: a folder of this machine ([`Folder`]), or what an edge brings (S3).

use std::fs::{self, File};
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A stored content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its key.
    pub key: String,
    /// Seconds of UTC since 1970 at which it was put or renewed.
    pub changed: i64,
}

/// A store of contents under keys such as `ab/cdef…` and `waiting/ab/cdef…`. Everything blocks.
///
/// A key is either absent or whole: [`put`](Self::put), [`renew`](Self::renew) and [`rename`](Self::rename) return when
/// their effect survives a loss of power.
pub trait Storage: Send + Sync + std::fmt::Debug {
    /// Puts the content of a file under a key, in the place of what was there; the file may be taken away.
    ///
    /// # Errors
    ///
    /// The storage's.
    fn put(&self, key: &str, from: &Path) -> Result<()>;

    /// Opens a content; `None` when there is none.
    ///
    /// # Errors
    ///
    /// The storage's.
    fn open(&self, key: &str) -> Result<Option<File>>;

    /// What is known of a content; `None` when there is none.
    ///
    /// # Errors
    ///
    /// The storage's.
    fn entry(&self, key: &str) -> Result<Option<Entry>>;

    /// Makes a content as young as a new one, and lasting as [`put`](Self::put) does, because whoever put it may not have
    /// come that far; nothing when there is none.
    ///
    /// # Errors
    ///
    /// The storage's.
    fn renew(&self, key: &str) -> Result<()>;

    /// Gives a content another key, in the place of what was there.
    ///
    /// # Errors
    ///
    /// The storage's.
    fn rename(&self, from: &str, to: &str) -> Result<()>;

    /// Removes a content; nothing when there is none.
    ///
    /// # Errors
    ///
    /// The storage's.
    fn remove(&self, key: &str) -> Result<()>;

    /// Tells every content whose key begins with `under` and a slash, or with anything where that is empty.
    ///
    /// # Errors
    ///
    /// The storage's.
    fn list(&self, under: &str, each: &mut dyn FnMut(Entry)) -> Result<()>;
}

/// A folder of this machine.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// Contents under this folder; made when the first one is put.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self(root.into())
    }

    fn place(&self, key: &str) -> PathBuf {
        self.0.join(key)
    }
}

impl Storage for Folder {
    fn put(&self, key: &str, from: &Path) -> Result<()> {
        let place = self.place(key);
        make_parent(&place)?;
        // The content is on the disk before its name is.
        File::open(from)?.sync_all()?;
        fs::rename(from, &place)?;
        flush_parents(&place, &self.0)
    }

    fn open(&self, key: &str) -> Result<Option<File>> {
        there(File::open(self.place(key)))
    }

    fn entry(&self, key: &str) -> Result<Option<Entry>> {
        let Some(known) = there(fs::metadata(self.place(key)))? else { return Ok(None) };
        Ok(Some(Entry { key: key.to_owned(), changed: changed(&known)? }))
    }

    fn renew(&self, key: &str) -> Result<()> {
        let place = self.place(key);
        // The time of the file system itself, as for a file that is written: a new file has it.
        let Some(file) = there(File::options().append(true).open(&place))? else { return Ok(()) };
        let beside = place.with_extension("now");
        let now = File::create(&beside)?.metadata()?.modified()?;
        drop(fs::remove_file(&beside));
        file.set_modified(now)?;
        file.sync_all()?;
        flush_parents(&place, &self.0)
    }

    fn rename(&self, from: &str, to: &str) -> Result<()> {
        let (from, to) = (self.place(from), self.place(to));
        make_parent(&to)?;
        fs::rename(&from, &to)?;
        flush_parents(&to, &self.0)?;
        flush_parents(&from, &self.0)
    }

    fn remove(&self, key: &str) -> Result<()> {
        there(fs::remove_file(self.place(key))).map(|_| ())
    }

    fn list(&self, under: &str, each: &mut dyn FnMut(Entry)) -> Result<()> {
        let depth = if under.is_empty() { 3 } else { 2 };
        walk(&self.place(under), under, depth, each)
    }
}

/// Tells the files in and below a folder, `depth` levels down; what begins with a point is none of ours.
fn walk(folder: &Path, key: &str, depth: u8, each: &mut dyn FnMut(Entry)) -> Result<()> {
    let Some(inside) = there(fs::read_dir(folder))? else { return Ok(()) };
    for found in inside {
        let found = found?;
        let Some(name) = found.file_name().to_str().map(str::to_owned) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let key = if key.is_empty() { name } else { format!("{key}/{name}") };
        // A file may be renamed or removed while the folder is read.
        let Some(known) = there(found.metadata())? else { continue };
        if known.is_file() {
            each(Entry { key, changed: changed(&known)? });
        } else if known.is_dir() && depth > 1 {
            walk(&found.path(), &key, depth.saturating_sub(1), each)?;
        }
    }
    Ok(())
}

fn there<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn changed(known: &fs::Metadata) -> Result<i64> {
    let since = known.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

fn make_parent(place: &Path) -> Result<()> {
    fs::create_dir_all(place.parent().ok_or_else(|| Error::other("a key without a folder"))?)
}

/// Flushes the folders from a place up to the root: a new folder is a name in the one above it.
fn flush_parents(place: &Path, root: &Path) -> Result<()> {
    for folder in place.ancestors().skip(1) {
        File::open(folder)?.sync_all()?;
        if folder == root {
            break;
        }
    }
    Ok(())
}
