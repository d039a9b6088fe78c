//! The bodies of acts on a dossier, and what they mean to the use cases.

use app::dossier::Action;
use app::dossier::input::{PaymentInput, ReceiverInput};
use domain::dossier::event::ReturnBy;
use serde::Deserialize;
use utoipa::ToSchema;

use super::parts::{ItemBody, PaperBody, RepresentativeBody, ResultBody, all};
use crate::names::{NoticeChannelName, NoticeKindName, PaymentMethodName, ReceiverProofName, ReturnByName};

/// A body that names the revision its sender decided on.
pub trait Input: Sized {
    /// The revision seen and the action.
    fn split(self) -> (u32, Action);
}

/// Writes the body of an action and its meaning; `revision` is in every one.
macro_rules! inputs {
    ($($(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident: $kind:ty),* $(,)?
    } => |$body:ident| $action:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// The revision that the caller has seen; another one answers 409.
            pub revision: u32,
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        impl Input for $name {
            fn split(self) -> (u32, Action) {
                let $body = self;
                ($body.revision, $action)
            }
        }
    )+};
}
pub(super) use inputs;

inputs! {
    /// Accept the dossier.
    AcceptInput {
        /// The applicant wants a receipt although none is due.
        #[serde(default)]
        receipt_wanted: bool,
    } => |body| Action::Accept { receipt_wanted: body.receipt_wanted };

    /// Guide the applicant, once and completely.
    GuideInput {
        /// What is wrong besides the papers that are not there at all; those are added by themselves.
        #[serde(default)]
        #[schema(max_items = 200)]
        items: Vec<ItemBody>,
        /// The Centre is not competent; then `remark` says who is.
        #[serde(default)]
        not_competent: bool,
        /// Further guidance.
        #[serde(default)]
        #[schema(max_length = 4000)]
        remark: String,
    } => |body| Action::Guide { items: all(body.items), not_competent: body.not_competent, remark: body.remark };

    /// Refuse with ground and reason.
    RefuseInput {
        /// The provision that forbids it.
        #[schema(max_length = 300)]
        ground: String,
        /// The reason in words.
        #[schema(max_length = 4000)]
        reason: String,
    } => |body| Action::Refuse { ground: body.ground, reason: body.reason };

    /// Raise to the Centre's leader.
    EscalateInput {
        /// Why.
        #[schema(max_length = 4000)]
        reason: String,
    } => |body| Action::Escalate { reason: body.reason };

    /// Answer of the Centre's leader.
    AnswerEscalationInput {
        /// The outcome of the joint look.
        #[schema(max_length = 4000)]
        answer: String,
        /// The desk officer who goes on; without one the officer on duty.
        #[serde(default)]
        #[schema(max_length = 64)]
        to: String,
    } => |body| Action::AnswerEscalation { answer: body.answer, to: body.to };

    /// Send on with the control slip.
    TransferInput {
        /// Receiving unit; without one the next of the process.
        #[serde(default)]
        #[schema(max_length = 64)]
        to: String,
        /// Whether the paper goes along; without it yes, where there is paper.
        #[serde(default)]
        paper: Option<bool>,
    } => |body| Action::Transfer { to: body.to, paper: body.paper.unwrap_or(true) };

    /// Take over what was sent, or the paper alone.
    TakeInput {
        /// Whether the paper is taken; without it yes, where there is paper.
        #[serde(default)]
        paper: Option<bool>,
    } => |body| Action::Take { paper: body.paper.unwrap_or(true) };

    /// Complete a step of the process.
    CompleteStepInput {
        /// The step; without one the only open one.
        #[serde(default)]
        #[schema(max_length = 64)]
        step: String,
        /// What was found or done.
        #[serde(default)]
        #[schema(max_length = 4000)]
        note: String,
        /// Who goes on, where known.
        #[serde(default)]
        #[schema(max_length = 64)]
        next_person: String,
    } => |body| Action::CompleteStep { step: body.step, note: body.note, next_person: body.next_person };

    /// Ask for a supplement, once, with everything that is needed.
    AskSupplementInput {
        /// Everything that is asked.
        #[schema(max_items = 200)]
        items: Vec<ItemBody>,
        /// Why.
        #[schema(max_length = 4000)]
        reason: String,
    } => |body| Action::AskSupplement { items: all(body.items), reason: body.reason };

    /// Record what the applicant brought.
    SupplementInput {
        /// What was brought.
        #[schema(max_items = 200)]
        papers: Vec<PaperBody>,
    } => |body| Action::Supplement { papers: all(body.papers) };

    /// Send the result to the desk.
    SendResultInput {
        /// The result.
        #[serde(default)]
        result: ResultBody,
    } => |body| Action::SendResult { result: body.result.into() };

    /// Confirm the result at the desk.
    ConfirmResultInput {} => |body| Action::ConfirmResult;

    /// Record that the applicant was told.
    NotifyInput {
        /// About what.
        kind: NoticeKindName,
        /// How.
        channel: NoticeChannelName,
        /// Proof: message id, note of a call.
        #[schema(max_length = 500)]
        proof: String,
    } => |body| Action::Notify { kind: body.kind.into(), channel: body.channel.into(), proof: body.proof };

    /// Record a payment.
    PayInput {
        /// Amount in đồng.
        amount: i64,
        /// How.
        method: PaymentMethodName,
        /// Number of the receipt or proof; cash without one gets a receipt of the desk's own book.
        #[serde(default)]
        #[schema(max_length = 100)]
        receipt: String,
    } => |body| Action::Pay(PaymentInput {
        amount: body.amount, method: body.method.into(), receipt: body.receipt,
    });

    /// Hand the result over; an immediate procedure's result is given at once.
    HandOverInput {
        /// How; without it at the counter.
        #[serde(default)]
        by: Option<ReturnByName>,
        /// What proved that the receiver is entitled.
        proof: ReceiverProofName,
        /// The receiver, when it is not the applicant.
        #[serde(default)]
        receiver: Option<RepresentativeBody>,
        /// The result, when it is given at once.
        #[serde(default)]
        result: ResultBody,
    } => |body| Action::HandOver {
        by: body.by.map_or(ReturnBy::Counter, ReturnBy::from),
        proof: body.proof.into(),
        receiver: body.receiver.map(|person| ReceiverInput { person: person.into() }),
        result: body.result.into(),
    };

    /// Withdraw the dossier at the applicant's wish.
    WithdrawInput {
        /// Why, in the applicant's words.
        #[schema(max_length = 4000)]
        reason: String,
        /// Proof of the applicant's will.
        #[schema(max_length = 500)]
        proof: String,
    } => |body| Action::Withdraw { reason: body.reason, proof: body.proof };

    /// Make somebody else of the holding unit accountable.
    AssignInput {
        /// Who.
        #[schema(max_length = 64)]
        to: String,
        /// Why.
        #[serde(default)]
        #[schema(max_length = 1000)]
        reason: String,
    } => |body| Action::Assign { to: body.to, reason: body.reason };

    /// Leave a remark.
    NoteInput {
        /// The remark.
        #[schema(max_length = 4000)]
        text: String,
    } => |body| Action::Note { text: body.text };
}
