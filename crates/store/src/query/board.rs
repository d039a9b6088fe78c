//! What the director's board asks, and its rows.

use domain::ids::UnitId;
use jiff::civil::{Date, DateTime};

/// One line of the director's board: what one agency did in one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRow {
    /// Settling agency.
    pub unit: UnitId,
    /// Field.
    pub field: String,
    /// Received in the period.
    pub received: u64,
    /// Accepted in the period.
    pub accepted: u64,
    /// Solved in the period, before the promised day.
    pub solved_early: u64,
    /// Solved in the period, by the promised instant.
    pub solved_on_time: u64,
    /// Solved in the period, after it.
    pub solved_late: u64,
    /// Now open, the promised instant ahead.
    pub open_in_time: u64,
    /// Now open, the promised instant past.
    pub open_overdue: u64,
    /// Now waiting for the applicant.
    pub waiting_supplement: u64,
    /// Refused in the period.
    pub refused: u64,
    /// Withdrawn in the period.
    pub withdrawn: u64,
    /// Accepted in the period and forwarded late.
    pub forwarded_late: u64,
    /// The promised instant passed in the period without a result, whatever came after.
    pub became_overdue: u64,
}

/// A figure of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// [`BoardRow::received`].
    Received,
    /// [`BoardRow::accepted`].
    Accepted,
    /// [`BoardRow::solved_early`].
    SolvedEarly,
    /// [`BoardRow::solved_on_time`].
    SolvedOnTime,
    /// [`BoardRow::solved_late`].
    SolvedLate,
    /// [`BoardRow::open_in_time`].
    OpenInTime,
    /// [`BoardRow::open_overdue`].
    OpenOverdue,
    /// [`BoardRow::waiting_supplement`].
    WaitingSupplement,
    /// [`BoardRow::refused`].
    Refused,
    /// [`BoardRow::withdrawn`].
    Withdrawn,
    /// [`BoardRow::forwarded_late`].
    ForwardedLate,
    /// [`BoardRow::became_overdue`].
    BecameOverdue,
}

impl Figure {
    /// Every figure, in the order of the board.
    pub const ALL: [Figure; 12] = [
        Figure::Received,
        Figure::Accepted,
        Figure::SolvedEarly,
        Figure::SolvedOnTime,
        Figure::SolvedLate,
        Figure::OpenInTime,
        Figure::OpenOverdue,
        Figure::WaitingSupplement,
        Figure::Refused,
        Figure::Withdrawn,
        Figure::ForwardedLate,
        Figure::BecameOverdue,
    ];

    /// The stable name, for addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Figure::Received => "received",
            Figure::Accepted => "accepted",
            Figure::SolvedEarly => "solved-early",
            Figure::SolvedOnTime => "solved-on-time",
            Figure::SolvedLate => "solved-late",
            Figure::OpenInTime => "open-in-time",
            Figure::OpenOverdue => "open-overdue",
            Figure::WaitingSupplement => "waiting-supplement",
            Figure::Refused => "refused",
            Figure::Withdrawn => "withdrawn",
            Figure::ForwardedLate => "forwarded-late",
            Figure::BecameOverdue => "became-overdue",
        }
    }

    /// The figure with that stable name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.name() == name)
    }
}

impl BoardRow {
    /// A line without dossiers.
    #[must_use]
    pub fn empty(unit: UnitId, field: String) -> Self {
        Self {
            unit,
            field,
            received: 0,
            accepted: 0,
            solved_early: 0,
            solved_on_time: 0,
            solved_late: 0,
            open_in_time: 0,
            open_overdue: 0,
            waiting_supplement: 0,
            refused: 0,
            withdrawn: 0,
            forwarded_late: 0,
            became_overdue: 0,
        }
    }

    /// The value of a figure.
    #[must_use]
    pub fn get(&self, figure: Figure) -> u64 {
        match figure {
            Figure::Received => self.received,
            Figure::Accepted => self.accepted,
            Figure::SolvedEarly => self.solved_early,
            Figure::SolvedOnTime => self.solved_on_time,
            Figure::SolvedLate => self.solved_late,
            Figure::OpenInTime => self.open_in_time,
            Figure::OpenOverdue => self.open_overdue,
            Figure::WaitingSupplement => self.waiting_supplement,
            Figure::Refused => self.refused,
            Figure::Withdrawn => self.withdrawn,
            Figure::ForwardedLate => self.forwarded_late,
            Figure::BecameOverdue => self.became_overdue,
        }
    }

    pub(crate) fn set(&mut self, figure: Figure, value: u64) {
        let place = match figure {
            Figure::Received => &mut self.received,
            Figure::Accepted => &mut self.accepted,
            Figure::SolvedEarly => &mut self.solved_early,
            Figure::SolvedOnTime => &mut self.solved_on_time,
            Figure::SolvedLate => &mut self.solved_late,
            Figure::OpenInTime => &mut self.open_in_time,
            Figure::OpenOverdue => &mut self.open_overdue,
            Figure::WaitingSupplement => &mut self.waiting_supplement,
            Figure::Refused => &mut self.refused,
            Figure::Withdrawn => &mut self.withdrawn,
            Figure::ForwardedLate => &mut self.forwarded_late,
            Figure::BecameOverdue => &mut self.became_overdue,
        };
        *place = value;
    }
}

/// One figure of the board, to see its dossiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardCell {
    /// Settling agency.
    pub unit: UnitId,
    /// Field; `None` for all fields of the agency.
    pub field: Option<String>,
    /// Which figure.
    pub figure: Figure,
    /// First day of the period.
    pub from: Date,
    /// Last day of the period, inclusive.
    pub to: Date,
    /// The instant at which "open" is judged.
    pub now: DateTime,
}

/// One line of the statutory report on settling: what one agency did in one field in a period of days.
///
/// Legal basis: form II.06a/VPCP/KSTT of Circular 01/2020/TT-VPCP. Received means accepted; what waits for a
/// supplement is pending; what was refused after acceptance, withdrawn or lapsed is counted apart, so
/// `online + other + carried` = `early + on_time + late + unsolved + pending`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatisticsRow {
    /// Settling agency.
    pub unit: UnitId,
    /// Field.
    pub field: String,
    /// Received in the period, online: column 4.
    pub online: u64,
    /// Received in the period at the counter or by post: column 5.
    pub other: u64,
    /// Pending when the period began: column 6.
    pub carried: u64,
    /// Settled before the promised day: column 8.
    pub early: u64,
    /// Settled by the promised instant: column 9.
    pub on_time: u64,
    /// Settled after it: column 10.
    pub late: u64,
    /// Ended in the period without a result.
    pub unsolved: u64,
    /// Pending when the period ended, all: column 11.
    pub pending: u64,
    /// Of those: overdue, column 13.
    pub pending_late: u64,
}

impl StatisticsRow {
    pub(crate) fn of(unit: UnitId, field: String, counts: [i64; 9]) -> Self {
        let [online, accepted, early, on_time, late, unsolved, carried, pending, pending_late] =
            counts.map(|count| u64::try_from(count).unwrap_or(0));
        let other = accepted.saturating_sub(online);
        Self { unit, field, online, other, carried, early, on_time, late, unsolved, pending, pending_late }
    }
}
