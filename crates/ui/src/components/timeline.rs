//! What happened to a dossier, newest or oldest first, as the caller orders it.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::tag::TagTone;
use crate::format;

/// One entry.
#[derive(Debug, Clone, Copy, Default)]
pub struct TimelineItem<'a> {
    /// When it took effect, in office time.
    pub at: Option<DateTime>,
    /// What happened.
    pub title: &'a str,
    /// Who did it: a unit for citizens, a person and unit for officers.
    pub who: &'a str,
    /// More words: a reason, a place, a list of papers.
    pub detail: Option<&'a str>,
    /// The provision it rests on.
    pub basis: Option<&'a str>,
    /// A paper that it produced: words and address.
    pub paper: Option<(&'a str, &'a str)>,
    /// The colour of the mark.
    pub tone: TagTone,
}

/// Renders the entries.
#[must_use]
pub fn timeline(items: &[TimelineItem<'_>]) -> Markup {
    html! {
        ol class="mc-timeline" {
            @for item in items {
                li class={ "mc-timeline__item mc-timeline__item--" (item.tone.class()) } {
                    p class="mc-timeline__title" { (item.title) }
                    p class="mc-timeline__meta" {
                        @if let Some(at) = item.at {
                            time datetime=(at.strftime("%Y-%m-%dT%H:%M:%S+07:00")) { (format::datetime(at)) }
                        }
                        @if !item.who.is_empty() { " · " (item.who) }
                    }
                    @if let Some(detail) = item.detail { p class="mc-timeline__detail" { (detail) } }
                    @if let Some((words, href)) = item.paper {
                        p { a class="govuk-link" href=(href) { (crate::icon("file-text")) (words) } }
                    }
                    @if let Some(basis) = item.basis { p class="mc-basis" { (basis) } }
                }
            }
        }
    }
}

/// Every look of the timeline.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let day = |d, h, m| Some(DateTime::constant(2019, 8, d, h, m, 0, 0));
    let items = [
        TimelineItem {
            at: day(30, 14, 20),
            title: "Tiếp nhận và cấp mã hồ sơ",
            who: "Ka Hiền, quầy 4",
            paper: Some(("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "/phieu/1.pdf")),
            basis: Some("Điểm a khoản 1 Điều 16 QĐ 1722/2019"),
            tone: TagTone::Calm,
            ..TimelineItem::default()
        },
        TimelineItem {
            at: day(30, 16, 45),
            title: "Bàn giao hồ sơ",
            who: "Trung tâm, giao Sở Xây dựng",
            detail: Some("Ký nhận: Trần Văn B"),
            ..TimelineItem::default()
        },
        TimelineItem {
            at: day(31, 17, 0),
            title: "Quá hạn",
            who: "Hệ thống",
            tone: TagTone::Alarm,
            ..TimelineItem::default()
        },
    ];
    vec![("accepted, handed over, overdue", timeline(&items))]
}
