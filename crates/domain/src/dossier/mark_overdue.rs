//! Recording that the promised instant passed without a result.

use law::qc1722;

use super::event::Event;
use super::{Context, Dossier};
use crate::Refusal;

/// Decides whether the dossier is overdue and nobody has recorded it.
///
/// The due instant is the last lawful one: a result at exactly that instant is in time, but
/// when none is there the fact is written at that same instant. It stays for ever.
///
/// # Legal basis
///
/// [`qc1722::D11_K2_D`] (overdue dossiers are reported within the day), [`qc1722::D18_K2`].
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    super::decide::still_open(dossier)?;
    let due = dossier.promise.as_ref().map(|promise| promise.due).filter(|due| context.at >= *due);
    match due {
        Some(due) if dossier.stage.clock_runs() && dossier.overdue_since.is_none() => {
            Ok(vec![Event::BecameOverdue {
                due,
                holder_unit: dossier.holder.unit.clone(),
                basis: qc1722::D11_K2_D,
            }])
        }
        _ => Err(Refusal::NotOverdue),
    }
}
