//! `motcua import`: procedures and calendars, all or nothing.

use std::collections::BTreeMap;
use std::path::Path;

use domain::ids::ProcedureCode;
use domain::procedure::check::Severity;
use domain::procedure::{Procedure, Publication};
use jiff::civil::DateTime;
use province::Province;
use province::import::{Import, Shape, read};
use store::{Reference, Store, sha256_hex};

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
    // What is refused must not leave an empty store behind: one is made only when something is written.
    let store = open::schema_if_any(settings)?.map(|_| open::open_existing(settings)).transpose()?;
    let known = Known::of(&province, store.as_ref())?;
    let unchanged = known.join(&mut imported, shape)?;
    let drafts = keep_unfit_as_drafts(&mut imported, &province, now, args.report.is_none());
    let total = imported.procedures.len();
    let open = imported.report.len();
    for (kind, count) in imported.open_by_kind() {
        say(format!("{kind}: {count}"));
    }
    if unchanged > 0 {
        say(format!("{unchanged} procedures are there already, without a difference"));
    }
    if args.dry_run {
        say(format!(
            "{total} procedures can be imported, {drafts} of them as drafts; {open} open points; nothing was written"
        ));
        return Ok(());
    }
    let store = match store {
        Some(store) => store,
        None => open::open_store(settings)?,
    };
    let shown = bar("nhập / importing");
    shown.set_length(u64::try_from(total).unwrap_or(0));
    let mut rows = Vec::with_capacity(total);
    for procedure in &imported.procedures {
        rows.push(open::published(procedure, now));
        shown.inc(1);
    }
    store.put_references(rows)?;
    shown.finish_and_clear();
    say(format!("{total} procedures imported, {drafts} of them as drafts; {open} open points"));
    Ok(())
}

/// The versions of procedures that there are: in the province's own files and published in the store.
struct Known(BTreeMap<ProcedureCode, Vec<Procedure>>);

impl Known {
    fn of(province: &Province, store: Option<&Store>) -> Result<Self, Failure> {
        let mut all: BTreeMap<ProcedureCode, Vec<Procedure>> = BTreeMap::new();
        let mut add = |procedure: Procedure| {
            let versions = all.entry(procedure.code.clone()).or_default();
            if !versions.iter().any(|known| known.version == procedure.version) {
                versions.push(procedure);
                versions.sort_by_key(|known| known.version);
            }
        };
        province.procedures.iter().cloned().for_each(&mut add);
        for row in store.map(|store| store.references(open::PROCEDURE)).transpose()?.unwrap_or_default() {
            let read = province::read_procedure_yaml(&row.key, &row.text);
            add(read.map_err(|faults| Failure::Failed(crate::open::words(&faults)))?);
        }
        Ok(Self(all))
    }

    /// Gives what is imported its place among the versions: our own form says its version and must not
    /// differ from one that is there; published records become the next version, facts and process of one
    /// code joined. How many are there already without a difference; they are left out.
    fn join(&self, imported: &mut Import, shape: Shape) -> Result<usize, Failure> {
        let before = imported.procedures.len();
        let mut faults = Vec::new();
        let mut kept: Vec<Procedure> = Vec::with_capacity(before);
        for procedure in imported.procedures.drain(..) {
            let known = self.0.get(&procedure.code).map(Vec::as_slice).unwrap_or_default();
            if shape == Shape::Native {
                match known.iter().find(|known| known.version == procedure.version) {
                    Some(same) if *same == procedure => {}
                    Some(_) => faults.push(format!(
                        "{}: version {} is published and differs; raise the version",
                        procedure.code, procedure.version
                    )),
                    None => kept.push(procedure),
                }
                continue;
            }
            let Some(latest) = known.last() else {
                kept.push(procedure);
                continue;
            };
            let joined = joined(&procedure, latest, shape);
            if known.iter().any(|known| same_content(known, &joined)) {
                continue;
            }
            let of_code = kept.iter().filter(|kept| kept.code == procedure.code);
            let highest = of_code.map(|kept| kept.version).fold(latest.version, u32::max);
            let version = highest.saturating_add(1);
            kept.push(Procedure { version, publication: Publication::Draft, ..joined });
        }
        if !faults.is_empty() {
            return Err(Failure::No(faults));
        }
        let unchanged = before.saturating_sub(kept.len());
        imported.procedures = kept;
        Ok(unchanged)
    }
}

/// Published facts keep the process that is known of their code; a published process keeps the facts.
fn joined(procedure: &Procedure, latest: &Procedure, shape: Shape) -> Procedure {
    match shape {
        Shape::Processes => Procedure {
            process: procedure.process.clone(),
            open: [latest.open.clone(), procedure.open.clone()].concat(),
            ..latest.clone()
        },
        Shape::Facts | Shape::Native => {
            let process = procedure.process.clone().or_else(|| latest.process.clone());
            Procedure { process, ..procedure.clone() }
        }
    }
}

/// Whether two versions say the same, whatever became of them.
fn same_content(one: &Procedure, other: &Procedure) -> bool {
    // What is open is told by every import again, and joined lists of it grow.
    let plain = |procedure: &Procedure| Procedure {
        version: 0,
        publication: Publication::Draft,
        open: Vec::new(),
        ..procedure.clone()
    };
    plain(one) == plain(other)
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

fn calendar(settings: &Settings, file: &Path, dry_run: bool) -> Done {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::file(file, &error))?;
    let name = file.display().to_string();
    let province = load_province(settings)?;
    let own = province.calendar.clone();
    let store = open::schema_if_any(settings)?.map(|_| open::open_existing(settings)).transpose()?;
    let published =
        store.as_ref().map(|store| store.references(open::CALENDAR)).transpose()?.unwrap_or_default();
    let mut reference = app::Reference::new(province);
    if let Some(store) = &store {
        open::add_published(store, &mut reference)?;
    }
    let (source, _) = province::read_calendar_yaml(&name, &text, reference.calendars())
        .map_err(|faults| Failure::No(faults.iter().map(ToString::to_string).collect()))?;
    if source.id != own.id {
        return Err(Failure::no(format!(
            "{name}: calendar `{}` is not the province's; its id must be `{}`",
            source.id, own.id
        )));
    }
    let newest = published.iter().map(|row| row.version).fold(own.version, u32::max);
    if source.version <= newest {
        return Err(Failure::no(format!(
            "{name}: version {} of `{}` is not newer than {newest}; raise the version",
            source.version, source.id
        )));
    }
    let years: Vec<String> = source.years.iter().map(|year| year.year.to_string()).collect();
    let told = format!("calendar {} version {}, years {}", source.id, source.version, years.join(", "));
    if dry_run {
        say(format!("{told}: can be published; nothing was written"));
        return Ok(());
    }
    let store = match store {
        Some(store) => store,
        None => open::open_store(settings)?,
    };
    let now = (app::clock::system())();
    store.put_reference(Reference {
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
