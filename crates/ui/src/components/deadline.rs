//! A tag that says how a deadline stands.
//!
//! Colour repeats what the words already say, so the tag reads the same in print, in high
//! contrast and aloud.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::tag::TagTone;
use crate::{Lang, format};

/// How a deadline stands, as the rules computed it; the component does no date arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Working days remain, today not counted.
    RemainingDays(u32),
    /// Working hours remain, for limits in hours.
    RemainingHours(u32),
    /// The result is due today.
    DueToday,
    /// Whole working days late; 0 is late since today.
    LateDays(u32),
    /// The clock is stopped while a supplement is awaited.
    Paused,
    /// The result came in time.
    FinishedOnTime,
    /// The result came late, and stays so.
    FinishedLate,
    /// Nothing was promised: settled at once, refused, withdrawn.
    None,
}

impl Standing {
    /// The words of the tag.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        match self {
            // One working day is not always tomorrow: a weekend may lie in between.
            Self::RemainingDays(0) | Self::DueToday => lang.t("due-today"),
            Self::RemainingDays(n) => lang.tf("remaining-working-days", &[("n", n.into())]),
            Self::RemainingHours(n) => lang.tf("remaining-hours", &[("n", n.into())]),
            Self::LateDays(0) => lang.t("late-today"),
            Self::LateDays(n) => lang.tf("late-working-days", &[("n", n.into())]),
            Self::Paused => lang.t("deadline-paused"),
            Self::FinishedOnTime => lang.t("deadline-finished-on-time"),
            Self::FinishedLate => lang.t("deadline-finished-late"),
            Self::None => lang.t("deadline-none"),
        }
    }

    const fn tone(self) -> TagTone {
        match self {
            Self::RemainingDays(0..=1) | Self::RemainingHours(_) | Self::DueToday => TagTone::Warn,
            Self::RemainingDays(_) | Self::FinishedOnTime => TagTone::Calm,
            Self::LateDays(_) | Self::FinishedLate => TagTone::Alarm,
            Self::Paused => TagTone::Info,
            Self::None => TagTone::Plain,
        }
    }
}

/// Renders the tag, for example “Còn 3 ngày làm việc”, with the promised instant for the ear.
#[must_use]
pub fn deadline(lang: Lang, standing: Standing, promised: Option<DateTime>) -> Markup {
    html! {
        span class={ "mc-tag mc-tag--" (standing.tone().class()) } {
            (standing.words(lang))
            @if let Some(promised) = promised {
                " "
                time class="govuk-visually-hidden" datetime=(promised.strftime("%Y-%m-%dT%H:%M+07:00")) {
                    (lang.tf("promised-on-aside", &[("when", (&format::datetime(promised)).into())]))
                }
            }
        }
    }
}

/// Every look of the tag.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let promised = Some(DateTime::constant(2026, 12, 14, 17, 0, 0, 0));
    vec![
        ("three days left", deadline(Lang::Vi, Standing::RemainingDays(3), promised)),
        ("one day left", deadline(Lang::Vi, Standing::RemainingDays(1), promised)),
        ("two hours left", deadline(Lang::Vi, Standing::RemainingHours(2), promised)),
        ("due today", deadline(Lang::Vi, Standing::DueToday, promised)),
        ("late since today", deadline(Lang::Vi, Standing::LateDays(0), promised)),
        ("two days late", deadline(Lang::En, Standing::LateDays(2), promised)),
        ("stopped", deadline(Lang::Vi, Standing::Paused, None)),
        ("finished on time", deadline(Lang::Vi, Standing::FinishedOnTime, promised)),
        ("finished late", deadline(Lang::Vi, Standing::FinishedLate, promised)),
        ("nothing promised", deadline(Lang::Vi, Standing::None, None)),
    ]
}
