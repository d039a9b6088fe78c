//! Random histories: numbers in, acts out.

use std::sync::LazyLock;

use calendar::Calendar;
use domain::Refusal;
use domain::dossier::event::{
    CheckKind, NoticeChannel, NoticeKind, PaperCheck, PaymentMethod, ReceiverProof, ReturnBy, Scan, StopCause,
};
use domain::dossier::{
    Actor, Alarm, Arrival, ChargeLine, Command, Dossier, Stage, alarms, next_alarm, open_of,
};
use domain::procedure::process::Work;
use domain::procedure::{Case, Channel, Procedure};
use jiff::Span;
use jiff::civil::DateTime;
use proptest::prelude::*;

use crate::common::*;

/// Known until the end of 2020; compiled once, for it costs more than a history.
pub static FIRST_CALENDAR: LazyLock<Calendar> = LazyLock::new(|| calendar_of(&[2019, 2020]));
/// The one that follows it.
pub static NEXT_CALENDAR: LazyLock<Calendar> = LazyLock::new(|| calendar_of(&[2019, 2020, 2021]));

/// What decides one act: which, with what, how much later.
#[derive(Debug, Clone, Copy)]
pub struct Seed {
    pub act: u16,
    pub input: u16,
    pub clock: u16,
}

/// A dossier on its way through random acts, with the clock that only goes forward.
pub struct Driver {
    pub world: World,
    pub now: DateTime,
    pub refused: Vec<Refusal>,
}

impl Driver {
    pub fn new(kind: u8) -> Self {
        let starts =
            [at(2019, 8, 30, 14, 20), at(2020, 1, 17, 15, 0), at(2019, 4, 26, 10, 0), at(2020, 12, 28, 9, 0)];
        let start = starts[usize::from(kind / 16) % starts.len()];
        let mut world = World::new(any_procedure(kind));
        // The calendar of the next year appears when the clock gets there.
        world.calendar = FIRST_CALENDAR.clone();
        Self { world, now: start, refused: Vec::new() }
    }

    /// One act after some time; the answer must be the same twice, whatever it is.
    pub fn act(&mut self, seed: Seed) -> Result<(), TestCaseError> {
        self.now = self.later(seed.clock);
        if self.now.date().year() > 2020 && self.world.calendar.version() == 2 {
            self.world.calendar = NEXT_CALENDAR.clone();
        }
        if seed.clock.is_multiple_of(3) {
            self.ring()?;
        }
        let (by, command) = if seed.act % 100 < 75 { self.usual(seed) } else { self.anything(seed) };
        let once = self.world.would(self.now, &by, &command);
        let twice = self.world.would(self.now, &by, &command);
        prop_assert_eq!(&once, &twice);
        match self.world.act(self.now, &by, &command) {
            Ok(events) => {
                prop_assert!(!events.is_empty());
                prop_assert_eq!(Ok(events), once);
            }
            Err(refusal) => {
                prop_assert!(!refusal.code().is_empty());
                let of_a_caller = matches!(refusal, Refusal::NotRegistered | Refusal::NoSuchNotice);
                prop_assert!(of_a_caller || !refusal.basis().is_empty(), "{refusal:?} has no basis");
                self.refused.push(refusal);
            }
        }
        Ok(())
    }

    /// The schedule does what is due: every alarm leads to an event, and none rings for ever.
    fn ring(&mut self) -> Result<(), TestCaseError> {
        for round in 0.. {
            let Some(dossier) = &self.world.dossier else { return Ok(()) };
            let Some((at, alarm)) = alarms(dossier).into_iter().find(|(at, _)| *at <= self.now) else {
                prop_assert!(next_alarm(dossier).is_none_or(|next| next > self.now));
                return Ok(());
            };
            prop_assert!(round < 12, "{alarm:?} of {at} rings for ever");
            let message = format!("m-{}", self.world.sequence);
            let queue = |kind| Command::QueueNotice { kind, channel: NoticeChannel::Sms, message };
            let command = match alarm {
                Alarm::Overdue => Command::MarkOverdue,
                Alarm::Silence => Command::MarkSilent,
                Alarm::Lapse => Command::Lapse,
                Alarm::Warn => queue(NoticeKind::NearlyDue),
                Alarm::Remind => queue(NoticeKind::AnswerNearlyDue),
            };
            let written = self.world.act(self.now, &schedule(), &command);
            prop_assert!(written.is_ok(), "{alarm:?} of {at} at {}: {written:?}", self.now);
        }
        Ok(())
    }

