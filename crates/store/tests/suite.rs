//! The promises of the store, kept by every engine.

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
use std::sync::{Arc, Mutex};

use common::{New, add, dossier_id, morning, officer, on_each, person, samples, unit};
use domain::dossier::Event;
use jiff::civil::date;
use store::{
    Account, ApiToken, Batch, CounterKey, IdempotencyKey, Loaded, NewMessage, Reads, Ref, Reference, Session,
    SideRow, StoreError, StreamId, Throttle, from_us, sha256_hex, to_us,
};

fn noted(text: &str) -> Vec<Event> {
    vec![Event::Noted { text: text.into() }]
}

#[test]
fn a_history_comes_back_as_it_was_recorded() {
    on_each(|bench| {
        let new = New::number(1);
        let registered_at = new.register(&bench.store);
        bench.hand.advance_minutes(5);
        let rest: Vec<Event> = samples().into_iter().skip(1).collect();
        add(&bench.store, &new.id, rest.clone()).unwrap();
        let history = bench.store.history(&new.id).unwrap();
        assert_eq!(history.len(), 57);
        assert_eq!(history[0].at, registered_at);
        let recorded: Vec<Event> = history[1..].iter().map(|own| own.event.clone()).collect();
        assert_eq!(recorded, rest);
        let revisions: Vec<u32> = history.iter().map(|own| own.revision).collect();
        assert_eq!(revisions, (1..=57).collect::<Vec<u32>>());
        assert!(history.iter().skip(1).all(|own| own.at == bench.hand.now() && own.by == officer()));
        assert_eq!(bench.store.history(&dossier_id(9)).unwrap(), []);
    });
}

#[test]
fn an_act_that_refuses_records_nothing() {
    on_each(|bench| {
        let new = New::number(1);
        let batch = new.batch();
        let refused: Result<(), StoreError> = bench.store.act_blocking(
            |_| Reads::default(),
            move |_: &Loaded| {
                drop(batch.clone());
                Err(StoreError::Invalid("the rules refuse".into()))
            },
        );
        assert_eq!(refused, Err(StoreError::Invalid("the rules refuse".into())));
        assert_eq!(bench.store.history(&new.id).unwrap(), []);
        assert_eq!(bench.store.find(&Ref::Id(new.id.clone())).unwrap(), None);
    });
}

#[test]
fn an_act_that_contradicts_records_nothing_of_itself() {
    on_each(|bench| {
        New::number(1).register(&bench.store);
        // The private rows of the second collide with those of the first; all of the second is gone.
        let mut second = New::number(2);
        second.name = "khac".into();
        let batch = second
            .batch()
            .private(common::private_row(&format!("a{}", &dossier_id(1).as_str()[1..]), "x", "1", "", "").0)
            .counter(CounterKey("k".into()), 7)
            .send(NewMessage {
                id: "m".into(),
                channel: "sms".into(),
                payload: "{}".into(),
                due_at: morning(),
                dossier: None,
            });
        let conflict = bench.store.record_blocking(batch);
        assert!(matches!(conflict, Err(StoreError::Conflict(_))), "{conflict:?}");
        assert_eq!(bench.store.history(&second.id).unwrap(), []);
        assert_eq!(bench.store.find(&Ref::Id(second.id.clone())).unwrap(), None);
        assert_eq!(bench.store.outbox_message("m").unwrap(), None);
        let counter = bench.store.act_blocking(
            |_| Reads::default().counter("k"),
            |loaded: &Loaded| {
                Ok::<_, StoreError>((loaded.counter(&CounterKey("k".into())), Batch::default()))
            },
        );
        assert_eq!(counter, Ok(0));
        assert!(bench.store.verify(&mut |_, _| {}).unwrap().findings.is_empty());
    });
}

