//! Seals: from time to time a signed Merkle root over all new events.
//!
//! A seal can be printed, mailed or time-stamped. Whoever has it can prove that nothing up to
//! its position was changed, removed, put in or cut off since.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;

use ed25519_dalek::{Signer as _, SigningKey};

use crate::db::Db;
use crate::error::StoreError;
use crate::journal::{Merkle, hex, unhex};
use crate::row::bytes;

/// The records under a seal, of which only the tree is kept: after a large filling there are millions.
#[derive(Debug, Default)]
pub(crate) struct Leaves {
    pub tree: Merkle,
    pub first: Option<i64>,
    pub last: i64,
    pub count: i64,
}

impl Leaves {
    /// The records after a position.
    pub fn after(db: &mut dyn Db, position: i64) -> Result<Self, StoreError> {
        let mut leaves = Self::default();
        let sql = "SELECT position, hash FROM journal WHERE position > $1 ORDER BY position";
        db.each(sql, &[position.into()], &mut |row| {
            leaves.add(row.get(0)?, &bytes(row, 1, "journal hash")?);
            Ok(())
        })?;
        Ok(leaves)
    }

    /// Adds the next record, in order of position.
    pub fn add(&mut self, position: i64, hash: &[u8; 32]) {
        self.tree.add(hash);
        self.first.get_or_insert(position);
        self.last = position;
        self.count = self.count.saturating_add(1);
    }

    /// Whether these are all records after one position and up to another.
    pub fn are_all(&self, after: i64, newest: i64) -> bool {
        self.first == Some(after.saturating_add(1))
            && self.last == newest
            && self.count == newest.saturating_sub(after)
    }
}

/// The key that signs seals; made on first use, in a file that only its owner reads.
pub(crate) struct Signer {
    file: Option<PathBuf>,
    key: Mutex<Option<SigningKey>>,
}

impl Signer {
    pub fn file(file: PathBuf) -> Self {
        Self { file: Some(file), key: Mutex::new(None) }
    }

    pub fn in_memory() -> Self {
        Self { file: None, key: Mutex::new(None) }
    }

    /// The public key.
    pub fn public(&self) -> Result<[u8; 32], StoreError> {
        self.with(|key| key.verifying_key().to_bytes())
    }

    /// Signs the hash of a seal.
    pub fn sign(&self, hash: &[u8; 32]) -> Result<[u8; 64], StoreError> {
        self.with(|key| key.sign(hash).to_bytes())
    }

    /// Takes away a file that a program made and could not write; only while nothing was ever signed.
    pub fn drop_unwritten(&self) -> Result<(), StoreError> {
        match &self.file {
            Some(file) if std::fs::metadata(file).is_ok_and(|found| found.len() == 0) => {
                Ok(std::fs::remove_file(file)?)
            }
            _ => Ok(()),
        }
    }

    fn with<T>(&self, using: impl FnOnce(&SigningKey) -> T) -> Result<T, StoreError> {
        let mut key = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        if key.is_none() {
            *key = Some(self.load()?);
        }
        key.as_ref().map(using).ok_or_else(|| StoreError::Unavailable("no sealing key".into()))
    }

    fn load(&self) -> Result<SigningKey, StoreError> {
        let Some(file) = &self.file else { return fresh() };
        match std::fs::read_to_string(file) {
            Ok(text) => read(file, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(file),
            Err(error) => Err(error.into()),
        }
    }
}

fn read(file: &Path, text: &str) -> Result<SigningKey, StoreError> {
    let secret = unhex(text.trim()).ok_or_else(|| {
        StoreError::corrupt(
            file.display().to_string(),
            "not a key of 64 hexadecimal digits; put its copy back",
        )
    })?;
    Ok(SigningKey::from_bytes(&secret))
}

/// Makes a key and its file, which is there whole or not at all; another program may have made one meanwhile, then that is
/// the key.
fn make(file: &Path) -> Result<SigningKey, StoreError> {
    let key = fresh()?;
    let unfinished = file.with_extension(format!("{}.new", std::process::id()));
    let mut options = std::fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = (|| {
        let mut out = options.open(&unfinished)?;
        writeln!(out, "{}", hex(&key.to_bytes()))?;
        out.sync_all()?;
        // A name that is taken stays with who has it.
        std::fs::hard_link(&unfinished, file)
    })();
    drop(std::fs::remove_file(&unfinished));
    match made {
        Ok(()) => {
            std::fs::File::open(crate::store::directory_of(file))?.sync_all()?;
            Ok(key)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            read(file, &std::fs::read_to_string(file)?)
        }
        Err(error) => Err(error.into()),
    }
}

fn fresh() -> Result<SigningKey, StoreError> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|cause| StoreError::Unavailable(cause.to_string()))?;
    Ok(SigningKey::from_bytes(&secret))
}
