//! Two people, one dossier: what happened meanwhile, and what was typed, kept.
//!
//! Nothing typed is lost (story 14): the words stand here and in the form below.

use maud::{Markup, html};

use super::timeline::{TimelineItem, timeline};
use crate::Lang;

/// The panel above a form that came too late.
#[derive(Debug, Clone, Copy)]
pub struct ConflictPanel<'a> {
    /// What others did since the page was opened.
    pub meanwhile: &'a [TimelineItem<'a>],
    /// What was typed: label and text.
    pub kept: &'a [(&'a str, &'a str)],
    /// The dossier as it is now.
    pub href: &'a str,
}

/// Renders the panel; it takes the focus like the summary of errors.
#[must_use]
pub fn conflict_panel(lang: Lang, panel: &ConflictPanel<'_>) -> Markup {
    html! {
        div class="mc-conflict" role="alert" tabindex="-1" autofocus data-focus {
            h2 class="govuk-heading-m" { (lang.t("conflict-title")) }
            p { (lang.t("conflict-lead")) }
            (timeline(panel.meanwhile))
            @if !panel.kept.is_empty() {
                p { (lang.t("conflict-kept")) }
                dl class="mc-conflict__kept" {
                    @for (label, text) in panel.kept { dt { (label) } dd { (text) } }
                }
            }
            p { a class="govuk-link" href=(panel.href) { (lang.t("conflict-reload")) } }
        }
    }
}

/// Every look of the panel.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let meanwhile = [TimelineItem {
        at: Some(jiff::civil::DateTime::constant(2020, 1, 22, 9, 30, 0, 0)),
        title: "Bàn giao hồ sơ",
        who: "Ka Hiền, quầy 4",
        ..TimelineItem::default()
    }];
    let panel = ConflictPanel {
        meanwhile: &meanwhile,
        kept: &[("Nội dung yêu cầu bổ sung", "Bản vẽ mặt cắt còn thiếu trang 2 và 3.")],
        href: "/ho-so/7",
    };
    vec![("a supplement that came too late", conflict_panel(Lang::Vi, &panel))]
}
