//! Our own form: YAML and JSON files, one or a folder of them; workbooks.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::procedure::Procedure;
use unicode_normalization::UnicodeNormalization as _;

use super::{Import, ImportErrors, OpenRow, RowError, xlsx};
use crate::fault::DataFault;
use crate::{Province, WorkedCase, load, misjudged};

pub(super) fn read(path: &Path, province: &Province) -> Result<Import, ImportErrors> {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    collect(path, &mut files, &mut errors);
    if files.is_empty() && errors.is_empty() {
        errors.push(error(path, "Không có tệp YAML, JSON hoặc XLSX nào.", "Kiểm tra đường dẫn."));
    }
    files.sort();
    let mut procedures = Vec::new();
    for file in files {
        let name = file.display().to_string();
        if has_extension(&file, &["xlsx"]) {
            match xlsx::read(&file, province) {
                Ok(read) => procedures.extend(read.into_iter().map(|procedure| (name.clone(), procedure))),
                Err(found) => errors.extend(found),
            }
            continue;
        }
        match fs::read_to_string(&file) {
            Ok(text) => match load::read_procedures_text(&name, &text.nfc().collect::<String>()) {
                Ok(read) => {
                    for (procedure, worked) in read {
                        errors.extend(unlike(&name, &procedure, &worked, province));
                        procedures.push((name.clone(), procedure));
                    }
                }
                Err(faults) => errors.extend(faults.into_iter().map(row)),
            },
            Err(fault) => {
                errors.push(error(&file, &fault.to_string(), "Kiểm tra quyền đọc và mã hóa UTF-8."));
            }
        }
    }
    twice(&procedures, &mut errors);
    if !errors.is_empty() {
        return Err(ImportErrors(errors));
    }
    let mut import = Import::default();
    for (_, procedure) in procedures {
        import.report.extend(procedure.open.iter().map(|point| OpenRow {
            record: procedure.code.to_string(),
            field: point.field.clone(),
            kind: "open",
            what: point.what.clone(),
        }));
        import.procedures.push(procedure);
    }
    Ok(import)
}

/// A promise worked out by hand that the limit does not give: one of the two is wrong.
fn unlike(file: &str, procedure: &Procedure, worked: &[WorkedCase], province: &Province) -> Vec<RowError> {
    misjudged(procedure, worked, &province.calendars)
        .into_iter()
        .map(|(case, counted)| RowError {
            record: file.to_owned(),
            field: "worked_cases".to_owned(),
            what: format!("Hồ sơ nhận {} ghi hẹn trả {}, tính ra {counted}.", case.received, case.due),
            fix: "Sửa thời hạn của thủ tục hoặc sửa ví dụ.".to_owned(),
        })
        .collect()
}

fn twice(procedures: &[(String, Procedure)], errors: &mut Vec<RowError>) {
    let mut seen = BTreeMap::new();
    for (file, procedure) in procedures {
        if let Some(first) = seen.insert((procedure.code.clone(), procedure.version), file) {
            errors.push(RowError {
                record: file.clone(),
                field: "code".to_owned(),
                what: format!(
                    "Thủ tục {} phiên bản {} đã có trong {first}.",
                    procedure.code, procedure.version
                ),
                fix: "Bỏ một bản hoặc tăng version.".to_owned(),
            });
        }
    }
}

fn row(fault: DataFault) -> RowError {
    let field = match fault.position {
        Some((line, column)) => format!("dòng {line} cột {column}"),
        None => fault.place,
    };
    RowError { record: fault.file, field, what: fault.what, fix: fault.fix }
}

fn error(path: &Path, what: &str, fix: &str) -> RowError {
    RowError {
        record: path.display().to_string(),
        field: String::new(),
        what: what.to_owned(),
        fix: fix.to_owned(),
    }
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    known.iter().any(|one| extension.eq_ignore_ascii_case(one))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>, errors: &mut Vec<RowError>) {
    if !path.is_dir() {
        if has_extension(path, &["yaml", "yml", "json", "xlsx"]) {
            files.push(path.to_owned());
        } else {
            errors.push(error(path, "Không phải tệp YAML, JSON hoặc XLSX.", "Chọn tệp đúng loại."));
        }
        return;
    }
    // A whole province was named: its procedures are meant, not its units and messages.
    let own = path.join("procedures");
    let path = if path.join("province.yaml").is_file() && own.is_dir() { own.as_path() } else { path };
    match fs::read_dir(path) {
        Ok(entries) => {
            for entry in entries.flatten() {
                let path = entry.path();
                if path.is_dir() || has_extension(&path, &["yaml", "yml", "json", "xlsx"]) {
                    collect(&path, files, errors);
                }
            }
        }
        Err(fault) => errors.push(error(path, &fault.to_string(), "Kiểm tra quyền đọc thư mục.")),
    }
}
