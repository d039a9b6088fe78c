//! Checks a body against the published schema, so that the document is true and every fault is
//! named at once.
//!
//! Knows the part of JSON Schema that the types of this API produce: references, objects that
//! refuse unknown fields, arrays, texts, numbers, enumerations, and values that may be null.

use serde_json::{Map, Value};

use crate::problem::Fault;
use crate::wire::{Day, Instant};

/// The most faults that one answer lists.
const MOST: usize = 50;

/// All faults of `value` against `schema`; `document` resolves references.
#[must_use]
pub fn faults(document: &Value, schema: &Value, value: &Value) -> Vec<Fault> {
    let mut check = Check { document, out: Vec::new() };
    check.value(schema, value, "");
    check.out
}

/// The schema with every reference replaced by what it names, for callers that read it alone.
#[must_use]
pub fn inlined(document: &Value, schema: &Value) -> Value {
    let schema = resolve(document, schema);
    match schema {
        Value::Object(fields) => {
            fields.iter().map(|(name, field)| (name.clone(), inlined(document, field))).collect()
        }
        Value::Array(items) => items.iter().map(|item| inlined(document, item)).collect(),
        other => other.clone(),
    }
}

/// The component of the document with this name.
#[must_use]
pub fn component<'a>(document: &'a Value, name: &str) -> &'a Value {
    document.pointer(&format!("/components/schemas/{name}")).unwrap_or(&Value::Null)
}

fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let name = schema.get("$ref").and_then(Value::as_str);
    match name.and_then(|name| name.strip_prefix('#')).and_then(|path| document.pointer(path)) {
        Some(found) => found,
        None => schema,
    }
}

struct Check<'a> {
    document: &'a Value,
    out: Vec<Fault>,
}

impl Check<'_> {
    fn fault(&mut self, at: &str, code: &str, vi: String, en: String) {
        if self.out.len() < MOST {
            self.out.push(Fault::new(at, code, vi, en));
        }
    }

    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        let schema = resolve(self.document, schema);
        if let Some(branches) = schema.get("oneOf").and_then(Value::as_array) {
            return self.one_of(branches, value, at);
        }
        let kinds = kinds(schema);
        if !kinds.is_empty() && !kinds.iter().any(|kind| is(kind, value)) {
            let wanted = kinds.iter().map(|kind| named(kind).0).collect::<Vec<_>>().join(" hoặc ");
            let english = kinds.iter().map(|kind| named(kind).1).collect::<Vec<_>>().join(" or ");
            return self.fault(
                at,
                "wrong-type",
                format!("Phải là {wanted}, không phải {}.", named(kind_of(value)).0),
                format!("It must be {english}, not {}.", named(kind_of(value)).1),
            );
        }
        match value {
            Value::Object(fields) => self.object(schema, fields, at),
            Value::Array(items) => self.array(schema, items, at),
            Value::String(text) => self.text(schema, text, at),
            Value::Number(number) => self.number(schema, number, at),
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// A value that may be null, the only alternative that the types of this API have.
    fn one_of(&mut self, branches: &[Value], value: &Value, at: &str) {
        let is_null = |branch: &&Value| kinds(branch).contains(&"null");
        if value.is_null() && branches.iter().any(|branch| is_null(&branch)) {
            return;
        }
        if let Some(branch) = branches.iter().find(|branch| !is_null(branch)) {
            self.value(branch, value, at);
        }
    }

    fn object(&mut self, schema: &Value, fields: &Map<String, Value>, at: &str) {
        let known = schema.get("properties").and_then(Value::as_object);
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        for (name, field) in fields {
            match known.and_then(|known| known.get(name)) {
                Some(schema) => self.value(schema, field, &join(at, name)),
                None if closed => self.fault(
                    &join(at, &name.chars().take(60).collect::<String>()),
                    "unknown-field",
                    "Không có trường này; hãy bỏ đi hoặc sửa tên.".to_owned(),
                    "There is no such field; drop it or repair its name.".to_owned(),
                ),
                None => {}
            }
        }
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        for name in required.filter_map(Value::as_str).filter(|name| !fields.contains_key(*name)) {
            self.fault(
                &join(at, name),
                "required",
                "Thiếu trường bắt buộc.".to_owned(),
                "A required field is missing.".to_owned(),
            );
        }
    }

    fn array(&mut self, schema: &Value, items: &[Value], at: &str) {
        let most = schema.get("maxItems").and_then(Value::as_u64);
        if let Some(most) = most.filter(|most| u64::try_from(items.len()).is_ok_and(|count| count > *most)) {
            return self.fault(
                at,
                "too-many",
                format!("Không quá {most} mục."),
                format!("At most {most} items."),
            );
        }
        if let Some(schema) = schema.get("items") {
            for (index, item) in items.iter().enumerate() {
                self.value(schema, item, &format!("{at}[{index}]"));
            }
        }
    }

    fn text(&mut self, schema: &Value, text: &str, at: &str) {
        if let Some(allowed) = schema.get("enum").and_then(Value::as_array)
            && !allowed.iter().any(|one| one.as_str() == Some(text))
        {
            let list: Vec<&str> = allowed.iter().filter_map(Value::as_str).collect();
            let list = list.join(", ");
            self.fault(
                at,
                "unknown-value",
                format!("Phải là một trong: {list}."),
                format!("It must be one of: {list}."),
            );
        }
        self.form(schema, text, at);
        let most = schema.get("maxLength").and_then(Value::as_u64);
        let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        if let Some(most) = most.filter(|most| length > *most) {
            self.fault(
                at,
                "too-long",
                format!("Dài quá {most} ký tự; hãy viết ngắn lại."),
                format!("It has more than {most} characters; shorten it."),
            );
        }
    }

    /// A text that stands for a day or an instant.
    fn form(&mut self, schema: &Value, text: &str, at: &str) {
        match schema.get("format").and_then(Value::as_str) {
            Some("date") if Day::parse(text).is_none() => self.fault(
                at,
                "not-a-day",
                "Ngày có dạng 2026-01-31.".to_owned(),
                "A day looks like 2026-01-31.".to_owned(),
            ),
            Some("date-time") if Instant::parse(text).is_none() => self.fault(
                at,
                "not-an-instant",
                "Thời điểm có dạng 2026-01-31T09:30:00+07:00.".to_owned(),
                "An instant looks like 2026-01-31T09:30:00+07:00.".to_owned(),
            ),
            _ => {}
        }
    }

    fn number(&mut self, schema: &Value, number: &serde_json::Number, at: &str) {
        let bound = |name: &str| schema.get(name).and_then(Value::as_i64);
        // Beyond i64 there is no number that this API takes.
        let value = number.as_i64().unwrap_or(i64::MAX);
        let low = bound("minimum").filter(|least| value < *least);
        let high = bound("maximum").filter(|most| value > *most);
        let beyond =
            schema.get("type").and_then(Value::as_str) == Some("integer") && number.as_i64().is_none();
        if low.is_some() || high.is_some() || beyond {
            let least = bound("minimum").map_or_else(String::new, |least| format!("≥ {least}"));
            let most = bound("maximum").map_or_else(String::new, |most| format!("≤ {most}"));
            let range =
                [least, most].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            self.fault(
                at,
                "out-of-range",
                format!("Số ngoài khoảng cho phép {range}."),
                format!("The number is out of range {range}."),
            );
        }
    }
}

