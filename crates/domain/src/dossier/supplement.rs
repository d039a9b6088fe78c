//! Recording what the applicant brought: after guidance, or after a supplement request.

use law::{Citation, qc1722};

use super::decide::{at_stage, staff_of};
use super::event::{Actor, Event, RequestedItem, SubmittedPaper};
use super::papers::{all_published, together, unanswered};
use super::promise;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether what was brought settles what was asked.
///
/// A part of it is refused with the list of what still lacks: the clock starts again only
/// with the complete dossier. It counts from now, with the limit of the first promise.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_B`] at intake (online [`qc1722::D16_K2_A`]), [`qc1722::D18_K1`] after appraisal.
pub(super) fn decide(
    dossier: &Dossier,
    brought: &[SubmittedPaper],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let open_guidance = dossier.guidance.as_ref().filter(|request| request.answered_at.is_none());
    let after_guidance =
        dossier.stage == Stage::Guided || (dossier.stage == Stage::Submitted && open_guidance.is_some());
    let (asked, basis): (&[RequestedItem], Citation) = if after_guidance {
        (open_guidance.map_or(&[], |request| &request.items), super::guide::basis_of(dossier))
    } else {
        (dossier.supplement.as_ref().map_or(&[], |request| &request.items), qc1722::D18_K1)
    };
    if !after_guidance {
        at_stage(dossier, &[Stage::SupplementAsked], "supplement", basis)?;
    }
    if !matches!(context.by, Actor::Citizen(_)) {
        staff_of(&dossier.desk, basis, context)?;
    }
    all_published(context.procedure, brought.iter().map(|paper| &paper.code))?;
    let papers = together(&dossier.papers, brought);
    let missing = unanswered(context.procedure, dossier.case.as_ref(), asked, brought, &papers);
    if !missing.is_empty() {
        return Err(Refusal::SupplementIncomplete { missing });
    }
    if after_guidance {
        return Ok(vec![Event::CompletedAtIntake { papers, basis }]);
    }
    let limit = dossier
        .promise
        .as_ref()
        .map_or_else(|| context.procedure.limit_of(dossier.case.as_ref()), |promise| promise.limit);
    let promise = promise::count(limit, context.at, context);
    let warn_by = context.calendar.warn_by(promise.due, context.parameters);
    Ok(vec![Event::SupplementReceived { papers, promise, warn_by, basis }])
}
