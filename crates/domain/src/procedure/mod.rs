//! Procedures (*thủ tục hành chính*) as typed, versioned, validated data.
//!
//! [`Procedure`] is one published version; a dossier pins the version it was accepted
//! under. [`process`] is how it is handled inside; [`check`](mod@check) proves a version fit to
//! publish. Texts are facts or our own words; where a published record leaves something
//! open, [`Procedure::open`] says so instead of guessing.

pub mod charge;
pub mod check;
pub mod process;
pub mod record;

use calendar::Limit;
use jiff::civil::Date;

pub use charge::{Charge, ChargeKind, ChargeRole, Exemption};
pub use process::{Node, Process, Step, StepKind, StepTime};
pub use record::SourceRecord;

use crate::ids::{CaseId, PaperCode, ProcedureCode, UnitId};
use crate::organisation::{Name, Organisation, Role, UnitKind, Validity};

/// Where a version stands in its life (R7.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// Proposed by an agency; nobody can file it.
    Draft,
    /// Published by a decision; in force while its validity covers the day.
    Published,
    /// Abolished by a decision; running dossiers finish under it.
    Abolished,
}

/// The decision that published a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Number, for example `2904/QĐ-UBND`.
    pub number: String,
    /// Date, where printed.
    pub date: Option<Date>,
    /// Who decided.
    pub issuer: String,
}

/// Where a procedure is done (R13.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// At the one-stop desk of the Centre.
    Centre,
    /// Where officers travel to (*lưu động*).
    Mobile,
    /// Decided on the spot, outside the office.
    OnSite,
    /// At the desk of another unit.
    Elsewhere,
}

/// The decision that places a procedure: outside the Centre, or, for an agency of a ministry's vertical
/// system, into it (R13.1, R13.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Where it is done.
    pub place: Place,
    /// Where exactly, for the applicant; may be empty at the Centre.
    pub site: String,
    /// Who decided it.
    pub decision: Decision,
}

/// Which level of government receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Ministry.
    Central,
    /// Province.
    Province,
    /// District.
    District,
    /// Commune.
    Commune,
}

/// Who may apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ApplicantKind {
    /// A Vietnamese citizen.
    Person,
    /// A Vietnamese who lives abroad.
    OverseasVietnamese,
    /// A foreign citizen.
    Foreigner,
    /// Cadre, civil servant, public employee.
    CivilServant,
    /// A Vietnamese enterprise.
    Enterprise,
    /// An enterprise with foreign capital.
    ForeignInvestedEnterprise,
    /// A cooperative.
    Cooperative,
    /// An organisation that is neither enterprise nor cooperative.
    Organisation,
    /// A foreign organisation.
    ForeignOrganisation,
}

/// How a dossier may come in or a result go out (R15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// At the counter.
    Counter,
    /// By the public postal service.
    Post,
    /// By a hired service or an authorised person.
    Authorised,
    /// Online.
    Online,
    /// Sent to an agency by mistake and forwarded (R16.3).
    Agency,
    /// In a ministry's own system, tracked here (R16.4).
    Ministry,
}

/// How far a procedure can be done online.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OnlineLevel {
    /// Not at all.
    None,
    /// Offered, extent not stated by the publication.
    Unspecified,
    /// Partly (level 3, *một phần*).
    Partial,
    /// Wholly (level 4, *toàn trình*).
    Full,
}

/// One paper of the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "thành phần hồ sơ")]
pub struct RequiredPaper {
    /// Code within the procedure.
    pub code: PaperCode,
    /// What it is.
    pub name: Name,
    /// Number of originals; `None` where the publication prints none.
    pub originals: Option<u16>,
    /// Number of copies; `None` where the publication prints none.
    pub copies: Option<u16>,
    /// Code or name of the form to fill in.
    pub form: Option<String>,
    /// File of the form, as the publication names it.
    pub form_file: Option<String>,
    /// Whether the publication says that it may be handed in electronically.
    pub electronic: Option<bool>,
    /// When it is needed, if not always; shown to the officer, who decides.
    pub condition: Option<String>,
    /// The cases in which it belongs to the dossier; empty means all.
    pub cases: Vec<CaseId>,
    /// Whether the dossier is incomplete without it; papers with a condition are not mandatory by themselves.
    pub mandatory: bool,
    /// Replaced by data that the state already has, so it need not be handed in.
    pub replaced_by_data: bool,
    /// Shown only, not handed in (compared with the original at the desk).
    pub shown_only: bool,
}

