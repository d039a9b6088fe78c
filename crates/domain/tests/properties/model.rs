//! What must be true of a history, read from its events alone.

use domain::dossier::event::Promise;
use domain::dossier::{Dossier, Event, Recorded, Stage, apply, attribution};
use domain::ids::{StepId, UnitId};
use domain::procedure::process::{Node, Process, UnitRef};
use jiff::civil::DateTime;
use proptest::prelude::*;

use super::drive::{Driver, FIRST_CALENDAR, NEXT_CALENDAR};
use super::ledger::Ledger;
use crate::common::*;

type Checked = Result<(), TestCaseError>;

/// Walks the history once, event by event, with the dossier before and after each.
pub fn check(driver: &Driver) -> Checked {
    let history = &driver.world.history;
    let mut seen = Seen { order: driver.world.procedure.process.as_ref(), ..Seen::default() };
    let mut ledger = Ledger::default();
    let mut before: Option<Dossier> = None;
    for (place, recorded) in history.iter().enumerate() {
        prop_assert_eq!(usize::try_from(recorded.revision), Ok(place + 1));
        let after = match before.clone() {
            Some(mut dossier) => {
                apply(&mut dossier, recorded);
                dossier
            }
            None => Dossier::rebuild(&dossier_id(), &history[..=place]).expect("it begins"),
        };
        order(recorded, before.as_ref(), place)?;
        one_holder(recorded, before.as_ref(), &after, driver)?;
        clock(recorded, before.as_ref(), &after, driver)?;
        requests(recorded, before.as_ref(), &mut seen)?;
        work(recorded, before.as_ref(), &mut seen)?;
        endings(recorded, before.as_ref(), &after, &mut seen)?;
        two_people(history, place)?;
        opinions(recorded, before.as_ref())?;
        ledger.take(recorded, &after)?;
        before = Some(after);
    }
    if let Some(dossier) = &before {
        shares(dossier, driver)?;
    }
    numbers(history)
}

#[derive(Default)]
struct Seen<'a> {
    order: Option<&'a Process>,
    chain: Vec<UnitId>,
    guided: usize,
    asked: usize,
    apologised: usize,
    overdue: usize,
    done: Vec<StepId>,
}

/// The ids of all work in the order in which it is to be done: sequences as they are written, chains in
/// the order that the desk fixed for the units that come once.
fn work_in_order(node: &Node, chain: &[UnitId], out: &mut Vec<StepId>) {
    match node {
        Node::Step(step) => {
            let kind = format!("{:?}", step.kind).to_lowercase();
            if !["receive", "transfer", "return"].contains(&kind.as_str()) {
                out.push(step.id.clone());
            }
        }
        Node::Consultation(asked) => out.push(asked.id.clone()),
        Node::Sequence(nodes) => nodes.iter().for_each(|node| work_in_order(node, chain, out)),
        Node::Chain(links) => {
            // Only the middle two of the chain used here may change places.
            let named = |id: &str| links.iter().position(|link| link.unit == UnitRef::Unit(unit(id)));
            let mut places: Vec<usize> = (0..links.len()).collect();
            let at = |id: &str| chain.iter().position(|own| own.as_str() == id);
            if let (Some(second), Some(third)) = (named(SECOND_AGENCY), named(THIRD_AGENCY))
                && at(THIRD_AGENCY) < at(SECOND_AGENCY)
            {
                places.swap(second, third);
            }
            places.iter().for_each(|place| work_in_order(&links[*place].part, chain, out));
        }
        Node::Parallel(_) | Node::Choice(_) => panic!("the model reads sequences and chains"),
    }
}

