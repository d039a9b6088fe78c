//! The alphabets of short messages: GSM 7-bit (3GPP TS 23.038, 6.2.1) and UCS-2.

/// The basic alphabet by code; `\u{1b}` at 0x1B leads to the extension.
const BASIC: [char; 128] = [
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å', 'Δ', '_', 'Φ', 'Γ',
    'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', '\u{1b}', 'Æ', 'æ', 'ß', 'É', ' ', '!', '"', '#', '¤', '%', '&', '\'',
    '(', ')', '*', '+', ',', '-', '.', '/', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<',
    '=', '>', '?', '¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q',
    'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§', '¿', 'a', 'b', 'c', 'd', 'e', 'f',
    'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä',
    'ö', 'ñ', 'ü', 'à',
];

/// The extension: each costs two places.
const EXTENSION: [(u8, char); 10] = [
    (0x0a, '\u{c}'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2f, '\\'),
    (0x3c, '['),
    (0x3d, '~'),
    (0x3e, ']'),
    (0x40, '|'),
    (0x65, '€'),
];

const ESCAPE: u8 = 0x1b;

/// Longest message of one part in the 7-bit alphabet, in places.
pub const LONGEST_PLAIN: usize = 160;
/// Longest message of one part in UCS-2, in units of 16 bits.
pub const LONGEST_TONES: usize = 70;

/// The codes of `text`, one byte each, not packed; `None` when a character is not in the alphabet.
#[must_use]
pub fn encode(text: &str) -> Option<Vec<u8>> {
    let mut codes = Vec::with_capacity(text.len());
    for c in text.chars() {
        let basic = BASIC.iter().position(|own| *own == c && c != '\u{1b}');
        if let Some(code) = basic.and_then(|place| u8::try_from(place).ok()) {
            codes.push(code);
        } else {
            let (code, _) = EXTENSION.iter().find(|(_, own)| *own == c)?;
            codes.extend([ESCAPE, *code]);
        }
    }
    Some(codes)
}

/// Places that `text` takes in the 7-bit alphabet; `None` when a character is not in it.
#[must_use]
pub fn places(text: &str) -> Option<usize> {
    encode(text).map(|codes| codes.len())
}

/// Units of 16 bits that `text` takes in UCS-2; `None` when a character needs two of them.
#[must_use]
pub fn units(text: &str) -> Option<usize> {
    text.chars().all(|c| c.len_utf16() == 1).then(|| text.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_has_the_codes_of_the_standard() {
        let table: [(&str, Option<&[u8]>); 8] = [
            ("@", Some(&[0x00])),
            ("Ho so 1", Some(&[0x48, 0x6f, 0x20, 0x73, 0x6f, 0x20, 0x31])),
            ("à", Some(&[0x7f])),
            ("_", Some(&[0x11])),
            ("[€]", Some(&[0x1b, 0x3c, 0x1b, 0x65, 0x1b, 0x3e])),
            ("¿", Some(&[0x60])),
            ("ồ", None),
            ("\u{1b}", None),
        ];
        for (text, codes) in table {
            assert_eq!(encode(text).as_deref(), codes, "{text}");
        }
        assert_eq!(places("{}"), Some(4));
    }

    #[test]
    fn ucs_2_counts_composed_letters_once_and_has_no_pairs() {
        assert_eq!(units("Hồ sơ"), Some(5));
        assert_eq!(units("\u{1f600}"), None);
    }
}
