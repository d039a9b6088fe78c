//! The forms of the straight way: on to the agency, through its steps, back with the result.

use domain::dossier::event::ReturnBy;
use domain::dossier::{Stage, open_of, open_work, required_papers, unit_of};
use domain::procedure::process::Work;
use domain::procedure::{RequiredPaper, StepKind};
use maud::{Markup, html};
use ui::components::{InputKind, PaperChecklist, PaperRow, TextInput, paper_checklist, text_input};

use super::Form;
use crate::desk::dossier::read::RESULT_FILE;
use crate::refusal;

impl Form<'_> {
    pub(super) fn paper_tick(&self, with_the_file: bool) -> Markup {
        if !self.view.dossier.has_paper() {
            return html! { p { (self.lang.t("form-electronic-only")) } };
        }
        let preset = self.typed_or("paper", if with_the_file { "1" } else { "0" });
        self.radio("paper", "form-paper", &[("1", "form-paper-with"), ("0", "form-paper-later")], preset)
    }

    pub(super) fn transfer(&self) -> Markup {
        let unit = domain::dossier::next_unit(&self.view.dossier, &self.view.procedure);
        html! {
            p {
                (self.lang.t("form-transfer-to")) " "
                strong { (self.view.reference.unit_name(&unit, self.view.at.date())) }
            }
            (self.paper_tick(true))
        }
    }

    pub(super) fn step(&self) -> Markup {
        let open = open_of(&self.view.dossier, &self.view.procedure);
        let listed: Vec<(String, String)> = open
            .iter()
            .map(|work| (work.id().to_string(), refusal::name(self.lang, work.name()).to_owned()))
            .collect();
        let first = listed.first().map_or("", |(value, _)| value.as_str());
        let assigns =
            open.iter().any(|work| matches!(work, Work::Step(step) if step.kind == StepKind::Assign));
        let people = self.next_people(&open);
        html! {
            (self.choose("step", "step-current", &listed, self.typed_or("step", first), false))
            @if !people.is_empty() {
                (self.choose("next_person", "form-next-person", &people, self.typed.get("next_person"), !assigns))
            }
            (self.area("note", "step-result-note", true))
        }
    }

    /// Who could go on after one of the open steps: those of the unit that comes next, in its function.
    fn next_people(&self, open: &[Work<'_>]) -> Vec<(String, String)> {
        let dossier = &self.view.dossier;
        let (organisation, day) = (&self.view.reference.organisation, self.view.at.date());
        let order: Vec<domain::ids::UnitId> = dossier.chain.iter().map(|duty| duty.unit.clone()).collect();
        let Some(process) = &self.view.procedure.process else { return Vec::new() };
        let mut found: Vec<(String, String)> = Vec::new();
        for work in open {
            let mut done = dossier.done.clone();
            done.push(work.id().clone());
            let next = open_work(process, dossier.case.as_ref(), &done, &order).first().copied();
            let unit = next.map_or_else(
                || dossier.holder.unit.clone(),
                |next| unit_of(next.unit(), &dossier.desk, &self.view.procedure),
            );
            let near = |own: &domain::ids::UnitId| domain::dossier::in_line(organisation, own, &unit, day);
            let fitting = self.posted(next.and_then(Work::role), near);
            let known = if fitting.is_empty() { self.posted(None, near) } else { fitting };
            found.extend(known.into_iter().filter(|person| !found.contains(person)).collect::<Vec<_>>());
        }
        found
    }

    /// What was asked and is now brought.
    pub(super) fn brought(&self) -> Markup {
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

    pub(super) fn result(&self) -> Markup {
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
            (self.result_file())
        }
    }

    /// The electronic file of the result; one that came with an earlier try stays with the form.
    fn result_file(&self) -> Markup {
        let kept = self.typed.get(RESULT_FILE);
        let error = self.error("result.file");
        let group =
            if error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" };
        html! {
            @if !kept.is_empty() { input type="hidden" name=(RESULT_FILE) value=(kept); }
            div class=(group) {
                label class="govuk-label" for="o-result-file" { (self.lang.t("result-upload")) }
                div class="govuk-hint" id="o-result-file-hint" {
                    (self.lang.t("files-hint"))
                    @if !kept.is_empty() { " " (self.lang.t("result-file-kept")) }
                }
                @if let Some(error) = error { p class="govuk-error-message" id="o-result-file-error" { (error) } }
                input class="govuk-file-upload" id="o-result-file" name="tep" type="file"
                    accept="application/pdf,image/jpeg,image/png" aria-describedby="o-result-file-hint";
            }
        }
    }

    pub(super) fn notify(&self) -> Markup {
        let ready = self.view.dossier.stage == Stage::ResultReady;
        let dossier = &self.view.dossier;
        // What ended a dossier is told by its own message; the rest only where it can have happened.
        let kinds: Vec<(&str, &str)> = [
            (dossier.stage.is_worked_on(), "nearly-due", "notice-nearly-due"),
            (ready, "result-ready", "notice-result-ready"),
            (dossier.code.is_some(), "accepted", "notice-accepted"),
            (dossier.guidance.is_some(), "guided", "notice-guided"),
            (dossier.supplement.is_some(), "supplement-asked", "notice-supplement-asked"),
            (dossier.answer_until.is_some(), "answer-nearly-due", "notice-answer-nearly-due"),
            (dossier.promise.is_some(), "promise-changed", "notice-promise-changed"),
            (dossier.apology.is_some(), "apologised", "notice-apologised"),
            (dossier.by_post.is_some(), "given-to-post", "notice-given-to-post"),
            (dossier.stage == Stage::ClockStopped, "clock-stopped", "notice-clock-stopped"),
            (true, "other", "notice-other"),
        ]
        .into_iter()
        .filter_map(|(fits, value, key)| fits.then_some((value, key)))
        .collect();
        let preset = kinds.first().map_or("other", |(value, _)| *value);
        let channels = [
            ("phone", "notice-phone"),
            ("sms", "notice-sms"),
            ("email", "notice-email"),
            ("letter", "notice-letter"),
            ("in-person", "notice-in-person"),
            ("social-network", "notice-social"),
        ];
        html! {
            (self.radio("kind", "notice-kind", &kinds, preset))
            (self.radio("channel", "notice-channel", &channels, "phone"))
            (self.line("proof", "notice-proof", InputKind::Text))
        }
    }

    pub(super) fn hand_over(&self) -> Markup {
        let outstanding = self.view.dossier.outstanding();
        let immediate = self.view.dossier.stage == Stage::Accepted;
        // What the post has only the post delivers; online needs an account.
        let post = self.view.dossier.stage == Stage::WithPost;
        let account = self.view.dossier.applicant.account.is_some() && !post;
        let proofs: Vec<(&str, &str)> = [
            (!post, "receipt-and-identity", "proof-receipt-and-identity"),
            (!post, "identity-only", "proof-identity-only"),
            (!post, "authority", "proof-authority"),
            (post, "post-delivery", "proof-post"),
            (account, "account", "proof-account"),
        ]
        .into_iter()
        .filter_map(|(offered, value, key)| offered.then_some((value, key)))
        .collect();
        let ways: Vec<(&str, &str)> = [
            (!post, "counter", "return-by-counter"),
            (post, "post", "return-by-post"),
            (account, "online", "return-by-online"),
        ]
        .into_iter()
        .filter_map(|(offered, value, key)| offered.then_some((value, key)))
        .collect();
        let (by, proof) = match self.view.dossier.return_by {
            _ if post => ("post", "post-delivery"),
            ReturnBy::Online if account => ("online", "account"),
            _ => ("counter", "receipt-and-identity"),
        };
        html! {
            @if outstanding > 0 {
                p class="mc-note mc-note--warn" {
                    (self.lang.tf("return-fee-due", &[("amount", (&ui::format::dong(self.lang, outstanding)).into())]))
                    " " (self.lang.t("return-fee-first"))
                }
            }
            @if immediate { (self.result()) } @else { (self.radio("by", "dossier-return-by", &ways, by)) }
            (self.radio("proof", "form-proof", &proofs, if immediate { "identity-only" } else { proof }))
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
}
