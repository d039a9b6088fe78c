//! What somebody wants to happen, and what the rules may look at to decide.

use calendar::Calendar;
use jiff::civil::{Date, DateTime};
use law::Parameters;

use super::code::DossierCode;
use super::event::{
    Actor, Applicant, DataRef, NoticeChannel, NoticeKind, Opinion, PaperCheck, PaymentMethod,
    ReceivedElsewhere, ReceiverProof, Recorded, RegisterEntry, RequestedItem, ResultPaper, ReturnBy, Scan,
    Slip, StopCause, SubmittedPaper,
};
use crate::ids::{CaseId, DossierId, PaperCode, PersonId, StepId, UnitId};
use crate::organisation::Organisation;
use crate::procedure::{Channel, Procedure};

/// Numbers that the store has set aside for this act; only those that an event uses are consumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// The next dossier code of the receiving agency today.
    pub code: DossierCode,
    /// The next number of the slip that this act may print.
    pub slip: Slip,
    /// The next line of the tracking register.
    pub register: RegisterEntry,
}

/// Everything a decision may look at besides the dossier and the command.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The server's time.
    pub at: DateTime,
    /// Who acts.
    pub by: &'a Actor,
    /// The procedure version: the one in force now until acceptance, afterwards the pinned one.
    pub procedure: &'a Procedure,
    /// The calendar of the unit that counts.
    pub calendar: &'a Calendar,
    /// The dated parameters of the rules.
    pub parameters: &'a Parameters,
    /// Units and their competence.
    pub organisation: &'a Organisation,
    /// Numbers set aside; `None` for acts that print and number nothing.
    pub numbers: Option<&'a Numbers>,
    /// The dossier's history, for acts that look back; empty where none does.
    pub history: &'a [Recorded],
    /// Another dossier that the proof of this payment has paid already (A11).
    pub proof_paid: Option<&'a DossierId>,
}

/// How a new dossier arrived, as far as its channel needs more than papers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrival {
    /// By the public post, with the signed minute.
    pub posted: Option<Posted>,
    /// The agency that received it by mistake, and when.
    pub forwarded: Option<(UnitId, DateTime)>,
    /// The desk where the result is collected, when it is another one.
    pub return_desk: Option<UnitId>,
    /// The ministry's system and the dossier's number there.
    pub external: Option<(String, String)>,
}

/// What the hand-over minute of the post says of one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Number of the minute.
    pub minute: Slip,
    /// When both sides signed it, by the server's clock.
    pub signed_at: DateTime,
    /// Number of the consignment.
    pub consignment: String,
    /// Postage in đồng.
    pub postage: i64,
    /// Charges and fees that the post collected, in đồng.
    pub collected: i64,
}

/// One line of what is to be paid, as the officer settles it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeLine {
    /// Code of the published charge.
    pub charge: String,
    /// How many of what the amount is for; 1 for the whole dossier.
    pub quantity: u32,
    /// The amount of one in đồng, only where the publication leaves it to another text.
    pub amount: Option<i64>,
    /// The published exemption that applies, by its place in the charge's list from 0, with its proof.
    pub exemption: Option<(usize, String)>,
}

