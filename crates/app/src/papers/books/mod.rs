//! The papers of the books: each opens its entry as a reader of it would, and prints what it says.
//!
//! Rights are those of the entry's own `open`, since every function here begins with it. A paper shows
//! the entry as it stands, with the names of the day on which it was made; nothing is taken from the
//! clock, so the same entry gives the same bytes. Who asked and what was said in guidance prints as
//! erased once it is. An entry that is no paper yet (a minute with one signature, a quarter that still
//! runs) is not found.

mod guidance;
mod money;
mod post;
mod rating;
mod sheet;
mod urging;

pub use guidance::guidance;
pub use money::{closing, is_over, settlement};
pub use post::{list, minute};
pub use rating::rating;
pub use urging::letter;

use super::maker::numbered;

/// Number and mark of an entry; empty, to be filled by hand, while it has none.
fn entry_number(number: Option<(i16, u32)>, mark: &str) -> String {
    number.map_or_else(String::new, |(_, number)| numbered(number, mark))
}
