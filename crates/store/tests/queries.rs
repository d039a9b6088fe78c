//! Lists and boards: all engines agree on random dossiers, and with filters written out here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::collections::BTreeSet;

use common::{
    Bench, Chance, New, accepted, add, dossier_id, memory, on_each, person, postgres, samples, sqlite, unit,
};
use domain::dossier::Told;
use domain::dossier::{Event, Stage};
use jiff::civil::{Date, DateTime, date};
use store::{
    AlarmKind, BoardCell, DossierRow, Figure, Page, Ref, Scope, SearchQuery, Solved, Store, StoreError, View,
    WorklistQuery,
};

const UNITS: [&str; 4] = ["quay-1", "so-xd", "so-xd.vp", "trung-tam"];
const NAMES: [&str; 6] =
    ["nguyen van an", "tran thi binh", "le van", "cong ty 100%_xanh", "ho o", "nguyen \"an\""];

fn now() -> DateTime {
    date(2019, 9, 4).at(10, 0, 0, 0)
}

fn tomorrow() -> Date {
    date(2019, 9, 5)
}

/// The same random days in each store, one act at a time.
fn fill(benches: &[&Bench], seed: u64, dossiers: u64, steps: u64) {
    let mut chance = Chance(seed);
    let mut acts: Vec<(u64, Option<Event>, New)> = Vec::new();
    for n in 0..dossiers {
        let mut new = New::number(n);
        new.desk = *chance.pick(&["quay-1", "quay-2"]);
        new.agency = *chance.pick(&["so-xd", "so-tnmt"]);
        new.field = *chance.pick(&["xay-dung", "dat-dai"]);
        new.name = format!("{} {n}", chance.pick(&NAMES));
        new.account = *chance.pick(&[None, Some("congdan")]);
        acts.push((n, None, new));
    }
    let mut kinds = samples();
    for kind in &mut kinds {
        // The rows beside the journal that the samples name do not exist here.
        if let Event::HandedOver { receiver, .. } = kind {
            *receiver = None;
        }
    }
    for step in 0..steps {
        let n = chance.below(dossiers);
        let event = match chance.below(4) {
            0 => {
                let day = i8::try_from(chance.below(5) + 2).unwrap();
                let due = date(2019, 9, day).at(*chance.pick(&[9, 10, 17]), 0, 0, 0);
                accepted(&format!("000.00.19.H36-190814-{:04}", step + 1), due, u32::try_from(step).unwrap())
            }
            1 => Event::Transferred {
                from: unit("quay-1"),
                to: unit(chance.pick::<&str>(&UNITS)),
                paper: chance.below(2) == 0,
                basis: law::qc1722::D18_K1_A,
            },
            _ => chance.pick(&kinds[1..]).clone(),
        };
        // One code belongs to one dossier.
        let event = if matches!(&event, Event::Accepted { code, .. } if code.sequence() == 1) {
            Event::Noted { text: "x".into() }
        } else {
            event
        };
        acts.push((n, Some(event), New::number(n)));
    }
    for (n, event, new) in acts {
        let minutes = i64::try_from(chance.below(60)).unwrap();
        let mut results = Vec::new();
        for bench in benches {
            bench.hand.advance_minutes(minutes);
            results.push(match &event {
                None => bench.store.record_blocking(new.batch()).map(|_| 1),
                Some(event) => add(&bench.store, &dossier_id(n), vec![event.clone()]),
            });
        }
        assert!(results.iter().all(|own| *own == results[0]), "{results:?}");
        assert!(results[0].is_ok(), "{results:?}");
    }
}

