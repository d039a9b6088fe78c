//! Buttons: one primary per page, others beside it; a key is shown where one works.

use maud::{Markup, html};

use crate::icon;

/// How much weight a button has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing the page is for.
    #[default]
    Primary,
    /// Something else that can be done.
    Secondary,
    /// Something that cannot be taken back.
    Warning,
}

impl ButtonKind {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "govuk-button",
            Self::Secondary => "govuk-button govuk-button--secondary",
            Self::Warning => "govuk-button govuk-button--warning",
        }
    }
}

/// One button that sends its form, or a link that looks like one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Button<'a> {
    /// A verb.
    pub label: &'a str,
    /// The weight.
    pub kind: ButtonKind,
    /// The key that presses it, for example `Ctrl+Enter`; `data-key` and the shown hint.
    pub key: Option<&'a str>,
    /// An icon before the words.
    pub icon: Option<&'a str>,
    /// Makes it a link to this address instead.
    pub href: Option<&'a str>,
    /// Name and value sent with the form, when the form has several buttons.
    pub name_value: Option<(&'a str, &'a str)>,
    /// Another address for the form of this button.
    pub form_action: Option<&'a str>,
}

/// Renders the button.
///
/// A second press within a second is swallowed by the script, and by the form's
/// idempotency key where the script does not run.
#[must_use]
pub fn button(button: &Button<'_>) -> Markup {
    let inside = html! {
        @if let Some(name) = button.icon { (icon(name)) }
        (button.label)
        @if let Some(key) = button.key { " " kbd { (key) } }
    };
    html! {
        @if let Some(href) = button.href {
            a class=(button.kind.class()) href=(href) data-key=[button.key] { (inside) }
        } @else {
            button class=(button.kind.class()) type="submit" data-key=[button.key]
                name=[button.name_value.map(|(name, _)| name)] value=[button.name_value.map(|(_, value)| value)]
                formaction=[button.form_action] { (inside) }
        }
    }
}

/// Renders buttons in one row that wraps; staff pages let it stick to the lower edge.
#[must_use]
pub fn action_bar(buttons: &[Button<'_>]) -> Markup {
    html! {
        div class="mc-action-bar" { @for one in buttons { (button(one)) } }
    }
}

/// Every look of the button.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let accept =
        Button { label: "Tiếp nhận", key: Some("Ctrl+Enter"), icon: Some("check"), ..Button::default() };
    let guide = Button {
        label: "Hướng dẫn hoàn thiện",
        kind: ButtonKind::Secondary,
        key: Some("Alt+B"),
        ..Button::default()
    };
    let refuse =
        Button { label: "Từ chối", kind: ButtonKind::Warning, key: Some("Alt+T"), ..Button::default() };
    let link = Button {
        label: "Nộp hồ sơ khác",
        href: Some("/tiep-nhan"),
        kind: ButtonKind::Secondary,
        ..Button::default()
    };
    vec![
        ("primary with a key", button(&accept)),
        ("secondary", button(&guide)),
        ("warning", button(&refuse)),
        ("link", button(&link)),
        ("a bar of them", action_bar(&[accept, guide, refuse])),
    ]
}
