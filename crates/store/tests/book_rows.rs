//! Books beside the dossiers: entries, money and consignments follow from the journal, on every engine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use common::{New, add, dossier_id, morning, officer, on_each, person, unit};
use domain::dossier::event::{PaymentMethod, Slip};
use domain::dossier::{Actor, Event};
use domain::ids::DossierId;
use law::{qc1722, qd45_2016};
use store::{
    Batch, CounterKey, EntryQuery, InTill, Loaded, MoneyKind, Reads, StoreError, Till, entry_stream,
};

fn entry(number: u32, state: &str) -> String {
    format!(
        r#"{{"unit":"quay-01","series":"quay-01","year":2019,"number":{number},"state":"{state}","subject":"x","body":{{}}}}"#
    )
}

fn note(id: &str, json: String) -> Batch {
    Batch::default().note(entry_stream("guidance", id).name(), "given", json, &officer())
}

#[test]
fn an_entry_is_the_last_note_of_its_stream() {
    on_each(|bench| {
        let store = &bench.store;
        store.record_blocking(note("a", entry(1, "open"))).unwrap();
        bench.hand.advance_minutes(1);
        store.record_blocking(note("b", entry(2, "open"))).unwrap();
        bench.hand.advance_minutes(1);
        store.record_blocking(note("a", entry(1, "closed"))).unwrap();
        let found = store.entry("guidance", "a").unwrap().unwrap();
        assert_eq!((found.number, found.state.as_str(), found.revision), (Some((2019, 1)), "closed", 2));
        assert_eq!(found.began_at, morning());
        assert!(found.at > found.began_at);

        let query = EntryQuery { limit: 1, ..EntryQuery::of("guidance") };
        let first = store.entries(&query).unwrap();
        assert_eq!(first.items[0].id, "b");
        let second = store.entries(&EntryQuery { cursor: first.next_cursor, ..query }).unwrap();
        assert_eq!(second.items[0].id, "a");
        assert_eq!(second.next_cursor, None);
        let open = EntryQuery { state: Some("open".to_owned()), ..EntryQuery::of("guidance") };
        assert_eq!(store.entries(&open).unwrap().items.len(), 1);
        assert_eq!(store.verify(&mut |_, _| {}).unwrap().findings, []);
    });
}

#[test]
fn a_number_is_given_once_and_a_broken_entry_is_not_recorded() {
    on_each(|bench| {
        let store = &bench.store;
        store.record_blocking(note("a", entry(1, "open"))).unwrap();
        assert!(matches!(store.record_blocking(note("b", entry(1, "open"))), Err(StoreError::Conflict(_))));
        assert!(matches!(store.record_blocking(note("c", "{}".to_owned())), Err(StoreError::Invalid(_))));
        assert_eq!(store.entries(&EntryQuery::of("guidance")).unwrap().items.len(), 1);
        assert_eq!(store.verify(&mut |_, _| {}).unwrap().findings, []);
    });
}

fn paid(amount: i64, receipt: &str) -> Event {
    let basis = qc1722::D18_K6_B;
    Event::FeeRecorded { amount, method: PaymentMethod::Cash, receipt: receipt.to_owned(), basis }
}

fn transferred(amount: i64) -> Event {
    let (method, basis) = (PaymentMethod::Transfer, qc1722::D18_K6_B);
    Event::FeeRecorded { amount, method, receipt: "FT".to_owned(), basis }
}

#[test]
fn money_goes_to_the_till_of_whoever_took_it() {
    on_each(|bench| {
        let (store, id, basis) = (&bench.store, dossier_id(1), qc1722::D18_K6_B);
        New::number(1).register(store);
        add(store, &id, vec![paid(50_000, "R1"), paid(30_000, "R2")]).unwrap();
        let Actor::Staff { person: cashier, unit: desk } = officer() else { panic!("an officer") };
        let till = Till { unit: desk.clone(), person: cashier };
        let rows = store.till(&till).unwrap();
        assert_eq!(rows.iter().map(|row| row.amount).collect::<Vec<_>>(), [50_000, 30_000]);
        // The shift is closed behind them; a void by somebody else then falls on the same till.
        add(store, &id, vec![transferred(7_000)]).unwrap();
        let seen = store.in_till(&till, 1).unwrap();
        assert_eq!((seen.movements, seen.sum, seen.newest), (2, 80_000, vec![rows[1].clone()]), "cash alone");
        let upto = u64::try_from(store.till(&till).unwrap()[2].position).unwrap();
        store.record_blocking(Batch::default().counter(CounterKey(till.counter()), upto)).unwrap();
        assert_eq!(store.till(&till).unwrap(), []);
        assert_eq!(store.in_till(&till, 1).unwrap(), InTill::default());
        let second = Actor::Staff { person: person("khac"), unit: desk };
        let void =
            Event::FeeVoided { receipt: "R1".to_owned(), amount: 50_000, reason: "nhầm".to_owned(), basis };
        store.record_blocking(Batch::default().append(&id, &second, vec![void])).unwrap();
        let (own, read) = (till.clone(), till.clone());
        let seen = store.act_blocking(
            move |_| Reads::default().till(read.clone()),
            move |loaded| -> Result<_, StoreError> { Ok((loaded.till().to_vec(), Batch::default())) },
        );
        let rows = seen.unwrap();
        assert_eq!(rows, store.till(&own).unwrap());
        let left = store.in_till(&own, 50).unwrap();
        assert_eq!((left.movements, left.sum, &left.newest), (1, -50_000, &rows));
        assert_eq!(
            rows.iter().map(|row| (row.kind, row.amount)).collect::<Vec<_>>(),
            [(MoneyKind::Voided, -50_000)]
        );
        let all = store.money_between(morning(), bench.hand.now().tomorrow().unwrap()).unwrap();
        assert_eq!(all.iter().map(|row| row.amount).sum::<i64>(), 37_000);
        assert_eq!(store.verify(&mut |_, _| {}).unwrap().findings, []);
        store.rebuild_projections(&mut |_, _| {}).unwrap();
        assert_eq!(store.till(&own).unwrap(), rows);
        assert_eq!(store.verify(&mut |_, _| {}).unwrap().findings, []);
    });
}