/// All pages, with every row once, in rising or falling order.
fn all(mut page: impl FnMut(Option<String>) -> Page<DossierRow>) -> Vec<DossierRow> {
    let (mut rows, mut cursor) = (Vec::new(), None);
    loop {
        let next = page(cursor);
        assert!(!(next.items.is_empty() && next.next_cursor.is_some()), "an empty page that goes on");
        rows.extend(next.items);
        cursor = next.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    let ids: BTreeSet<_> = rows.iter().map(|row| row.id.clone()).collect();
    assert_eq!(ids.len(), rows.len(), "a row came on two pages");
    rows
}

/// The two lists of turns page for page on both engines, each row once, and whole.
fn turns_agree(a: &Store, b: &Store) {
    fn pages<T>(mut page: impl FnMut(Option<String>) -> Page<T>) -> Vec<T> {
        let (mut rows, mut cursor) = (Vec::new(), None);
        loop {
            let next = page(cursor);
            rows.extend(next.items);
            cursor = next.next_cursor;
            if cursor.is_none() {
                return rows;
            }
        }
    }
    let units: Vec<_> = UNITS.iter().map(|id| unit(id)).collect();
    let told = |store: &Store, kind, units: Option<&[domain::ids::UnitId]>, limit| {
        pages(|cursor| store.supervision(kind, units, cursor.as_deref(), limit).unwrap())
    };
    let whole = told(a, None, None, 3);
    assert_eq!(whole, told(b, None, None, 4));
    assert!(whole.is_sorted_by_key(|row| std::cmp::Reverse(row.at)), "the newest first");
    let keys: BTreeSet<_> = whole.iter().map(|row| (row.dossier.clone(), row.revision)).collect();
    assert_eq!(keys.len(), whole.len(), "a row came on two pages");
    let mut by_kind = 0;
    for kind in Told::ALL {
        let of = told(a, Some(kind), None, 2);
        assert_eq!(of, told(b, Some(kind), None, 9));
        assert!(of.iter().all(|row| row.kind == kind));
        by_kind += of.len();
    }
    assert_eq!(by_kind, whole.len());
    assert!(by_kind > 0, "nobody was told anything");
    let own = told(a, None, Some(&units[..1]), 3);
    assert_eq!(own, told(b, None, Some(&units[..1]), 3));
    assert!(own.iter().all(|row| row.unit == units[0]));
    assert_eq!(told(a, None, Some(&[]), 3), []);
    for open_only in [false, true] {
        let asked = |store: &Store, units: &[domain::ids::UnitId], limit| {
            pages(|cursor| store.opinions(units, open_only, cursor.as_deref(), limit).unwrap())
        };
        let rows = asked(a, &units, 2);
        assert_eq!(rows, asked(b, &units, 5));
        assert!(rows.is_sorted_by_key(|row| row.answer_by), "the one that is due first, first");
        assert!(!open_only || rows.iter().all(|row| row.answered_at.is_none()));
        assert_eq!(asked(a, &[], 5), []);
    }
}

fn scopes() -> Vec<Scope> {
    vec![
        Scope::All,
        Scope::Unit(unit("so-xd")),
        Scope::Unit(unit("quay-1")),
        Scope::Agency(vec![unit("so-xd"), unit("so-xd.vp")]),
        Scope::Agency(vec![]),
        Scope::Desks(vec![unit("quay-2")]),
        Scope::Desks(vec![unit("quay-1"), unit("quay-2")]),
        Scope::Desks(vec![]),
        Scope::Post,
        Scope::Account(person("congdan")),
    ]
}

fn list(store: &Store, view: View, scope: &Scope, limit: usize) -> Vec<DossierRow> {
    all(|cursor| {
        let scope = scope.clone();
        store
            .worklist(&WorklistQuery { view, scope, now: now(), tomorrow: tomorrow(), cursor, limit })
            .unwrap()
    })
}

fn found(store: &Store, text: &str, scope: &Scope, limit: usize) -> Vec<DossierRow> {
    all(|cursor| {
        store.search(&SearchQuery { text: text.into(), scope: scope.clone(), cursor, limit }).unwrap()
    })
}

#[test]
fn the_engines_agree_on_random_dossiers() {
    for seed in 1..=3 {
        let (memory, sqlite, postgres) = (memory(), sqlite(), postgres());
        fill(&[&memory, &sqlite, &postgres], seed, 40, 400);
        // What is plain to see in memory is the model of the other two.
        agree(&memory.store, &sqlite.store);
        agree(&memory.store, &postgres.store);
    }
}

/// A large office is counted up to a number over all its desks, and says that there are more.
#[test]
fn a_scope_is_counted_up_to_a_number() {
    let most = u64::from(store::COUNTED);
    for bench in [sqlite(), postgres()] {
        for (n, counted, more) in [(most, most, false), (most + 1, most, true)] {
            let begun = bench.store.counts(&Scope::All, now(), tomorrow()).unwrap().of(View::All);
            let file = |bulk: &mut store::Bulk<'_>| {
                (begun..n).try_for_each(|n| {
                    let desk = if n % 2 == 0 { "quay-1" } else { "quay-2" };
                    let batch = New { desk, ..New::number(n) }.batch();
                    bulk.act(None, |_| store::Reads::default(), |_| Ok::<_, StoreError>(((), batch)))
                })
            };
            bench.store.bulk(file).unwrap();
            for scope in [Scope::All, Scope::Desks(vec![unit("quay-1"), unit("quay-2")])] {
                let counts = bench.store.counts(&scope, now(), tomorrow()).unwrap();
                assert_eq!((counts.of(View::Submitted), counts.more), (counted, more), "{n} {scope:?}");
            }
            let half = bench.store.counts(&Scope::Desks(vec![unit("quay-1")]), now(), tomorrow()).unwrap();
            assert_eq!((half.of(View::Submitted), half.more), (n.div_ceil(2), false), "{n}");
            let extent = bench.store.extent(now()).unwrap();
            assert_eq!((extent.records, extent.dossiers, extent.open), (n, n, n), "whoever measures has all");
        }
    }
}

