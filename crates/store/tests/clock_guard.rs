//! The guard of the clock: what it believes, and what a store does while it does not (F06).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use common::{Bench, Chance, New, add, morning, on_each, person};
use domain::dossier::Event;
use jiff::SignedDuration;
use store::guard::{Known, Limits, Seen, judge};
use store::{Batch, ClockFault, Guard, Reads, Session, SideRow, Store, StoreError};

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
/// When the program of the tables started: the clock, and the steady clock.
const START: i64 = 1_000 * HOUR;

fn limits() -> Limits {
    Limits { off: Duration::from_mins(5), back: Duration::from_secs(2) }
}

/// A look so long after the start, with the clock so far off, and the newest record so far behind the start.
fn seen(after: i64, off: i64, newest: Option<i64>) -> Seen {
    Seen { wall: START + after + off, steady: after, newest: newest.map(|own| START + own) }
}

#[test]
fn what_is_believed() {
    use ClockFault::{Ahead, AheadOfServer, Behind, BehindRecord, BehindServer};
    let started = Known { anchor: Some((START, 0)), server: None };
    let fresh = Known::default();
    let with_server = Known { server: Some(START), ..fresh };
    let table = [
        ("nothing is known yet", fresh, seen(0, 0, None), Ok(())),
        ("at the start nobody can know that it is ahead", fresh, seen(0, 24 * HOUR, None), Ok(())),
        ("at the start behind the record", fresh, seen(0, 0, Some(3 * SECOND)), Err(BehindRecord(3))),
        ("a little behind the record", fresh, seen(0, 0, Some(2 * SECOND)), Ok(())),
        ("nobody set it", started, seen(HOUR, 0, Some(HOUR)), Ok(())),
        ("at the limit forth", started, seen(SECOND, 5 * MINUTE, None), Ok(())),
        ("beyond it", started, seen(SECOND, 5 * MINUTE + 1, None), Err(Ahead(301))),
        ("a day forth", started, seen(HOUR, 24 * HOUR, None), Err(Ahead(86_400))),
        ("at the limit back, nothing recorded", started, seen(SECOND, -5 * MINUTE, None), Ok(())),
        ("beyond it", started, seen(SECOND, -5 * MINUTE - 1, None), Err(Behind(301))),
        ("set back below the record", started, seen(HOUR, -3 * SECOND, Some(HOUR)), Err(BehindRecord(3))),
        ("a leap second", started, seen(HOUR, -SECOND, Some(HOUR)), Ok(())),
        ("after a night asleep the steady clock counted it", started, seen(9 * HOUR, 0, None), Ok(())),
        ("as the server", with_server, seen(0, 4 * MINUTE, None), Ok(())),
        ("ahead of the server", with_server, seen(0, HOUR, None), Err(AheadOfServer(3600))),
        ("behind the server", with_server, seen(0, -HOUR, None), Err(BehindServer(3600))),
    ];
    for (what, known, seen, expected) in table {
        assert_eq!(judge(known, seen, limits()).map(drop), expected, "{what}");
    }
}

#[test]
fn a_clock_that_was_wrong_at_the_start_is_believed_once_it_is_right() {
    let known = Known::default();
    // An hour behind the record, and no anchor is made of that.
    assert_eq!(judge(known, seen(0, -HOUR, Some(0)), limits()), Err(ClockFault::BehindRecord(3600)));
    let known = judge(known, seen(MINUTE, 0, Some(0)), limits()).unwrap();
    assert_eq!(known.anchor, Some((START, MINUTE)));
}

#[test]
fn small_steps_are_forgotten_and_waiting_makes_no_wrong_clock_right() {
    // Four tenths of a second each hour for half a year: half an hour in all.
    let (mut known, mut off) = (Known::default(), 0);
    for hour in 0..4_400 {
        known = judge(known, seen(hour * HOUR, off, None), limits()).unwrap();
        off += 400_000;
    }
    let ahead = judge(known, seen(4_400 * HOUR, off + HOUR, None), limits());
    assert!(matches!(ahead, Err(ClockFault::Ahead(_))), "{ahead:?}");
    let later = judge(known, seen(88_000 * HOUR, off + HOUR, None), limits());
    assert!(matches!(later, Err(ClockFault::Ahead(_))), "{later:?}");
}

