//! Recording a payment.

use law::{Citation, qc1722};

use super::decide::{at_post, numbers, proven, staff, staff_of, still_open};
use super::event::{Actor, Event, PaymentMethod, Slip};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether an amount in đồng may be recorded: never more than is owed, with its receipt.
///
/// Cash without a receipt of another book gets a numbered receipt of the desk.
///
/// # Legal basis
///
/// [`qc1722::D18_K6_B`], by post [`qc1722::D18_K6_C`].
pub(super) fn decide(
    dossier: &Dossier,
    amount: i64,
    method: PaymentMethod,
    receipt: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = if method == PaymentMethod::Post { qc1722::D18_K6_C } else { qc1722::D18_K6_B };
    // What was recorded wrongly for a result that is gone is voided and recorded again.
    if dossier.stage != Stage::Returned || dossier.outstanding() <= 0 {
        still_open(dossier)?;
    }
    collects(dossier, basis, context)?;
    let outstanding = dossier.outstanding();
    if amount <= 0 || amount > outstanding {
        return Err(Refusal::WrongAmount { outstanding });
    }
    if method == PaymentMethod::Cash && receipt.trim().is_empty() {
        let slip = numbers(context)?.slip.clone();
        let receipt = cash_receipt(&slip);
        return Ok(vec![
            Event::FeeRecorded { amount, method, receipt, basis },
            Event::FeeReceiptIssued { slip, amount, basis },
        ]);
    }
    proven(receipt, "receipt", basis)?;
    // A receipt proves one payment (A11); after it was voided the same paper may be recorded rightly. The post
    // carries several dossiers under one number.
    let elsewhere = context.proof_paid.is_some() && method != PaymentMethod::Post;
    if elsewhere || dossier.paid.iter().any(|paid| paid.receipt == receipt) {
        return Err(Refusal::ProofUsed { receipt: receipt.to_owned(), basis });
    }
    Ok(vec![Event::FeeRecorded { amount, method, receipt: receipt.to_owned(), basis }])
}

/// Who takes money: the receiving desk, the desk that has the result, the post, an online payment service.
fn collects(dossier: &Dossier, basis: Citation, context: &Context<'_>) -> Result<(), Refusal> {
    if matches!(context.by, Actor::System(_)) {
        return Ok(());
    }
    let (_, unit) = staff(context)?;
    if at_post(unit, context) || staff_of(&dossier.result_desk, basis, context).is_ok() {
        return Ok(());
    }
    staff_of(&dossier.desk, basis, context).map(|_| ())
}

/// How the number of a desk's own receipt is written: `000123/BL-2019`.
#[must_use]
pub fn cash_receipt(slip: &Slip) -> String {
    format!("{:06}/BL-{}", slip.number, slip.year)
}
