//! `motcua bench`: what the product does on this machine, measured in this run.
//!
//! The store is compared with commits of one small row on the same file system, so that a number
//! means something on any disk. Everything happens in a directory of its own, removed at the end.
//!
//! [`paths`] has the hot paths with their budgets, [`speed`] measures them beside their probes, [`recorded`] compares
//! with what was recorded; [`http`] prints more figures than are held to anything.

mod desk;
mod http;
mod load;
mod own;
mod paths;
mod recorded;
mod speed;
mod wire;

use std::path::Path;
use std::time::{Duration, Instant};

use app::dossier::input::{Filing, Intent, PaperInput};
use app::dossier::{Caller, file};
use app::person::PersonalData;
use app::{App, CommandError, Reference};
use calendar::Limit;
use domain::dossier::event::ReturnBy;
use domain::ids::PersonId;
use domain::procedure::{ApplicantKind, Channel};
use jiff::civil::date;
use province::Province;
use store::{Options, Store, Throttle};

use crate::cli::BenchArgs;
use crate::failure::{Done, Failure};
use crate::open::load_province;
use crate::out::say;
use crate::settings::Settings;

/// Clients that file at the same time.
const CLIENTS: u32 = 32;

/// Measures and says.
///
/// # Errors
///
/// [`Failure::Failed`] when the directory for the measurement cannot be used.
pub fn run(settings: &Settings, args: &BenchArgs) -> Done {
    if args.record.is_some() || args.check.is_some() {
        return speed::run(settings, args);
    }
    if args.http {
        return http::run(settings, args);
    }
    let province = load_province(settings)?;
    due(&province);
    papers()?;
    let dir = settings.store.with_file_name(format!("motcua-bench-{}", std::process::id()));
    let measured = store(&dir, &province, args.acts);
    // Left behind only when the system refuses to remove it; the path says what it is.
    drop(std::fs::remove_dir_all(&dir));
    measured
}

fn due(province: &Province) {
    let calendar = &province.calendars.base;
    let received = date(2019, 8, 30).at(14, 20, 0, 0);
    let parameters = law::parameters_on("2019-08-30");
    for limit in [Limit::WorkingDays(15), Limit::WorkingDays(400)] {
        let only = per(1_000_000, || {
            std::hint::black_box(calendar.due(std::hint::black_box(received), limit, parameters));
        });
        let explained = per(100_000, || {
            std::hint::black_box(calendar.explain(std::hint::black_box(received), limit, parameters));
        });
        let words = per(5_000, || {
            std::hint::black_box(calendar.explain(received, limit, parameters).lines());
        });
        say(format!("due {limit}: {only:?}; with derivation {explained:?}; derivation in words {words:?}"));
    }
}

/// Mean time of one of `times` runs.
fn per(times: u32, mut work: impl FnMut()) -> Duration {
    let began = Instant::now();
    (0..times).for_each(|_| work());
    began.elapsed() / times
}

fn papers() -> Result<(), Failure> {
    for (kind, sample) in documents::ALL {
        let paper = sample();
        let fail = |error: documents::PaperError| Failure::Failed(error.to_string());
        let first = Instant::now();
        let bytes = documents::render(&paper).map_err(fail)?.len();
        let cold = first.elapsed();
        let began = Instant::now();
        for _ in 0..10 {
            documents::render(&paper).map_err(fail)?;
        }
        say(format!("paper {kind}: {:?} warm, {cold:?} first, {bytes} bytes", began.elapsed() / 10));
    }
    Ok(())
}

