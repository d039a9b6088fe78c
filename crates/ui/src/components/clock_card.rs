//! The promised day with its reason, and how it was counted, day by day, behind a fold.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::deadline::{Standing, deadline};
use crate::{Lang, format, icon};

/// One line of the derivation, as the calendar produced it.
#[derive(Debug, Clone, Copy, Default)]
pub struct DerivationRow<'a> {
    /// The day or the span of days, already written for people.
    pub day: &'a str,
    /// What the rule made of it: counted, skipped and why.
    pub text: &'a str,
    /// The provision.
    pub basis: &'a str,
    /// Whether the day was skipped.
    pub skipped: bool,
}

/// The clock of one dossier.
#[derive(Debug, Clone, Copy)]
pub struct ClockCard<'a> {
    /// What was promised.
    pub promised: Option<DateTime>,
    /// How it stands.
    pub standing: Standing,
    /// Why this day, in one or two sentences.
    pub because: &'a str,
    /// The derivation; empty leaves the fold out.
    pub derivation: &'a [DerivationRow<'a>],
    /// Whether the day may still move because a year's holidays are not published.
    pub provisional: bool,
    /// Other days that follow from this one: words and instant.
    pub also: &'a [(&'a str, DateTime)],
}

/// Renders the card.
#[must_use]
pub fn clock_card(lang: Lang, card: &ClockCard<'_>) -> Markup {
    html! {
        section class="mc-card mc-clock" aria-label=(lang.t("clock-title")) {
            h2 class="mc-card__title" { (icon("clock")) (lang.t("clock-title")) }
            @if let Some(promised) = card.promised {
                p class="mc-clock__promised" {
                    (lang.tf("clock-promised", &[("when", (&promised_words(lang, promised)).into())]))
                }
            }
            p { (deadline(lang, card.standing, None)) }
            @if card.provisional { p class="mc-note mc-note--warn" { (icon("triangle-alert")) (lang.t("clock-provisional")) } }
            @if card.standing == Standing::Paused { p class="mc-note" { (lang.t("clock-stopped")) } }
            @if !card.because.is_empty() { p class="mc-clock__because" { (card.because) } }
            @if !card.also.is_empty() {
                ul class="mc-clock__also" {
                    @for (words, at) in card.also { li { (words) ": " strong { (format::datetime(*at)) } } }
                }
            }
            @if !card.derivation.is_empty() { (derivation(lang, card.derivation)) }
        }
    }
}

fn promised_words(lang: Lang, promised: DateTime) -> String {
    format!("{}, {}", promised.strftime("%H:%M"), format::date_long(lang, promised.date()))
}

/// Renders the derivation alone, folded; the receipt page uses it without the card.
#[must_use]
pub fn derivation(lang: Lang, rows: &[DerivationRow<'_>]) -> Markup {
    html! {
        details class="govuk-details mc-derivation" {
            summary class="govuk-details__summary" {
                span class="govuk-details__summary-text" { (lang.t("clock-why")) }
            }
            div class="mc-derivation__body" {
                table class="mc-table" {
                    thead {
                        tr {
                            th scope="col" { (lang.t("clock-column-day")) }
                            th scope="col" { (lang.t("clock-column-rule")) }
                            th scope="col" { (lang.t("clock-column-basis")) }
                        }
                    }
                    tbody {
                        @for row in rows {
                            tr class=[row.skipped.then_some("mc-row--skipped")] {
                                th scope="row" { (row.day) }
                                td { (row.text) }
                                td class="mc-basis" { (row.basis) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Every look of the card.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let rows = [
        DerivationRow {
            day: "30/8/2019",
            text: "ngày tiếp nhận, không tính",
            basis: "Điều 147 Bộ luật Dân sự 2015",
            skipped: true,
        },
        DerivationRow {
            day: "31/8 – 1/9/2019",
            text: "cuối tuần, không tính",
            basis: "Khoản 2 Điều 12 QĐ 1722/2019",
            skipped: true,
        },
        DerivationRow {
            day: "2/9/2019",
            text: "Quốc khánh, không tính",
            basis: "Điều 115 Bộ luật Lao động 2012",
            skipped: true,
        },
        DerivationRow { day: "3/9/2019", text: "ngày làm việc thứ 1", basis: "", skipped: false },
        DerivationRow { day: "4/9/2019", text: "ngày làm việc thứ 2", basis: "", skipped: false },
        DerivationRow {
            day: "5/9/2019",
            text: "ngày làm việc thứ 3, hết giờ làm việc",
            basis: "",
            skipped: false,
        },
    ];
    let running = ClockCard {
        promised: Some(DateTime::constant(2019, 9, 5, 17, 0, 0, 0)),
        standing: Standing::RemainingDays(3),
        because: "Thời hạn 3 ngày làm việc, tính từ ngày sau ngày tiếp nhận. Không tính thứ Bảy, Chủ nhật và ngày Quốc khánh 2/9.",
        derivation: &rows,
        provisional: false,
        also: &[("Được yêu cầu bổ sung đến", DateTime::constant(2019, 9, 3, 17, 0, 0, 0))],
    };
    let provisional = ClockCard { provisional: true, derivation: &[], also: &[], ..running };
    let paused = ClockCard { promised: None, standing: Standing::Paused, because: "", ..provisional };
    vec![
        ("running, with its derivation", clock_card(Lang::Vi, &running)),
        ("provisional", clock_card(Lang::Vi, &provisional)),
        ("stopped", clock_card(Lang::Vi, &ClockCard { provisional: false, ..paused })),
    ]
}
