//! The head of every page about one dossier, the same everywhere.

use maud::{Markup, html};

use super::code_chip::code_chip;
use super::deadline::{Standing, deadline};
use super::tag::{TagTone, tag};
use crate::Lang;

/// What the head says.
#[derive(Debug, Clone, Copy)]
pub struct DossierHeader<'a> {
    /// The code; `None` until it is given.
    pub code: Option<&'a str>,
    /// The name of the procedure.
    pub procedure: &'a str,
    /// The applicant, masked by the caller where the reader need not know the whole name.
    pub applicant: &'a str,
    /// The stage in words.
    pub stage: &'a str,
    /// The colour of the stage.
    pub tone: TagTone,
    /// How the deadline stands.
    pub standing: Standing,
    /// The sentence that says where it is and when to come.
    pub sentence: &'a str,
}

/// Renders the head with the page's only first-level heading.
#[must_use]
pub fn dossier_header(lang: Lang, head: &DossierHeader<'_>) -> Markup {
    html! {
        div class="mc-dossier-head" {
            div class="mc-dossier-head__line" {
                @if let Some(code) = head.code { (code_chip(lang, code)) }
                (tag(head.tone, head.stage))
                (deadline(lang, head.standing, None))
            }
            h1 class="mc-dossier-head__title" { (head.procedure) }
            p class="mc-dossier-head__applicant" { (lang.t("dossier-applicant")) ": " strong { (head.applicant) } }
            p class="mc-dossier-head__sentence" { (head.sentence) }
        }
    }
}

/// Every look of the head.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let head = DossierHeader {
        code: Some("000.00.19.H36-261123-0042"),
        procedure: "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        applicant: "Nguyễn Văn A",
        stage: "Đang giải quyết",
        tone: TagTone::Info,
        standing: Standing::RemainingDays(6),
        sentence: "Hồ sơ đang ở Sở Xây dựng, bước thẩm định. Hẹn trả 14/12/2026.",
    };
    vec![("with an agency", dossier_header(Lang::Vi, &head))]
}
