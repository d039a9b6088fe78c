//! A small province for the tests: two departments, a desk, a calendar, one procedure, and a
//! dossier that one can act on and read back.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where its builder is wrong")]

use std::sync::LazyLock;

use calendar::{
    Calendar, CalendarSource, DayOff, DayOffKind, Limit, PublishedYear, Session, Swap, WeeklyHours,
    YearStatus,
};
use domain::Refusal;
use domain::dossier::event::{
    Applicant, DataRef, Opinion, PaymentMethod, ReceiverProof, RegisterEntry, RequestedItem, ResultPaper,
    ReturnBy, Slip, StopCause, SubmittedPaper,
};
use domain::dossier::{
    Actor, Arrival, Command, Context, Dossier, DossierCode, Event, Numbers, Posted, Recorded, apply, decide,
};
use domain::ids::{CaseId, DossierId, PaperCode, PersonId, ProcedureCode, StepId, UnitId};
use domain::organisation::{Name, Organisation, Person, Posting, Role, Unit, UnitKind, Validity};
use domain::procedure::process::{Consultation, Link, Silence, StepTime, UnitRef};
use domain::procedure::{
    ApplicantKind, Channel, Charge, ChargeKind, ChargeRole, Level, Node, OnlineLevel, Procedure, Process,
    Publication, RequiredPaper, SourceRecord, Step, StepKind,
};
use jiff::civil::{Date, DateTime, date, time};
use law::{Citation, Parameters};

pub const DESK: &str = "quay-1";
pub const OTHER_DESK: &str = "quay-2";
pub const CENTRE: &str = "trung-tam";
pub const AGENCY: &str = "so-xd";
pub const DIVISION: &str = "so-xd.qlxd";
pub const SIBLING: &str = "so-xd.van-phong";
pub const SECOND_AGENCY: &str = "so-tnmt";
pub const THIRD_AGENCY: &str = "so-tc";
/// The Office of the committee: its one-stop desk works on chains with the chairman (R18.3).
pub const OFFICE: &str = "van-phong-ubnd";
pub const OFFICE_DESK: &str = "van-phong-ubnd.mot-cua";
/// The public post.
pub const POST: &str = "buu-dien";

pub fn unit(id: &str) -> UnitId {
    UnitId::new(id).unwrap()
}

pub fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

pub fn paper_code(code: &str) -> PaperCode {
    PaperCode::new(code).unwrap()
}

pub fn step_id(id: &str) -> StepId {
    StepId::new(id).unwrap()
}

pub fn case_id(id: &str) -> CaseId {
    CaseId::new(id).unwrap()
}

/// `at(2019, 8, 30, 14, 20)`.
pub fn at(year: i16, month: i8, day: i8, hour: i8, minute: i8) -> DateTime {
    date(year, month, day).at(hour, minute, 0, 0)
}

