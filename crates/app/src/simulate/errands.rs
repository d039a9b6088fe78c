//! What a simulated office does day by day beside the dossiers: it looks at what is recorded and keeps its books.
//!
//! Every errand is a use case of the books, planned on what is committed and recorded at its instant.

use std::collections::{BTreeMap, HashMap, VecDeque};

use domain::dossier::event::Slip;
use domain::ids::UnitId;
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Weekday};

use super::letters::ToSign;
use super::minutes::Bag;
use super::random::Random;
use super::tills::Counted;
use super::{Simulation, Turn, Wish};
use crate::App;
use crate::books::BookAct;
use crate::error::CommandError;

/// Streams of random numbers; those below belong to the dossiers.
pub(super) mod stream {
    pub const GUIDANCE: u64 = 1 << 40;
    pub const QUESTIONS: u64 = 1 << 41;
    pub const ERRANDS: u64 = 1 << 42;
}

/// The days on which the director looks at what is late.
const LOOKED_AT: [Weekday; 2] = [Weekday::Monday, Weekday::Thursday];

/// One errand; the number beside it says which day's mail, which closings or which letters are meant.
///
/// Each reads what is committed and commits what it records, so what can wait for others is done together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Errand {
    /// At every desk one side lists what the post brought.
    ListMinutes,
    /// The other side signs, or sends the list back.
    SignMinutes,
    /// Consignments of which no dossier can be made are closed.
    CloseLines,
    /// Everybody who takes money counts their till.
    CloseTills,
    /// Second people confirm the closings.
    ConfirmTills,
    /// The director looks at what is late.
    LookAtLate,
    /// The director signs the letters.
    SignLetters,
    /// An urged unit answers.
    AnswerLetter,
}

/// What the office has in hand.
pub(super) struct Office {
    /// Seed of the books; another one when the store has a past, so that no id comes twice.
    pub seed: u64,
    pub random: Random,
    /// What comes by post, by day and desk: when its dossier would be filed, and which.
    pub mail: BTreeMap<(Date, UnitId), Vec<(DateTime, u32)>>,
    pub bags: Vec<Vec<Bag>>,
    pub closings: Vec<Vec<Counted>>,
    pub letters: Vec<ToSign>,
    /// The list under which results of each desk went to the post last, and on which day.
    pub lists: HashMap<UnitId, (Date, Slip)>,
    /// When each desk was rated lately.
    pub ratings: HashMap<UnitId, VecDeque<DateTime>>,
}

impl Office {
    /// An office with nothing in hand.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub fn new(app: &App, wish: &Wish) -> Result<Self, CommandError> {
        let (records, _) = app.store.size()?;
        let seed = wish.seed ^ records.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Ok(Self {
            seed,
            random: Random::new(seed, stream::ERRANDS),
            mail: BTreeMap::new(),
            bags: Vec::new(),
            closings: Vec::new(),
            letters: Vec::new(),
            lists: HashMap::new(),
            ratings: HashMap::new(),
        })
    }

    /// `from` to `to` minutes after `at`, by the clock on the wall.
    pub fn after(&mut self, at: DateTime, from: u32, to: u32) -> DateTime {
        let seconds = self.random.between(from.saturating_mul(60), to.saturating_mul(60));
        at.saturating_add(SignedDuration::from_secs(i64::from(seconds)))
    }
}

/// The place of the next entry in a list, as errands name it.
pub(super) fn place<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// Takes what an errand names out of its list.
pub(super) fn taken<T: Default>(list: &mut [T], number: u32) -> T {
    let named = usize::try_from(number).ok().and_then(|place| list.get_mut(place));
    named.map(std::mem::take).unwrap_or_default()
}

/// An act on a book with its instant, or why there is none.
pub(super) type Planned<R> = (DateTime, Result<BookAct<R>, CommandError>);

impl Simulation<'_> {
    /// Sets what happens on every working day, whoever comes.
    pub(super) fn set_errands(&mut self) {
        self.set_minutes();
        let calendar = self.reference.calendar_for(self.reference.default_desk()).clone();
        let last = self.wish.until.date();
        for day in self.wish.from.series(jiff::Span::new().days(1)).take_while(|day| *day <= last) {
            let Some(opening) = calendar.opening(day) else { continue };
            let counted = self.office.after(calendar.closing(day), 4, 15);
            self.plan(counted, 0, Turn::Errand(Errand::CloseTills));
            if LOOKED_AT.contains(&day.weekday()) {
                let looked = self.office.after(opening, 20, 60);
                self.plan(looked, 0, Turn::Errand(Errand::LookAtLate));
            }
        }
    }

    /// Does one errand.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub(super) fn errand(&mut self, at: DateTime, number: u32, errand: Errand) -> Result<(), CommandError> {
        match errand {
            Errand::ListMinutes => self.list_minutes(at, number),
            Errand::SignMinutes => self.sign_minutes(at, number),
            Errand::CloseLines => self.close_lines(at, number),
            Errand::CloseTills => self.close_tills(at),
            Errand::ConfirmTills => self.confirm_tills(at, number),
            Errand::LookAtLate => self.look_at_late(at),
            Errand::SignLetters => self.sign_letters(at, number),
            Errand::AnswerLetter => self.answer_letter(at, number),
        }
    }

    /// Records acts on the books in one transaction; `None` for each that the rules refused.
    pub(super) fn put_down<R: Send + 'static>(
        &mut self,
        planned: Vec<Planned<R>>,
    ) -> Result<Vec<Option<R>>, CommandError> {
        let answered = self.app.store.bulk(|bulk| {
            let record = |(at, act): Planned<R>| act.and_then(|act| act.record(bulk, at));
            Ok::<Vec<_>, CommandError>(planned.into_iter().map(record).collect())
        })?;
        answered.into_iter().map(|one| self.settled(one)).collect()
    }

    /// Working minutes after `now`, by the calendar of the first desk.
    pub(super) fn working(&mut self, now: DateTime, from: u32, to: u32) -> DateTime {
        let minutes = self.office.random.between(from, to);
        self.reference.calendar_for(self.reference.default_desk()).add_working_minutes(now, minutes)
    }
}
