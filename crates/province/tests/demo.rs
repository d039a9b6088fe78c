//! The demonstration province loads, is rich enough, and its worked promises hold.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use calendar::Limit;
use domain::organisation::Role;
use domain::procedure::check::{Severity, check};
use domain::procedure::process::UnitRef;
use domain::procedure::{ApplicantKind, ChargeKind, Node, Procedure};
use province::message::{KINDS, fill, gsm7};
use province::{DataFault, Province};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../province/lamdong")
}

fn demo() -> Province {
    Province::demo().unwrap_or_else(|faults| panic!("{}", listed(&faults)))
}

fn listed(faults: &[DataFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_embedded_files_are_those_of_the_folder() {
    let from_folder = Province::load(&folder()).unwrap_or_else(|faults| panic!("{}", listed(&faults)));
    let embedded = demo();
    assert_eq!(from_folder.procedures, embedded.procedures);
    assert_eq!(from_folder.people, embedded.people);
    assert_eq!(from_folder.organisation.units(), embedded.organisation.units());
    assert_eq!(from_folder.calendar, embedded.calendar);
    assert_eq!(from_folder.meta, embedded.meta);
    assert_eq!(from_folder.messages, embedded.messages);
}

/// Every kind of notice can be sent on every day since the regulation, and each short message is one
/// part with and without tones, whatever the placeholders hold.
#[test]
fn every_notice_has_a_text_that_fits() {
    let province = demo();
    let first = "2019-08-14".parse().expect("a day");
    assert_eq!(province.kinds_without_template(first), Vec::<&str>::new());
    let before = "2019-08-13".parse().expect("a day");
    assert_eq!(province.kinds_without_template(before).len(), KINDS.len());
    let longest = province.longest_values();
    assert_eq!(longest.code.len(), "000.00.34.H36-991231-9999999".len());
    for template in &province.messages {
        assert_eq!(template.check(&longest), [], "{}", template.id);
        let plain = fill(&template.sms_plain, &longest.plain()).expect("a text");
        let tones = fill(&template.sms_tones, &longest).expect("a text");
        assert!(gsm7::places(&plain).is_some_and(|places| places <= 160), "{plain}");
        assert!(gsm7::units(&tones).is_some_and(|units| units <= 70), "{tones}");
        assert!(plain.is_ascii() && plain.contains(&longest.hotline), "{plain}");
        for text in [&template.sms_plain, &template.sms_tones, &template.subject, &template.body] {
            let short = ["TTHC", "UBND", "TTPVHCC", "HS ", "LH ", "BPMC"];
            assert!(short.iter().all(|word| !text.contains(word)), "an abbreviation in: {text}");
        }
    }
}

#[test]
fn a_newer_text_is_used_from_its_day_on() {
    let mut files = files_of(&folder());
    let old = files.get("messages/accepted.yaml").expect("the text").clone();
    let newer = old.replace("2019-08-14", "2026-01-01").replace("hẹn trả", "sẽ trả");
    files.insert("messages/accepted.2026.yaml".into(), newer.clone());
    let province = Province::from_files(&files).unwrap_or_else(|faults| panic!("{}", listed(&faults)));
    let on = |day: &str| province.template_on("accepted", day.parse().expect("a day")).expect("a text");
    assert!(on("2025-12-31").sms_tones.contains("hẹn trả"));
    assert!(on("2026-01-01").sms_tones.contains("sẽ trả"));
    let spoilt = [
        ("messages/accepted.z.yaml", old.clone(), "valid_from"),
        ("messages/greeting.yaml", old.replace("id: accepted", "id: greeting"), "id"),
        ("messages/accepted.2026.yaml", newer.replace("{code} sẽ", "{name} sẽ"), "sms.tones"),
        ("messages/accepted.2026.yaml", newer.replace("sms:", "smss:"), ""),
    ];
    for (name, text, place) in spoilt {
        let mut files = files_of(&folder());
        files.insert(name.into(), text);
        let faults = Province::from_files(&files).err().expect("a fault");
        assert_eq!((faults[0].file.as_str(), faults[0].place.as_str()), (name, place), "{}", listed(&faults));
    }
}

fn files_of(folder: &Path) -> std::collections::BTreeMap<String, String> {
    let mut files = std::collections::BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "yaml") {
                let name = path.strip_prefix(folder).expect("inside").to_string_lossy().into_owned();
                files.insert(name, std::fs::read_to_string(&path).expect("text"));
            }
        }
    }
    files
}

