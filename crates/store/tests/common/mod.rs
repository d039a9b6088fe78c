//! Stores with a clock in the hand, dossiers without rules, and chance that repeats.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test binary uses its part")]

pub mod cluster;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use calendar::Limit;
use cluster::Cluster;
use domain::dossier::event::{
    Applicant, CalendarPin, CheckKind, DataRef, Due, Duty, NoticeChannel, NoticeKind, Opinion, PaperCheck,
    PaymentMethod, ProcedurePin, Promise, ReceivedElsewhere, ReceiverProof, Reduction, RegisterEntry,
    RequestedItem, ResultPaper, ReturnBy, Scan, Slip, StopCause, SubmittedPaper,
};
use domain::dossier::{Actor, DossierCode, Event, Stage};
use domain::ids::{CaseId, DossierId, PaperCode, PersonId, ProcedureCode, StepId, UnitId};
use domain::procedure::process::Silence;
use domain::procedure::{ApplicantKind, Channel};
use jiff::civil::{Date, DateTime, date};
use law::qc1722;
use store::{
    Batch, CounterKey, DossierLabels, Loaded, NewPrivate, Options, Reads, SearchFields, Store, StoreError,
    StreamId, from_us, to_us,
};

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub struct Hand(Arc<AtomicI64>);

impl Hand {
    pub fn at(at: DateTime) -> Self {
        Self(Arc::new(AtomicI64::new(to_us(at))))
    }
    pub fn now(&self) -> DateTime {
        from_us(self.0.load(Ordering::SeqCst)).unwrap()
    }
    pub fn set(&self, at: DateTime) {
        self.0.store(to_us(at), Ordering::SeqCst);
    }
    pub fn advance_minutes(&self, minutes: i64) {
        self.0.fetch_add(minutes * 60_000_000, Ordering::SeqCst);
    }
    pub fn options(&self) -> Options {
        let own = self.clone();
        Options::new(Arc::new(move || own.now()))
    }
}

pub fn morning() -> DateTime {
    date(2019, 8, 14).at(8, 0, 0, 0)
}

/// A directory that goes away with the test.
pub struct Dir(PathBuf);

impl Dir {
    pub fn new() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("motcua-store-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
    pub fn path(&self) -> &Path {
        &self.0
    }
    pub fn file(&self) -> PathBuf {
        self.0.join("store.sqlite")
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// One store under test.
pub struct Bench {
    pub name: &'static str,
    pub store: Store,
    pub hand: Hand,
    pub dir: Dir,
    /// The database on the server, when it is there.
    pub database: Option<String>,
}

impl Bench {
    /// How it was opened: with the sealing key in its directory.
    pub fn options(&self) -> Options {
        Options { seal_key: Some(self.dir.path().join("seal.key")), ..self.hand.options() }
    }

    /// The same database opened once more, as another program does.
    pub fn again(&self) -> Store {
        self.opened(self.options())
    }

    /// [`again`](Self::again) with options of its own; in memory a new store.
    pub fn opened(&self, options: Options) -> Store {
        match &self.database {
            None if self.name == "memory" => Store::memory(options),
            None => Store::sqlite(self.dir.path(), options).unwrap(),
            Some(name) => Store::postgres(&server().url(name), options).unwrap(),
        }
    }

    /// Runs SQL behind the store's back.
    pub fn sql(&self, sql: &str) -> Result<(), String> {
        match &self.database {
            None => {
                let connection = rusqlite::Connection::open(self.dir.file()).unwrap();
                connection.execute_batch(sql).map_err(|error| error.to_string())
            }
            Some(name) => server().sql(name, sql).map(drop),
        }
    }
}

/// How a test gets a store.
pub type Open = fn() -> Bench;

pub fn memory() -> Bench {
    let hand = Hand::at(morning());
    Bench { name: "memory", store: Store::memory(hand.options()), hand, dir: Dir::new(), database: None }
}

pub fn sqlite() -> Bench {
    let (hand, dir) = (Hand::at(morning()), Dir::new());
    let store = Store::sqlite(dir.path(), hand.options()).unwrap();
    Bench { name: "sqlite", store, hand, dir, database: None }
}

/// The server of this test binary, started when the first test asks for it.
pub fn server() -> &'static Cluster {
    static SERVER: OnceLock<Cluster> = OnceLock::new();
    SERVER.get_or_init(|| with_template(Cluster::start("off")))
}

/// A server that waits for its disk, to measure with.
pub fn durable_server() -> &'static Cluster {
    static SERVER: OnceLock<Cluster> = OnceLock::new();
    SERVER.get_or_init(|| with_template(Cluster::start("on")))
}

/// Makes the tables that [`database_on`] copies.
fn with_template(server: Cluster) -> Cluster {
    let (hand, dir) = (Hand::at(morning()), Dir::new());
    let options = Options { seal_key: Some(dir.path().join("seal.key")), ..hand.options() };
    drop(Store::postgres(&server.create("made", ""), options).unwrap());
    server
}

/// A new database with the tables of the store; its name.
pub fn database_on(server: &Cluster) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let name = format!("t{}", COUNT.fetch_add(1, Ordering::SeqCst));
    server.create(&name, "TEMPLATE made");
    name
}

