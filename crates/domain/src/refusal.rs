//! The law says no: an answer for a person, with its basis.

use jiff::civil::DateTime;
use law::{Citation, nd61_2018, qc1722};

use crate::dossier::{DossierCode, Stage};
use crate::ids::{CaseId, PaperCode, StepId, UnitId};

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
            Refusal::NotImmediate => "not-immediate",
            Refusal::NotOverdue => "not-overdue",
            Refusal::NotProvisional => "not-provisional",
            Refusal::RefusalTooLate { .. } => "refusal-too-late",
            Refusal::NotRegistered => "not-registered",
            Refusal::NoNumber => "no-number",
            Refusal::Closed { .. } => "closed",
        }
    }

    /// The provisions it rests on, the nearest first; empty only for faults of a caller.
    #[must_use]
    pub fn basis(&self) -> Vec<Citation> {
        match self {
            Refusal::Incomplete { .. } => vec![qc1722::D16_K1_B, nd61_2018::D17_K1],
            Refusal::AlreadyGuided { .. } => vec![qc1722::D16_K1_B, qc1722::D11_K2_C],
            Refusal::ProcedureNotInForce => vec![qc1722::D13_K1, qc1722::D6_K2],
            Refusal::ChannelNotOpen => vec![qc1722::D15, nd61_2018::D16],
            Refusal::ApplicantNotEntitled | Refusal::CaseNeeded { .. } => vec![qc1722::D14_K1],
            Refusal::PaperNotPublished { .. } => vec![qc1722::D4, nd61_2018::D5_K1],
            Refusal::WrongStage { basis, .. }
            | Refusal::EmptyReason { basis, .. }
            | Refusal::WrongUnit { basis, .. }
            | Refusal::ProofMissing { basis, .. } => vec![*basis],
            Refusal::AlreadyAccepted { .. } => vec![qc1722::D16_K1_A, nd61_2018::D17_K3],
            Refusal::SupplementAlreadyAsked { .. } => vec![qc1722::D11_K2_C, qc1722::D18_K1],
            Refusal::SupplementWindowOver { .. }
            | Refusal::NotInAppraisal
            | Refusal::SupplementIncomplete { .. } => vec![qc1722::D18_K1, nd61_2018::D19_K4],
            Refusal::StepNotOpen { .. } | Refusal::NoProcess => vec![qc1722::D19_K3],
            Refusal::StepsRemain { .. } => vec![qc1722::D18_K6, qc1722::D19_K3],
            Refusal::NotHolder => vec![qc1722::D3_K5],
            Refusal::Unpaid { .. } | Refusal::WrongAmount { .. } => vec![qc1722::D18_K6_B, nd61_2018::D22],
            Refusal::NotImmediate => vec![qc1722::D16_K1_A],
            Refusal::NotOverdue => vec![qc1722::D18_K2, qc1722::D11_K2_D],
            Refusal::NotProvisional => vec![qc1722::D12_K2_A],
            Refusal::RefusalTooLate { .. } => vec![nd61_2018::D19_K8],
            Refusal::Closed { .. } => vec![qc1722::D18_K6],
            Refusal::NotRegistered | Refusal::NoNumber => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{at, case_id, paper_code, step_id, unit};

    /// One of each.
    fn all() -> Vec<Refusal> {
        let (now, basis, stage) = (at(2019, 10, 7, 8, 0), qc1722::D16_K1, Stage::Submitted);
        let code = DossierCode::new("000.00.19.H36", now.date(), 1).unwrap();
        vec![
            Refusal::Incomplete { missing: vec![paper_code("p1")] },
            Refusal::ProcedureNotInForce,
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
            Refusal::NotImmediate,
            Refusal::NotOverdue,
            Refusal::NotProvisional,
            Refusal::RefusalTooLate { due: now },
            Refusal::NotRegistered,
            Refusal::NoNumber,
            Refusal::Closed { stage },
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
            let of_a_caller = matches!(refusal, Refusal::NotRegistered | Refusal::NoNumber);
            assert_eq!(refusal.basis().is_empty(), of_a_caller, "{}", refusal.code());
        }
        let asked = Refusal::SupplementAlreadyAsked { at: at(2019, 10, 7, 8, 0) };
        assert_eq!(asked.code(), "supplement-already-asked");
        assert_eq!(asked.basis(), [qc1722::D11_K2_C, qc1722::D18_K1]);
    }
}
