//! A bar chart drawn on the server, with the same figures as a table beside it.

use maud::{Markup, html};

use crate::{Lang, format};

/// One bar.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bar<'a> {
    /// What it stands for.
    pub label: &'a str,
    /// The figure, zero or more; a negative figure draws nothing.
    pub value: i64,
    /// The list behind the figure.
    pub href: Option<&'a str>,
    /// Whether the bar stands out; the label must say why.
    pub alarm: bool,
}

/// A chart with its caption.
#[derive(Debug, Clone, Copy)]
pub struct BarChart<'a> {
    /// What is compared.
    pub caption: &'a str,
    /// The heading of the labels.
    pub label_heading: &'a str,
    /// The heading of the figures.
    pub value_heading: &'a str,
    /// The bars, in the order in which they are to be read.
    pub bars: &'a [Bar<'a>],
}

/// The length of the longest bar, in the units of the drawing.
const FULL: i64 = 400;
/// Height of a bar with the space below it.
const STEP: i64 = 24;

/// Renders figures, bars and table in one: each row is label, bar, figure.
///
/// The drawing is hidden from screen readers, since the table says the same.
#[must_use]
pub fn bar_chart(lang: Lang, chart: &BarChart<'_>) -> Markup {
    let most = chart.bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    html! {
        table class="mc-table mc-chart" {
            caption { (chart.caption) }
            thead {
                tr {
                    th scope="col" { (chart.label_heading) }
                    td class="mc-chart__cell" aria-hidden="true" {}
                    th class="mc-number" scope="col" { (chart.value_heading) }
                }
            }
            tbody {
                @for bar in chart.bars {
                    tr {
                        th scope="row" { (bar.label) }
                        td class="mc-chart__cell" aria-hidden="true" { (drawing(bar, most)) }
                        td class="mc-number" {
                            @if let Some(href) = bar.href {
                                a class="govuk-link" href=(href) { (format::number(lang, bar.value)) }
                            } @else { (format::number(lang, bar.value)) }
                        }
                    }
                }
            }
        }
    }
}

fn drawing(bar: &Bar<'_>, most: i64) -> Markup {
    // Figures are counts of dossiers, far below the range where this could overflow.
    let length = bar.value.clamp(0, most).saturating_mul(FULL).checked_div(most).unwrap_or(0);
    let class = if bar.alarm { "mc-bar mc-bar--alarm" } else { "mc-bar" };
    html! {
        svg class="mc-chart__svg" viewBox={ "0 0 " (FULL) " " (STEP) } preserveAspectRatio="none" focusable="false" {
            rect class=(class) x="0" y="4" width=(length) height="16" {}
        }
    }
}

/// Every look of the chart.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let bars = [
        Bar { label: "Sở Xây dựng", value: 12, href: Some("/danh-sach?don-vi=sxd"), alarm: true },
        Bar { label: "Sở Tư pháp", value: 3, href: Some("/danh-sach?don-vi=stp"), alarm: false },
        Bar { label: "Sở Tài nguyên và Môi trường", value: 0, href: None, alarm: false },
    ];
    let chart = BarChart {
        caption: "Hồ sơ quá hạn theo cơ quan",
        label_heading: "Cơ quan",
        value_heading: "Hồ sơ",
        bars: &bars,
    };
    vec![("overdue by agency", bar_chart(Lang::Vi, &chart))]
}
