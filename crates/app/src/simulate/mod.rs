//! A believable province, made through the same use cases as a real one.
//!
//! [`run`] lets applicants come on the days of a period and walks every dossier through its life by
//! acts of people who have the right to them; what the rules refuse is not done. The same wish on
//! the same empty store gives the same journal: every random value comes from one seed.

mod crew;
mod filing;
mod life;
mod names;
mod random;
mod rates;
mod turns;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

use domain::dossier::{Alarm, alarms, next_alarm};
use jiff::civil::{Date, DateTime};
use store::Bulk;

use self::crew::Crew;
use self::filing::Arrivals;
use self::life::{Around, Deed, Fate, Life};
use self::random::Random;
use crate::App;
use crate::dossier::act::{self, Place};
use crate::dossier::shell::{Answered, Caller, Outcome};
use crate::dossier::{file, notices};
use crate::error::CommandError;
use crate::reference::Reference;
use crate::schedule;

/// Acts in one transaction: many enough to share a commit, few enough to keep it short.
const ACTS_PER_COMMIT: u32 = 2000;
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
}

/// What was simulated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Simulated {
    /// Dossiers filed.
    pub dossiers: u64,
    /// Acts recorded, filings and overdue marks included.
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
        Self { dossiers, seed, from, to: now.date(), until: now }
    }
}

/// What may happen to a dossier at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// An applicant comes, online or not.
    Arrive(bool),
    /// An alarm of the dossier has come.
    Alarm,
    /// Somebody turns to the dossier; the number says after which act.
    Next(u32),
}

struct Simulation<'a> {
    app: &'a App,
    reference: Arc<Reference>,
    crew: Crew,
    arrivals: Arrivals,
    wish: Wish,
    queue: BinaryHeap<Reverse<(DateTime, u32, Turn)>>,
    lives: HashMap<u32, Life>,
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
        reference,
        wish: *wish,
        queue: BinaryHeap::new(),
        lives: HashMap::new(),
        done: Simulated::default(),
    };
    simulation.invite();
    while !simulation.queue.is_empty() {
        app.store.bulk(|bulk| simulation.work(bulk))?;
        progress(simulation.done.dossiers, u64::from(wish.dossiers));
    }
    Ok(simulation.done)
}

