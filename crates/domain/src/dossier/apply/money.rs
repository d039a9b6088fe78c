//! What is owed, paid, voided and given back.

use super::super::Dossier;
use super::super::event::{Event, Recorded};
use super::super::state::Payment;

pub(super) fn apply(dossier: &mut Dossier, recorded: &Recorded) {
    match &recorded.event {
        Event::FeeRecorded { amount, method, receipt, .. } => dossier.paid.push(Payment {
            amount: *amount,
            at: recorded.at,
            receipt: receipt.clone(),
            method: *method,
            by: recorded.by.clone(),
        }),
        Event::ChargesSet { owed, reductions, .. } => {
            dossier.owed.clone_from(owed);
            dossier.reductions.clone_from(reductions);
        }
        Event::FeeVoided { receipt, amount, .. } => {
            let place =
                dossier.paid.iter().position(|paid| paid.receipt == *receipt && paid.amount == *amount);
            if let Some(place) = place {
                dossier.voided.push(dossier.paid.remove(place));
            }
        }
        Event::FeeRefunded { amount, .. } => dossier.refunded = dossier.refunded.saturating_add(*amount),
        _ => {}
    }
}
