//! Minutes by which the public post hands consignments over (R7.20, Quyết định 45/2016 Điều 7).
//!
//! One side lists, the other signs; the second signature gives the number and, by the server's clock, the
//! moment of submission. Each line then waits until a dossier is made of it, or it is closed with a reason.

use std::collections::BTreeSet;

use domain::books::post_minute::{self, Line, MOST_LINES, Side, may_sign};
use domain::dossier::Posted;
use domain::dossier::event::Slip;
use domain::ids::{PersonId, UnitId};
use domain::organisation::Role;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use store::{Batch, Entry, EntryQuery, Loaded, Reads, entry_stream};

use super::{
    BookAct, Moment, Once, Record, SUPERVISORS, again, by, code_of, holds, instant, now, number_key, units,
};
use crate::App;
use crate::dossier::Caller;
use crate::error::{CommandError, FieldError};
use crate::person::check_text;

/// The book of minutes.
pub const BOOK: &str = "post-minute";
/// The book of their lines; the id is the number of the consignment.
pub const LINES: &str = "post-line";
/// Waits for the second signature.
pub const WAITS: &str = "waits";
/// Signed by both sides.
pub const SIGNED: &str = "signed";
/// Sent back by the second side.
pub const SENT_BACK: &str = "sent-back";

pub(super) const POST: &[Role] = &[Role::PostClerk];
pub(super) const COUNTER: &[Role] = &[Role::CounterOfficer];

#[derive(Debug, Clone, Serialize, Deserialize)]
struct LineBody {
    consignment: String,
    what: String,
    postage: i64,
    collected: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Body {
    began: String,
    began_by: String,
    signed_by: String,
    signed_at: String,
    reason: String,
    lines: Vec<LineBody>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Waiting {
    what: String,
    postage: i64,
    collected: i64,
    year: i16,
    minute: u32,
    signed_at: String,
    reason: String,
}

/// A minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minute {
    /// Its id.
    pub id: String,
    /// Its number, once both sides signed.
    pub number: Option<(i16, u32)>,
    /// The desk that receives.
    pub desk: UnitId,
    /// `waits`, `signed` or `sent-back`.
    pub state: String,
    /// The side that listed.
    pub began: Side,
    /// Who listed, by name.
    pub began_by: String,
    /// Who listed.
    pub(crate) began_person: Option<PersonId>,
    /// When it was listed.
    pub began_at: DateTime,
    /// Who signed second, by name.
    pub signed_by: String,
    /// Who signed second.
    pub(crate) signed_person: Option<PersonId>,
    /// When: the moment of submission.
    pub signed_at: Option<DateTime>,
    /// Why it was sent back.
    pub reason: String,
    /// The consignments.
    pub lines: Vec<Line>,
}

/// A consignment that waits for its dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLine {
    /// The line.
    pub line: Line,
    /// The minute.
    pub minute: String,
    /// What the dossier's arrival says of it.
    pub posted: Posted,
}

/// Lists consignments for `desk`: by the post for any desk of the province, by a counter for its own.
///
/// # Errors
///
/// [`CommandError::Invalid`] with every faulty field, [`CommandError::Forbidden`],
/// [`CommandError::Refused`] for numbers that were listed before.
pub async fn begin(
    app: &App,
    caller: &Caller,
    desk: Option<UnitId>,
    lines: Vec<Line>,
    once: Option<Once>,
) -> Result<String, CommandError> {
    now(app, |moment| plan_begin(app, caller, desk, lines, once.as_ref(), moment))?.run(app).await
}

/// As [`begin`], up to the store.
pub(crate) fn plan_begin(
    app: &App,
    caller: &Caller,
    desk: Option<UnitId>,
    mut lines: Vec<Line>,
    once: Option<&Once>,
    moment: &mut Moment<'_>,
) -> Result<BookAct<String>, CommandError> {
    let (side, desk) = side(app, caller, desk, moment.at.date())?;
    clean(&mut lines)?;
    let known = known(app, &lines)?;
    let id = (moment.random)()?;
    let body = Body {
        began: name(side).to_owned(),
        began_by: caller.person.id.to_string(),
        signed_by: String::new(),
        signed_at: String::new(),
        reason: String::new(),
        lines: lines.iter().map(stored).collect(),
    };
    let (caller, actor) = (caller.clone(), by(caller, &desk));
    let key = Once::read(once, caller.person.id.as_str());
    let reads = move |_| Reads::default().idempotent(key.clone());
    Ok(BookAct::new(reads, move |loaded| {
        if let Some(earlier) = again(loaded)? {
            return Ok((earlier, Batch::default()));
        }
        post_minute::check(&lines, &known)?;
        let record = Record::new(&desk, &desk, WAITS, desk.as_str(), body.clone());
        let batch = record.note(Batch::default(), BOOK, &id, "minute-listed", &actor)?;
        Ok((id.clone(), batch.answer(201, id.clone())))
    }))
}