/// What somebody wants.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "one command at a time is alive; boxing would only burden callers"
)]
pub enum Command {
    /// Record applicant, papers and wishes of a new dossier.
    Register {
        /// Case, where the procedure has cases.
        case: Option<CaseId>,
        /// Channel.
        channel: Channel,
        /// Who applies.
        applicant: Applicant,
        /// Who acts for them.
        represented_by: Option<DataRef>,
        /// What is handed in.
        papers: Vec<SubmittedPaper>,
        /// Sets handed in.
        sets: u16,
        /// Answers of the electronic form.
        answers: Option<DataRef>,
        /// How the result goes back.
        return_by: ReturnBy,
        /// The receiving desk.
        desk: UnitId,
        /// The person at the desk who is accountable; for a citizen's own filing the desk's duty officer.
        holder: PersonId,
        /// Receipt elsewhere, if any.
        received_elsewhere: Option<ReceivedElsewhere>,
        /// Officer who helped, if any.
        assisted_by: Option<PersonId>,
        /// Tracking token.
        token: DataRef,
        /// How it arrived, beyond the channel.
        arrival: Arrival,
    },
    /// Guide the applicant once, with everything that is missing.
    Guide {
        /// What is missing or wrong besides the papers that are not there at all.
        items: Vec<RequestedItem>,
        /// Not competent at all.
        not_competent: bool,
        /// Further guidance.
        remark: String,
    },
    /// Raise an unclear dossier to the Centre's leader.
    Escalate {
        /// The Centre.
        to: UnitId,
        /// Why.
        reason: String,
    },
    /// Leader's answer.
    AnswerEscalation {
        /// The outcome of the joint look.
        answer: String,
        /// The desk officer who goes on.
        to: PersonId,
    },
    /// Accept; with a result when it is owed at once and ready.
    Accept {
        /// The applicant asks for a receipt although none is due (NĐ 61/2018 Điều 17.4).
        receipt_wanted: bool,
    },
    /// Give the result of an immediate procedure and close.
    GiveAtOnce {
        /// The result.
        result: ResultPaper,
        /// What proved that the receiver is entitled.
        proof: ReceiverProof,
    },
    /// Refuse with reason.
    Refuse {
        /// The provision that forbids it, as a document and article.
        ground: String,
        /// The reason in words.
        reason: String,
    },
    /// Send to a unit with the control slip.
    Transfer {
        /// Receiving unit; `None` means the next one of the process.
        to: Option<UnitId>,
        /// Whether the paper goes along.
        paper: bool,
    },
    /// Take over what was transferred, or the paper alone.
    Take {
        /// The accountable person; `None` means the taker.
        holder: Option<PersonId>,
        /// Whether the paper is taken.
        paper: bool,
    },
    /// Complete the present step.
    CompleteStep {
        /// Which; must be one that is open now.
        step: StepId,
        /// What was found or done.
        note: String,
        /// The person to go on, where the step passes it to somebody known.
        next_person: Option<PersonId>,
    },
    /// Ask for a supplement.
    AskSupplement {
        /// Everything that is asked.
        items: Vec<RequestedItem>,
        /// Why.
        reason: String,
    },
    /// Record what the applicant brought: at intake after guidance, or after a supplement request.
    Supplement {
        /// What was brought.
        papers: Vec<SubmittedPaper>,
    },
    /// Send the result to the desk.
    SendResult {
        /// The result.
        result: ResultPaper,
    },
    /// Confirm the result at the desk.
    ConfirmResult,
    /// Record that the applicant was told.
    Notify {
        /// About what.
        kind: NoticeKind,
        /// How.
        channel: NoticeChannel,
        /// Proof.
        proof: String,
    },
    /// Record a payment.
    Pay {
        /// Amount in đồng.
        amount: i64,
        /// How.
        method: PaymentMethod,
        /// Number of the receipt or proof.
        receipt: String,
    },
    /// Hand the result over and close.
    HandOver {
        /// How.
        by: ReturnBy,
        /// What proved that the receiver is entitled.
        proof: ReceiverProof,
        /// The receiver, when it is not the applicant.
        receiver: Option<DataRef>,
    },
    /// Withdraw at the applicant's request.
    Withdraw {
        /// Why.
        reason: String,
        /// Proof of the applicant's will.
        proof: String,
    },
    /// Make another person of the holding unit accountable.
    Assign {
        /// To whom.
        to: PersonId,
        /// Why.
        reason: String,
    },
    /// Leave a remark.
    Note {
        /// The remark.
        text: String,
    },
    /// Record what a ministry's system says.
    SyncExternal {
        /// Name of the system.
        system: String,
        /// The dossier's number there.
        reference: String,
        /// Its state there.
        state: String,
    },
    /// Record the looks at the papers.
    CheckPapers {
        /// Every look.
        checks: Vec<PaperCheck>,
    },
    /// Add scans or files.
    Attach {
        /// The paper they show.
        paper: Option<PaperCode>,
        /// The files, already stored.
        scans: Vec<Scan>,
    },
    /// Ask an agency to send somebody.
    InviteAgency {
        /// Which.
        unit: UnitId,
        /// About what.
        about: String,
    },
    /// Confirm a withdrawal as second person.
    ConfirmWithdrawal,
    /// Correct an officer's mistake.
    Correct {
        /// Revision of the act to undo.
        undo: u32,
        /// What was wrong.
        reason: String,
        /// Cost in đồng.
        cost: i64,
        /// The unit that bears it; `None` means the unit whose act is undone.
        bearer: Option<UnitId>,
    },
    /// Fix the order of the agencies of a chain.
    OrderChain {
        /// The agencies, the lead first; empty means the order of the process.
        order: Vec<UnitId>,
    },
    /// Ask units for an opinion.
    Consult {
        /// The consultation of the process; `None` for one that the process does not foresee.
        step: Option<StepId>,
        /// Who is asked; empty means those of the process.
        units: Vec<UnitId>,
        /// What is asked.
        question: String,
        /// What is enclosed.
        documents: Vec<String>,
        /// Answer period in working days; `None` means that of the process, else of the rules.
        days: Option<u16>,
    },
    /// Answer a consultation.
    AnswerConsultation {
        /// Which.
        id: StepId,
        /// The opinion.
        opinion: Opinion,
        /// In words.
        answer: String,
    },
    /// Apologise with a new day.
    Apologise {
        /// Why it is late.
        reason: String,
        /// The new day.
        again: Date,
    },
    /// Stop the clock.
    StopClock {
        /// For which lawful cause.
        cause: StopCause,
        /// In words.
        reason: String,
        /// What shows it.
        proof: String,
    },
    /// Let the clock run again.
    ResumeClock,
    /// Settle what is to be paid.
    SetCharges {
        /// Every line.
        lines: Vec<ChargeLine>,
    },
    /// Void a payment, as second person.
    VoidFee {
        /// Number of its receipt or proof.
        receipt: String,
        /// Why.
        reason: String,
    },
    /// Give money back.
    Refund {
        /// Amount in đồng.
        amount: i64,
        /// Why.
        reason: String,
    },
    /// Send the result on to the desk where it is collected.
    ForwardResult,
    /// Give the result to the public post.
    GiveToPost {
        /// Number of the consignment.
        consignment: String,
        /// Number of the hand-over list; `None` gives it a list of its own.
        list: Option<Slip>,
        /// Postage in đồng.
        postage: i64,
    },
    /// Record that the post could not deliver.
    CameBackByPost {
        /// Why.
        reason: String,
    },
    /// Hand a copy to a further recipient of the procedure.
    HandOverCopy {
        /// Its code in the procedure.
        recipient: String,
        /// Proof of receipt.
        proof: String,
    },
    /// Record that a message was put in the outbox, in the same transaction.
    QueueNotice {
        /// About what.
        kind: NoticeKind,
        /// How.
        channel: NoticeChannel,
        /// Id of the message.
        message: String,
    },
    /// Record that a queued message was delivered.
    NoticeSent {
        /// Id of the message.
        message: String,
        /// What the provider answered.
        proof: String,
    },
    /// Record that a queued message was given up.
    FailNotice {
        /// Id of the message.
        message: String,
        /// What failed.
        error: String,
    },
    /// Written by the schedule when consulted units were silent past their time.
    MarkSilent,
    /// Written by the schedule when nothing was brought in time.
    Lapse,
    /// Written by the schedule when the promised instant has passed.
    MarkOverdue,
    /// Written by the schedule when a calendar was published that a provisional promise waited for.
    Recount,
}

