//! The forms of the acts on a dossier: `GET /ho-so/{ref}/viec/{action}`.

use app::dossier::DossierView;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::{Stage, open_of, required_papers};
use domain::ids::UnitId;
use domain::organisation::Role;
use domain::procedure::RequiredPaper;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{
    Button, ButtonKind, Choice, Choices, ConflictPanel, InputKind, PaperChecklist, PaperRow, Select,
    TextInput, Textarea, action_bar, checkboxes, conflict_panel, paper_checklist, radios, select, text_input,
    textarea,
};
use ui::csrf_field;

use super::{action_path, name, sections, title};
use crate::posted::{KEY, Posted, SEEN};
use crate::session::fresh_key;
use crate::{FailedPage, Frame, Section, Signed, Web, refusal, url};

/// Every act that has a form, as named in addresses.
pub const ACTIONS: [&str; 18] = [
    "accept",
    "guide",
    "refuse",
    "escalate",
    "answer-escalation",
    "transfer",
    "take",
    "complete-step",
    "ask-supplement",
    "supplement",
    "send-result",
    "confirm-result",
    "notify",
    "pay",
    "hand-over",
    "withdraw",
    "assign",
    "note",
];

/// What went wrong the last time the form was sent.
#[derive(Default)]
pub struct Trouble {
    /// Faulty fields: the name of the field, and the words.
    pub faults: Vec<(String, String)>,
    /// The rules said no.
    pub refused: Option<refusal::Told>,
    /// The dossier was changed after this revision.
    pub stale_since: Option<u32>,
}

/// The form of an act.
///
/// # Errors
///
/// 404 for an unknown act, or a dossier that the person may not know of.
pub async fn show(
    State(web): State<Web>,
    signed: Signed,
    Path((reference, action)): Path<(String, String)>,
) -> Result<Response, FailedPage> {
    let opened = super::open(&web, &signed, &reference).await?;
    page(&web, &signed, &opened, &action, &Posted::default(), &Trouble::default())
        .ok_or_else(FailedPage::not_found)
}

/// The page of a form with what was typed and what went wrong; `None` for an unknown act.
pub fn page(
    web: &Web,
    signed: &Signed,
    view: &DossierView,
    action: &str,
    typed: &Posted,
    trouble: &Trouble,
) -> Option<Response> {
    let action = *ACTIONS.iter().find(|known| **known == action)?;
    let lang = signed.lang;
    let form = Form { lang, view, typed, trouble };
    let heading = lang.t(&format!("action-{action}"));
    let back = url::dossier(&name(view));
    let body = html! {
        (sections::head(lang, view))
        @if let Some(seen) = trouble.stale_since { (form.conflict(seen, &back)) }
        @if let Some(told) = &trouble.refused {
            section class="mc-card mc-card--alarm" role="alert" {
                h2 class="mc-card__title" { (told.title) }
                p { (told.detail) }
                (refusal::lists(lang, told))
            }
        }
        h2 class="govuk-heading-l" { (heading) }
        form class="mc-narrow" method="post" action=(action_path(&name(view), action)) {
            (csrf_field(&signed.csrf))
            input type="hidden" name=(SEEN) value=(view.dossier.revision);
            input type="hidden" name=(KEY) value=(fresh_key());
            (form.fields(action))
            (action_bar(&[
                Button { label: &heading, kind: weight(action), key: Some("Ctrl+Enter"), ..Button::default() },
                Button { label: &lang.t("back-to-dossier"), kind: ButtonKind::Secondary, href: Some(&back), ..Button::default() },
            ]))
        }
    };
    let status = match (trouble.stale_since, trouble.refused.is_some() || !trouble.faults.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, false) => StatusCode::OK,
    };
    let mut errors: Vec<(Option<String>, String)> =
        trouble.faults.iter().map(|(field, words)| (Some(field_id(field)), words.clone())).collect();
    if let Some(told) = &trouble.refused {
        errors.push((None, told.detail.clone()));
    }
    let words = format!("{heading} · {}", title(view));
    Some(Frame::staff(web, signed, &words, Section::Desk).status(status).errors(errors).show(&body))
}

fn weight(action: &str) -> ButtonKind {
    if matches!(action, "refuse" | "withdraw") { ButtonKind::Warning } else { ButtonKind::Primary }
}

/// The id of an input: its name without what an id may not have.
fn field_id(field: &str) -> String {
    let clean: String = field.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("o-{clean}")
}

struct Form<'a> {
    lang: Lang,
    view: &'a DossierView,
    typed: &'a Posted,
    trouble: &'a Trouble,
}

