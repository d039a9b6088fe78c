//! The hot paths of the program, each with its probe and its budget.
//!
//! A cost is the mean time of one, divided by the time of one of its [`Probe`] in the same minutes: machines differ,
//! and one machine differs from itself twentyfold with what else runs, but path and probe then move together. Less
//! is better everywhere. The recorded cost of a path says what it was; its budget says what it may never be. Most
//! budgets are about twice what the path cost when it was measured first (`docs/reference/performance.md`), those
//! of pure code and of the start come from what people wait for. A goal is where a path should get to: missing it
//! is said and fails nothing.

/// What a cost is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Probe {
    /// Making, sorting and looking up 500 short texts in one thread: about a tenth of a millisecond.
    Processor,
    /// A durable commit of one event and one snapshot by one thread of the raw engine, on the same disk.
    Commit,
    /// An answer of the server's own route that asks no database, to so many clients at once.
    Bare(u32),
}

/// What is measured of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// A thousand promised instants, 15 working days each.
    PromisedDays,
    /// The same with the reasons.
    PromisedDaysWithReasons,
    /// A printed paper, the mean of all kinds, the layout engine warm.
    Paper,
    /// From the start of the program to its first answer that it is ready, on an empty store.
    Start,
    /// A dossier is filed and accepted by so many clients at once.
    Accept(u32),
    /// A remark on one of two thousand dossiers, by so many clients.
    Step(u32),
    /// A dossier is looked up by the token on its receipt.
    Tracking(u32),
    /// A page of 50 rows of a desk's list, from the API.
    Worklist(u32),
    /// The same, drawn for the browser.
    WorklistPage(u32),
    /// A dossier with its history from the API, the look journaled.
    Dossier(u32),
    /// The same, drawn for the browser.
    DossierPage(u32),
    /// A search by a name without tones that all dossiers have, drawn for the browser.
    Search(u32),
    /// The director's board of a month.
    Board(u32),
    /// The figures of form II.06a of a month.
    Statistics(u32),
    /// A scan of fifty kilobytes is received, looked at in its own process and kept.
    Upload(u32),
    /// A public page with one procedure.
    PublicPage(u32),
}

impl Work {
    /// Whether it goes through a database, so that it has another cost on each engine.
    pub fn is_on_an_engine(self) -> bool {
        !matches!(self, Self::PromisedDays | Self::PromisedDaysWithReasons | Self::Paper)
    }
}

/// One hot path.
#[derive(Debug, Clone, Copy)]
pub struct Path {
    /// Its name in the file of recorded costs.
    pub name: &'static str,
    /// What is done.
    pub work: Work,
    /// What its time is divided by.
    pub probe: Probe,
    /// The most that it may cost, embedded database.
    pub budget: f64,
    /// The most that it may cost on a server of PostgreSQL.
    pub on_server: f64,
    /// Where it should get to, where that is less than the budget.
    pub goal: Option<f64>,
}

const fn path(name: &'static str, work: Work, probe: Probe, budget: f64, on_server: f64) -> Path {
    Path { name, work, probe, budget, on_server, goal: None }
}

impl Path {
    const fn goal(self, goal: f64) -> Self {
        Self { goal: Some(goal), ..self }
    }
}

/// All of them. Goals of writes are from the raw engine (twice its commits at 32 clients, a third at one), goals of
/// tracking are half of the route without a database.
#[rustfmt::skip]
pub const PATHS: [Path; 23] = [
    // A board over 100,000 open dossiers then spends 20 ms on dates: 200 ns each, ten times that with reasons.
    path("promised-days",              Work::PromisedDays,            Probe::Processor,     2.0,     2.0),
    path("promised-days-with-reasons", Work::PromisedDaysWithReasons, Probe::Processor,    20.0,    20.0),
    // Somebody stands at the counter: 25 ms.
    path("paper",                      Work::Paper,                   Probe::Processor,   250.0,   250.0),
    // A restart within the hours of the counter is not noticed: one second.
    path("start-to-ready",             Work::Start,                   Probe::Processor, 10_000.0, 20_000.0),
    path("accept-1",                   Work::Accept(1),               Probe::Commit,       13.0,    10.0).goal(2.9),
    path("accept-8",                   Work::Accept(8),               Probe::Commit,        7.5,     6.0),
    path("accept-32",                  Work::Accept(32),              Probe::Commit,        6.5,     5.0).goal(0.5),
    path("step-8",                     Work::Step(8),                 Probe::Commit,        2.5,     3.0),
    path("step-32",                    Work::Step(32),                Probe::Commit,        2.0,     2.5).goal(0.5),
    path("tracking-1",                 Work::Tracking(1),             Probe::Bare(1),       8.0,    24.0).goal(2.0),
    path("tracking-8",                 Work::Tracking(8),             Probe::Bare(8),      30.0,    90.0).goal(2.0),
    path("tracking-32",                Work::Tracking(32),            Probe::Bare(32),     35.0,   100.0).goal(2.0),
    path("worklist-1",                 Work::Worklist(1),             Probe::Bare(1),      40.0,   200.0),
    path("worklist-8",                 Work::Worklist(8),             Probe::Bare(8),     110.0,   600.0),
    path("worklist-page-1",            Work::WorklistPage(1),         Probe::Bare(1),     120.0,   400.0),
    path("dossier-1",                  Work::Dossier(1),              Probe::Bare(1),      40.0,   100.0),
    path("dossier-8",                  Work::Dossier(8),              Probe::Bare(8),      70.0,   200.0),
    path("dossier-page-1",             Work::DossierPage(1),          Probe::Bare(1),     120.0,   300.0),
    path("search-1",                   Work::Search(1),               Probe::Bare(1),     120.0,   400.0),
    path("board-1",                    Work::Board(1),                Probe::Bare(1),      60.0,   200.0),
    path("statistics-1",               Work::Statistics(1),           Probe::Bare(1),     120.0,   300.0),
    path("upload-8",                   Work::Upload(8),               Probe::Commit,       40.0,    40.0),
    path("public-page-8",              Work::PublicPage(8),           Probe::Bare(8),      40.0,    40.0),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_has_a_name_of_its_own_and_a_goal_within_its_budget() {
        let names: std::collections::BTreeSet<_> = PATHS.iter().map(|path| path.name).collect();
        assert_eq!(names.len(), PATHS.len());
        for path in PATHS {
            assert!(path.budget > 0.0 && path.on_server > 0.0, "{}", path.name);
            assert!(path.goal.is_none_or(|goal| goal < path.budget), "{}", path.name);
        }
    }
}
