//! The wire form of a dossier.

use serde::Serialize;
use utoipa::ToSchema;

use super::turns::{FileShown, MessageShown, PaperLook, Time, Together, Ways};
use crate::names::{ApplicantKindName, ChannelName, ChargeKindName, PaymentMethodName, ReturnByName};
use crate::problem::NamedCode;
use crate::wire::{By, DerivationStep, DossierLinks, Holder, Instant, Named};

/// A dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dossier {
    /// Machine id.
    pub id: String,
    /// The code on the receipt; null until the dossier is accepted.
    #[schema(required)]
    pub code: Option<String>,
    /// Where it stands.
    pub stage: &'static str,
    /// When it was accepted; until then when it was recorded.
    pub received_at: Instant,
    /// The promised instant; null while nothing is promised.
    #[schema(required)]
    pub due: Option<Instant>,
    /// Whether the promise may still move because a calendar is not published.
    pub provisional: bool,
    /// Why that instant.
    pub derivation: Vec<DerivationStep>,
    /// Who is accountable.
    pub holder: Holder,
    /// The revision to send with the next act.
    pub revision: u32,
    /// When it was first recorded.
    pub registered_at: Instant,
    /// When it was accepted.
    #[schema(required)]
    pub accepted_at: Option<Instant>,
    /// Who accepted it.
    #[schema(required)]
    pub accepted_by: Option<Named>,
    /// The procedure version it is bound to.
    pub procedure: PinnedProcedure,
    /// The case of the procedure.
    #[schema(required)]
    pub case: Option<NamedCode>,
    /// How it came in.
    pub channel: ChannelName,
    /// The receiving desk.
    pub desk: Named,
    /// Who applies; null once the personal data are erased.
    #[schema(required)]
    pub applicant: Option<Applicant>,
    /// Who acts for the applicant.
    #[schema(required)]
    pub represented_by: Option<RepresentedBy>,
    /// Papers handed in.
    pub papers: Vec<PaperHandedIn>,
    /// Sets handed in.
    pub sets: u16,
    /// How the result goes back.
    pub return_by: ReturnByName,
    /// What was promised and how it was counted.
    #[schema(required)]
    pub promise: Option<PromiseBody>,
    /// The instants that the rules hang on this dossier.
    pub notices: Notices,
    /// What is owed and what was paid.
    pub fees: Fees,
    /// Every hand-over (form 05).
    pub control_slip: Vec<HandOverLine>,
    /// The guidance at intake.
    #[schema(required)]
    pub guidance: Option<RequestBody>,
    /// The supplement asked after appraisal.
    #[schema(required)]
    pub supplement: Option<RequestBody>,
    /// The refusal.
    #[schema(required)]
    pub refusal: Option<RefusalBody>,
    /// The steps of the process that are open now.
    pub open_steps: Vec<NamedCode>,
    /// The unit it was sent to, while nobody there has signed.
    #[schema(required)]
    pub in_transit_to: Option<Named>,
    /// Where the paper file is; null for a dossier without paper.
    #[schema(required)]
    pub paper_file: Option<PaperPlace>,
    /// The result.
    #[schema(required)]
    pub result: Option<ResultShown>,
    /// The promised instant that passed without a result; it stays for ever.
    #[schema(required)]
    pub overdue_since: Option<Instant>,
    /// When it was closed.
    #[schema(required)]
    pub closed_at: Option<Instant>,
    /// What happened to the time: apology, stopped clock, whose the days were.
    pub time: Time,
    /// How it arrived and goes back, beyond the channel.
    pub ways: Ways,
    /// What agencies do together: chain, opinions.
    pub together: Together,
    /// The looks at the papers before acceptance.
    pub checks: Vec<PaperLook>,
    /// Scans and files.
    pub files: Vec<FileShown>,
    /// Messages to the applicant, with what became of each.
    pub messages: Vec<MessageShown>,
    /// Where to go from here.
    pub links: DossierLinks,
}

/// The procedure version of a dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct PinnedProcedure {
    /// Code.
    pub code: String,
    /// Version.
    pub version: u32,
    /// Name.
    pub name: String,
    /// Field.
    pub field: String,
    /// Settling agency.
    pub agency: Named,
}

/// The applicant.
#[derive(Debug, Serialize, ToSchema)]
pub struct Applicant {
    /// What kind of applicant.
    pub kind: ApplicantKindName,
    /// Whether number, telephone, e-mail and address are shortened: the reader does not handle it.
    pub masked: bool,
    /// Name.
    pub name: String,
    /// Identity, tax or enterprise number.
    pub id_number: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Address.
    pub address: String,
}

/// Who acts for the applicant.
#[derive(Debug, Serialize, ToSchema)]
pub struct RepresentedBy {
    /// Name.
    pub name: String,
    /// The authority document.
    pub authority: String,
}

/// A paper that was handed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperHandedIn {
    /// Code in the procedure.
    pub code: String,
    /// Name.
    pub name: String,
    /// Originals.
    pub originals: u16,
    /// Copies.
    pub copies: u16,
}