impl Form<'_> {
    fn fields(&self, action: &str) -> Markup {
        match action {
            "accept" => self.tick("receipt_wanted", "form-receipt-wanted"),
            "guide" => html! {
                p class="mc-note" { (self.lang.t("intake-guide-once")) }
                (self.items())
                (self.tick("not_competent", "form-not-competent"))
                (self.area("remark", "form-remark", true))
            },
            "refuse" => html! {
                p class="mc-note" { (self.lang.t("refusal-slip-note")) }
                (self.line("ground", "refusal-ground", InputKind::Text))
                (self.area("reason", "refusal-reason", false))
            },
            "escalate" => self.area("reason", "escalate-note", false),
            "answer-escalation" => html! {
                (self.area("answer", "form-answer", false))
                (self.people("to", "form-desk-officer", &self.view.dossier.desk, Some(Role::CounterOfficer)))
            },
            "transfer" => self.transfer(),
            "take" => self.paper_tick(),
            "complete-step" => self.step(),
            "ask-supplement" => html! {
                p class="mc-note mc-note--warn" { (self.lang.t("supplement-once")) }
                @if let Some(until) = self.view.dossier.supplement_by {
                    p { (self.lang.tf("supplement-window", &[("when", (&ui::format::datetime(until)).into())])) }
                }
                (self.items())
                (self.area("reason", "form-reason", false))
            },
            "supplement" => self.brought(),
            "send-result" => self.result(),
            "confirm-result" => html! { p { (self.lang.t("form-confirm-result")) } },
            "notify" => self.notify(),
            "pay" => self.pay(),
            "hand-over" => self.hand_over(),
            "withdraw" => html! {
                (self.area("reason", "form-reason", false))
                (self.line("proof", "form-withdraw-proof", InputKind::Text))
            },
            "assign" => html! {
                (self.people("to", "form-assign-to", &self.view.dossier.holder.unit, None))
                (self.area("reason", "form-reason", true))
            },
            _ => self.area("text", "form-note", false),
        }
    }

    fn error(&self, field: &str) -> Option<&str> {
        self.trouble.faults.iter().find(|(known, _)| known == field).map(|(_, words)| words.as_str())
    }

    fn line(&self, field: &str, label: &str, kind: InputKind) -> Markup {
        text_input(
            self.lang,
            &TextInput {
                id: &field_id(field),
                name: field,
                label: &self.lang.t(label),
                value: self.typed.get(field),
                error: self.error(field),
                kind,
                ..TextInput::default()
            },
        )
    }

    fn area(&self, field: &str, label: &str, optional: bool) -> Markup {
        textarea(
            self.lang,
            &Textarea {
                id: &field_id(field),
                name: field,
                label: &self.lang.t(label),
                hint: None,
                value: self.typed.get(field),
                error: self.error(field),
                rows: 4,
                max_length: Some(4000),
                optional,
                draft: None,
            },
        )
    }

    fn tick(&self, field: &str, label: &str) -> Markup {
        let words = self.lang.t(label);
        let chosen: Vec<&str> = self.typed.has(field).then_some("1").into_iter().collect();
        checkboxes(
            self.lang,
            &Choices {
                id: &field_id(field),
                name: field,
                legend: &words,
                hint: None,
                choices: &[Choice { value: "1", label: &words, hint: None }],
                chosen: &chosen,
                error: self.error(field),
                inline: false,
            },
        )
    }

    fn radio(&self, field: &str, legend: &str, choices: &[(&str, &str)], preset: &str) -> Markup {
        let words: Vec<String> = choices.iter().map(|(_, key)| self.lang.t(key)).collect();
        let listed: Vec<Choice<'_>> = choices
            .iter()
            .zip(&words)
            .map(|((value, _), label)| Choice { value, label, hint: None })
            .collect();
        let chosen = if self.typed.has(field) { self.typed.get(field) } else { preset };
        radios(
            self.lang,
            &Choices {
                id: &field_id(field),
                name: field,
                legend: &self.lang.t(legend),
                hint: None,
                choices: &listed,
                chosen: &[chosen],
                error: self.error(field),
                inline: false,
            },
        )
    }

    fn people(&self, field: &str, label: &str, unit: &UnitId, role: Option<Role>) -> Markup {
        let day = self.view.at.date();
        let mut found: Vec<(String, String)> = self
            .view
            .reference
            .people()
            .filter(|person| {
                person
                    .postings_on(day)
                    .any(|posting| posting.unit == *unit && role.is_none_or(|role| posting.role == role))
            })
            .map(|person| (person.id.to_string(), person.name.clone()))
            .collect();
        found.sort_by(|a, b| a.1.cmp(&b.1));
        let choices: Vec<Choice<'_>> =
            found.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
        select(
            self.lang,
            &Select {
                id: &field_id(field),
                name: field,
                label: &self.lang.t(label),
                hint: None,
                choices: &choices,
                value: self.typed.get(field),
                error: self.error(field),
                optional: false,
            },
        )
    }

    /// The published papers to choose from; nothing else can be asked for.
    fn items(&self) -> Markup {
        let papers: Vec<&RequiredPaper> =
            self.view.procedure.papers_of(self.view.dossier.case.as_ref()).collect();
        html! {
            fieldset class="govuk-fieldset mc-items" {
                legend class="govuk-fieldset__legend" { (self.lang.t("form-items")) }
                p class="mc-muted" { (self.lang.t("form-items-hint")) }
                @if let Some(error) = self.error("items") { p class="govuk-error-message" { (error) } }
                @for paper in papers {
                    @let field = format!("what.{}", paper.code);
                    (text_input(self.lang, &TextInput {
                        id: &field_id(&field),
                        name: &field,
                        label: refusal::name(self.lang, &paper.name),
                        value: self.typed.get(&field),
                        error: self.error(&field),
                        optional: true,
                        ..TextInput::default()
                    }))
                }
            }
        }
    }

    fn paper_tick(&self) -> Markup {
        if !self.view.dossier.has_paper() {
            return html! { p { (self.lang.t("form-electronic-only")) } };
        }
        let preset = if self.typed.has("paper") { self.typed.get("paper") } else { "1" };
        self.radio("paper", "form-paper", &[("1", "form-paper-with"), ("0", "form-paper-later")], preset)
    }

    fn transfer(&self) -> Markup {
        let unit = domain::dossier::next_unit(&self.view.dossier, &self.view.procedure);
        html! {
            p {
                (self.lang.t("form-transfer-to")) " "
                strong { (self.view.reference.unit_name(&unit, self.view.at.date())) }
            }
            (self.paper_tick())
        }
    }

    fn step(&self) -> Markup {
        let dossier = &self.view.dossier;
        let open = open_of(dossier, &self.view.procedure);
        let listed: Vec<(String, String)> = open
            .iter()
            .map(|work| (work.id().to_string(), refusal::name(self.lang, work.name()).to_owned()))
            .collect();
        let choices: Vec<Choice<'_>> =
            listed.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
        let first = listed.first().map_or("", |(value, _)| value.as_str());
        let value = if self.typed.has("step") { self.typed.get("step") } else { first };
        html! {
            (select(self.lang, &Select {
                id: "o-step", name: "step", label: &self.lang.t("step-current"), hint: None,
                choices: &choices, value, error: self.error("step"), optional: false,
            }))
            (self.area("note", "step-result-note", true))
        }
    }

    /// What was asked and is now brought.
    fn brought(&self) -> Markup {
        let dossier = &self.view.dossier;
        let open = [&dossier.supplement, &dossier.guidance]
            .into_iter()
            .flatten()
            .find(|request| request.answered_at.is_none());
        let asked: Vec<&RequiredPaper> = match open {
            Some(request) => {
                request.items.iter().filter_map(|item| self.view.procedure.paper(&item.paper)).collect()
            }
            None => required_papers(&self.view.procedure, dossier.case.as_ref()).collect(),
        };
        let codes: Vec<String> = asked.iter().map(|paper| paper.code.to_string()).collect();
        let rows: Vec<PaperRow<'_>> = asked
            .iter()
            .zip(&codes)
            .map(|(paper, code)| PaperRow {
                code,
                name: refusal::name(self.lang, &paper.name),
                condition: paper.condition.as_deref(),
                originals_asked: paper.originals.unwrap_or(1),
                copies_asked: paper.copies.unwrap_or(0),
                originals: self.typed.number(&format!("originals.{code}")).unwrap_or(0),
                copies: self.typed.number(&format!("copies.{code}")).unwrap_or(0),
                present: self.typed.has(&format!("paper.{code}")),
                form_href: None,
                error: None,
            })
            .collect();
        paper_checklist(
            self.lang,
            &PaperChecklist { id: "giay-to", caption: &self.lang.t("supplement-content"), rows: &rows },
        )
    }

    fn result(&self) -> Markup {
        let preset = self.view.procedure.results.first().map_or("", |result| result.name.vi.as_str());
        let value = if self.typed.has("result_name") { self.typed.get("result_name") } else { preset };
        html! {
            (text_input(self.lang, &TextInput {
                id: "o-result-name", name: "result_name", label: &self.lang.t("result-type"), value,
                error: self.error("result.name"), ..TextInput::default()
            }))
            (text_input(self.lang, &TextInput {
                id: "o-result-number", name: "result_number", label: &self.lang.t("result-number"),
                value: self.typed.get("result_number"), error: self.error("result.number"), optional: true, ..TextInput::default()
            }))
        }
    }

    fn notify(&self) -> Markup {
        let ready = self.view.dossier.stage == Stage::ResultReady;
        let kinds = [
            ("nearly-due", "notice-nearly-due"),
            ("result-ready", "notice-result-ready"),
            ("other", "notice-other"),
        ];
        let channels = [
            ("phone", "notice-phone"),
            ("sms", "notice-sms"),
            ("email", "notice-email"),
            ("letter", "notice-letter"),
            ("in-person", "notice-in-person"),
            ("social-network", "notice-social"),
        ];
        html! {
            (self.radio("kind", "notice-kind", &kinds, if ready { "result-ready" } else { "nearly-due" }))
            (self.radio("channel", "notice-channel", &channels, "phone"))
            (self.line("proof", "notice-proof", InputKind::Text))
        }
    }

    fn pay(&self) -> Markup {
        let outstanding = self.view.dossier.outstanding();
        let preset = outstanding.to_string();
        let value = if self.typed.has("amount") { self.typed.get("amount") } else { &preset };
        html! {
            p { (self.lang.tf("return-fee-due", &[("amount", (&ui::format::dong(self.lang, outstanding)).into())])) }
            (text_input(self.lang, &TextInput {
                id: "o-amount", name: "amount", label: &self.lang.t("pay-amount"), value,
                error: self.error("amount"), kind: InputKind::Digits, ..TextInput::default()
            }))
            (self.radio("method", "pay-method", &PAYMENT, "cash"))
            (self.line("receipt", "pay-receipt-number", InputKind::Text))
        }
    }

    fn hand_over(&self) -> Markup {
        let outstanding = self.view.dossier.outstanding();
        let immediate = self.view.dossier.stage == Stage::Accepted;
        let proofs = [
            ("receipt-and-identity", "proof-receipt-and-identity"),
            ("identity-only", "proof-identity-only"),
            ("authority", "proof-authority"),
            ("post-delivery", "proof-post"),
            ("account", "proof-account"),
        ];
        let ways =
            [("counter", "return-by-counter"), ("post", "return-by-post"), ("online", "return-by-online")];
        html! {
            @if outstanding > 0 {
                p class="mc-note mc-note--warn" {
                    (self.lang.tf("return-fee-due", &[("amount", (&ui::format::dong(self.lang, outstanding)).into())]))
                    " " (self.lang.t("return-fee-first"))
                }
            }
            @if immediate { (self.result()) } @else { (self.radio("by", "dossier-return-by", &ways, "counter")) }
            (self.radio("proof", "form-proof", &proofs, "receipt-and-identity"))
            @if !immediate {
                details class="govuk-details" open[self.typed.has("receiver_name")] {
                    summary class="govuk-details__summary" {
                        span class="govuk-details__summary-text" { (self.lang.t("form-receiver")) }
                    }
                    (self.line("receiver_name", "label-name", InputKind::Name))
                    (self.line("receiver_id", "label-id-number", InputKind::Text))
                    (self.line("receiver_authority", "form-authority", InputKind::Text))
                }
            }
        }
    }

    /// The label of a field whose words are kept.
    fn kept_label(&self, name: &str) -> String {
        if let Some(code) = name.strip_prefix("what.") {
            let paper = self.view.procedure.papers.iter().find(|paper| paper.code.as_str() == code);
            return paper
                .map_or_else(|| code.to_owned(), |paper| refusal::name(self.lang, &paper.name).to_owned());
        }
        self.lang.t(match name {
            "reason" => "form-reason",
            "remark" => "form-remark",
            "answer" => "form-answer",
            "note" => "step-result-note",
            "ground" => "refusal-ground",
            "proof" => "form-proof",
            "receipt" => "pay-receipt-number",
            "amount" => "pay-amount",
            "result_name" => "result-type",
            "result_number" => "result-number",
            "step" => "step-current",
            "to" => "form-assign-to",
            "receiver_name" => "form-receiver",
            "receiver_id" => "label-id-number",
            "receiver_authority" => "form-authority",
            _ => "form-note",
        })
    }

    /// What happened since the person looked; the form below keeps what they typed.
    fn conflict(&self, seen: u32, back: &str) -> Markup {
        let happened = sections::told_after(self.lang, self.view, seen);
        let items: Vec<ui::components::TimelineItem<'_>> = happened
            .iter()
            .map(|(at, told)| ui::components::TimelineItem {
                at: Some(*at),
                title: &told.title,
                who: &told.who,
                detail: told.detail.as_deref(),
                basis: told.basis.as_deref(),
                paper: None,
                tone: told.tone,
            })
            .collect();
        let kept: Vec<(String, String)> =
            self.typed.typed().map(|(name, value)| (self.kept_label(name), value.to_owned())).collect();
        let kept: Vec<(&str, &str)> =
            kept.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        conflict_panel(self.lang, &ConflictPanel { meanwhile: &items, kept: &kept, href: back })
    }
}

/// The ways of paying.
const PAYMENT: [(&str, &str); 4] = [
    ("cash", "pay-cash"),
    ("transfer", "pay-transfer"),
    ("proof-shown", "pay-proof"),
    ("online", "pay-online"),
];