fn store(dir: &Path, province: &Province, acts: u32) -> Result<(), Failure> {
    std::fs::create_dir_all(dir).map_err(|error| Failure::file(dir, &error))?;
    let began = Instant::now();
    let app = open_app(&dir.join("acts"), province)?;
    say(format!("open an empty store with the province: {:?}", began.elapsed()));
    let single = acts / 8;
    let one = rate(single, || file_one(&app))?;
    say(format!("acts one after the other: {one:.0} per second"));
    let began = Instant::now();
    let each = acts / CLIENTS;
    std::thread::scope(|scope| {
        let clients: Vec<_> =
            (0..CLIENTS).map(|_| scope.spawn(|| (0..each).try_for_each(|_| file_one(&app)))).collect();
        clients.into_iter().try_for_each(|client| {
            client
                .join()
                .unwrap_or_else(|_| Err(Failure::Failed("a client of the measurement panicked".into())))
        })
    })?;
    let many = f64::from(each * CLIENTS) / began.elapsed().as_secs_f64();
    let stats = app.store.stats();
    say(format!(
        "acts of {CLIENTS} clients: {many:.0} per second ({} acts in {} commits, most {})",
        stats.acts, stats.commits, stats.largest_batch
    ));
    let bare = Store::sqlite(&dir.join("bare"), Options::new(app::clock::system()))?;
    let since = bare.now();
    let mut failures = 0;
    // A row that changes every time: a commit without a change would not reach the disk.
    let commits = rate(single, || {
        failures += 1;
        let key = "bench".to_owned();
        Ok(bare.put_throttle(Throttle { key, failures, since, blocked_until: None })?)
    })?;
    say(format!("commits of one small row, one after the other: {commits:.0} per second"));
    let (records, dossiers) = app.store.size()?;
    drop(app);
    let began = Instant::now();
    let again = open_app(&dir.join("acts"), province)?;
    again.store.size()?;
    say(format!("open it again with {dossiers} dossiers, {records} records: {:?}", began.elapsed()));
    Ok(())
}

fn open_app(dir: &Path, province: &Province) -> Result<App, Failure> {
    let store = Store::sqlite(dir, Options::new(app::clock::system()))?;
    Ok(App::new(store, Reference::new(province.clone())))
}

fn rate(times: u32, mut work: impl FnMut() -> Result<(), Failure>) -> Result<f64, Failure> {
    let began = Instant::now();
    for _ in 0..times {
        work()?;
    }
    Ok(f64::from(times) / began.elapsed().as_secs_f64())
}

/// One dossier, checked and accepted at the counter.
fn file_one(app: &App) -> Result<(), Failure> {
    let reference = app.reference();
    let now = app.store.now();
    let officer = PersonId::new("tiepnhan").ok().and_then(|id| reference.person(&id).cloned());
    let procedure = reference.all_procedures().find(|procedure| {
        !procedure.is_immediate() && procedure.cases.is_empty() && procedure.in_force_on(now.date())
    });
    let (Some(person), Some(procedure)) = (officer, procedure) else {
        return Err(Failure::Failed(
            "the province has no officer `tiepnhan` or no procedure to file; leave out --province".into(),
        ));
    };
    let paper = |paper: &domain::procedure::RequiredPaper| PaperInput {
        code: paper.code.to_string(),
        originals: paper.originals.unwrap_or(1),
        copies: paper.copies.unwrap_or(0),
    };
    let filing = Filing {
        procedure: procedure.code.to_string(),
        case: None,
        channel: Channel::Counter,
        applicant_kind: procedure.applicants.first().copied().unwrap_or(ApplicantKind::Person),
        applicant: PersonalData { name: "Người đo thử".into(), ..PersonalData::default() },
        represented_by: None,
        papers: domain::dossier::required_papers(procedure, None).map(paper).collect(),
        sets: 1,
        answers: None,
        return_by: ReturnBy::Counter,
        received_elsewhere: None,
        assisted: false,
        arrival: domain::dossier::Arrival::default(),
        charges: Vec::new(),
        intent: Intent::Accept { receipt_wanted: false },
    };
    let mut random = app::dossier::shell::random_hex;
    let act = file::plan(app, &Caller { person }, filing, None, now, &mut random)?;
    let act = std::sync::Arc::new(act);
    let reads = std::sync::Arc::clone(&act);
    app.store.act_blocking(
        move |at| reads.reads(at),
        move |loaded| -> Result<_, CommandError> { act.decide(loaded).map(|(_, batch)| ((), batch)) },
    )?;
    Ok(())
}
