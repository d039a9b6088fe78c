//! The forms beside the way of a dossier: looks at its papers, mistakes, the post, copies, other systems.

use domain::dossier::event::ReturnBy;
use domain::dossier::{Actor, Recorded};
use domain::procedure::RequiredPaper;
use maud::{Markup, html};
use ui::components::InputKind;
use ui::format;

use super::super::words;
use super::{Form, field_id};
use crate::desk::dossier::checks::{self, KINDS};
use crate::refusal;

/// How many of the last acts are offered for correction; only the last that counts can be undone.
const OFFERED: usize = 5;

/// Acts whose record a correction can undo; the core has the last word.
const CORRECTABLE: [&str; 8] = [
    "refused",
    "withdrawn",
    "lapsed",
    "transferred",
    "step-completed",
    "result-sent",
    "result-confirmed",
    "handed-over",
];

impl Form<'_> {
    /// Every paper with every look: what the program found, and the officer's own word.
    pub(super) fn check_papers(&self) -> Markup {
        let lang = self.lang;
        let papers: Vec<&RequiredPaper> =
            self.view.procedure.papers_of(self.view.dossier.case.as_ref()).collect();
        let machine = checks::by_machine(lang, self.view);
        html! {
            p class="mc-note" { (lang.t("check-once")) }
            @if let Some(error) = self.error("checks") { p class="govuk-error-message" id=(field_id("checks")) { (error) } }
            div class="mc-table-frame" role="region" aria-labelledby="kiem-tra-ten" tabindex="0" {
                table class="mc-table mc-table--cards" {
                    caption id="kiem-tra-ten" { (lang.t("check-title")) }
                    thead {
                        tr {
                            th scope="col" { (lang.t("checklist-paper")) }
                            @for (_, _, key) in KINDS { th scope="col" { (lang.t(key)) } }
                            th scope="col" { (lang.t("check-note")) }
                        }
                    }
                    tbody {
                        @for paper in papers {
                            @let name = refusal::name(lang, &paper.name);
                            tr {
                                th scope="row" { (name) }
                                @for (kind, slug, key) in KINDS {
                                    td data-label=(lang.t(key)) {
                                        (self.look(paper, slug, &format!("{}: {name}", lang.t(key))))
                                        @for found in machine.iter().filter(|one| one.paper == paper.code && one.check == kind) {
                                            p class="mc-muted" {
                                                (lang.t(if found.passed { "check-machine-passed" } else { "check-machine-failed" }))
                                                @if !found.note.is_empty() { " " (found.note) }
                                            }
                                        }
                                    }
                                }
                                td data-label=(lang.t("check-note")) {
                                    @let field = format!("note.{}", paper.code);
                                    input class="govuk-input" id=(field_id(&field)) name=(field) value=(self.typed.get(&field))
                                        aria-label={ (lang.t("check-note")) ": " (name) } maxlength="1000" type="text";
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn look(&self, paper: &RequiredPaper, slug: &str, label: &str) -> Markup {
        let field = format!("look.{slug}.{}", paper.code);
        let chosen = self.typed.get(&field);
        html! {
            select class="govuk-select" id=(field_id(&field)) name=(field) aria-label=(label) {
                @for (value, key) in [("", "check-open"), ("1", "check-passed"), ("0", "check-failed")] {
                    option value=(value) selected[chosen == value] { (self.lang.t(key)) }
                }
            }
        }
    }

    pub(super) fn confirm_withdrawal(&self) -> Markup {
        let Some(asked) = &self.view.dossier.withdrawal else {
            return html! { p { (self.lang.t("withdrawal-none")) } };
        };
        html! {
            p class="mc-note mc-note--warn" { (self.lang.t("withdrawal-second")) }
            dl class="mc-facts" {
                dt { (self.lang.t("withdrawal-by")) } dd { (self.actor(&asked.by)) ", " (format::datetime(asked.at)) }
                dt { (self.lang.t("form-reason")) } dd { (asked.reason) }
                dt { (self.lang.t("form-withdraw-proof")) } dd { (asked.proof) }
            }
        }
    }

    fn actor(&self, by: &Actor) -> String {
        match by {
            Actor::Staff { person, unit } => {
                format!("{}, {}", self.view.reference.person_name(person), self.unit(unit))
            }
            Actor::Citizen(_) => self.lang.t("who-citizen"),
            Actor::System(_) => self.lang.t("who-system"),
        }
    }

    /// The last acts, the newest chosen; the cost and who bears it.
    pub(super) fn correct(&self) -> Markup {
        let acts: Vec<&Recorded> = self
            .view
            .history
            .iter()
            .rev()
            .filter(|recorded| CORRECTABLE.contains(&recorded.event.kind()))
            .take(OFFERED)
            .collect();
        let listed: Vec<(String, String)> = acts
            .iter()
            .map(|recorded| {
                let told = words::told(self.lang, self.view, recorded);
                let detail = told.detail.map(|detail| format!(" ({detail})")).unwrap_or_default();
                let what =
                    format!("{}{detail} · {} · {}", told.title, told.who, format::datetime(recorded.at));
                (recorded.revision.to_string(), what)
            })
            .collect();
        let newest = listed.first().map_or("", |(value, _)| value.as_str());
        html! {
            p class="mc-note mc-note--warn" { (self.lang.t("correct-lead")) }
            @if listed.is_empty() {
                p { (self.lang.t("correct-none")) }
            } @else {
                (self.radio_of("undo", "correct-undo", &listed, newest))
            }
            (self.area("reason", "correct-reason", false))
            (self.preset("cost", "correct-cost", "correct-cost-hint", "0", InputKind::Digits))
            (self.choose("bearer", "correct-bearer", &self.touched(), self.typed.get("bearer"), true))
        }
    }

    /// The units that had the dossier, the desk first.
    fn touched(&self) -> Vec<(String, String)> {
        let dossier = &self.view.dossier;
        let slip = dossier.control_slip.iter().flat_map(|line| [&line.from, &line.to]);
        let mut units = vec![&dossier.desk];
        for unit in slip.chain([&dossier.holder.unit]) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        units.into_iter().map(|unit| (unit.to_string(), self.unit(unit))).collect()
    }

    pub(super) fn forward_result(&self) -> Markup {
        let dossier = &self.view.dossier;
        html! {
            p { (self.lang.t("forward-result-to")) " " strong { (self.unit(dossier.return_desk())) } }
        }
    }

    pub(super) fn give_to_post(&self) -> Markup {
        let dossier = &self.view.dossier;
        let address = self.view.applicant.as_ref().map_or("", |data| data.address.as_str());
        html! {
            @if dossier.return_by != ReturnBy::Post {
                p class="mc-note mc-note--warn" { (self.lang.t("post-not-chosen")) }
            }
            @if !address.is_empty() { p { (self.lang.t("label-address")) ": " strong { (address) } } }
            @if dossier.outstanding() > 0 {
                @let amount = format::dong(self.lang, dossier.outstanding());
                p class="mc-note" { (self.lang.tf("post-collects", &[("amount", (&amount).into())])) }
            }
            (self.line("consignment", "post-consignment", InputKind::Text))
            (self.preset("postage", "post-postage", "", "0", InputKind::Digits))
            (self.preset("list", "post-list", "post-list-hint", "", InputKind::Code))
        }
    }

    pub(super) fn hand_over_copy(&self) -> Markup {
        let waiting: Vec<(String, String)> = self
            .view
            .procedure
            .recipients
            .iter()
            .filter(|recipient| !self.view.dossier.copies.contains(&recipient.code))
            .map(|recipient| (recipient.code.clone(), refusal::name(self.lang, &recipient.name).to_owned()))
            .collect();
        let first = waiting.first().map_or("", |(code, _)| code.as_str());
        html! {
            (self.choose("recipient", "copy-recipient", &waiting, self.typed_or("recipient", first), false))
            (self.line("proof", "copy-proof", InputKind::Text))
        }
    }

    pub(super) fn sync_external(&self) -> Markup {
        let known = self.view.dossier.external.as_ref();
        let text = |read: fn(&domain::dossier::state::External) -> &str| known.map_or("", read);
        html! {
            (self.preset("system", "external-system", "", text(|known| &known.system), InputKind::Text))
            (self.preset("reference", "external-reference", "", text(|known| &known.reference), InputKind::Text))
            (self.preset("state", "external-state", "external-state-hint", text(|known| &known.state), InputKind::Text))
        }
    }
}
