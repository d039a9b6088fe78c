//! Random histories: numbers in, acts out.

use std::sync::LazyLock;

use calendar::Calendar;
use domain::Refusal;
use domain::dossier::event::{NoticeChannel, NoticeKind, PaymentMethod, ReceiverProof, ReturnBy};
use domain::dossier::{Actor, Command, Stage, open_of};
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
        let (by, command) = if seed.act % 100 < 70 { self.usual(seed) } else { self.anything(seed) };
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
                let before_registration = refusal == Refusal::NotRegistered;
                prop_assert!(before_registration || !refusal.basis().is_empty(), "{refusal:?} has no basis");
                self.refused.push(refusal);
            }
        }
        Ok(())
    }

    fn later(&self, clock: u16) -> DateTime {
        let amount = i64::from(clock / 16);
        let day = self.now.date();
        let due = self.world.dossier.as_ref().and_then(|dossier| Some(dossier.promise.as_ref()?.due));
        let wanted = match clock % 16 {
            0..=6 => self.now.saturating_add(Span::new().minutes(amount % 60)),
            7..=9 => self.now.saturating_add(Span::new().minutes(amount % 480)),
            10 => day.at(15, 0, 0, 0),
            11 => day.tomorrow().map_or(self.now, |next| next.at(7, 0, 0, 0)),
            12 => self.now.saturating_add(Span::new().days(amount % 5)),
            13 => self.now.saturating_add(Span::new().days(amount % 30)),
            14 => due.unwrap_or(self.now),
            _ => due.map_or(self.now, |due| due.saturating_add(Span::new().seconds(1))),
        };
        wanted.max(self.now)
    }

    /// The act that a dossier at this stage usually sees, sometimes with a turn.
    fn usual(&self, seed: Seed) -> (Actor, Command) {
        let Some(dossier) = &self.world.dossier else { return (lan(), self.registration(seed.input)) };
        let turn = seed.input % 12;
        match (dossier.stage, turn) {
            (Stage::Submitted, 0) => (lan(), guide()),
            (Stage::Submitted, 1) => (lan(), escalate()),
            (Stage::Submitted | Stage::Processing, 2) if seed.clock.is_multiple_of(3) => {
                (self.holding(), refuse())
            }
            (Stage::Submitted, _) => (lan(), accept()),
            (Stage::Guided, _) => (lan(), Command::Supplement { papers: complete_papers() }),
            (Stage::Escalated, _) => (staff("giam-doc", CENTRE), answer()),
            (Stage::Accepted, 0..=8) if dossier.promise.is_none() => (lan(), give_at_once()),
            (Stage::Accepted, 9) | (Stage::ResultReady, 0..=5) => (lan(), pay(dossier.outstanding())),
            (Stage::Accepted, _) => (lan(), transfer()),
            (Stage::InTransit, _) => (self.receiving(), take()),
            (Stage::Processing, 0..=2) if dossier.supplement.is_none() => (self.holding(), ask_supplement()),
            (Stage::Processing, _) => (self.holding(), self.next_step()),
            (Stage::SupplementAsked, 0) => (lan(), withdraw()),
            (Stage::SupplementAsked, _) => (lan(), Command::Supplement { papers: vec![brought("p1", 1, 0)] }),
            (Stage::ResultSent, _) => (lan(), Command::ConfirmResult),
            (Stage::ResultReady, _) => (lan(), hand_over()),
            (Stage::ClockStopped, _) => (lan(), Command::ResumeClock),
            (Stage::WithPost, _) => (lan(), Command::CameBackByPost { reason: "vắng nhà".into() }),
            (Stage::Returned | Stage::Refused | Stage::Withdrawn | Stage::Lapsed, _) => (lan(), note("x")),
        }
    }

    /// Anything by anybody.
    fn anything(&self, seed: Seed) -> (Actor, Command) {
        let people = [
            lan(),
            hung(),
            binh(),
            staff("mai", OTHER_DESK),
            staff("sinh", SIBLING),
            staff("tam", SECOND_AGENCY),
            staff("giam-doc", CENTRE),
            Actor::Citizen(person("cong-dan")),
            schedule(),
            self.holding(),
        ];
        let by = people[usize::from(seed.input) % people.len()].clone();
        let steps = ["b1", "b2", "b3", "b4", "b5", "b6", "b7"];
        let input = usize::from(seed.input / 16);
        let command = match (seed.act / 100) % 26 {
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
            17 => pay(i64::from(seed.input) * 1_000),
            18 => hand_over(),
            19 => Command::HandOver { by: ReturnBy::Online, proof: ReceiverProof::Account, receiver: None },
            20 => withdraw(),
            21 => Command::Assign { to: person("thu"), reason: "nghỉ phép".into() },
            22 => note(["", "đã gọi"][input % 2]),
            23 | 24 => Command::MarkOverdue,
            _ => Command::Recount,
        };
        (by, command)
    }

    fn registration(&self, input: u16) -> Command {
        let papers = if input.is_multiple_of(5) { vec![brought("p1", 1, 0)] } else { complete_papers() };
        let channel = if input.is_multiple_of(7) { Channel::Online } else { Channel::Counter };
        let mut command = register(channel, papers);
        if let Command::Register { case, .. } = &mut command {
            *case = self.world.procedure.cases.first().map(|case| case.id.clone());
        }
        command
    }

    fn next_step(&self) -> Command {
        let dossier = self.world.dossier();
        match open_of(dossier, &self.world.procedure).first() {
            Some(work) => complete(work.id().as_str()),
            None => send_result(),
        }
    }

    /// Somebody of the unit that holds the dossier.
    fn holding(&self) -> Actor {
        let unit = self.world.dossier.as_ref().map(|dossier| dossier.holder.unit.clone());
        staff("ai-do", unit.as_ref().map_or(DESK, |unit| unit.as_str()))
    }

    fn receiving(&self) -> Actor {
        let to = self.world.dossier.as_ref().and_then(|dossier| dossier.in_transit_to.clone());
        staff("ai-do", to.as_ref().map_or(AGENCY, |unit| unit.as_str()))
    }
}

fn any_procedure(kind: u8) -> Procedure {
    let limits = ["3wd", "5wd", "15wd", "4wh", "10d", "1m", "15wd", "0"];
    let mut made = procedure(limits[usize::from(kind) % limits.len()]);
    match kind / 8 % 4 {
        0 => made.charges.push(fee("lp1", 150_000)),
        1 => made.process = Some(chain()),
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

fn refuse() -> Command {
    Command::Refuse { ground: "Điều 1".into(), reason: "không đủ điều kiện".into() }
}

fn withdraw() -> Command {
    Command::Withdraw { reason: "không còn nhu cầu".into(), proof: "Đơn 1".into() }
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

fn pay(amount: i64) -> Command {
    Command::Pay { amount, method: PaymentMethod::Cash, receipt: "BL 1".into() }
}
