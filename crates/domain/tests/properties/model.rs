//! What must be true of a history, read from its events alone.

use domain::dossier::event::Promise;
use domain::dossier::{Dossier, Event, Recorded, Stage, apply};
use domain::ids::StepId;
use domain::procedure::process::{Node, Process};
use jiff::civil::DateTime;
use proptest::prelude::*;

use super::drive::{Driver, FIRST_CALENDAR, NEXT_CALENDAR};
use crate::common::*;

type Checked = Result<(), TestCaseError>;

/// Walks the history once, event by event, with the dossier before and after each.
pub fn check(driver: &Driver) -> Checked {
    let history = &driver.world.history;
    let steps = driver.world.procedure.process.as_ref().map(work_in_order).unwrap_or_default();
    let mut seen = Seen::default();
    let mut before: Option<Dossier> = None;
    for (place, recorded) in history.iter().enumerate() {
        prop_assert_eq!(usize::try_from(recorded.revision), Ok(place + 1));
        let after = match before.clone() {
            Some(dossier) => apply(dossier, recorded),
            None => Dossier::rebuild(&dossier_id(), &history[..=place]).expect("it begins"),
        };
        order(recorded, before.as_ref(), place)?;
        one_holder(recorded, before.as_ref(), &after, driver)?;
        clock(recorded, before.as_ref(), &after)?;
        requests(recorded, before.as_ref(), &mut seen)?;
        work(recorded, &steps, &mut seen)?;
        endings(recorded, before.as_ref(), &mut seen)?;
        before = Some(after);
    }
    numbers(history)
}

#[derive(Default)]
struct Seen {
    guided: usize,
    asked: usize,
    overdue: usize,
    done: Vec<StepId>,
}

/// The ids of the steps that are work, in the order of the processes used here (plain sequences).
fn work_in_order(process: &Process) -> Vec<StepId> {
    let Node::Sequence(nodes) = &process.root else { panic!("the model reads sequences") };
    let desk_acts = ["receive", "transfer", "return"];
    let step = |node: &Node| match node {
        Node::Step(step) => {
            let kind = format!("{:?}", step.kind).to_lowercase();
            (!desk_acts.contains(&kind.as_str())).then(|| step.id.clone())
        }
        _ => panic!("the model reads sequences of steps"),
    };
    nodes.iter().filter_map(step).collect()
}

/// A history begins once, ends once, and time goes forward.
fn order(recorded: &Recorded, before: Option<&Dossier>, place: usize) -> Checked {
    prop_assert_eq!(place == 0, matches!(recorded.event, Event::Registered { .. }));
    if before.is_some_and(|dossier| dossier.closed_at.is_some()) {
        prop_assert!(matches!(recorded.event, Event::Noted { .. }), "{:?} after the end", recorded.event);
    }
    prop_assert_eq!(recorded.event.basis().is_none(), matches!(recorded.event, Event::Noted { .. }));
    Ok(())
}

/// Exactly one unit holds the dossier, a person whenever somebody has signed, and it only
/// changes by an event that says so.
fn one_holder(recorded: &Recorded, before: Option<&Dossier>, after: &Dossier, driver: &Driver) -> Checked {
    let organisation = &driver.world.organisation;
    prop_assert!(organisation.unit_on(&after.holder.unit, recorded.at.date()).is_some());
    let may_be_unassigned = matches!(
        after.stage,
        Stage::Escalated
            | Stage::Processing
            | Stage::SupplementAsked
            | Stage::ResultSent
            | Stage::InTransit
            | Stage::Refused
            | Stage::Withdrawn
    );
    prop_assert!(after.holder.person.is_some() || may_be_unassigned, "nobody at {:?}", after.stage);
    let on_its_way = matches!(after.stage, Stage::InTransit | Stage::ResultSent);
    prop_assert_eq!(after.in_transit_to.is_some(), on_its_way);
    let Some(before) = before else { return Ok(()) };
    if before.holder != after.holder {
        let says_so = matches!(
            recorded.event,
            Event::Escalated { .. }
                | Event::EscalationAnswered { .. }
                | Event::Taken { .. }
                | Event::StepCompleted { .. }
                | Event::Assigned { .. }
                | Event::ResultConfirmed { .. }
        );
        prop_assert!(says_so, "{:?} moved the holder", recorded.event);
        prop_assert_eq!(after.holder.since, recorded.at);
    }
    let desk_only = [Stage::Submitted, Stage::Guided, Stage::Accepted, Stage::ResultReady, Stage::Returned];
    if desk_only.contains(&after.stage) {
        prop_assert_eq!(after.holder.unit.as_str(), DESK);
    }
    Ok(())
}

