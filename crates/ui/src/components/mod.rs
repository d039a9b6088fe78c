//! The components, one file each: plain values in, markup out, with every look as an example.

pub mod actions_panel;
pub mod bar_chart;
pub mod breadcrumbs;
pub mod button;
pub mod choices;
pub mod clock_card;
pub mod code_chip;
pub mod conflict_panel;
pub mod data_table;
pub mod deadline;
pub mod dossier_header;
pub mod empty_state;
pub mod error_summary;
mod field;
pub mod holder_card;
pub mod language_switch;
pub mod money;
pub mod notification_banner;
pub mod pagination;
pub mod paper_checklist;
pub mod print_button;
pub mod search_box;
pub mod select;
pub mod stat_tile;
pub mod status_sentence;
pub mod summary_list;
pub mod tabs;
pub mod tag;
pub mod text_input;
pub mod textarea;
pub mod timeline;

pub use actions_panel::{ActionsPanel, AllowedAction, RefusedAction, actions_panel};
pub use bar_chart::{Bar, BarChart, bar_chart};
pub use breadcrumbs::breadcrumbs;
pub use button::{Button, ButtonKind, action_bar, button};
pub use choices::{Choices, checkboxes, radios};
pub use clock_card::{ClockCard, DerivationRow, clock_card, derivation};
pub use code_chip::code_chip;
pub use conflict_panel::{ConflictPanel, conflict_panel};
pub use data_table::{Column, DataTable, Row, SortDirection, data_table};
pub use deadline::{Standing, deadline};
pub use dossier_header::{DossierHeader, dossier_header};
pub use empty_state::empty_state;
pub use error_summary::{FieldError, error_for, error_summary};
pub use holder_card::{HolderCard, holder_card};
pub use language_switch::language_switch;
pub use money::money;
pub use notification_banner::{Flash, Tone, notification_banner};
pub use pagination::pagination;
pub use paper_checklist::{PaperChecklist, PaperRow, paper_checklist};
pub use print_button::print_button;
pub use search_box::{SearchBox, search_box};
pub use select::{Choice, Select, select};
pub use stat_tile::{StatTile, stat_tile, stat_tiles};
pub use status_sentence::{PublicStage, SentenceTone, stages, stages_ended, status_sentence};
pub use summary_list::{SummaryRow, summary_list};
pub use tabs::{Tab, tabs};
pub use tag::{TagTone, tag};
pub use text_input::{InputKind, TextInput, text_input};
pub use textarea::{Textarea, textarea};
pub use timeline::{TimelineItem, timeline};

use maud::Markup;

/// The examples of one component: a name for each look, and the look.
pub type Examples = Vec<(&'static str, Markup)>;

/// Every component with all its looks, in the order of the alphabet.
///
/// The gallery page, the snapshots and the checks of accessibility walk this list.
#[must_use]
pub fn gallery() -> Vec<(&'static str, Examples)> {
    vec![
        ("actions_panel", actions_panel::examples()),
        ("bar_chart", bar_chart::examples()),
        ("breadcrumbs", breadcrumbs::examples()),
        ("button", button::examples()),
        ("choices", choices::examples()),
        ("clock_card", clock_card::examples()),
        ("code_chip", code_chip::examples()),
        ("conflict_panel", conflict_panel::examples()),
        ("data_table", data_table::examples()),
        ("deadline", deadline::examples()),
        ("dossier_header", dossier_header::examples()),
        ("empty_state", empty_state::examples()),
        ("error_summary", error_summary::examples()),
        ("holder_card", holder_card::examples()),
        ("icon", crate::icon::examples()),
        ("language_switch", language_switch::examples()),
        ("money", money::examples()),
        ("notification_banner", notification_banner::examples()),
        ("pagination", pagination::examples()),
        ("paper_checklist", paper_checklist::examples()),
        ("print_button", print_button::examples()),
        ("search_box", search_box::examples()),
        ("select", select::examples()),
        ("stat_tile", stat_tile::examples()),
        ("status_sentence", status_sentence::examples()),
        ("summary_list", summary_list::examples()),
        ("tabs", tabs::examples()),
        ("tag", tag::examples()),
        ("text_input", text_input::examples()),
        ("textarea", textarea::examples()),
        ("timeline", timeline::examples()),
    ]
}
