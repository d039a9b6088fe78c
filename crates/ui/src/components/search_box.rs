//! A search box: one input, one button, a plain GET.

use maud::{Markup, html};

use crate::{Lang, icon};

/// A search box with its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct SearchBox<'a> {
    /// The id of the input.
    pub id: &'a str,
    /// Where the search is sent.
    pub action: &'a str,
    /// The name of the input; usually `q`.
    pub name: &'a str,
    /// The label; shown, because a placeholder vanishes.
    pub label: &'a str,
    /// What was searched for.
    pub value: &'a str,
    /// The key that moves the focus here.
    pub key: Option<&'a str>,
    /// Other filters of the page, kept while searching.
    pub keep: &'a [(&'a str, &'a str)],
}

/// Renders the search form.
#[must_use]
pub fn search_box(lang: Lang, search: &SearchBox<'_>) -> Markup {
    html! {
        form class="mc-search" method="get" action=(search.action) role="search" {
            label class="govuk-label" for=(search.id) {
                (search.label)
                @if let Some(key) = search.key { " " kbd { (key) } }
            }
            @for (name, value) in search.keep { input type="hidden" name=(name) value=(value); }
            div class="mc-search__row" {
                input class="govuk-input" id=(search.id) name=(search.name) type="search" value=(search.value)
                    spellcheck="false" autocomplete="off" data-key=[search.key];
                button class="govuk-button" type="submit" { (icon("search")) (lang.t("search")) }
            }
        }
    }
}

/// Every look of the search box.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let empty = SearchBox {
        id: "vi-du-tim",
        action: "/thu-tuc",
        name: "q",
        label: "Tìm thủ tục",
        ..SearchBox::default()
    };
    let kept = SearchBox {
        id: "vi-du-tim-2",
        value: "ly lich tu phap",
        key: Some("/"),
        keep: &[("field", "tp")],
        ..empty
    };
    vec![
        ("empty", search_box(Lang::Vi, &empty)),
        ("with a question, a key and a filter", search_box(Lang::Vi, &kept)),
    ]
}