pub fn postgres() -> Bench {
    let (hand, dir) = (Hand::at(morning()), Dir::new());
    let database = database_on(server());
    let options = Options { seal_key: Some(dir.path().join("seal.key")), ..hand.options() };
    let store = Store::postgres(&server().url(&database), options).unwrap();
    Bench { name: "postgres", store, hand, dir, database: Some(database) }
}

/// Runs the same promise on every engine.
pub fn on_each(check: impl Fn(&Bench)) {
    for bench in [memory(), sqlite(), postgres()] {
        eprintln!("engine: {}", bench.name);
        check(&bench);
    }
}

/// splitmix64: the same numbers for the same seed, everywhere.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }
}

pub fn unit(id: &str) -> UnitId {
    UnitId::new(id).unwrap()
}
pub fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}
pub fn dossier_id(n: u64) -> DossierId {
    DossierId::new(&format!("{n:032x}")).unwrap()
}
pub fn paper(code: &str) -> PaperCode {
    PaperCode::new(code).unwrap()
}

pub fn officer() -> Actor {
    Actor::Staff { person: person("an.nv"), unit: unit("quay-1") }
}

/// A row beside the journal with the reference that events carry.
pub fn private_row(id: &str, kind: &str, data: &str, name: &str, phone: &str) -> (NewPrivate, DataRef) {
    let search = (!name.is_empty()).then(|| SearchFields { fold_name: name.into(), phone: phone.into() });
    let row = NewPrivate {
        id: id.into(),
        kind: kind.into(),
        salt: format!("salt-of-{id}"),
        data: data.into(),
        search,
    };
    let commitment = row.commitment();
    (row, DataRef { id: id.into(), commitment })
}

/// A new dossier with its rows and labels.
pub struct New {
    pub id: DossierId,
    pub desk: &'static str,
    pub agency: &'static str,
    pub field: &'static str,
    pub name: String,
    pub phone: String,
    pub account: Option<&'static str>,
}

impl New {
    pub fn number(n: u64) -> Self {
        Self {
            id: dossier_id(n),
            desk: "quay-1",
            agency: "so-xd",
            field: "xay-dung",
            name: format!("nguyen van {n}"),
            phone: format!("0912{n:06}"),
            account: None,
        }
    }

    pub fn token_hash(&self) -> String {
        store::sha256_hex(&format!("token-{}", self.id))
    }

    pub fn batch(&self) -> Batch {
        let tail = self.id.as_str();
        let (applicant, data) = private_row(
            &format!("a{}", &tail[1..]),
            "applicant",
            "{\"name\":\"Nguyễn Văn A\"}",
            &self.name,
            &self.phone,
        );
        let (token, token_ref) =
            private_row(&format!("b{}", &tail[1..]), "token", &format!("token-{}", self.id), "", "");
        let event = Event::Registered {
            procedure: ProcedurePin { code: ProcedureCode::new("1.004227").unwrap(), version: 1 },
            case: None,
            channel: Channel::Counter,
            applicant: Applicant { kind: ApplicantKind::Person, data, account: self.account.map(person) },
            represented_by: None,
            papers: vec![SubmittedPaper { code: paper("p1"), originals: 1, copies: 0 }],
            sets: 1,
            answers: None,
            return_by: ReturnBy::Counter,
            desk: unit(self.desk),
            holder: person("an.nv"),
            received_elsewhere: None,
            assisted_by: None,
            token: token_ref,
            basis: qc1722::D16_K1_A,
        };
        let labels = DossierLabels {
            field: self.field.into(),
            agency: unit(self.agency),
            token_hash: self.token_hash(),
        };
        Batch::default()
            .append(&self.id, &officer(), vec![event])
            .labels(&self.id, labels)
            .private(applicant)
            .private(token)
    }

    pub fn register(&self, store: &Store) -> DateTime {
        store.record_blocking(self.batch()).unwrap()
    }
}

