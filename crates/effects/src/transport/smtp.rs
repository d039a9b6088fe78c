//! E-mail by SMTP: one connection for a message, its phases apart, so that it is known what the server has.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lettre::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};

use super::net::connect;
use super::{Letter, Outcome, Risk};
use crate::outbox::settings::{self, Protection};

/// Longest wait for the answer to one command.
const ANSWER: Duration = Duration::from_secs(20);

/// A mail server in use.
pub struct Smtp {
    /// How it is reached.
    pub settings: settings::Smtp,
    from: Mailbox,
    domain: String,
    tls: Option<TlsParameters>,
}

/// How far a conversation had come when it broke, and who is at fault for a refusal there.
enum Phase {
    /// Connection, greeting, protection, login, sender: a refusal is about us.
    Before,
    /// Recipient: a refusal is about this message.
    Recipient,
    /// The text: a refusal is about this message.
    Text,
}

impl Smtp {
    /// Puts it in use.
    ///
    /// # Errors
    ///
    /// What is wrong with the settings.
    pub fn new(settings: settings::Smtp) -> Result<Self, String> {
        let address: Address =
            settings.from.parse().map_err(|_| format!("`{}` is no e-mail address", settings.from))?;
        let domain = address.domain().to_owned();
        let name = Some(settings.from_name.clone()).filter(|name| !name.is_empty());
        if name.as_deref().is_some_and(|name| name.chars().any(char::is_control)) {
            return Err("the name of the sender holds a control character".to_owned());
        }
        let tls = match settings.protection {
            Protection::None => None,
            Protection::StartTls | Protection::Tls => Some(parameters(&settings)?),
        };
        Ok(Self { settings, from: Mailbox::new(name, address), domain, tls })
    }

    pub(super) async fn send(&self, letter: &Letter, risk: &Risk) -> Outcome {
        let Ok(to) = letter.to.parse::<Address>() else {
            return Outcome::Never { why: "the address is no e-mail address".to_owned() };
        };
        let bytes = match self.message(letter, &to) {
            Ok(message) => message.formatted(),
            Err(why) => return Outcome::Never { why: letter.scrub(&why) },
        };
        match self.talk(&to, &bytes, risk).await {
            Ok(line) => {
                let proof = format!("{}: <{}@{}> {}", self.settings.name, letter.token(), self.domain, line);
                Outcome::Taken { proof: letter.scrub(&proof) }
            }
            Err((phase, error)) => judge(letter, &phase, &error, risk),
        }
    }

    /// The same bytes at every attempt: id and date come from the queue, not from the moment.
    fn message(&self, letter: &Letter, to: &Address) -> Result<Message, String> {
        let micros = u64::try_from(store::to_us(letter.queued_at)).unwrap_or(0);
        let queued: SystemTime = UNIX_EPOCH + Duration::from_secs(micros / 1_000_000);
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(letter.text.subject.clone())
            .date(queued)
            .message_id(Some(format!("<{}@{}>", letter.token(), self.domain)))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.body.clone())
            .map_err(|error| error.to_string())
    }

    async fn talk(&self, to: &Address, bytes: &[u8], risk: &Risk) -> Result<String, (Phase, Fault)> {
        let before = |error: Fault| (Phase::Before, error);
        let mut line = self.open().await.map_err(before)?;
        let mail = if line.server_info().supports_feature(Extension::EightBitMime) {
            vec![MailParameter::Body(MailBodyParameter::EightBitMime)]
        } else {
            Vec::new()
        };
        let sender = Mail::new(Some(self.from.email.clone()), mail);
        timed(line.command(sender)).await.map_err(before)?;
        let recipient = Rcpt::new(to.clone(), Vec::new());
        timed(line.command(recipient)).await.map_err(|error| (Phase::Recipient, error))?;
        timed(line.command(Data)).await.map_err(|error| (Phase::Text, error))?;
        risk.begins();
        let taken = timed(line.message(bytes)).await.map_err(|error| (Phase::Text, error))?;
        // It has the message; how the conversation ends changes nothing.
        drop(tokio::time::timeout(Duration::from_secs(1), line.quit()).await);
        Ok(taken.first_line().unwrap_or_default().to_owned())
    }

    /// Connected, protected as the settings say, logged in.
    async fn open(&self) -> Result<AsyncSmtpConnection, Fault> {
        let own = &self.settings;
        let name = ClientId::Domain(self.domain.clone());
        let direct = self.tls.clone().filter(|_| own.protection == Protection::Tls);
        let mut line = if direct.is_some() {
            let address = (own.host.as_str(), own.port);
            timed(AsyncSmtpConnection::connect_tokio1(address, Some(ANSWER), &name, direct, None)).await?
        } else {
            let stream = connect(&own.host, own.port, true).await.map_err(Fault::Line)?;
            timed(AsyncSmtpConnection::connect_with_transport(Box::new(stream), &name)).await?
        };
        if let Some(tls) = self.tls.clone().filter(|_| own.protection == Protection::StartTls) {
            timed(line.starttls(tls, &name)).await?;
        }
        if let Some((user, password)) = &own.login {
            let known = [Mechanism::Plain, Mechanism::Login];
            let credentials = Credentials::new(user.clone(), password.0.clone());
            timed(line.auth(&known, &credentials)).await?;
        }
        Ok(line)
    }
}

/// What broke a conversation.
enum Fault {
    /// The server said no, or the line broke.
    Server(Error),
    /// There was no line, or no answer on it.
    Line(String),
}

async fn timed<T>(command: impl Future<Output = Result<T, Error>>) -> Result<T, Fault> {
    match tokio::time::timeout(ANSWER, command).await {
        Ok(answered) => answered.map_err(Fault::Server),
        Err(_) => Err(Fault::Line(format!("no answer in {} s", ANSWER.as_secs()))),
    }
}

fn judge(letter: &Letter, phase: &Phase, fault: &Fault, risk: &Risk) -> Outcome {
    let error = match fault {
        Fault::Line(why) => return risk.broken(letter.scrub(why)),
        Fault::Server(error) => error,
    };
    let why = letter.scrub(&said(error));
    // A refusal in words: the server does not have the message, whenever it says so.
    let refused = |fault| Outcome::Refused { why: why.clone(), fault, after: None };
    match phase {
        _ if error.status().is_none() => risk.broken(why),
        Phase::Before => refused(true),
        Phase::Recipient | Phase::Text if error.is_permanent() => Outcome::Never { why },
        Phase::Recipient | Phase::Text => refused(false),
    }
}

/// An error with what caused it.
fn said(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let words = inner.to_string();
        if !text.contains(&words) {
            text = format!("{text}: {words}");
        }
        cause = inner.source();
    }
    text
}

fn parameters(settings: &settings::Smtp) -> Result<TlsParameters, String> {
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(pem) = &settings.ca {
        let own = Certificate::from_pem(pem.as_bytes())
            .map_err(|error| format!("the authority is not readable: {error}"))?;
        builder = builder.add_root_certificate(own);
    }
    builder.build_rustls().map_err(|error| error.to_string())
}
