//! The words of the API for the enumerations of the core, in one place each way.

use calendar::Limit;
use domain::dossier::event::{
    CheckKind, NoticeChannel, NoticeKind, Opinion, PaymentMethod, ReceiverProof, ReturnBy, StopCause,
};
use domain::procedure::process::Silence;
use domain::procedure::{ApplicantKind, Channel, ChargeKind, OnlineLevel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Writes an enumeration of the API beside the one of the core, with both ways between them.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident = $core:ty { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $(#[doc = "See the core."] $variant),+
        }

        impl From<$core> for $name {
            fn from(core: $core) -> Self {
                match core {
                    $(<$core>::$variant => Self::$variant),+
                }
            }
        }

        impl From<$name> for $core {
            fn from(name: $name) -> Self {
                match name {
                    $($name::$variant => Self::$variant),+
                }
            }
        }
    };
}

words! {
    /// How a dossier comes in.
    ChannelName = Channel { Counter, Post, Authorised, Online, Agency, Ministry }
}
words! {
    /// What kind of applicant.
    ApplicantKindName = ApplicantKind {
        Person, Organisation, Enterprise, Cooperative, Foreigner, OverseasVietnamese, CivilServant,
        ForeignInvestedEnterprise, ForeignOrganisation,
    }
}
words! {
    /// How the result goes back.
    ReturnByName = ReturnBy { Counter, Post, Online }
}
words! {
    /// How something was paid.
    PaymentMethodName = PaymentMethod { Cash, Transfer, ProofShown, Online, Post }
}
words! {
    /// What proved that the receiver is entitled.
    ReceiverProofName = ReceiverProof { ReceiptAndIdentity, IdentityOnly, Authority, PostDelivery, Account }
}
words! {
    /// How the applicant was told.
    NoticeChannelName = NoticeChannel { Sms, Email, Phone, SocialNetwork, Letter, InPerson }
}
words! {
    /// What the applicant was told about.
    NoticeKindName = NoticeKind {
        NearlyDue, ResultReady, PromiseChanged, Other, Accepted, Guided, SupplementAsked, AnswerNearlyDue,
        Lapsed, Refused, Withdrawn, Apologised, GivenToPost, ClockStopped, ClockResumed
    }
}
words! {
    /// Phí (`charge`), lệ phí (`fee`), or not stated by the publication.
    ChargeKindName = ChargeKind { Charge, Fee, NotStated }
}
words! {
    /// How far a procedure can be done online.
    OnlineLevelName = OnlineLevel { None, Unspecified, Partial, Full }
}
words! {
    /// What is looked at in a paper.
    CheckKindName = CheckKind { Count, Legible, Date, Identity, Signature }
}
words! {
    /// A consulted unit's opinion.
    OpinionName = Opinion { Agree, Conditions, Disagree }
}
words! {
    /// A lawful cause for which the clock stands.
    StopCauseName = StopCause { FinancialDuty, ApplicantsWish }
}
words! {
    /// What the silence of a consulted unit means.
    SilenceName = Silence { DecideWithout, CountsAsAgreement, MustAnswer }
}

/// A limit in words.
#[must_use]
pub fn limit_text(limit: Limit, lang: crate::lang::Lang) -> String {
    match lang {
        crate::lang::Lang::Vi => calendar::text::vi_limit(limit),
        crate::lang::Lang::En => calendar::text::en_limit(limit),
    }
}