/// A promise and how it was counted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Promise)]
pub struct PromiseBody {
    /// The limit, for example `15wd`.
    pub limit: String,
    /// The same in words.
    pub limit_text: String,
    /// From which moment.
    pub counted_from: Instant,
    /// Until when.
    pub due: Instant,
    /// Whether it may still move.
    pub provisional: bool,
    /// The calendar it was counted on.
    pub calendar: CalendarPin,
    /// The rules it was counted under.
    pub rule_pack: String,
    /// How the day was found, in two sentences; empty when that calendar is no longer at hand.
    pub text: String,
}

/// A calendar version.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarPin {
    /// Id.
    pub id: String,
    /// Version.
    pub version: u32,
    /// Fingerprint of its content, hexadecimal.
    pub fingerprint: String,
}

/// The instants that the rules hang on a dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notices {
    /// When the paper must be with the agency.
    #[schema(required)]
    pub transfer_by: Option<Instant>,
    /// Until when a supplement may be asked.
    #[schema(required)]
    pub supplement_by: Option<Instant>,
    /// Until when the applicant is warned if there is no result.
    #[schema(required)]
    pub warn_by: Option<Instant>,
    /// When the applicant was warned.
    #[schema(required)]
    pub warned_at: Option<Instant>,
    /// Until when the applicant is told of the result.
    #[schema(required)]
    pub notify_by: Option<Instant>,
    /// When the applicant was told of the result.
    #[schema(required)]
    pub told_of_result_at: Option<Instant>,
}

/// Charges and fees, whole đồng.
#[derive(Debug, Serialize, ToSchema)]
pub struct Fees {
    /// What is owed.
    pub owed: Vec<Owed>,
    /// Exemptions and reductions in it.
    pub reductions: Vec<ReductionShown>,
    /// What was paid.
    pub paid: Vec<Paid>,
    /// Payments that a second person voided.
    pub voided: Vec<Paid>,
    /// Money given back, in đồng.
    pub refunded: i64,
    /// What is still to be paid.
    pub outstanding: i64,
}

/// An amount owed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Owed {
    /// Code of the charge in the procedure.
    pub charge: String,
    /// Phí or lệ phí.
    pub kind: ChargeKindName,
    /// What is paid for.
    pub name: String,
    /// Amount in đồng.
    pub amount: i64,
}

/// A payment made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Paid {
    /// Amount in đồng.
    pub amount: i64,
    /// When it was recorded.
    pub at: Instant,
    /// How.
    pub method: PaymentMethodName,
    /// Number of the receipt or proof.
    pub receipt: String,
    /// Who recorded it.
    pub by: By,
}

/// An exemption or reduction.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reduction)]
pub struct ReductionShown {
    /// Code of the charge.
    pub charge: String,
    /// Who is exempt, as published.
    pub who: String,
    /// Per cent off.
    pub percent: u8,
    /// What proved it.
    pub proof: String,
}

/// A line of the control slip.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandOverLine {
    /// Giving unit.
    pub from: Named,
    /// Who gave.
    #[schema(required)]
    pub giver: Option<Named>,
    /// When given.
    pub given_at: Instant,
    /// Receiving unit.
    pub to: Named,
    /// Who took.
    #[schema(required)]
    pub taker: Option<Named>,
    /// When taken.
    #[schema(required)]
    pub taken_at: Option<Instant>,
    /// Whether the paper went along.
    pub paper: bool,
    /// Whether it was forwarded late.
    pub late: bool,
    /// The note column.
    pub note: String,
}

/// A request to the applicant.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RequestToApplicant)]
pub struct RequestBody {
    /// Number of its slip within the year.
    pub slip: String,
    /// When it was made.
    pub at: Instant,
    /// What was asked.
    pub items: Vec<AskedItem>,
    /// Why.
    pub reason: String,
    /// When it was answered completely.
    #[schema(required)]
    pub answered_at: Option<Instant>,
}

/// One thing that was asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedItem {
    /// Code of the paper.
    pub paper: String,
    /// Name of the paper.
    pub name: String,
    /// What is missing or wrong.
    pub what: String,
}

/// A refusal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RefusalSlip)]
pub struct RefusalBody {
    /// Number of its slip within the year.
    pub slip: String,
    /// The provision that forbids it.
    pub ground: String,
    /// The reason.
    pub reason: String,
}

/// Where the paper file is.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperPlace {
    /// The unit that has signed for it.
    pub unit: Named,
    /// Who signed.
    #[schema(required)]
    pub person: Option<Named>,
    /// Since when.
    pub since: Instant,
    /// The unit it was sent to and that has not signed.
    #[schema(required)]
    pub on_the_way_to: Option<Named>,
}

/// A result.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultShown {
    /// Name of the paper.
    pub name: String,
    /// Its number.
    pub number: String,
    /// When it reached the desk.
    #[schema(required)]
    pub at: Option<Instant>,
}
