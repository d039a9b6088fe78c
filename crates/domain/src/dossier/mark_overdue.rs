//! Recording that the promised instant passed without a result.

use law::qc1722;

use super::event::Event;
use super::{Context, Dossier};
use crate::Refusal;

/// Decides whether the dossier is overdue and nobody has recorded it.
///
/// The due instant is the last lawful one: a result at exactly that instant is in time, but
/// when none is at the desk the fact is written at that same instant, also of a result that is on its way. It stays for ever. The new day of an
/// apology that passes too is recorded as well.
///
/// # Legal basis
///
/// [`qc1722::D11_K2_D`] (overdue dossiers are reported within the day), [`qc1722::D18_K2`].
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    super::decide::still_open(dossier)?;
    match dossier.due_to_record().filter(|due| context.at >= *due) {
        Some(due) if dossier.clock_runs() => Ok(vec![Event::BecameOverdue {
            due,
            holder_unit: dossier.holder.unit.clone(),
            basis: qc1722::D11_K2_D,
        }]),
        _ => Err(Refusal::NotOverdue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d18_k2_until_the_result_is_at_the_desk_and_not_while_the_clock_stands() {
        let start = at(2019, 10, 7, 8, 30);
        let due = at(2019, 10, 14, 17, 0);
        let mark = |world: &World| world.would(due, &schedule(), &Command::MarkOverdue);

        let running = World::in_appraisal(procedure("5wd"), start);
        let overdue = Event::BecameOverdue { due, holder_unit: unit(DIVISION), basis: qc1722::D11_K2_D };
        assert_eq!(mark(&running), Ok(vec![overdue]));
        let not_transferred = World::accepted(procedure("5wd"), start);
        assert!(mark(&not_transferred).is_ok(), "the Centre can be late too");

        let mut waiting = World::in_appraisal(procedure("5wd"), start);
        waiting.act(start, &hung(), &ask_supplement()).unwrap();
        assert_eq!(mark(&waiting), Err(Refusal::NotOverdue));
        let mut sent = World::in_appraisal(procedure("5wd"), start);
        sent.finish(due);
        let on_its_way = Event::BecameOverdue { due, holder_unit: unit(AGENCY), basis: qc1722::D11_K2_D };
        assert_eq!(mark(&sent), Ok(vec![on_its_way]), "the applicant finds nothing at the desk");
        sent.act(due, &lan(), &Command::ConfirmResult).unwrap();
        assert_eq!(mark(&sent), Err(Refusal::NotOverdue), "there at the last instant is in time");
        let at_once = World::accepted(procedure("0"), start);
        assert_eq!(mark(&at_once), Err(Refusal::NotOverdue));
    }
}
