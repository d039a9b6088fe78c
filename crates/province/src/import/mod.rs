//! Foreign records of procedures into the model: all or nothing, nothing lost.
//!
//! - [`Shape::Native`]: our own form as YAML, JSON or XLSX, one file or a folder;
//! - [`Shape::Facts`]: published facts of procedures (`{"procedures": [{"tthc_code": …}]}`);
//! - [`Shape::Processes`]: published internal processes.
//!
//! What a record leaves open becomes an [`OpenRow`] and stays in the procedure's `open`
//! list; what the model has no place for stays in its `record`. What cannot be read at all
//! (a text where a list must be, a number that is none) is a [`RowError`], and then nothing
//! is imported.

mod bind;
mod duration;
mod facts;
mod json;
mod native;
mod processes;
mod role;
mod tree;
mod xlsx;

use std::fmt;
use std::fs;
use std::path::Path;

use domain::procedure::Procedure;

use crate::Province;

/// The form of what is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Our own form: YAML, JSON, XLSX.
    Native,
    /// Published facts of procedures, JSON.
    Facts,
    /// Published internal processes, JSON.
    Processes,
}

/// What was imported.
#[derive(Debug, Clone, Default)]
pub struct Import {
    /// The procedures, in the order of the records.
    pub procedures: Vec<Procedure>,
    /// What the records leave open.
    pub report: Vec<OpenRow>,
}

/// Something a record leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRow {
    /// The record.
    pub record: String,
    /// The field of the record.
    pub field: String,
    /// What kind of opening, for counting, for example `limit.unit`.
    pub kind: &'static str,
    /// What is open, in Vietnamese.
    pub what: String,
}

/// Why a record, row or cell cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// File, record or row, for example `P012` or `Giấy tờ!C5`.
    pub record: String,
    /// Field or column.
    pub field: String,
    /// What is wrong, in Vietnamese.
    pub what: String,
    /// What to do, in Vietnamese.
    pub fix: String,
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { record, field, what, fix } = self;
        let dot = if field.is_empty() { "" } else { " " };
        write!(f, "{record}{dot}{field}: {what} → {fix}")
    }
}

impl fmt::Display for OpenRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { record, field, kind, what } = self;
        write!(f, "{record} {field} [{kind}]: {what}")
    }
}

/// Every error of an import; nothing of it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportErrors(pub Vec<RowError>);

impl fmt::Display for ImportErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, error) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ImportErrors {}

impl Import {
    /// How many rows of the report there are of each kind, most frequent first.
    #[must_use]
    pub fn open_by_kind(&self) -> Vec<(&'static str, usize)> {
        let mut counts: std::collections::BTreeMap<&'static str, usize> = std::collections::BTreeMap::new();
        for row in &self.report {
            *counts.entry(row.kind).or_default() += 1;
        }
        let mut rows: Vec<_> = counts.into_iter().collect();
        rows.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
        rows
    }
}

/// Reads `path` (a file, or for [`Shape::Native`] also a folder) in `shape`.
///
/// Agencies and units are bound to those of `province` where the names agree.
///
/// # Errors
///
/// Every record, row and cell that cannot be read; then nothing is imported.
pub fn read(path: &Path, shape: Shape, province: &Province) -> Result<Import, ImportErrors> {
    match shape {
        Shape::Native => native::read(path, province),
        Shape::Facts | Shape::Processes => {
            let text = fs::read_to_string(path).map_err(|error| {
                failed(path, "", &error.to_string(), "Kiểm tra đường dẫn, quyền đọc và mã hóa UTF-8.")
            })?;
            read_json(&text, shape, province)
        }
    }
}

/// Reads JSON text in one of the two published shapes.
///
/// # Errors
///
/// As [`read`].
pub fn read_json(text: &str, shape: Shape, province: &Province) -> Result<Import, ImportErrors> {
    let root: serde_json::Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            let place = format!("dòng {} cột {}", error.line(), error.column());
            ImportErrors(vec![RowError {
                record: "JSON".to_owned(),
                field: place,
                what: error.to_string(),
                fix: "Sửa cú pháp JSON.".to_owned(),
            }])
        })?;
    let records = root.as_array().or_else(|| root.get("procedures").and_then(serde_json::Value::as_array));
    let Some(records) = records else {
        return Err(ImportErrors(vec![RowError {
            record: "JSON".to_owned(),
            field: "procedures".to_owned(),
            what: "Không có danh sách thủ tục.".to_owned(),
            fix: "Tệp phải là một danh sách, hoặc có trường procedures là danh sách.".to_owned(),
        }]));
    };
    match shape {
        Shape::Processes => processes::read(records, province),
        Shape::Facts | Shape::Native => facts::read(records, province),
    }
}

fn failed(path: &Path, field: &str, what: &str, fix: &str) -> ImportErrors {
    ImportErrors(vec![RowError {
        record: path.display().to_string(),
        field: field.to_owned(),
        what: what.to_owned(),
        fix: fix.to_owned(),
    }])
}
