//! What can have happened to a dossier: facts in the past tense, complete, with their basis.

mod fact;

use jiff::civil::DateTime;
use law::Citation;

pub use fact::*;

use super::code::DossierCode;
use super::state::Stage;
use crate::ids::{CaseId, PaperCode, PersonId, StepId, UnitId};
use crate::procedure::Channel;
use crate::procedure::process::Silence;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Applicant, papers and wishes were recorded.
    Registered {
        /// Procedure version at that moment.
        procedure: ProcedurePin,
        /// Case, where the procedure has cases.
        case: Option<CaseId>,
        /// Channel.
        channel: Channel,
        /// Who applies.
        applicant: Applicant,
        /// Who acts for them, with the authority document: beside the journal.
        represented_by: Option<DataRef>,
        /// What was handed in.
        papers: Vec<SubmittedPaper>,
        /// Sets handed in.
        sets: u16,
        /// Answers of the electronic form: beside the journal.
        answers: Option<DataRef>,
        /// How the result goes back.
        return_by: ReturnBy,
        /// The receiving desk.
        desk: UnitId,
        /// The person at the desk who is accountable from the first moment (R3.5).
        holder: PersonId,
        /// Receipt elsewhere, if any.
        received_elsewhere: Option<ReceivedElsewhere>,
        /// Officer who helped to file online, if any (R7.14).
        assisted_by: Option<PersonId>,
        /// Unguessable token of the tracking link: beside the journal.
        token: DataRef,
        /// Basis.
        basis: Citation,
    },
    /// The applicant was guided once, with a complete list (R16.1b).
    Guided {
        /// Number of the guidance slip.
        slip: Slip,
        /// What is missing or wrong.
        items: Vec<RequestedItem>,
        /// True when the Centre is not competent; then `remark` says who is.
        not_competent: bool,
        /// Further guidance.
        remark: String,
        /// Basis.
        basis: Citation,
    },
    /// Papers were completed at intake.
    CompletedAtIntake {
        /// All papers now in the dossier.
        papers: Vec<SubmittedPaper>,
        /// Basis.
        basis: Citation,
    },
    /// An unclear dossier was raised to the Centre's leader (R16.1c).
    Escalated {
        /// The unit whose leader decides.
        to: UnitId,
        /// Why.
        reason: String,
        /// Basis.
        basis: Citation,
    },
    /// The leader returned it to the desk with the outcome of the joint look.
    EscalationAnswered {
        /// The outcome.
        answer: String,
        /// The desk officer who goes on.
        to: PersonId,
        /// Basis.
        basis: Citation,
    },
    /// Accepted, with code and, unless the result is owed at once, a promised day (R16.1a).
    Accepted {
        /// The code.
        code: DossierCode,
        /// Procedure version in force at acceptance; from here on the dossier keeps it.
        procedure: ProcedurePin,
        /// The promised day; `None` when the result is owed at once.
        promise: Option<Promise>,
        /// Number of the receipt; `None` when none is made.
        receipt: Option<Slip>,
        /// Line in the tracking register.
        register: RegisterEntry,
        /// What is to be paid.
        owed: Vec<Due>,
        /// When the paper must be with the agency (R17.1); `None` when nothing is transferred.
        transfer_by: Option<DateTime>,
        /// Until when a supplement may be asked after appraisal (R18.1).
        supplement_by: Option<DateTime>,
        /// Until when the applicant is warned if there is no result (R18.2c).
        warn_by: Option<DateTime>,
        /// Basis.
        basis: Citation,
    },
    /// The result was given at once and the dossier closed (R16.1a).
    GivenAtOnce {
        /// The result.
        result: ResultPaper,
        /// What proved that the receiver is entitled.
        proof: ReceiverProof,
        /// Basis.
        basis: Citation,
    },
    /// Refused with slip and reason (R16.1d).
    Refused {
        /// Number of the refusal slip.
        slip: Slip,
        /// The provision that forbids it.
        ground: String,
        /// The reason in words.
        reason: String,
        /// True when refused after appraisal, not at intake.
        after_appraisal: bool,
        /// Basis.
        basis: Citation,
    },
    /// Sent to a unit with the control slip, signed by the giver (R17.1).
    Transferred {
        /// Giving unit.
        from: UnitId,
        /// Receiving unit.
        to: UnitId,
        /// Whether the paper goes along.
        paper: bool,
        /// Basis.
        basis: Citation,
    },
    /// Taken over, signed by the taker.
    Taken {
        /// Taking unit.
        unit: UnitId,
        /// Person who is accountable from now on.
        holder: PersonId,
        /// Whether the paper was taken too.
        paper: bool,
        /// Whether the forwarding came after the lawful moment.
        late: bool,
        /// Basis.
        basis: Citation,
    },
    /// The paper arrived apart from the electronic file.
    PaperTaken {
        /// Taking unit.
        unit: UnitId,
        /// Who signed for it.
        person: PersonId,
        /// Whether the forwarding came after the lawful moment.
        late: bool,
        /// Basis.
        basis: Citation,
    },
    /// A step of the process was done.
    StepCompleted {
        /// Which.
        step: StepId,
        /// What was found or done.
        note: String,
        /// The unit that is accountable next.
        next_unit: UnitId,
        /// The person that is accountable next; `None` until the unit assigns.
        next_person: Option<PersonId>,
        /// Basis.
        basis: Citation,
    },
    /// A supplement was asked after appraisal, once, with a complete list (R18.1).
    SupplementAsked {
        /// Number of the slip.
        slip: Slip,
        /// What is asked.
        items: Vec<RequestedItem>,
        /// Why.
        reason: String,
        /// Basis.
        basis: Citation,
    },
    /// The complete supplement arrived: the clock starts again from zero (R18.1).
    SupplementReceived {
        /// All papers now in the dossier.
        papers: Vec<SubmittedPaper>,
        /// The new promise.
        promise: Promise,
        /// Until when the applicant is warned if there is no result.
        warn_by: DateTime,
        /// Steps that need not be done again: the assignment to those who have it already.
        kept: Vec<StepId>,
        /// Basis.
        basis: Citation,
    },
    /// The result left the agency with the control slip (R18.6).
    ResultSent {
        /// The result.
        result: ResultPaper,
        /// From which unit.
        from: UnitId,
        /// To which desk.
        to: UnitId,
        /// Basis.
        basis: Citation,
    },
    /// The Centre confirmed the result.
    ResultConfirmed {
        /// Who holds it at the desk.
        holder: PersonId,
        /// Whether it came before the promised day.
        early: bool,
        /// Until when the applicant is told (R18.6a).
        notify_by: DateTime,
        /// Basis.
        basis: Citation,
    },
    /// The applicant was told.
    Notified {
        /// About what.
        kind: NoticeKind,
        /// How.
        channel: NoticeChannel,
        /// Proof: message id, call note.
        proof: String,
        /// Basis.
        basis: Citation,
    },
    /// A payment was recorded (R18.6b).
    FeeRecorded {
        /// Amount in đồng.
        amount: i64,
        /// How.
        method: PaymentMethod,
        /// Number of the receipt or proof.
        receipt: String,
        /// Basis.
        basis: Citation,
    },
    /// The result was handed over and the dossier closed.
    HandedOver {
        /// How.
        by: ReturnBy,
        /// What proved that the receiver is entitled.
        proof: ReceiverProof,
        /// Name of the receiver when it is not the applicant: beside the journal.
        receiver: Option<DataRef>,
        /// Basis.
        basis: Citation,
    },
    /// The applicant withdrew the dossier.
    Withdrawn {
        /// Why, in the applicant's words.
        reason: String,
        /// Proof of the applicant's will, for example the signed request's number.
        proof: String,
        /// Basis.
        basis: Citation,
    },
    /// Another person of the holding unit became accountable.
    Assigned {
        /// To whom.
        to: PersonId,
        /// In which unit.
        unit: UnitId,
        /// Why.
        reason: String,
        /// Basis.
        basis: Citation,
    },
    /// A remark that changes nothing.
    Noted {
        /// The remark.
        text: String,
    },
    /// The promised instant passed without a result; written by the schedule (R11.2d).
    BecameOverdue {
        /// The promised instant.
        due: DateTime,
        /// Who held it then.
        holder_unit: UnitId,
        /// Basis.
        basis: Citation,
    },
    /// A provisional promise was counted again after a calendar was published.
    PromiseRecounted {
        /// The promise now in force.
        promise: Promise,
        /// Until when the applicant is warned if there is no result.
        warn_by: DateTime,
        /// Until when a supplement may be asked now; `None` leaves it as it was.
        supplement_by: Option<DateTime>,
        /// When the paper must be with the agency now; `None` leaves it as it was.
        transfer_by: Option<DateTime>,
        /// Basis.
        basis: Citation,
    },
    /// It came by the public post: the minute signed by both sides is the moment of submission (R7.20).
    ReceivedByPost {
        /// Number of the hand-over minute.
        minute: Slip,
        /// When both sides signed it, by the server's clock.
        signed_at: DateTime,
        /// Number of the consignment, which the post prints as a barcode.
        consignment: String,
        /// Postage in đồng.
        postage: i64,
        /// Charges and fees that the post collected, in đồng.
        collected: i64,
        /// Basis.
        basis: Citation,
    },
    /// An agency that had received it by mistake forwarded it to the Centre (R16.3).
    ForwardedByAgency {
        /// Which agency.
        unit: UnitId,
        /// When the agency received it, as its evidence says.
        received_at: DateTime,
        /// Whether it was forwarded after the lawful moment.
        late: bool,
        /// Basis.
        basis: Citation,
    },
    /// The applicant collects the result at another desk than the one that received the dossier.
    ReturnPlaceChosen {
        /// Which desk.
        desk: UnitId,
        /// Basis.
        basis: Citation,
    },
    /// What a ministry's own system says of it, by hand or by connector (R16.4).
    ExternalStateRecorded {
        /// Name of the system.
        system: String,
        /// The dossier's number there.
        reference: String,
        /// Its state there, in that system's words.
        state: String,
        /// Basis.
        basis: Citation,
    },
    /// The papers were looked at before acceptance.
    PapersChecked {
        /// Every look.
        checks: Vec<PaperCheck>,
        /// Basis.
        basis: Citation,
    },
    /// Scans or files were added.
    ScansAttached {
        /// The paper they show; `None` for what belongs to no published paper, such as the authority document.
        paper: Option<PaperCode>,
        /// The files.
        scans: Vec<Scan>,
        /// Basis.
        basis: Citation,
    },
    /// An online filing lay past the time for checking it.
    TakenUpLate {
        /// Until when it should have been checked.
        by: DateTime,
        /// Basis.
        basis: Citation,
    },
    /// Until when the applicant may bring what a slip asked.
    AnswerAwaited {
        /// The last instant.
        until: DateTime,
        /// Basis.
        basis: Citation,
    },
    /// Nothing was brought in time: closed by rule, with a notice; written by the schedule.
    Lapsed {
        /// Number of the notice.
        slip: Slip,
        /// When the time ended.
        until: DateTime,
        /// Basis.
        basis: Citation,
    },
    /// An unclear dossier waits for the leader, who has until then (R16.1c).
    EscalationParked {
        /// The last instant.
        until: DateTime,
        /// Basis.
        basis: Citation,
    },
    /// The leader asked an agency to send somebody to look at it together (R16.1c).
    AgencyInvited {
        /// Which agency.
        unit: UnitId,
        /// About what.
        about: String,
        /// Until when somebody is to come.
        come_by: DateTime,
        /// Basis.
        basis: Citation,
    },
    /// The applicant wants the dossier back; a second officer has to confirm it (A4).
    WithdrawalAsked {
        /// Why, in the applicant's words.
        reason: String,
        /// Proof of the applicant's will.
        proof: String,
        /// Basis.
        basis: Citation,
    },
    /// A second officer confirmed the withdrawal; the notice is numbered.
    WithdrawalConfirmed {
        /// Number of the notice.
        slip: Slip,
        /// Basis.
        basis: Citation,
    },
    /// An officer's mistake was corrected: undone, never erased (NĐ 61/2018 Điều 21).
    MistakeCorrected {
        /// Revision of the act that was undone.
        undone: u32,
        /// Kind of that act.
        kind: String,
        /// The stage it goes back to.
        back_to: Stage,
        /// The unit that has it again.
        unit: UnitId,
        /// The person that has it again.
        person: Option<PersonId>,
        /// The unit it is on the way to again, if it was.
        in_transit_to: Option<UnitId>,
        /// Steps that count as not done again.
        steps: Vec<StepId>,
        /// Number of the letter of apology.
        slip: Slip,
        /// What was wrong.
        reason: String,
        /// Cost that the side at fault bears, in đồng.
        cost: i64,
        /// The unit that bears it.
        bearer: UnitId,
        /// Basis.
        basis: Citation,
    },
    /// The desk fixed the order of the agencies of a chain (R18.4).
    ChainOrdered {
        /// The agencies in their order, the lead first, each with its duty.
        duties: Vec<Duty>,
        /// Basis.
        basis: Citation,
    },
    /// A unit was told to bring the paper (R18.3, step 1).
    PaperToBring {
        /// Who brings it.
        from: UnitId,
        /// To whom.
        to: UnitId,
        /// Until when.
        by: DateTime,
        /// Basis.
        basis: Citation,
    },
    /// A unit has the electronic file and the paper: its time begins (R18.3, step 2).
    PartStarted {
        /// Which unit.
        unit: UnitId,
        /// Until when its part is to be done; `None` where the process states no time.
        due: Option<DateTime>,
        /// Basis.
        basis: Citation,
    },
    /// Units were asked for an opinion; the clock runs on (R18.5).
    ConsultationAsked {
        /// Its id within the dossier: the step of the process, or `lyk-1`, `lyk-2` …
        id: StepId,
        /// Who is asked.
        units: Vec<UnitId>,
        /// What is asked.
        question: String,
        /// What is enclosed, in words.
        documents: Vec<String>,
        /// Until when an answer is expected.
        answer_by: DateTime,
        /// What silence means then.
        silence: Silence,
        /// Basis.
        basis: Citation,
    },
    /// A consulted unit answered.
    ConsultationAnswered {
        /// Which consultation.
        id: StepId,
        /// Who answered.
        unit: UnitId,
        /// The opinion.
        opinion: Opinion,
        /// In words.
        answer: String,
        /// Whether the answer came after its time.
        late: bool,
        /// Basis.
        basis: Citation,
    },
    /// A consulted unit was silent past the time; the Centre is told. Written by the schedule.
    ConsultationSilent {
        /// Which consultation.
        id: StepId,
        /// Who was silent.
        unit: UnitId,
        /// When the time ended.
        answer_by: DateTime,
        /// Basis.
        basis: Citation,
    },
    /// The one apology for a late result, with a new day (R18.2).
    Apologised {
        /// Number of the letter.
        slip: Slip,
        /// Whether the delay is the Centre's own; then its director signs.
        by_centre: bool,
        /// The unit whose delay it is.
        fault: UnitId,
        /// Why it is late.
        reason: String,
        /// The promise that was not kept.
        due: DateTime,
        /// The new day.
        again: DateTime,
        /// Until when the applicant is warned again.
        warn_by: DateTime,
        /// Basis.
        basis: Citation,
    },
    /// The clock stands for a lawful cause.
    ClockStopped {
        /// Which.
        cause: StopCause,
        /// In words.
        reason: String,
        /// What shows it: the notice of the tax office, the applicant's letter; empty in older records.
        proof: String,
        /// Basis.
        basis: Citation,
    },
    /// The clock runs again with the working days that were left.
    ClockResumed {
        /// The promise now in force.
        promise: Promise,
        /// Until when the applicant is warned.
        warn_by: DateTime,
        /// Basis.
        basis: Citation,
    },
    /// What is to be paid was settled item by item.
    ChargesSet {
        /// Everything that is owed.
        owed: Vec<Due>,
        /// Exemptions and reductions in it.
        reductions: Vec<Reduction>,
        /// Basis.
        basis: Citation,
    },
    /// A numbered receipt was made for cash.
    FeeReceiptIssued {
        /// Its number in the book of the desk.
        slip: Slip,
        /// Amount in đồng.
        amount: i64,
        /// Basis.
        basis: Citation,
    },
    /// A second person voided a payment that was recorded wrongly.
    FeeVoided {
        /// Number of its receipt or proof.
        receipt: String,
        /// Amount in đồng.
        amount: i64,
        /// Why.
        reason: String,
        /// Basis.
        basis: Citation,
    },
    /// Money was given back.
    FeeRefunded {
        /// Number of the voucher.
        slip: Slip,
        /// Amount in đồng.
        amount: i64,
        /// Why.
        reason: String,
        /// Basis.
        basis: Citation,
    },
    /// The result went on from the receiving desk to the desk where it is collected.
    ResultForwarded {
        /// From which desk.
        from: UnitId,
        /// To which desk.
        to: UnitId,
        /// Basis.
        basis: Citation,
    },
    /// The result was given to the public post, with a list signed by both sides (R18.6c).
    GivenToPost {
        /// Number of the consignment.
        consignment: String,
        /// Number of the hand-over list.
        list: Slip,
        /// Postage in đồng, paid by the applicant.
        postage: i64,
        /// Charges and fees that the post collects on delivery, in đồng.
        collect: i64,
        /// Basis.
        basis: Citation,
    },
    /// The post could not deliver it and brought it back.
    CameBackByPost {
        /// Why.
        reason: String,
        /// Basis.
        basis: Citation,
    },
    /// A further recipient named by the procedure got its copy of the result.
    CopyHandedOver {
        /// Code of the recipient in the procedure.
        recipient: String,
        /// Proof of receipt.
        proof: String,
        /// Basis.
        basis: Citation,
    },
    /// A message to the applicant was put in the outbox.
    NoticeQueued {
        /// About what.
        kind: NoticeKind,
        /// How.
        channel: NoticeChannel,
        /// Id of the message.
        message: String,
        /// Basis.
        basis: Citation,
    },
    /// A message could not be delivered: somebody has to call.
    NoticeFailed {
        /// Id of the message.
        message: String,
        /// What failed.
        error: String,
        /// Basis.
        basis: Citation,
    },
}
