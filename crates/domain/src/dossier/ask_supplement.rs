//! Asking for a supplement after appraisal: once, inside its window, with a complete list.

use law::qc1722;

use super::decide::{not_blank, numbers, staff_of, still_open};
use super::event::{Event, RequestedItem};
use super::papers::all_published;
use super::place::{in_line, open_of, unit_of};
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::procedure::StepKind;
use crate::procedure::process::Work;

/// Decides whether a supplement may be asked.
///
/// # Legal basis
///
/// [`qc1722::D11_K2_C`] (once, in writing), [`qc1722::D18_K1`] (1, 2 or 3 working days by the
/// class of the limit, or the days of a special law), [`qc1722::D4`] (published papers only).
///
/// # Errors
///
/// [`Refusal::SupplementAlreadyAsked`] before anything else, so that the second attempt gets
/// the same answer at every stage; then stage, unit, window and list.
pub(super) fn decide(
    dossier: &Dossier,
    items: &[RequestedItem],
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K1;
    still_open(dossier)?;
    if let Some(request) = &dossier.supplement {
        return Err(Refusal::SupplementAlreadyAsked { at: request.at });
    }
    if dossier.stage != Stage::Processing || !in_appraisal(dossier, context) {
        return Err(Refusal::NotInAppraisal);
    }
    staff_of(&dossier.holder.unit, basis, context)?;
    if let Some(ended) = dossier.supplement_by.filter(|last| context.at > *last) {
        return Err(Refusal::SupplementWindowOver { ended });
    }
    if items.is_empty() {
        return Err(Refusal::EmptyReason { field: "items", basis });
    }
    all_published(context.procedure, items.iter().map(|item| &item.paper))?;
    for item in items {
        not_blank(&item.what, "items", basis)?;
    }
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::SupplementAsked {
        slip: numbers(context)?.slip.clone(),
        items: items.to_vec(),
        reason: reason.to_owned(),
        basis,
    }])
}

/// Whether an appraisal is open in the unit that holds the dossier.
fn in_appraisal(dossier: &Dossier, context: &Context<'_>) -> bool {
    open_of(dossier, context.procedure).into_iter().any(|work| match work {
        Work::Step(step) if step.kind == StepKind::Appraise => {
            let unit = unit_of(&step.unit, &dossier.desk, context.procedure);
            in_line(context.organisation, &unit, &dossier.holder.unit, context.at.date())
        }
        Work::Step(_) | Work::Consultation(_) => false,
    })
}
