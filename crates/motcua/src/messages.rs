//! `[outbox]`, `[sms]`, `[email]` and `[webhook]` of the configuration file: who carries messages.
//!
//! Secrets are never in the file itself: it names files that only their owner may read (R55).

use std::path::{Path, PathBuf};
use std::time::Duration;

use app::message::Carrier;
use effects::outbox::settings::{Gateway, Protection, Secret, Settings, Smpp, Sms, Smtp, Subscription};
use effects::transport::net::Target;
use jiff::SignedDuration;
use serde::Deserialize;

/// What the file says about messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Messages {
    pub outbox: OutboxPart,
    pub sms: SmsPart,
    pub email: EmailPart,
    pub webhook: WebhookPart,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutboxPart {
    lease_seconds: Option<u32>,
    parallel: Option<u32>,
    most_attempts: Option<u32>,
    oldest_hours: Option<u32>,
    first_wait_seconds: Option<u32>,
    per_recipient_per_day: Option<u32>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SmsPart {
    /// Hosts that may be called without TLS.
    plain_hosts: Vec<String>,
    provider: Vec<SmsProvider>,
}

/// One table for both kinds; what a kind does not use must not be written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SmsProvider {
    name: String,
    kind: String,
    tones: bool,
    allow_private: bool,
    secret_file: Option<PathBuf>,
    url: Option<String>,
    body: Option<String>,
    from: Option<String>,
    id_pointer: Option<String>,
    success_pointer: Option<String>,
    success_value: Option<String>,
    ca_file: Option<PathBuf>,
    host: Option<String>,
    port: Option<u16>,
    system_id: Option<String>,
    system_type: Option<String>,
    source: Option<String>,
    enquire_seconds: Option<u32>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EmailPart {
    from: String,
    from_name: String,
    /// Hosts that may be used without TLS.
    plain_hosts: Vec<String>,
    provider: Vec<MailServer>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct MailServer {
    name: String,
    host: String,
    port: Option<u16>,
    protection: Option<String>,
    user: Option<String>,
    secret_file: Option<PathBuf>,
    ca_file: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WebhookPart {
    /// Hosts that may be called at all.
    allow_hosts: Vec<String>,
    /// Hosts that may be called without TLS.
    plain_hosts: Vec<String>,
    subscription: Vec<SubscriptionPart>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SubscriptionPart {
    id: String,
    url: String,
    allow_private: bool,
    secret_file: Option<PathBuf>,
    ca_file: Option<PathBuf>,
}

/// Collects what is wrong, each with its place in the file.
struct Faults {
    place: String,
    list: Vec<String>,
}

impl Faults {
    fn say(&mut self, field: &str, what: impl AsRef<str>) {
        self.list.push(format!("{}.{field}: {}", self.place, what.as_ref()));
    }

    fn keep<T>(&mut self, field: &str, result: Result<T, String>) -> Option<T> {
        result.map_err(|what| self.say(field, what)).ok()
    }

    /// A text that must be there.
    fn need(&mut self, field: &str, text: Option<&String>) -> Option<String> {
        let found = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        if found.is_none() {
            self.say(field, "is missing");
        }
        found
    }

    fn secret(&mut self, file: Option<&PathBuf>) -> Option<Vec<Secret>> {
        let Some(file) = file else {
            self.say("secret_file", "is missing; name a file that only its owner may read");
            return None;
        };
        self.keep("secret_file", secrets(file))
    }

    fn authority(&mut self, file: Option<&PathBuf>) -> Option<String> {
        let read = |file: &PathBuf| {
            std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
        };
        file.and_then(|file| self.keep("ca_file", read(file)))
    }

    fn target(&mut self, url: &str, plain_hosts: &[String]) -> Option<Target> {
        let target = self.keep("url", Target::parse(url))?;
        if !target.https && !plain_hosts.contains(&target.host) {
            self.say(
                "url",
                format!("http:// is only for hosts in plain_hosts; `{}` is not there", target.host),
            );
            return None;
        }
        Some(target)
    }
}

/// The lines of a file that only its owner may read.
pub fn secrets(file: &Path) -> Result<Vec<Secret>, String> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{shown}: {error}"))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(file).map_err(|error| format!("{shown}: {error}"))?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(format!("{shown}: others may read it; run chmod 600 {shown}"));
        }
    }
    let lines: Vec<Secret> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| Secret(line.to_owned()))
        .collect();
    if lines.is_empty() { Err(format!("{shown}: is empty")) } else { Ok(lines) }
}

impl Messages {
    /// The messages that somebody is configured to carry.
    pub fn carriers(&self) -> Vec<Carrier> {
        let some = [
            (Carrier::Email, self.email.provider.is_empty()),
            (Carrier::Sms, self.sms.provider.is_empty()),
            (Carrier::Webhook, self.webhook.subscription.is_empty()),
        ];
        some.into_iter().filter(|(_, none)| !none).map(|(carrier, _)| carrier).collect()
    }

