//! The facts that events tell: who, which papers, which days, which money.

use calendar::Limit;
use jiff::civil::DateTime;

use super::Event;
use crate::ids::{PaperCode, PersonId, ProcedureCode, UnitId};
use crate::procedure::ApplicantKind;

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A member of staff, acting for a unit.
    Staff {
        /// Who, for `unit`.
        person: PersonId,
        /// The unit.
        unit: UnitId,
    },
    /// A citizen through an account.
    Citizen(PersonId),
    /// A partner system or the scheduler, by name.
    System(String),
}

impl Actor {
    /// The person, if it was one.
    #[must_use]
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Actor::Staff { person, .. } | Actor::Citizen(person) => Some(person),
            Actor::System(_) => None,
        }
    }
}

/// An event with its place in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Place in the dossier's history, from 1.
    pub revision: u32,
    /// The server's time, which is the legal time.
    pub at: DateTime,
    /// Who did it.
    pub by: Actor,
    /// What happened.
    pub event: Event,
}

/// A reference to data kept beside the journal in an erasable row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DataRef {
    /// Id of the row: 32 hexadecimal digits.
    pub id: String,
    /// SHA-256 of the salted data, hexadecimal; stays when the row is erased.
    pub commitment: String,
}

/// The applicant as far as the rules need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    /// What kind of applicant.
    pub kind: ApplicantKind,
    /// Name, identity number, address: beside the journal.
    pub data: DataRef,
    /// The citizen's account, when filed through one.
    pub account: Option<PersonId>,
}

/// A paper as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmittedPaper {
    /// Which required paper.
    pub code: PaperCode,
    /// Originals handed in.
    pub originals: u16,
    /// Copies handed in.
    pub copies: u16,
}

/// How the applicant wants the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReturnBy {
    /// At the counter.
    Counter,
    /// By post.
    Post,
    /// Online.
    Online,
}

/// A receipt elsewhere than at the Centre, a separate fact with evidence (R16.3).
///
/// It never moves the clock to the applicant's harm; the legal time stays the server's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedElsewhere {
    /// Where.
    pub place: String,
    /// When, as the evidence says.
    pub at: DateTime,
    /// The evidence, for example the number of a hand-over minute.
    pub evidence: String,
}

/// The procedure version that a dossier is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ProcedurePin {
    /// Code.
    pub code: ProcedureCode,
    /// Version.
    pub version: u32,
}

/// The calendar that a date was counted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPin {
    /// Calendar id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Fingerprint of its content.
    pub fingerprint: u64,
}

/// A promised day with what is needed to count it again years later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The limit that was counted.
    pub limit: Limit,
    /// From which moment.
    pub counted_from: DateTime,
    /// Until when.
    pub due: DateTime,
    /// Whether it may still move because a year's calendar is not published.
    pub provisional: bool,
    /// With which calendar.
    pub calendar: CalendarPin,
    /// Under which rule pack.
    pub rule_pack: String,
}

/// A numbered slip of the year: `number/mark`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Year of the book.
    pub year: i16,
    /// Number within unit, kind and year, from 1.
    pub number: u32,
}

/// A line of the tracking register (form 06).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEntry {
    /// Year of the book.
    pub year: i16,
    /// Volume, from 1.
    pub volume: u16,
    /// Line within the year, from 1.
    pub number: u32,
}

/// An amount owed for the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Code of the charge in the procedure.
    pub charge: String,
    /// Amount in đồng.
    pub amount: i64,
}

/// How something was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaymentMethod {
    /// Cash at the desk, with a numbered receipt.
    Cash,
    /// Bank transfer, proof shown.
    Transfer,
    /// Receipt of another collecting office shown.
    ProofShown,
    /// Online payment.
    Online,
    /// Collected by the public post on delivery or at intake (R18.6c).
    Post,
}

/// One thing that a slip asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestedItem {
    /// The published paper it concerns; a paper that is not published cannot be asked for (R4).
    pub paper: PaperCode,
    /// What is missing or wrong, in the officer's words.
    pub what: String,
}

