//! The threads that print.
//!
//! What the layout engine remembers, and what a thread keeps of the memory it freed, lies there once; printed by whichever
//! thread asks, it lay there once for each of them, a third of the program's memory. Lists have a thread of their own: some
//! take seconds, and somebody at a counter waits for a receipt.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::{Paper, PaperError, engine};

type Printed = Result<Vec<u8>, PaperError>;
type Job = (Paper, SyncSender<Printed>);

static SHEETS: LazyLock<Option<SyncSender<Job>>> = LazyLock::new(|| start("prints-sheets"));
static LISTS: LazyLock<Option<SyncSender<Job>>> = LazyLock::new(|| start("prints-lists"));

/// Prints a paper and waits for it; see [`crate::render`].
pub(crate) fn print(paper: &Paper) -> Printed {
    let printer = if is_long(paper) { &LISTS } else { &SHEETS };
    // A machine that has no thread left prints all the same.
    let Some(printer) = printer.as_ref() else { return engine::render(paper) };
    let (answer, printed) = sync_channel(1);
    let gone = |_| PaperError::Engine("the printing thread has ended".to_owned());
    printer.send((paper.clone(), answer)).map_err(|error| gone(error.to_string()))?;
    printed.recv().map_err(|error| gone(error.to_string()))?
}

/// Whether a paper has as many rows as there were dossiers.
fn is_long(paper: &Paper) -> bool {
    matches!(paper, Paper::Register(_) | Paper::CashClosing(_) | Paper::Settlement(_) | Paper::ResultList(_))
}

fn start(name: &str) -> Option<SyncSender<Job>> {
    let (jobs, waiting) = sync_channel(64);
    std::thread::Builder::new().name(name.to_owned()).spawn(move || work(&waiting)).ok().map(|_| jobs)
}

fn work(waiting: &Receiver<Job>) {
    while let Ok((paper, answer)) = waiting.recv() {
        let printed = catch_unwind(AssertUnwindSafe(|| engine::render(&paper)));
        let printed = printed.unwrap_or_else(|_| Err(PaperError::Engine("a paper made it panic".to_owned())));
        // Whoever asked may have given up.
        drop(answer.send(printed));
    }
}
