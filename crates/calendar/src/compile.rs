//! From a published source to tables, and what a day is on the compiled calendar.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};

use crate::days::{minute_of, number_of, weekday_of};
use crate::derivation::YearState;
use crate::fault::{CalendarError, check, check_unit};
use crate::fixed::{self, FixedDay, FixedDays};
use crate::source::{
    CalendarSource, DayException, DayOffKind, IntakeDay, IntakeSessions, Session, UnitExceptions,
    WeeklyHours, YearStatus,
};
use crate::tables::{Builder, Tables};

/// The tables cover at least these years, and every year that the source speaks of.
const TABLE_YEARS: (i16, i16) = (2018, 2040);

/// A compiled, immutable calendar; cloning it copies a pointer.
///
/// # Invariants
///
/// - Every day is a working day or not; a working day has at least one session.
/// - Outside the listed years the weekly hours apply but on the holidays that the law puts on a solar day, and every promise
///   is provisional; beyond the tables, far from every limit, the weekly hours alone.
///
/// # Source
///
/// [`law::qc1722::D12_K2`], [`law::blld2019::D112_K1`].
#[doc(alias = "lịch làm việc")]
#[derive(Debug, Clone)]
pub struct Calendar {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    source: CalendarSource,
    exceptions: Vec<DayException>,
    intake_only: Vec<IntakeSessions>,
    id: String,
    fingerprint: u64,
    pub(crate) tables: Tables,
    years: Years,
}

/// What a day is, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// A working day of the weekly hours.
    Working,
    /// A rest day that is worked instead of another day.
    SwappedIn {
        /// The day that is off in exchange.
        instead_of: Date,
    },
    /// A working day with hours of its own.
    Changed {
        /// Why its hours differ.
        reason: &'a str,
    },
    /// A weekly rest day.
    Weekend,
    /// A day off.
    Off {
        /// What a citizen reads.
        name: &'a str,
        /// Why it is off.
        kind: DayOffKind,
    },
    /// A day of the weekly hours in a year whose days off are not published: worked, provisionally.
    Unpublished,
}

/// Why a day is what it is, as an index into the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    Working,
    Unpublished,
    Weekend,
    SwappedIn(u16),
    SwapOff(u16),
    DayOff(u16),
    Changed(u16),
    Closed(u16),
    Fixed(u16),
    MadeUp(u16),
}

impl DayKind<'_> {
    /// Whether the office works on such a day.
    #[must_use]
    pub fn is_working(self) -> bool {
        match self {
            Self::Working | Self::SwappedIn { .. } | Self::Changed { .. } | Self::Unpublished => true,
            Self::Weekend | Self::Off { .. } => false,
        }
    }
}

/// The state of each year as a prefix count, so that a span is judged in constant time.
#[derive(Debug)]
struct Years {
    first: i16,
    /// Years before the one at this place that are not published.
    unfirm_before: Vec<u32>,
    states: Vec<YearState>,
}

impl Years {
    fn new(source: &CalendarSource, first: i16, last: i16) -> Self {
        let mut unfirm_before = vec![0];
        let mut states = Vec::new();
        let mut unfirm = 0;
        for year in first..=last {
            let listed = source.years.iter().find(|listed| listed.year == year);
            let state = match listed.map(|listed| listed.status) {
                Some(YearStatus::Published) => YearState::Published,
                Some(YearStatus::Computed) => YearState::Computed,
                None => YearState::NotPublished,
            };
            unfirm += u32::from(state != YearState::Published);
            unfirm_before.push(unfirm);
            states.push(state);
        }
        Self { first, unfirm_before, states }
    }

    fn place(&self, year: i16) -> Option<usize> {
        usize::try_from(i32::from(year) - i32::from(self.first)).ok()
    }

    fn state(&self, year: i16) -> YearState {
        let state = self.place(year).and_then(|place| self.states.get(place));
        state.copied().unwrap_or(YearState::NotPublished)
    }

