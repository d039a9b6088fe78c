//! Closing a till at the end of a shift: what was recorded, what was counted, and why they differ (R18.6b, A11).
//!
//! A closing covers every movement up to a position of the journal; the next begins behind it. So a
//! payment that is voided after its shift was closed falls into the next one, and nothing is counted twice.

use domain::Refusal;
use domain::books::BookRefusal;
use domain::books::cash::close as judge;
use domain::dossier::event::PaymentMethod;
use domain::ids::{PersonId, UnitId};
use domain::organisation::Role;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use store::{Batch, CounterKey, Entry, EntryQuery, Loaded, MoneyRow, Reads, Till, entry_stream};

use super::{
    BookAct, LEADERS, Moment, Once, Record, SUPERVISORS, again, by, code_of, holds, instant, now, number_key,
    units,
};
use crate::App;
use crate::dossier::Caller;
use crate::error::{CommandError, FieldError};
use crate::person::check_text;

/// The book.
pub const BOOK: &str = "cash";
const TELLERS: &[Role] = &[Role::CounterOfficer, Role::PostClerk];

/// One movement of cash in a closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// Code of the dossier.
    pub code: String,
    /// `paid`, `voided` or `refunded`.
    pub kind: String,
    /// Number of the receipt or voucher.
    pub receipt: String,
    /// Amount in đồng; below 0 what left the till.
    pub amount: i64,
    /// When, as stored; empty in closings that did not note it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Body {
    cashier: String,
    expected: i64,
    counted: i64,
    reason: String,
    upto: i64,
    confirmed_by: String,
    confirmed_at: String,
    movements: Vec<Movement>,
}

/// A closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: Option<(i16, u32)>,
    /// Where.
    pub unit: UnitId,
    /// Who closed, by id.
    pub cashier: String,
    /// When.
    pub at: DateTime,
    /// What was recorded, in đồng.
    pub expected: i64,
    /// What was counted, in đồng.
    pub counted: i64,
    /// Why they differ.
    pub reason: String,
    /// Id of the second person; empty while nobody confirmed.
    pub confirmed_by: String,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime>,
    /// What it covers.
    pub movements: Vec<Movement>,
}

/// What lies in a till now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Where.
    pub unit: UnitId,
    /// What was recorded since the last closing, in đồng.
    pub expected: i64,
    /// How many movements there were since then.
    pub count: usize,
    /// The newest of them, newest first; the closing lists all.
    pub newest: Vec<Movement>,
}

/// Movements of an open till that are looked at: more than a shift has.
const LOOKED_AT: usize = 100;

fn cash(rows: &[MoneyRow]) -> impl Iterator<Item = &MoneyRow> {
    rows.iter().filter(|row| row.method == PaymentMethod::Cash)
}

/// The caller's own tills, each with what was recorded since it was closed.
///
/// # Errors
///
/// [`CommandError::Forbidden`] for people who take no money.
pub fn tills(app: &App, caller: &Caller) -> Result<Vec<Open>, CommandError> {
    tills_on(app, caller, app.store.now().date())
}

/// As [`tills`], for the postings of `day`.
pub(crate) fn tills_on(app: &App, caller: &Caller, day: Date) -> Result<Vec<Open>, CommandError> {
    let own = units(caller, TELLERS, day);
    if own.is_empty() {
        return Err(CommandError::Forbidden);
    }
    let mut found = Vec::new();
    for unit in own {
        let till = Till { unit: unit.clone(), person: caller.person.id.clone() };
        let own = app.store.in_till(&till, LOOKED_AT)?;
        let newest = own.newest.iter().map(|row| movement(app, row)).collect::<Result<Vec<_>, _>>()?;
        found.push(Open { unit, expected: own.sum, count: own.movements, newest });
    }
    Ok(found)
}

/// Closes the caller's till at `unit` on what was counted, in đồng.
///
/// # Errors
///
/// [`CommandError::Forbidden`] for a till that is not theirs, [`CommandError::Refused`] for an empty shift
/// or a difference without a reason.
///
/// # Legal basis
///
/// [`law::qc1722::D18_K6_B`].
pub async fn close(
    app: &App,
    caller: &Caller,
    unit: &UnitId,
    counted: i64,
    reason: &str,
    once: Option<Once>,
) -> Result<String, CommandError> {
    now(app, |moment| plan_close(app, caller, unit, (counted, reason), once, moment))?.run(app).await
}

