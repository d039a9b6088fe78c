//! The wire form of the turns that a dossier took beside the straight way.

use serde::Serialize;
use utoipa::ToSchema;

use crate::names::{
    CheckKindName, NoticeChannelName, NoticeKindName, OpinionName, SilenceName, StopCauseName,
};
use crate::problem::NamedCode;
use crate::wire::{By, Instant, Named};

/// How it arrived and goes back, beyond the channel.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ways {
    /// What the hand-over minute of the post says.
    #[schema(required)]
    pub posted: Option<PostedShown>,
    /// Whether the agency that had it by mistake forwarded it late.
    pub forwarded_late: bool,
    /// The agency that had it by mistake, and when it received it.
    #[schema(required)]
    pub forwarded: Option<ForwardedShown>,
    /// What a ministry's system last said.
    #[schema(required)]
    pub external: Option<ExternalShown>,
    /// Whether an online filing lay past its time for checking.
    pub taken_up_late: bool,
    /// The desk where the result is collected.
    pub return_desk: Named,
    /// The desk that has the result, or to which it is on its way.
    pub result_desk: Named,
    /// The result's way by post.
    #[schema(required)]
    pub by_post: Option<ByPostShown>,
    /// Codes of the further recipients who have their copy.
    pub copies: Vec<String>,
}

/// What the hand-over minute of the post says.
#[derive(Debug, Serialize, ToSchema)]
pub struct PostedShown {
    /// Number of the minute within the year.
    pub minute: String,
    /// When both sides signed it.
    pub signed_at: Instant,
    /// Number of the consignment.
    pub consignment: String,
    /// Postage in đồng.
    pub postage: i64,
    /// Charges and fees that the post collected, in đồng.
    pub collected: i64,
}

/// An agency that received it by mistake.
#[derive(Debug, Serialize, ToSchema)]
pub struct ForwardedShown {
    /// Which.
    pub unit: Named,
    /// When it received it.
    pub received_at: Instant,
}

/// What a ministry's system says.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExternalShown {
    /// Name of the system.
    pub system: String,
    /// The dossier's number there.
    pub reference: String,
    /// Its state there; empty until something was recorded.
    pub state: String,
    /// Since when.
    pub at: Instant,
}

/// The result's way by post.
#[derive(Debug, Serialize, ToSchema)]
pub struct ByPostShown {
    /// Number of the consignment.
    pub consignment: String,
    /// Number of the hand-over list within the year.
    pub list: String,
    /// Postage in đồng.
    pub postage: i64,
    /// What the post collects on delivery, in đồng.
    pub collect: i64,
    /// When the post signed for it.
    pub at: Instant,
}

/// A look at a paper.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperLook {
    /// The paper.
    pub paper: NamedCode,
    /// What was looked at.
    pub check: CheckKindName,
    /// Whether a program looked.
    pub by_machine: bool,
    /// Whether it is in order.
    pub passed: bool,
    /// What is wrong.
    pub note: String,
}

/// A file of the dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileShown {
    /// The paper it shows; null for what belongs to none.
    #[schema(required)]
    pub paper: Option<NamedCode>,
    /// SHA-256 of its content.
    pub file: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Pages; 0 where nobody counted.
    pub pages: u16,
    /// Media type.
    pub media: String,
}

/// What agencies do together.
#[derive(Debug, Serialize, ToSchema)]
pub struct Together {
    /// The agencies of a chain in their order, each with its duty; empty where none was fixed.
    pub chain: Vec<DutyShown>,
    /// The parts of the agencies, in the order in which they began.
    pub parts: Vec<PartShown>,
    /// Who was told to bring the paper.
    #[schema(required)]
    pub paper_to_bring: Option<PaperToBringShown>,
    /// Opinions asked.
    pub consultations: Vec<ConsultationShown>,
    /// Until when the Centre's leader settles it.
    #[schema(required)]
    pub escalated_until: Option<Instant>,
    /// Agencies asked to send somebody.
    pub invited: Vec<InvitedShown>,
}

/// An agency's duty in a chain.
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyShown {
    /// The agency.
    pub unit: Named,
    /// Its part, in words.
    pub work: String,
    /// Working minutes that the process gives it.
    #[schema(required)]
    pub minutes: Option<u32>,
}

/// An agency's part in a chain.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartShown {
    /// The agency.
    pub unit: Named,
    /// When both the file and the paper were there.
    pub started_at: Instant,
    /// Until when it is to be done.
    #[schema(required)]
    pub due: Option<Instant>,
    /// When it passed the dossier on.
    #[schema(required)]
    pub ended_at: Option<Instant>,
    /// Whether it took, or has taken so far, longer than its time.
    pub late: bool,
}

