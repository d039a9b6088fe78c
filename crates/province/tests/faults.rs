//! A spoiled province: every fault of every file at once, each with its place.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::path::Path;

use province::{DataFault, Province};

fn files() -> BTreeMap<String, String> {
    fn collect(dir: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(dir).expect("the province").flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                collect(&entry.path(), &format!("{name}/"), files);
            } else {
                files.insert(name, std::fs::read_to_string(entry.path()).expect("text"));
            }
        }
    }
    let mut files = BTreeMap::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../province/lamdong"), "", &mut files);
    files
}

const PROCEDURE: &str = "procedures/luat-su/1.000828.yaml";

fn spoiled(spoil: impl FnOnce(&mut BTreeMap<String, String>)) -> Vec<DataFault> {
    let mut files = files();
    spoil(&mut files);
    Province::from_files(&files).err().unwrap_or_default()
}

fn replace(files: &mut BTreeMap<String, String>, file: &str, from: &str, to: &str) {
    let text = files.get_mut(file).unwrap_or_else(|| panic!("{file}"));
    assert!(text.contains(from), "{file} has no `{from}`");
    *text = text.replacen(from, to, 1);
}

#[test]
fn each_fault_has_file_place_and_what_to_do() {
    #[rustfmt::skip]
    let rows: [(&str, &str, &str, &str, &str); 14] = [
        ("units.yaml", "kind: committee", "kind: parliament", "units[0].kind", "parliament"),
        ("units.yaml", "parent: ubnd-tinh", "parent: nowhere", "units[1].parent", "nowhere"),
        ("units.yaml", "id: ubnd-tinh", "id: \"UBND tỉnh\"", "units[0].id", "UBND"),
        ("people.yaml", "role: counter-officer", "role: king", "people[0].postings[0].role", "king"),
        ("people.yaml", "unit: quay-01", "unit: quay-99", "people[0].postings[0]", "quay-99"),
        ("people.yaml", "id: xuly", "id: tiepnhan", "people[1].id", "tiepnhan"),
        ("people.yaml", "from: \"2019-01-01\"", "from: \"2019-02-30\"", "people[0].postings[0].from", ""),
        ("province.yaml", "centre: tthcc", "centre: nowhere", "centre", "nowhere"),
        ("calendar.yaml", "basis: qc1722.d12.k2", "basis: qc1722.d99", "weekly[0].basis", "qc1722.d99"),
        ("calendar.yaml", "07:00-11:30", "11:30-07:00", "weekly[0].sessions.mon[0]", "11:30-07:00"),
        (PROCEDURE, "limit: \"15wd\"", "limit: \"15 days\"", "limit", "15 days"),
        (PROCEDURE, "kind: receive", "kind: welcome", "process.steps[0].step.kind", "welcome"),
        (PROCEDURE, "time: \"4h\"", "time: \"soon\"", "process.steps[1].step.time", "soon"),
        (PROCEDURE, "channels: [counter", "channels: [kiosk", "channels[0]", "kiosk"),
    ];
    for (file, from, to, place, word) in rows {
        let faults = spoiled(|files| replace(files, file, from, to));
        let found = faults.iter().find(|fault| fault.file == file && fault.place == place);
        let Some(found) = found else { panic!("{file} {to}: {faults:#?}") };
        assert!(found.what.contains(word), "{found}");
        assert!(!found.fix.is_empty(), "{found}");
    }
}

#[test]
fn unknown_fields_and_broken_yaml_have_line_and_column() {
    let faults = spoiled(|files| {
        files.get_mut(PROCEDURE).expect("the procedure").push_str("colour: blue\n");
        replace(files, "people.yaml", "people:", "people: [");
    });
    assert_eq!(faults.len(), 2, "{faults:?}");
    for fault in faults {
        let (line, column) = fault.position.expect("a position");
        assert!(line >= 1 && column >= 1, "{fault}");
        assert!(fault.to_string().starts_with(&format!("{}:{line}:{column}", fault.file)), "{fault}");
    }
}

#[test]
fn faults_of_several_files_come_together() {
    let faults = spoiled(|files| {
        replace(files, "units.yaml", "kind: committee", "kind: parliament");
        replace(files, "people.yaml", "role: counter-officer", "role: king");
        replace(files, PROCEDURE, "limit: \"15wd\"", "limit: \"15 days\"");
        replace(files, PROCEDURE, "kind: receive", "kind: welcome");
        files.remove("calendar.yaml");
    });
    let files: Vec<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    for file in ["units.yaml", "people.yaml", "calendar.yaml", PROCEDURE] {
        assert!(files.contains(&file), "{file} in {files:?}");
    }
    assert!(files.iter().filter(|file| **file == PROCEDURE).count() >= 2, "both faults of one file");
}

#[test]
fn a_contradicting_calendar_is_refused_with_its_dates() {
    let faults = spoiled(|files| {
        let text = files.get_mut("calendar.yaml").expect("the calendar");
        *text = text.replacen(
            "days_off:\n",
            "days_off:\n  - { date: 2019-04-30, kind: statutory, name: \"Lặp\" }\n",
            1,
        );
    });
    assert!(
        faults.iter().any(|fault| fault.file == "calendar.yaml" && fault.what.contains("2019")),
        "{faults:?}"
    );
}

#[test]
fn one_procedure_in_two_files_and_two_records_of_a_unit_are_faults() {
    let faults = spoiled(|files| {
        let text = files[PROCEDURE].clone();
        files.insert("procedures/luat-su/ban-sao.yaml".to_owned(), text);
        let units = files.get_mut("units.yaml").expect("the units");
        units.push_str("  - id: so-tp\n    name: \"Sở Tư pháp\"\n    short: \"STP\"\n    kind: department\n    from: \"2020-01-01\"\n");
    });
    assert!(faults.iter().any(|fault| fault.what.contains("1.000828")), "{faults:?}");
    assert!(
        faults.iter().any(|fault| fault.file == "units.yaml" && fault.what.contains("so-tp")),
        "{faults:?}"
    );
}

#[test]
fn a_missing_folder_is_a_fault() {
    let faults = Province::load(Path::new("/khong/co/thu/muc")).err().expect("no province");
    assert_eq!(faults.len(), 1);
    assert!(!faults[0].fix.is_empty());
}

#[test]
fn a_unit_may_have_its_own_calendar() {
    let mut files = files();
    files.get_mut("calendar.yaml").expect("the calendar").push_str(
        "\nunits:\n  - unit: so-tp\n    version: 1\n    exceptions:\n      - { date: 2019-09-03, sessions: [], reason: \"Bão\" }\n",
    );
    let province = Province::from_files(&files).unwrap_or_else(|faults| panic!("{faults:?}"));
    let day = "2019-09-03".parse().expect("a date");
    assert!(!province.calendars.of(&"so-tp".parse().expect("an id")).is_working_day(day));
    assert!(province.calendars.of(&"so-xd".parse().expect("an id")).is_working_day(day));
}