/// A history begins once; after the end only what tells, repays, copies or corrects, and after a return what puts
/// its money right; time goes forward.
fn order(recorded: &Recorded, before: Option<&Dossier>, place: usize) -> Checked {
    prop_assert_eq!(place == 0, matches!(recorded.event, Event::Registered { .. }));
    if before.is_some_and(|dossier| dossier.closed_at.is_some()) {
        let lawful = matches!(
            recorded.event,
            Event::Noted { .. }
                | Event::NoticeQueued { .. }
                | Event::NoticeFailed { .. }
                | Event::Notified { .. }
                | Event::FeeRefunded { .. }
                | Event::CopyHandedOver { .. }
                | Event::MistakeCorrected { .. }
        );
        let money = matches!(
            recorded.event,
            Event::FeeVoided { .. } | Event::FeeRecorded { .. } | Event::FeeReceiptIssued { .. }
        );
        let returned = before.is_some_and(|dossier| dossier.stage == Stage::Returned);
        prop_assert!(lawful || money && returned, "{:?} after the end", recorded.event);
    }
    prop_assert!(before.is_none_or(|dossier| dossier.last_at <= recorded.at));
    prop_assert_eq!(recorded.event.basis().is_none(), matches!(recorded.event, Event::Noted { .. }));
    Ok(())
}

/// Exactly one unit and one person hold the dossier, and they only change by an event that says so.
fn one_holder(recorded: &Recorded, before: Option<&Dossier>, after: &Dossier, driver: &Driver) -> Checked {
    let organisation = &driver.world.organisation;
    prop_assert!(organisation.unit_on(&after.holder.unit, recorded.at.date()).is_some());
    prop_assert!(after.holder.person.is_some(), "nobody at {:?}", after.stage);
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
                | Event::MistakeCorrected { .. }
        );
        prop_assert!(says_so, "{:?} moved the holder", recorded.event);
        prop_assert_eq!(after.holder.since, recorded.at);
    }
    if after.untaken && !before.untaken {
        let passes = matches!(recorded.event, Event::Escalated { .. } | Event::StepCompleted { .. });
        prop_assert!(passes, "{:?} left it untaken", recorded.event);
        prop_assert_eq!(&after.holder.person, &before.holder.person, "who passed it on is accountable");
    }
    let desk_only = [Stage::Submitted, Stage::Guided, Stage::Accepted];
    if desk_only.contains(&after.stage) {
        prop_assert_eq!(after.holder.unit.as_str(), DESK);
    }
    if matches!(after.stage, Stage::ResultReady | Stage::WithPost) {
        prop_assert_eq!(&after.holder.unit, &after.result_desk);
    }
    Ok(())
}