/// A unit that was told to bring the paper.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperToBringShown {
    /// Who brings it.
    pub from: Named,
    /// To whom.
    pub to: Named,
    /// Until when.
    pub by: Instant,
}

/// Opinions asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsultationShown {
    /// Its id within the dossier.
    pub id: String,
    /// The unit that asked.
    pub by: Named,
    /// When.
    pub at: Instant,
    /// What was asked; empty for the applicant.
    pub question: String,
    /// Until when an answer is expected.
    pub answer_by: Instant,
    /// What silence means then.
    pub silence: SilenceName,
    /// The units with what they answered.
    pub units: Vec<AskedShown>,
    /// Whether opinions are still awaited.
    pub pending: bool,
}

/// A consulted unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedShown {
    /// The unit.
    pub unit: Named,
    /// Its opinion; null until it answers, and for the applicant.
    #[schema(required)]
    pub opinion: Option<OpinionName>,
    /// In words.
    pub answer: String,
    /// When it answered.
    #[schema(required)]
    pub answered_at: Option<Instant>,
    /// Whether the answer came, or has not come, by its time.
    pub late: bool,
    /// When its silence was recorded.
    #[schema(required)]
    pub silent_at: Option<Instant>,
}

/// An agency asked to send somebody.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitedShown {
    /// Which.
    pub unit: Named,
    /// About what.
    pub about: String,
    /// Until when somebody is to come.
    pub come_by: Instant,
    /// When the leader settled it; null while the joint look lasts.
    #[schema(required)]
    pub settled_at: Option<Instant>,
}

/// What happened to the time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Time {
    /// The instant by which a result is owed now: the new day of the apology, else the promise.
    #[schema(required)]
    pub due_in_force: Option<Instant>,
    /// Whether that instant has passed without a result.
    pub overdue: bool,
    /// The one apology.
    #[schema(required)]
    pub apology: Option<ApologyShown>,
    /// Whether the new day of the apology passed without a result too.
    pub late_again: bool,
    /// Why the clock stands.
    #[schema(required)]
    pub stopped: Option<StoppedShown>,
    /// Until when the applicant may bring what the open slip asked.
    #[schema(required)]
    pub answer_until: Option<Instant>,
    /// A withdrawal that waits for its second person.
    #[schema(required)]
    pub withdrawal: Option<WithdrawalShown>,
    /// Corrected mistakes.
    pub corrections: Vec<CorrectionShown>,
    /// Whose the working time from acceptance on was; the shares sum to `delay_minutes`.
    pub delay: Vec<ShareShown>,
    /// Working minutes from acceptance to the result at the desk, or until now.
    pub delay_minutes: i64,
}

/// An apology.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApologyShown {
    /// Number of the letter within the year.
    pub slip: String,
    /// Who signed.
    pub by: By,
    /// When.
    pub at: Instant,
    /// Whether the delay is the Centre's own.
    pub by_centre: bool,
    /// The unit whose delay it is.
    pub fault: Named,
    /// Why it is late.
    pub reason: String,
    /// The promise that was not kept.
    pub due: Instant,
    /// The new day.
    pub again: Instant,
}

/// Why the clock stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoppedShown {
    /// The lawful cause.
    pub cause: StopCauseName,
    /// In words.
    pub reason: String,
    /// What shows it; empty in older records.
    pub proof: String,
    /// Since when.
    pub at: Instant,
}

/// A withdrawal that waits for its second person.
#[derive(Debug, Serialize, ToSchema)]
pub struct WithdrawalShown {
    /// Who recorded it.
    pub by: By,
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: String,
    /// Proof of the applicant's will.
    pub proof: String,
}

/// A corrected mistake.
#[derive(Debug, Serialize, ToSchema)]
pub struct CorrectionShown {
    /// Number of the letter of apology within the year.
    pub slip: String,
    /// The revision that was undone.
    pub undone: u32,
    /// When.
    pub at: Instant,
}

/// A share of the time.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShareShown {
    /// Who had it; null for the applicant.
    #[schema(required)]
    pub unit: Option<Named>,
    /// For what: `desk`, `on-the-way`, `step`, `opinion`, `sending` or `applicant`.
    pub work: &'static str,
    /// The step of the process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<NamedCode>,
    /// Working minutes.
    pub minutes: i64,
}

/// A message to the applicant.
#[derive(Debug, Serialize, ToSchema)]
pub struct MessageShown {
    /// About what.
    pub about: NoticeKindName,
    /// How.
    pub channel: NoticeChannelName,
    /// When it was put on its way, or told.
    pub at: Instant,
    /// `on-the-way`, `delivered`, or `failed`: then somebody has to call.
    pub state: &'static str,
    /// When it was delivered.
    #[schema(required)]
    pub delivered_at: Option<Instant>,
    /// The proof of delivery, or why it failed; for staff only.
    pub note: String,
}