impl Simulation<'_> {
    fn invite(&mut self) {
        for number in 0..self.wish.dossiers {
            let mut random = Random::new(self.wish.seed, u64::from(number).wrapping_mul(2));
            if let Some((at, online)) = self.arrivals.at(&self.reference, self.wish.until, &mut random) {
                self.queue.push(Reverse((at, number, Turn::Arrive(online))));
            }
        }
    }

    /// One transaction's worth of turns, in order of their instants.
    fn work(&mut self, bulk: &mut Bulk<'_>) -> Result<(), CommandError> {
        for _ in 0..ACTS_PER_COMMIT {
            let Some(Reverse((at, number, turn))) = self.queue.pop() else { break };
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
            Turn::Arrive(online) => self.arrive(bulk, at, number, online),
            Turn::Alarm => self.ring(bulk, at, number),
            Turn::Next(_) => {
                let around = Around { reference: &self.reference, crew: &self.crew };
                let Some(life) = self.lives.get_mut(&number) else { return Ok(()) };
                match life.deed(at, &around) {
                    Some(deed) => self.act(bulk, at, number, deed),
                    // Nobody turns to it any more; its alarms still ring.
                    None => Ok(()),
                }
            }
        }
    }

    fn arrive(
        &mut self,
        bulk: &mut Bulk<'_>,
        at: DateTime,
        number: u32,
        online: bool,
    ) -> Result<(), CommandError> {
        let mut random = Random::new(self.wish.seed, u64::from(number).wrapping_mul(2).wrapping_add(1));
        let arrival = self.arrivals.arrive(&self.reference, &self.crew, at, online, &mut random);
        let Some(arrival) = arrival else { return Ok(()) };
        let fate = Fate::draw(&mut random);
        let caller = Caller { person: arrival.by };
        let mut hex = || Ok(random.hex());
        let planned = file::plan(self.app, &caller, arrival.filing, None, at.date(), &mut hex)?;
        let planned = planned.with_assumed_delivery();
        let answered = bulk.act(Some(at), |at| planned.reads(at), |loaded| planned.decide(loaded));
        let Some(outcome) = self.settled(answered)? else { return Ok(()) };
        self.done.dossiers = self.done.dossiers.saturating_add(1);
        let life = Life {
            random,
            procedure: arrival.procedure,
            fate,
            dossier: outcome.dossier,
            acts: 0,
            tried_chain: false,
        };
        self.lives.insert(number, life);
        self.expect(at, number);
        Ok(())
    }

    fn act(
        &mut self,
        bulk: &mut Bulk<'_>,
        at: DateTime,
        number: u32,
        deed: Deed,
    ) -> Result<(), CommandError> {
        let Some(life) = self.lives.get_mut(&number) else { return Ok(()) };
        let place = Place {
            id: life.dossier.id.clone(),
            desk: life.dossier.desk.clone(),
            holder_unit: life.dossier.holder.unit.clone(),
            applicant: life.dossier.applicant.data.id.clone(),
        };
        let caller = Caller { person: deed.by };
        let random = &mut life.random;
        let mut hex = || Ok(random.hex());
        let planned = act::plan(self.app, &caller, place, None, deed.action, None, at.date(), &mut hex)?;
        let planned = planned.with_assumed_delivery();
        let answered = bulk.act(Some(at), |at| planned.reads(at), |loaded| planned.decide(loaded));
        let Some(outcome) = self.settled(answered)? else {
            self.lives.remove(&number);
            return Ok(());
        };
        let Some(life) = self.lives.get_mut(&number) else { return Ok(()) };
        life.dossier = outcome.dossier;
        life.acts = life.acts.saturating_add(1);
        self.expect(at, number);
        Ok(())
    }

    /// What comes next for a dossier, and when its next alarm rings.
    fn expect(&mut self, now: DateTime, number: u32) {
        let around = Around { reference: &self.reference, crew: &self.crew };
        let Some(life) = self.lives.get_mut(&number) else { return };
        let mut turns = Vec::new();
        turns.extend(next_alarm(&life.dossier).map(|at| (at.max(now), Turn::Alarm)));
        if life.acts < MOST_ACTS
            && let Some(next) = life.next_at(now, &around)
        {
            turns.push((next.max(now), Turn::Next(life.acts)));
        } else if life.dossier.stage.is_closed() {
            self.lives.remove(&number);
        }
        self.plan(turns, number);
    }

    fn plan(&mut self, turns: Vec<(DateTime, Turn)>, number: u32) {
        let until = self.wish.until;
        let in_time = turns.into_iter().filter(|(at, _)| *at <= until);
        self.queue.extend(in_time.map(|(at, turn)| Reverse((at, number, turn))));
    }

    /// What the schedule of a real office does: everything that is due of one dossier.
    fn ring(&mut self, bulk: &mut Bulk<'_>, at: DateTime, number: u32) -> Result<(), CommandError> {
        let Some(life) = self.lives.get_mut(&number) else { return Ok(()) };
        let due: Vec<Alarm> = alarms(&life.dossier)
            .into_iter()
            .filter(|(when, _)| *when <= at)
            .map(|(_, alarm)| alarm)
            .collect();
        for alarm in due {
            let random = &mut life.random;
            let messages = notices::Outgoing::draw(&mut || Ok(random.hex()))?.assumed();
            let task = schedule::Task::Alarm(alarm);
            let act = schedule::ScheduledAct::new(self.app, &life.dossier, task, messages);
            match bulk.act(Some(at), |at| act.reads(at), |loaded| act.decide(loaded)) {
                Ok(dossier) => {
                    life.dossier = dossier;
                    self.done.acts = self.done.acts.saturating_add(1);
                    let overdue = u64::from(alarm == Alarm::Overdue);
                    self.done.overdue = self.done.overdue.saturating_add(overdue);
                }
                Err(CommandError::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
        let next = next_alarm(&life.dossier).filter(|next| *next > at);
        let closed = life.dossier.stage.is_closed();
        self.plan(next.map(|at| (at, Turn::Alarm)).into_iter().collect(), number);
        if closed {
            self.lives.remove(&number);
        }
        Ok(())
    }

    /// Counts an answer; a refusal by the rules ends this life, a failure of the store everything.
    fn settled(&mut self, answered: Result<Answered, CommandError>) -> Result<Option<Outcome>, CommandError> {
        match answered {
            Ok(answered) => {
                self.done.acts = self.done.acts.saturating_add(1);
                Ok(answered.fresh())
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
