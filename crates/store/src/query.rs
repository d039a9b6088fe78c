//! What pages and lists ask, and the rows they get.

mod board;

use domain::dossier::state::Notice;
use domain::dossier::{Dossier, Stage, next_alarm};
use domain::ids::{DossierId, PersonId, UnitId};
use jiff::civil::{Date, DateTime};

pub use board::{BoardCell, BoardRow, Figure, StatisticsRow};

use crate::error::StoreError;
use crate::time::{end_of, start_of, to_us};

/// The most rows that one page has.
pub const PAGE_LIMIT: usize = 200;

/// A page of rows in a fixed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Rows.
    pub items: Vec<T>,
    /// Where the next page begins; `None` on the last.
    pub next_cursor: Option<String>,
}

/// How a dossier is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ref {
    /// By machine id.
    Id(DossierId),
    /// By the code on the receipt.
    Code(String),
    /// By the SHA-256 of the tracking token, 64 hexadecimal digits.
    TokenHash(String),
}

/// When a result came, seen from the promised instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Solved {
    /// Before the promised day.
    Early,
    /// By the promised instant.
    OnTime,
    /// After it.
    Late,
}

impl Solved {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::OnTime => "on-time",
            Self::Late => "late",
        }
    }

    pub(crate) fn find(name: &str) -> Option<Self> {
        [Self::Early, Self::OnTime, Self::Late].into_iter().find(|solved| solved.name() == name)
    }
}

/// What lists and pages show of a dossier without reading its history.
///
/// Times are office-local. Rebuilt from the journal and the labels; never the truth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierRow {
    /// Machine id.
    pub id: DossierId,
    /// Revision of the history it shows.
    pub revision: u32,
    /// Code, once accepted.
    pub code: Option<String>,
    /// Stage.
    pub stage: Stage,
    /// Procedure code.
    pub procedure: String,
    /// Procedure version.
    pub procedure_version: u32,
    /// Case.
    pub case: Option<String>,
    /// Channel, by its stored name.
    pub channel: String,
    /// How the result goes back, by its stored name.
    pub return_by: String,
    /// Field of the procedure.
    pub field: String,
    /// Settling agency.
    pub agency: UnitId,
    /// Receiving desk.
    pub desk: UnitId,
    /// Id of the applicant's row beside the journal.
    pub applicant: String,
    /// Kind of applicant, by its stored name.
    pub applicant_kind: String,
    /// The citizen's account, when filed through one.
    pub account: Option<PersonId>,
    /// Accountable unit.
    pub holder_unit: UnitId,
    /// Accountable person.
    pub holder_person: Option<PersonId>,
    /// Since when.
    pub holder_since: DateTime,
    /// Unit it was sent to and that has not signed.
    pub in_transit_to: Option<UnitId>,
    /// Unit that has the paper.
    pub paper_at: UnitId,
    /// Unit the paper was sent to and that has not signed.
    pub paper_on_the_way_to: Option<UnitId>,
    /// When first recorded.
    pub registered_at: DateTime,
    /// When accepted.
    pub accepted_at: Option<DateTime>,
    /// Promised instant.
    pub due: Option<DateTime>,
    /// Whether the promise may still move.
    pub provisional: bool,
    /// Until when the applicant is warned.
    pub warn_by: Option<DateTime>,
    /// When the paper must be with the agency.
    pub transfer_by: Option<DateTime>,
    /// Until when a supplement may be asked.
    pub supplement_by: Option<DateTime>,
    /// The promised instant that passed without a result.
    pub overdue_since: Option<DateTime>,
    /// When the result reached the desk.
    pub result_at: Option<DateTime>,
    /// Until when the applicant is told.
    pub notify_by: Option<DateTime>,
    /// When the applicant was told of the result.
    pub told_at: Option<DateTime>,
    /// When closed.
    pub closed_at: Option<DateTime>,
    /// Whether and how the result met the promise.
    pub solved: Option<Solved>,
    /// Whether a forwarding came after the lawful moment.
    pub forwarded_late: bool,
    /// Still to pay, đồng.
    pub outstanding: i64,
    /// Year of the tracking register.
    pub register_year: Option<i16>,
    /// Volume of the register.
    pub register_volume: Option<u16>,
    /// Line of the register.
    pub register_number: Option<u32>,
    /// The new day of an apology.
    pub again: Option<DateTime>,
    /// Until when the applicant may bring what was asked.
    pub answer_until: Option<DateTime>,
    /// When the schedule must look at it next.
    pub alarm: Option<DateTime>,
    /// When the applicant was warned that the day is near.
    pub warned_at: Option<DateTime>,
    /// Whether opinions of other units are awaited.
    pub consulting: bool,
    /// Whether a message could not be delivered and nobody has told the applicant since.
    pub to_call: bool,
    /// The desk that has the result, or to which it is on its way.
    pub result_desk: UnitId,
    /// Whether an online filing lay past its time for checking.
    pub taken_up_late: bool,
    /// Whether it was passed on without a name and nobody where it now lies has taken it.
    pub untaken: bool,
}