/// Days off of 2019, 2020 and 2025 with the swapped days; of the years between only what a story touches.
pub fn calendar_source(years: &[i16]) -> CalendarSource {
    let morning = Session { opens: time(7, 0, 0, 0), closes: time(11, 30, 0, 0) };
    let afternoon = Session { opens: time(13, 30, 0, 0), closes: time(17, 0, 0, 0) };
    let day = || vec![morning, afternoon];
    let off = |date: Date, kind| DayOff { date, name: "nghỉ".to_owned(), kind };
    let days: &[(i16, i8, i8)] = &[
        (2019, 1, 1),
        (2019, 2, 4),
        (2019, 2, 5),
        (2019, 2, 6),
        (2019, 2, 7),
        (2019, 2, 8),
        (2019, 4, 15),
        (2019, 4, 30),
        (2019, 5, 1),
        (2019, 9, 2),
        (2020, 1, 1),
        (2020, 1, 23),
        (2020, 1, 24),
        (2020, 1, 27),
        (2020, 1, 28),
        (2020, 1, 29),
        (2020, 4, 2),
        (2020, 4, 30),
        (2020, 5, 1),
        (2020, 9, 2),
        (2021, 1, 1),
        (2025, 1, 1),
        (2025, 1, 27),
        (2025, 1, 28),
        (2025, 1, 29),
        (2025, 1, 30),
        (2025, 1, 31),
        (2025, 4, 7),
        (2025, 4, 30),
        (2025, 5, 1),
        (2025, 9, 1),
        (2025, 9, 2),
    ];
    let swaps = [(date(2019, 4, 29), date(2019, 5, 4)), (date(2025, 5, 2), date(2025, 4, 26))];
    let known = |day: Date| years.contains(&day.year());
    let mut days_off: Vec<DayOff> = days
        .iter()
        .map(|&(year, month, day)| off(date(year, month, day), DayOffKind::Statutory))
        .filter(|day| known(day.date))
        .collect();
    let swaps: Vec<Swap> = swaps
        .into_iter()
        .filter(|(off, _)| known(*off))
        .map(|(off, worked)| Swap { off, worked, reason: "hoán đổi".to_owned() })
        .collect();
    days_off.extend(swaps.iter().map(|swap| off(swap.off, DayOffKind::SwappedOff)));
    CalendarSource {
        id: "thu".to_owned(),
        version: u32::try_from(years.len()).unwrap(),
        weekly: vec![WeeklyHours {
            valid_from: date(2018, 1, 1),
            valid_to: None,
            sessions: [day(), day(), day(), day(), day(), Vec::new(), Vec::new()],
            basis: law::qc1722::D12_K2,
        }],
        days_off,
        swaps,
        exceptions: Vec::new(),
        intake_only: Vec::new(),
        years: years
            .iter()
            .map(|&year| PublishedYear {
                year,
                status: YearStatus::Published,
                decision: format!("thông báo {year}"),
            })
            .collect(),
    }
}

pub fn calendar_of(years: &[i16]) -> Calendar {
    Calendar::compile(&calendar_source(years)).unwrap()
}

pub static CALENDAR: LazyLock<Calendar> =
    LazyLock::new(|| calendar_of(&[2019, 2020, 2021, 2022, 2023, 2024, 2025]));

pub fn parameters() -> &'static Parameters {
    law::parameters_on("2019-08-14")
}

const ALWAYS: Validity = Validity { from: date(2018, 1, 1), to: None };

fn a_unit(id: &str, kind: UnitKind, parent: Option<&str>) -> Unit {
    Unit {
        id: unit(id),
        name: Name::vi(id),
        short: id.to_owned(),
        kind,
        parent: parent.map(unit),
        agency_code: None,
        fields: Vec::new(),
        validity: ALWAYS,
        far: false,
        phone: String::new(),
    }
}

/// The committee stands above everything, as in life; nobody acts for it by standing under it.
pub fn organisation() -> Organisation {
    Organisation::new(vec![
        a_unit("ubnd", UnitKind::Committee, None),
        a_unit(OFFICE, UnitKind::Office, Some("ubnd")),
        a_unit(OFFICE_DESK, UnitKind::Desk, Some(OFFICE)),
        a_unit(CENTRE, UnitKind::Centre, Some("van-phong-ubnd")),
        a_unit(DESK, UnitKind::Desk, Some(CENTRE)),
        a_unit(OTHER_DESK, UnitKind::Desk, Some(CENTRE)),
        a_unit(AGENCY, UnitKind::Department, Some("ubnd")),
        a_unit(DIVISION, UnitKind::Division, Some(AGENCY)),
        a_unit(SIBLING, UnitKind::Division, Some(AGENCY)),
        a_unit(SECOND_AGENCY, UnitKind::Department, Some("ubnd")),
        a_unit(THIRD_AGENCY, UnitKind::Department, Some("ubnd")),
        a_unit(POST, UnitKind::Post, None),
    ])
}

