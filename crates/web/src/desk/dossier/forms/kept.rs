//! What somebody typed, kept when the dossier has changed meanwhile.

use maud::Markup;
use ui::components::{ConflictPanel, TimelineItem, conflict_panel};

use super::super::sections;
use super::Form;
use crate::refusal;

impl Form<'_> {
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
            "question" => "consult-question",
            "documents" => "consult-documents",
            "units" => "consult-units",
            "days" => "consult-days",
            "opinion" => "consult-opinion",
            "about" => "invite-about",
            "again" => "apologise-again",
            "cost" => "correct-cost",
            "consignment" => "post-consignment",
            "postage" => "post-postage",
            "list" => "post-list",
            "system" => "external-system",
            "reference" => "external-reference",
            "state" => "external-state",
            "next_person" => "form-next-person",
            _ => "form-note",
        })
    }

    /// What happened since the person looked; the form below keeps what they typed.
    pub(super) fn conflict(&self, seen: u32, back: &str) -> Markup {
        let happened = sections::told_after(self.lang, self.view, seen);
        let items: Vec<TimelineItem<'_>> = happened
            .iter()
            .map(|(at, told)| TimelineItem {
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
