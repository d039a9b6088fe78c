//! `messages/<kind>.yaml`: what is sent to applicants.

use domain::organisation::Validity;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;

use super::{date, date_option};
use crate::fault::Faults;
use crate::message::Template;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TemplateWire {
    id: String,
    valid_from: String,
    #[serde(default)]
    valid_to: Option<String>,
    sms: SmsWire,
    email: EmailWire,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SmsWire {
    tones: String,
    plain: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EmailWire {
    subject: String,
    body: String,
}

impl TemplateWire {
    pub(crate) fn read(&self, faults: &mut Faults) -> Option<Template> {
        let from = date(faults, "valid_from", &self.valid_from);
        let to = date_option(faults, "valid_to", self.valid_to.as_ref());
        // Composed letters: a decomposed one would count twice in a short message.
        let text = |raw: &str| raw.trim().nfc().collect::<String>();
        Some(Template {
            id: self.id.trim().to_owned(),
            validity: Validity { from: from?, to },
            sms_tones: text(&self.sms.tones),
            sms_plain: text(&self.sms.plain),
            subject: text(&self.email.subject),
            body: text(&self.email.body),
        })
    }
}
