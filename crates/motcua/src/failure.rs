//! How a command ends badly: three kinds, three exit codes, one line each on standard error.

use std::process::ExitCode;

use app::{CommandError, StoreError};

/// Why a command did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The answer is no; each line is a reason.
    No(Vec<String>),
    /// The command was used wrongly.
    Usage(String),
    /// The store or a file failed.
    Failed(String),
}

/// What every command returns.
pub type Done = Result<(), Failure>;

impl Failure {
    /// The answer is no, for one reason.
    pub fn no(reason: impl Into<String>) -> Self {
        Self::No(vec![reason.into()])
    }

    /// The exit code: 1 no, 2 wrong usage, 3 store or file.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::No(_) => 1,
            Self::Usage(_) => 2,
            Self::Failed(_) => 3,
        })
    }

    /// The lines for standard error.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::No(reasons) => reasons.clone(),
            Self::Usage(line) | Self::Failed(line) => vec![format!("motcua: {}", one_line(line))],
        }
    }

    /// A file that could not be read or written.
    pub fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::Failed(format!("{}: {error}; check the path, the rights and the free space", path.display()))
    }
}

fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let what_to_do = match &error {
            StoreError::Unavailable(_) => "check the directory and whether another program holds it",
            StoreError::Exhausted(_) => "free space on the volume, then start again",
            StoreError::Corrupt { .. } => "stop, keep a copy, run `motcua verify`, restore a backup",
            StoreError::NewerVersion { .. } => {
                "start the newer program that wrote it, or restore an older backup"
            }
            StoreError::Clock(_) => "set the clock (NTP), then try again; see motcua doctor",
            StoreError::Conflict(_) => "what is recorded stays; give a new version or another name",
            StoreError::Invalid(_) => "check what was handed in",
        };
        Self::Failed(format!("{error}; {what_to_do}"))
    }
}

impl From<CommandError> for Failure {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Store(fault) => fault.into(),
            CommandError::Invalid(faults) => Self::No(
                faults.into_iter().map(|fault| format!("{}: {}", fault.field, fault.detail)).collect(),
            ),
            other => Self::no(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_one_line_whatever_the_cause_says() {
        let failure = Failure::from(StoreError::Unavailable("first\n  second".into()));
        assert_eq!(failure.lines().len(), 1);
        assert!(!failure.lines()[0].contains('\n'));
        assert!(failure.lines()[0].contains("first second"));
    }
}
