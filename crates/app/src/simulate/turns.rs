//! The turns that a simulated dossier can take beside its straight way.

use std::sync::Arc;

use calendar::Limit;
use domain::dossier::Stage;
use domain::dossier::event::{Opinion, StopCause};
use domain::ids::{PersonId, UnitId};
use domain::organisation::{Person, Posting, Role};
use domain::procedure::process::Work;
use jiff::civil::DateTime;

use super::life::{Around, Life};
use crate::dossier::input::Action;

impl Life {
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
        if now < due && !self.dossier.done.is_empty() {
            if std::mem::take(&mut self.fate.stops) {
                return Some(Action::StopClock {
                    cause: StopCause::FinancialDuty,
                    reason: "Chờ người nộp thực hiện nghĩa vụ tài chính theo thông báo.".to_owned(),
                    proof: format!("Thông báo nộp tiền số {}/TB-CT", self.dossier.revision),
                });
            }
            if std::mem::take(&mut self.fate.wishes) {
                return Some(Action::StopClock {
                    cause: StopCause::ApplicantsWish,
                    reason: "Người nộp đề nghị chờ để thống nhất lại phương án trước khi giải quyết."
                        .to_owned(),
                    proof: format!("Đơn đề nghị số {} của người nộp", self.random.between(1, 400)),
                });
            }
        }
        if self.fate.apologises && self.dossier.overdue_since.is_some() && self.dossier.apology.is_none() {
            self.fate.apologises = false;
            let calendar = around.reference.calendar_for(&self.dossier.desk);
            // No further off than the limit itself (reappointment_percent).
            let most = match self.dossier.promise.as_ref().map(|promise| promise.limit) {
                Some(Limit::WorkingDays(days)) => u32::from(days).clamp(1, 5),
                // A weekend lies between: so many of the days are worked at least.
                Some(Limit::CalendarDays(days)) => (u32::from(days) * 4 / 7).clamp(1, 5),
                Some(Limit::Months(_)) => 5,
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
            .units()
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

    /// What a ministry's own system says by now, when nobody has recorded it yet.
    pub(super) fn in_step(&mut self, at_least: u8, state: &str) -> Option<Action> {
        let external = self.dossier.external.as_ref().filter(|_| self.synced < at_least)?;
        self.synced = at_least;
        Some(Action::SyncExternal {
            system: external.system.clone(),
            reference: external.reference.clone(),
            state: state.to_owned(),
        })
    }

    /// Whether something small is done beside the work, which costs it no time.
    pub(super) fn has_aside(&self) -> bool {
        let behind = self.dossier.external.is_some() && self.synced < 2;
        !self.dossier.done.is_empty() && (self.fate.noted || self.fate.reassigned || behind)
    }

    /// Something small beside the work: a remark, another officer, the state in the ministry's system.
    pub(super) fn aside(&mut self, now: DateTime, around: &Around<'_>) -> Option<Action> {
        if self.dossier.done.is_empty() {
            return None;
        }
        if std::mem::take(&mut self.fate.noted) {
            let text = "Đã liên hệ người nộp để làm rõ nội dung đơn; không cần bổ sung.";
            return Some(Action::Note { text: text.to_owned() });
        }
        if std::mem::take(&mut self.fate.reassigned)
            && let Some(to) = self.colleague(now, around)
        {
            let reason = "Người đang xử lý nghỉ phép.".to_owned();
            return Some(Action::Assign { to: to.to_string(), reason });
        }
        self.in_step(2, "Đang thẩm định")
    }

    /// Another officer of the unit that has the dossier.
    fn colleague(&mut self, now: DateTime, around: &Around<'_>) -> Option<PersonId> {
        let (unit, day) = (&self.dossier.holder.unit, now.date());
        let agency = around.reference.organisation.agency_of(unit, day);
        let here = |person: &&Arc<Person>| {
            let works = |own: &Posting| own.unit == *unit && own.role == Role::Officer;
            Some(&person.id) != self.dossier.holder.person.as_ref() && person.postings_on(day).any(works)
        };
        let fitting: Vec<&Arc<Person>> = around.crew.of_agency(&agency).iter().filter(here).collect();
        self.random.pick(&fitting).map(|person| person.id.clone())
    }
}