#[test]
fn what_a_transfer_has_paid_is_found_until_it_is_voided() {
    on_each(|bench| {
        let (store, first, second) = (&bench.store, dossier_id(1), dossier_id(2));
        New::number(1).register(store);
        New::number(2).register(store);
        let basis = qc1722::D18_K6_B;
        let transfer = |receipt: &str| Event::FeeRecorded {
            amount: 50_000,
            method: PaymentMethod::Transfer,
            receipt: receipt.to_owned(),
            basis,
        };
        add(store, &first, vec![transfer("FT1"), paid(10_000, "R1")]).unwrap();
        let used = |receipt: &str, own: &DossierId| {
            let (receipt, own) = (receipt.to_owned(), own.clone());
            let reads = move |_| Reads { receipt: Some(receipt.clone()), ..Reads::default() };
            let found = move |loaded: &Loaded| -> Result<_, StoreError> {
                Ok((loaded.proof_paid(&own).cloned(), Batch::default()))
            };
            store.act_blocking(reads, found).unwrap()
        };
        assert_eq!(used("FT1", &second), Some(first.clone()));
        assert_eq!(used("FT1", &first), None, "its own");
        assert_eq!((used("FT2", &second), used("", &second)), (None, None));
        assert_eq!(used("R1", &second), None, "books of cash receipts count alike at each desk");
        let void =
            Event::FeeVoided {
                receipt: "FT1".to_owned(), amount: 50_000, reason: "nhầm".to_owned(), basis
            };
        add(store, &first, vec![void]).unwrap();
        assert_eq!(used("FT1", &second), None);
    });
}

#[test]
fn a_consignment_leads_to_its_dossier() {
    on_each(|bench| {
        let (store, id) = (&bench.store, dossier_id(1));
        New::number(1).register(store);
        let arrived = Event::ReceivedByPost {
            minute: Slip { year: 2019, number: 1 },
            signed_at: morning(),
            consignment: "EA123456789VN".to_owned(),
            postage: 0,
            collected: 0,
            basis: qd45_2016::D7,
        };
        let line = Batch::default().note(
            entry_stream("post-line", "EA123456789VN").name(),
            "x",
            entry(1, "received"),
            &officer(),
        );
        store.record_blocking(line).unwrap();
        let waiting =
            EntryQuery { not_taken_in: true, unit: Some(unit("quay-01")), ..EntryQuery::of("post-line") };
        assert_eq!(store.entries(&waiting).unwrap().items.len(), 1);
        add(store, &id, vec![arrived]).unwrap();
        assert_eq!(store.entries(&waiting).unwrap().items, []);
        let found = store.consignments("EA123456789VN").unwrap();
        assert_eq!((found.len(), &found[0].dossier, found[0].out), (1, &id, false));
        bench.hand.advance_minutes(10);
        let list = Slip { year: 2019, number: 7 };
        let consignment = "EB000000001VN".to_owned();
        let given = Event::GivenToPost { consignment, list, postage: 0, collect: 0, basis: qc1722::D18_K6_C };
        add(store, &id, vec![given]).unwrap();
        let minutes = |minutes: i64| morning().saturating_add(jiff::Span::new().minutes(minutes));
        let sent = store.sent_between(morning(), minutes(11)).unwrap();
        assert_eq!((sent.len(), sent[0].number.as_str()), (1, "EB000000001VN"), "what came in is not sent");
        assert_eq!(store.sent_between(morning(), minutes(10)).unwrap(), []);
        assert_eq!(store.verify(&mut |_, _| {}).unwrap().findings, []);
    });
}
