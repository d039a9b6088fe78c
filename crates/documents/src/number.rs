//! Whole numbers read aloud in Vietnamese, as papers on money must write them beside the figures.

/// Names of the groups of three digits, the lowest first.
const GROUPS: [&str; 3] = ["", " nghìn", " triệu"];

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// Reads `number` in words, for example "một nghìn không trăm linh năm".
///
/// Total: above 999 999 999 999 the number of thousands of millions is read as a number of its own
/// before "tỷ". An empty place of tens is "linh"; a group of three zeros is left out.
#[must_use]
pub fn read(number: u64) -> String {
    if number == 0 {
        return digit(0).to_owned();
    }
    let (high, low) = (number / 1_000_000_000, number % 1_000_000_000);
    let mut parts = Vec::new();
    if high > 0 {
        parts.push(format!("{} tỷ", read(high)));
    }
    for (place, name) in GROUPS.iter().enumerate().rev() {
        let unit = u32::try_from(place).map_or(1, |place| 1_000_u64.pow(place));
        let group = low / unit % 1_000;
        if group > 0 {
            parts.push(format!("{}{name}", three(group, !parts.is_empty())));
        }
    }
    parts.join(" ")
}

/// An amount in words with its unit, the first letter a capital: "Một trăm năm mươi nghìn đồng".
#[must_use]
pub fn read_dong(amount: i64) -> String {
    let words = read(amount.unsigned_abs());
    let words = if amount < 0 { format!("âm {words}") } else { words };
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{} đồng", letters.as_str())
}

/// Three digits; `full` when a higher group was read, so that hundreds are named even when there are none.
fn three(group: u64, full: bool) -> String {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let mut words: Vec<&str> = Vec::with_capacity(5);
    let named = full || hundreds > 0;
    if named {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if ones > 0 && named => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(ones)),
    }
    words.join(" ")
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{read, read_dong};

    #[test]
    fn numbers_are_read_as_they_are_said() {
        let table = [
            (0, "không"),
            (1, "một"),
            (4, "bốn"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (25, "hai mươi lăm"),
            (99, "chín mươi chín"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (104, "một trăm linh bốn"),
            (105, "một trăm linh năm"),
            (110, "một trăm mười"),
            (111, "một trăm mười một"),
            (115, "một trăm mười lăm"),
            (121, "một trăm hai mươi mốt"),
            (555, "năm trăm năm mươi lăm"),
            (1_000, "một nghìn"),
            (1_005, "một nghìn không trăm linh năm"),
            (1_015, "một nghìn không trăm mười lăm"),
            (1_050, "một nghìn không trăm năm mươi"),
            (1_100, "một nghìn một trăm"),
            (10_000, "mười nghìn"),
            (20_000, "hai mươi nghìn"),
            (105_000, "một trăm linh năm nghìn"),
            (150_000, "một trăm năm mươi nghìn"),
            (1_000_000, "một triệu"),
            (1_000_005, "một triệu không trăm linh năm"),
            (1_005_000, "một triệu không trăm linh năm nghìn"),
            (1_530_000, "một triệu năm trăm ba mươi nghìn"),
            (21_021_021, "hai mươi mốt triệu không trăm hai mươi mốt nghìn không trăm hai mươi mốt"),
            (1_000_000_000, "một tỷ"),
            (1_000_000_001, "một tỷ không trăm linh một"),
            (2_050_000_000, "hai tỷ không trăm năm mươi triệu"),
            (100_000_000_000, "một trăm tỷ"),
            (
                999_999_999_999,
                "chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu \
                 chín trăm chín mươi chín nghìn chín trăm chín mươi chín",
            ),
            (1_000_000_000_000, "một nghìn tỷ"),
        ];
        for (number, words) in table {
            assert_eq!(read(number), words, "{number}");
        }
    }

    /// No two amounts that a desk could confuse are read alike, and no reading has a stray space.
    #[test]
    fn every_reading_is_its_own() {
        let mut seen = std::collections::HashSet::new();
        let numbers = (0..20_000).chain((0..2_000).map(|thousands| thousands * 1_000 + 2_000_000));
        for number in numbers {
            let words = read(number);
            assert!(!words.contains("  ") && words.trim() == words, "{number}: {words}");
            assert!(seen.insert(words), "{number}");
        }
    }

    #[test]
    fn amounts_begin_with_a_capital_and_end_with_the_unit() {
        assert_eq!(read_dong(150_000), "Một trăm năm mươi nghìn đồng");
        assert_eq!(read_dong(0), "Không đồng");
        assert_eq!(read_dong(-5_000), "Âm năm nghìn đồng");
    }
}