/// The name of the channel of the public post.
pub(crate) const CHANNEL_POST: &str = "post";

impl DossierRow {
    /// What is shown of `dossier`.
    #[must_use]
    pub fn of(dossier: &Dossier, field: &str, agency: &UnitId) -> Self {
        let solved_at = solved_at(dossier);
        Self {
            id: dossier.id.clone(),
            revision: dossier.revision,
            code: dossier.code.as_ref().map(ToString::to_string),
            stage: dossier.stage,
            procedure: dossier.procedure.code.to_string(),
            procedure_version: dossier.procedure.version,
            case: dossier.case.as_ref().map(ToString::to_string),
            channel: crate::wire::name_of(&dossier.channel),
            return_by: crate::wire::name_of(&dossier.return_by),
            field: field.to_owned(),
            agency: agency.clone(),
            desk: dossier.desk.clone(),
            applicant: dossier.applicant.data.id.clone(),
            applicant_kind: crate::wire::name_of(&dossier.applicant.kind),
            account: dossier.applicant.account.clone(),
            holder_unit: dossier.holder.unit.clone(),
            holder_person: dossier.holder.person.clone(),
            holder_since: dossier.holder.since,
            in_transit_to: dossier.in_transit_to.clone(),
            paper_at: dossier.paper.at.clone(),
            paper_on_the_way_to: dossier.paper.on_the_way_to.clone(),
            registered_at: dossier.registered_at,
            accepted_at: dossier.accepted_at,
            due: dossier.promise.as_ref().map(|promise| promise.due),
            provisional: dossier.promise.as_ref().is_some_and(|promise| promise.provisional),
            warn_by: dossier.warn_by,
            transfer_by: dossier.transfer_by,
            supplement_by: dossier.supplement_by,
            overdue_since: dossier.overdue_since,
            result_at: solved_at,
            notify_by: dossier.notify_by,
            told_at: dossier.told_of_result_at,
            closed_at: dossier.closed_at,
            solved: solved_at.filter(|_| dossier.accepted_at.is_some()).map(|at| solved(dossier, at)),
            forwarded_late: dossier.forwarded_late || dossier.control_slip.iter().any(|line| line.late),
            outstanding: dossier.outstanding(),
            register_year: dossier.register.as_ref().map(|entry| entry.year),
            register_volume: dossier.register.as_ref().map(|entry| entry.volume),
            register_number: dossier.register.as_ref().map(|entry| entry.number),
            again: dossier.apology.as_ref().map(|apology| apology.again),
            answer_until: dossier.answer_until,
            alarm: next_alarm(dossier),
            warned_at: dossier.warned_at,
            consulting: dossier.consultations.iter().any(|asked| asked.pending().next().is_some()),
            to_call: to_call(dossier),
            result_desk: dossier.result_desk.clone(),
            taken_up_late: dossier.taken_up_late,
            untaken: dossier.untaken,
        }
    }

