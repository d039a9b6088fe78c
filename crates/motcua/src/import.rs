//! `motcua import`: procedures and calendars, all or nothing.

use std::path::Path;

use calendar::Calendar;
use domain::procedure::check::Severity;
use domain::procedure::{Procedure, Publication};
use jiff::civil::DateTime;
use province::Province;
use province::import::{Import, Shape, read};
use store::{Reference, sha256_hex};

use crate::cli::{ImportCommand, ImportProceduresArgs, ShapeName};
use crate::failure::{Done, Failure};
use crate::open::{self, load_province};
use crate::out::{bar, complain, say};
use crate::procedure::{exists, faults, line};
use crate::settings::Settings;

/// Reads, checks, and unless it is a dry run publishes into the store.
///
/// # Errors
///
/// [`Failure::No`] with every row that cannot be read, [`Failure::Failed`] when a file or the store fails.
pub fn run(settings: &Settings, command: &ImportCommand) -> Done {
    match command {
        ImportCommand::Procedures(args) => procedures(settings, args),
        ImportCommand::Calendar { file, dry_run } => calendar(settings, file, *dry_run),
    }
}

fn procedures(settings: &Settings, args: &ImportProceduresArgs) -> Done {
    exists(&args.path)?;
    let province = load_province(settings)?;
    let shape = match args.shape {
        ShapeName::Native => Shape::Native,
        ShapeName::Facts => Shape::Facts,
        ShapeName::Processes => Shape::Processes,
    };
    let mut imported = read(&args.path, shape, &province)
        .map_err(|errors| Failure::No(errors.0.iter().map(ToString::to_string).collect()))?;
    if let Some(report) = &args.report {
        std::fs::write(report, report_of(&imported)).map_err(|error| Failure::file(report, &error))?;
    }
    let now = (app::clock::system())();
    let drafts = keep_unfit_as_drafts(&mut imported, &province, now, args.report.is_none());
    let total = imported.procedures.len();
    let open = imported.report.len();
    for (kind, count) in imported.open_by_kind() {
        say(format!("{kind}: {count}"));
    }
    if args.dry_run {
        say(format!(
            "{total} procedures can be imported, {drafts} of them as drafts; {open} open points; nothing was written"
        ));
        return Ok(());
    }
    let shown = bar("nhập / importing");
    shown.set_length(u64::try_from(total).unwrap_or(0));
    let mut rows = Vec::with_capacity(total);
    for procedure in &imported.procedures {
        rows.push(row(procedure, now));
        shown.inc(1);
    }
    open::open_store(settings)?.put_references(rows)?;
    shown.finish_and_clear();
    say(format!("{total} procedures imported, {drafts} of them as drafts; {open} open points"));
    Ok(())
}

/// A record that is not fit to publish is kept, but nobody can file it: it becomes a draft.
fn keep_unfit_as_drafts(imported: &mut Import, province: &Province, now: DateTime, tell: bool) -> usize {
    let mut drafts = 0_usize;
    for procedure in &mut imported.procedures {
        if procedure.publication != Publication::Published {
            drafts = drafts.saturating_add(1);
            continue;
        }
        let found = faults(procedure, province, now.date());
        let mut blocking = found.iter().filter(|fault| fault.severity == Severity::Blocks);
        if let Some(first) = blocking.next() {
            if tell {
                complain(format!("{}; kept as a draft", line(procedure, first)));
            }
            procedure.publication = Publication::Draft;
            drafts = drafts.saturating_add(1);
        }
    }
    drafts
}

/// One line for everything that a record leaves open, tab between the columns.
fn report_of(imported: &Import) -> String {
    let mut text = "record\tfield\tkind\twhat\n".to_owned();
    for row in &imported.report {
        let what = row.what.replace(['\t', '\n'], " ");
        text.push_str(&format!("{}\t{}\t{}\t{what}\n", row.record, row.field, row.kind));
    }
    text
}

fn row(procedure: &Procedure, now: DateTime) -> Reference {
    let text = province::write_procedure_yaml(procedure);
    Reference {
        kind: open::PROCEDURE.to_owned(),
        key: procedure.code.to_string(),
        version: procedure.version,
        sha256: sha256_hex(&text),
        text,
        valid_from: procedure.validity.from,
        published_at: now,
    }
}

fn calendar(settings: &Settings, file: &Path, dry_run: bool) -> Done {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::file(file, &error))?;
    let name = file.display().to_string();
    let source = province::read_calendar_yaml(&name, &text)
        .map_err(|faults| Failure::No(faults.iter().map(ToString::to_string).collect()))?;
    Calendar::compile(&source)
        .map_err(|error| Failure::no(format!("{name}: {error}; correct the days and raise the version")))?;
    let province = load_province(settings)?;
    if province.calendar.id == source.id && source.version <= province.calendar.version {
        return Err(Failure::no(format!(
            "{name}: version {} of `{}` is not newer than {}; raise the version",
            source.version, source.id, province.calendar.version
        )));
    }
    let years: Vec<String> = source.years.iter().map(|year| year.year.to_string()).collect();
    let told = format!("calendar {} version {}, years {}", source.id, source.version, years.join(", "));
    if dry_run {
        say(format!("{told}: can be published; nothing was written"));
        return Ok(());
    }
    let now = (app::clock::system())();
    open::open_store(settings)?.put_reference(Reference {
        kind: open::CALENDAR.to_owned(),
        key: source.id.clone(),
        version: source.version,
        sha256: sha256_hex(&text),
        text,
        valid_from: now.date(),
        published_at: now,
    })?;
    say(format!("{told}: published; provisional promises are counted again by the running server"));
    Ok(())
}
