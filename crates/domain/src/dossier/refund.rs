//! Giving money back.

use law::qc1722;

use super::decide::{not_blank, numbers, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether an amount in đồng may be given back: what was paid beyond what is owed, or all of
/// it when the dossier ended without a result.
///
/// # Legal basis
///
/// [`qc1722::D18_K6_B`], [`law::nd61_2018::D22`].
pub(super) fn decide(
    dossier: &Dossier,
    amount: i64,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6_B;
    staff_of(&dossier.desk, basis, context)?;
    let available = refundable(dossier);
    if amount <= 0 || amount > available {
        return Err(Refusal::NothingToRefund { available });
    }
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::FeeRefunded {
        slip: numbers(context)?.slip.clone(),
        amount,
        reason: reason.to_owned(),
        basis,
    }])
}

/// What may be given back, in đồng.
fn refundable(dossier: &Dossier) -> i64 {
    match dossier.stage {
        Stage::Refused | Stage::Withdrawn | Stage::Lapsed => dossier.kept(),
        _ => {
            let owed = dossier.owed.iter().fold(0_i64, |sum, due| sum.saturating_add(due.amount));
            dossier.kept().saturating_sub(owed).max(0)
        }
    }
}
