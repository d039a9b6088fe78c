//! All published internal processes import; what fails the check is counted by kind.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "helpers of tests")]

mod support;

use calendar::Limit;
use domain::organisation::Role;
use domain::procedure::check::FaultKind;
use domain::procedure::process::UnitRef;
use domain::procedure::{Node, Step, StepKind, StepTime};
use province::import::{Import, Shape, read, read_json};
use serde_json::{Value, json};
use support::{demo, faults, having, shared};

fn all() -> Import {
    read(&shared("internal_processes.json"), Shape::Processes, demo())
        .unwrap_or_else(|errors| panic!("{errors}"))
}

fn records() -> Vec<Value> {
    let text = std::fs::read_to_string(shared("internal_processes.json")).expect("readable");
    let root: Value = serde_json::from_str(&text).expect("JSON");
    root["procedures"].as_array().expect("a list").clone()
}

fn works(node: &Node) -> usize {
    match node {
        Node::Step(_) | Node::Consultation(_) => 1,
        Node::Sequence(nodes) | Node::Parallel(nodes) => nodes.iter().map(works).sum(),
        Node::Choice(branches) => branches.iter().map(|branch| works(&branch.then)).sum(),
        Node::Chain(links) => links.iter().map(|link| works(&link.part)).sum(),
    }
}

#[test]
fn all_processes_import_with_every_step() {
    let import = all();
    assert_eq!(import.procedures.len(), 78);
    for (record, procedure) in records().iter().zip(&import.procedures) {
        let steps = record["steps"].as_array().expect("steps").len();
        let process = procedure.process.as_ref().expect("a process");
        assert_eq!(works(&process.root), steps, "{}", procedure.code);
        assert_eq!(procedure.limit_stated, !record["declared_total"].is_null(), "{}", procedure.code);
    }
    println!("open points of the processes by kind: {:?}", import.open_by_kind());
    for row in import.report.iter().filter(|row| row.kind == "process.columns" || row.kind == "process.role")
    {
        println!("{row}");
    }
}

#[test]
fn verified_processes_fit_their_limit_and_the_others_show_why_not() {
    let province = demo();
    let import = all();
    let list = faults(province, &import);
    for kind in [
        FaultKind::LimitNotStated,
        FaultKind::TimeNotStated,
        FaultKind::TooLong,
        FaultKind::Ends,
        FaultKind::UnitUnknown,
        FaultKind::RoleUnknown,
        FaultKind::Nobody,
        FaultKind::NotCompetent,
        FaultKind::Unreachable,
        FaultKind::NoAppraisal,
        FaultKind::Transport,
    ] {
        println!("{kind:?}: {}", having(&list, kind));
    }
    let timed = [FaultKind::LimitNotStated, FaultKind::TimeNotStated, FaultKind::TooLong];
    let mut failing = 0;
    for ((i, faults), record) in list.iter().zip(records()) {
        let of_time: Vec<_> = faults.iter().filter(|fault| timed.contains(&fault.kind)).collect();
        if of_time.is_empty() {
            continue;
        }
        failing += 1;
        let first = &of_time[0];
        println!(
            "#{} {} {}: {:?} {} ({} faults)",
            i + 1,
            record["quality"],
            record["tthc_code"],
            first.kind,
            first.what.vi,
            of_time.len()
        );
        // "Verified" there means that the sums agree; a step printed without a time adds nothing to a sum.
        let verified = record["quality"] == "verified";
        assert!(!verified || first.kind == FaultKind::TimeNotStated, "#{} {}", i + 1, first.what.vi);
        assert!(first.kind == FaultKind::LimitNotStated || !first.path.is_empty(), "the path is shown");
    }
    println!("processes that fail the proof of time: {failing} of 78");
    assert!(failing >= 8, "the records without a total cannot pass");
}