#[test]
fn worked_promises_hold() {
    let province = demo();
    assert!(province.worked_cases.len() >= 2 * province.procedures.len());
    for case in &province.worked_cases {
        let procedure = province
            .procedure_on(&case.procedure, case.received.date())
            .expect("a procedure in force on that day");
        let day = case.received.date().to_string();
        let due = province.calendars.base.due(
            case.received,
            procedure.limit_of(case.case.as_ref()),
            law::parameters_on(&day),
        );
        assert_eq!(due.at, case.due, "{} received {}", case.procedure, case.received);
        assert!(!due.provisional, "{} received {}", case.procedure, case.received);
    }
}

fn has(node: &Node, wanted: &dyn Fn(&Node) -> bool) -> bool {
    wanted(node)
        || match node {
            Node::Step(_) | Node::Consultation(_) => false,
            Node::Sequence(nodes) | Node::Parallel(nodes) => nodes.iter().any(|node| has(node, wanted)),
            Node::Choice(branches) => branches.iter().any(|branch| has(&branch.then, wanted)),
            Node::Chain(links) => links.iter().any(|link| has(&link.part, wanted)),
        }
}

fn any(province: &Province, wanted: impl Fn(&Procedure) -> bool) -> bool {
    province.procedures.iter().any(wanted)
}

fn process_has(procedure: &Procedure, wanted: &dyn Fn(&Node) -> bool) -> bool {
    procedure.process.as_ref().is_some_and(|process| has(&process.root, wanted))
}

fn nodes_named(node: &Node, unit: &str) -> bool {
    let named = |reference: &UnitRef| matches!(reference, UnitRef::Unit(id) if id.as_str().starts_with(unit));
    matches!(node, Node::Chain(links) if links.iter().any(|link| named(&link.unit)))
}

#[test]
fn the_procedures_are_many_and_of_every_kind() {
    let province = demo();
    let fields: BTreeSet<&str> =
        province.procedures.iter().map(|procedure| procedure.field.as_str()).collect();
    let agencies: BTreeSet<&str> =
        province.procedures.iter().map(|procedure| procedure.agency.as_str()).collect();
    assert!(province.procedures.len() >= 60, "{}", province.procedures.len());
    assert!(fields.len() >= 20, "{}", fields.len());
    assert!(agencies.len() >= 15, "{}", agencies.len());
    let first =
        province.procedures.iter().filter(|procedure| procedure.agency == province.meta.first_agency).count();
    assert!(first >= 12, "{first}");

    let days = |least: u16, most: u16| {
        any(&province, |p| matches!(p.limit, Limit::WorkingDays(n) if (least..=most).contains(&n)))
    };
    assert!(any(&province, Procedure::is_immediate), "at once");
    assert!(any(&province, |p| matches!(p.limit, Limit::WorkingHours(_))), "in hours");
    assert!(days(1, 4) && days(5, 10) && days(11, 400), "short, medium and long");
    assert!(any(&province, |p| matches!(p.limit, Limit::CalendarDays(_))), "calendar days");
    assert!(any(&province, |p| matches!(p.limit, Limit::Months(_))), "months");
    assert!(any(&province, |p| p.papers.iter().any(|paper| !paper.cases.is_empty())), "papers by case");
    assert!(any(&province, |p| p.cases.iter().any(|case| case.limit.is_some())), "a limit by case");
    assert!(
        any(&province, |p| process_has(p, &|n| nodes_named(n, "vp-ubnd"))),
        "a chain to the Office of the committee"
    );
    assert!(any(&province, |p| process_has(p, &|n| nodes_named(n, "cuc-thue"))), "two agencies in a chain");
    assert!(any(&province, |p| process_has(p, &|n| matches!(n, Node::Consultation(_)))), "consultation");
    assert!(any(&province, |p| process_has(p, &|n| matches!(n, Node::Parallel(_)))), "parallel work");
    assert!(any(&province, |p| process_has(p, &|n| matches!(n, Node::Choice(_)))), "a choice");
    assert!(
        any(&province, |p| !p.charges.is_empty()) && any(&province, |p| p.free_of_charge),
        "with and without"
    );
    assert!(any(&province, |p| p.charges.iter().any(|c| c.kind == ChargeKind::Fee)), "a fee");
    assert!(any(&province, |p| p.charges.iter().any(|c| c.kind == ChargeKind::Charge)), "a charge");
    assert!(any(&province, |p| p.applicants == [ApplicantKind::Person]), "persons only");
    assert!(any(&province, |p| !p.applicants.is_empty() && !p.applicants.contains(&ApplicantKind::Person)));
    assert!(province.procedures.iter().all(|p| !p.open.is_empty()), "what was composed is said");
}