/// Acts that wait together share a commit; the one that fails must not take the others down.
#[test]
fn a_refused_neighbour_takes_nobody_down() {
    on_each(|bench| {
        let gate = Arc::new(Mutex::new(()));
        let held = gate.lock().unwrap();
        let threads: Vec<_> = (0..24_u64)
            .map(|n| {
                let (store, gate) = (bench.store.clone(), Arc::clone(&gate));
                std::thread::spawn(move || {
                    if n == 0 {
                        // Keeps the writer busy until everybody waits.
                        return store.act_blocking(
                            move |_| Reads::default(),
                            move |_: &Loaded| {
                                drop(gate.lock());
                                Ok::<_, StoreError>((morning(), Batch::default()))
                            },
                        );
                    }
                    let new = New::number(n);
                    match n % 4 {
                        0 => store.act_blocking(
                            |_| Reads::default(),
                            |_: &Loaded| {
                                Err::<(jiff::civil::DateTime, Batch), _>(StoreError::Invalid("no".into()))
                            },
                        ),
                        1 => store.act_blocking(
                            |_| Reads::default(),
                            |_: &Loaded| -> Result<(jiff::civil::DateTime, Batch), StoreError> {
                                panic!("a rule with a fault")
                            },
                        ),
                        2 => store.record_blocking(Batch::default().append(
                            &new.id,
                            &officer(),
                            vec![Event::Noted { text: "no registration".into() }],
                        )),
                        _ => store.record_blocking(new.batch()),
                    }
                })
            })
            .collect();
        std::thread::sleep(std::time::Duration::from_millis(100));
        drop(held);
        let done: Vec<_> = threads.into_iter().map(std::thread::JoinHandle::join).collect();
        for (n, result) in done.iter().enumerate().skip(1) {
            match n % 4 {
                3 => assert!(matches!(result, Ok(Ok(_))), "{n}: {result:?}"),
                // In memory the panic is the caller's own.
                1 if bench.name == "memory" => assert!(result.is_err(), "{n}"),
                _ => assert!(matches!(result, Ok(Err(_))), "{n}: {result:?}"),
            }
        }
        for n in (3..24_u64).step_by(4) {
            assert_eq!(bench.store.history(&dossier_id(n)).unwrap().len(), 1, "{n}");
        }
        assert_eq!(bench.store.size().unwrap(), (6, 6));
        if bench.name != "memory" {
            assert!(bench.store.stats().largest_batch > 1, "the acts did not share a commit");
        }
    });
}

#[test]
fn the_second_of_two_who_saw_the_same_revision_is_told() {
    on_each(|bench| {
        let new = New::number(1);
        new.register(&bench.store);
        let seen = 1;
        let attempt = |text: &'static str| {
            let (id, own) = (new.id.clone(), new.id.clone());
            bench.store.act_blocking(
                move |_| Reads::dossier(&own),
                move |loaded: &Loaded| {
                    let now = loaded.revision(&StreamId::from(&id));
                    if now != seen {
                        return Err(StoreError::Conflict(format!("seen {seen}, now {now}")));
                    }
                    Ok((now, Batch::default().append(&id, &officer(), noted(text))))
                },
            )
        };
        assert_eq!(attempt("first"), Ok(1));
        assert_eq!(attempt("second"), Err(StoreError::Conflict("seen 1, now 2".into())));
        assert_eq!(bench.store.history(&new.id).unwrap().len(), 2);
    });
}

#[test]
fn a_repeated_request_sees_its_first_answer() {
    on_each(|bench| {
        let new = New::number(1);
        let request = |actor: &str, fingerprint: &str| {
            let key =
                IdempotencyKey { actor: actor.into(), key: "k-1".into(), fingerprint: fingerprint.into() };
            let batch = new.batch().answer(201, "{\"id\":1}");
            bench.store.act_blocking(
                move |_| Reads::default().idempotent(Some(key.clone())),
                move |loaded: &Loaded| {
                    let seen = (loaded.earlier.clone().map(|own| (own.status, own.body)), loaded.key_reused);
                    let fresh = seen == (None, false);
                    Ok::<_, StoreError>((seen, if fresh { batch.clone() } else { Batch::default() }))
                },
            )
        };
        let first = Some((201, "{\"id\":1}".to_owned()));
        assert_eq!(request("quay", "f1"), Ok((None, false)));
        assert_eq!(request("quay", "f1"), Ok((first, false)));
        assert_eq!(request("quay", "f2"), Ok((None, true)));
        assert_eq!(bench.store.history(&new.id).unwrap().len(), 1);
        // Somebody else's key of the same name is another key: this one runs into the first dossier.
        assert!(matches!(request("other", "f1"), Err(StoreError::Conflict(_) | StoreError::Invalid(_))));
        bench.store.prune(morning().tomorrow().unwrap()).unwrap();
        assert!(matches!(request("quay", "f2"), Err(StoreError::Conflict(_) | StoreError::Invalid(_))));
    });
}

