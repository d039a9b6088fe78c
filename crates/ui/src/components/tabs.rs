//! Views of one list side by side, each with its own address.

use maud::{Markup, html};

use crate::{Lang, format};

/// One view.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tab<'a> {
    /// The words.
    pub label: &'a str,
    /// The address.
    pub href: &'a str,
    /// Whether it is shown now.
    pub current: bool,
    /// How many things it holds.
    pub count: Option<i64>,
    /// Whether it holds more than that.
    pub more: bool,
    /// Whether the count stands out, as for what is overdue.
    pub alarm: bool,
}

/// Renders the views as links.
#[must_use]
pub fn tabs(lang: Lang, label: &str, tabs: &[Tab<'_>]) -> Markup {
    html! {
        nav class="mc-tabs" aria-label=(label) {
            ul {
                @for tab in tabs {
                    li {
                        a class="mc-tabs__link" href=(tab.href) aria-current=[tab.current.then_some("page")] {
                            (tab.label)
                            @if let Some(count) = tab.count {
                                " "
                                span class={ "mc-count" @if tab.alarm && count > 0 { " mc-count--alarm" } } {
                                    (format::number(lang, count)) @if tab.more { "+" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Every look of the views.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let views = [
        Tab { label: "Quá hạn", href: "?view=overdue", count: Some(2), alarm: true, ..Tab::default() },
        Tab { label: "Hôm nay", href: "?view=today", count: Some(14), current: true, ..Tab::default() },
        Tab { label: "Ngày mai", href: "?view=tomorrow", count: Some(1_020), more: true, ..Tab::default() },
        Tab { label: "Mới", href: "?view=new", ..Tab::default() },
    ];
    vec![("worklist", tabs(Lang::Vi, "Danh sách việc", &views))]
}