    /// Whether the legal clock runs.
    #[must_use]
    pub fn clock_runs(&self) -> bool {
        self.stage.clock_runs_with(self.result_at)
    }

    /// Whether the public post has to do with it: it brought the papers, or has the result.
    #[must_use]
    pub fn is_with_post(&self) -> bool {
        self.channel == CHANNEL_POST || self.stage == Stage::WithPost
    }

    /// The instant by which open dossiers are ordered: promised first, else first recorded.
    pub(crate) fn sort_us(&self) -> i64 {
        to_us(self.again.or(self.due).unwrap_or(self.registered_at))
    }
}

/// Whether a message was given up and the applicant has not been told of the same thing since.
fn to_call(dossier: &Dossier) -> bool {
    dossier.notices.iter().any(|notice| {
        let told_since = |other: &Notice| {
            other.kind == notice.kind && other.told.as_ref().is_some_and(|(_, at)| *at >= notice.at)
        };
        notice.failed.is_some() && !dossier.notices.iter().any(told_since)
    })
}

/// When there was a result: confirmed at the desk, or given at once.
fn solved_at(dossier: &Dossier) -> Option<DateTime> {
    dossier.result_at.or_else(|| dossier.closed_at.filter(|_| dossier.stage == Stage::Returned))
}

/// A day that passed without a result stays late, whatever the clock did afterwards.
fn solved(dossier: &Dossier, at: DateTime) -> Solved {
    match &dossier.promise {
        _ if dossier.overdue_since.is_some() => Solved::Late,
        Some(promise) if at > promise.due => Solved::Late,
        Some(promise) if at.date() < promise.due.date() => Solved::Early,
        // Without a promise the result is owed, and given, at once.
        Some(_) | None => Solved::OnTime,
    }
}

/// A worklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// The clock runs and the promised instant has passed.
    Overdue,
    /// The clock runs and today is the promised day, its hour not yet past.
    Today,
    /// The clock runs and the next working day is the promised day.
    Tomorrow,
    /// Not yet taken up: submitted, on its way to the unit, or in it and taken by nobody there.
    New,
    /// Waits for the applicant: guided, a supplement asked, or the clock stopped.
    Waiting,
    /// Another unit's opinion is awaited.
    Consultation,
    /// Everything that is not closed.
    All,
    /// Sent and not yet signed for.
    InTransit,
    /// The result waits at the desk.
    ResultReady,
    /// Filed and not yet decided at the desk.
    Submitted,
    /// The applicant is to be called: a message could not be delivered, or a result waits untold.
    Call,
    /// The result is with the post.
    WithPost,
}

impl View {
    /// Every view.
    pub const ALL: [View; 12] = [
        View::Overdue,
        View::Today,
        View::Tomorrow,
        View::New,
        View::Waiting,
        View::Consultation,
        View::All,
        View::InTransit,
        View::ResultReady,
        View::Submitted,
        View::Call,
        View::WithPost,
    ];
}

/// Whose dossiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Held by the unit, or on their way to it.
    Unit(UnitId),
    /// Held by one of the units of an agency, or on their way to one.
    Agency(Vec<UnitId>),
    /// Received at one of the desks, or with the result there or on its way there.
    Desks(Vec<UnitId>),
    /// What the public post brought, or has the result of, at whichever desk.
    Post,
    /// All of the province.
    All,
    /// Filed through a citizen's account.
    Account(PersonId),
}

/// A question for a worklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorklistQuery {
    /// Which list.
    pub view: View,
    /// Whose.
    pub scope: Scope,
    /// The present instant.
    pub now: DateTime,
    /// The next working day.
    pub tomorrow: Date,
    /// Where the page begins.
    pub cursor: Option<String>,
    /// Rows wanted, at most [`PAGE_LIMIT`].
    pub limit: usize,
}

/// Open dossiers of a scope that are counted, the most urgent first: beyond, three digits and a plus say enough, and
/// counting all of a large office took longer than everything else on its page.
pub const COUNTED: u32 = 999;

