//! Proof that a version is fit to publish.
//!
//! [`check`] looks at one version, the organisation and its people on one day, and returns
//! every fault with the path that shows it. It proves:
//!
//! - `time`: on every path the steps fit the limit of every case;
//! - `people`: units and roles exist, are competent, and somebody is posted there;
//! - `flow`: the process begins with reception, ends with return, opens every step, and
//!   gives the paper time to travel;
//! - `form`: papers, cases, charges, outcomes and the decision of publication.

mod flow;
mod form;
mod people;
mod time;
mod walk;

use jiff::civil::Date;
use law::Citation;

use super::{Case, Procedure};
use crate::ids::StepId;
use crate::organisation::{Name, Organisation, Person};

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The version may be published; somebody should look.
    Warns,
    /// The version cannot be published.
    Blocks,
}

/// What kind of fault it is, for counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaultKind {
    /// No limit is stated.
    LimitNotStated,
    /// A step has no time.
    TimeNotStated,
    /// A path takes longer than the limit.
    TooLong,
    /// There is no process.
    NoProcess,
    /// A unit is not named, or does not exist on the day.
    UnitUnknown,
    /// A unit or role exists but is not competent for the work.
    NotCompetent,
    /// A step has no role.
    RoleUnknown,
    /// Nobody is posted to do a step.
    Nobody,
    /// A step can never be opened.
    Unreachable,
    /// The choices multiply to more paths than can be proved one by one.
    TooManyPaths,
    /// The process does not begin with reception or end with return.
    Ends,
    /// No step at which a supplement could be asked.
    NoAppraisal,
    /// The paper has no time to travel.
    Transport,
    /// An outcome lacks its paper, or has it twice or wrong.
    Outcome,
    /// Nobody can sign an outcome.
    Signer,
    /// A charge does not resolve.
    Charge,
    /// A case is named that does not exist.
    CaseUnknown,
    /// A code is used twice.
    Duplicate,
    /// A required text is missing.
    Missing,
    /// The decision of publication is missing.
    Publication,
    /// It is placed outside the Centre, or in it, without the decision that this needs.
    Placement,
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What kind.
    pub kind: FaultKind,
    /// Place in the procedure, for example `process.b4.time`.
    pub place: String,
    /// What is wrong, in Vietnamese and English.
    pub what: Name,
    /// What to do, in Vietnamese and English.
    pub fix: Name,
    /// The steps in order that show the fault; empty where no path is needed.
    pub path: Vec<StepId>,
    /// The provision behind the rule.
    pub provision: Citation,
    /// How bad it is.
    pub severity: Severity,
}

/// Everything the checks look at, and the faults so far.
struct Checking<'a> {
    procedure: &'a Procedure,
    organisation: &'a Organisation,
    people: &'a [Person],
    on: Date,
    parameters: &'a law::Parameters,
    faults: Vec<Fault>,
}

impl<'a> Checking<'a> {
    fn say(
        &mut self,
        kind: FaultKind,
        place: impl Into<String>,
        what: (String, String),
        fix: (&str, &str),
        provision: Citation,
    ) -> &mut Fault {
        let fault = Fault {
            kind,
            place: place.into(),
            what: Name { vi: what.0, en: what.1 },
            fix: Name { vi: fix.0.to_owned(), en: fix.1.to_owned() },
            path: Vec::new(),
            provision,
            severity: Severity::Blocks,
        };
        self.faults.push_mut(fault)
    }

    /// The cases to walk: each case, or the one nameless case of a procedure without cases.
    fn cases(&self) -> Vec<Option<&'a Case>> {
        if self.procedure.cases.is_empty() {
            vec![None]
        } else {
            self.procedure.cases.iter().map(Some).collect()
        }
    }
}

/// Every fault of `procedure` as of `on`, the worst first; empty means fit to publish.
#[must_use]
pub fn check(
    procedure: &Procedure,
    organisation: &Organisation,
    people: &[Person],
    on: Date,
    parameters: &law::Parameters,
) -> Vec<Fault> {
    let mut checking = Checking { procedure, organisation, people, on, parameters, faults: Vec::new() };
    form::check(&mut checking);
    time::check(&mut checking);
    people::check(&mut checking);
    flow::check(&mut checking);
    let mut faults = checking.faults;
    faults.sort_by_key(|fault| std::cmp::Reverse(fault.severity));
    faults
}
