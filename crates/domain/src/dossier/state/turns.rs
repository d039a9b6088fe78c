//! The parts of the summary that the turns of a dossier need.

use jiff::civil::DateTime;

use crate::dossier::event::{Actor, NoticeChannel, NoticeKind, Opinion, Slip, StopCause};
use crate::ids::{StepId, UnitId};
use crate::procedure::process::Silence;

/// What a ministry's system says of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct External {
    /// Name of the system.
    pub system: String,
    /// The dossier's number there.
    pub reference: String,
    /// Its state there; empty until something was recorded.
    pub state: String,
    /// Since when.
    pub at: DateTime,
}

/// A withdrawal that waits for its second person (A4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawalAsked {
    /// Who recorded it.
    pub by: Actor,
    /// When.
    pub at: DateTime,
    /// Why.
    pub reason: String,
    /// Proof of the applicant's will.
    pub proof: String,
}

/// An agency that was asked to send somebody to a joint look (R16.1c).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The agency.
    pub unit: UnitId,
    /// About what.
    pub about: String,
    /// When it was asked.
    pub at: DateTime,
    /// Until when somebody is to come.
    pub come_by: DateTime,
    /// When the leader settled it.
    pub settled_at: Option<DateTime>,
}

/// One agency's part in a chain (R18.3, R18.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The unit.
    pub unit: UnitId,
    /// When both the file and the paper were there.
    pub started_at: DateTime,
    /// Until when it is to be done.
    pub due: Option<DateTime>,
    /// When it passed the dossier on.
    pub ended_at: Option<DateTime>,
}

/// An opinion that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consulted {
    /// Its id within the dossier.
    pub id: StepId,
    /// The unit that asked.
    pub by: UnitId,
    /// When.
    pub at: DateTime,
    /// What was asked.
    pub question: String,
    /// Until when an answer is expected.
    pub answer_by: DateTime,
    /// What silence means then.
    pub silence: Silence,
    /// The units with what they answered.
    pub units: Vec<Asked>,
}

/// One consulted unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The unit.
    pub unit: UnitId,
    /// Its opinion, its words and when it came.
    pub answer: Option<(Opinion, String, DateTime)>,
    /// When its silence was recorded.
    pub silent_at: Option<DateTime>,
}

impl Consulted {
    /// The units whose opinion must still be awaited.
    pub fn pending(&self) -> impl Iterator<Item = &UnitId> {
        let excused = |asked: &Asked| asked.silent_at.is_some() && self.silence != Silence::MustAnswer;
        self.units
            .iter()
            .filter(move |asked| asked.answer.is_none() && !excused(asked))
            .map(|asked| &asked.unit)
    }
}

/// The one apology for a late result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApologyMade {
    /// Number of the letter.
    pub slip: Slip,
    /// Who signed.
    pub by: Actor,
    /// When.
    pub at: DateTime,
    /// Whether the delay is the Centre's own.
    pub by_centre: bool,
    /// The unit whose delay it is.
    pub fault: UnitId,
    /// Why it is late.
    pub reason: String,
    /// The promise that was not kept.
    pub due: DateTime,
    /// The new day.
    pub again: DateTime,
}

/// Why the clock stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// The lawful cause.
    pub cause: StopCause,
    /// In words.
    pub reason: String,
    /// What shows it; empty in records from before it was asked for.
    pub proof: String,
    /// Since when.
    pub at: DateTime,
}

/// The result's way by post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByPost {
    /// Number of the consignment.
    pub consignment: String,
    /// Number of the hand-over list.
    pub list: Slip,
    /// Postage in đồng.
    pub postage: i64,
    /// What the post collects on delivery, in đồng.
    pub collect: i64,
    /// When the post signed for it.
    pub at: DateTime,
}

/// A message to the applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// About what.
    pub kind: NoticeKind,
    /// How.
    pub channel: NoticeChannel,
    /// Id of the message; empty for what a person told.
    pub message: String,
    /// When it was put in the outbox, or told.
    pub at: DateTime,
    /// The proof of delivery, with when; `None` while it is on its way or has failed.
    pub told: Option<(String, DateTime)>,
    /// Why it was given up.
    pub failed: Option<String>,
}
