//! The parts of the form around the applicant and the papers: other acts, and what accepting leads to.

use app::Reference;
use calendar::Derivation;
use domain::procedure::{Charge, ChargeRole};
use law::qc1722;
use maud::{Markup, html};
use ui::components::{
    Button, ButtonKind, Choice, ClockCard, DerivationRow, InputKind, Select, Standing, SummaryRow, TextInput,
    Textarea, button, clock_card, select, summary_list, text_input, textarea,
};
use ui::{Lang, format, icon};

use super::draft::{Draft, METHODS, PROOFS};
use super::faults::Faults;
use crate::refusal::{self, name};
use crate::{Signed, url, words};

/// What the panels draw from.
pub struct Panels<'a> {
    /// The language.
    pub lang: Lang,
    /// The officer.
    pub signed: &'a Signed,
    /// The form so far.
    pub draft: &'a Draft,
    /// What stands against it.
    pub faults: &'a Faults,
    /// Reference data.
    pub reference: &'a Reference,
}

impl Panels<'_> {
    /// Everything that lacks at once, with the slip ready to print: one visit must settle it.
    pub fn guide(&self) -> Markup {
        let (lang, missing) = (self.lang, &self.faults.missing);
        let (lacking, there): (Vec<_>, Vec<_>) =
            self.draft.listed().partition(|paper| missing.contains(&paper.code));
        let written = there.iter().any(|paper| self.draft.posted.has(&format!("what.{}", paper.code)));
        html! {
            @if self.faults.guide {
                section class="mc-card" aria-labelledby="huong-dan" tabindex="-1" data-focus[self.faults.list.is_empty()] {
                    h2 class="mc-card__title" id="huong-dan" {
                        (icon("list-checks")) (lang.t("guide-title"))
                        @if !missing.is_empty() { ": " (lang.tf("intake-missing", &[("n", missing.len().into())])) }
                    }
                    p class="mc-note mc-note--warn" { (icon("triangle-alert")) (lang.t("intake-guide-once")) }
                    @if !lacking.is_empty() {
                        ol class="govuk-list govuk-list--number" {
                            @for paper in &lacking { li { (self.what(paper, &lang.t("intake-what-default"))) } }
                        }
                    }
                    @if !there.is_empty() {
                        details class="govuk-details" open[written || lacking.is_empty()] {
                            summary class="govuk-details__summary" {
                                span class="govuk-details__summary-text" { (lang.t("intake-what-there")) }
                            }
                            @for paper in &there { (self.what(paper, "")) }
                        }
                    }
                    (self.remark())
                    (button(&Button {
                        label: &lang.t("intake-guide"),
                        key: Some("Alt+B"),
                        icon: Some("printer"),
                        name_value: Some(("intent", "guide")),
                        ..Button::default()
                    }))
                }
            }
        }
    }

    /// What is wrong with one paper; empty means simply that it lacks.
    fn what(&self, paper: &domain::procedure::RequiredPaper, hint: &str) -> Markup {
        let id = format!("what.{}", paper.code);
        text_input(
            self.lang,
            &TextInput {
                id: &id,
                name: &id,
                label: name(self.lang, &paper.name),
                hint: Some(hint).filter(|hint| !hint.is_empty()),
                value: self.draft.value(&id),
                error: self.faults.at(&id),
                optional: true,
                autocomplete: Some("off"),
                ..TextInput::default()
            },
        )
    }

    fn remark(&self) -> Markup {
        let lang = self.lang;
        html! {
            (textarea(lang, &Textarea {
                id: "remark",
                name: "remark",
                label: &lang.t("intake-remark"),
                value: self.draft.value("remark"),
                error: self.faults.at("remark"),
                rows: 2,
                optional: true,
                ..Textarea::default()
            }))
            (self.tick("not_competent", "intake-not-competent"))
        }
    }

    /// One checkbox of its own.
    fn tick(&self, id: &str, key: &str) -> Markup {
        html! {
            div class="govuk-checkboxes govuk-checkboxes--small govuk-form-group" {
                div class="govuk-checkboxes__item" {
                    input class="govuk-checkboxes__input" type="checkbox" id=(id) name=(id) value="1"
                        checked[self.draft.posted.has(id)];
                    label class="govuk-label govuk-checkboxes__label" for=(id) { (self.lang.t(key)) }
                }
            }
        }
    }

    /// The result of an immediate procedure, given in the same act (F8).
    pub fn at_once(&self) -> Markup {
        let lang = self.lang;
        if !self.draft.procedure.limit_of(self.draft.case.as_ref()).is_immediate() {
            return html! {};
        }
        let results = &self.draft.procedure.results;
        let usual = results
            .first()
            .map_or_else(|| words::procedure(lang, &self.draft.procedure), |kind| &kind.name.vi);
        html! {
            section class="mc-card" aria-labelledby="tra-ngay" {
                h2 class="mc-card__title" id="tra-ngay" { (icon("stamp")) (lang.t("intake-at-once")) }
                div class="mc-columns" {
                    (self.text("result.name", "intake-result-name", self.draft.chosen("result.name", usual), None))
                    (self.text("result.number", "result-number", self.draft.value("result.number"), Some(20)))
                    (self.list("proof", "intake-proof", &PROOFS.map(|(_, value, key)| (value, key))))
                }
                (self.payment())
                (self.tick("receipt_wanted", "intake-receipt-wanted"))
            }
        }
    }

    fn payment(&self) -> Markup {
        let lang = self.lang;
        let owed = self.faults.outstanding.unwrap_or_else(|| self.owed());
        let owed_text = if owed > 0 { format::number(lang, owed) } else { String::new() };
        let amount = match self.faults.outstanding {
            Some(_) => owed_text.as_str(),
            None => self.draft.chosen("payment.amount", &owed_text),
        };
        html! {
            @if owed > 0 {
                div class="mc-columns" {
                    (self.text("payment.amount", "intake-pay-amount", amount, Some(10)))
                    (self.list("payment.method", "pay-method", &METHODS.map(|(_, value, key)| (value, key))))
                    (self.text("payment.receipt", "pay-receipt-number", self.draft.value("payment.receipt"), Some(20)))
                }
                p class="mc-muted" { (lang.t("intake-pay-cash-hint")) }
            }
        }
    }

    fn text(&self, id: &str, key: &str, value: &str, width: Option<u8>) -> Markup {
        text_input(
            self.lang,
            &TextInput {
                id,
                name: id,
                label: &self.lang.t(key),
                value,
                error: self.faults.at(id),
                kind: InputKind::Text,
                width,
                optional: true,
                autocomplete: Some("off"),
                ..TextInput::default()
            },
        )
    }

    fn list(&self, id: &str, key: &str, known: &[(&str, &str)]) -> Markup {
        let labels: Vec<(&str, String)> =
            known.iter().map(|(value, key)| (*value, self.lang.t(key))).collect();
        let choices: Vec<Choice<'_>> =
            labels.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
        let first = choices.first().map_or("", |choice| choice.value);
        select(
            self.lang,
            &Select {
                id,
                name: id,
                label: &self.lang.t(key),
                choices: &choices,
                value: self.draft.chosen(id, first),
                error: self.faults.at(id),
                ..Select::default()
            },
        )
    }

    /// Refusing: the law it rests on, picked and made exact, and the reason in words.
    pub fn refuse(&self) -> Markup {
        let lang = self.lang;
        let regulation = refusal::label(Lang::Vi, qc1722::D16_K1_D);
        let legal = self.draft.procedure.legal_basis.iter().map(String::as_str).chain([regulation]);
        let choices: Vec<Choice<'_>> =
            legal.map(|text| Choice { value: text, label: text, hint: None }).collect();
        let open = self.faults.within(&["ground", "refuse_reason"]) || self.draft.posted.has("refuse_reason");
        let inside = html! {
            (select(lang, &Select {
                id: "ground",
                name: "ground",
                label: &lang.t("refusal-ground"),
                choices: &choices,
                value: self.draft.value("ground"),
                error: self.faults.at("ground"),
                ..Select::default()
            }))
            (self.text("ground_article", "intake-ground-article", self.draft.value("ground_article"), None))
            (self.reason("refuse_reason", "refusal-reason", &lang.t("refusal-slip-note")))
            (self.fold_button("refuse", "intake-refuse", ButtonKind::Warning, Some("printer")))
        };
        self.fold("intake-refuse-open", "Alt+T", open, &inside)
    }

    /// Asking the Centre's leader.
    pub fn escalate(&self) -> Markup {
        let open = self.faults.within(&["escalate_reason"]) || self.draft.posted.has("escalate_reason");
        let inside = html! {
            (self.reason("escalate_reason", "escalate-note", ""))
            (self.fold_button("escalate", "escalate-title", ButtonKind::Secondary, Some("send")))
        };
        self.fold("escalate-title", "Alt+L", open, &inside)
    }

    fn reason(&self, id: &str, key: &str, hint: &str) -> Markup {
        textarea(
            self.lang,
            &Textarea {
                id,
                name: id,
                label: &self.lang.t(key),
                hint: Some(hint).filter(|hint| !hint.is_empty()),
                value: self.draft.value(id),
                error: self.faults.at(id),
                rows: 3,
                ..Textarea::default()
            },
        )
    }

    fn fold_button(&self, value: &str, key: &str, kind: ButtonKind, icon: Option<&str>) -> Markup {
        let name_value = Some(("intent", value));
        button(&Button { label: &self.lang.t(key), kind, icon, name_value, ..Button::default() })
    }

    fn fold(&self, key: &str, shortcut: &str, open: bool, inside: &Markup) -> Markup {
        html! {
            details class="govuk-details" open[open] {
                summary class="govuk-details__summary" data-key=(shortcut) {
                    span class="govuk-details__summary-text" { (self.lang.t(key)) " " kbd { (shortcut) } }
                }
                div class="mc-card" { (inside) }
            }
        }
    }

    /// The day that accepting now would promise, and why.
    pub fn clock(&self) -> Markup {
        let lang = self.lang;
        let limit = self.draft.procedure.limit_of(self.draft.case.as_ref());
        let desk = self.signed.caller.desk(self.signed.day());
        let calendar =
            self.reference.calendar_for(desk.as_ref().unwrap_or_else(|| self.reference.default_desk()));
        let derived = words::explain(calendar, self.draft.counted_from(self.signed.at), limit);
        let because = words::because(lang, &derived);
        if limit.is_immediate() {
            return html! {
                section class="mc-card mc-clock" aria-label=(lang.t("clock-title")) {
                    h2 class="mc-card__title" { (icon("clock")) (lang.t("clock-title")) ": " (words::limit(lang, limit)) }
                    p class="mc-clock__because" { (because) }
                }
            };
        }
        let days = calendar.working_days_between(self.signed.day(), derived.due.date());
        let standing = match u32::try_from(days) {
            Ok(0) | Err(_) => Standing::DueToday,
            Ok(days) => Standing::RemainingDays(days),
        };
        html! {
            p class="mc-note" { (icon("info")) span { (lang.t("intake-preview")) " " strong { (words::limit(lang, limit)) } } }
            (clock(lang, &derived, standing, &because))
        }
    }

    /// What is to be paid, as published.
    pub fn money(&self) -> Markup {
        let lang = self.lang;
        let charges = self.charges();
        let owed = self.owed();
        html! {
            section class="mc-card" aria-labelledby="phai-nop" {
                h2 class="mc-card__title" id="phai-nop" {
                    (icon("wallet")) (lang.t("procedure-cost")) @if owed > 0 { ": " (format::dong(lang, owed)) }
                }
                @if charges.is_empty() {
                    p { (lang.t(if self.draft.procedure.free_of_charge { "money-free" } else { "procedure-cost-open" })) }
                } @else {
                    ul class="govuk-list" {
                        @for charge in charges {
                            li {
                                (charge.name) @if charge.role == ChargeRole::Cap { " (" (lang.t("intake-charge-cap")) ")" } ": "
                                strong { (charge.amount.map_or_else(|| lang.t("procedure-cost-set-by-text"), |dong| format::dong(lang, dong))) }
                                @if !charge.per.is_empty() { " / " (charge.per) }
                                @if let Some(condition) = &charge.condition {
                                    span class="mc-paper__aside" { (lang.tf("checklist-condition", &[("condition", condition.into())])) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The items of the case; those with a condition are shown and left to the officer.
    fn charges(&self) -> Vec<&Charge> {
        let case = self.draft.case.as_ref();
        let belongs =
            |charge: &&Charge| charge.cases.is_empty() || case.is_some_and(|id| charge.cases.contains(id));
        self.draft.procedure.charges.iter().filter(belongs).collect()
    }

    fn owed(&self) -> i64 {
        self.draft.owed(self.signed.day())
    }

    /// How many of each, and which exemption: what a counter settles for a fee per page.
    pub fn quantities(&self) -> Markup {
        let lang = self.lang;
        let charges: Vec<&Charge> =
            self.charges().into_iter().filter(|charge| charge.role == ChargeRole::Owed).collect();
        let open = self.faults.within(&["quantity.", "exemption.", "proof."])
            || charges.iter().any(|charge| !charge.per.is_empty());
        html! {
            @if !charges.is_empty() {
                details class="govuk-details" open[open] {
                    summary class="govuk-details__summary" {
                        span class="govuk-details__summary-text" { (lang.t("intake-charges")) }
                    }
                    div class="mc-card" { @for charge in charges { (self.settle(charge)) } }
                }
            }
        }
    }

    fn settle(&self, charge: &Charge) -> Markup {
        let lang = self.lang;
        let field = |kind: &str| format!("{kind}.{}", charge.code);
        let quantity = self.draft.quantity(charge, self.signed.day()).to_string();
        let listed: Vec<(String, String)> = charge
            .exemptions
            .iter()
            .enumerate()
            .map(|(place, one)| (place.to_string(), format!("{} (−{} %)", one.who, one.percent_off)))
            .collect();
        let choices: Vec<Choice<'_>> =
            listed.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
        html! {
            fieldset class="govuk-fieldset" {
                legend class="govuk-fieldset__legend" {
                    (charge.name) @if !charge.per.is_empty() { " / " (charge.per) }
                }
                div class="mc-columns" {
                    (self.text(&field("quantity"), "charges-quantity", &quantity, Some(5)))
                    @if charge.amount.is_none() {
                        (self.text(&field("amount"), "charges-amount", self.draft.value(&field("amount")), Some(10)))
                    }
                    @if !choices.is_empty() {
                        (select(lang, &Select {
                            id: &field("exemption"),
                            name: &field("exemption"),
                            label: &lang.t("charges-exemption"),
                            choices: &choices,
                            value: self.draft.value(&field("exemption")),
                            error: self.faults.at(&field("exemption")),
                            optional: true,
                            ..Select::default()
                        }))
                        (self.text(&field("proof"), "charges-proof", self.draft.value(&field("proof")), None))
                    }
                }
            }
        }
    }

    /// Who settles it, and where the public page is.
    pub fn facts(&self) -> Markup {
        let (lang, procedure) = (self.lang, &self.draft.procedure);
        let public = html! {
            a class="govuk-link" href=(url::procedure(procedure.code.as_str())) { (procedure.code) }
        };
        let mut rows = vec![
            SummaryRow::of(lang.t("procedure-code"), public),
            SummaryRow::text(
                lang.t("procedure-agency"),
                &words::agency(self.reference, procedure, self.signed.day()),
            ),
        ];
        if !procedure.conditions.is_empty() {
            rows.push(SummaryRow::text(lang.t("procedure-conditions"), &procedure.conditions));
        }
        summary_list(&rows)
    }
}

/// A promised day with its table, day by day.
pub fn clock(lang: Lang, derived: &Derivation, standing: Standing, because: &str) -> Markup {
    let table = derived.table();
    let days: Vec<String> = table.iter().map(|row| format::date_long(lang, row.date)).collect();
    let rows: Vec<DerivationRow<'_>> = table
        .iter()
        .zip(&days)
        .map(|(row, day)| DerivationRow {
            day,
            text: if lang == Lang::Vi { &row.text_vi } else { &row.text_en },
            basis: "",
            skipped: row.standing == calendar::Standing::Skipped,
        })
        .collect();
    let labels = [lang.t("intake-transfer-by"), lang.t("intake-warn-by")];
    let also: Vec<(&str, jiff::civil::DateTime)> =
        labels.iter().map(String::as_str).zip([derived.transfer_by, derived.warn_by]).collect();
    clock_card(
        lang,
        &ClockCard {
            promised: Some(derived.due),
            standing,
            because,
            derivation: &rows,
            provisional: derived.provisional.is_some(),
            also: &also,
        },
    )
}
