//! What concerns the applicant now, one card each: apology, what is asked, money, post, refusal, pause.

use domain::dossier::Stage;
use domain::dossier::event::ReturnBy;
use domain::dossier::state::Request;
use maud::{Markup, html};
use ui::components::{SummaryRow, summary_list};
use ui::{format, icon};

use super::Sheet;
use crate::public::acts;
use crate::refusal::name;

impl Sheet<'_> {
    /// Who is sorry, why, and the new day; shown until the result is there (R18.2).
    pub(super) fn apology(&self) -> Markup {
        let dossier = &self.view.dossier;
        let Some(apology) = dossier.apology.as_ref().filter(|_| !dossier.stage.is_closed()) else {
            return html! {};
        };
        let meta = &self.view.reference.province.meta;
        let who = if apology.by_centre { self.unit(&meta.centre) } else { self.agency(&apology.fault) };
        html! {
            section class="mc-card" aria-labelledby="xin-loi" {
                h2 class="mc-card__title" id="xin-loi" { (self.t("progress-apology")) }
                p class="mc-card__lead" { (self.with("apology-who", "unit", &who)) }
                p { (self.t("reason")) ": " (apology.reason) }
                p { (self.when("apology-not-kept", apology.due)) }
                p { (self.when("progress-again", apology.again)) " " (self.t("apology-once")) }
            }
        }
    }

    /// What is asked of the applicant now: the complete list, until when, and that it is asked once.
    pub(super) fn asked(&self) -> Markup {
        let (lang, dossier) = (self.lang, &self.view.dossier);
        let waits = matches!(dossier.stage, Stage::Guided | Stage::SupplementAsked);
        let open = |request: &&Request| waits && request.answered_at.is_none();
        let Some(request) = [&dossier.supplement, &dossier.guidance].into_iter().flatten().find(open) else {
            return html! {};
        };
        let paper_or_code = |code: &domain::ids::PaperCode| {
            let known = self.view.procedure.paper(code);
            known.map_or_else(|| code.to_string(), |paper| name(lang, &paper.name).to_owned())
        };
        html! {
            section class="mc-card" aria-labelledby="can-bo-sung" {
                h2 class="mc-card__title" id="can-bo-sung" { (icon("list-checks")) (self.t("progress-asked")) }
                @if !request.items.is_empty() {
                    ul class="govuk-list govuk-list--bullet" {
                        @for item in &request.items {
                            li {
                                strong { (paper_or_code(&item.paper)) }
                                @if !item.what.is_empty() { ": " (item.what) }
                            }
                        }
                    }
                }
                @if !request.reason.is_empty() { p { (self.t("reason")) ": " (request.reason) } }
                @if let Some(until) = dossier.answer_until {
                    p { strong { (self.when("asked-until", until)) } " " (self.t("asked-then-closed")) }
                }
                @if !request.items.is_empty() { p { (self.t("progress-asked-once")) } }
                (self.how_to_bring())
            }
        }
    }

    fn how_to_bring(&self) -> Markup {
        html! {
            @if self.acts.contains(&acts::SUPPLEMENT) {
                p class="mc-print-hide" {
                    a class="govuk-button" role="button" href={ (self.base) "/" (acts::SUPPLEMENT) } { (self.t("act-supplement")) }
                }
            } @else if self.view.dossier.has_paper() {
                p { (self.with("asked-where", "place", &self.collect_at())) }
            } @else {
                p { (self.t("asked-where-online")) }
            }
        }
    }

    /// What is still to be paid, item by item, and how.
    pub(super) fn money(&self) -> Markup {
        let (lang, dossier) = (self.lang, &self.view.dossier);
        let outstanding = dossier.outstanding();
        if outstanding <= 0 || dossier.stage.is_closed() || dossier.stage == Stage::WithPost {
            return html! {};
        }
        let charge = |code: &str| {
            let known = self.view.procedure.charges.iter().find(|charge| charge.code == code);
            known.map_or_else(|| code.to_owned(), |charge| charge.name.clone())
        };
        let by_post = dossier.return_by == ReturnBy::Post;
        html! {
            section class="mc-card" aria-labelledby="phai-nop" {
                h2 class="mc-card__title" id="phai-nop" { (self.t("procedure-cost")) }
                p class="mc-card__lead" { (self.with("progress-unpaid", "amount", &format::dong(lang, outstanding))) }
                ul class="govuk-list govuk-list--bullet" {
                    @for due in &dossier.owed { li { (charge(&due.charge)) ": " (format::dong(lang, due.amount)) } }
                    @for less in &dossier.reductions {
                        li { (self.with("progress-reduced", "n", &less.percent.to_string())) ": " (less.who) }
                    }
                }
                @if dossier.kept() > 0 { p { (self.with("money-paid-so-far", "amount", &format::dong(lang, dossier.kept()))) } }
                h3 { (self.t("money-ways")) }
                ul class="govuk-list govuk-list--bullet" {
                    li { (self.t("money-way-cash")) }
                    li { (self.t("money-way-transfer")) }
                    li { (self.t("money-way-proof")) }
                    @if by_post { li { (self.t("money-way-post")) } }
                }
            }
        }
    }

    /// The result's way by post: number, postage, what the post collects.
    pub(super) fn post(&self) -> Markup {
        let lang = self.lang;
        let Some(post) = &self.view.dossier.by_post else { return html! {} };
        let money = |amount: i64| {
            if amount > 0 { format::dong(lang, amount) } else { self.t("post-nothing") }
        };
        let rows = [
            SummaryRow::text(self.t("fact-consignment"), &post.consignment),
            SummaryRow::text(self.t("post-given-at"), &format::datetime(post.at)),
            SummaryRow::text(self.t("progress-postage"), &money(post.postage)),
            SummaryRow::text(self.t("post-collect"), &money(post.collect)),
        ];
        html! {
            section class="mc-card" aria-labelledby="buu-dien" {
                h2 class="mc-card__title" id="buu-dien" { (self.t("progress-post")) }
                (summary_list(&rows))
            }
        }
    }

    /// On which ground it was refused, and in which words.
    pub(super) fn refused(&self) -> Markup {
        let dossier = &self.view.dossier;
        let Some((_, ground, reason)) = dossier.refusal.as_ref().filter(|_| dossier.stage == Stage::Refused)
        else {
            return html! {};
        };
        html! {
            section class="mc-card" aria-labelledby="ly-do-tu-choi" {
                h2 class="mc-card__title" id="ly-do-tu-choi" { (self.t("refused-why")) }
                p { (reason) }
                p { (self.t("refused-ground")) ": " (app::told::ground_in_words(ground)) }
            }
        }
    }

    /// Why the clock stands.
    pub(super) fn stopped(&self) -> Markup {
        let dossier = &self.view.dossier;
        let Some(stopped) = dossier.stopped.as_ref().filter(|_| dossier.stage == Stage::ClockStopped) else {
            return html! {};
        };
        html! {
            section class="mc-card" aria-labelledby="tam-dung" {
                h2 class="mc-card__title" id="tam-dung" { (self.t("stopped-title")) }
                p { (self.t("reason")) ": " (stopped.reason) }
                p { (self.with("stopped-since", "when", &format::datetime(stopped.at))) }
            }
        }
    }

    /// A withdrawal that a second officer has yet to confirm (A4).
    pub(super) fn withdrawal(&self) -> Markup {
        let dossier = &self.view.dossier;
        let Some(asked) = dossier.withdrawal.as_ref().filter(|_| !dossier.stage.is_closed()) else {
            return html! {};
        };
        html! {
            p class="mc-note mc-note--warn" {
                span {
                    (self.with("withdrawal-asked", "when", &format::datetime(asked.at))) " "
                    (self.t("withdrawal-asked-next"))
                }
            }
        }
    }

    /// What the ministry's own system says (R16.4).
    pub(super) fn ministry(&self) -> Markup {
        let dossier = &self.view.dossier;
        let known = dossier.external.as_ref();
        let arrived = dossier.arrival.external.as_ref();
        let Some((system, reference)) = known
            .map(|external| (&external.system, &external.reference))
            .or(arrived.map(|(system, reference)| (system, reference)))
        else {
            return html! {};
        };
        let state = known.filter(|external| !external.state.is_empty());
        html! {
            section class="mc-card" aria-labelledby="he-thong-bo" {
                h2 class="mc-card__title" id="he-thong-bo" { (self.t("ministry-title")) }
                p { (self.with("ministry-system", "system", system)) }
                p { (self.t("ministry-number")) ": " (reference) }
                @if let Some(external) = state {
                    p { strong { (external.state) } " (" (self.with("ministry-at", "when", &format::datetime(external.at))) ")" }
                } @else {
                    p { (self.t("ministry-unknown")) }
                }
            }
        }
    }

    /// That opinions of others are awaited; what was asked stays between the offices.
    pub(super) fn consulted(&self) -> Markup {
        let dossier = &self.view.dossier;
        let open = dossier.consultations.iter().find(|asked| asked.pending().next().is_some());
        let Some(asked) = open.filter(|_| dossier.stage == Stage::Processing) else { return html! {} };
        let n = asked.units.len().to_string();
        html! {
            p class="mc-note" {
                span {
                    (self.lang.tf("consulted", &[
                        ("unit", (&self.agency(&asked.by)).into()),
                        ("n", (&n).into()),
                        ("when", (&format::date(asked.answer_by.date())).into()),
                    ]))
                    " " (self.t("consulted-counts"))
                }
            }
        }
    }
}