/// What a long time left behind is forgotten a few hundred rows at a time, so that acts go in between.
#[test]
fn much_that_has_ended_is_forgotten_in_slices() {
    on_each(|bench| {
        let session = |n: i64| store::Session {
            id_hash: format!("s{n:05}"),
            person: person("an.nv"),
            started_at: morning(),
            expires_at: from_us(to_us(morning()) + n).unwrap(),
            data: "{}".into(),
        };
        let all =
            (1..=6_000).map(session).fold(Batch::default(), |batch, own| batch.row(SideRow::Session(own)));
        bench.store.record_blocking(all).unwrap();
        let before = from_us(to_us(morning()) + 6_000).unwrap();
        let there = |n: i64| bench.store.session(&session(n).id_hash, morning()).unwrap().is_some();
        let own = bench.store.clone();
        let pruning = std::thread::spawn(move || own.prune(before));
        let mut seen_between = bench.name == "memory";
        while !pruning.is_finished() {
            seen_between |= !there(1) && there(5_999);
        }
        pruning.join().unwrap().unwrap();
        assert!(seen_between, "all of it was one transaction");
        assert!(!there(5_999) && there(6_000), "what ends later stays");
    });
}

/// P3, F08: unique, without gaps, and in the order of acceptance, whoever asks at once.
#[test]
fn codes_under_sixteen_desks_have_no_gap_and_follow_the_clock() {
    on_each(|bench| {
        for n in 0..320 {
            New::number(n).register(&bench.store);
        }
        let taken = Arc::new(Mutex::new(Vec::new()));
        let desks: Vec<_> = (0..16_u64)
            .map(|desk| {
                let (store, hand, taken) = (bench.store.clone(), bench.hand.clone(), Arc::clone(&taken));
                std::thread::spawn(move || {
                    for n in 0..20 {
                        // A clock that jumps about, backwards too.
                        let jump = i64::try_from((desk * 7 + n * 13) % 11).unwrap() - 4;
                        hand.advance_minutes(jump);
                        let (code, at) = common::accept(&store, &dossier_id(desk * 20 + n)).unwrap();
                        taken.lock().unwrap().push((code.sequence(), at, code.to_string()));
                    }
                })
            })
            .collect();
        for desk in desks {
            desk.join().unwrap();
        }
        let mut taken = taken.lock().unwrap().clone();
        taken.sort();
        let sequence: Vec<u32> = taken.iter().map(|(sequence, ..)| *sequence).collect();
        assert_eq!(sequence, (1..=320).collect::<Vec<u32>>());
        assert!(taken.is_sorted_by_key(|(_, at, _)| *at), "a later code has an earlier time");
        let codes: BTreeSet<&String> = taken.iter().map(|(.., code)| code).collect();
        for code in codes {
            assert!(bench.store.find(&Ref::Code(code.clone())).unwrap().is_some());
        }
    });
}

#[test]
fn a_code_is_never_given_twice() {
    on_each(|bench| {
        for n in 1..=2 {
            New::number(n).register(&bench.store);
        }
        let event = common::accepted("000.00.19.H36-190814-0007", date(2019, 9, 4).at(17, 0, 0, 0), 7);
        add(&bench.store, &dossier_id(1), vec![event.clone()]).unwrap();
        let second = add(&bench.store, &dossier_id(2), vec![event]);
        assert!(matches!(second, Err(StoreError::Conflict(_))), "{second:?}");
        assert_eq!(bench.store.history(&dossier_id(2)).unwrap().len(), 1);
    });
}

