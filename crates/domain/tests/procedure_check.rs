//! One sound procedure, and one row per kind of fault that can be put into it.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "helpers of tests")]

use calendar::Limit;
use domain::organisation::{Name, Organisation, Person, Posting, Role, Unit, UnitKind, Validity};
use domain::procedure::check::{Fault, FaultKind, Severity, check};
use domain::procedure::process::{Branch, Consultation, Link, Silence, UnitRef};
use domain::procedure::{
    Case, Channel, Charge, ChargeKind, ChargeRole, Decision, Level, Node, OnlineLevel, Outcome, OutcomePaper,
    PaperForm, Place, Placement, Procedure, Process, Publication, RequiredPaper, ResultKind, SourceRecord,
    Step, StepKind, StepTime,
};
use jiff::civil::Date;

const DAY: &str = "2019-09-02";

fn day() -> Date {
    DAY.parse().expect("a date")
}

fn always() -> Validity {
    Validity { from: "2018-01-01".parse().expect("a date"), to: None }
}

fn unit(id: &str, kind: UnitKind, parent: Option<&str>, far: bool) -> Unit {
    Unit {
        id: id.parse().expect("an id"),
        name: Name::vi(id),
        short: id.to_owned(),
        kind,
        parent: parent.map(|parent| parent.parse().expect("an id")),
        agency_code: None,
        fields: Vec::new(),
        validity: always(),
        far,
        phone: String::new(),
    }
}

fn organisation() -> Organisation {
    Organisation::new(vec![
        unit("ubnd", UnitKind::Committee, None, false),
        unit("centre", UnitKind::Centre, None, false),
        unit("desk", UnitKind::Desk, Some("centre"), false),
        unit("so", UnitKind::Department, Some("ubnd"), false),
        unit("so.a", UnitKind::Division, Some("so"), false),
        unit("so-khac", UnitKind::Department, Some("ubnd"), false),
    ])
}

fn person(id: &str, unit: &str, role: Role) -> Person {
    let posting = Posting {
        unit: unit.parse().expect("an id"),
        role,
        validity: always(),
        fields: Vec::new(),
        home: None,
    };
    Person { id: id.parse().expect("an id"), name: id.to_owned(), postings: vec![posting] }
}

fn people() -> Vec<Person> {
    vec![
        person("quay", "desk", Role::CounterOfficer),
        person("chuyenvien", "so.a", Role::Officer),
        person("truongphong", "so.a", Role::DivisionHead),
        person("giamdocso", "so", Role::AgencyHead),
        person("vanthu", "so", Role::Clerk),
        person("chutich", "ubnd", Role::Chairman),
    ]
}

fn step(id: &str, kind: StepKind, unit: UnitRef, role: Role, time: StepTime) -> Node {
    Node::Step(Step {
        id: id.parse().expect("an id"),
        name: Name::vi(id),
        kind,
        unit,
        role: Some(role),
        role_text: String::new(),
        time,
        paper_transport: false,
        outputs: Vec::new(),
        number: String::new(),
        time_text: String::new(),
    })
}

fn at(unit: &str) -> UnitRef {
    UnitRef::Unit(unit.parse().expect("an id"))
}

fn days(days: u32) -> StepTime {
    StepTime::Minutes(days * 480)
}

fn appraise(id: &str, time: StepTime) -> Node {
    step(id, StepKind::Appraise, at("so.a"), Role::Officer, time)
}

fn paper(outcome: Outcome, form: PaperForm, signer: Role) -> OutcomePaper {
    OutcomePaper { outcome, form, signer }
}

fn placed(place: Place, number: &str) -> Placement {
    let decision = Decision { number: number.to_owned(), date: None, issuer: String::new() };
    Placement { place, site: "Xã Lát".to_owned(), decision }
}

/// Other units than those of the sound organisation.
fn changed(organisation: &mut Organisation, change: impl FnOnce(&mut [Unit])) {
    let mut units = organisation.units().to_vec();
    change(&mut units);
    *organisation = Organisation::new(units);
}

/// The unit `so`, which settles the procedure.
fn settling(units: &mut [Unit]) -> &mut Unit {
    units.iter_mut().find(|unit| unit.id.as_str() == "so").expect("the agency")
}