/// Each millisecond since the last look, the anchor goes a microsecond towards the clock; a look at a wrong clock is as none.
fn slowly(anchor: &mut Option<(i64, i64)>, seen: Seen, limits: Limits) -> bool {
    let (off, back) = (limits.off.as_micros() as i64, limits.back.as_micros() as i64);
    let distance = seen.wall - seen.steady;
    let near = anchor.is_none_or(|(own, _)| (distance - own).abs() <= off);
    let after = seen.newest.is_none_or(|newest| seen.wall >= newest - back);
    if !near || !after {
        return false;
    }
    let (mut own, mut at) = anchor.unwrap_or((distance, seen.steady));
    while at + 1_000 <= seen.steady {
        own += (distance - own).signum();
        at += 1_000;
    }
    *anchor = Some((own, at));
    true
}

#[test]
fn the_guard_agrees_with_a_slow_model_and_dates_nothing_far_from_the_truth() {
    for seed in 0..60 {
        let mut chance = Chance(seed);
        let (mut known, mut anchor) = (Known::default(), None);
        let (mut truth, mut off, mut newest) = (START, 0, None::<i64>);
        let started = truth;
        for step in 0..120 {
            truth += (chance.below(4_000) as i64) * 1_000;
            off = match chance.below(12) {
                // At the start nobody could know.
                _ if step == 0 => 0,
                0 => *chance.pick(&[HOUR, -HOUR, 24 * HOUR, -24 * HOUR, 6 * MINUTE, -6 * MINUTE]),
                1 => off + *chance.pick(&[SECOND, -SECOND, 3 * SECOND, -MINUTE, MINUTE]),
                2 | 3 => 0,
                _ => off,
            };
            let look = Seen { wall: truth + off, steady: truth - started, newest };
            let judged = judge(known, look, limits());
            assert_eq!(judged.is_ok(), slowly(&mut anchor, look, limits()), "{seed}: {look:?} {known:?}");
            if let Ok(next) = judged {
                assert_eq!(next.anchor, anchor, "{seed}");
                known = next;
                let dated = newest.map_or(look.wall, |newest| look.wall.max(newest));
                let most = 302 * SECOND + (truth - started) / 1_000;
                assert!((dated - truth).abs() <= most, "{seed}: {dated} at {truth}");
                newest = Some(dated);
            }
            let right = Seen { wall: truth, newest, ..look };
            let ahead = newest.is_some_and(|newest| newest > truth + 2 * SECOND);
            assert_eq!(judge(known, right, limits()).is_ok(), !ahead, "{seed}: the right time is believed");
        }
    }
}

/// A store whose clock and steady clock are in the hand.
struct Hands {
    store: Store,
    steady: Arc<AtomicI64>,
}

impl Hands {
    fn over(bench: &Bench) -> Self {
        let steady = Arc::new(AtomicI64::new(0));
        let own = Arc::clone(&steady);
        let count = Arc::new(move || Duration::from_micros(own.load(Ordering::SeqCst) as u64));
        let guard = Guard { steady: count, limits: limits(), anchor: None };
        let store = bench.opened(store::Options { guard: Some(guard), ..bench.options() });
        Self { store, steady }
    }

    /// Time passes, and nobody sets the clock.
    fn pass(&self, bench: &Bench, minutes: i64) {
        bench.hand.advance_minutes(minutes);
        self.steady.fetch_add(minutes * MINUTE, Ordering::SeqCst);
    }
}

fn noted() -> Vec<Event> {
    vec![Event::Noted { text: "một việc".into() }]
}

fn session() -> Session {
    let expires_at = morning().saturating_add(SignedDuration::from_hours(8));
    Session {
        id_hash: "s1".into(),
        person: person("an.nv"),
        started_at: morning(),
        expires_at,
        data: "{}".into(),
    }
}

