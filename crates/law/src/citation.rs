//! A provision and the handle by which code cites it.

use std::fmt;

/// One provision of a legal text: an article, clause or point.
#[derive(Debug, PartialEq, Eq)]
pub struct Provision {
    /// Stable address, for example `qc1722.d16.k1.a`.
    pub id: &'static str,
    /// Official short form in Vietnamese, for example `điểm a khoản 1 Điều 16 Quy chế 1722`.
    pub label_vi: &'static str,
    /// The same in English.
    pub label_en: &'static str,
    /// What it says, in our own Vietnamese words, one or two sentences.
    pub summary_vi: &'static str,
    /// What it says, in our own English words.
    pub summary_en: &'static str,
}

/// A reference to a provision: cheap to copy, equal by address.
#[derive(Clone, Copy)]
pub struct Citation(pub &'static Provision);

impl Citation {
    /// The stable address, as stored in the journal.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// The provision that bears `id`, or `None` when the register does not know it.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        // A journal is read through this, once for each event: hence the sorted copy.
        let by_id = crate::register::BY_ID;
        let at = by_id.binary_search_by(|citation| citation.id().cmp(id)).ok()?;
        by_id.get(at).copied()
    }
}

impl PartialEq for Citation {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Citation {}

impl fmt::Debug for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.label_vi)
    }
}
