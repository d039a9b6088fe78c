//! What the edges hand in: web forms and API bodies both become these types.

use domain::dossier::event::{
    CheckKind, NoticeChannel, NoticeKind, Opinion, PaymentMethod, ReceivedElsewhere, ReceiverProof, ReturnBy,
    Scan, Slip, StopCause,
};
use domain::dossier::{Arrival, ChargeLine};
use domain::procedure::{ApplicantKind, Channel};
use jiff::civil::Date;

use crate::person::{PersonalData, Representative};

/// A paper as handed in, by its code in the procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperInput {
    /// Code in the procedure.
    pub code: String,
    /// Originals.
    pub originals: u16,
    /// Copies.
    pub copies: u16,
}

/// An item of a guidance or supplement slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemInput {
    /// Code of the published paper.
    pub paper: String,
    /// What is missing or wrong.
    pub what: String,
}

/// What the officer does with a new dossier in the same act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// Check and accept.
    Accept {
        /// The applicant wants a receipt although none is due.
        receipt_wanted: bool,
    },
    /// Only record it; a decision follows.
    Register,
    /// Guide once.
    Guide {
        /// What is wrong besides missing papers.
        items: Vec<ItemInput>,
        /// Not competent.
        not_competent: bool,
        /// Further guidance.
        remark: String,
    },
    /// Raise to the leader.
    Escalate {
        /// Why.
        reason: String,
    },
    /// Refuse.
    Refuse {
        /// The provision.
        ground: String,
        /// The reason.
        reason: String,
    },
    /// Accept and give the result of an immediate procedure, all in one.
    GiveAtOnce {
        /// The result.
        result: ResultInput,
        /// What proved that the receiver is entitled.
        proof: ReceiverProof,
        /// The applicant wants a receipt.
        receipt_wanted: bool,
        /// Payment taken in the same act.
        payment: Option<PaymentInput>,
    },
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentInput {
    /// Amount in đồng.
    pub amount: i64,
    /// How.
    pub method: PaymentMethod,
    /// Number of the receipt or proof.
    pub receipt: String,
}

/// A result paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResultInput {
    /// Name; empty means the procedure's result.
    pub name: String,
    /// Number.
    pub number: String,
    /// SHA-256 of the electronic result, when it is stored.
    pub file: Option<String>,
}

/// A new dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// Procedure code.
    pub procedure: String,
    /// Case id, where the procedure has cases.
    pub case: Option<String>,
    /// Channel.
    pub channel: Channel,
    /// Kind of applicant.
    pub applicant_kind: ApplicantKind,
    /// The applicant.
    pub applicant: PersonalData,
    /// Who acts for them.
    pub represented_by: Option<Representative>,
    /// Papers handed in.
    pub papers: Vec<PaperInput>,
    /// Sets handed in.
    pub sets: u16,
    /// Answers of the electronic form, as JSON text of an object.
    pub answers: Option<String>,
    /// How the result goes back.
    pub return_by: ReturnBy,
    /// Receipt elsewhere, with evidence.
    pub received_elsewhere: Option<ReceivedElsewhere>,
    /// Filed online with an officer's help.
    pub assisted: bool,
    /// How it arrived, beyond the channel.
    pub arrival: Arrival,
    /// What is to be paid item by item, settled in the act that accepts; empty leaves it to the publication.
    pub charges: Vec<ChargeLine>,
    /// What happens in the same act; a citizen's filing is always only recorded.
    pub intent: Intent,
}

/// A receiver who is not the applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiverInput {
    /// Who, with the authority document.
    pub person: Representative,
}

