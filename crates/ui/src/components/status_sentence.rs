//! One sentence in large type: where the dossier is and when to come.

use maud::{Markup, html};

/// What the sentence is about, which chooses the colour of its edge.
pub use super::tag::TagTone as SentenceTone;

/// Renders the sentence with, below it, what the reader should do, if anything.
#[must_use]
pub fn status_sentence(tone: SentenceTone, sentence: &str, next: Option<&str>) -> Markup {
    html! {
        div class={ "mc-sentence mc-sentence--" (tone.class()) } {
            p class="mc-sentence__main" { (sentence) }
            @if let Some(next) = next { p class="mc-sentence__next" { (next) } }
        }
    }
}

/// The five stages that a citizen follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublicStage {
    /// Handed in, not yet checked.
    Submitted,
    /// Accepted, with a code.
    Accepted,
    /// With the agency.
    Processing,
    /// The result is at the Centre.
    Result,
    /// Handed over, or ended otherwise.
    Closed,
}

impl PublicStage {
    /// The stages in order.
    pub const ALL: [Self; 5] =
        [Self::Submitted, Self::Accepted, Self::Processing, Self::Result, Self::Closed];

    const fn key(self) -> &'static str {
        match self {
            Self::Submitted => "public-stage-submitted",
            Self::Accepted => "public-stage-accepted",
            Self::Processing => "public-stage-processing",
            Self::Result => "public-stage-result",
            Self::Closed => "public-stage-closed",
        }
    }
}

/// Renders the five stages with the present one marked.
#[must_use]
pub fn stages(lang: crate::Lang, now: PublicStage) -> Markup {
    html! {
        ol class="mc-stages" {
            @for stage in PublicStage::ALL {
                @let state = if stage < now { "done" } else if stage == now { "now" } else { "later" };
                li class={ "mc-stages__item mc-stages__item--" (state) } aria-current=[(stage == now).then_some("step")] {
                    @if stage < now { (crate::icon("check")) }
                    span { (lang.t(stage.key())) }
                }
            }
        }
    }
}

/// Renders a dossier that ended without a result: the stages up to `reached`, then its end in words.
#[must_use]
pub fn stages_ended(lang: crate::Lang, reached: PublicStage, end: &str) -> Markup {
    html! {
        ol class="mc-stages" {
            @for stage in PublicStage::ALL.into_iter().filter(|stage| *stage <= reached) {
                li class="mc-stages__item mc-stages__item--done" {
                    (crate::icon("check"))
                    span { (lang.t(stage.key())) }
                }
            }
            li class="mc-stages__item mc-stages__item--now" aria-current="step" { span { (end) } }
        }
    }
}

/// Every look of the sentence and the stages.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let at_agency = "Hồ sơ đang ở Sở Xây dựng, bước thẩm định. Hẹn trả 14/12/2026 (còn 6 ngày làm việc).";
    vec![
        ("at the agency", status_sentence(SentenceTone::Info, at_agency, None)),
        (
            "waiting for the applicant",
            status_sentence(
                SentenceTone::Warn,
                "Hồ sơ đang chờ bạn bổ sung giấy tờ.",
                Some("Mang bản vẽ thiết kế đến quầy 4 trước ngày 20/12/2026."),
            ),
        ),
        ("ready", status_sentence(SentenceTone::Calm, "Đã có kết quả. Mời bạn đến nhận tại quầy 4.", None)),
        ("stages", stages(crate::Lang::Vi, PublicStage::Processing)),
        ("refused", stages_ended(crate::Lang::Vi, PublicStage::Processing, "Đã từ chối")),
    ]
}