    fn all_published(&self, from: i16, to: i16) -> bool {
        let at = |place: usize| self.unfirm_before.get(place);
        let before = self.place(from).and_then(at);
        let after = self.place(to).and_then(|place| at(place + 1));
        before.is_some() && before == after
    }
}

impl Calendar {
    /// Turns a source into tables.
    ///
    /// # Errors
    ///
    /// [`CalendarError`] with every contradiction of the source at once.
    pub fn compile(source: &CalendarSource) -> Result<Self, CalendarError> {
        let faults = check(source);
        if !faults.is_empty() {
            return Err(CalendarError { faults });
        }
        let text = source.canonical_text();
        Ok(Self::build(source, source.id.clone(), fnv_1a(FNV_OFFSET, &text), None))
    }

    /// The calendar of one unit: this one, with the unit's exceptions on top.
    ///
    /// An exception of the unit wins over everything the province says of the same day.
    /// The id becomes `<id>+<unit>@<version of the unit>`; the version stays the province's.
    ///
    /// # Errors
    ///
    /// [`CalendarError`] with every contradiction of the exceptions at once.
    pub fn with_unit_exceptions(&self, unit: &UnitExceptions) -> Result<Self, CalendarError> {
        let inner = &self.inner;
        let faults = check_unit(&inner.source, unit);
        if !faults.is_empty() {
            return Err(CalendarError { faults });
        }
        let id = format!("{}+{}@{}", inner.id, unit.id, unit.version);
        let fingerprint = fnv_1a(inner.fingerprint, &unit.canonical_text());
        Ok(Self::build(&inner.source, id, fingerprint, Some((inner, unit))))
    }

    fn build(
        source: &CalendarSource,
        id: String,
        fingerprint: u64,
        unit: Option<(&Inner, &UnitExceptions)>,
    ) -> Self {
        let (exceptions, intake_only) = match unit {
            None => (source.exceptions.clone(), source.intake_only.clone()),
            Some((below, unit)) => {
                let own = |day: &&DayException| unit.exceptions.iter().all(|own| own.date != day.date);
                let kept = below.exceptions.iter().filter(own);
                let intake = below.intake_only.iter().chain(&unit.intake_only);
                (kept.chain(&unit.exceptions).cloned().collect(), intake.cloned().collect())
            }
        };
        let (first, last) = table_years(source, &exceptions);
        let years = Years::new(source, first, last);
        let tables = fill(source, &exceptions, &years, first, last);
        let source = source.clone();
        Self { inner: Arc::new(Inner { source, exceptions, intake_only, id, fingerprint, tables, years }) }
    }