/// A collector asks every few seconds, so what it asks reads neither the dossiers nor the histories.
#[test]
fn how_much_there_is_is_known_without_reading_it() {
    for bench in [sqlite(), postgres()] {
        fill(&[&bench], 3, 40, 400);
        let before = bench.store.extent(now()).unwrap();
        assert_eq!(Ok((before.records, before.dossiers)), bench.store.size());
        assert!(0 < before.overdue && before.overdue < before.open && before.open < 40, "{before:?}");
        bench.sql("ALTER TABLE dossier RENAME TO dossier_kept").unwrap();
        assert_eq!(bench.store.extent(now()).unwrap(), before, "{}", bench.name);
        assert!(bench.store.size().is_err(), "which does count them");
    }
}

fn agree(a: &Store, b: &Store) {
    assert_eq!(a.extent(now()).unwrap(), b.extent(now()).unwrap());
    for n in 0..40 {
        assert_eq!(a.history(&dossier_id(n)).unwrap(), b.history(&dossier_id(n)).unwrap());
        let by = Ref::Id(dossier_id(n));
        assert_eq!(a.find(&by).unwrap(), b.find(&by).unwrap());
    }
    let mut seen = 0;
    for scope in scopes() {
        let (left, right) =
            (a.counts(&scope, now(), tomorrow()).unwrap(), b.counts(&scope, now(), tomorrow()).unwrap());
        assert_eq!(left, right, "{scope:?}");
        for view in View::ALL {
            let rows = list(a, view, &scope, 7);
            assert_eq!(rows, list(b, view, &scope, 5), "{view:?} {scope:?}");
            assert_eq!(left.of(view), rows.len() as u64, "{view:?} {scope:?}");
            seen += rows.len();
        }
        for text in
            ["nguyen", "van an", "an", "100%", "%_", "\"an\"", "0912", "091200001", "000.00.19", "zzz", "x"]
        {
            assert_eq!(found(a, text, &scope, 3), found(b, text, &scope, 4), "{text} {scope:?}");
        }
        let recent =
            |store: &Store, limit| all(|cursor| store.recent(&scope, cursor.as_deref(), limit).unwrap());
        assert_eq!(recent(a, 6), recent(b, 11));
    }
    assert!(seen > 100, "the lists were nearly empty: {seen}");
    let (from, to) = (date(2019, 8, 14), date(2019, 8, 18));
    let board = a.board(from, to, now()).unwrap();
    assert_eq!(board, b.board(from, to, now()).unwrap());
    assert!(!board.is_empty());
    for line in &board {
        for figure in Figure::ALL {
            let cell = BoardCell {
                unit: line.unit.clone(),
                field: Some(line.field.clone()),
                figure,
                from,
                to,
                now: now(),
            };
            let rows = all(|cursor| a.drill(&cell, cursor.as_deref(), 3).unwrap());
            assert_eq!(rows, all(|cursor| b.drill(&cell, cursor.as_deref(), 4).unwrap()));
            assert_eq!(rows.len() as u64, line.get(figure), "{cell:?}");
        }
    }
    assert_eq!(a.due_alarms(now(), 100).unwrap(), b.due_alarms(now(), 100).unwrap());
    assert!(!a.due_alarms(now(), 100).unwrap().is_empty());
    for desk in ["quay-1", "quay-2"] {
        let register =
            |store: &Store| all(|cursor| store.register(&unit(desk), 2019, cursor.as_deref(), 3).unwrap());
        assert_eq!(register(a), register(b));
        assert!(register(a).is_sorted_by_key(|row| row.register_number));
    }
    for store in [a, b] {
        // These histories are any events in any order: no counter gave their numbers.
        let mut findings = store.verify(&mut |_, _| {}).unwrap().findings;
        findings.retain(|own| !own.place.starts_with("counter") && !own.place.starts_with("number"));
        assert_eq!(findings, []);
    }
    turns_agree(a, b);
}

