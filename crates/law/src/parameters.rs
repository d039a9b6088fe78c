//! Numbers of the rules that a later law may change, each valid from a day.

use crate::{Citation, PACKS};

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
    /// How many times a new date may be set with an apology.
    pub apology_max: u8,
    /// Working minutes that make one working day where hours and days are compared.
    pub minutes_per_day: u16,
    /// Shortest term of an officer seconded to the Centre, in months.
    pub secondment_months_min: u16,
    /// Longest term of an officer seconded to the Centre, in months.
    pub secondment_months_max: u16,
    /// Least seniority of an officer seconded to the Centre, in years.
    pub seniority_years: u8,
    /// Civil days in which the applicant may bring what a slip asked; then the dossier is closed with a notice.
    pub supplement_answer_days: u16,
    /// Working days in which the Centre's leader settles an unclear dossier.
    pub escalation_answer_days: u16,
    /// Working days in which an online filing is checked.
    pub online_intake_days: u16,
    /// How far a new day may lie after the apology, in per cent of the limit.
    pub reappointment_percent: u16,
    /// Answer period of a consultation where the process states none.
    pub consultation_days: u16,
    /// Working days after the promised day at which a late dossier reaches each step of the ladder of urging.
    pub urge_ladder_days: [u16; 3],
    /// The provision behind each number, for refusals and explanations.
    pub basis: Basis,
}

/// The provision on which each field of [`Parameters`] rests, under the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each field is the basis of the field of the same name")]
pub struct Basis {
    pub first_day_counted: Citation,
    pub forwarding_cutoff_minute: Citation,
    pub start_of_day_minutes: Citation,
    pub short_limit_below: Citation,
    pub medium_limit_up_to: Citation,
    /// For short, medium and long limits.
    pub supplement_notice_days: [Citation; 3],
    pub warn_days_before: Citation,
    pub early_result_notice_days: Citation,
    pub supplements_per_stage: Citation,
    pub apology_max: Citation,
    pub minutes_per_day: Citation,
    pub secondment_months_min: Citation,
    pub secondment_months_max: Citation,
    pub seniority_years: Citation,
    pub supplement_answer_days: Citation,
    pub escalation_answer_days: Citation,
    pub online_intake_days: Citation,
    pub reappointment_percent: Citation,
    pub consultation_days: Citation,
    pub urge_ladder_days: [Citation; 3],
}

/// A rule pack and the first day on which it holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Pack {
    /// First day, as ISO text; it holds until the day before the next pack.
    pub valid_from: &'static str,
    /// Its numbers.
    pub parameters: Parameters,
}

/// The rule pack in force on a day given as ISO text (`2019-08-14`).
///
/// A day before the first pack gets the first one: nothing older is known. A text that is
/// not a day gets the pack that its characters sort into; the caller has a day, not a text to check.
#[must_use]
pub fn parameters_on(iso_day: &str) -> &'static Parameters {
    // The array is never empty: the generator refuses a file without packs.
    let [first, ..] = &PACKS;
    let begun = PACKS.iter().rev().find(|pack| pack.valid_from <= iso_day);
    &begun.unwrap_or(first).parameters
}

/// The rule pack of that name, as pinned by a dossier, or `None` when it was never issued.
#[must_use]
pub fn parameters_of(rule_pack: &str) -> Option<&'static Parameters> {
    PACKS.iter().map(|pack| &pack.parameters).find(|parameters| parameters.rule_pack == rule_pack)
}
