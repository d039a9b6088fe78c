//! Many acts in a stream: decided on one thread while another writes, on every engine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stderr,
    reason = "a test stops at the first surprise"
)]

mod common;

use common::{New, add, dossier_id, officer, on_each};
use domain::dossier::Event;
use domain::dossier::event::PaymentMethod;
use law::qc1722;
use store::{Batch, Bulk, CounterKey, Loaded, Reads, Ref, StoreError};

fn key() -> CounterKey {
    CounterKey("quyen-01/2019".into())
}

fn transfer(receipt: &str) -> Event {
    Event::FeeRecorded {
        amount: 50_000,
        method: PaymentMethod::Transfer,
        receipt: receipt.to_owned(),
        basis: qc1722::D18_K6_B,
    }
}

/// Gives the next number, and says whether others paid with the receipt.
fn look(bulk: &mut Bulk<'_>, receipt: &str) -> Result<(u64, bool), StoreError> {
    let (mut reads, receipt) = (Reads::default().counter("quyen-01/2019"), receipt.to_owned());
    reads.receipt = Some(receipt);
    let decide = |loaded: &Loaded| {
        let last = loaded.counter(&key()) + 1;
        let paid = loaded.proof_paid(&dossier_id(77)).is_some();
        Ok(((last, paid), Batch::default().counter(key(), last)))
    };
    bulk.act(None, |_| reads.clone(), decide)
}

fn pay(bulk: &mut Bulk<'_>, n: u64, receipt: &str) -> Result<(), StoreError> {
    let id = dossier_id(n);
    let batch = Batch::default().append(&id, &officer(), vec![transfer(receipt)]);
    bulk.act(None, |_| Reads::dossier(&id), |_| Ok(((), batch.clone())))
}

/// Nothing that an act needs is asked of the connection that writes; so all of it must be known.
#[test]
fn a_stream_knows_what_was_there_and_what_it_recorded() {
    on_each(|bench| {
        let store = &bench.store;
        store.record_blocking(Batch::default().counter(key(), 7)).unwrap();
        New::number(1).register(store);
        New::number(2).register(store);
        add(store, &dossier_id(1), vec![transfer("FT1")]).unwrap();
        let (mut seen, mut round) = (Vec::new(), 0);
        store
            .stream(|bulk| {
                round += 1;
                if round == 2 {
                    pay(bulk, 2, "FT2")?;
                }
                for receipt in ["FT1", "FT2", "FT3"] {
                    seen.push(look(bulk, receipt)?);
                }
                Ok::<_, StoreError>(round < 3)
            })
            .unwrap();
        let expected = [
            (8, true),
            (9, false),
            (10, false),
            (11, true),
            (12, true),
            (13, false),
            (14, true),
            (15, true),
            (16, false),
        ];
        assert_eq!(seen, expected);
        let last = store.act_blocking(
            |_| Reads::default().counter("quyen-01/2019"),
            |loaded| Ok::<_, StoreError>((loaded.counter(&key()), Batch::default())),
        );
        assert_eq!(last, Ok(16));
    });
}

/// The seal after a stream is made of what streamed, and covers what it would have covered by reading all of it again.
#[test]
fn what_streamed_is_sealed_with_what_was_before() {
    on_each(|bench| {
        let store = &bench.store;
        for (round, sealed) in [(0, true), (1, false), (2, true)] {
            New::number(10 * round + 1).register(store);
            let mut next = 10 * round + 2;
            store
                .stream(|bulk| {
                    let batch = New::number(next).batch();
                    bulk.act(None, |_| Reads::default(), |_| Ok::<_, StoreError>(((), batch.clone())))?;
                    next += 1;
                    Ok::<_, StoreError>(next < 10 * round + 6)
                })
                .unwrap();
            if !sealed {
                // One more record than streamed.
                New::number(10 * round + 6).register(store);
            }
            let seal = store.seal(store.now()).unwrap().expect("something to seal");
            assert_eq!(i64::try_from(store.size().unwrap().0).unwrap(), seal.last);
            assert_eq!(seal.count, seal.last - seal.first + 1);
            assert_eq!(store.seal(store.now()).unwrap(), None);
        }
        assert_eq!(store.verify(&mut |_, _| {}).unwrap().findings, []);
    });
}

/// How a dossier is shown waits for the commit that many acts share; whoever reads, then or in between, sees all of it.
#[test]
fn what_streamed_is_shown_as_if_each_act_had_been_written_alone() {
    on_each(|bench| {
        let store = &bench.store;
        New::number(1).register(store);
        let mut round = 0;
        store
            .stream(|bulk| {
                round += 1;
                let new = New::number(round + 1).batch();
                bulk.act(None, |_| Reads::default(), |_| Ok::<_, StoreError>(((), new.clone())))?;
                // One of before the stream, one of before the last commit, one of this one.
                for n in [1, 2, round + 1] {
                    pay(bulk, n, &format!("FT{round}-{n}"))?;
                }
                Ok::<_, StoreError>(round < 50)
            })
            .unwrap();
        let report = store.verify(&mut |_, _| {}).unwrap();
        assert_eq!(report.findings, []);
        assert_eq!(store.size().unwrap().1, 51);
        let row = store.find(&Ref::Id(dossier_id(1))).unwrap().expect("it is there");
        assert_eq!(row.revision, 51);
    });
}