pub fn promise(due: DateTime, provisional: bool) -> Promise {
    Promise {
        limit: Limit::WorkingDays(15),
        counted_from: morning(),
        due,
        provisional,
        calendar: CalendarPin { id: "vn".into(), version: 3, fingerprint: 0xfedc_ba98_7654_3210 },
        rule_pack: "qc1722-2019".into(),
    }
}

pub fn accepted(code: &str, due: DateTime, number: u32) -> Event {
    Event::Accepted {
        code: code.parse().unwrap(),
        procedure: ProcedurePin { code: ProcedureCode::new("1.004227").unwrap(), version: 2 },
        promise: Some(promise(due, false)),
        receipt: Some(Slip { year: 2019, number }),
        register: RegisterEntry { year: 2019, volume: 1, number },
        owed: vec![Due { charge: "le-phi".into(), amount: 150_000 }],
        transfer_by: Some(date(2019, 8, 15).at(9, 0, 0, 0)),
        supplement_by: Some(date(2019, 8, 19).at(17, 0, 0, 0)),
        warn_by: Some(date(2019, 9, 3).at(17, 0, 0, 0)),
        basis: qc1722::D16_K1_A,
    }
}

pub fn add(store: &Store, id: &DossierId, events: Vec<Event>) -> Result<u32, StoreError> {
    let (own, by) = (id.clone(), officer());
    let stream = StreamId::from(id);
    store.act_blocking(move |_| Reads::dossier(&own), {
        let id = id.clone();
        move |loaded: &Loaded| {
            let revision = loaded.revision(&stream);
            Ok((revision, Batch::default().append(&id, &by, events.clone())))
        }
    })
}

/// Accepts a dossier with the next numbers of the day and year: what `app` does, without its rules.
pub fn accept(store: &Store, id: &DossierId) -> Result<(DossierCode, DateTime), StoreError> {
    let keys = |day: Date| {
        let key = |text: &str| CounterKey(text.to_owned());
        let code = CounterKey(format!("code/000.00.19.H36/{}", day.strftime("%y%m%d")));
        [code, key("register/quay-1/2019"), key("slip/01/quay-1/2019")]
    };
    let own = id.clone();
    store.act_blocking(
        move |at| keys(at.date()).into_iter().fold(Reads::dossier(&own), |reads, key| reads.counter(key.0)),
        {
            let id = id.clone();
            move |loaded: &Loaded| {
                let day = loaded.at.date();
                let next = keys(day).map(|key| u32::try_from(loaded.counter(&key) + 1).unwrap());
                let code = DossierCode::new("000.00.19.H36", day, next[0]).unwrap();
                let due = date(2019, 9, 4).at(17, 0, 0, 0);
                let event = accepted(&code.to_string(), due, next[1]);
                let mut batch = Batch::default().append(&id, &officer(), vec![event]);
                for (key, next) in keys(day).into_iter().zip(next) {
                    batch = batch.counter(key, u64::from(next));
                }
                Ok(((code, loaded.at), batch))
            }
        },
    )
}

/// One event of every kind, with every field filled.
pub fn samples() -> Vec<Event> {
    let mut all = straight();
    all.extend(arrivals());
    all.extend(turns());
    all.extend(returns());
    all
}