pub fn somebody(id: &str, unit_id: &str, role: Role) -> Person {
    let posting = Posting { unit: unit(unit_id), role, validity: ALWAYS, fields: Vec::new(), home: None };
    Person { id: person(id), name: id.to_owned(), postings: vec![posting] }
}

/// A member of staff acting for a unit.
pub fn staff(id: &str, unit_id: &str) -> Actor {
    Actor::Staff { person: person(id), unit: unit(unit_id) }
}

pub fn lan() -> Actor {
    staff("lan", DESK)
}

/// Officer of the division that appraises.
pub fn hung() -> Actor {
    staff("hung", DIVISION)
}

/// Head of the agency.
pub fn binh() -> Actor {
    staff("binh", AGENCY)
}

/// A colleague of Lan's at the desk.
pub fn mai() -> Actor {
    staff("mai-quay-1", DESK)
}

/// The Centre's director.
pub fn giam_doc() -> Actor {
    staff("giam-doc", CENTRE)
}

/// Officer of the second agency.
pub fn tam() -> Actor {
    staff("tam", SECOND_AGENCY)
}

/// Officer of the third agency.
pub fn ty() -> Actor {
    staff("ty", THIRD_AGENCY)
}

/// At the Office's one-stop desk.
pub fn vinh() -> Actor {
    staff("vinh", OFFICE_DESK)
}

/// Staff of the post.
pub fn buu_ta() -> Actor {
    staff("buu-ta", POST)
}

/// The applicant, through an account.
pub fn citizen() -> Actor {
    Actor::Citizen(person("cong-dan"))
}

pub fn schedule() -> Actor {
    Actor::System("schedule".to_owned())
}

pub fn data(byte: u8) -> DataRef {
    DataRef { id: format!("{byte:02x}").repeat(16), commitment: format!("{byte:02x}").repeat(32) }
}

fn a_paper(code: &str, originals: Option<u16>, copies: Option<u16>) -> RequiredPaper {
    RequiredPaper {
        code: paper_code(code),
        name: Name::vi(code),
        originals,
        copies,
        form: None,
        form_file: None,
        electronic: None,
        condition: None,
        cases: Vec::new(),
        mandatory: true,
        replaced_by_data: false,
        shown_only: false,
    }
}

pub fn a_step(id: &str, kind: StepKind, unit: UnitRef, role: Role) -> Node {
    Node::Step(Step {
        id: step_id(id),
        name: Name::vi(id),
        kind,
        unit,
        role: Some(role),
        role_text: String::new(),
        time: StepTime::Minutes(240),
        paper_transport: false,
        outputs: Vec::new(),
        number: String::new(),
        time_text: String::new(),
    })
}

/// Receive, transfer, appraise in the division, decide by the head, issue, return.
pub fn process() -> Process {
    let division = || UnitRef::Unit(unit(DIVISION));
    Process {
        decision: "1/QĐ".to_owned(),
        root: Node::Sequence(vec![
            a_step("b1", StepKind::Receive, UnitRef::ReceivingDesk, Role::CounterOfficer),
            a_step("b2", StepKind::Transfer, UnitRef::ReceivingDesk, Role::CounterOfficer),
            a_step("b3", StepKind::Appraise, division(), Role::Officer),
            a_step("b4", StepKind::Review, division(), Role::DivisionHead),
            a_step("b5", StepKind::Decide, UnitRef::SettlingAgency, Role::AgencyHead),
            a_step("b6", StepKind::Issue, UnitRef::SettlingAgency, Role::Clerk),
            a_step("b7", StepKind::Return, UnitRef::ReceivingDesk, Role::CounterOfficer),
        ]),
    }
}