#[test]
fn time_never_runs_backwards() {
    on_each(|bench| {
        let new = New::number(1);
        let first = new.register(&bench.store);
        bench.hand.advance_minutes(-60);
        add(&bench.store, &new.id, noted("while the clock is wrong")).unwrap();
        let history = bench.store.history(&new.id).unwrap();
        assert_eq!(history[1].at, first);
        // A bulk may tell of the past, but no stream runs backwards.
        let past = date(2019, 8, 1).at(9, 0, 0, 0);
        let (old, id) = (New::number(2), new.id.clone());
        let told = bench.store.bulk(|bulk| -> Result<_, StoreError> {
            bulk.act(
                Some(past),
                |_| Reads::default(),
                |loaded| Ok::<_, StoreError>((loaded.at, old.batch())),
            )?;
            bulk.act(
                Some(past),
                |_| Reads::dossier(&id),
                |loaded| {
                    Ok::<_, StoreError>((loaded.at, Batch::default().append(&id, &officer(), noted("late"))))
                },
            )
        });
        assert_eq!(told, Ok(first));
        assert_eq!(bench.store.history(&old.id).unwrap()[0].at, past);
    });
}

#[test]
fn a_bulk_records_all_or_nothing() {
    on_each(|bench| {
        let failed = bench.store.bulk(|bulk| {
            for n in 1..=3 {
                bulk.act(None, |_| Reads::default(), |_| Ok::<_, StoreError>(((), New::number(n).batch())))?;
            }
            Err::<(), _>(StoreError::Invalid("changed my mind".into()))
        });
        assert_eq!(failed, Err(StoreError::Invalid("changed my mind".into())));
        assert_eq!(bench.store.size().unwrap(), (0, 0));
        // What was remembered of the transaction is forgotten too.
        New::number(1).register(&bench.store);
        assert_eq!(bench.store.history(&dossier_id(1)).unwrap().len(), 1);
        let refused_one = bench.store.bulk(|bulk| {
            let no = bulk.act(
                None,
                |_| Reads::default(),
                |_| Err::<((), Batch), _>(StoreError::Invalid("no".into())),
            );
            assert!(no.is_err());
            bulk.act(None, |_| Reads::default(), |_| Ok::<_, StoreError>(((), New::number(2).batch())))
        });
        assert_eq!(refused_one, Ok(()));
        assert_eq!(bench.store.size().unwrap(), (2, 2));
    });
}

#[test]
fn notes_have_streams_of_their_own() {
    on_each(|bench| {
        let stream = format!("access/{}", dossier_id(1));
        for n in 0..3 {
            let json = format!("{{\"page\": {n}}}");
            bench
                .store
                .record_blocking(Batch::default().note(stream.clone(), "dossier-read", json, &officer()))
                .unwrap();
        }
        let notes = bench.store.notes(&stream).unwrap();
        let told: Vec<_> = notes.iter().map(|note| (note.revision, note.json.as_str())).collect();
        assert_eq!(told, [(1, "{\"page\": 0}"), (2, "{\"page\": 1}"), (3, "{\"page\": 2}")]);
        let own = StreamId::Other(stream.clone());
        let seen = bench.store.act_blocking(
            {
                let own = own.clone();
                move |_| Reads::default().stream(own.clone())
            },
            move |loaded: &Loaded| Ok::<_, StoreError>((loaded.others(&own).len(), Batch::default())),
        );
        assert_eq!(seen, Ok(3));
        let wrong = bench.store.record_blocking(Batch::default().note("dossier/x", "k", "{}", &officer()));
        assert!(matches!(wrong, Err(StoreError::Invalid(_))));
    });
}

