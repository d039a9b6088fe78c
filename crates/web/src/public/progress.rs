//! A dossier as its applicant sees it: one sentence, the promised day and why, what to do, what was given.

use app::dossier::DossierView;
use domain::dossier::state::Request;
use domain::dossier::{Event, Recorded, Stage};
use maud::{Markup, html};
use ui::components::{
    ClockCard, SentenceTone, Standing, SummaryRow, TimelineItem, clock_card, code_chip, stages,
    status_sentence, summary_list, timeline,
};
use ui::{Lang, format, icon};

use super::paper;
use crate::refusal::name;
use crate::{url, words};

/// The page; papers are linked below `base`.
pub fn draw(lang: Lang, view: &DossierView, title: &str, base: &str) -> Markup {
    let dossier = &view.dossier;
    let (tone, sentence, next) = sentence(lang, view);
    html! {
        h1 class="govuk-heading-l" { (title) }
        @if let Some(code) = &dossier.code { p { (code_chip(lang, &code.to_string())) } }
        p { strong { (words::procedure(lang, &view.procedure)) } }
        (stages(lang, words::public_stage(dossier.stage)))
        (status_sentence(tone, &sentence, Some(&next)))
        (asked(lang, view))
        (clock(lang, view))
        (papers(lang, view, base))
        (rating(lang, view))
        (facts(lang, view))
        (history(lang, view))
    }
}

/// Where it is in one sentence, and what the applicant does next.
fn sentence(lang: Lang, view: &DossierView) -> (SentenceTone, String, String) {
    let dossier = &view.dossier;
    let day = view.at.date();
    let meta = &view.reference.province.meta;
    let place = || view.reference.unit_name(&meta.centre, day);
    let closed = || dossier.closed_at.map(|at| format::date(at.date())).unwrap_or_default();
    let wait = || lang.t("track-next-wait");
    match dossier.stage {
        Stage::Submitted | Stage::Escalated => (SentenceTone::Info, lang.t("progress-submitted"), wait()),
        Stage::Guided => (SentenceTone::Warn, lang.t("progress-guided"), lang.t("progress-guided-next")),
        Stage::Accepted | Stage::InTransit | Stage::Processing => {
            let unit = view.reference.unit_name(&dossier.holder.unit, day);
            let unit = view
                .reference
                .organisation
                .unit_or_latest(&view.reference.organisation.agency_of(&dossier.holder.unit, day), day)
                .map_or(unit, |agency| agency.name.vi.clone());
            (SentenceTone::Info, lang.tf("progress-with", &[("unit", (&unit).into())]), wait())
        }
        Stage::SupplementAsked => {
            (SentenceTone::Warn, lang.t("sentence-waiting"), lang.t("track-next-supplement"))
        }
        Stage::ResultSent => (SentenceTone::Calm, lang.t("progress-result-sent"), wait()),
        Stage::ResultReady => {
            let sentence = lang.tf("sentence-ready", &[("place", (&place()).into())]);
            (SentenceTone::Calm, sentence, lang.t("track-next-collect"))
        }
        Stage::Returned => {
            let sentence = lang.tf("sentence-closed", &[("when", (&closed()).into())]);
            (SentenceTone::Calm, sentence, lang.t("track-next-closed"))
        }
        Stage::Refused => (SentenceTone::Alarm, lang.t("sentence-refused"), lang.t("progress-refused-next")),
        Stage::Withdrawn => (SentenceTone::Plain, lang.t("sentence-withdrawn"), lang.t("track-next-closed")),
        Stage::ClockStopped => {
            (SentenceTone::Warn, lang.t("sentence-clock-stopped"), lang.t("track-next-clock-stopped"))
        }
        Stage::WithPost => (SentenceTone::Calm, lang.t("sentence-with-post"), lang.t("track-next-with-post")),
        Stage::Lapsed => (SentenceTone::Alarm, lang.t("sentence-lapsed"), lang.t("track-next-lapsed")),
    }
}

/// The way to the slip, once there is something to rate.
fn rating(lang: Lang, view: &DossierView) -> Markup {
    let slip = app::books::rating::slip(view)
        .filter(|_| domain::books::rating::may_rate(view.dossier.stage).is_ok());
    html! {
        @if let Some(slip) = slip {
            p { a class="govuk-link" href=(url::rating(&slip)) rel="nofollow" { (lang.t("rating-link")) } }
        }
    }
}

/// What is asked of the applicant now: the complete list, and that it is asked once.
fn asked(lang: Lang, view: &DossierView) -> Markup {
    let dossier = &view.dossier;
    let open = |request: &&Request| request.answered_at.is_none() && !dossier.stage.is_closed();
    let Some(request) = [&dossier.supplement, &dossier.guidance].into_iter().flatten().find(open) else {
        return html! {};
    };
    html! {
        section class="mc-card" aria-labelledby="can-bo-sung" {
            h2 class="mc-card__title" id="can-bo-sung" { (icon("list-checks")) (lang.t("progress-asked")) }
            ul class="govuk-list govuk-list--bullet" {
                @for item in &request.items {
                    li {
                        @if let Some(paper) = view.procedure.paper(&item.paper) { strong { (name(lang, &paper.name)) } }
                        @else { strong { (item.paper.as_str()) } }
                        @if !item.what.is_empty() { ": " (item.what) }
                    }
                }
            }
            @if !request.reason.is_empty() { p { (lang.t("reason")) ": " (request.reason) } }
            p { (lang.t("progress-asked-once")) }
        }
    }
}