/// As [`close`], up to the store.
pub(crate) fn plan_close(
    app: &App,
    caller: &Caller,
    unit: &UnitId,
    (counted, reason): (i64, &str),
    once: Option<Once>,
    moment: &mut Moment<'_>,
) -> Result<BookAct<String>, CommandError> {
    if !units(caller, TELLERS, moment.at.date()).contains(unit) {
        return Err(CommandError::Forbidden);
    }
    let (mut reason, mut faults) = (reason.to_owned(), Vec::new());
    check_text("reason", &mut reason, false, 1000, true, &mut faults);
    if !(0..=1_000_000_000_000).contains(&counted) {
        faults.push(FieldError::new("counted", "out-of-range", "Số tiền kiểm đếm không âm."));
    }
    if !faults.is_empty() {
        return Err(CommandError::Invalid(faults));
    }
    let till = Till { unit: unit.clone(), person: caller.person.id.clone() };
    // Codes never change once given, so they may be read before the act; a movement that comes in between
    // shows its id.
    let mut codes = std::collections::BTreeMap::new();
    for row in app.store.till(&till)? {
        codes.insert(row.dossier.clone(), code_of(app, &row.dossier)?);
    }
    let act = Close { id: (moment.random)()?, till, counted, reason, codes, actor: by(caller, unit), once };
    let reads = act.clone();
    Ok(BookAct::new(move |at| reads.reads(at), move |loaded| act.decide(loaded)))
}

#[derive(Clone)]
struct Close {
    id: String,
    till: Till,
    counted: i64,
    reason: String,
    codes: std::collections::BTreeMap<domain::ids::DossierId, String>,
    actor: domain::dossier::Actor,
    once: Option<Once>,
}

impl Close {
    fn reads(&self, at: DateTime) -> Reads {
        Reads::default()
            .till(self.till.clone())
            .counter(number_key(BOOK, &self.till.unit, at.year()).0)
            .idempotent(Once::read(self.once.as_ref(), self.till.person.as_str()))
    }

    fn decide(&self, loaded: &Loaded) -> Result<(String, Batch), CommandError> {
        if let Some(earlier) = again(loaded)? {
            return Ok((earlier, Batch::default()));
        }
        let rows = loaded.till();
        let amounts: Vec<i64> = cash(rows).map(|row| row.amount).collect();
        let closing = judge(&amounts, self.counted, &self.reason)?;
        let upto = rows.iter().map(|row| row.position).max().unwrap_or(0);
        let code =
            |row: &MoneyRow| self.codes.get(&row.dossier).cloned().unwrap_or_else(|| row.dossier.to_string());
        let movements = cash(rows).map(|row| named(row, code(row))).collect();
        let body = Body {
            cashier: self.till.person.to_string(),
            expected: closing.expected,
            counted: closing.counted,
            reason: self.reason.clone(),
            upto,
            confirmed_by: String::new(),
            confirmed_at: String::new(),
            movements,
        };
        let (unit, person) = (&self.till.unit, &self.till.person);
        let record = Record::new(unit, unit, "counted", person.as_str(), body);
        let last = u64::try_from(upto).unwrap_or(0);
        let batch = Batch::default().counter(CounterKey(self.till.counter()), last);
        let (record, batch) = record.numbered(BOOK, loaded, batch)?;
        let batch = record.note(batch, BOOK, &self.id, "till-closed", &self.actor)?;
        Ok((self.id.clone(), batch.answer(201, self.id.clone())))
    }
}

/// Confirms a closing as second person: a colleague of the desk, or whoever leads the Centre.
///
/// # Errors
///
/// [`Refusal::SamePerson`] for the cashier, [`BookRefusal::AlreadyConfirmed`], [`CommandError::NotFound`].
pub async fn confirm(app: &App, caller: &Caller, id: &str) -> Result<(), CommandError> {
    plan_confirm(app, caller, id, app.store.now().date())?.run(app).await
}

