//! The forms of the acts on a dossier: `GET /ho-so/{ref}/viec/{action}`.

mod beside;
mod between;
mod kept;
mod money;
mod straight;

pub use between::{OPINIONS, silence};

use app::dossier::DossierView;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::UnitId;
use domain::organisation::Role;
use domain::procedure::RequiredPaper;
use domain::rights::{Why, against_action};
use maud::{Markup, html};
use ui::Lang;
use ui::components::{
    Button, ButtonKind, Choice, Choices, InputKind, Select, TextInput, Textarea, action_bar, checkboxes,
    radios, select, text_input, textarea,
};
use ui::csrf_field;

use super::{action_path, name, sections, title};
use crate::posted::{KEY, Posted, SEEN};
use crate::session::fresh_key;
use crate::{FailedPage, Frame, Section, Signed, Web, refusal, url};

/// Every act that has a form, as named in addresses.
pub const ACTIONS: [&str; 36] = [
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
    "check-papers",
    "invite-agency",
    "confirm-withdrawal",
    "correct",
    "order-chain",
    "consult",
    "answer-consultation",
    "apologise",
    "stop-clock",
    "resume-clock",
    "set-charges",
    "void-fee",
    "refund",
    "forward-result",
    "give-to-post",
    "came-back-by-post",
    "hand-over-copy",
    "sync-external",
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
    // What the rules say against it now stands above the form; it may have changed when the form is sent.
    let states = app::dossier::view::actions(&opened, &signed.caller);
    let told = match against_action(&states, &action) {
        Some(Why::Refused(refused)) => {
            let names = refusal::Names::of(&opened.reference, opened.at.date());
            Some(refusal::told_with(signed.lang, refused, Some(&opened.procedure), names))
        }
        Some(Why::Denied(_)) | None => None,
    };
    let trouble = Trouble { refused: told, ..Trouble::default() };
    let mut shown = page(&web, &signed, &opened, &action, &Posted::default(), &trouble)
        .ok_or_else(FailedPage::not_found)?;
    *shown.status_mut() = StatusCode::OK;
    Ok(shown)
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
    let form = Form { lang, signed, view, typed, trouble };
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
        form class=(if action == "check-papers" { "mc-form--long" } else { "mc-narrow" }) method="post" action=(action_path(&name(view), action))
            enctype=[(action == "send-result").then_some("multipart/form-data")] {
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
    let ends = matches!(action, "refuse" | "withdraw" | "confirm-withdrawal" | "void-fee" | "correct");
    if ends { ButtonKind::Warning } else { ButtonKind::Primary }
}

/// The id of an input: its name without what an id may not have.
fn field_id(field: &str) -> String {
    let clean: String = field.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("o-{clean}")
}

struct Form<'a> {
    lang: Lang,
    signed: &'a Signed,
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
            "take" => self.paper_tick(!sections::paper_comes_apart(self.view)),
            "complete-step" => self.step(),
            "ask-supplement" => html! {
                @if self.trouble.refused.is_none() {
                    p class="mc-note mc-note--warn" { (self.lang.t("supplement-once")) }
                }
                @if let Some(until) = self.view.dossier.supplement_by.filter(|_| self.trouble.refused.is_none()) {
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
            "note" => self.area("text", "form-note", false),
            other => self.turn(other),
        }
    }

    /// The turns beside the straight way.
    fn turn(&self, action: &str) -> Markup {
        match action {
            "check-papers" => self.check_papers(),
            "invite-agency" => self.invite_agency(),
            "confirm-withdrawal" => self.confirm_withdrawal(),
            "correct" => self.correct(),
            "order-chain" => self.order_chain(),
            "consult" => self.consult(),
            "answer-consultation" => self.answer_consultation(),
            "apologise" => self.apologise(),
            "stop-clock" => self.stop_clock(),
            "resume-clock" => self.resume_clock(),
            "set-charges" => self.set_charges(),
            "void-fee" => self.void_fee(),
            "refund" => self.refund(),
            "forward-result" => self.forward_result(),
            "give-to-post" => self.give_to_post(),
            "came-back-by-post" => html! {
                (self.area("reason", "form-came-back", false))
                p class="mc-muted" { (self.lang.t("form-came-back-hint")) }
            },
            "hand-over-copy" => self.hand_over_copy(),
            "sync-external" => self.sync_external(),
            _ => html! {},
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

    /// The people posted in `unit` itself.
    fn people(&self, field: &str, label: &str, unit: &UnitId, role: Option<Role>) -> Markup {
        let found = self.posted(role, |own| own == unit);
        self.choose(field, label, &found, self.typed.get(field), false)
    }

    /// The people who are posted where `fits` says, by name: id, and name with unit.
    fn posted(&self, role: Option<Role>, fits: impl Fn(&UnitId) -> bool) -> Vec<(String, String)> {
        let day = self.view.at.date();
        let reference = &self.view.reference;
        let mut found: Vec<(String, String)> = reference
            .people()
            .filter_map(|person| {
                let mut postings = person.postings_on(day);
                let posting = postings.find(|posting| {
                    posting.role != Role::Citizen
                        && fits(&posting.unit)
                        && role.is_none_or(|role| posting.role == role)
                })?;
                let place = reference.unit_name(&posting.unit, day);
                let function = crate::frame::role(self.lang, posting.role);
                Some((person.id.to_string(), format!("{} · {function}, {place}", person.name)))
            })
            .collect();
        found.sort_by(|a, b| a.1.cmp(&b.1));
        found
    }

    /// A select of values with their words.
    fn choose(
        &self,
        field: &str,
        label: &str,
        listed: &[(String, String)],
        value: &str,
        optional: bool,
    ) -> Markup {
        let choices: Vec<Choice<'_>> =
            listed.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
        select(
            self.lang,
            &Select {
                id: &field_id(field),
                name: field,
                label: &self.lang.t(label),
                hint: None,
                choices: &choices,
                value,
                error: self.error(field),
                optional,
            },
        )
    }

    /// What was typed into `field`, else `otherwise`.
    fn typed_or<'s>(&'s self, field: &str, otherwise: &'s str) -> &'s str {
        if self.typed.has(field) { self.typed.get(field) } else { otherwise }
    }

    /// A line with a value to start from and a hint.
    fn preset(&self, field: &str, label: &str, hint: &str, value: &str, kind: InputKind) -> Markup {
        let hint = if hint.is_empty() { String::new() } else { self.lang.t(hint) };
        text_input(
            self.lang,
            &TextInput {
                id: &field_id(field),
                name: field,
                label: &self.lang.t(label),
                hint: Some(hint.as_str()).filter(|hint| !hint.is_empty()),
                value: self.typed_or(field, value),
                error: self.error(field),
                kind,
                width: matches!(kind, InputKind::Digits | InputKind::Day).then_some(10),
                optional: kind == InputKind::Code,
                ..TextInput::default()
            },
        )
    }

    /// A text of several lines to start from.
    fn prefilled(&self, field: &str, label: &str, value: &str) -> Markup {
        textarea(
            self.lang,
            &Textarea {
                id: &field_id(field),
                name: field,
                label: &self.lang.t(label),
                value: self.typed_or(field, value),
                error: self.error(field),
                rows: 5,
                max_length: Some(4000),
                ..Textarea::default()
            },
        )
    }

    /// Radios with words that are made here.
    fn radio_of(&self, field: &str, legend: &str, listed: &[(String, String)], preset: &str) -> Markup {
        let choices: Vec<Choice<'_>> =
            listed.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
        radios(
            self.lang,
            &Choices {
                id: &field_id(field),
                name: field,
                legend: &self.lang.t(legend),
                choices: &choices,
                chosen: &[self.typed_or(field, preset)],
                error: self.error(field),
                ..Choices::default()
            },
        )
    }

    fn unit(&self, unit: &UnitId) -> String {
        self.view.reference.unit_name(unit, self.view.at.date())
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
}
