//! The catalogues: well formed, equal in keys and places, complete for what the code asks.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use ui::Lang;

const FILES: [&str; 8] = ["common", "desk", "intake", "dossier", "public", "admin", "refusal", "books"];

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn catalogue(lang: &str, file: &str) -> String {
    std::fs::read_to_string(here().join(format!("messages/{lang}/{file}.ftl"))).unwrap()
}

/// Keys of one language with the names of their places, and where a key stands twice.
fn messages(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in FILES {
        let mut key = String::new();
        for line in catalogue(lang, file).lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                let (name, _) = line.split_once(" =").expect("a message has a value");
                key = name.to_owned();
                assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{lang}: `{key}` stands twice");
            }
            if let Some(places) = found.get_mut(&key) {
                for place in line.split('$').skip(1) {
                    let name: String =
                        place.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    places.insert(name);
                }
            }
        }
    }
    found
}

#[test]
fn every_catalogue_is_well_formed() {
    for lang in ["vi", "en"] {
        for file in FILES {
            if let Err((_, errors)) = FluentResource::try_new(catalogue(lang, file)) {
                panic!("{lang}/{file}.ftl: {errors:?}");
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_places() {
    let (vi, en) = (messages("vi"), messages("en"));
    assert!(vi.len() > 300, "only {} messages were read", vi.len());
    let missing = |from: &BTreeMap<String, _>, of: &BTreeMap<String, _>| -> Vec<String> {
        from.keys().filter(|key| !of.contains_key(*key)).cloned().collect()
    };
    assert_eq!(missing(&vi, &en), Vec::<String>::new(), "not in English");
    assert_eq!(missing(&en, &vi), Vec::<String>::new(), "not in Vietnamese");
    for (key, places) in &vi {
        assert_eq!(places, &en[key], "places of `{key}`");
    }
}

#[test]
fn a_missing_key_shows_itself_in_brackets() {
    assert_eq!(Lang::En.t("khong-co"), "[khong-co]");
}

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every key that code names literally, in this crate and in those that draw pages, exists.
#[test]
fn no_code_names_a_message_that_is_missing() {
    let known = messages("vi");
    let mut files = Vec::new();
    for crate_name in ["ui", "web"] {
        sources(&here().join("..").join(crate_name).join("src"), &mut files);
    }
    let mut seen = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for call in [".t(\"", ".tf(\"", ".tf(\n            \"", ".tf(\n                \""] {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                assert!(known.contains_key(key), "{}: no message `{key}`", file.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "only {seen} uses were found");
}

/// Every letter of the catalogues is in the subset of the font, as VENDOR.toml records it.
#[test]
fn the_font_has_every_letter_of_the_catalogues_and_of_the_gallery() {
    let vendor: toml::Table =
        std::fs::read_to_string(here().join("assets/VENDOR.toml")).unwrap().parse().unwrap();
    let font = vendor["vendored"].as_array().unwrap().iter().find_map(|row| row.get("unicodes")).unwrap();
    let ranges: Vec<(u32, u32)> = font
        .as_str()
        .unwrap()
        .split(',')
        .map(|range| {
            let range = range.trim_start_matches("U+");
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            (u32::from_str_radix(first, 16).unwrap(), u32::from_str_radix(last, 16).unwrap())
        })
        .collect();
    let drawn =
        |c: char| c == '\n' || ranges.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(c)));
    let mut texts = vec![];
    for lang in ["vi", "en"] {
        texts.extend(FILES.map(|file| (format!("{lang}/{file}"), catalogue(lang, file))));
    }
    for (component, examples) in ui::gallery() {
        texts.extend(examples.into_iter().map(|(_, markup)| (component.to_owned(), markup.into_string())));
    }
    for (place, text) in texts {
        let missing: BTreeSet<char> = text.chars().filter(|c| !drawn(*c)).collect();
        assert!(missing.is_empty(), "{place}: not in the font: {missing:?}");
    }
}

/// Public sentences stay short enough to be read aloud once.
#[test]
fn public_sentences_have_at_most_twenty_words() {
    for line in catalogue("vi", "public").lines().filter_map(|line| line.split_once(" = ")) {
        for sentence in line.1.split(['.', '?', ':']) {
            // Vietnamese writes syllables apart; two syllables make a word on average.
            assert!(sentence.split_whitespace().count() <= 30, "{}: too long: {sentence}", line.0);
        }
    }
}
