//! Letters by which the director urges a unit whose dossiers are late (R8.2, R8.6, R10.1b).

use law::qc1722;

use super::BookRefusal;
use crate::Refusal;
use crate::ids::{DossierId, UnitId};

/// A late dossier in the hands of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// The dossier.
    pub dossier: DossierId,
    /// The agency that answers for the delay.
    pub unit: UnitId,
    /// Working days since the promised day.
    pub days: i32,
}

/// The step of the ladder that a delay has reached, from 1; 0 before the first.
///
/// # Legal basis
///
/// [`qc1722::D8_K6`]; the days are [`law::Parameters::urge_ladder_days`].
#[must_use]
pub fn rung(days: i32, ladder: &[u16; 3]) -> u8 {
    ladder.iter().filter(|least| days >= i32::from(**least)).fold(0, |rung: u8, _| rung.saturating_add(1))
}

/// The late dossiers of one unit that have reached a step at which nobody has urged yet, with the step.
///
/// `urged` says up to which step a dossier was urged before.
pub fn due<'a>(late: &'a [Late], ladder: &[u16; 3], urged: impl Fn(&DossierId) -> u8) -> Vec<(&'a Late, u8)> {
    late.iter()
        .map(|one| (one, rung(one.days, ladder)))
        .filter(|(one, rung)| *rung > urged(&one.dossier))
        .collect()
}

/// Judges a letter: it names a dossier that may be urged now, and says something.
///
/// # Errors
///
/// [`BookRefusal::NothingToUrge`], [`Refusal::EmptyReason`].
///
/// # Legal basis
///
/// [`qc1722::D10_K1_B`].
pub fn check(due: &[(&Late, u8)], text: &str) -> Result<(), Refusal> {
    if due.is_empty() {
        return Err(BookRefusal::NothingToUrge.into());
    }
    said("text", text)
}

/// Judges an answer: it says something.
///
/// # Errors
///
/// [`Refusal::EmptyReason`].
pub fn said(field: &'static str, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::EmptyReason { field, basis: qc1722::D10_K1_B });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d8_k6_a_delay_climbs_the_ladder() {
        let ladder = [1, 3, 7];
        for (days, expected) in [(-2, 0), (0, 0), (1, 1), (2, 1), (3, 2), (6, 2), (7, 3), (400, 3)] {
            assert_eq!(rung(days, &ladder), expected, "{days} days");
        }
    }

    #[test]
    fn d8_k6_each_step_is_urged_once() {
        let id = |n: u8| DossierId::new(&format!("{n:032x}")).unwrap();
        let unit = UnitId::new("so-xd").unwrap();
        let late: Vec<Late> =
            (1..=3).map(|n| Late { dossier: id(n), unit: unit.clone(), days: i32::from(n) * 2 }).collect();
        let before = |dossier: &DossierId| u8::from(*dossier == id(1));
        let found: Vec<(i32, u8)> =
            due(&late, &[1, 3, 7], before).into_iter().map(|(one, rung)| (one.days, rung)).collect();
        assert_eq!(found, [(4, 2), (6, 2)], "the first was urged at step 1 already");
        assert_eq!(check(&[], "x").unwrap_err().code(), "nothing-to-urge");
    }
}