    fn later(&self, clock: u16) -> DateTime {
        let amount = i64::from(clock / 18);
        let day = self.now.date();
        let dossier = self.world.dossier.as_ref();
        let due = dossier.and_then(Dossier::due_in_force);
        let wanted = match clock % 18 {
            0..=7 => self.now.saturating_add(Span::new().minutes(amount % 60)),
            8 | 9 => self.now.saturating_add(Span::new().minutes(amount % 480)),
            10 => day.at(15, 0, 0, 0),
            11 => day.tomorrow().map_or(self.now, |next| next.at(7, 0, 0, 0)),
            12 => day.tomorrow().map_or(self.now, |next| next.at(0, 0, 0, 0)),
            13 => self.now.saturating_add(Span::new().days(amount % 5)),
            14 => self.now.saturating_add(Span::new().days(amount % 30)),
            15 => due.unwrap_or(self.now),
            16 => dossier.and_then(next_alarm).unwrap_or(self.now),
            _ => due.map_or(self.now, |due| due.saturating_add(Span::new().seconds(1))),
        };
        wanted.max(self.now)
    }

    /// The act that a dossier at this stage usually sees, sometimes with a turn.
    #[allow(clippy::match_same_arms, reason = "read by stage, from the beginning of a dossier to its end")]
    fn usual(&self, seed: Seed) -> (Actor, Command) {
        let Some(dossier) = &self.world.dossier else { return (lan(), self.registration(seed.input)) };
        let turn = seed.input % 16;
        let reason = || "lý do".to_owned();
        match (dossier.stage, turn) {
            (stage, 0) if stage.is_closed() => (binh(), self.correction()),
            (stage, 1) if stage.is_closed() => (lan(), refund(dossier.kept())),
            (Stage::Submitted, 0 | 1) => (lan(), guide()),
            (Stage::Submitted, 2) => (lan(), escalate()),
            (Stage::Submitted, 3) => (lan(), check()),
            (Stage::Submitted, 4) => (citizen(), attach()),
            (Stage::Submitted, 5) if dossier.external.is_some() => (lan(), sync()),
            (Stage::Submitted | Stage::Processing, 6) if seed.clock.is_multiple_of(3) => {
                (self.holding(), refuse())
            }
            (Stage::Submitted, _) => (lan(), accept()),
            (Stage::Guided, 0) => (lan(), escalate()),
            (Stage::Guided, 1..=4) => (schedule(), Command::Lapse),
            (Stage::Guided, _) => (lan(), Command::Supplement { papers: complete_papers() }),
            (Stage::Escalated, 0..=3) => {
                (giam_doc(), Command::InviteAgency { unit: unit(AGENCY), about: reason() })
            }
            (Stage::Escalated, _) => (giam_doc(), answer()),
            (Stage::Accepted, 0..=8) if dossier.promise.is_none() => (lan(), give_at_once()),
            (Stage::Accepted, 0) => (lan(), Command::OrderChain { order: self.order(seed.act) }),
            (Stage::Accepted, 1 | 2) | (Stage::ResultReady, 0..=4) => {
                (lan(), pay_receipt(dossier.outstanding(), seed))
            }
            (Stage::Accepted, 3) => (lan(), charges(1 + u32::from(seed.clock) % 3)),
            (Stage::Accepted | Stage::Processing | Stage::SupplementAsked, 4) => (lan(), withdraw()),
            (_, 5 | 6) if dossier.withdrawal.is_some() => (mai(), Command::ConfirmWithdrawal),
            (Stage::Accepted, _) => (lan(), Command::Transfer { to: None, paper: turn != 7 }),
            (Stage::InTransit, 0) => (binh(), self.correction()),
            (Stage::InTransit, _) => (self.receiving(), take()),
            (Stage::Processing, 0 | 1) if dossier.supplement.is_none() => (self.holding(), ask_supplement()),
            (Stage::Processing, 2) => (self.holding(), stop_clock(StopCause::FinancialDuty)),
            (Stage::Processing, 3) => (self.holding(), self.apology(seed.act)),
            (Stage::Processing, 5) => (self.holding(), consult(None, &[SECOND_AGENCY, OFFICE])),
            (Stage::Processing, 7) => (binh(), self.correction()),
            (Stage::Processing, 8) => (self.holding(), take()),
            (Stage::Processing, 9) => (tam(), self.opinion()),
            (Stage::Processing, 10) => (ty(), self.opinion()),
            (Stage::Processing, _) => (self.holding(), self.next_step()),
            (Stage::SupplementAsked, 0..=2) => (schedule(), Command::Lapse),
            (Stage::SupplementAsked, _) => (lan(), Command::Supplement { papers: vec![brought("p1", 1, 0)] }),
            (Stage::ResultSent, 0) => (binh(), self.correction()),
            (Stage::ResultSent, _) => (self.receiving(), Command::ConfirmResult),
            (Stage::ResultReady, 5 | 11 | 12) => (self.receiving(), Command::ForwardResult),
            (Stage::ResultReady, 6 | 7) => (lan(), give_to_post()),
            (Stage::ResultReady, 8) => (lan(), copy()),
            (Stage::ResultReady, 9) => (giam_doc(), self.correction()),
            (Stage::ResultReady, 10) => (mai(), void(dossier.paid.first().map(|paid| paid.receipt.clone()))),
            (Stage::ResultReady, _) => (staff("ai-do", dossier.result_desk.as_str()), hand_over()),
            (Stage::ClockStopped, _) => (lan(), Command::ResumeClock),
            (Stage::WithPost, 0..=5) => (buu_ta(), Command::CameBackByPost { reason: "vắng nhà".into() }),
            (Stage::WithPost, 6 | 7) => (buu_ta(), pay_receipt(dossier.outstanding(), seed)),
            (Stage::WithPost, _) => (
                buu_ta(),
                Command::HandOver { by: ReturnBy::Post, proof: ReceiverProof::PostDelivery, receiver: None },
            ),
            (Stage::Returned | Stage::Refused | Stage::Withdrawn | Stage::Lapsed, 2) => {
                (schedule(), queue(seed, NoticeKind::Other))
            }
            (Stage::Returned | Stage::Refused | Stage::Withdrawn | Stage::Lapsed, _) => (lan(), note("x")),
        }
    }

