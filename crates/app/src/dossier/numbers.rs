//! The books that an act on a dossier may number in, and the numbers set aside for it.

use domain::dossier::event::{RegisterEntry, Slip};
use domain::dossier::{Command, DossierCode, Event, Numbers};
use domain::ids::UnitId;
use jiff::civil::Date;
use store::{Batch, CounterKey, Loaded};

use crate::reference::Reference;

/// Lines of the tracking register that fill one volume.
const LINES_PER_VOLUME: u32 = 2000;

/// The names under which the numbers of an act are counted.
#[derive(Clone)]
pub(super) struct BookKeys {
    day: Date,
    /// The agency in a code.
    agency: String,
    code: CounterKey,
    slip: CounterKey,
    register: CounterKey,
    /// The desk's book of cash receipts: a payment may be part of an act whose slip is another one.
    cash: CounterKey,
}

impl BookKeys {
    /// Those of `desk` and of `unit`, whose book of that `kind` numbers a slip.
    pub fn new(reference: &Reference, desk: &UnitId, unit: &UnitId, kind: &str, day: Date) -> Self {
        let agency = reference.receiving_agency_code(desk, day);
        let year = day.year().to_string();
        let short = format!("{:02}{:02}{:02}", day.year() % 100, day.month(), day.day());
        // All of them for every act, so without the machinery of `format!`.
        let key = |parts: &[&str]| CounterKey(parts.concat());
        Self {
            day,
            code: key(&["code/", &agency, "/", &short]),
            slip: key(&["slip/", kind, "/", unit.as_str(), "/", &year]),
            register: key(&["register/", desk.as_str(), "/", &year]),
            cash: key(&["slip/BL/", unit.as_str(), "/", &year]),
            agency,
        }
    }

    /// Each once.
    pub fn all(&self) -> Vec<CounterKey> {
        let mut all = vec![self.code.clone(), self.slip.clone(), self.register.clone()];
        if !all.contains(&self.cash) {
            all.push(self.cash.clone());
        }
        all
    }

    /// The next number of each book; `None` when one is full.
    pub fn numbers(&self, loaded: &Loaded) -> Option<Books> {
        let (day, year) = (self.day, self.day.year());
        let next = |key: &CounterKey| u32::try_from(loaded.counter(key)).ok()?.checked_add(1);
        let line = next(&self.register)?;
        let volume = u16::try_from(line.saturating_sub(1) / LINES_PER_VOLUME + 1).ok()?;
        let slip = |key: &CounterKey| Some(Slip { year, number: next(key)? });
        let usual = Numbers {
            code: DossierCode::new(&self.agency, day, next(&self.code)?).ok()?,
            slip: slip(&self.slip)?,
            register: RegisterEntry { year, volume, number: line },
        };
        let cash = Numbers { slip: slip(&self.cash)?, ..usual.clone() };
        Some(Books { usual, cash })
    }

    /// Counts a number as given only when an event carries it, so that gaps do not arise.
    pub fn consume(&self, mut batch: Batch, event: &Event, books: &Books) -> Batch {
        let mut slip = None;
        match event {
            Event::Accepted { code, receipt, register, .. } => {
                batch = batch
                    .counter(self.code.clone(), u64::from(code.sequence()))
                    .counter(self.register.clone(), u64::from(register.number));
                slip = receipt.as_ref();
            }
            Event::Guided { slip: used, .. }
            | Event::Refused { slip: used, .. }
            | Event::SupplementAsked { slip: used, .. }
            | Event::WithdrawalConfirmed { slip: used, .. }
            | Event::MistakeCorrected { slip: used, .. }
            | Event::Apologised { slip: used, .. }
            | Event::FeeRefunded { slip: used, .. }
            | Event::GivenToPost { list: used, .. } => slip = Some(used),
            Event::FeeReceiptIssued { slip: used, .. } if *used == books.cash.slip => {
                batch = batch.counter(self.cash.clone(), u64::from(used.number));
            }
            _ => {}
        }
        if slip == Some(&books.usual.slip) {
            batch = batch.counter(self.slip.clone(), u64::from(books.usual.slip.number));
        }
        batch
    }
}

/// The numbers set aside for an act: those of its own slip, and those of a cash receipt beside it.
pub(super) struct Books {
    usual: Numbers,
    cash: Numbers,
}

impl Books {
    pub fn of(&self, command: &Command) -> &Numbers {
        if matches!(command, Command::Pay { .. }) { &self.cash } else { &self.usual }
    }
}
