//! Leaving a remark that changes nothing.

use law::qc1722;

use super::decide::not_blank;
use super::event::Event;
use crate::Refusal;

/// Decides whether a remark may be left: at any time, also after the end, if it says something.
pub(super) fn decide(text: &str) -> Result<Vec<Event>, Refusal> {
    not_blank(text, "text", qc1722::D19_K4)?;
    Ok(vec![Event::Noted { text: text.to_owned() }])
}
