//! Stopping the clock for a lawful cause.

use law::{Citation, nd61_2018};

use super::decide::{at_stage, not_blank, proven, staff_of};
use super::event::{Event, StopCause};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the clock may stand: for a cause of the law, with its proof, before the promised instant.
///
/// A late dossier stays late: nothing stops a clock that has run out. That the applicant wants to wait is recorded
/// by somebody else than the one who is accountable.
///
/// # Legal basis
///
/// [`nd61_2018::D22`] for a financial duty, [`nd61_2018::D6`] for the applicant's wish.
pub(super) fn decide(
    dossier: &Dossier,
    cause: StopCause,
    reason: &str,
    proof: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(cause);
    at_stage(dossier, &[Stage::Processing], "stop-clock", basis)?;
    let (person, _) = staff_of(&dossier.holder.unit, basis, context)?;
    let Some(promise) = &dossier.promise else { return Err(Refusal::NotOverdue) };
    if context.at >= promise.due || dossier.apology.is_some() {
        return Err(Refusal::TooLateToStop { due: promise.due });
    }
    // Who has to finish it in time does not alone say that the applicant wants to wait.
    if cause == StopCause::ApplicantsWish && dossier.holder.person.as_ref() == Some(person) {
        return Err(Refusal::SamePerson { person: person.clone(), basis });
    }
    not_blank(reason, "reason", basis)?;
    // The letter of the tax office, or what shows the applicant's will.
    proven(proof, "proof", basis)?;
    Ok(vec![Event::ClockStopped { cause, reason: reason.to_owned(), proof: proof.to_owned(), basis }])
}

/// The provision behind each cause.
pub(super) fn basis_of(cause: StopCause) -> Citation {
    match cause {
        StopCause::FinancialDuty => nd61_2018::D22,
        StopCause::ApplicantsWish => nd61_2018::D6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use jiff::civil::date;

    #[test]
    fn d22_and_d6_for_a_cause_of_the_law_with_words_before_the_promised_instant() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        let due = world.due();
        let stop = |reason: &str, proof: &str| Command::StopClock {
            cause: StopCause::FinancialDuty,
            reason: reason.to_owned(),
            proof: proof.to_owned(),
        };
        let empty = Refusal::EmptyReason { field: "reason", basis: nd61_2018::D22 };
        assert_eq!(world.would(now, &hung(), &stop("", "TB 12")), Err(empty));
        let unproven = Refusal::ProofMissing { field: "proof", basis: nd61_2018::D22 };
        assert_eq!(world.would(now, &hung(), &stop("chờ nộp thuế", " ")), Err(unproven));
        assert!(matches!(
            world.would(now, &lan(), &stop_clock(StopCause::ApplicantsWish)),
            Err(Refusal::WrongUnit { basis, .. }) if basis == nd61_2018::D6
        ));
        let alone = world.would(now, &hung(), &stop_clock(StopCause::ApplicantsWish));
        assert_eq!(alone, Err(Refusal::SamePerson { person: person("hung"), basis: nd61_2018::D6 }));
        assert!(world.would(now, &binh(), &stop_clock(StopCause::ApplicantsWish)).is_ok());
        let last = due.saturating_sub(jiff::SignedDuration::from_micros(1));
        assert!(world.would(last, &hung(), &stop_clock(StopCause::FinancialDuty)).is_ok());
        let late = world.would(due, &hung(), &stop_clock(StopCause::FinancialDuty)).unwrap_err();
        assert_eq!(late, Refusal::TooLateToStop { due }, "nothing stops a clock that has run out");
        assert_eq!(provisions(&late)[0], "qc1722.d18.k2");
        world.act(at(2019, 10, 11, 8, 0), &binh(), &crate::common::apologise(date(2019, 10, 16))).unwrap();
        let after = world.would(at(2019, 10, 11, 8, 0), &hung(), &stop_clock(StopCause::ApplicantsWish));
        assert_eq!(after, Err(Refusal::TooLateToStop { due }), "nor after an apology");
        let desk = World::accepted(procedure("5wd"), now);
        let at_desk = desk.would(now, &lan(), &stop_clock(StopCause::ApplicantsWish));
        assert!(matches!(at_desk, Err(Refusal::WrongStage { .. })));
    }
}
