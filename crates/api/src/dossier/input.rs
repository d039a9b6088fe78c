//! The bodies of acts on a dossier, and what they mean to the use cases.

use app::dossier::input::{ItemInput, PaymentInput, ReceiverInput, ResultInput};
use app::dossier::{Action, PaperInput};
use app::person::Representative;
use domain::dossier::event::ReturnBy;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::names::{NoticeChannelName, NoticeKindName, PaymentMethodName, ReceiverProofName, ReturnByName};

/// A body that names the revision its sender decided on.
pub trait Input: Sized {
    /// The revision seen and the action.
    fn split(self) -> (u32, Action);
}

/// A paper as handed in.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperBody {
    /// Code of the paper in the procedure.
    #[schema(max_length = 64)]
    pub code: String,
    /// Originals handed in.
    #[serde(default)]
    #[schema(maximum = 999)]
    pub originals: u16,
    /// Copies handed in.
    #[serde(default)]
    #[schema(maximum = 999)]
    pub copies: u16,
}

impl From<PaperBody> for PaperInput {
    fn from(body: PaperBody) -> Self {
        Self { code: body.code, originals: body.originals, copies: body.copies }
    }
}

/// An item of a guidance or supplement slip.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemBody {
    /// Code of the published paper that it concerns.
    #[schema(max_length = 64)]
    pub paper: String,
    /// What is missing or wrong.
    #[schema(max_length = 1000)]
    pub what: String,
}

impl From<ItemBody> for ItemInput {
    fn from(body: ItemBody) -> Self {
        Self { paper: body.paper, what: body.what }
    }
}

/// A result paper.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResultBody {
    /// Its name; without one the procedure's result.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub name: String,
    /// Its number.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub number: String,
}

impl From<ResultBody> for ResultInput {
    fn from(body: ResultBody) -> Self {
        Self { name: body.name, number: body.number, file: None }
    }
}

/// Somebody who acts for the applicant, with the document that allows it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RepresentativeBody {
    /// Full name.
    #[schema(max_length = 200)]
    pub name: String,
    /// Identity number.
    #[serde(default)]
    #[schema(max_length = 30)]
    pub id_number: String,
    /// Telephone.
    #[serde(default)]
    #[schema(max_length = 30)]
    pub phone: String,
    /// The authority document, for example its number and date.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub authority: String,
}

impl From<RepresentativeBody> for Representative {
    fn from(body: RepresentativeBody) -> Self {
        Self { name: body.name, id_number: body.id_number, phone: body.phone, authority: body.authority }
    }
}

pub(crate) fn all<A, B: From<A>>(items: Vec<A>) -> Vec<B> {
    items.into_iter().map(B::from).collect()
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
        /// Number of the receipt or proof.
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