    /// Anything by anybody.
    fn anything(&self, seed: Seed) -> (Actor, Command) {
        let people = [
            lan(),
            mai(),
            hung(),
            binh(),
            staff("mai", OTHER_DESK),
            staff("sinh", SIBLING),
            tam(),
            ty(),
            vinh(),
            buu_ta(),
            giam_doc(),
            citizen(),
            schedule(),
            self.holding(),
        ];
        let by = people[usize::from(seed.input) % people.len()].clone();
        let steps = ["b1", "b2", "b3", "b4", "b5", "b6", "b7", "c1", "o2", "k0", "yk"];
        let input = usize::from(seed.input / 16);
        let command = match (seed.act / 100) % 44 {
            0 => self.registration(seed.input),
            1 => guide(),
            2 => escalate(),
            3 => answer(),
            4 => accept(),
            5 => give_at_once(),
            6 => refuse(),
            7 => transfer(),
            8 => Command::Transfer { to: Some(unit([AGENCY, SECOND_AGENCY, DESK][input % 3])), paper: false },
            9 => Command::Take { holder: None, paper: input.is_multiple_of(2) },
            10 => complete(steps[input % steps.len()]),
            11 => ask_supplement(),
            12 => Command::AskSupplement { items: Vec::new(), reason: String::new() },
            13 => Command::Supplement { papers: vec![brought("p1", 1, 0)] },
            14 => send_result(),
            15 => Command::ConfirmResult,
            16 => notify(input),
            17 => pay_receipt(i64::from(seed.input) * 1_000, seed),
            18 => hand_over(),
            19 => Command::HandOver { by: ReturnBy::Online, proof: ReceiverProof::Account, receiver: None },
            20 => withdraw(),
            21 => Command::Assign { to: person("thu"), reason: "nghỉ phép".into() },
            22 => note(["", "đã gọi"][input % 2]),
            23 => Command::MarkOverdue,
            24 => Command::Recount,
            25 => Command::MarkSilent,
            26 => Command::Lapse,
            27 => self.correction(),
            28 => self.apology(seed.clock),
            29 => stop_clock([StopCause::FinancialDuty, StopCause::ApplicantsWish][input % 2]),
            30 => Command::ResumeClock,
            31 => consult(None, &[THIRD_AGENCY]),
            32 => self.opinion(),
            33 => charges(u32::from(seed.clock) % 4),
            34 => void(
                self.world.dossier.as_ref().and_then(|own| own.paid.last()).map(|paid| paid.receipt.clone()),
            ),
            35 => refund(i64::from(seed.clock) * 1_000),
            36 => Command::ForwardResult,
            37 => give_to_post(),
            38 => copy(),
            39 => queue(seed, NoticeKind::NearlyDue),
            40 => Command::NoticeSent { message: self.waiting(), proof: "ok".into() },
            41 => Command::FailNotice { message: self.waiting(), error: "số không có".into() },
            42 => Command::ConfirmWithdrawal,
            _ => [attach(), check(), sync()][input % 3].clone(),
        };
        (by, command)
    }

