//! Much at once: acts are decided on one thread while those before them are written on another.
//!
//! Many packages share a commit: most pages that one changes are changed by the next ones too, and a page that is
//! written with every package costs more than all that is decided. How a dossier is shown is written once for all of
//! them, so that the steps between cost nothing in lists and figures.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::db::{Db, Each, Link, Newest, Work};
use crate::error::StoreError;
use crate::pending::Pending;
use crate::seal::Leaves;
use crate::sql::dialect::Dialect;
use crate::sql::{self, Stmt, Val};

/// What a transaction writes at its end.
#[derive(Debug, Default)]
pub(crate) struct Package {
    pub pending: Pending,
    /// Books with the last number given.
    pub given: BTreeMap<String, u64>,
}

impl Package {
    fn hand(
        &self,
        link: &mut dyn Link,
        how: fn(&mut dyn Link, Work<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let changes = self.pending.changes();
        let last = |last: &u64| Val::from(i64::try_from(*last).unwrap_or(i64::MAX));
        let given: Vec<_> =
            self.given.iter().map(|(name, number)| vec![name.as_str().into(), last(number)]).collect();
        let lessened = changes.tallies.lessened().into_iter().map(Vec::from).collect();
        let work = Work {
            first: self.pending.groups(&changes, link.dialect()),
            in_order: self.pending.in_order(),
            last: vec![
                (sql::PUT_COUNTER, given),
                (&sql::PUT_TALLY, changes.tallies.day_values()),
                (&sql::PUT_STANDING, changes.tallies.standing_values()),
                (sql::DROP_STANDING, lessened),
            ],
        };
        how(link, work)
    }

    /// Writes all of it into the open transaction; after an error some of it may be written.
    pub fn write(&self, link: &mut dyn Link) -> Result<(), StoreError> {
        self.hand(link, |link, work| link.write(work))
    }

    /// Writes all of it and makes the transaction durable; see [`Link::finish`].
    pub fn finish(&self, link: &mut dyn Link) -> Result<(), StoreError> {
        self.hand(link, |link, work| link.finish(work))
    }
}

/// Packages that share a commit.
const TOGETHER: u32 = 20;

/// The connection as both threads see it.
struct Shared {
    link: Mutex<Lent>,
    /// Packages that are not yet written, and why one will never be.
    state: Mutex<(usize, Option<StoreError>)>,
    changed: Condvar,
}

/// The connection, and how many packages its open transaction holds.
struct Lent {
    link: Box<dyn Link>,
    open: u32,
    /// How dossiers are shown, for the end of that transaction.
    shown: Pending,
    /// The records that no seal covers yet: read one by one afterwards, each lies somewhere else.
    unsealed: Leaves,
}

impl Lent {
    /// Writes a package into the open transaction, or begins one.
    fn write(&mut self, mut package: Package, newest: Option<i64>) -> Result<(), StoreError> {
        if self.open == 0 {
            let others = self.link.begin(newest)?;
            if others.is_some_and(|(position, _)| newest.is_some_and(|own| own != position)) {
                return Err(StoreError::Unavailable(
                    "another program writes into the store: stop it first".into(),
                ));
            }
        }
        self.open += 1;
        package.pending.journal().iter().for_each(|row| self.unsealed.add(row.position, &row.hash));
        package.pending.put_off_dossiers(&mut self.shown);
        package.write(&mut *self.link)?;
        if self.open < TOGETHER { Ok(()) } else { self.commit() }
    }

    /// Writes how dossiers are shown, so that a statement sees it.
    fn show(&mut self) -> Result<(), StoreError> {
        if self.shown.is_empty() {
            return Ok(());
        }
        let package = Package { pending: std::mem::take(&mut self.shown), ..Package::default() };
        package.write(&mut *self.link)
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.show()?;
        if std::mem::take(&mut self.open) == 0 { Ok(()) } else { self.link.commit() }
    }

