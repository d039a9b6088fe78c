//! `motcua verify`, `export`, `backup` and `restore`: the journal as a whole.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Duration;

use domain::dossier::event::ProcedurePin;
use domain::ids::{ProcedureCode, UnitId};
use domain::procedure::Procedure;
use store::{Expected, Options, Store, VerifyReport};

use crate::failure::{Done, Failure};
use crate::open::{PROCEDURE, application, data_folder, files_folder, load_province, open_existing, words};
use crate::out::{bar, progress, say};
use crate::settings::Settings;
use crate::volume;

/// Replays the journal and says yes, or no with every place that is not as it was recorded.
///
/// # Errors
///
/// [`Failure::No`] with the places, [`Failure::Failed`] when the store cannot be read.
pub fn verify(settings: &Settings, keys: &[String], seals: &[String]) -> Done {
    name_nothing_slow();
    let keys: Vec<[u8; 32]> = keys.iter().map(|text| digits("--key", text)).collect::<Result<_, _>>()?;
    let seals: Vec<(i64, [u8; 32])> = seals.iter().map(|text| kept(text)).collect::<Result<_, _>>()?;
    let store = open_existing(settings)?;
    // What the lists say of a procedure is compared with the procedure itself, as it was published in this store: what the
    // program carries with it is one province's, and a store is any province's.
    let published = published(&store)?;
    let province = settings.province.as_ref().map(|_| load_province(settings)).transpose()?;
    let differing =
        province.as_ref().map(|own| crate::pinned::differences(&store, own)).transpose()?.unwrap_or_default();
    let own = province.map(|province| application(settings, store.clone(), province)).transpose()?;
    let reference = own.map(|app| app.reference());
    let labels = |code: &str, version: u32| {
        if let Some(known) = published.get(code).and_then(|versions| versions.get(&version)) {
            return Some(known.clone());
        }
        let pin = ProcedurePin { code: ProcedureCode::new(code).ok()?, version };
        reference.as_ref()?.procedure_pinned(&pin).map(|procedure| labels_of(procedure))
    };
    let expected = Expected {
        keys: &keys,
        seals: &seals,
        search: Some(app::person::search_fields_of),
        labels: Some(&labels),
    };
    let shown = bar("kiểm tra / verifying");
    let report = store.verify_against(&expected, &mut progress(&shown))?;
    shown.finish_and_clear();
    let findings = report.findings.iter().map(|finding| format!("{}: {}", finding.place, finding.what));
    let places: Vec<String> = findings.chain(lost_files(settings, &report)?).chain(differing).collect();
    if !places.is_empty() {
        return Err(Failure::No(places));
    }
    say(format!("as recorded: {}, {} files", told(&report), report.files.len()));
    say(match &settings.province {
        Some(dir) => format!("procedures and calendar: as published, and as in {}", dir.display()),
        None => "procedures and calendar: as published in this store; --province DIR compares its files too"
            .to_owned(),
    });
    Ok(())
}

/// Field and settling agency of each version of a procedure that was published in the store, by code and version.
type Published = BTreeMap<String, BTreeMap<u32, (String, UnitId)>>;

fn published(store: &Store) -> Result<Published, Failure> {
    let mut all = Published::new();
    for kept in store.references(PROCEDURE)? {
        let procedure = province::read_procedure_yaml(&kept.key, &kept.text)
            .map_err(|faults| Failure::Failed(format!("a published procedure: {}", words(&faults))))?;
        all.entry(kept.key).or_default().insert(kept.version, labels_of(&procedure));
    }
    Ok(all)
}

fn labels_of(procedure: &Procedure) -> (String, UnitId) {
    (procedure.field.clone(), procedure.agency.clone())
}

/// Counts the figures again and says that they are equal, or where they are not.
///
/// # Errors
///
/// [`Failure::No`] with the places, [`Failure::Failed`] when the store cannot be read.
pub fn figures(settings: &Settings) -> Done {
    name_nothing_slow();
    let store = open_existing(settings)?;
    let begun = std::time::Instant::now();
    let found = store.recount_figures()?;
    if !found.differing.is_empty() {
        return Err(Failure::No(found.differing.iter().map(|place| format!("figures: {place}")).collect()));
    }
    say(format!(
        "equal to the last digit: {} figures, counted again from {} records of {} dossiers in {:.1} s",
        found.figures,
        found.records,
        found.dossiers,
        begun.elapsed().as_secs_f64()
    ));
    Ok(())
}

/// Makes what follows from the journal again, for when `motcua verify` finds that it does not.
///
/// # Errors
///
/// [`Failure::Failed`]; everything is as before then.
pub fn rebuild(settings: &Settings) -> Done {
    name_nothing_slow();
    let store = open_existing(settings)?;
    let shown = bar("dựng lại / rebuilding");
    let dossiers = store.rebuild_projections(&mut progress(&shown))?;
    shown.finish_and_clear();
    say(format!("lists, figures, books and the index of names of {dossiers} dossiers were made again"));
    Ok(())
}

