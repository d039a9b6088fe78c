//! Making another person of the holding unit accountable.

use law::qc1722;

use super::decide::{not_blank, staff_of, still_open};
use super::event::Event;
use super::{Context, Dossier};
use crate::Refusal;
use crate::ids::PersonId;

/// Decides whether the accountable person may change inside the holding unit.
///
/// # Legal basis
///
/// [`qc1722::D19_K4`] (the agency gives its officers their dossiers), [`qc1722::D3_K5`]
/// (nobody passes the responsibility on without saying so).
pub(super) fn decide(
    dossier: &Dossier,
    to: &PersonId,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D19_K4;
    still_open(dossier)?;
    staff_of(&dossier.holder.unit, basis, context)?;
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::Assigned {
        to: to.clone(),
        unit: dossier.holder.unit.clone(),
        reason: reason.to_owned(),
        basis,
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d19_k4_inside_the_holding_unit_and_with_a_reason() {
        let now = at(2019, 10, 7, 8, 30);
        let assign = |reason: &str| Command::Assign { to: person("thu"), reason: reason.into() };
        let mut world = World::in_appraisal(procedure("5wd"), now);
        assert!(matches!(world.would(now, &lan(), &assign("nghỉ phép")), Err(Refusal::WrongUnit { .. })));
        let empty = Refusal::EmptyReason { field: "reason", basis: qc1722::D19_K4 };
        assert_eq!(world.would(now, &binh(), &assign("")), Err(empty));
        let later = at(2019, 10, 8, 8, 0);
        world.act(later, &binh(), &assign("nghỉ phép")).unwrap();
        let holder = &world.dossier().holder;
        assert_eq!((holder.person.clone(), holder.since), (Some(person("thu")), later));
        assert_eq!(holder.unit, unit(DIVISION));
    }
}
