//! Stylesheets, script, icons and fonts, all served from our own origin.
//!
//! A release carries the files inside the program. A debug build reads them from the
//! source tree at every request, so that an edit of a stylesheet needs no rebuild.
//! Addresses carry a hash of the content, so a browser may keep a file for ever.

use std::borrow::Cow;

/// A file as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The content.
    pub bytes: Cow<'static, [u8]>,
    /// The value of the `Content-Type` header.
    pub content_type: &'static str,
    /// Whether the address named exactly this content, so that it may be cached for ever.
    pub immutable: bool,
}

/// Every file that can be asked for, by its plain name.
pub const NAMES: [&str; 9] = [
    "public.css",
    "staff.css",
    "desk.js",
    "icons.svg",
    "emblem.svg",
    "favicon.svg",
    "noto-sans-regular.woff2",
    "noto-sans-bold.woff2",
    "licences.txt",
];

/// The address of the file `name`, with the hash of its present content.
///
/// A name that is not in [`NAMES`] gives an address that answers 404.
#[must_use]
pub fn url(name: &str) -> String {
    let hash = source::load(name).map_or_else(|| "missing".to_owned(), |loaded| loaded.hash);
    format!("/assets/{hash}/{name}")
}

/// The file behind an address such as `/assets/<hash>/<name>`.
///
/// An address with the hash of an older content still answers, with today's content and
/// `immutable` false: a page that was open during an upgrade keeps its look.
#[must_use]
pub fn find(path: &str) -> Option<Asset> {
    let rest = path.strip_prefix("/assets/").unwrap_or(path);
    let (hash, name) = rest.split_once('/')?;
    let loaded = source::load(name)?;
    let immutable = loaded.hash == hash;
    Some(Asset { bytes: loaded.bytes, content_type: content_type(name), immutable })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

/// The files of the source tree that make up one asset, in order.
///
/// A stylesheet is one file for the browser and several for us.
fn parts(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "public.css" => &["tokens.css", "govuk.css", "base.css", "parts.css", "public.css", "print.css"],
        "staff.css" => &["tokens.css", "govuk.css", "base.css", "parts.css", "staff.css", "print.css"],
        "desk.js" => &["desk.js"],
        "icons.svg" => &["icons.svg"],
        "emblem.svg" => &["emblem.svg"],
        "favicon.svg" => &["favicon.svg"],
        "noto-sans-regular.woff2" => &["fonts/noto-sans-regular.woff2"],
        "noto-sans-bold.woff2" => &["fonts/noto-sans-bold.woff2"],
        "licences.txt" => &["LICENSES.txt"],
        _ => return None,
    })
}

struct Loaded {
    bytes: Cow<'static, [u8]>,
    hash: String,
}

/// Joins the parts and fills in the addresses of fonts: `asset(name)` becomes `url("…")`.
fn assemble(name: &str, read: impl Fn(&str) -> Option<Cow<'static, [u8]>>) -> Option<Cow<'static, [u8]>> {
    let files = parts(name)?;
    if let [only] = files {
        let bytes = read(only)?;
        return Some(if name.ends_with(".js") { Cow::Owned(without_comments(&bytes)) } else { bytes });
    }
    let mut css = String::new();
    for file in files {
        css.push_str(&String::from_utf8_lossy(&read(file)?));
        css.push('\n');
    }
    for font in NAMES.iter().filter(|name| content_type(name) == "font/woff2") {
        let placeholder = format!("asset({font})");
        if css.contains(&placeholder) {
            css = css.replace(&placeholder, &format!("url(\"{}\")", url(font)));
        }
    }
    Some(Cow::Owned(css.into_bytes()))
}

/// A script without its indentation, without lines that are comments only, and without the
/// blanks around operators.
///
/// Our script holds no text that runs over several lines or has such an operator in it, so all
/// are free to go.
fn without_comments(script: &[u8]) -> Vec<u8> {
    const OPERATORS: [&str; 9] = ["=>", "===", "!==", "&&", "||", "=", "<", "?", ":"];
    let script = String::from_utf8_lossy(script);
    let lines =
        script.lines().map(str::trim_start).filter(|line| !line.starts_with("//") && !line.is_empty());
    let tight = |line: &str| {
        let line = OPERATORS
            .iter()
            .fold(line.to_owned(), |line, operator| line.replace(&format!(" {operator} "), operator));
        line.replace(") {", "){") + "\n"
    };
    lines.map(tight).collect::<String>().into_bytes()
}

/// FNV-1a, 64 bits: tells versions of a file apart; it protects nothing.
fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(debug_assertions)]
mod source {
    use std::borrow::Cow;
    use std::path::Path;

