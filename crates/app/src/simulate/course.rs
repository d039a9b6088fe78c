//! How a simulated dossier begins, goes on and ends: its acts recorded one after the other.

use domain::dossier::{Alarm, Stage, alarms, next_alarm};
use jiff::civil::DateTime;
use store::Bulk;

use super::fate::Fate;
use super::filing::{Arrival, Way};
use super::life::{Around, Deed, Life};
use super::random::Random;
use super::{MOST_ACTS, Simulation, Turn, rates};
use crate::dossier::act::{self, Place};
use crate::dossier::input::Action;
use crate::dossier::shell::{Answered, Caller};
use crate::dossier::{file, notices};
use crate::error::CommandError;
use crate::schedule;

/// A dossier before it is filed.
pub(super) struct Setting {
    pub arrival: Arrival,
    pub fate: Fate,
    pub random: Random,
}

impl Simulation<'_> {
    /// Who comes with what at `at`, and what will become of it.
    pub(super) fn setting(&self, at: DateTime, number: u32, way: Way) -> Option<Setting> {
        let mut random = Random::new(self.wish.seed, u64::from(number).wrapping_mul(2).wrapping_add(1));
        let mut fate = Fate::draw(&mut random);
        fate.scanned = random.chance(if way == Way::Online { rates::SCANNED_ONLINE } else { rates::SCANNED });
        fate.scanned &= !self.scans.is_empty();
        if self.wish.plain {
            fate = Fate { looked: false, scanned: false, rated: false, noted: false, ..fate };
        }
        let arrival = self.arrivals.arrive(&self.reference, &self.crew, (at, way), &fate, &mut random)?;
        Some(Setting { arrival, fate, random })
    }

    pub(super) fn arrive(
        &mut self,
        bulk: &mut Bulk<'_>,
        at: DateTime,
        number: u32,
        way: Way,
    ) -> Result<(), CommandError> {
        let known = self.posted.remove(&number);
        let Some(setting) = known.or_else(|| self.setting(at, number, way)) else { return Ok(()) };
        let Setting { arrival, fate, mut random } = setting;
        let caller = Caller { person: arrival.by };
        let mut hex = || Ok(random.hex());
        let planned = file::plan(self.app, &caller, arrival.filing, None, at, &mut hex);
        let answered = planned
            .map(file::FilingAct::with_assumed_delivery)
            .and_then(|planned| bulk.act(Some(at), |at| planned.reads(at), |loaded| planned.decide(loaded)));
        let Some(outcome) = self.settled(answered)?.and_then(Answered::fresh) else {
            return Ok(());
        };
        self.done.dossiers = self.done.dossiers.saturating_add(1);
        let mut life = Life {
            random,
            procedure: arrival.procedure,
            fate,
            dossier: outcome.dossier,
            acts: 0,
            tried_chain: false,
            token: outcome.token.unwrap_or_default(),
            synced: 0,
            wrong: None,
            rings_at: None,
        };
        life.learn(&outcome.events);
        self.lives.insert(number, life);
        self.expect(at, number);
        Ok(())
    }

    pub(super) fn act(
        &mut self,
        bulk: &mut Bulk<'_>,
        at: DateTime,
        number: u32,
        mut deed: Deed,
    ) -> Result<(), CommandError> {
        let Some(life) = self.lives.get_mut(&number) else { return Ok(()) };
        if let Action::GiveToPost { list, .. } = &mut deed.action {
            // The post takes along what a desk has for it under one list a day.
            let last = self.office.lists.get(&life.dossier.result_desk);
            *list = last.filter(|(day, _)| *day == at.date()).map(|(_, list)| list.clone());
        }
        let place = Place {
            id: life.dossier.id.clone(),
            desk: life.dossier.desk.clone(),
            holder_unit: life.dossier.holder.unit.clone(),
            applicant: life.dossier.applicant.data.id.clone(),
        };
        let caller = Caller { person: deed.by };
        let random = &mut life.random;
        let mut hex = || Ok(random.hex());
        let planned = act::plan(self.app, &caller, place, None, deed.action, None, at, &mut hex);
        let answered = planned
            .map(act::DossierAct::with_assumed_delivery)
            .and_then(|planned| bulk.act(Some(at), |at| planned.reads(at), |loaded| planned.decide(loaded)));
        let Some(outcome) = self.settled(answered)?.and_then(Answered::fresh) else {
            self.lives.remove(&number);
            return Ok(());
        };
        let Some(life) = self.lives.get_mut(&number) else { return Ok(()) };
        life.dossier = outcome.dossier;
        life.acts = life.acts.saturating_add(1);
        if let Some(post) = life.dossier.by_post.as_ref().filter(|_| life.dossier.stage == Stage::WithPost) {
            self.office.lists.insert(life.dossier.result_desk.clone(), (at.date(), post.list.clone()));
        }
        life.learn(&outcome.events);
        self.expect(at, number);
        Ok(())
    }

    /// What comes next for a dossier, and when its next alarm rings.
    fn expect(&mut self, now: DateTime, number: u32) {
        let around = Around { reference: &self.reference, crew: &self.crew, scans: &self.scans };
        let Some(life) = self.lives.get_mut(&number) else { return };
        let alarm = next_alarm(&life.dossier).map(|at| at.max(now)).filter(|at| life.sets(*at));
        let acts = life.acts;
        let next = (acts < MOST_ACTS).then(|| life.next_at(now, &around)).flatten();
        let closed = life.dossier.stage.is_closed();
        if let Some(at) = alarm {
            self.plan(at, number, Turn::Alarm);
        }
        match next {
            Some(at) => self.plan(at.max(now), number, Turn::Next(acts)),
            None if closed => self.part(now, number),
            None => {}
        }
    }

    /// What the schedule of a real office does: everything that is due of one dossier.
    pub(super) fn ring(
        &mut self,
        bulk: &mut Bulk<'_>,
        at: DateTime,
        number: u32,
    ) -> Result<(), CommandError> {
        let Some(life) = self.lives.get_mut(&number) else { return Ok(()) };
        life.rings_at = life.rings_at.filter(|set| *set != at);
        let due: Vec<Alarm> = alarms(&life.dossier)
            .into_iter()
            .filter(|(when, _)| *when <= at)
            .map(|(_, alarm)| alarm)
            .collect();
        let was_closed = life.dossier.stage.is_closed();
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
        let closed = life.dossier.stage.is_closed();
        if closed && !was_closed {
            self.expect(at, number);
        } else if let Some(next) = next_alarm(&life.dossier).filter(|next| *next > at && life.sets(*next)) {
            self.plan(next, number, Turn::Alarm);
        }
        Ok(())
    }
}