#[test]
fn personal_data_can_be_erased_and_the_chain_still_holds() {
    on_each(|bench| {
        let new = New::number(1);
        new.register(&bench.store);
        let applicant = bench.store.find(&Ref::Id(new.id.clone())).unwrap().unwrap().applicant;
        let before = bench.store.private(&[applicant.clone(), "unknown".into()]).unwrap();
        assert_eq!(before.len(), 1);
        assert_eq!(before[0].data.as_deref(), Some("{\"name\":\"Nguyễn Văn A\"}"));
        bench.store.record_blocking(Batch::default().erase(applicant.clone())).unwrap();
        let after = bench.store.private(&[applicant]).unwrap();
        assert_eq!((after[0].data.as_ref(), &after[0].commitment), (None, &before[0].commitment));
        assert_eq!(after[0].erased_at, Some(bench.hand.now()));
        let query =
            store::SearchQuery { text: "nguyen".into(), scope: store::Scope::All, cursor: None, limit: 9 };
        assert!(bench.store.search(&query).unwrap().items.is_empty());
        let report = bench.store.verify(&mut |_, _| {}).unwrap();
        assert_eq!(report.findings, []);
    });
}

#[test]
fn a_published_version_is_never_replaced() {
    on_each(|bench| {
        let version = |text: &str| Reference {
            kind: "calendar".into(),
            key: "vn".into(),
            version: 1,
            text: text.into(),
            sha256: sha256_hex(text),
            valid_from: date(2019, 1, 1),
            published_at: morning(),
        };
        let first = version("2019: …");
        bench.store.put_reference(first.clone()).unwrap();
        bench.store.put_reference(first.clone()).unwrap();
        let other = bench.store.put_reference(version("2019: khác"));
        assert!(matches!(other, Err(StoreError::Conflict(_))), "{other:?}");
        let wrong = Reference { sha256: sha256_hex("x"), version: 2, ..first.clone() };
        assert!(matches!(bench.store.put_reference(wrong), Err(StoreError::Invalid(_))));
        assert_eq!(bench.store.reference("calendar", "vn", 1).unwrap(), Some(first.clone()));
        assert_eq!(bench.store.references("calendar").unwrap(), [first]);
        assert_eq!(bench.store.reference("calendar", "vn", 2).unwrap(), None);
    });
}

