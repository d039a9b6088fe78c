//! What one may do with a dossier now, and what is refused and why.
//!
//! A refused act is shown, not hidden: the officer learns the rule and the citizen hears it.

use maud::{Markup, html};

use super::button::{Button, ButtonKind, button};
use crate::{Lang, csrf_field, icon};

/// One act that is possible now.
#[derive(Debug, Clone)]
pub struct AllowedAction<'a> {
    /// The verb.
    pub label: String,
    /// Where it leads: a page with its form, or where the form is sent.
    pub href: &'a str,
    /// Whether a press does it at once; the form then carries revision and tokens.
    pub immediate: bool,
    /// The weight.
    pub kind: ButtonKind,
    /// The key.
    pub key: Option<&'a str>,
    /// A word about time or consequence, for example “còn 1 ngày được yêu cầu”.
    pub hint: Option<&'a str>,
}

/// One act that is refused now.
#[derive(Debug, Clone)]
pub struct RefusedAction<'a> {
    /// The verb.
    pub label: String,
    /// Why not, in plain words.
    pub reason: &'a str,
    /// The label of the provision, or empty where a right is missing.
    pub provision: &'a str,
    /// What would change the answer.
    pub remedy: Option<&'a str>,
}

/// The panel.
#[derive(Debug, Clone, Copy)]
pub struct ActionsPanel<'a> {
    /// What is possible.
    pub allowed: &'a [AllowedAction<'a>],
    /// What is refused.
    pub refused: &'a [RefusedAction<'a>],
    /// The revision that the reader sees, sent with immediate acts.
    pub revision: u32,
    /// The token against forged requests.
    pub csrf: &'a str,
    /// The idempotency key of immediate acts; one per page is enough, the act is part of the key.
    pub idempotency_key: &'a str,
}

/// Renders the panel.
#[must_use]
pub fn actions_panel(lang: Lang, panel: &ActionsPanel<'_>) -> Markup {
    html! {
        section class="mc-card mc-actions" aria-label=(lang.t("actions-title")) {
            h2 class="mc-card__title" { (icon("list-checks")) (lang.t("actions-title")) }
            @if panel.allowed.is_empty() { p class="mc-muted" { (lang.t("actions-none")) } }
            ul class="mc-actions__list" {
                @for action in panel.allowed { li { (allowed(action, panel)) } }
            }
            @if !panel.refused.is_empty() { (refused(lang, panel.refused)) }
        }
    }
}

fn allowed(action: &AllowedAction<'_>, panel: &ActionsPanel<'_>) -> Markup {
    let press = Button { label: &action.label, kind: action.kind, key: action.key, ..Button::default() };
    html! {
        @if action.immediate {
            form method="post" action=(action.href) {
                (csrf_field(panel.csrf))
                input type="hidden" name="revision" value=(panel.revision);
                input type="hidden" name="idempotency_key" value=(panel.idempotency_key);
                (button(&press))
            }
        } @else { (button(&Button { href: Some(action.href), ..press })) }
        @if let Some(hint) = action.hint { span class="mc-actions__hint" { (hint) } }
    }
}

fn refused(lang: Lang, actions: &[RefusedAction<'_>]) -> Markup {
    html! {
        details class="govuk-details mc-actions__refused" {
            summary class="govuk-details__summary" {
                span class="govuk-details__summary-text" {
                    (lang.tf("actions-refused-count", &[("n", actions.len().into())]))
                }
            }
            dl {
                @for action in actions {
                    dt { (icon("ban")) (action.label) }
                    dd {
                        p { (action.reason) }
                        @if let Some(remedy) = action.remedy { p { (remedy) } }
                        @if !action.provision.is_empty() {
                            p class="mc-basis" {
                                (lang.tf("actions-basis", &[("provision", action.provision.into())]))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Every look of the panel.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let allowed = [
        AllowedAction {
            label: "Hoàn thành bước".into(),
            href: "/ho-so/7/hoan-thanh-buoc",
            immediate: true,
            kind: ButtonKind::Primary,
            key: Some("Ctrl+Enter"),
            hint: None,
        },
        AllowedAction {
            label: "Lấy ý kiến".into(),
            href: "/ho-so/7/lay-y-kien",
            immediate: false,
            kind: ButtonKind::Secondary,
            key: Some("Alt+B"),
            hint: Some("cơ quan được hỏi trả lời trong 2 ngày làm việc"),
        },
    ];
    let refused = [RefusedAction {
        label: "Yêu cầu bổ sung".into(),
        reason: "Hồ sơ này đã được yêu cầu bổ sung một lần, ngày 22/1/2020.",
        provision: "Điểm c khoản 2 Điều 11 QĐ 1722/2019",
        remedy: Some("Nếu vẫn thiếu căn cứ, hãy báo lãnh đạo cơ quan."),
    }];
    let panel = ActionsPanel {
        allowed: &allowed,
        refused: &refused,
        revision: 7,
        csrf: "vi-du",
        idempotency_key: "vi-du",
    };
    let nothing = ActionsPanel { allowed: &[], refused: &[], ..panel };
    vec![
        ("allowed and refused", actions_panel(Lang::Vi, &panel)),
        ("nothing to do", actions_panel(Lang::Vi, &nothing)),
    ]
}
