//! What is wrong with the province's data, where, and what to do about it.

use std::fmt;

/// One fault of a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFault {
    /// File, relative to the province's folder.
    pub file: String,
    /// Place in the file, for example `papers[2].cases`; empty for the whole file.
    pub place: String,
    /// Line and column, from 1, where the reader knows them.
    pub position: Option<(u64, u64)>,
    /// What is wrong, in Vietnamese.
    pub what: String,
    /// What to do, in Vietnamese.
    pub fix: String,
}

impl fmt::Display for DataFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        if !self.place.is_empty() {
            write!(f, " [{}]", self.place)?;
        }
        write!(f, ": {}", self.what)?;
        if !self.fix.is_empty() {
            write!(f, " → {}", self.fix)?;
        }
        Ok(())
    }
}

impl std::error::Error for DataFault {}

/// Collects the faults of one file.
#[derive(Debug)]
pub(crate) struct Faults {
    file: String,
    list: Vec<DataFault>,
}

impl Faults {
    pub(crate) fn of(file: &str) -> Self {
        Self { file: file.to_owned(), list: Vec::new() }
    }

    pub(crate) fn say(&mut self, place: &str, what: impl Into<String>, fix: impl Into<String>) {
        self.list.push(DataFault {
            file: self.file.clone(),
            place: place.to_owned(),
            position: None,
            what: what.into(),
            fix: fix.into(),
        });
    }

    /// Keeps the value of `result`, or records why there is none.
    pub(crate) fn take<T, E: fmt::Display>(
        &mut self,
        place: &str,
        result: Result<T, E>,
        fix: &str,
    ) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.say(place, error.to_string(), fix);
                None
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn into_list(self) -> Vec<DataFault> {
        self.list
    }
}
