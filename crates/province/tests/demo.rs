//! The demonstration province loads, is rich enough, and its worked promises hold.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use calendar::Limit;
use domain::procedure::{ApplicantKind, Node, Procedure};
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
    assert_eq!(from_folder.organisation.units, embedded.organisation.units);
    assert_eq!(from_folder.calendar, embedded.calendar);
    assert_eq!(from_folder.meta, embedded.meta);
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
