//! The law says no: an answer for a person, with its basis.

use jiff::civil::{Date, DateTime};
use law::{Citation, nd61_2018, qc1722};

use crate::books::BookRefusal;
use crate::dossier::{DossierCode, Stage};
use crate::ids::{CaseId, PaperCode, PersonId, StepId, UnitId};

/// Why an act is refused. Not a fault of the program.
///
/// Every variant has a stable [`code`](Refusal::code) and rests on a provision; the pages and
/// the API build their sentences from the data, `Display` is for logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Papers are missing; the list is complete, so one visit can settle it (R16.1b).
    #[error("{} required papers are missing", missing.len())]
    Incomplete {
        /// Codes of the missing papers, in the order of the procedure.
        missing: Vec<PaperCode>,
    },
    /// The procedure is not published, or not in force today (R6.2, R13.1).
    #[error("the procedure is not in force")]
    ProcedureNotInForce,
    /// The procedure is done elsewhere, or no decision brought it to the Centre (R13.1, R13.2).
    #[error("the procedure is not done at the Centre")]
    NotAtTheCentre,
    /// The channel is not open for the procedure (R15).
    #[error("the procedure cannot be filed by this channel")]
    ChannelNotOpen,
    /// The applicant is not of a kind that may apply.
    #[error("this kind of applicant cannot file the procedure")]
    ApplicantNotEntitled,
    /// The procedure has cases and none of them was named, or one that does not exist.
    #[error("the case must be one of the procedure's")]
    CaseNeeded {
        /// The cases to choose from.
        cases: Vec<CaseId>,
    },
    /// A paper is asked for, or handed in, that the published procedure does not list (R4).
    #[error("{} papers are not in the published list", papers.len())]
    PaperNotPublished {
        /// Which.
        papers: Vec<PaperCode>,
    },
    /// A line of a book is refused.
    #[error(transparent)]
    Book(BookRefusal),
    /// The act does not fit the stage.
    #[error("`{action}` is not possible at stage `{}`", stage.name())]
    WrongStage {
        /// The act.
        action: &'static str,
        /// Where the dossier stands.
        stage: Stage,
        /// The provision that orders the steps.
        basis: Citation,
    },
    /// It was accepted before; a code exists.
    #[error("the dossier is already accepted")]
    AlreadyAccepted {
        /// Its code.
        code: DossierCode,
    },
    /// The applicant was guided once already (R16.1b).
    #[error("guidance was given once already")]
    AlreadyGuided {
        /// When.
        at: DateTime,
    },
    /// A supplement was asked once already (R11.2c, R18.1).
    #[error("a supplement was asked once already")]
    SupplementAlreadyAsked {
        /// When.
        at: DateTime,
    },
    /// The window for asking a supplement is over (R18.1).
    #[error("the time for asking a supplement is over")]
    SupplementWindowOver {
        /// When it ended.
        ended: DateTime,
    },
    /// A supplement is only asked in appraisal.
    #[error("a supplement can only be asked while the dossier is appraised")]
    NotInAppraisal,
    /// A list or reason is empty where the law asks for a complete one.
    #[error("`{field}` must not be empty")]
    EmptyReason {
        /// The field.
        field: &'static str,
        /// The provision that asks for it.
        basis: Citation,
    },
    /// What was brought does not settle everything that was asked.
    #[error("{} papers are still missing", missing.len())]
    SupplementIncomplete {
        /// What is still missing.
        missing: Vec<PaperCode>,
    },
    /// The step is not open now; no step can be skipped (R18, R19.3).
    #[error("step `{step}` is not open")]
    StepNotOpen {
        /// Which.
        step: StepId,
        /// Those that are.
        open: Vec<StepId>,
    },
    /// Steps remain before the result can be sent.
    #[error("{} steps remain", open.len())]
    StepsRemain {
        /// The open ones.
        open: Vec<StepId>,
    },
    /// The unit is not the one that must act.
    #[error("unit `{unit}` is not the one that must act")]
    WrongUnit {
        /// The unit that tried or was named.
        unit: UnitId,
        /// The unit that must.
        expected: UnitId,
        /// The provision.
        basis: Citation,
    },
    /// Only the accountable holder may do it (R3.5).
    #[error("only the holder may do it")]
    NotHolder,
    /// The procedure has no published process, so it cannot be transferred (R19.3).
    #[error("the procedure has no approved internal process")]
    NoProcess,
    /// Charges and fees are unpaid (R18.6b).
    #[error("{outstanding} đồng are unpaid")]
    Unpaid {
        /// What is still to pay, in đồng.
        outstanding: i64,
    },
    /// An amount is not positive, or more than is owed.
    #[error("the amount does not fit what is owed")]
    WrongAmount {
        /// What is still to pay, in đồng.
        outstanding: i64,
    },
    /// The latest look at a paper found a fault (R16.1b).
    #[error("papers that were found faulty: {papers:?}")]
    PapersFaulty {
        /// Which.
        papers: Vec<PaperCode>,
    },
    /// What is given as the ground of a refusal names no provision.
    #[error("the ground names no provision")]
    GroundNotNamed {
        /// Basis.
        basis: Citation,
    },
    /// The receipt or transfer has paid something already (A11).
    #[error("{receipt} has paid something already")]
    ProofUsed {
        /// Its number.
        receipt: String,
        /// Basis.
        basis: Citation,
    },
    /// Proof is missing (identity, authority, the applicant's will) (A4, A12).
    #[error("proof is missing: {field}")]
    ProofMissing {
        /// Which.
        field: &'static str,
        /// The provision that asks for it.
        basis: Citation,
    },
    /// The procedure's result is not owed at once.
    #[error("the result of this procedure is not owed at once")]
    NotImmediate,
    /// The promised instant has not passed, or it was recorded before.
    #[error("the dossier is not overdue, or that was recorded")]
    NotOverdue,
    /// The promise does not wait for a calendar.
    #[error("the promise is not provisional")]
    NotProvisional,
    /// A refusal after appraisal comes after the promised instant (NĐ 61/2018 Điều 19.8).
    #[error("the time in which the dossier could be refused is over")]
    RefusalTooLate {
        /// The promised instant.
        due: DateTime,
    },
    /// The dossier was never recorded.
    #[error("there is no dossier")]
    NotRegistered,
    /// No number was set aside for an act that prints a slip: a fault of the caller, never of a person.
    #[error("no number was set aside for the act")]
    NoNumber,
    /// An apology with a new day was made once already (R18.2a).
    #[error("an apology was made once already")]
    AlreadyApologised {
        /// When.
        at: DateTime,
    },
    /// An apology before the day of warning would be an extension in disguise (A5).
    #[error("an apology is possible from {from}")]
    TooEarlyToApologise {
        /// From which day.
        from: Date,
    },
    /// The new day is not after the promised one, or too far off.
    #[error("the new day must lie from {earliest} to {latest}")]
    NewDayOutOfBounds {
        /// First possible day.
        earliest: Date,
        /// Last possible day.
        latest: Date,
        /// The provision.
        basis: Citation,
    },
    /// The new day is a day off.
    #[error("{day} is a day off")]
    NewDayNotWorked {
        /// Which.
        day: Date,
        /// The provision.
        basis: Citation,
    },
    /// A second person has to do it (A4, A11).
    #[error("`{person}` did the first half; another person must do the second")]
    SamePerson {
        /// Who did the first half.
        person: PersonId,
        /// The provision.
        basis: Citation,
    },
    /// Nobody has recorded that the applicant wants the dossier back.
    #[error("no withdrawal was asked")]
    NoWithdrawalAsked,
    /// The withdrawal was recorded and waits for its second person.
    #[error("a withdrawal was asked already")]
    WithdrawalAsked {
        /// When.
        at: DateTime,
    },
    /// The unit has the electronic file but not the paper: its time has not begun (R18.3).
    #[error("the paper is still at `{at}`")]
    PaperNotArrived {
        /// The unit that waits.
        unit: UnitId,
        /// Where the paper is.
        at: UnitId,
    },
    /// Consulted units have not answered and their time is not over, or must be awaited (R18.5).
    #[error("{} opinions are awaited", units.len())]
    OpinionsPending {
        /// Which units.
        units: Vec<UnitId>,
    },
    /// The opinion was asked already.
    #[error("the opinion was asked already")]
    AlreadyConsulted {
        /// When.
        at: DateTime,
    },
    /// There is no such consultation.
    #[error("there is no consultation `{id}`")]
    NoSuchConsultation {
        /// Which was named.
        id: StepId,
    },
    /// The unit was not asked for its opinion.
    #[error("unit `{unit}` was not asked")]
    NotConsulted {
        /// The unit that tried.
        unit: UnitId,
    },
    /// The unit answered already.
    #[error("the opinion was given already")]
    AlreadyAnswered {
        /// When.
        at: DateTime,
    },
    /// No consulted unit is silent past its time, or that was recorded.
    #[error("nobody is silent past the time")]
    NobodySilent,
    /// The process has no chain of agencies.
    #[error("the process has no chain of agencies")]
    NoChain,
    /// The order does not name each agency of the chain once.
    #[error("the order must name each agency of the chain once")]
    WrongOrder {
        /// The agencies of the process.
        expected: Vec<UnitId>,
    },
    /// The act cannot be corrected: it is not the last one, was corrected, or may not be undone.
    #[error("record {revision} cannot be undone")]
    NothingToUndo {
        /// Which was named.
        revision: u32,
    },
    /// The promised instant has passed; nothing stops a clock that has run out (A5).
    #[error("the promised instant has passed")]
    TooLateToStop {
        /// The promised instant.
        due: DateTime,
    },
    /// The applicant may still bring what was asked.
    #[error("the applicant may still bring what was asked")]
    NotLapsed,
    /// The charge is not in the published procedure (R4).
    #[error("charge `{charge}` is not published")]
    ChargeNotPublished {
        /// Which.
        charge: String,
    },
    /// The exemption is not in the published procedure.
    #[error("the exemption of `{charge}` is not published")]
    ExemptionNotPublished {
        /// Of which charge.
        charge: String,
    },
    /// No payment has that receipt.
    #[error("no payment has the receipt `{receipt}`")]
    NoSuchReceipt {
        /// Which was named.
        receipt: String,
        /// The receipts of the payments that stand.
        known: Vec<String>,
    },
    /// The amount is not there to be given back.
    #[error("{available} đồng can be given back")]
    NothingToRefund {
        /// What can be given back, in đồng.
        available: i64,
    },
    /// The applicant did not ask for the result by post.
    #[error("the applicant did not ask for the result by post")]
    NotByPost,
    /// The procedure names no such recipient, or it has its copy.
    #[error("`{recipient}` gets no copy")]
    NoSuchRecipient {
        /// Which was named.
        recipient: String,
    },
    /// Only a dossier of a ministry's own system has a state there (R16.4).
    #[error("the dossier is in no system of a ministry")]
    NotMinistry,
    /// No message with that id waits: a fault of the caller, never of a person.
    #[error("no such message waits")]
    NoSuchNotice,
    /// The dossier is closed.
    #[error("the dossier is closed")]
    Closed {
        /// How.
        stage: Stage,
    },
}

