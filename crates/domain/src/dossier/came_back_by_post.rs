//! Recording that the post could not deliver the result.

use law::qd45_2016;

use super::decide::{at_post, at_stage, not_blank, staff, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the result is back at the desk.
///
/// # Legal basis
///
/// [`qd45_2016::D9`].
pub(super) fn decide(dossier: &Dossier, reason: &str, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let basis = qd45_2016::D9;
    at_stage(dossier, &[Stage::WithPost], "came-back-by-post", basis)?;
    let (_, unit) = staff(context)?;
    if !at_post(unit, context) {
        staff_of(&dossier.result_desk, basis, context)?;
    }
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::CameBackByPost { reason: reason.to_owned(), basis }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::staff;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d9_what_could_not_be_delivered_is_at_the_desk_again() {
        let now = at(2019, 10, 7, 8, 0);
        let back = |reason: &str| Command::CameBackByPost { reason: reason.to_owned() };
        let mut world = World::new(procedure("5wd"));
        for (who, command) in
            [(lan(), returned_by_post()), (lan(), accept()), (lan(), transfer()), (hung(), take())]
        {
            world.act(now, &who, &command).unwrap();
        }
        world.finish(now);
        world.act(now, &lan(), &Command::ConfirmResult).unwrap();
        assert!(matches!(world.would(now, &lan(), &back("x")), Err(Refusal::WrongStage { .. })));
        world.act(now, &lan(), &give_to_post()).unwrap();
        for (who, right) in
            [(lan(), true), (buu_ta(), true), (hung(), false), (staff("mai", OTHER_DESK), false)]
        {
            assert_eq!(world.would(now, &who, &back("vắng nhà")).is_ok(), right, "{who:?}");
        }
        assert_eq!(world.would(now, &citizen(), &back("x")), Err(Refusal::NotHolder));
        let silent = Refusal::EmptyReason { field: "reason", basis: qd45_2016::D9 };
        assert_eq!(world.would(now, &buu_ta(), &back("")), Err(silent));
        world.act(now, &buu_ta(), &back("vắng nhà")).unwrap();
        assert_eq!((world.dossier().stage, &world.dossier().by_post), (Stage::ResultReady, &None));
        world.act(now, &lan(), &hand_over()).unwrap();
    }
}
