//! All published facts import into the model, nothing of them is lost, and odd records are answered.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "helpers of tests")]

mod support;

use std::collections::BTreeMap;

use calendar::Limit;
use domain::procedure::check::FaultKind;
use domain::procedure::{Channel, ChargeRole, Procedure};
use province::import::{Import, Shape, read, read_json};
use serde_json::{Value, json};
use support::{demo, faults, having, shared};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

fn all() -> Import {
    read(&shared("procedures.json"), Shape::Facts, demo()).unwrap_or_else(|errors| panic!("{errors}"))
}

fn records() -> Vec<Value> {
    let text = std::fs::read_to_string(shared("procedures.json")).expect("readable");
    let root: Value = serde_json::from_str(&text).expect("JSON");
    root["procedures"].as_array().expect("a list").clone()
}

#[test]
fn all_records_import_and_what_is_open_is_reported() {
    let province = demo();
    let import = all();
    assert_eq!(import.procedures.len(), 343);
    let kinds: BTreeMap<&str, usize> = import.open_by_kind().into_iter().collect();
    println!("open points of the facts by kind: {kinds:?}");
    assert_eq!(kinds["code.missing"], 9);
    assert_eq!(kinds["limit.missing"], 1, "one record prints no limit");
    assert_eq!(kinds["limit.fraction"], 2, "10.5 and 31.5 days");
    assert_eq!(import.procedures.iter().filter(|procedure| !procedure.limit_stated).count(), 7);
    assert!(
        import
            .report
            .iter()
            .all(|row| !row.record.is_empty() && !row.field.is_empty() && !row.what.is_empty())
    );
    let list = faults(province, &import);
    for kind in [FaultKind::LimitNotStated, FaultKind::UnitUnknown, FaultKind::NoProcess, FaultKind::Outcome]
    {
        println!("{kind:?}: {}", having(&list, kind));
    }
    assert_eq!(having(&list, FaultKind::LimitNotStated), 7, "no procedure without a limit can be published");
}

#[test]
fn limits_amounts_and_channels_are_those_of_the_records() {
    let import = all();
    for (record, procedure) in records().iter().zip(&import.procedures) {
        let label = record["id"].as_str().expect("an id");
        limit_agrees(record, procedure, label);
        let amounts: Vec<Option<i64>> = procedure.charges.iter().map(|charge| charge.amount).collect();
        let items = record["fees"]["items"].as_array().expect("items");
        if !items.is_empty() {
            let printed: Vec<Option<i64>> = items.iter().map(|item| item["amount_vnd"].as_i64()).collect();
            assert_eq!(amounts, printed, "{label}");
        }
        let online = record["channels"]
            .as_array()
            .expect("channels")
            .iter()
            .any(|c| c.as_str().is_some_and(|c| c.starts_with("online")));
        assert_eq!(procedure.channels.contains(&Channel::Online), online, "{label}");
        let rows = record["papers"].as_array().expect("papers").len();
        assert_eq!(procedure.papers.len() + procedure.record.notes.len(), rows, "{label}");
        assert_eq!(
            procedure.record.others.len(),
            record["other_publications"].as_array().expect("a list").len()
        );
        assert_eq!(
            procedure.record.replaced.len(),
            record["papers_replaced_by_data"].as_array().expect("a list").len()
        );
    }
    let caps = import
        .procedures
        .iter()
        .flat_map(|p| &p.charges)
        .filter(|charge| charge.role == ChargeRole::Cap)
        .count();
    assert_eq!(caps, 2);
}

fn limit_agrees(record: &Value, procedure: &Procedure, label: &str) {
    let n = record["limit"]["n"].as_u64().and_then(|n| u16::try_from(n).ok());
    let expected = match (record["limit"]["unit"].as_str(), n) {
        (Some("immediate"), _) => Limit::Immediately,
        (Some("working_day"), Some(n)) => Limit::WorkingDays(n),
        (Some("day"), Some(n)) => Limit::CalendarDays(n),
        (Some("hour"), Some(n)) => Limit::WorkingHours(n),
        (Some("month"), Some(n)) => Limit::Months(n),
        _ => return,
    };
    assert!(procedure.limit_stated, "{label}");
    assert_eq!(procedure.limit, expected, "{label}");
}