#[test]
fn while_the_clock_is_wrong_nothing_is_dated_and_everything_is_read() {
    on_each(|bench| {
        // A server's clock says that 2019 is over; it is tried apart.
        if bench.database.is_some() {
            return;
        }
        let new = New::number(1);
        let hands = Hands::over(bench);
        let store = &hands.store;
        new.register(store);
        hands.pass(bench, 10);
        add(store, &new.id, noted()).unwrap();
        // Somebody sets the clock a day forth.
        bench.hand.advance_minutes(24 * 60);
        let refused = add(store, &new.id, noted()).unwrap_err();
        assert!(matches!(refused, StoreError::Clock(ClockFault::Ahead(86_400))), "{refused:?}");
        assert_eq!(store.clock(), Err(ClockFault::Ahead(86_400)));
        assert!(matches!(store.writable(), Err(StoreError::Clock(_))));
        assert_eq!(store.stats().held, 1);
        assert_eq!(store.history(&new.id).unwrap().len(), 2);
        // Who reads must be able to sign in; and what rules refuse by a wrong clock is not said.
        store.record_blocking(Batch::default().row(SideRow::Session(session()))).unwrap();
        assert!(store.session("s1", morning()).unwrap().is_some());
        let ruled: Result<(), StoreError> = store
            .act_blocking(|_| Reads::default(), |_| Err(StoreError::Invalid("too late by the rules".into())));
        assert!(matches!(ruled, Err(StoreError::Clock(_))), "{ruled:?}");
        // Somebody sets it right: it goes on, and nothing is held at the wrong instant.
        bench.hand.advance_minutes(-24 * 60);
        assert_eq!(store.clock(), Ok(()));
        let revision = add(store, &new.id, noted());
        assert!(revision.is_ok(), "{revision:?}");
        assert_eq!(store.history(&new.id).unwrap()[2].at, bench.hand.now());
        // Back is wrong as well, below what is recorded.
        bench.hand.advance_minutes(-1);
        let refused = add(store, &new.id, noted()).unwrap_err();
        assert!(matches!(refused, StoreError::Clock(ClockFault::BehindRecord(60))), "{refused:?}");
        hands.pass(bench, 1);
        add(store, &new.id, noted()).unwrap();
    });
}

#[test]
fn a_store_with_records_of_the_future_waits_until_they_are_past() {
    on_each(|bench| {
        if bench.name != "sqlite" {
            return;
        }
        let new = New::number(1);
        bench.hand.advance_minutes(60);
        new.register(&bench.store);
        bench.hand.advance_minutes(-60);
        let hands = Hands::over(bench);
        assert_eq!(hands.store.clock(), Err(ClockFault::BehindRecord(3600)));
        assert!(matches!(add(&hands.store, &new.id, noted()), Err(StoreError::Clock(_))));
        hands.pass(bench, 60);
        add(&hands.store, &new.id, noted()).unwrap();
    });
}

#[test]
fn work_with_instants_of_its_own_is_not_guarded() {
    on_each(|bench| {
        if bench.database.is_some() {
            return;
        }
        let hands = Hands::over(bench);
        hands.store.clock().unwrap();
        bench.hand.advance_minutes(24 * 60);
        let past = morning().saturating_sub(SignedDuration::from_hours(24 * 30));
        let batch = New::number(1).batch();
        let done: Result<(), StoreError> = hands.store.bulk(|bulk| {
            bulk.act(Some(past), |_| Reads::default(), |_| Ok::<_, StoreError>(((), batch.clone())))
        });
        done.unwrap();
    });
}

#[test]
fn a_servers_clock_is_looked_at() {
    on_each(|bench| {
        if bench.database.is_none() {
            return;
        }
        // The hand stands in 2019; the server's clock does not.
        let hands = Hands::over(bench);
        assert!(matches!(hands.store.clock(), Err(ClockFault::BehindServer(_))), "{:?}", hands.store.clock());
        let new = New::number(1);
        let refused = hands.store.record_blocking(new.batch()).unwrap_err();
        assert!(matches!(refused, StoreError::Clock(_)), "{refused:?}");
    });
}
