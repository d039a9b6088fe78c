//! Dependencies: each with its reason, each in its direction.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::Faults;
use crate::tidy::Config;

/// The part of `cargo metadata` that says who uses whom.
#[derive(Debug, Deserialize)]
pub struct Metadata {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    name: String,
    /// `dev`, `build`, or nothing for a normal one.
    kind: Option<String>,
}

/// Asks cargo for the packages of this workspace.
pub fn metadata(root: &Path) -> Result<Metadata, Faults> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root)
        .output()
        .map_err(|error| vec![format!("cargo metadata: {error}")])?;
    if !output.status.success() {
        return Err(vec![format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr))]);
    }
    serde_json::from_slice(&output.stdout).map_err(|error| vec![format!("cargo metadata: {error}")])
}

/// Uses against the direction, and libraries outside their place.
///
/// # Errors
///
/// When a crate has no row in the table of layers: a new crate must be placed first.
pub fn directions(metadata: &Metadata, config: &Config) -> Result<Faults, Faults> {
    let mut faults = Faults::new();
    let ours: Vec<&str> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    for package in &metadata.packages {
        let name = &package.name;
        let Some(allowed) = config.layers.get(name) else {
            return Err(vec![format!("xtask/tidy.toml: crate `{name}` has no row in [layers]")]);
        };
        for dependency in package.dependencies.iter().filter(|one| one.kind.as_deref() != Some("dev")) {
            let used = &dependency.name;
            if ours.contains(&used.as_str()) && !allowed.contains(used) {
                faults.push(format!(
                    "crates/{name}: may not use `{used}`: against the direction of the layers"
                ));
            }
            if config.only_in.get(used).is_some_and(|places| !places.contains(name)) {
                faults
                    .push(format!("crates/{name}: `{used}` belongs to {:?} only", config.only_in.get(used)));
            }
            if config.never_in.get(name).is_some_and(|never| never.contains(used)) {
                faults.push(format!("crates/{name}: is pure and may not use `{used}`"));
            }
        }
    }
    Ok(faults)
}

/// Libraries of the workspace without a one-line reason behind them.
pub fn reasons(manifest: &str) -> Faults {
    let lines = manifest.lines().skip_while(|line| line.trim() != "[workspace.dependencies]").skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.trim_start().starts_with('#') && line.contains('=') && !line.contains("path ="))
        .filter(|line| line.rsplit_once('#').is_none_or(|(_, reason)| reason.trim().len() < 4))
        .map(|line| format!("Cargo.toml: no reason is given for `{}`", line.trim()))
        .collect()
}

/// The lint that keeps clocks and the environment in their place.
pub fn lints(manifest: &str, clippy: &str, config: &Config) -> Faults {
    let mut faults = Faults::new();
    if !manifest.lines().any(|line| line.split_whitespace().eq(["disallowed_methods", "=", "\"deny\""])) {
        faults.push("Cargo.toml: the lint `disallowed_methods` is no longer denied".to_owned());
    }
    for method in &config.disallowed_methods {
        if !clippy.contains(&format!("\"{method}\"")) {
            faults.push(format!("clippy.toml: `{method}` is no longer disallowed"));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        crate::source::read(&crate::root().join("xtask/tidy.toml")).unwrap()
    }

    fn uses(package: &str, used: &str, kind: &str) -> Metadata {
        let json = format!(
            "{{\"packages\":[{{\"name\":\"{package}\",\"dependencies\":[{{\"name\":\"{used}\",\"kind\":{kind}}}]}},\
             {{\"name\":\"web\",\"dependencies\":[]}}]}}"
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn each_use_against_the_direction_is_named() {
        for (package, used, expected) in [
            ("domain", "web", "against the direction"),
            ("store", "axum", "belongs to"),
            ("app", "rusqlite", "belongs to"),
            ("domain", "serde", "is pure"),
            ("calendar", "tokio", "is pure"),
        ] {
            let faults = directions(&uses(package, used, "null"), &config()).unwrap();
            assert_eq!(faults.len(), 1, "{package} -> {used}: {faults:?}");
            assert!(faults[0].contains(expected), "{faults:?}");
        }
        assert_eq!(directions(&uses("store", "rusqlite", "null"), &config()), Ok(Faults::new()));
        assert_eq!(directions(&uses("domain", "serde", "\"dev\""), &config()), Ok(Faults::new()));
        assert!(directions(&uses("newcomer", "jiff", "null"), &config()).is_err());
    }

    #[test]
    fn a_library_without_a_reason_is_named() {
        let head = "[workspace.dependencies]\nlaw = { path = \"crates/law\" }\n# group\n";
        assert_eq!(
            reasons(&format!("{head}jiff = \"0.2\" # civil dates\n\n[profile.dev]\nx = 1")),
            Faults::new()
        );
        assert_eq!(
            reasons(&format!("{head}jiff = \"0.2\"\n")),
            ["Cargo.toml: no reason is given for `jiff = \"0.2\"`"]
        );
    }

    #[test]
    fn a_lost_lint_is_named() {
        let config = config();
        let all: String =
            config.disallowed_methods.iter().map(|method| format!("{{ path = \"{method}\" }}\n")).collect();
        assert_eq!(lints("disallowed_methods = \"deny\"", &all, &config), Faults::new());
        assert_eq!(lints("disallowed_methods = \"warn\"", &all, &config).len(), 1);
        assert_eq!(
            lints("disallowed_methods = \"deny\"", "", &config).len(),
            config.disallowed_methods.len()
        );
    }
}
