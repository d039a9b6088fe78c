//! What lies beside the store: the space of its volume, and when it was copied last.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;

use crate::instant;

/// Space of a volume, bytes.
#[derive(Debug, Clone, Copy)]
pub struct Space {
    /// Free for this program.
    pub free: u64,
    /// All of it.
    pub total: u64,
}

/// The space of the volume that a path is on, where the system tells.
pub fn space(path: &Path) -> Option<Space> {
    let told = rustix::fs::statvfs(path.to_str()?).ok()?;
    Some(Space {
        free: told.f_bavail.checked_mul(told.f_frsize)?,
        total: told.f_blocks.checked_mul(told.f_frsize)?,
    })
}

/// The file that says when the store was copied last.
fn mark(data: &Path) -> PathBuf {
    data.join("last-backup")
}

/// Remembers that the store was copied at this instant.
pub fn mark_backup(data: &Path, now: DateTime) -> std::io::Result<()> {
    std::fs::write(mark(data), format!("{}\n", instant::rfc3339(now)))
}

/// Seconds since the store was copied last, where that is known.
pub fn backup_age(data: &Path, now: DateTime) -> Option<u64> {
    let text = std::fs::read_to_string(mark(data)).ok()?;
    let at = instant::parse(text.trim()).ok()?;
    u64::try_from(now.duration_since(at).as_secs()).ok()
}
