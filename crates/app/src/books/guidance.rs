//! Guidance given by counter, telephone, portal and letter: recorded, numbered, printable (R14).
//!
//! Who asked, what was asked and what was answered lie beside the journal and can be erased; that
//! guidance was given, on which version of which procedure, stays.

use std::sync::Arc;

use domain::books::guidance::{Way, check};
use domain::dossier::event::ProcedurePin;
use domain::ids::{ProcedureCode, UnitId};
use domain::organisation::Role;
use domain::procedure::Procedure;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use store::{Batch, Entry, EntryQuery, NewPrivate, Reads, entry_stream};

use super::{
    BookAct, LEADERS, Moment, Once, PAGE, Record, SUPERVISORS, again, by, holds, now, number_key, units,
};
use crate::App;
use crate::dossier::Caller;
use crate::dossier::shell::keep;
use crate::error::{CommandError, FieldError};
use crate::person::check_text;

/// The book.
pub const BOOK: &str = "guidance";
/// Who guides.
const GUIDES: &[Role] =
    &[Role::CounterOfficer, Role::Officer, Role::ProcedureControl, Role::Director, Role::DeputyDirector];

/// What was said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Who asked; empty when they did not say.
    #[serde(default)]
    pub asker: String,
    /// Their telephone or address, for an answer.
    #[serde(default)]
    pub contact: String,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}

/// Guidance to record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewGuidance {
    /// Code of the procedure.
    pub procedure: String,
    /// Name of the way, see [`Way`].
    pub way: String,
    /// What was said.
    pub words: Words,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Body {
    version: u32,
    way: String,
    officer: String,
    words: String,
    commitment: String,
}

/// Recorded guidance.
#[derive(Debug, Clone)]
pub struct Guidance {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: Option<(i16, u32)>,
    /// When it was given.
    pub at: DateTime,
    /// Where.
    pub unit: UnitId,
    /// By which way.
    pub way: Way,
    /// The procedure in the version of that day; `None` when it is no longer at hand.
    pub procedure: Option<Arc<Procedure>>,
    /// Code of the procedure.
    pub code: String,
    /// Name of the officer.
    pub officer: String,
    /// What was said; `None` once erased.
    pub words: Option<Words>,
    /// Id of the erasable row.
    row: String,
}

/// Records guidance and answers with its id.
///
/// # Errors
///
/// [`CommandError::Invalid`] with every faulty field, [`CommandError::Forbidden`],
/// [`CommandError::Refused`] for a procedure that is not in force today.
///
/// # Legal basis
///
/// [`law::qc1722::D14_K2`].
pub async fn give(
    app: &App,
    caller: &Caller,
    new: NewGuidance,
    once: Option<Once>,
) -> Result<String, CommandError> {
    now(app, |moment| plan_give(app, caller, new, once, moment))?.run(app).await
}

/// As [`give`], up to the store.
pub(crate) fn plan_give(
    app: &App,
    caller: &Caller,
    mut new: NewGuidance,
    once: Option<Once>,
    moment: &mut Moment<'_>,
) -> Result<BookAct<String>, CommandError> {
    let day = moment.at.date();
    let unit = units(caller, GUIDES, day).into_iter().next().ok_or(CommandError::Forbidden)?;
    let mut faults = Vec::new();
    let way = Way::find(&new.way);
    if way.is_none() {
        faults.push(FieldError::new("way", "unknown-value", "Chọn cách hướng dẫn trong danh sách."));
    }
    let words = &mut new.words;
    check_text("asker", &mut words.asker, false, 200, false, &mut faults);
    check_text("contact", &mut words.contact, false, 300, false, &mut faults);
    check_text("question", &mut words.question, true, 2000, true, &mut faults);
    check_text("answer", &mut words.answer, true, 4000, true, &mut faults);
    let reference = app.reference();
    let code = ProcedureCode::new(new.procedure.trim()).ok();
    let procedure = code.and_then(|code| {
        reference.procedure_in_force(&code, day).or_else(|| reference.procedure_latest(&code)).cloned()
    });
    if procedure.is_none() {
        let how = "Không có thủ tục mang mã này; hãy tìm trong danh mục.";
        faults.push(FieldError::new("procedure", "unknown-procedure", how));
    }
    let (Some(way), Some(procedure), true) = (way, procedure, faults.is_empty()) else {
        return Err(CommandError::Invalid(faults));
    };
    let data = serde_json::to_string(&new.words).map_err(|_| CommandError::NotFound)?;
    let (kept, row) = keep(moment.at, BOOK, data, None, moment.random)?;
    let id = (moment.random)()?;
    let body = Body {
        version: procedure.version,
        way: way.name().to_owned(),
        officer: caller.person.id.to_string(),
        words: kept.id,
        commitment: kept.commitment,
    };
    let act = Give { id, unit, caller: caller.clone(), procedure, body, row, words: new.words, once };
    let reads = act.clone();
    Ok(BookAct::new(move |at| reads.reads(at), move |loaded| act.decide(loaded)))
}

#[derive(Clone)]
struct Give {
    id: String,
    unit: UnitId,
    caller: Caller,
    procedure: Arc<Procedure>,
    body: Body,
    row: NewPrivate,
    words: Words,
    once: Option<Once>,
}

