//! What must hold of every history, not only of those we thought of.
//!
//! A history is driven by numbers: each act either goes the way a dossier usually goes or is
//! anything at all, by anybody, after any time. What is checked afterwards shares no code with
//! the rules: it reads the recorded events alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops where it is wrong"
)]

mod common;
mod properties {
    pub mod drive;
    pub mod events;
    pub mod ledger;
    pub mod model;
    pub mod turns;
}

use std::cell::RefCell;
use std::collections::BTreeMap;

use common::*;
use domain::dossier::{Actor, Dossier, Recorded, Stage, apply};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use properties::drive::{Driver, Seed};
use properties::events::{KINDS, any_event};
use properties::model;

const HISTORIES: u32 = 10_000;

fn seeds() -> impl Strategy<Value = (u8, Vec<Seed>)> {
    let seed =
        (any::<u16>(), any::<u16>(), any::<u16>()).prop_map(|(act, input, clock)| Seed { act, input, clock });
    (any::<u8>(), prop::collection::vec(seed, 1..40))
}

fn config(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}

/// The invariants of the module over random histories; the histories know every event and end at every stage.
#[test]
fn every_history_keeps_the_invariants() {
    let reached: RefCell<BTreeMap<&'static str, u32>> = RefCell::new(BTreeMap::new());
    let mut runner = TestRunner::new(config(HISTORIES));
    let outcome = runner.run(&seeds(), |(kind, seeds)| {
        let mut driver = Driver::new(kind);
        for seed in &seeds {
            driver.act(*seed)?;
        }
        model::check(&driver)?;
        let mut reached = reached.borrow_mut();
        for recorded in &driver.world.history {
            *reached.entry(recorded.event.kind()).or_default() += 1;
        }
        if let Some(dossier) = &driver.world.dossier {
            *reached.entry(dossier.stage.name()).or_default() += 1;
            let whole = Dossier::rebuild(&dossier_id(), &driver.world.history);
            prop_assert_eq!(whole.as_ref(), Some(dossier));
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    let reached = reached.into_inner();
    let kinds = (0..KINDS).map(|kind| any_event(kind, 0).kind());
    for name in Stage::ALL.map(Stage::name).into_iter().chain(kinds) {
        let times = reached.get(name).copied().unwrap_or(0);
        assert!(times >= 10, "only {times} histories have `{name}`: {reached:?}");
    }
}

/// Facts in any order, lawful or not, never stop the fold and never lose the holder.
#[test]
fn apply_is_total() {
    let choices = prop::collection::vec((any::<u16>(), any::<u16>()), 0..40);
    let mut runner = TestRunner::new(config(HISTORIES));
    let outcome = runner.run(&choices, |choices| {
        let mut world = World::new(procedure("5wd"));
        let start = at(2019, 10, 7, 8, 0);
        let first = register(domain::procedure::Channel::Counter, complete_papers());
        world.act(start, &lan(), &first).expect("a registration");
        let mut dossier = world.dossier().clone();
        for (place, (kind, input)) in choices.into_iter().enumerate() {
            let revision = u32::try_from(place).expect("short") + 2;
            let by = if input % 3 == 0 { Actor::System("x".into()) } else { hung() };
            let recorded = Recorded { revision, at: start, by, event: any_event(kind, input) };
            let before = dossier.clone();
            apply(&mut dossier, &recorded);
            prop_assert_eq!(dossier.revision, revision);
            prop_assert!(dossier.outstanding() >= 0);
            prop_assert!(dossier.control_slip.len() <= before.control_slip.len() + 1);
            prop_assert!(before.overdue_since.is_none() || dossier.overdue_since == before.overdue_since);
            prop_assert_eq!(&dossier.token, &before.token);
            prop_assert_eq!(dossier.registered_at, before.registered_at);
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}