    /// The name of the published source.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.inner.id
    }

    /// The version of the published source.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.inner.source.version
    }

    /// FNV-1a over the canonical text of the source; the same on every machine and run.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.inner.fingerprint
    }

    /// The published source.
    #[must_use]
    pub fn source(&self) -> &CalendarSource {
        &self.inner.source
    }

    /// Whether the office works on this day.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        self.inner.tables.shape_on(number_of(date)).is_some()
    }

    /// What a day is, and why.
    #[must_use]
    pub fn day_kind(&self, date: Date) -> DayKind<'_> {
        let number = number_of(date);
        match self.inner.tables.cause_of(number) {
            Some(cause) => self.inner.kind(cause),
            None if self.inner.tables.shape_on(number).is_some() => DayKind::Unpublished,
            None => DayKind::Weekend,
        }
    }

    /// How well the days off of a year are known.
    #[must_use]
    pub fn year_state(&self, year: i16) -> YearState {
        self.inner.years.state(year)
    }

    /// Whether every year from one day to another is published.
    pub(crate) fn is_firm(&self, from: Date, to: Date) -> bool {
        self.inner.years.all_published(from.year(), to.year())
    }

    /// Whether a counter takes in dossiers at this moment.
    ///
    /// A session is open from its opening, inclusive, to its closing, exclusive.
    #[must_use]
    pub fn is_open_for_intake(&self, at: DateTime) -> bool {
        let (date, time) = (at.date(), at.time());
        let worked = self.inner.tables.shape_on(number_of(date));
        if worked.is_some_and(|shape| shape.is_open_at(time)) {
            return true;
        }
        let listed_off = matches!(self.day_kind(date), DayKind::Off { .. });
        self.inner.intake_only.iter().any(|held| {
            let held_on = match held.on {
                IntakeDay::Weekday(weekday) => weekday == date.weekday() && !listed_off,
                IntakeDay::Date(day) => day == date,
            };
            let in_force = held.from <= date && held.to.is_none_or(|to| date <= to);
            held_on && in_force && held.sessions.iter().any(|s| is_within(*s, time))
        })
    }

    /// The moment the office opens on this day, `None` when it is not a working day.
    #[must_use]
    pub fn opening(&self, date: Date) -> Option<DateTime> {
        let shape = self.inner.tables.shape_on(number_of(date))?;
        Some(DateTime::from_parts(date, shape.opens()))
    }

    /// The moment the office closes on this day.
    ///
    /// On a day off it is the closing time that the weekly hours set for that weekday or,
    /// on a weekly rest day, for the weekday before it that is worked.
    #[must_use]
    pub fn closing(&self, date: Date) -> DateTime {
        let number = number_of(date);
        let worked = self.inner.tables.shape_on(number).map(crate::tables::Shape::closes);
        let time = worked.or_else(|| {
            let hours = hours_on(&self.inner.source.weekly, date)?;
            (0..7).find_map(|back| hours.sessions.get(weekday_of(number - back))?.last()).map(|s| s.closes)
        });
        DateTime::from_parts(date, time.unwrap_or(Time::MAX))
    }
}

impl Inner {
    pub(crate) fn kind(&self, cause: Cause) -> DayKind<'_> {
        let known = match cause {
            Cause::Working => Some(DayKind::Working),
            Cause::Unpublished => Some(DayKind::Unpublished),
            Cause::Weekend => Some(DayKind::Weekend),
            Cause::SwappedIn(at) => {
                self.source.swaps.get(usize::from(at)).map(|swap| DayKind::SwappedIn { instead_of: swap.off })
            }
            Cause::SwapOff(at) => self
                .source
                .swaps
                .get(usize::from(at))
                .map(|swap| DayKind::Off { name: &swap.reason, kind: DayOffKind::SwappedOff }),
            Cause::DayOff(at) => self
                .source
                .days_off
                .get(usize::from(at))
                .map(|day| DayKind::Off { name: &day.name, kind: day.kind }),
            Cause::Changed(at) => {
                self.exceptions.get(usize::from(at)).map(|day| DayKind::Changed { reason: &day.reason })
            }
            Cause::Fixed(at) => fixed::FIXED
                .get(usize::from(at))
                .map(|own| DayKind::Off { name: own.name, kind: DayOffKind::Statutory }),
            Cause::MadeUp(at) => fixed::FIXED
                .get(usize::from(at))
                .map(|own| DayKind::Off { name: own.made_up, kind: DayOffKind::Compensatory }),
            Cause::Closed(at) => self
                .exceptions
                .get(usize::from(at))
                .map(|day| DayKind::Off { name: &day.reason, kind: DayOffKind::Local }),
        };
        // A cause is an index into the lists it was built from, so it is always known.
        known.unwrap_or(DayKind::Weekend)
    }
}

/// The weekly hours in force on a day; before the first range the first ones.
pub(crate) fn hours_on(weekly: &[WeeklyHours], date: Date) -> Option<&WeeklyHours> {
    let started = weekly.iter().filter(|hours| hours.valid_from <= date);
    started
        .max_by_key(|hours| hours.valid_from)
        .or_else(|| weekly.iter().min_by_key(|hours| hours.valid_from))
}

/// The sessions that the weekly hours set for a day.
pub(crate) fn weekly_sessions(weekly: &[WeeklyHours], date: Date) -> &[Session] {
    let hours = hours_on(weekly, date);
    hours.and_then(|hours| hours.sessions.get(weekday_of(number_of(date)))).map_or(&[], Vec::as_slice)
}

