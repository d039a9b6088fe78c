//! Contrast computed from the tokens: WCAG 2.2, 1.4.3 (text 4.5) and 1.4.11 (controls 3.0).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::HashMap;
use std::path::Path;

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name)).unwrap()
}

/// The colours of tokens.css by name, as red, green and blue from 0 to 1.
fn tokens() -> HashMap<String, [f64; 3]> {
    let mut found = HashMap::new();
    for line in read("tokens.css").lines() {
        let Some((name, value)) = line.trim().strip_prefix("--mc-").and_then(|rest| rest.split_once(": #"))
        else {
            continue;
        };
        let hex = value.trim_end_matches(';');
        let channel = |at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        found.insert(name.to_owned(), [channel(0), channel(2), channel(4)]);
    }
    found
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|c| if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn black_on_white_is_21_to_1() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
}

#[test]
fn every_pair_of_text_and_ground_reads_well() {
    let tokens = tokens();
    let mut pairs: Vec<(String, String, f64)> = Vec::new();
    let mut add = |fg: &str, bg: &str, least: f64| pairs.push((fg.to_owned(), bg.to_owned(), least));
    for ground in ["paper", "surface", "sunken"] {
        for ink in ["ink", "muted", "link", "link-hover", "link-visited", "accent", "alarm-ink"] {
            add(ink, ground, 4.5);
        }
        for edge in [
            "control",
            "accent",
            "focus-ink",
            "button",
            "calm-edge",
            "info-edge",
            "warn-edge",
            "alarm-edge",
            "plain-edge",
        ] {
            add(edge, ground, 3.0);
        }
    }
    for tone in ["calm", "info", "warn", "alarm", "plain"] {
        add(&format!("{tone}-ink"), &format!("{tone}-bg"), 4.5);
    }
    for ground in ["button", "button-hover"] {
        add("on-dark", ground, 4.5);
    }
    for ground in ["secondary", "secondary-hover"] {
        add("ink", ground, 4.5);
    }
    add("accent", "alarm-bg", 4.5);
    add("link", "info-bg", 4.5);
    add("focus-ink", "focus", 4.5);
    for (fg, bg, least) in pairs {
        let found = contrast(tokens[&fg], tokens[&bg]);
        assert!(found >= least, "{fg} on {bg}: {found:.2} is less than {least}");
    }
}

#[test]
fn colours_are_stated_in_the_tokens_only() {
    let tokens = read("tokens.css");
    for name in ["base.css", "parts.css", "public.css", "staff.css"] {
        for (number, line) in read(name).lines().enumerate() {
            let hex = line
                .match_indices('#')
                .any(|(at, _)| line[at + 1..].chars().take(3).filter(char::is_ascii_hexdigit).count() == 3);
            assert!(!hex, "{name}:{}: a colour outside the tokens", number + 1);
            for used in line.split("var(--mc-").skip(1) {
                let used = used.split([')', ',']).next().unwrap();
                assert!(tokens.contains(&format!("--mc-{used}:")), "{name}: --mc-{used} is not a token");
            }
        }
    }
}
