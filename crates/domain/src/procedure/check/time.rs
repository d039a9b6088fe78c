//! The steps fit the limit on every path.
//!
//! Rule: a working day has the parameter's minutes (480) and a printed calendar day is
//! counted the same; five working days equal seven calendar days. So `w` working and `c`
//! calendar minutes cost `7w + 5c`, a limit of working minutes `b` allows `7b`, and one of
//! calendar days with `b` minutes allows `5b`. Like is compared with like exactly; only a
//! mixture is converted. A month has thirty days. What is owed at once must be done within
//! one working day. Parallel lanes count by the slowest, a choice by each of its branches.

use calendar::Limit;
use law::qc1722;

use super::super::process::{Node, StepTime, Work};
use super::walk::{each_work, takes};
use super::{Checking, FaultKind};
use crate::ids::{CaseId, StepId};

/// A slowest path and what it costs.
#[derive(Default)]
struct Slowest {
    cost: u64,
    path: Vec<StepId>,
}

pub(super) fn check(checking: &mut Checking<'_>) {
    let procedure = checking.procedure;
    if !procedure.limit_stated {
        checking.say(
            FaultKind::LimitNotStated,
            "limit",
            ("Chưa có thời hạn giải quyết.".to_owned(), "No time limit is stated.".to_owned()),
            ("Ghi thời hạn theo quyết định công bố.", "State the limit of the published decision."),
            qc1722::D19_K3,
        );
    }
    let Some(process) = &procedure.process else {
        checking.say(
            FaultKind::NoProcess,
            "process",
            ("Chưa có quy trình nội bộ.".to_owned(), "There is no internal process.".to_owned()),
            (
                "Lập quy trình nội bộ và trình phê duyệt.",
                "Draw up the internal process and have it approved.",
            ),
            qc1722::D19_K3,
        );
        return;
    };
    let mut untimed = Vec::new();
    each_work(&process.root, None, &mut |work, _| {
        if work.time() == StepTime::NotStated {
            untimed.push(work.id().clone());
        }
    });
    for id in untimed {
        let fault = checking.say(
            FaultKind::TimeNotStated,
            format!("process.{id}.time"),
            (format!("Bước {id} chưa có thời gian."), format!("Step {id} has no time.")),
            ("Ghi thời gian của bước.", "State the time of the step."),
            qc1722::D19_K3,
        );
        fault.path = vec![id];
    }
    if procedure.limit_stated {
        fits(checking, &process.root);
    }
}

fn fits(checking: &mut Checking<'_>, root: &Node) {
    let day = u64::from(checking.parameters.minutes_per_day);
    let mut seen = Vec::new();
    for case in checking.cases() {
        let id = case.map(|case| &case.id);
        let limit = checking.procedure.limit_of(id);
        let slowest = slowest(root, id, day);
        if slowest.cost <= allowed(limit, day) || seen.contains(&(limit, slowest.path.clone())) {
            continue;
        }
        seen.push((limit, slowest.path.clone()));
        let place = case.map_or_else(|| "limit".to_owned(), |case| format!("cases.{}.limit", case.id));
        let needs = in_words(slowest.cost, limit, day);
        let fault = checking.say(
            FaultKind::TooLong,
            place,
            (
                format!("Đường đi dài nhất cần {needs}, thời hạn là {limit}."),
                format!("The slowest path needs {needs}, the limit is {limit}."),
            ),
            (
                "Rút ngắn các bước trên đường đi này hoặc sửa thời hạn.",
                "Shorten steps on this path or correct the limit.",
            ),
            qc1722::D19_K3,
        );
        fault.path = slowest.path;
    }
}

/// What a limit allows, in the common measure.
fn allowed(limit: Limit, day: u64) -> u64 {
    match limit {
        _ if limit.is_immediate() => 7 * day,
        Limit::Immediately => 7 * day,
        Limit::WorkingDays(n) => 7 * u64::from(n) * day,
        Limit::WorkingHours(n) => 7 * u64::from(n) * 60,
        Limit::CalendarDays(n) => 5 * u64::from(n) * day,
        Limit::Months(n) => 5 * u64::from(n) * 30 * day,
    }
}

/// What a step's time costs, in the common measure.
fn cost(time: StepTime, day: u64) -> u64 {
    match time {
        StepTime::Minutes(minutes) => 7 * u64::from(minutes),
        StepTime::CalendarDays(days) => 5 * u64::from(days) * day,
        StepTime::CalendarMinutes(minutes) => 5 * u64::from(minutes),
        StepTime::NotCounted | StepTime::NotStated => 0,
    }
}

fn slowest(node: &Node, case: Option<&CaseId>, day: u64) -> Slowest {
    match node {
        Node::Step(step) => work(Work::Step(step), day),
        Node::Consultation(consultation) => work(Work::Consultation(consultation), day),
        Node::Sequence(nodes) => sum(nodes.iter().map(|node| slowest(node, case, day))),
        Node::Chain(links) => sum(links.iter().map(|link| slowest(&link.part, case, day))),
        Node::Parallel(nodes) => worst(nodes.iter().map(|node| slowest(node, case, day))),
        Node::Choice(branches) => worst(
            branches
                .iter()
                .filter(|branch| takes(branch, case))
                .map(|branch| slowest(&branch.then, case, day)),
        ),
    }
}

fn work(work: Work<'_>, day: u64) -> Slowest {
    Slowest { cost: cost(work.time(), day), path: vec![work.id().clone()] }
}

fn sum(parts: impl Iterator<Item = Slowest>) -> Slowest {
    parts.fold(Slowest::default(), |mut so_far, part| {
        so_far.cost = so_far.cost.saturating_add(part.cost);
        so_far.path.extend(part.path);
        so_far
    })
}

fn worst(parts: impl Iterator<Item = Slowest>) -> Slowest {
    parts.reduce(|a, b| if b.cost > a.cost { b } else { a }).unwrap_or_default()
}

/// A cost in the days of the limit, for example `10,5 ngày làm việc`.
fn in_words(cost: u64, limit: Limit, day: u64) -> String {
    let (per_minute, unit) = match limit {
        Limit::CalendarDays(_) | Limit::Months(_) => (5, "ngày"),
        _ => (7, "ngày làm việc"),
    };
    let hundredths = (cost * 100).div_ceil(per_minute * day.max(1));
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => format!("{whole} {unit}"),
        _ if part.is_multiple_of(10) => format!("{whole},{} {unit}", part / 10),
        _ => format!("{whole},{part:02} {unit}"),
    }
}
