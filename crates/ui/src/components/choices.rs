//! A few choices laid open: radios for one of them, checkboxes for any of them.

use maud::{Markup, html};

use super::field;
use super::select::Choice;
use crate::Lang;

/// A group of choices with its question.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choices<'a> {
    /// The id of the first choice, which errors lead to; the others get `-2`, `-3`, ….
    pub id: &'a str,
    /// The name in the form.
    pub name: &'a str,
    /// The question.
    pub legend: &'a str,
    /// Help that stays visible.
    pub hint: Option<&'a str>,
    /// The choices.
    pub choices: &'a [Choice<'a>],
    /// The chosen values; radios take the first.
    pub chosen: &'a [&'a str],
    /// The fault, in the words of the summary.
    pub error: Option<&'a str>,
    /// Whether the choices stand in one line where there is room.
    pub inline: bool,
}

/// Renders the choices as radios: exactly one can be chosen.
#[must_use]
pub fn radios(lang: Lang, group: &Choices<'_>) -> Markup {
    let chosen = group.chosen.first().copied();
    draw(lang, group, "radio", "radios", |value| chosen == Some(value))
}

/// Renders the choices as checkboxes: any number can be chosen.
#[must_use]
pub fn checkboxes(lang: Lang, group: &Choices<'_>) -> Markup {
    draw(lang, group, "checkbox", "checkboxes", |value| group.chosen.contains(&value))
}

fn draw(
    lang: Lang,
    group: &Choices<'_>,
    input_type: &str,
    block: &str,
    is_chosen: impl Fn(&str) -> bool,
) -> Markup {
    let modifier = if group.inline { format!(" govuk-{block}--inline") } else { String::new() };
    html! {
        div class=(field::group_class(group.error)) {
            fieldset class="govuk-fieldset"
                aria-describedby=[field::described_by(group.id, group.hint, group.error)] {
                legend class="govuk-fieldset__legend" { (group.legend) }
                (field::hint_and_error(lang, group.id, group.hint, group.error))
                div class={ "govuk-" (block) (modifier) } {
                    @for (i, choice) in group.choices.iter().enumerate() {
                        @let id = choice_id(group.id, i);
                        div class={ "govuk-" (block) "__item" } {
                            input class={ "govuk-" (block) "__input" } id=(id) name=(group.name)
                                type=(input_type) value=(choice.value) checked[is_chosen(choice.value)]
                                aria-describedby=[choice.hint.map(|_| field::hint_id(&id))];
                            label class={ "govuk-label govuk-" (block) "__label" } for=(id) { (choice.label) }
                            @if let Some(hint) = choice.hint {
                                div class={ "govuk-hint govuk-" (block) "__hint" } id=(field::hint_id(&id)) { (hint) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn choice_id(id: &str, index: usize) -> String {
    if index == 0 { id.to_owned() } else { format!("{id}-{}", index.saturating_add(1)) }
}

/// Every look of radios and checkboxes.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let ways = [
        Choice { value: "counter", label: "Tại quầy", hint: None },
        Choice { value: "post", label: "Qua bưu chính", hint: Some("Cước phí trả khi nhận.") },
    ];
    let return_by = Choices {
        id: "vi-du-nhan",
        name: "return_by",
        legend: "Nhận kết quả bằng cách nào?",
        choices: &ways,
        chosen: &["counter"],
        ..Choices::default()
    };
    let faulty = Choices {
        id: "vi-du-nhan-loi",
        name: "return_by_2",
        chosen: &[],
        error: Some("Chọn cách nhận kết quả"),
        inline: true,
        ..return_by
    };
    let notices = Choices {
        id: "vi-du-bao",
        name: "notices",
        legend: "Báo tin qua",
        hint: Some("Chọn một hoặc nhiều."),
        ..return_by
    };
    vec![
        ("radios", radios(Lang::Vi, &return_by)),
        ("radios in a line, with an error", radios(Lang::Vi, &faulty)),
        ("checkboxes", checkboxes(Lang::Vi, &notices)),
    ]
}
