//! The books of the office that are not events of one dossier.
//!
//! Each file is one book: the value that its record holds, and the rule by which a line may be written.
//! Numbering, rights and the record itself are the shell's.

pub mod cash;
pub mod guidance;
pub mod post_minute;
pub mod rating;
pub mod urging;

use jiff::civil::DateTime;
use law::{Citation, nd61_2018, qc1722, qd45_2016};

use crate::Refusal;

/// Why a line of a book is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookRefusal {
    /// The minute has no line.
    #[error("the minute has no line")]
    EmptyMinute,
    /// A consignment stands in the list twice, or was handed over before.
    #[error("the consignments {} were listed before", numbers.join(", "))]
    ListedBefore {
        /// Which.
        numbers: Vec<String>,
    },
    /// The minute is not waiting for a signature.
    #[error("the minute is not waiting for a signature")]
    NotWaiting,
    /// The side that began the minute cannot sign for the other.
    #[error("the other side has to sign")]
    OtherSide,
    /// The till has nothing to close.
    #[error("nothing was taken since the till was closed")]
    NothingToClose,
    /// What was counted differs from what was recorded, and nobody says why.
    #[error("{difference} đồng differ and no reason is given")]
    DifferenceUnexplained {
        /// Counted less recorded, in đồng.
        difference: i64,
    },
    /// A closing was confirmed before.
    #[error("confirmed before")]
    AlreadyConfirmed,
    /// No dossier of the unit is so late that it may be urged at that step now.
    #[error("nothing to urge")]
    NothingToUrge,
    /// The letter was answered before.
    #[error("answered at {at}")]
    LetterAnswered {
        /// When.
        at: DateTime,
    },
    /// The procedure was not in force on the day.
    #[error("no version was in force")]
    NoVersion,
    /// The dossier was rated before.
    #[error("rated before")]
    AlreadyRated,
    /// The dossier has no result yet, so there is nothing to rate.
    #[error("nothing to rate yet")]
    NothingToRate,
}

impl BookRefusal {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyMinute => "empty-minute",
            Self::ListedBefore { .. } => "listed-before",
            Self::NotWaiting => "not-waiting",
            Self::OtherSide => "other-side",
            Self::NothingToClose => "nothing-to-close",
            Self::DifferenceUnexplained { .. } => "difference-unexplained",
            Self::AlreadyConfirmed => "already-confirmed",
            Self::NothingToUrge => "nothing-to-urge",
            Self::LetterAnswered { .. } => "letter-answered",
            Self::NoVersion => "no-version",
            Self::AlreadyRated => "already-rated",
            Self::NothingToRate => "nothing-to-rate",
        }
    }

    /// The provisions it rests on.
    #[must_use]
    pub fn basis(&self) -> Vec<Citation> {
        match self {
            Self::EmptyMinute | Self::ListedBefore { .. } | Self::NotWaiting | Self::OtherSide => {
                vec![qd45_2016::D7, qc1722::D7_K20]
            }
            Self::NothingToClose | Self::DifferenceUnexplained { .. } | Self::AlreadyConfirmed => {
                vec![qc1722::D18_K6_B, nd61_2018::D22]
            }
            Self::NothingToUrge | Self::LetterAnswered { .. } => vec![qc1722::D8_K6, qc1722::D10_K1_B],
            Self::NoVersion => vec![qc1722::D14_K1_P2],
            Self::AlreadyRated | Self::NothingToRate => vec![qc1722::D3_K6, nd61_2018::D27],
        }
    }
}

impl From<BookRefusal> for Refusal {
    fn from(refusal: BookRefusal) -> Self {
        Refusal::Book(refusal)
    }
}
