//! The files under `law/` as typed values, checked when they are read.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use crate::Faults;

/// A legal text and the provisions of it that the program knows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    pub document: Document,
    #[serde(default)]
    pub provision: Vec<Provision>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The module that bears its constants, for example `qc1722`.
    pub id: String,
    pub title_vi: String,
    pub title_en: String,
    pub number: String,
    /// First day in force; left out where no text at hand states it.
    pub in_force_from: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    pub id: String,
    pub label_vi: String,
    pub label_en: String,
    pub summary_vi: String,
    pub summary_en: String,
    /// Rows of the list of requirements that carry it.
    #[serde(default)]
    pub requirement: Vec<String>,
    pub coverage: Coverage,
    /// `path` or `path#function` for what exists; otherwise the reason, or what it waits for.
    #[serde(rename = "where")]
    pub places: Vec<String>,
    /// How sure the reading is.
    #[serde(default)]
    pub confidence: Confidence,
}

/// How the program meets a provision. There is no value for "not looked at".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// Enforced or computed by code.
    Coded,
    /// Put before the reader on a page or paper.
    Shown,
    /// Left to a person, with the reason.
    Person,
    /// Nothing for this program, with the reason.
    OutOfScope,
    /// To be built, with what it waits for.
    Planned,
}

impl Coverage {
    pub const ALL: [Self; 5] = [Self::Coded, Self::Shown, Self::Person, Self::OutOfScope, Self::Planned];

    pub fn name(self) -> &'static str {
        match self {
            Self::Coded => "coded",
            Self::Shown => "shown",
            Self::Person => "person",
            Self::OutOfScope => "out of scope",
            Self::Planned => "planned",
        }
    }
}

/// Whether the text itself was read, or the provision is known at second hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    #[default]
    High,
    Medium,
}

/// `law/rules.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    pub pack: Vec<Pack>,
    pub parameter: Vec<Parameter>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    pub name: String,
    pub valid_from: String,
    /// Why it begins then; for the reader of the file.
    #[serde(rename = "note")]
    pub _note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    pub name: String,
    pub unit: String,
    pub meaning_vi: String,
    pub meaning_en: String,
    pub value: Vec<DatedValue>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedValue {
    pub value: toml::Value,
    pub basis: Vec<String>,
    pub valid_from: String,
    pub valid_to: Option<String>,
    #[serde(rename = "note")]
    pub _note: Option<String>,
}

/// `law/glossary.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    pub term: Vec<Term>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub identifier: String,
    pub term: String,
    pub source: String,
    pub meaning_vi: String,
    pub meaning_en: String,
    pub forbidden: Vec<String>,
}

/// Files of `law/` that are not legal texts.
const NOT_TEXTS: [&str; 2] = ["rules.toml", "glossary.toml"];
/// The regulation leads; the other texts follow by name.
const FIRST: &str = "qc1722";

/// Reads one TOML file into `T`, with the place of a mistake.
pub fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Faults> {
    let fault = |error: &dyn std::fmt::Display| vec![format!("{}: {error}", path.display())];
    let text = std::fs::read_to_string(path).map_err(|error| fault(&error))?;
    toml::from_str(&text).map_err(|error| fault(&error))
}

/// Every legal text under `law/`, the regulation first, each checked.
pub fn laws(root: &Path) -> Result<Vec<Law>, Faults> {
    let folder = root.join("law");
    let entries =
        std::fs::read_dir(&folder).map_err(|error| vec![format!("{}: {error}", folder.display())])?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml") && !NOT_TEXTS.contains(&name.as_str()))
        .collect();
    // Directory order differs between machines; generated files must not.
    names.sort_by_key(|name| (!name.starts_with(FIRST), name.clone()));
    let mut laws = Vec::new();
    for name in &names {
        let law: Law = read(&folder.join(name))?;
        if format!("{}.toml", law.document.id) != *name {
            return Err(vec![format!("law/{name}: the document calls itself `{}`", law.document.id)]);
        }
        laws.push(law);
    }
    let faults = check_laws(&laws);
    if faults.is_empty() { Ok(laws) } else { Err(faults) }
}

/// What the types cannot say: unique well-formed ids, no empty text, a place or reason for every row.
pub fn check_laws(laws: &[Law]) -> Faults {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for law in laws {
        let document = &law.document;
        if document.in_force_from.as_deref().is_some_and(|day| !is_day(day)) {
            faults.push(format!("{}: `in_force_from` is not a day written YYYY-MM-DD", document.id));
        }
        for provision in &law.provision {
            let id = &provision.id;
            let well_formed = id.strip_prefix(&format!("{}.", document.id)).is_some_and(|rest| {
                rest.split('.').all(|part| {
                    part.starts_with(|c: char| c.is_ascii_lowercase())
                        && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
                })
            });
            if !well_formed {
                faults.push(format!("{id}: an id is the document and lower-case parts joined by dots"));
            }
            if !seen.insert(id.clone()) {
                faults.push(format!("{id}: appears twice"));
            }
            let texts =
                [&provision.label_vi, &provision.label_en, &provision.summary_vi, &provision.summary_en];
            if texts.iter().any(|text| text.trim().is_empty()) {
                faults.push(format!("{id}: a label or summary is empty"));
            }
            if provision.places.is_empty() || provision.places.iter().any(|place| place.trim().is_empty()) {
                faults.push(format!("{id}: `where` is empty"));
            }
        }
    }
    faults
}

