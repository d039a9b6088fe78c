//! The life of one simulated dossier: what is done to it next, by whom, and when.

use std::sync::Arc;

use calendar::Calendar;
use domain::dossier::event::{
    NoticeChannel, NoticeKind, PaymentMethod, ReceiverProof, RequestedItem, ReturnBy,
};
use domain::dossier::{Dossier, Stage, in_line, open_of, unit_of};
use domain::organisation::Person;
use domain::procedure::Procedure;
use domain::procedure::process::Work;
use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::crew::Crew;
use super::random::Random;
use super::{names, rates};
use crate::dossier::input::{Action, ItemInput, PaperInput, PaymentInput, ReceiverInput, ResultInput};
use crate::reference::Reference;

/// How fast an agency works on a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    Early,
    OnTime,
    Late,
}

/// What will happen to a dossier unless the rules forbid it.
#[derive(Debug, Clone)]
pub(super) struct Fate {
    pub comes_back: bool,
    pub refused_at_desk: bool,
    pub forwarded_late: bool,
    pub supplement: bool,
    pub supplement_answered: bool,
    pub refused_after: bool,
    pub withdrawn: bool,
    pub consults: bool,
    pub silent: bool,
    pub apologises: bool,
    pub stops: bool,
    pub corrected: bool,
    pub undelivered: bool,
    pub exempt: bool,
    pub file_first: bool,
    pub pace: Pace,
}

impl Fate {
    pub fn draw(random: &mut Random) -> Self {
        Self {
            comes_back: random.chance(rates::COMES_BACK),
            refused_at_desk: random.chance(rates::REFUSED_AT_DESK),
            forwarded_late: random.chance(rates::FORWARDED_LATE),
            supplement: random.chance(rates::SUPPLEMENT),
            supplement_answered: random.chance(rates::SUPPLEMENT_ANSWERED),
            refused_after: random.chance(rates::REFUSED_AFTER),
            withdrawn: random.chance(rates::WITHDRAWN),
            consults: random.chance(rates::CONSULTED),
            silent: random.chance(rates::SILENT),
            apologises: random.chance(rates::APOLOGISED),
            stops: random.chance(rates::STOPPED),
            corrected: random.chance(rates::CORRECTED),
            undelivered: random.chance(rates::UNDELIVERED),
            exempt: random.chance(rates::EXEMPT),
            file_first: random.chance(rates::FILE_FIRST),
            pace: match random.weighted(&rates::PACE) {
                0 => Pace::Early,
                1 => Pace::OnTime,
                _ => Pace::Late,
            },
        }
    }
}

/// What every life looks at.
pub(super) struct Around<'a> {
    pub reference: &'a Reference,
    pub crew: &'a Crew,
}

/// One dossier after it was filed.
pub(super) struct Life {
    pub random: Random,
    pub procedure: Arc<Procedure>,
    pub fate: Fate,
    pub dossier: Dossier,
    /// Acts so far; a bound against going round in circles.
    pub acts: u32,
    /// Whether the desk has tried to fix the order of a chain.
    pub tried_chain: bool,
}

/// An act by a person.
pub(super) struct Deed {
    pub by: Arc<Person>,
    pub action: Action,
}

