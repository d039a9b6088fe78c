//! Chores of the repository: generated files and checks that the compiler cannot make.
//!
//! - `cargo xtask law [--check]`: the register of provisions and the rule packs, from `law/`;
//! - `cargo xtask coverage [--check]`: `docs/reference/law-coverage.md`, from `law/`;
//! - `cargo xtask tidy`: house rules over the whole repository.
//!
//! `--check` writes nothing and fails when a generated file is stale.

mod coverage;
mod generate;
mod source;
mod tidy;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What is wrong, one line each, as the person who has to mend it wants to read it.
type Faults = Vec<String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = root();
    let outcome = match words.as_slice() {
        ["law"] => generate::run(&root, Mode::Write),
        ["law", "--check"] => generate::run(&root, Mode::Check),
        ["coverage"] => coverage::run(&root, Mode::Write),
        ["coverage", "--check"] => coverage::run(&root, Mode::Check),
        ["tidy"] => tidy::run(&root),
        _ => Err(vec!["usage: cargo xtask law [--check] | coverage [--check] | tidy".to_owned()]),
    };
    // A closed pipe is no reason to fail a check, hence the ignored results.
    match outcome {
        Ok(said) => {
            drop(writeln!(std::io::stdout(), "{said}"));
            ExitCode::SUCCESS
        }
        Err(faults) => {
            let mut out = std::io::stderr().lock();
            for fault in &faults {
                drop(writeln!(out, "{fault}"));
            }
            drop(writeln!(out, "{} fault(s)", faults.len()));
            ExitCode::FAILURE
        }
    }
}

/// Whether a generated file is written or compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Write,
    Check,
}

impl Mode {
    /// Writes `text` to `path`, or says that the file there is stale; `command` mends it.
    fn settle(self, path: &Path, text: &str, command: &str) -> Result<(), String> {
        let shown = path.display();
        let current = std::fs::read_to_string(path).unwrap_or_default();
        if current == text {
            return Ok(());
        }
        if self == Self::Check {
            return Err(format!("{shown} is stale: run `cargo xtask {command}`"));
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        std::fs::write(path, text).map_err(|error| format!("{shown}: {error}"))
    }
}

/// The repository that holds the present folder, so that a copy of it checks itself.
fn root() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    here.ancestors().find(|folder| folder.join("xtask/tidy.toml").is_file()).unwrap_or(&here).to_path_buf()
}

#[cfg(test)]
mod tests {
    use super::Mode;

    #[test]
    fn a_stale_file_fails_the_check_and_is_mended_by_writing() {
        let path = std::env::temp_dir().join(format!("xtask-settle-{}", std::process::id()));
        assert!(Mode::Check.settle(&path, "new", "law").is_err_and(|fault| fault.contains("stale")));
        Mode::Write.settle(&path, "new", "law").unwrap();
        assert_eq!(Mode::Check.settle(&path, "new", "law"), Ok(()));
        assert!(Mode::Check.settle(&path, "newer", "law").is_err());
        std::fs::remove_file(&path).unwrap();
    }
}
