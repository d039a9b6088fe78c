//! Stored forms: what an event looks like in the journal, and who recorded it.
//!
//! A record keeps its kind and version in columns of their own and its fields as compact JSON:
//! field names as in the domain, absent options and empty lists left out, instants as
//! microseconds of UTC, provisions by address, identifiers as text. `docs/reference/journal-format.md`
//! describes it for other programs.

mod event;
mod form;
mod values;

use std::collections::HashMap;
use std::sync::OnceLock;

use domain::dossier::event::{Actor, Event};
use domain::ids::{PersonId, UnitId};
use law::Citation;

/// Why a stored record cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// A newer program wrote it.
    #[error("version {version} of `{kind}` is newer than this program")]
    Newer {
        /// Kind of the record.
        kind: String,
        /// Its version.
        version: u32,
    },
    /// The text is not the form of its kind.
    #[error("the record of kind `{kind}` cannot be read: {cause}")]
    Form {
        /// Kind of the record.
        kind: String,
        /// What the reader stumbled on.
        cause: String,
    },
    /// The actor column is none of the known forms.
    #[error("`{0}` is not an actor")]
    Actor(String),
}

/// The version in which this program writes `event`.
#[must_use]
pub fn version(_event: &Event) -> u32 {
    1
}

/// The fields of `event` as compact JSON, without its kind.
///
/// # Errors
///
/// [`WireError::Form`] when a value has no JSON form; no value of the domain is such.
pub fn encode(event: &Event) -> Result<String, WireError> {
    let kind = event.kind();
    let fail = |cause: String| WireError::Form { kind: kind.to_owned(), cause };
    let mut text = Vec::with_capacity(512);
    event::EventForm::serialize(event, &mut serde_json::Serializer::new(&mut text))
        .map_err(|cause| fail(cause.to_string()))?;
    // The form is `{"kind":{…}}`; the kind has a column of its own.
    let inner = text
        .get(kind.len().saturating_add(4)..text.len().saturating_sub(1))
        .ok_or_else(|| fail("no fields".into()))?;
    String::from_utf8(inner.to_vec()).map_err(|cause| fail(cause.to_string()))
}

/// Reads what [`encode`] wrote, in any version that was ever written.
///
/// # Errors
///
/// [`WireError`]: the record is newer than this program, or damaged.
pub fn decode(kind: &str, version: u32, payload: &str) -> Result<Event, WireError> {
    if version != 1 {
        return Err(WireError::Newer { kind: kind.to_owned(), version });
    }
    let mut text = String::with_capacity(payload.len().saturating_add(kind.len()).saturating_add(6));
    text.push_str("{\"");
    text.push_str(kind);
    text.push_str("\":");
    text.push_str(payload);
    text.push('}');
    let mut reader = serde_json::Deserializer::from_str(&text);
    let fail = |cause: serde_json::Error| WireError::Form { kind: kind.to_owned(), cause: cause.to_string() };
    let event = event::EventForm::deserialize(&mut reader).map_err(fail)?;
    reader.end().map_err(fail)?;
    Ok(event)
}

/// The actor as one column: `staff:person@unit`, `citizen:person` or `system:name`.
#[must_use]
pub fn encode_actor(actor: &Actor) -> String {
    match actor {
        Actor::Staff { person, unit } => format!("staff:{person}@{unit}"),
        Actor::Citizen(person) => format!("citizen:{person}"),
        Actor::System(name) => format!("system:{name}"),
    }
}

/// Reads what [`encode_actor`] wrote.
///
/// # Errors
///
/// [`WireError::Actor`] when the text is none of the forms.
pub fn decode_actor(text: &str) -> Result<Actor, WireError> {
    let wrong = || WireError::Actor(text.to_owned());
    match text.split_once(':').ok_or_else(wrong)? {
        ("staff", rest) => {
            let (person, unit) = rest.split_once('@').ok_or_else(wrong)?;
            let person = PersonId::new(person).map_err(|_| wrong())?;
            let unit = UnitId::new(unit).map_err(|_| wrong())?;
            Ok(Actor::Staff { person, unit })
        }
        ("citizen", person) => PersonId::new(person).map(Actor::Citizen).map_err(|_| wrong()),
        ("system", name) => Ok(Actor::System(name.to_owned())),
        _ => Err(wrong()),
    }
}

/// The provision with address `id`; a table, because every event carries one.
fn citation(id: &str) -> Option<Citation> {
    static BY_ID: OnceLock<HashMap<&'static str, Citation>> = OnceLock::new();
    let table = BY_ID.get_or_init(|| law::ALL.iter().map(|citation| (citation.id(), *citation)).collect());
    table.get(id).copied()
}

/// The stored name of a plain enumeration's value, such as `counter`.
#[must_use]
pub(crate) fn name_of<T: form::Wire>(value: &T) -> String {
    match value.write(serde_json::value::Serializer) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The stored name of a kind of notice, as payloads of the outbox and templates name it.
#[must_use]
pub fn name_of_notice(kind: domain::dossier::event::NoticeKind) -> String {
    name_of(&kind)
}
