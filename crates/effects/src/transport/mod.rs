//! The ways out: one module per protocol, all with the same answer.
//!
//! What matters most in an answer is whether the other side may have the message. [`Risk`] is set before
//! the byte that could make it so; whatever goes wrong after that is [`Outcome::Unclear`], and nobody else
//! is asked to send the same message at once.

pub mod gateway;
pub mod http;
pub mod net;
pub mod smpp;
pub mod smtp;
pub mod webhook;

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use app::message::{Alphabet, Payload, Text};
use jiff::civil::DateTime;

/// A message ready to go.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Id, the same at every attempt.
    pub id: String,
    /// Address; empty for a webhook.
    pub to: String,
    /// How it reads; empty for a webhook.
    pub text: Text,
    /// What it is about.
    pub payload: Payload,
    /// When it was queued.
    pub queued_at: DateTime,
    /// When this attempt began.
    pub now: DateTime,
}

impl Letter {
    /// The short message in an alphabet.
    #[must_use]
    pub fn short(&self, alphabet: Alphabet) -> &str {
        match alphabet {
            Alphabet::Plain => &self.text.plain,
            Alphabet::Tones => &self.text.tones,
        }
    }

    /// The id as headers may carry it: letters, digits, `-`, `_` and `/`, everything else as `=` and its
    /// code. Different ids stay different.
    #[must_use]
    pub fn token(&self) -> String {
        let mut out = String::with_capacity(self.id.len());
        for byte in self.id.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/') {
                out.push(char::from(byte));
            } else {
                let _ = write!(out, "={byte:02X}");
            }
        }
        out
    }

    /// A text of the other side without the address in it, on one line, at most 200 characters.
    #[must_use]
    pub fn scrub(&self, said: &str) -> String {
        scrub(said, &self.to)
    }
}

fn scrub(said: &str, address: &str) -> String {
    let local = address.split('@').next().unwrap_or_default();
    let mut text = said.to_owned();
    // The longest first: what is left of an address must not stay either.
    for part in [address, local] {
        text = without(&text, part, |_| false);
    }
    // Whatever a gateway writes between the digits of a number, and whichever way it begins.
    if local.bytes().all(|byte| byte.is_ascii_digit()) {
        let between = |byte: u8| matches!(byte, b' ' | b'.' | b'-' | b'(' | b')' | b'/');
        text = without(&text, local.strip_prefix("84").unwrap_or(local), between);
    }
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

/// `text` with `…` wherever `part` stands in it, in small letters or large, with bytes `between` those of `part`.
fn without(text: &str, part: &str, between: impl Fn(u8) -> bool) -> String {
    if part.chars().count() < 3 {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let found = length_of(rest.as_bytes(), part.as_bytes(), &between);
        if let Some(after) = found.and_then(|length| rest.get(length..)) {
            out.push('…');
            rest = after;
        } else {
            out.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// How many bytes of `text` are `part` at its begin.
fn length_of(text: &[u8], part: &[u8], between: &impl Fn(u8) -> bool) -> Option<usize> {
    let mut wanted = part.iter().peekable();
    for (place, byte) in text.iter().enumerate() {
        match wanted.peek() {
            Some(next) if next.eq_ignore_ascii_case(byte) => drop(wanted.next()),
            Some(_) if place > 0 && between(*byte) => {}
            Some(_) => return None,
            None => return Some(place),
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has it.
    Taken {
        /// What names it there.
        proof: String,
    },
    /// The other side does not have it; another may be asked.
    Refused {
        /// Why.
        why: String,
        /// Whether the provider is at fault, not this message.
        fault: bool,
        /// How long it asks to be left alone.
        after: Option<Duration>,
    },
    /// The other side may have it.
    Unclear {
        /// Why.
        why: String,
    },
    /// Nobody will ever take it.
    Never {
        /// Why.
        why: String,
    },
}

/// Whether the other side may have the message by now.
#[derive(Debug, Default)]
pub struct Risk(AtomicBool);

impl Risk {
    /// From here on it may.
    pub fn begins(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether it may.
    #[must_use]
    pub fn taken(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    /// The outcome of something that broke.
    #[must_use]
    pub fn broken(&self, why: String) -> Outcome {
        if self.taken() {
            Outcome::Unclear { why }
        } else {
            Outcome::Refused { why, fault: true, after: None }
        }
    }
}

/// Somebody who carries messages.
pub enum Provider {
    /// A mail server.
    Smtp(smtp::Smtp),
    /// A gateway for short messages.
    Gateway(gateway::Gateway),
    /// A short message service centre.
    Smpp(smpp::Smpp),
    /// A partner system.
    Webhook(webhook::Webhook),
}

impl Provider {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Smtp(own) => &own.settings.name,
            Self::Gateway(own) => &own.settings.name,
            Self::Smpp(own) => own.name(),
            Self::Webhook(own) => &own.settings.id,
        }
    }

    /// Sends a letter within `time`.
    pub async fn send(&self, letter: &Letter, time: Duration) -> Outcome {
        let risk = Risk::default();
        let sending = async {
            match self {
                Self::Smtp(own) => own.send(letter, &risk).await,
                Self::Gateway(own) => own.send(letter, &risk).await,
                Self::Smpp(own) => own.send(letter, &risk).await,
                Self::Webhook(own) => own.send(letter, &risk).await,
            }
        };
        match tokio::time::timeout(time, sending).await {
            Ok(outcome) => outcome,
            Err(_) => risk.broken(format!("no answer in {} s", time.as_secs())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_becomes_a_token_that_no_other_id_has() {
        let letter = |id: &str| Letter {
            id: id.into(),
            to: String::new(),
            text: Text::default(),
            payload: Payload::default(),
            queued_at: DateTime::MIN,
            now: DateTime::MIN,
        };
        let table = [
            ("0134ab/12/sms", "0134ab/12/sms"),
            ("a.b", "a=2Eb"),
            ("a=2Eb", "a=3D2Eb"),
            ("a\r\nb", "a=0D=0Ab"),
        ];
        for (id, token) in table {
            assert_eq!(letter(id).token(), token);
        }
    }

    #[test]
    fn what_the_other_side_says_is_kept_without_the_address() {
        let table = [
            ("550 <an.nguyen@mail.example> unknown", "an.nguyen@mail.example", "550 <…> unknown"),
            ("550 user an.nguyen\r\nunknown", "an.nguyen@mail.example", "550 user … unknown"),
            ("no route to 84912345678", "84912345678", "no route to …"),
            ("no route to 0912345678", "84912345678", "no route to 0…"),
            ("550 <An.Nguyen@Mail.Example> unknown", "an.nguyen@mail.example", "550 <…> unknown"),
            ("no route to +84 912 345 678", "84912345678", "no route to +84 …"),
            ("no route to (0912) 345-678.", "84912345678", "no route to (0…."),
            ("khong gui duoc “0912.345.678”", "84912345678", "khong gui duoc “0…”"),
            ("plain", "", "plain"),
        ];
        for (said, address, kept) in table {
            assert_eq!(scrub(said, address), kept);
        }
        assert_eq!(scrub(&"x".repeat(900), "").len(), 200);
    }
}
