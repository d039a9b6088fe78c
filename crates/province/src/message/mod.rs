//! Texts that are sent to applicants: dated, short, and free of personal data.
//!
//! A text has placeholders for what every reader may know; [`Template::check`] proves that a short
//! message fits into one part whatever they hold.

pub mod gsm7;

use domain::dossier::Stage;
use domain::organisation::Validity;
use unicode_normalization::UnicodeNormalization as _;

use self::gsm7::{LONGEST_PLAIN, LONGEST_TONES};

/// What a text may be about; each needs a template.
pub const KINDS: [&str; 14] = [
    "accepted",
    "guided",
    "nearly-due",
    "overdue-apology",
    "supplement-asked",
    "answer-nearly-due",
    "lapsed",
    "refused",
    "withdrawn",
    "result-ready",
    "promise-changed",
    "given-to-post",
    "clock-stopped",
    "clock-resumed",
];

/// The names of the placeholders. Nothing else of a dossier ever goes into a message.
pub const PLACEHOLDERS: [&str; 5] = ["code", "stage", "day", "hotline", "link"];

/// One version of the texts of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Name, the same for all its versions; a kind of [`KINDS`].
    pub id: String,
    /// From when until when it is used.
    pub validity: Validity,
    /// Short message with tones, for UCS-2.
    pub sms_tones: String,
    /// Short message without tones, for the 7-bit alphabet.
    pub sms_plain: String,
    /// Subject of the e-mail.
    pub subject: String,
    /// Body of the e-mail.
    pub body: String,
}

/// What the placeholders hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// Code of the dossier; empty until it is accepted.
    pub code: String,
    /// Where it stands, in words.
    pub stage: String,
    /// A day, dd/MM/yyyy.
    pub day: String,
    /// Telephone number for questions.
    pub hotline: String,
    /// Address of the tracking page.
    pub link: String,
}

impl Values {
    /// The same for the 7-bit alphabet.
    #[must_use]
    pub fn plain(&self) -> Self {
        Self {
            code: without_tones(&self.code),
            stage: without_tones(&self.stage),
            day: without_tones(&self.day),
            hotline: without_tones(&self.hotline),
            link: self.link.clone(),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        match name {
            "code" => Some(&self.code),
            "stage" => Some(&self.stage),
            "day" => Some(&self.day),
            "hotline" => Some(&self.hotline),
            "link" => Some(&self.link),
            _ => None,
        }
    }
}

/// Vietnamese letters without their tones and marks: `Đ` becomes `D`.
#[must_use]
pub fn without_tones(text: &str) -> String {
    let letters = text.nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    letters
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            other => other,
        })
        .collect()
}

/// Where a dossier stands, in words for its applicant.
#[must_use]
pub fn stage_words(stage: Stage) -> &'static str {
    match stage {
        Stage::Submitted => "đã nộp, chờ kiểm tra",
        Stage::Guided => "cần hoàn thiện",
        Stage::Escalated => "đang xem xét",
        Stage::Accepted => "đã tiếp nhận",
        Stage::InTransit => "đang chuyển giải quyết",
        Stage::Processing => "đang giải quyết",
        Stage::SupplementAsked => "chờ bổ sung",
        Stage::ResultSent => "đang chuyển kết quả",
        Stage::ResultReady => "đã có kết quả",
        Stage::Returned => "đã trả kết quả",
        Stage::Refused => "không được giải quyết",
        Stage::Withdrawn => "đã rút",
        Stage::ClockStopped => "tạm dừng",
        Stage::WithPost => "đang ở bưu điện",
        Stage::Lapsed => "đã đóng",
    }
}

/// The words of a stage by its stable name; a name that is not known stays as it is.
#[must_use]
pub fn stage_named(name: &str) -> String {
    let known = Stage::ALL.into_iter().find(|stage| stage.name() == name);
    known.map_or_else(|| name.to_owned(), |stage| stage_words(stage).to_owned())
}

/// Why a text cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// A placeholder that does not exist, or a brace without its pair.
    #[error("`{0}` is no placeholder")]
    Unknown(String),
    /// The text needs something that there is not.
    #[error("the text needs `{0}` and there is none")]
    Missing(&'static str),
}

/// Puts the values into a text. A code that is not given yet leaves no gap behind.
///
/// # Errors
///
/// [`FillError`].
pub fn fill(text: &str, values: &Values) -> Result<String, FillError> {
    let mut out = String::with_capacity(text.len() + 40);
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let name = from.strip_prefix('{').and_then(|inner| inner.split_once('}'));
        let Some((name, after)) = name else {
            return Err(FillError::Unknown(from.chars().take(12).collect()));
        };
        let known = PLACEHOLDERS.into_iter().find(|own| *own == name);
        let Some(known) = known else { return Err(FillError::Unknown(name.to_owned())) };
        let value = values.get(known).unwrap_or_default();
        if value.is_empty() && known != "code" {
            return Err(FillError::Missing(known));
        }
        rest = if value.is_empty() { after.strip_prefix(' ').unwrap_or(after) } else { after };
        out.push_str(value);
    }
    out.push_str(rest);
    Ok(out)
}

/// A fault of a template: its place, what is wrong, and what to do, in Vietnamese.
pub type TemplateFault = (&'static str, String, &'static str);