/// How many dossiers each view of one scope has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ViewCounts {
    counts: [u64; 12],
    /// The scope has more than [`COUNTED`] open dossiers: each view has at least so many.
    pub more: bool,
}

impl ViewCounts {
    /// How many dossiers the view has.
    #[must_use]
    pub fn of(&self, view: View) -> u64 {
        View::ALL.iter().zip(self.counts).find(|(own, _)| **own == view).map_or(0, |(_, count)| count)
    }

    pub(crate) fn exact(counts: [u64; 12]) -> Self {
        Self { counts, more: false }
    }

    /// Of the first dossiers, one more than [`COUNTED`] at most.
    pub(crate) fn of_first(counts: [u64; 12]) -> Self {
        let most = u64::from(COUNTED);
        let more = counts.iter().any(|count| *count > most);
        Self { counts: counts.map(|count| count.min(most)), more }
    }
}

/// A question for the search box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    /// Beginning of a code, part of a folded name, or digits of a telephone number.
    pub text: String,
    /// Whose; closed dossiers too.
    pub scope: Scope,
    /// Where the page begins.
    pub cursor: Option<String>,
    /// Rows wanted, at most [`PAGE_LIMIT`].
    pub limit: usize,
}

/// What the text of a search is, by its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Needle {
    Nothing,
    Code(String),
    Phone(String),
    Name(String),
}

impl Needle {
    /// Digits alone may begin a code or a telephone number; telephone numbers have no dot.
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
        if text.len() < 2 {
            Self::Nothing
        } else if text.starts_with(|c: char| c.is_ascii_digit() || c == 'h' || c == 'H') && text.contains('.')
        {
            Self::Code(text.to_ascii_uppercase())
        } else if digits(text) {
            Self::Phone(text.replace(' ', ""))
        } else {
            Self::Name(text.to_lowercase())
        }
    }
}

/// Why the schedule must look at a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlarmKind {
    /// The next alarm of the dossier has come: see `domain::dossier::alarms`.
    Rung,
    /// The promise is provisional: count it again when a calendar was published.
    Recount,
}

/// The instants that views and figures compare with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Instants {
    pub now: i64,
    pub today_end: i64,
    pub tomorrow_start: i64,
    pub tomorrow_end: i64,
}

impl Instants {
    pub fn new(now: DateTime, tomorrow: Date) -> Self {
        Self {
            now: to_us(now),
            today_end: to_us(end_of(now.date())),
            tomorrow_start: to_us(start_of(tomorrow)),
            tomorrow_end: to_us(end_of(tomorrow)),
        }
    }
}

/// First and last instants (exclusive) of a period of days.
pub(crate) fn period(from: Date, to: Date) -> (i64, i64) {
    (to_us(start_of(from)), to_us(end_of(to)))
}

/// Where a page begins: after this row in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keyset {
    pub sort: i64,
    pub id: String,
}

impl Keyset {
    pub fn write(&self) -> String {
        format!("{}.{}", self.sort, self.id)
    }

    pub fn read(cursor: Option<&str>) -> Result<Option<Self>, StoreError> {
        let Some(text) = cursor else { return Ok(None) };
        let wrong = || StoreError::Invalid(format!("`{text}` is not a cursor of this store"));
        let (sort, id) = text.split_once('.').ok_or_else(wrong)?;
        Ok(Some(Self { sort: sort.parse().map_err(|_| wrong())?, id: id.to_owned() }))
    }
}

/// Cuts one row more than wanted into a page with its cursor.
pub(crate) fn page<T>(mut rows: Vec<T>, limit: usize, key: impl Fn(&T) -> Keyset) -> Page<T> {
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next_cursor = if more { rows.last().map(|row| key(row).write()) } else { None };
    Page { items: rows, next_cursor }
}

/// At least one row, at most [`PAGE_LIMIT`].
pub(crate) fn clamp(limit: usize) -> usize {
    limit.clamp(1, PAGE_LIMIT)
}
