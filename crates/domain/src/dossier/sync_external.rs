//! Keeping in step with a ministry's own system.

use law::qc1722;

use super::decide::{not_blank, staff_of, still_open};
use super::event::{Actor, Event};
use super::{Context, Dossier};
use crate::Refusal;
use crate::procedure::Channel;

/// Decides whether a state of a ministry's system may be recorded, by hand or by a connector.
///
/// # Legal basis
///
/// [`qc1722::D16_K4`]: received and returned at the Centre, processed in the ministry's software.
pub(super) fn decide(
    dossier: &Dossier,
    system: &str,
    reference: &str,
    state: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K4;
    still_open(dossier)?;
    if dossier.channel != Channel::Ministry {
        return Err(Refusal::NotMinistry);
    }
    if !matches!(context.by, Actor::System(_)) {
        staff_of(&dossier.desk, basis, context)?;
    }
    for (text, field) in [(system, "system"), (reference, "reference"), (state, "state")] {
        not_blank(text, field, basis)?;
    }
    Ok(vec![Event::ExternalStateRecorded {
        system: system.to_owned(),
        reference: reference.to_owned(),
        state: state.to_owned(),
        basis,
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::{Arrival, Command};

    #[test]
    fn d16_k4_the_state_of_a_ministrys_system_by_hand_or_by_connector() {
        let now = at(2019, 10, 7, 8, 0);
        let sync = |state: &str| Command::SyncExternal {
            system: "Hộ tịch".to_owned(),
            reference: "BTP-1".to_owned(),
            state: state.to_owned(),
        };
        let external = Some(("Hộ tịch".to_owned(), "BTP-1".to_owned()));
        let mut world = World::new(procedure("5wd"));
        let arrival = Arrival { external, ..Arrival::default() };
        world.act(now, &lan(), &arriving(Channel::Ministry, arrival)).unwrap();
        for (who, allowed) in [(lan(), true), (schedule(), true), (hung(), false), (citizen(), false)] {
            assert_eq!(world.would(now, &who, &sync("đang xử lý")).is_ok(), allowed, "{who:?}");
        }
        let silent = Refusal::EmptyReason { field: "state", basis: qc1722::D16_K4 };
        assert_eq!(world.would(now, &lan(), &sync("")), Err(silent));
        world.act(now, &lan(), &sync("đang xử lý")).unwrap();
        let external = world.dossier().external.clone().unwrap();
        assert_eq!((external.reference.as_str(), external.state.as_str()), ("BTP-1", "đang xử lý"));

        let counter = World::accepted(procedure("5wd"), now);
        assert_eq!(counter.would(now, &lan(), &sync("x")), Err(Refusal::NotMinistry));
    }
}