    fn registration(&self, input: u16) -> Command {
        let papers = if input.is_multiple_of(5) { vec![brought("p1", 1, 0)] } else { complete_papers() };
        let (channel, mut arrival) = match input % 11 {
            0 | 1 => (Channel::Online, Arrival::default()),
            2 | 3 => {
                let before = self.now.saturating_add(Span::new().hours(-i64::from(input / 11 % 30)));
                (Channel::Post, Arrival { posted: Some(posted(before)), ..Arrival::default() })
            }
            4 => {
                let before = self.now.saturating_add(Span::new().hours(-i64::from(input / 11 % 60)));
                (Channel::Agency, Arrival { forwarded: Some((unit(AGENCY), before)), ..Arrival::default() })
            }
            5 => {
                let external = Some(("Hộ tịch".to_owned(), "BTP-1".to_owned()));
                (Channel::Ministry, Arrival { external, ..Arrival::default() })
            }
            _ => (Channel::Counter, Arrival::default()),
        };
        if input.is_multiple_of(7) {
            arrival.return_desk = Some(unit(OTHER_DESK));
        }
        let mut command = register(channel, papers);
        if let Command::Register { case, arrival: own, return_by, .. } = &mut command {
            *case = self.world.procedure.cases.first().map(|case| case.id.clone());
            *own = arrival;
            *return_by = if input.is_multiple_of(2) { ReturnBy::Post } else { ReturnBy::Counter };
        }
        command
    }

    fn next_step(&self) -> Command {
        let dossier = self.world.dossier();
        match open_of(dossier, &self.world.procedure).first() {
            Some(Work::Consultation(asked)) if dossier.consultation(&asked.id).is_none() => {
                consult(Some(asked.id.as_str()), &[])
            }
            Some(work) => complete(work.id().as_str()),
            None => send_result(),
        }
    }

    /// Undoes the newest act of some kind that can be undone.
    fn correction(&self) -> Command {
        let kinds = [
            "refused",
            "withdrawn",
            "lapsed",
            "transferred",
            "step-completed",
            "result-sent",
            "result-confirmed",
            "handed-over",
        ];
        let newest = self.world.history.iter().rev().find(|one| kinds.contains(&one.event.kind()));
        correct(newest.map_or(0, |one| one.revision))
    }

    fn apology(&self, input: u16) -> Command {
        let due = self.world.dossier.as_ref().and_then(Dossier::due_in_force);
        let from = due.unwrap_or(self.now).max(self.now);
        apologise(from.saturating_add(Span::new().days(i64::from(input % 7))).date())
    }

    fn order(&self, input: u16) -> Vec<domain::ids::UnitId> {
        let orders: [&[&str]; 4] =
            [&[], &[AGENCY, THIRD_AGENCY, SECOND_AGENCY], &[AGENCY, SECOND_AGENCY, THIRD_AGENCY], &[OFFICE]];
        orders[usize::from(input) % 4].iter().map(|id| unit(id)).collect()
    }

    /// The newest question that somebody still has to answer.
    fn opinion(&self) -> Command {
        let asked = self.world.dossier.as_ref().and_then(|dossier| dossier.consultations.last());
        opine(asked.map_or("lyk-1", |asked| asked.id.as_str()))
    }

    fn waiting(&self) -> String {
        let notices = self.world.dossier.iter().flat_map(|dossier| &dossier.notices);
        let waits =
            |notice: &&domain::dossier::state::Notice| notice.told.is_none() && notice.failed.is_none();
        notices.filter(waits).map(|notice| notice.message.clone()).next_back().unwrap_or_default()
    }

