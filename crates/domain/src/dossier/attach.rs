//! Adding scans and files.

use law::qc1722;

use super::decide::{staff_of, still_open};
use super::event::{Actor, Event, Scan};
use super::papers::all_published;
use super::{Context, Dossier};
use crate::Refusal;
use crate::ids::PaperCode;

/// Decides whether files may be added: while the dossier is open, to a published paper or to none.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_A`]: what is accepted is scanned and stored.
pub(super) fn decide(
    dossier: &Dossier,
    paper: Option<&PaperCode>,
    scans: &[Scan],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K1_A;
    still_open(dossier)?;
    if !matches!(context.by, Actor::Citizen(_)) && staff_of(&dossier.desk, basis, context).is_err() {
        staff_of(&dossier.holder.unit, basis, context)?;
    }
    all_published(context.procedure, paper.into_iter())?;
    if scans.is_empty() {
        return Err(Refusal::EmptyReason { field: "scans", basis });
    }
    Ok(vec![Event::ScansAttached { paper: paper.cloned(), scans: scans.to_vec(), basis }])
}