/// What was handed over or issued as result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultPaper {
    /// Its name.
    pub name: String,
    /// Its number, where it has one.
    pub number: String,
    /// SHA-256 of the electronic file, where there is one.
    pub file: Option<String>,
}

/// How the applicant was told something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeChannel {
    /// SMS.
    Sms,
    /// E-mail.
    Email,
    /// Telephone call by an officer.
    Phone,
    /// Permitted social network.
    SocialNetwork,
    /// Letter.
    Letter,
    /// Told at the desk.
    InPerson,
}

/// What a notice was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// The promised day is near and there is no result yet (R18.2c).
    NearlyDue,
    /// The result is ready, early or on time (R18.6a).
    ResultReady,
    /// The promised day was confirmed or moved when a calendar was published.
    PromiseChanged,
    /// Something else.
    Other,
    /// Accepted, with code and promised day.
    Accepted,
    /// Guided at intake: what is missing (R16.2a).
    Guided,
    /// A supplement was asked (R18.1).
    SupplementAsked,
    /// The time for bringing what was asked is nearly over.
    AnswerNearlyDue,
    /// Closed because nothing was brought in time.
    Lapsed,
    /// Refused (R16.1d).
    Refused,
    /// Withdrawn or stopped at the applicant's wish.
    Withdrawn,
    /// Late, with apology and new day (R18.2).
    Apologised,
    /// The result was given to the post.
    GivenToPost,
    /// The clock stands for a lawful cause.
    ClockStopped,
    /// The clock runs again, with its new day.
    ClockResumed,
}

/// Where the proof of identity of the receiver lies (A12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceiverProof {
    /// Receipt and identity paper of the applicant.
    ReceiptAndIdentity,
    /// Identity paper only; the receipt was lost.
    IdentityOnly,
    /// Authority document of a representative and their identity paper.
    Authority,
    /// Signed delivery note of the post.
    PostDelivery,
    /// Delivered to the applicant's account.
    Account,
}

/// What is looked at in a paper before acceptance, so that one answer is complete (R16.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckKind {
    /// The published number is there.
    Count,
    /// The scan can be read.
    Legible,
    /// The paper bears a date and is still valid.
    Date,
    /// The identity number has its lawful form and is the applicant's.
    Identity,
    /// It is signed.
    Signature,
}

/// The outcome of one look at one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperCheck {
    /// Which paper.
    pub paper: PaperCode,
    /// What was looked at.
    pub check: CheckKind,
    /// Whether the program looked, not the officer.
    pub by_machine: bool,
    /// Whether it is in order.
    pub passed: bool,
    /// What is wrong, in words; empty when it passed.
    pub note: String,
}

/// A scanned paper or electronic file, kept by its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// SHA-256 of the content, 64 hexadecimal digits.
    pub file: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Pages or images; 0 where nobody counted.
    pub pages: u16,
    /// Media type found by content, for example `application/pdf`.
    pub media: String,
}

/// What one agency of a chain has to do, in the order fixed by the desk (R18.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The agency or its unit.
    pub unit: UnitId,
    /// Its part, in words.
    pub work: String,
    /// Working minutes that the process gives it; `None` where it states none.
    pub minutes: Option<u32>,
}

/// A consulted unit's opinion (R18.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Opinion {
    /// Agrees.
    Agree,
    /// Agrees on conditions, which the answer states.
    Conditions,
    /// Disagrees.
    Disagree,
}

/// A lawful cause for which the clock stands; there is no other (A5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StopCause {
    /// The applicant has to fulfil a financial duty that the law puts before the result.
    FinancialDuty,
    /// The applicant asked for it.
    ApplicantsWish,
}

/// An exemption or reduction of a published charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reduction {
    /// Code of the charge.
    pub charge: String,
    /// Who is exempt, as published.
    pub who: String,
    /// Per cent off, 1 to 100.
    pub percent: u8,
    /// What proved it.
    pub proof: String,
}
