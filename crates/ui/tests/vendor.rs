//! What we took from others is what we recorded, and carries no other government's marks.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

fn vendored() -> Vec<toml::Table> {
    let text = std::fs::read_to_string(assets().join("VENDOR.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    table["vendored"].as_array().unwrap().iter().map(|row| row.as_table().unwrap().clone()).collect()
}

#[test]
fn every_vendored_file_has_its_recorded_hash_and_its_licence_text() {
    let licences = std::fs::read_to_string(assets().join("LICENSES.txt")).unwrap();
    let rows = vendored();
    assert_eq!(rows.len(), 4);
    for row in rows {
        let file = row["file"].as_str().unwrap();
        let bytes = std::fs::read(assets().join(file)).unwrap();
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, row["sha256"].as_str().unwrap(), "{file} differs from VENDOR.toml");
        assert!(licences.contains(file), "{file} has no licence text in LICENSES.txt");
    }
}

#[test]
fn nothing_of_another_government_is_left() {
    for name in ["govuk.css", "base.css", "parts.css", "public.css", "staff.css", "tokens.css"] {
        let css = std::fs::read_to_string(assets().join(name)).unwrap().to_lowercase();
        // The notice of the licence names its holder; the rules below it must not.
        let rules = css.split_once("*/").map_or(css.as_str(), |(_, rules)| rules);
        for mark in ["gds transport", "crown", "crest", "gov.uk", "url("] {
            assert!(!rules.contains(mark), "{name} still contains `{mark}`");
        }
    }
}

#[test]
fn no_asset_asks_another_host_for_anything() {
    for name in ui::assets::NAMES.iter().filter(|name| !name.ends_with(".woff2") && !name.ends_with(".txt")) {
        let asset = ui::assets::find(&ui::assets::url(name)).unwrap();
        let text = String::from_utf8(asset.bytes.into_owned()).unwrap();
        // A namespace is a name, and a selector names the start of an address; neither is fetched.
        let text = text.replace("http://www.w3.org/2000/svg", "").replace("^=\"http", "");
        for scheme in ["http://", "https://", "url(//", "@import"] {
            assert!(!text.contains(scheme), "{name} contains `{scheme}`");
        }
    }
}