impl Give {
    fn reads(&self, at: DateTime) -> Reads {
        Reads::default()
            .counter(number_key(BOOK, &self.unit, at.year()).0)
            .idempotent(Once::read(self.once.as_ref(), self.caller.person.id.as_str()))
    }

    fn decide(&self, loaded: &store::Loaded) -> Result<(String, Batch), CommandError> {
        if let Some(earlier) = again(loaded)? {
            return Ok((earlier, Batch::default()));
        }
        check(&self.procedure, loaded.at.date(), &self.words.question, &self.words.answer)?;
        let record =
            Record::new(&self.unit, &self.unit, "given", self.procedure.code.as_str(), self.body.clone());
        let (record, batch) = record.numbered(BOOK, loaded, Batch::default())?;
        let batch = record.note(batch, BOOK, &self.id, "guidance-given", &by(&self.caller, &self.unit))?;
        Ok((self.id.clone(), batch.private(self.row.clone()).answer(201, self.id.clone())))
    }
}

/// A page of the guidance of the caller's own units, or of the whole Centre for those who look over it.
///
/// # Errors
///
/// [`CommandError::Forbidden`] for everybody else.
pub fn list(
    app: &App,
    caller: &Caller,
    cursor: Option<String>,
    limit: usize,
) -> Result<(Vec<Guidance>, Option<String>), CommandError> {
    let day = app.store.now().date();
    let own = units(caller, GUIDES, day);
    let all = holds(caller, SUPERVISORS, day);
    if own.is_empty() && !all {
        return Err(CommandError::Forbidden);
    }
    let unit = if all { None } else { own.first().cloned() };
    let page = app.store.entries(&EntryQuery { unit, cursor, limit, ..EntryQuery::of(BOOK) })?;
    let mut found = page.items.iter().map(|entry| shown(app, entry)).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<String> = found.iter().map(|one| one.row.clone()).collect();
    let rows = app.store.private(&ids)?;
    for one in &mut found {
        let row = rows.iter().find(|row| row.id == one.row);
        one.words = row.and_then(|row| serde_json::from_str(row.data.as_deref()?).ok());
    }
    Ok((found, page.next_cursor))
}

/// One record of guidance; that somebody read it is journaled, since it can name who asked.
///
/// # Errors
///
/// [`CommandError::NotFound`] for an unknown one, or one of another unit.
pub async fn open(app: &App, caller: &Caller, id: &str) -> Result<Guidance, CommandError> {
    let entry = app.store.entry(BOOK, id)?.ok_or(CommandError::NotFound)?;
    let day = app.store.now().date();
    let own = units(caller, GUIDES, day).contains(&entry.unit);
    if !own && !holds(caller, SUPERVISORS, day) {
        return Err(CommandError::NotFound);
    }
    let mut found = shown(app, &entry)?;
    let rows = app.store.private(std::slice::from_ref(&found.row))?;
    found.words = rows.first().and_then(|row| serde_json::from_str(row.data.as_deref()?).ok());
    let unit = caller.person.postings_on(day).next().map_or_else(|| entry.unit.clone(), |p| p.unit.clone());
    let note =
        Batch::default().note(format!("access/guidance-{id}"), "guidance-read", "{}", &by(caller, &unit));
    app.store.record(note).await?;
    Ok(found)
}

/// Erases who asked and what was said; the record that guidance was given stays.
///
/// # Errors
///
/// [`CommandError::Forbidden`] unless the caller leads the Centre, [`CommandError::NotFound`].
pub async fn erase(app: &App, caller: &Caller, id: &str) -> Result<(), CommandError> {
    let day = app.store.now().date();
    let unit = units(caller, LEADERS, day).into_iter().next().ok_or(CommandError::Forbidden)?;
    let stream = entry_stream(BOOK, id);
    let (id, actor) = (id.to_owned(), by(caller, &unit));
    let read = stream.clone();
    app.store
        .act(
            move |_| Reads::default().stream(read.clone()),
            move |loaded| {
                let mut record = Record::<Body>::standing(loaded, &stream)?;
                "erased".clone_into(&mut record.state);
                let batch = record.note(Batch::default(), BOOK, &id, "guidance-erased", &actor)?;
                Ok(((), batch.erase(record.body.words)))
            },
        )
        .await
}

fn shown(app: &App, entry: &Entry) -> Result<Guidance, CommandError> {
    let record = Record::<Body>::of(entry)?;
    let reference = app.reference();
    let code = ProcedureCode::new(&record.subject).ok();
    let pin = code.map(|code| ProcedurePin { code, version: record.body.version });
    let officer = domain::ids::PersonId::new(&record.body.officer).ok();
    Ok(Guidance {
        id: entry.id.clone(),
        number: entry.number,
        at: entry.began_at,
        unit: entry.unit.clone(),
        way: Way::find(&record.body.way).unwrap_or(Way::Counter),
        procedure: pin.and_then(|pin| reference.procedure_pinned(&pin).cloned()),
        code: record.subject,
        officer: officer.map(|id| reference.person_name(&id)).unwrap_or_default(),
        words: None,
        row: record.body.words,
    })
}

/// Rows of one page.
pub const ROWS: usize = PAGE;