#[test]
fn every_imported_process_reads_back_from_our_own_form() {
    for procedure in all().procedures {
        let text = province::write_procedure_yaml(&procedure);
        let back = province::read_procedure_yaml("x.yaml", &text).unwrap_or_else(|f| panic!("{}", f[0]));
        assert_eq!(back, procedure);
    }
}

fn import(record: &Value) -> Result<Import, province::import::ImportErrors> {
    read_json(&json!({ "procedures": [record] }).to_string(), Shape::Processes, demo())
}

fn steps(node: &Node) -> Vec<Step> {
    let mut out = Vec::new();
    node.each_step(&mut |step| out.push(step.clone()));
    out
}

#[test]
fn roles_times_and_chains_are_recognised() {
    let record = json!({
        "tthc_code": "1.000001", "name": "Thử", "declared_total": "05 ngày làm việc", "steps": [
            {"step": "1", "role": "Bộ phận tiếp nhận và trả kết quả", "activity": "Tiếp nhận", "duration_text": "½ ngày"},
            {"step": "2", "role": "Lãnh đạo Phòng Đăng ký kinh doanh", "activity": "Phân công thụ lý", "duration_text": "2 giờ làm việc"},
            {"step": "3", "role": "Chuyên viên Phòng Đăng ký kinh doanh Sở Kế hoạch và Đầu tư", "activity": "Thẩm định", "duration_text": "01 ngày"},
            {"step": "4", "role": "Lãnh đạo Sở", "activity": "Ký", "duration_text": "0,5 ngày làm việc"},
            {"step": "5", "role": "Văn thư Văn phòng UBND tỉnh", "activity": "Tiếp nhận", "duration_text": "1 giờ"},
            {"step": "6", "role": "UBND tỉnh", "activity": "Quyết định", "duration_text": "01 ngày"},
            {"step": "7", "role": "Bộ phận tiếp nhận và trả kết quả", "activity": "Trả kết quả", "duration_text": "Giờ hành chính"}
        ]
    });
    let import = import(&record).unwrap_or_else(|errors| panic!("{errors}"));
    let procedure = &import.procedures[0];
    assert_eq!(procedure.limit, Limit::WorkingDays(5));
    assert_eq!(procedure.agency.as_str(), "so-khdt");
    let root = &procedure.process.as_ref().expect("a process").root;
    let Node::Sequence(nodes) = root else { panic!("a sequence") };
    assert!(
        nodes.iter().any(|node| matches!(node, Node::Chain(links) if links.len() == 2)),
        "one chain of two"
    );
    let found: Vec<(StepKind, Option<Role>, StepTime)> =
        steps(root).into_iter().map(|step| (step.kind, step.role, step.time)).collect();
    #[rustfmt::skip]
    let expected = [
        (StepKind::Receive,  Some(Role::CounterOfficer), StepTime::Minutes(240)),
        (StepKind::Assign,   Some(Role::DivisionHead),   StepTime::Minutes(120)),
        (StepKind::Appraise, Some(Role::Officer),        StepTime::Minutes(480)),
        (StepKind::Decide,   Some(Role::AgencyHead),     StepTime::Minutes(240)),
        (StepKind::Issue,    Some(Role::Clerk),          StepTime::Minutes(60)),
        (StepKind::Decide,   Some(Role::Chairman),       StepTime::Minutes(480)),
        (StepKind::Return,   Some(Role::CounterOfficer), StepTime::NotCounted),
    ];
    assert_eq!(found, expected);
    assert_eq!(steps(root)[1].unit, UnitRef::Unit("so-khdt.dkkd".parse().expect("an id")));
    assert!(import.report.iter().any(|row| row.kind == "time.measure"), "days without `làm việc` are said");
}