impl Life {
    /// When somebody turns to the dossier next, seen from `now`; `None` when nobody will.
    pub fn next_at(&mut self, now: DateTime, around: &Around<'_>) -> Option<DateTime> {
        let calendar = around.reference.calendar_for(&self.dossier.desk);
        if let Some(at) = self.silence_ends(now) {
            return Some(with_seconds(calendar.add_working_minutes(at, 20), &mut self.random));
        }
        let random = &mut self.random;
        let minutes = match self.dossier.stage {
            Stage::Submitted => random.between(20, 320),
            Stage::Guided if self.fate.comes_back => random.between(400, 3400),
            Stage::Escalated => random.between(60, 420),
            Stage::Accepted if self.procedure.is_immediate() => random.between(4, 25),
            Stage::Accepted => random.between(5, 45),
            Stage::InTransit => return Some(self.taken_at(now, calendar)),
            Stage::Processing => return Some(self.worked_at(now, calendar)),
            Stage::SupplementAsked if self.fate.supplement_answered => random.between(480, 3300),
            Stage::ResultSent => random.between(30, 200),
            Stage::ResultReady if self.dossier.told_of_result_at.is_none() => random.between(3, 40),
            Stage::ResultReady if self.dossier.outstanding() > 0 => random.between(120, 2400),
            Stage::ResultReady if !self.dossier.paid.is_empty() => random.between(2, 10),
            Stage::ResultReady => random.between(120, 2400),
            Stage::ClockStopped => random.between(480, 2400),
            Stage::WithPost => random.between(480, 1900),
            Stage::Guided
            | Stage::SupplementAsked
            | Stage::Returned
            | Stage::Refused
            | Stage::Withdrawn
            | Stage::Lapsed => return None,
        };
        Some(with_seconds(calendar.add_working_minutes(now, minutes), &mut self.random))
    }

    /// The agency signs in time for most, after the lawful moment for some.
    fn taken_at(&mut self, now: DateTime, calendar: &Calendar) -> DateTime {
        let by = self.dossier.transfer_by.unwrap_or(now);
        let first = self.dossier.holder.unit == self.dossier.desk;
        if first && self.fate.forwarded_late {
            let late = calendar.add_working_minutes(now.max(by), self.random.between(90, 300));
            return with_seconds(late, &mut self.random);
        }
        let left = u32::try_from(calendar.working_minutes_between(now, by)).unwrap_or(0);
        let minutes = self.random.between(2, left.saturating_sub(5).clamp(3, 90));
        with_seconds(calendar.add_working_minutes(now, minutes), &mut self.random)
    }

    /// What is left of the time is shared among the steps that are left.
    fn worked_at(&mut self, now: DateTime, calendar: &Calendar) -> DateTime {
        if self.must_be_taken() {
            let minutes = self.random.between(3, 30);
            return with_seconds(calendar.add_working_minutes(now, minutes), &mut self.random);
        }
        let due = self.dossier.promise.as_ref().map_or(now, |promise| promise.due);
        let began = self.dossier.promise.as_ref().map_or(now, |promise| promise.counted_from);
        let whole = u32::try_from(calendar.working_minutes_between(began, due)).unwrap_or(0);
        let aim = match self.fate.pace {
            Pace::Early => {
                let part = self.random.between(35, 80);
                calendar.add_working_minutes(began, (whole / 100).saturating_mul(part).max(1))
            }
            // Early enough to be confirmed at the desk before the promised instant.
            Pace::OnTime => {
                let spare = (whole / 40).saturating_add(280);
                calendar.add_working_minutes(began, whole.saturating_sub(spare).max(1))
            }
            Pace::Late => calendar.add_working_minutes(due, self.random.between(480, 5800)),
        };
        let left = u32::try_from(calendar.working_minutes_between(now, aim)).unwrap_or(0);
        let steps = self.steps_left().max(1);
        let share = left / steps;
        let minutes = self.random.between(share / 2, share.saturating_add(share / 4)).max(2);
        with_seconds(calendar.add_working_minutes(now, minutes), &mut self.random)
    }

    fn steps_left(&self) -> u32 {
        let Some(process) = &self.procedure.process else { return 1 };
        let mut left = 1_u32;
        process.root.each_step(&mut |step| {
            let open = !step.is_desk_act() && !self.dossier.done.contains(&step.id);
            left = left.saturating_add(u32::from(open));
        });
        left
    }

