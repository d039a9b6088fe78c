//! Numbers of the rules that a later law may change, each valid from a day.

use crate::Citation;
use crate::register::{blds2015, qc1722};

/// The parameters in force on one day. Days are working days unless the name says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameters {
    /// Name of the rule pack, pinned by each dossier, for example `vn-2018.1`.
    pub rule_pack: &'static str,
    /// Whether the day of receipt counts as the first day of a limit in days or months.
    pub first_day_counted: bool,
    /// Basis of `first_day_counted`.
    pub first_day_basis: Citation,
    /// Basis of moving an end on a day off to the next working day.
    pub end_on_day_off_basis: Citation,
    /// Local minute of the day after which forwarding may wait for the next working day (900 = 15:00).
    pub forwarding_cutoff_minute: u16,
    /// Minutes after opening within which forwarding still counts as the start of the day.
    pub start_of_day_minutes: u16,
    /// A limit below this many working days is short.
    pub short_limit_below: u16,
    /// A limit up to this many working days is medium; above it is long.
    pub medium_limit_up_to: u16,
    /// Days within which a supplement may be asked: short, medium and long limits.
    pub supplement_notice_days: [u16; 3],
    /// The applicant is warned at the latest this many working days before the promised day.
    pub warn_days_before: u16,
    /// The applicant is told of an early result within this many working days.
    pub early_result_notice_days: u16,
    /// How many supplements may be asked at intake, and how many at appraisal.
    pub supplements_per_stage: u8,
    /// Working minutes that make one working day where hours and days are compared.
    pub minutes_per_day: u16,
}

/// The rule pack in force on a day given as ISO text (`2019-08-14`).
///
/// One pack exists so far; a later decree is a second row with its first day.
#[must_use]
pub fn parameters_on(_iso_day: &str) -> &'static Parameters {
    &PACK_2018
}

static PACK_2018: Parameters = Parameters {
    rule_pack: "vn-2018.1",
    first_day_counted: false,
    first_day_basis: blds2015::D147_K2,
    end_on_day_off_basis: blds2015::D148_K5,
    forwarding_cutoff_minute: 15 * 60,
    start_of_day_minutes: 60,
    short_limit_below: 5,
    medium_limit_up_to: 10,
    supplement_notice_days: [1, 2, 3],
    warn_days_before: 1,
    early_result_notice_days: 2,
    supplements_per_stage: 1,
    minutes_per_day: 8 * 60,
};

const _: Citation = qc1722::D18_K1;
