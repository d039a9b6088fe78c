//! Letters by which the director urges units with late dossiers, each tracked to its answer (R8.2, R8.6, R10.1b).

use std::collections::BTreeMap;

use domain::Refusal;
use domain::books::BookRefusal;
use domain::books::urging::{Late, check, due, rung, said};
use domain::dossier::{Stage, in_line, open_of};
use domain::ids::{DossierId, PersonId, UnitId};
use domain::organisation::Role;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use store::{Batch, Entry, EntryQuery, Loaded, Reads, Scope, View, WorklistQuery, entry_stream};

use super::{
    BookAct, LEADERS, Moment, Once, Record, SUPERVISORS, again, by, holds, instant, now, number_key, units,
};
use crate::App;
use crate::dossier::Caller;
use crate::error::{CommandError, FieldError};
use crate::person::check_text;

/// The book.
pub const BOOK: &str = "urging";
/// Sent, and nobody has answered.
pub const SENT: &str = "sent";
/// Late dossiers that one look takes in.
const MOST: usize = 2000;
/// Who answers for a unit.
const HEADS: &[Role] = &[Role::DivisionHead, Role::AgencyHead, Role::Chairman];

/// One dossier in a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Id of the dossier.
    pub dossier: String,
    /// Its code.
    pub code: String,
    /// Its procedure.
    pub procedure: String,
    /// The promised instant; after an apology the new one.
    pub due: String,
    /// Working days since then.
    pub days: i32,
    /// The step of the ladder that it has reached.
    pub rung: u8,
    /// Who has it, in words.
    pub holder: String,
    /// What is being done and in which unit, at the moment of the letter.
    #[serde(default)]
    pub step: String,
}

/// A unit that may be urged now, with the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The agency.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The highest step among its dossiers.
    pub rung: u8,
    /// From how many working days late that step is.
    pub from_days: u16,
    /// All its late dossiers, the latest first.
    pub facts: Vec<Fact>,
    /// Letters sent to it before about any of them.
    pub earlier: u32,
    /// A letter from the facts, to be signed as it is or changed.
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Body {
    signer: String,
    text: String,
    answer_by: String,
    facts: Vec<Fact>,
    #[serde(default)]
    earlier: u32,
    answer: String,
    answered_by: String,
    answered_at: String,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: Option<(i16, u32)>,
    /// To which agency.
    pub unit: UnitId,
    /// The agency's name.
    pub name: String,
    /// When it was signed.
    pub at: DateTime,
    /// Who signed, by name.
    pub signer: String,
    /// Who signed.
    pub(crate) signer_id: Option<PersonId>,
    /// What it says.
    pub text: String,
    /// Until when an answer is expected.
    pub answer_by: Option<Date>,
    /// The dossiers.
    pub facts: Vec<Fact>,
    /// Letters sent to the agency before about any of them.
    pub earlier: u32,
    /// The answer; empty while there is none.
    pub answer: String,
    /// Who answered, by name.
    pub answered_by: String,
    /// When.
    pub answered_at: Option<DateTime>,
}

/// The units whose dossiers have reached a step of the ladder at which nobody has urged yet.
///
/// # Errors
///
/// [`CommandError::Forbidden`] unless the caller leads the Centre.
pub fn proposals(app: &App, caller: &Caller) -> Result<Vec<Proposal>, CommandError> {
    proposals_at(app, caller, app.store.now())
}

/// As [`proposals`], at `now`.
pub(crate) fn proposals_at(app: &App, caller: &Caller, now: DateTime) -> Result<Vec<Proposal>, CommandError> {
    if !holds(caller, LEADERS, now.date()) {
        return Err(CommandError::Forbidden);
    }
    let mut units: BTreeMap<UnitId, Vec<(Late, Fact)>> = BTreeMap::new();
    for (late, fact) in late(app, now)? {
        units.entry(late.unit.clone()).or_default().push((late, fact));
    }
    let mut found = Vec::new();
    for (unit, dossiers) in units {
        found.extend(proposal(app, unit, dossiers, now)?);
    }
    found.sort_by_key(|one| (std::cmp::Reverse(one.rung), std::cmp::Reverse(one.facts.len())));
    Ok(found)
}

