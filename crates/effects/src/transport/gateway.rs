//! Short messages by HTTP: a JSON body from a template, a secret in the header, the answer read as JSON.

use std::sync::Arc;

use app::message::Alphabet;
use serde_json::Value;
use tokio_rustls::rustls::ClientConfig;

use super::http::{Reply, post, trust};
use super::{Letter, Outcome, Risk};
use crate::outbox::settings;

/// A gateway in use.
pub struct Gateway {
    /// How it is reached.
    pub settings: settings::Gateway,
    tls: Arc<ClientConfig>,
}

impl Gateway {
    /// Puts it in use.
    ///
    /// # Errors
    ///
    /// What is wrong with the settings.
    pub fn new(settings: settings::Gateway) -> Result<Self, String> {
        let tls = trust(settings.ca.as_deref())?;
        Ok(Self { settings, tls })
    }

    pub(super) async fn send(&self, letter: &Letter, risk: &Risk) -> Outcome {
        let own = &self.settings;
        let alphabet = if own.tones { Alphabet::Tones } else { Alphabet::Plain };
        let filled = filled(&own.body, &|name| match name {
            "to" => Some(letter.to.clone()),
            "text" => Some(letter.short(alphabet).to_owned()),
            "id" => Some(letter.id.clone()),
            "from" => Some(own.from.clone()),
            _ => None,
        });
        let headers =
            [("authorization", format!("Bearer {}", own.secret.0)), ("idempotency-key", letter.token())];
        let body = filled.to_string().into_bytes();
        match post(&own.target, own.private, &self.tls, &headers, body, risk).await {
            Err(why) => risk.broken(letter.scrub(&why)),
            Ok(reply) => self.judge(letter, &reply),
        }
    }

    fn judge(&self, letter: &Letter, reply: &Reply) -> Outcome {
        let own = &self.settings;
        let said = || letter.scrub(&format!("{} {}", reply.status, String::from_utf8_lossy(&reply.body)));
        match reply.status {
            200..=299 => {}
            // An error inside may come after the message was taken; only these two say that it was not.
            500..=599 if reply.status != 503 => return Outcome::Unclear { why: said() },
            _ => return Outcome::Refused { why: said(), fault: true, after: reply.after },
        }
        let json: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
        if let Some((pointer, expected)) = &own.success
            && json.pointer(pointer).map(plain).as_ref() != Some(expected)
        {
            return Outcome::Refused { why: said(), fault: false, after: None };
        }
        let id = json.pointer(&own.id_pointer).map_or_else(|| letter.id.clone(), plain);
        Outcome::Taken { proof: format!("{}: {}", own.name, letter.scrub(&id)) }
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The body with its placeholders filled. They are filled in the texts of a value, never in the text of
/// the whole, so nothing that is filled in can change the form of the body.
pub fn filled(body: &Value, value: &dyn Fn(&str) -> Option<String>) -> Value {
    match body {
        Value::String(text) => Value::String(fill(text, value)),
        Value::Array(all) => Value::Array(all.iter().map(|own| filled(own, value)).collect()),
        Value::Object(all) => {
            Value::Object(all.iter().map(|(name, own)| (name.clone(), filled(own, value))).collect())
        }
        other => other.clone(),
    }
}

fn fill(text: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        out.push_str(before);
        match from.split_once('}').and_then(|(name, after)| Some((value(name)?, after))) {
            Some((known, after)) => {
                out.push_str(&known);
                rest = after;
            }
            None => {
                out.push('{');
                rest = from;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_filled_in_cannot_change_the_body() {
        let body = json!({"to": "+{to}", "parts": [{"text": "{text}"}], "n": 1, "other": "{x} {"});
        let done = filled(&body, &|name| match name {
            "to" => Some("84912345678".into()),
            "text" => Some("a\", \"to\": \"{to}\" \\".into()),
            _ => None,
        });
        let expected = json!({
            "to": "+84912345678", "parts": [{"text": "a\", \"to\": \"{to}\" \\"}], "n": 1, "other": "{x} {"
        });
        assert_eq!(done, expected);
    }
}
