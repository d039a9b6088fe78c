//! A believable province, made through the same use cases as a real one.
//!
//! [`run`] lets applicants come on the days of a period and walks every dossier through its life by
//! acts of people who have the right to them; what the rules refuse is not done. Beside the dossiers the
//! office keeps its books: minutes of the post, guidance, closings of the tills, letters to who is late,
//! ratings. The same wish on the same empty store gives the same journal: every random value comes from
//! one seed.
//!
//! A dossier's life is in `life`, split by where it is: `desk`, `turns`, `back`. What the office does day
//! by day is in `errands`. How often anything happens stands in `rates` and nowhere else.

mod agenda;
mod back;
mod course;
mod crew;
mod desk;
mod errands;
mod fate;
mod filing;
mod guidance;
mod letters;
mod life;
mod minutes;
mod names;
mod random;
mod rates;
mod ratings;
mod scans;
mod tills;
mod turns;

use std::collections::HashMap;
use std::sync::Arc;

use domain::dossier::event::Scan;
use jiff::civil::{Date, DateTime};
use store::Bulk;

use self::agenda::Agenda;
use self::course::Setting;
use self::crew::Crew;
use self::errands::{Errand, Office};
use self::filing::{Arrivals, Way};
use self::life::{Around, Life};
use self::random::Random;
use crate::App;
use crate::error::CommandError;
use crate::reference::Reference;

/// Acts in one transaction: many enough to share a commit, few enough to keep it short.
const ACTS_PER_COMMIT: u32 = 2000;
/// The same where nothing else waits for the store: pages that many acts touch are written once.
const PLAIN_ACTS_PER_COMMIT: u32 = 50_000;
/// No life has so many acts; one that would is broken off.
const MOST_ACTS: u32 = 120;

/// What is to be simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// How many dossiers.
    pub dossiers: u32,
    /// The seed.
    pub seed: u64,
    /// First day of filing.
    pub from: Date,
    /// Last day of filing.
    pub to: Date,
    /// Nothing happens after this instant.
    pub until: DateTime,
    /// Only dossiers: no books beside them, no looks, scans or ratings. For much at once.
    pub plain: bool,
}

/// What was simulated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Simulated {
    /// Dossiers filed.
    pub dossiers: u64,
    /// Acts recorded, filings, overdue marks and lines of the books included.
    pub acts: u64,
    /// Overdue marks.
    pub overdue: u64,
    /// Acts that the rules refused; nothing of them is recorded.
    pub refused: u64,
}

impl Wish {
    /// The month that ends at `now`, so that worklists have something for today and tomorrow.
    #[must_use]
    pub fn last_month(dossiers: u32, seed: u64, now: DateTime) -> Self {
        let from = now.date().saturating_sub(jiff::Span::new().days(30));
        Self { dossiers, seed, from, to: now.date(), until: now, plain: false }
    }
}

/// What may happen at an instant.
///
/// The number beside it says to which dossier; for a guidance or an errand to which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// An applicant comes.
    Arrive(Way),
    /// An alarm of the dossier has come.
    Alarm,
    /// Somebody turns to the dossier; the number says after which act.
    Next(u32),
    /// The applicant fills in the slip about how it went.
    Rate,
    /// Somebody asks how a procedure goes.
    Guide,
    /// Something that the office does with what is recorded already.
    Errand(Errand),
}

struct Simulation<'a> {
    app: &'a App,
    reference: Arc<Reference>,
    crew: Crew,
    arrivals: Arrivals,
    scans: Vec<Scan>,
    wish: Wish,
    queue: Agenda<(DateTime, u32, Turn)>,
    lives: HashMap<u32, Life>,
    /// Filings that come by post and wait for their minute.
    posted: HashMap<u32, Setting>,
    office: Office,
    done: Simulated,
}

