//! Personal data of applicants and receivers: kept beside the journal, in erasable rows.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::error::FieldError;
use crate::fold::fold;

/// What is known of an applicant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonalData {
    /// Full name, or the organisation's name.
    pub name: String,
    /// Identity number (12 digits, or 9 of the old card), tax or enterprise number.
    #[serde(default)]
    pub id_number: String,
    /// Telephone.
    #[serde(default)]
    pub phone: String,
    /// E-mail.
    #[serde(default)]
    pub email: String,
    /// Address.
    #[serde(default)]
    pub address: String,
}

/// Somebody who acts for the applicant, with the document that allows it (R15.2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Representative {
    /// Full name.
    pub name: String,
    /// Identity number.
    #[serde(default)]
    pub id_number: String,
    /// Telephone.
    #[serde(default)]
    pub phone: String,
    /// The authority document, for example its number and date.
    pub authority: String,
}

/// Trims, composes (NFC) and joins runs of blanks; line breaks survive only when `lines`.
#[must_use]
pub fn clean(text: &str, lines: bool) -> String {
    let composed: String = text.nfc().collect();
    if lines {
        let rows: Vec<String> =
            composed.lines().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        rows.join("\n").trim().to_owned()
    } else {
        composed.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether the text has invisible or direction-changing characters that could disguise it.
#[must_use]
pub fn has_hidden(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && c != '\n' && c != '\r' && c != '\t')
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    })
}

/// Checks one text field and puts its cleaned form back.
pub fn check_text(
    field: &str,
    text: &mut String,
    required: bool,
    max: usize,
    lines: bool,
    out: &mut Vec<FieldError>,
) {
    if has_hidden(text) {
        out.push(FieldError::new(field, "hidden-characters", "Có ký tự ẩn hoặc đổi chiều chữ; hãy gõ lại."));
        return;
    }
    *text = clean(text, lines);
    if required && text.is_empty() {
        out.push(FieldError::new(field, "required", "Chưa nhập; hãy điền vào ô này."));
    }
    if text.chars().count() > max {
        out.push(FieldError::new(field, "too-long", &format!("Dài quá {max} ký tự; hãy viết ngắn lại.")));
    }
}

impl PersonalData {
    /// Cleans all fields and reports every fault, with `prefix` before the field names.
    pub fn check(&mut self, prefix: &str, out: &mut Vec<FieldError>) {
        let at = |name: &str| format!("{prefix}.{name}");
        check_text(&at("name"), &mut self.name, true, 200, false, out);
        check_text(&at("address"), &mut self.address, false, 300, false, out);
        check_text(&at("email"), &mut self.email, false, 200, false, out);
        check_text(&at("phone"), &mut self.phone, false, 30, false, out);
        check_text(&at("id_number"), &mut self.id_number, false, 30, false, out);
        if !self.name.is_empty() && !self.name.chars().any(char::is_alphabetic) {
            out.push(FieldError::new(&at("name"), "no-letter", "Tên phải có chữ cái."));
        }
        if !self.phone.is_empty() {
            let digits = self.phone.chars().filter(char::is_ascii_digit).count();
            let allowed = self
                .phone
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '.' | '-' | '(' | ')'));
            if !allowed || !(8..=15).contains(&digits) {
                out.push(FieldError::new(&at("phone"), "not-a-phone", "Số điện thoại có 8 đến 15 chữ số."));
            }
        }
        let mail_ok = self.email.is_empty()
            || self.email.split_once('@').is_some_and(|(user, host)| {
                !user.is_empty() && host.contains('.') && !host.contains('@') && !self.email.contains(' ')
            });
        if !mail_ok {
            out.push(FieldError::new(
                &at("email"),
                "not-an-email",
                "Địa chỉ thư điện tử có dạng ten@noi.vn.",
            ));
        }
        let id_ok = self.id_number.is_empty()
            || self.id_number.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/'));
        if !id_ok {
            out.push(FieldError::new(
                &at("id_number"),
                "not-an-id",
                "Số giấy tờ chỉ gồm chữ cái không dấu và chữ số.",
            ));
        }
    }

    /// What search may find it by.
    #[must_use]
    pub fn search_fields(&self) -> store::SearchFields {
        store::SearchFields {
            fold_name: fold(&self.name),
            phone: self.phone.chars().filter(char::is_ascii_digit).collect(),
        }
    }

    /// The identity number with only its last three characters, for lists and slips.
    #[must_use]
    pub fn masked_id(&self) -> String {
        last_three(&self.id_number)
    }

    /// What somebody sees who does not work on the dossier: whose it is, and nothing to reach them by.
    #[must_use]
    pub fn shortened(&self) -> Self {
        Self {
            name: self.name.clone(),
            id_number: self.masked_id(),
            phone: last_three(&self.phone),
            email: String::new(),
            address: String::new(),
        }
    }
}

/// How the row of a kind is found, from its data, for the proof that nobody changed it: only applicants are.
#[must_use]
pub fn search_fields_of(kind: &str, data: &str) -> Option<store::SearchFields> {
    let applicant = kind == "applicant";
    let read = || serde_json::from_str::<PersonalData>(data).ok();
    applicant.then(read).flatten().map(|data| data.search_fields())
}

/// Only the last three characters.
fn last_three(text: &str) -> String {
    let length = text.chars().count();
    let shown: String = text.chars().skip(length.saturating_sub(3)).collect();
    if length <= 3 { shown } else { format!("{}{shown}", "•".repeat(length - 3)) }
}

impl Representative {
    /// Cleans all fields and reports every fault.
    pub fn check(&mut self, prefix: &str, out: &mut Vec<FieldError>) {
        let at = |name: &str| format!("{prefix}.{name}");
        check_text(&at("name"), &mut self.name, true, 200, false, out);
        check_text(&at("authority"), &mut self.authority, true, 300, false, out);
        check_text(&at("id_number"), &mut self.id_number, false, 30, false, out);
        check_text(&at("phone"), &mut self.phone, false, 30, false, out);
    }
}

#[cfg(test)]
mod tests {
    use super::has_hidden;

    /// F25: what turns the direction of text, and what is nothing to the eye.
    #[test]
    fn what_disguises_a_text_is_seen() {
        for hidden in [
            '\u{0007}',
            '\u{009b}',
            '\u{00ad}',
            '\u{061c}',
            '\u{180e}',
            '\u{200b}',
            '\u{200d}',
            '\u{200e}',
            '\u{202e}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{206f}',
            '\u{feff}',
            '\u{fff9}',
            '\u{e0041}',
        ] {
            assert!(has_hidden(&format!("Nguyễn Văn{hidden} An")), "U+{:04X}", u32::from(hidden));
        }
        for plain in
            ["Nguyễn Văn An", "Do\u{302}\u{303}", "K’Brèo Ƀră", "một\r\n\thai", "Nguyễn\u{a0}An", "İzmir"]
        {
            assert!(!has_hidden(plain), "{plain:?}");
        }
    }
}