fn proposal(
    app: &App,
    unit: UnitId,
    dossiers: Vec<(Late, Fact)>,
    now: DateTime,
) -> Result<Option<Proposal>, CommandError> {
    let ladder = law::parameters_on(&now.date().to_string()).urge_ladder_days;
    let letters = letters(app, &unit)?;
    let late: Vec<Late> = dossiers.iter().map(|(late, _)| late.clone()).collect();
    let Some(step) = due(&late, &ladder, |id| urged(&letters, id)).into_iter().map(|(_, step)| step).max()
    else {
        return Ok(None);
    };
    // A letter tells all that is late, also what was urged at its step or has not reached the first.
    let mut facts: Vec<Fact> =
        dossiers.into_iter().map(|(_, fact)| Fact { rung: rung(fact.days, &ladder), ..fact }).collect();
    facts.sort_by_key(|fact| std::cmp::Reverse(fact.days));
    let about = |letter: &&Vec<Fact>| {
        letter.iter().any(|before| facts.iter().any(|fact| fact.dossier == before.dossier))
    };
    let earlier = u32::try_from(letters.iter().filter(about).count()).unwrap_or(u32::MAX);
    let name = app.reference().unit_name(&unit, now.date());
    let from_days =
        step.checked_sub(1).and_then(|place| ladder.get(usize::from(place))).copied().unwrap_or(0);
    let text = draft(&name, &facts, (step, from_days), earlier);
    Ok(Some(Proposal { unit, name, rung: step, from_days, facts, earlier, text }))
}

/// The letter that the facts make: how late, what was sent before, and what the step of the ladder asks.
fn draft(unit: &str, facts: &[Fact], (step, from): (u8, u16), earlier: u32) -> String {
    let most = facts.iter().map(|fact| fact.days).max().unwrap_or(0);
    let measure = match step {
        1 => "đề nghị Thủ trưởng đơn vị chỉ đạo giải quyết ngay và báo cho Trung tâm ngày trả kết quả.",
        2 => "đề nghị Thủ trưởng đơn vị giải trình nguyên nhân và nêu ngày trả kết quả.",
        _ => {
            "nếu không nhận được trả lời, Trung tâm sẽ báo cáo Ủy ban nhân dân tỉnh xem xét trách nhiệm theo quy chế."
        }
    };
    let before = match earlier {
        0 => String::new(),
        count => format!("\nTrung tâm đã gửi {count} văn bản đôn đốc về các hồ sơ này."),
    };
    format!(
        "Đến hôm nay, {unit} còn {} hồ sơ quá hạn trả kết quả, hồ sơ chậm nhất đã quá {most} ngày làm việc \
         (danh sách kèm theo).{before}\nVới hồ sơ quá hạn từ {from} ngày làm việc: {measure}\nTrả lời gửi về \
         Trung tâm, nêu rõ từng hồ sơ.",
        facts.len()
    )
}

/// Every late dossier with the agency that has it.
fn late(app: &App, now: DateTime) -> Result<Vec<(Late, Fact)>, CommandError> {
    let reference = app.reference();
    let (mut found, mut cursor) = (Vec::new(), None);
    loop {
        let page = app.store.worklist(&WorklistQuery {
            view: View::Overdue,
            scope: Scope::All,
            now,
            tomorrow: now.date(),
            cursor,
            limit: 200,
        })?;
        for row in page.items {
            let Some(promised) = row.again.or(row.due) else { continue };
            // Promised anew, and the new day is still ahead: nothing to urge.
            if promised >= now {
                continue;
            }
            let unit = reference.organisation.agency_of(&row.holder_unit, now.date());
            let calendar = reference.calendar_for(&row.holder_unit);
            let days = calendar.working_days_between(promised.date(), now.date());
            let code = domain::ids::ProcedureCode::new(&row.procedure).ok();
            let procedure = code.and_then(|code| reference.procedure_latest(&code).cloned());
            let person = row.holder_person.as_ref().map(|id| reference.person_name(id));
            let at = reference.unit_name(&row.holder_unit, now.date());
            let fact = Fact {
                dossier: row.id.to_string(),
                code: row.code.unwrap_or_default(),
                procedure: procedure.map_or(row.procedure, |procedure| procedure.name.vi.clone()),
                due: promised.to_string(),
                days,
                rung: 0,
                holder: person.map_or_else(|| at.clone(), |person| format!("{person}, {at}")),
                step: String::new(),
            };
            found.push((Late { dossier: row.id, unit, days }, fact));
        }
        cursor = page.next_cursor;
        if cursor.is_none() || found.len() >= MOST {
            return Ok(found);
        }
    }
}

