//! Guidance before anything is filed: given by four ways, recorded, from the version in force that day (R14).

use jiff::civil::Date;
use law::{Citation, qc1722};

use super::BookRefusal;
use crate::Refusal;
use crate::procedure::Procedure;

/// By which way somebody was guided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// At the counter.
    Counter,
    /// By the published telephone line.
    Phone,
    /// On the portal.
    Portal,
    /// By letter.
    Letter,
}

impl Way {
    /// All of them, in the order of the clause.
    pub const ALL: [Self; 4] = [Self::Counter, Self::Phone, Self::Portal, Self::Letter];

    /// As stored and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Phone => "phone",
            Self::Portal => "portal",
            Self::Letter => "letter",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }

    /// The provision that opens this way.
    #[must_use]
    pub fn basis(self) -> Citation {
        match self {
            Self::Counter => qc1722::D14_K2_A,
            Self::Phone => qc1722::D14_K2_B,
            Self::Portal => qc1722::D14_K2_C,
            Self::Letter => qc1722::D14_K2_D,
        }
    }
}

/// Judges a record of guidance: the version was in force that day, question and answer are written down.
///
/// # Errors
///
/// [`BookRefusal::NoVersion`], [`Refusal::EmptyReason`].
///
/// # Legal basis
///
/// [`qc1722::D14_K1_P2`], [`qc1722::D14_K2`].
pub fn check(procedure: &Procedure, day: Date, question: &str, answer: &str) -> Result<(), Refusal> {
    if !procedure.in_force_on(day) {
        return Err(BookRefusal::NoVersion.into());
    }
    let basis = qc1722::D14_K1;
    for (field, text) in [("question", question), ("answer", answer)] {
        if text.trim().is_empty() {
            return Err(Refusal::EmptyReason { field, basis });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d14_k2_each_way_has_its_point() {
        for way in Way::ALL {
            assert_eq!(Way::find(way.name()), Some(way));
            assert!(way.basis().id().starts_with("qc1722.d14.k2."), "{way:?}");
        }
        assert_eq!(Way::find("fax"), None);
    }
}
