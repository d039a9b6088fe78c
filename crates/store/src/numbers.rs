//! The numbers that the journal used, against the counters that give them.
//!
//! A counter stands at the highest number that an act used, because only used numbers are consumed: one that
//! was set back would give a number twice, one that was raised leaves a hole that looks like a lost dossier.

use std::collections::{BTreeMap, HashMap};

use domain::dossier::Event;
use domain::dossier::event::Slip;

use crate::error::StoreError;
use crate::row::number;
use crate::store::{Engine, Store};

impl Store {
    /// How many codes of dossiers were given and are no dossier's, by the counters that give them.
    ///
    /// The database counts them in its index of codes, so that a serving program can ask every hour; registers, slips
    /// and whatever only the histories say is for [`verify`](Self::verify).
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn missing_codes(&self) -> Result<u64, StoreError> {
        let Engine::Database(database) = &self.inner.engine else { return Ok(0) };
        // One statement sees one instant: what is accepted meanwhile is not missing. `.` comes next after `-`.
        let sql = "SELECT CAST(COALESCE(SUM(CASE WHEN own.missing > 0 THEN own.missing ELSE 0 END), 0) AS BIGINT) \
                   FROM (SELECT c.last - (SELECT COUNT(*) FROM dossier d \
                   WHERE d.code >= replace(substr(c.name, 6), '/', '-') || '-' \
                   AND d.code < replace(substr(c.name, 6), '/', '-') || '.') AS missing \
                   FROM counter c WHERE c.name >= 'code/' AND c.name < 'code0') own";
        Ok(database.one(sql, &[], |row| number(row, 0))?.unwrap_or(0))
    }
}

/// The counter that gave a code.
fn counter_of(code: &str) -> Option<String> {
    let (agency, day) = code.rsplit_once('-')?.0.rsplit_once('-')?;
    Some(format!("code/{agency}/{day}"))
}

/// The largest number that has a place of its own; no book of a year comes near it.
const PLACES: u32 = 1 << 24;

/// What one book of the journal used.
///
/// A number costs eight bytes, because a register of millions is checked as well.
#[derive(Debug, Default)]
struct Book {
    /// The position at which a number was used, by the number less one; 0 where it was not.
    used: Vec<i64>,
    /// Number and position of whatever has no place there: given again, or far beyond all others.
    odd: Vec<(u64, i64)>,
}

impl Book {
    fn take(&mut self, number: u32, position: i64) {
        let place = number.checked_sub(1).filter(|place| *place < PLACES && position > 0);
        let place = place.and_then(|place| usize::try_from(place).ok());
        let Some(place) = place else { return self.odd.push((u64::from(number), position)) };
        if place >= self.used.len() {
            self.used.resize(place.saturating_add(1), 0);
        }
        match self.used.get_mut(place) {
            Some(free) if *free == 0 => *free = position,
            _ => self.odd.push((u64::from(number), position)),
        }
    }

    fn highest(&self) -> u64 {
        let odd = self.odd.iter().map(|(number, _)| *number).max().unwrap_or(0);
        odd.max(u64::try_from(self.used.len()).unwrap_or(u64::MAX))
    }

    /// Every use, in order of number and position.
    fn each(mut self, mut each: impl FnMut(u64, i64)) {
        self.odd.sort_unstable();
        let mut odd = self.odd.into_iter().peekable();
        for (number, position) in (1_u64..).zip(self.used).filter(|(_, position)| *position > 0) {
            while let Some((number, position)) = odd.next_if(|other| *other < (number, position)) {
                each(number, position);
            }
            each(number, position);
        }
        odd.for_each(|(number, position)| each(number, position));
    }
}

/// The numbers of all books.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    books: BTreeMap<String, Book>,
    /// Slips by kind and year: their books are by unit, which events do not say.
    slips: BTreeMap<(&'static str, i16), (u64, u64)>,
    /// The receiving desk of the stream that is read.
    desk: String,
}