/// As [`confirm`], up to the store, for the postings of `day`.
pub(crate) fn plan_confirm(
    app: &App,
    caller: &Caller,
    id: &str,
    day: Date,
) -> Result<BookAct<()>, CommandError> {
    let before = open_on(app, caller, id, day)?;
    let (stream, own) = (entry_stream(BOOK, id), id.to_owned());
    let (person, actor) = (caller.person.id.clone(), by(caller, &before.unit));
    if !units(caller, TELLERS, day).contains(&before.unit) && !holds(caller, LEADERS, day) {
        return Err(CommandError::Forbidden);
    }
    let read = stream.clone();
    let reads = move |_| Reads::default().stream(read.clone());
    Ok(BookAct::new(reads, move |loaded| {
        let mut record = Record::<Body>::standing(loaded, &stream)?;
        if record.body.cashier == person.as_str() {
            let basis = law::qc1722::D18_K6_B;
            return Err(Refusal::SamePerson { person: person.clone(), basis }.into());
        }
        if record.state != "counted" {
            return Err(Refusal::from(BookRefusal::AlreadyConfirmed).into());
        }
        "confirmed".clone_into(&mut record.state);
        record.body.confirmed_by = person.to_string();
        record.body.confirmed_at = loaded.at.to_string();
        Ok(((), record.note(Batch::default(), BOOK, &own, "till-confirmed", &actor)?))
    }))
}

/// A closing that the caller may read: those of their desks, or all for those who look over the Centre.
///
/// # Errors
///
/// [`CommandError::NotFound`].
pub fn open(app: &App, caller: &Caller, id: &str) -> Result<Closing, CommandError> {
    open_on(app, caller, id, app.store.now().date())
}

fn open_on(app: &App, caller: &Caller, id: &str, day: Date) -> Result<Closing, CommandError> {
    let entry = app.store.entry(BOOK, id)?.ok_or(CommandError::NotFound)?;
    let near = units(caller, TELLERS, day).contains(&entry.unit) || holds(caller, SUPERVISORS, day);
    if near { closing(&entry) } else { Err(CommandError::NotFound) }
}

/// A page of closings, the newest first, and where the next begins.
///
/// # Errors
///
/// [`CommandError::Forbidden`] for people who neither take money nor supervise.
pub fn list(
    app: &App,
    caller: &Caller,
    cursor: Option<String>,
) -> Result<(Vec<Closing>, Option<String>), CommandError> {
    let day = app.store.now().date();
    let own = units(caller, TELLERS, day);
    let all = holds(caller, SUPERVISORS, day);
    if own.is_empty() && !all {
        return Err(CommandError::Forbidden);
    }
    let page = app.store.entries(&EntryQuery { cursor, ..EntryQuery::of(BOOK) })?;
    let mine = page.items.iter().filter(|entry| all || own.contains(&entry.unit));
    Ok((mine.map(closing).collect::<Result<Vec<_>, _>>()?, page.next_cursor))
}

fn closing(entry: &Entry) -> Result<Closing, CommandError> {
    let record = Record::<Body>::of(entry)?;
    let body = record.body;
    Ok(Closing {
        id: entry.id.clone(),
        number: entry.number,
        unit: entry.unit.clone(),
        cashier: body.cashier,
        at: entry.began_at,
        expected: body.expected,
        counted: body.counted,
        reason: body.reason,
        confirmed_by: body.confirmed_by,
        confirmed_at: instant(&body.confirmed_at),
        movements: body.movements,
    })
}

fn movement(app: &App, row: &MoneyRow) -> Result<Movement, CommandError> {
    Ok(named(row, code_of(app, &row.dossier)?))
}

fn named(row: &MoneyRow, code: String) -> Movement {
    Movement {
        code,
        kind: row.kind.name().to_owned(),
        receipt: row.receipt.clone(),
        amount: row.amount,
        at: row.at.to_string(),
    }
}

/// A person's name for a page.
#[must_use]
pub fn person_name(app: &App, id: &str) -> String {
    PersonId::new(id).map(|id| app.reference().person_name(&id)).unwrap_or_default()
}
