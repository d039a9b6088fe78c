//! Opening what commands work on: the province, the store, the application over both.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use app::{App, Reference};
use domain::dossier::event::ProcedurePin;
use domain::ids::ProcedureCode;
use domain::procedure::Procedure;
use jiff::civil::DateTime;
use province::{DataFault, Province};
use store::{Options, SchemaState, Store, StoreError, sha256_hex};

use crate::failure::Failure;
use crate::settings::{ServerUrl, Settings};

/// The kind under which published procedures are kept in the store.
pub const PROCEDURE: &str = "procedure";
/// The kind under which published calendars are kept in the store.
pub const CALENDAR: &str = "calendar";

/// Reads the province that the settings name, else the demonstration province.
///
/// # Errors
///
/// [`Failure::Failed`] with the first fault and how many there are.
pub fn load_province(settings: &Settings) -> Result<Province, Failure> {
    match &settings.province {
        None => Province::demo().map_err(|faults| broken("the demonstration province", &faults)),
        Some(dir) if !dir.is_dir() => Err(Failure::Failed(format!(
            "{} is no folder; --province names the folder with province.yaml",
            dir.display()
        ))),
        Some(dir) => Province::load(dir).map_err(|faults| broken(&dir.display().to_string(), &faults)),
    }
}

fn broken(what: &str, faults: &[DataFault]) -> Failure {
    Failure::Failed(format!("{what} cannot be used: {}", words(faults)))
}

/// The first fault, and how many there are.
pub fn words(faults: &[DataFault]) -> String {
    let first = faults.first().map(ToString::to_string).unwrap_or_default();
    let others = faults.len().saturating_sub(1);
    let more = if others == 0 { String::new() } else { format!(" (and {others} more)") };
    format!("{first}{more}")
}

/// Opens the store that the settings name, making it where it is missing.
///
/// # Errors
///
/// As [`Store::sqlite`] and [`Store::postgres`], and [`Failure::Failed`] for a store of an older schema, which stays as
/// it is.
pub fn open_store(settings: &Settings) -> Result<Store, Failure> {
    up_to_date(settings)?;
    open_with(settings, Options::new(app::clock::system()))
}

/// Opens the store for serving, with a guard of the clock, which begins with `anchor` where another program has left one.
/// An older schema is brought up to date.
///
/// # Errors
///
/// As [`Store::sqlite`] and [`Store::postgres`].
pub fn open_guarded(settings: &Settings, anchor: Option<(i64, i64)>) -> Result<Store, Failure> {
    let guard = Some(crate::steady::guard(settings.clock, anchor));
    open_with(settings, Options { guard, ..Options::new(app::clock::system()) })
}

/// Opens the store that is there, and brings an older schema up to date.
///
/// # Errors
///
/// As [`open_guarded`], and [`Failure::Failed`] when there is none.
pub fn bring_up_to_date(settings: &Settings) -> Result<Store, Failure> {
    schema(settings)?;
    open_with(settings, Options::new(app::clock::system()))
}

/// [`open_store`] for work that has the machine to itself: it remembers more.
///
/// # Errors
///
/// As [`open_store`].
pub fn open_for_bulk(settings: &Settings, dossiers: u32) -> Result<Store, Failure> {
    up_to_date(settings)?;
    let usual = Options::new(app::clock::system());
    // An eighth of a year's dossiers is open at once at most; the elder half is forgotten at once.
    let remembered = usize::try_from(dossiers / 4).unwrap_or(0).clamp(usual.remembered, 250_000);
    // The pages that the open dossiers of a year lie on; what finds no room is written more than once.
    let cache_mib = (dossiers / 400).clamp(usual.cache_mib, 2560);
    open_with(settings, Options { remembered, cache_mib, ..usual })
}

fn open_with(settings: &Settings, options: Options) -> Result<Store, Failure> {
    let Some(url) = &settings.server else { return Ok(Store::sqlite(&settings.store, options)?) };
    let folder = data_folder(settings);
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    let options = Options { seal_key: Some(folder.join("seal.key")), ..options };
    Store::postgres(url.secret(), options).map_err(|error| of_server(url, error))
}

/// A failure of a server's database, with what to do about it.
fn of_server(url: &ServerUrl, error: StoreError) -> Failure {
    match error {
        StoreError::Invalid(what) => Failure::Usage(what),
        StoreError::Unavailable(what) => Failure::Failed(format!(
            "{url}: {what}; check that the server runs, that the database exists, and the role's rights"
        )),
        other => other.into(),
    }
}

/// The file of the embedded database.
fn store_file(settings: &Settings) -> PathBuf {
    let path = &settings.store;
    if path.is_dir() { path.join("store.sqlite") } else { path.clone() }
}

/// The schema of the store, where there is one: a question must not make a store. Reads and nothing else.
///
/// # Errors
///
/// [`Failure::Failed`] when it cannot be read, or when a newer program wrote it.
pub fn schema_if_any(settings: &Settings) -> Result<Option<SchemaState>, Failure> {
    let state = match &settings.server {
        Some(url) => Store::schema_on_postgres(url.secret()).map_err(|error| of_server(url, error))?,
        None => match store_file(settings) {
            file if file.is_file() => Store::schema_on_sqlite(&file)?,
            _ => return Ok(None),
        },
    };
    // A file without tables would be made a store by looking at it.
    Ok((state.found > 0).then_some(state))
}

