//! Recording a payment.

use law::qc1722;

use super::Dossier;
use super::decide::{proven, still_open};
use super::event::{Event, PaymentMethod};
use crate::Refusal;

/// Decides whether an amount in đồng may be recorded: never more than is owed, with its receipt.
///
/// # Legal basis
///
/// [`qc1722::D18_K6_B`].
pub(super) fn decide(
    dossier: &Dossier,
    amount: i64,
    method: PaymentMethod,
    receipt: &str,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6_B;
    still_open(dossier)?;
    let outstanding = dossier.outstanding();
    if amount <= 0 || amount > outstanding {
        return Err(Refusal::WrongAmount { outstanding });
    }
    proven(receipt, "receipt", basis)?;
    Ok(vec![Event::FeeRecorded { amount, method, receipt: receipt.to_owned(), basis }])
}