    /// Somebody of the unit that holds the dossier.
    fn holding(&self) -> Actor {
        let unit = self.world.dossier.as_ref().map(|dossier| dossier.holder.unit.clone());
        staff("ai-do", unit.as_ref().map_or(DESK, |unit| unit.as_str()))
    }

    fn receiving(&self) -> Actor {
        let dossier = self.world.dossier.as_ref();
        let to = dossier.map(|own| own.in_transit_to.clone().unwrap_or_else(|| own.result_desk.clone()));
        staff("ai-do", to.as_ref().map_or(AGENCY, |unit| unit.as_str()))
    }
}

fn any_procedure(kind: u8) -> Procedure {
    let limits = ["3wd", "5wd", "15wd", "4wh", "10d", "1m", "15wd", "0"];
    let mut made = procedure(limits[usize::from(kind) % limits.len()]);
    let recipient = domain::organisation::Name::vi("Chi cục Thuế");
    made.recipients.push(domain::procedure::Recipient { code: "thue".to_owned(), name: recipient });
    let mut per_page = fee("lp1", 150_000);
    per_page.per = "trang".to_owned();
    match kind / 8 % 8 {
        0 => made.charges.push(per_page),
        1 => made.process = Some(chain()),
        3 => made.process = Some(agencies_chain()),
        4 => made.process = Some(office_chain()),
        5 => made.process = Some(consulting()),
        6 => {
            made.charges.push(per_page);
            made.process = Some(agencies_chain());
        }
        2 => {
            let name = domain::organisation::Name::vi("mới");
            made.cases.push(Case { id: case_id("moi"), name, limit: None });
        }
        _ => {}
    }
    made
}

fn guide() -> Command {
    Command::Guide { items: vec![item("p1")], not_competent: false, remark: String::new() }
}

fn escalate() -> Command {
    Command::Escalate { to: unit(CENTRE), reason: "chưa rõ".into() }
}

fn answer() -> Command {
    Command::AnswerEscalation { answer: "nhận".into(), to: person("lan") }
}

fn give_at_once() -> Command {
    Command::GiveAtOnce { result: result_paper(), proof: ReceiverProof::IdentityOnly }
}

fn note(text: &str) -> Command {
    Command::Note { text: text.into() }
}

fn notify(input: usize) -> Command {
    let kinds =
        [NoticeKind::NearlyDue, NoticeKind::ResultReady, NoticeKind::PromiseChanged, NoticeKind::Other];
    Command::Notify { kind: kinds[input % 4], channel: NoticeChannel::Sms, proof: "sms".into() }
}

/// Cash with a number of the desk's own book, or a receipt that may have been used before.
fn pay_receipt(amount: i64, seed: Seed) -> Command {
    let half = if seed.clock.is_multiple_of(2) { amount } else { amount / 2 };
    let receipt = if seed.act.is_multiple_of(2) { String::new() } else { format!("BL {}", seed.input % 8) };
    Command::Pay { amount: half, method: PaymentMethod::Cash, receipt }
}

fn charges(quantity: u32) -> Command {
    let line = ChargeLine { charge: "lp1".into(), quantity, amount: None, exemption: None };
    Command::SetCharges { lines: vec![line] }
}

fn refund(amount: i64) -> Command {
    Command::Refund { amount, reason: "nộp thừa".into() }
}

fn void(receipt: Option<String>) -> Command {
    Command::VoidFee { receipt: receipt.unwrap_or_default(), reason: "ghi nhầm".into() }
}

fn copy() -> Command {
    Command::HandOverCopy { recipient: "thue".into(), proof: "Sổ giao 3".into() }
}

fn queue(seed: Seed, kind: NoticeKind) -> Command {
    Command::QueueNotice { kind, channel: NoticeChannel::Email, message: format!("q-{}", seed.input) }
}

fn attach() -> Command {
    let scan = Scan { file: "a".repeat(64), bytes: 10, pages: 1, media: "application/pdf".into() };
    Command::Attach { paper: Some(paper_code("p1")), scans: vec![scan] }
}

fn check() -> Command {
    let check = PaperCheck {
        paper: paper_code("p1"),
        check: CheckKind::Signature,
        by_machine: false,
        passed: true,
        note: String::new(),
    };
    Command::CheckPapers { checks: vec![check] }
}

fn sync() -> Command {
    let text = |text: &str| text.to_owned();
    Command::SyncExternal {
        system: text("Hộ tịch"), reference: text("BTP-1"), state: text("đang xử lý")
    }
}
