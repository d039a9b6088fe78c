//! The summary of a dossier that the rules look at, and how events change it.

mod turns;

use jiff::civil::DateTime;

pub use turns::{
    ApologyMade, Asked, ByPost, Consulted, External, Invited, Notice, Part, Stopped, WithdrawalAsked,
};

use super::apply;
use super::code::DossierCode;
use super::command::Arrival;
use super::event::{
    Actor, Applicant, DataRef, Due, Duty, Event, PaperCheck, PaymentMethod, ProcedurePin, Promise,
    ReceivedElsewhere, Recorded, Reduction, RegisterEntry, RequestedItem, ResultPaper, ReturnBy, Scan, Slip,
    SubmittedPaper,
};
use crate::ids::{CaseId, DossierId, PaperCode, PersonId, StepId, UnitId};
use crate::organisation::Holder;
use crate::procedure::Channel;

/// Where a dossier stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Recorded, not yet decided at the desk.
    Submitted,
    /// Guided once; waits for the applicant before acceptance.
    Guided,
    /// With the Centre's leader (R16.1c).
    Escalated,
    /// Accepted, still at the desk.
    Accepted,
    /// On its way to a unit that has not yet signed for it.
    InTransit,
    /// In the agency's process.
    Processing,
    /// Waits for the applicant's supplement; the clock stands.
    SupplementAsked,
    /// The clock stands for another lawful cause.
    ClockStopped,
    /// The result is on its way to the desk.
    ResultSent,
    /// The result is at the desk.
    ResultReady,
    /// The result is with the post, not yet delivered.
    WithPost,
    /// Handed over; closed.
    Returned,
    /// Refused; closed.
    Refused,
    /// Withdrawn; closed.
    Withdrawn,
    /// Nothing was brought in time; closed by rule.
    Lapsed,
}

impl Stage {
    /// Every stage, in the order of a dossier's life.
    pub const ALL: [Stage; 15] = [
        Stage::Submitted,
        Stage::Guided,
        Stage::Escalated,
        Stage::Accepted,
        Stage::InTransit,
        Stage::Processing,
        Stage::SupplementAsked,
        Stage::ClockStopped,
        Stage::ResultSent,
        Stage::ResultReady,
        Stage::WithPost,
        Stage::Returned,
        Stage::Refused,
        Stage::Withdrawn,
        Stage::Lapsed,
    ];

    /// The stable name, as stored and shown in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stage::Submitted => "submitted",
            Stage::Guided => "guided",
            Stage::Escalated => "escalated",
            Stage::Accepted => "accepted",
            Stage::InTransit => "in-transit",
            Stage::Processing => "processing",
            Stage::SupplementAsked => "supplement-asked",
            Stage::ClockStopped => "clock-stopped",
            Stage::ResultSent => "result-sent",
            Stage::ResultReady => "result-ready",
            Stage::WithPost => "with-post",
            Stage::Returned => "returned",
            Stage::Refused => "refused",
            Stage::Withdrawn => "withdrawn",
            Stage::Lapsed => "lapsed",
        }
    }

    /// The stage with that stable name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// Whether nothing more is owed to the applicant.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Stage::Returned | Stage::Refused | Stage::Withdrawn | Stage::Lapsed)
    }

    /// Whether somebody works under the legal clock: accepted, no result yet, no supplement awaited.
    #[must_use]
    pub fn is_worked_on(self) -> bool {
        matches!(self, Stage::Accepted | Stage::InTransit | Stage::Processing)
    }

    /// Whether the legal clock runs: while it is worked on, and until the result that was sent is at the
    /// desk for the first time, which `result_at` says.
    #[must_use]
    pub fn clock_runs_with(self, result_at: Option<DateTime>) -> bool {
        self.is_worked_on() || (self == Stage::ResultSent && result_at.is_none())
    }
}

/// Where the paper file is; tracked apart from the electronic one (design idea 9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFile {
    /// Unit that has signed for it.
    pub at: UnitId,
    /// Person who signed.
    pub person: Option<PersonId>,
    /// Since when.
    pub since: DateTime,
    /// Unit to which it was sent and which has not yet signed.
    pub on_the_way_to: Option<UnitId>,
}

