//! Paths through a process: one work after the other, for one case.

use super::super::process::{Branch, Node, Work};
use crate::ids::{CaseId, StepId};

/// More paths than any real process has; [`check`](super::check) refuses a process with more.
pub(super) const MOST_PATHS: usize = 1024;

/// Whether the dossiers of `case` may take `branch`.
pub(super) fn takes(branch: &Branch, case: Option<&CaseId>) -> bool {
    branch.cases.is_empty() || case.is_none_or(|id| branch.cases.contains(id))
}

/// Every path of `case`; the lanes of a parallel part follow one another.
pub(super) fn paths<'a>(node: &'a Node, case: Option<&CaseId>) -> Vec<Vec<Work<'a>>> {
    match node {
        Node::Step(step) => vec![vec![Work::Step(step)]],
        Node::Consultation(consultation) => vec![vec![Work::Consultation(consultation)]],
        Node::Sequence(nodes) | Node::Parallel(nodes) => joined(nodes.iter().map(|node| paths(node, case))),
        Node::Chain(links) => joined(links.iter().map(|link| paths(&link.part, case))),
        Node::Choice(branches) => branches
            .iter()
            .filter(|branch| takes(branch, case))
            .flat_map(|branch| paths(&branch.then, case))
            .take(MOST_PATHS)
            .collect(),
    }
}

/// How many paths there are, without building them.
pub(super) fn count(node: &Node) -> usize {
    match node {
        Node::Step(_) | Node::Consultation(_) => 1,
        Node::Sequence(nodes) | Node::Parallel(nodes) => {
            nodes.iter().map(count).fold(1, usize::saturating_mul)
        }
        Node::Chain(links) => links.iter().map(|link| count(&link.part)).fold(1, usize::saturating_mul),
        Node::Choice(branches) => {
            branches.iter().map(|branch| count(&branch.then)).fold(0, usize::saturating_add)
        }
    }
}

fn joined<'a>(parts: impl Iterator<Item = Vec<Vec<Work<'a>>>>) -> Vec<Vec<Work<'a>>> {
    parts.fold(vec![Vec::new()], |so_far, part| {
        let mut longer = Vec::new();
        for head in &so_far {
            for tail in &part {
                if longer.len() < MOST_PATHS {
                    longer.push(head.iter().chain(tail).copied().collect());
                }
            }
        }
        longer
    })
}

/// The ids of the works of a path.
pub(super) fn ids(path: &[Work<'_>]) -> Vec<StepId> {
    path.iter().map(|work| work.id().clone()).collect()
}

/// Visits every work in reading order, all branches included, with the unit of its link.
pub(super) fn each_work<'a>(
    node: &'a Node,
    link: Option<&'a super::super::process::UnitRef>,
    visit: &mut dyn FnMut(Work<'a>, Option<&'a super::super::process::UnitRef>),
) {
    match node {
        Node::Step(step) => visit(Work::Step(step), link),
        Node::Consultation(consultation) => visit(Work::Consultation(consultation), link),
        Node::Sequence(nodes) | Node::Parallel(nodes) => {
            nodes.iter().for_each(|node| each_work(node, link, visit));
        }
        Node::Choice(branches) => branches.iter().for_each(|branch| each_work(&branch.then, link, visit)),
        Node::Chain(links) => links.iter().for_each(|part| each_work(&part.part, Some(&part.unit), visit)),
    }
}
