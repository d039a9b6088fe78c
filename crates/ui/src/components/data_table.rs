//! A dense table for worklists: captions, sortable headers as links, whole rows that lead somewhere.

use maud::{Markup, html};

use crate::{Lang, icon};

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortDirection {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// One column.
#[derive(Debug, Clone, Default)]
pub struct Column<'a> {
    /// The heading.
    pub heading: String,
    /// Numbers stand at the right edge.
    pub number: bool,
    /// The address that sorts by this column.
    pub sort_href: Option<&'a str>,
    /// How it is sorted now.
    pub sorted: Option<SortDirection>,
}

impl Column<'_> {
    /// A column of text.
    #[must_use]
    pub fn text(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), ..Self::default() }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), number: true, ..Self::default() }
    }
}

/// One row. The first cell is its heading.
#[derive(Debug, Clone, Default)]
pub struct Row<'a> {
    /// The cells, as many as there are columns.
    pub cells: Vec<Markup>,
    /// Where the row leads; the first cell becomes the link, and Enter opens it.
    pub href: Option<&'a str>,
    /// Whether the row stands out because something is late or wrong; a cell must say so in words.
    pub alarm: bool,
    /// A checkbox before the row: name, value and label, for acts on several rows.
    pub select: Option<(&'a str, &'a str, &'a str)>,
}

/// A table with its caption.
#[derive(Debug, Clone)]
pub struct DataTable<'a> {
    /// The id.
    pub id: &'a str,
    /// What the table shows.
    pub caption: &'a str,
    /// The columns.
    pub columns: &'a [Column<'a>],
    /// The rows.
    pub rows: &'a [Row<'a>],
}

/// Renders the table in a frame that scrolls sideways on a phone.
///
/// The keys J and K move between rows that lead somewhere; Space ticks a row that can be ticked.
#[must_use]
pub fn data_table(lang: Lang, table: &DataTable<'_>) -> Markup {
    let selectable = table.rows.iter().any(|row| row.select.is_some());
    let caption = format!("{}-ten", table.id);
    html! {
        div class="mc-table-frame" role="region" aria-labelledby=(caption) tabindex="0" {
            table class="mc-table mc-table--cards" id=(table.id) data-rows {
                caption id=(caption) { (table.caption) }
                thead {
                    tr {
                        @if selectable {
                            td class="mc-table__select" {}
                        }
                        @for column in table.columns { (heading(lang, column)) }
                    }
                }
                tbody { @for row in table.rows { (body_row(row, table.columns, selectable)) } }
            }
        }
    }
}

fn heading(lang: Lang, column: &Column<'_>) -> Markup {
    let sort = column.sorted.map(|direction| match direction {
        SortDirection::Ascending => ("ascending", "arrow-up", "sorted-ascending"),
        SortDirection::Descending => ("descending", "arrow-down", "sorted-descending"),
    });
    html! {
        th scope="col" class=[column.number.then_some("mc-number")] aria-sort=[sort.map(|(value, ..)| value)] {
            @if let Some(href) = column.sort_href {
                a href=(href) title=(lang.tf("sort-by", &[("column", (&column.heading).into())])) {
                    (column.heading)
                    @if let Some((_, arrow, words)) = sort {
                        (icon(arrow)) span class="govuk-visually-hidden" { " (" (lang.t(words)) ")" }
                    }
                }
            } @else { (column.heading) }
        }
    }
}

fn body_row(row: &Row<'_>, columns: &[Column<'_>], selectable: bool) -> Markup {
    html! {
        tr class=[row.alarm.then_some("mc-row--alarm")] {
            @if selectable {
                td class="mc-table__select" {
                    @if let Some((name, value, label)) = row.select {
                        // The label around the box makes the whole cell a target.
                        label class="mc-pick" { input type="checkbox" name=(name) value=(value) aria-label=(label); }
                    }
                }
            }
            @for (i, cell) in row.cells.iter().enumerate() {
                @let class = columns.get(i).is_some_and(|column| column.number).then_some("mc-number");
                @if i == 0 {
                    th scope="row" class=[class] {
                        @if let Some(href) = row.href { a class="govuk-link" href=(href) data-row { (cell) } }
                        @else { (cell) }
                    }
                } @else {
                    // On a phone each row is a card and says beside every value what it is.
                    td class=[class] data-label=[columns.get(i).map(|column| column.heading.as_str())] { (cell) }
                }
            }
        }
    }
}

/// Every look of the table.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let columns = [
        Column::text("Mã hồ sơ"),
        Column::text("Thủ tục"),
        Column {
            sort_href: Some("?sort=-due"),
            sorted: Some(SortDirection::Ascending),
            ..Column::text("Hẹn trả")
        },
        Column::text("Thời hạn"),
        Column { sort_href: Some("?sort=fee"), ..Column::number("Lệ phí") },
    ];
    let promised = Some(jiff::civil::DateTime::constant(2026, 11, 20, 17, 0, 0, 0));
    let row = |code: &str, standing| {
        vec![
            html! { (code) },
            html! { "Cấp giấy phép xây dựng" },
            html! { "20/11/2026" },
            super::deadline(Lang::Vi, standing, promised),
            super::money(Lang::Vi, 75_000),
        ]
    };
    let rows = [
        Row {
            cells: row("000.00.19.H36-261110-0007", super::Standing::LateDays(1)),
            href: Some("/ho-so/7"),
            alarm: true,
            ..Row::default()
        },
        Row {
            cells: row("000.00.19.H36-261112-0031", super::Standing::DueToday),
            href: Some("/ho-so/31"),
            ..Row::default()
        },
    ];
    let picked = [Row { select: Some(("dossier", "7", "Chọn hồ sơ 0007")), ..rows[0].clone() }];
    let worklist =
        DataTable {
            id: "vi-du-bang", caption: "Hồ sơ cần giải quyết", columns: &columns, rows: &rows
        };
    let batch =
        DataTable { id: "vi-du-chon", caption: "Hồ sơ chờ bàn giao", columns: &columns, rows: &picked };
    vec![("worklist", data_table(Lang::Vi, &worklist)), ("with checkboxes", data_table(Lang::Vi, &batch))]
}
