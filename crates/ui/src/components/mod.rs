//! The components, one file each: plain values in, markup out, with every look as an example.

pub mod button;
pub mod choices;
pub mod error_summary;
mod field;
pub mod language_switch;
pub mod notification_banner;
pub mod paper_checklist;
pub mod search_box;
pub mod select;
pub mod text_input;
pub mod textarea;

pub use button::{Button, ButtonKind, action_bar, button};
pub use choices::{Choices, checkboxes, radios};
pub use error_summary::{FieldError, error_for, error_summary};
pub use language_switch::language_switch;
pub use notification_banner::{Flash, Tone, notification_banner};
pub use paper_checklist::{PaperChecklist, PaperRow, paper_checklist};
pub use search_box::{SearchBox, search_box};
pub use select::{Choice, Select, select};
pub use text_input::{InputKind, TextInput, text_input};
pub use textarea::{Textarea, textarea};

use maud::Markup;

/// The examples of one component: a name for each look, and the look.
pub type Examples = Vec<(&'static str, Markup)>;

/// Every component with all its looks, in the order of the alphabet.
///
/// The gallery page, the snapshots and the checks of accessibility walk this list.
#[must_use]
pub fn gallery() -> Vec<(&'static str, Examples)> {
    vec![
        ("button", button::examples()),
        ("choices", choices::examples()),
        ("error_summary", error_summary::examples()),
        ("icon", crate::icon::examples()),
        ("language_switch", language_switch::examples()),
        ("notification_banner", notification_banner::examples()),
        ("paper_checklist", paper_checklist::examples()),
        ("search_box", search_box::examples()),
        ("select", select::examples()),
        ("text_input", text_input::examples()),
        ("textarea", textarea::examples()),
    ]
}
