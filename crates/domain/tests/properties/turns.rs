//! Any event of the turns beside the straight way, with any content.

use domain::dossier::event::{
    CheckKind, Due, Duty, NoticeChannel, NoticeKind, Opinion, PaperCheck, Reduction, Scan, StopCause,
};
use domain::dossier::{Event, Stage};
use domain::procedure::process::Silence;
use jiff::civil::DateTime;
use law::{nd61_2018, qc1722};

use super::events::{a_person, a_unit, amount, promise, slip};
use crate::common::*;

fn instant(input: u16) -> DateTime {
    [DateTime::MIN, at(2019, 10, 7, 8, 0), DateTime::MAX][usize::from(input) % 3]
}

fn text(input: u16) -> String {
    ["", "m-1", "m-2"][usize::from(input) % 3].to_owned()
}

pub fn on_arrival(kind: u16, input: u16) -> Event {
    let basis = qc1722::D16;
    match kind {
        0 => Event::ReceivedByPost {
            minute: slip(input),
            signed_at: instant(input),
            consignment: text(input),
            postage: amount(input),
            collected: amount(input / 2),
            basis,
        },
        1 => Event::ForwardedByAgency {
            unit: a_unit(input),
            received_at: instant(input),
            late: input.is_multiple_of(2),
            basis,
        },
        2 => Event::ReturnPlaceChosen { desk: a_unit(input), basis },
        3 => Event::ExternalStateRecorded {
            system: text(input),
            reference: text(input),
            state: text(input),
            basis,
        },
        4 => {
            let check = PaperCheck {
                paper: paper_code("p9"),
                check: CheckKind::Legible,
                by_machine: true,
                passed: false,
                note: String::new(),
            };
            Event::PapersChecked { checks: vec![check], basis }
        }
        5 => {
            let scan = Scan { file: String::new(), bytes: u64::MAX, pages: 0, media: String::new() };
            Event::ScansAttached { paper: None, scans: vec![scan; usize::from(input % 3)], basis }
        }
        6 => Event::TakenUpLate { by: instant(input), basis },
        7 => Event::EscalationParked { until: instant(input), basis },
        _ => Event::AgencyInvited { unit: a_unit(input), about: text(input), come_by: instant(input), basis },
    }
}

pub fn in_delay(kind: u16, input: u16) -> Event {
    let basis = qc1722::D18_K2;
    let warn_by = instant(input);
    match kind {
        0 => Event::AnswerAwaited { until: instant(input), basis },
        1 => Event::Lapsed { slip: slip(input), until: instant(input), basis },
        2 => Event::WithdrawalAsked { reason: text(input), proof: text(input), basis },
        3 => Event::WithdrawalConfirmed { slip: slip(input), basis },
        4 => corrected(input),
        5 => Event::Apologised {
            slip: slip(input),
            by_centre: input.is_multiple_of(2),
            fault: a_unit(input),
            reason: text(input),
            due: instant(input),
            again: instant(input / 3),
            warn_by,
            basis,
        },
        6 => {
            let (reason, proof) = (text(input), text(input));
            Event::ClockStopped { cause: StopCause::ApplicantsWish, reason, proof, basis }
        }
        _ => Event::ClockResumed { promise: promise(input), warn_by, basis },
    }
}

fn corrected(input: u16) -> Event {
    let kinds =
        ["refused", "withdrawn", "transferred", "step-completed", "result-sent", "result-confirmed", "x"];
    Event::MistakeCorrected {
        undone: u32::from(input),
        kind: kinds[usize::from(input) % kinds.len()].to_owned(),
        back_to: Stage::ALL[usize::from(input) % Stage::ALL.len()],
        unit: a_unit(input),
        person: input.is_multiple_of(2).then(|| a_person(input)),
        in_transit_to: input.is_multiple_of(3).then(|| a_unit(input)),
        steps: vec![step_id("b3")],
        slip: slip(input),
        reason: String::new(),
        cost: amount(input),
        bearer: a_unit(input),
        basis: nd61_2018::D21,
    }
}

pub fn between(kind: u16, input: u16) -> Event {
    let basis = qc1722::D18_K4;
    let id = step_id(["lyk-1", "yk"][usize::from(input) % 2]);
    match kind {
        0 => {
            let duty = Duty { unit: a_unit(input), work: text(input), minutes: None };
            Event::ChainOrdered { duties: vec![duty; usize::from(input % 4)], basis }
        }
        1 => Event::PaperToBring { from: a_unit(input / 5), to: a_unit(input), by: instant(input), basis },
        2 => Event::PartStarted { unit: a_unit(input), due: Some(instant(input)), basis },
        3 => Event::ConsultationAsked {
            id,
            units: vec![a_unit(input), a_unit(input / 5), a_unit(input)],
            question: text(input),
            documents: Vec::new(),
            answer_by: instant(input),
            silence: Silence::MustAnswer,
            basis,
        },
        4 => Event::ConsultationAnswered {
            id,
            unit: a_unit(input),
            opinion: Opinion::Disagree,
            answer: text(input),
            late: true,
            basis,
        },
        5 => Event::ConsultationSilent { id, unit: a_unit(input), answer_by: instant(input), basis },
        _ => Event::ResultForwarded { from: a_unit(input / 5), to: a_unit(input), basis },
    }
}

pub fn at_return(kind: u16, input: u16) -> Event {
    let basis = qc1722::D18_K6;
    let (message, channel) = (text(input), NoticeChannel::Sms);
    match kind {
        0 => {
            let reduction =
                Reduction { charge: "a".into(), who: text(input), percent: 255, proof: text(input) };
            let owed = vec![Due { charge: "a".into(), amount: amount(input) }];
            Event::ChargesSet { owed, reductions: vec![reduction], basis }
        }
        1 => Event::FeeReceiptIssued { slip: slip(input), amount: amount(input), basis },
        2 => Event::FeeVoided { receipt: String::new(), amount: amount(input), reason: text(input), basis },
        3 => Event::FeeRefunded { slip: slip(input), amount: amount(input), reason: text(input), basis },
        4 => Event::GivenToPost {
            consignment: text(input),
            list: slip(input),
            postage: amount(input),
            collect: amount(input),
            basis,
        },
        5 => Event::CameBackByPost { reason: text(input), basis },
        6 => Event::CopyHandedOver { recipient: text(input), proof: text(input), basis },
        7 => Event::NoticeQueued { kind: NoticeKind::NearlyDue, channel, message, basis },
        _ => Event::NoticeFailed { message, error: text(input), basis },
    }
}