/// Two appraising agencies one after the other; then back to the lead.
pub fn chain() -> Process {
    let second = || UnitRef::Unit(unit(SECOND_AGENCY));
    Process {
        decision: "2/QĐ".to_owned(),
        root: Node::Sequence(vec![
            a_step("b1", StepKind::Receive, UnitRef::ReceivingDesk, Role::CounterOfficer),
            a_step("b2", StepKind::Appraise, UnitRef::SettlingAgency, Role::Officer),
            a_step("b3", StepKind::Appraise, second(), Role::Officer),
            a_step("b4", StepKind::Forward, second(), Role::AgencyHead),
            a_step("b5", StepKind::Decide, UnitRef::SettlingAgency, Role::AgencyHead),
        ]),
    }
}

fn a_link(unit: UnitRef, steps: Vec<Node>) -> Link {
    Link { unit, part: Node::Sequence(steps) }
}

/// The lead first, then two other agencies, then the lead again: only the two may change places.
pub fn agencies_chain() -> Process {
    let of = |id: &str| UnitRef::Unit(unit(id));
    let lead = || of(AGENCY);
    Process {
        decision: "3/QĐ".to_owned(),
        root: Node::Sequence(vec![
            a_step("b1", StepKind::Receive, UnitRef::ReceivingDesk, Role::CounterOfficer),
            Node::Chain(vec![
                a_link(lead(), vec![a_step("c1", StepKind::Appraise, lead(), Role::Officer)]),
                a_link(
                    of(SECOND_AGENCY),
                    vec![a_step("c2", StepKind::Appraise, of(SECOND_AGENCY), Role::Officer)],
                ),
                a_link(
                    of(THIRD_AGENCY),
                    vec![a_step("c3", StepKind::Appraise, of(THIRD_AGENCY), Role::Officer)],
                ),
                a_link(lead(), vec![a_step("c4", StepKind::Decide, lead(), Role::AgencyHead)]),
            ]),
            a_step("b7", StepKind::Return, UnitRef::ReceivingDesk, Role::CounterOfficer),
        ]),
    }
}

/// The lead appraises, the Office reviews and has it signed.
pub fn office_chain() -> Process {
    let office = || UnitRef::Unit(unit(OFFICE));
    Process {
        decision: "4/QĐ".to_owned(),
        root: Node::Sequence(vec![
            a_step("b1", StepKind::Receive, UnitRef::ReceivingDesk, Role::CounterOfficer),
            Node::Chain(vec![
                a_link(
                    UnitRef::SettlingAgency,
                    vec![a_step("o1", StepKind::Appraise, UnitRef::SettlingAgency, Role::Officer)],
                ),
                a_link(
                    office(),
                    vec![
                        a_step("o2", StepKind::Review, office(), Role::Officer),
                        a_step("o3", StepKind::Decide, office(), Role::AgencyHead),
                    ],
                ),
            ]),
        ]),
    }
}

/// Assigned and appraised in the division, two agencies asked for two days, decided by the head.
pub fn consulting() -> Process {
    let division = || UnitRef::Unit(unit(DIVISION));
    Process {
        decision: "5/QĐ".to_owned(),
        root: Node::Sequence(vec![
            a_step("b1", StepKind::Receive, UnitRef::ReceivingDesk, Role::CounterOfficer),
            a_step("k0", StepKind::Assign, division(), Role::DivisionHead),
            a_step("k1", StepKind::Appraise, division(), Role::Officer),
            Node::Consultation(Consultation {
                id: step_id("yk"),
                name: Name::vi("Lấy ý kiến"),
                by: division(),
                units: vec![UnitRef::Unit(unit(SECOND_AGENCY)), UnitRef::Unit(unit(THIRD_AGENCY))],
                time: StepTime::Minutes(960),
                silence: Silence::DecideWithout,
            }),
            a_step("k2", StepKind::Decide, UnitRef::SettlingAgency, Role::AgencyHead),
        ]),
    }
}

/// `procedure` with another process.
pub fn with_process(limit: &str, process: Process) -> Procedure {
    Procedure { process: Some(process), ..procedure(limit) }
}