fn sound() -> Procedure {
    let desk =
        |id: &str, kind| step(id, kind, UnitRef::ReceivingDesk, Role::CounterOfficer, StepTime::NotCounted);
    Procedure {
        code: "1.000001".parse().expect("a code"),
        version: 1,
        validity: always(),
        publication: Publication::Published,
        decision: Some(Decision { number: "1/QĐ-UBND".to_owned(), date: None, issuer: String::new() }),
        placement: None,
        name: Name::vi("Thử"),
        field: "Thử".to_owned(),
        agency: "so".parse().expect("an id"),
        agency_text: String::new(),
        coordinating: Vec::new(),
        levels: vec![Level::Province],
        legal_basis: Vec::new(),
        applicants: Vec::new(),
        channels: vec![Channel::Counter],
        online: OnlineLevel::None,
        cases: Vec::new(),
        papers: vec![RequiredPaper {
            code: "p1".parse().expect("a code"),
            name: Name::vi("Đơn"),
            originals: Some(1),
            copies: Some(0),
            form: None,
            form_file: None,
            electronic: None,
            condition: None,
            cases: Vec::new(),
            mandatory: true,
            replaced_by_data: false,
            shown_only: false,
        }],
        sets: 1,
        limit: Limit::WorkingDays(5),
        limit_stated: true,
        stated_limits: Vec::new(),
        charges: Vec::new(),
        free_of_charge: true,
        results: vec![ResultKind { name: Name::vi("Giấy phép"), note: String::new() }],
        conditions: String::new(),
        process: Some(Process {
            decision: String::new(),
            root: Node::Sequence(vec![
                desk("b1", StepKind::Receive),
                desk("b2", StepKind::Transfer),
                appraise("b3", days(3)),
                step("b4", StepKind::Decide, UnitRef::SettlingAgency, Role::AgencyHead, days(1)),
                step("b5", StepKind::Issue, UnitRef::SettlingAgency, Role::Clerk, days(1)),
                desk("b6", StepKind::Return),
            ]),
        }),
        supplement_days: None,
        answer_days: None,
        supplement_clock: domain::procedure::ClockRule::Restart,
        recipients: Vec::new(),
        outcomes: vec![
            paper(Outcome::Guide, PaperForm::SupplementRequest, Role::CounterOfficer),
            paper(Outcome::Supplement, PaperForm::SupplementRequest, Role::AgencyHead),
            paper(Outcome::Refuse, PaperForm::Refusal, Role::CounterOfficer),
            paper(Outcome::Apologise, PaperForm::Apology, Role::AgencyHead),
            paper(Outcome::Result, PaperForm::Result, Role::AgencyHead),
        ],
        open: Vec::new(),
        record: SourceRecord::default(),
    }
}

fn checked(procedure: &Procedure, organisation: &Organisation, people: &[Person]) -> Vec<Fault> {
    check(procedure, organisation, people, day(), law::parameters_on(DAY))
}

/// The nodes of the sound procedure's sequence.
fn nodes(procedure: &mut Procedure) -> &mut Vec<Node> {
    match procedure.process.as_mut().map(|process| &mut process.root) {
        Some(Node::Sequence(nodes)) => nodes,
        _ => panic!("the sound procedure has a sequence"),
    }
}

fn the_step(procedure: &mut Procedure, index: usize) -> &mut Step {
    match &mut nodes(procedure)[index] {
        Node::Step(step) => step,
        _ => panic!("a step"),
    }
}

fn consultation(units: Vec<UnitRef>, time: StepTime) -> Node {
    Node::Consultation(Consultation {
        id: "yk".parse().expect("an id"),
        name: Name::vi("Lấy ý kiến"),
        by: at("so.a"),
        units,
        time,
        silence: Silence::DecideWithout,
    })
}

fn branch(when: &str, cases: &[&str], then: Node) -> Branch {
    Branch {
        when: when.to_owned(),
        cases: cases.iter().map(|case| case.parse().expect("a case")).collect(),
        then,
    }
}

