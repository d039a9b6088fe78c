//! The life of one simulated dossier: what is done to it next, by whom, and when.

use std::sync::Arc;

use calendar::Calendar;
use domain::dossier::event::{PaymentMethod, RequestedItem, ReturnBy, Scan, StopCause};
use domain::dossier::{Dossier, Event, Stage, in_line, open_of, unit_of};
use domain::ids::{PersonId, UnitId};
use domain::organisation::Person;
use domain::procedure::process::Work;
use domain::procedure::{Channel, Procedure};
use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::crew::{Crew, Wanted};
use super::fate::{Fate, Pace};
use super::random::Random;
use super::rates;
use crate::dossier::input::{Action, ItemInput, PaperInput, PaymentInput, ResultInput};
use crate::reference::Reference;

/// Turns that are left out one after the other because nobody may take them.
const MOST_LEFT_OUT: u32 = 4;

/// What every life looks at.
pub(super) struct Around<'a> {
    pub reference: &'a Reference,
    pub crew: &'a Crew,
    /// Files that may be named; none where no folder keeps them.
    pub scans: &'a [Scan],
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
    /// The tracking token, which the slip for the rating is made of.
    pub token: String,
    /// How often the state in the ministry's system was recorded.
    pub synced: u8,
    /// Revision of an act that was a mistake and is not undone yet.
    pub wrong: Option<u32>,
    /// The next alarm that is set: it looks at what is due then, and sets the one after it.
    pub rings_at: Option<DateTime>,
}

/// An act by a person.
pub(super) struct Deed {
    pub by: Arc<Person>,
    pub action: Action,
}

impl Life {
    /// Whether an alarm at that instant has to be set, because none rings before it.
    pub fn sets(&mut self, at: DateTime) -> bool {
        let earlier = self.rings_at.is_none_or(|set| at < set);
        if earlier {
            self.rings_at = Some(at);
        }
        earlier
    }

