//! `motcua procedure check`: proves procedures fit to publish.

use std::path::{Path, PathBuf};

use domain::procedure::Procedure;
use domain::procedure::check::{Fault, Severity, check};
use jiff::civil::Date;
use province::Province;
use province::import::{Shape, read};

use crate::cli::ProcedureCommand;
use crate::failure::{Done, Failure};
use crate::open::load_province;
use crate::out::say;
use crate::settings::Settings;

/// Checks, and says no with one line for each fault.
///
/// # Errors
///
/// [`Failure::No`] with the faults, [`Failure::Failed`] for a path that cannot be read.
pub fn run(settings: &Settings, command: &ProcedureCommand) -> Done {
    let ProcedureCommand::Check { paths } = command;
    let province = load_province(settings)?;
    let procedures = read_all(&province, paths)?;
    let today = (app::clock::system())().date();
    let mut reasons = Vec::new();
    for procedure in &procedures {
        // Files of the command line were compared with their own examples as they were read.
        for (case, counted) in province::misjudged(procedure, &province.worked_cases, &province.calendars) {
            let latest = province.procedure_on(&procedure.code, case.received.date());
            if paths.is_empty() && latest.is_some_and(|latest| latest.version == procedure.version) {
                reasons.push(format!(
                    "{} worked_cases: Hồ sơ nhận {} ghi hẹn trả {}, tính ra {counted}. → Sửa thời hạn hoặc sửa ví dụ.",
                    procedure.code, case.received, case.due
                ));
            }
        }
        for fault in faults(procedure, &province, today) {
            match fault.severity {
                Severity::Blocks => reasons.push(line(procedure, &fault)),
                Severity::Warns => say(line(procedure, &fault)),
            }
        }
    }
    if !reasons.is_empty() {
        return Err(Failure::No(reasons));
    }
    let whole = if procedures.len() == 1 { "procedure is" } else { "procedures are" };
    say(format!("{} {whole} fit to publish", procedures.len()));
    Ok(())
}

fn read_all(province: &Province, paths: &[PathBuf]) -> Result<Vec<Procedure>, Failure> {
    if paths.is_empty() {
        return Ok(province.procedures.clone());
    }
    let mut all = Vec::new();
    for path in paths {
        exists(path)?;
        let imported = read(path, Shape::Native, province)
            .map_err(|errors| Failure::No(errors.0.iter().map(ToString::to_string).collect()))?;
        all.extend(imported.procedures);
    }
    Ok(all)
}

/// # Errors
///
/// [`Failure::Failed`] when there is nothing at `path`.
pub fn exists(path: &Path) -> Done {
    std::fs::metadata(path).map(drop).map_err(|error| Failure::file(path, &error))
}

/// The faults of a version: judged today, or on its first day when that is still to come.
pub fn faults(procedure: &Procedure, province: &Province, today: Date) -> Vec<Fault> {
    let on = today.max(procedure.validity.from);
    check(procedure, &province.organisation, &province.people, on, law::parameters_on(&on.to_string()))
}

/// Place, fault, what to do, and the path that shows it, in one line.
pub fn line(procedure: &Procedure, fault: &Fault) -> String {
    let path: Vec<&str> = fault.path.iter().map(domain::ids::StepId::as_str).collect();
    let path = if path.is_empty() { String::new() } else { format!(" [{}]", path.join(" → ")) };
    let mark = if fault.severity == Severity::Warns { "(lưu ý) " } else { "" };
    format!("{} {}: {mark}{} → {}{path}", procedure.code, fault.place, fault.what.vi, fault.fix.vi)
}
