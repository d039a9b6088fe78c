//! The stored form of the values that events carry: mirrors of the domain types.
//!
//! A mirror names every field of its type, so a change of the domain does not compile until
//! somebody has decided what becomes of records written before.

use calendar::Limit;
use domain::dossier::event::{
    Applicant, CalendarPin, CheckKind, DataRef, Due, Duty, NoticeChannel, NoticeKind, Opinion, PaperCheck,
    PaymentMethod, ProcedurePin, Promise, ReceivedElsewhere, ReceiverProof, Reduction, RegisterEntry,
    RequestedItem, ResultPaper, ReturnBy, Scan, Slip, StopCause, SubmittedPaper,
};
use domain::ids::{PaperCode, PersonId, ProcedureCode, UnitId};
use domain::procedure::process::Silence;
use domain::procedure::{ApplicantKind, Channel};
use jiff::civil::DateTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::form::{self, Wire, as_mirror};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Channel", rename_all = "kebab-case")]
enum ChannelForm {
    Counter,
    Post,
    Authorised,
    Online,
    Agency,
    Ministry,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ApplicantKind", rename_all = "kebab-case")]
enum ApplicantKindForm {
    Person,
    OverseasVietnamese,
    Foreigner,
    CivilServant,
    Enterprise,
    ForeignInvestedEnterprise,
    Cooperative,
    Organisation,
    ForeignOrganisation,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ReturnBy", rename_all = "kebab-case")]
enum ReturnByForm {
    Counter,
    Post,
    Online,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "PaymentMethod", rename_all = "kebab-case")]
enum PaymentMethodForm {
    Cash,
    Transfer,
    ProofShown,
    Online,
    Post,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "NoticeChannel", rename_all = "kebab-case")]
enum NoticeChannelForm {
    Sms,
    Email,
    Phone,
    SocialNetwork,
    Letter,
    InPerson,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "NoticeKind", rename_all = "kebab-case")]
enum NoticeKindForm {
    NearlyDue,
    ResultReady,
    PromiseChanged,
    Other,
    Accepted,
    Guided,
    SupplementAsked,
    AnswerNearlyDue,
    Lapsed,
    Refused,
    Withdrawn,
    Apologised,
    GivenToPost,
    ClockStopped,
    ClockResumed,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "CheckKind", rename_all = "kebab-case")]
enum CheckKindForm {
    Count,
    Legible,
    Date,
    Identity,
    Signature,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Opinion", rename_all = "kebab-case")]
enum OpinionForm {
    Agree,
    Conditions,
    Disagree,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "StopCause", rename_all = "kebab-case")]
enum StopCauseForm {
    FinancialDuty,
    ApplicantsWish,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Silence", rename_all = "kebab-case")]
enum SilenceForm {
    DecideWithout,
    CountsAsAgreement,
    MustAnswer,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "PaperCheck", deny_unknown_fields)]
struct PaperCheckForm {
    #[serde(with = "form")]
    paper: PaperCode,
    #[serde(with = "form")]
    check: CheckKind,
    by_machine: bool,
    passed: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Scan", deny_unknown_fields)]
struct ScanForm {
    file: String,
    bytes: u64,
    pages: u16,
    media: String,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Duty", deny_unknown_fields)]
struct DutyForm {
    #[serde(with = "form")]
    unit: UnitId,
    work: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Reduction", deny_unknown_fields)]
struct ReductionForm {
    charge: String,
    who: String,
    percent: u8,
    proof: String,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ReceiverProof", rename_all = "kebab-case")]
enum ReceiverProofForm {
    ReceiptAndIdentity,
    IdentityOnly,
    Authority,
    PostDelivery,
    Account,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "DataRef", deny_unknown_fields)]
struct DataRefForm {
    id: String,
    commitment: String,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Applicant", deny_unknown_fields)]
struct ApplicantForm {
    #[serde(with = "form")]
    kind: ApplicantKind,
    #[serde(with = "form")]
    data: DataRef,
    #[serde(with = "form", default, skip_serializing_if = "Option::is_none")]
    account: Option<PersonId>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "SubmittedPaper", deny_unknown_fields)]
struct SubmittedPaperForm {
    #[serde(with = "form")]
    code: PaperCode,
    originals: u16,
    copies: u16,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ReceivedElsewhere", deny_unknown_fields)]
struct ReceivedElsewhereForm {
    place: String,
    #[serde(with = "form")]
    at: DateTime,
    evidence: String,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ProcedurePin", deny_unknown_fields)]
struct ProcedurePinForm {
    #[serde(with = "form")]
    code: ProcedureCode,
    version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "CalendarPin", deny_unknown_fields)]
struct CalendarPinForm {
    id: String,
    version: u32,
    #[serde(with = "form::hex64")]
    fingerprint: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Promise", deny_unknown_fields)]
struct PromiseForm {
    #[serde(with = "form")]
    limit: Limit,
    #[serde(with = "form")]
    counted_from: DateTime,
    #[serde(with = "form")]
    due: DateTime,
    provisional: bool,
    #[serde(with = "form")]
    calendar: CalendarPin,
    rule_pack: String,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Slip", deny_unknown_fields)]
struct SlipForm {
    year: i16,
    number: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "RegisterEntry", deny_unknown_fields)]
struct RegisterEntryForm {
    year: i16,
    volume: u16,
    number: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Due", deny_unknown_fields)]
struct DueForm {
    charge: String,
    amount: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "RequestedItem", deny_unknown_fields)]
struct RequestedItemForm {
    #[serde(with = "form")]
    paper: PaperCode,
    what: String,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ResultPaper", deny_unknown_fields)]
struct ResultPaperForm {
    name: String,
    number: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

as_mirror!(
    CheckKind => CheckKindForm,
    Opinion => OpinionForm,
    StopCause => StopCauseForm,
    Silence => SilenceForm,
    PaperCheck => PaperCheckForm,
    Scan => ScanForm,
    Duty => DutyForm,
    Reduction => ReductionForm,
    Channel => ChannelForm,
    ApplicantKind => ApplicantKindForm,
    ReturnBy => ReturnByForm,
    PaymentMethod => PaymentMethodForm,
    NoticeChannel => NoticeChannelForm,
    NoticeKind => NoticeKindForm,
    ReceiverProof => ReceiverProofForm,
    DataRef => DataRefForm,
    Applicant => ApplicantForm,
    SubmittedPaper => SubmittedPaperForm,
    ReceivedElsewhere => ReceivedElsewhereForm,
    ProcedurePin => ProcedurePinForm,
    CalendarPin => CalendarPinForm,
    Promise => PromiseForm,
    Slip => SlipForm,
    RegisterEntry => RegisterEntryForm,
    Due => DueForm,
    RequestedItem => RequestedItemForm,
    ResultPaper => ResultPaperForm,
);
