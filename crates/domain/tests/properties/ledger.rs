//! The money of a history, kept by a second book-keeper.

use domain::dossier::{Dossier, Event, Recorded};
use proptest::prelude::*;

/// Payments that stand, and what was given back, in đồng.
#[derive(Default)]
pub struct Ledger {
    paid: Vec<(String, i64)>,
    refunded: i64,
    owed: i64,
}

impl Ledger {
    /// Books one record and compares with the dossier after it.
    pub fn take(&mut self, recorded: &Recorded, after: &Dossier) -> Result<(), TestCaseError> {
        match &recorded.event {
            Event::Accepted { owed, .. } | Event::ChargesSet { owed, .. } => {
                self.owed = owed.iter().map(|due| due.amount).sum();
                prop_assert!(owed.iter().all(|due| due.amount > 0));
                prop_assert!(self.kept() <= self.owed, "less than was paid already");
            }
            Event::FeeRecorded { amount, receipt, .. } => {
                prop_assert!(*amount > 0 && *amount <= self.owed - self.kept());
                prop_assert!(!receipt.is_empty() && self.paid.iter().all(|(own, _)| own != receipt));
                self.paid.push((receipt.clone(), *amount));
            }
            Event::FeeVoided { receipt, amount, .. } => {
                let place = self.paid.iter().position(|own| *own == (receipt.clone(), *amount));
                prop_assert!(place.is_some());
                self.paid.remove(place.unwrap_or(0));
            }
            Event::FeeRefunded { amount, .. } => {
                prop_assert!(*amount > 0);
                self.refunded += amount;
            }
            _ => {}
        }
        prop_assert!(self.kept() >= 0);
        prop_assert_eq!(after.kept(), self.kept());
        prop_assert_eq!(after.outstanding(), (self.owed - self.kept()).max(0));
        Ok(())
    }

    fn kept(&self) -> i64 {
        self.paid.iter().map(|(_, amount)| amount).sum::<i64>() - self.refunded
    }
}