    pub(super) fn open(&self) -> Vec<Work<'_>> {
        open_of(&self.dossier, &self.procedure)
    }

    pub(super) fn must_be_taken(&self) -> bool {
        let dossier = &self.dossier;
        let unsigned = dossier
            .control_slip
            .last()
            .is_some_and(|line| line.to == dossier.holder.unit && line.taken_at.is_none());
        let paper = dossier.has_paper() && dossier.paper.on_the_way_to.as_ref() == Some(&dossier.holder.unit);
        dossier.untaken || unsigned || paper
    }

    /// What is done at `now`; `None` when nobody may do what would come next.
    pub fn deed(&mut self, now: DateTime, around: &Around<'_>) -> Option<Deed> {
        let action = match self.dossier.stage {
            _ if self.dossier.withdrawal.is_some() => Action::ConfirmWithdrawal,
            Stage::Submitted => self.at_desk(),
            Stage::Guided => {
                Action::Supplement { papers: self.asked(self.dossier.guidance.as_ref().map(|g| &g.items)) }
            }
            Stage::Escalated => Action::AnswerEscalation {
                answer: "Đã xem cùng cơ quan chuyên môn; hồ sơ thuộc phạm vi tiếp nhận.".to_owned(),
                to: String::new(),
            },
            Stage::Accepted if self.procedure.is_immediate() => self.at_once(),
            Stage::Accepted => self.before_transfer(),
            Stage::InTransit => Action::Take { paper: true },
            Stage::Processing => self.in_agency(now, around),
            Stage::SupplementAsked => Action::Supplement {
                papers: self.asked(self.dossier.supplement.as_ref().map(|asked| &asked.items)),
            },
            Stage::ResultSent => self.sent(),
            Stage::ResultReady => self.at_return(),
            Stage::ClockStopped if self.dossier.outstanding() > 0 => self.pay(),
            Stage::ClockStopped => Action::ResumeClock,
            Stage::WithPost => self.with_post(),
            Stage::Returned | Stage::Refused | Stage::Withdrawn | Stage::Lapsed => return None,
        };
        let open = self.open();
        let work = match action {
            Action::Take { .. } | Action::CompleteStep { .. } => open.first().copied(),
            _ => None,
        };
        let name = match (&action, self.procedure.is_immediate()) {
            (Action::HandOver { .. }, true) => "give-at-once",
            _ => action.name(),
        };
        let day = now.date();
        let mut random = self.random.clone();
        let crew = around.crew;
        if let (Action::AnswerConsultation { .. }, Some(unit)) = (&action, self.asked_unit()) {
            let by = crew.of_unit(&unit, &self.dossier, &self.procedure, day, &mut random);
            self.random = random;
            return by.map(|by| Deed { by, action });
        }
        let by = crew
            .who(name, &self.dossier, &self.procedure, work, day, &mut random)
            .or_else(|| crew.who(name, &self.dossier, &self.procedure, None, day, &mut random))?;
        self.random = random;
        Some(Deed { by, action })
    }

    fn at_desk(&mut self) -> Action {
        if self.fate.refused_at_desk {
            return Action::Refuse {
                ground: "điểm d khoản 1 Điều 16 Quy chế ban hành kèm theo Quyết định 1722/QĐ-UBND".to_owned(),
                reason: "Nội dung đề nghị không thuộc trường hợp được giải quyết theo thủ tục này."
                    .to_owned(),
            };
        }
        let case = self.dossier.case.as_ref();
        let missing = domain::dossier::missing(&self.procedure, case, &self.dossier.papers);
        if missing.is_empty() {
            Action::Accept { receipt_wanted: false }
        } else {
            Action::Guide { items: Vec::new(), not_competent: false, remark: String::new() }
        }
    }

    fn at_once(&mut self) -> Action {
        if self.dossier.outstanding() > 0 {
            return self.pay();
        }
        Action::HandOver {
            by: ReturnBy::Counter,
            proof: ReceiverProof::IdentityOnly,
            receiver: None,
            result: self.result(),
        }
    }

    fn in_agency(&mut self, now: DateTime, around: &Around<'_>) -> Action {
        if self.must_be_taken() {
            return self.taking();
        }
        if let Some(turn) = self.turn(now, around) {
            return turn;
        }
        if self.fate.withdrawn && !self.dossier.done.is_empty() {
            self.fate.withdrawn = false;
            return Action::Withdraw {
                reason: "Người nộp không còn nhu cầu giải quyết.".to_owned(),
                proof: format!("Đơn xin rút hồ sơ số {}", self.random.between(1, 400)),
            };
        }
        let in_window = self.dossier.supplement_by.is_some_and(|by| now <= by);
        if self.fate.supplement && in_window && self.dossier.supplement.is_none() {
            self.fate.supplement = false;
            if let Some(paper) = self.random.pick(&self.procedure.papers) {
                let items = vec![ItemInput {
                    paper: paper.code.to_string(),
                    what: "Thiếu chữ ký, thông tin chưa thống nhất".to_owned(),
                }];
                return Action::AskSupplement {
                    items,
                    reason: "Hồ sơ chưa đủ điều kiện giải quyết theo quy định.".to_owned(),
                };
            }
        }
        let in_time = self.dossier.promise.as_ref().is_some_and(|promise| now < promise.due);
        if self.fate.refused_after && in_time && self.dossier.done.len() >= 2 {
            self.fate.refused_after = false;
            return Action::Refuse {
                ground: "khoản 8 Điều 19 Nghị định 61/2018/NĐ-CP".to_owned(),
                reason: "Qua thẩm định, hồ sơ không đáp ứng điều kiện của thủ tục.".to_owned(),
            };
        }
        let open = self.open();
        let Some(work) = open.first() else {
            return Action::SendResult { result: self.result() };
        };
        let unit = unit_of(work.unit(), &self.dossier.desk, &self.procedure);
        let holder = &self.dossier.holder.unit;
        if !in_line(&around.reference.organisation, &unit, holder, now.date()) {
            return Action::Transfer { to: String::new(), paper: true };
        }
        Action::CompleteStep { step: work.id().to_string(), note: String::new(), next_person: String::new() }
    }

    fn at_return(&mut self) -> Action {
        if self.dossier.told_of_result_at.is_none() {
            let channel = match self.random.weighted(&[700, 150, 150]) {
                0 => NoticeChannel::Sms,
                1 => NoticeChannel::Phone,
                _ => NoticeChannel::Email,
            };
            return self.notice(NoticeKind::ResultReady, channel);
        }
        if let Some(onward) = self.onward() {
            return onward;
        }
        if self.dossier.outstanding() > 0 {
            return self.pay();
        }
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

    fn notice(&mut self, kind: NoticeKind, channel: NoticeChannel) -> Action {
        let proof = format!("Mã gửi {:08}", self.random.below(100_000_000));
        Action::Notify { kind, channel, proof }
    }

    pub(super) fn pay(&mut self) -> Action {
        let method = match self.random.weighted(&[500, 350, 150]) {
            0 => PaymentMethod::Cash,
            1 => PaymentMethod::Transfer,
            _ => PaymentMethod::Online,
        };
        // Cash gets the desk's own numbered receipt.
        let receipt = match method {
            PaymentMethod::Cash => String::new(),
            _ => format!("GD{:08}", self.random.below(100_000_000)),
        };
        Action::Pay(PaymentInput { amount: self.dossier.outstanding(), method, receipt })
    }

    fn result(&mut self) -> ResultInput {
        ResultInput {
            name: String::new(),
            number: format!("{}/GXN", self.random.between(1, 4000)),
            file: None,
        }
    }

    /// Everything that a slip asks for, in the published number.
    fn asked(&self, items: Option<&Vec<RequestedItem>>) -> Vec<PaperInput> {
        let mut brought: Vec<PaperInput> = Vec::new();
        for item in items.into_iter().flatten() {
            let Some(paper) = self.procedure.paper(&item.paper) else { continue };
            if brought.iter().any(|known| known.code == paper.code.as_str()) {
                continue;
            }
            brought.push(in_full(paper));
        }
        brought
    }
}

/// A paper in the published number, at least one.
pub(super) fn in_full(paper: &domain::procedure::RequiredPaper) -> PaperInput {
    let (originals, copies) = (paper.originals.unwrap_or(0), paper.copies.unwrap_or(0));
    let originals = if originals == 0 && copies == 0 { 1 } else { originals };
    PaperInput { code: paper.code.to_string(), originals, copies }
}

fn with_seconds(at: DateTime, random: &mut Random) -> DateTime {
    // People do not act at full minutes; whole seconds keep the journal readable.
    at.saturating_sub(SignedDuration::from_secs(i64::from(random.between(0, 59))))
}