impl Command {
    /// The name of the action, as in the API and the rights table.
    #[must_use]
    pub fn action(&self) -> &'static str {
        match self {
            Command::Register { .. } => "register",
            Command::Guide { .. } => "guide",
            Command::Escalate { .. } => "escalate",
            Command::AnswerEscalation { .. } => "answer-escalation",
            Command::Accept { .. } => "accept",
            Command::GiveAtOnce { .. } => "give-at-once",
            Command::Refuse { .. } => "refuse",
            Command::Transfer { .. } => "transfer",
            Command::Take { .. } => "take",
            Command::CompleteStep { .. } => "complete-step",
            Command::AskSupplement { .. } => "ask-supplement",
            Command::Supplement { .. } => "supplement",
            Command::SendResult { .. } => "send-result",
            Command::ConfirmResult => "confirm-result",
            Command::Notify { .. } => "notify",
            Command::Pay { .. } => "pay",
            Command::HandOver { .. } => "hand-over",
            Command::Withdraw { .. } => "withdraw",
            Command::Assign { .. } => "assign",
            Command::Note { .. } => "note",
            Command::SyncExternal { .. } => "sync-external",
            Command::CheckPapers { .. } => "check-papers",
            Command::Attach { .. } => "attach",
            Command::InviteAgency { .. } => "invite-agency",
            Command::ConfirmWithdrawal => "confirm-withdrawal",
            Command::Correct { .. } => "correct",
            Command::OrderChain { .. } => "order-chain",
            Command::Consult { .. } => "consult",
            Command::AnswerConsultation { .. } => "answer-consultation",
            Command::Apologise { .. } => "apologise",
            Command::StopClock { .. } => "stop-clock",
            Command::ResumeClock => "resume-clock",
            Command::SetCharges { .. } => "set-charges",
            Command::VoidFee { .. } => "void-fee",
            Command::Refund { .. } => "refund",
            Command::ForwardResult => "forward-result",
            Command::GiveToPost { .. } => "give-to-post",
            Command::CameBackByPost { .. } => "came-back-by-post",
            Command::HandOverCopy { .. } => "hand-over-copy",
            Command::QueueNotice { .. } => "queue-notice",
            Command::NoticeSent { .. } => "notice-sent",
            Command::FailNotice { .. } => "fail-notice",
            Command::MarkSilent => "mark-silent",
            Command::Lapse => "lapse",
            Command::MarkOverdue => "mark-overdue",
            Command::Recount => "recount",
        }
    }
}