    fn rollback(&mut self) {
        self.open = 0;
        self.shown = Pending::default();
        self.link.rollback();
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    fn failed(&self) -> Result<(), StoreError> {
        held(&self.state).1.clone().map_or(Ok(()), Err)
    }

    /// One package less waits.
    fn done(&self) {
        let mut state = held(&self.state);
        state.0 = state.0.saturating_sub(1);
        self.changed.notify_all();
    }

    /// Waits until everything sent is written, though not all of it committed.
    fn drained(&self) -> Result<(), StoreError> {
        let mut state = held(&self.state);
        while state.0 > 0 {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.1.clone().map_or(Ok(()), Err)
    }

    /// Does something with the connection, unless something has failed before; a failure takes back what is not
    /// committed, and nothing is written after it.
    fn attempt(&self, work: impl FnOnce(&mut Lent) -> Result<(), StoreError>) -> Result<(), StoreError> {
        self.failed()?;
        let mut link = held(&self.link);
        // Nothing that one package meets may end the thread that whoever reads waits for.
        let done = catch_unwind(AssertUnwindSafe(|| work(&mut link)))
            .unwrap_or_else(|_| Err(StoreError::Unavailable("recording failed unexpectedly".into())));
        if let Err(error) = &done {
            link.rollback();
            held(&self.state).1 = Some(error.clone());
        }
        done
    }
}

/// The connection, and all records that no seal covers.
type GivenBack = (Box<dyn Link>, Leaves);

/// A package with the newest position before it.
type Sent = (Package, Option<i64>);

/// The thread that writes, and the way to it.
pub(crate) struct Behind {
    shared: Arc<Shared>,
    sender: SyncSender<Sent>,
}

impl Behind {
    /// Lends `link` to a thread that writes until the answer's handle is [given back](Self::give_back);
    /// `unsealed` are the records before.
    ///
    /// # Errors
    ///
    /// When the system has no thread left; the connection is lost with it.
    pub fn start(
        link: Box<dyn Link>,
        unsealed: Leaves,
    ) -> Result<(Self, std::thread::JoinHandle<()>), StoreError> {
        let shared = Arc::new(Shared {
            link: Mutex::new(Lent { link, open: 0, shown: Pending::default(), unsealed }),
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        let (sender, waiting) = sync_channel(1);
        let own = Arc::clone(&shared);
        let thread =
            std::thread::Builder::new().name("store-behind".into()).spawn(move || work(&own, &waiting))?;
        Ok((Self { shared, sender }, thread))
    }

    /// Sends what a transaction wrote; waits only while two others wait.
    pub fn send(&self, package: Package, newest: Option<i64>) -> Result<(), StoreError> {
        self.shared.failed()?;
        held(&self.shared.state).0 += 1;
        self.sender.send((package, newest)).map_err(|_| {
            self.shared.done();
            StoreError::Unavailable("the writer ended".into())
        })
    }

    /// A connection for reading what was sent, once it is written.
    pub fn reader(&self) -> Box<dyn Link> {
        Box::new(Reader(Arc::clone(&self.shared)))
    }

    /// Waits until all is written and gives the connection back, with all records that no seal covers.
    pub fn give_back(
        self,
        thread: std::thread::JoinHandle<()>,
    ) -> (Option<GivenBack>, Result<(), StoreError>) {
        let Self { shared, sender } = self;
        drop(sender);
        let ended = thread.join().map_err(|_| StoreError::Unavailable("the writer ended in a panic".into()));
        let done = ended.and_then(|()| shared.failed());
        let lent =
            Arc::into_inner(shared).map(|own| own.link.into_inner().unwrap_or_else(PoisonError::into_inner));
        (lent.map(|lent| (lent.link, lent.unsealed)), done)
    }
}

fn work(shared: &Shared, waiting: &Receiver<Sent>) {
    while let Ok((package, newest)) = waiting.recv() {
        // Whoever sends the next package, or gives the connection back, is told of a failure.
        shared.attempt(|link| link.write(package, newest)).ok();
        shared.done();
    }
    shared.attempt(Lent::commit).ok();
}

/// Reads wait for what was sent; transactions are the thread's.
struct Reader(Arc<Shared>);

impl Db for Reader {
    fn dialect(&self) -> Dialect {
        held(&self.0.link).link.dialect()
    }

    fn each(&mut self, sql: &str, values: &[Val<'_>], each: &mut Each<'_>) -> Result<(), StoreError> {
        self.0.drained()?;
        self.0.attempt(Lent::show)?;
        held(&self.0.link).link.each(sql, values, each)
    }

    fn execute(&mut self, _: &str, _: &[Val<'_>]) -> Result<usize, StoreError> {
        Err(StoreError::Invalid("a statement beside a stream of acts".into()))
    }

    fn script(&mut self, _: &str) -> Result<(), StoreError> {
        Err(StoreError::Invalid("a script beside a stream of acts".into()))
    }

    fn faults(&mut self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }
}

impl Link for Reader {
    fn begin(&mut self, _: Option<i64>) -> Result<Option<Newest>, StoreError> {
        Ok(None)
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    fn rollback(&mut self) {}

    fn lost(&self) -> bool {
        self.0.failed().is_err()
    }

    fn together(&mut self, _: &[Stmt<'_>]) -> Result<(), StoreError> {
        Err(StoreError::Invalid("a write beside a stream of acts".into()))
    }

    fn many(&mut self, _: &str, _: &[&[Val<'_>]]) -> Result<usize, StoreError> {
        Err(StoreError::Invalid("a write beside a stream of acts".into()))
    }

    fn limit_size(&mut self, _: Option<u64>) -> Result<(), StoreError> {
        Ok(())
    }
}

/// The place of a connection that is lent.
pub(crate) struct NoLink;

fn lent<T>() -> Result<T, StoreError> {
    Err(StoreError::Unavailable("the connection is lent to a stream of acts".into()))
}

impl Db for NoLink {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn each(&mut self, _: &str, _: &[Val<'_>], _: &mut Each<'_>) -> Result<(), StoreError> {
        lent()
    }

    fn execute(&mut self, _: &str, _: &[Val<'_>]) -> Result<usize, StoreError> {
        lent()
    }

    fn script(&mut self, _: &str) -> Result<(), StoreError> {
        lent()
    }

    fn faults(&mut self) -> Result<Vec<String>, StoreError> {
        lent()
    }
}

impl Link for NoLink {
    fn begin(&mut self, _: Option<i64>) -> Result<Option<Newest>, StoreError> {
        lent()
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        lent()
    }

    fn rollback(&mut self) {}

    fn lost(&self) -> bool {
        true
    }

    fn together(&mut self, _: &[Stmt<'_>]) -> Result<(), StoreError> {
        lent()
    }

    fn many(&mut self, _: &str, _: &[&[Val<'_>]]) -> Result<usize, StoreError> {
        lent()
    }

    fn limit_size(&mut self, _: Option<u64>) -> Result<(), StoreError> {
        lent()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A connection that meets what nobody thought of.
    struct Fatal;

    impl Db for Fatal {
        fn dialect(&self) -> Dialect {
            Dialect::Sqlite
        }

        fn each(&mut self, _: &str, _: &[Val<'_>], _: &mut Each<'_>) -> Result<(), StoreError> {
            Ok(())
        }

        fn execute(&mut self, _: &str, _: &[Val<'_>]) -> Result<usize, StoreError> {
            lent()
        }

        fn script(&mut self, _: &str) -> Result<(), StoreError> {
            lent()
        }

        fn faults(&mut self) -> Result<Vec<String>, StoreError> {
            lent()
        }
    }

    impl Link for Fatal {
        fn begin(&mut self, _: Option<i64>) -> Result<Option<Newest>, StoreError> {
            panic!("not even an error")
        }

        fn commit(&mut self) -> Result<(), StoreError> {
            lent()
        }

        fn rollback(&mut self) {}

        fn lost(&self) -> bool {
            false
        }

        fn together(&mut self, _: &[Stmt<'_>]) -> Result<(), StoreError> {
            lent()
        }

        fn many(&mut self, _: &str, _: &[&[Val<'_>]]) -> Result<usize, StoreError> {
            lent()
        }

        fn limit_size(&mut self, _: Option<u64>) -> Result<(), StoreError> {
            lent()
        }
    }

    #[test]
    fn whoever_reads_behind_a_panic_is_told_of_it() {
        let (behind, thread) = Behind::start(Box::new(Fatal), Leaves::default()).unwrap();
        behind.send(Package::default(), None).unwrap();
        let (mut reader, (told, answer)) = (behind.reader(), std::sync::mpsc::channel());
        std::thread::spawn(move || told.send(reader.each("SELECT 1", &[], &mut |_| Ok(()))));
        let read = answer.recv_timeout(Duration::from_secs(20)).expect("it waits for ever");
        assert!(matches!(read, Err(StoreError::Unavailable(_))), "{read:?}");
        assert!(behind.send(Package::default(), None).is_err());
        let (link, done) = behind.give_back(thread);
        assert!(link.is_some() && done.is_err(), "{done:?}");
    }
}
