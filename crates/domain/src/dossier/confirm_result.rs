//! Confirming the result at the desk.

use law::qc1722;

use super::decide::{at_stage, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the desk may confirm that the result is there; the confirmer holds it from then on.
///
/// # Legal basis
///
/// [`qc1722::D18_K6`], for the notice of an early result [`qc1722::D18_K6_A`].
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6;
    at_stage(dossier, &[Stage::ResultSent], "confirm-result", basis)?;
    let (person, _) = staff_of(&dossier.result_desk, basis, context)?;
    Ok(vec![Event::ResultConfirmed {
        holder: person.clone(),
        early: dossier.promise.as_ref().is_some_and(|promise| context.at < promise.due),
        notify_by: context.calendar.early_notice_by(context.at, context.parameters),
        basis,
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d18_k6_a_early_means_before_the_promised_instant() {
        let due = at(2019, 10, 14, 17, 0);
        for (now, early, notify_by) in [
            (at(2019, 10, 10, 9, 0), true, at(2019, 10, 14, 17, 0)),
            (at(2019, 10, 14, 16, 59), true, at(2019, 10, 16, 17, 0)),
            (due, false, at(2019, 10, 16, 17, 0)),
            (at(2019, 10, 15, 8, 0), false, at(2019, 10, 17, 17, 0)),
        ] {
            let mut world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 30));
            assert_eq!(world.due(), due);
            world.finish(at(2019, 10, 9, 8, 0));
            let events = world.act(now, &lan(), &Command::ConfirmResult).unwrap();
            let holder = person("lan");
            let confirmed = Event::ResultConfirmed { holder, early, notify_by, basis: qc1722::D18_K6 };
            assert_eq!(events, [confirmed]);
            let dossier = world.dossier();
            assert_eq!((dossier.holder.unit.as_str(), dossier.result_at), (DESK, Some(now)));
            let line = dossier.control_slip.last().unwrap();
            assert_eq!((line.from.as_str(), line.taker.clone()), (AGENCY, Some(person("lan"))));
        }
    }

    #[test]
    fn d18_k6_the_desk_that_received_it_confirms() {
        let now = at(2019, 10, 7, 8, 30);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        let confirm = Command::ConfirmResult;
        assert!(matches!(world.would(now, &lan(), &confirm), Err(Refusal::WrongStage { .. })));
        world.finish(now);
        for stranger in [OTHER_DESK, AGENCY] {
            let answer = world.would(now, &staff("ai-do", stranger), &confirm);
            assert!(matches!(answer, Err(Refusal::WrongUnit { .. })), "{stranger}");
        }
    }
}