/// The rules of `law/rules.toml`.
pub fn rules(root: &Path) -> Result<Rules, Faults> {
    read(&root.join("law/rules.toml"))
}

/// The glossary, with its cross-references checked against `laws`.
pub fn glossary(root: &Path, laws: &[Law]) -> Result<Glossary, Faults> {
    let glossary: Glossary = read(&root.join("law/glossary.toml"))?;
    let faults = check_glossary(&glossary, laws);
    if faults.is_empty() { Ok(glossary) } else { Err(faults) }
}

/// Terms are unique, their sources exist, and no term forbids another term.
pub fn check_glossary(glossary: &Glossary, laws: &[Law]) -> Faults {
    let ids: BTreeSet<&str> = laws.iter().flat_map(|law| &law.provision).map(|p| p.id.as_str()).collect();
    let own: BTreeSet<&str> = glossary.term.iter().map(|term| term.identifier.as_str()).collect();
    let mut faults = Vec::new();
    if own.len() != glossary.term.len() {
        faults.push("law/glossary.toml: an identifier has two rows".to_owned());
    }
    for term in &glossary.term {
        let name = &term.identifier;
        if !ids.contains(term.source.as_str()) {
            faults
                .push(format!("law/glossary.toml: {name}: source `{}` is not in the register", term.source));
        }
        if [&term.term, &term.meaning_vi, &term.meaning_en].iter().any(|text| text.trim().is_empty()) {
            faults.push(format!("law/glossary.toml: {name}: a text is empty"));
        }
        for synonym in &term.forbidden {
            if own.contains(synonym.as_str()) {
                faults.push(format!("law/glossary.toml: {name} forbids `{synonym}`, which is a term itself"));
            }
        }
    }
    faults
}

/// Whether `text` looks like `2019-08-14`.
pub fn is_day(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law(rows: &str) -> Law {
        let head =
            "[document]\nid = \"qd1\"\ntitle_vi = \"Quyết định\"\ntitle_en = \"Decision\"\nnumber = \"1\"\n";
        toml::from_str(&format!("{head}{rows}")).unwrap()
    }

    fn row(id: &str, summary: &str, place: &str) -> String {
        format!(
            "[[provision]]\nid = \"{id}\"\nlabel_vi = \"Điều\"\nlabel_en = \"Article\"\nsummary_vi = \"{summary}\"\n\
             summary_en = \"x\"\ncoverage = \"coded\"\nwhere = [\"{place}\"]\n"
        )
    }

    #[test]
    fn a_good_law_has_no_fault() {
        assert_eq!(check_laws(&[law(&row("qd1.d1.k2", "a", "law/rules.toml"))]), Faults::new());
    }

    #[test]
    fn each_planted_fault_is_named() {
        let twice = format!("{}{}", row("qd1.d1", "a", "p"), row("qd1.d1", "a", "p"));
        for (rows, expected) in [
            (twice, "twice"),
            (row("qd1.D1", "a", "p"), "lower-case"),
            (row("other.d1", "a", "p"), "the document"),
            (row("qd1.d1", " ", "p"), "empty"),
            (row("qd1.d1", "a", ""), "`where`"),
        ] {
            let faults = check_laws(&[law(&rows)]);
            assert!(faults.iter().any(|fault| fault.contains(expected)), "{expected}: {faults:?}");
        }
    }

    #[test]
    fn an_unclassified_provision_is_refused() {
        let unclassified = row("qd1.d1", "a", "p").replace("coverage = \"coded\"\n", "");
        let text = format!(
            "[document]\nid = \"q\"\ntitle_vi = \"Q\"\ntitle_en = \"Q\"\nnumber = \"1\"\n{unclassified}"
        );
        assert!(toml::from_str::<Law>(&text).unwrap_err().to_string().contains("coverage"));
    }

    #[test]
    fn a_glossary_row_needs_a_known_source_and_may_not_forbid_a_term() {
        let laws = [law(&row("qd1.d1", "a", "p"))];
        let term = |identifier: &str, source: &str, forbidden: &str| {
            format!(
                "[[term]]\nidentifier = \"{identifier}\"\nterm = \"t\"\nsource = \"{source}\"\nmeaning_vi = \"v\"\n\
                 meaning_en = \"e\"\nforbidden = [\"{forbidden}\"]\n"
            )
        };
        let parse = |text: String| toml::from_str::<Glossary>(&text).unwrap();
        assert_eq!(check_glossary(&parse(term("A", "qd1.d1", "B")), &laws), Faults::new());
        assert_eq!(check_glossary(&parse(term("A", "qd1.d9", "B")), &laws).len(), 1);
        let both = format!("{}{}", term("A", "qd1.d1", "B"), term("B", "qd1.d1", "C"));
        assert_eq!(check_glossary(&parse(both), &laws).len(), 1);
    }
}