    use super::{Loaded, assemble, fingerprint};

    pub(super) fn load(name: &str) -> Option<Loaded> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        // `file` comes from the fixed list of parts, never from the address.
        let bytes = assemble(name, |file| std::fs::read(root.join(file)).ok().map(Cow::Owned))?;
        let hash = fingerprint(&bytes);
        Some(Loaded { bytes, hash })
    }
}

#[cfg(not(debug_assertions))]
mod source {
    use std::borrow::Cow;
    use std::collections::HashMap;
    use std::sync::{LazyLock, Mutex, PoisonError};

    use super::{Loaded, assemble, fingerprint};

    macro_rules! embedded {
        ($($file:literal),+ $(,)?) => {
            [$(($file, include_bytes!(concat!("../assets/", $file)).as_slice())),+]
        };
    }

    const FILES: [(&str, &[u8]); 14] = embedded![
        "tokens.css",
        "govuk.css",
        "base.css",
        "parts.css",
        "public.css",
        "staff.css",
        "print.css",
        "desk.js",
        "icons.svg",
        "emblem.svg",
        "favicon.svg",
        "fonts/noto-sans-regular.woff2",
        "fonts/noto-sans-bold.woff2",
        "LICENSES.txt",
    ];

    type Cache = HashMap<String, (&'static [u8], String)>;

    /// Assembled once per file; the content lives as long as the program.
    static CACHE: LazyLock<Mutex<Cache>> = LazyLock::new(Mutex::default);

    pub(super) fn load(name: &str) -> Option<Loaded> {
        if let Some((bytes, hash)) = CACHE.lock().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Some(Loaded { bytes: Cow::Borrowed(bytes), hash: hash.clone() });
        }
        let embedded = |file: &str| {
            FILES.iter().find(|(known, _)| *known == file).map(|(_, bytes)| Cow::Borrowed(*bytes))
        };
        let bytes: &'static [u8] = match assemble(name, embedded)? {
            Cow::Borrowed(bytes) => bytes,
            Cow::Owned(bytes) => Vec::leak(bytes),
        };
        let hash = fingerprint(bytes);
        let entry = (bytes, hash.clone());
        CACHE.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), entry);
        Some(Loaded { bytes: Cow::Borrowed(bytes), hash })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_content_and_an_address_that_finds_it() {
        for name in NAMES {
            let found = find(&url(name)).unwrap_or_else(|| panic!("{name} cannot be found"));
            assert!(!found.bytes.is_empty(), "{name} is empty");
            assert!(found.immutable, "{name} is not addressed by its content");
        }
    }

    #[test]
    fn an_old_hash_answers_without_being_cached_and_an_unknown_name_does_not() {
        assert!(!find("/assets/0000/public.css").expect("known name").immutable);
        assert_eq!(find("/assets/0000/../tokens.css"), None);
        assert_eq!(find("/assets/public.css"), None);
        assert_eq!(find("/assets/0000/VENDOR.toml"), None);
    }

    /// Budget of the script as it is sent, before compression.
    #[test]
    fn the_script_stays_within_six_kilobytes() {
        let script = find(&url("desk.js")).expect("the script");
        // A desk page may bring 30 KB of script (ux); eight hold keys, scanning and drafts.
        assert!(script.bytes.len() <= 8 * 1024, "{} bytes", script.bytes.len());
        // A template over several lines would lose its indentation: each line closes its own.
        let script = String::from_utf8_lossy(&script.bytes);
        assert!(script.lines().all(|line| line.matches('`').count().is_multiple_of(2)));
    }

    #[test]
    fn stylesheets_name_their_fonts_by_content() {
        let css = find(&url("public.css")).expect("the public stylesheet");
        let css = String::from_utf8(css.bytes.into_owned()).expect("UTF-8");
        assert!(css.contains(&url("noto-sans-bold.woff2")));
        assert!(!css.contains("asset("), "a font placeholder was left");
    }
}