/// No promise without a cause, and every promise can be counted again from what it records.
fn clock(recorded: &Recorded, before: Option<&Dossier>, after: &Dossier) -> Checked {
    let made: Option<(&Promise, DateTime)> = match &recorded.event {
        Event::Accepted { promise: Some(promise), .. } | Event::SupplementReceived { promise, .. } => {
            Some((promise, recorded.at))
        }
        Event::PromiseRecounted { promise, .. } => {
            let old = before.and_then(|dossier| dossier.promise.as_ref());
            prop_assert!(old.is_some_and(|old| old.provisional));
            Some((promise, old.map_or(recorded.at, |old| old.counted_from)))
        }
        _ => None,
    };
    let Some((promise, from)) = made else {
        let old = before.and_then(|dossier| dossier.promise.as_ref());
        prop_assert_eq!(old, after.promise.as_ref());
        return Ok(());
    };
    prop_assert_eq!(promise.counted_from, from);
    let calendars = [&*FIRST_CALENDAR, &*NEXT_CALENDAR];
    let pinned = calendars.into_iter().find(|one| one.fingerprint() == promise.calendar.fingerprint);
    prop_assert!(pinned.is_some());
    let again = law::parameters_of(&promise.rule_pack)
        .zip(pinned)
        .map(|(parameters, calendar)| calendar.due(promise.counted_from, promise.limit, parameters));
    prop_assert_eq!(again.map(|due| (due.at, due.provisional)), Some((promise.due, promise.provisional)));
    prop_assert!(promise.due >= promise.counted_from);
    Ok(())
}

/// Guidance once, a supplement once, inside its window, with a list of published papers.
fn requests(recorded: &Recorded, before: Option<&Dossier>, seen: &mut Seen) -> Checked {
    let published = ["p1", "p2", "p3", "p4", "p5", "p6"];
    match &recorded.event {
        Event::Guided { items, slip, .. } => {
            seen.guided += 1;
            prop_assert_eq!(seen.guided, 1);
            prop_assert!(slip.number > 0 && !items.is_empty());
            prop_assert!(items.iter().all(|item| published.contains(&item.paper.as_str())));
        }
        Event::SupplementAsked { items, reason, slip, .. } => {
            seen.asked += 1;
            prop_assert_eq!(seen.asked, 1);
            prop_assert!(slip.number > 0 && !items.is_empty() && !reason.is_empty());
            prop_assert!(items.iter().all(|item| published.contains(&item.paper.as_str())));
            let window = before.and_then(|dossier| dossier.supplement_by);
            prop_assert!(window.is_none_or(|last| recorded.at <= last));
        }
        Event::Refused { slip, ground, reason, .. } => {
            prop_assert!(slip.number > 0 && !ground.is_empty() && !reason.is_empty());
        }
        _ => {}
    }
    Ok(())
}

/// The steps since the last start of the clock are the first steps of the process, in order;
/// a result leaves only when all are done.
fn work(recorded: &Recorded, steps: &[StepId], seen: &mut Seen) -> Checked {
    match &recorded.event {
        Event::StepCompleted { step, .. } => {
            seen.done.push(step.clone());
            prop_assert!(steps.starts_with(&seen.done), "{:?} of {steps:?}", seen.done);
        }
        Event::SupplementReceived { .. } => seen.done.clear(),
        Event::ResultSent { .. } => prop_assert_eq!(&seen.done, steps),
        _ => {}
    }
    Ok(())
}

/// Overdue at most once and only after the due instant; nothing is handed over unpaid.
fn endings(recorded: &Recorded, before: Option<&Dossier>, seen: &mut Seen) -> Checked {
    match &recorded.event {
        Event::BecameOverdue { due, .. } => {
            seen.overdue += 1;
            prop_assert_eq!(seen.overdue, 1);
            prop_assert!(recorded.at >= *due);
            prop_assert!(before.is_some_and(|dossier| dossier.result.is_none()));
        }
        Event::HandedOver { .. } | Event::GivenAtOnce { .. } => {
            prop_assert_eq!(before.map(Dossier::outstanding), Some(0));
        }
        Event::FeeRecorded { amount, .. } => {
            prop_assert!(*amount > 0);
            prop_assert!(before.is_some_and(|dossier| *amount <= dossier.outstanding()));
        }
        _ => {}
    }
    Ok(())
}

/// One acceptance, one code; slips are never numbered twice.
fn numbers(history: &[Recorded]) -> Checked {
    let accepted = history.iter().filter(|one| matches!(one.event, Event::Accepted { .. })).count();
    prop_assert!(accepted <= 1);
    let mut slips: Vec<(i16, u32)> = history
        .iter()
        .filter_map(|one| match &one.event {
            Event::Guided { slip, .. }
            | Event::Refused { slip, .. }
            | Event::SupplementAsked { slip, .. } => Some((slip.year, slip.number)),
            _ => None,
        })
        .collect();
    let count = slips.len();
    slips.sort_unstable();
    slips.dedup();
    prop_assert_eq!(slips.len(), count);
    Ok(())
}
