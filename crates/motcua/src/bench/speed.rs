//! `motcua bench --record FILE` and `--check FILE`: every hot path beside its probe, several rounds.
//!
//! A round starts a server of its own on an empty store and measures each path once, its probe right before it. Of
//! all rounds the shortest time of each path and the shortest of each probe count: whatever else runs on a machine
//! only ever makes something slower, so the shortest is the nearest to what the program itself takes, and path and
//! probe had the same chances for it. Five rounds, because a machine that is busy for a minute then still leaves
//! some that are quiet; the shortest of three moved by a third from run to run beside other work.

use std::collections::{BTreeMap, HashMap};
use std::hint::black_box;
use std::path::Path as Folder;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calendar::Limit;
use jiff::civil::date;
use province::Province;

use super::desk::{Act, Desk, Pace};
use super::http::in_a_folder;
use super::own::Own;
use super::paths::{PATHS, Path, Probe, Work};
use super::recorded::{Costs, PROFILE, Recorded, faults};
use super::wire::Request;
use crate::cli::BenchArgs;
use crate::failure::{Done, Failure};
use crate::out::say;
use crate::settings::Settings;

/// How long requests of one kind are made.
const REQUESTS: Duration = Duration::from_secs(1);
/// How long a probe takes.
const PROBE: Duration = Duration::from_millis(400);

/// Measures all hot paths; records them, or says which are worse than recorded.
///
/// # Errors
///
/// [`Failure::No`] with a line for each path that is worse, and as the other measurements.
pub fn run(settings: &Settings, args: &BenchArgs) -> Done {
    // A file that cannot be compared with is known before the minutes of measuring.
    let recorded = args.check.as_deref().map(Recorded::read).transpose()?;
    let on_server = settings.server.is_some();
    let engine = if on_server { "postgresql" } else { "embedded" };
    let budget: fn(&Path) -> f64 = if on_server { |path| path.on_server } else { |path| path.budget };
    let paths: Vec<Path> =
        PATHS.into_iter().filter(|path| !on_server || path.work.is_on_an_engine()).collect();
    let province = crate::open::load_province(settings)?;
    let best = in_a_folder(async |dir| {
        let mut best = Best::default();
        for round in 1..=args.rounds {
            best.round(settings, &province, &paths, &dir.join(round.to_string())).await?;
            say(format!("round {round} of {} is done", args.rounds));
        }
        Ok(best)
    })?;
    let costs = best.costs(&paths);
    let of_engine = recorded.as_ref().and_then(|all| all.engine.get(engine)).cloned().unwrap_or_default();
    say(format!("{engine}, {PROFILE} build, the best of {} rounds; less is better", args.rounds));
    say(format!("{:<28}{:>12}{:>12}{:>12}{:>10}", "path", "cost", "recorded", "budget", "goal"));
    for path in &paths {
        let number = |cost: Option<f64>| cost.map_or("-".to_owned(), |cost| format!("{cost:.3}"));
        let (now, then) = (costs.get(path.name).copied(), of_engine.get(path.name).copied());
        let missed = path.goal.zip(now).is_some_and(|(goal, now)| now > goal);
        say(format!(
            "{:<28}{:>12}{:>12}{:>12}{:>10}{}",
            path.name,
            number(now),
            number(then),
            budget(path),
            path.goal.map_or("-".to_owned(), |goal| goal.to_string()),
            if missed { "  goal not reached" } else { "" }
        ));
    }
    if let Some(file) = &args.record {
        let on = (app::clock::system())().date().to_string();
        return Recorded::write(file, engine, costs, on);
    }
    let found = faults(&paths, &of_engine, &costs, budget);
    if found.is_empty() { Ok(()) } else { Err(Failure::No(found)) }
}

/// The shortest times so far.
#[derive(Default)]
struct Best {
    paths: BTreeMap<&'static str, Duration>,
    probes: BTreeMap<Probe, Duration>,
}

impl Best {
    async fn round(
        &mut self,
        settings: &Settings,
        province: &Province,
        paths: &[Path],
        dir: &Folder,
    ) -> Result<(), Failure> {
        self.probe(settings, None, Probe::Processor, dir).await?;
        let own = Own::start(settings, &dir.join("data")).await?;
        let desk = Arc::new(Desk::new(&own).await?);
        let session = own.session().await?;
        for path in paths {
            self.probe(settings, Some(&own), path.probe, dir).await?;
            let took = match path.work {
                Work::Start => own.ready,
                work if !work.is_on_an_engine() => pure(work, province)?,
                work => over_http(work, &own, &desk, &session).await?,
            };
            shorter(&mut self.paths, path.name, took);
        }
        Ok(())
    }