/// A case whose papers, limit or process differ (*trường hợp*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Id within the procedure.
    pub id: CaseId,
    /// What distinguishes it.
    pub name: Name,
    /// Its own limit; `None` means the procedure's.
    pub limit: Option<Limit>,
}

/// A further limit that the publication states beside the main one, for example for a sub-phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedLimit {
    /// What it applies to, in the publication's terms or ours.
    pub applies_to: String,
    /// The limit.
    pub limit: Limit,
    /// The channel it holds for, when it differs by channel.
    pub channel: Option<Channel>,
}

/// What the applicant gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultKind {
    /// Name of the paper.
    pub name: Name,
    /// Days or months of its validity, in words, if any.
    pub note: String,
}

/// An outcome that a procedure must be able to produce, with its paper and who signs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Guidance slip at intake (R16.1b).
    Guide,
    /// Supplement slip after appraisal (R18.1).
    Supplement,
    /// Refusal slip (R16.1d).
    Refuse,
    /// Apology (R18.2).
    Apologise,
    /// The result itself.
    Result,
}

impl Outcome {
    /// The name, as in the files of procedures.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Guide => "guide",
            Outcome::Supplement => "supplement",
            Outcome::Refuse => "refuse",
            Outcome::Apologise => "apologise",
            Outcome::Result => "result",
        }
    }
}

/// The paper and signer of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomePaper {
    /// Which outcome.
    pub outcome: Outcome,
    /// Printed form, for example `mau-02`.
    pub form: PaperForm,
    /// Who signs.
    pub signer: Role,
}

/// The forms of Thông tư 01/2018/TT-VPCP and the result itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaperForm {
    /// Form 01.
    Receipt,
    /// Form 02.
    SupplementRequest,
    /// Form 03.
    Refusal,
    /// Form 04.
    Apology,
    /// The result of the procedure.
    Result,
}

/// Something the published record leaves open or that we composed for the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPoint {
    /// The field of the record, for example `papers[3].originals`.
    pub field: String,
    /// What is open, in Vietnamese, for the procedure steward.
    pub what: String,
}

/// What becomes of the time when a supplement is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ClockRule {
    /// It starts again from zero (R18.1).
    #[default]
    Restart,
    /// What was left goes on, by a special law.
    Resume,
}

/// Somebody besides the applicant who gets a copy of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Code within the procedure, for example `thue`.
    pub code: String,
    /// Who it is.
    pub name: Name,
}

