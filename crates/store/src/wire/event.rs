//! The stored form of every event: version 1 of each kind.
//!
//! The mirror below names every kind and field, so the domain cannot change what is stored by
//! accident. When a kind changes in a way that old records lack: give the new field a default
//! if the old meaning is the default, else raise the version in [`version`](super::version) and
//! read the old one explicitly in [`decode`](super::decode). `tests/golden/` keeps every form
//! ever written.

use domain::dossier::DossierCode;
use domain::dossier::event::{
    Applicant, DataRef, Due, Event, NoticeChannel, NoticeKind, PaymentMethod, ProcedurePin, Promise,
    ReceivedElsewhere, ReceiverProof, RegisterEntry, RequestedItem, ResultPaper, ReturnBy, Slip,
    SubmittedPaper,
};
use domain::ids::{CaseId, PersonId, StepId, UnitId};
use domain::procedure::Channel;
use jiff::civil::DateTime;
use law::Citation;
use serde::{Deserialize, Serialize};

use super::form;

#[derive(Serialize, Deserialize)]
#[serde(remote = "Event", rename_all = "kebab-case", deny_unknown_fields)]
pub enum EventForm {
    Registered {
        #[serde(with = "form")]
        procedure: ProcedurePin,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        case: Option<CaseId>,
        #[serde(with = "form")]
        channel: Channel,
        #[serde(with = "form")]
        applicant: Applicant,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        represented_by: Option<DataRef>,
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        papers: Vec<SubmittedPaper>,
        sets: u16,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        answers: Option<DataRef>,
        #[serde(with = "form")]
        return_by: ReturnBy,
        #[serde(with = "form")]
        desk: UnitId,
        #[serde(with = "form")]
        holder: PersonId,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        received_elsewhere: Option<ReceivedElsewhere>,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        assisted_by: Option<PersonId>,
        #[serde(with = "form")]
        token: DataRef,
        #[serde(with = "form")]
        basis: Citation,
    },
    Guided {
        #[serde(with = "form")]
        slip: Slip,
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        items: Vec<RequestedItem>,
        not_competent: bool,
        remark: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    CompletedAtIntake {
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        papers: Vec<SubmittedPaper>,
        #[serde(with = "form")]
        basis: Citation,
    },
    Escalated {
        #[serde(with = "form")]
        to: UnitId,
        reason: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    EscalationAnswered {
        answer: String,
        #[serde(with = "form")]
        to: PersonId,
        #[serde(with = "form")]
        basis: Citation,
    },
    Accepted {
        #[serde(with = "form")]
        code: DossierCode,
        #[serde(with = "form")]
        procedure: ProcedurePin,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        promise: Option<Promise>,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        receipt: Option<Slip>,
        #[serde(with = "form")]
        register: RegisterEntry,
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        owed: Vec<Due>,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        transfer_by: Option<DateTime>,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        supplement_by: Option<DateTime>,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        warn_by: Option<DateTime>,
        #[serde(with = "form")]
        basis: Citation,
    },
    GivenAtOnce {
        #[serde(with = "form")]
        result: ResultPaper,
        #[serde(with = "form")]
        proof: ReceiverProof,
        #[serde(with = "form")]
        basis: Citation,
    },
    Refused {
        #[serde(with = "form")]
        slip: Slip,
        ground: String,
        reason: String,
        after_appraisal: bool,
        #[serde(with = "form")]
        basis: Citation,
    },
    Transferred {
        #[serde(with = "form")]
        from: UnitId,
        #[serde(with = "form")]
        to: UnitId,
        paper: bool,
        #[serde(with = "form")]
        basis: Citation,
    },
    Taken {
        #[serde(with = "form")]
        unit: UnitId,
        #[serde(with = "form")]
        holder: PersonId,
        paper: bool,
        late: bool,
        #[serde(with = "form")]
        basis: Citation,
    },
    PaperTaken {
        #[serde(with = "form")]
        unit: UnitId,
        #[serde(with = "form")]
        person: PersonId,
        late: bool,
        #[serde(with = "form")]
        basis: Citation,
    },
    StepCompleted {
        #[serde(with = "form")]
        step: StepId,
        note: String,
        #[serde(with = "form")]
        next_unit: UnitId,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        next_person: Option<PersonId>,
        #[serde(with = "form")]
        basis: Citation,
    },
    SupplementAsked {
        #[serde(with = "form")]
        slip: Slip,
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        items: Vec<RequestedItem>,
        reason: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    SupplementReceived {
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        papers: Vec<SubmittedPaper>,
        #[serde(with = "form")]
        promise: Promise,
        #[serde(with = "form")]
        warn_by: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
    ResultSent {
        #[serde(with = "form")]
        result: ResultPaper,
        #[serde(with = "form")]
        from: UnitId,
        #[serde(with = "form")]
        to: UnitId,
        #[serde(with = "form")]
        basis: Citation,
    },
    ResultConfirmed {
        #[serde(with = "form")]
        holder: PersonId,
        early: bool,
        #[serde(with = "form")]
        notify_by: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
    Notified {
        #[serde(with = "form")]
        kind: NoticeKind,
        #[serde(with = "form")]
        channel: NoticeChannel,
        proof: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    FeeRecorded {
        amount: i64,
        #[serde(with = "form")]
        method: PaymentMethod,
        receipt: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    HandedOver {
        #[serde(with = "form")]
        by: ReturnBy,
        #[serde(with = "form")]
        proof: ReceiverProof,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        receiver: Option<DataRef>,
        #[serde(with = "form")]
        basis: Citation,
    },
    Withdrawn {
        reason: String,
        proof: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    Assigned {
        #[serde(with = "form")]
        to: PersonId,
        #[serde(with = "form")]
        unit: UnitId,
        reason: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    Noted {
        text: String,
    },
    BecameOverdue {
        #[serde(with = "form")]
        due: DateTime,
        #[serde(with = "form")]
        holder_unit: UnitId,
        #[serde(with = "form")]
        basis: Citation,
    },
    PromiseRecounted {
        #[serde(with = "form")]
        promise: Promise,
        #[serde(with = "form")]
        warn_by: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
}
