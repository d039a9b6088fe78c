//! Icons of the sprite. An icon never stands alone: words beside it carry the meaning.

use maud::{Markup, html};

use crate::assets;

/// An icon by its name in the sprite, hidden from screen readers.
///
/// # Names
///
/// One of [`NAMES`]; any other name draws nothing.
#[must_use]
pub fn icon(name: &str) -> Markup {
    html! {
        svg class="icon" width="20" height="20" aria-hidden="true" focusable="false" {
            use href={ (assets::url("icons.svg")) "#" (name) } {}
        }
    }
}

/// The icons that the sprite holds.
pub const NAMES: [&str; 43] = [
    "archive",
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "ban",
    "bell",
    "building-2",
    "calendar",
    "check",
    "chevron-down",
    "circle-alert",
    "circle-check",
    "circle-help",
    "clock",
    "copy",
    "download",
    "file-check",
    "file-text",
    "files",
    "globe",
    "history",
    "house",
    "inbox",
    "info",
    "languages",
    "list-checks",
    "log-out",
    "map-pin",
    "message-square",
    "phone",
    "printer",
    "qr-code",
    "refresh-cw",
    "scan-line",
    "search",
    "send",
    "stamp",
    "triangle-alert",
    "user",
    "users",
    "wallet",
    "x",
];

/// Every icon with its name.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    NAMES.iter().map(|name| (*name, html! { (icon(name)) " " (name) })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sprite_holds_every_icon() {
        let sprite = assets::find(&assets::url("icons.svg")).expect("the sprite");
        let sprite = String::from_utf8(sprite.bytes.into_owned()).expect("UTF-8");
        for name in NAMES {
            assert!(sprite.contains(&format!("<symbol id=\"{name}\"")), "{name} is not in the sprite");
        }
        assert_eq!(sprite.matches("<symbol").count(), NAMES.len());
    }
}
