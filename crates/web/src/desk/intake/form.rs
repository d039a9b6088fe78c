//! The form of intake: applicant, papers, the promised day, and the acts of the counter.

use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::UnitId;
use domain::organisation::UnitKind;
use domain::procedure::{Channel, RequiredPaper};
use maud::{Markup, html};
use ui::components::{
    Button, ButtonKind, Choice, Choices, InputKind, PaperChecklist, PaperRow, Select, TextInput, button,
    paper_checklist, radios, select, text_input,
};
use ui::{Lang, icon};

use super::draft::{CHANNELS, Draft, KINDS, RETURNS, row_id};
use super::faults::Faults;
use super::panels::Panels;
use crate::posted::KEY;
use crate::refusal::{self, name};
use crate::session::fresh_key;
use crate::{Frame, Section, Signed, Web, url, words};

/// Draws the form with what was typed and what stands against it.
pub fn page(web: &Web, signed: &Signed, draft: &Draft, faults: &Faults, status: StatusCode) -> Response {
    let lang = signed.lang;
    let reference = web.app.reference();
    let sheet = Sheet { lang, signed, reference: &reference, draft, faults };
    let panels = Panels { lang, signed, draft, faults, reference: &reference };
    let title = words::procedure(lang, &draft.procedure);
    let body = html! {
        div class="mc-toolbar" {
            h1 class="govuk-heading-l" { (title) }
            a class="govuk-link" href=(url::INTAKE) data-key="F2" { (lang.t("intake-other-procedure")) " " kbd { "F2" } }
        }
        (refusal::basis(lang, &faults.basis))
        form method="post" action=(url::INTAKE) novalidate autocomplete="off" {
            // Enter in any field, as a scanner sends it, only looks again: it never accepts.
            button type="submit" name="intent" value="check" hidden {}
            (ui::csrf_field(&signed.csrf))
            input type="hidden" name=(KEY) value=(fresh_key());
            input type="hidden" name="procedure" value=(draft.procedure.code.as_str());
            @if !draft.value("consignment").is_empty() {
                input type="hidden" name="consignment" value=(draft.value("consignment"));
                p class="mc-note" { (lang.tf("post-taken-in", &[("number", draft.value("consignment").into())])) }
            }
            (panels.guide())
            div class="mc-split" {
                div {
                    (sheet.case())
                    (sheet.applicant())
                    (sheet.papers())
                    (panels.quantities())
                    (panels.at_once())
                    (sheet.more())
                    (panels.refuse())
                    (panels.escalate())
                }
                div class="mc-split__side" {
                    (panels.clock())
                    (panels.money())
                    (panels.facts())
                }
            }
            (sheet.acts())
        }
    };
    let frame = Frame::staff(web, signed, title, Section::Intake).status(status);
    frame.errors(faults.list.clone()).show(&body)
}

struct Sheet<'a> {
    lang: Lang,
    signed: &'a Signed,
    reference: &'a app::Reference,
    draft: &'a Draft,
    faults: &'a Faults,
}

