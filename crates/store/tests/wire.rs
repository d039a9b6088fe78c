//! The stored form of every event version that was ever written.
//!
//! A golden file is never edited: a record with that form may lie in a journal for decades.

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
use std::path::Path;

use domain::dossier::{Actor, Event};
use store::{WireError, decode, decode_actor, encode, encode_actor, version};

/// Does not compile when the domain has a kind that nobody thought of here.
fn known(event: &Event) -> &'static str {
    match event {
        Event::Registered { .. }
        | Event::Guided { .. }
        | Event::CompletedAtIntake { .. }
        | Event::Escalated { .. }
        | Event::EscalationAnswered { .. }
        | Event::Accepted { .. }
        | Event::GivenAtOnce { .. }
        | Event::Refused { .. }
        | Event::Transferred { .. }
        | Event::Taken { .. }
        | Event::PaperTaken { .. }
        | Event::StepCompleted { .. }
        | Event::SupplementAsked { .. }
        | Event::SupplementReceived { .. }
        | Event::ResultSent { .. }
        | Event::ResultConfirmed { .. }
        | Event::Notified { .. }
        | Event::FeeRecorded { .. }
        | Event::HandedOver { .. }
        | Event::Withdrawn { .. }
        | Event::Assigned { .. }
        | Event::Noted { .. }
        | Event::BecameOverdue { .. }
        | Event::ReceivedByPost { .. }
        | Event::ForwardedByAgency { .. }
        | Event::ReturnPlaceChosen { .. }
        | Event::ExternalStateRecorded { .. }
        | Event::PapersChecked { .. }
        | Event::ScansAttached { .. }
        | Event::TakenUpLate { .. }
        | Event::AnswerAwaited { .. }
        | Event::Lapsed { .. }
        | Event::EscalationParked { .. }
        | Event::AgencyInvited { .. }
        | Event::WithdrawalAsked { .. }
        | Event::WithdrawalConfirmed { .. }
        | Event::MistakeCorrected { .. }
        | Event::ChainOrdered { .. }
        | Event::PaperToBring { .. }
        | Event::PartStarted { .. }
        | Event::ConsultationAsked { .. }
        | Event::ConsultationAnswered { .. }
        | Event::ConsultationSilent { .. }
        | Event::Apologised { .. }
        | Event::ClockStopped { .. }
        | Event::ClockResumed { .. }
        | Event::ChargesSet { .. }
        | Event::FeeReceiptIssued { .. }
        | Event::FeeVoided { .. }
        | Event::FeeRefunded { .. }
        | Event::ResultForwarded { .. }
        | Event::GivenToPost { .. }
        | Event::CameBackByPost { .. }
        | Event::CopyHandedOver { .. }
        | Event::NoticeQueued { .. }
        | Event::NoticeFailed { .. }
        | Event::PromiseRecounted { .. } => event.kind(),
    }
}

const KINDS: usize = 57;

#[test]
fn every_kind_is_stored_as_its_golden_file_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let (mut seen, mut missing) = (BTreeSet::new(), Vec::new());
    for event in common::samples() {
        let name = format!("{}.v{}.json", known(&event), version(&event));
        let file = folder.join(&name);
        let text = encode(&event).unwrap();
        assert_eq!(decode(event.kind(), version(&event), &text).unwrap(), event, "{name}");
        match std::fs::read_to_string(&file) {
            Ok(golden) => assert_eq!(text, golden.trim_end(), "{name}"),
            Err(_) => {
                std::fs::write(&file, format!("{text}\n")).unwrap();
                missing.push(name.clone());
            }
        }
        seen.insert(name);
    }
    assert!(
        missing.is_empty(),
        "were missing and are written now: look at them, then commit them: {missing:?}"
    );
    assert_eq!(seen.len(), KINDS, "a kind has no sample");
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let (kind, version) = name.trim_end_matches(".json").rsplit_once(".v").unwrap();
        let golden = std::fs::read_to_string(folder.join(&name)).unwrap();
        decode(kind, version.parse().unwrap(), golden.trim_end())
            .unwrap_or_else(|cause| panic!("{name}, once written, cannot be read: {cause}"));
    }
}

/// A field that came later has a default in what was written before, and survives in what is written now.
#[test]
fn fields_that_came_later_are_read_from_both() {
    for event in common::samples() {
        let later = match event.clone() {
            Event::SupplementReceived { papers, promise, warn_by, kept, basis } => {
                assert!(kept.is_empty(), "the first form had none");
                let kept = vec!["k0".parse().unwrap()];
                Event::SupplementReceived { papers, promise, warn_by, kept, basis }
            }
            Event::PromiseRecounted { promise, warn_by, supplement_by, basis, .. } => {
                assert_eq!(supplement_by, None, "the first form had none");
                let (supplement_by, transfer_by) = (Some(warn_by), Some(promise.due));
                Event::PromiseRecounted { promise, warn_by, supplement_by, transfer_by, basis }
            }
            Event::ClockStopped { cause, reason, proof, basis } => {
                assert_eq!(proof, "", "the first form had none");
                Event::ClockStopped { cause, reason, proof: "TB 15/TB-CT".to_owned(), basis }
            }
            _ => continue,
        };
        let text = encode(&later).unwrap();
        assert_ne!(text, encode(&event).unwrap());
        assert_eq!(decode(later.kind(), 1, &text).unwrap(), later);
    }
}

#[test]
fn what_is_not_a_record_is_refused_with_its_kind() {
    let good = r#"{"text":"x"}"#;
    assert!(decode("noted", 1, good).is_ok());
    assert_eq!(decode("noted", 2, good), Err(WireError::Newer { kind: "noted".into(), version: 2 }));
    for (kind, text) in [
        ("noted", "{}"),
        ("noted", r#"{"text":"x","more":1}"#),
        ("noted", r#"{"text":"x"}}"#),
        ("noted", r#"{"text":"x"},"withdrawn":{}"#),
        ("not-a-kind", good),
        ("escalated", r#"{"to":"trung-tam","reason":"r","basis":"qc1722.d999"}"#),
        ("escalated", r#"{"to":"Trung Tâm","reason":"r","basis":"qc1722.d16.k1.c"}"#),
    ] {
        assert!(matches!(decode(kind, 1, text), Err(WireError::Form { .. })), "{kind} {text}");
    }
}

#[test]
fn actors_survive() {
    let table = [
        (common::officer(), "staff:an.nv@quay-1"),
        (Actor::Citizen(common::person("congdan")), "citizen:congdan"),
        (Actor::System("lịch: quá hạn".into()), "system:lịch: quá hạn"),
    ];
    for (actor, text) in table {
        assert_eq!(encode_actor(&actor), text);
        assert_eq!(decode_actor(text), Ok(actor));
    }
    for wrong in ["", "staff:an.nv", "staff:@x", "citizen:", "robot:x"] {
        assert_eq!(decode_actor(wrong), Err(WireError::Actor(wrong.into())), "{wrong}");
    }
}
