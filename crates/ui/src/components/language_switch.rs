//! The switch between Vietnamese and English, as links that need no script.

use maud::{Markup, html};

use crate::{Lang, icon};

/// Renders links to the same page in the other languages.
///
/// `path` is the path and query of this page; the link sets the parameter `lang`.
#[must_use]
pub fn language_switch(lang: Lang, path: &str) -> Markup {
    html! {
        nav class="mc-language" aria-label=(lang.t("language")) {
            (icon("languages"))
            ul {
                @for other in Lang::ALL {
                    li {
                        @if other == lang { span aria-current="true" lang=(other.tag()) { (name(other)) } }
                        @else {
                            a href=(with_language(path, other)) lang=(other.tag()) hreflang=(other.tag()) { (name(other)) }
                        }
                    }
                }
            }
        }
    }
}

fn name(lang: Lang) -> String {
    lang.t(&format!("language-{}", lang.tag()))
}

/// The same address with `lang` set and any former `lang` gone.
fn with_language(path: &str, lang: Lang) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut pairs: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
    let own = format!("lang={}", lang.tag());
    pairs.push(&own);
    format!("{path}?{}", pairs.join("&"))
}

/// Every look of the switch.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    vec![
        ("in Vietnamese", language_switch(Lang::Vi, "/thu-tuc?q=a")),
        ("in English", language_switch(Lang::En, "/")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_keeps_the_query_and_replaces_the_language() {
        let table = [
            ("/", "/?lang=en"),
            ("/thu-tuc?q=a&lang=vi", "/thu-tuc?q=a&lang=en"),
            ("/thu-tuc?lang=vi&q=a", "/thu-tuc?q=a&lang=en"),
        ];
        for (path, expected) in table {
            assert_eq!(with_language(path, Lang::En), expected);
        }
    }
}