/// The straight way of a dossier.
fn straight() -> Vec<Event> {
    let basis = qc1722::D18_K1_A;
    let data = |id: char| DataRef { id: id.to_string().repeat(32), commitment: id.to_string().repeat(64) };
    let slip = Slip { year: 2019, number: 12 };
    let items = vec![RequestedItem { paper: paper("p1"), what: "thiếu chữ ký ở trang 2".into() }];
    let papers = vec![SubmittedPaper { code: paper("p1"), originals: 1, copies: 2 }];
    let result = ResultPaper {
        name: "Giấy phép xây dựng".into(),
        number: "77/GPXD".into(),
        file: Some("c".repeat(64)),
    };
    let due = date(2019, 9, 4).at(17, 0, 0, 0);
    vec![
        Event::Registered {
            procedure: ProcedurePin { code: ProcedureCode::new("1.004227").unwrap(), version: 1 },
            case: Some(CaseId::new("lan-dau").unwrap()),
            channel: Channel::Online,
            applicant: Applicant {
                kind: ApplicantKind::ForeignInvestedEnterprise,
                data: data('a'),
                account: Some(person("congdan")),
            },
            represented_by: Some(data('b')),
            papers: papers.clone(),
            sets: 2,
            answers: Some(data('c')),
            return_by: ReturnBy::Post,
            desk: unit("quay-1"),
            holder: person("an.nv"),
            received_elsewhere: Some(ReceivedElsewhere {
                place: "Bưu điện Đà Lạt".into(),
                at: date(2019, 8, 13).at(16, 30, 0, 0),
                evidence: "BB 12/2019".into(),
            }),
            assisted_by: Some(person("binh.tt")),
            token: data('d'),
            basis,
        },
        Event::Guided {
            slip: slip.clone(),
            items: items.clone(),
            not_competent: true,
            remark: "đến UBND huyện".into(),
            basis,
        },
        Event::CompletedAtIntake { papers: papers.clone(), basis },
        Event::Escalated { to: unit("trung-tam"), reason: "chưa rõ thẩm quyền".into(), basis },
        Event::EscalationAnswered { answer: "thuộc Sở Xây dựng".into(), to: person("an.nv"), basis },
        accepted("000.00.19.H36-190814-0001", due, 1),
        Event::GivenAtOnce { result: result.clone(), proof: ReceiverProof::ReceiptAndIdentity, basis },
        Event::Refused {
            slip: slip.clone(),
            ground: "khoản 2 Điều 8".into(),
            reason: "không thuộc thẩm quyền".into(),
            after_appraisal: true,
            basis,
        },
        Event::Transferred { from: unit("quay-1"), to: unit("so-xd"), paper: true, basis },
        Event::Taken { unit: unit("so-xd"), holder: person("cuong.lv"), paper: true, late: false, basis },
        Event::PaperTaken { unit: unit("so-xd"), person: person("cuong.lv"), late: true, basis },
        Event::StepCompleted {
            step: StepId::new("b2").unwrap(),
            note: "đủ điều kiện".into(),
            next_unit: unit("so-xd.vp"),
            next_person: Some(person("dung.pt")),
            basis,
        },
        Event::SupplementAsked { slip, items, reason: "thiếu bản vẽ".into(), basis },
        Event::SupplementReceived {
            papers,
            promise: promise(due, true),
            warn_by: date(2019, 9, 3).at(17, 0, 0, 0),
            kept: Vec::new(),
            basis,
        },
        Event::ResultSent { result, from: unit("so-xd"), to: unit("quay-1"), basis },
        Event::ResultConfirmed {
            holder: person("an.nv"),
            early: true,
            notify_by: date(2019, 9, 5).at(17, 0, 0, 0),
            basis,
        },
        Event::Notified {
            kind: NoticeKind::NearlyDue,
            channel: NoticeChannel::SocialNetwork,
            proof: "zalo 12".into(),
            basis,
        },
        Event::FeeRecorded {
            amount: 150_000,
            method: PaymentMethod::ProofShown,
            receipt: "BL 0001".into(),
            basis,
        },
        Event::HandedOver {
            by: ReturnBy::Counter,
            proof: ReceiverProof::Authority,
            receiver: Some(data('e')),
            basis,
        },
        Event::Withdrawn { reason: "đổi ý".into(), proof: "đơn ngày 15/8".into(), basis },
        Event::Assigned { to: person("dung.pt"), unit: unit("so-xd"), reason: "nghỉ phép".into(), basis },
        Event::Noted { text: "người dân gọi hỏi \"bao giờ xong?\"".into() },
        Event::BecameOverdue { due, holder_unit: unit("so-xd"), basis },
        Event::PromiseRecounted {
            promise: promise(due, false),
            warn_by: date(2019, 9, 3).at(17, 0, 0, 0),
            supplement_by: None,
            transfer_by: None,
            basis,
        },
    ]
}

/// How it can arrive, and what is done before acceptance.
fn arrivals() -> Vec<Event> {
    let basis = qc1722::D16_K1;
    let (slip, then) = (Slip { year: 2019, number: 7 }, date(2019, 8, 14).at(17, 0, 0, 0));
    let scan = Scan { file: "d".repeat(64), bytes: 123_456, pages: 3, media: "application/pdf".into() };
    let check = PaperCheck {
        paper: paper("p1"),
        check: CheckKind::Legible,
        by_machine: true,
        passed: false,
        note: "trang 2 mờ".into(),
    };
    vec![
        Event::ReceivedByPost {
            minute: slip.clone(),
            signed_at: then,
            consignment: "VN123456789".into(),
            postage: 26_000,
            collected: 150_000,
            basis,
        },
        Event::ForwardedByAgency { unit: unit("so-xd"), received_at: then, late: true, basis },
        Event::ReturnPlaceChosen { desk: unit("quay-2"), basis },
        Event::ExternalStateRecorded {
            system: "Hộ tịch".into(),
            reference: "BTP-1".into(),
            state: "đang xử lý".into(),
            basis,
        },
        Event::PapersChecked { checks: vec![check], basis },
        Event::ScansAttached { paper: Some(paper("p1")), scans: vec![scan], basis },
        Event::TakenUpLate { by: then, basis },
        Event::AnswerAwaited { until: then, basis },
        Event::Lapsed { slip, until: then, basis },
        Event::EscalationParked { until: then, basis },
        Event::AgencyInvited {
            unit: unit("so-xd"), about: "ranh giới đất".into(), come_by: then, basis
        },
    ]
}

