//! Recording the looks at the papers before acceptance.

use law::qc1722;

use super::decide::{at_stage, staff_of};
use super::event::{Event, PaperCheck};
use super::papers::all_published;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the looks may be recorded: at intake, for published papers, a fault with its words.
///
/// # Legal basis
///
/// [`qc1722::D16_K1`]: the officer checks that the dossier is complete and correct.
pub(super) fn decide(
    dossier: &Dossier,
    checks: &[PaperCheck],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K1;
    at_stage(dossier, &[Stage::Submitted, Stage::Guided, Stage::Escalated], "check-papers", basis)?;
    staff_of(&dossier.desk, basis, context)?;
    all_published(context.procedure, checks.iter().map(|check| &check.paper))?;
    let silent = checks.iter().any(|check| !check.passed && check.note.trim().is_empty());
    if checks.is_empty() || silent {
        return Err(Refusal::EmptyReason { field: "checks", basis });
    }
    Ok(vec![Event::PapersChecked { checks: checks.to_vec(), basis }])
}
