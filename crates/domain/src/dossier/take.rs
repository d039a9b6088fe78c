//! Signing for what was handed over: the electronic file, the paper, or both.

use law::{Citation, qc1722};

use super::decide::{staff_of, still_open};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::PersonId;

/// Decides what is taken over by the acting unit.
///
/// On the way: the receiving unit becomes accountable. In a unit that nobody has assigned
/// yet: the taker, or the person they name, becomes accountable. The paper is signed for when
/// it is there, together with the file or later.
///
/// # Legal basis
///
/// [`qc1722::D17_K1`]: signed at every hand-over; late when the paper came after the lawful moment.
pub(super) fn decide(
    dossier: &Dossier,
    holder: Option<&PersonId>,
    paper: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(dossier);
    still_open(dossier)?;
    match (dossier.stage, &dossier.in_transit_to) {
        (Stage::InTransit, Some(unit)) => {
            let (person, _) = staff_of(unit, basis, context)?;
            let paper = paper && dossier.has_paper();
            Ok(vec![Event::Taken {
                unit: unit.clone(),
                holder: holder.unwrap_or(person).clone(),
                paper,
                late: (paper || !dossier.has_paper()) && is_late(dossier, context),
                basis,
            }])
        }
        (Stage::Processing, _) => in_the_unit(dossier, holder, paper, context),
        _ => Err(Refusal::WrongStage { action: "take", stage: dossier.stage, basis }),
    }
}

/// Taking what already lies in the unit: nobody there has signed for the file, or the paper came later.
fn in_the_unit(
    dossier: &Dossier,
    holder: Option<&PersonId>,
    paper: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(dossier);
    let unit = &dossier.holder.unit;
    let (person, _) = staff_of(unit, basis, context)?;
    let mut events = Vec::new();
    let unsigned =
        dossier.control_slip.last().is_some_and(|line| line.to == *unit && line.taken_at.is_none());
    if dossier.holder.person.is_none() || unsigned {
        let named = holder.or(dossier.holder.person.as_ref());
        events.push(Event::Assigned {
            to: named.unwrap_or(person).clone(),
            unit: unit.clone(),
            reason: String::new(),
            basis: qc1722::D3_K5,
        });
    }
    if paper && dossier.has_paper() && dossier.paper.at != *unit {
        events.push(Event::PaperTaken {
            unit: unit.clone(),
            person: person.clone(),
            late: is_late(dossier, context),
            basis,
        });
    }
    if events.is_empty() {
        return Err(Refusal::WrongStage { action: "take", stage: dossier.stage, basis });
    }
    Ok(events)
}

/// Whether the desk forwarded late. Only its own forwarding is measured: when the paper reached
/// the agency, or, where there is no paper, when the data were sent.
fn is_late(dossier: &Dossier, context: &Context<'_>) -> bool {
    let first_forwarding = if dossier.has_paper() {
        dossier.paper.at == dossier.desk
    } else {
        dossier.holder.unit == dossier.desk
    };
    let sent = dossier.control_slip.last().map(|line| line.given_at);
    let forwarded = if dossier.has_paper() { context.at } else { sent.unwrap_or(context.at) };
    first_forwarding
        && dossier
            .accepted_at
            .is_some_and(|accepted| context.calendar.forwarded_late(accepted, forwarded, context.parameters))
}

fn basis_of(dossier: &Dossier) -> Citation {
    if dossier.has_paper() { qc1722::D17_K1 } else { qc1722::D17_K2 }
}
