//! A short word in a coloured frame: a state, a channel, a kind of paper.

use maud::{Markup, html};

/// The colour of a tag; it repeats what the word says and never says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TagTone {
    /// Neither good nor bad.
    #[default]
    Plain,
    /// Goes as it should.
    Calm,
    /// Under way.
    Info,
    /// Needs a look.
    Warn,
    /// Late, refused, broken.
    Alarm,
}

impl TagTone {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Calm => "calm",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Alarm => "alarm",
        }
    }
}

/// Renders the tag.
#[must_use]
pub fn tag(tone: TagTone, words: &str) -> Markup {
    html! { span class={ "mc-tag mc-tag--" (tone.class()) } { (words) } }
}

/// Every look of the tag.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    vec![
        ("plain", tag(TagTone::Plain, "Bưu chính")),
        ("calm", tag(TagTone::Calm, "Đã có kết quả")),
        ("info", tag(TagTone::Info, "Đang giải quyết")),
        ("warn", tag(TagTone::Warn, "Chờ bổ sung")),
        ("alarm", tag(TagTone::Alarm, "Đã từ chối")),
    ]
}