/// p1 one original, p2 two copies, p3 without a number, p4 on condition, p5 replaced by data,
/// p6 only shown; a fee of 150 000 đồng when `fee` says so.
pub fn procedure(limit: &str) -> Procedure {
    let mut papers = vec![
        a_paper("p1", Some(1), None),
        a_paper("p2", None, Some(2)),
        a_paper("p3", None, None),
        a_paper("p4", Some(1), None),
        a_paper("p5", Some(1), None),
        a_paper("p6", Some(1), None),
    ];
    papers[3].mandatory = false;
    papers[4].replaced_by_data = true;
    papers[5].shown_only = true;
    Procedure {
        code: ProcedureCode::new("1.000001").unwrap(),
        version: 1,
        validity: ALWAYS,
        publication: Publication::Published,
        decision: None,
        placement: None,
        name: Name::vi("Cấp giấy phép thử"),
        field: "Xây dựng".to_owned(),
        agency: unit(AGENCY),
        agency_text: String::new(),
        coordinating: Vec::new(),
        levels: vec![Level::Province],
        legal_basis: Vec::new(),
        applicants: vec![ApplicantKind::Person, ApplicantKind::Enterprise],
        channels: vec![Channel::Counter, Channel::Post, Channel::Online, Channel::Ministry],
        online: OnlineLevel::Full,
        cases: Vec::new(),
        papers,
        sets: 1,
        limit: limit.parse::<Limit>().unwrap(),
        limit_stated: true,
        stated_limits: Vec::new(),
        charges: Vec::new(),
        free_of_charge: false,
        results: Vec::new(),
        conditions: String::new(),
        process: Some(process()),
        supplement_days: None,
        answer_days: None,
        supplement_clock: domain::procedure::ClockRule::Restart,
        recipients: Vec::new(),
        outcomes: Vec::new(),
        open: Vec::new(),
        record: SourceRecord::default(),
    }
}

pub fn fee(code: &str, amount: i64) -> Charge {
    Charge {
        code: code.to_owned(),
        name: code.to_owned(),
        kind: ChargeKind::Fee,
        amount: Some(amount),
        usd: None,
        per: String::new(),
        role: ChargeRole::Owed,
        set_by: String::new(),
        condition: None,
        cases: Vec::new(),
        channels: Vec::new(),
        from: None,
        to: None,
        exemptions: Vec::new(),
    }
}

pub fn brought(code: &str, originals: u16, copies: u16) -> SubmittedPaper {
    SubmittedPaper { code: paper_code(code), originals, copies }
}

pub fn complete_papers() -> Vec<SubmittedPaper> {
    vec![brought("p1", 1, 0), brought("p2", 0, 2), brought("p3", 0, 1)]
}

pub fn item(code: &str) -> RequestedItem {
    RequestedItem { paper: paper_code(code), what: "thiếu chữ ký".to_owned() }
}

pub fn result_paper() -> ResultPaper {
    ResultPaper { name: "Giấy phép".to_owned(), number: "12/GP".to_owned(), file: None }
}

pub fn register(channel: Channel, papers: Vec<SubmittedPaper>) -> Command {
    Command::Register {
        case: None,
        channel,
        applicant: Applicant {
            kind: ApplicantKind::Person,
            data: data(1),
            account: (channel == Channel::Online).then(|| person("cong-dan")),
        },
        represented_by: None,
        papers,
        sets: 1,
        answers: None,
        return_by: ReturnBy::Counter,
        desk: unit(DESK),
        holder: person("lan"),
        received_elsewhere: None,
        assisted_by: None,
        token: data(2),
        arrival: Arrival::default(),
    }
}

pub fn accept() -> Command {
    Command::Accept { receipt_wanted: false }
}

pub fn transfer() -> Command {
    Command::Transfer { to: None, paper: true }
}

pub fn take() -> Command {
    Command::Take { holder: None, paper: true }
}

