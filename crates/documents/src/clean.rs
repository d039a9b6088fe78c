//! What a text goes through before it is printed.
//!
//! Papers are evidence, so a text may not change how its neighbours read: marks that turn the
//! direction of writing, and other invisible characters, are dropped. PDF/A and PDF/UA refuse a
//! character that no font draws; it becomes a visible white square instead of a failed print.

use serde_json::Value;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Drawn in place of a character that the font lacks.
const MISSING: char = '□';

/// Cleans every text inside `value`.
pub(crate) fn clean(value: &mut Value, font: &Font) {
    match value {
        Value::String(text) => *text = clean_text(text, |c| draws(font, c)),
        Value::Array(items) => items.iter_mut().for_each(|item| clean(item, font)),
        Value::Object(fields) => fields.values_mut().for_each(|field| clean(field, font)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What a template has to prepare for in the texts of a paper; most papers need neither rule.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Traits {
    /// Characters of the longest word.
    pub(crate) longest: usize,
    /// Whether a mark stands that has no letter of its own to be composed with.
    pub(crate) marks: bool,
}

/// Looks through every text inside `value`.
pub(crate) fn traits(value: &Value) -> Traits {
    let join = |all: Traits, one: Traits| Traits {
        longest: all.longest.max(one.longest),
        marks: all.marks || one.marks,
    };
    match value {
        Value::String(text) => Traits {
            longest: text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default(),
            marks: text.chars().any(is_combining_mark),
        },
        Value::Array(items) => items.iter().map(traits).fold(Traits::default(), join),
        Value::Object(fields) => fields.values().map(traits).fold(Traits::default(), join),
        Value::Null | Value::Bool(_) | Value::Number(_) => Traits::default(),
    }
}

fn clean_text(text: &str, draws: impl Fn(char) -> bool) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.trim().nfc() {
        match c {
            '\n' => cleaned.push('\n'),
            '\t' | '\u{2028}' | '\u{2029}' => cleaned.push(' '),
            c if c.is_control() || is_invisible(c) => {}
            c if c.is_whitespace() || draws(c) => cleaned.push(c),
            _ => cleaned.push(MISSING),
        }
    }
    cleaned
}

/// Zero-width, direction and variation marks, soft hyphens, tags.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Private characters have glyphs in some fonts, but no meaning that a reader could be told.
fn draws(font: &Font, c: char) -> bool {
    !is_private(c) && font.info().coverage.contains(u32::from(c))
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::{Traits, clean_text, traits};
    use serde_json::json;

    #[test]
    fn long_words_and_stray_marks_are_found_wherever_they_stand() {
        let value = json!({ "a": ["ngắn", { "b": "một từ-rất-dài ngắn" }], "c": 12, "d": "Brơ\u{306}m" });
        assert_eq!(traits(&value), Traits { longest: 10, marks: true });
        assert_eq!(traits(&json!("Nguyễn Thị")), Traits { longest: 6, marks: false });
    }

    #[test]
    fn text_is_composed_and_trimmed() {
        assert_eq!(clean_text("  Nguyê\u{303}n Thi\u{323} Hoa\u{300} ", |_| true), "Nguyễn Thị Hoà");
    }

    #[test]
    fn marks_that_turn_the_direction_are_dropped() {
        assert_eq!(clean_text("A\u{202e}B\u{200f}C\u{2066}D\u{feff}", |_| true), "ABCD");
    }

    #[test]
    fn a_character_without_a_glyph_becomes_a_square() {
        assert_eq!(clean_text("Lý 李 Đức", |c| c != '李'), "Lý □ Đức");
    }

    #[test]
    fn line_breaks_stay_and_other_control_characters_go() {
        assert_eq!(clean_text("một\nhai\tba\u{0}\u{7}\r\n", |_| true), "một\nhai ba");
    }
}