/// The dossiers of each letter that a unit got so far.
fn letters(app: &App, unit: &UnitId) -> Result<Vec<Vec<Fact>>, CommandError> {
    let (mut found, mut cursor) = (Vec::new(), None);
    loop {
        let query = EntryQuery { unit: Some(unit.clone()), cursor, limit: 200, ..EntryQuery::of(BOOK) };
        let page = app.store.entries(&query)?;
        for entry in &page.items {
            found.push(Record::<Body>::of(entry)?.body.facts);
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(found);
        }
    }
}

/// Up to which step a dossier was urged before.
fn urged(letters: &[Vec<Fact>], dossier: &DossierId) -> u8 {
    let about = letters.iter().flatten().filter(|fact| fact.dossier == dossier.as_str());
    about.map(|fact| fact.rung).max().unwrap_or(0)
}

/// What is being done with a dossier and in which unit, in words.
fn step_of(app: &App, fact: &Fact, day: Date) -> Result<String, CommandError> {
    let Ok(id) = DossierId::new(&fact.dossier) else { return Ok(fact.holder.clone()) };
    let view = crate::dossier::view::load(app, &id)?;
    let open = open_of(&view.dossier, &view.procedure);
    let work = if view.dossier.stage == Stage::Processing && !open.is_empty() {
        open.iter().map(|work| work.name().vi.as_str()).collect::<Vec<_>>().join("; ")
    } else {
        let stage = crate::told::stage(view.dossier.stage).vi;
        let mut letters = stage.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    Ok(format!("{work}, {}", view.reference.unit_name(&view.dossier.holder.unit, day)))
}

/// A letter to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// To which agency.
    pub unit: UnitId,
    /// What it says; empty takes the draft.
    pub text: String,
    /// Until when an answer is expected.
    pub answer_by: Option<Date>,
}

/// Signs a letter: the facts are those of now, the number that of the Centre's book.
///
/// # Errors
///
/// [`CommandError::Forbidden`] unless the caller leads the Centre, [`BookRefusal::NothingToUrge`] for a unit
/// that gave no cause or was urged at this step already.
///
/// # Legal basis
///
/// [`law::qc1722::D10_K1_B`], [`law::qc1722::D8_K6`].
pub async fn sign(
    app: &App,
    caller: &Caller,
    new: NewLetter,
    once: Option<Once>,
) -> Result<String, CommandError> {
    let found = {
        let (app, caller, unit) = (app.clone(), caller.clone(), new.unit.clone());
        tokio::task::spawn_blocking(move || named(&app, &caller, &unit))
            .await
            .map_err(|_| CommandError::NotFound)??
    };
    now(app, |moment| plan_sign(caller, new, found, once, moment))?.run(app).await
}