/// Between agencies and in time.
fn turns() -> Vec<Event> {
    let basis = qc1722::D18_K4;
    let (slip, then) = (Slip { year: 2019, number: 8 }, date(2019, 9, 4).at(17, 0, 0, 0));
    let id = || StepId::new("lyk-1").unwrap();
    let duty = Duty { unit: unit("so-xd"), work: "thẩm định".into(), minutes: Some(960) };
    vec![
        Event::WithdrawalAsked { reason: "đổi ý".into(), proof: "đơn 12".into(), basis },
        Event::WithdrawalConfirmed { slip: slip.clone(), basis },
        Event::MistakeCorrected {
            undone: 7,
            kind: "refused".into(),
            back_to: Stage::Processing,
            unit: unit("so-xd"),
            person: Some(person("cuong.lv")),
            in_transit_to: Some(unit("so-tnmt")),
            steps: vec![StepId::new("b2").unwrap()],
            slip: slip.clone(),
            reason: "bấm nhầm".into(),
            cost: 50_000,
            bearer: unit("so-xd"),
            basis,
        },
        Event::ChainOrdered { duties: vec![duty], basis },
        Event::PaperToBring { from: unit("so-xd"), to: unit("van-phong"), by: then, basis },
        Event::PartStarted { unit: unit("van-phong"), due: Some(then), basis },
        Event::ConsultationAsked {
            id: id(),
            units: vec![unit("so-tnmt"), unit("so-xd.vp")],
            question: "phù hợp quy hoạch?".into(),
            documents: vec!["bản vẽ".into()],
            answer_by: then,
            silence: Silence::DecideWithout,
            basis,
        },
        Event::ConsultationAnswered {
            id: id(),
            unit: unit("so-tnmt"),
            opinion: Opinion::Conditions,
            answer: "phù hợp, lùi 3 m".into(),
            late: true,
            basis,
        },
        Event::ConsultationSilent { id: id(), unit: unit("so-xd.vp"), answer_by: then, basis },
        Event::Apologised {
            slip,
            by_centre: false,
            fault: unit("so-xd"),
            reason: "thiếu người".into(),
            due: then,
            again: date(2019, 9, 9).at(17, 0, 0, 0),
            warn_by: date(2019, 9, 6).at(17, 0, 0, 0),
            basis,
        },
        Event::ClockStopped {
            cause: StopCause::FinancialDuty,
            reason: "chờ thuế".into(),
            proof: String::new(),
            basis,
        },
        Event::ClockResumed { promise: promise(then, false), warn_by: then, basis },
    ]
}

/// Money, messages and the way back.
fn returns() -> Vec<Event> {
    let basis = qc1722::D18_K6;
    let slip = Slip { year: 2019, number: 9 };
    let reduction =
        Reduction {
            charge: "le-phi".into(), who: "hộ nghèo".into(), percent: 50, proof: "sổ 12".into()
        };
    vec![
        Event::ChargesSet {
            owed: vec![Due { charge: "le-phi".into(), amount: 75_000 }],
            reductions: vec![reduction],
            basis,
        },
        Event::FeeReceiptIssued { slip: slip.clone(), amount: 75_000, basis },
        Event::FeeVoided { receipt: "BL 0001".into(), amount: 75_000, reason: "ghi nhầm".into(), basis },
        Event::FeeRefunded { slip: slip.clone(), amount: 10_000, reason: "nộp thừa".into(), basis },
        Event::ResultForwarded { from: unit("quay-1"), to: unit("quay-2"), basis },
        Event::GivenToPost {
            consignment: "VN987654321".into(),
            list: slip,
            postage: 26_000,
            collect: 75_000,
            basis,
        },
        Event::CameBackByPost { reason: "vắng nhà".into(), basis },
        Event::CopyHandedOver { recipient: "thue".into(), proof: "sổ giao 3".into(), basis },
        Event::NoticeQueued {
            kind: NoticeKind::NearlyDue,
            channel: NoticeChannel::Sms,
            message: "m-1".into(),
            basis,
        },
        Event::NoticeFailed { message: "m-1".into(), error: "số không có".into(), basis },
    ]
}
