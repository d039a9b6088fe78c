//! Papers on money: the receipt for cash and the voucher for money given back (R18.6b).

use documents::voucher::{self, Voided, Voucher, VoucherKind};
use documents::{Head, Paper};
use domain::dossier::event::PaymentMethod;
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
            head: Head { number: number.clone(), ..head },
            series: format!("BL-{}", slip.year),
            copies: voucher::receipt_copies(),
            purpose: self.request(&dossier),
            lines,
            amount: *amount,
            voided: self.voided(recorded.revision, &number),
            ..self.voucher(recorded, &dossier)
        })))
    }

    /// By whom the payment with that receipt was voided after `revision`.
    fn voided(&self, revision: u32, number: &str) -> Option<Voided> {
        let mut later = self.view.history.iter().filter(|one| one.revision > revision);
        later.find_map(|one| match &one.event {
            Event::FeeVoided { receipt, reason, .. } if receipt == number => {
                Some(Voided { at: one.at, by: self.name(one.by.person()), reason: reason.clone() })
            }
            _ => None,
        })
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
            // Money goes back the way in which it came last.
            method: way(dossier.paid.last().map_or(PaymentMethod::Cash, |paid| paid.method)).to_owned(),
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
            method: way(PaymentMethod::Cash).to_owned(),
            officer: self.name(recorded.by.person()),
            voided: None,
            track_url: self.track_url(),
        }
    }
}

/// The way in which money came, and goes back.
fn way(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::Cash => "Tiền mặt",
        PaymentMethod::Transfer => "Chuyển khoản",
        PaymentMethod::ProofShown => "Theo chứng từ đã nộp",
        PaymentMethod::Online => "Nộp trực tuyến",
        PaymentMethod::Post => "Qua bưu chính",
    }
}
