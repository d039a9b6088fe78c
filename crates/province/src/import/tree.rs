//! A list of numbered steps as a tree: sub-steps, alternatives, lanes, chains.

use domain::ids::CaseId;
use domain::procedure::Node;
use domain::procedure::process::{Branch, Link, UnitRef};

use super::json::Notes;
use super::role::Place;

/// One row of a published process.
pub(super) struct Row {
    /// Number as printed.
    pub(super) number: String,
    /// Activity as printed, for the words of a branch.
    pub(super) activity: String,
    /// Where the work lies.
    pub(super) place: Place,
    /// The authority, for a chain.
    pub(super) authority: Option<UnitRef>,
    /// The step or consultation.
    pub(super) node: Node,
}

/// The number of a row: its digits, and the letter of a lane (`4a`).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    digits: Vec<u32>,
    lane: String,
}

fn number(text: &str) -> Number {
    let lower = text.to_lowercase();
    let bare = lower.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = bare.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(bare.len());
    let (digits, lane) = bare.split_at(end);
    let digits = digits.split('.').filter_map(|part| part.parse().ok()).collect();
    let lane = lane.chars().take_while(|c| c.is_alphabetic()).collect();
    Number { digits, lane }
}

/// Builds the tree; what is not certain becomes an open point.
pub(super) fn build(rows: Vec<Row>, notes: &mut Notes) -> Node {
    let mut top: Vec<Node> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let head = number(&row.number);
        let mut group = vec![row];
        while let Some(next) = rows.next_if(|next| belongs(&head, &number(&next.number))) {
            group.push(next);
        }
        top.push(grouped(group, notes));
    }
    Node::Sequence(chained(top))
}

/// Whether `next` continues the group that began with `head`: the same step, a lane of it, or a sub-step.
fn belongs(head: &Number, next: &Number) -> bool {
    let first = head.digits.first();
    first.is_some() && first == next.digits.first()
}

fn is_case(row: &Row) -> bool {
    let lower = row.activity.to_lowercase();
    let text = lower.trim_start_matches(['-', '+', '*', ' ']);
    ["trường hợp", "đối với trường hợp", "nếu "].iter().any(|start| text.starts_with(start))
}

fn grouped(mut group: Vec<Row>, notes: &mut Notes) -> Node {
    if group.len() == 1 {
        return group.pop().map_or_else(|| Node::Sequence(Vec::new()), in_chain);
    }
    let label = group.first().map(|row| row.number.clone()).unwrap_or_default();
    let numbers: Vec<Number> = group.iter().map(|row| number(&row.number)).collect();
    let lanes = numbers.iter().filter(|number| !number.lane.is_empty()).count();
    let repeated = numbers.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
    let cases = group.iter().filter(|row| is_case(row)).count();
    if cases >= 2 && cases == group.len() {
        notes.open(
            "process.branches",
            format!("steps[{label}]"),
            "Các bước cùng số, bắt đầu bằng `Trường hợp`: coi là các nhánh chọn một.",
        );
        return Node::Choice(
            group
                .into_iter()
                .map(|row| Branch {
                    when: condition(&row.activity),
                    cases: Vec::<CaseId>::new(),
                    then: in_chain(row),
                })
                .collect(),
        );
    }
    if lanes >= 2 || repeated {
        notes.open(
            "process.lanes",
            format!("steps[{label}]"),
            "Các bước cùng số: coi là làm song song; có thể là các nhánh chọn một.",
        );
        return Node::Parallel(group.into_iter().map(in_chain).collect());
    }
    Node::Sequence(group.into_iter().map(in_chain).collect())
}

fn condition(activity: &str) -> String {
    let text = activity.trim_start_matches(['-', '+', '*', ' ']);
    text.split([':', ';']).next().unwrap_or(text).chars().take(160).collect()
}

/// A step of the Office or the committee is a link of a chain.
fn in_chain(row: Row) -> Node {
    match (row.place, row.authority) {
        (Place::Office | Place::Committee, Some(unit)) => Node::Chain(vec![Link { unit, part: row.node }]),
        _ => row.node,
    }
}

/// Neighbouring chains are one chain.
fn chained(nodes: Vec<Node>) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::new();
    for node in nodes {
        match (out.last_mut(), node) {
            (Some(Node::Chain(links)), Node::Chain(more)) => links.extend(more),
            (_, node) => out.push(node),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_sub_steps_and_lanes() {
        let row = |digits: &[u32], lane: &str| Number { digits: digits.to_vec(), lane: lane.to_owned() };
        assert_eq!(number("4"), row(&[4], ""));
        assert_eq!(number("4.1"), row(&[4, 1], ""));
        assert_eq!(number("Bước 4a"), row(&[4], "a"));
        assert_eq!(number("B10"), row(&[10], ""));
        assert_eq!(number("1.2.3b"), row(&[1, 2, 3], "b"));
        assert_eq!(number("cuối"), row(&[], ""));
        assert!(belongs(&number("4"), &number("4.2")));
        assert!(!belongs(&number("4"), &number("5")));
        assert!(!belongs(&number(""), &number("")));
    }
}