/// One version of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// National or provincial code.
    pub code: ProcedureCode,
    /// Version, from 1.
    pub version: u32,
    /// When the version is in force.
    pub validity: Validity,
    /// Where it stands.
    pub publication: Publication,
    /// The decision that published it.
    pub decision: Option<Decision>,
    /// Where it is done by a decision of its own; without one at the Centre, as the regulation says.
    pub placement: Option<Placement>,
    /// Name.
    pub name: Name,
    /// Field (*lĩnh vực*).
    pub field: String,
    /// Agency that settles it; [`unbound_agency`] where `agency_text` is not a unit of the province.
    pub agency: UnitId,
    /// The settling agency as published, when it differs from the unit's name; else empty.
    pub agency_text: String,
    /// Agencies that take part.
    pub coordinating: Vec<UnitId>,
    /// Levels at which it is received; the first is the main one.
    pub levels: Vec<Level>,
    /// Legal basis, as document numbers and names.
    pub legal_basis: Vec<String>,
    /// Who may apply; empty means that the record does not say.
    pub applicants: Vec<ApplicantKind>,
    /// Channels for intake.
    pub channels: Vec<Channel>,
    /// Online level.
    pub online: OnlineLevel,
    /// Cases; empty when papers do not differ.
    pub cases: Vec<Case>,
    /// Papers, in the order in which they are asked for.
    pub papers: Vec<RequiredPaper>,
    /// Number of sets.
    pub sets: u16,
    /// Main limit; meaningless while `limit_stated` is false.
    pub limit: Limit,
    /// Whether the publication states a limit; without one the version cannot be published.
    pub limit_stated: bool,
    /// Limits stated beside the main one.
    pub stated_limits: Vec<StatedLimit>,
    /// Charges and fees.
    pub charges: Vec<Charge>,
    /// Whether the publication says that nothing is to be paid (as opposed to saying nothing).
    pub free_of_charge: bool,
    /// What the applicant gets.
    pub results: Vec<ResultKind>,
    /// Requirements and conditions in our words.
    pub conditions: String,
    /// Internal process.
    pub process: Option<Process>,
    /// Special law gives another window for the supplement: days (R18.1d).
    pub supplement_days: Option<u16>,
    /// Days in which the applicant may bring what was asked, when not those of the rules.
    pub answer_days: Option<u16>,
    /// What becomes of the time when a supplement is complete.
    pub supplement_clock: ClockRule,
    /// Who else gets a copy of the result.
    pub recipients: Vec<Recipient>,
    /// Outcomes with paper and signer.
    pub outcomes: Vec<OutcomePaper>,
    /// What is open or composed for the demo.
    pub open: Vec<OpenPoint>,
    /// What the imported record says beside the rules of the procedure.
    pub record: SourceRecord,
}

/// The unit that stands for an agency which is not a unit of the province.
///
/// No organisation contains it, so a version that names it cannot pass [`check`](mod@check).
#[must_use]
pub fn unbound_agency() -> UnitId {
    UnitId::fixed("chua-gan-don-vi")
}

impl Procedure {
    /// Whether it can be filed on `day`.
    #[must_use]
    pub fn in_force_on(&self, day: Date) -> bool {
        self.publication == Publication::Published && self.validity.covers(day)
    }

    /// Whether the Centre receives it on `day`: vertical agencies only by decision, all others unless a
    /// decision places it elsewhere.
    ///
    /// # Legal basis
    ///
    /// [`law::qc1722::D13_K1`], [`law::qc1722::D13_K2`].
    #[must_use]
    pub fn at_the_centre(&self, organisation: &Organisation, day: Date) -> bool {
        match &self.placement {
            Some(placement) => placement.place == Place::Centre,
            None => !self.is_vertical(organisation, day),
        }
    }

    /// Whether an agency of a ministry's vertical system settles it.
    #[must_use]
    pub fn is_vertical(&self, organisation: &Organisation, day: Date) -> bool {
        let agency = organisation.agency_of(&self.agency, day);
        organisation.unit_on(&agency, day).is_some_and(|unit| unit.kind == UnitKind::Vertical)
    }

    /// Whether the result is owed at once, so no receipt is made (R16.1a).
    #[must_use]
    pub fn is_immediate(&self) -> bool {
        self.limit == Limit::Immediately
    }

    /// The limit of `case`, else the main limit.
    #[must_use]
    pub fn limit_of(&self, case: Option<&CaseId>) -> Limit {
        case.and_then(|id| self.cases.iter().find(|case| case.id == *id))
            .and_then(|case| case.limit)
            .unwrap_or(self.limit)
    }

    /// The papers that belong to `case`, in order.
    pub fn papers_of<'a>(&'a self, case: Option<&'a CaseId>) -> impl Iterator<Item = &'a RequiredPaper> {
        self.papers
            .iter()
            .filter(move |paper| paper.cases.is_empty() || case.is_some_and(|id| paper.cases.contains(id)))
    }

    /// The paper with `code`.
    #[must_use]
    pub fn paper(&self, code: &PaperCode) -> Option<&RequiredPaper> {
        self.papers.iter().find(|paper| paper.code == *code)
    }

    /// Who signs `outcome`, as far as the version says.
    #[must_use]
    pub fn signer_of(&self, outcome: Outcome) -> Option<Role> {
        self.outcomes.iter().find(|paper| paper.outcome == outcome).map(|paper| paper.signer)
    }
}