#[test]
fn every_procedure_is_fit_to_publish_in_2019_and_now() {
    let province = demo();
    for day in ["2019-09-02", "2026-11-23"] {
        let on = day.parse().expect("a date");
        let faults: Vec<String> = province
            .procedures
            .iter()
            .flat_map(|procedure| {
                check(procedure, &province.organisation, &province.people, on, law::parameters_on(day))
                    .into_iter()
                    .filter(|fault| fault.severity == Severity::Blocks)
                    .map(move |fault| {
                        format!("{} {}: {} {:?}", procedure.code, fault.place, fault.what.vi, fault.path)
                    })
            })
            .collect();
        assert!(faults.is_empty(), "{day}\n{}", faults.join("\n"));
    }
}

#[test]
fn the_accounts_of_the_contract_have_their_functions() {
    let province = demo();
    let day = "2026-11-23".parse().expect("a date");
    let person = |id: &str| {
        province
            .people
            .iter()
            .find(|person| person.id.as_str() == id)
            .unwrap_or_else(|| panic!("no account {id}"))
    };
    let first = &province.meta.first_agency;
    assert!(person("tiepnhan").is(Role::CounterOfficer, day));
    assert!(person("tiepnhan").postings.iter().all(|posting| posting.home.is_some()), "seconded");
    assert!(person("xuly").holds(Role::Officer, first, day));
    assert!(person("lanhdao").holds(Role::AgencyHead, first, day));
    assert!(person("giamdoc").holds(Role::Director, &province.meta.centre, day));
    assert!(person("kiemsoat").is(Role::ProcedureControl, day));
    assert!(person("quantri").is(Role::Administrator, day));
    assert!(person("kiemtoan").is(Role::Auditor, day));
    assert!(person("buudien").is(Role::PostClerk, day));
    assert!(person("congdan").is(Role::Citizen, day));
    let counter = province.people.iter().filter(|person| person.is(Role::CounterOfficer, day)).count();
    assert!(counter >= 4, "{counter}");
}

#[test]
fn every_procedure_reads_back_as_written() {
    for procedure in demo().procedures {
        let text = province::write_procedure_yaml(&procedure);
        let back = province::read_procedure_yaml("written.yaml", &text)
            .unwrap_or_else(|f| panic!("{}\n{text}", listed(&f)));
        assert_eq!(back, procedure, "{text}");
    }
}

#[test]
fn two_accounts_can_show_every_step_of_the_first_agency() {
    let province = demo();
    let day = "2026-11-23".parse().expect("a date");
    let first = &province.meta.first_agency;
    let accounts: Vec<_> =
        province.people.iter().filter(|person| ["xuly", "lanhdao"].contains(&person.id.as_str())).collect();
    let mut steps = 0;
    for procedure in province.procedures.iter().filter(|procedure| procedure.agency == *first) {
        let process = procedure.process.as_ref().expect("a process");
        process.root.each_step(&mut |step| {
            let unit = match &step.unit {
                UnitRef::SettlingAgency => first,
                UnitRef::Unit(id) if province.organisation.is_within(id, first, day) => id,
                _ => return,
            };
            let role = step.role.expect("a role");
            assert!(
                accounts.iter().any(|person| person.holds(role, unit, day)),
                "{} {}: {role:?} in {unit}",
                procedure.code,
                step.id
            );
            steps += 1;
        });
    }
    assert!(steps > 60, "{steps}");
}

#[test]
fn a_posting_that_ended_gives_no_function() {
    let province = demo();
    let gone =
        province.people.iter().find(|person| person.id.as_str() == "hetbietphai").expect("the account");
    assert!(gone.is(Role::CounterOfficer, "2020-12-31".parse().expect("a date")));
    assert!(!gone.is(Role::CounterOfficer, "2021-01-01".parse().expect("a date")));
}