fn is_within(session: Session, time: Time) -> bool {
    (minute_of(session.opens)..minute_of(session.closes)).contains(&minute_of(time))
}

/// The years the tables must cover so that beyond them only one set of weekly hours applies.
fn table_years(source: &CalendarSource, exceptions: &[DayException]) -> (i16, i16) {
    let first_hours = source.weekly.iter().map(|hours| hours.valid_from).min();
    let changes =
        source.weekly.iter().map(|hours| hours.valid_from).filter(|from| Some(*from) != first_hours);
    let days = source.days_off.iter().map(|day| day.date);
    let swapped = source.swaps.iter().flat_map(|swap| [swap.off, swap.worked]);
    let spoken_of = days.chain(swapped).chain(exceptions.iter().map(|day| day.date)).chain(changes);
    let years = spoken_of.map(Date::year).chain(source.years.iter().map(|listed| listed.year));
    years.fold(TABLE_YEARS, |(first, last), year| (first.min(year), last.max(year)))
}

/// Walks every day of the tables once and says what it is.
fn fill(
    source: &CalendarSource,
    exceptions: &[DayException],
    years: &Years,
    first: i16,
    last: i16,
) -> Tables {
    let off = index(source.days_off.iter().map(|day| day.date));
    let swapped_off = index(source.swaps.iter().map(|swap| swap.off));
    let swapped_in = index(source.swaps.iter().map(|swap| swap.worked));
    let excepted = index(exceptions.iter().map(|day| day.date));
    let weekly = &source.weekly;
    let start = Date::new(first, 1, 1).unwrap_or(Date::MIN);
    let mut builder = Builder::starting(start);
    let mut by_the_law = FixedDays::default();
    for date in start.series(jiff::Span::new().days(1)).take_while(|date| date.year() <= last) {
        let by_week = weekly_sessions(weekly, date);
        let unknown = years.state(date.year()) == YearState::NotPublished;
        let by_law = if unknown {
            by_the_law.take(date, by_week.is_empty())
        } else {
            by_the_law.announced();
            None
        };
        let (sessions, cause) = if let Some(&at) = excepted.get(&date) {
            let sessions = exceptions.get(usize::from(at)).map_or(&[][..], |day| &day.sessions);
            let cause = if sessions.is_empty() { Cause::Closed(at) } else { Cause::Changed(at) };
            (sessions, cause)
        } else if let Some(&at) = swapped_in.get(&date) {
            let exchanged = source.swaps.get(usize::from(at)).map_or(date, |swap| swap.off);
            (weekly_sessions(weekly, exchanged), Cause::SwappedIn(at))
        } else if let Some(&at) = off.get(&date) {
            (&[][..], Cause::DayOff(at))
        } else if let Some(&at) = swapped_off.get(&date) {
            (&[][..], Cause::SwapOff(at))
        } else if let Some(day) = by_law {
            let cause = match day {
                FixedDay::Holiday(at) => Cause::Fixed(at),
                FixedDay::MadeUp(at) => Cause::MadeUp(at),
            };
            (&[][..], cause)
        } else if by_week.is_empty() {
            (by_week, Cause::Weekend)
        } else if unknown {
            (by_week, Cause::Unpublished)
        } else {
            (by_week, Cause::Working)
        };
        builder.push(date, sessions, cause);
    }
    let rest = std::array::from_fn(|_| Vec::new());
    let end = Date::new(last, 12, 31).unwrap_or(Date::MAX);
    let week = |date| hours_on(weekly, date).map_or(&rest, |hours| &hours.sessions);
    // A change of hours may fall on the first day of the tables.
    builder.finish(week(start.yesterday().unwrap_or(start)), week(end))
}

fn index(dates: impl Iterator<Item = Date>) -> BTreeMap<Date, u16> {
    // The check keeps every list below 65 536 entries.
    (0_u16..).zip(dates).map(|(at, date)| (date, at)).collect()
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

fn fnv_1a(start: u64, text: &str) -> u64 {
    text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME))
}