fn charge(code: &str, amount: Option<i64>) -> Charge {
    Charge {
        code: code.to_owned(),
        name: "Phí".to_owned(),
        kind: ChargeKind::Charge,
        amount,
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

fn with_cases(procedure: &mut Procedure) {
    let case = |id: &str, limit| Case { id: id.parse().expect("a case"), name: Name::vi(id), limit };
    procedure.cases = vec![case("thuong", None), case("nhanh", Some(Limit::WorkingDays(3)))];
}

#[test]
fn the_sound_procedure_has_no_fault() {
    assert_eq!(checked(&sound(), &organisation(), &people()), []);
}

type Spoil = fn(&mut Procedure, &mut Organisation, &mut Vec<Person>);

/// Each row spoils one thing; the fault that must be found, where, and the path that shows it.
#[rustfmt::skip]
fn table() -> Vec<(&'static str, Spoil, FaultKind, &'static str, &'static [&'static str])> {
    vec![
        ("no limit is stated", |p, _, _| p.limit_stated = false, FaultKind::LimitNotStated, "limit", &[]),
        ("a step without time", |p, _, _| the_step(p, 3).time = StepTime::NotStated,
            FaultKind::TimeNotStated, "process.b4.time", &["b4"]),
        ("no process", |p, _, _| p.process = None, FaultKind::NoProcess, "process", &[]),
        ("a sequence longer than the limit", |p, _, _| the_step(p, 2).time = StepTime::Minutes(3 * 480 + 1),
            FaultKind::TooLong, "limit", &["b1", "b2", "b3", "b4", "b5", "b6"]),
        ("the slow lane of parallel work", |p, _, _| nodes(p)[2] = Node::Parallel(vec![appraise("x", days(1)), appraise("y", days(4))]),
            FaultKind::TooLong, "limit", &["b1", "b2", "y", "b4", "b5", "b6"]),
        ("one branch of a choice", |p, _, _| nodes(p)[2] = Node::Choice(vec![branch("a", &[], appraise("x", days(3))), branch("b", &[], appraise("y", days(4)))]),
            FaultKind::TooLong, "limit", &["b1", "b2", "y", "b4", "b5", "b6"]),
        ("a consultation runs inside the limit", |p, _, _| nodes(p).insert(3, consultation(vec![at("so-khac")], days(1))),
            FaultKind::TooLong, "limit", &["b1", "b2", "b3", "yk", "b4", "b5", "b6"]),
        ("a case with a shorter limit", |p, _, _| with_cases(p),
            FaultKind::TooLong, "cases.nhanh.limit", &["b1", "b2", "b3", "b4", "b5", "b6"]),
        ("five working days do not fit six calendar days", |p, _, _| p.limit = Limit::CalendarDays(6),
            FaultKind::TooLong, "limit", &["b1", "b2", "b3", "b4", "b5", "b6"]),
        ("hours", |p, _, _| p.limit = Limit::WorkingHours(39), FaultKind::TooLong, "limit", &["b1", "b2", "b3", "b4", "b5", "b6"]),
        ("what is owed at once takes a day at most", |p, _, _| p.limit = Limit::Immediately,
            FaultKind::TooLong, "limit", &["b1", "b2", "b3", "b4", "b5", "b6"]),
        ("the agency is unknown", |p, _, _| p.agency = domain::procedure::unbound_agency(), FaultKind::UnitUnknown, "agency", &[]),
        ("a unit that ended", |_, o, _| changed(o, |u| u[4].validity.to = Some("2019-09-01".parse().expect("a date"))),
            FaultKind::UnitUnknown, "process.b3.unit", &["b3"]),
        ("a unit only named", |p, _, _| the_step(p, 2).unit = UnitRef::Unbound("Phòng nào đó".to_owned()),
            FaultKind::UnitUnknown, "process.b3.unit", &["b3"]),
        ("nobody is consulted", |p, _, _| nodes(p).insert(3, consultation(vec![], StepTime::Minutes(0))),
            FaultKind::UnitUnknown, "process.yk.units", &["yk"]),
        ("an unknown unit is consulted", |p, _, _| nodes(p).insert(3, consultation(vec![at("khong-co")], StepTime::Minutes(0))),
            FaultKind::UnitUnknown, "process.yk.units", &["yk"]),
        ("a coordinating unit is unknown", |p, _, _| p.coordinating = vec!["khong-co".parse().expect("an id")],
            FaultKind::UnitUnknown, "coordinating", &[]),
        ("the agency is not competent for the field", |_, o, _| changed(o, |u| u[3].fields = vec!["Đất đai".to_owned()]),
            FaultKind::NotCompetent, "agency", &[]),
        ("another agency's work outside a chain", |p, _, _| the_step(p, 3).unit = at("so-khac"),
            FaultKind::NotCompetent, "process.b4.unit", &["b4"]),
        ("a desk act away from the desk", |p, _, _| the_step(p, 5).unit = at("so.a"),
            FaultKind::NotCompetent, "process.b6.unit", &["b6"]),
        ("agency work at the desk", |p, _, _| the_step(p, 2).unit = UnitRef::ReceivingDesk,
            FaultKind::NotCompetent, "process.b3.unit", &["b3"]),
        ("a link of a chain done elsewhere", |p, _, _| nodes(p)[3] = Node::Chain(vec![Link { unit: at("ubnd"), part:
                step("b4", StepKind::Decide, at("centre"), Role::Director, days(1)) }]),
            FaultKind::NotCompetent, "process.b4.unit", &["b4"]),
        ("a step without a role", |p, _, _| the_step(p, 2).role = None, FaultKind::RoleUnknown, "process.b3.role", &["b3"]),
        ("nobody is posted", |_, _, people| people[1].postings.clear(), FaultKind::Nobody, "process.b3", &["b3"]),
        ("nobody is posted any more", |_, _, people| people[1].postings[0].validity.to = Some("2019-09-01".parse().expect("a date")),
            FaultKind::Nobody, "process.b3", &["b3"]),
        ("only for another field", |_, _, people| people[1].postings[0].fields = vec!["Đất đai".to_owned()],
            FaultKind::Nobody, "process.b3", &["b3"]),
        ("an empty desk", |_, _, people| { people.remove(0); }, FaultKind::Nobody, "process.b1", &["b1"]),
        ("a step id used twice", |p, _, _| the_step(p, 4).id = "b4".parse().expect("an id"),
            FaultKind::Unreachable, "process.b4", &["b1", "b2", "b3", "b4"]),
        ("an empty branch ends the choice", |p, _, _| nodes(p)[2] = Node::Choice(vec![branch("a", &[], appraise("x", days(1))), branch("b", &[], Node::Sequence(vec![]))]),
            FaultKind::Unreachable, "process.x", &["b1", "b2"]),
        ("a branch that no case takes", |p, _, _| { with_cases(p); p.cases.pop(); nodes(p)[2] = Node::Choice(vec![branch("a", &["thuong"], appraise("x", days(1))), branch("b", &["nhanh"], appraise("y", days(1)))]); },
            FaultKind::Unreachable, "process.y", &[]),
        ("choices multiply", |p, _, _| { for i in 0..11 { nodes(p).insert(3, Node::Choice(vec![
                branch("a", &[], appraise(&format!("x{i}"), StepTime::NotCounted)), branch("b", &[], appraise(&format!("y{i}"), StepTime::NotCounted))])); } },
            FaultKind::TooManyPaths, "process", &[]),
        ("it does not begin with reception", |p, _, _| { nodes(p).remove(0); }, FaultKind::Ends, "process", &["b2", "b3", "b4", "b5", "b6"]),
        ("it does not end with return", |p, _, _| { nodes(p).pop(); }, FaultKind::Ends, "process", &["b1", "b2", "b3", "b4", "b5"]),
        ("a supplement without appraisal", |p, _, _| the_step(p, 2).kind = StepKind::Review,
            FaultKind::NoAppraisal, "process", &["b1", "b2", "b3", "b4", "b5", "b6"]),
        ("the paper goes far without time", |_, o, _| changed(o, |u| { u[3].far = true; u[4].far = true; }),
            FaultKind::Transport, "process.b3.paper_transport", &["b2", "b3"]),
        ("and back", |p, o, _| { changed(o, |u| { u[3].far = true; u[4].far = true; }); the_step(p, 1).paper_transport = true; },
            FaultKind::Transport, "process.b6.paper_transport", &["b5", "b6"]),
        ("an outcome without paper", |p, _, _| { p.outcomes.remove(3); }, FaultKind::Outcome, "outcomes.apologise", &[]),
        ("an outcome with two papers", |p, _, _| p.outcomes.push(p.outcomes[0]), FaultKind::Outcome, "outcomes.guide", &[]),
        ("an outcome with a wrong form", |p, _, _| p.outcomes[2].form = PaperForm::Receipt, FaultKind::Outcome, "outcomes.refuse", &[]),
        ("nobody can sign", |p, _, people| { p.outcomes[4].signer = Role::Chairman; people.pop(); }, FaultKind::Signer, "outcomes.result.signer", &[]),
        ("a role that signs nothing", |p, _, _| p.outcomes[3].signer = Role::Auditor, FaultKind::Signer, "outcomes.apologise.signer", &[]),
        ("neither amount nor source", |p, _, _| { p.free_of_charge = false; p.charges = vec![charge("k1", None)]; }, FaultKind::Charge, "charges.k1", &[]),
        ("free, and yet a charge", |p, _, _| p.charges = vec![charge("k1", Some(5000))], FaultKind::Charge, "charges.k1", &[]),
        ("two amounts on one day", |p, _, _| { p.free_of_charge = false; p.charges = vec![charge("k1", Some(1)), charge("k2", Some(2))];
                p.charges[0].to = Some("2019-12-31".parse().expect("a date")); p.charges[1].from = Some("2019-12-31".parse().expect("a date")); },
            FaultKind::Charge, "charges.k2", &[]),
        ("a negative amount", |p, _, _| { p.free_of_charge = false; p.charges = vec![charge("k1", Some(-1))]; }, FaultKind::Charge, "charges.k1", &[]),
        ("it ends before it begins", |p, _, _| { p.free_of_charge = false; p.charges = vec![charge("k1", Some(1))];
                p.charges[0].from = Some("2020-01-02".parse().expect("a date")); p.charges[0].to = Some("2020-01-01".parse().expect("a date")); },
            FaultKind::Charge, "charges.k1", &[]),
        ("a paper of a case that does not exist", |p, _, _| p.papers[0].cases = vec!["khac".parse().expect("a case")],
            FaultKind::CaseUnknown, "papers.p1.cases", &[]),
        ("a branch of a case that does not exist", |p, _, _| nodes(p)[2] = Node::Choice(vec![branch("a", &["khac"], appraise("b3", days(1)))]),
            FaultKind::CaseUnknown, "process.choice.cases", &[]),
        ("a code used twice", |p, _, _| p.papers.push(p.papers[0].clone()), FaultKind::Duplicate, "papers.p1", &[]),
        ("no name", |p, _, _| p.name = Name::vi(" "), FaultKind::Missing, "name", &[]),
        ("no result", |p, _, _| p.results.clear(), FaultKind::Missing, "results", &[]),
        ("published without a decision", |p, _, _| p.decision = None, FaultKind::Publication, "decision", &[]),
        ("elsewhere without a decision", |p, _, _| p.placement = Some(placed(Place::Elsewhere, "")), FaultKind::Placement, "placement", &[]),
        ("elsewhere, nobody knows where", |p, _, _| p.placement = Some(Placement { site: String::new(), ..placed(Place::Mobile, "1/QĐ") }),
            FaultKind::Placement, "placement", &[]),
        ("a vertical agency without a decision", |_, o, _| changed(o, |u| settling(u).kind = UnitKind::Vertical), FaultKind::Placement, "placement", &[]),
    ]
}

#[test]
fn each_fault_is_found_at_its_place_with_its_path() {
    for (situation, spoil, kind, place, path) in table() {
        let (mut procedure, mut organisation, mut people) = (sound(), organisation(), people());
        spoil(&mut procedure, &mut organisation, &mut people);
        let faults = checked(&procedure, &organisation, &people);
        let found = faults.iter().find(|fault| fault.kind == kind && fault.place == place);
        let Some(found) = found else { panic!("{situation}: not found in {faults:#?}") };
        let shown: Vec<&str> = found.path.iter().map(domain::ids::StepId::as_str).collect();
        assert_eq!(shown, path, "{situation}");
        assert_eq!(found.severity, Severity::Blocks, "{situation}");
        for text in [&found.what.vi, &found.what.en, &found.fix.vi, &found.fix.en] {
            assert!(!text.trim().is_empty(), "{situation}: both languages say what and what to do");
        }
    }
}

#[test]
fn every_kind_of_fault_has_its_row() {
    let rows = table();
    for kind in [
        FaultKind::LimitNotStated,
        FaultKind::TimeNotStated,
        FaultKind::TooLong,
        FaultKind::NoProcess,
        FaultKind::UnitUnknown,
        FaultKind::NotCompetent,
        FaultKind::RoleUnknown,
        FaultKind::Nobody,
        FaultKind::Unreachable,
        FaultKind::TooManyPaths,
        FaultKind::Ends,
        FaultKind::NoAppraisal,
        FaultKind::Transport,
        FaultKind::Outcome,
        FaultKind::Signer,
        FaultKind::Charge,
        FaultKind::CaseUnknown,
        FaultKind::Duplicate,
        FaultKind::Missing,
        FaultKind::Publication,
        FaultKind::Placement,
    ] {
        assert!(rows.iter().any(|(_, _, known, ..)| *known == kind), "{kind:?}");
    }
}

#[test]
fn what_is_lawful_passes() {
    type Change = fn(&mut Procedure, &mut Organisation);
    #[rustfmt::skip]
    let rows: [(&str, Change); 9] = [
        ("a draft needs no decision",            |p, _| { p.publication = Publication::Draft; p.decision = None; }),
        ("five working days in a calendar week", |p, _| p.limit = Limit::CalendarDays(7)),
        ("seven calendar days in five working",  |p, _| { the_step(p, 2).time = StepTime::CalendarDays(7); the_step(p, 3).time = StepTime::Minutes(0); the_step(p, 4).time = StepTime::Minutes(0); }),
        ("half days without làm việc add up",    |p, _| { p.limit = Limit::CalendarDays(4); the_step(p, 2).time = StepTime::CalendarMinutes(240);
                                                          the_step(p, 3).time = StepTime::CalendarMinutes(1440); the_step(p, 4).time = StepTime::CalendarMinutes(240); }),
        ("a short case has its own short branch", |p, _| { with_cases(p); nodes(p)[2] = Node::Choice(vec![branch("a", &["thuong"], appraise("x", days(3))), branch("b", &["nhanh"], appraise("y", days(1)))]); }),
        ("amounts that follow one another",      |p, _| { p.free_of_charge = false; p.charges = vec![charge("k1", Some(1)), charge("k2", Some(2))];
                                                          p.charges[0].to = Some("2019-12-31".parse().expect("a date")); p.charges[1].from = Some("2020-01-01".parse().expect("a date")); }),
        ("paper carried to a far agency",        |p, o| { o.units[3].far = true; o.units[4].far = true; the_step(p, 1).paper_transport = true; the_step(p, 5).paper_transport = true; }),
        ("the committee decides in a chain",     |p, _| { nodes(p)[3] = Node::Chain(vec![Link { unit: at("ubnd"), part: step("b4", StepKind::Decide, at("ubnd"), Role::Chairman, days(1)) }]); }),
        ("at once within one working day",       |p, _| { p.limit = Limit::Immediately; for i in 2..5 { the_step(p, i).time = StepTime::Minutes(160); } }),
    ];
    for (situation, change) in rows {
        let (mut procedure, mut organisation) = (sound(), organisation());
        change(&mut procedure, &mut organisation);
        assert_eq!(checked(&procedure, &organisation, &people()), [], "{situation}");
    }
}

#[test]
fn warnings_come_after_what_blocks() {
    let mut procedure = sound();
    procedure.free_of_charge = false;
    procedure.results.clear();
    procedure.papers[0].originals = None;
    let severities: Vec<Severity> =
        checked(&procedure, &organisation(), &people()).iter().map(|fault| fault.severity).collect();
    assert_eq!(severities, [Severity::Blocks, Severity::Warns, Severity::Warns]);
}
