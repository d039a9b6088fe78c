//! The stored form of every event: version 1 of each kind.
//!
//! The mirror below names every kind and field, so the domain cannot change what is stored by
//! accident. When a kind changes in a way that old records lack: give the new field a default
//! if the old meaning is the default, else raise the version in [`version`](super::version) and
//! read the old one explicitly in [`decode`](super::decode). `tests/golden/` keeps every form
//! ever written.

use domain::dossier::event::{
    Applicant, DataRef, Due, Duty, Event, NoticeChannel, NoticeKind, Opinion, PaperCheck, PaymentMethod,
    ProcedurePin, Promise, ReceivedElsewhere, ReceiverProof, Reduction, RegisterEntry, RequestedItem,
    ResultPaper, ReturnBy, Scan, Slip, StopCause, SubmittedPaper,
};
use domain::dossier::{DossierCode, Stage};
use domain::ids::{CaseId, PaperCode, PersonId, StepId, UnitId};
use domain::procedure::Channel;
use domain::procedure::process::Silence;
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
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        kept: Vec<StepId>,
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
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        supplement_by: Option<DateTime>,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        transfer_by: Option<DateTime>,
        #[serde(with = "form")]
        basis: Citation,
    },
    ReceivedByPost {
        #[serde(with = "form")]
        minute: Slip,
        #[serde(with = "form")]
        signed_at: DateTime,
        consignment: String,
        postage: i64,
        collected: i64,
        #[serde(with = "form")]
        basis: Citation,
    },
    ForwardedByAgency {
        #[serde(with = "form")]
        unit: UnitId,
        #[serde(with = "form")]
        received_at: DateTime,
        late: bool,
        #[serde(with = "form")]
        basis: Citation,
    },
    ReturnPlaceChosen {
        #[serde(with = "form")]
        desk: UnitId,
        #[serde(with = "form")]
        basis: Citation,
    },
    ExternalStateRecorded {
        system: String,
        reference: String,
        state: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    PapersChecked {
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        checks: Vec<PaperCheck>,
        #[serde(with = "form")]
        basis: Citation,
    },
    ScansAttached {
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        paper: Option<PaperCode>,
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        scans: Vec<Scan>,
        #[serde(with = "form")]
        basis: Citation,
    },
    TakenUpLate {
        #[serde(with = "form")]
        by: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
    AnswerAwaited {
        #[serde(with = "form")]
        until: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
    Lapsed {
        #[serde(with = "form")]
        slip: Slip,
        #[serde(with = "form")]
        until: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
    EscalationParked {
        #[serde(with = "form")]
        until: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
    AgencyInvited {
        #[serde(with = "form")]
        unit: UnitId,
        about: String,
        #[serde(with = "form")]
        come_by: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
    WithdrawalAsked {
        reason: String,
        proof: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    WithdrawalConfirmed {
        #[serde(with = "form")]
        slip: Slip,
        #[serde(with = "form")]
        basis: Citation,
    },
    MistakeCorrected {
        undone: u32,
        kind: String,
        #[serde(with = "form")]
        back_to: Stage,
        #[serde(with = "form")]
        unit: UnitId,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        in_transit_to: Option<UnitId>,
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        steps: Vec<StepId>,
        #[serde(with = "form")]
        slip: Slip,
        reason: String,
        cost: i64,
        #[serde(with = "form")]
        bearer: UnitId,
        #[serde(with = "form")]
        basis: Citation,
    },
    ChainOrdered {
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        duties: Vec<Duty>,
        #[serde(with = "form")]
        basis: Citation,
    },
    PaperToBring {
        #[serde(with = "form")]
        from: UnitId,
        #[serde(with = "form")]
        to: UnitId,
        #[serde(with = "form")]
        by: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
    PartStarted {
        #[serde(with = "form")]
        unit: UnitId,
        #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
        due: Option<DateTime>,
        #[serde(with = "form")]
        basis: Citation,
    },
    ConsultationAsked {
        #[serde(with = "form")]
        id: StepId,
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        units: Vec<UnitId>,
        question: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        documents: Vec<String>,
        #[serde(with = "form")]
        answer_by: DateTime,
        #[serde(with = "form")]
        silence: Silence,
        #[serde(with = "form")]
        basis: Citation,
    },
    ConsultationAnswered {
        #[serde(with = "form")]
        id: StepId,
        #[serde(with = "form")]
        unit: UnitId,
        #[serde(with = "form")]
        opinion: Opinion,
        answer: String,
        late: bool,
        #[serde(with = "form")]
        basis: Citation,
    },
    ConsultationSilent {
        #[serde(with = "form")]
        id: StepId,
        #[serde(with = "form")]
        unit: UnitId,
        #[serde(with = "form")]
        answer_by: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
    Apologised {
        #[serde(with = "form")]
        slip: Slip,
        by_centre: bool,
        #[serde(with = "form")]
        fault: UnitId,
        reason: String,
        #[serde(with = "form")]
        due: DateTime,
        #[serde(with = "form")]
        again: DateTime,
        #[serde(with = "form")]
        warn_by: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
    ClockStopped {
        #[serde(with = "form")]
        cause: StopCause,
        reason: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        proof: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    ClockResumed {
        #[serde(with = "form")]
        promise: Promise,
        #[serde(with = "form")]
        warn_by: DateTime,
        #[serde(with = "form")]
        basis: Citation,
    },
    ChargesSet {
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        owed: Vec<Due>,
        #[serde(with = "form", default, skip_serializing_if = "Vec::is_empty")]
        reductions: Vec<Reduction>,
        #[serde(with = "form")]
        basis: Citation,
    },
    FeeReceiptIssued {
        #[serde(with = "form")]
        slip: Slip,
        amount: i64,
        #[serde(with = "form")]
        basis: Citation,
    },
    FeeVoided {
        receipt: String,
        amount: i64,
        reason: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    FeeRefunded {
        #[serde(with = "form")]
        slip: Slip,
        amount: i64,
        reason: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    ResultForwarded {
        #[serde(with = "form")]
        from: UnitId,
        #[serde(with = "form")]
        to: UnitId,
        #[serde(with = "form")]
        basis: Citation,
    },
    GivenToPost {
        consignment: String,
        #[serde(with = "form")]
        list: Slip,
        postage: i64,
        collect: i64,
        #[serde(with = "form")]
        basis: Citation,
    },
    CameBackByPost {
        reason: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    CopyHandedOver {
        recipient: String,
        proof: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    NoticeQueued {
        #[serde(with = "form")]
        kind: NoticeKind,
        #[serde(with = "form")]
        channel: NoticeChannel,
        message: String,
        #[serde(with = "form")]
        basis: Citation,
    },
    NoticeFailed {
        message: String,
        error: String,
        #[serde(with = "form")]
        basis: Citation,
    },
}