impl Template {
    /// What is wrong with the texts when the placeholders hold `longest`.
    #[must_use]
    pub fn check(&self, longest: &Values) -> Vec<TemplateFault> {
        let mut faults = Vec::new();
        if !KINDS.contains(&self.id.as_str()) {
            let what = format!("`{}` không phải một loại thông báo.", self.id);
            faults.push(("id", what, "Ghi một loại có trong docs/how-to/configure-messages.md."));
        }
        let plain = longest.plain();
        for (place, text) in self.texts() {
            match fill(text, if place == "sms.plain" { &plain } else { longest }) {
                Err(error) => faults.push((
                    place,
                    format!("Chỗ điền sai: {error}."),
                    "Chỉ dùng {code} {stage} {day} {hotline} {link}.",
                )),
                Ok(_) if text.trim().is_empty() => {
                    faults.push((place, "Để trống.".to_owned(), "Viết nội dung thông báo."));
                }
                Ok(filled) if place.starts_with("sms") => {
                    faults.extend(check_short(place, text, &filled));
                }
                Ok(filled) if place == "email.subject" && filled.contains(['\n', '\r']) => {
                    faults.push((place, "Tiêu đề có xuống dòng.".to_owned(), "Viết trên một dòng."));
                }
                Ok(_) => {}
            }
        }
        faults
    }

    fn texts(&self) -> [(&'static str, &str); 4] {
        [
            ("sms.tones", &self.sms_tones),
            ("sms.plain", &self.sms_plain),
            ("email.subject", &self.subject),
            ("email.body", &self.body),
        ]
    }
}

fn check_short(place: &'static str, text: &str, filled: &str) -> Option<TemplateFault> {
    if text.contains("{link}") {
        return Some((
            place,
            "Tin nhắn có liên kết: người dân không phân biệt được với tin lừa đảo.".to_owned(),
            "Bỏ {link}; ghi {hotline}.",
        ));
    }
    let (length, longest, alphabet) = if place == "sms.plain" {
        (gsm7::places(filled), LONGEST_PLAIN, "GSM 7-bit")
    } else {
        (gsm7::units(filled), LONGEST_TONES, "UCS-2")
    };
    match length {
        None => Some((
            place,
            format!("Có ký tự ngoài bảng mã {alphabet}."),
            "Bỏ dấu ở sms.plain; không dùng biểu tượng.",
        )),
        Some(length) if length > longest => Some((
            place,
            format!("Dài {length} ký tự khi điền đủ, quá {longest} ({alphabet})."),
            "Viết ngắn lại để vừa một tin.",
        )),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn values() -> Values {
        Values {
            code: "000.00.19.H36-190814-0001".into(),
            stage: "đang giải quyết".into(),
            day: "21/08/2019".into(),
            hotline: "0263 3800 100".into(),
            link: "https://motcua.example/tra-cuu".into(),
        }
    }

    fn template() -> Template {
        Template {
            id: "accepted".into(),
            validity: Validity { from: date(2019, 8, 14), to: None },
            sms_tones: "{code} hẹn trả {day}".into(),
            sms_plain: "{code} hen tra {day}".into(),
            subject: "Hồ sơ {code}".into(),
            body: "Xem tại {link}".into(),
        }
    }

    #[test]
    fn a_text_takes_what_everybody_may_know_and_nothing_else() {
        let without = Values { code: String::new(), day: String::new(), ..values() };
        let table = [
            ("Hồ sơ {code}: {stage}", values(), Ok("Hồ sơ 000.00.19.H36-190814-0001: đang giải quyết")),
            ("Hồ sơ {code} cần bổ sung", without.clone(), Ok("Hồ sơ cần bổ sung")),
            ("hẹn {day}", without, Err(FillError::Missing("day"))),
            ("{name}", values(), Err(FillError::Unknown("name".into()))),
            ("{code", values(), Err(FillError::Unknown("{code".into()))),
            ("a } b", values(), Err(FillError::Unknown("} b".into()))),
            ("{{code}}", values(), Err(FillError::Unknown("{code".into()))),
        ];
        for (text, values, expected) in table {
            assert_eq!(fill(text, &values), expected.map(str::to_owned), "{text}");
        }
        assert_eq!(without_tones("Đã có kết quả, hẹn TRẢ"), "Da co ket qua, hen TRA");
        // A value is never read as a text with placeholders.
        let sly = Values { stage: "{hotline}".into(), ..values() };
        assert_eq!(fill("{stage}", &sly).unwrap(), "{hotline}");
    }

    #[test]
    fn each_fault_of_a_template_is_told_at_its_place() {
        let fifty = "a".repeat(50);
        type Spoil = fn(&mut Template);
        let table: [(Spoil, &str); 9] = [
            (|own| own.id = "greeting".into(), "id"),
            (|own| own.sms_tones = format!("{{code}}{}", "ă".repeat(46)), "sms.tones"),
            (|own| own.sms_plain = format!("{{code}}{}", "a".repeat(136)), "sms.plain"),
            (|own| own.sms_plain = "đã có".into(), "sms.plain"),
            (|own| own.sms_tones = "\u{1f600}".into(), "sms.tones"),
            (|own| own.sms_plain = "{link}".into(), "sms.plain"),
            (|own| own.subject = "a\nb".into(), "email.subject"),
            (|own| own.body = " ".into(), "email.body"),
            (|own| own.body = "{applicant}".into(), "email.body"),
        ];
        assert_eq!(template().check(&values()), []);
        for (spoil, place) in table {
            let mut own = template();
            spoil(&mut own);
            let faults = own.check(&values());
            assert_eq!(faults.len(), 1, "{place}: {faults:?}");
            assert_eq!(faults[0].0, place);
        }
        // 25 places of the code and 135 more are exactly one message.
        let mut full = template();
        full.sms_plain = format!("{{code}}{fifty}{fifty}{}", "a".repeat(35));
        assert_eq!(full.check(&values()), []);
    }
}
