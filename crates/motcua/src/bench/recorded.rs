//! The costs that were recorded, and what is worse now.
//!
//! The file is TOML: the day, the profile the program was built with, and a table of costs for each engine. It is
//! written by `motcua bench --record` and never by hand; a record of one engine leaves the other's alone.

use std::collections::BTreeMap;
use std::path::Path as File;

use serde::{Deserialize, Serialize};

use super::paths::Path;
use crate::failure::Failure;

/// How much more than recorded is a regression: a fifth.
const MORE: f64 = 1.2;
/// The profile of this build; costs of one are no measure for the other.
pub const PROFILE: &str = if cfg!(debug_assertions) { "debug" } else { "release" };
/// Said at the top of the file.
const HEADER: &str = "# What each hot path costs, in units of its probe: less is better. Written by `motcua bench --record`\n\
                      # on a quiet machine, read by `motcua bench --check`. Paths, probes and budgets:\n\
                      # crates/motcua/src/bench/paths.rs.\n\n";

/// Costs by the name of the path.
pub type Costs = BTreeMap<String, f64>;

/// The file of recorded costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The day of the last record.
    pub on: String,
    /// How the program was built.
    pub profile: String,
    /// By engine: `embedded`, `postgresql`.
    pub engine: BTreeMap<String, Costs>,
}

impl Recorded {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// [`Failure::Failed`] when the file cannot be read, [`Failure::Usage`] when it is none, or of another profile.
    pub fn read(file: &File) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(file).map_err(|error| Failure::file(file, &error))?;
        let read: Self = toml::from_str(&text)
            .map_err(|error| Failure::Usage(crate::keys::explain(file, &text, &error)))?;
        if read.profile != PROFILE {
            return Err(Failure::Usage(format!(
                "{} was recorded with a {} build and this is a {PROFILE} build; take the same",
                file.display(),
                read.profile
            )));
        }
        Ok(read)
    }

    /// Puts the costs of an engine into the file, in the place of those that it has.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read), and when it cannot be written.
    pub fn write(file: &File, engine: &str, costs: Costs, on: String) -> Result<(), Failure> {
        let mut all = if file.exists() { Self::read(file)?.engine } else { BTreeMap::new() };
        all.insert(engine.to_owned(), costs.into_iter().map(|(name, cost)| (name, rounded(cost))).collect());
        let new = Self { on, profile: PROFILE.to_owned(), engine: all };
        let text = toml::to_string(&new).map_err(|error| Failure::Failed(error.to_string()))?;
        std::fs::write(file, format!("{HEADER}{text}")).map_err(|error| Failure::file(file, &error))
    }
}

/// Three places behind the point: a cost is no more exact than that.
fn rounded(cost: f64) -> f64 {
    (cost * 1000.0).round() / 1000.0
}

/// One line for each path that is beyond its budget, more than a fifth worse than recorded, or not recorded, and
/// for each record of what is no path any more.
pub fn faults(paths: &[Path], recorded: &Costs, measured: &Costs, budget: fn(&Path) -> f64) -> Vec<String> {
    let mut found = Vec::new();
    for path in paths {
        let name = path.name;
        let Some(now) = measured.get(name).copied() else {
            found.push(format!("{name}: was not measured"));
            continue;
        };
        let most = budget(path);
        if now > most {
            found.push(format!("{name}: costs {now:.3}, its budget is {most}"));
        }
        match recorded.get(name).copied() {
            None => found.push(format!("{name}: is not recorded; run with --record on a quiet machine")),
            Some(then) if now > then * MORE => {
                let worse = (now / then - 1.0) * 100.0;
                found.push(format!("{name}: costs {now:.3}, recorded are {then:.3}: {worse:.0} % worse"));
            }
            Some(_) => {}
        }
    }
    let gone = recorded.keys().filter(|name| !paths.iter().any(|path| path.name == *name));
    found.extend(gone.map(|name| format!("{name}: is recorded and no path any more")));
    found
}

#[cfg(test)]
mod tests {
    use super::super::paths::{Probe, Work};
    use super::*;

    fn costs(of: &[(&str, f64)]) -> Costs {
        of.iter().map(|(name, cost)| ((*name).to_owned(), *cost)).collect()
    }

    fn one() -> [Path; 1] {
        [Path {
            name: "accept-1",
            work: Work::Accept(1),
            probe: Probe::Commit,
            budget: 10.0,
            on_server: 20.0,
            goal: None,
        }]
    }

    #[test]
    fn a_path_fails_beyond_a_fifth_more_or_its_budget() {
        let table: [(&str, f64, f64, &[&str]); 6] = [
            ("as recorded", 5.0, 5.0, &[]),
            ("better", 5.0, 1.0, &[]),
            ("a fifth worse", 5.0, 6.0, &[]),
            ("more than a fifth", 5.0, 6.01, &["accept-1: costs 6.010, recorded are 5.000: 20 % worse"]),
            ("beyond the budget alone", 9.9, 10.1, &["accept-1: costs 10.100, its budget is 10"]),
            (
                "both",
                5.0,
                11.0,
                &[
                    "accept-1: costs 11.000, its budget is 10",
                    "accept-1: costs 11.000, recorded are 5.000: 120 % worse",
                ],
            ),
        ];
        for (what, then, now, expected) in table {
            let found = faults(&one(), &costs(&[("accept-1", then)]), &costs(&[("accept-1", now)]), |path| {
                path.budget
            });
            assert_eq!(found, expected, "{what}");
        }
    }

    #[test]
    fn what_is_missing_on_either_side_is_named() {
        let found =
            faults(&one(), &costs(&[("gone", 1.0)]), &costs(&[("accept-1", 1.0)]), |path| path.budget);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("accept-1: is not recorded"), "{found:?}");
        assert_eq!(found[1], "gone: is recorded and no path any more");
        let unmeasured = faults(&one(), &costs(&[("accept-1", 1.0)]), &Costs::new(), |path| path.budget);
        assert_eq!(unmeasured, ["accept-1: was not measured"]);
    }

    #[test]
    fn a_record_of_one_engine_leaves_the_other_alone() {
        let file = std::env::temp_dir().join(format!("motcua-recorded-{}.toml", std::process::id()));
        Recorded::write(&file, "embedded", costs(&[("accept-1", 2.345_67)]), "2026-11-28".into()).unwrap();
        Recorded::write(&file, "postgresql", costs(&[("accept-1", 2.0)]), "2026-11-29".into()).unwrap();
        let read = Recorded::read(&file).unwrap();
        assert_eq!(read.engine["embedded"], costs(&[("accept-1", 2.346)]));
        assert_eq!(read.engine["postgresql"], costs(&[("accept-1", 2.0)]));
        assert_eq!(read.on, "2026-11-29");
        let other = std::fs::read_to_string(&file).unwrap().replace(PROFILE, "another");
        std::fs::write(&file, other).unwrap();
        assert!(matches!(Recorded::read(&file), Err(Failure::Usage(_))));
        std::fs::remove_file(&file).unwrap();
    }
}