    /// Reads secrets and checks everything that can be checked without calling anybody.
    ///
    /// # Errors
    ///
    /// One line for each fault.
    pub fn read(&self) -> Result<Settings, Vec<String>> {
        let mut faults = Faults { place: String::new(), list: Vec::new() };
        let mut settings = self.outbox.read(&mut faults);
        settings.sms = self.sms.read(&mut faults);
        settings.email = self.email.read(&mut faults);
        settings.webhooks = self.webhook.read(&mut faults);
        let sms = settings.sms.iter().map(|own| match own {
            Sms::Gateway(own) => own.name.as_str(),
            Sms::Smpp(own) => own.name.as_str(),
        });
        let all = sms
            .chain(settings.email.iter().map(|own| own.name.as_str()))
            .chain(settings.webhooks.iter().map(|own| own.id.as_str()));
        let mut names: Vec<&str> = all.collect();
        names.sort_unstable();
        for pair in names.windows(2) {
            if let [a, b] = pair
                && a == b
            {
                faults.list.push(format!("the name `{a}` is given twice; proofs could not be told apart"));
            }
        }
        if faults.list.is_empty()
            && let Err(more) = effects::outbox::check(&settings)
        {
            faults.list.extend(more);
        }
        if faults.list.is_empty() { Ok(settings) } else { Err(faults.list) }
    }
}

impl OutboxPart {
    fn read(&self, faults: &mut Faults) -> Settings {
        "outbox".clone_into(&mut faults.place);
        let mut settings = Settings::default();
        let mut number = |field: &str, value: Option<u32>, from: u32, to: u32| {
            let value = value?;
            if !(from..=to).contains(&value) {
                faults.say(field, format!("{value} is not from {from} to {to}"));
            }
            Some(value)
        };
        if let Some(seconds) = number("lease_seconds", self.lease_seconds, 4, 600) {
            settings.lease = Duration::from_secs(u64::from(seconds));
        }
        if let Some(parallel) = number("parallel", self.parallel, 1, 32) {
            settings.parallel = usize::try_from(parallel).unwrap_or(settings.parallel);
        }
        if let Some(most) = number("most_attempts", self.most_attempts, 1, 100) {
            settings.most_attempts = most;
        }
        if let Some(hours) = number("oldest_hours", self.oldest_hours, 1, 720) {
            settings.oldest = SignedDuration::from_hours(i64::from(hours));
        }
        if let Some(seconds) = number("first_wait_seconds", self.first_wait_seconds, 1, 3600) {
            settings.first_wait = SignedDuration::from_secs(i64::from(seconds));
        }
        if let Some(share) = number("per_recipient_per_day", self.per_recipient_per_day, 1, 100) {
            settings.share = share;
        }
        settings
    }
}

impl SmsPart {
    fn read(&self, faults: &mut Faults) -> Vec<Sms> {
        let mut all = Vec::new();
        for (n, own) in self.provider.iter().enumerate() {
            faults.place = format!("sms.provider[{n}]");
            let name = faults.need("name", Some(&own.name));
            let read = match own.kind.as_str() {
                "http" => own.gateway(&self.plain_hosts, faults).map(Sms::Gateway),
                "smpp" => own.smpp(faults).map(Sms::Smpp),
                other => {
                    faults.say("kind", format!("`{other}` is neither http nor smpp"));
                    None
                }
            };
            if let (Some(_), Some(read)) = (name, read) {
                all.push(read);
            }
        }
        all
    }
}

impl SmsProvider {
    fn stray(&self, faults: &mut Faults, fields: &[(&str, bool)]) {
        for (field, _) in fields.iter().filter(|(_, written)| *written) {
            faults.say(field, format!("is not used by kind {}; take it out", self.kind));
        }
    }

    fn gateway(&self, plain_hosts: &[String], faults: &mut Faults) -> Option<Gateway> {
        self.stray(
            faults,
            &[
                ("host", self.host.is_some()),
                ("port", self.port.is_some()),
                ("system_id", self.system_id.is_some()),
                ("system_type", self.system_type.is_some()),
                ("source", self.source.is_some()),
                ("enquire_seconds", self.enquire_seconds.is_some()),
            ],
        );
        let url = faults.need("url", self.url.as_ref());
        let target = url.and_then(|url| faults.target(&url, plain_hosts));
        let body = faults.need("body", self.body.as_ref());
        let body = body.and_then(|text| {
            let read: Result<serde_json::Value, _> = serde_json::from_str(&text);
            faults.keep("body", read.map_err(|error| format!("is no JSON: {error}")))
        });
        if let Some(body) = &body {
            let text = body.to_string();
            for name in ["{to}", "{text}"].into_iter().filter(|name| !text.contains(name)) {
                faults.say("body", format!("has no {name}"));
            }
        }
        let secret = faults.secret(self.secret_file.as_ref());
        let ca = faults.authority(self.ca_file.as_ref());
        let success = match (&self.success_pointer, &self.success_value) {
            (Some(pointer), Some(value)) => Some((pointer.clone(), value.clone())),
            (None, None) => None,
            _ => {
                faults.say("success_pointer", "and success_value are written together");
                None
            }
        };
        Some(Gateway {
            name: self.name.clone(),
            target: target?,
            private: self.allow_private,
            body: body?,
            from: self.from.clone().unwrap_or_default(),
            secret: secret?.into_iter().next()?,
            tones: self.tones,
            id_pointer: self.id_pointer.clone().unwrap_or_else(|| "/id".to_owned()),
            success,
            ca,
        })
    }

