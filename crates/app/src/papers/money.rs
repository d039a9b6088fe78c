//! Papers on money: the receipt for cash and the voucher for money given back (R18.6b).

use documents::voucher::{self, Voucher, VoucherKind};
use documents::{Head, Paper};
use domain::dossier::{Dossier, Event, Recorded};

use super::maker::{Maker, mark};
use super::slips::fee_lines;

impl Maker<'_> {
    pub(super) fn fee_receipt(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::FeeReceiptIssued { .. }))?;
        let Event::FeeReceiptIssued { slip, amount, .. } = &recorded.event else { return None };
        // Items are named only when this payment was for all of them.
        let owed: i64 = dossier.owed.iter().map(|due| due.amount).sum();
        let lines =
            if owed == *amount { fee_lines(&self.procedure(&dossier), &dossier.owed) } else { Vec::new() };
        let head = self.head(None, &dossier.desk, recorded.at.date());
        let number = domain::dossier::cash_receipt(slip);
        Some(Paper::Voucher(Box::new(Voucher {
            kind: VoucherKind::Receipt,
            head: Head { number, ..head },
            series: format!("BL-{}", slip.year),
            copies: voucher::receipt_copies(),
            purpose: self.request(&dossier),
            lines,
            amount: *amount,
            ..self.voucher(recorded, &dossier)
        })))
    }

    pub(super) fn refund_voucher(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::FeeRefunded { .. }))?;
        let Event::FeeRefunded { slip, amount, reason, .. } = &recorded.event else { return None };
        Some(Paper::Voucher(Box::new(Voucher {
            kind: VoucherKind::Refund,
            head: self.head(Some((slip, mark::REFUND)), &dossier.desk, recorded.at.date()),
            series: format!("PC-{}", slip.year),
            copies: voucher::refund_copies(),
            purpose: reason.clone(),
            amount: *amount,
            ..self.voucher(recorded, &dossier)
        })))
    }

    /// What both have in common.
    fn voucher(&self, recorded: &Recorded, dossier: &Dossier) -> Voucher {
        Voucher {
            kind: VoucherKind::Receipt,
            head: self.head(None, &dossier.desk, recorded.at.date()),
            series: String::new(),
            copies: Vec::new(),
            person: self.submitter(),
            address: self.applicant().address,
            purpose: String::new(),
            code: dossier.code.as_ref().map(ToString::to_string),
            lines: Vec::new(),
            amount: 0,
            method: "Tiền mặt".to_owned(),
            officer: self.name(recorded.by.person()),
            track_url: self.track_url(),
        }
    }
}
