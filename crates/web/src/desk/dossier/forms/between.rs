//! The forms of the turns between agencies and in time.

use domain::dossier::event::Opinion;
use domain::dossier::open_of;
use domain::dossier::state::Consulted;
use domain::ids::UnitId;
use domain::organisation::UnitKind;
use domain::procedure::process::{Consultation, Silence, UnitRef, Work};
use maud::{Markup, html};
use ui::components::{Choice, Choices, InputKind, checkboxes};
use ui::format;

use super::super::delay;
use super::{Form, field_id};
use crate::refusal;

/// Opinions: value in the form and words.
pub const OPINIONS: [(Opinion, &str, &str); 3] = [
    (Opinion::Agree, "agree", "opinion-agree"),
    (Opinion::Conditions, "conditions", "opinion-conditions"),
    (Opinion::Disagree, "disagree", "opinion-disagree"),
];

impl Form<'_> {
    /// Agencies that are not the one of `own`, by name.
    fn agencies(&self, own: &UnitId) -> Vec<(String, String)> {
        let (organisation, day) = (&self.view.reference.organisation, self.view.at.date());
        let home = organisation.agency_of(own, day);
        let mut found: Vec<(String, String)> = organisation
            .units()
            .iter()
            .filter(|unit| {
                let agency = !matches!(unit.kind, UnitKind::Division | UnitKind::Desk | UnitKind::Centre);
                agency && unit.kind != UnitKind::Post && unit.validity.covers(day) && unit.id != home
            })
            .map(|unit| (unit.id.to_string(), refusal::name(self.lang, &unit.name).to_owned()))
            .collect();
        found.sort_by(|a, b| a.1.cmp(&b.1));
        found
    }

    pub(super) fn invite_agency(&self) -> Markup {
        let agency = self.view.procedure.agency.to_string();
        let reason = self.view.history.iter().rev().find_map(|recorded| match &recorded.event {
            domain::dossier::Event::Escalated { reason, .. } => Some(reason.as_str()),
            _ => None,
        });
        html! {
            p class="mc-note" { (self.lang.t("invite-lead")) }
            (self.choose("unit", "invite-unit", &self.agencies(&self.view.dossier.desk), self.typed_or("unit", &agency), false))
            (self.prefilled("about", "invite-about", reason.unwrap_or_default()))
        }
    }

    /// The agencies of the chain with their place; a person changes the numbers.
    pub(super) fn order_chain(&self) -> Markup {
        let Some(process) = &self.view.procedure.process else {
            return html! { p { (self.lang.t("refusal-no-process-detail")) } };
        };
        let links = process.links();
        let named: Vec<(&UnitId, String, Option<u32>)> = links
            .iter()
            .filter_map(|link| match &link.unit {
                UnitRef::Unit(unit) => {
                    let mut work: Vec<&str> = Vec::new();
                    link.part.each_step(&mut |step| work.push(refusal::name(self.lang, &step.name)));
                    Some((unit, work.join("; "), link.minutes()))
                }
                UnitRef::ReceivingDesk | UnitRef::SettlingAgency | UnitRef::Unbound(_) => None,
            })
            .collect();
        // An agency that comes twice, at the beginning and for the end, has one place.
        let mut seen: Vec<&UnitId> = Vec::new();
        let named: Vec<(&UnitId, String, Option<u32>)> = named
            .into_iter()
            .filter(|(unit, ..)| {
                let first = !seen.contains(unit);
                seen.push(unit);
                first
            })
            .collect();
        if named.is_empty() {
            return html! { p { (self.lang.t("refusal-no-chain-detail")) } };
        }
        html! {
            p class="mc-note" { (self.lang.t("chain-lead")) }
            @if let Some(error) = self.error("order") { p class="govuk-error-message" id=(field_id("order")) { (error) } }
            ol class="mc-order" {
                @for (index, (unit, work, minutes)) in named.iter().enumerate() {
                    @let field = format!("place.{unit}");
                    @let place = index.saturating_add(1).to_string();
                    li {
                        label class="govuk-label" for=(field_id(&field)) { strong { (self.unit(unit)) } }
                        input class="govuk-input govuk-input--width-3" id=(field_id(&field)) name=(field)
                            value=(self.typed_or(&field, &place)) type="text" inputmode="numeric";
                        p class="mc-muted" {
                            (work)
                            @if let Some(minutes) = minutes { " · " (self.hours(*minutes)) }
                        }
                    }
                }
            }
        }
    }

    fn hours(&self, minutes: u32) -> String {
        self.lang.tf("chain-hours", &[("n", i64::from(minutes.div_ceil(60)).into())])
    }

    /// The consultation of the process that is open now.
    fn foreseen(&self) -> Option<&Consultation> {
        open_of(&self.view.dossier, &self.view.procedure).into_iter().find_map(|work| match work {
            Work::Consultation(consultation) => Some(consultation),
            Work::Step(_) => None,
        })
    }

    /// The open consultation of the process fills the form; without one the officer names the units.
    pub(super) fn consult(&self) -> Markup {
        let lang = self.lang;
        let foreseen = self.foreseen();
        let dossier = &self.view.dossier;
        let of_process: Vec<String> = foreseen
            .into_iter()
            .flat_map(|consultation| &consultation.units)
            .map(|unit| domain::dossier::unit_of(unit, &dossier.desk, &self.view.procedure).to_string())
            .collect();
        let typed: Vec<&str> = self.typed.all("units").collect();
        let preset: Vec<&str> = of_process.iter().map(String::as_str).collect();
        let listed = self.agencies(&dossier.holder.unit);
        let choices: Vec<Choice<'_>> =
            listed.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
        let days = law::parameters_on(&self.view.at.date().to_string()).consultation_days.to_string();
        let step = foreseen.map(|consultation| consultation.id.to_string()).unwrap_or_default();
        let question = foreseen.map_or("", |consultation| refusal::name(lang, &consultation.name));
        let papers: Vec<&str> = dossier
            .papers
            .iter()
            .filter_map(|had| self.view.procedure.paper(&had.code))
            .map(|paper| refusal::name(lang, &paper.name))
            .collect();
        html! {
            p class="mc-note" { (lang.t("consult-clock")) }
            @if let Some(consultation) = foreseen {
                p { (lang.t("consult-foreseen")) " " strong { (refusal::name(lang, &consultation.name)) } " · " (lang.t(silence(consultation.silence))) }
            }
            input type="hidden" name="step" value=(self.typed_or("step", &step));
            div class="mc-many" {
            (checkboxes(lang, &Choices {
                id: &field_id("units"),
                name: "units",
                legend: &lang.t("consult-units"),
                choices: &choices,
                chosen: if typed.is_empty() { &preset } else { &typed },
                error: self.error("units"),
                ..Choices::default()
            }))
            }
            (self.prefilled("question", "consult-question", question))
            (self.prefilled("documents", "consult-documents", &papers.join("\n")))
            (self.preset("days", "consult-days", "consult-days-hint", if foreseen.is_some() { "" } else { &days }, InputKind::Digits))
        }
    }

    /// The opinions that wait for one of the reader's units.
    fn waiting(&self) -> Vec<&Consulted> {
        let (organisation, day) = (&self.view.reference.organisation, self.view.at.date());
        let mine = |unit: &UnitId| {
            let mut own = self.signed.caller.person.postings_on(day);
            own.any(|posting| domain::dossier::in_line(organisation, &posting.unit, unit, day))
        };
        let open =
            |one: &&Consulted| one.units.iter().any(|asked| asked.answer.is_none() && mine(&asked.unit));
        self.view.dossier.consultations.iter().filter(open).collect()
    }

    pub(super) fn answer_consultation(&self) -> Markup {
        let waiting = self.waiting();
        let listed: Vec<(String, String)> = waiting
            .iter()
            .map(|one| (one.id.to_string(), format!("{} · {}", self.unit(&one.by), format::datetime(one.at))))
            .collect();
        let first = listed.first().map_or("", |(value, _)| value.as_str());
        let opinions = OPINIONS.map(|(_, value, key)| (value, key));
        html! {
            @for one in &waiting {
                section class="mc-card" {
                    h3 class="mc-card__title" { (self.unit(&one.by)) " · " (self.lang.tf("consult-answer-by", &[("when", (&format::datetime(one.answer_by)).into())])) }
                    p { (one.question) }
                    (super::super::sections::documents(self.lang, self.view, &one.id))
                    p class="mc-muted" { (self.lang.t(silence(one.silence))) }
                }
            }
            @if waiting.len() > 1 {
                (self.radio_of("id", "consult-which", &listed, first))
            } @else {
                input type="hidden" name="id" value=(first);
            }
            (self.radio("opinion", "consult-opinion", &opinions, ""))
            (self.area("answer", "consult-answer", false))
        }
    }

    /// The one apology: whose the days were, why, and the new day inside its bounds.
    pub(super) fn apologise(&self) -> Markup {
        let lang = self.lang;
        let bounds = delay::bounds(self.view, self.signed);
        let latest = bounds.map(|(_, latest)| format::date(latest)).unwrap_or_default();
        let earliest = bounds.map(|(earliest, _)| format::date(earliest)).unwrap_or_default();
        html! {
            p class="mc-note mc-note--warn" { (lang.t("apologise-once")) }
            (delay::table(lang, self.view))
            (self.prefilled("reason", "apologise-reason", &delay::reason(self.view)))
            (self.preset("again", "apologise-again", "form-day-hint", &earliest, InputKind::Day))
            @if bounds.is_some() {
                p { (lang.tf("apologise-bounds", &[("earliest", (&earliest).into()), ("latest", (&latest).into())])) }
            }
        }
    }

    pub(super) fn stop_clock(&self) -> Markup {
        let causes = [("financial-duty", "stop-financial-duty"), ("applicants-wish", "stop-applicants-wish")];
        html! {
            p class="mc-note mc-note--warn" { (self.lang.t("stop-lead")) }
            (self.radio("cause", "stop-cause", &causes, ""))
            (self.area("reason", "stop-reason", false))
            (self.line("proof", "stop-proof", InputKind::Text))
        }
    }

    pub(super) fn resume_clock(&self) -> Markup {
        let stopped = self.view.dossier.stopped.as_ref();
        html! {
            p { (self.lang.t("resume-lead")) }
            @if let Some(stopped) = stopped {
                p class="mc-muted" { (format::datetime(stopped.at)) " · " (stopped.reason) }
            }
        }
    }
}

/// What silence means, in words.
#[must_use]
pub fn silence(silence: Silence) -> &'static str {
    match silence {
        Silence::DecideWithout => "silence-decide-without",
        Silence::CountsAsAgreement => "silence-agreement",
        Silence::MustAnswer => "silence-must-answer",
    }
}
