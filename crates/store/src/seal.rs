//! Seals: from time to time a signed Merkle root over all new events.
//!
//! A seal can be printed, mailed or time-stamped. Whoever has it can prove that nothing up to
//! its position was changed, removed, put in or cut off since.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;

use ed25519_dalek::{Signer as _, SigningKey};

use crate::error::StoreError;
use crate::journal::{hex, unhex};

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
            Ok(text) => {
                let secret = unhex(text.trim()).ok_or_else(|| {
                    StoreError::corrupt(file.display().to_string(), "not a key of 64 hexadecimal digits")
                })?;
                Ok(SigningKey::from_bytes(&secret))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let key = fresh()?;
                let mut options = std::fs::File::options();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut out = options.open(file)?;
                writeln!(out, "{}", hex(&key.to_bytes()))?;
                out.sync_all()?;
                Ok(key)
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn fresh() -> Result<SigningKey, StoreError> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|cause| StoreError::Unavailable(cause.to_string()))?;
    Ok(SigningKey::from_bytes(&secret))
}