/// Signs for the other side: gives the number, fixes the moment of submission, opens the lines.
///
/// # Errors
///
/// [`CommandError::Refused`] for the side that listed, a minute that does not wait, or a consignment
/// that another minute took over meanwhile.
///
/// # Legal basis
///
/// [`law::qd45_2016::D7`].
pub async fn sign(app: &App, caller: &Caller, id: &str) -> Result<Minute, CommandError> {
    plan_sign(app, caller, id, app.store.now().date())?.run(app).await?;
    open(app, caller, id)
}

/// As [`sign`], up to the store, for the postings of `day`.
pub(crate) fn plan_sign(
    app: &App,
    caller: &Caller,
    id: &str,
    day: Date,
) -> Result<BookAct<()>, CommandError> {
    let before = open_on(app, caller, id, day)?;
    let signer = signer(caller, &before, day)?;
    let (stream, desk, actor) = (entry_stream(BOOK, id), before.desk.clone(), by(caller, &before.desk));
    let streams: Vec<_> = before.lines.iter().map(|line| entry_stream(LINES, &line.consignment)).collect();
    let (read, at_desk) = (stream.clone(), desk.clone());
    let (own, person) = (id.to_owned(), caller.person.id.to_string());
    Ok(BookAct::new(
        move |at| {
            let reads = Reads::default().stream(read.clone());
            let reads = reads.counter(number_key(BOOK, &at_desk, at.year()).0);
            streams.iter().cloned().fold(reads, Reads::stream)
        },
        move |loaded| {
            let record = Record::<Body>::standing(loaded, &stream)?;
            may_sign(record.state == WAITS, side_named(&record.body.began), signer)?;
            signed(loaded, record, &own, &person, &desk, &actor)
        },
    ))
}

fn signed(
    loaded: &Loaded,
    mut record: Record<Body>,
    id: &str,
    person: &str,
    desk: &UnitId,
    actor: &domain::dossier::Actor,
) -> Result<((), Batch), CommandError> {
    let lines: Vec<Line> = record.body.lines.iter().map(shown_line).collect();
    let taken = lines.iter().filter(|line| loaded.revision(&entry_stream(LINES, &line.consignment)) > 0);
    let taken: BTreeSet<String> = taken.map(|line| line.consignment.clone()).collect();
    post_minute::check(&lines, &taken)?;
    SIGNED.clone_into(&mut record.state);
    person.clone_into(&mut record.body.signed_by);
    record.body.signed_at = loaded.at.to_string();
    let (record, mut batch) = record.numbered(BOOK, loaded, Batch::default())?;
    batch = record.note(batch, BOOK, id, "minute-signed", actor)?;
    for line in lines {
        let waiting = Waiting {
            what: line.what,
            postage: line.postage,
            collected: line.collected,
            year: record.year.unwrap_or_default(),
            minute: record.number.unwrap_or_default(),
            signed_at: record.body.signed_at.clone(),
            reason: String::new(),
        };
        let own = Record::new(desk, desk, "received", id, waiting);
        batch = own.note(batch, LINES, &line.consignment, "consignment-received", actor)?;
    }
    Ok(((), batch))
}

/// Sends the list back instead of signing, with a reason; nothing counts as submitted then.
///
/// # Errors
///
/// As [`sign`], and [`CommandError::Invalid`] without a reason.
pub async fn send_back(app: &App, caller: &Caller, id: &str, reason: &str) -> Result<(), CommandError> {
    plan_send_back(app, caller, id, reason, app.store.now().date())?.run(app).await
}

