//! House rules over the whole repository; what to look for is in `xtask/tidy.toml`.

mod catalogues;
mod dependencies;
mod synonyms;
mod texts;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::{Faults, source};

/// `xtask/tidy.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    skip_folders: Vec<String>,
    skip_files: Vec<String>,
    text_files: Vec<String>,
    longest_file: usize,
    long_files: Vec<String>,
    left_overs: Vec<String>,
    machine: Vec<String>,
    workplace: Vec<String>,
    verbatim_source: String,
    verbatim_longer_than: usize,
    verbatim_words: usize,
    disallowed_methods: Vec<String>,
    layers: BTreeMap<String, Vec<String>>,
    only_in: BTreeMap<String, Vec<String>>,
    never_in: BTreeMap<String, Vec<String>>,
}

/// One text file of the repository.
#[derive(Debug)]
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    pub text: String,
}

impl File {
    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether a tool wrote it, as its first line says.
    fn is_generated(&self) -> bool {
        self.text.lines().next().is_some_and(|line| line.contains("Generated"))
    }
}

/// Runs every check and gives all faults at once.
pub fn run(root: &Path) -> Result<String, Faults> {
    let config: Config = source::read(&root.join("xtask/tidy.toml"))?;
    let laws = source::laws(root)?;
    let glossary = source::glossary(root, &laws)?;
    let files = files(root)?;

    let mut faults = synonyms::check(&files, &glossary);
    faults.extend(texts::long_files(&files, config.longest_file, &config.long_files));
    faults.extend(texts::unwanted(&files, &config));
    if let Ok(regulation) = std::fs::read_to_string(root.join(&config.verbatim_source)) {
        faults.extend(texts::verbatim(&files, &regulation, config.verbatim_longer_than));
        faults.extend(texts::copied_summaries(&laws, &regulation, config.verbatim_words));
    }
    faults.extend(catalogues::check(&files));
    faults.extend(dependencies::reasons(&read(root, "Cargo.toml")?));
    faults.extend(dependencies::lints(&read(root, "Cargo.toml")?, &read(root, "clippy.toml")?, &config));
    faults.extend(dependencies::directions(&dependencies::metadata(root)?, &config)?);
    if faults.is_empty() { Ok(format!("tidy: {} files, no fault", files.len())) } else { Err(faults) }
}

/// Every text file of the repository, in the order of the paths.
pub fn files(root: &Path) -> Result<Vec<File>, Faults> {
    let config: Config = source::read(&root.join("xtask/tidy.toml"))?;
    let mut files = Vec::new();
    collect(root, root, &config, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn read(root: &Path, name: &str) -> Result<String, Faults> {
    std::fs::read_to_string(root.join(name)).map_err(|error| vec![format!("{name}: {error}")])
}

/// Every text file under `folder`, except what the configuration skips.
fn collect(root: &Path, folder: &Path, config: &Config, files: &mut Vec<File>) -> Result<(), Faults> {
    let fault = |error: std::io::Error| vec![format!("{}: {error}", folder.display())];
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().map_err(fault)?.is_dir() {
            if !config.skip_folders.contains(&name) {
                collect(root, &path, config, files)?;
            }
            continue;
        }
        let is_text =
            path.extension().is_some_and(|e| config.text_files.iter().any(|known| e == known.as_str()));
        let shown = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if is_text && !config.skip_files.contains(&shown) {
            // A file that is not UTF-8 is somebody's test of bad input.
            if let Ok(text) = std::fs::read_to_string(&path) {
                files.push(File { path: shown, text });
            }
        }
    }
    Ok(())
}

/// Rust source as identifiers with their lines, string literals with theirs, nothing else.
///
/// Good enough for house rules: comments and text inside literals are left out, raw strings
/// and lifetimes are known, macros are read like other code.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// Identifier and its line, from 1.
    pub words: Vec<(String, usize)>,
    /// `name("literal"` calls: name, literal, line.
    calls: Vec<(String, String, usize)>,
}

/// Reads `text` as [`Tokens`].
pub fn tokens(text: &str) -> Tokens {
    let mut found = Tokens::default();
    let mut rest = text;
    let mut line = 1;
    // The identifier that is directly followed by `(`, when that is what came last.
    let mut callee: Option<String> = None;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some((length, content)) = literal(rest) {
            if let Some(name) = callee.take() {
                found.calls.push((name, content, line));
            }
            length
        } else if first == '\'' {
            lifetime_or_char(rest)
        } else if first == '_' || first.is_alphabetic() {
            let length = rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default().to_owned();
            let is_call = rest.get(length..).is_some_and(|after| after.starts_with('('));
            callee = is_call.then(|| word.clone());
            found.words.push((word, line));
            length + usize::from(is_call)
        } else {
            if !first.is_whitespace() {
                callee = None;
            }
            first.len_utf8()
        };
        line += rest.get(..length).unwrap_or_default().matches('\n').count();
        rest = rest.get(length..).unwrap_or_default();
    }
    found
}

/// Length and content of the string literal at the start of `text`, plain or raw.
fn literal(text: &str) -> Option<(usize, String)> {
    if let Some(inner) = text.strip_prefix('"') {
        let mut escaped = false;
        let end = inner.find(|c: char| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let end = end.unwrap_or(inner.len());
        return Some(((end + 2).min(text.len()), inner.get(..end)?.to_owned()));
    }
    let hashes = text.strip_prefix('r')?.chars().take_while(|c| *c == '#').count();
    let inner = text.get(1 + hashes..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = inner.find(&close)?;
    Some((1 + hashes + 1 + end + close.len(), inner.get(..end)?.to_owned()))
}

/// Length of a lifetime or character literal at the start of `text`.
fn lifetime_or_char(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    let Some((_, first)) = chars.next() else { return 1 };
    if first == '\\' {
        return text.char_indices().skip(3).find(|(_, c)| *c == '\'').map_or(text.len(), |(at, _)| at + 1);
    }
    match chars.next() {
        Some((at, '\'')) => at + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_found_and_literals_and_comments_are_not() {
        let source = "// CaseFile\nfn accept<'a>(x: &'a str) { t(\"key.one\"); let c = '\"'; r#\"CaseFile \" x\"#; }\n/* a\nb */ end";
        let found = tokens(source);
        let words: Vec<&str> = found.words.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, ["fn", "accept", "a", "x", "a", "str", "t", "let", "c", "end"]);
        assert_eq!(found.calls, [("t".to_owned(), "key.one".to_owned(), 2)]);
        assert_eq!(found.words.last().map(|(_, line)| *line), Some(4));
    }

    #[test]
    fn an_escaped_quote_does_not_end_a_literal() {
        let found = tokens("tf(\"a\\\"b\") '\\'' after");
        assert_eq!(found.calls, [("tf".to_owned(), "a\\\"b".to_owned(), 1)]);
        assert_eq!(found.words.last().map(|(word, _)| word.as_str()), Some("after"));
    }
}