#[test]
fn branches_lanes_and_sub_steps_become_a_tree() {
    let step = |number: &str, activity: &str| json!({"step": number, "role": "Chuyên viên", "activity": activity, "duration_text": "1 ngày"});
    let record = json!({"tthc_code": "1.000002", "name": "Thử", "declared_total": "5 ngày", "steps": [
        step("1", "Tiếp nhận"),
        step("2a", "Trường hợp phải lập hội đồng: họp"), step("2b", "Trường hợp không lập hội đồng: thẩm định"),
        step("3a", "Khảo sát"), step("3b", "Tính phí"),
        step("4.1", "Soạn"), step("4.2", "Ký"),
        step("Bước 5", "Trả")
    ]});
    let import = import(&record).unwrap_or_else(|errors| panic!("{errors}"));
    let Node::Sequence(nodes) = &import.procedures[0].process.as_ref().expect("a process").root else {
        panic!("a sequence")
    };
    assert!(matches!(nodes[1], Node::Choice(ref branches) if branches.len() == 2
        && branches[0].when == "Trường hợp phải lập hội đồng"));
    assert!(matches!(nodes[2], Node::Parallel(ref lanes) if lanes.len() == 2));
    assert!(matches!(nodes[3], Node::Sequence(ref parts) if parts.len() == 2));
    assert_eq!(nodes.len(), 5);
    for kind in ["process.branches", "process.lanes"] {
        assert!(import.report.iter().any(|row| row.kind == kind), "{kind}");
    }
}

#[test]
fn odd_records_are_open_or_errors_never_a_panic() {
    let import_of = |record: Value| import(&record);
    let bare = import_of(json!({})).expect("a draft without anything");
    assert!(bare.procedures[0].process.is_none());
    for kind in ["process.missing", "limit.missing", "name.missing", "code.missing"] {
        assert!(bare.report.iter().any(|row| row.kind == kind), "{kind}");
    }
    let odd =
        import_of(json!({"declared_total": "vài ngày", "steps": [{"step": 1, "duration_text": 5}, {}]}))
            .expect("open");
    assert!(!odd.procedures[0].limit_stated);
    assert!(odd.report.iter().any(|row| row.kind == "time.doubt"));
    for (record, field) in [
        (json!({"steps": 5}), "steps"),
        (json!({"steps": ["a"]}), "steps[0]"),
        (json!({"steps": [{"role": {}}]}), "steps[0].role"),
        (json!({"steps": [{"outputs": "x"}]}), "steps[0].outputs"),
        (json!({"name": []}), "name"),
    ] {
        let errors = import_of(record).expect_err(field).0;
        assert!(errors.iter().any(|error| error.field == field), "{field}: {errors:?}");
    }
}

fn minutes(node: &Node) -> u32 {
    let of = |time: StepTime| match time {
        StepTime::Minutes(minutes) | StepTime::CalendarMinutes(minutes) => minutes,
        StepTime::CalendarDays(days) => u32::from(days) * 480,
        StepTime::NotCounted | StepTime::NotStated => 0,
    };
    match node {
        Node::Step(step) => of(step.time),
        Node::Consultation(consultation) => of(consultation.time),
        Node::Sequence(nodes) | Node::Parallel(nodes) => nodes.iter().map(minutes).sum(),
        Node::Choice(branches) => branches.iter().map(|branch| minutes(&branch.then)).sum(),
        Node::Chain(links) => links.iter().map(|link| minutes(&link.part)).sum(),
    }
}

#[test]
fn published_processes_of_the_demonstration_keep_their_times() {
    let import = all();
    let mut compared = 0;
    for own in &demo().procedures {
        let process = own.process.as_ref().expect("a process");
        let same = import.procedures.iter().find(|published| {
            let code = published.code.as_str().trim_end_matches(".H05");
            let number = published.decision.as_ref().map_or("", |decision| decision.number.as_str());
            code == own.code.as_str() && !number.is_empty() && process.decision.starts_with(number)
        });
        let Some(published) = same else { continue };
        let root = &published.process.as_ref().expect("a process").root;
        assert_eq!(minutes(&process.root), minutes(root), "{}", own.code);
        compared += 1;
    }
    assert!(compared >= 10, "{compared}");
}