/// Each view against its sentence, written out once more.
#[test]
fn a_view_is_what_its_name_says() {
    on_each(|bench| {
        fill(&[bench], 77, 200, 800);
        let rows: Vec<DossierRow> =
            (0..200).map(|n| bench.store.find(&Ref::Id(dossier_id(n))).unwrap().unwrap()).collect();
        let says = |row: &DossierRow, view: View| {
            let runs = matches!(row.stage, Stage::Accepted | Stage::InTransit | Stage::Processing)
                || (row.stage == Stage::ResultSent && row.result_at.is_none());
            let due = row.due.filter(|_| runs);
            let today = now().date();
            row.closed_at.is_none()
                && match view {
                    View::Overdue => due.is_some_and(|due| due < now()),
                    View::Today => due.is_some_and(|due| due.date() == today && due >= now()),
                    View::Tomorrow => due.is_some_and(|due| due.date() == tomorrow()),
                    View::New => {
                        matches!(row.stage, Stage::Submitted | Stage::InTransit | Stage::ResultSent)
                            || (row.stage == Stage::Processing && row.untaken)
                    }
                    View::Waiting => {
                        matches!(row.stage, Stage::Guided | Stage::SupplementAsked | Stage::ClockStopped)
                    }
                    View::Consultation => row.consulting,
                    View::Call => row.to_call || (row.stage == Stage::ResultReady && row.told_at.is_none()),
                    View::WithPost => row.stage == Stage::WithPost,
                    View::All => true,
                    View::InTransit => matches!(row.stage, Stage::InTransit | Stage::ResultSent),
                    View::ResultReady => row.stage == Stage::ResultReady,
                    View::Submitted => row.stage == Stage::Submitted,
                }
        };
        for view in View::ALL {
            let expected: BTreeSet<_> =
                rows.iter().filter(|row| says(row, view)).map(|row| row.id.clone()).collect();
            let listed: BTreeSet<_> =
                list(&bench.store, view, &Scope::All, 200).into_iter().map(|row| row.id).collect();
            assert_eq!(listed, expected, "{view:?}");
            assert!(!expected.is_empty(), "{view:?} has nothing to show");
        }
        let unit_rows = list(&bench.store, View::All, &Scope::Unit(unit("so-xd")), 200);
        let here = |row: &&DossierRow| {
            row.closed_at.is_none()
                && (row.holder_unit == unit("so-xd") || row.in_transit_to == Some(unit("so-xd")))
        };
        assert_eq!(unit_rows.len(), rows.iter().filter(here).count());
    });
}

