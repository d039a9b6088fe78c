//! Calls of partner systems by the Standard Webhooks convention: id, time and signature in headers.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::civil::DateTime;
use serde_json::json;
use sha2::Sha256;
use tokio_rustls::rustls::ClientConfig;

use super::http::{post, trust};
use super::{Letter, Outcome, Risk};
use crate::outbox::settings::{Secret, Subscription};

/// A subscription in use.
pub struct Webhook {
    /// How it is reached.
    pub settings: Subscription,
    keys: Vec<Vec<u8>>,
    tls: Arc<ClientConfig>,
}

/// The bytes of a key written `whsec_…` in base64, 24 to 64 of them.
///
/// # Errors
///
/// What is wrong with it.
pub fn key(secret: &Secret) -> Result<Vec<u8>, String> {
    let text = secret.0.trim();
    let bytes = STANDARD.decode(text.strip_prefix("whsec_").unwrap_or(text));
    let bytes = bytes.map_err(|_| "a key is written whsec_ and base64".to_owned())?;
    if (24..=64).contains(&bytes.len()) {
        Ok(bytes)
    } else {
        Err(format!("a key has 24 to 64 bytes, not {}", bytes.len()))
    }
}

/// The signature of one call with one key.
#[must_use]
pub fn sign(key: &[u8], id: &str, seconds: i64, body: &str) -> String {
    // HMAC takes a key of any length; the empty answer of the impossible case verifies nowhere.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

impl Webhook {
    /// Puts it in use.
    ///
    /// # Errors
    ///
    /// What is wrong with the settings.
    pub fn new(settings: Subscription) -> Result<Self, String> {
        let keys = settings.keys.iter().map(key).collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() {
            return Err("there is no key to sign with".to_owned());
        }
        let tls = trust(settings.ca.as_deref())?;
        Ok(Self { settings, keys, tls })
    }

    pub(super) async fn send(&self, letter: &Letter, risk: &Risk) -> Outcome {
        let body = body(letter);
        let id = letter.token();
        let seconds = store::to_us(letter.now).div_euclid(1_000_000);
        let signatures: Vec<String> = self.keys.iter().map(|key| sign(key, &id, seconds, &body)).collect();
        let headers = [
            ("webhook-id", id.clone()),
            ("webhook-timestamp", seconds.to_string()),
            ("webhook-signature", signatures.join(" ")),
        ];
        let own = &self.settings;
        // The receiver knows repetitions by their id, so whatever is not a yes is simply tried again.
        match post(&own.target, own.private, &self.tls, &headers, body.into_bytes(), risk).await {
            Err(why) => Outcome::Refused { why: letter.scrub(&why), fault: true, after: None },
            Ok(reply) => match reply.status {
                200..=299 => Outcome::Taken { proof: format!("{}: {id}", own.id) },
                410 => Outcome::Never { why: "410: the partner has ended this subscription".to_owned() },
                300..=399 => Outcome::Never { why: format!("{}: redirects are not followed", reply.status) },
                status => Outcome::Refused { why: status.to_string(), fault: true, after: reply.after },
            },
        }
    }
}

/// The same text at every attempt: what happened, when, to which dossier; never to whom.
fn body(letter: &Letter) -> String {
    let payload = &letter.payload;
    json!({
        "type": format!("notice.{}", payload.kind),
        "timestamp": rfc3339(letter.queued_at),
        "data": {
            "dossier": payload.dossier,
            "code": payload.code,
            "stage": payload.stage,
            "day": payload.day,
        },
    })
    .to_string()
}

fn rfc3339(at: DateTime) -> String {
    format!("{}+07:00", at.strftime("%Y-%m-%dT%H:%M:%S"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the convention's own documentation.
    #[test]
    fn the_signature_is_that_of_the_convention() {
        let key = key(&Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".into())).unwrap();
        let signed = sign(&key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_key_is_base64_and_long_enough() {
        for (text, why) in [("whsec_###", "base64"), ("whsec_QUJD", "24 to 64"), ("", "24 to 64")] {
            assert!(key(&Secret(text.into())).unwrap_err().contains(why), "{text}");
        }
        assert_eq!(format!("{:?}", Secret("whsec_x".into())), "…");
    }
}
