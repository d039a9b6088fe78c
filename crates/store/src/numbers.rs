//! The numbers that the journal used, against the counters that give them.
//!
//! A counter stands at the highest number that an act used, because only used numbers are consumed: one that
//! was set back would give a number twice, one that was raised leaves a hole that looks like a lost dossier.

use std::collections::{BTreeMap, HashMap};

use domain::dossier::Event;
use domain::dossier::event::Slip;

use crate::error::StoreError;
use crate::store::{Engine, Store};

impl Store {
    /// How many codes of dossiers were given and are no dossier's, by the counters that give them.
    ///
    /// It reads the codes and nothing else, so that a serving program can ask every hour; registers, slips and whatever
    /// only the histories say is for [`verify`](Self::verify).
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn missing_codes(&self) -> Result<u64, StoreError> {
        let Engine::Database(database) = &self.inner.engine else { return Ok(0) };
        // Counters first: what is accepted meanwhile is not missing.
        let sql = "SELECT name, last FROM counter WHERE name LIKE 'code/%'";
        let given = database.rows(sql, &[], |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?)))?;
        let mut left: HashMap<String, u64> =
            given.into_iter().map(|(name, last)| (name, u64::try_from(last).unwrap_or(0))).collect();
        let sql = "SELECT code FROM dossier WHERE code IS NOT NULL";
        for code in database.rows(sql, &[], |row| row.get::<String>(0))? {
            let left = counter_of(&code).and_then(|name| left.get_mut(&name));
            left.into_iter().for_each(|left| *left = left.saturating_sub(1));
        }
        Ok(left.values().sum())
    }
}

/// The counter that gave a code.
fn counter_of(code: &str) -> Option<String> {
    let (agency, day) = code.rsplit_once('-')?.0.rsplit_once('-')?;
    Some(format!("code/{agency}/{day}"))
}

/// What one book of the journal used.
#[derive(Debug, Default)]
struct Book {
    /// Number and position of each use.
    used: Vec<(u64, i64)>,
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
        self.books.entry(book).or_default().used.push((u64::from(number), position));
    }

    fn slip(&mut self, kind: &'static str, slip: &Slip) {
        let (count, highest) = self.slips.entry((kind, slip.year)).or_default();
        *count = count.saturating_add(1);
        *highest = u64::from(slip.number).max(*highest);
    }

    /// What does not fit, as place and words.
    pub fn findings(mut self, counters: &HashMap<String, u64>) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (name, book) in &mut self.books {
            let highest = book.used.iter().map(|(number, _)| *number).max().unwrap_or(0);
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
            found.extend(run(name, &mut book.used));
        }
        for (name, last) in counters {
            let of_a_book = name.starts_with("code/") || name.starts_with("register/");
            if of_a_book && *last > 0 && !self.books.contains_key(name) {
                let what = format!("it stands at {last}, the journal has used no number of it");
                found.push((format!("counter {name}"), what));
            }
        }
        found.extend(self.slip_findings(counters));
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
fn run(name: &str, used: &mut [(u64, i64)]) -> Vec<(String, String)> {
    used.sort_unstable();
    let mut found = Vec::new();
    let (mut expected, mut after) = (1_u64, i64::MIN);
    for (number, position) in used.iter() {
        let place = format!("number {number} of {name}");
        if *number < expected {
            found.push((place, "given twice".to_owned()));
            continue;
        }
        if *number > expected {
            found.push((place, format!("number {expected} is missing before it")));
        }
        if *position < after {
            found.push((format!("number {number} of {name}"), "recorded before a smaller number".to_owned()));
        }
        expected = number.saturating_add(1);
        after = after.max(*position);
    }
    found
}
