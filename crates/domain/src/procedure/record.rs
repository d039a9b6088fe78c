//! What an imported record says that no rule uses, kept so that nothing is lost.

use calendar::Limit;

use super::{Channel, Charge};
use crate::ids::CaseId;

/// The rest of a published record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceRecord {
    /// Single facts by field of the record, in its order: provenance, flags, printed texts.
    pub facts: Vec<Fact>,
    /// Remarks printed between the papers.
    pub notes: Vec<PaperNote>,
    /// Papers that data of the state replace.
    pub replaced: Vec<ReplacedPaper>,
    /// What the national register says, where it differs from the province's publication.
    pub national: Option<NationalFacts>,
    /// The same procedure as other provinces publish it.
    pub others: Vec<OtherPublication>,
}

/// One fact as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Field of the record, for example `source.path`.
    pub field: String,
    /// Its text.
    pub text: String,
}

/// A remark that a publication prints among the papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperNote {
    /// The remark.
    pub text: String,
    /// The cases it is printed under; empty means all.
    pub cases: Vec<CaseId>,
    /// Further attributes as printed (`field: text`), when the row carries any.
    pub attributes: Vec<Fact>,
}

/// A paper that need not be handed in because the state has its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacedPaper {
    /// The paper, as the resolution names it.
    pub name: String,
    /// The database that replaces it.
    pub database: String,
    /// Who keeps the database.
    pub owner: String,
}

/// Limit and charges in the national register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NationalFacts {
    /// Limit, where it has a unit.
    pub limit: Option<Limit>,
    /// Limit as printed.
    pub limit_text: String,
    /// Charges as printed.
    pub fees_text: String,
    /// Whether it prints that nothing is to be paid.
    pub free: Option<bool>,
    /// Charges with amounts.
    pub charges: Vec<Charge>,
}

/// The procedure in another province's decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherPublication {
    /// Province.
    pub publisher: String,
    /// Decision number.
    pub decision: String,
    /// Date as printed.
    pub date: String,
    /// Limit, where it has a unit.
    pub limit: Option<Limit>,
    /// Limit as printed.
    pub limit_text: String,
    /// Charges as printed.
    pub fees_text: String,
    /// Channels.
    pub channels: Vec<Channel>,
    /// Further facts as printed.
    pub facts: Vec<Fact>,
}
