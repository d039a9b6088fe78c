//! Checks of texts: length of files, left-overs, machine paths, copied law.

use std::collections::BTreeSet;

use crate::Faults;
use crate::source::Law;
use crate::tidy::{Config, File};

/// Rust files with more than `longest` lines before their unit tests; tests, generated files and `free` ones
/// are left alone.
pub fn long_files(files: &[File], longest: usize, free: &[String]) -> Faults {
    let is_ours = |file: &&File| {
        file.is_rust() && !file.path.contains("/tests/") && !file.is_generated() && !free.contains(&file.path)
    };
    files
        .iter()
        .filter(is_ours)
        .filter_map(|file| {
            let lines = file.text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count();
            (lines > longest)
                .then(|| format!("{}: {lines} lines, the longest allowed is {longest}", file.path))
        })
        .collect()
}

/// Left-overs, machine paths and words of the workplace.
pub fn unwanted(files: &[File], config: &Config) -> Faults {
    let exact = config.left_overs.iter().map(|text| (text, "is a left-over"));
    let exact: Vec<_> =
        exact.chain(config.machine.iter().map(|text| (text, "is a path of one machine"))).collect();
    let mut faults = Faults::new();
    for file in files {
        for (at, line) in file.text.lines().enumerate() {
            let place = format!("{}:{}", file.path, at + 1);
            for (text, complaint) in &exact {
                if has_word(line, text) {
                    faults.push(format!("{place}: `{text}` {complaint}"));
                }
            }
            let folded = line.to_lowercase();
            for text in &config.workplace {
                if has_word(&folded, text) {
                    faults.push(format!("{place}: `{text}` is no word of the product"));
                }
            }
        }
    }
    faults
}

/// Whether `line` holds `text` not inside a longer word, so that `AUTODOCK` holds no left-over.
fn has_word(line: &str, text: &str) -> bool {
    let starts = text.starts_with(char::is_alphanumeric);
    let ends = text.ends_with(char::is_alphanumeric);
    line.match_indices(text).any(|(at, _)| {
        let before = line.get(..at).and_then(|part| part.chars().next_back());
        let after = line.get(at + text.len()..).and_then(|part| part.chars().next());
        let runs_on = |side: bool, next: Option<char>| side && next.is_some_and(char::is_alphanumeric);
        !runs_on(starts, before) && !runs_on(ends, after)
    })
}

/// Sentences of the regulation longer than `longer_than` characters that stand in a file.
pub fn verbatim(files: &[File], regulation: &str, longer_than: usize) -> Faults {
    let sentences: Vec<String> = regulation
        .split(['.', ';', ':', '\n'])
        .map(one_line)
        .filter(|sentence| sentence.chars().count() > longer_than)
        .collect();
    let mut faults = Faults::new();
    for file in files {
        let text = one_line(&file.text);
        for sentence in sentences.iter().filter(|sentence| text.contains(sentence.as_str())) {
            let start: String = sentence.chars().take(50).collect();
            faults.push(format!("{}: copies the regulation: `{start}…`", file.path));
        }
    }
    faults
}

/// Summaries that copy `run` or more words in a row from the regulation.
pub fn copied_summaries(laws: &[Law], regulation: &str, run: usize) -> Faults {
    let source = words(regulation);
    let runs: BTreeSet<&[String]> = source.windows(run).collect();
    let provisions = laws.iter().flat_map(|law| &law.provision);
    provisions
        .filter_map(|provision| {
            let summary = words(&provision.summary_vi);
            let copied = summary.windows(run).find(|words| runs.contains(words))?;
            Some(format!("{}: the summary copies `{}`", provision.id, copied.join(" ")))
        })
        .collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// White space folded, so that a line break hides no copy.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    fn config() -> Config {
        crate::source::read(&crate::root().join("xtask/tidy.toml")).unwrap()
    }

    #[test]
    fn a_long_file_is_named_unless_it_is_a_test_or_generated() {
        let long = "x\n".repeat(11);
        let files = [
            file("crates/a/src/x.rs", &long),
            file("crates/a/tests/x.rs", &long),
            file("crates/a/src/y.rs", &format!("//! Generated.\n{long}")),
            file("crates/a/src/z.rs", &format!("x\n#[cfg(test)]\n{long}")),
        ];
        let faults = long_files(&files, 10, &[]);
        assert_eq!(faults, ["crates/a/src/x.rs: 11 lines, the longest allowed is 10"]);
    }

    #[test]
    fn each_unwanted_text_is_found_where_it_stands() {
        let config = config();
        for text in config.left_overs.iter().chain(&config.machine).chain(&config.workplace) {
            let faults = unwanted(&[file("a.md", &format!("one\nsee {text} here"))], &config);
            assert!(
                faults.iter().any(|fault| fault.starts_with("a.md:2:") && fault.contains(text.as_str())),
                "{text}"
            );
        }
        assert_eq!(
            unwanted(&[file("a.md", "METHODOLOGY, homework, a session, claudetta")], &config),
            Faults::new()
        );
    }

    #[test]
    fn a_copied_sentence_is_found_across_line_breaks() {
        let regulation = "Ngắn. Một câu đủ dài để bị coi là chép nguyên văn từ quy chế. Khác";
        let copied = file("a.md", "Một câu đủ dài để bị coi\n   là chép nguyên văn từ quy chế");
        assert_eq!(verbatim(&[copied], regulation, 30).len(), 1);
        assert_eq!(verbatim(&[file("a.md", "Ngắn. Một câu khác hẳn")], regulation, 30), Faults::new());
    }

    #[test]
    fn a_copied_run_of_words_in_a_summary_is_found() {
        let head = "[document]\nid = \"q\"\ntitle_vi = \"Q\"\ntitle_en = \"Q\"\nnumber = \"1\"\n";
        let law = |summary: &str| {
            let row = format!(
                "[[provision]]\nid = \"q.d1\"\nlabel_vi = \"l\"\nlabel_en = \"l\"\nsummary_vi = \"{summary}\"\n\
                 summary_en = \"s\"\ncoverage = \"coded\"\nwhere = [\"p\"]\n"
            );
            toml::from_str::<Law>(&format!("{head}{row}")).unwrap()
        };
        let regulation = "một hai ba bốn năm";
        assert_eq!(copied_summaries(&[law("x Hai, ba bốn y")], regulation, 3).len(), 1);
        assert_eq!(copied_summaries(&[law("hai ba x bốn năm")], regulation, 3), Faults::new());
    }
}