/// One line of the control slip (form 05).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOverLine {
    /// Giving unit.
    pub from: UnitId,
    /// Who gave.
    pub giver: Option<PersonId>,
    /// When given.
    pub given_at: DateTime,
    /// Receiving unit.
    pub to: UnitId,
    /// Who took.
    pub taker: Option<PersonId>,
    /// When taken.
    pub taken_at: Option<DateTime>,
    /// Whether the paper went along.
    pub paper: bool,
    /// Whether it was forwarded late (R17.1).
    pub late: bool,
    /// What was handed over, for the note column: empty, or the step that was done.
    pub note: String,
}

/// A payment that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Amount in đồng.
    pub amount: i64,
    /// When recorded.
    pub at: DateTime,
    /// Number of the receipt or proof.
    pub receipt: String,
    /// How.
    pub method: PaymentMethod,
    /// Who recorded it.
    pub by: Actor,
}

/// A request to the applicant that is or was open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its slip.
    pub slip: Slip,
    /// What was asked.
    pub items: Vec<RequestedItem>,
    /// Why.
    pub reason: String,
    /// When.
    pub at: DateTime,
    /// By whom.
    pub by: Actor,
    /// When it was answered completely.
    pub answered_at: Option<DateTime>,
}

/// The summary of one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Machine id.
    pub id: DossierId,
    /// Events applied so far.
    pub revision: u32,
    /// When the newest of them was recorded.
    pub last_at: DateTime,
    /// Where it stands.
    pub stage: Stage,
    /// Procedure version it is bound to.
    pub procedure: ProcedurePin,
    /// Case.
    pub case: Option<CaseId>,
    /// Channel.
    pub channel: Channel,
    /// Applicant.
    pub applicant: Applicant,
    /// Representative.
    pub represented_by: Option<DataRef>,
    /// Papers handed in.
    pub papers: Vec<SubmittedPaper>,
    /// Sets handed in.
    pub sets: u16,
    /// Answers of the form.
    pub answers: Option<DataRef>,
    /// How the result goes back.
    pub return_by: ReturnBy,
    /// Receiving desk.
    pub desk: UnitId,
    /// Tracking token.
    pub token: DataRef,
    /// Receipt elsewhere.
    pub received_elsewhere: Option<ReceivedElsewhere>,
    /// Officer who helped to file online.
    pub assisted_by: Option<PersonId>,
    /// When it was first recorded.
    pub registered_at: DateTime,
    /// When it was accepted.
    pub accepted_at: Option<DateTime>,
    /// Who accepted it.
    pub accepted_by: Option<PersonId>,
    /// Its code.
    pub code: Option<DossierCode>,
    /// The promise in force.
    pub promise: Option<Promise>,
    /// The receipt's number.
    pub receipt: Option<Slip>,
    /// Its line in the register.
    pub register: Option<RegisterEntry>,
    /// When the paper must be with the agency.
    pub transfer_by: Option<DateTime>,
    /// Until when a supplement may be asked after appraisal.
    pub supplement_by: Option<DateTime>,
    /// Until when the applicant is warned.
    pub warn_by: Option<DateTime>,
    /// Who has it; the person is never missing (R3.5).
    pub holder: Holder,
    /// Whether the accountable person has passed it on without naming anybody and nobody there has taken it.
    pub untaken: bool,
    /// The unit it was sent to, while nobody there has signed.
    pub in_transit_to: Option<UnitId>,
    /// Where the paper is.
    pub paper: PaperFile,
    /// Steps done since the last start of the clock.
    pub done: Vec<StepId>,
    /// The guidance at intake.
    pub guidance: Option<Request>,
    /// The supplement request after appraisal.
    pub supplement: Option<Request>,
    /// The refusal's slip.
    pub refusal: Option<(Slip, String, String)>,
    /// What is owed.
    pub owed: Vec<Due>,
    /// What was paid.
    pub paid: Vec<Payment>,
    /// The result.
    pub result: Option<ResultPaper>,
    /// When the result reached the desk.
    pub result_at: Option<DateTime>,
    /// Until when the applicant is told of the result.
    pub notify_by: Option<DateTime>,
    /// When the applicant was warned that the day is near.
    pub warned_at: Option<DateTime>,
    /// When the applicant was told of the result.
    pub told_of_result_at: Option<DateTime>,
    /// The promised instant that passed without a result; stays for ever.
    pub overdue_since: Option<DateTime>,
    /// Control slip.
    pub control_slip: Vec<HandOverLine>,
    /// When it was closed.
    pub closed_at: Option<DateTime>,
    /// How it arrived, beyond the channel.
    pub arrival: Arrival,
    /// Whether the agency that had it by mistake forwarded it late (R16.3).
    pub forwarded_late: bool,
    /// What a ministry's system last said.
    pub external: Option<External>,
    /// The latest look at each thing of each paper before acceptance.
    pub checks: Vec<PaperCheck>,
    /// Scans and files with the paper they show.
    pub scans: Vec<(Option<PaperCode>, Scan)>,
    /// Whether an online filing lay past its time for checking.
    pub taken_up_late: bool,
    /// Until when the applicant may bring what the open slip asked.
    pub answer_until: Option<DateTime>,
    /// Until when the Centre's leader settles it.
    pub escalated_until: Option<DateTime>,
    /// Agencies asked to send somebody.
    pub invited: Vec<Invited>,
    /// A withdrawal that waits for its second person.
    pub withdrawal: Option<WithdrawalAsked>,
    /// Corrected mistakes: the slip of the apology, the undone revision, and when.
    pub corrections: Vec<(Slip, u32, DateTime)>,
    /// The order of a chain with its duties; empty when the process has none or the desk fixed none.
    pub chain: Vec<Duty>,
    /// A unit that was told to bring the paper: from, to, until when.
    pub paper_to_bring: Option<(UnitId, UnitId, DateTime)>,
    /// The parts of agencies of a chain, in the order in which they began.
    pub parts: Vec<Part>,
    /// Opinions asked.
    pub consultations: Vec<Consulted>,
    /// The one apology.
    pub apology: Option<ApologyMade>,
    /// Whether the new day of the apology passed without a result too.
    pub late_again: bool,
    /// Why the clock stands, besides a supplement.
    pub stopped: Option<Stopped>,
    /// Exemptions and reductions.
    pub reductions: Vec<Reduction>,
    /// Payments that a second person voided.
    pub voided: Vec<Payment>,
    /// Money given back, in đồng.
    pub refunded: i64,
    /// The desk that has the result, or to which it is on its way.
    pub result_desk: UnitId,
    /// The result's way by post.
    pub by_post: Option<ByPost>,
    /// Further recipients who have their copy.
    pub copies: Vec<String>,
    /// Messages to the applicant.
    pub notices: Vec<Notice>,
}

