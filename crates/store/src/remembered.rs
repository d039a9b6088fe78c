//! What the writer remembers between acts, so that an act on a dossier of the day reads nothing again.

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use domain::dossier::event::PaymentMethod;
use foldhash::fast::RandomState;

use crate::act::{Loading, PrivateRow, StreamId};
use crate::book::MoneyRow;
use crate::db::{Db, rows};
use crate::error::StoreError;
use crate::plan::Write;
use crate::{read, sql};

/// What was used lately, in two generations: when the younger one is full the elder is forgotten, so nobody has
/// to note who was used when.
#[derive(Debug)]
pub(crate) struct Recent<K, V> {
    young: HashMap<K, V, RandomState>,
    old: HashMap<K, V, RandomState>,
    most: usize,
}

impl<K: Eq + Hash, V> Recent<K, V> {
    /// Keeps about `most`.
    pub fn new(most: usize) -> Self {
        Self { young: HashMap::default(), old: HashMap::default(), most }
    }

    /// Takes one out: whoever changes it puts it back.
    pub fn take(&mut self, key: &K) -> Option<V> {
        self.young.remove(key).or_else(|| self.old.remove(key))
    }

    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.young.get(key).or_else(|| self.old.get(key))
    }

    pub fn put(&mut self, key: K, value: V) {
        if self.young.len() >= self.most / 2 {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }

    pub fn forget(&mut self) {
        self.young.clear();
        self.old.clear();
    }
}

/// Numbers last given, those of the open transaction written only with its commit: acts that share a commit
/// often number in one book.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    known: HashMap<String, u64, RandomState>,
    given: BTreeMap<String, u64>,
}

/// Books whose last number is kept; a day's desks use far fewer.
const MOST: usize = 4096;

impl Counters {
    pub fn last(&self, name: &str) -> Option<u64> {
        self.known.get(name).copied()
    }

    pub fn learn(&mut self, name: &str, last: u64) {
        if self.known.len() >= MOST {
            self.known.retain(|name, _| self.given.contains_key(name));
        }
        self.known.insert(name.to_owned(), last);
    }

    pub fn give(&mut self, name: &str, last: u64) {
        self.learn(name, last);
        self.given.insert(name.to_owned(), last);
    }

    /// What the open transaction gave, to be written now.
    pub fn given(&mut self) -> BTreeMap<String, u64> {
        std::mem::take(&mut self.given)
    }

    pub fn forget(&mut self) {
        self.known.clear();
        self.given.clear();
    }
}

/// People that are remembered for each dossier while acts stream: they are small.
const PEOPLE: usize = 8;
/// Of this many remembered dossiers one is closed: hardly any is touched again, and soon if at all.
const CLOSED: usize = 8;

/// What acts recorded while they stream: asking the database for it waits until everything before is written, and
/// then nobody writes while the next act is decided.
#[derive(Debug)]
pub(crate) struct Streamed {
    /// Rows beside the journal.
    pub people: Recent<String, PrivateRow>,
    /// Dossiers that were closed lately.
    pub closed: Recent<StreamId, Loading>,
    /// All that was ever paid otherwise than in cash, by its receipt, in order of position.
    pub paid: HashMap<String, Vec<MoneyRow>, RandomState>,
    /// The last number of every book.
    pub counters: HashMap<String, u64, RandomState>,
}

impl Streamed {
    /// Begins after what `db` holds; remembers what `most` dossiers need.
    pub fn after(db: &mut dyn Db, most: usize) -> Result<Self, StoreError> {
        let mut own = Self {
            people: Recent::new(most.saturating_mul(PEOPLE)),
            closed: Recent::new(most / CLOSED),
            paid: HashMap::default(),
            counters: HashMap::default(),
        };
        let sql = format!("SELECT {} FROM money WHERE method <> 'cash' ORDER BY position", sql::MONEY);
        for row in rows(db, &sql, &[], read::money)? {
            own.paid.entry(row.receipt.clone()).or_default().push(row);
        }
        for (name, last) in rows(db, sql::COUNTERS, &[], |row| Ok((row.get(0)?, row.get::<i64>(1)?)))? {
            own.counters.insert(name, u64::try_from(last).unwrap_or(0));
        }
        Ok(own)
    }

    /// Remembers of a write what an act may ask for.
    pub fn learn(&mut self, write: &Write) {
        match write {
            Write::Private(row) => self.people.put(row.id.clone(), row.shown()),
            Write::Erase(id, _) => drop(self.people.take(id)),
            Write::Counter(name, last) => match self.counters.get_mut(name) {
                Some(known) => *known = *last,
                None => drop(self.counters.insert(name.clone(), *last)),
            },
            Write::Money(row) if row.method != PaymentMethod::Cash => {
                self.paid.entry(row.receipt.clone()).or_default().push(row.clone());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_lately_stays_and_the_rest_is_forgotten() {
        let mut recent = Recent::new(4);
        for name in ["a", "b", "c", "d", "e"] {
            recent.put(name, 1);
            // `a` is used all the time.
            let used = recent.take(&"a").expect("still known");
            recent.put("a", used);
        }
        assert_eq!(recent.get("b"), None);
        assert_eq!(recent.take(&"e"), Some(1));
        assert_eq!(recent.take(&"e"), None, "taken out");
    }

    #[test]
    fn numbers_of_an_open_transaction_are_never_forgotten_for_room() {
        let mut counters = Counters::default();
        counters.give("book", 7);
        for other in 0..=MOST {
            counters.learn(&other.to_string(), 1);
        }
        assert_eq!(counters.last("book"), Some(7));
        assert_eq!(counters.given().into_iter().collect::<Vec<_>>(), [("book".to_owned(), 7)]);
    }
}
