//! What is going to happen, in order of its instant.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Things to come, the earliest first; what was known from the beginning is sorted once and costs nothing after.
#[derive(Debug)]
pub(super) struct Agenda<T> {
    /// Known before anything happened, the earliest last.
    known: Vec<T>,
    since: BinaryHeap<Reverse<T>>,
}

impl<T: Ord> Agenda<T> {
    pub fn new() -> Self {
        Self { known: Vec::new(), since: BinaryHeap::new() }
    }

    /// Much that is known before anything happens.
    pub fn know(&mut self, known: Vec<T>) {
        self.known.extend(known);
        self.known.sort_unstable_by(|one, other| other.cmp(one));
    }

    pub fn push(&mut self, next: T) {
        self.since.push(Reverse(next));
    }

    pub fn peek(&self) -> Option<&T> {
        let since = self.since.peek().map(|Reverse(next)| next);
        match (self.known.last(), since) {
            (Some(known), Some(since)) => Some(known.min(since)),
            (known, since) => known.or(since),
        }
    }

    pub fn pop(&mut self) -> Option<T> {
        let since = self.since.peek().map(|Reverse(next)| next);
        let is_known = match (self.known.last(), since) {
            (Some(known), Some(since)) => known <= since,
            (known, _) => known.is_some(),
        };
        if is_known { self.known.pop() } else { self.since.pop().map(|Reverse(next)| next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_and_what_comes_to_it_is_taken_in_one_order() {
        let mut agenda = Agenda::new();
        agenda.push(4);
        agenda.know(vec![7, 1, 4]);
        let mut taken = Vec::new();
        while let Some(next) = agenda.peek().copied() {
            assert_eq!(agenda.pop(), Some(next));
            taken.push(next);
            if next == 1 {
                for more in [9, 4, 2, 8] {
                    agenda.push(more);
                }
            }
        }
        assert_eq!(taken, [1, 2, 4, 4, 4, 7, 8, 9]);
        assert_eq!(agenda.pop(), None);
    }
}