/// Simulates `wish` into the store of `app`; `progress` gets dossiers begun and dossiers wished for.
///
/// Records in several transactions: when it fails, what was recorded before stays.
///
/// # Errors
///
/// The store's failure.
pub fn run(app: &App, wish: &Wish, progress: &mut dyn FnMut(u64, u64)) -> Result<Simulated, CommandError> {
    let reference = app.reference();
    let mut simulation = Simulation {
        app,
        crew: Crew::new(Arc::clone(&reference), wish.to),
        arrivals: Arrivals::new(&reference, wish.from, wish.to),
        scans: scans::keep(app)?,
        office: Office::new(app, wish)?,
        reference,
        wish: *wish,
        queue: Agenda::new(),
        lives: HashMap::new(),
        posted: HashMap::new(),
        done: Simulated::default(),
    };
    simulation.invite();
    if !wish.plain {
        simulation.ask_for_guidance();
        simulation.set_errands();
    }
    if wish.plain {
        app.store.stream(|bulk| {
            simulation.work(bulk)?;
            progress(simulation.done.dossiers, u64::from(wish.dossiers));
            Ok::<_, CommandError>(simulation.queue.peek().is_some())
        })?;
    }
    while let Some((at, number, turn)) = simulation.queue.peek().copied() {
        if let Turn::Errand(errand) = turn {
            // An errand looks at what is recorded, so what came before is committed first.
            simulation.queue.pop();
            simulation.errand(at, number, errand)?;
        } else {
            app.store.bulk(|bulk| simulation.work(bulk))?;
        }
        progress(simulation.done.dossiers, u64::from(wish.dossiers));
    }
    Ok(simulation.done)
}

impl Simulation<'_> {
    fn invite(&mut self) {
        let mut invited = Vec::new();
        for number in 0..self.wish.dossiers {
            let mut random = Random::new(self.wish.seed, u64::from(number).wrapping_mul(2));
            let Some((at, way)) = self.arrivals.at(&self.reference, self.wish.until, &mut random) else {
                continue;
            };
            match way {
                // What comes by post has a minute in a book.
                Way::Post if self.wish.plain => {
                    invited.push((at, number, Turn::Arrive(Way::InPerson)));
                }
                Way::Post if !self.crew.post().is_empty() => self.send(at, number),
                _ => invited.push((at, number, Turn::Arrive(way))),
            }
        }
        self.queue.know(invited);
    }

    /// One transaction's worth of turns, in order of their instants, up to the next errand.
    fn work(&mut self, bulk: &mut Bulk<'_>) -> Result<(), CommandError> {
        for _ in 0..if self.wish.plain { PLAIN_ACTS_PER_COMMIT } else { ACTS_PER_COMMIT } {
            let errand = |next: &(DateTime, u32, Turn)| matches!(next.2, Turn::Errand(_));
            if self.queue.peek().is_some_and(errand) {
                break;
            }
            let Some((at, number, turn)) = self.queue.pop() else { break };
            self.turn(bulk, at, number, turn)?;
        }
        Ok(())
    }

    fn turn(
        &mut self,
        bulk: &mut Bulk<'_>,
        at: DateTime,
        number: u32,
        turn: Turn,
    ) -> Result<(), CommandError> {
        match turn {
            Turn::Arrive(way) => self.arrive(bulk, at, number, way),
            Turn::Alarm => self.ring(bulk, at, number),
            Turn::Rate => self.rate(bulk, at, number),
            Turn::Guide => self.guide(bulk, at, number),
            Turn::Next(_) => {
                let around = Around { reference: &self.reference, crew: &self.crew, scans: &self.scans };
                let Some(life) = self.lives.get_mut(&number) else { return Ok(()) };
                match life.deed(at, &around) {
                    Some(deed) => self.act(bulk, at, number, deed),
                    // Nobody turns to it any more; its alarms still ring.
                    None => Ok(()),
                }
            }
            Turn::Errand(_) => Ok(()),
        }
    }

    /// Has something happen, unless it would be after the end.
    fn plan(&mut self, at: DateTime, number: u32, turn: Turn) {
        if at <= self.wish.until {
            self.queue.push((at, number, turn));
        }
    }

    /// Counts an answer: `None` when the rules refused it; a failure of the store ends everything.
    fn settled<T>(&mut self, answered: Result<T, CommandError>) -> Result<Option<T>, CommandError> {
        match answered {
            Ok(answer) => {
                self.done.acts = self.done.acts.saturating_add(1);
                Ok(Some(answer))
            }
            Err(CommandError::Store(failure)) => Err(CommandError::Store(failure)),
            Err(refused) => {
                tracing::debug!(?refused, "not simulated");
                self.done.refused = self.done.refused.saturating_add(1);
                Ok(None)
            }
        }
    }
}