/// Anything done to a dossier after it was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Accept.
    Accept {
        /// The applicant wants a receipt although none is due.
        receipt_wanted: bool,
    },
    /// Guide once.
    Guide {
        /// What is wrong besides missing papers.
        items: Vec<ItemInput>,
        /// Not competent.
        not_competent: bool,
        /// Further guidance.
        remark: String,
    },
    /// Refuse.
    Refuse {
        /// The provision.
        ground: String,
        /// The reason.
        reason: String,
    },
    /// Raise to the Centre's leader.
    Escalate {
        /// Why.
        reason: String,
    },
    /// Leader's answer.
    AnswerEscalation {
        /// The outcome.
        answer: String,
        /// The desk officer who goes on; empty means the one who raised it.
        to: String,
    },
    /// Send on with the control slip.
    Transfer {
        /// Unit id; empty means the next of the process.
        to: String,
        /// The paper goes along.
        paper: bool,
    },
    /// Take over.
    Take {
        /// The paper is taken.
        paper: bool,
    },
    /// Complete a step.
    CompleteStep {
        /// Step id; empty means the only open one.
        step: String,
        /// What was found or done.
        note: String,
        /// Who goes on, where known.
        next_person: String,
    },
    /// Ask for a supplement.
    AskSupplement {
        /// Everything that is asked.
        items: Vec<ItemInput>,
        /// Why.
        reason: String,
    },
    /// Record what the applicant brought.
    Supplement {
        /// What was brought.
        papers: Vec<PaperInput>,
    },
    /// Send the result.
    SendResult {
        /// The result.
        result: ResultInput,
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
    Pay(PaymentInput),
    /// Hand the result over; for an immediate procedure give it at once.
    HandOver {
        /// How.
        by: ReturnBy,
        /// Proof.
        proof: ReceiverProof,
        /// The receiver, when not the applicant.
        receiver: Option<ReceiverInput>,
        /// The result, when it is given at once.
        result: ResultInput,
    },
    /// Withdraw.
    Withdraw {
        /// Why.
        reason: String,
        /// Proof of the applicant's will.
        proof: String,
    },
    /// Make somebody else accountable.
    Assign {
        /// Person id.
        to: String,
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
        checks: Vec<CheckInput>,
    },
    /// Add files that are stored already.
    Attach {
        /// Code of the paper they show; empty for what belongs to none.
        paper: String,
        /// The files.
        scans: Vec<Scan>,
    },
    /// Ask an agency to send somebody.
    InviteAgency {
        /// Unit id; empty means the settling agency.
        unit: String,
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
        /// Unit id of who bears it; empty means the side at fault.
        bearer: String,
    },
    /// Fix the order of the agencies of a chain.
    OrderChain {
        /// Unit ids, the lead first; empty means the order of the process.
        order: Vec<String>,
    },
    /// Ask units for an opinion.
    Consult {
        /// Step id of the process; empty for a consultation that it does not foresee.
        step: String,
        /// Unit ids; empty means those of the process.
        units: Vec<String>,
        /// What is asked.
        question: String,
        /// What is enclosed.
        documents: Vec<String>,
        /// Answer period in working days.
        days: Option<u16>,
    },
    /// Answer a consultation.
    AnswerConsultation {
        /// Its id; empty means the only one that waits for the caller's unit.
        id: String,
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
        /// For which cause.
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
    /// Void a payment as second person.
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
        /// The hand-over list of a batch; `None` gives it a list of its own.
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
}

/// One look at one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckInput {
    /// Code of the paper in the procedure.
    pub paper: String,
    /// What was looked at.
    pub check: CheckKind,
    /// Whether the program looked.
    pub by_machine: bool,
    /// Whether it is in order.
    pub passed: bool,
    /// What is wrong.
    pub note: String,
}

impl Action {
    /// Its name in the API and the rights table.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Action::Accept { .. } => "accept",
            Action::Guide { .. } => "guide",
            Action::Refuse { .. } => "refuse",
            Action::Escalate { .. } => "escalate",
            Action::AnswerEscalation { .. } => "answer-escalation",
            Action::Transfer { .. } => "transfer",
            Action::Take { .. } => "take",
            Action::CompleteStep { .. } => "complete-step",
            Action::AskSupplement { .. } => "ask-supplement",
            Action::Supplement { .. } => "supplement",
            Action::SendResult { .. } => "send-result",
            Action::ConfirmResult => "confirm-result",
            Action::Notify { .. } => "notify",
            Action::Pay(_) => "pay",
            Action::HandOver { .. } => "hand-over",
            Action::Withdraw { .. } => "withdraw",
            Action::Assign { .. } => "assign",
            Action::Note { .. } => "note",
            Action::SyncExternal { .. } => "sync-external",
            Action::CheckPapers { .. } => "check-papers",
            Action::Attach { .. } => "attach",
            Action::InviteAgency { .. } => "invite-agency",
            Action::ConfirmWithdrawal => "confirm-withdrawal",
            Action::Correct { .. } => "correct",
            Action::OrderChain { .. } => "order-chain",
            Action::Consult { .. } => "consult",
            Action::AnswerConsultation { .. } => "answer-consultation",
            Action::Apologise { .. } => "apologise",
            Action::StopClock { .. } => "stop-clock",
            Action::ResumeClock => "resume-clock",
            Action::SetCharges { .. } => "set-charges",
            Action::VoidFee { .. } => "void-fee",
            Action::Refund { .. } => "refund",
            Action::ForwardResult => "forward-result",
            Action::GiveToPost { .. } => "give-to-post",
            Action::CameBackByPost { .. } => "came-back-by-post",
            Action::HandOverCopy { .. } => "hand-over-copy",
        }
    }
}
