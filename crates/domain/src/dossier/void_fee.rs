//! Voiding a payment that was recorded wrongly.

use law::qc1722;

use super::decide::{not_blank, staff_of, still_open};
use super::event::Event;
use super::{Context, Dossier};
use crate::Refusal;

/// Decides whether a second person may void the payment with that receipt (A11).
///
/// # Legal basis
///
/// [`qc1722::D18_K6_B`], [`law::nd61_2018::D21`].
pub(super) fn decide(
    dossier: &Dossier,
    receipt: &str,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6_B;
    still_open(dossier)?;
    let (person, _) = staff_of(&dossier.desk, basis, context)?;
    let Some(paid) = dossier.paid.iter().find(|paid| paid.receipt == receipt) else {
        return Err(Refusal::NoSuchReceipt { receipt: receipt.to_owned() });
    };
    if paid.by.person() == Some(person) {
        return Err(Refusal::SamePerson { person: person.clone(), basis });
    }
    if dossier.kept() < paid.amount {
        return Err(Refusal::NothingToRefund { available: dossier.kept() });
    }
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::FeeVoided {
        receipt: receipt.to_owned(),
        amount: paid.amount,
        reason: reason.to_owned(),
        basis,
    }])
}
