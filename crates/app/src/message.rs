//! Messages to applicants and partner systems: what is queued, how it reads, what became of it.
//!
//! An act queues a [`Payload`]: kind, code, stage, and *where* the address lies. The address is read from
//! its erasable row only when the message is sent, so the outbox holds no personal data. A worker
//! ([`effects`](../../effects/index.html)) asks [`address`] and [`text`], sends, and reports to [`sent`],
//! [`failed`], [`delivered`] or [`undelivered`].
//!
//! Not here: transports and their back-off (`effects`), the lists that people work with ([`list`]).

pub mod list;

use domain::dossier::{Actor, Command, Context, Dossier, decide};
use domain::ids::DossierId;
use jiff::civil::DateTime;
use province::message::{Values, fill, stage_named};
pub use province::message::{gsm7, stage_words};
use serde::{Deserialize, Serialize};
use store::{Batch, Message, MessageChange, NewMessage, Reads, SideRow, StoreError, StreamId};

use crate::App;
use crate::dossier::shell::random_hex;
use crate::error::CommandError;
use crate::person::{PersonalData, Representative};

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Carrier {
    /// E-mail.
    Email,
    /// Short message.
    Sms,
    /// A call of a partner system.
    Webhook,
}

impl Carrier {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Email, Self::Sms, Self::Webhook];

    /// The name, as stored in the outbox.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Webhook => "webhook",
        }
    }

    /// The carrier of a stored name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.name() == name)
    }
}

/// Where the address lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Id of the erasable row: an applicant or a representative.
    pub private: String,
}

/// What is stored of a message: nothing that says who gets it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// The dossier it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<String>,
    /// Kind of notice, for example `result-ready`.
    pub kind: String,
    /// Name of the template; usually the kind.
    #[serde(default)]
    pub template: String,
    /// Whom a short message or an e-mail goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Recipient>,
    /// Which subscription a webhook goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription: Option<String>,
    /// Code of the dossier; empty until it is accepted.
    #[serde(default)]
    pub code: String,
    /// Stable name of the stage, for example `processing`.
    #[serde(default)]
    pub stage: String,
    /// The day that the notice speaks of, dd/MM/yyyy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// Telephone number for questions.
    #[serde(default)]
    pub hotline: String,
}

impl Payload {
    /// The row of the outbox. `id` names the notice for ever: the same id is never sent as two messages.
    #[must_use]
    pub fn message(&self, id: &str, carrier: Carrier, due_at: DateTime) -> NewMessage {
        NewMessage {
            id: id.to_owned(),
            channel: carrier.name().to_owned(),
            // Texts and options always have a JSON form.
            payload: serde_json::to_string(self).unwrap_or_default(),
            due_at,
            dossier: self.dossier.as_deref().and_then(|id| DossierId::new(id).ok()),
        }
    }

    /// Reads the payload of a stored message.
    ///
    /// # Errors
    ///
    /// [`Unsendable::Payload`].
    pub fn read(message: &Message) -> Result<Self, Unsendable> {
        serde_json::from_str(&message.payload).map_err(|_| Unsendable::Payload)
    }
}