impl Dossier {
    /// Rebuilds a dossier from its whole history; `None` when it does not begin with a registration.
    #[must_use]
    pub fn rebuild(id: &DossierId, history: &[Recorded]) -> Option<Self> {
        let (first, rest) = history.split_first()?;
        let mut dossier = begin(id, first)?;
        rest.iter().for_each(|recorded| apply(&mut dossier, recorded));
        Some(dossier)
    }

    /// What is still to be paid, in đồng; never negative.
    #[must_use]
    pub fn outstanding(&self) -> i64 {
        let add = |sum: i64, amount: i64| sum.saturating_add(amount);
        let owed = self.owed.iter().map(|due| due.amount).fold(0, add);
        owed.saturating_sub(self.kept()).max(0)
    }

    /// What was paid and not given back, in đồng.
    #[must_use]
    pub fn kept(&self) -> i64 {
        let add = |sum: i64, amount: i64| sum.saturating_add(amount);
        self.paid.iter().map(|payment| payment.amount).fold(0, add).saturating_sub(self.refunded)
    }

    /// The instant by which a result is owed now: the promise, or the new day of the apology if that is later.
    #[must_use]
    pub fn due_in_force(&self) -> Option<DateTime> {
        let again = self.apology.as_ref().map(|apology| apology.again);
        again.max(self.promise.as_ref().map(|promise| promise.due))
    }

    /// The instant whose passing without a result is still to be recorded: the promised one, then the new
    /// day of the apology. A supplement that starts the clock anew takes that new day out of force.
    #[must_use]
    pub fn due_to_record(&self) -> Option<DateTime> {
        let due = self.promise.as_ref()?.due;
        if self.overdue_since.is_none() {
            return Some(due);
        }
        let again = self.apology.as_ref().map(|apology| apology.again);
        again.filter(|again| !self.late_again && *again >= due)
    }

