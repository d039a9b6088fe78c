//! What somebody wants to happen, and what the rules may look at to decide.

use calendar::Calendar;
use jiff::civil::DateTime;
use law::Parameters;

use super::code::DossierCode;
use super::event::{
    Actor, Applicant, DataRef, NoticeChannel, NoticeKind, PaymentMethod, ReceivedElsewhere, ReceiverProof,
    RegisterEntry, RequestedItem, ResultPaper, ReturnBy, Slip, SubmittedPaper,
};
use crate::ids::{CaseId, PersonId, StepId, UnitId};
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
            Command::MarkOverdue => "mark-overdue",
            Command::Recount => "recount",
        }
    }
}