/// As [`sign`], up to the store, with the facts of the unit as they stand.
pub(crate) fn plan_sign(
    caller: &Caller,
    new: NewLetter,
    found: Option<Proposal>,
    once: Option<Once>,
    moment: &mut Moment<'_>,
) -> Result<BookAct<String>, CommandError> {
    let day = moment.at.date();
    let own = units(caller, LEADERS, day).into_iter().next().ok_or(CommandError::Forbidden)?;
    let NewLetter { unit, mut text, answer_by } = new;
    let mut faults = Vec::new();
    check_text("text", &mut text, false, 8000, true, &mut faults);
    if answer_by.is_some_and(|by| by <= day) {
        let how = "Hạn trả lời phải sau hôm nay.";
        faults.push(FieldError::new("answer_by", "out-of-range", how));
    }
    if !faults.is_empty() {
        return Err(CommandError::Invalid(faults));
    }
    let text = match (&found, text.is_empty()) {
        (Some(found), true) => found.text.clone(),
        _ => text,
    };
    let (facts, earlier) = found.map(|found| (found.facts, found.earlier)).unwrap_or_default();
    let body = Body {
        signer: caller.person.id.to_string(),
        text,
        answer_by: answer_by.map(|day| day.to_string()).unwrap_or_default(),
        facts,
        earlier,
        answer: String::new(),
        answered_by: String::new(),
        answered_at: String::new(),
    };
    let act = Sign { id: (moment.random)()?, unit, own: own.clone(), body, actor: by(caller, &own), once };
    let reads = act.clone();
    Ok(BookAct::new(move |at| reads.reads(at), move |loaded| act.decide(loaded)))
}

/// What may be urged at one unit, each dossier with its step.
fn named(app: &App, caller: &Caller, unit: &UnitId) -> Result<Option<Proposal>, CommandError> {
    let now = app.store.now();
    let found = proposals_at(app, caller, now)?.into_iter().find(|one| one.unit == *unit);
    found.map(|found| with_steps(app, found, now.date())).transpose()
}

/// The proposal with what is being done with each dossier.
pub(crate) fn with_steps(app: &App, mut found: Proposal, day: Date) -> Result<Proposal, CommandError> {
    for fact in &mut found.facts {
        fact.step = step_of(app, fact, day)?;
    }
    Ok(found)
}

#[derive(Clone)]
struct Sign {
    id: String,
    unit: UnitId,
    own: UnitId,
    body: Body,
    actor: domain::dossier::Actor,
    once: Option<Once>,
}

impl Sign {
    fn reads(&self, at: DateTime) -> Reads {
        Reads::default()
            .counter(number_key(BOOK, &self.own, at.year()).0)
            .idempotent(Once::read(self.once.as_ref(), &self.body.signer))
    }

    fn decide(&self, loaded: &Loaded) -> Result<(String, Batch), CommandError> {
        if let Some(earlier) = again(loaded)? {
            return Ok((earlier, Batch::default()));
        }
        let late = |fact: &Fact| -> Option<(Late, u8)> {
            let dossier = DossierId::new(&fact.dossier).ok()?;
            Some((Late { dossier, unit: self.unit.clone(), days: fact.days }, fact.rung))
        };
        let named: Vec<(Late, u8)> = self.body.facts.iter().filter_map(late).collect();
        let named: Vec<(&Late, u8)> = named.iter().map(|(late, rung)| (late, *rung)).collect();
        check(&named, &self.body.text)?;
        let record = Record::new(&self.unit, &self.own, SENT, self.unit.as_str(), self.body.clone());
        let (record, batch) = record.numbered(BOOK, loaded, Batch::default())?;
        let batch = record.note(batch, BOOK, &self.id, "letter-signed", &self.actor)?;
        Ok((self.id.clone(), batch.answer(201, self.id.clone())))
    }
}

/// Whether the caller may answer for the urged unit.
#[must_use]
pub fn can_answer(app: &App, caller: &Caller, letter: &Letter) -> bool {
    let day = app.store.now().date();
    letter.answered_at.is_none() && answering(app, caller, &letter.unit, day).is_some()
}

fn answering(app: &App, caller: &Caller, urged: &UnitId, day: Date) -> Option<UnitId> {
    let reference = app.reference();
    units(caller, HEADS, day).into_iter().find(|unit| in_line(&reference.organisation, unit, urged, day))
}

/// Records the unit's answer.
///
/// # Errors
///
/// [`CommandError::Forbidden`] unless the caller heads the unit, [`BookRefusal::LetterAnswered`].
pub async fn answer(app: &App, caller: &Caller, id: &str, text: &str) -> Result<(), CommandError> {
    plan_answer(app, caller, id, text, app.store.now().date())?.run(app).await
}

