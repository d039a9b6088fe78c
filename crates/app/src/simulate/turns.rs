//! The turns that a simulated dossier can take beside its straight way.

use calendar::Limit;
use domain::dossier::event::{Opinion, PaymentMethod, ReceiverProof, ReturnBy, StopCause};
use domain::dossier::{ChargeLine, Stage};
use domain::ids::UnitId;
use domain::procedure::process::Work;
use jiff::civil::DateTime;

use super::life::{Around, Life};
use crate::dossier::input::{Action, PaymentInput, ResultInput};

impl Life {
    /// What the desk does between acceptance and transfer.
    pub(super) fn before_transfer(&mut self) -> Action {
        let chained = self.procedure.process.as_ref().is_some_and(|process| !process.links().is_empty());
        if chained && self.dossier.chain.is_empty() && !self.tried_chain {
            self.tried_chain = true;
            return Action::OrderChain { order: Vec::new() };
        }
        if self.fate.exempt {
            self.fate.exempt = false;
            if let Some(charges) = self.with_exemption() {
                return charges;
            }
        }
        Action::Transfer { to: String::new(), paper: true }
    }

    /// The charges with the first published exemption, where one fits what is owed.
    fn with_exemption(&self) -> Option<Action> {
        let line = |code: &str| {
            let charge = self.procedure.charges.iter().find(|charge| charge.code == code)?;
            let exemption = (!charge.exemptions.is_empty())
                .then(|| (0, "Giấy xác nhận đối tượng được miễn, giảm".to_owned()));
            charge.amount?;
            Some(ChargeLine { charge: code.to_owned(), quantity: 1, amount: None, exemption })
        };
        let lines: Vec<ChargeLine> = self.dossier.owed.iter().filter_map(|due| line(&due.charge)).collect();
        let any = lines.iter().any(|line| line.exemption.is_some());
        (any && lines.len() == self.dossier.owed.len()).then_some(Action::SetCharges { lines })
    }

    /// Taking over; at the Office the file often comes before the paper.
    pub(super) fn taking(&mut self) -> Action {
        let unsigned = self.dossier.holder.person.is_none();
        if self.fate.file_first && unsigned && self.dossier.paper_to_bring.is_some() {
            self.fate.file_first = false;
            return Action::Take { paper: false };
        }
        Action::Take { paper: true }
    }

    /// A turn in the agency, if one is taken now.
    pub(super) fn turn(&mut self, now: DateTime, around: &Around<'_>) -> Option<Action> {
        if let Some(id) = self.pending_consultation() {
            return Some(Action::AnswerConsultation {
                id,
                opinion: if self.random.chance(850) { Opinion::Agree } else { Opinion::Conditions },
                answer: "Thống nhất với nội dung đề nghị; không có ý kiến khác.".to_owned(),
            });
        }
        if let Some(ask) = self.consultation(around, now) {
            return Some(ask);
        }
        let due = self.dossier.promise.as_ref().map(|promise| promise.due)?;
        if self.fate.stops && now < due && !self.dossier.done.is_empty() {
            self.fate.stops = false;
            return Some(Action::StopClock {
                cause: StopCause::FinancialDuty,
                reason: "Chờ người nộp thực hiện nghĩa vụ tài chính theo thông báo.".to_owned(),
                proof: format!("Thông báo nộp tiền số {}/TB-CT", self.dossier.revision),
            });
        }
        if self.fate.apologises && self.dossier.overdue_since.is_some() && self.dossier.apology.is_none() {
            self.fate.apologises = false;
            let calendar = around.reference.calendar_for(&self.dossier.desk);
            // No further off than the limit itself (reappointment_percent).
            let most = match self.dossier.promise.as_ref().map(|promise| promise.limit) {
                Some(Limit::WorkingDays(days)) => u32::from(days).clamp(1, 5),
                Some(Limit::CalendarDays(_) | Limit::Months(_)) => 5,
                Some(Limit::WorkingHours(_) | Limit::Immediately) | None => 1,
            };
            let days = self.random.between(1, most);
            return Some(Action::Apologise {
                reason: "Nhiều hồ sơ cùng lúc, việc kiểm tra thực địa kéo dài hơn dự kiến.".to_owned(),
                again: calendar.nth_working_day_after(now.date(), days),
            });
        }
        None
    }

    /// Asks what the process foresees, or now and then what it does not.
    fn consultation(&mut self, around: &Around<'_>, now: DateTime) -> Option<Action> {
        let question = "Đề nghị cho ý kiến về nội dung thuộc lĩnh vực quản lý của đơn vị.".to_owned();
        let ask = |step: String, units: Vec<String>, days: Option<u16>| Action::Consult {
            step,
            units,
            question: question.clone(),
            documents: vec!["Bản sao hồ sơ điện tử".to_owned()],
            days,
        };
        let foreseen = self.open().into_iter().find_map(|work| match work {
            Work::Consultation(consultation) => Some(consultation.id.clone()),
            Work::Step(_) => None,
        });
        if let Some(id) = foreseen {
            let new = self.dossier.consultation(&id).is_none();
            return new.then(|| ask(id.to_string(), Vec::new(), None));
        }
        if !self.fate.consults || self.dossier.stage != Stage::Processing {
            return None;
        }
        self.fate.consults = false;
        let (organisation, day) = (&around.reference.organisation, now.date());
        let own = organisation.agency_of(&self.dossier.holder.unit, day);
        let others: Vec<&UnitId> = organisation
            .units
            .iter()
            .filter(|unit| unit.kind == domain::organisation::UnitKind::Department)
            .filter(|unit| unit.validity.covers(day) && unit.id != own)
            .map(|unit| &unit.id)
            .collect();
        let unit = self.random.pick(&others)?.to_string();
        Some(ask(String::new(), vec![unit], Some(2)))
    }

    /// The consultation that somebody answers now: a unit that is not silent, or one that must answer.
    fn pending_consultation(&self) -> Option<String> {
        let pending = self.dossier.consultations.iter().find(|one| one.pending().next().is_some())?;
        Some(pending.id.to_string())
    }

    /// The unit that answers next.
    pub(super) fn asked_unit(&self) -> Option<UnitId> {
        self.dossier.consultations.iter().find_map(|one| one.pending().next().cloned())
    }

    /// Until when everybody waits for a unit that says nothing.
    pub(super) fn silence_ends(&self, now: DateTime) -> Option<DateTime> {
        let waiting = self.dossier.consultations.iter().find(|one| one.pending().next().is_some())?;
        let silent = self.fate.silent && self.dossier.stage == Stage::Processing;
        (silent && now <= waiting.answer_by).then_some(waiting.answer_by)
    }

    /// The result left the agency: rarely with a mistake.
    pub(super) fn sent(&mut self) -> Action {
        if self.fate.corrected {
            self.fate.corrected = false;
            return Action::Correct {
                undo: self.dossier.revision,
                reason: "Kết quả ghi sai thông tin của người nộp.".to_owned(),
                cost: 0,
                bearer: String::new(),
            };
        }
        Action::ConfirmResult
    }

    /// The result goes on: to another desk, or to the post.
    pub(super) fn onward(&mut self) -> Option<Action> {
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
}