impl Sheet<'_> {
    fn input(&self, id: &str, key: &str, kind: InputKind, width: Option<u8>, optional: bool) -> Markup {
        let focus = self.faults.list.is_empty() && !self.faults.guide && self.focus() == Some(id);
        text_input(
            self.lang,
            &TextInput {
                id,
                name: id,
                label: &self.lang.t(key),
                value: self.draft.value(id),
                error: self.faults.at(id),
                kind,
                width,
                optional,
                autofocus: focus,
                autocomplete: Some("off"),
                ..TextInput::default()
            },
        )
    }

    /// Where the page opens: the card first, then the telephone, then the papers.
    fn focus(&self) -> Option<&'static str> {
        let empty = |name: &str| self.draft.value(name).trim().is_empty();
        if self.draft.is_new() {
            return Some("applicant.id_number");
        }
        ["applicant.name", "applicant.phone"].into_iter().find(|name| empty(name))
    }

    /// The cases, with a button that brings their papers without any script.
    fn case(&self) -> Markup {
        let cases = &self.draft.procedure.cases;
        let choices: Vec<Choice<'_>> = cases
            .iter()
            .map(|case| Choice { value: case.id.as_str(), label: name(self.lang, &case.name), hint: None })
            .collect();
        let chosen: Vec<&str> = self.draft.case.iter().map(domain::ids::CaseId::as_str).collect();
        html! {
            @if !choices.is_empty() {
                div class="mc-card" {
                    (radios(self.lang, &Choices {
                        id: "case",
                        name: "case",
                        legend: &self.lang.t("intake-case"),
                        choices: &choices,
                        chosen: &chosen,
                        error: self.faults.at("case"),
                        ..Choices::default()
                    }))
                    (button(&Button {
                        label: &self.lang.t("intake-case-update"),
                        kind: ButtonKind::Secondary,
                        icon: Some("refresh-cw"),
                        name_value: Some(("intent", "check")),
                        ..Button::default()
                    }))
                }
            }
        }
    }

    fn applicant(&self) -> Markup {
        let lang = self.lang;
        html! {
            section class="mc-card" aria-labelledby="nguoi-nop" {
                h2 class="mc-card__title" id="nguoi-nop" { (icon("user")) (lang.t("intake-applicant")) }
                div class="mc-columns" {
                    (text_input(lang, &TextInput {
                        id: "applicant.id_number",
                        name: "applicant.id_number",
                        label: &lang.t("intake-id-number"),
                        hint: Some(&lang.t("intake-id-hint")),
                        value: self.draft.value("applicant.id_number"),
                        error: self.faults.at("applicant.id_number"),
                        kind: InputKind::Code,
                        optional: true,
                        key: Some("F9"),
                        autocomplete: Some("off"),
                        autofocus: self.draft.is_new(),
                        ..TextInput::default()
                    }))
                    (self.kind())
                    (self.input("applicant.name", "intake-name", InputKind::Name, None, false))
                    (self.input("applicant.address", "intake-address", InputKind::Text, None, true))
                    (self.input("applicant.email", "intake-email", InputKind::Email, None, true))
                    (self.input("applicant.phone", "intake-phone", InputKind::Phone, Some(20), true))
                }
            }
        }
    }

    fn kind(&self) -> Markup {
        let allowed = &self.draft.procedure.applicants;
        let labels: Vec<(&str, String)> = KINDS
            .iter()
            .filter(|(kind, ..)| allowed.is_empty() || allowed.contains(kind))
            .map(|(_, value, key)| (*value, self.lang.t(key)))
            .collect();
        let choices: Vec<Choice<'_>> =
            labels.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
        let kind = self.draft.kind();
        let value = KINDS.iter().find(|(known, ..)| *known == kind).map_or("", |(_, value, _)| *value);
        select(
            self.lang,
            &Select {
                id: "applicant_kind",
                name: "applicant_kind",
                label: &self.lang.t("intake-kind"),
                choices: &choices,
                value,
                error: self.faults.at("applicant_kind"),
                ..Select::default()
            },
        )
    }

    fn papers(&self) -> Markup {
        let lang = self.lang;
        let papers: Vec<&RequiredPaper> = self.draft.listed().collect();
        let names: Vec<String> = papers.iter().map(|paper| full_name(lang, paper)).collect();
        let lacks = lang.t("intake-paper-lacks");
        let faulty: Vec<Option<String>> = papers
            .iter()
            .enumerate()
            .map(|(index, paper)| {
                let lacks = self.faults.missing.contains(&paper.code).then(|| lacks.clone());
                lacks.or_else(|| self.faults.at(&row_id(index)).map(str::to_owned))
            })
            .collect();
        let rows: Vec<PaperRow<'_>> = papers
            .iter()
            .zip(names.iter().zip(&faulty))
            .map(|(paper, (name, error))| {
                let (present, originals, copies) = self.draft.handed_in(paper);
                PaperRow {
                    code: paper.code.as_str(),
                    name,
                    condition: paper.condition.as_deref(),
                    originals_asked: paper.originals.unwrap_or(0),
                    copies_asked: paper.copies.unwrap_or(0),
                    originals,
                    copies,
                    present,
                    form_href: None,
                    error: error.as_deref(),
                }
            })
            .collect();
        html! {
            @if rows.is_empty() {
                p { (lang.t("procedure-no-papers")) }
            } @else {
                (paper_checklist(lang, &PaperChecklist { id: "giay-to", caption: &lang.t("intake-papers"), rows: &rows }))
            }
        }
    }

    /// What is seldom needed: another person, another channel, another way back.
    fn more(&self) -> Markup {
        let lang = self.lang;
        let open = self.faults.within(&[
            "represented_by",
            "received_elsewhere",
            "channel",
            "sets",
            "post.",
            "agency.",
            "ministry.",
            "return_desk",
        ]) || ["channel", "return_by"]
            .iter()
            .any(|name| !["", "counter"].contains(&self.draft.value(name)))
            || ["represented_by.name", "received_elsewhere.place", "return_desk"]
                .iter()
                .any(|name| self.draft.posted.has(name));
        html! {
            details class="govuk-details" open[open] {
                summary class="govuk-details__summary" data-key="Alt+S" {
                    span class="govuk-details__summary-text" { (lang.t("intake-more")) " " kbd { "Alt+S" } }
                }
                div class="mc-card" {
                    div class="mc-columns" {
                        (self.channel())
                        (self.return_by())
                        (self.return_desk())
                        (self.sets())
                    }
                    (self.channel_facts())
                    fieldset class="govuk-fieldset" {
                        legend class="govuk-fieldset__legend" { (lang.t("intake-represented")) }
                        div class="mc-columns" {
                            (self.input("represented_by.name", "intake-representative", InputKind::Name, None, true))
                            (self.input("represented_by.authority", "intake-authority", InputKind::Text, None, true))
                            (self.input("represented_by.id_number", "intake-id-number-only", InputKind::Code, Some(20), true))
                            (self.input("represented_by.phone", "intake-phone", InputKind::Phone, Some(20), true))
                        }
                    }
                    fieldset class="govuk-fieldset" {
                        legend class="govuk-fieldset__legend" { (lang.t("intake-elsewhere")) }
                        div class="mc-columns" {
                            (self.input("received_elsewhere.place", "intake-elsewhere-place", InputKind::Text, None, true))
                            (self.input("received_elsewhere.at", "intake-elsewhere-at", InputKind::Text, Some(20), true))
                            (self.input("received_elsewhere.evidence", "intake-elsewhere-evidence", InputKind::Text, None, true))
                        }
                    }
                }
            }
        }
    }

    fn channel(&self) -> Markup {
        let labels = CHANNELS.map(|(channel, value)| {
            let words = words::channel(self.lang, channel);
            let own = match channel {
                Channel::Online => Some("channel-assisted"),
                Channel::Authorised => Some("intake-channel-hired"),
                _ => None,
            };
            (value, own.map_or(words, |key| self.lang.t(key)))
        });
        let choices = labels.each_ref().map(|(value, label)| Choice { value, label, hint: None });
        select(
            self.lang,
            &Select {
                id: "channel",
                name: "channel",
                label: &self.lang.t("intake-channel"),
                choices: &choices,
                value: self.draft.chosen("channel", "counter"),
                error: self.faults.at("channel"),
                ..Select::default()
            },
        )
    }

    /// What each channel proves itself with; the server reads only the part of the chosen one.
    fn channel_facts(&self) -> Markup {
        let lang = self.lang;
        let chosen = self.draft.value("channel");
        let part = |channel: &str, title: &str, fields: Markup| {
            html! {
                details class="govuk-details" open[chosen == channel] {
                    summary class="govuk-details__summary" {
                        span class="govuk-details__summary-text" { (lang.t(title)) }
                    }
                    div class="mc-columns" { (fields) }
                }
            }
        };
        let line = |id, key, width| self.input(id, key, InputKind::Text, width, true);
        html! {
            // What a signed minute says is not asked for again.
            @if self.draft.value("consignment").is_empty() {
                (part("post", "intake-post", html! {
                    (line("post.number", "intake-post-number", Some(10)))
                    (line("post.signed_at", "intake-post-signed", Some(20)))
                    (line("post.consignment", "intake-post-consignment", Some(20)))
                    (line("post.postage", "intake-post-postage", Some(10)))
                    (line("post.collected", "intake-post-collected", Some(10)))
                }))
            }
            (part("agency", "intake-agency", html! {
                (self.pick("agency.unit", "intake-agency-unit", &self.agencies()))
                (line("agency.at", "intake-agency-at", Some(20)))
            }))
            (part("ministry", "intake-ministry", html! {
                (line("ministry.system", "intake-ministry-system", None))
                (line("ministry.number", "intake-ministry-number", Some(20)))
            }))
        }
    }

    /// Agencies that could have received it by mistake.
    fn agencies(&self) -> Vec<(String, String)> {
        self.units(|kind| {
            !matches!(kind, UnitKind::Division | UnitKind::Desk | UnitKind::Centre | UnitKind::Post)
        })
    }

    fn return_desk(&self) -> Markup {
        let own = self
            .signed
            .caller
            .desk(&self.draft.procedure.field, self.signed.day())
            .map(|desk| desk.to_string());
        let mut desks = self.units(|kind| kind == UnitKind::Desk);
        let day = self.signed.day();
        let open = |id: &str| UnitId::new(id).is_ok_and(|desk| self.reference.gives_back(&desk, day));
        desks.retain(|(id, _)| own.as_deref() != Some(id.as_str()) && open(id));
        desks.insert(0, (String::new(), self.lang.t("intake-return-desk-here")));
        self.pick("return_desk", "intake-return-desk", &desks)
    }

    /// Units of today by name.
    fn units(&self, wanted: impl Fn(UnitKind) -> bool) -> Vec<(String, String)> {
        let day = self.signed.day();
        let units = self.reference.organisation.units().iter();
        let mut found: Vec<(String, String)> = units
            .filter(|unit| wanted(unit.kind) && unit.validity.covers(day))
            .map(|unit| (unit.id.to_string(), name(self.lang, &unit.name).to_owned()))
            .collect();
        found.sort_by(|a, b| a.1.cmp(&b.1));
        found
    }

    fn pick(&self, id: &str, key: &str, listed: &[(String, String)]) -> Markup {
        let choices: Vec<Choice<'_>> =
            listed.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
        select(
            self.lang,
            &Select {
                id,
                name: id,
                label: &self.lang.t(key),
                choices: &choices,
                value: self.draft.value(id),
                error: self.faults.at(id),
                ..Select::default()
            },
        )
    }

    fn return_by(&self) -> Markup {
        let labels = RETURNS.map(|(_, value, key)| (value, self.lang.t(key)));
        let choices = labels.each_ref().map(|(value, label)| Choice { value, label, hint: None });
        select(
            self.lang,
            &Select {
                id: "return_by",
                name: "return_by",
                label: &self.lang.t("intake-return-by"),
                choices: &choices,
                value: self.draft.chosen("return_by", "counter"),
                ..Select::default()
            },
        )
    }

    fn sets(&self) -> Markup {
        let asked = self.draft.procedure.sets.to_string();
        text_input(
            self.lang,
            &TextInput {
                id: "sets",
                name: "sets",
                label: &self.lang.t("intake-sets"),
                value: self.draft.chosen("sets", &asked),
                error: self.faults.at("sets"),
                kind: InputKind::Digits,
                width: Some(3),
                ..TextInput::default()
            },
        )
    }

    fn acts(&self) -> Markup {
        let lang = self.lang;
        let act = |value: &'static str, key: &str, shortcut, kind, icon| {
            let label = lang.t(key);
            let name_value = Some(("intent", value));
            button(&Button { label: &label, kind, key: shortcut, icon, name_value, ..Button::default() })
        };
        let secondary = ButtonKind::Secondary;
        let immediate = self.draft.procedure.limit_of(self.draft.case.as_ref()).is_immediate();
        html! {
            div class="mc-action-bar" {
                // A result that is owed at once has a code but no receipt with a day (điểm a khoản 1 Điều 16).
                @if immediate {
                    (act("give", "intake-give", Some("F8"), ButtonKind::Primary, Some("stamp")))
                    (act("accept", "intake-accept-immediate", Some("Ctrl+Enter"), secondary, None))
                } @else {
                    (act("accept", "intake-accept", Some("Ctrl+Enter"), ButtonKind::Primary, Some("printer")))
                }
                @if !self.faults.guide { (act("guide-ask", "intake-guide-ask", Some("Alt+B"), secondary, None)) }
                (act("register", "intake-register", None, secondary, None))
            }
        }
    }
}

/// A paper's name with how it is shown, where it is not simply handed in.
fn full_name(lang: Lang, paper: &RequiredPaper) -> String {
    let asides = [
        paper.shown_only.then(|| lang.t("procedure-shown-only")),
        paper.replaced_by_data.then(|| lang.t("procedure-replaced")),
    ];
    asides
        .into_iter()
        .flatten()
        .fold(name(lang, &paper.name).to_owned(), |name, aside| format!("{name} ({aside})"))
}
