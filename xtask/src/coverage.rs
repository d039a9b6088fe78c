//! Writes `docs/reference/law-coverage.md`: how the program meets each provision, and where.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use crate::source::{self, Confidence, Coverage, Law, Provision};
use crate::tidy::{self, File};
use crate::{Faults, Mode, generate};

/// Writes or checks the report.
pub fn run(root: &Path, mode: Mode) -> Result<String, Faults> {
    let laws = source::laws(root)?;
    let provisions = || laws.iter().flat_map(|law| &law.provision);
    let faults: Faults = provisions().flat_map(|provision| missing_places(root, provision)).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let path = root.join("docs/reference/law-coverage.md");
    mode.settle(&path, &report(&laws), "coverage").map_err(|fault| vec![fault])?;
    let counted = |coverage| provisions().filter(|provision| provision.coverage == coverage).count();
    let counts: Vec<String> =
        Coverage::ALL.iter().map(|coverage| format!("{} {}", counted(*coverage), coverage.name())).collect();
    let files = tidy::files(root)?;
    let stale: Vec<String> = cited_but_not_coded(&laws, &files);
    let hint = if stale.is_empty() {
        String::new()
    } else {
        format!(
            "\ncited by code though not called coded; see whether the row is still right: {}",
            stale.join(", ")
        )
    };
    Ok(format!("coverage: {}{hint}", counts.join(", ")))
}

/// Provisions that code outside tests cites although their row says that they are not built.
///
/// No fault: half a clause may be cited. It is how a row that the code has overtaken is noticed.
fn cited_but_not_coded(laws: &[Law], files: &[File]) -> Vec<String> {
    let sources = files.iter().filter(|file| {
        file.path.starts_with("crates/")
            && file.path.contains("/src/")
            && !file.path.starts_with("crates/law/")
    });
    let mut cited = BTreeSet::new();
    for file in sources {
        let words = tidy::tokens(&file.text).words;
        for pair in words.windows(2) {
            if let [(document, _), (constant, _)] = pair {
                cited.insert(format!("{document}::{constant}"));
            }
        }
    }
    let not_coded = laws.iter().flat_map(|law| &law.provision).filter(|provision| {
        !matches!(provision.coverage, Coverage::Coded | Coverage::Shown)
            && cited.contains(&generate::path(&provision.id))
    });
    not_coded.map(|provision| provision.id.clone()).collect()
}

/// The places of a coded or shown provision that are not in the repository.
fn missing_places(root: &Path, provision: &Provision) -> Faults {
    if !matches!(provision.coverage, Coverage::Coded | Coverage::Shown) {
        return Faults::new();
    }
    let missing = |place: &String| {
        let (file, function) =
            place.split_once('#').map_or((place.as_str(), None), |(file, name)| (file, Some(name)));
        let Ok(text) = std::fs::read_to_string(root.join(file)) else {
            return Some(format!("{}: `{file}` does not exist", provision.id));
        };
        let function = function?;
        let found = text.contains(&format!("fn {function}(")) || text.contains(&format!("fn {function}<"));
        (!found).then(|| format!("{}: `{file}` has no function `{function}`", provision.id))
    };
    provision.places.iter().filter_map(missing).collect()
}

/// The text of the report.
fn report(laws: &[Law]) -> String {
    let mut out = String::from(
        "# Coverage of the law\n\n\
         Generated from `law/` by `cargo xtask coverage`; do not edit.\n\n\
         Each provision is one of: **coded** (enforced or computed by the code named), **shown** (put before the reader),\n\
         **person** (left to people, with the reason), **out of scope** (nothing for this program), **planned** (not built\n\
         yet, with what is missing). An asterisk marks a provision known at second hand, whose text is to be compared.\n\n\
         ## Summary\n\n| text |",
    );
    for coverage in Coverage::ALL {
        push(&mut out, format_args!(" {} |", coverage.name()));
    }
    out.push_str(" all |\n|---|");
    out.push_str(&"---:|".repeat(Coverage::ALL.len() + 1));
    out.push('\n');
    for law in laws {
        counts(&mut out, &law.document.title_en, law.provision.iter().map(|provision| provision.coverage));
    }
    counts(
        &mut out,
        "**all**",
        laws.iter().flat_map(|law| &law.provision).map(|provision| provision.coverage),
    );
    for law in laws {
        push(&mut out, format_args!("\n## {} — {}\n\n", law.document.title_vi, law.document.title_en));
        out.push_str("| provision | says | requirement | status | where, or why |\n|---|---|---|---|---|\n");
        for provision in &law.provision {
            row(&mut out, provision);
        }
    }
    out
}