impl Numbers {
    /// Takes the numbers of one record.
    pub fn take(&mut self, event: &Event, position: i64) {
        match event {
            Event::Registered { desk, .. } => self.desk = desk.to_string(),
            Event::Accepted { code, register, receipt, .. } => {
                if let Some(book) = counter_of(&code.to_string()) {
                    self.use_of(book, code.sequence(), position);
                }
                let book = format!("register/{}/{}", self.desk, register.year);
                self.use_of(book, register.number, position);
                if let Some(slip) = receipt {
                    self.slip("01", slip);
                }
            }
            Event::Guided { slip, .. } | Event::SupplementAsked { slip, .. } => self.slip("02", slip),
            Event::Refused { slip, .. } => self.slip("03", slip),
            _ => {}
        }
    }

    fn use_of(&mut self, book: String, number: u32, position: i64) {
        self.books.entry(book).or_default().take(number, position);
    }

    fn slip(&mut self, kind: &'static str, slip: &Slip) {
        let (count, highest) = self.slips.entry((kind, slip.year)).or_default();
        *count = count.saturating_add(1);
        *highest = u64::from(slip.number).max(*highest);
    }

    /// What does not fit, as place and words.
    pub fn findings(mut self, counters: &HashMap<String, u64>) -> Vec<(String, String)> {
        let mut found = self.slip_findings(counters);
        for (name, last) in counters {
            let of_a_book = name.starts_with("code/") || name.starts_with("register/");
            if of_a_book && *last > 0 && !self.books.contains_key(name) {
                let what = format!("it stands at {last}, the journal has used no number of it");
                found.push((format!("counter {name}"), what));
            }
        }
        for (name, book) in std::mem::take(&mut self.books) {
            let (name, highest) = (name.as_str(), book.highest());
            match counters.get(name) {
                Some(last) if *last == highest => {}
                Some(last) => found.push((
                    format!("counter {name}"),
                    format!("it stands at {last}, the journal has used {highest}"),
                )),
                None => found.push((
                    format!("counter {name}"),
                    format!("missing, though the journal has used {highest}"),
                )),
            }
            found.extend(run(name, book));
        }
        found.sort();
        found
    }

    /// Every number of a kind and year was given once by one of its books: the counters sum to how many
    /// slips there are, and none stands above the highest.
    fn slip_findings(&self, counters: &HashMap<String, u64>) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for kind in ["01", "02", "03"] {
            let mut by_year: BTreeMap<i16, u64> = BTreeMap::new();
            for (name, last) in counters {
                let Some(rest) = name.strip_prefix("slip/").and_then(|rest| rest.strip_prefix(kind)) else {
                    continue;
                };
                let Some(year) = rest.rsplit_once('/').and_then(|(_, year)| year.parse().ok()) else {
                    continue;
                };
                let sum = by_year.entry(year).or_default();
                *sum = sum.saturating_add(*last);
                let highest = self.slips.get(&(kind, year)).map_or(0, |(_, highest)| *highest);
                if *last > highest {
                    let what = format!("it stands at {last}, the highest slip of the journal is {highest}");
                    found.push((format!("counter {name}"), what));
                }
            }
            let years = self.slips.iter().filter(|((own, _), _)| *own == kind);
            for ((_, year), (count, _)) in years {
                let sum = by_year.get(year).copied().unwrap_or(0);
                if sum != *count {
                    let place = format!("counters slip/{kind} of {year}");
                    found.push((place, format!("they sum to {sum}, the journal has {count} slips")));
                }
            }
        }
        found
    }
}

/// The numbers of a book run from 1 without a hole, each once, in the order in which they were recorded.
fn run(name: &str, book: Book) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let (mut expected, mut after) = (1_u64, i64::MIN);
    book.each(|number, position| {
        let place = format!("number {number} of {name}");
        if number < expected {
            found.push((place, "given twice".to_owned()));
            return;
        }
        if number > expected {
            found.push((place.clone(), format!("number {expected} is missing before it")));
        }
        if position < after {
            found.push((place, "recorded before a smaller number".to_owned()));
        }
        expected = number.saturating_add(1);
        after = after.max(position);
    });
    found
}