fn kinds(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => kind_of(value) == other,
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn named(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "null" => ("null", "null"),
        "boolean" => ("true/false", "a boolean"),
        "integer" => ("số nguyên", "an integer"),
        "number" => ("số", "a number"),
        "string" => ("chuỗi ký tự", "a string"),
        "array" => ("danh sách", "an array"),
        _ => ("đối tượng", "an object"),
    }
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_fault_is_named_with_its_path() {
        let document = json!({"components": {"schemas": {
            "Paper": {"type": "object", "additionalProperties": false, "required": ["code"], "properties": {
                "code": {"type": "string", "maxLength": 3},
                "originals": {"type": "integer", "minimum": 0, "maximum": 9},
            }},
            "Input": {"type": "object", "additionalProperties": false, "required": ["kind", "papers"], "properties": {
                "kind": {"type": "string", "enum": ["a", "b"]},
                "papers": {"type": "array", "maxItems": 3, "items": {"$ref": "#/components/schemas/Paper"}},
                "other": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Paper"}]},
                "note": {"type": ["string", "null"]},
                "day": {"type": "string", "format": "date"},
                "at": {"type": "string", "format": "date-time"},
            }},
        }}});
        let schema = component(&document, "Input");
        let told = |value: &Value| -> Vec<(String, String)> {
            faults(&document, schema, value).into_iter().map(|fault| (fault.field, fault.code)).collect()
        };
        let one = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];

        assert_eq!(told(&json!({"kind": "a", "papers": [], "note": null, "other": null})), vec![]);
        assert_eq!(told(&json!([])), one("", "wrong-type"));
        assert_eq!(told(&json!({"kind": "c", "papers": []})), one("kind", "unknown-value"));
        assert_eq!(told(&json!({"kind": "a", "papers": [{}]})), one("papers[0].code", "required"));
        assert_eq!(
            told(&json!({"kind": "a", "papers": [{"code": "abcd"}]})),
            one("papers[0].code", "too-long")
        );
        assert_eq!(told(&json!({"kind": "a", "papers": [], "status": 1})), one("status", "unknown-field"));
        assert_eq!(told(&json!({"kind": "a", "papers": [], "note": 1})), one("note", "wrong-type"));
        assert_eq!(told(&json!({"kind": "a", "papers": [1, 2, 3, 4]})), one("papers", "too-many"));
        assert_eq!(
            told(&json!({"kind": "a", "papers": [], "other": {"code": "x", "y": 1}})),
            one("other.y", "unknown-field")
        );
        for (field, text, code) in [
            ("day", "2025-02-30", "not-a-day"),
            ("day", "20250201", "not-a-day"),
            ("day", "hôm nay", "not-a-day"),
            ("at", "2025-02-01T09:00:00", "not-an-instant"),
            ("at", "2025-02-01", "not-an-instant"),
        ] {
            assert_eq!(told(&json!({"kind": "a", "papers": [], field: text})), one(field, code), "{text}");
        }
        let fitting = json!({"kind": "a", "papers": [], "day": "2025-02-01", "at": "2025-02-01T09:00:00Z"});
        assert_eq!(told(&fitting), vec![]);
        for number in [json!(-1), json!(10), json!(1.5), json!(u64::MAX)] {
            let found = told(&json!({"kind": "a", "papers": [{"code": "x", "originals": number}]}));
            assert_eq!(found.len(), 1, "{number}");
            assert_eq!(found[0].0, "papers[0].originals");
        }
        assert_eq!(told(&json!({"kind": 1, "x": 2})).len(), 3);
    }
}
