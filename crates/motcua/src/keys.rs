//! The keys of the configuration file, and what is said when one of them cannot be used.

use std::path::Path;

/// Each table of the file with its keys and what may be written for each. A test beside the settings holds it against the
/// forms that the file is read into, so that no key is forgotten here.
pub const KEYS: [(&str, &[(&str, &str)]); 9] = [
    (
        "",
        &[
            ("listen", "\"127.0.0.1:8080\""),
            ("public_url", "\"https://motcua.example\""),
            ("data", "\"/var/lib/motcua\""),
            ("database", "\"sqlite:///var/lib/motcua/store.sqlite\" or \"postgres://USER@HOST/NAME\""),
            ("province", "\"/etc/motcua/province\""),
            ("log", "\"text\" or \"json\""),
            ("log_level", "\"info\", or \"warn,store=debug\""),
            ("empty", "true or false"),
            ("drain_ms", "milliseconds, 300"),
            ("at_once", "a number, 0 for no limits"),
            ("slow_ms", "milliseconds, 200"),
            ("clock_off_s", "seconds, 300"),
            ("clock_back_s", "seconds, 2"),
            ("files", "a table [files]"),
            ("outbox", "a table [outbox]"),
            ("sms", "a table [sms]"),
            ("email", "a table [email]"),
            ("webhook", "a table [webhook]"),
        ],
    ),
    (
        "files",
        &[
            ("store", "\"s3://motcua?endpoint=https://s3.example\""),
            ("s3_key_id", "\"motcua\""),
            ("s3_secret_file", "\"/etc/motcua/s3.secret\""),
            ("clamd", "\"unix:/run/clamav/clamd.ctl\" or \"tcp:HOST:PORT\""),
        ],
    ),
    (
        "outbox",
        &[
            ("lease_seconds", "a number from 4 to 600"),
            ("parallel", "a number from 1 to 32"),
            ("most_attempts", "a number from 1 to 100"),
            ("oldest_hours", "a number from 1 to 720"),
            ("first_wait_seconds", "a number from 1 to 3600"),
            ("per_recipient_per_day", "a number from 1 to 100"),
        ],
    ),
    ("sms", &[("plain_hosts", "[\"sms.internal\"]"), ("provider", "tables [[sms.provider]]")]),
    (
        "sms.provider",
        &[
            ("name", "\"chinh\""),
            ("kind", "\"http\" or \"smpp\""),
            ("tones", "true or false"),
            ("allow_private", "true or false"),
            ("secret_file", "\"/etc/motcua/sms.secret\""),
            ("url", "\"https://sms.example/send\""),
            ("body", "'{\"to\": \"{to}\", \"text\": \"{text}\"}'"),
            ("from", "\"MOTCUA\""),
            ("id_pointer", "\"/id\""),
            ("success_pointer", "\"/status\""),
            ("success_value", "\"ok\""),
            ("ca_file", "\"/etc/motcua/ca.pem\""),
            ("host", "\"smpp.example\""),
            ("port", "a number from 1 to 65535"),
            ("system_id", "\"motcua\""),
            ("system_type", "\"\""),
            ("source", "\"MOTCUA\""),
            ("enquire_seconds", "a number from 5 to 600"),
        ],
    ),
    (
        "email",
        &[
            ("from", "\"motcua@example.vn\""),
            ("from_name", "\"Một Cửa\""),
            ("plain_hosts", "[\"mail.internal\"]"),
            ("provider", "tables [[email.provider]]"),
        ],
    ),
    (
        "email.provider",
        &[
            ("name", "\"chinh\""),
            ("host", "\"smtp.example.vn\""),
            ("port", "a number from 1 to 65535"),
            ("protection", "\"starttls\", \"tls\" or \"none\""),
            ("user", "\"motcua\""),
            ("secret_file", "\"/etc/motcua/mail.secret\""),
            ("ca_file", "\"/etc/motcua/ca.pem\""),
        ],
    ),
    (
        "webhook",
        &[
            ("allow_hosts", "[\"partner.example\"]"),
            ("plain_hosts", "[\"partner.internal\"]"),
            ("subscription", "tables [[webhook.subscription]]"),
        ],
    ),
    (
        "webhook.subscription",
        &[
            ("id", "\"doi-tac\""),
            ("url", "\"https://partner.example/events\""),
            ("allow_private", "true or false"),
            ("secret_file", "\"/etc/motcua/partner.secret\""),
            ("ca_file", "\"/etc/motcua/ca.pem\""),
        ],
    ),
];

