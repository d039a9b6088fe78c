//! Why a promised instant is what it is, kept so that it can be shown and recomputed.

use jiff::civil::{Date, DateTime};
use law::{Citation, Parameters};

use crate::compile::{Calendar, DayKind};
use crate::days::{date_of, number_of};
use crate::due::unmoved_end;
use crate::limit::Limit;

/// A promised instant with everything needed to explain and to recompute it.
///
/// Building one costs no walk over the days: the skipped days are a slice of the
/// calendar's table, read when somebody asks for them.
#[doc(alias = "cách tính ngày hẹn trả")]
#[derive(Debug, Clone)]
pub struct Derivation {
    /// When the complete dossier was received, civil time at the office.
    pub received: DateTime,
    /// The limit of the procedure.
    pub limit: Limit,
    /// The promised instant; equal to [`Calendar::due`].
    pub due: DateTime,
    /// Why the instant may still move, `None` when it is firm.
    pub provisional: Option<Provisional>,
    /// The first day that counts; `None` for what is handed out at once.
    pub first_counted: Option<Date>,
    /// The last civil day of a limit in days or months before it was moved off a day off.
    pub unmoved_end: Option<Date>,
    /// When the paper must be on its way, see [`Calendar::transfer_by`].
    pub transfer_by: DateTime,
    /// Until when a supplement may be asked, see [`Calendar::supplement_notice_by`].
    pub supplement_notice_by: DateTime,
    /// When the applicant is warned at the latest, see [`Calendar::warn_by`].
    pub warn_by: DateTime,
    /// The rules that were applied.
    pub parameters: Parameters,
    pub(crate) calendar: Calendar,
    /// First and last day number between which days off were skipped.
    skipping: Option<(i64, i64)>,
}

/// Why a promised instant may still move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Provisional {
    /// The first year of the span whose days off are not published.
    pub year: i16,
    /// What is known of that year.
    pub state: YearState,
}

/// How well the days off of a year are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum YearState {
    /// Announced: promises are firm.
    Published,
    /// Computed from the law before the announcement: promises are provisional.
    Computed,
    /// Not in the calendar: the weekly hours apply, promises are provisional.
    NotPublished,
}

/// A day that was not counted, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkippedDay<'a> {
    /// The day.
    pub date: Date,
    /// What it is.
    pub why: DayKind<'a>,
}

/// One step of a derivation: a provision, what it did here, and the days it concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivationLine {
    /// The provision applied.
    pub provision: Citation,
    /// What it did, in Vietnamese.
    pub text_vi: String,
    /// The same in English.
    pub text_en: String,
    /// The days concerned, in order; empty when the step concerns none in particular.
    pub days: Vec<Date>,
}

/// One day of the table for an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The day.
    pub date: Date,
    /// What the day did to the count.
    pub standing: Standing,
    /// What the day is, in Vietnamese, with its weekday.
    pub text_vi: String,
    /// The same in English.
    pub text_en: String,
}

/// What a day did to the count of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The day of receipt, not counted.
    Received,
    /// The day of the limit with this number.
    Counted(u32),
    /// A day on which this many minutes of the limit were worked.
    Worked(u32),
    /// A day off, not counted, or passed over because the end may not fall on it.
    Skipped,
    /// The working day to which an end on a day off was moved.
    MovedTo,
    /// This many days in a row are left out of the table, because it would be too long.
    LeftOut(u32),
}

impl Calendar {
    /// The same answer as [`Calendar::due`] with its reasons.
    ///
    /// The instants of notice assume no special law ([`law::qc1722::D18_K1_D`]).
    #[must_use]
    pub fn explain(&self, received: DateTime, limit: Limit, parameters: &Parameters) -> Derivation {
        let due = self.due(received, limit, parameters);
        let (received_on, due_on) = (number_of(received.date()), number_of(due.at.date()));
        let first_number = received_on + i64::from(!parameters.first_day_counted);
        let (mut first_counted, mut unmoved, mut skipping) = (None, None, None);
        match limit {
            limit if limit.is_immediate() => {}
            Limit::Immediately => {}
            Limit::WorkingDays(_) => {
                first_counted = Some(self.next_working_day(date_of(first_number - 1)));
                skipping = Some((first_number, due_on));
            }
            Limit::WorkingHours(_) => {
                first_counted = Some(self.counting_starts(received).date());
                skipping = Some((received_on, due_on));
            }
            Limit::CalendarDays(_) | Limit::Months(_) => {
                let end = unmoved_end(received.date(), limit, parameters);
                first_counted = Some(date_of(first_number));
                unmoved = Some(end);
                // Empty unless the end was moved, because the day of the end is worked then.
                skipping = Some((number_of(end), due_on));
            }
        }
        Derivation {
            received,
            limit,
            due: due.at,
            provisional: due.provisional.then(|| self.first_unfirm(received.date(), due.at.date())),
            first_counted,
            unmoved_end: unmoved,
            transfer_by: self.transfer_by(received, parameters),
            supplement_notice_by: self.supplement_notice_by(received, limit, None, parameters),
            warn_by: self.warn_by(due.at, parameters),
            parameters: *parameters,
            calendar: self.clone(),
            skipping,
        }
    }

    fn first_unfirm(&self, from: Date, to: Date) -> Provisional {
        let of = |year: i16| Provisional { year, state: self.year_state(year) };
        let mut years = (from.year()..=to.year()).map(of);
        years.find(|year| year.state != YearState::Published).unwrap_or(of(to.year()))
    }
}

impl Derivation {
    /// The name of the calendar that was counted on.
    #[must_use]
    pub fn calendar_id(&self) -> &str {
        self.calendar.id()
    }

    /// The version of that calendar.
    #[must_use]
    pub fn calendar_version(&self) -> u32 {
        self.calendar.version()
    }

    /// The fingerprint of that calendar.
    #[must_use]
    pub fn calendar_fingerprint(&self) -> u64 {
        self.calendar.fingerprint()
    }

    /// The rule pack that was applied.
    #[must_use]
    pub fn rule_pack(&self) -> &'static str {
        self.parameters.rule_pack
    }

    /// The days off that were not counted, or over which the end was moved, in order.
    pub fn skipped(&self) -> impl Iterator<Item = SkippedDay<'_>> {
        let inner = &self.calendar.inner;
        let listed = self.skipping.and_then(|(from, to)| inner.tables.skipped(from, to));
        // Beyond the tables the days are walked; no promise of a published year goes there.
        let walked = self.skipping.filter(|_| listed.is_none()).map(|(from, to)| from..=to);
        let listed = listed.unwrap_or_default().iter();
        let listed = listed.map(|&(date, cause)| SkippedDay { date, why: inner.kind(cause) });
        let walked = walked.into_iter().flatten().map(date_of);
        let walked = walked.map(|date| SkippedDay { date, why: self.calendar.day_kind(date) });
        listed.chain(walked.filter(|day| !day.why.is_working()))
    }

    /// The rest days in the counted span that were worked in exchange and therefore counted.
    pub fn swapped_in(&self) -> impl Iterator<Item = SkippedDay<'_>> {
        let span = self.skipping.filter(|_| self.unmoved_end.is_none());
        let swaps = self.calendar.source().swaps.iter();
        let worked =
            swaps.map(|swap| SkippedDay { date: swap.worked, why: self.calendar.day_kind(swap.worked) });
        worked.filter(move |day| {
            let in_span = span.is_some_and(|(from, to)| (from..=to).contains(&number_of(day.date)));
            in_span && matches!(day.why, DayKind::SwappedIn { .. })
        })
    }
}