impl Refusal {
    /// The stable code, as in the API and the message catalogues.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Incomplete { .. } => "incomplete",
            Refusal::ProcedureNotInForce => "procedure-not-in-force",
            Refusal::NotAtTheCentre => "not-at-the-centre",
            Refusal::ChannelNotOpen => "channel-not-open",
            Refusal::ApplicantNotEntitled => "applicant-not-entitled",
            Refusal::CaseNeeded { .. } => "case-needed",
            Refusal::PaperNotPublished { .. } => "paper-not-published",
            Refusal::WrongStage { .. } => "wrong-stage",
            Refusal::AlreadyAccepted { .. } => "already-accepted",
            Refusal::AlreadyGuided { .. } => "already-guided",
            Refusal::SupplementAlreadyAsked { .. } => "supplement-already-asked",
            Refusal::SupplementWindowOver { .. } => "supplement-window-over",
            Refusal::NotInAppraisal => "not-in-appraisal",
            Refusal::EmptyReason { .. } => "empty-reason",
            Refusal::SupplementIncomplete { .. } => "supplement-incomplete",
            Refusal::StepNotOpen { .. } => "step-not-open",
            Refusal::StepsRemain { .. } => "steps-remain",
            Refusal::WrongUnit { .. } => "wrong-unit",
            Refusal::NotHolder => "not-holder",
            Refusal::NoProcess => "no-process",
            Refusal::Unpaid { .. } => "unpaid",
            Refusal::WrongAmount { .. } => "wrong-amount",
            Refusal::ProofMissing { .. } => "proof-missing",
            Refusal::ProofUsed { .. } => "proof-used",
            Refusal::PapersFaulty { .. } => "papers-faulty",
            Refusal::GroundNotNamed { .. } => "ground-not-named",
            Refusal::NotImmediate => "not-immediate",
            Refusal::NotOverdue => "not-overdue",
            Refusal::NotProvisional => "not-provisional",
            Refusal::RefusalTooLate { .. } => "refusal-too-late",
            Refusal::NotRegistered => "not-registered",
            Refusal::NoNumber => "no-number",
            Refusal::AlreadyApologised { .. } => "already-apologised",
            Refusal::TooEarlyToApologise { .. } => "too-early-to-apologise",
            Refusal::NewDayOutOfBounds { .. } => "new-day-out-of-bounds",
            Refusal::NewDayNotWorked { .. } => "new-day-not-worked",
            Refusal::SamePerson { .. } => "same-person",
            Refusal::NoWithdrawalAsked => "no-withdrawal-asked",
            Refusal::WithdrawalAsked { .. } => "withdrawal-asked",
            Refusal::PaperNotArrived { .. } => "paper-not-arrived",
            Refusal::OpinionsPending { .. } => "opinions-pending",
            Refusal::AlreadyConsulted { .. } => "already-consulted",
            Refusal::NoSuchConsultation { .. } => "no-such-consultation",
            Refusal::NotConsulted { .. } => "not-consulted",
            Refusal::AlreadyAnswered { .. } => "already-answered",
            Refusal::NobodySilent => "nobody-silent",
            Refusal::NoChain => "no-chain",
            Refusal::WrongOrder { .. } => "wrong-order",
            Refusal::NothingToUndo { .. } => "nothing-to-undo",
            Refusal::TooLateToStop { .. } => "too-late-to-stop",
            Refusal::NotLapsed => "not-lapsed",
            Refusal::ChargeNotPublished { .. } => "charge-not-published",
            Refusal::ExemptionNotPublished { .. } => "exemption-not-published",
            Refusal::NoSuchReceipt { .. } => "no-such-receipt",
            Refusal::NothingToRefund { .. } => "nothing-to-refund",
            Refusal::NotByPost => "not-by-post",
            Refusal::NoSuchRecipient { .. } => "no-such-recipient",
            Refusal::NotMinistry => "not-ministry",
            Refusal::NoSuchNotice => "no-such-notice",
            Refusal::Closed { .. } => "closed",
            Refusal::Book(book) => book.code(),
        }
    }

    /// The provisions it rests on, the nearest first; empty only for faults of a caller.
    #[must_use]
    pub fn basis(&self) -> Vec<Citation> {
        match self {
            Refusal::Incomplete { .. } | Refusal::PapersFaulty { .. } => {
                vec![qc1722::D16_K1_B, nd61_2018::D17_K1]
            }
            Refusal::AlreadyGuided { .. } => vec![qc1722::D16_K1_B, qc1722::D11_K2_C],
            Refusal::ProcedureNotInForce => vec![qc1722::D13_K1, qc1722::D6_K2],
            Refusal::NotAtTheCentre => vec![qc1722::D13_K1, qc1722::D13_K2],
            Refusal::ChannelNotOpen => vec![qc1722::D15, nd61_2018::D16],
            Refusal::ApplicantNotEntitled
            | Refusal::CaseNeeded { .. }
            | Refusal::ExemptionNotPublished { .. } => vec![qc1722::D14_K1],
            Refusal::PaperNotPublished { .. } => vec![qc1722::D4, nd61_2018::D5_K1],
            Refusal::WrongStage { basis, .. }
            | Refusal::EmptyReason { basis, .. }
            | Refusal::WrongUnit { basis, .. }
            | Refusal::NewDayOutOfBounds { basis, .. }
            | Refusal::NewDayNotWorked { basis, .. }
            | Refusal::SamePerson { basis, .. }
            | Refusal::ProofMissing { basis, .. }
            | Refusal::GroundNotNamed { basis }
            | Refusal::ProofUsed { basis, .. } => vec![*basis],
            Refusal::AlreadyAccepted { .. } => vec![qc1722::D16_K1_A, nd61_2018::D17_K3],
            Refusal::SupplementAlreadyAsked { .. } => vec![qc1722::D11_K2_C, qc1722::D18_K1],
            Refusal::SupplementWindowOver { .. }
            | Refusal::NotInAppraisal
            | Refusal::SupplementIncomplete { .. } => vec![qc1722::D18_K1, nd61_2018::D19_K4],
            Refusal::StepNotOpen { .. } | Refusal::NoProcess => vec![qc1722::D19_K3],
            Refusal::StepsRemain { .. } => vec![qc1722::D18_K6, qc1722::D19_K3],
            Refusal::NotHolder => vec![qc1722::D3_K5],
            Refusal::Unpaid { .. } | Refusal::WrongAmount { .. } | Refusal::NothingToRefund { .. } => {
                vec![qc1722::D18_K6_B, nd61_2018::D22]
            }
            Refusal::NotImmediate => vec![qc1722::D16_K1_A],
            Refusal::NotOverdue => vec![qc1722::D18_K2, qc1722::D11_K2_D],
            Refusal::NotProvisional => vec![qc1722::D12_K2_A],
            Refusal::RefusalTooLate { .. } => vec![nd61_2018::D19_K8],
            Refusal::Closed { .. } | Refusal::NoSuchRecipient { .. } => vec![qc1722::D18_K6],
            Refusal::AlreadyApologised { .. } | Refusal::TooEarlyToApologise { .. } => {
                vec![qc1722::D18_K2_A, nd61_2018::D19_K9]
            }
            Refusal::NoWithdrawalAsked | Refusal::WithdrawalAsked { .. } => vec![nd61_2018::D6],
            Refusal::PaperNotArrived { .. } => vec![qc1722::D18_K3_BUOC2],
            Refusal::OpinionsPending { .. }
            | Refusal::NoSuchConsultation { .. }
            | Refusal::NotConsulted { .. }
            | Refusal::AlreadyAnswered { .. }
            | Refusal::NobodySilent => vec![qc1722::D18_K5_BUOC2],
            Refusal::AlreadyConsulted { .. } => vec![qc1722::D18_K5_BUOC1],
            Refusal::NoChain => vec![qc1722::D18_K4],
            Refusal::WrongOrder { .. } => vec![qc1722::D18_K4_BUOC1],
            Refusal::NothingToUndo { .. } => vec![nd61_2018::D21],
            Refusal::TooLateToStop { .. } => vec![qc1722::D18_K2, nd61_2018::D19_K9],
            Refusal::NotLapsed => vec![qc1722::D18_K1],
            Refusal::ChargeNotPublished { .. } => vec![qc1722::D14_K1, nd61_2018::D5_K1],
            Refusal::NoSuchReceipt { .. } => vec![qc1722::D18_K6_B],
            Refusal::NotByPost => vec![qc1722::D18_K6_C],
            Refusal::NotMinistry => vec![qc1722::D16_K4],
            Refusal::Book(book) => book.basis(),
            Refusal::NotRegistered | Refusal::NoNumber | Refusal::NoSuchNotice => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{at, case_id, paper_code, person, step_id, unit};

    /// One of each.
    fn all() -> Vec<Refusal> {
        let (now, basis, stage) = (at(2019, 10, 7, 8, 0), qc1722::D16_K1, Stage::Submitted);
        let code = DossierCode::new("000.00.19.H36", now.date(), 1).unwrap();
        vec![
            Refusal::Incomplete { missing: vec![paper_code("p1")] },
            Refusal::ProcedureNotInForce,
            Refusal::NotAtTheCentre,
            Refusal::ChannelNotOpen,
            Refusal::ApplicantNotEntitled,
            Refusal::CaseNeeded { cases: vec![case_id("moi")] },
            Refusal::PaperNotPublished { papers: Vec::new() },
            Refusal::WrongStage { action: "accept", stage, basis },
            Refusal::AlreadyAccepted { code },
            Refusal::AlreadyGuided { at: now },
            Refusal::SupplementAlreadyAsked { at: now },
            Refusal::SupplementWindowOver { ended: now },
            Refusal::NotInAppraisal,
            Refusal::EmptyReason { field: "reason", basis },
            Refusal::SupplementIncomplete { missing: Vec::new() },
            Refusal::StepNotOpen { step: step_id("b3"), open: Vec::new() },
            Refusal::StepsRemain { open: Vec::new() },
            Refusal::WrongUnit { unit: unit("a"), expected: unit("b"), basis },
            Refusal::NotHolder,
            Refusal::NoProcess,
            Refusal::Unpaid { outstanding: 1 },
            Refusal::WrongAmount { outstanding: 1 },
            Refusal::ProofMissing { field: "proof", basis },
            Refusal::ProofUsed { receipt: "FT19281".to_owned(), basis },
            Refusal::PapersFaulty { papers: vec![paper_code("p1")] },
            Refusal::GroundNotNamed { basis },
            Refusal::NotImmediate,
            Refusal::NotOverdue,
            Refusal::NotProvisional,
            Refusal::RefusalTooLate { due: now },
            Refusal::NotRegistered,
            Refusal::NoNumber,
            Refusal::AlreadyApologised { at: now },
            Refusal::TooEarlyToApologise { from: now.date() },
            Refusal::NewDayOutOfBounds { earliest: now.date(), latest: now.date(), basis },
            Refusal::NewDayNotWorked { day: now.date(), basis },
            Refusal::SamePerson { person: person("lan"), basis },
            Refusal::NoWithdrawalAsked,
            Refusal::WithdrawalAsked { at: now },
            Refusal::PaperNotArrived { unit: unit("a"), at: unit("b") },
            Refusal::OpinionsPending { units: Vec::new() },
            Refusal::AlreadyConsulted { at: now },
            Refusal::NoSuchConsultation { id: step_id("x") },
            Refusal::NotConsulted { unit: unit("a") },
            Refusal::AlreadyAnswered { at: now },
            Refusal::NobodySilent,
            Refusal::NoChain,
            Refusal::WrongOrder { expected: Vec::new() },
            Refusal::NothingToUndo { revision: 1 },
            Refusal::TooLateToStop { due: now },
            Refusal::NotLapsed,
            Refusal::ChargeNotPublished { charge: String::new() },
            Refusal::ExemptionNotPublished { charge: String::new() },
            Refusal::NoSuchReceipt { receipt: String::new(), known: Vec::new() },
            Refusal::NothingToRefund { available: 0 },
            Refusal::NotByPost,
            Refusal::NoSuchRecipient { recipient: String::new() },
            Refusal::NotMinistry,
            Refusal::NoSuchNotice,
            Refusal::Closed { stage },
            Refusal::Book(BookRefusal::EmptyMinute),
            Refusal::Book(BookRefusal::ListedBefore { numbers: Vec::new() }),
            Refusal::Book(BookRefusal::NotWaiting),
            Refusal::Book(BookRefusal::OtherSide),
            Refusal::Book(BookRefusal::NothingToClose),
            Refusal::Book(BookRefusal::DifferenceUnexplained { difference: 1 }),
            Refusal::Book(BookRefusal::AlreadyConfirmed),
            Refusal::Book(BookRefusal::NothingToUrge),
            Refusal::Book(BookRefusal::LetterAnswered { at: now }),
            Refusal::Book(BookRefusal::NoVersion),
            Refusal::Book(BookRefusal::AlreadyRated),
            Refusal::Book(BookRefusal::NothingToRate),
        ]
    }

    #[test]
    fn every_refusal_has_its_own_code_and_names_a_provision() {
        let mut codes: Vec<&str> = all().iter().map(Refusal::code).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count, "a code for each");
        for refusal in all() {
            let kebab = |code: &str| code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            assert!(kebab(refusal.code()), "{}", refusal.code());
            let of_a_caller =
                matches!(refusal, Refusal::NotRegistered | Refusal::NoNumber | Refusal::NoSuchNotice);
            assert_eq!(refusal.basis().is_empty(), of_a_caller, "{}", refusal.code());
        }
        let asked = Refusal::SupplementAlreadyAsked { at: at(2019, 10, 7, 8, 0) };
        assert_eq!(asked.code(), "supplement-already-asked");
        assert_eq!(asked.basis(), [qc1722::D11_K2_C, qc1722::D18_K1]);
    }
}