/// As [`send_back`], up to the store, for the postings of `day`.
pub(crate) fn plan_send_back(
    app: &App,
    caller: &Caller,
    id: &str,
    reason: &str,
    day: Date,
) -> Result<BookAct<()>, CommandError> {
    let before = open_on(app, caller, id, day)?;
    let signer = signer(caller, &before, day)?;
    let reason = needed("reason", reason)?;
    let (stream, actor) = (entry_stream(BOOK, id), by(caller, &before.desk));
    let (read, own) = (stream.clone(), id.to_owned());
    Ok(BookAct::new(
        move |_| Reads::default().stream(read.clone()),
        move |loaded| {
            let mut record = Record::<Body>::standing(loaded, &stream)?;
            may_sign(record.state == WAITS, side_named(&record.body.began), signer)?;
            SENT_BACK.clone_into(&mut record.state);
            record.body.reason.clone_from(&reason);
            Ok(((), record.note(Batch::default(), BOOK, &own, "minute-sent-back", &actor)?))
        },
    ))
}

/// Closes a line of which no dossier can be made, with the reason.
///
/// # Errors
///
/// [`CommandError::Forbidden`] unless the caller receives at the desk, [`CommandError::NotFound`],
/// [`CommandError::Invalid`] without a reason.
pub async fn close_line(app: &App, caller: &Caller, number: &str, reason: &str) -> Result<(), CommandError> {
    plan_close_line(app, caller, number, reason, app.store.now().date())?.run(app).await
}

/// As [`close_line`], up to the store, for the postings of `day`.
pub(crate) fn plan_close_line(
    app: &App,
    caller: &Caller,
    number: &str,
    reason: &str,
    day: Date,
) -> Result<BookAct<()>, CommandError> {
    let entry = app.store.entry(LINES, number)?.ok_or(CommandError::NotFound)?;
    if !units(caller, COUNTER, day).contains(&entry.unit) {
        return Err(CommandError::Forbidden);
    }
    let reason = needed("reason", reason)?;
    let (stream, actor) = (entry_stream(LINES, number), by(caller, &entry.unit));
    let (read, own) = (stream.clone(), number.to_owned());
    Ok(BookAct::new(
        move |_| Reads::default().stream(read.clone()),
        move |loaded| {
            let mut record = Record::<Waiting>::standing(loaded, &stream)?;
            may_sign(record.state == "received", Side::Post, Side::Desk)?;
            "closed".clone_into(&mut record.state);
            record.body.reason.clone_from(&reason);
            Ok(((), record.note(Batch::default(), LINES, &own, "consignment-closed", &actor)?))
        },
    ))
}

fn needed(field: &str, text: &str) -> Result<String, CommandError> {
    let (mut text, mut faults) = (text.to_owned(), Vec::new());
    check_text(field, &mut text, true, 1000, true, &mut faults);
    if faults.is_empty() { Ok(text) } else { Err(CommandError::Invalid(faults)) }
}

/// A minute that the caller may read: staff of its desk, of the post, and those who look over the Centre.
///
/// # Errors
///
/// [`CommandError::NotFound`].
pub fn open(app: &App, caller: &Caller, id: &str) -> Result<Minute, CommandError> {
    open_on(app, caller, id, app.store.now().date())
}

/// As [`open`], for the postings of `day`.
pub(crate) fn open_on(app: &App, caller: &Caller, id: &str, day: Date) -> Result<Minute, CommandError> {
    let entry = app.store.entry(BOOK, id)?.ok_or(CommandError::NotFound)?;
    let near = units(caller, COUNTER, day).contains(&entry.unit)
        || holds(caller, POST, day)
        || holds(caller, SUPERVISORS, day);
    if near { minute(app, &entry) } else { Err(CommandError::NotFound) }
}

/// A page of minutes, the newest first, and where the next begins.
///
/// # Errors
///
/// [`CommandError::Forbidden`] for people who neither receive nor bring nor supervise.
pub fn list(
    app: &App,
    caller: &Caller,
    cursor: Option<String>,
) -> Result<(Vec<Minute>, Option<String>), CommandError> {
    let day = app.store.now().date();
    let desks = units(caller, COUNTER, day);
    let all = holds(caller, POST, day) || holds(caller, SUPERVISORS, day);
    if desks.is_empty() && !all {
        return Err(CommandError::Forbidden);
    }
    let page = app.store.entries(&EntryQuery { cursor, ..EntryQuery::of(BOOK) })?;
    let mine = page.items.iter().filter(|entry| all || desks.contains(&entry.unit));
    let found = mine.map(|entry| minute(app, entry)).collect::<Result<Vec<_>, _>>()?;
    Ok((found, page.next_cursor))
}

