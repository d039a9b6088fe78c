//! Charges (*phí*) and fees (*lệ phí*): two different things in law, one shape here.

use jiff::civil::Date;

use super::Channel;
use crate::ids::CaseId;

/// Phí, lệ phí, or not stated by the publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChargeKind {
    /// Phí: pays for a public service.
    Charge,
    /// Lệ phí: fixed levy for a state management act.
    Fee,
    /// The publication does not say which.
    NotStated,
}

/// What an amount does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ChargeRole {
    /// It is owed.
    #[default]
    Owed,
    /// It is the most that the other items of the procedure may add up to.
    Cap,
}

/// Who pays less or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// Who, in our words.
    pub who: String,
    /// Per cent off, 1 to 100.
    pub percent_off: u8,
    /// Legal basis, as a document number.
    pub basis: String,
}

/// One item to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// Code within the procedure, for example `lp1`.
    pub code: String,
    /// What is paid for.
    pub name: String,
    /// Which of the two.
    pub kind: ChargeKind,
    /// Amount in đồng; `None` when another text sets it.
    pub amount: Option<i64>,
    /// Amount in whole US dollars, where a publication prints it so.
    pub usd: Option<i64>,
    /// What one amount is for (`trang`, `hồ sơ`); empty means the whole dossier.
    pub per: String,
    /// Whether the amount is owed or caps the others.
    pub role: ChargeRole,
    /// The text that sets the amount, when `amount` is open or for reference.
    pub set_by: String,
    /// When it applies, if not always.
    pub condition: Option<String>,
    /// The cases in which it applies; empty means all.
    pub cases: Vec<CaseId>,
    /// The channels for which it applies; empty means all.
    pub channels: Vec<Channel>,
    /// First day of the amount; `None` means as long as the version.
    pub from: Option<Date>,
    /// Last day of the amount.
    pub to: Option<Date>,
    /// Exemptions and reductions.
    pub exemptions: Vec<Exemption>,
}

impl Charge {
    /// Whether the item is owed without anybody's decision: always, in `case`, by `channel`, on `day`.
    #[must_use]
    pub fn applies(&self, case: Option<&CaseId>, channel: Channel, day: Date) -> bool {
        self.condition.is_none()
            && self.role == ChargeRole::Owed
            && (self.cases.is_empty() || case.is_some_and(|id| self.cases.contains(id)))
            && (self.channels.is_empty() || self.channels.contains(&channel))
            && self.from.is_none_or(|first| first <= day)
            && self.to.is_none_or(|last| day <= last)
    }
}
