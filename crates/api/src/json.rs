//! Strict JSON: UTF-8 only, no field twice, no depth without end.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::problem::Problem;

/// Marks the error of a repeated field, so that it is told apart from a slip of syntax.
const TWICE: &str = "motcua: field twice: ";

/// Reads a body.
///
/// # Errors
///
/// A [`Problem`] with the place: not UTF-8, not JSON, a field twice, or nested deeper than 127.
pub fn read(bytes: &[u8]) -> Result<Value, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|error| Problem::not_utf8(error.valid_up_to()))?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| fault(&error))
}

fn fault(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let name =
        text.strip_prefix(TWICE).map(|rest| rest.rsplit_once(" at line").map_or(rest, |(name, _)| name));
    match name {
        Some(name) => Problem::duplicate_key(
            &format!("Trường “{name}” được ghi hai lần trong cùng một đối tượng, dòng {line}, cột {column}."),
            &format!("The field “{name}” is given twice in one object, line {line}, column {column}."),
        ),
        None => Problem::malformed(
            &format!("Sai cú pháp ở dòng {line}, cột {column}."),
            &format!("Syntax error at line {line}, column {column}."),
        ),
    }
}

/// Reads any JSON value and refuses a field that its object has already.
struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut out = Vec::new();
        while let Some(item) = items.next_element_seed(Strict)? {
            out.push(item);
        }
        Ok(Value::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut out = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            if out.contains_key(&name) {
                let shown: String = name.chars().take(60).collect();
                return Err(A::Error::custom(format!("{TWICE}{shown}")));
            }
            let value = fields.next_value_seed(Strict)?;
            out.insert(name, value);
        }
        Ok(Value::Object(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn what_is_read_is_what_was_sent() {
        let text = r#"{"a":[1,-2,0.5,true,null,"ế"],"b":{"c":{}}}"#;
        assert_eq!(read(text.as_bytes()).expect("JSON").to_string(), text);
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_place() {
        let deep = "[".repeat(200);
        for (body, code, place) in [
            (&b"{\"a\":}"[..], "malformed-json", "column 6"),
            (b"{}x", "malformed-json", "column 3"),
            (b"", "malformed-json", "column 0"),
            (deep.as_bytes(), "malformed-json", "line 1"),
            (b"\"\\ud800\"", "malformed-json", "line 1"),
            (b"{\"a\":\"\xff\"}", "not-utf8", "Byte 6"),
            ("\u{feff}{}".as_bytes(), "malformed-json", "line 1"),
            (b"{\"a\":1,\"a\":2}", "duplicate-key", "“a”"),
            (b"{\"x\":{\"b\":1,\n\"b\":2}}", "duplicate-key", "“b”"),
        ] {
            let problem = read(body).expect_err("a fault");
            assert_eq!(problem.code(), code, "{}", String::from_utf8_lossy(body));
            assert!(problem.detail(Lang::En).contains(place), "{}", problem.detail(Lang::En));
        }
    }
}
