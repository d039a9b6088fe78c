//! Reading one record of a foreign shape: what is taken, what is open, what is left.

use std::cell::RefCell;
use std::collections::BTreeSet;

use domain::procedure::OpenPoint;
use domain::procedure::record::Fact;
use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization as _;

use super::{OpenRow, RowError};

/// What comes out of a record beside the procedure.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) record: String,
    pub(super) errors: Vec<RowError>,
    pub(super) rows: Vec<OpenRow>,
    pub(super) facts: Vec<Fact>,
}

impl Notes {
    pub(super) fn of(record: &str) -> Self {
        Self { record: record.to_owned(), ..Self::default() }
    }

    /// Records that the record leaves something open.
    pub(super) fn open(&mut self, kind: &'static str, field: impl Into<String>, what: impl Into<String>) {
        self.rows.push(OpenRow { record: self.record.clone(), field: field.into(), kind, what: what.into() });
    }

    pub(super) fn error(&mut self, field: impl Into<String>, what: impl Into<String>, fix: &str) {
        self.errors.push(RowError {
            record: self.record.clone(),
            field: field.into(),
            what: what.into(),
            fix: fix.to_owned(),
        });
    }

    /// Keeps a fact as printed; empty texts say nothing.
    pub(super) fn fact(&mut self, field: impl Into<String>, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.facts.push(Fact { field: field.into(), text });
        }
    }

    pub(super) fn points(&self) -> Vec<OpenPoint> {
        self.rows.iter().map(|row| OpenPoint { field: row.field.clone(), what: row.what.clone() }).collect()
    }
}

/// An object of the record; remembers which keys were taken.
pub(super) struct Object<'a> {
    map: &'a Map<String, Value>,
    path: String,
    taken: RefCell<BTreeSet<String>>,
}

const NULL: Value = Value::Null;

impl<'a> Object<'a> {
    pub(super) fn new(map: &'a Map<String, Value>, path: &str) -> Self {
        Self { map, path: path.to_owned(), taken: RefCell::default() }
    }

    /// The path of `key` in the record.
    pub(super) fn at(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The value of `key`; null where the key is missing.
    pub(super) fn value(&self, key: &str) -> &'a Value {
        self.taken.borrow_mut().insert(key.to_owned());
        self.map.get(key).unwrap_or(const { &NULL })
    }

    fn wrong(&self, notes: &mut Notes, key: &str, value: &Value, wanted: &str) {
        notes.error(
            self.at(key),
            format!("Phải là {wanted}, nhưng là {}.", kind_of(value)),
            "Sửa kiểu giá trị của trường này trong bản ghi.",
        );
    }

    /// A text; numbers are taken as their text, null as none.
    pub(super) fn text(&self, notes: &mut Notes, key: &str) -> Option<String> {
        match self.value(key) {
            Value::Null => None,
            Value::String(text) => Some(clean(text)).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            other => {
                self.wrong(notes, key, other, "chữ");
                None
            }
        }
    }

    pub(super) fn flag(&self, notes: &mut Notes, key: &str) -> Option<bool> {
        match self.value(key) {
            Value::Null => None,
            Value::Bool(value) => Some(*value),
            other => {
                self.wrong(notes, key, other, "đúng hoặc sai");
                None
            }
        }
    }

    /// A whole number that is not negative; also written as text.
    pub(super) fn count<T: TryFrom<u64>>(&self, notes: &mut Notes, key: &str) -> Option<T> {
        let value = self.value(key);
        let number = match value {
            Value::Null => return None,
            Value::Number(number) => number.as_u64().or_else(|| {
                // 1.0 is a whole number to the one who wrote it.
                number.to_string().strip_suffix(".0").and_then(|text| text.parse().ok())
            }),
            Value::String(text) if text.trim().is_empty() => return None,
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let found = number.and_then(|number| T::try_from(number).ok());
        if found.is_none() {
            self.wrong(notes, key, value, "số nguyên không âm trong khoảng cho phép");
        }
        found
    }

    pub(super) fn object(&self, notes: &mut Notes, key: &str) -> Option<Object<'a>> {
        match self.value(key) {
            Value::Null => None,
            Value::Object(map) => Some(Object::new(map, &self.at(key))),
            other => {
                self.wrong(notes, key, other, "một nhóm trường");
                None
            }
        }
    }

    /// A list; null and a missing key are the empty list.
    pub(super) fn list(&self, notes: &mut Notes, key: &str) -> &'a [Value] {
        match self.value(key) {
            Value::Null => &[],
            Value::Array(list) => list,
            other => {
                self.wrong(notes, key, other, "một danh sách");
                &[]
            }
        }
    }

    /// A list of objects with their paths.
    pub(super) fn objects(&self, notes: &mut Notes, key: &str) -> Vec<Object<'a>> {
        let mut out = Vec::new();
        for (i, value) in self.list(notes, key).iter().enumerate() {
            match value {
                Value::Object(map) => out.push(Object::new(map, &format!("{}[{i}]", self.at(key)))),
                other => self.wrong(notes, &format!("{key}[{i}]"), other, "một nhóm trường"),
            }
        }
        out
    }

    /// A list of texts.
    pub(super) fn texts(&self, notes: &mut Notes, key: &str) -> Vec<String> {
        let mut out = Vec::new();
        for (i, value) in self.list(notes, key).iter().enumerate() {
            match value {
                Value::String(text) => out.push(clean(text)),
                Value::Number(number) => out.push(number.to_string()),
                Value::Null => {}
                other => self.wrong(notes, &format!("{key}[{i}]"), other, "chữ"),
            }
        }
        out.retain(|text| !text.is_empty());
        out
    }

    /// Keeps every key that was not taken as facts; keys that nobody knows are open points.
    pub(super) fn keep_rest(&self, notes: &mut Notes, known: &[&str]) {
        let taken = self.taken.borrow();
        for (key, value) in self.map {
            if taken.contains(key) {
                continue;
            }
            if !known.contains(&key.as_str()) {
                notes.open("record.field", self.at(key), "Trường này chưa có trong mô hình; giữ nguyên văn.");
            }
            keep(notes, &self.at(key), value);
        }
    }
}

/// Keeps every leaf of a value as a fact.
pub(super) fn keep(notes: &mut Notes, path: &str, value: &Value) {
    match value {
        Value::Null => {}
        Value::Bool(value) => notes.fact(path, value.to_string()),
        Value::Number(number) => notes.fact(path, number.to_string()),
        Value::String(text) => notes.fact(path, clean(text)),
        Value::Array(list) => {
            for (i, value) in list.iter().enumerate() {
                keep(notes, &format!("{path}[{i}]"), value);
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                keep(notes, &format!("{path}.{key}"), value);
            }
        }
    }
}

/// Composed letters (NFC), one space between words, none at the ends.
pub(super) fn clean(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kind_of(value: &Value) -> String {
    match value {
        Value::Null => "rỗng".to_owned(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(number) => format!("số {number}"),
        Value::String(text) => format!("chữ `{}`", text.chars().take(40).collect::<String>()),
        Value::Array(_) => "một danh sách".to_owned(),
        Value::Object(_) => "một nhóm trường".to_owned(),
    }
}