fn clock(lang: Lang, view: &DossierView) -> Markup {
    let dossier = &view.dossier;
    let Some(promise) = &dossier.promise else { return html! {} };
    let because = view.derivation().map(|derived| words::because(lang, &derived)).unwrap_or_default();
    clock_card(
        lang,
        &ClockCard {
            promised: Some(promise.due),
            standing: standing(view),
            because: &because,
            derivation: &[],
            provisional: promise.provisional,
            also: &[],
        },
    )
}

fn standing(view: &DossierView) -> Standing {
    let dossier = &view.dossier;
    let late = dossier.overdue_since.is_some();
    match dossier.stage {
        Stage::SupplementAsked | Stage::ClockStopped => Standing::Paused,
        Stage::Refused | Stage::Withdrawn | Stage::Lapsed => Standing::None,
        Stage::Returned | Stage::ResultReady if late => Standing::FinishedLate,
        Stage::Returned | Stage::ResultReady => Standing::FinishedOnTime,
        _ => match view.working_days_left() {
            Some(left) if left < 0 => Standing::LateDays(left.unsigned_abs()),
            Some(_) if late => Standing::LateDays(0),
            Some(0) => Standing::DueToday,
            Some(left) => Standing::RemainingDays(left.unsigned_abs()),
            None => Standing::None,
        },
    }
}

fn papers(lang: Lang, view: &DossierView, base: &str) -> Markup {
    let given = paper::given(lang, view);
    html! {
        @if !given.is_empty() {
            section aria-labelledby="giay-da-nhan" {
                h2 id="giay-da-nhan" { (lang.t("progress-papers")) }
                ul class="mc-list" {
                    @for (words, file) in given {
                        li class="mc-list__item" {
                            a class="govuk-link mc-list__name" href={ (base) "/giay-to/" (file) } { (icon("file-text")) (words) " (PDF)" }
                        }
                    }
                }
            }
        }
    }
}

fn facts(lang: Lang, view: &DossierView) -> Markup {
    let dossier = &view.dossier;
    let received = dossier.accepted_at.unwrap_or(dossier.registered_at);
    let mut rows = vec![
        SummaryRow::text(lang.t("dossier-received-at"), &format::datetime(received)),
        SummaryRow::text(lang.t("dossier-channel"), &words::channel(lang, dossier.channel)),
    ];
    let money = match (dossier.owed.is_empty(), dossier.outstanding()) {
        (true, _) => None,
        (false, 0) => Some(lang.t("progress-paid")),
        (false, amount) => {
            Some(lang.tf("progress-unpaid", &[("amount", (&format::dong(lang, amount)).into())]))
        }
    };
    if let Some(money) = &money {
        rows.push(SummaryRow::text(lang.t("procedure-cost"), money));
    }
    let sets = dossier.papers.iter().filter_map(|paper| view.procedure.paper(&paper.code));
    let handed: Vec<&str> = sets.map(|paper| name(lang, &paper.name)).collect();
    if !handed.is_empty() {
        let list = html! { ul class="govuk-list" { @for paper in &handed { li { (paper) } } } };
        rows.push(SummaryRow::of(lang.t("progress-handed-in"), list));
    }
    html! {
        section aria-labelledby="thong-tin" {
            h2 id="thong-tin" { (lang.t("details")) }
            (summary_list(&rows))
        }
    }
}

/// The acts that mean something outside the office, with their day.
fn history(lang: Lang, view: &DossierView) -> Markup {
    let told: Vec<(String, jiff::civil::DateTime)> =
        view.history.iter().filter_map(|recorded| public_event(lang, recorded)).collect();
    let items: Vec<TimelineItem<'_>> = told
        .iter()
        .map(|(title, at)| TimelineItem { at: Some(*at), title, ..TimelineItem::default() })
        .collect();
    html! {
        section aria-labelledby="da-qua" {
            h2 id="da-qua" { (lang.t("track-progress")) }
            (timeline(&items))
        }
    }
}

fn public_event(lang: Lang, recorded: &Recorded) -> Option<(String, jiff::civil::DateTime)> {
    let key = match &recorded.event {
        Event::Registered { .. } => "event-submitted",
        Event::Guided { .. } => "event-guided",
        Event::Accepted { .. } => "event-accepted",
        Event::GivenAtOnce { .. } | Event::HandedOver { .. } => "event-handed-over",
        Event::Refused { .. } => "event-refused",
        Event::SupplementAsked { .. } => "event-supplement-asked",
        Event::SupplementReceived { .. } => "event-supplement-received",
        Event::ResultConfirmed { .. } => "progress-event-ready",
        Event::Withdrawn { .. } => "event-withdrawn",
        _ => return None,
    };
    Some((lang.t(key), recorded.at))
}