#[test]
fn early_on_time_and_late_are_judged_by_the_promise() {
    on_each(|bench| {
        let due = date(2019, 9, 4).at(17, 0, 0, 0);
        let table = [
            (date(2019, 9, 3).at(17, 0, 0, 0), false, Solved::Early),
            (date(2019, 9, 4).at(7, 0, 0, 0), false, Solved::OnTime),
            // Overdue stays late although the clock began anew.
            (date(2019, 9, 4).at(8, 0, 0, 0), true, Solved::Late),
            (due, false, Solved::OnTime),
            (date(2019, 9, 4).at(17, 0, 0, 1_000), false, Solved::Late),
        ];
        let mut figures = [0_u64; 3];
        for (n, (at, marked, expected)) in (0_u32..).zip(table) {
            bench.hand.set(date(2019, 8, 14).at(8, 0, 0, 0));
            New::number(n.into()).register(&bench.store);
            let id = dossier_id(n.into());
            let mut events = vec![accepted(&format!("000.00.19.H36-190814-{:04}", n + 1), due, n)];
            if marked {
                let basis = law::qc1722::D18_K1_A;
                events.push(Event::BecameOverdue { due, holder_unit: unit("so-xd"), basis });
            }
            let confirmed = samples().into_iter().find(|event| event.kind() == "result-confirmed").unwrap();
            bench
                .store
                .bulk(|bulk| -> Result<(), store::StoreError> {
                    for (at, event) in
                        events.into_iter().map(|own| (bench.hand.now(), own)).chain([(at, confirmed)])
                    {
                        bulk.act(
                            Some(at),
                            |_| store::Reads::dossier(&id),
                            |_| {
                                Ok::<_, store::StoreError>((
                                    (),
                                    store::Batch::default().append(&id, &common::officer(), vec![event]),
                                ))
                            },
                        )?;
                    }
                    Ok(())
                })
                .unwrap();
            let row = bench.store.find(&Ref::Id(id)).unwrap().unwrap();
            assert_eq!((row.solved, row.result_at), (Some(expected), Some(at)), "{at}");
            figures[usize::from(expected != Solved::Early) + usize::from(expected == Solved::Late)] += 1;
        }
        let board = bench.store.board(date(2019, 9, 1), date(2019, 9, 30), now()).unwrap();
        assert_eq!(board.len(), 1);
        assert_eq!([board[0].solved_early, board[0].solved_on_time, board[0].solved_late], figures);
    });
}

#[test]
fn an_alarm_rings_at_the_promised_instant_until_an_event_says_so() {
    on_each(|bench| {
        let due = date(2019, 9, 4).at(17, 0, 0, 0);
        New::number(1).register(&bench.store);
        let (_, id) = (common::accept(&bench.store, &dossier_id(1)).unwrap(), dossier_id(1));
        let rung = [(id.clone(), AlarmKind::Rung)];
        let morning = date(2019, 9, 3).at(8, 0, 0, 0);
        let before = date(2019, 9, 3).at(7, 59, 59, 999_999_000);
        assert_eq!(bench.store.due_alarms(before, 9).unwrap(), []);
        assert_eq!(bench.store.due_alarms(morning, 9).unwrap(), rung, "the warning");
        bench.hand.set(morning);
        let told = samples().into_iter().find(|event| event.kind() == "notice-queued").unwrap();
        add(&bench.store, &id, vec![told]).unwrap();
        let before = date(2019, 9, 4).at(16, 59, 59, 999_999_000);
        assert_eq!(bench.store.due_alarms(before, 9).unwrap(), []);
        assert_eq!(bench.store.due_alarms(due, 9).unwrap(), rung);
        let after = date(2019, 9, 4).at(17, 0, 0, 1_000);
        let basis = law::qc1722::D18_K1_A;
        add(&bench.store, &id, vec![Event::BecameOverdue { due, holder_unit: unit("so-xd"), basis }])
            .unwrap();
        assert_eq!(bench.store.due_alarms(after, 9).unwrap(), []);
        let moved = Event::PromiseRecounted {
            promise: common::promise(due, true),
            warn_by: due,
            supplement_by: None,
            transfer_by: None,
            basis,
        };
        add(&bench.store, &id, vec![moved]).unwrap();
        assert_eq!(bench.store.due_alarms(after, 9).unwrap(), [(id, AlarmKind::Recount)]);
    });
}

#[test]
fn a_foreign_cursor_is_refused() {
    on_each(|bench| {
        for cursor in ["", "x", "1", "x.y"] {
            let refused = bench.store.recent(&Scope::All, Some(cursor), 5);
            assert!(matches!(refused, Err(store::StoreError::Invalid(_))), "{cursor}");
        }
    });
}