fn counts(out: &mut String, title: &str, coverages: impl Iterator<Item = Coverage>) {
    let coverages: Vec<Coverage> = coverages.collect();
    push(out, format_args!("| {title} |"));
    for wanted in Coverage::ALL {
        let count = coverages.iter().filter(|coverage| **coverage == wanted).count();
        push(out, format_args!(" {count} |"));
    }
    push(out, format_args!(" {} |\n", coverages.len()));
}

fn row(out: &mut String, provision: &Provision) {
    let mark = if provision.confidence == Confidence::Medium { "\\*" } else { "" };
    let places: Vec<String> = match provision.coverage {
        Coverage::Coded | Coverage::Shown => {
            provision.places.iter().map(|place| format!("`{place}`")).collect()
        }
        _ => provision.places.clone(),
    };
    let cells = [
        format!("{}{mark}", provision.label_en.split(", ").next().unwrap_or(&provision.label_en)),
        provision.summary_en.clone(),
        provision.requirement.join(", "),
        provision.coverage.name().to_owned(),
        places.join(", "),
    ];
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    push(out, format_args!("| {} |\n", cells.join(" | ")));
}

/// Appends formatted text; writing to a `String` cannot fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provision(coverage: Coverage, place: &str) -> Provision {
        Provision {
            id: "qc1722.d1".to_owned(),
            label_vi: "Điều 1".to_owned(),
            label_en: "Article 1, Regulation 1722".to_owned(),
            summary_vi: "a".to_owned(),
            summary_en: "says | something".to_owned(),
            requirement: vec!["R1".to_owned()],
            coverage,
            places: vec![place.to_owned()],
            confidence: Confidence::Medium,
        }
    }

    #[test]
    fn a_place_that_does_not_exist_is_a_fault() {
        let root = crate::root();
        let faults = |coverage, place: &str| missing_places(&root, &provision(coverage, place));
        assert_eq!(faults(Coverage::Coded, "law/rules.toml"), Faults::new());
        assert_eq!(faults(Coverage::Coded, "xtask/src/coverage.rs#run"), Faults::new());
        assert!(faults(Coverage::Coded, "law/nowhere.toml")[0].contains("does not exist"));
        assert!(faults(Coverage::Shown, "xtask/src/coverage.rs#walk")[0].contains("no function"));
        assert_eq!(faults(Coverage::Planned, "waits for a page"), Faults::new());
    }

    #[test]
    fn a_row_escapes_its_cells_and_marks_doubt() {
        let mut out = String::new();
        row(&mut out, &provision(Coverage::Coded, "law/rules.toml"));
        assert_eq!(out, "| Article 1\\* | says \\| something | R1 | coded | `law/rules.toml` |\n");
    }

    #[test]
    fn a_row_that_the_code_has_overtaken_is_noticed() {
        let law = |coverage| Law {
            document: toml::from_str("id = \"qc1722\"\ntitle_vi = \"Q\"\ntitle_en = \"Q\"\nnumber = \"1\"")
                .unwrap(),
            provision: vec![provision(coverage, "waits")],
        };
        let file =
            |path: &str| File { path: path.to_owned(), text: "use law::qc1722;\nf(qc1722::D1)".to_owned() };
        let noticed = |coverage, path: &str| cited_but_not_coded(&[law(coverage)], &[file(path)]);
        assert_eq!(noticed(Coverage::Planned, "crates/domain/src/a.rs"), ["qc1722.d1"]);
        assert!(noticed(Coverage::Coded, "crates/domain/src/a.rs").is_empty());
        assert!(noticed(Coverage::Planned, "crates/domain/tests/a.rs").is_empty());
    }

    #[test]
    fn the_committed_report_is_fresh() {
        assert_eq!(run(&crate::root(), Mode::Check).map(|_| ()), Ok(()));
    }
}
