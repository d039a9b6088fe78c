//! Acts on their way to the writer, and what becomes of them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::DateTime;
use tokio::sync::oneshot;

use crate::act::{Batch, Loaded, Reads};
use crate::error::StoreError;
use crate::guard::ClockFault;
use crate::plan::{self, Tx};
use crate::time::from_us;

/// An act without its types: the writer does not care what it answers.
pub(crate) trait Act: Send {
    /// Loads, decides and records within the open transaction; `Ok(false)` when it decided not to. On hold nothing
    /// that is dated is recorded.
    fn perform(&mut self, tx: &mut dyn Tx, at_us: i64, hold: Option<ClockFault>) -> Result<bool, StoreError>;
    /// What it will ask for at about that instant, if that can be told before: only to have it at hand in time.
    fn wants(&self, at_us: i64) -> Option<Reads>;
    /// Answers the caller, once it is known whether what was recorded is durable.
    fn answer(self: Box<Self>, durable: Result<(), StoreError>);
}

/// An act with its types.
pub(crate) struct Typed<R, E, F, D> {
    reads: F,
    decide: D,
    outcome: Option<Result<R, E>>,
    reply: oneshot::Sender<Result<R, E>>,
}

impl<R, E, F, D> Typed<R, E, F, D> {
    pub fn new(reads: F, decide: D) -> (Self, oneshot::Receiver<Result<R, E>>) {
        let (reply, answer) = oneshot::channel();
        (Self { reads, decide, outcome: None, reply }, answer)
    }
}

impl<R, E, F, D> Act for Typed<R, E, F, D>
where
    R: Send,
    E: From<StoreError> + Send,
    F: Fn(DateTime) -> Reads + Send,
    D: Fn(&Loaded) -> Result<(R, Batch), E> + Send,
{
    fn perform(&mut self, tx: &mut dyn Tx, at_us: i64, hold: Option<ClockFault>) -> Result<bool, StoreError> {
        let (reads, decide) = (&self.reads, &self.decide);
        // A rule that panics fails its own act, not its neighbours.
        let decided = catch_unwind(AssertUnwindSafe(|| -> Result<_, StoreError> {
            let loaded = plan::load(tx, at_us, reads)?;
            let decided = decide(&loaded);
            held(hold, decided.as_ref().ok().map(|(_, batch)| batch))?;
            Ok((loaded, decided))
        }));
        match decided {
            Err(_) => Err(StoreError::Unavailable("the decision failed unexpectedly".into())),
            Ok(Err(error)) => Err(error),
            Ok(Ok((loaded, Ok((answer, batch))))) => {
                plan::record(tx, loaded, batch)?;
                self.outcome = Some(Ok(answer));
                Ok(true)
            }
            Ok(Ok((_, Err(refused)))) => {
                self.outcome = Some(Err(refused));
                Ok(false)
            }
        }
    }

    fn wants(&self, at_us: i64) -> Option<Reads> {
        let at = from_us(at_us)?;
        catch_unwind(AssertUnwindSafe(|| (self.reads)(at))).ok()
    }

    fn answer(self: Box<Self>, durable: Result<(), StoreError>) {
        let answer = match (self.outcome, durable) {
            (Some(outcome), Ok(())) => outcome,
            (_, Err(error)) => Err(error.into()),
            (None, Ok(())) => Err(StoreError::Unavailable("the act was not performed".into()).into()),
        };
        // Nobody waits any more when the request was given up; what is recorded stays recorded.
        drop(self.reply.send(answer));
    }
}

/// Whether what was decided may stand while the clock is wrong: only what has no date. A refusal may not: rules look
/// at the clock as well.
fn held(hold: Option<ClockFault>, batch: Option<&Batch>) -> Result<(), StoreError> {
    match hold {
        Some(fault) if batch.is_none_or(Batch::is_dated) => Err(StoreError::Clock(fault)),
        _ => Ok(()),
    }
}

/// Performs one act at once, in the transaction of the caller; on hold as [`Act::perform`].
pub(crate) fn perform_now<R, E>(
    tx: &mut dyn Tx,
    at_us: i64,
    hold: Option<ClockFault>,
    reads: &dyn Fn(DateTime) -> Reads,
    decide: impl FnOnce(&Loaded) -> Result<(R, Batch), E>,
) -> Result<R, E>
where
    E: From<StoreError>,
{
    let loaded = plan::load(tx, at_us, reads)?;
    let decided = decide(&loaded);
    held(hold, decided.as_ref().ok().map(|(_, batch)| batch))?;
    let (answer, batch) = decided?;
    plan::record(tx, loaded, batch)?;
    Ok(answer)
}
