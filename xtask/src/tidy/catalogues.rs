//! Message catalogues: both languages say the same keys, and every key in the code exists.

use std::collections::{BTreeMap, BTreeSet};

use crate::Faults;
use crate::tidy::{File, tokens};

const VIETNAMESE: &str = "crates/ui/messages/vi/";
const ENGLISH: &str = "crates/ui/messages/en/";
/// Functions whose first argument is a key.
const LOOKUPS: [&str; 2] = ["t", "tf"];

/// Keys of one language and the file of each, by key.
type Keys<'a> = BTreeMap<&'a str, &'a str>;

/// Every fault of the catalogues under `crates/ui/messages`, and of the keys used by `crates/web` and `crates/ui`.
pub fn check(files: &[File]) -> Faults {
    let mut faults = Faults::new();
    let vietnamese = keys(files, VIETNAMESE, &mut faults);
    let english = keys(files, ENGLISH, &mut faults);
    for (one, other, language) in [(&vietnamese, &english, "English"), (&english, &vietnamese, "Vietnamese")]
    {
        for (key, path) in one {
            if !other.contains_key(key) {
                faults.push(format!("{path}: `{key}` has no {language} message"));
            }
        }
    }
    let is_page = |file: &&File| {
        file.is_rust()
            && (file.path.starts_with("crates/web/src/") || file.path.starts_with("crates/ui/src/"))
    };
    for file in files.iter().filter(is_page) {
        for (callee, key, line) in tokens(&file.text).calls {
            if LOOKUPS.contains(&callee.as_str()) && !vietnamese.contains_key(key.as_str()) {
                faults.push(format!("{}:{line}: no message has the key `{key}`", file.path));
            }
        }
    }
    faults
}

fn keys<'a>(files: &'a [File], folder: &str, faults: &mut Faults) -> Keys<'a> {
    let mut found = Keys::new();
    let mut twice = BTreeSet::new();
    for file in files.iter().filter(|file| file.path.starts_with(folder) && file.path.ends_with(".ftl")) {
        for line in file.text.lines() {
            let Some(key) = message_key(line) else { continue };
            if found.insert(key, &file.path).is_some() && twice.insert(key) {
                faults.push(format!("{}: `{key}` is defined twice in this language", file.path));
            }
        }
    }
    found
}

/// The key of a line `key = text`; comments, attributes, terms and continuation lines have none.
fn message_key(line: &str) -> Option<&str> {
    if !line.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let key = line.split_once('=')?.0.trim_end();
    key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_').then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(vietnamese: &str, english: &str, code: &str) -> Vec<File> {
        let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
        vec![
            file("crates/ui/messages/vi/a.ftl", vietnamese),
            file("crates/ui/messages/en/a.ftl", english),
            file("crates/web/src/page.rs", code),
        ]
    }

    #[test]
    fn equal_catalogues_and_known_keys_are_clean() {
        let vietnamese =
            "# lời\nbutton-save = Lưu\ncount =\n    { $n ->\n       *[other] x = y\n    }\n    .title = T\n";
        let english = "button-save = Save\ncount = n\n";
        let code = "l.t(\"button-save\"); tf(\"count\", &x); format(\"no-key\"); t(variable, \"no-key\");";
        assert_eq!(check(&files(vietnamese, english, code)), Faults::new());
    }

    #[test]
    fn each_planted_fault_is_named() {
        for (vietnamese, english, code, expected) in [
            ("a = 1\nb = 2", "a = 1", "", "`b` has no English"),
            ("a = 1", "a = 1\nb = 2", "", "`b` has no Vietnamese"),
            ("a = 1\na = 2", "a = 1", "", "defined twice"),
            ("a = 1", "a = 1", "\nt(\"zebra\")", "page.rs:2: no message has the key `zebra`"),
            ("a = 1", "a = 1", "l.tf(\n  \"zebra\", x)", "`zebra`"),
        ] {
            let faults = check(&files(vietnamese, english, code));
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert!(faults[0].contains(expected), "{faults:?}");
        }
    }
}
