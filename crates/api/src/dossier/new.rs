//! The body of a new dossier.

use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::parts::{ChargeBody, ItemBody, PaperBody, RepresentativeBody, SlipBody};
use crate::names::{ApplicantKindName, ChannelName, PaymentMethodName, ReceiverProofName, ReturnByName};
use crate::wire::Instant;

/// A new dossier.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDossier {
    /// Code of the procedure.
    #[schema(max_length = 64)]
    pub(super) procedure: String,
    /// Case, where the procedure has cases.
    #[serde(default)]
    #[schema(max_length = 64)]
    pub(super) case: String,
    /// How it comes in; a citizen's own filing is always online.
    pub(super) channel: ChannelName,
    /// Who applies.
    pub(super) applicant: ApplicantBody,
    /// Who acts for the applicant.
    #[serde(default)]
    pub(super) represented_by: Option<RepresentativeBody>,
    /// Papers handed in.
    #[schema(max_items = 200)]
    pub(super) papers: Vec<PaperBody>,
    /// Sets handed in; without it one.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 20)]
    pub(super) sets: Option<u16>,
    /// Answers of the electronic form, as an object.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub(super) answers: Option<Map<String, Value>>,
    /// How the result goes back; without it at the counter.
    #[serde(default)]
    pub(super) return_by: Option<ReturnByName>,
    /// A receipt elsewhere than at the Centre, with its evidence.
    #[serde(default)]
    pub(super) received_elsewhere: Option<ElsewhereBody>,
    /// With channel `post`: what the hand-over minute says of it.
    #[serde(default)]
    pub(super) posted: Option<PostedBody>,
    /// With channel `agency`: which agency received it by mistake.
    #[serde(default)]
    pub(super) forwarded: Option<ForwardedBody>,
    /// With channel `ministry`: where it is processed.
    #[serde(default)]
    pub(super) external: Option<ExternalBody>,
    /// The desk where the result is collected, when it is another one.
    #[serde(default)]
    #[schema(max_length = 64)]
    pub(super) return_desk: String,
    /// Filed online with an officer's help.
    #[serde(default)]
    pub(super) assisted: bool,
    /// With `accept`: what is to be paid, item by item; without it what is published for one.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub(super) charges: Vec<ChargeBody>,
    /// What the officer does in the same act; without it `accept` at the counter, else `register`.
    #[serde(default)]
    pub(super) intent: Option<IntentName>,
    /// With `accept`: the applicant wants a receipt although none is due.
    #[serde(default)]
    pub(super) receipt_wanted: bool,
    /// With `accept` of an immediate procedure: its result, given at once.
    #[serde(default)]
    pub(super) result: Option<AtOnceBody>,
    /// With `guide`: what is wrong besides missing papers.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub(super) items: Vec<ItemBody>,
    /// With `guide`: the Centre is not competent.
    #[serde(default)]
    pub(super) not_competent: bool,
    /// With `guide`: further guidance.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub(super) remark: String,
    /// With `refuse`: the provision that forbids it.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub(super) ground: String,
    /// With `refuse` and `escalate`: why.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub(super) reason: String,
}

/// The applicant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewApplicant)]
pub(super) struct ApplicantBody {
    /// What kind of applicant.
    pub(super) kind: ApplicantKindName,
    /// Full name, or the organisation's name.
    #[schema(max_length = 200)]
    pub(super) name: String,
    /// Identity, tax or enterprise number.
    #[serde(default)]
    #[schema(max_length = 30)]
    pub(super) id_number: String,
    /// Telephone.
    #[serde(default)]
    #[schema(max_length = 30)]
    pub(super) phone: String,
    /// E-mail.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub(super) email: String,
    /// Address.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub(super) address: String,
}

/// A receipt elsewhere.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceivedElsewhere)]
pub(super) struct ElsewhereBody {
    /// Where.
    #[schema(max_length = 200)]
    pub(super) place: String,
    /// When, as the evidence says; RFC 3339 with offset.
    #[schema(format = DateTime, max_length = 40)]
    pub(super) at: String,
    /// The evidence, for example the number of a hand-over minute.
    #[schema(max_length = 200)]
    pub(super) evidence: String,
}

/// What the hand-over minute of the public post says of one dossier.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Posted)]
pub(super) struct PostedBody {
    /// Number of the minute.
    pub(super) minute: SlipBody,
    /// When both sides signed it, the legal moment of submission; without it now.
    #[serde(default)]
    pub(super) signed_at: Option<Instant>,
    /// Number of the consignment.
    #[schema(max_length = 60)]
    pub(super) consignment: String,
    /// Postage in đồng.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub(super) postage: i64,
    /// Charges and fees that the post collected, in đồng.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub(super) collected: i64,
}

/// An agency that received it by mistake.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Forwarded)]
pub(super) struct ForwardedBody {
    /// Which.
    #[schema(max_length = 64)]
    pub(super) unit: String,
    /// When it received it, as its evidence says.
    pub(super) received_at: Instant,
}

/// A ministry's own system.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = External)]
pub(super) struct ExternalBody {
    /// Name of the system.
    #[schema(max_length = 200)]
    pub(super) system: String,
    /// The dossier's number there.
    #[schema(max_length = 100)]
    pub(super) reference: String,
}

/// What happens in the same act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = Intent)]
pub(super) enum IntentName {
    /// Check and accept.
    Accept,
    /// Only record; a decision follows.
    Register,
    /// Guide once.
    Guide,
    /// Raise to the leader.
    Escalate,
    /// Refuse.
    Refuse,
}

/// The result of an immediate procedure, given in the same act.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ResultAtOnce)]
pub(super) struct AtOnceBody {
    /// Its name; without one the procedure's result.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub(super) name: String,
    /// Its number.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub(super) number: String,
    /// What proved that the receiver is entitled.
    pub(super) proof: ReceiverProofName,
    /// Payment taken in the same act.
    #[serde(default)]
    pub(super) payment: Option<PaymentBody>,
}

/// A payment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPayment)]
pub(super) struct PaymentBody {
    /// Amount in đồng.
    pub(super) amount: i64,
    /// How.
    pub(super) method: PaymentMethodName,
    /// Number of the receipt or proof; cash without one gets a receipt of the desk's own book.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub(super) receipt: String,
}