    fn smpp(&self, faults: &mut Faults) -> Option<Smpp> {
        self.stray(
            faults,
            &[
                ("url", self.url.is_some()),
                ("body", self.body.is_some()),
                ("from", self.from.is_some()),
                ("id_pointer", self.id_pointer.is_some()),
                ("success_pointer", self.success_pointer.is_some()),
                ("success_value", self.success_value.is_some()),
                ("ca_file", self.ca_file.is_some()),
            ],
        );
        let host = faults.need("host", self.host.as_ref());
        let system_id = faults.need("system_id", self.system_id.as_ref());
        let source = faults.need("source", self.source.as_ref());
        let mut fits = |field: &str, text: Option<&String>, longest: usize| {
            if text.is_some_and(|text| text.len() > longest || !text.is_ascii()) {
                faults.say(field, format!("has more than {longest} letters without tones"));
            }
        };
        fits("system_id", system_id.as_ref(), 15);
        let number = source.as_ref().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        fits("source", source.as_ref(), if number { 20 } else { 11 });
        let password = faults.secret(self.secret_file.as_ref()).and_then(|all| all.into_iter().next());
        if password.as_ref().is_some_and(|word| word.0.len() > 8) {
            faults.say("secret_file", "a password of SMPP has 8 characters at most");
        }
        Some(Smpp {
            name: self.name.clone(),
            host: host?,
            port: self.port.unwrap_or(2775),
            private: self.allow_private,
            system_id: system_id?,
            password: password?,
            system_type: self.system_type.clone().unwrap_or_default(),
            source: source?,
            tones: self.tones,
            enquire: Duration::from_secs(u64::from(self.enquire_seconds.unwrap_or(30).clamp(5, 600))),
        })
    }
}

impl EmailPart {
    fn read(&self, faults: &mut Faults) -> Vec<Smtp> {
        if !self.provider.is_empty() {
            "email".clone_into(&mut faults.place);
            drop(faults.need("from", Some(&self.from)));
        }
        let mut all = Vec::new();
        for (n, own) in self.provider.iter().enumerate() {
            faults.place = format!("email.provider[{n}]");
            let name = faults.need("name", Some(&own.name));
            let host = faults.need("host", Some(&own.host));
            let protection = match own.protection.as_deref().unwrap_or("starttls") {
                "starttls" => Some(Protection::StartTls),
                "tls" => Some(Protection::Tls),
                "none" if self.plain_hosts.contains(&own.host) => Some(Protection::None),
                "none" => {
                    faults.say("protection", "none is only for hosts in plain_hosts");
                    None
                }
                other => {
                    faults.say("protection", format!("`{other}` is neither starttls nor tls nor none"));
                    None
                }
            };
            let login = match (&own.user, &own.secret_file) {
                (None, None) => None,
                (Some(user), file) => {
                    let word = faults.secret(file.as_ref()).and_then(|all| all.into_iter().next());
                    word.map(|word| (user.clone(), word))
                }
                (None, Some(_)) => {
                    faults.say("user", "is missing");
                    None
                }
            };
            let ca = faults.authority(own.ca_file.as_ref());
            if let (Some(name), Some(host), Some(protection)) = (name, host, protection) {
                let usual = if protection == Protection::Tls { 465 } else { 587 };
                let port = own.port.unwrap_or(usual);
                let (from, from_name) = (self.from.clone(), self.from_name.clone());
                all.push(Smtp { name, host, port, protection, login, from, from_name, ca });
            }
        }
        all
    }
}

impl WebhookPart {
    fn read(&self, faults: &mut Faults) -> Vec<Subscription> {
        let mut all = Vec::new();
        for (n, own) in self.subscription.iter().enumerate() {
            faults.place = format!("webhook.subscription[{n}]");
            let id = faults.need("id", Some(&own.id));
            let target = faults.target(&own.url, &self.plain_hosts);
            if let Some(target) = &target
                && !self.allow_hosts.contains(&target.host)
            {
                faults.say("url", format!("`{}` is not in webhook.allow_hosts", target.host));
            }
            let keys = faults.secret(own.secret_file.as_ref());
            let ca = faults.authority(own.ca_file.as_ref());
            if let (Some(id), Some(target), Some(keys)) = (id, target, keys) {
                all.push(Subscription { id, target, private: own.allow_private, keys, ca });
            }
        }
        all
    }
}