/// Reading all that there is takes long by its nature: naming each statement of it would hide what else is said.
fn name_nothing_slow() {
    store::name_slow_statements(Duration::MAX);
}

/// The files that a history names and that are not there, or not what they were.
fn lost_files(settings: &Settings, report: &VerifyReport) -> Result<Vec<String>, Failure> {
    let lost = crate::files::open(settings)?.missing(&report.files);
    let lost = lost.map_err(|error| Failure::Failed(format!("{error}; check the storage of the files")))?;
    let told = |(digest, place): (String, String)| {
        format!("file {digest}: missing or changed, though {place} refers to it")
    };
    Ok(lost.into_iter().map(told).collect())
}

/// The 32 bytes of an option's hexadecimal digits.
fn digits(option: &str, text: &str) -> Result<[u8; 32], Failure> {
    let wrong = || Failure::Usage(format!("{option} `{text}`: 64 hexadecimal digits are expected"));
    store::unhex(&text.to_ascii_lowercase()).ok_or_else(wrong)
}

/// A seal as somebody keeps it: its number and the digits of its hash.
fn kept(text: &str) -> Result<(i64, [u8; 32]), Failure> {
    let wrong = || Failure::Usage(format!("--seal `{text}`: NUMBER:HEX is expected, for example 3:0a1b…"));
    let (number, hash) = text.split_once(':').ok_or_else(wrong)?;
    Ok((number.parse().map_err(|_| wrong())?, digits("--seal", hash)?))
}

fn told(report: &VerifyReport) -> String {
    format!(
        "{} records in {} streams, {} seals, {} records after the last seal, {} rows beside the journal",
        report.events, report.streams, report.seals, report.unsealed, report.private
    )
}

/// Writes the journal as lines of JSON.
///
/// # Errors
///
/// [`Failure::Failed`] when the store or the file fails.
pub fn export(settings: &Settings, file: &Path) -> Done {
    name_nothing_slow();
    let store = open_existing(settings)?;
    let fail = |error: std::io::Error| Failure::file(file, &error);
    if file == Path::new("-") {
        return Err(Failure::Usage(
            "the journal is written into a file: name one, or /dev/stdout".to_owned(),
        ));
    }
    let mut out = BufWriter::new(File::create(file).map_err(fail)?);
    let written = store.export(&mut out).and_then(|()| Ok(out.flush()?));
    if let Err(error) = written {
        // Half of a journal must not be taken for one.
        if std::fs::symlink_metadata(file).is_ok_and(|found| found.is_file()) {
            drop(std::fs::remove_file(file));
        }
        return Err(error.into());
    }
    // A pipe has nothing to keep.
    if file.is_file() {
        out.get_ref().sync_all().map_err(fail)?;
    }
    let (records, dossiers) = store.size()?;
    say(format!("{}: {records} records of {dossiers} dossiers", file.display()));
    Ok(())
}

/// A server's database is copied and put back by the server's own tools.
fn not_on_a_server(settings: &Settings) -> Done {
    match &settings.server {
        None => Ok(()),
        Some(url) => Err(Failure::Usage(format!(
            "{url} is copied by pg_dump and put back by pg_restore: see docs/how-to/use-postgresql.md"
        ))),
    }
}

/// Copies the store while it serves.
///
/// # Errors
///
/// [`Failure::Failed`]; no file is left then.
pub fn backup(settings: &Settings, file: &Path) -> Done {
    not_on_a_server(settings)?;
    let store = open_existing(settings)?;
    let shown = bar("sao lưu / copying");
    store.backup(file, &mut progress(&shown))?;
    shown.finish_and_clear();
    let folder = data_folder(settings);
    volume::mark_backup(folder, store.now()).map_err(|error| Failure::file(folder, &error))?;
    say(format!("{}: complete; keep the file seal.key apart from it", file.display()));
    let folder = files_folder(settings);
    if settings.files.is_bucket() {
        say("scans and results are not in it: they are in the bucket, which has a backup of its own");
    } else if folder.is_dir() {
        say(format!(
            "scans and results are not in it: copy the folder {} as well; its files never change",
            folder.display()
        ));
    }
    Ok(())
}

/// Checks a backup and puts it in the place of the store.
///
/// # Errors
///
/// [`Failure::Failed`]; the store is untouched then.
pub fn restore(settings: &Settings, file: &Path) -> Done {
    name_nothing_slow();
    not_on_a_server(settings)?;
    let shown = bar("khôi phục / restoring");
    let options = Options::new(app::clock::system());
    let report = Store::restore(file, &settings.store, &options, &mut progress(&shown))?;
    shown.finish_and_clear();
    say(format!("restored and as recorded: {}", told(&report)));
    Ok(())
}
