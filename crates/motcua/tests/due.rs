//! `motcua due` tells the worked stories, and refuses what it cannot read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "helpers of tests")]

mod common;

use common::{fails, ok};
use serde_json::Value;

fn due(received: &str, limit: &str) -> Value {
    serde_json::from_str(&ok(&["due", "--received", received, "--limit", limit, "--json"])).unwrap()
}

/// Stories 1 to 7 of the worked dates: received, limit, promised, paper forwarded by.
#[test]
fn the_worked_stories_are_told_as_they_were_counted_by_hand() {
    let table = [
        ("2019-08-30T14:20", "3wd", "2019-09-05T17:00:00+07:00", "2019-08-30T17:00:00+07:00"),
        ("2019-08-30T15:10", "3wd", "2019-09-05T17:00:00+07:00", "2019-09-03T07:00:00+07:00"),
        ("2020-01-20T09:05", "15wd", "2020-02-17T17:00:00+07:00", "2020-01-20T17:00:00+07:00"),
        ("2020-02-03T10:00", "15wd", "2020-02-24T17:00:00+07:00", "2020-02-03T17:00:00+07:00"),
        ("2019-04-26T10:00", "7wd", "2019-05-09T17:00:00+07:00", "2019-04-26T17:00:00+07:00"),
        ("2025-04-24T16:00", "5wd", "2025-05-05T17:00:00+07:00", "2025-04-25T07:00:00+07:00"),
        ("2019-10-04T16:30", "4wh", "2019-10-07T10:30:00+07:00", "2019-10-07T07:00:00+07:00"),
        ("2019-10-01T11:00", "4wh", "2019-10-01T17:00:00+07:00", "2019-10-01T17:00:00+07:00"),
        ("2025-04-20T09:00", "10d", "2025-05-05T17:00:00+07:00", "2025-04-21T07:00:00+07:00"),
    ];
    for (received, limit, promised, transfer_by) in table {
        let answer = due(received, limit);
        assert_eq!(answer["due"], promised, "{received} {limit}");
        assert_eq!(answer["transfer_by"], transfer_by, "{received} {limit}");
        assert_eq!(answer["provisional"], false, "{received} {limit}");
    }
}

#[test]
fn the_instants_of_notice_are_those_of_the_stories() {
    let short = due("2019-08-30T14:20", "3wd");
    assert_eq!(short["supplement_notice_by"], "2019-09-03T17:00:00+07:00");
    let long = due("2020-01-20T09:05", "15wd");
    assert_eq!(long["supplement_notice_by"], "2020-01-30T17:00:00+07:00");
    let near = due("2019-10-07T08:30", "5wd");
    assert_eq!(near["warn_by"], "2019-10-11T17:00:00+07:00");
}

#[test]
fn json_has_exactly_the_names_of_the_contract_and_every_step_its_provision() {
    let answer = due("2019-08-30T14:20", "3wd");
    let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
    let expected = [
        "received",
        "limit",
        "due",
        "transfer_by",
        "supplement_notice_by",
        "warn_by",
        "provisional",
        "derivation",
    ];
    assert_eq!(keys, expected);
    assert_eq!(answer["received"], "2019-08-30T14:20:00+07:00");
    assert_eq!(answer["limit"], "3wd");
    let steps = answer["derivation"].as_array().unwrap();
    assert!(!steps.is_empty());
    for step in steps {
        assert!(
            !step["provision"].as_str().unwrap().is_empty() && !step["text"].as_str().unwrap().is_empty()
        );
    }
    let text = answer.to_string();
    assert!(text.contains("Quốc khánh") && text.contains("2019-09-02"), "{text}");
}

#[test]
fn an_offset_is_turned_into_office_time() {
    let local = due("2019-08-30T14:20", "3wd");
    for same in
        ["2019-08-30T14:20:00", "2019-08-30 14:20", "2019-08-30T07:20:00Z", "2019-08-30T14:20:00+07:00"]
    {
        assert_eq!(due(same, "3wd"), local, "{same}");
    }
}

#[test]
fn a_person_gets_two_sentences_a_table_and_the_provisions() {
    let text = ok(&["due", "--received", "2019-08-30T14:20", "--limit", "3wd"]);
    let first = text.lines().next().unwrap();
    assert_eq!(first.matches(". ").count(), 1, "{first}");
    assert!(first.contains("05/9/2019") && first.contains("Quốc khánh"), "{first}");
    assert!(text.contains("02/9/2019          -  thứ Hai, Quốc khánh"), "{text}");
    assert!(text.contains("Điều 147 Bộ luật Dân sự 2015"), "{text}");
}

#[test]
fn a_year_without_a_calendar_gives_a_provisional_day() {
    assert_eq!(due("2031-12-28T08:00", "10wd")["provisional"], true);
}

#[test]
fn what_cannot_be_read_is_one_line_that_says_what_to_write() {
    let base = ["due", "--received", "2019-08-30T14:20", "--limit", "3wd"];
    let with = |place: usize, text: &'static str| {
        let mut args = base.to_vec();
        args[place] = text;
        args
    };
    for text in ["", "2019-08-30", "2019-02-30T08:00", "30/8/2019 14:20", "2019-08-30T14:20[Asia/Tokyo]"] {
        assert!(fails(&with(2, text), 2).contains("2019-08-30T14:20"), "{text}");
    }
    for text in ["", "3", "wd", "-3wd", "3xx", "99999wd", "1.5wd"] {
        assert!(fails(&with(4, text), 2).starts_with("motcua: "), "{text}");
    }
    let mut unit = base.to_vec();
    unit.extend(["--unit", "khong-co"]);
    assert!(fails(&unit, 2).contains("khong-co"));
    assert!(fails(&["due", "--limit", "3wd"], 2).contains("--received"));
    assert!(fails(&["nonsense"], 2).contains("--help"));
    let mut province = base.to_vec();
    province.extend(["--province", "/khong/co"]);
    assert!(fails(&province, 3).contains("/khong/co"));
}
