//! The way of a simulated result back to the applicant, and what is put right afterwards.

use domain::dossier::event::{NoticeChannel, NoticeKind, PaymentMethod, ReceiverProof, ReturnBy};
use jiff::civil::DateTime;

use super::life::{Around, Life};
use super::{names, rates};
use crate::dossier::input::{Action, PaymentInput, ReceiverInput, ResultInput};

impl Life {
    /// The result is at a desk.
    pub(super) fn at_return(&mut self) -> Action {
        if self.dossier.told_of_result_at.is_none() {
            let channel = match self.random.weighted(&[700, 150, 150]) {
                0 => NoticeChannel::Sms,
                1 => NoticeChannel::Phone,
                _ => NoticeChannel::Email,
            };
            let proof = format!("Mã gửi {:08}", self.random.below(100_000_000));
            return Action::Notify { kind: NoticeKind::ResultReady, channel, proof };
        }
        if let Some(state) = self.in_step(3, "Đã có kết quả") {
            return state;
        }
        if let Some(copy) = self.copy() {
            return copy;
        }
        if let Some(onward) = self.onward() {
            return onward;
        }
        if let Some(void) = self.void() {
            return void;
        }
        if self.dossier.outstanding() > 0 {
            return self.pay();
        }
        self.hand_over()
    }

    fn hand_over(&mut self) -> Action {
        // Who has no account comes to the desk for it.
        let by = match self.dossier.return_by {
            ReturnBy::Online if self.dossier.applicant.account.is_some() => ReturnBy::Online,
            _ => ReturnBy::Counter,
        };
        let authority = by == ReturnBy::Counter && self.random.chance(rates::BY_AUTHORITY);
        let proof = match by {
            ReturnBy::Counter if authority => ReceiverProof::Authority,
            ReturnBy::Counter | ReturnBy::Post => ReceiverProof::ReceiptAndIdentity,
            ReturnBy::Online => ReceiverProof::Account,
        };
        let receiver = authority.then(|| ReceiverInput { person: names::representative(&mut self.random) });
        Action::HandOver { by, proof, receiver, result: ResultInput::default() }
    }

    /// The next further recipient of the procedure gets its copy.
    fn copy(&mut self) -> Option<Action> {
        let has = |code: &String| self.dossier.copies.contains(code);
        let next = self.procedure.recipients.iter().find(|recipient| !has(&recipient.code));
        let recipient = next.filter(|_| self.fate.copied)?.code.clone();
        let proof = format!("Ký nhận sổ giao bản sao số {}", self.random.between(1, 400));
        Some(Action::HandOverCopy { recipient, proof })
    }

    /// The result goes on: to another desk, or to the post.
    fn onward(&mut self) -> Option<Action> {
        let dossier = &self.dossier;
        if dossier.result_desk != *dossier.return_desk() {
            return Some(Action::ForwardResult);
        }
        (dossier.return_by == ReturnBy::Post).then(|| Action::GiveToPost {
            consignment: format!("RB{:09}VN", self.random.below(1_000_000_000)),
            list: None,
            postage: i64::from(self.random.between(20, 45)) * 1_000,
        })
    }

    /// What the post does with the result.
    pub(super) fn with_post(&mut self) -> Action {
        if self.fate.undelivered {
            self.fate.undelivered = false;
            return Action::CameBackByPost {
                reason: "Người nhận vắng nhà, đã liên hệ hai lần.".to_owned()
            };
        }
        let outstanding = self.dossier.outstanding();
        if outstanding > 0 {
            let receipt = self.dossier.by_post.as_ref().map(|post| post.consignment.clone());
            return Action::Pay(PaymentInput {
                amount: outstanding,
                method: PaymentMethod::Post,
                receipt: receipt.unwrap_or_default(),
            });
        }
        Action::HandOver {
            by: ReturnBy::Post,
            proof: ReceiverProof::PostDelivery,
            receiver: None,
            result: ResultInput::default(),
        }
    }

    /// A second person voids the last payment: it was recorded wrongly and is recorded again.
    pub(super) fn void(&mut self) -> Option<Action> {
        let paid = self.dossier.paid.last().filter(|paid| paid.method != PaymentMethod::Post)?;
        // The till is the receiving desk's; another desk cannot put it right.
        let here = self.dossier.result_desk == self.dossier.desk;
        let receipt = paid.receipt.clone();
        (here && std::mem::take(&mut self.fate.voided))
            .then(|| Action::VoidFee { receipt, reason: "Ghi nhầm hình thức thanh toán.".to_owned() })
    }

    /// All that was paid goes back.
    pub(super) fn refund(&self) -> Action {
        Action::Refund {
            amount: self.dossier.kept(),
            reason: "Hồ sơ kết thúc không có kết quả; hoàn trả số tiền đã thu.".to_owned(),
        }
    }

    /// The mistake is undone, now and then at a cost that somebody bears.
    pub(super) fn correction(&mut self, undo: u32, now: DateTime, around: &Around<'_>) -> Action {
        let costs = self.random.chance(rates::MISTAKE_COSTS);
        let cost = if costs { i64::from(self.random.between(2, 15)) * 10_000 } else { 0 };
        let organisation = &around.reference.organisation;
        // Left empty, the side at fault bears it.
        let named = (costs && self.random.chance(500))
            .then(|| organisation.agency_of(&self.dossier.holder.unit, now.date()).to_string());
        Action::Correct {
            undo,
            reason: "Cán bộ ghi nhầm; đã đối chiếu lại với hồ sơ giấy.".to_owned(),
            cost,
            bearer: named.unwrap_or_default(),
        }
    }
}
