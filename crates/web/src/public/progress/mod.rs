//! A dossier as its applicant sees it: one sentence, the promised day and why, what to do, what was
//! given, where it has been and who has looked at it.

mod cards;
mod past;
mod places;
mod told;

use app::dossier::DossierView;
use app::dossier::readers::Reader;
use domain::dossier::Stage;
use domain::ids::UnitId;
use jiff::civil::{Date, DateTime};
use maud::{Markup, html};
use ui::components::{ClockCard, Standing, SummaryRow, clock_card, code_chip, status_sentence, summary_list};
use ui::{Lang, format, icon};

use super::{mine, paper};
use crate::refusal::name;
use crate::{url, words};

/// What is shown, and to whom.
pub struct Sheet<'a> {
    /// The language of the page.
    pub lang: Lang,
    /// The dossier.
    pub view: &'a DossierView,
    /// The page's title.
    pub title: &'a str,
    /// Papers and acts are linked below this address.
    pub base: &'a str,
    /// Who has looked at it.
    pub readers: &'a [Reader],
    /// The acts that the visitor may do here, as named in addresses.
    pub acts: &'a [&'static str],
}

impl Sheet<'_> {
    /// The way to the rating slip, once there is something to rate.
    fn rating(&self) -> Markup {
        let slip = app::books::rating::slip(self.view)
            .filter(|_| domain::books::rating::may_rate(self.view.dossier.stage).is_ok());
        html! {
            @if let Some(slip) = slip {
                p { a class="govuk-link" href=(url::rating(&slip)) rel="nofollow" { (self.lang.t("rating-link")) } }
            }
        }
    }

    /// Draws the page.
    #[must_use]
    pub fn draw(&self) -> Markup {
        let (lang, dossier) = (self.lang, &self.view.dossier);
        let told = self.told();
        html! {
            h1 class="govuk-heading-l" { (self.title) }
            @if let Some(code) = &dossier.code { p { (code_chip(lang, &code.to_string())) } }
            p { strong { (words::procedure(lang, &self.view.procedure)) } }
            (words::public_stages(lang, dossier.stage, dossier.accepted_at.is_some()))
            (status_sentence(told.tone, &told.sentence, Some(&told.next)))
            (self.apology())
            (self.asked())
            (self.money())
            (self.post())
            (self.refused())
            (self.stopped())
            (self.withdrawal())
            (self.ministry())
            (self.clock())
            (self.consulted())
            (self.papers())
            (self.rating())
            (self.places())
            (self.facts())
            (self.past())
            (self.seen_by())
            (self.withdraw_link())
        }
    }

    fn t(&self, key: &str) -> String {
        self.lang.t(key)
    }

    /// The words where something holds, else nothing.
    fn only_if(&self, holds: bool, key: &str) -> String {
        if holds { self.t(key) } else { String::new() }
    }

    fn with(&self, key: &str, place: &str, value: &str) -> String {
        self.lang.tf(key, &[(place, value.into())])
    }

    fn when(&self, key: &str, at: DateTime) -> String {
        self.with(key, "when", &words::promised(self.lang, at))
    }

    fn day(&self) -> Date {
        self.view.at.date()
    }

    fn unit(&self, id: &UnitId) -> String {
        words::unit(self.lang, &self.view.reference, id, self.day())
    }

    fn agency(&self, id: &UnitId) -> String {
        words::agency_of(self.lang, &self.view.reference, id, self.day())
    }

    fn hotline(&self) -> &str {
        &self.view.reference.province.meta.hotline
    }

    /// The promised instant of now has passed without a result, whether or not the schedule has seen it.
    fn is_late(&self) -> bool {
        self.view.dossier.due_in_force().is_some_and(|due| due < self.view.at)
    }

    /// The promised day, unless there is none now: the clock stands, or it ended without a result.
    fn clock(&self) -> Markup {
        let (lang, dossier) = (self.lang, &self.view.dossier);
        let without = matches!(
            dossier.stage,
            Stage::SupplementAsked
                | Stage::ClockStopped
                | Stage::Refused
                | Stage::Withdrawn
                | Stage::Lapsed
                | Stage::Submitted
                | Stage::Guided
                | Stage::Escalated
        );
        let Some(promise) = dossier.promise.as_ref().filter(|_| !without) else { return html! {} };
        let (promised, because, before) = match &dossier.apology {
            Some(apology) => (apology.again, String::new(), Some(apology.due)),
            None => {
                let derived = self.view.derivation();
                (promise.due, derived.map(|derived| words::because(lang, &derived)).unwrap_or_default(), None)
            }
        };
        let before_words = self.t("told-day-before");
        let also: Vec<(&str, DateTime)> =
            before.map(|due| (before_words.as_str(), due)).into_iter().collect();
        clock_card(
            lang,
            &ClockCard {
                promised: Some(promised),
                standing: self.standing(promised),
                because: &because,
                derivation: &[],
                provisional: promise.provisional && before.is_none(),
                also: &also,
            },
        )
    }

    fn standing(&self, promised: DateTime) -> Standing {
        let dossier = &self.view.dossier;
        match dossier.stage {
            Stage::Returned | Stage::ResultReady | Stage::WithPost if dossier.overdue_since.is_some() => {
                Standing::FinishedLate
            }
            Stage::Returned | Stage::ResultReady | Stage::WithPost => Standing::FinishedOnTime,
            _ => {
                let calendar = self.view.reference.calendar_for(&dossier.desk);
                match calendar.working_days_between(self.day(), promised.date()) {
                    left if left < 0 => Standing::LateDays(left.unsigned_abs()),
                    _ if promised < self.view.at => Standing::LateDays(0),
                    0 => Standing::DueToday,
                    left => Standing::RemainingDays(left.unsigned_abs()),
                }
            }
        }
    }

    fn papers(&self) -> Markup {
        let mut given = paper::given(self.lang, self.view);
        // Who only holds the receipt sees papers by its code; the result is for the account that filed.
        if self.base.starts_with(url::MINE) && mine::result_file(self.view).is_some() {
            given.push((self.t("progress-result-file"), mine::RESULT.to_owned()));
        }
        html! {
            @if !given.is_empty() {
                section aria-labelledby="giay-da-nhan" {
                    h2 id="giay-da-nhan" { (self.t("progress-papers")) }
                    ul class="mc-list" {
                        @for (words, file) in given {
                            li class="mc-list__item" {
                                a class="govuk-link mc-list__name" href={ (self.base) "/giay-to/" (file) } { (icon("file-text")) (words) @if file.ends_with(".pdf") { " (PDF)" } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn facts(&self) -> Markup {
        let (lang, dossier) = (self.lang, &self.view.dossier);
        let mut rows =
            vec![SummaryRow::text(self.t("fact-filed-at"), &format::datetime(dossier.registered_at))];
        if let Some(at) = dossier.accepted_at.filter(|at| *at != dossier.registered_at) {
            rows.push(SummaryRow::text(self.t("dossier-received-at"), &format::datetime(at)));
        }
        rows.push(SummaryRow::text(self.t("dossier-channel"), &words::channel(lang, dossier.channel)));
        if dossier.assisted_by.is_some() {
            rows.push(SummaryRow::text(self.t("fact-assisted"), &self.t("yes")));
        }
        if let Some(posted) = &dossier.arrival.posted {
            rows.push(SummaryRow::text(self.t("fact-consignment"), &posted.consignment));
        }
        if !dossier.owed.is_empty() && dossier.outstanding() == 0 {
            rows.push(SummaryRow::text(self.t("procedure-cost"), &self.t("progress-paid")));
        }
        let sets = dossier.papers.iter().filter_map(|paper| self.view.procedure.paper(&paper.code));
        let handed: Vec<&str> = sets.map(|paper| name(lang, &paper.name)).collect();
        if !handed.is_empty() {
            let list = html! { ul class="govuk-list" { @for paper in &handed { li { (paper) } } } };
            rows.push(SummaryRow::of(self.t("progress-handed-in"), list));
        }
        html! {
            section aria-labelledby="thong-tin" {
                h2 id="thong-tin" { (self.t("details")) }
                (summary_list(&rows))
            }
        }
    }

    fn withdraw_link(&self) -> Markup {
        html! {
            @if self.acts.contains(&super::acts::WITHDRAW) {
                p class="mc-print-hide" {
                    a class="govuk-link" href={ (self.base) "/" (super::acts::WITHDRAW) } { (self.t("act-withdraw-link")) }
                }
            }
        }
    }
}