pub fn complete(step: &str) -> Command {
    Command::CompleteStep { step: step_id(step), note: String::new(), next_person: None }
}

pub fn ask_supplement() -> Command {
    Command::AskSupplement { items: vec![item("p1")], reason: "Bản vẽ chưa ký".to_owned() }
}

pub fn send_result() -> Command {
    Command::SendResult { result: result_paper() }
}

pub fn hand_over() -> Command {
    Command::HandOver { by: ReturnBy::Counter, proof: ReceiverProof::ReceiptAndIdentity, receiver: None }
}

pub fn pay(amount: i64) -> Command {
    Command::Pay { amount, method: PaymentMethod::Cash, receipt: "BL 000123".to_owned() }
}

pub fn withdraw() -> Command {
    Command::Withdraw { reason: "không còn nhu cầu".to_owned(), proof: "Đơn 12".to_owned() }
}

pub fn refuse() -> Command {
    Command::Refuse {
        ground: "Luật Xây dựng, Điều 95".to_owned(), reason: "không đủ điều kiện".to_owned()
    }
}

pub fn apologise(again: Date) -> Command {
    Command::Apologise { reason: "Thiếu người thẩm định".to_owned(), again }
}

pub fn stop_clock(cause: StopCause) -> Command {
    let (reason, proof) = ("Chờ thông báo thuế".to_owned(), "Thông báo 15/TB-CT".to_owned());
    Command::StopClock { cause, reason, proof }
}

pub fn correct(undo: u32) -> Command {
    Command::Correct { undo, reason: "Bấm nhầm".to_owned(), cost: 0, bearer: None }
}

pub fn consult(step: Option<&str>, units: &[&str]) -> Command {
    Command::Consult {
        step: step.map(step_id),
        units: units.iter().map(|id| unit(id)).collect(),
        question: "Có phù hợp quy hoạch không?".to_owned(),
        documents: vec!["Bản vẽ".to_owned()],
        days: None,
    }
}

pub fn opine(id: &str) -> Command {
    Command::AnswerConsultation { id: step_id(id), opinion: Opinion::Agree, answer: "Phù hợp".to_owned() }
}

pub fn give_to_post() -> Command {
    Command::GiveToPost { consignment: "VN123456789".to_owned(), list: None, postage: 26_000 }
}

/// What the minute of the post says.
pub fn posted(signed_at: DateTime) -> Posted {
    Posted {
        minute: Slip { year: signed_at.date().year(), number: 7 },
        signed_at,
        consignment: "VN000000001".to_owned(),
        postage: 26_000,
        collected: 0,
    }
}

/// A registration that arrived in its own way.
pub fn arriving(channel: Channel, arrival: Arrival) -> Command {
    let mut command = register(channel, complete_papers());
    if let Command::Register { arrival: own, .. } = &mut command {
        *own = arrival;
    }
    command
}

/// A registration whose result goes back by post.
pub fn returned_by_post() -> Command {
    let mut command = register(Channel::Counter, complete_papers());
    if let Command::Register { return_by, .. } = &mut command {
        *return_by = ReturnBy::Post;
    }
    command
}

/// A dossier with everything that a decision on it needs.
pub struct World {
    pub procedure: Procedure,
    pub organisation: Organisation,
    pub calendar: Calendar,
    pub history: Vec<Recorded>,
    pub dossier: Option<Dossier>,
    pub sequence: u32,
    pub proof_paid: Option<DossierId>,
}

impl World {
    pub fn new(procedure: Procedure) -> Self {
        Self {
            procedure,
            organisation: organisation(),
            calendar: CALENDAR.clone(),
            history: Vec::new(),
            dossier: None,
            sequence: 1,
            proof_paid: None,
        }
    }

    pub fn numbers(&self, at: DateTime) -> Numbers {
        let year = at.date().year();
        Numbers {
            code: DossierCode::new("000.00.19.H36", at.date(), self.sequence).unwrap(),
            slip: Slip { year, number: self.sequence },
            register: RegisterEntry { year, volume: 1, number: self.sequence },
        }
    }

