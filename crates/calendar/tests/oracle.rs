//! Agreement with an independent slow oracle in another language.
//!
//! The oracle has its own copy of the facts (`oracle/holidays.json`) and shares no code.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected fails, in its helpers too"
)]

mod common;

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use calendar::Limit;
use common::{lamdong, lamdong_source, rules};
use jiff::civil::{Date, DateTime, date};
use law::Parameters;

const FACTS: &str = include_str!("oracle/holidays.json");
const CASES: usize = 120_000;

#[test]
fn a_hundred_thousand_answers_agree_with_the_oracle() {
    let cases: Vec<Case> = cases();
    let calendar = lamdong();
    let answers = ask_the_oracle(&cases);
    assert_eq!(answers.len(), cases.len(), "one answer per case");

    let counting = [*rules(), Parameters { first_day_counted: true, ..*rules() }];
    let mut provisional = 0_usize;
    for (case, expected) in cases.iter().zip(&answers) {
        let parameters = &counting[usize::from(case.first_day_counted)];
        let due = calendar.due(case.received, case.limit, parameters);
        let answer = format!(
            "{} {} {} {} {}",
            due.at,
            calendar.transfer_by(case.received, parameters),
            calendar.supplement_notice_by(case.received, case.limit, None, parameters),
            calendar.warn_by(due.at, parameters),
            if due.provisional { "provisional" } else { "firm" },
        );
        assert_eq!(&answer, expected, "{} {} {}", case.received, case.limit, case.first_day_counted);
        provisional += usize::from(due.provisional);
    }
    assert!(provisional > CASES / 50 && provisional < CASES / 2, "both kinds are asked: {provisional}");
}

#[test]
fn the_data_of_the_province_are_the_facts_of_the_oracle() {
    let source = lamdong_source();
    let dates = |text: &str| -> Vec<Date> {
        let parts = text.split('"').filter_map(|part| part.parse().ok());
        parts.collect()
    };
    let (days_off, swaps) = FACTS.split_once("\"swaps\"").expect("two lists");
    let off: Vec<Date> = source.days_off.iter().map(|day| day.date).collect();
    let swapped: Vec<Date> = source.swaps.iter().flat_map(|swap| [swap.off, swap.worked]).collect();
    assert_eq!(off, dates(days_off));
    assert_eq!(swapped, dates(swaps));
}

struct Case {
    received: DateTime,
    limit: Limit,
    first_day_counted: bool,
}

/// Every year from 2019 to 2027, every minute of the day, every unit up to its longest limit.
fn cases() -> Vec<Case> {
    let mut random = Random(0x2019_0814_1722);
    let mut cases = Vec::with_capacity(CASES);
    let mut per_year = [0_usize; 9];
    let mut minutes_seen = [false; 1440];
    for number in 0..CASES {
        let day = date(2019, 1, 1).checked_add(jiff::Span::new().days(random.below(3287))).expect("in range");
        let minute = i64::try_from(number % 1440).expect("small");
        per_year[usize::try_from(day.year() - 2019).expect("2019 to 2027")] += 1;
        minutes_seen[number % 1440] = true;
        let second = if random.below(4) == 0 { random.below(60) } else { 0 };
        let part = |value: i64| i8::try_from(value).expect("small");
        let received = day.at(part(minute / 60), part(minute % 60), part(second), 0);
        let count = |random: &mut Random, most| u16::try_from(1 + random.below(most)).expect("small");
        let limit = match random.below(50) {
            0 => Limit::Immediately,
            1..=13 => Limit::WorkingDays(count(&mut random, 400)),
            14..=26 => Limit::WorkingHours(count(&mut random, 400)),
            27..=38 => Limit::CalendarDays(count(&mut random, 400)),
            _ => Limit::Months(count(&mut random, 24)),
        };
        // Half of the limits are of the usual length, where holidays decide.
        let limit = if random.below(2) == 0 { shortened(limit) } else { limit };
        cases.push(Case { received, limit, first_day_counted: random.below(8) == 0 });
    }
    assert!(per_year.iter().all(|cases| *cases > 10_000), "every year is asked: {per_year:?}");
    assert!(minutes_seen.iter().all(|seen| *seen), "every minute is asked");
    cases
}

fn shortened(limit: Limit) -> Limit {
    match limit {
        Limit::WorkingDays(count) => Limit::WorkingDays(1 + count % 20),
        Limit::WorkingHours(count) => Limit::WorkingHours(1 + count % 40),
        Limit::CalendarDays(count) => Limit::CalendarDays(1 + count % 30),
        Limit::Months(count) => Limit::Months(1 + count % 6),
        Limit::Immediately => Limit::Immediately,
    }
}

fn ask_the_oracle(cases: &[Case]) -> Vec<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/oracle.py");
    let mut question = format!("{{\"calendar\": {FACTS}, \"cases\": [");
    for (number, case) in cases.iter().enumerate() {
        let text = case.limit.to_string();
        let unit_at = text.find(|c: char| c.is_alphabetic());
        let (count, unit) = unit_at.map_or(("0", "0"), |unit_at| text.split_at(unit_at));
        let comma = if number == 0 { "" } else { "," };
        write!(question, "{comma}[\"{}\",\"{unit}\",{count},{}]", case.received, case.first_day_counted)
            .expect("a text grows");
    }
    question.push_str("]}");
    let mut oracle = Command::new("python3")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is needed for the oracle; install it");
    oracle.stdin.take().expect("a pipe").write_all(question.as_bytes()).expect("the oracle reads to the end");
    let output = oracle.wait_with_output().expect("the oracle ends");
    assert!(output.status.success(), "the oracle failed; its message is above");
    let text = String::from_utf8(output.stdout).expect("plain text");
    text.lines().map(str::to_owned).collect()
}

/// Xorshift: the same cases on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % bound).expect("small")
    }
}
