//! The form as a table: its head of three lines, a line for each agency or field, and the sum.

use app::settling::{Counts, Line, Report};
use maud::{Markup, html};
use ui::{Lang, format};

use super::wanted::Wanted;
use crate::url;

/// Columns that stand by themselves under a group, with their numbers in the form.
const SETTLED: [(&str, u8); 4] =
    [("settling-total", 7), ("settling-early", 8), ("settling-on-time", 9), ("settling-late", 10)];
const PENDING: [(&str, u8); 3] = [("settling-total", 11), ("settling-in-time", 12), ("settling-overdue", 13)];

/// The table in a frame that scrolls sideways on a phone.
pub fn table(lang: Lang, caption: &str, wanted: &Wanted, report: &Report) -> Markup {
    html! {
        div class="mc-table-frame" role="region" aria-labelledby="bieu-06a-ten" tabindex="0" {
            table class="mc-table mc-table--form" id="bieu-06a" {
                caption id="bieu-06a-ten" { (caption) }
                colgroup span="2" {}
                colgroup span="4" {}
                colgroup span="4" {}
                colgroup span="3" {}
                colgroup span="1" {}
                (head(lang, report))
                tbody {
                    @for (line, number) in report.lines.iter().zip(1_u32..) {
                        (body_row(lang, wanted, line, number))
                    }
                    tr {
                        th scope="row" colspan="2" { strong { (lang.t("settling-total")) } }
                        @for figure in figures(&report.total) {
                            td class="mc-number" { strong { (shown(lang, figure)) } }
                        }
                    }
                }
            }
        }
    }
}

fn head(lang: Lang, report: &Report) -> Markup {
    let first = if report.agency.is_some() { "settling-field" } else { "settling-agency" };
    let column = |key: &str, number: u8, height: u8| {
        html! {
            th scope="col" rowspan=[(height > 1).then_some(height)] {
                (lang.t(key)) " " span class="mc-muted" { "(" (number) ")" }
            }
        }
    };
    html! {
        thead {
            tr {
                (column("settling-number", 1, 3))
                (column(first, 2, 3))
                th scope="colgroup" colspan="4" { (lang.t("settling-received")) }
                th scope="colgroup" colspan="4" { (lang.t("settling-settled")) }
                th scope="colgroup" colspan="3" { (lang.t("settling-pending")) }
                th scope="col" rowspan="3" { (lang.t("settling-unsolved")) }
            }
            tr {
                (column("settling-total", 3, 2))
                th scope="colgroup" colspan="2" { (lang.t("settling-in-period")) }
                (column("settling-carried", 6, 2))
                @for (key, number) in SETTLED.into_iter().chain(PENDING) { (column(key, number, 2)) }
            }
            tr {
                (column("settling-online", 4, 1))
                (column("settling-other", 5, 1))
            }
        }
    }
}

fn body_row(lang: Lang, wanted: &Wanted, line: &Line, number: u32) -> Markup {
    html! {
        tr {
            td class="mc-table__select" { (number) }
            th scope="row" {
                @match &line.unit {
                    Some(unit) => {
                        a class="govuk-link" href=(wanted.for_agency(Some(unit.clone())).href(url::SETTLING)) { (line.name) }
                    }
                    None => { (line.name) }
                }
            }
            @for figure in figures(&line.counts) { td class="mc-number" { (shown(lang, figure)) } }
        }
    }
}

fn figures(counts: &Counts) -> impl Iterator<Item = u64> {
    counts.columns().into_iter().chain([counts.unsolved])
}

fn shown(lang: Lang, count: u64) -> Markup {
    let whole = i64::try_from(count).unwrap_or(i64::MAX);
    html! { @if count == 0 { span class="mc-muted" { "0" } } @else { (format::number(lang, whole)) } }
}
