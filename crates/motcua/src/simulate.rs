//! `motcua simulate`: fills the store with a believable province.

use std::time::Duration;

use app::App;
use app::accounts::make_demo_accounts;
use app::simulate::{Simulated, Wish, run as simulate};
use jiff::civil::Date;

use crate::cli::SimulateArgs;
use crate::failure::{Done, Failure};
use crate::open;
use crate::out::{bar, progress, say};
use crate::settings::Settings;

/// Dossiers of the demonstration.
const DEMO_DOSSIERS: u32 = 600;
/// Seed of the demonstration.
const DEMO_SEED: u64 = 1722;

/// Fills an empty store for the demonstration: the month that ends now.
///
/// # Errors
///
/// The store's failure.
pub fn fill_demo(app: &App) -> Result<Simulated, Failure> {
    fill(app, &Wish::last_month(DEMO_DOSSIERS, DEMO_SEED, app.store.now()))
}

fn fill(app: &App, wish: &Wish) -> Result<Simulated, Failure> {
    let shown = bar("mô phỏng / simulating");
    let done = simulate(app, wish, &mut progress(&shown))?;
    shown.finish_and_clear();
    app.store.seal(app.store.now())?;
    app.store.count_tables()?;
    Ok(done)
}

/// Simulates what the command line asks for.
///
/// # Errors
///
/// [`Failure::Usage`] for days that are none or reversed, [`Failure::Failed`] when the store fails or a program serves
/// it for a province of its own.
pub fn run(settings: &Settings, args: &SimulateArgs) -> Done {
    // Commits of so much are meant to be slow.
    store::name_slow_statements(Duration::MAX);
    // What is made up must not come between what an office does just now.
    let _alone = match &settings.province {
        Some(_) => open::alone(settings, Duration::ZERO)?,
        None => None,
    };
    let (store, province) = (open::open_for_bulk(settings, args.dossiers)?, open::load_province(settings)?);
    crate::pinned::keep(&store, &province, (app::clock::system())())?;
    let app = open::application(settings, store, province)?;
    let now = app.store.now();
    // Into a store that has something already come other people: the same words would give the same ids again.
    let (records, dossiers) = app.store.size()?;
    if settings.province.is_some() && dossiers > 0 && !args.more {
        return Err(Failure::Usage(format!(
            "the store of this province holds {dossiers} dossiers, and what is simulated cannot be taken back: name \
             another store with --data, or write --more"
        )));
    }
    let seed = args.seed ^ dossiers.wrapping_mul(records).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let month = Wish::last_month(args.dossiers, seed, now);
    let to = day("--to", args.to.as_deref())?.unwrap_or(month.to);
    let earliest = to.saturating_sub(jiff::Span::new().days(30));
    let from = day("--from", args.from.as_deref())?.unwrap_or(earliest);
    if from > to || to > now.date() {
        return Err(Failure::Usage(format!(
            "a period goes from a day to a later one, not beyond today: write --from {earliest} --to {to}"
        )));
    }
    // A period that is over ends with its last day, so that the same words give the same journal.
    let until = if to < now.date() { to.at(23, 59, 59, 0) } else { now };
    let wish = Wish { from, to, until, plain: args.plain, ..month };
    if settings.province.is_none() && app.store.accounts()?.is_empty() {
        // The demonstration's people must be able to sign in to what was made for them.
        make_demo_accounts(&app)?;
    }
    let began = std::time::Instant::now();
    let done = fill(&app, &wish)?;
    let seconds = began.elapsed().as_secs_f64();
    say(format!(
        "{} dossiers, {} acts, {} overdue, {} refused by the rules, {seconds:.1} s",
        done.dossiers, done.acts, done.overdue, done.refused
    ));
    Ok(())
}

fn day(flag: &str, text: Option<&str>) -> Result<Option<Date>, Failure> {
    let parse = |text: &str| {
        text.trim()
            .parse::<Date>()
            .map_err(|_| Failure::Usage(format!("{flag} `{text}` is no day: write for example 2019-08-30")))
    };
    text.map(parse).transpose()
}