    async fn probe(
        &mut self,
        settings: &Settings,
        own: Option<&Own>,
        probe: Probe,
        dir: &Folder,
    ) -> Result<(), Failure> {
        let took = match (probe, own) {
            (Probe::Processor, _) => shortest(PROBE, 20, texts),
            (Probe::Commit, _) => each(match &settings.server {
                Some(url) => store::probe::commits_on(url.secret(), PROBE)?,
                None => {
                    let own = dir.join("raw");
                    drop(std::fs::remove_dir_all(&own));
                    store::probe::commits(&own, PROBE)?
                }
            }),
            (Probe::Bare(clients), Some(own)) => each(own.bare(clients, PROBE).await?.rate),
            (Probe::Bare(_), None) => return Ok(()),
        };
        shorter(&mut self.probes, probe, took);
        Ok(())
    }

    fn costs(&self, paths: &[Path]) -> Costs {
        let cost = |path: &Path| {
            let (took, probe) = (self.paths.get(path.name)?, self.probes.get(&path.probe)?);
            Some((path.name.to_owned(), took.as_secs_f64() / probe.as_secs_f64()))
        };
        paths.iter().filter_map(cost).collect()
    }
}

fn shorter<K: Ord>(all: &mut BTreeMap<K, Duration>, key: K, took: Duration) {
    all.entry(key).and_modify(|known| *known = took.min(*known)).or_insert(took);
}

/// The time of one, of so many a second.
fn each(rate: f64) -> Duration {
    Duration::from_secs_f64(1.0 / rate)
}

async fn over_http(work: Work, own: &Own, desk: &Arc<Desk>, session: &str) -> Result<Duration, Failure> {
    let server = &own.server;
    let [(_, tracking), (_, worklist), (_, dossier)] = desk.reads();
    let look = |page: &str| Act::ask(Request::page(page, session));
    let (act, clients) = match work {
        Work::Accept(clients) => (Act::File, clients),
        Work::Step(clients) => (Act::Note, clients),
        Work::Upload(clients) => (Act::Scan, clients),
        Work::Tracking(clients) => (Act::ask(tracking), clients),
        Work::Worklist(clients) => (Act::ask(worklist), clients),
        Work::Dossier(clients) => (Act::ask(dossier), clients),
        Work::Board(clients) => (Act::ask(desk.board()), clients),
        Work::Statistics(clients) => (Act::ask(desk.statistics()), clients),
        Work::PublicPage(clients) => (Act::ask(Request::page("/thu-tuc/1.008891", "")), clients),
        Work::Search(clients) => (look("/lam-viec?xem=all&q=nguyen+van+tai"), clients),
        Work::WorklistPage(clients) => (look("/lam-viec?xem=all"), clients),
        Work::DossierPage(clients) => (look(&desk.page()), clients),
        Work::PromisedDays | Work::PromisedDaysWithReasons | Work::Paper | Work::Start => {
            return Err(Failure::Failed(format!("{work:?} is no request")));
        }
    };
    let measured = desk.measure(server, act, Pace::Clients(clients), REQUESTS).await?;
    Ok(each(measured.rate))
}

fn pure(work: Work, province: &Province) -> Result<Duration, Failure> {
    let calendar = &province.calendars.base;
    let (received, limit) = (date(2019, 8, 30).at(14, 20, 0, 0), Limit::WorkingDays(15));
    let parameters = law::parameters_on("2019-08-30");
    Ok(match work {
        Work::PromisedDays => shortest(PROBE, 1, || {
            for _ in 0..1000 {
                black_box(calendar.due(black_box(received), limit, parameters));
            }
        }),
        Work::PromisedDaysWithReasons => shortest(PROBE, 1, || {
            for _ in 0..1000 {
                black_box(calendar.explain(black_box(received), limit, parameters));
            }
        }),
        _ => {
            let mut all = Duration::ZERO;
            for (_, sample) in documents::ALL {
                let paper = sample();
                documents::render(&paper).map_err(|error| Failure::Failed(error.to_string()))?;
                all += shortest(PROBE / 10, 1, || drop(black_box(documents::render(&paper))));
            }
            all / u32::try_from(documents::ALL.len()).unwrap_or(1)
        }
    })
}

/// The shortest mean of `batch` runs, in as many batches as fit into the time, five at least.
fn shortest(time: Duration, batch: u32, mut work: impl FnMut()) -> Duration {
    let (begun, mut least, mut batches) = (Instant::now(), Duration::MAX, 0);
    while batches < 5 || begun.elapsed() < time {
        let own = Instant::now();
        (0..batch).for_each(|_| work());
        least = least.min(own.elapsed() / batch);
        batches += 1;
    }
    least
}

/// A fixed piece of work of the kind that pages are made of: small texts, a sort, a table.
fn texts() {
    let mut all: Vec<String> =
        (0..500_u32).map(|number| format!("{:08x}", number.wrapping_mul(0x9E37_79B9))).collect();
    all.sort_unstable();
    let table: HashMap<&str, usize> = all.iter().map(String::as_str).zip(0..).collect();
    black_box(all.iter().filter_map(|text| table.get(text.as_str())).sum::<usize>());
}
