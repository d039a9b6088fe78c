//! Counting a provisional promise again after a calendar was published.

use law::qc1722;

use super::event::Event;
use super::promise;
use super::{Context, Dossier};
use crate::Refusal;

/// Decides whether a provisional promise is confirmed or moved by the present calendar.
///
/// # Legal basis
///
/// [`qc1722::D12_K2_A`]: days off are what the calendar says they are.
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    super::decide::still_open(dossier)?;
    let Some(old) = dossier.promise.as_ref().filter(|promise| promise.provisional) else {
        return Err(Refusal::NotProvisional);
    };
    let promise = promise::count(old.limit, old.counted_from, context);
    if promise.provisional && promise.due == old.due {
        return Err(Refusal::NotProvisional);
    }
    let (calendar, parameters) = (context.calendar, context.parameters);
    let warn_by = calendar.warn_by(promise.due, parameters);
    // Both count from acceptance; a window that was used, or a paper that has left, is past.
    let special = context.procedure.supplement_days;
    let window = |at| calendar.supplement_notice_by(at, promise.limit, special, parameters);
    let asked = dossier.supplement.is_some();
    let supplement_by = dossier.accepted_at.filter(|_| !asked).map(window);
    let transfer_by = dossier.accepted_at.map(|at| calendar.transfer_by(at, parameters));
    let basis = qc1722::D12_K2_A;
    Ok(vec![Event::PromiseRecounted { promise, warn_by, supplement_by, transfer_by, basis }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::procedure::Channel;

    #[test]
    fn d12_k2_a_a_promise_over_two_unpublished_years_moves_twice() {
        let now = at(2019, 12, 27, 9, 0);
        let mut world = World::new(procedure("300wd"));
        world.calendar = calendar_of(&[2019]);
        world.act(now, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
        world.act(now, &lan(), &accept()).unwrap();
        let first = world.due();
        world.calendar = calendar_of(&[2019, 2020]);
        world.act(now, &schedule(), &Command::Recount).unwrap();
        let promise = world.dossier().promise.clone().unwrap();
        assert!(promise.provisional, "2021 is still open");
        assert!(promise.due > first);
        assert_eq!(world.would(now, &schedule(), &Command::Recount), Err(Refusal::NotProvisional));

        world.calendar = calendar_of(&[2019, 2020, 2021]);
        let events = world.act(now, &schedule(), &Command::Recount).unwrap();
        let kept = |event: &Event| matches!(event, Event::PromiseRecounted { supplement_by: Some(_), .. });
        assert!(events.iter().any(kept), "nothing was asked, so the window is counted anew");
        assert!(!world.dossier().promise.as_ref().unwrap().provisional);
        let settled = world.would(now, &schedule(), &Command::Recount);
        assert_eq!(settled, Err(Refusal::NotProvisional));
    }
}