/// [`schema_if_any`] of a store that must be there.
///
/// # Errors
///
/// As it, and [`Failure::Failed`] when there is no store.
pub fn schema(settings: &Settings) -> Result<SchemaState, Failure> {
    schema_if_any(settings)?.ok_or_else(|| no_store(settings))
}

/// Whether opening would change the store first: its schema, or the lists that wait to be made again after a change.
pub fn is_behind(state: &SchemaState) -> bool {
    !state.steps.is_empty() || state.stale
}

/// Whether there is a store, which opening then leaves as it is.
///
/// Whoever asks something, or makes an account, has not decided to upgrade: that cannot be taken back, and may take long.
fn up_to_date(settings: &Settings) -> Result<bool, Failure> {
    let Some(state) = schema_if_any(settings)? else { return Ok(false) };
    if !is_behind(&state) {
        return Ok(true);
    }
    let place = place(settings);
    let SchemaState { found, known, .. } = state;
    Err(Failure::Failed(if found < known {
        format!(
            "{place}: its schema is {found} and this program works on {known}; back it up with the program before, then run \
             `motcua migrate` (--dry-run tells the steps)"
        )
    } else {
        format!("{place}: its lists wait to be made again after a change of the schema; run `motcua migrate`")
    }))
}

/// Opens the store only when there is one: a question must not make a store.
///
/// # Errors
///
/// As [`open_store`], and [`Failure::Failed`] when there is none.
pub fn open_existing(settings: &Settings) -> Result<Store, Failure> {
    if up_to_date(settings)? {
        return open_with(settings, Options::new(app::clock::system()));
    }
    Err(no_store(settings))
}

/// Where the store is, as it may be shown.
fn place(settings: &Settings) -> String {
    match &settings.server {
        Some(url) => url.to_string(),
        None => settings.store.display().to_string(),
    }
}

fn no_store(settings: &Settings) -> Failure {
    Failure::Failed(format!(
        "there is no store in {}; name it with --data DIR or --database sqlite://PATH or postgres://…",
        place(settings)
    ))
}

/// The application over a store: the province and everything published in the store.
///
/// # Errors
///
/// [`Failure::Failed`] when a published version cannot be read back.
pub fn application(settings: &Settings, store: Store, province: Province) -> Result<App, Failure> {
    let mut reference = Reference::new(province);
    add_published(&store, &mut reference)?;
    let carriers = settings.messages.carriers();
    let app = App::new(store, reference).with_public_url(&settings.public_url).with_carriers(&carriers);
    Ok(app.with_file_store(crate::files::open(settings)?))
}

/// Where files lie: `files` beside the store.
#[must_use]
pub fn files_folder(settings: &Settings) -> PathBuf {
    data_folder(settings).join("files")
}

/// The directory of the store, or of what lies beside a server's database.
pub fn data_folder(settings: &Settings) -> &Path {
    let path = &settings.store;
    let is_file = path.is_file() || (!path.is_dir() && path.extension().is_some());
    if is_file { path.parent().unwrap_or(path) } else { path }
}

/// Lets one program serve an embedded store: a second one, started by mistake, would answer beside it from caches
/// that the first does not renew. A server's database is meant for several.
///
/// # Errors
///
/// [`Failure::Failed`] when another program serves the store for longer than `patience`.
pub fn alone(settings: &Settings, patience: Duration) -> Result<Option<File>, Failure> {
    if settings.server.is_some() {
        return Ok(None);
    }
    let folder = data_folder(settings);
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    let file = folder.join("serve.lock");
    let lock = File::options().create(true).truncate(false).write(true).open(&file);
    let lock = lock.map_err(|error| Failure::file(&file, &error))?;
    let began = Instant::now();
    while lock.try_lock().is_err() {
        if began.elapsed() >= patience {
            return Err(Failure::Failed(format!(
                "another program serves this store ({}); stop it first, or name another with --data",
                file.display()
            )));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(Some(lock))
}

/// Adds the procedures and calendars that were published into the store.
///
/// # Errors
///
/// As [`application`].
pub fn add_published(store: &Store, reference: &mut Reference) -> Result<(), Failure> {
    let (procedures, calendars) = (store.references(PROCEDURE)?, store.references(CALENDAR)?);
    reference.published = procedures.len().saturating_add(calendars.len()).try_into().unwrap_or(u64::MAX);
    for published in procedures {
        let code = ProcedureCode::new(&published.key).ok();
        let pin = code.map(|code| ProcedurePin { code, version: published.version });
        // The province's own versions are kept in the store too, and were read from its files.
        if pin.is_some_and(|pin| reference.procedure_pinned(&pin).is_some()) {
            continue;
        }
        let procedure: Procedure = province::read_procedure_yaml(&published.key, &published.text)
            .map_err(|faults| broken("a published procedure", &faults))?;
        reference.add_procedure(procedure);
    }
    for published in calendars {
        let read = province::read_calendar_yaml(&published.key, &published.text, reference.calendars());
        let (source, calendars) = read.map_err(|faults| broken("a published calendar", &faults))?;
        reference.add_calendars(source.version, calendars);
    }
    Ok(())
}

/// A version of a procedure as it is kept in the store.
pub fn published(procedure: &Procedure, now: DateTime) -> store::Reference {
    let text = province::write_procedure_yaml(procedure);
    store::Reference {
        kind: PROCEDURE.to_owned(),
        key: procedure.code.to_string(),
        version: procedure.version,
        sha256: sha256_hex(&text),
        text,
        valid_from: procedure.validity.from,
        published_at: now,
    }
}