/// No promise without a cause, and every promise can be counted again from what it records.
fn clock(recorded: &Recorded, before: Option<&Dossier>, after: &Dossier, driver: &Driver) -> Checked {
    let old = before.and_then(|dossier| dossier.promise.as_ref());
    let made: Option<(&Promise, DateTime)> = match &recorded.event {
        Event::Accepted { promise: Some(promise), .. } => {
            let posted = before.and_then(|dossier| dossier.arrival.posted.as_ref()).map(|own| own.signed_at);
            let guided = before.and_then(|dossier| dossier.guidance.as_ref());
            let submitted = guided.map_or(posted, |own| posted.and(own.answered_at));
            // A receipt elsewhere moves the clock for the applicant's benefit only (A3).
            prop_assert!(promise.counted_from <= recorded.at);
            Some((promise, submitted.unwrap_or(recorded.at)))
        }
        Event::SupplementReceived { promise, .. } => {
            prop_assert_eq!(before.map(|dossier| dossier.stage), Some(Stage::SupplementAsked));
            Some((promise, recorded.at))
        }
        Event::PromiseRecounted { promise, .. } => {
            prop_assert!(old.is_some_and(|old| old.provisional));
            Some((promise, old.map_or(recorded.at, |old| old.counted_from)))
        }
        Event::ClockResumed { promise, .. } => {
            resumed(promise, old, before, recorded, driver)?;
            Some((promise, promise.counted_from))
        }
        _ => None,
    };
    if let Event::ClockStopped { .. } = &recorded.event {
        prop_assert!(old.is_some_and(|old| recorded.at < old.due));
        prop_assert!(before.is_some_and(|dossier| dossier.apology.is_none()));
    }
    let Some((promise, from)) = made else {
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

/// A clock that stood moves the day by what it stood, rounded up to an hour, and never nearer.
fn resumed(
    promise: &Promise,
    old: Option<&Promise>,
    before: Option<&Dossier>,
    recorded: &Recorded,
    driver: &Driver,
) -> Checked {
    let stopped = before.and_then(|dossier| dossier.stopped.as_ref()).map(|stopped| stopped.at);
    prop_assert!(stopped.is_some());
    let (Some(old), Some(stopped)) = (old, stopped) else { return Ok(()) };
    prop_assert!(promise.due >= old.due);
    let calendar = &driver.world.calendar;
    let (moved, stood) = (
        calendar.working_minutes_between(old.due, promise.due),
        calendar.working_minutes_between(stopped, recorded.at),
    );
    prop_assert!(moved <= stood + 60, "stood {stood} minutes, moved {moved}");
    Ok(())
}

/// Guidance once, a supplement once, inside its window, with a list of published papers; one apology.
fn requests(recorded: &Recorded, before: Option<&Dossier>, seen: &mut Seen<'_>) -> Checked {
    let published = ["p1", "p2", "p3", "p4", "p5", "p6"];
    match &recorded.event {
        Event::Guided { items, slip, not_competent, .. } => {
            seen.guided += 1;
            prop_assert_eq!(seen.guided, 1);
            prop_assert!(slip.number > 0 && (*not_competent || !items.is_empty()));
            prop_assert!(items.iter().all(|item| published.contains(&item.paper.as_str())));
        }
        Event::SupplementAsked { items, reason, slip, .. } => {
            seen.asked += 1;
            prop_assert_eq!(seen.asked, 1, "whatever was corrected in between");
            prop_assert!(slip.number > 0 && !items.is_empty() && !reason.is_empty());
            prop_assert!(items.iter().all(|item| published.contains(&item.paper.as_str())));
            let window = before.and_then(|dossier| dossier.supplement_by);
            prop_assert!(window.is_none_or(|last| recorded.at <= last));
        }
        Event::Apologised { due, again, reason, .. } => {
            seen.apologised += 1;
            prop_assert_eq!(seen.apologised, 1, "whatever was corrected in between");
            prop_assert!(again > due && *again > recorded.at && !reason.is_empty());
        }
        Event::Refused { slip, ground, reason, .. } => {
            prop_assert!(slip.number > 0 && !ground.is_empty() && !reason.is_empty());
            let due = before.and_then(Dossier::due_in_force);
            let sorry = before.is_some_and(|dossier| dossier.apology.is_some());
            prop_assert!(sorry || due.is_none_or(|due| recorded.at <= due));
        }
        Event::Lapsed { until, slip, .. } => {
            prop_assert!(slip.number > 0 && recorded.at > *until);
            prop_assert!(before.is_some_and(Dossier::awaits_applicant));
        }
        _ => {}
    }
    Ok(())
}

/// The steps since the last start of the clock are the first steps of the process, in order;
/// a result leaves only when all are done, or from a ministry's own system.
fn work(recorded: &Recorded, before: Option<&Dossier>, seen: &mut Seen<'_>) -> Checked {
    let mut steps = Vec::new();
    if let Some(process) = seen.order {
        work_in_order(&process.root, &seen.chain, &mut steps);
    }
    match &recorded.event {
        Event::StepCompleted { step, .. } => {
            seen.done.push(step.clone());
            prop_assert!(steps.starts_with(&seen.done), "{:?} of {steps:?}", seen.done);
        }
        Event::SupplementReceived { kept, .. } => {
            prop_assert!(steps.starts_with(kept));
            seen.done.clone_from(kept);
        }
        Event::MistakeCorrected { steps: undone, .. } => seen.done.retain(|step| !undone.contains(step)),
        Event::ChainOrdered { duties, .. } => {
            seen.chain = duties.iter().map(|duty| duty.unit.clone()).collect();
            let mut units: Vec<&str> = seen.chain.iter().map(UnitId::as_str).collect();
            units.sort_unstable();
            let named = [vec![AGENCY, SECOND_AGENCY, THIRD_AGENCY], vec![OFFICE]].map(|mut all| {
                all.sort_unstable();
                all
            });
            prop_assert!(named.contains(&units), "{units:?}");
        }
        Event::ResultSent { .. } => {
            let elsewhere =
                before.is_some_and(|dossier| dossier.channel == domain::procedure::Channel::Ministry);
            prop_assert!(elsewhere || seen.done == steps);
        }
        _ => {}
    }
    Ok(())
}

/// Overdue once, and once more after an apology; it stays. Nothing is handed over unpaid or unproved.
fn endings(recorded: &Recorded, before: Option<&Dossier>, after: &Dossier, seen: &mut Seen<'_>) -> Checked {
    let was_late = before.and_then(|dossier| dossier.overdue_since);
    prop_assert!(was_late.is_none() || after.overdue_since == was_late, "late for ever");
    match &recorded.event {
        Event::BecameOverdue { due, .. } => {
            seen.overdue += 1;
            prop_assert!(seen.overdue <= 1 + seen.apologised);
            prop_assert!(recorded.at >= *due);
            prop_assert!(before.is_some_and(|dossier| dossier.result_at.is_none()));
        }
        Event::HandedOver { by, proof, .. } => {
            let fits = format!("{by:?} {proof:?}");
            let lawful = ["Counter ReceiptAndIdentity", "Post PostDelivery", "Online Account"];
            prop_assert!(lawful.contains(&fits.as_str()), "{fits}");
            prop_assert_eq!(before.map(Dossier::outstanding), Some(0));
        }
        Event::GivenAtOnce { .. } => prop_assert_eq!(before.map(Dossier::outstanding), Some(0)),
        _ => {}
    }
    Ok(())
}

/// An accepted dossier is withdrawn by two different people.
fn two_people(history: &[Recorded], place: usize) -> Checked {
    let before = &history[..place];
    let accepted = before.iter().any(|one| matches!(one.event, Event::Accepted { .. }));
    if !accepted || !matches!(history[place].event, Event::Withdrawn { .. }) {
        return Ok(());
    }
    let asked = before.iter().rev().find(|one| matches!(one.event, Event::WithdrawalAsked { .. }));
    let confirmed = before.last().filter(|one| matches!(one.event, Event::WithdrawalConfirmed { .. }));
    prop_assert!(asked.is_some() && confirmed.is_some());
    let person = |one: Option<&Recorded>| one.and_then(|one| one.by.person().cloned());
    prop_assert_ne!(person(asked), person(confirmed));
    Ok(())
}

/// Nobody is silent before the time, nobody answers twice, nobody is asked of whom the asker is one.
fn opinions(recorded: &Recorded, before: Option<&Dossier>) -> Checked {
    let of = |id: &StepId, unit: &UnitId| {
        let asked = before.and_then(|dossier| dossier.consultation(id));
        asked.map(|asked| (asked.answer_by, asked.units.iter().find(|own| own.unit == *unit).cloned()))
    };
    match &recorded.event {
        Event::ConsultationSilent { id, unit, answer_by, .. } => {
            prop_assert!(recorded.at > *answer_by);
            let Some((by, Some(asked))) = of(id, unit) else { panic!("{unit} was not asked") };
            prop_assert_eq!(by, *answer_by);
            prop_assert!(asked.answer.is_none() && asked.silent_at.is_none());
        }
        Event::ConsultationAnswered { id, unit, late, .. } => {
            let Some((by, Some(asked))) = of(id, unit) else { panic!("{unit} was not asked") };
            prop_assert!(asked.answer.is_none());
            prop_assert_eq!(*late, recorded.at > by);
        }
        Event::ConsultationAsked { answer_by, units, .. } => {
            prop_assert!(*answer_by > recorded.at && !units.is_empty());
        }
        _ => {}
    }
    Ok(())
}

/// The shares of the time sum to the working minutes from acceptance to the result.
fn shares(dossier: &Dossier, driver: &Driver) -> Checked {
    let (history, procedure) = (&driver.world.history, &driver.world.procedure);
    let calendar = &driver.world.calendar;
    let until = driver.now;
    let sum: i64 =
        attribution(&dossier_id(), history, procedure, calendar, until).iter().map(|one| one.minutes).sum();
    let end = dossier.result_at.or(dossier.closed_at).unwrap_or(until);
    let whole = dossier.accepted_at.map_or(0, |start| calendar.working_minutes_between(start, end));
    prop_assert_eq!(sum, whole.max(0));
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
            | Event::Lapsed { slip, .. }
            | Event::WithdrawalConfirmed { slip, .. }
            | Event::MistakeCorrected { slip, .. }
            | Event::Apologised { slip, .. }
            | Event::FeeReceiptIssued { slip, .. }
            | Event::FeeRefunded { slip, .. }
            | Event::GivenToPost { list: slip, .. }
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
