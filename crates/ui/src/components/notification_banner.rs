//! A banner that says what the last act did, or what everybody should know now.

use maud::{Markup, html};

use crate::{Lang, icon};

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// An act took effect.
    #[default]
    Success,
    /// Something to know.
    Info,
    /// Something to look after.
    Warning,
    /// Something went wrong.
    Alarm,
}

impl Tone {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Success => "calm",
            Self::Info => "info",
            Self::Warning => "warn",
            Self::Alarm => "alarm",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Success => "circle-check",
            Self::Info => "info",
            Self::Warning => "triangle-alert",
            Self::Alarm => "circle-alert",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Info => "information",
            Self::Warning => "warning",
            Self::Alarm => "important",
        }
    }
}

/// A message above the body of a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Flash<'a> {
    /// What it is about.
    pub tone: Tone,
    /// One sentence.
    pub message: &'a str,
    /// What to do next: words and address.
    pub link: Option<(&'a str, &'a str)>,
}

/// Renders the banner; a screen reader speaks it when the page opens.
#[must_use]
pub fn notification_banner(lang: Lang, flash: &Flash<'_>) -> Markup {
    let role = if matches!(flash.tone, Tone::Success | Tone::Alarm) { "alert" } else { "status" };
    html! {
        div class={ "mc-banner mc-banner--" (flash.tone.class()) } role=(role) {
            (icon(flash.tone.icon()))
            p {
                strong { (lang.t(flash.tone.title())) ": " }
                (flash.message)
                @if let Some((words, href)) = flash.link { " " a class="govuk-link" href=(href) { (words) } }
            }
        }
    }
}

/// Every look of the banner.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let done = Flash {
        message: "Đã tiếp nhận hồ sơ 000.00.19.H36-261123-0042.",
        link: Some(("In giấy hẹn", "/ho-so/1/giay-hen.pdf")),
        ..Flash::default()
    };
    let info =
        Flash { tone: Tone::Info, message: "Thứ Bảy tuần này quầy mở buổi sáng.", link: None };
    let warn = Flash { tone: Tone::Warning, message: "Ba hồ sơ đến hạn ngày mai.", link: None };
    let alarm =
        Flash { tone: Tone::Alarm, message: "Hồ sơ đã quá hạn 2 ngày làm việc.", link: None };
    vec![
        ("success with a link", notification_banner(Lang::Vi, &done)),
        ("information", notification_banner(Lang::Vi, &info)),
        ("warning", notification_banner(Lang::Vi, &warn)),
        ("alarm", notification_banner(Lang::Vi, &alarm)),
    ]
}
