//! Giving the result to the public post.

use law::qc1722;

use super::decide::{at_stage, numbers, proven, staff_of};
use super::event::{Event, ReturnBy, Slip};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the post may take the result along: the applicant chose it; what is still owed is
/// collected on delivery.
///
/// # Legal basis
///
/// [`qc1722::D18_K6_C`], [`law::qd45_2016::D9`].
pub(super) fn decide(
    dossier: &Dossier,
    consignment: &str,
    list: Option<&Slip>,
    postage: i64,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6_C;
    at_stage(dossier, &[Stage::ResultReady], "give-to-post", basis)?;
    staff_of(&dossier.result_desk, basis, context)?;
    if dossier.return_by != ReturnBy::Post {
        return Err(Refusal::NotByPost);
    }
    proven(consignment, "consignment", basis)?;
    let collect = dossier.outstanding();
    if postage < 0 {
        return Err(Refusal::WrongAmount { outstanding: collect });
    }
    Ok(vec![Event::GivenToPost {
        consignment: consignment.to_owned(),
        list: list
            .map_or_else(|| numbers(context).map(|numbers| numbers.slip.clone()), |list| Ok(list.clone()))?,
        postage,
        collect,
        basis,
    }])
}