    /// Whether the applicant still has to bring what a slip asked: guided and not answered, also where a
    /// leader's answer brought the dossier back to the desk meanwhile, or a supplement asked.
    #[must_use]
    pub fn awaits_applicant(&self) -> bool {
        let open = self.guidance.as_ref().is_some_and(|request| request.answered_at.is_none());
        match self.stage {
            Stage::Guided | Stage::SupplementAsked => true,
            Stage::Submitted => open,
            _ => false,
        }
    }

    /// The papers with a fault that no later look has found in order, each once.
    #[must_use]
    pub fn faulty_papers(&self) -> Vec<PaperCode> {
        let mut papers: Vec<PaperCode> =
            self.checks.iter().filter(|check| !check.passed).map(|check| check.paper.clone()).collect();
        papers.dedup();
        papers
    }

    /// The desk where the result is collected.
    #[must_use]
    pub fn return_desk(&self) -> &UnitId {
        self.arrival.return_desk.as_ref().unwrap_or(&self.desk)
    }

    /// The consultation with `id`.
    #[must_use]
    pub fn consultation(&self, id: &StepId) -> Option<&Consulted> {
        self.consultations.iter().find(|asked| asked.id == *id)
    }

    /// Whether the legal clock runs: until the result is at the desk that received the dossier, so also while
    /// it is on its way there. A result that goes on to another desk was there once.
    #[must_use]
    pub fn clock_runs(&self) -> bool {
        self.stage.clock_runs_with(self.result_at)
    }

    /// Whether there is a paper file to track: what is filed online or in a ministry's system has none.
    #[must_use]
    pub fn has_paper(&self) -> bool {
        !matches!(self.channel, Channel::Online | Channel::Ministry)
    }
}

/// The first event makes the dossier.
fn begin(id: &DossierId, first: &Recorded) -> Option<Dossier> {
    let Event::Registered {
        procedure,
        case,
        channel,
        applicant,
        represented_by,
        papers,
        sets,
        answers,
        return_by,
        desk,
        holder,
        received_elsewhere,
        assisted_by,
        token,
        basis: _,
    } = &first.event
    else {
        return None;
    };
    let person = Some(holder.clone());
    Some(Dossier {
        id: id.clone(),
        revision: first.revision,
        last_at: first.at,
        stage: Stage::Submitted,
        procedure: procedure.clone(),
        case: case.clone(),
        channel: *channel,
        applicant: applicant.clone(),
        represented_by: represented_by.clone(),
        papers: papers.clone(),
        sets: *sets,
        answers: answers.clone(),
        return_by: *return_by,
        desk: desk.clone(),
        token: token.clone(),
        received_elsewhere: received_elsewhere.clone(),
        assisted_by: assisted_by.clone(),
        registered_at: first.at,
        accepted_at: None,
        accepted_by: None,
        code: None,
        promise: None,
        receipt: None,
        register: None,
        transfer_by: None,
        supplement_by: None,
        warn_by: None,
        holder: Holder { unit: desk.clone(), person: person.clone(), since: first.at },
        untaken: false,
        in_transit_to: None,
        paper: PaperFile { at: desk.clone(), person, since: first.at, on_the_way_to: None },
        done: Vec::new(),
        guidance: None,
        supplement: None,
        refusal: None,
        owed: Vec::new(),
        paid: Vec::new(),
        result: None,
        result_at: None,
        notify_by: None,
        warned_at: None,
        told_of_result_at: None,
        overdue_since: None,
        control_slip: Vec::new(),
        closed_at: None,
        arrival: Arrival::default(),
        forwarded_late: false,
        external: None,
        checks: Vec::new(),
        scans: Vec::new(),
        taken_up_late: false,
        answer_until: None,
        escalated_until: None,
        invited: Vec::new(),
        withdrawal: None,
        corrections: Vec::new(),
        chain: Vec::new(),
        paper_to_bring: None,
        parts: Vec::new(),
        consultations: Vec::new(),
        apology: None,
        late_again: false,
        stopped: None,
        reductions: Vec::new(),
        voided: Vec::new(),
        refunded: 0,
        result_desk: desk.clone(),
        by_post: None,
        copies: Vec::new(),
        notices: Vec::new(),
    })
}
