//! One line of text: names, numbers, days, passwords.

use maud::{Markup, html};

use super::field;
use crate::Lang;

/// What is typed, which chooses the keyboard of a phone and what the browser offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputKind {
    /// Free text.
    #[default]
    Text,
    /// A person's or organisation's name: no spelling marks under K'Ho names.
    Name,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// Digits only: identity numbers, codes. Not a spinner, because nothing is counted.
    Digits,
    /// A day typed as dd/mm/yyyy.
    Day,
    /// A password; pasting is allowed.
    Password,
    /// A code that a barcode gun may type.
    Code,
}

impl InputKind {
    const fn html_type(self) -> &'static str {
        match self {
            Self::Phone => "tel",
            Self::Email => "email",
            Self::Password => "password",
            Self::Text | Self::Name | Self::Digits | Self::Day | Self::Code => "text",
        }
    }

    const fn inputmode(self) -> Option<&'static str> {
        match self {
            Self::Digits | Self::Day => Some("numeric"),
            _ => None,
        }
    }

    const fn spellcheck(self) -> Option<&'static str> {
        match self {
            Self::Text => None,
            _ => Some("false"),
        }
    }
}

/// One input with its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextInput<'a> {
    /// The id, which errors lead to.
    pub id: &'a str,
    /// The name in the form.
    pub name: &'a str,
    /// The label.
    pub label: &'a str,
    /// Help that stays visible, unlike a placeholder.
    pub hint: Option<&'a str>,
    /// What was typed before.
    pub value: &'a str,
    /// The fault, in the words of the summary.
    pub error: Option<&'a str>,
    /// What is typed.
    pub kind: InputKind,
    /// Expected length in characters, which the width shows: 2, 3, 4, 5, 10, 20 or 30.
    pub width: Option<u8>,
    /// The purpose for the browser's own filling, for example `username`.
    pub autocomplete: Option<&'a str>,
    /// The most characters the server takes.
    pub max_length: Option<u16>,
    /// Whether it may stay empty.
    pub optional: bool,
    /// The key that moves the focus here.
    pub key: Option<&'a str>,
    /// Whether the page opens with the focus here; at most one per page.
    pub autofocus: bool,
}

/// Renders label, hint, error and input.
#[must_use]
pub fn text_input(lang: Lang, input: &TextInput<'_>) -> Markup {
    let class = match (input.width, input.error.is_some()) {
        (Some(width), true) => format!("govuk-input govuk-input--error govuk-input--width-{width}"),
        (Some(width), false) => format!("govuk-input govuk-input--width-{width}"),
        (None, true) => "govuk-input govuk-input--error".to_owned(),
        (None, false) => "govuk-input".to_owned(),
    };
    html! {
        div class=(field::group_class(input.error)) {
            (field::label(lang, input.id, input.label, input.optional))
            (field::hint_and_error(lang, input.id, input.hint, input.error))
            input class=(class) id=(input.id) name=(input.name) value=(input.value)
                type=(input.kind.html_type()) inputmode=[input.kind.inputmode()]
                spellcheck=[input.kind.spellcheck()] autocomplete=[input.autocomplete]
                maxlength=[input.max_length] data-key=[input.key] autofocus[input.autofocus]
                aria-describedby=[field::described_by(input.id, input.hint, input.error)]
                aria-invalid=[input.error.map(|_| "true")]
                aria-required=[(!input.optional).then_some("true")];
        }
    }
}

/// Every look of the input.
#[must_use]
pub fn examples() -> Vec<(&'static str, Markup)> {
    let name = TextInput {
        id: "vi-du-ho-ten",
        name: "full_name",
        label: "Họ và tên",
        kind: InputKind::Name,
        autocomplete: Some("name"),
        value: "K'Brèo Ƀră",
        ..TextInput::default()
    };
    let phone = TextInput {
        id: "vi-du-dien-thoai",
        name: "phone",
        label: "Số điện thoại",
        hint: Some("Chúng tôi nhắn tin khi có kết quả."),
        kind: InputKind::Phone,
        width: Some(20),
        value: "0263",
        error: Some("Số điện thoại có 10 chữ số, bắt đầu bằng 0"),
        ..TextInput::default()
    };
    let day = TextInput {
        id: "vi-du-ngay",
        name: "day",
        label: "Ngày sinh",
        hint: Some("Ví dụ: 14/12/1986"),
        kind: InputKind::Day,
        width: Some(10),
        optional: true,
        ..TextInput::default()
    };
    vec![
        ("name", text_input(Lang::Vi, &name)),
        ("phone with an error", text_input(Lang::Vi, &phone)),
        ("optional day with a hint", text_input(Lang::Vi, &day)),
    ]
}
