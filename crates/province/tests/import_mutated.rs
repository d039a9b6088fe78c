//! Records of the published shapes, spoiled at random: an import or an error, never a panic.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "helpers of tests")]

mod support;

use province::import::{Shape, read_json};
use serde_json::{Value, json};
use support::{demo, shared};

/// A small generator, so that a failure repeats.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides.max(1)).expect("small")).expect("small")
    }
}

fn odd(dice: &mut Dice) -> Value {
    let values = [
        json!(null),
        json!(-1),
        json!(0),
        json!(70_000),
        json!(1e300),
        json!(0.5),
        json!(18_446_744_073_709_551_615_u64),
        json!(""),
        json!("½ ngày"),
        json!("Giờ hành chính"),
        json!("20 ngày"),
        json!("1/4 ngày"),
        json!("không tính thời gian"),
        json!("2 - 3 ngày làm việc"),
        json!("0,5 ngày"),
        json!("fortnight"),
        json!("\u{0}\u{fffd}"),
        json!("1,,5 ngày"),
        json!("1/0 ngày"),
        json!("((("),
        json!(")("),
        json!("ngày"),
        json!("5 (năm ngày"),
        json!(true),
        json!([]),
        json!({}),
        json!([null]),
        json!({"n": {}}),
        json!("Bước 4a"),
        json!("4.1.2.3"),
        json!("999999999999999999999999"),
        json!("Sở, , ;"),
        json!("Kế hoạch Đầu tư É".repeat(50)),
    ];
    values[dice.roll(values.len())].clone()
}

/// Changes one place of the value: drops it, doubles it, or puts something odd there.
fn spoil(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Object(map) if !map.is_empty() && dice.roll(8) != 0 => {
            let key = map.keys().nth(dice.roll(map.len())).expect("a key").clone();
            match dice.roll(6) {
                0 => {
                    map.remove(&key);
                }
                1 => {
                    let odd = odd(dice);
                    map.insert(format!("{key}_x"), odd);
                }
                _ => spoil(map.get_mut(&key).expect("the key"), dice),
            }
        }
        Value::Array(list) if !list.is_empty() && dice.roll(8) != 0 => {
            let at = dice.roll(list.len());
            match dice.roll(5) {
                0 => {
                    list.remove(at);
                }
                1 => list.push(list[at].clone()),
                _ => spoil(&mut list[at], dice),
            }
        }
        other => *other = odd(dice),
    }
}

fn records(file: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(shared(file)).expect("readable");
    let root: Value = serde_json::from_str(&text).expect("JSON");
    root["procedures"].as_array().expect("a list").clone()
}

#[test]
fn spoiled_records_are_open_or_errors_by_record_and_field() {
    let mut dice = Dice(0x1722_2019);
    for (file, shape) in [("procedures.json", Shape::Facts), ("internal_processes.json", Shape::Processes)] {
        let records = records(file);
        let (mut imported, mut refused) = (0, 0);
        for round in 0..1500 {
            let mut record = records[round % records.len()].clone();
            for _ in 0..=dice.roll(4) {
                spoil(&mut record, &mut dice);
            }
            let text = json!([record]).to_string();
            match read_json(&text, shape, demo()) {
                Ok(import) => {
                    imported += 1;
                    assert_eq!(import.procedures.len(), 1, "{text}");
                    let written = province::write_procedure_yaml(&import.procedures[0]);
                    let back = province::read_procedure_yaml("x.yaml", &written);
                    assert_eq!(
                        back.as_ref().ok(),
                        import.procedures.first(),
                        "{text}\n{written}\n{:?}",
                        back.as_ref().err()
                    );
                }
                Err(errors) => {
                    refused += 1;
                    for error in errors.0 {
                        assert!(
                            !error.record.is_empty() && !error.what.is_empty() && !error.fix.is_empty(),
                            "{text}"
                        );
                    }
                }
            }
        }
        println!("{file}: {imported} imported, {refused} refused");
        assert!(imported > 100 && refused > 100, "{file}: {imported} imported, {refused} refused");
    }
}