/// As [`answer`], up to the store, for the postings of `day`.
pub(crate) fn plan_answer(
    app: &App,
    caller: &Caller,
    id: &str,
    text: &str,
    day: Date,
) -> Result<BookAct<()>, CommandError> {
    let letter = open_on(app, caller, id, day)?;
    let unit = answering(app, caller, &letter.unit, day).ok_or(CommandError::Forbidden)?;
    let (mut text, mut faults) = (text.to_owned(), Vec::new());
    check_text("answer", &mut text, true, 8000, true, &mut faults);
    if !faults.is_empty() {
        return Err(CommandError::Invalid(faults));
    }
    let (stream, own, actor) = (entry_stream(BOOK, id), id.to_owned(), by(caller, &unit));
    let (read, person) = (stream.clone(), caller.person.id.to_string());
    Ok(BookAct::new(
        move |_| Reads::default().stream(read.clone()),
        move |loaded| {
            let mut record = Record::<Body>::standing(loaded, &stream)?;
            if let Some(at) = instant(&record.body.answered_at) {
                return Err(Refusal::from(BookRefusal::LetterAnswered { at }).into());
            }
            said("answer", &text)?;
            "answered".clone_into(&mut record.state);
            record.body.answer.clone_from(&text);
            record.body.answered_by.clone_from(&person);
            record.body.answered_at = loaded.at.to_string();
            Ok(((), record.note(Batch::default(), BOOK, &own, "letter-answered", &actor)?))
        },
    ))
}

/// A letter that the caller may read: of their own agency, or any for those who look over the Centre.
///
/// # Errors
///
/// [`CommandError::NotFound`].
pub fn open(app: &App, caller: &Caller, id: &str) -> Result<Letter, CommandError> {
    open_on(app, caller, id, app.store.now().date())
}

fn open_on(app: &App, caller: &Caller, id: &str, day: Date) -> Result<Letter, CommandError> {
    let entry = app.store.entry(BOOK, id)?.ok_or(CommandError::NotFound)?;
    if holds(caller, SUPERVISORS, day) || answering(app, caller, &entry.unit, day).is_some() {
        return letter(app, &entry);
    }
    Err(CommandError::NotFound)
}

/// A page of letters, the newest first; only the unanswered ones where `open` is set.
///
/// # Errors
///
/// [`CommandError::Forbidden`] for people who neither head a unit nor look over the Centre.
pub fn list(
    app: &App,
    caller: &Caller,
    unanswered: bool,
    cursor: Option<String>,
) -> Result<(Vec<Letter>, Option<String>), CommandError> {
    let day = app.store.now().date();
    let all = holds(caller, SUPERVISORS, day);
    let heads = units(caller, HEADS, day);
    if heads.is_empty() && !all {
        return Err(CommandError::Forbidden);
    }
    let reference = app.reference();
    let unit = if all { None } else { heads.first().map(|unit| reference.organisation.agency_of(unit, day)) };
    let state = unanswered.then(|| SENT.to_owned());
    let page = app.store.entries(&EntryQuery { unit, state, cursor, ..EntryQuery::of(BOOK) })?;
    let found = page.items.iter().map(|entry| letter(app, entry)).collect::<Result<Vec<_>, _>>()?;
    Ok((found, page.next_cursor))
}

fn letter(app: &App, entry: &Entry) -> Result<Letter, CommandError> {
    let record = Record::<Body>::of(entry)?;
    let body = record.body;
    Ok(Letter {
        id: entry.id.clone(),
        number: entry.number,
        unit: entry.unit.clone(),
        name: app.reference().unit_name(&entry.unit, entry.began_at.date()),
        at: entry.began_at,
        signer: super::cash::person_name(app, &body.signer),
        signer_id: PersonId::new(&body.signer).ok(),
        text: body.text,
        answer_by: body.answer_by.parse().ok(),
        facts: body.facts,
        earlier: body.earlier,
        answer: body.answer,
        answered_by: super::cash::person_name(app, &body.answered_by),
        answered_at: instant(&body.answered_at),
    })
}
