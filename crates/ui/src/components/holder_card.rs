//! Who holds a dossier, since when, and where the paper file is when that differs.

use jiff::civil::DateTime;
use maud::{Markup, html};

use crate::{Lang, format, icon};

/// The one accountable holder.
#[derive(Debug, Clone, Copy, Default)]
pub struct HolderCard<'a> {
    /// The unit.
    pub unit: &'a str,
    /// The person, or a role where the reader may not know the name.
    pub person: &'a str,
    /// Since when.
    pub since: Option<DateTime>,
    /// The step under way.
    pub step: Option<&'a str>,
    /// Where the paper file is, when it is not with the holder.
    pub paper_at: Option<&'a str>,
}

/// Renders the card.
#[must_use]
pub fn holder_card(lang: Lang, holder: &HolderCard<'_>) -> Markup {
    html! {
        section class="mc-card" aria-label=(lang.t("holder-title")) {
            h2 class="mc-card__title" { (icon("building-2")) (lang.t("holder-title")) }
            p class="mc-card__lead" { (holder.unit) }
            @if !holder.person.is_empty() { p { (icon("user")) (holder.person) } }
            @if let Some(step) = holder.step { p { (step) } }
            @if let Some(since) = holder.since {
                p class="mc-muted" { (lang.tf("holder-since", &[("when", (&format::datetime(since)).into())])) }
            }
            @if let Some(place) = holder.paper_at {
                p class="mc-note mc-note--warn" {
                    (icon("files")) (lang.tf("holder-elsewhere", &[("place", place.into())]))
                }
            }
        }
    }
}

/// Every look of the card.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let since = Some(DateTime::constant(2019, 8, 30, 16, 45, 0, 0));
    let whole = HolderCard {
        unit: "Sở Xây dựng",
        person: "Trần Văn B",
        since,
        step: Some("Thẩm định"),
        paper_at: None,
    };
    let apart = HolderCard { paper_at: Some("quầy 4, Trung tâm"), ..whole };
    vec![
        ("paper with the holder", holder_card(Lang::Vi, &whole)),
        ("paper elsewhere", holder_card(Lang::Vi, &apart)),
    ]
}