    /// When somebody turns to the dossier next, seen from `now`; `None` when nobody will.
    pub fn next_at(&mut self, now: DateTime, around: &Around<'_>) -> Option<DateTime> {
        let calendar = around.reference.calendar_for(&self.dossier.desk);
        if let Some(at) = self.silence_ends(now) {
            return Some(with_seconds(calendar.add_working_minutes(at, 20), &mut self.random));
        }
        if self.uploads() {
            // The applicant is at home: no office hours.
            let minutes = self.random.between(1, 9);
            return Some(now.saturating_add(SignedDuration::from_mins(i64::from(minutes))));
        }
        let online = self.dossier.channel == Channel::Online;
        let busy = self.busy_at_desk();
        let random = &mut self.random;
        let minutes = match self.dossier.stage {
            _ if self.wrong.is_some() => random.between(40, 700),
            _ if refund_due(&self.dossier, &self.fate) => random.between(200, 1500),
            Stage::Submitted if online && self.fate.lies => random.between(1100, 2300),
            Stage::Submitted if online && self.dossier.checks.is_empty() => random.between(20, 320),
            Stage::Submitted => random.between(3, 25),
            Stage::Guided if self.fate.comes_back => random.between(400, 3400),
            Stage::Escalated => random.between(60, 420),
            Stage::Accepted if self.procedure.is_immediate() => random.between(4, 25),
            Stage::Accepted if busy => random.between(2, 8),
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
        if self.must_be_taken() || self.has_aside() {
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
        // A turn that nobody may take is left out, and the straight way goes on.
        for _ in 0..MOST_LEFT_OUT {
            let action = self.action(now, around)?;
            if let Some(by) = self.doer(&action, now, around) {
                return Some(Deed { by, action });
            }
        }
        None
    }

    fn action(&mut self, now: DateTime, around: &Around<'_>) -> Option<Action> {
        if let Some(undo) = self.wrong.take() {
            return Some(self.correction(undo, now, around));
        }
        if refund_due(&self.dossier, &self.fate) {
            self.fate.refunded = false;
            return Some(self.refund());
        }
        Some(match self.dossier.stage {
            _ if self.dossier.withdrawal.is_some() => Action::ConfirmWithdrawal,
            Stage::Submitted => self.at_desk(around),
            Stage::Guided => {
                Action::Supplement { papers: self.asked(self.dossier.guidance.as_ref().map(|g| &g.items)) }
            }
            Stage::Escalated => self.with_leader(now, around),
            Stage::Accepted if self.procedure.is_immediate() => self.at_once(),
            Stage::Accepted => self.before_transfer(around),
            Stage::InTransit => Action::Take { paper: true },
            Stage::Processing => self.in_agency(now, around),
            Stage::SupplementAsked => Action::Supplement {
                papers: self.asked(self.dossier.supplement.as_ref().map(|asked| &asked.items)),
            },
            Stage::ResultSent => Action::ConfirmResult,
            Stage::ResultReady => self.at_return(),
            Stage::ClockStopped if self.owes_a_duty() => self.pay(),
            Stage::ClockStopped => Action::ResumeClock,
            Stage::WithPost => self.with_post(),
            Stage::Returned | Stage::Refused | Stage::Withdrawn | Stage::Lapsed => return None,
        })
    }

    /// Whether the clock stands for money that is still owed.
    fn owes_a_duty(&self) -> bool {
        let duty = self.dossier.stopped.as_ref().is_some_and(|stop| stop.cause == StopCause::FinancialDuty);
        duty && self.dossier.outstanding() > 0
    }

    /// Somebody who may do it; for the second half of an act another person than for the first.
    fn doer(&mut self, action: &Action, now: DateTime, around: &Around<'_>) -> Option<Arc<Person>> {
        let (crew, day) = (around.crew, now.date());
        if let (Action::Attach { .. }, Stage::Submitted) = (action, self.dossier.stage) {
            return self.applicant(around);
        }
        if let (Action::AnswerConsultation { .. }, Some(unit)) = (action, self.asked_unit()) {
            return crew.of_unit(&unit, &self.dossier, &self.procedure, day, &mut self.random);
        }
        let mut random = self.random.clone();
        let open = self.open();
        let work = match action {
            Action::Take { .. } | Action::CompleteStep { .. } => open.first().copied(),
            _ => None,
        };
        let name = match (action, self.procedure.is_immediate()) {
            (Action::HandOver { .. }, true) => "give-at-once",
            _ => action.name(),
        };
        let (not, line) = (self.other_than(action), self.in_line_of(action));
        let wanted = Wanted { action: name, work, not, line };
        let any = Wanted { work: None, ..wanted };
        let by = crew
            .who(&wanted, &self.dossier, &self.procedure, day, &mut random)
            .or_else(|| crew.who(&any, &self.dossier, &self.procedure, day, &mut random));
        self.random = random;
        by
    }

    /// Who did the first half of an act that two people do.
    fn other_than(&self, action: &Action) -> Option<&PersonId> {
        match action {
            Action::ConfirmWithdrawal => self.dossier.withdrawal.as_ref()?.by.person(),
            Action::StopClock { cause: StopCause::ApplicantsWish, .. } => self.dossier.holder.person.as_ref(),
            Action::VoidFee { .. } => self.dossier.paid.last()?.by.person(),
            _ => None,
        }
    }

    /// Whose people the rules want: those of the desk that has the result now, or of who has the dossier.
    fn in_line_of(&self, action: &Action) -> Option<&UnitId> {
        let dossier = &self.dossier;
        match action {
            Action::ConfirmResult | Action::HandOverCopy { .. } | Action::HandOver { .. } => {
                (dossier.result_desk != dossier.desk && dossier.stage != Stage::WithPost)
                    .then_some(&dossier.result_desk)
            }
            Action::Correct { .. } => Some(&dossier.holder.unit),
            _ => None,
        }
    }

    /// The account that filed online.
    fn applicant(&self, around: &Around<'_>) -> Option<Arc<Person>> {
        let id = self.dossier.applicant.account.as_ref()?;
        let known = around.reference.person(id).cloned();
        let own = || Arc::new(Person { id: id.clone(), name: String::new(), postings: Vec::new() });
        Some(known.unwrap_or_else(own))
    }

    /// Sees whether what was just done is the mistake that this dossier meets.
    pub fn learn(&mut self, events: &[Event]) {
        let wrong = |event: &Event| {
            let kind = event.kind();
            self.fate.mistake == Some(kind) || (self.fate.refused_wrongly && kind == "refused")
        };
        let Some(after) = events.iter().rev().position(wrong) else { return };
        let after = u32::try_from(after).unwrap_or(0);
        self.wrong = Some(self.dossier.revision.saturating_sub(after));
        self.fate.mistake = None;
        self.fate.refused_wrongly = false;
    }

    fn in_agency(&mut self, now: DateTime, around: &Around<'_>) -> Action {
        if self.must_be_taken() {
            return self.taking();
        }
        if let Some(turn) = self.aside(now, around).or_else(|| self.turn(now, around)) {
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
            return Action::SendResult { result: self.result(around) };
        };
        let unit = unit_of(work.unit(), &self.dossier.desk, &self.procedure);
        let holder = &self.dossier.holder.unit;
        if !in_line(&around.reference.organisation, &unit, holder, now.date()) {
            return Action::Transfer { to: String::new(), paper: true };
        }
        Action::CompleteStep { step: work.id().to_string(), note: String::new(), next_person: String::new() }
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
            _ => format!("GD{:012}", self.random.below(1_000_000_000_000)),
        };
        Action::Pay(PaymentInput { amount: self.dossier.outstanding(), method, receipt })
    }

    fn result(&mut self, around: &Around<'_>) -> ResultInput {
        let online = self.dossier.return_by == ReturnBy::Online && self.random.chance(rates::RESULT_FILE);
        let file = if online { self.random.pick(around.scans) } else { None };
        ResultInput {
            name: String::new(),
            number: self.result_number(),
            file: file.map(|scan| scan.file.clone()),
        }
    }

    pub(super) fn result_number(&mut self) -> String {
        format!("{}/GXN", self.random.between(1, 4000))
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

pub(super) fn with_seconds(at: DateTime, random: &mut Random) -> DateTime {
    // People do not act at full minutes; whole seconds keep the journal readable.
    at.saturating_sub(SignedDuration::from_secs(i64::from(random.between(0, 59))))
}

/// What was paid for a dossier that ended without a result is given back.
fn refund_due(dossier: &Dossier, fate: &Fate) -> bool {
    let ended = matches!(dossier.stage, Stage::Refused | Stage::Withdrawn | Stage::Lapsed);
    fate.refunded && ended && dossier.kept() > 0
}
