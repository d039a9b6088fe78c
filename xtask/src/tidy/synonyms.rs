//! One word for one thing: no identifier uses a synonym that the glossary forbids.

use crate::Faults;
use crate::source::Glossary;
use crate::tidy::{File, tokens};

/// Identifiers in `crates/` that contain a forbidden synonym as a run of whole words.
pub fn check(files: &[File], glossary: &Glossary) -> Faults {
    let forbidden: Vec<(Vec<String>, &str, &str)> = glossary
        .term
        .iter()
        .flat_map(|term| {
            term.forbidden.iter().map(|synonym| (words(synonym), synonym.as_str(), term.identifier.as_str()))
        })
        .collect();
    let mut faults = Faults::new();
    for file in files.iter().filter(|file| file.is_rust() && file.path.starts_with("crates/")) {
        for (identifier, line) in tokens(&file.text).words {
            let parts = words(&identifier);
            for (synonym, shown, term) in &forbidden {
                if parts.windows(synonym.len()).any(|run| run == synonym.as_slice()) {
                    faults.push(format!(
                        "{}:{line}: `{identifier}` uses `{shown}`; the glossary says `{term}`",
                        file.path
                    ));
                }
            }
        }
    }
    faults
}

/// `RequiredPaper`, `required_paper` and `REQUIRED_PAPER` are the words `required`, `paper`.
fn words(identifier: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in identifier.split('_').filter(|part| !part.is_empty()) {
        if part.chars().all(|c| !c.is_lowercase()) {
            found.push(part.to_lowercase());
            continue;
        }
        let mut word = String::new();
        for c in part.chars() {
            if c.is_uppercase() && !word.is_empty() {
                found.push(std::mem::take(&mut word));
            }
            word.extend(c.to_lowercase());
        }
        found.push(word);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_split_into_words() {
        for identifier in ["RequiredPaper", "required_paper", "REQUIRED_PAPER", "requiredPaper"] {
            assert_eq!(words(identifier), ["required", "paper"], "{identifier}");
        }
        assert_eq!(words("D16_K1_A"), ["d16", "k1", "a"]);
    }

    #[test]
    fn a_planted_synonym_is_named_with_its_line() {
        let glossary: Glossary = toml::from_str(
            "[[term]]\nidentifier = \"Dossier\"\nterm = \"hồ sơ\"\nsource = \"x\"\nmeaning_vi = \"v\"\nmeaning_en = \"e\"\n\
             forbidden = [\"CaseFile\"]\n",
        )
        .unwrap();
        let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
        let planted = [file("crates/a/src/x.rs", "// CaseFile\n\nfn open_case_file() {}\n")];
        let faults = check(&planted, &glossary);
        assert_eq!(faults.len(), 1);
        assert!(faults[0].starts_with("crates/a/src/x.rs:3:") && faults[0].contains("Dossier"));
        // A longer word, a text and another folder are no fault.
        let clean = [
            file("crates/a/src/x.rs", "fn lowercase_file() { \"case_file\"; }"),
            file("docs/x.rs", "case_file"),
        ];
        assert_eq!(check(&clean, &glossary), Faults::new());
    }
}