#[test]
fn accounts_sessions_tokens_and_throttles() {
    on_each(|bench| {
        let (store, now) = (&bench.store, morning());
        let account = Account {
            name: "tiepnhan".into(),
            person: person("an.nv"),
            password_hash: "$argon2id$…".into(),
            disabled: false,
            changed_at: now,
        };
        store.put_account(account.clone()).unwrap();
        let disabled = Account { disabled: true, ..account };
        store.put_account(disabled.clone()).unwrap();
        assert_eq!(store.account("tiepnhan").unwrap(), Some(disabled.clone()));
        assert_eq!(store.accounts().unwrap(), [disabled]);
        assert_eq!(store.account("nobody").unwrap(), None);

        let session = |hash: &str, who: &str| Session {
            id_hash: hash.into(),
            person: person(who),
            started_at: now,
            expires_at: date(2019, 8, 14).at(18, 0, 0, 0),
            data: "{}".into(),
        };
        for (hash, who) in [("h1", "an.nv"), ("h2", "an.nv"), ("h3", "binh.tt")] {
            store.put_session(session(hash, who)).unwrap();
        }
        assert_eq!(store.session("h1", now).unwrap(), Some(session("h1", "an.nv")));
        assert_eq!(store.session("h1", date(2019, 8, 14).at(18, 0, 0, 0)).unwrap(), None);
        store.end_session("h1").unwrap();
        assert_eq!(store.session("h1", now).unwrap(), None);
        store.sign_out(&person("an.nv")).unwrap();
        assert_eq!(store.session("h2", now).unwrap(), None);
        assert!(store.session("h3", now).unwrap().is_some());

        let token = ApiToken {
            hash: "t1".into(),
            person: person("an.nv"),
            label: "máy quầy 1".into(),
            made_at: now,
            expires_at: date(2019, 9, 1).at(0, 0, 0, 0),
        };
        store.record_blocking(Batch::default().row(SideRow::ApiToken(token.clone()))).unwrap();
        assert!(matches!(store.put_api_token(token.clone()), Err(StoreError::Conflict(_))));
        assert_eq!(store.api_token("t1", now).unwrap(), Some(token.clone()));
        assert_eq!(store.granted("t1", now).unwrap(), Some((token.clone(), None)));
        let of_desk = ApiToken { hash: "t0".into(), person: person("tiepnhan"), ..token.clone() };
        store.put_api_token(of_desk.clone()).unwrap();
        let account = store.account("tiepnhan").unwrap();
        assert!(account.is_some());
        assert_eq!(store.granted("t0", now).unwrap(), Some((of_desk.clone(), account)));
        assert_eq!(store.granted("t0", of_desk.expires_at).unwrap(), None);
        assert_eq!(store.api_token("t1", date(2019, 9, 1).at(0, 0, 0, 0)).unwrap(), None);
        store.end_api_token("t1").unwrap();
        assert_eq!(store.api_token("t1", now).unwrap(), None);
        for (hash, who) in [("t2", "an.nv"), ("t3", "an.nv"), ("t4", "binh.tt")] {
            store
                .put_api_token(ApiToken { hash: hash.into(), person: person(who), ..token.clone() })
                .unwrap();
        }
        // With whatever else is recorded, such as a new password.
        let account = store.account("tiepnhan").unwrap().unwrap();
        let batch = Batch::default().row(SideRow::Account(account)).row(SideRow::SignOut(person("an.nv")));
        store.record_blocking(batch).unwrap();
        let left = ["t2", "t3", "t4"].map(|hash| store.api_token(hash, now).unwrap().is_some());
        assert_eq!(left, [false, false, true]);

        let throttle = Throttle {
            key: "tiepnhan".into(),
            failures: 3,
            since: now,
            blocked_until: Some(bench.hand.now()),
        };
        store.put_throttle(Throttle { failures: 1, ..throttle.clone() }).unwrap();
        store.put_throttle(throttle.clone()).unwrap();
        assert_eq!(store.throttle("tiepnhan").unwrap(), Some(throttle));
        store.clear_throttle("tiepnhan").unwrap();
        assert_eq!(store.throttle("tiepnhan").unwrap(), None);
    });
}

#[test]
fn a_dossier_is_found_by_id_code_and_token() {
    on_each(|bench| {
        let new = New::number(1);
        new.register(&bench.store);
        let (code, _) = common::accept(&bench.store, &new.id).unwrap();
        for by in [Ref::Id(new.id.clone()), Ref::Code(code.to_string()), Ref::TokenHash(new.token_hash())] {
            let row = bench.store.find(&by).unwrap().unwrap_or_else(|| panic!("{by:?}"));
            assert_eq!(row.id, new.id);
            assert_eq!((row.desk, row.agency, row.revision), (unit("quay-1"), unit("so-xd"), 2));
            assert_eq!((row.outstanding, row.due), (150_000, Some(date(2019, 9, 4).at(17, 0, 0, 0))));
        }
        for by in [Ref::Id(dossier_id(2)), Ref::Code("x".into()), Ref::TokenHash("x".into())] {
            assert_eq!(bench.store.find(&by).unwrap(), None);
        }
        let (id, history) = bench.store.history_of_token(&new.token_hash()).unwrap().unwrap();
        assert_eq!((&id, history.len()), (&new.id, 2));
        assert_eq!(history, bench.store.history(&new.id).unwrap());
        assert_eq!(bench.store.history_of_token("x").unwrap(), None);
    });
}

/// The answer of `act` comes when the act is durable: a reader that starts then sees it.
#[test]
fn what_was_answered_is_read_by_everybody() {
    on_each(|bench| {
        for n in 0..50 {
            New::number(n).register(&bench.store);
            assert_eq!(bench.store.history(&dossier_id(n)).unwrap().len(), 1);
        }
    });
}