/// Every text of a procedure in our own form, to look for the texts of its record.
fn everything(procedure: &Procedure) -> String {
    let text = format!("{procedure:?}");
    text.replace("\\\"", "\"").replace("\\'", "'")
}

fn leaves(value: &Value, path: &str, out: &mut Vec<(String, String)>) {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
        Value::String(text) => {
            let composed: String = text.nfc().collect();
            out.push((path.to_owned(), composed.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        Value::Array(list) => list.iter().for_each(|value| leaves(value, path, out)),
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| leaves(value, &format!("{path}.{key}"), out));
        }
    }
}

#[test]
fn no_text_of_a_record_is_lost() {
    // Words that became typed values, checked in the test above.
    let typed = [
        ".limit.unit",
        ".limit.cutoff",
        ".limit.after_cutoff",
        ".limit_by_channel.channel",
        ".limit_by_channel.unit",
        ".limit_cases.unit",
        ".national_limit.unit",
        ".other_publications.limit.unit",
        ".channels",
        ".other_publications.channels",
        ".applicant_kinds",
        ".level",
        ".levels",
        ".fees.items.kind",
        ".fees.items.role",
        ".fees.items.channels",
        ".national_fees.items.kind",
        ".national_fees.items.channels",
    ];
    let import = all();
    let mut lost = Vec::new();
    for (record, procedure) in records().iter().zip(&import.procedures) {
        let kept = everything(procedure);
        let mut texts = Vec::new();
        leaves(record, "", &mut texts);
        for (path, text) in texts {
            let known = typed.contains(&path.as_str()) || text.is_empty() || path == ".id" || text == "...";
            if !known
                && !kept.contains(
                    &format!("{text:?}").trim_matches('"').replace("\\\"", "\"").replace("\\'", "'"),
                )
            {
                lost.push(format!("{} {path}: {text}", record["id"]));
            }
        }
    }
    assert!(lost.is_empty(), "{} lost\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn decomposed_letters_of_the_records_are_composed() {
    let decomposed = std::fs::read_to_string(shared("procedures.json")).expect("readable");
    assert!(!is_nfc(&decomposed), "the records have decomposed letters");
    for procedure in all().procedures {
        assert!(is_nfc(&province::write_procedure_yaml(&procedure)), "{}", procedure.code);
    }
}

#[test]
fn every_imported_procedure_reads_back_from_our_own_form() {
    for procedure in all().procedures {
        let text = province::write_procedure_yaml(&procedure);
        let back = province::read_procedure_yaml("x.yaml", &text)
            .unwrap_or_else(|faults| panic!("{}: {}\n{text}", procedure.code, faults[0]));
        assert_eq!(back, procedure);
    }
}

fn import(record: &Value) -> Result<Import, province::import::ImportErrors> {
    read_json(&json!({ "procedures": [record] }).to_string(), Shape::Facts, demo())
}

#[test]
fn a_nearly_empty_record_is_open_not_wrong() {
    let import = import(&json!({ "id": "X1" })).expect("a draft");
    let procedure = &import.procedures[0];
    assert_eq!(procedure.code.as_str(), "khong-ma.X1");
    assert!(!procedure.limit_stated);
    let kinds: Vec<&str> = import.report.iter().map(|row| row.kind).collect();
    for kind in [
        "code.missing",
        "name.missing",
        "field.missing",
        "agency.missing",
        "limit.missing",
        "papers.missing",
        "fees.missing",
        "channels.missing",
        "applicants.missing",
        "result.missing",
        "decision.missing",
    ] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
}

#[test]
fn unseen_words_are_open_points_and_kept() {
    let record = json!({
        "id": "X2", "tthc_code": "1.999999", "name": "Thử", "field": "Thử", "agency": "Sở Chưa Có",
        "level": "province", "levels": ["province", "ward"], "channels": ["direct", "kiosk"],
        "applicant_kinds": ["person", "robot"], "limit": {"n": 3, "unit": "fortnight"},
        "limit_by_channel": [{"channel": "kiosk", "n": 2, "unit": "working_day"}, {"channel": "direct", "n": 1.5, "unit": "day"}],
        "fees": {"text": null, "none": null, "items": [{"name": "Phí", "kind": "thue", "amount_vnd": 5000, "role": "floor"}]},
        "papers": [{"name": "Đơn", "originals": "1", "copies": null, "colour": "blue"}],
        "moon": {"phase": "full"}
    });
    let import = import(&record).unwrap_or_else(|errors| panic!("{errors}"));
    let procedure = &import.procedures[0];
    let kept = everything(procedure);
    for word in
        ["ward", "kiosk", "robot", "3 fortnight", "1.5", "thue", "floor", "blue", "full", "Sở Chưa Có"]
    {
        assert!(kept.contains(word), "{word}");
    }
    assert_eq!(procedure.papers[0].originals, Some(1));
    let kinds: Vec<&str> = import.report.iter().map(|row| row.kind).collect();
    for kind in [
        "level.unknown",
        "channels.unknown",
        "applicants.unknown",
        "limit.unit",
        "fees.kind",
        "fees.role",
        "record.field",
        "agency.unbound",
        "limit.by_channel",
    ] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
}

#[test]
fn a_wrong_type_is_an_error_by_record_and_field_and_nothing_is_imported() {
    let rows = [
        (json!({"id": "X3", "name": ["a"]}), "name"),
        (json!({"id": "X3", "papers": "none"}), "papers"),
        (json!({"id": "X3", "papers": [7]}), "papers[0]"),
        (json!({"id": "X3", "papers": [{"originals": -1}]}), "papers[0].originals"),
        (json!({"id": "X3", "papers": [{"copies": 70000}]}), "papers[0].copies"),
        (json!({"id": "X3", "limit": 5}), "limit"),
        (json!({"id": "X3", "fees": {"none": "yes"}}), "fees.none"),
        (json!({"id": "X3", "fees": {"items": [{"amount_vnd": 1.5}]}}), "fees.items[0].amount_vnd"),
        (json!({"id": "X3", "legal_basis": [{}]}), "legal_basis[0]"),
        (json!({"id": "X3", "tthc_code": "mã số một"}), "tthc_code"),
        (json!({"id": "X3", "other_publications": {"a": 1}}), "other_publications"),
    ];
    for (record, field) in rows {
        let errors = import(&record).expect_err(field).0;
        assert!(
            errors.iter().any(|error| error.record == "X3" && error.field == field),
            "{field}: {errors:?}"
        );
        assert!(errors.iter().all(|error| !error.what.is_empty() && !error.fix.is_empty()));
    }
    let two = json!([{"id": "A", "name": "tốt"}, "hỏng", {"id": "C", "papers": 1}]).to_string();
    let errors = read_json(&two, Shape::Facts, demo()).expect_err("two bad records").0;
    assert_eq!(errors.iter().map(|error| error.record.as_str()).collect::<Vec<_>>(), ["#2", "C"]);
    for text in ["", "{", "[1,", "{\"procedures\": 5}", "null", "\u{feff}{}"] {
        assert!(read_json(text, Shape::Facts, demo()).is_err(), "{text:?}");
    }
}

#[test]
fn one_code_twice_becomes_two_versions() {
    let record = json!({"id": "A", "tthc_code": "1.000001", "name": "Một"});
    let text = json!([record, record]).to_string();
    let import = read_json(&text, Shape::Facts, demo()).expect("two versions");
    assert_eq!(import.procedures.iter().map(|p| p.version).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn the_demonstration_agrees_with_the_published_facts() {
    let import = all();
    let records = records();
    let mut compared = 0;
    for own in &demo().procedures {
        let published =
            import.procedures.iter().zip(&records).find(|(procedure, _)| procedure.code == own.code);
        let Some((published, record)) = published else {
            panic!("{} is not a published procedure", own.code)
        };
        assert!(published.limit_stated, "{}", own.code);
        assert_eq!(own.limit, published.limit, "{}", own.code);
        assert_eq!(own.decision.as_ref().map(|d| &d.number), published.decision.as_ref().map(|d| &d.number));
        // An amount of ours is printed in the record: as an item, or in the text of one.
        let printed = record["fees"].to_string().replace(['.', ','], "");
        for amount in own.charges.iter().filter_map(|charge| charge.amount) {
            assert!(printed.contains(&amount.to_string()), "{}: {amount} in {printed}", own.code);
        }
        if own.free_of_charge {
            assert!(published.charges.is_empty(), "{} has charges", own.code);
        }
        compared += 1;
    }
    assert!(compared >= 60, "{compared}");
}
