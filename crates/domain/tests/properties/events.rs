//! Any event with any content, lawful or not.

use calendar::Limit;
use domain::dossier::event::{
    CalendarPin, Due, NoticeChannel, NoticeKind, PaymentMethod, ProcedurePin, Promise, ReceiverProof,
    RegisterEntry, ReturnBy, Slip,
};
use domain::dossier::{DossierCode, Event};
use domain::ids::ProcedureCode;
use domain::procedure::Channel;
use law::qc1722;

use super::turns;
use crate::common::*;

/// How many kinds of events there are; `any_event` makes each.
pub const KINDS: u16 = 57;

/// The event of kind `kind % KINDS`, filled by `input`, often with extremes.
pub fn any_event(kind: u16, input: u16) -> Event {
    let kind = kind % KINDS;
    match (kind % 4, kind) {
        (_, 24..=32) => turns::on_arrival(kind - 24, input),
        (_, 33..=40) => turns::in_delay(kind - 33, input),
        (_, 41..=47) => turns::between(kind - 41, input),
        (_, 48..) => turns::at_return(kind - 48, input),
        (0, _) => at_the_desk(kind / 4 % 6, input),
        (1, _) => on_the_way(kind / 4 % 6, input),
        (2, _) => in_time(kind / 4 % 6, input),
        _ => at_the_end(kind / 4 % 6, input),
    }
}

pub(super) fn slip(input: u16) -> Slip {
    Slip { year: 2019, number: u32::from(input) }
}

pub(super) fn a_unit(input: u16) -> domain::ids::UnitId {
    unit([DESK, AGENCY, DIVISION, SECOND_AGENCY, "khong-co"][usize::from(input) % 5])
}

pub(super) fn a_person(input: u16) -> domain::ids::PersonId {
    person(["lan", "hung", "binh"][usize::from(input) % 3])
}

pub(super) fn amount(input: u16) -> i64 {
    [i64::MAX, i64::MIN, 0, -1, 150_000, i64::from(input)][usize::from(input) % 6]
}

pub(super) fn promise(input: u16) -> Promise {
    Promise {
        limit: Limit::WorkingDays(input),
        counted_from: at(2019, 10, 7, 8, 0),
        due: jiff::civil::DateTime::MAX,
        provisional: input.is_multiple_of(2),
        calendar: CalendarPin { id: "khac".into(), version: u32::MAX, fingerprint: u64::MAX },
        rule_pack: "khac".into(),
    }
}

fn at_the_desk(kind: u16, input: u16) -> Event {
    let basis = qc1722::D16_K1;
    match kind {
        0 => registered(input),
        1 => {
            let items = vec![item("p1"); usize::from(input % 3)];
            Event::Guided { slip: slip(input), items, not_competent: false, remark: String::new(), basis }
        }
        2 => Event::CompletedAtIntake { papers: vec![brought("p9", u16::MAX, input)], basis },
        3 => Event::Escalated { to: a_unit(input), reason: String::new(), basis },
        4 => Event::EscalationAnswered { answer: String::new(), to: a_person(input), basis },
        _ => Event::Accepted {
            code: DossierCode::new("000.00.19.H36", at(2019, 10, 7, 8, 0).date(), 1).unwrap(),
            procedure: pin(),
            promise: input.is_multiple_of(3).then(|| promise(input)),
            receipt: None,
            register: RegisterEntry { year: 2019, volume: 0, number: 0 },
            owed: vec![
                Due { charge: "a".into(), amount: amount(input) },
                Due { charge: "b".into(), amount: i64::MAX },
            ],
            transfer_by: None,
            supplement_by: None,
            warn_by: None,
            basis,
        },
    }
}

fn pin() -> ProcedurePin {
    ProcedurePin { code: ProcedureCode::new("1.000002").unwrap(), version: 9 }
}

fn registered(input: u16) -> Event {
    Event::Registered {
        procedure: pin(),
        case: None,
        channel: Channel::Online,
        applicant: domain::dossier::event::Applicant {
            kind: domain::procedure::ApplicantKind::Person,
            data: data(9),
            account: None,
        },
        represented_by: None,
        papers: Vec::new(),
        sets: 0,
        answers: None,
        return_by: ReturnBy::Online,
        desk: a_unit(input),
        holder: a_person(input),
        received_elsewhere: None,
        assisted_by: None,
        token: data(9),
        basis: qc1722::D15,
    }
}

fn on_the_way(kind: u16, input: u16) -> Event {
    let basis = qc1722::D17_K1;
    let (unit, paper, late) = (a_unit(input), input.is_multiple_of(2), input.is_multiple_of(3));
    match kind {
        0 => Event::Transferred { from: a_unit(input / 5), to: unit, paper, basis },
        1 => Event::Taken { unit, holder: a_person(input), paper, late, basis },
        2 => Event::PaperTaken { unit, person: a_person(input), late, basis },
        3 => Event::StepCompleted {
            step: step_id(["b3", "b4", "zz"][usize::from(input) % 3]),
            note: String::new(),
            next_unit: unit,
            next_person: paper.then(|| a_person(input)),
            basis,
        },
        4 => Event::Assigned { to: a_person(input), unit, reason: String::new(), basis },
        _ => Event::Noted { text: String::new() },
    }
}

fn in_time(kind: u16, input: u16) -> Event {
    let basis = qc1722::D18_K1;
    let warn_by = jiff::civil::DateTime::MIN;
    match kind {
        0 => Event::SupplementAsked { slip: slip(input), items: Vec::new(), reason: String::new(), basis },
        1 => {
            let kept = vec![step_id("b3")];
            Event::SupplementReceived { papers: Vec::new(), promise: promise(input), warn_by, kept, basis }
        }
        2 => {
            let supplement_by = input.is_multiple_of(2).then_some(warn_by);
            let promise = promise(input);
            Event::PromiseRecounted { promise, warn_by, supplement_by, transfer_by: None, basis }
        }
        3 => {
            let due =
                jiff::civil::DateTime::constant(2019, 10, 1 + i8::from(input.is_multiple_of(2)), 17, 0, 0, 0);
            Event::BecameOverdue { due, holder_unit: a_unit(input), basis }
        }
        4 => {
            let kinds = [NoticeKind::NearlyDue, NoticeKind::ResultReady, NoticeKind::Other];
            let kind = kinds[usize::from(input) % 3];
            Event::Notified { kind, channel: NoticeChannel::Letter, proof: String::new(), basis }
        }
        _ => Event::FeeRecorded {
            amount: amount(input),
            method: PaymentMethod::Online,
            receipt: String::new(),
            basis,
        },
    }
}

fn at_the_end(kind: u16, input: u16) -> Event {
    let basis = qc1722::D18_K6;
    let proof = ReceiverProof::IdentityOnly;
    match kind {
        0 => Event::ResultSent { result: result_paper(), from: a_unit(input / 5), to: a_unit(input), basis },
        1 => {
            let notify_by = jiff::civil::DateTime::MAX;
            Event::ResultConfirmed { holder: a_person(input), early: true, notify_by, basis }
        }
        2 => Event::GivenAtOnce { result: result_paper(), proof, basis },
        3 => Event::HandedOver { by: ReturnBy::Post, proof, receiver: None, basis },
        4 => Event::Refused {
            slip: slip(input),
            ground: String::new(),
            reason: String::new(),
            after_appraisal: input.is_multiple_of(2),
            basis,
        },
        _ => Event::Withdrawn { reason: String::new(), proof: String::new(), basis },
    }
}
