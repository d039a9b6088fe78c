//! What applicants say of how their dossier was settled: once for each dossier, and kept apart from it (R3.6).
//!
//! The address of the slip holds the dossier's id and a mark that only its tracking token gives, so that
//! whoever has the slip can rate and not look. The answer is recorded under a random id with desk, agency,
//! procedure and month; that the dossier was rated is recorded in another stream, without the answer.

use domain::Refusal;
use domain::books::BookRefusal;
use domain::books::rating::{BURST_MINUTES, Rating, is_burst, may_rate};
use domain::dossier::{Actor, Dossier};
use domain::ids::{DossierId, UnitId};
use domain::procedure::Procedure;
use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};
use store::{Batch, EntryQuery, Reads, StreamId};

use super::{BookAct, Moment, Record, SUPERVISORS, holds, now};
use crate::App;
use crate::dossier::Caller;
use crate::dossier::shell::token_hash;
use crate::dossier::view::{self, DossierView};
use crate::error::{CommandError, FieldError};
use crate::person::check_text;

/// The book.
pub const BOOK: &str = "rating";

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Body {
    desk: String,
    procedure: String,
    month: String,
    face: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    time: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contacts: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agencies: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attitude: Option<u8>,
    text: String,
}

/// What the slip asks about, as its page shows it: nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Name of the procedure.
    pub procedure: String,
    /// Name of the agency that settled it.
    pub agency: String,
    /// Whether it was rated already.
    pub rated: bool,
}

/// The part of the slip's address that names a dossier; `None` once its token was erased.
#[must_use]
pub fn slip(view: &DossierView) -> Option<String> {
    let token = view.token.as_ref()?;
    Some(format!("{}{}", view.dossier.id, mark(token)))
}

/// The slip of the dossier with this tracking token.
#[must_use]
pub fn slip_of(id: &DossierId, token: &str) -> String {
    format!("{id}{}", mark(token))
}

/// Half a digest: enough that nobody guesses it, and it does not give the token away.
fn mark(token: &str) -> String {
    token_hash(&format!("danh-gia:{token}")).chars().take(32).collect()
}

/// Whether two texts agree, in a time that does not tell how far.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

fn find(app: &App, slip: &str) -> Result<DossierView, CommandError> {
    let (id, sent) = slip.split_at_checked(32).ok_or(CommandError::NotFound)?;
    let id = DossierId::new(id).map_err(|_| CommandError::NotFound)?;
    let view = view::load(app, &id)?;
    let token = view.token.as_ref().ok_or(CommandError::NotFound)?;
    if same(&mark(token), sent) { Ok(view) } else { Err(CommandError::NotFound) }
}

/// What a slip leads to.
pub(crate) struct Rated<'a> {
    /// The dossier as it stands.
    pub dossier: &'a Dossier,
    /// The procedure version that it is bound to.
    pub procedure: &'a Procedure,
    /// Its tracking token, which alone gives the mark of its slip.
    pub token: &'a str,
    /// Ratings of its desk in the minutes before, for [`is_burst`].
    pub recent: usize,
}

/// The stream that says a dossier was rated, and no more.
fn used(dossier: &DossierId) -> StreamId {
    StreamId::Other(format!("rated/{dossier}"))
}

/// The dossier that a slip asks about, once there is something to rate.
///
/// # Errors
///
/// As [`asked`].
pub(crate) fn opened(app: &App, slip: &str) -> Result<DossierView, CommandError> {
    let view = find(app, slip)?;
    may_rate(view.dossier.stage)?;
    Ok(view)
}

/// What the page of a slip shows.
///
/// # Errors
///
/// [`CommandError::NotFound`] for an address that no dossier gave, [`BookRefusal::NothingToRate`] before its end.
pub fn asked(app: &App, slip: &str) -> Result<Asked, CommandError> {
    let view = opened(app, slip)?;
    let rated = !app.store.notes(&used(&view.dossier.id).name())?.is_empty();
    let agency = view.reference.unit_name(&view.procedure.agency, view.at.date());
    Ok(Asked { procedure: view.procedure.name.vi.clone(), agency, rated })
}

/// Records a rating.
///
/// # Errors
///
/// As [`asked`]; [`BookRefusal::AlreadyRated`] for a second one, [`CommandError::Invalid`] off the scale.
///
/// # Legal basis
///
/// [`law::nd61_2018::D27`].
pub async fn rate(app: &App, slip: &str, rating: Rating, text: &str) -> Result<(), CommandError> {
    let (rating, text) = cleaned(rating, text)?;
    let view = opened(app, slip)?;
    let recent = recent(app, &view.dossier.desk)?;
    let token = view.token.as_deref().ok_or(CommandError::NotFound)?;
    let rated = Rated { dossier: &view.dossier, procedure: &view.procedure, token, recent };
    now(app, |moment| plan_rate(slip, &rated, rating, &text, moment))?.run(app).await
}