    /// Decides without recording.
    pub fn would(&self, at: DateTime, by: &Actor, command: &Command) -> Result<Vec<Event>, Refusal> {
        let numbers = self.numbers(at);
        let context = Context {
            at,
            by,
            procedure: &self.procedure,
            calendar: &self.calendar,
            parameters: parameters(),
            organisation: &self.organisation,
            numbers: Some(&numbers),
            history: &self.history,
            proof_paid: self.proof_paid.as_ref(),
        };
        decide(self.dossier.as_ref(), command, &context)
    }

    /// Decides, records and applies.
    pub fn act(&mut self, at: DateTime, by: &Actor, command: &Command) -> Result<Vec<Event>, Refusal> {
        let events = self.would(at, by, command)?;
        self.sequence += 1;
        for event in &events {
            self.record(at, by, event.clone());
        }
        Ok(events)
    }

    pub fn record(&mut self, at: DateTime, by: &Actor, event: Event) {
        let revision = u32::try_from(self.history.len() + 1).unwrap();
        let recorded = Recorded { revision, at, by: by.clone(), event };
        self.history.push(recorded.clone());
        match &mut self.dossier {
            Some(dossier) => apply(dossier, &recorded),
            none => *none = Dossier::rebuild(&dossier_id(), std::slice::from_ref(&recorded)),
        }
    }

    pub fn dossier(&self) -> &Dossier {
        self.dossier.as_ref().unwrap()
    }

    pub fn due(&self) -> DateTime {
        self.dossier().promise.as_ref().unwrap().due
    }

    /// Recorded and accepted at the counter at `at`.
    pub fn accepted(procedure: Procedure, at: DateTime) -> Self {
        let mut world = Self::new(procedure);
        world.act(at, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
        world.act(at, &lan(), &accept()).unwrap();
        world
    }

    /// Accepted, transferred and taken at the same time, so that the appraisal is open.
    pub fn in_appraisal(procedure: Procedure, at: DateTime) -> Self {
        let mut world = Self::accepted(procedure, at);
        world.act(at, &lan(), &transfer()).unwrap();
        world.act(at, &hung(), &take()).unwrap();
        world
    }

    /// Accepted, sent to the settling agency and taken there, whatever the process; paper along.
    pub fn at_agency(procedure: Procedure, at: DateTime) -> Self {
        let mut world = Self::accepted(procedure, at);
        world.act(at, &lan(), &transfer()).unwrap();
        let to = world.dossier().in_transit_to.clone().unwrap();
        world.act(at, &staff("hung", to.as_str()), &take()).unwrap();
        world
    }

    /// The result at the desk at `at`, from acceptance on in one go.
    pub fn with_result(procedure: Procedure, at: DateTime) -> Self {
        let mut world = Self::in_appraisal(procedure, at);
        world.finish(at);
        world.act(at, &lan(), &Command::ConfirmResult).unwrap();
        world
    }

    /// The dossier's history must be one that `would` may look back on.
    pub fn last_revision(&self, kind: &str) -> u32 {
        self.history.iter().rev().find(|one| one.event.kind() == kind).unwrap().revision
    }

    /// All steps done, the result sent at `at`.
    pub fn finish(&mut self, at: DateTime) {
        for (step, who) in [("b3", hung()), ("b4", hung()), ("b5", binh()), ("b6", binh())] {
            self.act(at, &who, &complete(step)).unwrap();
        }
        self.act(at, &binh(), &send_result()).unwrap();
    }
}

pub fn dossier_id() -> DossierId {
    DossierId::new("00112233445566778899aabbccddeeff").unwrap()
}

/// The ids of the provisions of a refusal, as a page shows them.
pub fn provisions(refusal: &Refusal) -> Vec<&'static str> {
    refusal.basis().into_iter().map(Citation::id).collect()
}
