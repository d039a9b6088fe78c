//! Guiding the applicant once, with everything that is missing.

use law::{Citation, qc1722};

use super::decide::{at_stage, not_blank, numbers, staff_of};
use super::event::{Event, RequestedItem};
use super::papers::{all_published, missing};
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::procedure::Channel;

/// Decides whether the applicant may be guided, and completes the list.
///
/// Papers that are missing are added to what the officer wrote, so that one visit can settle
/// everything; a second guidance is refused whatever it would say.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_B`], for online filings [`qc1722::D16_K2_A`].
pub(super) fn decide(
    dossier: &Dossier,
    items: &[RequestedItem],
    not_competent: bool,
    remark: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(dossier);
    super::decide::still_open(dossier)?;
    if let Some(guidance) = &dossier.guidance {
        return Err(Refusal::AlreadyGuided { at: guidance.at });
    }
    at_stage(dossier, &[Stage::Submitted], "guide", basis)?;
    staff_of(&dossier.desk, basis, context)?;
    all_published(context.procedure, items.iter().map(|item| &item.paper))?;
    for item in items {
        not_blank(&item.what, "items", basis)?;
    }
    if not_competent {
        not_blank(remark, "remark", basis)?;
    }
    let items = if not_competent { items.to_vec() } else { completed(dossier, items, context) };
    if items.is_empty() && !not_competent {
        return Err(Refusal::EmptyReason { field: "items", basis });
    }
    Ok(vec![Event::Guided {
        slip: numbers(context)?.slip.clone(),
        items,
        not_competent,
        remark: remark.to_owned(),
        basis,
    }])
}

/// What the officer wrote, then every missing paper that they did not mention.
fn completed(dossier: &Dossier, items: &[RequestedItem], context: &Context<'_>) -> Vec<RequestedItem> {
    let mut all = items.to_vec();
    for code in missing(context.procedure, dossier.case.as_ref(), &dossier.papers) {
        if !all.iter().any(|item| item.paper == code) {
            let partly = dossier.papers.iter().any(|paper| paper.code == code);
            let what = if partly {
                "Chưa đủ số lượng theo quy định"
            } else {
                "Chưa có trong hồ sơ"
            };
            all.push(RequestedItem { paper: code, what: what.to_owned() });
        }
    }
    all
}

/// The clause for the channel: online filings have their own.
pub(super) fn basis_of(dossier: &Dossier) -> Citation {
    if dossier.channel == Channel::Online { qc1722::D16_K2_A } else { qc1722::D16_K1_B }
}