fn cleaned(rating: Rating, text: &str) -> Result<(Rating, String), CommandError> {
    let (mut text, mut faults) = (text.to_owned(), Vec::new());
    check_text("text", &mut text, false, 2000, true, &mut faults);
    if !rating.is_on_scale() {
        faults.push(FieldError::new("face", "out-of-range", "Chọn một mức hài lòng."));
    }
    if !faults.is_empty() {
        return Err(CommandError::Invalid(faults));
    }
    Ok((rating, text))
}

/// As [`rate`], up to the store, for the dossier that the slip led to.
pub(crate) fn plan_rate(
    slip: &str,
    rated: &Rated<'_>,
    rating: Rating,
    text: &str,
    moment: &mut Moment<'_>,
) -> Result<BookAct<()>, CommandError> {
    let (rating, text) = cleaned(rating, text)?;
    if !same(&slip_of(&rated.dossier.id, rated.token), slip) {
        return Err(CommandError::NotFound);
    }
    may_rate(rated.dossier.stage)?;
    let (agency, desk) = (rated.procedure.agency.clone(), &rated.dossier.desk);
    let body = Body {
        desk: desk.to_string(),
        procedure: rated.procedure.code.to_string(),
        month: moment.at.date().strftime("%Y-%m").to_string(),
        face: rating.face,
        time: rating.time,
        contacts: rating.contacts,
        agencies: rating.agencies,
        attitude: rating.attitude,
        text,
    };
    let state = if is_burst(rated.recent) { "flagged" } else { "given" };
    let record = Record::new(&agency, &agency, state, desk.as_str(), body);
    let (id, stream) = ((moment.random)()?, used(&rated.dossier.id));
    let read = stream.clone();
    // The applicant is nobody here: what is recorded must not lead back to them.
    let nobody = Actor::System("rating".to_owned());
    Ok(BookAct::new(
        move |_| Reads::default().stream(read.clone()),
        move |loaded| {
            if loaded.revision(&stream) > 0 {
                return Err(Refusal::from(BookRefusal::AlreadyRated).into());
            }
            let batch = Batch::default().note(stream.name(), "rated", "{}", &nobody);
            Ok(((), record.note(batch, BOOK, &id, "rating-given", &nobody)?))
        },
    ))
}

/// How many ratings of a desk came in within the window.
fn recent(app: &App, desk: &UnitId) -> Result<usize, CommandError> {
    let since = app.store.now().checked_sub(BURST_MINUTES.minutes()).ok();
    let subject = Some(desk.to_string());
    let page = app.store.entries(&EntryQuery { subject, since, limit: 200, ..EntryQuery::of(BOOK) })?;
    Ok(page.items.len())
}

/// What many ratings come to: never one alone with its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many, flagged ones included.
    pub count: u32,
    /// How many were flagged because too many came at once.
    pub flagged: u32,
    /// How many chose each face, from 1 to 5.
    pub faces: [u32; 5],
    /// Points and number of answers for the indicators 1, 3, 4 and 7.
    pub indicators: [(u32, u32); 4],
}

/// The ratings of a month, as `2025-06`, over the whole province. Reads all of the month.
///
/// # Errors
///
/// [`CommandError::Forbidden`] unless the caller looks over the Centre.
pub fn summary(app: &App, caller: &Caller, month: &str) -> Result<Summary, CommandError> {
    if !holds(caller, SUPERVISORS, app.store.now().date()) {
        return Err(CommandError::Forbidden);
    }
    let (mut sum, mut cursor) = (Summary::default(), None);
    loop {
        let page = app.store.entries(&EntryQuery { cursor, limit: 200, ..EntryQuery::of(BOOK) })?;
        for entry in &page.items {
            let record = Record::<Body>::of(entry)?;
            if record.body.month == month {
                sum.add(&record);
            }
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(sum);
        }
    }
}

impl Summary {
    fn add(&mut self, record: &Record<Body>) {
        self.count = self.count.saturating_add(1);
        self.flagged = self.flagged.saturating_add(u32::from(record.state == "flagged"));
        let body = &record.body;
        if let Some(face) = self.faces.get_mut(usize::from(body.face.saturating_sub(1))) {
            *face = face.saturating_add(1);
        }
        let answers = [body.time, body.contacts, body.agencies, body.attitude];
        for (sum, answer) in self.indicators.iter_mut().zip(answers) {
            if let Some(points) = answer {
                *sum = (sum.0.saturating_add(u32::from(points)), sum.1.saturating_add(1));
            }
        }
    }
}