/// The longest value that is repeated in an error.
const SHOWN: usize = 60;

/// What is wrong with the file in one line: its place, key and value, and what to write.
pub fn explain(path: &Path, text: &str, error: &toml::de::Error) -> String {
    let start = error.span().map_or(0, |span| span.start);
    let before = text.get(..start).unwrap_or_default();
    let number = before.matches('\n').count().saturating_add(1);
    let line = text.lines().nth(number.saturating_sub(1)).unwrap_or_default();
    let place = format!("{}:{number}", path.display());
    let table = table_at(text, number);
    let message = error.message().replace('\n', " ");
    let Some((key, value)) = line.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
        return format!("{place}: `{}`: {message}; correct this line", line.trim());
    };
    let keys = KEYS.iter().find(|(name, _)| *name == table).map_or(&[][..], |(_, keys)| *keys);
    let full = if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
    match keys.iter().find(|(known, _)| *known == key) {
        // The address of a database may hold a password.
        Some((_, example)) if key == "database" => format!("{place}: {full}: {message}; write {example}"),
        Some((_, example)) => format!("{place}: {full} = {}: {message}; write {example}", shown(value)),
        None => format!("{place}: `{full}` is no key; {}", advice(key, keys)),
    }
}

fn shown(value: &str) -> String {
    let cut: String = value.chars().take(SHOWN).collect();
    if cut.len() < value.len() { format!("{cut}…") } else { cut }
}

/// The table that a line belongs to: the last heading above it, without its brackets.
fn table_at(text: &str, number: usize) -> &str {
    let headings = text.lines().take(number).filter_map(|line| line.trim().strip_prefix('['));
    let heading = headings.last().unwrap_or_default();
    heading.trim_start_matches('[').split(']').next().unwrap_or_default().trim()
}

fn advice(key: &str, keys: &[(&str, &str)]) -> String {
    let nearest = keys.iter().map(|(known, _)| (distance(key, known), *known)).min();
    let all: Vec<&str> = keys.iter().map(|(known, _)| *known).collect();
    match nearest {
        Some((far, known)) if far <= known.len().div_ceil(3) => {
            format!("did you mean `{known}`? Known here: {}", all.join(", "))
        }
        _ => format!("take it out; known here: {}", all.join(", ")),
    }
}

/// How many letters must be put in, taken out or changed to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (above, own) in one.chars().enumerate() {
        let mut next = vec![above.saturating_add(1)];
        for ((at, theirs), pair) in other.chars().enumerate().zip(row.windows(2)) {
            let [diagonal, up] = pair else { continue };
            let left = next.get(at).copied().unwrap_or_default();
            let changed = diagonal.saturating_add(usize::from(own != theirs));
            next.push(changed.min(up.saturating_add(1)).min(left.saturating_add(1)));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ_are_counted() {
        for (one, other, far) in
            [("listen", "listen", 0), ("listn", "listen", 1), ("log", "data", 4), ("", "a", 1)]
        {
            assert_eq!((distance(one, other), distance(other, one)), (far, far), "{one} {other}");
        }
    }

    #[test]
    fn a_line_belongs_to_the_heading_above_it() {
        let text = "listen = 1\n[sms]\nplain_hosts = []\n[[sms.provider]]\nname = 2\n";
        assert_eq!((table_at(text, 1), table_at(text, 3), table_at(text, 5)), ("", "sms", "sms.provider"));
    }
}
