//! A figure that is a link to exactly what it counts.

use maud::{Markup, html};

use super::tag::TagTone;
use crate::{Lang, format};

/// One figure of a board.
#[derive(Debug, Clone, Copy, Default)]
pub struct StatTile<'a> {
    /// What is counted.
    pub label: &'a str,
    /// The figure.
    pub figure: i64,
    /// The list behind it. There are no figures without one.
    pub href: &'a str,
    /// How it is counted, and as of when.
    pub note: &'a str,
    /// The colour of the edge.
    pub tone: TagTone,
}

/// Renders one tile.
#[must_use]
pub fn stat_tile(lang: Lang, tile: &StatTile<'_>) -> Markup {
    html! {
        a class={ "mc-stat mc-stat--" (tile.tone.class()) } href=(tile.href) {
            span class="mc-stat__label" { (tile.label) }
            span class="mc-stat__figure" { (format::number(lang, tile.figure)) }
            @if !tile.note.is_empty() { span class="mc-stat__note" { (tile.note) } }
        }
    }
}

/// Renders tiles side by side.
#[must_use]
pub fn stat_tiles(lang: Lang, tiles: &[StatTile<'_>]) -> Markup {
    html! { ul class="mc-stats" { @for tile in tiles { li { (stat_tile(lang, tile)) } } } }
}

/// Every look of the tile.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let tiles = [
        StatTile {
            label: "Tiếp nhận hôm nay",
            figure: 1_204,
            href: "/danh-sach?xem=hom-nay",
            note: "Số liệu lúc 09:05",
            tone: TagTone::Plain,
        },
        StatTile {
            label: "Đã giải quyết",
            figure: 987,
            href: "/danh-sach?xem=da-xong",
            note: "Trả đúng hạn 99,1 %",
            tone: TagTone::Calm,
        },
        StatTile {
            label: "Đến hạn hôm nay",
            figure: 42,
            href: "/danh-sach?xem=den-han",
            note: "",
            tone: TagTone::Warn,
        },
        StatTile {
            label: "Quá hạn",
            figure: 9,
            href: "/danh-sach?xem=qua-han",
            note: "Chưa có kết quả sau giờ hẹn",
            tone: TagTone::Alarm,
        },
    ];
    vec![("one", stat_tile(Lang::Vi, &tiles[0])), ("a row of four", stat_tiles(Lang::Vi, &tiles))]
}
