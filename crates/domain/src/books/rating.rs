//! What the applicant says of how a dossier was settled (R3.6, Nghị định 61 Điều 27 to 32).

use super::BookRefusal;
use crate::Refusal;
use crate::dossier::Stage;

/// Ratings of one desk within [`BURST_MINUTES`] beyond which they are flagged.
pub const BURST: usize = 10;
/// The minutes in which ratings are counted for [`BURST`].
pub const BURST_MINUTES: i64 = 10;

/// A slip as filled in. Indicators are those of Nghị định 61 that the applicant can answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// From 1, very dissatisfied, to 5, very satisfied.
    pub face: u8,
    /// Indicator 1, the time taken: 0 late, 1 on time, 2 early; `None` where left open.
    pub time: Option<u8>,
    /// Indicator 3, contacts needed to complete the dossier: 0 more than two, 1 two, 2 one.
    pub contacts: Option<u8>,
    /// Indicator 4, agencies contacted besides the desk: 0 more than one, 1 one, 2 none.
    pub agencies: Option<u8>,
    /// Indicator 7, attitude: 0 bad, 1 right, 2 very good.
    pub attitude: Option<u8>,
}

/// Whether a dossier at this stage may be rated: it has an end, or its result is there.
///
/// # Errors
///
/// [`BookRefusal::NothingToRate`].
pub fn may_rate(stage: Stage) -> Result<(), Refusal> {
    match stage {
        Stage::ResultReady
        | Stage::WithPost
        | Stage::Returned
        | Stage::Refused
        | Stage::Withdrawn
        | Stage::Lapsed => Ok(()),
        _ => Err(BookRefusal::NothingToRate.into()),
    }
}

/// Whether one more rating of a desk after `recent` ones within the window looks made up.
///
/// It is kept and marked, never thrown away: who counts decides.
#[must_use]
pub fn is_burst(recent: usize) -> bool {
    recent >= BURST
}

impl Rating {
    /// Whether every answer lies on its scale.
    #[must_use]
    pub fn is_on_scale(&self) -> bool {
        let answers = [self.time, self.contacts, self.agencies, self.attitude];
        (1..=5).contains(&self.face) && answers.iter().all(|answer| answer.is_none_or(|points| points <= 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d27_only_what_has_an_end_is_rated() {
        for stage in Stage::ALL {
            let closed = matches!(stage, Stage::Returned | Stage::Refused | Stage::Withdrawn | Stage::Lapsed);
            let there = matches!(stage, Stage::ResultReady | Stage::WithPost);
            assert_eq!(may_rate(stage).is_ok(), closed || there, "{stage:?}");
        }
    }

    #[test]
    fn answers_beyond_their_scale_are_none() {
        let rating = Rating { face: 5, time: Some(2), contacts: None, agencies: Some(0), attitude: Some(1) };
        assert!(rating.is_on_scale());
        assert!(!Rating { face: 0, ..rating.clone() }.is_on_scale());
        assert!(!Rating { attitude: Some(3), ..rating }.is_on_scale());
        assert!(!is_burst(9) && is_burst(10));
    }
}
