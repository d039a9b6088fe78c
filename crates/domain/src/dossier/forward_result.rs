//! Sending the result on to the desk where it is collected.

use law::qc1722;

use super::decide::{at_stage, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the receiving desk may send the result to the desk that the applicant chose.
///
/// # Legal basis
///
/// [`qc1722::D18_K6_A`]: returned at the place written on the receipt.
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6_A;
    at_stage(dossier, &[Stage::ResultReady], "forward-result", basis)?;
    staff_of(&dossier.result_desk, basis, context)?;
    let to = dossier.return_desk();
    if dossier.result_desk == *to {
        return Err(Refusal::WrongUnit { unit: to.clone(), expected: to.clone(), basis });
    }
    Ok(vec![Event::ResultForwarded { from: dossier.result_desk.clone(), to: to.clone(), basis }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::{Arrival, Command};
    use crate::procedure::Channel;

    #[test]
    fn d18_k6_a_to_the_desk_that_the_receipt_names_and_nowhere_else() {
        let now = at(2019, 10, 7, 8, 0);
        let here = World::with_result(procedure("5wd"), now);
        let answer = here.would(now, &lan(), &Command::ForwardResult);
        assert!(matches!(answer, Err(Refusal::WrongUnit { .. })), "it is collected here");

        let mut world = World::new(procedure("5wd"));
        let arrival = Arrival { return_desk: Some(unit(OTHER_DESK)), ..Arrival::default() };
        world.act(now, &lan(), &arriving(Channel::Counter, arrival)).unwrap();
        for (who, command) in [(lan(), accept()), (lan(), transfer()), (hung(), take())] {
            world.act(now, &who, &command).unwrap();
        }
        let early = world.would(now, &lan(), &Command::ForwardResult);
        assert!(matches!(early, Err(Refusal::WrongStage { .. })));
        world.finish(now);
        world.act(now, &lan(), &Command::ConfirmResult).unwrap();
        let other = staff("mai", OTHER_DESK);
        assert!(matches!(world.would(now, &other, &Command::ForwardResult), Err(Refusal::WrongUnit { .. })));
        world.act(now, &lan(), &Command::ForwardResult).unwrap();
        assert_eq!((world.dossier().stage, world.dossier().holder.unit.as_str()), (Stage::ResultSent, DESK));
        assert!(matches!(world.would(now, &lan(), &Command::ConfirmResult), Err(Refusal::WrongUnit { .. })));
        let later = at(2019, 10, 15, 8, 0);
        world.act(later, &other, &Command::ConfirmResult).unwrap();
        assert_eq!(world.dossier().holder.unit, unit(OTHER_DESK));
        assert_eq!(world.dossier().result_at, Some(now), "it was there in time, at the receiving desk");
        assert!(matches!(world.would(later, &lan(), &hand_over()), Err(Refusal::WrongUnit { .. })));
        world.act(later, &other, &hand_over()).unwrap();
    }
}