/// The consignments at the caller's desks of which no dossier was made yet, the newest first.
///
/// # Errors
///
/// The store's failure.
pub fn waiting(app: &App, caller: &Caller) -> Result<Vec<OpenLine>, CommandError> {
    let mut found = Vec::new();
    for desk in units(caller, COUNTER, app.store.now().date()) {
        let query = EntryQuery {
            unit: Some(desk),
            state: Some("received".to_owned()),
            not_taken_in: true,
            limit: 200,
            ..EntryQuery::of(LINES)
        };
        for entry in app.store.entries(&query)?.items {
            found.extend(open_line(&entry)?);
        }
    }
    Ok(found)
}

/// What the arrival of a dossier says of a consignment that was handed over at one of the caller's desks.
///
/// # Errors
///
/// [`CommandError::NotFound`] for a number that no signed minute lists there.
pub fn posted(app: &App, caller: &Caller, number: &str) -> Result<OpenLine, CommandError> {
    let number = number.trim().to_uppercase();
    let entry = app.store.entry(LINES, &number)?.ok_or(CommandError::NotFound)?;
    if !units(caller, COUNTER, app.store.now().date()).contains(&entry.unit) || entry.state != "received" {
        return Err(CommandError::NotFound);
    }
    open_line(&entry)?.ok_or(CommandError::NotFound)
}

/// Compares what a filing says of its consignment with the book: the signed minute is the moment of
/// submission, so nobody types another one.
///
/// A minute on paper may be taken in beside the book on the day that it was signed or the working day after,
/// each consignment once; an older one is entered in the book first, where both sides sign.
///
/// # Errors
///
/// The store's failure; faults go to `faults`.
///
/// # Legal basis
///
/// [`law::qd45_2016::D7`].
pub fn check_posted(
    app: &App,
    desk: &UnitId,
    posted: &mut Posted,
    day: Date,
    faults: &mut Vec<FieldError>,
) -> Result<(), CommandError> {
    posted.consignment = posted.consignment.trim().to_uppercase();
    if let Some(entry) = app.store.entry(LINES, &posted.consignment)? {
        let Some(known) = open_line(&entry)? else { return Ok(()) };
        if known.posted.minute != posted.minute || known.posted.signed_at != posted.signed_at {
            let minute = known.posted.minute;
            let how = format!(
                "Bưu gửi này thuộc biên bản số {}/{}, hai bên ký lúc {}; hãy ghi đúng như trong sổ.",
                minute.number,
                minute.year,
                calendar::text::vi_moment(known.posted.signed_at)
            );
            faults.push(FieldError::new("posted.minute", "not-as-in-the-book", &how));
        }
        return Ok(());
    }
    if app.store.consignments(&posted.consignment)?.iter().any(|own| !own.out) {
        let how = "Bưu gửi này đã được tiếp nhận thành hồ sơ.";
        faults.push(FieldError::new("posted.consignment", "twice", how));
    }
    let reference = app.reference();
    if posted.signed_at.date() < post_minute::oldest_beside_the_book(day, reference.calendar_for(desk)) {
        let how =
            "Biên bản ký trước ngày làm việc liền trước phải lập trong sổ Bưu chính trước khi tiếp nhận.";
        faults.push(FieldError::new("posted.signed_at", "not-in-the-book", how));
    }
    Ok(())
}

/// Codes, else ids, of the dossiers that were made of a consignment.
///
/// # Errors
///
/// The store's failure.
pub fn made_of(app: &App, number: &str) -> Result<Vec<String>, CommandError> {
    let incoming = app.store.consignments(number)?.into_iter().filter(|own| !own.out);
    incoming.map(|own| code_of(app, &own.dossier)).collect()
}

fn open_line(entry: &Entry) -> Result<Option<OpenLine>, CommandError> {
    let record = Record::<Waiting>::of(entry)?;
    let Some(signed_at) = instant(&record.body.signed_at) else { return Ok(None) };
    let line = Line {
        consignment: entry.id.clone(),
        what: record.body.what,
        postage: record.body.postage,
        collected: record.body.collected,
    };
    let posted = Posted {
        minute: Slip { year: record.body.year, number: record.body.minute },
        signed_at,
        consignment: line.consignment.clone(),
        postage: line.postage,
        collected: line.collected,
    };
    Ok(Some(OpenLine { line, minute: record.subject, posted }))
}

