//! Folding of Vietnamese text for search: without tones, hats, case and the bar of đ.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds `text` so that `Đỗ Văn Bình`, `do van binh` and a decomposed spelling meet.
///
/// Apostrophes of ethnic names (K'Brèo) fall away; runs of white space become one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = true;
    for c in text.nfd().flat_map(char::to_lowercase) {
        let plain = match c {
            'đ' => 'd',
            'ƀ' => 'b',
            c if is_combining_mark(c) || matches!(c, '\'' | '’' | '‘' | 'ʼ') => continue,
            c => c,
        };
        if plain.is_whitespace() {
            if !space {
                out.push(' ');
            }
            space = true;
        } else {
            out.push(plain);
            space = false;
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_name_meet() {
        for (written, folded) in [
            ("Đỗ Văn Bình", "do van binh"),
            ("  ĐỖ   VĂN\tBÌNH ", "do van binh"),
            ("Do\u{302}\u{303}", "do"),
            ("K'Brèo Ƀră", "kbreo bra"),
            ("K’Brèo", "kbreo"),
            ("Nguyễn Thị Ước", "nguyen thi uoc"),
            ("", ""),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }
}