/// Why a message can never be sent as it is: work for a person.
#[derive(Debug, thiserror::Error)]
pub enum Unsendable {
    /// The stored payload is not readable.
    #[error("nội dung lưu trữ không đọc được")]
    Payload,
    /// The message names nobody.
    #[error("thông báo không ghi người nhận")]
    NoRecipient,
    /// The row with the address was erased, or never was there.
    #[error("dữ liệu cá nhân đã xóa, không còn địa chỉ")]
    Erased,
    /// The person gave no such address.
    #[error("người nhận không có {0}")]
    NoAddress(&'static str),
    /// The number cannot get short messages.
    #[error("số điện thoại không nhận được tin nhắn")]
    NotMobile,
    /// There is no template.
    #[error("không có mẫu `{0}` cho ngày này")]
    NoTemplate(String),
    /// The template cannot be filled.
    #[error("không điền được mẫu: {0}")]
    Fill(#[from] province::message::FillError),
    /// The store failed; this one passes.
    #[error("kho dữ liệu lỗi")]
    Store(#[from] store::StoreError),
}

/// The alphabet of a short message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// Without tones, 160 places of GSM 7-bit.
    Plain,
    /// With tones, 70 units of UCS-2.
    Tones,
}

/// What a reader gets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Subject of an e-mail.
    pub subject: String,
    /// Body of an e-mail.
    pub body: String,
    /// Short message without tones.
    pub plain: String,
    /// Short message with tones.
    pub tones: String,
}

/// The address of a message: digits with the country first, or an e-mail address.
///
/// # Errors
///
/// [`Unsendable`] when there is none any more, or none of this sort.
pub fn address(app: &App, payload: &Payload, carrier: Carrier) -> Result<String, Unsendable> {
    let to = payload.to.as_ref().ok_or(Unsendable::NoRecipient)?;
    let rows = app.store.private(std::slice::from_ref(&to.private))?;
    let row = rows.into_iter().next().ok_or(Unsendable::Erased)?;
    let data = row.data.ok_or(Unsendable::Erased)?;
    let (phone, email) = contact(&row.kind, &data).ok_or(Unsendable::Payload)?;
    match carrier {
        Carrier::Email if email.is_empty() => Err(Unsendable::NoAddress("thư điện tử")),
        Carrier::Email => Ok(email),
        Carrier::Sms if phone.is_empty() => Err(Unsendable::NoAddress("số điện thoại")),
        Carrier::Sms => mobile(&phone).ok_or(Unsendable::NotMobile),
        Carrier::Webhook => Err(Unsendable::Payload),
    }
}

fn contact(kind: &str, data: &str) -> Option<(String, String)> {
    if kind == "representative" {
        let person: Representative = serde_json::from_str(data).ok()?;
        return Some((person.phone, String::new()));
    }
    let person: PersonalData = serde_json::from_str(data).ok()?;
    Some((person.phone, person.email))
}

/// A number as networks write it: `0912 345 678` becomes `84912345678`. Landlines get no short messages.
fn mobile(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let international = match digits.strip_prefix("00") {
        Some(rest) => rest.to_owned(),
        None => match digits.strip_prefix('0') {
            Some(rest) => format!("84{rest}"),
            None => digits,
        },
    };
    let landline = international.starts_with("842");
    (!landline && (8..=15).contains(&international.len())).then_some(international)
}

/// How a message reads. The same message always reads the same: its template is that of the day on which
/// it was queued.
///
/// # Errors
///
/// [`Unsendable`].
pub fn text(app: &App, message: &Message, payload: &Payload) -> Result<Text, Unsendable> {
    let reference = app.reference();
    let name = if payload.template.is_empty() { &payload.kind } else { &payload.template };
    let template = reference.province.template_on(name, message.queued_at.date());
    let template = template.ok_or_else(|| Unsendable::NoTemplate(name.clone()))?;
    let track = if payload.code.is_empty() { String::new() } else { format!("?ma={}", payload.code) };
    let values = Values {
        code: payload.code.clone(),
        stage: stage_named(&payload.stage),
        day: payload.day.clone().unwrap_or_default(),
        hotline: payload.hotline.clone(),
        link: format!("{}/tra-cuu{track}", app.public_url()),
    };
    Ok(Text {
        subject: fill(&template.subject, &values)?,
        body: fill(&template.body, &values)?,
        plain: fill(&template.sms_plain, &values.plain())?,
        tones: fill(&template.sms_tones, &values)?,
    })
}

/// Lets a message go to `address` unless the day's share of that address is used up.
///
/// # Errors
///
/// The store's failure, or no randomness for the day's salt.
pub fn admit(app: &App, id: &str, address: &str, share: u32) -> Result<bool, CommandError> {
    Ok(app.store.outbox_admit(id, address, share, &random_hex()?, app.store.now())?)
}

/// A provider took the message; `proof` names it there.
///
/// # Errors
///
/// The store's failure.
pub fn sent(app: &App, id: &str, _channel: Carrier, proof: &str) -> Result<(), CommandError> {
    let command = Command::NoticeSent { message: id.to_owned(), proof: proof.to_owned() };
    settle(app, &command, &MessageChange::Sent { id: id.to_owned(), proof: proof.to_owned() })
}

/// The message is given up; `error` says why, without personal data.
///
/// # Errors
///
/// The store's failure.
pub fn failed(app: &App, id: &str, error: &str) -> Result<(), CommandError> {
    let command = Command::FailNotice { message: id.to_owned(), error: error.to_owned() };
    settle(
        app,
        &command,
        &MessageChange::Failed { id: id.to_owned(), error: error.to_owned(), next_at: None },
    )
}

/// An attempt failed and there will be another.
///
/// # Errors
///
/// The store's failure.
pub fn failed_for_now(app: &App, id: &str, error: &str, next_at: DateTime) -> Result<(), CommandError> {
    let error = error.to_owned();
    change(app, &MessageChange::Failed { id: id.to_owned(), error, next_at: Some(next_at) })
}

/// The message waits without an attempt.
///
/// # Errors
///
/// The store's failure.
pub fn postponed(app: &App, id: &str, reason: &str, next_at: DateTime) -> Result<(), CommandError> {
    change(app, &MessageChange::Postponed { id: id.to_owned(), reason: reason.to_owned(), next_at })
}

/// The provider says that the receiver has the message that it knows by `proof`; `false` when nobody knows
/// of such a message.
///
/// # Errors
///
/// The store's failure.
pub fn delivered(app: &App, proof: &str) -> Result<bool, CommandError> {
    let Some(message) = app.store.outbox_by_proof(proof)? else { return Ok(false) };
    change(app, &MessageChange::Delivered { id: message.id })?;
    Ok(true)
}

/// The provider says that it could not deliver the message that it knows by `proof`; `false` when nobody
/// knows of such a message.
///
/// # Errors
///
/// The store's failure.
pub fn undelivered(app: &App, proof: &str, error: &str) -> Result<bool, CommandError> {
    let Some(message) = app.store.outbox_by_proof(proof)? else { return Ok(false) };
    change(app, &MessageChange::Undelivered { id: message.id, error: error.to_owned() })?;
    Ok(true)
}

/// Records what became of a message, in its dossier and in the outbox as one act.
///
/// Where the dossier refuses, has it already or cannot be read, the outbox alone is told: a message that was sent must
/// not go out again because of that.
fn settle(app: &App, command: &Command, became: &MessageChange) -> Result<(), CommandError> {
    let about = app.store.outbox_message(became.id())?.and_then(|message| message.dossier);
    let Some(dossier) = about.and_then(|id| DossierId::new(&id).ok()) else { return change(app, became) };
    match record(app, &dossier, command, became) {
        Ok(()) => Ok(()),
        Err(CommandError::Refused(_) | CommandError::NotFound) => change(app, became),
        Err(CommandError::Store(error @ (StoreError::Corrupt { .. } | StoreError::Invalid(_)))) => {
            tracing::error!(%dossier, %error, "what became of a message is not in its dossier");
            change(app, became)
        }
        Err(other) => Err(other),
    }
}

fn record(
    app: &App,
    dossier: &DossierId,
    command: &Command,
    became: &MessageChange,
) -> Result<(), CommandError> {
    let (reference, dossier) = (app.reference(), dossier.clone());
    let (command, became) = (command.clone(), became.clone());
    let read = StreamId::Dossier(dossier.clone());
    app.store.act_blocking(
        move |_| Reads { streams: vec![read.clone()], ..Reads::default() },
        move |loaded| -> Result<((), Batch), CommandError> {
            let history = loaded.history(&StreamId::Dossier(dossier.clone()));
            let known = Dossier::rebuild(&dossier, history).ok_or(CommandError::NotFound)?;
            let procedure = reference.procedure_pinned(&known.procedure).ok_or(CommandError::NotFound)?;
            let by = Actor::System("messages".to_owned());
            let context = Context {
                at: loaded.at,
                by: &by,
                procedure,
                calendar: reference.calendar_for(&known.desk),
                parameters: law::parameters_on(&loaded.at.date().to_string()),
                organisation: &reference.organisation,
                numbers: None,
                history,
                proof_paid: None,
            };
            let events = decide(Some(&known), &command, &context)?;
            let batch = Batch::default().append(&dossier, &by, events).row(SideRow::Message(became.clone()));
            Ok(((), batch))
        },
    )
}

fn change(app: &App, change: &MessageChange) -> Result<(), CommandError> {
    Ok(app.store.outbox_change(change, app.store.now())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_networks_write_it() {
        let table = [
            ("0912 345 678", Some("84912345678")),
            ("+84 912.345.678", Some("84912345678")),
            ("0084912345678", Some("84912345678")),
            ("(0263) 3800 100", None),
            ("84 263 3800100", None),
            ("+1 202 555 0100", Some("12025550100")),
            ("12", None),
            ("", None),
        ];
        for (written, expected) in table {
            assert_eq!(mobile(written).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn the_payload_has_the_agreed_form() {
        let payload = Payload {
            dossier: Some("0134".into()),
            kind: "accepted".into(),
            template: "accepted".into(),
            to: Some(Recipient { private: "p1".into() }),
            code: "000.00.19.H36-190814-0001".into(),
            stage: "accepted".into(),
            day: Some("21/08/2019".into()),
            hotline: "1022".into(),
            ..Payload::default()
        };
        let text = r#"{"dossier":"0134","kind":"accepted","template":"accepted","to":{"private":"p1"},"code":"000.00.19.H36-190814-0001","stage":"accepted","day":"21/08/2019","hotline":"1022"}"#;
        assert_eq!(serde_json::to_string(&payload).unwrap(), text);
        assert_eq!(serde_json::from_str::<Payload>(text).unwrap(), payload);
        let partner: Payload = serde_json::from_str(r#"{"kind":"accepted","subscription":"s1"}"#).unwrap();
        assert_eq!((partner.to, partner.subscription.as_deref()), (None, Some("s1")));
    }
}