/// Cleans every line and reports every fault.
fn clean(lines: &mut [Line]) -> Result<(), CommandError> {
    let mut faults = Vec::new();
    if lines.len() > MOST_LINES {
        faults.push(FieldError::new("lines", "too-many", "Một biên bản có nhiều nhất 200 bưu gửi."));
    }
    for (index, line) in lines.iter_mut().enumerate() {
        let at = |name: &str| format!("lines[{index}].{name}");
        line.consignment = line.consignment.trim().to_uppercase();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        if !(4..=40).contains(&line.consignment.len()) || !line.consignment.chars().all(plain) {
            let how = "Số hiệu bưu gửi có 4 đến 40 chữ cái không dấu, chữ số, dấu chấm hoặc gạch nối.";
            faults.push(FieldError::new(&at("consignment"), "not-a-consignment", how));
        }
        check_text(&at("what"), &mut line.what, false, 300, false, &mut faults);
        for (name, amount) in [("postage", line.postage), ("collected", line.collected)] {
            if !(0..=1_000_000_000).contains(&amount) {
                faults.push(FieldError::new(&at(name), "out-of-range", "Số tiền từ 0 đến 1 tỷ đồng."));
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(CommandError::Invalid(faults)) }
}

/// The numbers of `lines` that a signed minute has already.
fn known(app: &App, lines: &[Line]) -> Result<BTreeSet<String>, CommandError> {
    let mut known = BTreeSet::new();
    for line in lines {
        if app.store.entry(LINES, &line.consignment)?.is_some() {
            known.insert(line.consignment.clone());
        }
    }
    Ok(known)
}

/// On which side the caller lists, and for which desk.
fn side(app: &App, caller: &Caller, desk: Option<UnitId>, day: Date) -> Result<(Side, UnitId), CommandError> {
    let reference = app.reference();
    let own = units(caller, COUNTER, day);
    if let Some(first) = own.first() {
        let desk = desk.unwrap_or_else(|| first.clone());
        return if own.contains(&desk) { Ok((Side::Desk, desk)) } else { Err(CommandError::Forbidden) };
    }
    if !holds(caller, POST, day) {
        return Err(CommandError::Forbidden);
    }
    let desk = desk.unwrap_or_else(|| reference.default_desk().clone());
    if reference.province.desks.contains(&desk) {
        Ok((Side::Post, desk))
    } else {
        Err(CommandError::NotFound)
    }
}

/// On which side of this minute the caller signs.
fn signer(caller: &Caller, minute: &Minute, day: Date) -> Result<Side, CommandError> {
    if units(caller, COUNTER, day).contains(&minute.desk) {
        Ok(Side::Desk)
    } else if holds(caller, POST, day) {
        Ok(Side::Post)
    } else {
        Err(CommandError::Forbidden)
    }
}

fn name(side: Side) -> &'static str {
    match side {
        Side::Post => "post",
        Side::Desk => "desk",
    }
}

fn side_named(name: &str) -> Side {
    if name == "desk" { Side::Desk } else { Side::Post }
}

fn stored(line: &Line) -> LineBody {
    LineBody {
        consignment: line.consignment.clone(),
        what: line.what.clone(),
        postage: line.postage,
        collected: line.collected,
    }
}

fn shown_line(line: &LineBody) -> Line {
    Line {
        consignment: line.consignment.clone(),
        what: line.what.clone(),
        postage: line.postage,
        collected: line.collected,
    }
}

fn minute(app: &App, entry: &Entry) -> Result<Minute, CommandError> {
    let record = Record::<Body>::of(entry)?;
    let reference = app.reference();
    let (began, signed) =
        (PersonId::new(&record.body.began_by).ok(), PersonId::new(&record.body.signed_by).ok());
    let name = |id: Option<&PersonId>| id.map(|id| reference.person_name(id)).unwrap_or_default();
    Ok(Minute {
        id: entry.id.clone(),
        number: entry.number,
        desk: entry.unit.clone(),
        state: record.state,
        began: side_named(&record.body.began),
        began_by: name(began.as_ref()),
        began_person: began,
        began_at: entry.began_at,
        signed_by: name(signed.as_ref()),
        signed_person: signed,
        signed_at: instant(&record.body.signed_at),
        reason: record.body.reason,
        lines: record.body.lines.iter().map(shown_line).collect(),
    })
}

/// Whether the caller may sign this minute now.
#[must_use]
pub fn can_sign(app: &App, caller: &Caller, minute: &Minute) -> bool {
    let day = app.store.now().date();
    signer(caller, minute, day).is_ok_and(|side| may_sign(minute.state == WAITS, minute.began, side).is_ok())
}
